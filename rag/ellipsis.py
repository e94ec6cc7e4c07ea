"""Questions that leave out what they are about, without a word that points at it: "Wie hoch ist die Strafe?".

A question with a name of its own stands by itself; one without leans on the talk when it asks for an aspect of
something ("What are the symptoms?"), compares ("Which is older?"), or picks from what was not said ("the largest?").
"""

import re

from index.article import Language
from index.words import ENGLISH_FUNCTION_WORDS, FUNCTION_WORDS, content_words, fold, words
from rag.aspects import UNIQUE, is_aspect, is_topical, is_vague
from rag.exonyms import language_names
from rag.names import is_place, mentions, names
from rag.openings import AUX, LEAD
from rag.spelled import spelled
from rag.spelling import plain

_ELSE = re.compile(
    r"\b(?:(?<!\beach )(?<!\bevery )other(?!\s+than)|(?<!\bone )another|(?<!\bamong )others|else|similar|instead|ones|"
    r"(?:which|that|this) one|likewise|"
    r"the same(?!\s+(?:time|as|day|year))|further|(?<!more and )more(?=\s*\?)|"
    rf"(?<!\bunter )andere[nmrs]?|sonst|stattdessen|weitere[nmrs]?|{spelled('ähnliche')}[nmrs]?|"
    r"so (?:viele?|lange?|hoch|teuer|much|many|long|high)(?!\w| wie| as))\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:younger|older|higher|lower|better|worse|bigger|smaller|faster|cheaper|longer|shorter|larger|niedriger|besser|"
    + spelled(r"jünger|älter|höher|größer|länger|kürzer|schlechter|kleiner|schneller|teurer|billiger)")
    + r"(?=\W*$|\s+(?:and|or|now|today|und|oder|jetzt|heute|geworden|gewesen)\b)",
    re.IGNORECASE,
)
_SUPERLATIVE = {
    "de": re.compile(r"\b(?:der|die|das|den|dem|am)\s+[a-zäöüß]+ste[nrms]?(?=(?:\s+[a-zäöüß]+)?\W*$)"),
    "en": re.compile(
        r"\bthe (?:most (?!of\b)\w+|\w{2,}est|best|worst)(?=\W*$|\s+(?:and|ever|to|for|in|so far|yet|\w+ed)\b)",
        re.IGNORECASE,
    ),
}
_DEFINITE = {
    "de": re.compile(
        r"\b(?:der|die|das|den|dem|des|im|am|zum|zur|vom|beim)\s+(?P<adjectives>(?:(?!\w+isch)[a-zäöüß]+e[nmrs]?\s+)*)"
        r"(?P<noun>[A-ZÄÖÜ][\w-]*+)(?!\s+(?:der|des|von|vom|in|im|aus|bei|beim|für|fuer|gegen|um|zum|zur|über|ueber|"
        r"zwischen|mit|an|am|auf|eine[sr])\s+\w|\s+[A-ZÄÖÜ]|\s*,\s*(?:der|die|das|den|dem|dass|weshalb|warum|wo|wie)\b|"
        r"\s*,[^,]*\b(?:zu\s+\w+en|[a-zäöüß]+zu[a-zäöüß]+en)\b)"
    ),
    "en": re.compile(
        r"\bthe\s+(?P<adjectives>(?:(?!(?:of|in|for|on|at|to|an?)\b)[a-z-]+\s+){0,3}?)"
        r"(?P<noun>(?!(?:of|in|for|on|at|to)\b)[a-z-]+)"
        r"(?=\W*$|\s+\w+\W*$|\s+(?:and|or|is|are|was|were|do|does|did|have|has|had|will|can|be|[a-z]+ed|differ|work|come|"
        r"take|start|begin|end|sold|made|found|built)\b)"
    ),
}
_COMPLEMENT = re.compile(
    r"\b(?:of|for|in|between|on|from|about|to|that|which|who)\s+(?P<end>(?:the\s+)?\w+\W*$)?", re.I
)
_UNIQUE = frozenset("world earth sun moon sky sea universe internet equator weather climate".split())
_TWO_SIDED = re.compile(
    r"\b(?:the|die|der|den)\s+(?:(?!of\b)[a-zäöüß]+\s+)?(?:"
    r"(?:consequence|implication|effect|impact|result|benefit|advantage|risk)s?\s+(?:for|on)|"
    r"(?:folgen|konsequenzen|auswirkungen|vorteile|nachteile|risiken|schäden|schaeden)\s+(?:für|fuer|auf|bei))\s"
    r"(?!.*\b(?:of|from|by|von|durch|des)\b)",
    re.IGNORECASE,
)
"""What has two sides, and tells but one: "the consequences for society"."""
_DEVERBAL = re.compile(r"(?:ung|ungen|tion|tionen)$")
_ABSTRACT = re.compile(r"(?:ung(?:en)?|tion(?:en)?|(?:hei|kei|schaf|tä)t(?:en)?|ismus|nisse?|linge?)$")
_EXISTS = re.compile(
    rf"{LEAD}(?:(?:is|are|was|were)\s+there|(?:gibt|gab|gäbe)\s+es)\b|\b(?:gibt|gab)\s+es\W*$|"
    r"\b(?:how many (?:people|persons)|wie ?viele (?:menschen|personen|leute))\b",
    re.IGNORECASE,
)
_OF_WHAT = re.compile(
    r"\b(?:of|for|against|about|gegen|für|fuer|über|ueber|um)\s+(?!(?:me|us|mich|uns|the|die|das|den|der|dem)\b)\w+",
    re.IGNORECASE,
)
"""What there may be is told: "Is there a cure for measles?"."""
_HOW_MANY = re.compile(r"\b(?:how many|wie ?viele)\b", re.IGNORECASE)
_VERB = (
    r"causes?|caused|makes?|made|triggers|triggered|prevents?|affects?|affected|drives|drove|attracts?|kills?|produces?"
)
"""After "what" the verb, not a noun that is picked from several: "What causes wildfires?"."""
_PARTITIVE = {
    "de": re.compile(rf"{LEAD}(?i:welche[nrs]?)\s+(?:\w+\s+)?[A-ZÄÖÜ][\w-]*\s+[a-zäöüß]+"),
    "en": re.compile(
        rf"{LEAD}(?:what|which)\s+(?!(?:{AUX['en']}|do|about|if|{_VERB})\b)(?:[a-z-]+\s+)?[a-z-]+\s+[a-z-]+",
        re.IGNORECASE,
    ),
}
_TYPICAL = {
    "de": re.compile(
        r"\b(?i:was|welches|wer)\s+(?:sind|waren|ist)\s+(?:einige\s+)?(?:(?:der|die|das)\s+)?"
        r"(?:wichtig|typisch|beliebt|bekannt|gut|häufig|haeufig|möglich|moeglich|berühmt|beruehmt)\w*\s+[A-ZÄÖÜ]"
    ),
    "en": re.compile(
        r"\b(?:what|who)\s+(?:is|are|were|was)\s+(?:(?:some|an?)\s+)?(?:(?:of\s+)?the\s+)?"
        r"(?:important|typical|popular|famous|common|good|key|main|notable|possible|major|well-known)\s+[a-z]",
        re.IGNORECASE,
    ),
}
_ACRONYM = re.compile(r"\b[A-ZÄÖÜ]{2,}\b|\b[A-ZÄÖÜ]\w+-[A-ZÄÖÜ]\w+")
"""Also "Trump-Prozess": a compound with a hyphen says which one."""
_AUX_BEFORE = re.compile(rf"\b{AUX['en']}\s+$", re.IGNORECASE)
_GENERIC = {
    "de": re.compile(
        rf"{LEAD}(?i:welche[nrs]?)\s+(?:\w+\s+)?[A-ZÄÖÜ]\w+\s+(?:hat|haben|braucht|brauchen|kann|können|muss|müssen|darf|"
        r"dürfen|soll|sollte|sollen|sollten)\s+(?:eine?\s+)?(?:[a-zäöüß]+\s+)?[A-ZÄÖÜ]"
    ),
    "en": re.compile(
        rf"{LEAD}(?:what|which)\s+(?:[a-z-]+\s+)?[a-z-]+\s+(?:do|does|can|should|must)\s+(?!(?:the|people|someone)\b)"
        r"(?:an?\s+)?(?P<noun>[a-z-]+)\s+\w",
        re.IGNORECASE,
    ),
}
"""What holds of all of a kind: "What duties do landlords have?"."""
_ADVERBIAL = {
    "de": re.compile(r"\bam\s+[a-zäöüß]+ste[nrms]?\b"),
    "en": re.compile(rf"{LEAD}(?:when|where)\b.*\bthe\s+\w+\W*$", re.IGNORECASE),
}
"""Superlatives of a manner, a time or a place: "am besten", "When was inflation the highest?"."""
_SIMPLE = 14
"""Letters of a German noun that is hardly a compound: "Verhandlung"."""
_FEW = 2
"""Words that carry meaning in a question that may lack its topic…"""
_SEVERAL = 3
"""…and in one with a surer sign of that."""
_FULL = 4
"""With more of them a question says by itself what is compared, or with a new name, whose part is meant."""


