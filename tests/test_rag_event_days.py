"""The day of an event, told without the model's words: which of the first events it is."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import cast

import pytest

from index.article import Language
from rag.alignment import Aligner
from rag.event_days import IS_SUCH, EventDays
from rag.llm.base import Prompt
from rag.passages import Gathered
from rag.types import Evidence
from rag.understand import understand
from tests.fakes import ContinuingLLM
from tests.test_rag_draft import evidence, passage


class Judge(ContinuingLLM):
    """Has odds for each event."""

    def __init__(self, told: list[float] | None) -> None:
        super().__init__()
        self.asked: list[str] = []
        self._told = told

    def odds(self, prompt: Prompt, endings: Sequence[str], one: str, other: str) -> list[float] | None:
        self.asked += endings
        return self._told[: len(endings)] if self._told is not None else None


def flood(day: int) -> Evidence:
    text = f"Die Selme trat am {day}. Mai in Talburg über die Ufer."
    return replace(evidence(text), title="Hochwasser der Selme", event_date=date(2025, 5, day), start=day)


EVENTS = [flood(7), flood(5), flood(3), flood(1)]


def told_by(llm: Judge, question: str, events: list[Evidence], lang: Language = "de") -> str | None:
    asked = understand(question, lang, today=date(2025, 6, 1))
    days = EventDays(asked, Gathered([], events, True), lambda: llm, lambda e: False, cast(Aligner, None))
    outcome = days.of_first()
    return outcome.text if outcome else None


@pytest.mark.parametrize(
    ("odds", "day"),
    [
        ([2.0, 3.0, 3.0], 7), ([IS_SUCH, 3.0, 3.0], 7), ([0.5, 0.6, 0.7], 7), ([0.5, 2.0, 3.0], 5),
        ([0.5, 0.1, 3.0], 3), ([-1.0, -1.1, -1.2], 7), (None, 7),
    ],
)  # fmt: skip
def test_an_event_that_the_model_takes_for_another_is_passed_over(odds: list[float] | None, day: int) -> None:
    llm = Judge(odds)
    assert told_by(llm, "Wann trat die Selme zuletzt in Talburg über die Ufer?", EVENTS) == f"Am {day}. Mai 2025. [1]"
    assert len(llm.asked) == 3
    assert all("Question: Wann trat die Selme in Talburg über die Ufer?\n" in ending for ending in llm.asked)


@pytest.mark.parametrize(
    ("question", "events"),
    [
        ("Wann trat die Selme zuletzt in Talburg über die Ufer?", EVENTS[:1]),
        ("Wann trat die Selme im Mai 2025 in Talburg über die Ufer?", EVENTS),
    ],
)
def test_the_model_is_not_asked_of_one_event_nor_without_an_order(question: str, events: list[Evidence]) -> None:
    llm = Judge([-1.0, 3.0, 3.0])
    assert told_by(llm, question, events) == "Am 7. Mai 2025. [1]"
    assert llm.asked == []


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Es war schon das vierte Hochwasser seit 2020.", False), ("Viermal trat sie 2025 über die Ufer.", False),
        ("Zum zweiten Mal in diesem Jahr stieg sie.", True), ("Am 4. Mai 2025 stieg sie.", True),
    ],
)  # fmt: skip
def test_how_often_is_not_told_where_an_article_tells_of_more(said: str, told: bool) -> None:
    gathered = Gathered([passage("a", date(2025, 5, 8), said)], EVENTS[:2], True)
    asked = understand("Wie oft trat die Selme 2025 über die Ufer?", "de", today=date(2025, 6, 1))
    aligner = cast(Aligner, SimpleNamespace(supports=lambda *given: None))
    outcome = EventDays(asked, gathered, lambda: Judge(None), lambda e: False, aligner).told()
    assert (outcome is not None) is told
