"""What words and kind of answer say for a sentence."""

import pytest

from rag.relevance import tells_how_long
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
