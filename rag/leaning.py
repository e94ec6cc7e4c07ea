"""Whether a question leans on the talk before it, or stands by itself."""

import re
from collections.abc import Sequence

from index.article import Language
from index.words import content_words
from rag.anaphora import anaphors
from rag.aspects import is_topical
from rag.ellipsis import is_elliptic, own_names
from rag.names import mentions
from rag.openings import AUX, FRAME, LEAD, WH
from rag.spelled import spelled
from rag.types import Turn

_OTHER_TOPIC = re.compile(
    r"(?:(?:ein\s+)?anderes thema|themenwechsel|neue frage|(?:et|mal )?was (?:ganz )?anderes|"
    r"(?:a )?(?:new|different|another) (?:topic|subject|question)|change of (?:topic|subject)|on another note)\b",
    re.IGNORECASE,
)
_PARTICLES = spelled(
    r"(?:eigentlich|denn|genau|überhaupt|exactly|then|not|nicht|else|sonst|noch|auch|so|wieder|zuletzt|again|and|und|or|oder|"
    r"insgesamt|bisher|in\s+total|altogether|so\s+far)"
)
_LONE = {
    lang: re.compile(
        rf"{LEAD}(?:(?:{WH[lang]}(?:\s+{_PARTICLES})*[\s,]*)+|"
        r"(?:[a-zäöüß]+\s+)?(?:wie\s+viele?n?|welche[mnrs]?|how\s+many|which|what)\s+(?!about\b)[\w-]+)\W*",
        re.IGNORECASE,
    )
    for lang in WH
}
_FRAGMENT = re.compile(
    r"(?:(?:und|and)\s+)?(?:what about|how about|was ist mit|wie steht es (?:mit|um)|wie sieht es (?=in|im|bei))\s+|"
    r"(?:und|and|aber|but)\s+",
    re.IGNORECASE,
)
_ASKS = {lang: re.compile(rf"{LEAD}(?:{WH[lang]}|{AUX[lang]})\b", re.IGNORECASE) for lang in WH}
_WAS_IST_MIT = re.compile(r"(?i:was ist mit) .*\s[a-zäöüß]+\W*")
_GAPPED = {
    lang: re.compile(
        rf"(?:und|and|aber|but)\s+{WH[lang]}(?:\s+(?:in|im|am|an|bei|on|at|mit|with|für|for|der|die|das|den|dem|the))+"
        rf"(?:\s+(?!{AUX[lang]}\b)[\w-]+){{1,2}}\W*",
        re.IGNORECASE,
    )
    for lang in WH
}
_DEFINITION = re.compile(
    rf"{LEAD}(?:what|who|was|wer)\s+(?:is|are|was|were|ist|sind|war|waren)\s+(?:ein\w*\s+|an?\s+)?[\w-]+\W*",
    re.IGNORECASE,
)

_WHERE = r"\b(?:in|im|at|bei|aus|from|für|for|of|von)\s+(?:(?:the|der|dem|den)\s+)?"
"""Before a name what makes it the place of something."""


def leans_on_history(question: str, history: Sequence[Turn], lang: Language) -> bool:
    """Whether a question needs what was said before it: "Und warum?", "Was sagte sie?", "Wie hoch ist die Strafe?"."""
    if not history or _OTHER_TOPIC.match(question):
        return False
    return _points_back(question, lang) or is_elliptic(question, _said(history), lang)


def new_names(question: str, history: Sequence[Turn], lang: Language) -> list[str]:
    """The names of a question that leans on the talk only by leaving out what may be meant ("Was sagte Brandt zum
    Unfall?"), if the talk has none of them: where no article tells of both, it may stand by itself after all. Not of
    the same in another place ("Wie hoch ist die Strafe in Sachsen?")."""
    own = own_names(question, lang)
    said = _said(history)
    is_another_place = all(re.search(rf"{_WHERE}{re.escape(word)}\b", question) for word in own)
    if _points_back(question, lang) or is_another_place or any(mentions(word, said) for word in own):
        return []
    return own


def _points_back(question: str, lang: Language) -> bool:
    """Whether a question cannot be read without the talk, whatever that was about."""
    return is_lone_question_word(question, lang) or is_fragment(question, lang) or bool(anaphors(question, lang))


def _said(history: Sequence[Turn]) -> str:
    return " ".join(text for turn in history for text in turn)


def is_lone_question_word(question: str, lang: Language) -> bool:
    """ "Und warum?", "Since when?", "Mit wie vielen Stimmen?"."""
    return _LONE[lang].fullmatch(question) is not None


def is_fragment(question: str, lang: Language) -> bool:
    """ "Und in Sachsen?", "What about Putin?", "Und wer die ukrainische?": the verb must be had from the talk."""
    if _GAPPED[lang].fullmatch(question):
        return True
    lead = _FRAGMENT.match(question)
    return lead is not None and not _ASKS[lang].match(question, lead.end()) and not _WAS_IST_MIT.fullmatch(question)


def opens_topic(question: str, lang: Language) -> bool:
    """Whether a question names what the talk is about from now on: by a name, a German noun, "tell me about"."""
    if own_names(question, lang):
        return True
    if lang == "de":
        nouns = (word for word in content_words(question, lang)[1:] if word[0].isupper())
        return any(is_topical(word, lang) for word in nouns)
    return _DEFINITION.fullmatch(question) is not None or FRAME.match(question) is not None
