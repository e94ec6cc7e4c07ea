"""Findings that are one expression: a weekday with its date, and two days with "bis" or "to" between them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from index.days import Days, day_of
from index.timefound import Found, TimeExpression, TimeMention
from index.timewords import MONTH_NAMES, MOVED, WEEKDAY_NAMES

_WEEKDAY = re.compile(rf"(?:\w+\s)?(?:{WEEKDAY_NAMES})\w*", re.IGNORECASE)
_WEEKDAY_PART = re.compile(rf"(?:\w+\s)?(?:{WEEKDAY_NAMES})\w*(?:[\s-]\w+)?", re.IGNORECASE)
_DATED = re.compile(rf"\d|(?:{MONTH_NAMES})\b", re.IGNORECASE)
_GAP = re.compile(r"\s{0,3}(?:,\s{0,3})?(?:(?:dem|den|the)\s)?\(?")
_YEAR = re.compile(r"(?<!\d)(?:1\d|20)\d\d(?!\d)")
_FROM = re.compile(r"\b(?:von|vom|ab|seit|from|since)\s(?:dem\s|the\s)?$", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:zwischen|between)\s(?:dem\s|the\s)?$", re.IGNORECASE)
_TO_CLOCK = re.compile(r",?\s{1,2}(?:(?:um|ab|gegen|etwa|circa|ca\.|at|around)\s){0,2}")
_UNTIL = re.compile(
    r",?\s{1,2}(?:bis|to|until|till|through)\s{1,2}(?:(?:einschließlich|zum|the|on|am)\s){0,2}", re.IGNORECASE
)
_AND = re.compile(r",?\s{1,2}(?:und|and)\s{1,2}(?:(?:dem|the)\s)?", re.IGNORECASE)


def joined(text: str, found: Sequence[Found]) -> Iterator[Found]:
    """The findings of a text, which are in order, those that belong together as one."""
    expressions = list(_with_weekdays(text, found))
    place = 0
    while place < len(expressions):
        clock = _has_clock(text, expressions[place : place + 2])
        last = expressions[place + 1 + clock] if place + 1 + clock < len(expressions) else None
        if last and (days := _range(text, expressions[place], expressions[place + clock].end, last)):
            start, end = expressions[place].start, last.end
            yield TimeExpression(start, end, text[start:end], *days)
            place += 2 + clock
        else:
            yield expressions[place]
            place += 1


def _with_weekdays(text: str, found: Sequence[Found]) -> Iterator[Found]:
    """In "Freitag, 16. Mai" the date says which Friday is meant: one expression."""
    weekday: Found | None = None
    for expression in found:
        gap = weekday and _GAP.fullmatch(text, weekday.end, expression.start)
        named = _WEEKDAY.fullmatch(expression.text) is not None
        if weekday and gap and _is_dated(expression) and not named:
            start = expression.start if "(" in text[weekday.end : expression.start] else weekday.start
            expression = replace(expression, start=start, text=text[start : expression.end])
        elif weekday:
            yield weekday
        weekday = expression if named else None
        if not named:
            yield expression
    if weekday:
        yield weekday


def _is_dated(expression: Found) -> bool:
    return isinstance(expression, TimeExpression) and _DATED.match(expression.text) is not None


def _has_clock(text: str, pair: Sequence[Found]) -> int:
    """1 where a clock time stands with the first of the pair: "Freitag, 22 Uhr"."""
    if len(pair) < 2 or not isinstance(pair[1], TimeMention) or pair[1].kind != "time":
        return 0
    return int(_TO_CLOCK.fullmatch(text, pair[0].end, pair[1].start) is not None)


def _range(text: str, first: Found, first_end: int, last: Found) -> Days | None:
    """The days of "vom 12. Januar bis zum 3.2.2016", "zwischen Freitag, 18 Uhr, und Montag"."""
    if not (isinstance(first, TimeExpression) and isinstance(last, TimeExpression) and first.is_day and last.is_day):
        return None
    before = text[max(0, first.start - 60) : first.start]
    if _FROM.search(before) and not MOVED.search(before):
        link = _UNTIL
    elif _BETWEEN.search(before):
        link = _AND
    else:
        return None
    return _days(first, last) if link.fullmatch(text, first_end, last.start) else None


def _days(first: TimeExpression, last: TimeExpression) -> Days | None:
    """From the one to the other, where the surer of two weekdays, or the one with a year, places the other."""
    start, end = first.first, last.first
    if _WEEKDAY_PART.fullmatch(first.text) and _WEEKDAY_PART.fullmatch(last.text):
        length = timedelta(days=(end - start).days % 7)
        return (end - length, end) if first.other and not last.other else (start, start + length)
    if _YEAR.search(last.text) and _is_without_year(first):
        start = _in_year(start, end.year - ((start.month, start.day) > (end.month, end.day))) or start
    elif _YEAR.search(first.text) and _is_without_year(last):
        end = _in_year(end, start.year + ((end.month, end.day) < (start.month, start.day))) or end
    return (start, end) if start < end else None


def _is_without_year(expression: TimeExpression) -> bool:
    return _DATED.search(expression.text) is not None and not _YEAR.search(expression.text)


def _in_year(day: date, year: int) -> date | None:
    days = day_of(year, day.month, day.day)
    return days and days[0]
