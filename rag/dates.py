"""Dates as people write them."""

from datetime import date, timedelta
from typing import NamedTuple

from index.article import Language
from index.errors import QuestionError

MONTHS: dict[Language, tuple[str, ...]] = {
    "de": tuple("Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()),
    "en": tuple("January February March April May June July August September October November December".split()),
}


class _Said(NamedTuple):
    """How a language tells a time."""

    day: str
    both: str
    month: str
    year: str
    until: str
    since: str


_PERIODS: dict[Language, _Said] = {
    "de": _Said("am {}", "vom {} bis {}", "im {}", "im Jahr {}", "bis zum {}", "ab dem {}"),
    "en": _Said("on {}", "from {} to {}", "in {}", "in {}", "up to {}", "from {} on"),
}


def written(day: date, lang: Language) -> str:
    """ "19. Mai 2025" or "19 May 2025"."""
    month = MONTHS[lang][day.month - 1]
    return f"{day.day}. {month} {day.year}" if lang == "de" else f"{day.day} {month} {day.year}"


def between(first: date, last: date, lang: Language) -> str:
    """ "vom 1. Februar bis 3. Mai 2025", "on 5 May 2025", "im März 2025"; date.min and date.max are open ends."""
    said = _PERIODS[lang]
    if first == date.min or last == date.max:
        day = last if first == date.min else first
        return (said.until if first == date.min else said.since).format(written(day, lang))
    if first == last:
        return said.day.format(written(first, lang))
    if first.day == 1 and (last + timedelta(days=1)).day == 1 and first.year == last.year:
        if first.month == last.month:
            return said.month.format(f"{MONTHS[lang][first.month - 1]} {first.year}")
        if (first.month, last.month) == (1, 12):
            return said.year.format(first.year)
    return said.both.format(_before(first, last, lang), written(last, lang))


def _before(first: date, last: date, lang: Language) -> str:
    """The first day without what the last day's date tells too."""
    if first.year != last.year:
        return written(first, lang)
    number = f"{first.day}." if lang == "de" else str(first.day)
    return number if first.month == last.month else f"{number} {MONTHS[lang][first.month - 1]}"


def parse(text: str) -> date:
    """A date given by the user: 2025-05-19, 19.05.2025 or 19. Mai 2025; QuestionError otherwise."""
    from index.timex import find

    found = [expression for expression in find(text.strip(), None) if expression.text.strip() == text.strip()]
    if len(found) != 1:
        raise QuestionError(f"A date such as 2025-05-19 is expected, found {text!r}. Use: --as-of 2025-05-19")
    return found[0].last
