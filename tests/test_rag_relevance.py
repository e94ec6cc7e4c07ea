"""What words and kind of answer say for a sentence."""

from datetime import date

import pytest

from rag.relevance import WINDOW_WEIGHT, Relevance, tells_how_long
from rag.types import Evidence
from rag.understand import understand


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Nach drei Stunden Debatte fiel die Entscheidung.", True), ("Es war ein elfstündiges Gespräch.", True),
        ("It took two hours.", True), ("The deal came eight weeks too late.", False),
        ("Das war zwei Tage zuvor.", False), ("Vor gut zwei Tagen schneite es.", False),
        ("The 30-year-old won.", False), ("It began three weeks later and took two days.", True),
    ],
)  # fmt: skip
def test_what_tells_how_long(text: str, told: bool) -> None:
    assert tells_how_long(text, understand("Wie lange dauerte es?", "de")) is told


def test_a_sentence_without_a_day_is_of_the_time_that_one_beside_it_tells() -> None:
    def told(text: str, day: date | None) -> Evidence:
        return Evidence("a", "Titel", None, date(2025, 5, 21), day, text, 0, len(text), 0.0)

    relevance = Relevance(understand("Wie lange telefonierten Kern und Brandt am 19. Mai 2025?", "de"), [])
    lasted, phoned = told("Es dauerte eine Stunde.", None), told("Am Montag telefonierten beide.", date(2025, 5, 19))
    later = told("Am Dienstag dauerte es zwei Stunden.", date(2025, 5, 20))
    assert relevance.fit(lasted, (lasted, phoned)) == relevance.fit(lasted) + WINDOW_WEIGHT
    assert relevance.fit(later, (later, phoned)) == relevance.fit(later)
