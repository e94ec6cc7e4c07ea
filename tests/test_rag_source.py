"""From which sentence a model that goes on behind its evidence is to answer."""

from pathlib import Path

import pytest

from rag.confidence import EMBEDDER as FITTED
from rag.confidence import Signals
from rag.pipeline import Pipeline
from tests.archives import EMBEDDER, opened
from tests.fakes import ContinuingLLM, HashEmbedder

IN_MAY = "Der Rat von Holm beschloss am 7. Mai 2025 den Bau einer neuen Brücke."
IN_FEBRUARY = "Am 5. Februar 2025 beschloss er eine höhere Steuer auf Hunde."
COUNCIL = (
    ("mai", "2025-05-08", "Rat von Holm", IN_MAY),
    ("feb", "2025-02-06", "Aus dem Rat von Holm", IN_FEBRUARY),
)
CLOSED = "Die Brücke in Holm wurde gestern für alle Autos gesperrt."
REASON = "Die Stadt sperrte die Brücke, weil Prüfer Risse fanden."
BRIDGE = (("bruecke", "2025-05-08", "Brücke in Holm gesperrt", f"{CLOSED} {REASON}"),)


@pytest.mark.parametrize(
    ("rows", "question", "source"),
    [
        (COUNCIL, "Was beschloss der Rat von Holm am 7. Mai 2025?", IN_MAY),
        (COUNCIL, "Was beschloss der Rat von Holm am 5. Februar 2025?", IN_FEBRUARY),
        (BRIDGE, "Warum wurde die Brücke in Holm für alle Autos gesperrt?", REASON),
    ],
)
def test_a_sentence_of_the_time_and_of_the_kind_asked_for(
    tmp_path: Path, rows: tuple[tuple[str, str, str, str], ...], question: str, source: str
) -> None:
    llm = ContinuingLLM([" Dazu sagt er wenig."])
    with opened(tmp_path, *rows) as archive:
        Pipeline(archive, EMBEDDER, lambda: llm).answer(question)
    (prompt,) = llm.prompts
    assert prompt.variable.rpartition("Beleg (")[2].partition("“): ")[2].startswith(source)


@pytest.mark.parametrize(("probability", "told"), [(0.2, False), (0.3, True)])
def test_a_copy_of_the_quotation_answers_only_where_that_is_likely(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, probability: float, told: bool
) -> None:
    monkeypatch.setattr("rag.choosing.probability", lambda signals: probability)
    embedder = HashEmbedder()
    embedder.name = FITTED
    with opened(tmp_path, *COUNCIL[:1]) as archive:
        llm = ContinuingLLM([f" {IN_MAY}"])
        answer = Pipeline(archive, embedder, lambda: llm).answer("Was beschloss der Rat von Holm?")
    assert answer.abstained is not told


@pytest.mark.parametrize(
    ("question", "probability", "told"),
    [
        ("Wann wurde die Brücke in Holm gesperrt?", 0.5, "Am 7. Mai 2025. [1]"),
        ("Wann wurde die Brücke in Holm gesperrt?", 0.4, None),
        ("Bis wann wurde die Brücke in Holm gesperrt?", 0.9, None),
        ("Wann und warum wurde die Brücke in Holm gesperrt?", 0.9, None),
        ("Wann wurde der Rat von Holm gewählt?", 0.9, None),
        ("Wann wurde der Markt von Holm geräumt?", 0.9, None),
        ("Wann wurde der Verein von Holm gegründet?", 0.9, None),
        ("Wann wurde die Sperrung der Brücke in Holm angekündigt?", 0.9, None),
    ],
)
def test_a_day_that_a_likely_sentence_names_is_told_without_the_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, question: str, probability: float, told: str | None
) -> None:
    monkeypatch.setattr("rag.choosing.probability", lambda signals: probability)
    embedder = HashEmbedder()
    embedder.name = FITTED
    others = {
        "Rat": "Der Rat von Holm wurde 2023 gewählt.",
        "Markt": "Am Montag kam das Wasser, am Mittwoch wurde der Markt von Holm geräumt.",
        "Verein": "Am Montag feierte der Verein von Holm, 1950 gegründet, ein Fest.",
    }
    rows = [(name, "2025-05-08", name, text) for name, text in others.items() if name in question]
    with opened(tmp_path, *(rows or BRIDGE)) as archive:
        llm = ContinuingLLM([" Dazu sagt er wenig."])
        answer = Pipeline(archive, embedder, lambda: llm).answer(question)
    assert len(llm.prompts) == (told is None)
    assert told is None or answer.text == told


