"""How often something has happened, as a sentence itself counts it: "viermal", "the third call since January"."""

import re

from index.timewords import NTH, NTH_OF
from index.timex import find, without
from rag.dating import SINCE
from rag.numerals import numbers
from rag.period import Period
from rag.types import Evidence
from rag.unheld import is_planned

_NO_SHARE = r"(?! (?:as|so|more|the|higher|longer|in folge|in a row|hintereinander|nacheinander)\b)"
_TIMES = re.compile(
    rf"\b(?:\w+mal|\w+ (?:mal|times)|zum {NTH} mal|for (?:the|a) {NTH} time|twice)\b{_NO_SHARE}", re.IGNORECASE
)
"""Not "three times as high", nor "zum dritten Mal in Folge"."""
_NTH_OF_ITS_KIND = re.compile(
    rf"(?:\b(?:(?:it|this|that|es|das|dies) (?:is|was|ist|war)|(?:ist|war) (?:es|das|dies))\b[^.,;:]{{1,25}}?|^\W*)"
    rf"{NTH_OF}",
    re.IGNORECASE,
)
"""What is said to be the fourth of its kind: "Es ist die vierte Restitution", "Fourth visit this year"…"""
_ANY_NTH = re.compile(rf"{NTH_OF}|\b\w+(?:mal| mal| times)\b", re.IGNORECASE)
"""…and whatever is the fourth of something, or done four times."""


def times_told(evidence: Evidence) -> int:
    """How often something has happened by now, as a sentence tells; 0 where it does not, or tells of plans."""
    return 0 if is_planned(evidence.text) else _most(evidence, _TIMES, _NTH_OF_ITS_KIND)


def times_hinted(evidence: Evidence) -> int:
    """The same, of whatever a sentence counts."""
    return _most(evidence, _ANY_NTH)


def counts_within(evidence: Evidence, period: Period | None) -> bool:
    """Whether what a sentence counts began when a time did that is asked about, or is of just that time; where none is
    asked about, with any: "die vierte seit 2009", "three times this year"; a plain "viermal" counts from the
    beginning."""
    published = evidence.published
    found = find(evidence.text, published)
    since = [time for time in found if SINCE.search(evidence.text[: time.start])]
    until_now = [time for time in found if published and not time.is_day and time.first <= published <= time.last]
    begun = [time.first for time in (*since, *until_now)]
    if period is not None:
        return period.first in begun or any((time.first, time.last) == (period.first, period.last) for time in found)
    return bool(begun or _most(evidence, _TIMES))


def _most(evidence: Evidence, *patterns: re.Pattern[str]) -> int:
    plain = without(evidence.text, find(evidence.text, evidence.published), gap=" ")
    told = [match.group() for pattern in patterns for match in pattern.finditer(plain)]
    return max((int(number) for text in told for number in numbers(text) if number.isdecimal()), default=0)
