import io
import json
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from index.scope import Scope
from rag.types import Reprint
from tests.fake_product import ANSWER, CITATION, HITS, MISSING, QUOTE, FakePipeline, FakeProduct
from ui.cli import run

ROOT = Path(__file__).parents[1]
Captured = pytest.CaptureFixture[str]


def words(text: str) -> set[str]:
    return set(text.split())


ANSWER_FIELDS = words("id question standalone_question language answer abstained citations evidence timings model")
CITATION_FIELDS = words("n article_id title source published event_date quote start end")
TIMING_FIELDS = words(
    "retrieve_ms first_evidence_ms first_token_ms total_ms prompt_tokens new_prompt_tokens output_tokens"
)
HIT_FIELDS = words("article_id chunk_id score text start end published")


def objects(text: str) -> list[dict[str, Any]]:
    """Each line of stdout as the JSON object that it must be."""
    found = [json.loads(line) for line in text.splitlines()]
    assert all(isinstance(value, dict) for value in found)
    return found


def write_batch(path: Path, *lines: object) -> Path:
    path.write_text("\n".join(x if isinstance(x, str) else json.dumps(x, ensure_ascii=False) for x in lines), "utf-8")
    return path


def test_ask_json_is_the_answer_object_of_the_contract(capsys: Captured) -> None:
    assert run(["ask", "Wann telefonierten sie?", "--json"], FakeProduct()) == 0
    (answer,) = objects(capsys.readouterr().out)
    assert answer.keys() >= ANSWER_FIELDS
    assert answer["timings"].keys() >= TIMING_FIELDS
    (citation,) = answer["citations"]
    assert citation.keys() >= CITATION_FIELDS
    assert (citation["quote"], citation["published"], citation["event_date"]) == (QUOTE, "2025-05-21", "2025-05-20")
    assert (answer["answer"], answer["abstained"], answer["language"]) == (ANSWER.text, False, "de")


def test_ask_prints_answer_quotation_source_and_dates(capsys: Captured) -> None:
    assert run(["ask", "Wann telefonierten sie?"], FakeProduct()) == 0
    assert capsys.readouterr().out == (
        "Sie telefonierten am 20. Mai 2025. [1]\n\n"
        f"[1] „{QUOTE}“\n"
        "    Kern telefoniert mit Brandt, Seebacher Bote, erschienen 21. Mai 2025, Ereignis: 20. Mai 2025\n"
    )


def test_the_terminal_names_the_papers_that_reprinted_a_quotation(capsys: Captured) -> None:
    also = (Reprint("b", "Anderswo", "Nordblatt", None), Reprint("c", "Ein\x1b[31m Titel", None, None))
    answer = replace(ANSWER, citations=[replace(CITATION, also=also)])
    assert run(["ask", "Wer?"], FakeProduct(FakePipeline(lambda question: answer))) == 0
    assert capsys.readouterr().out.rstrip().endswith(", auch in: Nordblatt, Ein Titel")


def test_abstaining_is_no_failure(capsys: Captured) -> None:
    assert run(["ask", "How tall is Mount Everest?", "--json"], FakeProduct()) == 0
    (answer,) = objects(capsys.readouterr().out)
    assert answer["abstained"]
    assert answer["citations"] == []


def test_chatter_goes_to_stderr(capfd: pytest.CaptureFixture[str]) -> None:
    product = FakeProduct(FakePipeline(chatter="loading ..."))
    assert run(["ask", "Wer?", "--json"], product) == 0
    out, err = capfd.readouterr()
    assert len(objects(out)) == 1
    assert "loading ..." in err


@pytest.mark.parametrize("day", ["2025-03-01", "01.03.2025"])
def test_as_of(day: str) -> None:
    product = FakeProduct()
    assert run(["ask", "Wer?", "--as-of", day], product) == 0
    assert product.fake_pipeline.asked == [("Wer?", (), date(2025, 3, 1))]


DAYS = ["--since", "2025-03-01", "--until", "31.03.2025"]
MARCH = Scope(since=date(2025, 3, 1), until=date(2025, 3, 31))


@pytest.mark.parametrize(
    "args", [["ask", "Wer?"], ["ask", "Wer?", "--json"], ["search", "x"], ["search", "x", "--json"]]
)
@pytest.mark.parametrize(
    ("days", "scope"),
    [
        (DAYS, MARCH),
        (DAYS[:2], Scope(since=date(2025, 3, 1))),
        (DAYS[2:], Scope(until=date(2025, 3, 31))),
        ([], Scope()),
    ],
)
def test_since_and_until_limit_the_articles(args: list[str], days: list[str], scope: Scope) -> None:
    product = FakeProduct()
    assert run([*args, *days], product) == 0
    assert product.fake_pipeline.scopes == [scope]


@pytest.mark.parametrize("command", ["ask", "search"])
def test_since_and_until_hold_for_each_line_of_a_batch(command: str, tmp_path: Path) -> None:
    file = write_batch(tmp_path / "b", {"question": "Wer?"}, {"question": "Wo?"})
    product = FakeProduct()
    assert run([command, "--batch", str(file), "--json", *DAYS], product) == 0
    assert product.fake_pipeline.scopes == [MARCH, MARCH]


def test_days_the_wrong_way_round_are_named(capsys: Captured) -> None:
    assert run(["search", "x", "--since", "2025-03-02", "--until", "2025-03-01"], FakeProduct()) == 2
    assert "found 2025-03-02 to 2025-03-01" in " ".join(capsys.readouterr().err.split())


def test_the_pipeline_is_closed_and_the_archive_the_one_given() -> None:
    product = FakeProduct()
    assert run(["ask", "Wer?", "--archive", "/x"], product) == 0
    assert product.archives == [Path("/x")]
    assert product.fake_pipeline.closed == 1


