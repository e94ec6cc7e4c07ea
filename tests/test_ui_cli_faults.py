"""Whatever goes wrong, through the real command in a process of its own: one clear line, the right exit code."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.model_servers import Reply, Script, playing

ROOT = Path(__file__).parents[1]
DRIVER = """
from index import embed
from tests.fakes import HashEmbedder
embed.load_embedder = lambda settings: HashEmbedder()
from ui.cli import main
main()
"""
"""The command with a small embedder, so that no weights are needed."""
GOOD = "Brücke gesperrt\n\nAda Kern hat am Dienstag die Brücke gesperrt. Der Umweg dauert eine halbe Stunde.\n"
LINES = [
    {"id": "tram", "title": "Tram", "date": "2025-05-20", "text": "Die Tram fährt wieder. Das teilte das Amt mit."},
    {"id": "bus", "title": "Bus", "date": "2025-05-21", "text": "Der Bus fährt nicht mehr. Das sagte Ole Brandt."},
]


def belegt(*args: object, fake: bool = True, **env: str) -> "subprocess.CompletedProcess[str]":
    """The command; no traceback whatever happens."""
    program = ["-c", DRIVER] if fake else ["-m", "ui.cli"]
    done = subprocess.run(
        [sys.executable, *program, *map(str, args)],
        capture_output=True, text=True, timeout=120, cwd=ROOT, env={**os.environ, **env},
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done


def one_line(done: "subprocess.CompletedProcess[str]") -> str:
    """The one line on stderr of a command that failed and printed nothing."""
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("belegt: ")
    return line


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive of one article."""
    (tmp_path / "gut.txt").write_text(GOOD, encoding="utf-8")
    assert belegt("index", tmp_path / "gut.txt").returncode == 0
    return Path(os.environ["BELEGT_ARCHIVE"])


def test_bad_files_are_named_and_the_rest_is_taken_in(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "gut.txt").write_text(GOOD, encoding="utf-8")
    (folder / "leer.txt").touch()
    with (folder / "gross.txt").open("wb") as large:
        large.truncate(50_000_000)
    (folder / "bild.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (folder / "ohne.html").write_text('<html><body><img src="x.png"></body></html>', encoding="utf-8")
    rows = "\n".join(map(json.dumps, LINES))
    (folder / "kurz.jsonl").write_text(f'{rows}\n{{"id": "abge', encoding="utf-8")
    os.mkfifo(folder / "rohr.txt")
    done = belegt("index", folder, tmp_path / "none", "--json")
    report = json.loads(done.stdout)
    assert (done.returncode, len(report["added"])) == (0, 3)
    reasons = {Path(failure["path"]).name: failure["reason"] for failure in report["failed"]}
    expected = {
        "leer.txt": "empty file", "gross.txt": "50 MB", "bild.txt": "PNG", "ohne.html": "without text",
        "kurz.jsonl": "line 3", "rohr.txt": "a pipe", "none": "nothing there",
    }  # fmt: skip
    assert reasons.keys() == expected.keys()
    assert [name for name, word in expected.items() if word not in reasons[name]] == []
    listed = belegt("articles", "list", "--json").stdout.splitlines()
    assert sorted(json.loads(line)["id"] for line in listed) == ["bus", "gut", "tram"]


@pytest.mark.parametrize(
    ("question", "word"), [("", "found none"), (" ?!", "found none"), ("Wann war das? " * 750, "2000 characters")]
)
def test_a_question_that_is_none(question: str, word: str, archive: Path) -> None:
    assert word in one_line(belegt("search", question, "--json", "--archive", archive))


@pytest.mark.parametrize("command", [["ask", "Wann?"], ["ask", "Wann?", "--json"], ["search", "Wann?"], ["chat"]])
def test_without_an_archive(command: list[str], tmp_path: Path) -> None:
    gguf = tmp_path / "model.gguf"
    gguf.write_bytes(b"GGUF")
    line = one_line(belegt(*command, "--archive", tmp_path / "none", BELEGT_LLM=f"gguf:{gguf}"))
    assert "belegt index PATH" in line


@pytest.mark.parametrize("command", [["ask", "Wann?"], ["search", "Wann?", "--json"], ["chat", "--no-browser"]])
def test_without_weights(command: list[str], archive: Path) -> None:
    line = one_line(belegt(*command, "--archive", archive, fake=False))
    assert "belegt models fetch" in line


@pytest.mark.parametrize("command", [["ask", "Wann?"], ["ask", "Wann?", "--json"], ["chat", "--no-browser"]])
def test_without_a_language_model(command: list[str], archive: Path) -> None:
    line = one_line(belegt(*command, "--archive", archive))
    assert "belegt models fetch" in line


def test_search_needs_no_language_model(archive: Path) -> None:
    done = belegt("search", "Brücke", "--json", "--archive", archive)
    assert (done.returncode, json.loads(done.stdout)["article_id"]) == (0, "gut")


@pytest.mark.parametrize("wish", ["qwen3", "gguf:/none.gguf", "ollama:qwen3:8b", "server:x"])
def test_a_wrong_model_is_named(wish: str, archive: Path) -> None:
    assert "BELEGT_LLM" in one_line(belegt("ask", "Wann?", "--json", "--archive", archive, BELEGT_LLM=wish))


@pytest.mark.parametrize("command", [["ask", "Wann?"], ["articles", "list"], ["index", "README.md"]])
def test_an_archive_of_other_splitting_rules(command: list[str], archive: Path) -> None:
    script = Script({"/api/tags": tags(), "/api/show": Reply([b'{"capabilities": ["completion"]}'])})
    with playing(script):
        line = one_line(belegt(*command, "--archive", archive, BELEGT_CHUNK_CHARS="300", OLLAMA_HOST=script.url))
    assert "belegt index PATH" in line


def tags() -> Reply:
    model: dict[str, Any] = {"name": "qwen3:8b", "model": "qwen3:8b", "size": 1, "details": {"family": "qwen3"}}
    return Reply([json.dumps({"models": [model]}).encode()])


@pytest.fixture
def dying(archive: Path) -> Iterator[Script]:
    """An Ollama that hangs up after the first words."""
    begun = json.dumps({"model": "m", "message": {"role": "assistant", "content": "Ada "}, "done": False}).encode()
    replies = {
        "/api/tags": tags(),
        "/api/show": Reply([b'{"capabilities": ["completion"]}']),
        "/api/chat": Reply([begun + b"\n", "cut"], kind="application/x-ndjson"),
    }
    with playing(Script(replies)) as script:
        yield script


@pytest.mark.parametrize("extra", [[], ["--json"]])
def test_ollama_that_goes_in_mid_answer(extra: list[str], dying: Script, archive: Path) -> None:
    done = belegt("ask", "Wer hat die Brücke gesperrt?", *extra, "--archive", archive, OLLAMA_HOST=dying.url)
    assert "broke off" in one_line(done)


def test_a_batch_goes_on_when_ollama_goes(dying: Script, archive: Path, tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    rows = [{"id": n, "question": "Wer hat die Brücke gesperrt?"} for n in (1, 2)]
    batch.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    done = belegt("ask", "--batch", batch, "--json", "--archive", archive, OLLAMA_HOST=dying.url)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [(row["id"], "broke off" in row["error"]) for row in answers] == [(1, True), (2, True)]
    assert len(done.stderr.splitlines()) == 1
