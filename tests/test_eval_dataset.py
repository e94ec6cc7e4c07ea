import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from eval.dataset import load_set, sample_path, source_texts
from index.errors import EvalError

QUESTION = {"id": "q1", "lang": "de", "question": "Wer?", "accept": ["kern"], "articles": ["a1"], "type": "fact"}


def write(
    folder: Path,
    questions: Sequence[Any],
    corpus: Sequence[Any] | None = None,
    articles: dict[str, str] | None = None,
    name: str = "questions.jsonl",
) -> Path:
    """A set folder; `articles` maps file names to texts."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("\n".join(q if isinstance(q, str) else json.dumps(q) for q in questions), "utf-8")
    if corpus is not None:
        (folder / "corpus.jsonl").write_text("\n".join(map(json.dumps, corpus)), "utf-8")
    for file, text in (articles or {}).items():
        path = folder / "articles" / file
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def test_articles_shape(tmp_path: Path) -> None:
    loaded = load_set(write(tmp_path / "set", [QUESTION], articles={"a1.txt": "Ada Kern."}))
    (question,) = loaded.questions
    assert loaded.name == "set"
    assert loaded.articles == tmp_path / "set" / "articles"
    assert (question.id, question.lang, question.type, question.accept) == ("q1", "de", "fact", ("kern",))
    assert question.relevant == ("a1",)
    assert question.answerable


def test_corpus_shape_with_answers(tmp_path: Path) -> None:
    row = {"id": "q1", "lang": "en", "question": "How many?", "answers": ["308", "1.5 m"], "relevant_ids": ["c1"]}
    (question,) = load_set(write(tmp_path, [row], corpus=[{"id": "c1", "text": "308"}])).questions
    (pattern,) = question.accept
    assert re.search(pattern, "It was 308.")
    assert re.search(pattern, "1.5 m high")
    assert not re.search(pattern, "3080")
    assert not re.search(pattern, "125 m")
    assert question.type == "all"


def test_file_beside_folder_by_either_name(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a1.txt").write_text("Ada Kern.", "utf-8")
    write(tmp_path, [QUESTION], name="news.questions.jsonl")
    by_file, by_folder = load_set(tmp_path / "news.questions.jsonl"), load_set(tmp_path / "news")
    assert by_file == by_folder
    assert by_file.articles == tmp_path / "news"


@pytest.mark.parametrize(
    ("change", "answerable"),
    [({"accept": [], "articles": []}, False), ({"answerable": False}, False), ({"accept": []}, True)],
)
def test_answerable(tmp_path: Path, change: dict[str, Any], answerable: bool) -> None:
    (question,) = load_set(write(tmp_path, [QUESTION | change], articles={"a1.txt": ""})).questions
    assert question.answerable is answerable


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ([["Wer?", "Ada Kern."]], (("Wer?", "Ada Kern."),)),
        (["Wer?", "Wo?"], (("Wer?", ""), ("Wo?", ""))),
        (None, ()),
    ],
)
def test_history(tmp_path: Path, history: Any, expected: Any) -> None:
    (question,) = load_set(write(tmp_path, [QUESTION | {"history": history}], articles={"a1.txt": ""})).questions
    assert question.history == expected


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ("{broken", "line 2: expected one JSON object, found broken JSON"),
        ('["a"]', "line 2: expected one JSON object, found list"),
        (QUESTION, "expected each id once, found 'q1' again"),
        (QUESTION | {"id": ""}, "line 2.*'id'"),
        (QUESTION | {"id": "q2", "question": None}, r"line 2 \(q2\): expected 'question' with a text, found None"),
        (QUESTION | {"id": "q2", "lang": "fr"}, r"line 2 \(q2\).*found 'fr'"),
        (QUESTION | {"id": "q2", "accept": ["("]}, r"line 2 \(q2\).*regular expressions"),
        (QUESTION | {"id": "q2", "accept": "kern"}, r"line 2 \(q2\).*list of texts"),
        (QUESTION | {"id": "q2", "history": [["a"]]}, r"line 2 \(q2\).*history"),
        (QUESTION | {"id": "q2", "history": 3}, r"line 2 \(q2\).*history"),
        (QUESTION | {"id": "q2", "articles": ["a9"]}, r"\(q2\).*'a9', which is not in it"),
    ],
)
def test_fault_names_line_and_id(tmp_path: Path, bad: Any, message: str) -> None:
    folder = write(tmp_path, [QUESTION, bad], articles={"a1.txt": ""})
    with pytest.raises(EvalError, match=message) as caught:
        load_set(folder)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("missing", ["nowhere", "."])
def test_no_set_there(tmp_path: Path, missing: str) -> None:
    with pytest.raises(EvalError, match="belegt eval"):
        load_set(tmp_path / missing)


def test_no_questions(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match="found none"):
        load_set(write(tmp_path, [], articles={"a1.txt": ""}))


def test_questions_not_in_utf8(tmp_path: Path) -> None:
    folder = write(tmp_path, [QUESTION], articles={"a1.txt": ""})
    (folder / "questions.jsonl").write_bytes('{"id": "Brücke"}'.encode("cp1252"))
    with pytest.raises(EvalError, match="UTF-8"):
        load_set(folder)


def test_source_texts_by_id_and_encoding(tmp_path: Path) -> None:
    articles = {"a1.txt": "Zum ersten.", "a3.html": "<p>x</p>", "more.jsonl": '{"id": "j1", "text": "Zeile"}'}
    write(tmp_path, [QUESTION], articles=articles)
    (tmp_path / "articles" / "a2.md").write_bytes("Brücke".encode("cp1252"))
    expected = {"a1": "Zum ersten.", "a2": "Brücke", "j1": "Zeile"}
    assert source_texts(tmp_path / "articles") == expected


def test_the_shipped_set_can_be_read_in_both_languages_and_with_unanswerable_questions() -> None:
    questions = load_set(sample_path()).questions
    assert {question.lang for question in questions} == {"de", "en"}
    assert {question.answerable for question in questions} == {True, False}
    assert any(question.history for question in questions)
