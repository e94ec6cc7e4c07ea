"""`belegt eval` as it is typed: runs, resuming, comparing, gates, sets."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from eval.dataset import load_set, shipped_sets
from eval.runfolder import read_samples
from index.errors import ModelUnavailableError
from tests.fake_product import TEXT, FakePipeline, FakeProduct
from ui.cli import run

ROOT = Path(__file__).parents[1]
Captured = pytest.CaptureFixture[str]
QUESTIONS: list[dict[str, Any]] = [
    {"id": "q1", "lang": "de", "type": "temporal", "question": "Wann?", "accept": ["20. mai"], "articles": ["bruecke"]},
    {"id": "q2", "lang": "de", "type": "fact", "question": "Wer?", "accept": ["brandt"], "articles": ["ohne-datum"]},
    {"id": "q3", "lang": "en", "type": "none", "question": "How tall is Mount Everest?", "accept": [], "articles": []},
    {"id": "q4", "lang": "en", "type": "none", "question": "Who won?", "accept": [], "articles": []},
]
TIMES = ("evidence s", "token s", "total s", "memory MB")


def write_set(folder: Path, questions: Sequence[dict[str, Any]] = QUESTIONS) -> Path:
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    (folder / "questions.jsonl").write_text("\n".join(map(json.dumps, questions)), "utf-8")
    (folder / "articles" / "bruecke.txt").write_text(TEXT, "utf-8")
    (folder / "articles" / "ohne-datum.txt").write_text(TEXT, "utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_set(tmp_path / "set")


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    return tmp_path / "runs"


def only(runs: Path) -> Path:
    (kept,) = runs.iterdir()
    return kept


def read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def evaluated(folder: Path, runs: Path, product: FakeProduct | None = None, *more: str) -> Path:
    """The folder of a new run."""
    before = set(runs.iterdir()) if runs.exists() else set()
    assert run(["eval", str(folder), "--report", str(runs), *more], product or FakeProduct()) == 0
    (new,) = set(runs.iterdir()) - before
    return new


def without_times(summary: Any) -> Any:
    """A summary without the measures that no two runs share."""
    if isinstance(summary, dict):
        return {name: without_times(inner) for name, inner in summary.items() if name not in TIMES}
    return summary


# -- a run --------------------------------------------------------------------
def test_a_run_is_a_folder_and_its_numbers(folder: Path, runs: Path, tmp_path: Path, capsys: Captured) -> None:
    product, numbers = FakeProduct(), tmp_path / "numbers.json"
    assert run(["eval", str(folder), "--json", str(numbers), "--report", str(runs)], product) == 0
    kept = only(runs)
    part = kept / "set" / "belegt"
    assert [row["id"] for row in read_samples(part / "samples.jsonl")] == ["q1", "q2", "q3", "q4"]
    assert read(part / "settings.json")["model"] == "fake-1b"
    assert read(kept / "summary.json") == {"set": {"belegt": read(numbers)}}
    assert read(numbers)["all"]["right"]["value"] == 0.5
    assert (read(kept / "run.json")["sets"], read(kept / "run.json")["systems"]) == (["set"], ["belegt"])
    assert {"report.html", "junit.xml"} <= {path.name for path in kept.iterdir()}
    assert product.fake_pipeline.warmed == product.fake_pipeline.closed == 1
    assert "abstain rec." in capsys.readouterr().out


def test_numbers_alone_on_stdout(folder: Path, runs: Path, capsys: Captured) -> None:
    product = FakeProduct(FakePipeline(chatter="loading ..."))
    assert run(["eval", str(folder), "--json", "-", "--report", str(runs)], product) == 0
    assert json.loads(capsys.readouterr().out)["all"]["hit@5"]["n"] == 2


def test_options_may_stand_before_the_set(folder: Path, runs: Path, capsys: Captured) -> None:
    product = FakeProduct()
    assert run(["eval", "--retrieval-only", "--json", "-", "--report", str(runs), str(folder)], product) == 0
    assert json.loads(capsys.readouterr().out)["lang de"]["MRR@10"]["value"] == 0.75
    assert product.fake_pipeline.warmed == 0
    assert product.fake_pipeline.asked == []


def test_several_sets_are_one_run(tmp_path: Path, runs: Path, capsys: Captured) -> None:
    sets = [write_set(tmp_path / "one", QUESTIONS[:1]), write_set(tmp_path / "two", QUESTIONS[1:])]
    assert run(["eval", *map(str, sets), "--json", "-", "--report", str(runs)], FakeProduct()) == 0
    numbers = json.loads(capsys.readouterr().out)
    assert {name: part["belegt"]["all"]["right"]["n"] for name, part in numbers.items()} == {"one": 1, "two": 3}


def test_without_a_set_all_that_are_shipped_are_asked(runs: Path) -> None:
    assert run(["eval", "--sample", "1", "--report", str(runs)], FakeProduct()) == 0
    assert read(only(runs) / "run.json")["sets"] == [path.name for path in shipped_sets()]


def test_two_sets_of_one_name(tmp_path: Path, runs: Path, capsys: Captured) -> None:
    sets = [str(write_set(tmp_path / part / "set")) for part in "ab"]
    assert run(["eval", *sets, "--report", str(runs)], FakeProduct()) == 1
    assert "'set' twice" in capsys.readouterr().err


def test_a_set_that_is_not_there_leaves_no_run(tmp_path: Path, runs: Path, capsys: Captured) -> None:
    assert run(["eval", str(tmp_path / "none"), "--report", str(runs)], FakeProduct()) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.splitlines()) == 1
    assert not runs.exists()


def test_a_run_folder_that_cannot_be_made(folder: Path, tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "file").write_text("")
    assert run(["eval", str(folder), "--report", str(tmp_path / "file")], FakeProduct()) == 1
    assert "--report" in capsys.readouterr().err


def test_a_sample_is_drawn_by_its_seed(tmp_path: Path, runs: Path) -> None:
    folder = write_set(tmp_path / "set", [QUESTIONS[0] | {"id": f"q{n:02}", "question": f"{n}?"} for n in range(40)])
    drawn = []
    for seed in ("1", "1", "2"):
        kept = evaluated(folder, runs, None, "--sample", "10", "--seed", seed) / "set" / "belegt"
        drawn.append([row["id"] for row in read_samples(kept / "samples.jsonl")])
        assert (read(kept / "settings.json")["sample"], read(kept / "settings.json")["seed"]) == (10, int(seed))
    assert drawn[0] == drawn[1] == sorted(drawn[0])
    assert drawn[0] != drawn[2]
    assert len(set(drawn[0])) == 10


def test_two_runs_of_one_build_give_the_same_numbers(folder: Path, runs: Path) -> None:
    one, two = (read(evaluated(folder, runs) / "summary.json") for _ in range(2))
    assert without_times(one) == without_times(two)


# -- going on -----------------------------------------------------------------
SLOW = """
import sys, time
from tests.fake_product import FakePipeline, FakeProduct, choose
from ui import cli

