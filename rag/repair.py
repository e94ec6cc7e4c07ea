"""A draft without what it got wrong beside what it got right.

"A ticket costs 3.30 euros from August" has its price from "It will then cost 3.30 euros", its time, which is the
question's, from the sentence before that: the price is proven, the time goes. "On Tuesday, 19 March 2025", which was a
Wednesday, has its weekday from the quotation and its date from nowhere: the date goes.
"""

import re

from index.article import Article
from index.timewords import DAYS, WEEKDAY_NAMES
from index.timex import ANY_DAY, find
from index.words import fold
from rag.types import Evidence
from rag.understand import Understanding

_BEFORE = 300
"""Characters before a quotation in which "then" may find its time."""
_WEEKDAY = re.compile(rf"({WEEKDAY_NAMES})\b", re.IGNORECASE)
_WEEKDAY_BEFORE = re.compile(rf"{_WEEKDAY.pattern}[\s,]*(?:(?:de[rmn]|das|the)\s+)?$", re.IGNORECASE)
_JOINED = re.compile(
    r"[\s,]*(?:\b(?:from|since|in|on|by|of|until|till|at|during|for|as|ab|im|am|an|vom|von|seit|bis|zum|zur|während|dem|den|"
    r"the)\s+)*$",
    re.IGNORECASE,
)
"""What ties a time to the words before it."""


def without_asked_times(sentence: str, asked: Understanding) -> str:
    """The sentence without the times that its question names word for word, and what ties them to it; one at its
    head stays, since no sentence may begin with what comes after it."""
    said = fold(asked.question)
    for time in reversed(find(sentence, ANY_DAY)):
        if fold(time.text) in said:
            tied = _JOINED.search(sentence[: time.start])
            start = tied.start() if tied else time.start
            if start > 0:
                sentence = (sentence[:start] + " " + sentence[time.end :].lstrip(" ,")).strip()
    return re.sub(r"\s+(?=[.!?,;:])", "", sentence)


def without_false_dates(sentence: str) -> str:
    """The sentence without the dates behind a weekday that they do not fall on."""
    for time in reversed(find(sentence, ANY_DAY)):
        inside, before = _WEEKDAY.match(time.text), _WEEKDAY_BEFORE.search(sentence[: time.start])
        named = inside or before
        is_date = time.is_day and any(map(str.isdigit, time.text))
        if named is not None and is_date and DAYS[named[1].lower()] != time.first.weekday():
            end = named.end(1) + time.start * (named is inside)
            sentence = sentence[:end] + sentence[time.end :]
    return sentence


def is_told_before(asked: Understanding, evidence: Evidence, article: Article) -> bool:
    """Whether the time asked about is that of the lines before a quotation which names no other."""
    period = asked.period
    if period is None or find(evidence.text, evidence.published):
        return False
    told = find(before(evidence, article), article.published)
    return any(time.first <= period.last and period.first <= time.last for time in told)


def before(evidence: Evidence, article: Article) -> str:
    """The lines before a quotation in its article."""
    return article.text[max(0, evidence.start - _BEFORE) : evidence.start]
