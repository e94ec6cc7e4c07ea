"""Does an answer tell the right date? Gold is a day, a month or a year: 2025-05-19, 2025-05, 2025."""

from collections.abc import Sequence
from datetime import date

from index.days import Days, month_of, year_of
from index.timex import find
from rag.types import Answer


def date_exact(answer: Answer, text: str, gold: Sequence[str]) -> bool:
    """A date told is one of the gold dates, to the day, month or year that it names."""
    return any(days in told(answer, text) for days in map(days_of, gold))


def date_compatible(answer: Answer, text: str, gold: Sequence[str]) -> bool:
    """A date told lies in a gold date or the other way round: "May 2025" for 2025-05-19."""
    return any(contain(days, said) for days in map(days_of, gold) for said in told(answer, text))


def told(answer: Answer, text: str) -> list[Days]:
    """The dates of the answer's text (its markers taken off), else the days its citations give the event.

    "On Monday" is resolved as its first citation's article has to be: against the day that was published.
    """
    published = next((citation.published for citation in answer.citations), None)
    said = [(expression.first, expression.last) for expression in find(text, published)]
    return said or [(c.event_date, c.event_date) for c in answer.citations if c.event_date]


def days_of(iso: str) -> Days:
    """First and last day of 2025-05-19, 2025-05 or 2025."""
    numbers = [int(part) for part in iso.split("-")]
    if len(numbers) == 1:
        return year_of(numbers[0])
    if len(numbers) == 2:
        return month_of(numbers[0], numbers[1])
    day = date.fromisoformat(iso)
    return day, day


def contain(one: Days, other: Days) -> bool:
    """Whether one range of days contains the other, or is contained in it."""
    return (one[0] <= other[0] and other[1] <= one[1]) or (other[0] <= one[0] and one[1] <= other[1])