def answer(question):
    time.sleep(0.01)
    return choose("Everest" if question.endswith("7?") else question)

sys.exit(cli.run(sys.argv[1:], FakeProduct(FakePipeline(answer))))
"""
MANY = [QUESTIONS[n % 2] | {"id": f"q{n}", "question": f"Frage {n}?"} for n in range(200)]


def start_slow(*args: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", SLOW, "eval", *args], cwd=ROOT, text=True, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        # A shell that starts the tests in the background has them ignore SIGINT, and children inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip


def stop_half_way(process: "subprocess.Popen[str]", runs: Path, how: signal.Signals) -> str:
    """Stops the process when it has answered a hundred questions; what it then said on stderr."""
    while process.poll() is None:
        if sum(path.read_bytes().count(b"\n") for path in runs.glob("*/*/*/samples.jsonl")) >= 100:
            process.send_signal(how)
            return process.communicate(timeout=30)[1]
        time.sleep(0.005)
    pytest.fail(f"ended before a hundred answers: {process.communicate()[1]}")


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_was_stopped_goes_on_and_asks_nothing_twice(tmp_path: Path, runs: Path, how: signal.Signals) -> None:
    folder = write_set(tmp_path / "set", MANY)
    said = stop_half_way(start_slow(str(folder), "--report", str(runs)), runs, how)
    kept = only(runs)
    half = [row["id"] for row in read_samples(kept / "set" / "belegt" / "samples.jsonl")]
    assert 100 <= len(half) < 200
    assert (f"--resume {kept}" in said) is (how == signal.SIGINT)
    rest = start_slow("--resume", str(kept))
    assert (rest.communicate(timeout=60)[1] and rest.returncode) == 0
    ids = [row["id"] for row in read_samples(kept / "set" / "belegt" / "samples.jsonl")]
    assert ids == [row["id"] for row in MANY]
    whole = start_slow(str(folder), "--report", str(tmp_path / "whole"))
    assert (whole.communicate(timeout=60)[1] and whole.returncode) == 0
    at_once = read(only(tmp_path / "whole") / "summary.json")
    assert without_times(read(kept / "summary.json")) == without_times(at_once)
    assert at_once["set"]["belegt"]["all"]["abstain prec."]["n"] == 20


def stopped(folder: Path, runs: Path, *more: str) -> Path:
    """A run whose model went away after two answers."""

    def gone(question: str) -> Any:
        if "Everest" in question:
            raise ModelUnavailableError("gone")
        return FakePipeline().choose(question)

    assert run(["eval", str(folder), "--report", str(runs), *more], FakeProduct(FakePipeline(gone))) == 1
    return only(runs)


def test_only_what_is_missing_is_asked(folder: Path, runs: Path, capsys: Captured) -> None:
    kept = stopped(folder, runs)
    assert f"belegt eval --resume {kept}" in capsys.readouterr().err
    product = FakeProduct()
    assert run(["eval", "--resume", str(kept)], product) == 0
    assert [question for question, _, _ in product.fake_pipeline.asked] == [QUESTIONS[2]["question"], "Who won?"]
    again = FakeProduct()
    assert run(["eval", "--resume", str(kept)], again) == 0
    assert (again.fake_pipeline.asked, again.fake_pipeline.warmed) == ([], 0)


@pytest.mark.parametrize("change", ["question", "article", "setting", "model"])
def test_a_run_does_not_go_on_with_something_else(
    folder: Path, runs: Path, change: str, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    kept, product = stopped(folder, runs), FakeProduct()
    told = {
        "question": "fingerprint",
        "article": "fingerprint",
        "setting": "context_tokens",
        "model": "model: 'fake-1b'",
    }
    if change == "question":
        write_set(folder, [*QUESTIONS[:3], QUESTIONS[3] | {"question": "Who lost?"}])
    elif change == "article":
        (folder / "articles" / "bruecke.txt").write_text("Anders.", "utf-8")
    elif change == "setting":
        monkeypatch.setenv("BELEGT_CONTEXT_TOKENS", "8192")
    else:
        product.fake_pipeline.model_name = "other-2b"
    capsys.readouterr()
    assert run(["eval", "--resume", str(kept)], product) == 1
    assert told[change] in capsys.readouterr().err
    assert product.fake_pipeline.asked == []
    assert len(read_samples(kept / "set" / "belegt" / "samples.jsonl")) == 2


def test_a_sample_goes_on_with_the_same_questions(folder: Path, runs: Path) -> None:
    kept = stopped(folder, runs, "--sample", "3", "--seed", "2")
    assert run(["eval", "--resume", str(kept)], FakeProduct()) == 0
    assert len(read_samples(kept / "set" / "belegt" / "samples.jsonl")) == 3


@pytest.mark.parametrize("more", [["SET"], ["--sample", "2"], ["--retrieval-only"], ["--models", "a"]])
def test_the_options_of_a_run_cannot_be_changed(folder: Path, runs: Path, more: list[str], capsys: Captured) -> None:
    kept = evaluated(folder, runs)
    assert run(["eval", "--resume", str(kept), *more], FakeProduct()) == 1
    assert "Leave them out" in capsys.readouterr().err


# -- several systems ----------------------------------------------------------
def test_models_answer_in_turn_and_stand_side_by_side(
    folder: Path, runs: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    pipelines = {name: FakePipeline(model_name=name) for name in ("server:a", "server:b")}
    opened: list[tuple[str, ...]] = []

    def open_fakes(archive: Path, questions: Any, wave: Any, answering: bool) -> list[FakePipeline]:
        opened.append(tuple(one.settings.llm for one in wave))
        return [pipelines[one.name] for one in wave]

    monkeypatch.setattr("ui.evaluate.open_systems", open_fakes)
    kept = evaluated(folder, runs, None, "--models", "server:a, server:b")
    assert opened == [("server:a", "server:b")]
    assert read(kept / "run.json")["systems"] == ["server:a", "server:b"]
    assert {part.name for part in (kept / "set").iterdir()} == {"server_a", "server_b"}
    assert list(read(kept / "summary.json")["set"]) == ["server:a", "server:b"]
    assert [pipeline.closed for pipeline in pipelines.values()] == [1, 1]
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert any(line[:2] == ["server:a", "0.500"] for line in lines)
    assert any(line[:2] == ["right", "F1"] and line[-4:] == ["memory", "MB", "model", "GB"] for line in lines)


# -- reading runs -------------------------------------------------------------
def test_report_computes_everything_from_the_rows(folder: Path, runs: Path, capsys: Captured) -> None:
    kept = evaluated(folder, runs)
    (kept / "summary.json").unlink()
    (kept / "report.html").unlink()
    samples = kept / "set" / "belegt" / "samples.jsonl"
    rows = read_samples(samples)
    rows[1]["verdict"]["right"] = True
    samples.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    capsys.readouterr()
    assert run(["eval", "report", str(kept), "--json", "-"], FakeProduct()) == 0
    assert json.loads(capsys.readouterr().out)["all"]["right"]["value"] == 0.75
    assert read(kept / "summary.json")["set"]["belegt"]["all"]["right"]["value"] == 0.75
    assert (kept / "report.html").exists()


def test_compare_pairs_the_questions_of_two_runs(folder: Path, runs: Path, capsys: Captured) -> None:
    one = evaluated(folder, runs)
    two = evaluated(folder, runs, FakeProduct(FakePipeline(lambda question: FakePipeline().choose("Everest"))))
    capsys.readouterr()
    assert run(["eval", "compare", str(one), str(two), "--json", "-"], FakeProduct()) == 0
    found = json.loads(capsys.readouterr().out)["set"]["belegt"]["abstain rec."]
    assert (found["a"], found["b"], found["difference"]) == (0.5, 1.0, 0.5)
    assert run(["eval", "compare", str(one), str(two)], FakeProduct()) == 0
    assert "abstain rec." in capsys.readouterr().out


def test_runs_that_share_no_set(folder: Path, tmp_path: Path, runs: Path, capsys: Captured) -> None:
    one, two = evaluated(folder, runs), evaluated(write_set(tmp_path / "other"), runs)
    assert run(["eval", "compare", str(one), str(two)], FakeProduct()) == 1
    assert "in common" in capsys.readouterr().err


@pytest.mark.parametrize(("floor", "code"), [(0.5, 0), (0.51, 1)])
def test_a_gate_that_fails_is_one_line_and_exit_code_1(
    folder: Path, runs: Path, tmp_path: Path, floor: float, code: int, capsys: Captured
) -> None:
    gates = tmp_path / "gates.toml"
    gates.write_text(f"[gates.set.all]\nright = {floor}\nlanguage = 0.1\n", "utf-8")
    assert run(["eval", str(folder), "--report", str(runs), "--gate", str(gates)], FakeProduct()) == code
    failed = [line for line in capsys.readouterr().err.splitlines() if line.startswith("gate failed")]
    assert len(failed) == code
    assert all("right" in line and "0.51" in line and "0.5" in line for line in failed)


def test_a_run_worse_than_its_baseline_fails(tmp_path: Path, runs: Path, capsys: Captured) -> None:
    folder = write_set(tmp_path / "set", [QUESTIONS[0] | {"id": f"q{n}", "cluster": f"c{n}"} for n in range(20)])
    good, gates = evaluated(folder, runs), tmp_path / "gates.toml"
    gates.write_text('worse_than_baseline = ["right"]\n', "utf-8")
    again = ["eval", str(folder), "--report", str(runs), "--gate", str(gates), "--baseline", str(good)]
    assert run(again, FakeProduct()) == 0
    worse = FakeProduct(FakePipeline(lambda question: FakePipeline().choose("Everest")))
    assert run(again, worse) == 1
    assert "right" in capsys.readouterr().err.splitlines()[-1]


# -- sets ---------------------------------------------------------------------
def test_new_check_and_ask(tmp_path: Path, runs: Path, capsys: Captured) -> None:
    folder = tmp_path / "mine"
    assert run(["eval", "new", str(folder)]) == 0
    assert run(["eval", "check", str(folder)]) == 0
    assert "0 faults" in capsys.readouterr().out
    kept = evaluated(folder, runs)
    assert len(read_samples(kept / "mine" / "belegt" / "samples.jsonl")) == len(load_set(folder).questions)
    assert run(["eval", "new", str(folder)]) == 1


def test_check_tells_all_faults_and_ends_with_1(folder: Path, capsys: Captured) -> None:
    write_set(folder, [QUESTIONS[0] | {"lang": "fr"}, QUESTIONS[0], QUESTIONS[0]])
    assert run(["eval", "check", str(folder)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[1] for line in lines[:-1]] == ["1", "2", "3", "3"]
    assert lines[-1].endswith("3 questions, 2 articles, 4 faults")


def test_a_set_named_like_a_command(tmp_path: Path, runs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_set(tmp_path / "check")
    monkeypatch.chdir(tmp_path)
    assert run(["eval", "./check", "--report", str(runs)], FakeProduct()) == 0
    assert read(only(runs) / "run.json")["sets"] == ["check"]


def test_help_names_sets_options_and_commands(capsys: Captured) -> None:
    assert run(["eval", "--help"]) == 0
    told = capsys.readouterr().out
    assert "[SET]... | COMMAND" in told
    assert all(f"  {word} " in told for word in ("new", "check", "report", "compare", "--resume", "--retrieval-only"))


# -- public sets of other kinds -------------------------------------------------
EXPRESSIONS = [
    {
        "id": f"a{n}#t1", "question": "gestern", "lang": "de", "answers": ["2025-05-19"], "relevant_ids": [f"a{n}"],
        "type": "timex:DATE", "dct": "2025-05-20", "start": 9, "end": 16, "needs_dct": True, "deictic": True,
    }
    for n in range(3)
]  # fmt: skip


def test_a_set_of_time_expressions_needs_no_model_and_goes_on_too(tmp_path: Path, runs: Path) -> None:
    folder, product = tmp_path / "times", FakeProduct()
    folder.mkdir()
    corpus = [{"id": f"a{n}", "text": "Er fuhr, gestern.", "lang": "de", "date": "2025-05-20"} for n in range(3)]
    for name, rows in (("questions", EXPRESSIONS), ("corpus", corpus)):
        (folder / f"{name}.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    kept = evaluated(folder, runs, product)
    samples = kept / "times" / "belegt" / "samples.jsonl"
    whole = read_samples(samples)
    assert [row["task"] for row in whole] == ["times"] * 3
    assert read(kept / "summary.json")["times"]["belegt"]["all"]["span recall"]["value"] == 1.0
    assert (product.fake_pipeline.asked, product.archives) == ([], [])
    samples.write_bytes(samples.read_bytes()[:-20])
    assert run(["eval", "--resume", str(kept)], product) == 0
    assert [row["id"] for row in read_samples(samples)] == [row["id"] for row in whole]
