"""Who won, and against whom: the two sides of a match, a fight or a vote are not mixed up."""

import re

from index.timex import ANY_DAY, find, without

_AGAINST = re.compile(
    r"\b(?:gegen (?:wen|welche[nr]?)|against (?:whom|who|which|what))\b|\b(?:who|whom)\b.* against\W*$", re.IGNORECASE
)
_OPPOSED = re.compile(
    r"\b(?:gegen|against|versus|vs|beat(?:s|en|ing)?|defeat\w*|(?:be|ge)sieg\w*|schl(?:ug|ugen|ägt)|schlagen|over|victory|"
    r"unterl(?:ag|agen|ieg\w*)|opponents?|gegner\w*)\b|\b\d+ ?[-:–] ?\d+\b",
    re.IGNORECASE,
)
"""What tells of somebody on the other side."""
_WON = re.compile(
    r"\b(?:wer|who|welche[rs]?|which)\b.*\b(?:won|wins?|winner|gewann(?:en)?|gewonnen|gewinnt|siegte|sieger(?:in)?)\b",
    re.IGNORECASE,
)
_BEATEN = (
    r"(?i:\b(?:gegen|against|over|beat(?:s|ing)?|defeat(?:s|ed|ing)|besiegt(?:e|en)?|schl(?:ug|ugen|ägt)))\s+"
    r"(?:(?!by\b|von\b)\S+\s+)?"
)
"""Before the name of who lost."""
_WON_FOR = re.compile(
    r"\b(?:win|wins|won|winning) ((?:[A-ZÄÖÜ][\w-]+ ){1,3})the\b|"
    r"\b(?:schoss|führte|brachte|köpfte) ((?:[A-ZÄÖÜ][\w-]+ ){1,3})zum? \S*(?:[Ss]ieg|[Tt]itel|[Tt]riumph|[Pp]okal)"
)
"""Who won by what somebody else did: "scored to win Penholt the cup"."""


def may_tell_opponent(question: str, text: str) -> bool:
    """Whether a text tells of two sides, where a question asks against whom something was."""
    return not _AGAINST.search(question) or bool(_OPPOSED.search(without(text, find(text, ANY_DAY))))


def is_beaten(name: str, question: str, text: str) -> bool:
    """Whether a text tells of a name only as of who lost, or of another as of who won by that one's goal, and a
    question asks who won."""
    if not _WON.search(question):
        return False
    if won := _WON_FOR.search(text):
        return name in text and name not in next(filter(None, won.groups()))
    told = re.findall(rf"({_BEATEN})?\b{re.escape(name)}\b", text)
    return bool(told) and all(told)
