"""Names that a number tells from others of their kind."""

import pytest

from rag.numbered import has_number, numbered


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Who won at the 92nd Academy Awards?", [["92nd", "Academy"]]),
        ("Wer gewann die 93. Oscar-Verleihung?", [["93.", "Oscar-Verleihung"]]),
        ("Wann fährt die Linie 7 am 3. Mai 2024?", [["Linie", "7"]]),
        ("When did Season 17 begin?", [["Season", "17"]]),
        ("Who won the 2010 World Cup?", []),
        ("Was kostet es für zwei Kinder (8 und 10)?", []),
        ("Wie viel sind 5 Euro in Dollar?", []),
        ("Was geschah am Montag um 20 Uhr?", []),
    ],
)
def test_the_names_with_a_number(question: str, found: list[list[str]]) -> None:
    assert numbered(question) == found


@pytest.mark.parametrize(
    ("run", "text", "has"),
    [
        (["Linie", "7"], "Die Linie 4 fährt nicht.", False),
        (["Linie", "7"], "Auf der Linie sieben fährt ein Bus.", True),
        (["92nd", "Academy"], "The 92nd Academy Awards were held.", True),
        (["92nd", "Academy"], "The 93rd Academy Awards were held.", False),
        (["Season", "17"], "The 17th season begins.", True),
        (["Diablo", "3"], "Diablo III was released.", True),
        (["Diablo", "4"], "Diablo IV was released.", True),
        (["Diablo", "2"], "Diablo III was released.", False),
    ],
)
def test_whether_a_text_has_the_number(run: list[str], text: str, has: bool) -> None:
    assert has_number(run, text) is has