@pytest.mark.parametrize(("day", "told"), [("7. Mai 2025", "Am 7. Mai 2025. [1]"), ("5. Februar 2025", None)])
def test_a_day_less_likely_is_told_where_the_model_reads_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, day: str, told: str | None
) -> None:
    monkeypatch.setattr("rag.choosing.probability", lambda signals: 0.4)
    monkeypatch.setattr("rag.proof.unproven", lambda *given: ["geschlossen"])
    embedder = HashEmbedder()
    embedder.name = FITTED
    with opened(tmp_path, *BRIDGE) as archive:
        llm = ContinuingLLM([f" Sie wurde am {day} geschlossen."])
        answer = Pipeline(archive, embedder, lambda: llm).answer("Wann wurde die Brücke in Holm gesperrt?")
    assert len(llm.prompts) == 1
    assert (answer.text if not answer.abstained else None) == told


def test_asked_when_a_day_of_another_sentence_than_the_one_read_is_not_told(tmp_path: Path) -> None:
    llm = ContinuingLLM([" Der Rat von Holm beschloss den Bau einer neuen Brücke am 5. Februar 2025."])
    also = ("plan", "2025-02-06", "Rat von Holm", "Am 5. Februar 2025 plante der Rat von Holm den Bau einer Brücke.")
    with opened(tmp_path, COUNCIL[0], also) as archive:
        answer = Pipeline(archive, EMBEDDER, lambda: llm).answer("Wann beschloss der Rat von Holm den Bau der Brücke?")
    assert len(llm.prompts) == 1
    assert "Februar" not in answer.text


@pytest.mark.parametrize(
    ("question", "told"), [("Wer ist Präsident von Holm?", False), ("Wer war Präsident von Holm?", True)]
)
def test_the_former_president_is_not_told_as_the_president(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, question: str, told: bool
) -> None:
    monkeypatch.setattr("rag.choosing.probability", lambda signals: 0.9)
    embedder = HashEmbedder()
    embedder.name = FITTED
    text = "Der ehemalige Präsident von Holm, Jens Brandt, eröffnete gestern das Museum."
    with opened(tmp_path, ("holm", "2025-05-08", "Aus Holm", text)) as archive:
        llm = ContinuingLLM([" Olaf Stein ist Präsident von Holm."])
        answer = Pipeline(archive, embedder, lambda: llm).answer(question)
    assert answer.abstained is not told


def test_a_sentence_without_a_number_is_no_rival_where_one_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leads: list[float] = []

    def likely(of: Signals) -> float:
        leads.append(of.lead)
        return 0.9

    monkeypatch.setattr("rag.choosing.OFF_THE_QUESTION", 30.0)
    monkeypatch.setattr("rag.choosing.probability", likely)
    embedder = HashEmbedder()
    embedder.name = FITTED
    flood = "Am Hafen von Holm mussten Bewohner wegen der Flut ihre Wohnungen verlassen."
    left = "Dort mussten 340 Bewohner fort."
    others = "Am Markt feierte der Chor. Neu ist das Kino. Es schneite in den Bergen."
    text = f"{flood} {left} {others}"
    with opened(tmp_path, ("holm", "2025-05-08", "Flut", text)) as archive:
        llm = ContinuingLLM([" Es waren 340."])
        question = "Wie viele Bewohner mussten wegen der Flut am Hafen von Holm Wohnungen verlassen?"
        Pipeline(archive, embedder, lambda: llm).answer(question)
    assert min(leads) > 0
