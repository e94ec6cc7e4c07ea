"""Renderings of quotations: what the program lets pass, and when the model is asked at all."""

from dataclasses import replace
from pathlib import Path

import pytest

from index.article import Language
from rag.alignment import Aligner
from rag.pipeline import Pipeline
from rag.translation import Translator, is_rendering
from rag.types import Finished, Proven
from tests.archives import EMBEDDER, opened
from tests.fakes import QueueLLM

GERMAN = "Die Fähre nach Holm fährt seit Samstag wieder, die Überfahrt dauert laut Reederei 45 Minuten."
RIGHT = "The ferry to Holm has been running again since Saturday; the crossing takes 45 minutes, the company says."


@pytest.mark.parametrize(
    ("written", "text", "lang", "passes"),
    [
        (RIGHT, GERMAN, "en", True),
        (RIGHT.replace("45", "50"), GERMAN, "en", False),
        (RIGHT.replace("Holm", "Brandal").replace("company", "Nordline company"), GERMAN, "en", False),
        (GERMAN, GERMAN, "en", False),
        (GERMAN.replace("laut Reederei", "sagt man"), GERMAN, "en", False),
        ("The ferry takes 45 minutes.", GERMAN, "en", False),
        (f"{RIGHT} {RIGHT} It is a fine ship, and people like to be on it.", GERMAN, "en", False),
        ("", GERMAN, "en", False),
        ("It will not run today.", "Sie fährt heute nicht.", "en", True),
        ("It will run today.", "Sie fährt heute nicht.", "en", False),
        ("They refuse to pay for it.", "Sie wollen dafür kein Geld geben.", "en", True),
        ("Der Preis stieg auf 1.200,5 Euro im Jahr.", "The price rose to 1,200.5 euros a year.", "de", True),
        ("It runs on Fridays and Saturdays.", "Sie fährt freitags und samstags.", "en", True),
        ("It runs from Monday to Friday.", "Sie fährt freitags und samstags.", "en", False),
        ("It opened on Friday evening in May.", "Am Freitagabend im Mai wurde eröffnet.", "en", True),
        ("It opened on Friday evening in June.", "Am Freitagabend im Mai wurde eröffnet.", "en", False),
        ("Sie ran die Strecke in zwei Stunden.", "She ran the course in two hours.", "de", False),
        ("Sie war in zwei Stunden da.", "She was there in two hours.", "de", True),
        ("Ursula von der Leyen rang him on Friday.", "Ursula von der Leyen rief ihn am Freitag an.", "en", True),
        ("Der Preis stieg auf 1.200 Euro im Jahr.", "The price rose to 1,200.5 euros a year.", "de", False),
    ],
)
def test_what_may_be_a_rendering(written: str, text: str, lang: Language, passes: bool) -> None:
    assert is_rendering(written, text, lang) is passes


def test_each_sentence_is_translated_once() -> None:
    llm = QueueLLM([f" {RIGHT}", " Nonsense."])
    translator = Translator(lambda: llm, Aligner(EMBEDDER))
    assert [translator.translated(GERMAN, "en") for _ in range(2)] == [RIGHT] * 2
    assert [translator.translated("Der Zoo hat 12 Affen.", "en") for _ in range(2)] == [None] * 2
    assert len(llm.prompts) == 2
    assert llm.prompts[0].variable.endswith(f"{GERMAN}\nEnglish:")


def test_an_answer_comes_ahead_of_the_renderings_of_its_quotations(tmp_path: Path) -> None:
    said = "Evidence: x\nAnswer: The crossing to Holm takes 45 minutes."
    with opened(tmp_path, ("a", "2023-07-09", "Fähre nach Holm", GERMAN)) as archive:
        llm = QueueLLM([said, f" {RIGHT}"])
        *_, proven, last = Pipeline(archive, AlikeEmbedder(), lambda: llm).stream("How long is the crossing to Holm?")
    assert isinstance(proven, Proven)
    assert isinstance(last, Finished)
    assert [c.translation for c in proven.answer.citations] == [None]
    assert [c.translation for c in last.answer.citations] == [RIGHT]
    assert replace(last.answer, citations=(), timings=proven.answer.timings) == replace(proven.answer, citations=())


def test_an_answer_in_the_language_of_its_quotations_asks_for_no_rendering(tmp_path: Path) -> None:
    said = "Beleg: x\nAntwort: Die Überfahrt nach Holm dauert 45 Minuten."
    with opened(tmp_path, ("a", "2023-07-09", "Fähre nach Holm", GERMAN)) as archive:
        llm = QueueLLM([said])
        events = list(Pipeline(archive, EMBEDDER, lambda: llm).stream("Wie lange dauert die Überfahrt nach Holm?"))
    assert not any(isinstance(event, Proven) for event in events)
    assert isinstance(events[-1], Finished)
    assert [c.translation for c in events[-1].answer.citations] == [None]


class AlikeEmbedder(type(EMBEDDER)):  # type: ignore[misc]
    """All texts are near each other: here nothing hangs on what is like what."""

    def _encode(self, texts):  # type: ignore[no-untyped-def]
        vectors = super()._encode(texts) * 0.1
        vectors[:, 1] += 1
        return vectors / (vectors**2).sum(1, keepdims=True) ** 0.5