def test_batch_goes_on_after_bad_lines_and_fails_at_the_end(tmp_path: Path, capsys: Captured) -> None:
    lines: list[object] = [
        {"id": "q1", "question": "Wer?"},
        "{broken",
        "",
        {"id": "q2"},
        {"id": "q3", "question": "  "},
        {"id": "q4", "question": "Wer?", "history": [["Wann?"]]},
        {"id": 5, "question": "Und wo?", "history": [["Wer?", "Ada Kern."]]},
    ]
    product = FakeProduct()
    assert run(["ask", "--batch", str(write_batch(tmp_path / "b", *lines)), "--json"], product) == 1
    captured = capsys.readouterr()
    found = objects(captured.out)
    assert [row["id"] for row in found] == ["q1", "line 2", "q2", "q3", "q4", 5]
    assert ["error" in row for row in found] == [False, True, True, True, True, False]
    assert product.fake_pipeline.asked[-1] == ("Und wo?", (("Wer?", "Ada Kern."),), None)
    assert "4 of the lines" in captured.err


def test_batch_without_faults(tmp_path: Path, capsys: Captured) -> None:
    file = write_batch(tmp_path / "b", {"id": "q1", "question": "Wer?"}, {"id": "q2", "question": "Everest?"})
    assert run(["ask", "--batch", str(file), "--json"], FakeProduct()) == 0
    assert [row["abstained"] for row in objects(capsys.readouterr().out)] == [False, True]


def test_batch_answers_each_line_before_it_reads_the_next(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    product = FakeProduct()

    class Lines(io.BytesIO):
        def __next__(self) -> bytes:
            answered.append(len(product.fake_pipeline.asked))
            return super().__next__()

    answered: list[int] = []
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Lines(b'{"question": "a"}\n{"question": "b"}\n')))
    assert run(["ask", "--batch", "-", "--json"], product) == 0
    assert answered == [0, 1, 2]
    assert [row["id"] for row in objects(capsys.readouterr().out)] == ["line 1", "line 2"]


def test_search_json_one_hit_a_line(capsys: Captured) -> None:
    assert run(["search", "Brücke", "-k", "2", "--json"], FakeProduct()) == 0
    found = objects(capsys.readouterr().out)
    assert [hit["chunk_id"] for hit in found] == ["bruecke:0", "ohne-datum:0"]
    assert all(hit.keys() == HIT_FIELDS for hit in found)
    assert [hit["published"] for hit in found] == ["2025-05-21", None]


def test_search_batch_one_query_a_line(tmp_path: Path, capsys: Captured) -> None:
    file = write_batch(tmp_path / "b", {"id": "s1", "question": "Brücke"}, {"id": "s2", "question": "nichts"})
    assert run(["search", "--batch", str(file), "-k", "1", "--json"], FakeProduct()) == 0
    first, second = objects(capsys.readouterr().out)
    assert (first["id"], len(first["hits"])) == ("s1", 1)
    assert (second["id"], second["hits"]) == ("s2", [])


def test_search_for_people(capsys: Captured) -> None:
    assert run(["search", "Brücke"], FakeProduct()) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "1. 0.900  bruecke  2025-05-21"
    assert lines[1].strip() == QUOTE
    assert len(lines) == 2 * len(HITS)


@pytest.mark.parametrize(
    "args",
    [["ask", "Wer?"], ["ask", "Wer?", "--json"], ["search", "x"], ["articles"], ["articles", "show", "x", "--json"]],
)
def test_an_error_that_can_be_mended_is_one_line_on_stderr(args: list[str], capsys: Captured) -> None:
    assert run(args, FakeProduct(fake_archive=MISSING)) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "belegt: No archive at /x. Make one with: belegt index PATH\n"


@pytest.mark.parametrize(
    "args",
    [
        ["ask"],
        ["ask", "Wer?", "--batch", "f"],
        ["ask", "Wer?", "--as-of", "gestern"],
        ["ask", "Wer?", "--as-of", "2025-02-30"],
        ["ask", "Wer?", "--since", "gestern"],
        ["ask", "Wer?", "--since", "2025-03-02", "--until", "2025-03-01"],
        ["ask", "Wer?", "--since", "2025-03-02", "--as-of", "2025-03-01"],
        ["search", "x", "--until", "2025-13-01"],
        ["search", "x", "--since", "2025-03-02", "--until", "2025-03-01"],
        ["search"],
        ["search", "x", "-k", "0"],
        ["search", "x", "-k", "many"],
        ["index"],
        ["articles", "show"],
        ["chat", "--port", "99999"],
        ["no-such-command"],
        ["--no-such-option"],
    ],
)
def test_wrong_usage(args: list[str], capsys: Captured) -> None:
    assert run(args, FakeProduct()) == 2
    assert capsys.readouterr().out == ""


def test_an_unreadable_batch_file_is_one_line(capsys: Captured) -> None:
    assert run(["ask", "--batch", "/no/such/file", "--json"], FakeProduct()) == 1
    assert "No such file" in capsys.readouterr().err


def test_ctrl_c_is_130() -> None:
    def interrupted(question: str) -> Any:
        raise KeyboardInterrupt

    assert run(["ask", "Wer?"], FakeProduct(FakePipeline(interrupted))) == 130


def test_a_bug_is_not_hidden() -> None:
    def broken(question: str) -> Any:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run(["ask", "Wer?"], FakeProduct(FakePipeline(broken)))


def test_stdout_is_free_again_after_json(capfd: pytest.CaptureFixture[str]) -> None:
    run(["ask", "Wer?", "--json"], FakeProduct())
    print("afterwards")
    assert capfd.readouterr().out.endswith("afterwards\n")
