"""The time a question asks about: "im März", "before 3 May 2024", "zwischen Januar und April 2025"."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from index.timex import TimeExpression, find

_BEFORE = re.compile(r"\b(?:vor|before|prior to|ahead of)\s+(?:dem\s+|der\s+|den\s+|the\s+)?$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:bis(?: zum| zur| einschließlich)?|until|till|by|up to)\s+(?:dem\s+|the\s+)?$", re.IGNORECASE)
_AFTER = re.compile(r"\b(?:nach|after)\s+(?:dem\s+|der\s+|the\s+)?$", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:seit|ab|since|from)\s+(?:dem\s+|der\s+|the\s+)?$", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:zwischen|between|vom|von|from)\s+(?:dem\s+|der\s+|the\s+)?$", re.IGNORECASE)
_JOINS = re.compile(r"\s*(?:und|and|bis|to|until|till)\s+(?:dem\s+|zum\s+|the\s+)?", re.IGNORECASE)
_ENDS = re.compile(r"ende\b|(?:the )?end\b", re.IGNORECASE)


@dataclass(frozen=True)
class Period:
    """Days from `first` to `last`, both included. `bound`: given by "before", "since" and the like."""

    first: date
    last: date
    bound: bool = False

    def holds(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.last


def period(question: str, today: date | None) -> Period | None:
    """What all time expressions of a question leave of time, seen from `today`; None when it has none."""
    expressions = find(question, today)
    found = _between(question, expressions)
    for expression in expressions if found is None else []:
        one = _of(question[: expression.start], expression)
        found = one if found is None else _both(found, one)
    return found


def _between(question: str, found: list[TimeExpression]) -> Period | None:
    """ "zwischen dem 1. März und dem 30. Juni", whose two days are expressions of their own."""
    for one, other in pairwise(found):
        joined = _JOINS.fullmatch(question, one.end, other.start)
        if joined and _BETWEEN.search(question, 0, one.start) and one.first <= other.last:
            return Period(one.first, other.last, bound=True)
    return None


def _of(before: str, expression: TimeExpression) -> Period:
    first, last = expression.first, expression.last
    if _BEFORE.search(before):
        end = last if _ENDS.match(expression.text) else first - timedelta(days=1)
        return Period(date.min, end, bound=True)
    if _UNTIL.search(before):
        return Period(date.min, last, bound=True)
    if _AFTER.search(before):
        return Period(last + timedelta(days=1), date.max, bound=True)
    if _SINCE.search(before):
        return Period(first, date.max, bound=True)
    return Period(first, last)


def _both(one: Period, other: Period) -> Period:
    """The days in both; where there are none, those of the narrower one."""
    first, last = max(one.first, other.first), min(one.last, other.last)
    if first > last:
        return min(one, other, key=lambda p: p.last - p.first)
    return Period(first, last, one.bound or other.bound)
