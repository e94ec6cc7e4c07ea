"""Complete calendar dates as German and English pages write them.

Dots are always day first; slashes are day first too, unless that is impossible, a time with "AM"
or an American time zone stands beside, or `month_first` says that the page writes American dates.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTH_NAMES = (
    "januar january jan jänner jän jaenner",
    "februar february feb feber",
    "märz maerz mär mrz march mar",
    "april apr",
    "mai may",
    "juni june jun juno",
    "juli july jul julei",
    "august aug",
    "september sept sep",
    "oktober october okt oct",
    "november nov",
    "dezember december dez dec",
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)"
_YEAR_END = r"(?!\d(?!\d?:\d\d))(?![./-]\d)"
_DATE_FORMS = (
    rf"(?<![\d.])(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th|-)?\s*(?:of\s+)?-?(?P<month>{_MONTH})\b[.,]?[\s-]*"
    rf"{_YEAR}{_YEAR_END}",
    rf"(?<![a-zäöü])(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?,?\s+{_YEAR}{_YEAR_END}",
    rf"(?<!\d){_YEAR}-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})(?=$|[\sT,;|)\]]|\W\D)",
    rf"(?<!\d){_YEAR}[/.](?P<month>\d{{1,2}})[/.](?P<day>\d{{1,2}})(?!\d)",
    rf"(?<![\d.])(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?{_YEAR}{_YEAR_END}",
    rf"(?<![\d/])(?P<first>\d{{1,2}})/(?P<second>\d{{1,2}})/{_YEAR}{_YEAR_END}",
    rf"(?<![\d-])(?P<day>\d{{1,2}})-(?P<month>\d{{1,2}})-{_YEAR}{_YEAR_END}",
    r"(?<![\d.])(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d\d)(?![\d.]\d|\d)",
    r"(?<![\d/])(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>\d\d)(?![/\d])",
)
_DATES = tuple(re.compile(form, re.IGNORECASE) for form in _DATE_FORMS)
_AMERICAN = re.compile(r"\b[ap]\.?m\.?(?:\W|$)|\b(?:E[SD]?T|C[SD]T|M[SD]T|P[SD]?T)\b", re.IGNORECASE)


@dataclass(frozen=True)
class DateSpan:
    """A complete date and where it stands in the string it was found in."""

    day: date
    start: int
    end: int


def dates_in(text: str, month_first: bool = False) -> list[DateSpan]:
    """All complete dates of `text` in reading order, without overlaps."""
    found = sorted(_all_forms(text, month_first), key=lambda span: (span.start, -span.end))
    kept: list[DateSpan] = []
    for span in found:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _all_forms(text: str, month_first: bool) -> Iterator[DateSpan]:
    for pattern in _DATES:
        for match in pattern.finditer(text):
            day = _day(match.groupdict(), month_first or bool(_AMERICAN.search(text)))
            if day is not None:
                yield DateSpan(day, match.start(), match.end())


def _day(parts: dict[str, str], month_first: bool) -> date | None:
    """The calendar day of matched `parts`; None when there is none such (31.02.)."""
    year = int(parts["year"])
    if year < 100:
        year += 2000 if year < 70 else 1900
    if "first" in parts:
        first, second = int(parts["first"]), int(parts["second"])
        month, day = (first, second) if second > 12 or (month_first and first <= 12) else (second, first)
    else:
        name = parts["month"].lower()
        month, day = MONTHS.get(name) or int(name), int(parts["day"])
    try:
        return date(year, month, day)
    except ValueError:
        return None


def parse_date(value: object, month_first: bool = False) -> date | None:
    """The day a data field states ("2025-03-23", "Feb 7, 2021", "23.03.2025"); None when it states none."""
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    text = str(value).strip() if value is not None else ""
    if compact := re.fullmatch(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}Z?)?", text):
        return _day(dict(zip(("year", "month", "day"), compact.groups(), strict=True)), month_first)
    found = dates_in(text[:100], month_first)
    return found[0].day if found else None
