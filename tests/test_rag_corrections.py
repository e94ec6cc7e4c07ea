"""What an article takes back is no evidence; what it says in its place is."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article
from rag.corrections import held, withdrawn, withdraws
from rag.passages import sentences_of
from rag.types import Evidence, Hit
from rag.verify import unproven

DAY = date(2025, 6, 20)
TAKEN_BACK = "Korrektur: In einer früheren Fassung hieß es, die Fahrt dauere 40 Minuten."


@pytest.mark.parametrize(
    ("text", "still"),
    [
        (f"{TAKEN_BACK} Richtig ist: Sie dauert 50 Minuten.", "Richtig ist: Sie dauert 50 Minuten."),
        (
            "Correction: An earlier version of this article said the vote was on Tuesday. It was on Wednesday.",
            "It was on Wednesday.",
        ),
        ("In der ursprünglichen Version stand 14 Monate, richtig sind 16 Monate.", "richtig sind 16 Monate."),
        ("This article originally gave her age as 41; it should have been 43.", "should have been 43."),
        (TAKEN_BACK, ""),
        ("Nicht 11.300, sondern 13.100 Wagen fuhren.", "13.100 Wagen fuhren."),
        ("It was not 5 but 7 people.", "It was 7 people."),
    ],
)
def test_what_is_still_said(text: str, still: str) -> None:
    assert " ".join(held(text).split()) == still


@pytest.mark.parametrize(
    "text",
    [
        "Nicht nur drei, sondern auch vier Schiffe liefen aus.", "In der ersten Meldung des Tages ging es um Öl.",
        "An earlier storm killed 12 people.", "Der Lehrer korrigiert 40 Hefte.", "Der frühere Bericht liegt im Archiv.",
    ],
)  # fmt: skip
def test_other_sentences_are_held_to(text: str) -> None:
    assert held(text) == text
    assert not withdraws(text)


@given(st.text(max_size=300))
def test_nothing_is_added_to_any_text(text: str) -> None:
    assert set(held(text)) <= {*text, " "}
    assert len(held(text)) <= len(text) + text.count("\n") + 2


def test_the_numbers_taken_back_are_known() -> None:
    assert withdrawn(f"{TAKEN_BACK} Sie dauert 50 Minuten.") >= {"40"}
    assert "50" not in withdrawn(f"{TAKEN_BACK} Sie dauert 50 Minuten.")


def evidence(text: str) -> list[Evidence]:
    article = Article("a", "Neue Fähre", text, DAY, None, None, "de")
    return list(sentences_of(Hit("a", "a:0", 0.0, text, 0, len(text), DAY), article))


def test_it_is_quoted_with_the_sentence_that_tells_what_is_right() -> None:
    text = f"Die Fähre fährt. Sie ist neu und schnell. {TAKEN_BACK} Sie dauert 50 Minuten. Wir bedauern das sehr."
    found = evidence(text)
    assert f"{TAKEN_BACK} Sie dauert 50 Minuten." in [e.text for e in found]
    assert all(text[e.start : e.end] == e.text for e in found)
    assert not any(e.text.startswith("Sie dauert") for e in found)


def test_another_paragraph_does_not_tell_what_is_right() -> None:
    found = evidence(f"{TAKEN_BACK}\n\nDie Fähre kostet vier Euro.")
    assert [e.text for e in found] == [TAKEN_BACK, "Die Fähre kostet vier Euro."]


def test_the_day_is_the_right_one() -> None:
    text = "Korrektur: In einer früheren Fassung hieß es, das Spiel sei am Dienstag gewesen. Es war am Mittwoch."
    assert [e.event_date for e in evidence(text)] == [date(2025, 6, 18)]


@pytest.mark.parametrize(
    ("sentence", "proven"),
    [
        ("Die Fahrt dauert 50 Minuten.", True), ("Die Fahrt dauert 40 Minuten.", False),
        ("Die Fahrt dauert nicht 40 Minuten, sondern 50 Minuten.", False),
    ],
)  # fmt: skip
def test_only_what_is_right_is_proven(sentence: str, proven: bool) -> None:
    (quoted,) = evidence(f"{TAKEN_BACK} Sie dauert 50 Minuten.")
    assert (unproven(sentence, quoted, "Wie lange dauert die Fahrt?", "de", "de") == []) is proven