def own_names(question: str, lang: Language) -> list[str]:
    """Words of proper names; a German noun without a determiner is one unless it looks like a common noun."""
    return [
        *_ACRONYM.findall(question),
        *(
            word
            for word in words(question)[1:]
            if word[0].isupper() and (is_place(word) or plain(word) in language_names())
        ),
        *(
            word
            for run in names(question, lang)
            for word in run
            if lang == "en" or len(run) > 1 or is_place(word) or not _looks_common(word, lang)
        ),
    ]


def _looks_common(word: str, lang: Language) -> bool:
    return not is_topical(word, lang) or _ABSTRACT.search(word) is not None


def is_elliptic(question: str, said: str, lang: Language) -> bool:
    """Whether a question lacks its topic; `said`: all of the talk before it."""
    own = own_names(question, lang)
    rest = [word for word in content_words(question, lang) if word not in own and not _is_empty(word, lang)]
    definite = _bare_definite(question, lang)
    is_part = definite is not None and is_aspect(definite["noun"], lang)
    if len(rest) <= _SEVERAL and _TWO_SIDED.search(question):
        return True
    if own:
        is_all_said = all(mentions(word, said) for word in own)
        lacks_name = is_all_said and (_ELSE.search(question) is not None or not rest)
        is_short = is_all_said or len(rest) <= _FULL
        return lacks_name or (definite is not None and is_part and is_short and _is_plain(question, definite, lang))
    if is_part or all(is_aspect(word, lang) for word in rest):
        return True
    if _ELSE.search(question) or (_COMPARED.search(question) and len(rest) <= _FULL):
        return True
    if _SUPERLATIVE[lang].search(question):
        return not _ADVERBIAL[lang].search(question) or len(rest) <= _FEW
    if _names_kind(question, lang):
        return False
    return _lacks_topic(question, definite["noun"] if definite else "", len(rest), said, lang)


