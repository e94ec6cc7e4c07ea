"""Dates as people write them."""

from datetime import date

from index.article import Language
from index.errors import QuestionError

MONTHS: dict[Language, tuple[str, ...]] = {
    "de": tuple("Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()),
    "en": tuple("January February March April May June July August September October November December".split()),
}


def written(day: date, lang: Language) -> str:
    """ "19. Mai 2025" or "19 May 2025"."""
    month = MONTHS[lang][day.month - 1]
    return f"{day.day}. {month} {day.year}" if lang == "de" else f"{day.day} {month} {day.year}"


def parse(text: str) -> date:
    """A date given by the user: 2025-05-19, 19.05.2025 or 19. Mai 2025; QuestionError otherwise."""
    from index.timex import find

    found = [expression for expression in find(text.strip(), None) if expression.text.strip() == text.strip()]
    if len(found) != 1:
        raise QuestionError(f"A date such as 2025-05-19 is expected, found {text!r}. Use: --as-of 2025-05-19")
    return found[0].last
