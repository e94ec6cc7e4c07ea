"""Numbers with their days: of "390 on Friday, 307 on Saturday" Saturday has 307."""

import re
from datetime import date

from index.timex import TimeExpression, find, without
from rag.numerals import numbers

_CLAUSE_ENDS = re.compile(r"[;:–]|,(?!\d)|\b(?:und|and|während|while|dann|then)\b", re.IGNORECASE)


def of_another_day(sentence: str, quote: str, published: date | None) -> set[str]:
    """The numbers of a sentence that stand with another day in the quotation, which has the sentence's day with
    something else."""
    said = _days(find(sentence, published))
    if not said:
        return set()
    told = [(_days(find(part, published)), _plain_numbers(part, published)) for part in _CLAUSE_ENDS.split(quote)]
    wrong: set[str] = set()
    for number in _plain_numbers(sentence, published):
        beside = [days for days, counted in told if number in counted]
        is_of_others = bool(beside) and all(days and days.isdisjoint(said) for days in beside)
        if is_of_others and any(days & said and counted for days, counted in told):
            wrong.add(number)
    return wrong


def _days(found: list[TimeExpression]) -> set[date]:
    return {time.first for time in found if time.is_day}


def _plain_numbers(text: str, published: date | None) -> set[str]:
    """The numbers of a text but for those of its times."""
    return numbers(without(text, find(text, published))) - {"1"}
