"""How often something happened, told from the events that were found."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import cast

import pytest

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
        ("Es war schon das vierte Hochwasser seit 2020.", False), ("Viermal trat sie 2025 über die Ufer.", False),
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


@pytest.mark.parametrize(("support", "told"), [(0.77, True), (0.75, False)])
def test_the_day_of_an_event_is_told_alone_where_its_sentence_speaks_of_it(support: float, told: bool) -> None:
    found = passage("a", date(2025, 5, 8), "Die Selme trat über die Ufer.")
    gathered = Gathered([found], {"a": found.article}, [flood(7)], True)
    asked = understand("Wann trat die Selme zuletzt über die Ufer?", "de", today=date(2025, 6, 1))
    aligner = cast(Aligner, SimpleNamespace(supports=lambda *given: [support]))
    outcome = EventDays(asked, gathered, lambda e: False, aligner).told()
    assert (outcome is not None) is told
