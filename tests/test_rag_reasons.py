"""Reasons: who asks for one, and what tells one."""

import pytest

from rag.reasons import asks_why, tells_why
from rag.relevance import Relevance
from rag.types import Evidence
from rag.understand import understand


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Warum ist der Zoo zu?", True),
        ("Weshalb eigentlich?", True),
        ("Aus welchem Grund blieb er zu Hause?", True),
        ("Aus welchen Gruenden schloss das Bad?", True),
        ("Why did they leave?", True),
        ("For what reason was it closed?", True),
        ("Woran lag die Verspätung?", True),
        ("Woran ist der Versuch gescheitert?", True),
        ("Woran arbeitet sie?", False),
        ("Wie rechtfertigt der Rat die Kürzung?", True),
        ("How did the council justify the cut?", True),
        ("How did the council vote?", False),
        ("Wann ist der Zoo zu?", False),
        ("Who left, and when?", False),
    ],
)
def test_who_asks_for_a_reason(question: str, asked: bool) -> None:
    assert asks_why(question) is asked


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Der Zoo bleibt zu, weil es an Pflegern fehlt.", True),
        ("Wegen eines Risses ist die Brücke gesperrt.", True),
        ("Er fuhr los, um den Zug noch zu bekommen.", True),
        ("Deshalb sei das Spiel ausgefallen, hieß es.", True),
        ("The match was called off due to fog.", True),
        ("They left after the roof had come down.", True),
        ("Sie zogen fort, um den Streit abzuwenden.", True),
        ("Im Prozess um Wein wurde er zu drei Jahren Haft verurteilt.", False),
        ("Im Prozess um Wein wurde er zu sieben Jahren Haft verurteilt.", False),
        ("Der Zoo bleibt bis Freitag zu.", False),
        ("Um acht Uhr ging der Zug.", False),
        ("Am Freitag will sich der Ausschuss damit befassen.", False),
        ("Der Zoo bleibt zu, damit die Tiere Ruhe haben.", True),
        ("Da es an Pflegern fehlt, bleibt der Zoo zu.", True),
        ("Er war schon da.", False),
        ("The match ended in a draw.", False),
        ("It was bought two weeks after the fire.", False),
        ("It was sold after the fire.", True),
    ],
)
def test_what_tells_a_reason(text: str, told: bool) -> None:
    assert tells_why(text) is told


def test_asked_for_a_reason_a_sentence_that_tells_one_counts_more() -> None:
    told, other = (
        Evidence("a", "", None, None, None, text, 0, len(text), 0.0)
        for text in ("Der Zoo ist zu, weil Pfleger fehlen.", "Der Zoo ist zu, und Pfleger fehlen.")
    )
    why, when = (
        Relevance(understand(question, "de"), [told.text, other.text])
        for question in ("Warum ist der Zoo zu?", "Seit wann ist der Zoo zu?")
    )
    assert why.of(told) > why.of(other) + 1
    assert when.of(told) == when.of(other)
