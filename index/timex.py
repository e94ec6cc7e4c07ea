"""Time expressions in German and English news text, resolved against the publication date.

Found: full dates, dates without a year, weekdays, "gestern / yesterday", "vor zwei
Wochen / two weeks ago", months and years. What cannot be pinned to a range of days
without a publication date is left out in undated articles.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest

from index.days import Days, back_from, day_of, month_of, nearest_year, year_of
from index.tense import tense
from index.timewords import (
    CERTAIN_YEAR,
    COUNT,
    DAYS,
    DEICTIC,
    GAP,
    LEAD,
    MONTH,
    MONTH_CUE,
    MONTHS,
    NEXT_LEAD,
    NUMBERS,
    PAST_LEAD,
    QUANTITY_BEFORE,
    UNCERTAIN_MONTHS,
    UNIT_AFTER,
    WEEKDAY,
    WITH_YEAR,
)


@dataclass(frozen=True)
class TimeExpression:
    """Text `start:end` means the days from `first` to `last`, both included."""

    start: int
    end: int
    text: str
    first: date
    last: date

    @property
    def is_day(self) -> bool:
        return self.first == self.last


Resolver = Callable[[re.Match[str], date | None], Days | None]


def find(text: str, published: date | None) -> list[TimeExpression]:
    """All time expressions of one sentence or text, in order, not overlapping."""
    found: list[TimeExpression] = []
    weekdays: set[int] = set()
    for pattern, resolve in _RULES:
        for match in pattern.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            days = resolve(match, published)
            if days is not None:
                found.append(TimeExpression(match.start(), match.end(), match.group(), *days))
                weekdays |= {match.start()} if resolve is _weekday else set()
    found.sort(key=lambda expression: expression.start)
    return list(_without_repeated_weekdays(text, found, weekdays))


def event_date(sentence: str, published: date | None) -> date | None:
    """The first exact day that a sentence names, or None."""
    return next((expression.first for expression in find(sentence, published) if expression.is_day), None)


def _without_repeated_weekdays(text: str, found: list[TimeExpression], weekdays: set[int]) -> Iterator[TimeExpression]:
    """In "Freitag, 16. Mai" the date says which Friday is meant."""
    for expression, following in zip_longest(found, found[1:]):
        dated = following is not None and following.is_day and following.start not in weekdays
        repeated = dated and expression.start in weekdays
        if not (following and repeated and GAP.fullmatch(text, expression.end, following.start)):
            yield expression


def _iso(match: re.Match[str], published: date | None) -> Days | None:
    return day_of(int(match[1]), int(match[2]), int(match[3]))


def _numeric(match: re.Match[str], published: date | None) -> Days | None:
    day, month, year = int(match[1]), int(match[2]), (match["year"] or "").strip()
    if not year:
        return nearest_year(month, day, published) if 1 <= month <= 12 else None
    full = int(year) if len(year) == 4 else (2000 if int(year) < 70 else 1900) + int(year)
    return day_of(full, month, day) or day_of(full, day, month)


def _is_verb_or_name(match: re.Match[str]) -> bool:
    """ "3 may have died": a month in small letters needs an ordinal or a year beside it."""
    return match["month"].islower() and not match["year"] and not match["ordinal"]


def _named(match: re.Match[str], published: date | None) -> Days | None:
    if _is_verb_or_name(match):
        return None
    return _in_year(match, MONTHS[match["month"].lower()], int(match["day"]), published)


def _in_year(match: re.Match[str], month: int, day: int, published: date | None) -> Days | None:
    if match["year"]:
        return day_of(int(match["year"]), month, day)
    if match["last_year"]:
        return day_of(published.year - 1, month, day) if published else None
    return nearest_year(month, day, published)


def _several_days(match: re.Match[str], published: date | None) -> Days | None:
    last = _named(match, published)
    first = day_of(last[0].year, last[0].month, int(match["first"])) if last else None
    return (first[0], last[0]) if first and last and first < last else None


def _month_only(match: re.Match[str], published: date | None) -> Days | None:
    name, month = match["month"], MONTHS[match["month"].lower()]
    cued = bool(match["lead"] or match["last_year"] or MONTH_CUE.search(match.string, 0, match.start()))
    if match["year"] and not (name.islower() and not cued):
        return month_of(int(match["year"]), month)
    if name.islower() or published is None or (not cued and name.lower() in UNCERTAIN_MONTHS):
        return None
    return month_of(published.year - 1, month) if match["last_year"] else _month_near(match, month, published)


def _month_near(match: re.Match[str], month: int, published: date) -> Days | None:
    """The month before or after the publication that the lead or the tense points at, else the nearest one."""
    lead = (match["lead"] or "").lower()
    when = _direction(lead) or tense(match.string, match.start(), match.end())
    if lead.startswith(("dies", "this")) or month == published.month:
        year = published.year - (month == published.month and _direction(lead) == "past")
    elif when is None:
        nearest = nearest_year(month, 15, published)
        year = nearest[0].year if nearest else published.year
    else:
        year = published.year + (month < published.month if when == "future" else -(month > published.month))
    return month_of(year, month)


def _direction(lead: str) -> str | None:
    if re.match(PAST_LEAD, lead):
        return "past"
    return "future" if re.match(NEXT_LEAD, lead) else None


def _year_only(match: re.Match[str], published: date | None) -> Days | None:
    text, year = match.string, int(match["year"])
    certain = CERTAIN_YEAR.search(text, 0, match.start())
    round_number = year % 100 == 0 and re.match(r"\s+[A-ZÄÖÜ]", text[match.end() :])
    if not certain and (
        round_number or QUANTITY_BEFORE.search(text, 0, match.start()) or UNIT_AFTER.match(text, match.end())
    ):
        return None
    return year_of(year)


def _deictic(match: re.Match[str], published: date | None) -> Days | None:
    if published is None:
        return None
    found = published + timedelta(days=DEICTIC[" ".join(match[1].lower().split())])
    return found, found


def _ago(match: re.Match[str], published: date | None) -> Days | None:
    """ "vor zwei Wochen": that day, month or year; "seit zwei Wochen": all days since."""
    if published is None:
        return None
    word, unit = match["count"].lower(), match["unit"][0].lower()
    count = int(word) if word.isdigit() else NUMBERS[word]
    first, last = back_from(published, count, unit)
    return (first, published) if match.group().lower().startswith("seit") else (first, last)


def _weekday(match: re.Match[str], published: date | None) -> Days | None:
    if published is None or _points_back(match):
        return None
    day, lead = DAYS[match["weekday"].lower()], (match["lead"] or "").lower()
    if match["week"]:
        weeks = 1 if _direction(match["week"].lower()) == "future" else -1
        found = published + timedelta(days=day - published.weekday(), weeks=weeks)
        return found, found
    back = (published.weekday() - day) % 7
    when = _direction(lead) or (tense(match.string, match.start(), match.end()) if back else None)
    if when == "future":
        found = published + timedelta(days=7 - back)
    else:
        found = published - timedelta(days=back or (7 if _direction(lead) == "past" else 0))
    return found, found


def _points_back(match: re.Match[str]) -> bool:
    """ "An jenem Mittwoch", "that Wednesday": the day of a story told before, not one near the publication date."""
    return match.string[: match.start()].rstrip().lower().endswith(("jenem", "jenen", "jener", " that"))


def _rules() -> Iterator[tuple[re.Pattern[str], Resolver]]:
    def rule(pattern: str, resolve: Resolver) -> tuple[re.Pattern[str], Resolver]:
        return re.compile(pattern, re.IGNORECASE), resolve

    day, ordinal = r"(?P<day>\d{1,2})", r"(?P<ordinal>\.|st|nd|rd|th)?"
    yield rule(r"\b(\d{4})-(\d\d)-(\d\d)\b", _iso)
    yield rule(
        r"(?<![\d.,])(\d{1,2})\.\s?(\d{1,2})\.(?P<year>\s?(?:19|20)\d\d\b|\d\d\b)?(?![\d.]*\d)",
        _numeric,
    )
    yield rule(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?P<year>(?:19|20)?\d\d)\b", _numeric)
    first = r"(?<![\d.,])(?P<first>\d{1,2})\.?\s?(?:und|bis|and|to|/|–|-)\s?"
    yield rule(rf"{first}{day}{ordinal}\s+{MONTH}{WITH_YEAR}", _several_days)
    yield rule(rf"(?<![\d.,:]){day}{ordinal}\s?(?:of\s+)?{MONTH}{WITH_YEAR}", _named)
    yield rule(rf"\b{MONTH}\s+{day}(?P<ordinal>st|nd|rd|th)?(?=,?\s+(?:19|20)\d\d\b){WITH_YEAR}", _named)
    yield rule(rf"(?<!\bim )(?<!\bin )\b{MONTH}\s+{day}(?P<ordinal>st|nd|rd|th)?\b(?![.,:]\d){WITH_YEAR}", _named)
    yield rule(rf"\b(?:vor|seit)\s+{COUNT}\s+(?P<unit>Tag(?:en?|es)?|Wochen?|Monat(?:en?|s)?|Jahr(?:en?|es)?)\b", _ago)
    yield rule(rf"\b{COUNT}\s+(?P<unit>days?|weeks?|months?|years?)\s+ago\b", _ago)
    yield rule(r"\b(vorgestern|gestern|heute|übermorgen|yesterday|today|tonight|tomorrow|last\s+night)\b", _deictic)
    yield rule(
        rf"\b(?:(?:am|on)\s+)?{LEAD}{WEEKDAY}(?:abend|morgen|mittag|nachmittag|vormittag|nacht)?\b"
        rf"(?:\s+(?P<week>{PAST_LEAD}|{NEXT_LEAD})\s+(?:Woche|week)\b)?",
        _weekday,
    )
    yield rule(rf"\b{LEAD}{MONTH}{WITH_YEAR}(?!\s+\d{{4}}\b)", _month_only)
    yield rule(r"(?<![\w.,/-])(?P<year>(?:19|20)\d\d)(?![\w/-]|[.,]\d)", _year_only)


_RULES = tuple(_rules())
