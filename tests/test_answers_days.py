"""On which days something happened: told by the program, with the real vectors."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.archive import Archive
from index.build import build
from index.settings import IndexSettings
from rag.pipeline import Pipeline
from rag.settings import Settings
from tests.fakes import ContinuingLLM

if TYPE_CHECKING:
    from index.embed import SentenceTransformerEmbedder

pytestmark = pytest.mark.slow
ARTICLES = (
    ("2025-03-13", "Streik in der Glashütte Varn", "Die Beschäftigten der Glashütte Varn haben am Mittwoch gestreikt. "
     "Rund 300 von ihnen standen vor dem Tor. Die Öfen blieben an."),
    ("2025-06-03", "Wieder Streik in Varn", "In der Glashütte Varn ist am Montag zum zweiten Mal gestreikt worden. Die "
     "Gewerkschaft verlangt fünf Prozent mehr Lohn."),
    ("2024-09-20", "Glashütte Varn: Erster Streik", "In der Glashütte Varn wurde am Donnerstag gestreikt, zum ersten "
     "Mal seit zehn Jahren."),
    ("2025-05-02", "Stadtfest in Varn", "Das Stadtfest in Varn hat am Donnerstag 2000 Besucher gezählt."),
)  # fmt: skip


@pytest.fixture(scope="module")
def pipeline(embedder: "SentenceTransformerEmbedder", tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pipeline]:
    folder, settings = tmp_path_factory.mktemp("days"), IndexSettings()
    rows = [
        {"id": f"a{n}", "published": day, "title": title, "text": text} for n, (day, title, text) in enumerate(ARTICLES)
    ]
    file = Path(folder / "articles.jsonl")
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with Archive.open(folder / "archive", settings, write=True) as archive:
        build([file], archive, settings, lambda: embedder)
    opened = Archive.open(folder / "archive", Settings())
    renderings = ContinuingLLM(["Workers struck."] * 9)  # all that is left to the model here
    yield Pipeline(opened, embedder, lambda: renderings)
    opened.close()


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (
            "On which days did the workers of Glashütte Varn strike in 2025?",
            "According to the articles, on 12 March 2025 [1] and on 2 June 2025 [2].",
        ),
        ("Wann wurde in der Glashütte Varn im Juni 2025 gestreikt?", "Am 2. Juni 2025. [1]"),
        ("An welchem Tag im März 2025 wurde in der Glashütte Varn gestreikt?", "Am 12. März 2025. [1]"),
        ("Wann wurde in der Glashütte Varn zuletzt gestreikt?", "Am 2. Juni 2025. [1]"),
    ],
)
def test_the_days_asked_for_are_told(pipeline: Pipeline, question: str, answer: str) -> None:
    assert pipeline.answer(question).text == answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Und davor?", "Am 12. März 2025. [1]"),
        ("Und zum ersten Mal?", "Am 19. September 2024. [1]"),
    ],
)
def test_the_one_before_and_the_first_of_all_are_told_in_a_talk(pipeline: Pipeline, question: str, answer: str) -> None:
    talk = [("Wann wurde in der Glashütte Varn zuletzt gestreikt?", "Am 2. Juni 2025. [1]")]
    assert pipeline.answer(question, talk).text == answer


def test_after_the_last_none_is_told(pipeline: Pipeline) -> None:
    talk = [("Wann wurde in der Glashütte Varn zuletzt gestreikt?", "Am 2. Juni 2025. [1]")]
    assert pipeline.answer("Und danach?", talk).abstained
