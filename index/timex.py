"""Time expressions in German and English news text, resolved against the publication date.

`find` gives those that come to certain days; `find_all` also clock times, durations, what is
repeated, and days that only a story told before would tell ("am Vortag", "damals"). What needs a
publication date comes to no days in an undated article. The rules stand in `index/time*.py`;
each is tried only at words that can open it, and the longest expression wins.
"""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from index import (
    timecalendar,
    timefeasts,
    timeinmonth,
    timemonths,
    timenear,
    timenumeric,
    timespans,
    timeweekdays,
    timeyears,
)
from index.timefound import TimeExpression as TimeExpression
from index.timefound import TimeMention as TimeMention
from index.timejoin import joined
from index.timerule import Reading, Rule

_RULES = (
    *timenumeric.RULES,
    *timecalendar.RULES,
    *timemonths.RULES,
    *timeinmonth.RULES,
    *timeyears.RULES,
    *timeweekdays.RULES,
    *timenear.RULES,
    *timefeasts.RULES,
    *timespans.RULES,
)
ANY_DAY = date(2000, 1, 1)
"""To tell which words of a text speak of time, whenever that is."""
_OPENS = tuple((re.compile(rule.opens), rule) for rule in _RULES)
_OPENING = re.compile("|".join(f"(?:{rule.opens})" for rule in _RULES))
_WORD = re.compile(r"[^\W_]+")
_LONGEST_WORD = 40


def find(text: str, published: date | None) -> list[TimeExpression]:
    """The expressions of a sentence or text that come to certain days, in order, not overlapping."""
    return [found for found in find_all(text, published) if isinstance(found, TimeExpression)]


def find_all(text: str, published: date | None) -> list[TimeExpression | TimeMention]:
    """Every expression of time, of days or not, in order, not overlapping."""
    found: list[TimeExpression | TimeMention] = []
    end = 0
    for word in _WORD.finditer(text):
        rules = _opened_by(word.group().lower()) if word.start() >= end and len(word.group()) <= _LONGEST_WORD else ()
        if rules and (longest := _longest(text, word.start(), rules, published)):
            found.append(longest)
            end = longest.end
    return list(joined(text, found))


def event_date(sentence: str, published: date | None) -> date | None:
    """The first exact day that a sentence names, or None."""
    return next((expression.first for expression in find(sentence, published) if expression.is_day), None)


def without(text: str, found: Sequence[TimeExpression], gap: str = " | ") -> str:
    """A text with these expressions, which are in order, left out; `gap` stands where each was."""
    for expression in reversed(found):
        text = text[: expression.start] + gap + text[expression.end :]
    return text


@lru_cache(maxsize=8192)
def _opened_by(word: str) -> tuple[Rule, ...]:
    if not _OPENING.fullmatch(word):
        return ()
    return tuple(rule for opens, rule in _OPENS if opens.fullmatch(word))


def _longest(
    text: str, start: int, rules: tuple[Rule, ...], published: date | None
) -> TimeExpression | TimeMention | None:
    matches = [(rule, match) for rule in rules if (match := rule.pattern.match(text, start))]
    matches.sort(key=lambda pair: -_extent(pair[1])[1])
    for rule, match in matches:
        try:
            reading = rule.resolve(match, published)
        except (ValueError, OverflowError):  # no day of the calendar
            continue
        if reading:
            return _expression(text, _extent(match), reading)
    return None


def _extent(match: re.Match[str]) -> tuple[int, int]:
    return match.span("it" if "it" in match.re.groupindex else 0)


def _expression(text: str, extent: tuple[int, int], reading: Reading) -> TimeExpression | TimeMention:
    start, end = extent
    if reading.days is None:
        return TimeMention(start, end, text[start:end], reading.kind)
    return TimeExpression(start, end, text[start:end], *reading.days, other=reading.other, kind=reading.kind)
