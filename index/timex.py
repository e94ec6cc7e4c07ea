"""Time expressions in German and English news text, resolved against the publication date.

Found: full dates, dates without a year, weekdays, "gestern / yesterday", "vor zwei
Wochen / two weeks ago", months and years. What cannot be pinned to a range of days
without a publication date is left out in undated articles.
"""

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta


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


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jänner january jan", "februar feber february feb", "märz maerz march mär mar", "april apr",
            "mai may", "juni june jun", "juli july jul", "august aug", "september sep sept", "oktober october okt oct",
            "november nov", "dezember december dez dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_DAYS = {
    name: number
    for number, names in enumerate(
        (
            "montag monday", "dienstag tuesday", "mittwoch wednesday", "donnerstag thursday", "freitag friday",
            "samstag sonnabend saturday", "sonntag sunday",
        )
    )
    for name in names.split()
}  # fmt: skip
_DEICTIC = {
    "vorgestern": -2, "gestern": -1, "yesterday": -1, "heute": 0, "today": 0, "tonight": 0, "übermorgen": 2,
    "tomorrow": 1,
}  # fmt: skip
_NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "ein eine einem einer einen a an one", "zwei two", "drei three", "vier four", "fünf fuenf five",
            "sechs six", "sieben seven", "acht eight", "neun nine", "zehn ten", "elf eleven", "zwölf zwoelf twelve",
        ),
        1,
    )
    for word in words.split()
}  # fmt: skip
_UNITS = {"tag": 1, "day": 1, "woch": 7, "week": 7, "monat": 30, "month": 30, "jahr": 365, "year": 365}
_FUTURE = re.compile(
    r"\b(soll(?:en|te|ten)?|will|wollen|wird|werden|geplant\w*|plan(?:t|en|s|ned)?|kommende\w*|nächste\w*|next|upcoming|"
    r"expected|scheduled|due to|going to|(?:is|are) to|angekündigt\w*|vorgesehen|bevorstehend\w*|erwartet\w*)\b",
    re.IGNORECASE,
)
_MONTH = "(" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = "(" + "|".join(_DAYS) + ")"
_COUNT = r"(\d{1,3}|" + "|".join(_NUMBERS) + ")"
_YEAR = r"((?:19|20)\d\d)"

Days = tuple[date, date]
Resolver = Callable[[re.Match[str], date | None, str], Days | None]


def find(text: str, published: date | None) -> list[TimeExpression]:
    """All time expressions of one sentence or text, in order, not overlapping."""
    found: list[TimeExpression] = []
    taken: list[tuple[int, int]] = []
    for pattern, resolve in _RULES:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            days = resolve(match, published, text)
            if days is not None:
                taken.append(match.span())
                found.append(TimeExpression(match.start(), match.end(), match.group(), *days))
    return sorted(found, key=lambda expression: expression.start)


def event_date(sentence: str, published: date | None) -> date | None:
    """The first exact day that a sentence names, or None."""
    return next((expression.first for expression in find(sentence, published) if expression.is_day), None)


def _day(year: int, month: int, day: int) -> Days | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found, found


def _nearest_year(month: int, day: int, published: date | None) -> Days | None:
    """A date without a year: the one nearest to the publication date."""
    if published is None:
        return None
    days = [found for year in (-1, 0, 1) if (found := _day(published.year + year, month, day))]
    return min(days, key=lambda found: abs((found[0] - published).days), default=None)


def _full_year(text: str) -> int:
    year = int(text)
    return year if year > 99 else 2000 + year if year < 70 else 1900 + year


def _iso(match: re.Match[str], published: date | None, text: str) -> Days | None:
    return _day(int(match[1]), int(match[2]), int(match[3]))


def _numeric(match: re.Match[str], published: date | None, text: str) -> Days | None:
    day, month, year = int(match[1]), int(match[2]), match[3]
    if year:
        return _day(_full_year(year), month, day) or _day(_full_year(year), day, month)
    return _nearest_year(month, day, published) if 1 <= month <= 12 else None


def _day_month(match: re.Match[str], published: date | None, text: str) -> Days | None:
    return _named(match[1], match[2], match[3], published)


def _month_day(match: re.Match[str], published: date | None, text: str) -> Days | None:
    return _named(match[2], match[1], match[3], published)


