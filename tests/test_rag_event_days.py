"""How often something happened, told from the events that were found."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import cast

import pytest

from index.embed import SentenceTransformerEmbedder
from index.language import detect
from rag.alignment import Aligner
from rag.event_days import EventDays
from rag.passages import Gathered
from rag.types import Evidence
from rag.understand import understand
from tests.test_rag_draft import evidence, passage


def flood(day: int) -> Evidence:
    text = f"Die Selme trat am {day}. Mai in Talburg über die Ufer."
    return replace(evidence(text), title="Hochwasser der Selme", event_date=date(2025, 5, day), start=day)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Es war schon das vierte Hochwasser seit 2020.", False), ("Viermal stieg sie in zwei Jahren.", False),
        ("Zum zweiten Mal in diesem Jahr stieg sie.", True), ("Am 4. Mai 2025 stieg sie.", True),
    ],
)  # fmt: skip
def test_how_often_is_not_told_where_an_article_tells_of_more(said: str, told: bool) -> None:
    found = passage("a", date(2025, 5, 8), said)
    gathered = Gathered([found], {"a": found.article}, [flood(7), flood(5)], True)
    asked = understand("Wie oft trat die Selme 2025 über die Ufer?", "de", today=date(2025, 6, 1))
    aligner = cast(Aligner, SimpleNamespace(supports=lambda *given: None))
    outcome = EventDays(asked, gathered, lambda e: False, aligner).told()
    assert (outcome is not None) is told


def count(said: str, support: float = 0.8, floods: tuple[int, ...] = (5, 7)) -> str | None:
    """The answer, from this sentence of 8 May and some floods of May."""
    found = passage("a", date(2025, 5, 8), said)
    found = replace(found, sentences=tuple(replace(e, published=date(2025, 5, 8)) for e in found.sentences))
    gathered = Gathered([found], {"a": found.article}, [flood(day) for day in floods], True)
    asked = understand("Wie oft trat die Selme 2025 über die Ufer?", "de", today=date(2025, 6, 1))
    aligner = cast(Aligner, SimpleNamespace(supports=lambda question, lang, texts: [support] * len(texts)))
    outcome = EventDays(asked, gathered, lambda e: False, aligner).told()
    return outcome.text if outcome else None


def test_how_often_is_told_by_the_sentence_that_counts_more_than_is_known() -> None:
    more = "Zum vierten Mal in diesem Jahr trat sie über die Ufer."
    assert count(more) == "Laut einem Artikel vom 8. Mai 2025 viermal. [1]"
    assert count(more, support=0.7) is None  # perhaps of something else, and yet more
    assert count("Viermal trat sie seit Januar 2024 über die Ufer.") is None  # of another time


def test_how_often_is_told_by_the_sentence_that_counts_fewer_where_nothing_came_after_it() -> None:
    twice = "Zum zweiten Mal in diesem Jahr trat sie über die Ufer."
    assert count(twice) == "Laut den Artikeln zweimal: am 5. Mai 2025 [1] und am 7. Mai 2025 [2]."
    assert count(twice, floods=(4, 5, 7)) == "Laut einem Artikel vom 8. Mai 2025 zweimal. [1]"
    assert str(count(twice, floods=(4, 5, 9))).startswith("Laut den Artikeln dreimal")


@pytest.mark.parametrize(("support", "told"), [(0.77, True), (0.75, False)])
def test_the_day_of_an_event_is_told_alone_where_its_sentence_speaks_of_it(support: float, told: bool) -> None:
    found = passage("a", date(2025, 5, 8), "Die Selme trat über die Ufer.")
    gathered = Gathered([found], {"a": found.article}, [flood(7)], True)
    asked = understand("Wann trat die Selme zuletzt über die Ufer?", "de", today=date(2025, 6, 1))
    aligner = cast(Aligner, SimpleNamespace(supports=lambda *given: [support]))
    outcome = EventDays(asked, gathered, lambda e: False, aligner).told()
    assert (outcome is not None) is told


@pytest.mark.parametrize(("question", "is_named"), [("Wann kam Moll frei?", True), ("Wann kam Kern frei?", False)])
def test_the_day_of_somebody_whom_no_article_names_is_not_told(question: str, is_named: bool) -> None:
    said = "Seine Freilassung am 4. Mai galt als Zeichen."
    found = passage("a", date(2025, 5, 8), f"Jens Moll ist wieder da. {said}")
    gathered = Gathered([found], {"a": found.article}, [], True)
    asked = understand(question, "de")
    aligner = cast(Aligner, SimpleNamespace(supports=lambda *given: None))
    days = EventDays(asked, gathered, lambda e: False, aligner)
    assert days.is_named(replace(evidence(said), event_date=date(2025, 5, 4))) is is_named
    assert EventDays(asked, gathered, lambda e: True, aligner).is_named(evidence(said))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Wann beginnt die Ausstellung im Kornspeicher?", True),
        ("When does the exhibition at the granary open?", True),
        ("Wann brannte der Dachstuhl der Kirche in Marwede?", False),
        ("When did the roof of the church in Marwede burn?", False),
    ],
)
def test_a_day_is_told_of_what_its_sentence_speaks_of(
    embedder: SentenceTransformerEmbedder, question: str, told: bool
) -> None:
    asked = understand(question, detect(question))
    text = "Ab dem 4. Mai sind im Kornspeicher von Marwede Aquarelle zu sehen."
    shown = replace(evidence(text), title="Neue Ausstellung in Marwede", event_date=date(2025, 5, 4))
    days = EventDays(asked, Gathered([], {}, [], True), lambda e: asked.lang == "en", Aligner(embedder))
    assert days.speaks_when(shown) is told
