"""What changed, told in order: which sentences, and how they are put."""

from datetime import date
from pathlib import Path

import pytest

from index.article import Language
from rag.changes import MOST, in_order, told
from rag.pipeline import Pipeline
from rag.types import Evidence
from rag.understand import understand
from tests.archives import EMBEDDER, opened
from tests.fakes import QueueLLM


def said(day: date | None, score: float, text: str = "Satz.") -> Evidence:
    return Evidence(f"a{day}", "Titel", None, day, None, text, 0, len(text), score)


DAYS = [date(2025, month, 1) for month in range(1, 10)]


@pytest.mark.parametrize(
    ("question", "lang", "asks"),
    [
        ("Wie hat sich die Haltung des Kremls zu einem Treffen verändert?", "de", True),
        ("Was hat sich beim Bau der Brücke seit Mai geaendert?", "de", True),
        ("Wie entwickelten sich die Preise?", "de", True),
        ("Nenne den Stand der Verhandlungen der Reihe nach.", "de", True),
        ("Wie hat sich der Minister geäußert?", "de", False),
        ("Wann hat sich das zuletzt geändert?", "de", False),
        ("Wer hat den Fahrplan geändert?", "de", False),
        ("How has the Kremlin's position on a meeting changed?", "en", True),
        ("How did the plans for the bridge develop over the months?", "en", True),
        ("What changed after May?", "en", True),
        ("How did the new law change the tax?", "en", False),
        ("What did the mayor change?", "en", False),
        ("When did they change it?", "en", False),
    ],
)
def test_which_questions_ask_for_a_change(question: str, lang: Language, asks: bool) -> None:
    assert understand(question, lang).asks_for_change is asks


def test_the_best_sentence_of_each_day_oldest_first() -> None:
    may, march, other, far, undated = (
        said(DAYS[4], 9.0), said(DAYS[2], 8.0), said(DAYS[2], 7.5), said(DAYS[0], 2.5), said(None, 9.0),
    )  # fmt: skip
    assert in_order([may, march, other, far, undated]) == [march, may]


def test_one_day_is_no_change() -> None:
    assert in_order([said(DAYS[0], 9.0), said(DAYS[1], 2.0)]) == []
    assert in_order([]) == []


def test_of_many_days_the_first_the_last_and_the_best() -> None:
    scores = [6.1, 9.0, 6.2, 8.0, 6.3, 8.5, 6.4, 7.0, 6.0]
    found = sorted((said(day, score) for day, score in zip(DAYS, scores, strict=True)), key=lambda e: -e.score)
    kept = in_order(found)
    assert [e.score for e in kept] == [6.1, 9.0, 8.0, 8.5, 7.0, 6.0]
    assert len(kept) == MOST


def test_quotations_and_renderings_with_their_days() -> None:
    found = [said(DAYS[0], 9, "Es gibt\nkeinen Termin."), said(DAYS[2], 8, "They will meet.")]
    text = told(found, "de", lambda e: "Sie treffen sich." if e is found[1] else None)
    assert text == "1. Januar 2025: „Es gibt keinen Termin.“ [1]\n1. März 2025: Sie treffen sich. [2]"


def test_a_change_is_told_without_a_draft(tmp_path: Path) -> None:
    rows = [
        ("jan", "2025-01-10", "Treffen", "Für ein Treffen von Kern und Brandt gibt es noch keinen Termin."),
        ("mai", "2025-05-20", "Treffen", "Ein Treffen von Kern und Brandt wird nun vorbereitet."),
        ("zoo", "2025-03-01", "Zoo", "Der Elefant im Zoo ist krank."),
    ]
    with opened(tmp_path, *rows) as archive:
        pipeline = Pipeline(archive, EMBEDDER, lambda: QueueLLM([]))
        answer = pipeline.answer("Wie hat sich die Lage beim Treffen von Kern und Brandt verändert?")
    assert [c.article_id for c in answer.citations] == ["jan", "mai"]
    assert answer.text.startswith("10. Januar 2025: „Für ein Treffen")
    assert answer.text.count("\n") == 1
