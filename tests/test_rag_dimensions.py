"""Numbers in the units of what is measured."""

import pytest

from rag.dimensions import has_dimension


@pytest.mark.parametrize(
    ("question", "text", "has"),
    [
        ("Wie schwer ist die Glocke?", "Sie wiegt 1,2 Tonnen.", True),
        ("Wie schwer ist die Glocke?", "Sie läutet 51 Stunden.", False),
        ("Wie schwer verletzt ist er?", "Er liegt in Zimmer 4.", True),
        ("How heavy is the probe?", "The 1,180-kilogram probe left.", True),
        ("How old is Kern?", "Kern, 54, said so.", True),
        ("How old is Kern?", "Kern scored 3 goals.", False),
        ("Wie weit ist es bis Holm entfernt?", "34 Kilometer sind es.", True),
        ("How far is it from Holm?", "It takes 50 minutes.", False),
        ("Wie hoch war die Wahlbeteiligung?", "58 Leute kamen.", False),
        ("What was the turnout?", "It was 47.2 percent.", True),
        ("Wie viele kamen?", "58 Leute kamen.", True),
    ],
)  # fmt: skip
def test_has_dimension(question: str, text: str, has: bool) -> None:
    assert has_dimension(question, text) is has
