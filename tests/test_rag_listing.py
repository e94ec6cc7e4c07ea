"""How often and on which days: text, markers and the sentences behind them."""

from datetime import date

import pytest

from index.article import Language
from rag.listing import MOST, listed
from rag.types import Evidence
from rag.understand import understand


def event(day: date | None, n: int = 0) -> Evidence:
    return Evidence("a", "Titel", None, date(2025, 6, 1), day, "Satz.", n, n + 5, 1.0)


FEBRUARY, MARCH, MAY = (event(date(2025, month, 3), month) for month in (2, 3, 5))


@pytest.mark.parametrize(
    ("question", "lang", "events", "text"),
    [
        ("Wie oft wurde gestreikt?", "de", [FEBRUARY], "Laut den Artikeln einmal: am 3. Februar 2025 [1]."),
        (
            "Wie oft wurde gestreikt?", "de", [FEBRUARY, MARCH, MAY],
            "Laut den Artikeln dreimal: am 3. Februar 2025 [1], am 3. März 2025 [2] und am 3. Mai 2025 [3].",
        ),
        (
            "How many times did they strike?", "en", [FEBRUARY, MAY],
            "According to the articles, twice: on 3 February 2025 [1] and on 3 May 2025 [2].",
        ),
        ("An welchen Tagen wurde gestreikt?", "de", [MARCH], "Laut den Artikeln am 3. März 2025 [1]."),
        (
            "On which days did they strike?", "en", [MARCH, MAY],
            "According to the articles, on 3 March 2025 [1] and on 3 May 2025 [2].",
        ),
    ],
)  # fmt: skip
def test_each_day_has_its_marker(question: str, lang: Language, events: list[Evidence], text: str) -> None:
    assert listed(understand(question, lang), events) == (text, events)


def test_events_without_a_day_of_their_own_are_not_counted() -> None:
    assert listed(understand("Wie oft?", "de"), [event(None), MAY])[1] == [MAY]
    assert listed(understand("Wie oft?", "de"), [event(None)]) == ("", [])


def test_many_events() -> None:
    events = [event(date(2025, 1, n), n) for n in range(1, 29)]
    text, told = listed(understand("Wie oft kam es vor?", "de"), events)
    assert len(told) == MOST
    assert text.startswith(f"Laut den Artikeln {MOST}-mal: am 1. Januar 2025 [1], ")
