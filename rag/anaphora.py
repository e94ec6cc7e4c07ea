"""Words that point at something said before: "she", "danach", "at that time", "dieses Treffen".

What only looks like it is left out: "is it true that", "there is", "this year", the courtesy of "Sie",
and words that point at something in the same sentence ("Warum trat Merkel zurück, und was sagte sie?").
"""

import re
from dataclasses import dataclass
from typing import Literal

from index.article import Language
from index.words import FUNCTION_WORDS, content_words, fold
from rag.aspects import is_topical
from rag.names import names

Kind = Literal["person", "thing", "owner", "place", "time", "sequence"]
"""`owner`: "ihre", "their"; `sequence`: before or after what was said: "danach", "next"."""

_WORDS: dict[Language, dict[Kind, str]] = {
    "de": {
        "person": "er ihn ihm sie ihnen",
        "thing": "es dabei dafür dagegen damit daran daraus darin darüber darum darunter davon dazu dadurch deswegen "
        "dies dieser dieses diesem diesen diese jener jene jenes jenem derselbe dieselbe dasselbe derselben desselben "
        "demselben denselben",
        "owner": "sein seine seinen seinem seiner seines ihr ihre ihren ihrem ihrer ihres deren dessen",
        "place": "dort dorthin dorther",
        "time": "damals",
        "sequence": "danach davor daraufhin seitdem seither zuvor anschließend hinterher vorher nachher",
    },
    "en": {
        "person": "he him she they them",
        "thing": "it this these those that",
        "owner": "his her hers its their theirs",
        "place": "there",
        "time": "then",
        "sequence": "afterwards afterward thereafter beforehand",
    },
}
_KINDS: dict[Language, dict[str, Kind]] = {
    lang: {fold(word): kind for kind, listed in kinds.items() for word in listed.split()}
    for lang, kinds in _WORDS.items()
}
_PHRASES: dict[Language, tuple[tuple[Kind, re.Pattern[str]], ...]] = {
    "de": (
        ("time", re.compile(r"\bzu (?:der|dieser|jener) zeit\b", re.IGNORECASE)),
        ("sequence", re.compile(r"\bals nächste[sr]?\b", re.IGNORECASE)),
    ),
    "en": (
        ("time", re.compile(r"\bat the time\b(?! of\b)", re.IGNORECASE)),
        ("sequence", re.compile(r"\b(?:next|since|before|(?<!named )after|later)(?=\W*$)", re.IGNORECASE)),
    ),
}
_TIME_NOUN = re.compile(
    r"\s+(?:\w+\s+)?(?:year|month|week|morning|afternoon|evening|summer|winter|spring|autumn|fall|season|century|decade|saison|"
    r"spielzeit|time|days|jahr\w*|monat\w*|woche\w*|sommer\w*|winter\w*|herbst\w*|frühjahr\w*|frühling\w*|jahrhundert\w*|tage\w*|"
    r"wochenende\w*|morgen|abend)\b",
    re.IGNORECASE,
)
_POINTS = re.compile(r"(?:this|these|that|those|dies\w*|jene\w*)$", re.IGNORECASE)
_BE = r"(?:is|are|was|were|be|been|has been|have been|will be|'s|ist|war|wäre|sei)"
_EXISTS = re.compile(rf"\b(?:{_BE}\s+)there\b|\bthere(?=\s+{_BE}\b)", re.IGNORECASE)
_JUDGED = (
    r"(?:(?:so|very|really|also|still|even|too|not) )?(?:true|possible|likely|unlikely|important|necessary|clear|known|"
    r"legal|illegal|allowed|safe|worth|hard|difficult|easy|better|best|good|bad|common|normal|okay|ok|enough|customary|"
    r"recommended|required|fair|right|wrong|healthy|dangerous|expensive|cheaper)"
)
_IT = re.compile(
    rf"\b(?:is|was|be|isn't|will|would|'s) it (?={_JUDGED} (?:that|to|for .* to)\b)|"
    r"\b(?:does|did|would|will) it (?=(?:take|cost)\b.*\bto\b)|\bit (?=(?:takes?|took) .*\bto\b)|"
    r"\bit (?=(?:be |have been )?(?:rain|snow)\w*\b)|"
    rf"\b(?:what time|how late) (?:is|was) it\b|\bit(?:'s| is| was) (?={_JUDGED} (?:that|to)\b)",
    re.IGNORECASE,
)
_ES = re.compile(
    r"\b(?:dauert|dauerte|braucht|brauchte) es(?=,? bis\b)|"
    r"\b(?:geht|ging) es\b(?! weiter)|"
    r"\b(?:gibt|gab|gäbe|kommt|kam|handelt|handelte|stimmt|steht|stand|regnet|regnete|schneit|schneite) es\b|"
    r"\bes (?=(?:gibt|gab|geht|ging|kommt|kam)\b)|\b(?:ist|war) es\b(?=.*(?:,? dass\b|\bzu \w+en\b))|"
    r"\bwie (?:spät|spaet|kalt|warm|heiß) (?:ist|war|wird|wurde) es\b|"
    r"\bes\b(?=.*\b(?:(?:ge)?geben|(?:ge)?kommen|(?:ge)?regn\w+|(?:ge)?schnei\w+)\W*$)",
    re.IGNORECASE,
)
_EMPTY = {"there": _EXISTS, "it": _IT, "es": _ES}
_THAT_BEFORE = re.compile(
    r"(?:^|\b(?:is|are|was|were|do|does|did|can|could|will|would|of|about|after|before|since|than|like|for|with|in|on|at|"
    r"to|by|from|against|because of|why|how|and|but|that's)\s+)$",
    re.IGNORECASE,
)
_DAS_AFTER = re.compile(
    r"\s*[.?!]*$|\s+(?:[a-zäöüß]+)(?:\s+(?:[a-zäöüß]+))*\s*[.?!]*$|\s+(?:der|die|das|den|dem|ein(?:e[nmrs]?)?)\b"
)
_CORRELATE = re.compile(r"[^,]*,\s*(?:dass|ob|wenn|wie|was|wer|wann|wo|warum)\b|[^,]*,.*\bzu \w+en\b", re.IGNORECASE)
_CLAUSE = re.compile(
    r"[,;:.?!–]|\b(?:und|oder|aber|and|or|but|when|while|if|because|before|after|until|that)\b|"
    r"\b(?:say|says|said|announced|claimed)(?=\s+(?:he|she|it|they)\b)",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[^\W_]+(?:'s\b)?")
_WHO = re.compile(r"\W*(?:wer|who|welche[rs]?|which)\b", re.IGNORECASE)
_ACTOR = re.compile(r"\b(?:do|does|did|can|could|will|would|should|must|may|have|has|had)\s+(?!the\b)([a-z-]+)", re.I)


@dataclass(frozen=True)
class Anaphor:
    """Text `start:end` points at something said before the question."""

    start: int
    end: int
    kind: Kind


def anaphors(question: str, lang: Language) -> list[Anaphor]:
    """The words of a question that point at the talk before it, in order, not overlapping."""
    found = [
        Anaphor(match.start(), match.end(), kind)
        for kind, pattern in _PHRASES[lang]
        for match in pattern.finditer(question)
    ]
    for token in _TOKEN.finditer(question):
        kind = _kind(question, token, lang)
        if kind and not any(one.start <= token.start() < one.end for one in found):
            found.append(Anaphor(token.start(), token.end(), kind))
    return sorted((one for one in found if not _is_bound(question, one, lang)), key=lambda one: one.start)


def _kind(question: str, token: re.Match[str], lang: Language) -> Kind | None:
    word, before, after = token.group(), question[: token.start()], question[token.end() :]
    if fold(word) == "das" and lang == "de":
        return "thing" if not before.rstrip().endswith(",") and _DAS_AFTER.match(after) else None
    kind = _KINDS[lang].get(fold(word).removesuffix("'s"))
    looks_only = _is_no_pronoun(word, before, after) if lang == "de" else _is_determiner(word, after)
    if kind is None or looks_only or (_POINTS.match(word) and _TIME_NOUN.match(after)):
        return None
    return None if _is_empty(question, token) else kind


def _is_no_pronoun(word: str, before: str, after: str) -> bool:
    """The courtesy of "Sie" and "Ihr", the verb "sein", "dafür, dass", and relative clauses."""
    if word in ("Sie", "Ihnen") or (word.startswith("Ihr") and before.strip()):
        return True
    if word in ("deren", "dessen"):
        return before.rstrip().endswith(",")
    if word == "sein":
        return re.match(r"\s+\w", after) is None
    return fold(word).startswith("da") and _CORRELATE.match(after) is not None


def _is_determiner(word: str, after: str) -> bool:
    """ "this Holm bridge" names what it points at."""
    return _POINTS.match(word) is not None and re.match(r"\s+[A-Z]", after) is not None


def _is_empty(question: str, token: re.Match[str]) -> bool:
    """Whether a word that could point stands for nothing: "is it true that", "there is", "a talk that ended"."""
    word, before, after = fold(token.group()), question[: token.start()], question[token.end() :]
    match word:
        case "that":
            return not (_THAT_BEFORE.search(before) or re.match(r"\W*$", after))
        case "those":
            return re.match(r"\s+who\b", after) is not None
        case "then":
            return not before.strip()
        case "there" | "it" | "es":
            found = _EMPTY[word].finditer(question)
            return any(one.start() <= token.start() <= one.end() for one in found)
        case _:
            return False


def _is_bound(question: str, one: Anaphor, lang: Language) -> bool:
    """Whether what a pronoun points at stands in the question before it.

    In the same clause only owners do ("Did Trump sell his club"); a clause further on, any pronoun.
    """
    if one.kind not in ("person", "thing", "owner", "place"):
        return False
    before = question[: one.start]
    clauses = [found.start() for found in _CLAUSE.finditer(question) if found.end() <= one.start]
    earlier = question[: clauses[-1]] if clauses else ""
    if names(before if one.kind == "owner" else earlier, lang):
        return True
    if one.kind == "owner" and _WHO.match(before) and len(content_words(before, lang)) > 1:
        return True
    return _has_actor(before, earlier, one.kind, lang)


def _has_actor(before: str, earlier: str, kind: Kind, lang: Language) -> bool:
    """Whether a noun that is no name can be meant: "welcher Spieler …, weil er", "how do companies … their"."""
    nouns = [word for word in content_words(earlier, lang) if is_topical(word, lang)]
    match kind:
        case "thing":
            return bool(nouns) if lang == "en" else any(word[0].isupper() for word in nouns[1:] or nouns)
        case "person" | "owner" if lang == "de":
            asks_who = kind == "person" and _WHO.match(earlier) is not None
            return asks_who or any(word[0].isupper() for word in nouns[1:] or nouns)
        case "person" | "owner":
            actor = _ACTOR.search(before if kind == "owner" else earlier)
            is_named = actor is not None and actor[1].lower() not in FUNCTION_WORDS["en"]
            return is_named or (kind == "person" and _WHO.match(earlier) is not None)
        case _:
            return False