def _names_kind(question: str, lang: Language) -> bool:
    found = _GENERIC[lang].match(question)
    return found is not None and (lang == "de" or found["noun"].lower() not in ENGLISH_FUNCTION_WORDS)


def _is_plain(question: str, definite: re.Match[str], lang: Language) -> bool:
    """Whether a noun has but an article: "das Urteil"; not "after the final episode", where it is no noun."""
    if definite["adjectives"] or _COMPLEMENT.search(question, definite.end()):
        return False
    is_followed = lang == "en" and re.match(r"\s+\w+\W*$", question[definite.end() :])
    return not is_followed or _AUX_BEFORE.search(question[: definite.start()]) is not None


def _is_empty(word: str, lang: Language) -> bool:
    return is_vague(word, lang) or fold(word).removesuffix("'s") in FUNCTION_WORDS[lang]


def _lacks_topic(question: str, definite: str, count: int, said: str, lang: Language) -> bool:
    """Whether so few words of meaning, without a name, ask for a part of something."""
    if count <= _SEVERAL and _TYPICAL[lang].search(question):
        return True
    if count > _FEW:
        return False
    if count < _FEW and _HOW_MANY.search(question):
        return True
    if _PARTITIVE[lang].match(question) or (_EXISTS.search(question) and not _OF_WHAT.search(question)):
        return True
    return bool(definite) and (lang == "en" or _is_known(definite, said))


def _bare_definite(question: str, lang: Language) -> re.Match[str] | None:
    """ "die Strafe", "the bridge" without a word that says whose or which."""
    found = _DEFINITE[lang].search(question)
    if found and ("-" in found["noun"] or found["noun"] in _UNIQUE):
        return None
    if found and lang == "en" and any(one["end"] is None for one in _COMPLEMENT.finditer(question, found.end())):
        return None
    return found


def _is_known(noun: str, said: str) -> bool:
    """Whether a German noun with its article needs the talk: the noun of a verb, or one that was said before."""
    if _DEVERBAL.search(noun) and len(noun) <= _SIMPLE and not fold(noun).startswith(UNIQUE):
        return True
    return any(fold(word).endswith(fold(noun)) for word in words(said))