def _named(day: str, month_name: str, year: str | None, published: date | None) -> Days | None:
    month = _MONTHS[month_name.lower()]
    return _day(int(year), month, int(day)) if year else _nearest_year(month, int(day), published)


def _month_of(year: int, month: int) -> Days:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _month_only(match: re.Match[str], published: date | None, text: str) -> Days | None:
    if match[1].islower():
        return None
    month = _MONTHS[match[1].lower()]
    if match[2]:
        return _month_of(int(match[2]), month)
    nearest = _nearest_year(month, 15, published)
    return _month_of(nearest[0].year, month) if nearest else None


def _year_only(match: re.Match[str], published: date | None, text: str) -> Days | None:
    return date(int(match[1]), 1, 1), date(int(match[1]), 12, 31)


def _deictic(match: re.Match[str], published: date | None, text: str) -> Days | None:
    if published is None:
        return None
    found = published + timedelta(days=_DEICTIC[match[1].lower()])
    return found, found


def _ago(match: re.Match[str], published: date | None, text: str) -> Days | None:
    unit = next(days for prefix, days in _UNITS.items() if match[2].lower().startswith(prefix))
    if published is None:
        return None
    word = match[1].lower()
    found = published - timedelta(days=unit * (int(word) if word.isdigit() else _NUMBERS[word]))
    if unit == 30:
        return _month_of(found.year, found.month)
    return (found, found) if unit < 30 else (date(found.year, 1, 1), date(found.year, 12, 31))


def _weekday(match: re.Match[str], published: date | None, text: str) -> Days | None:
    if published is None:
        return None
    lead = (match[1] or "").lower()
    back = (published.weekday() - _DAYS[match[2].lower()]) % 7
    if re.search(r"kommend|nächst|next|coming", lead) or (back and not re.search(r"vergangen|letzt|vorig|last", lead) and _is_future(match, text)):
        found = published + timedelta(days=(7 - back) if back else 7)
    else:
        found = published - timedelta(days=back or (7 if re.search(r"vergangen|letzt|vorig|last", lead) else 0))
    return found, found


def _is_future(match: re.Match[str], text: str) -> bool:
    """Whether the clause around an expression speaks of what is to come."""
    clause = re.split(r"[;:]", text[: match.start()])[-1] + re.split(r"[;:]", text[match.end() :])[0]
    return bool(_FUTURE.search(clause))


def _rules() -> Iterator[tuple[re.Pattern[str], Resolver]]:
    def rule(pattern: str, resolve: Resolver) -> tuple[re.Pattern[str], Resolver]:
        return re.compile(pattern, re.IGNORECASE), resolve

    yield rule(r"\b(\d{4})-(\d\d)-(\d\d)\b", _iso)
    yield rule(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.(?:\s?((?:19|20)?\d\d)\b)?(?![\d.]*\d)", _numeric)
    yield rule(r"(?<![\d/])(\d{1,2})/(\d{1,2})/((?:19|20)?\d\d)\b", _numeric)
    yield rule(rf"\b(\d{{1,2}})(?:\.|st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR}\b)?", _day_month)
    yield rule(rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?!\.\d)(?:,?\s+{_YEAR}\b)?", _month_day)
    yield rule(rf"\b(?:vor|seit)\s+{_COUNT}\s+(Tag\w*|Woche\w*|Monat\w*|Jahr\w*)\b", _ago)
    yield rule(rf"\b{_COUNT}\s+(days?|weeks?|months?|years?)\s+(?:ago|earlier)\b", _ago)
    yield rule(r"\b(vorgestern|gestern|heute|übermorgen|yesterday|today|tonight|tomorrow)\b", _deictic)
    yield rule(
        rf"\b((?:am\s+|on\s+|diese\w*\s+|this\s+)?(?:vergangene\w*\s+|letzte\w*\s+|vorige\w*\s+|kommende\w*\s+|nächste\w*\s+|last\s+|next\s+|coming\s+)?)"
        rf"{_DAY}(?:s|abend|morgen|mittag|nachmittag|vormittag|nacht)?\b",
        _weekday,
    )
    yield rule(rf"\b{_MONTH}(?:\s+(?:des\s+Jahres\s+)?{_YEAR}\b)?(?!\s*\d)", _month_only)
    yield rule(rf"(?<![\d.,/-]){_YEAR}(?![\d/-]|[.,]\d)", _year_only)


_RULES = tuple(_rules())
