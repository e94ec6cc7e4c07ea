"""The time a question asks about: "im März", "before 3 May 2024", "zwischen Januar und April 2025"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from index.timewords import DAY_PART, WEEKDAY_NAMES
from index.timex import TimeExpression, find


def _ends_with(words: str) -> re.Pattern[str]:
    """Text that ends with one of the words, and maybe what a time is told by: "vor der Wahl am", "until the"."""
    told_by = r"(?:(?:am|im|in|on|vom|of|dem|der|den|zum|zur|the)\s+){0,2}"
    event = r"(?:(?:dem|der|den|zum|zur|the)\s+(?:[\w-]+\s+){1,3}(?:am|im|in|on|vom|of|der|dem|the)\s+)"
    return re.compile(rf"\b(?:{words})\s+(?:(?P<event>{event})|{told_by})$", re.IGNORECASE)


_BEFORE = _ends_with("vor|before|prior to|ahead of|earlier than|früher als")
_UNTIL = _ends_with("bis(?: einschließlich| spätestens)?|spätestens|until|till|by|up to|(?:no|not) later than")
_AFTER = _ends_with("nach|after|later than|später als")
_SINCE = _ends_with("seit|ab|frühestens|since|from")
_BETWEEN = re.compile(r"\b(?:zwischen|between|vom|von|from|seit|since)\s+(?:dem\s+|der\s+|the\s+)?$", re.IGNORECASE)
_JOINS = re.compile(r"\s*(?:und|and|bis|to|until|till)\s+(?:dem\s+|zum\s+|the\s+)?", re.IGNORECASE)
_ALSO = re.compile(r"\s*(?:und|and|oder|or|sowie)\s+(?:(?:am|im|in|on|dem|the)\s+){0,2}", re.IGNORECASE)
_ENDS = re.compile(r"ende\b|(?:the )?end\b", re.IGNORECASE)
_MONTH = re.compile(r"[A-Z][a-z]+")
_WEEKDAY = re.compile(rf"(?:{WEEKDAY_NAMES})(?:{DAY_PART})?(?:\s+(?:morning|afternoon|evening|night))?", re.IGNORECASE)
_RANGE = re.compile(r"\w\s*[–-]\s*\w|\b(?:to|bis|until|till|und|and)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Period:
    """Days from `first` to `last`, both included."""

    first: date
    last: date
    is_weekly: bool = False
    """One day, told by its weekday alone: "am Montag" may be that of any article, and `first` is the last one."""

    @property
    def is_closed(self) -> bool:
        """Whether it has both a beginning and an end."""
        return self.first != date.min and self.last != date.max

    def holds(self, day: date | None) -> bool:
        if day is None or self.first <= day <= self.last:
            return day is not None
        return self.is_weekly and day.weekday() == self.first.weekday()


def period(question: str, today: date | None) -> Period | None:
    """What all time expressions of a question leave of time, seen from `today`; None when it has none."""
    expressions = find(question, today)
    found = _joined(question, expressions)
    for expression in expressions if found is None else []:
        one = _of(question[: expression.start], expression)
        found = one if found is None else _both(found, one)
    return found


def _joined(question: str, found: Sequence[TimeExpression]) -> Period | None:
    """ "zwischen dem 1. März und dem 30. Juni 2024", "im März und im April": from the first day to the last."""
    for other in found:
        one = next(reversed(find(question[: other.start], other.last)), None)
        if one is None or one.first > other.last:
            continue
        before, gap = question[: one.start], question[one.end : other.start]
        is_between = _JOINS.fullmatch(gap) and _BETWEEN.search(before)
        is_list = _ALSO.fullmatch(gap) and not _BEFORE.search(before) and not _AFTER.search(before)
        if is_between or is_list:
            return Period(one.first, other.last)
    return None


def _of(before: str, expression: TimeExpression) -> Period:
    """The days before, until, after or since a time, or its own. Of the day of an event, "vor der Wahl am 5. Mai" or
    "after the May call", it stays open whether it counts: "vor dem Gericht im Mai" tells a place."""
    first, last = expression.first, expression.last
    is_of_event = _MONTH.fullmatch(expression.text) is not None and before.lower().endswith("the ")
    if found := _BEFORE.search(before):
        is_held = found["event"] or is_of_event or _ENDS.match(expression.text)
        return Period(date.min, last if is_held else first - timedelta(days=1))
    if _UNTIL.search(before):
        return Period(date.min, last)
    if found := _AFTER.search(before):
        return Period(first if found["event"] or is_of_event else last + timedelta(days=1), date.max)
    if _SINCE.search(before) and (expression.is_day or not _RANGE.search(expression.text)):
        return Period(first, date.max)
    return Period(first, last, is_weekly=_WEEKDAY.fullmatch(expression.text) is not None)


def _both(one: Period, other: Period) -> Period:
    """The days in both; where there are none, those of the narrower one."""
    if one.is_weekly != other.is_weekly:
        return other if one.is_weekly else one
    first, last = max(one.first, other.first), min(one.last, other.last)
    if first > last:
        return min(one, other, key=lambda p: p.last - p.first)
    return Period(first, last)
