import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import QuestionError, SettingsError
from ui.batch import BadLine, BatchQuestion, parse_lines, read_batch, whole_characters
from ui.environment import check_names


def parse(line: str | bytes) -> BatchQuestion | BadLine:
    (item,) = parse_lines([line.encode() if isinstance(line, str) else line])
    return item


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('{"id": "a", "question": "Wer?"}', BatchQuestion("a", "Wer?")),
        ('{"question": "Wer?", "history": null}', BatchQuestion("line 1", "Wer?")),
        ('{"id": 7, "question": "Wer?", "lang": "de"}', BatchQuestion(7, "Wer?")),
        ('{"id": ["x"], "question": "Wer?"}', BatchQuestion("line 1", "Wer?")),
        ('\ufeff{"id": "a", "question": "Wer?"}\r\n', BatchQuestion("a", "Wer?")),
        ('{"id": "a", "query": "Brücke"}', BatchQuestion("a", "Brücke")),
        (
            '{"id": "a", "question": "Und?", "history": [["Wer?", "Sie."]]}',
            BatchQuestion("a", "Und?", (("Wer?", "Sie."),)),
        ),
    ],
)
def test_question(line: str, expected: BatchQuestion) -> None:
    assert parse(line) == expected


@pytest.mark.parametrize(
    ("line", "known", "error"),
    [
        ("{", "line 1", "broken JSON"),
        ("[" * 100_000, "line 1", "nested too deep"),
        ('"Wer?"', "line 1", "found str"),
        ('{"id": "a"}', "a", "found nothing"),
        ('{"id": "a", "question": 3}', "a", "found 3"),
        ('{"id": "a", "question": "\\ud800"}', "a", "broken character at position 0"),
        ('{"id": "a", "question": "Wer?", "history": "x"}', "a", "history"),
        ('{"id": "a", "question": "Wer?", "history": [["x"]]}', "a", "history"),
        ('{"id": "a", "question": "Wer?", "history": [["x", 1]]}', "a", "history"),
        (b'{"id": "a", "question": "Br\xfccke"}', "line 1", "broken JSON"),
    ],
)
def test_bad_line(line: str | bytes, known: str, error: str) -> None:
    item = parse(line)
    assert isinstance(item, BadLine)
    assert item.id == known
    assert error in item.error
    assert "\n" not in item.error


@given(st.lists(st.binary(max_size=40).filter(lambda line: b"\n" not in line)))
def test_any_bytes_give_one_item_for_each_line_that_is_not_blank(lines: list[bytes]) -> None:
    assert len(list(parse_lines(lines))) == sum(
        bool(line.removeprefix(b"\xef\xbb\xbf" if n == 0 else b"").strip()) for n, line in enumerate(lines)
    )


@given(st.text(), st.lists(st.tuples(st.text(), st.text()), max_size=3))
def test_what_was_written_is_read(question: str, history: list[tuple[str, str]]) -> None:
    line = json.dumps({"id": "a", "question": question, "history": history})
    assert parse(line) == BatchQuestion("a", question, tuple(history))


def test_a_missing_file_is_named_before_anything_is_loaded(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="No such file"):
        read_batch(tmp_path / "none")


def test_whole_characters() -> None:
    assert whole_characters("Brücke") == "Brücke"
    with pytest.raises(QuestionError):
        whole_characters("Br\udcfccke")


@pytest.mark.parametrize(
    ("name", "hint"),
    [("BELEGT_ARCHVE", "did you mean BELEGT_ARCHIVE?"), ("belegt_cahce", "did you mean BELEGT_CACHE?"),
     ("BELEGT_XYZZY", "known are BELEGT_ARCHIVE, BELEGT_CACHE.")],
)  # fmt: skip
def test_misspelt_name_in_the_environment(name: str, hint: str) -> None:
    with pytest.raises(SettingsError, match=name) as caught:
        check_names({"PATH": "/bin", name: "1"}, ["archive", "cache"])
    assert hint in str(caught.value)


def test_known_and_foreign_names_in_the_environment() -> None:
    check_names({"BELEGT_ARCHIVE": "", "belegt_cache": "", "BELEGTES": "", "PATH": ""}, ["archive", "cache"])
