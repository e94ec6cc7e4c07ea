"""The command in a process of its own: exit codes, what stdout holds, and Ctrl-C."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]


def belegt(*args: str, **options: Any) -> "subprocess.CompletedProcess[str]":
    """The real command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "ui.cli", *args], capture_output=True, text=True, timeout=60, cwd=ROOT, **options
    )


def test_help_and_version_need_no_heavy_package() -> None:
    code = "import sys; from ui.cli import run; run(['--help']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    loaded = set(done.stderr.split())
    heavy = {
        "torch",
        "chromadb",
        "gradio",
        "llama_cpp",
        "trafilatura",
        "numpy",
        "pydantic",
        "httpx",
        "sentence_transformers",
    }
    assert not loaded & heavy
    for command in ("index", "ask", "search", "chat", "eval", "models", "doctor", "articles"):
        assert f"  {command} " in done.stdout


def test_version() -> None:
    done = belegt("--version")
    assert done.returncode == 0
    assert done.stdout.startswith("belegt ")


def test_missing_archive_from_outside(tmp_path: Path) -> None:
    done = belegt("search", "Brücke", "--json", "--archive", str(tmp_path / "none"))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("belegt: ")
    assert len(done.stderr.splitlines()) == 1


def test_misspelt_setting_from_outside() -> None:
    done = belegt("articles", env={**os.environ, "BELEGT_ARCHVE": "/x"})
    assert done.returncode == 1
    assert "did you mean BELEGT_ARCHIVE?" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_wrong_value_from_outside() -> None:
    done = belegt("articles", env={**os.environ, "BELEGT_CONTEXT_TOKENS": "many"})
    assert done.returncode == 1
    assert "BELEGT_CONTEXT_TOKENS" in done.stderr
    assert len(done.stderr.splitlines()) == 1


CHATTY = """
import os, sys, time
from tests.fake_product import FakePipeline, FakeProduct, choose
from ui import cli

def answer(question):
    os.write(1, b"native chatter\\n")
    print("python chatter")
    if question == "wait":
        print("waiting", file=sys.stderr, flush=True)
        time.sleep(60)
    return choose(question)

sys.exit(cli.run(sys.argv[1:], FakeProduct(FakePipeline(answer))))
"""


def start_chatty(*args: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", CHATTY, *args],
        cwd=ROOT,
        text=True,
        encoding="utf-8",
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A shell that starts the tests in the background has them ignore SIGINT, and children inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )


def test_native_chatter_stays_off_stdout_and_each_answer_comes_at_once() -> None:
    process = start_chatty("ask", "--batch", "-", "--json")
    assert process.stdin
    assert process.stdout
    process.stdin.write('{"id": "q1", "question": "Brücke?"}\n')
    process.stdin.flush()
    first = json.loads(process.stdout.readline())
    assert (first["id"], first["question"]) == ("q1", "Brücke?")
    rest, err = process.communicate('{"id": "q2", "question": "Wer?"}\n', timeout=30)
    assert [row["id"] for row in map(json.loads, rest.splitlines())] == ["q2"]
    assert err.count("native chatter") == err.count("python chatter") == 2
    assert process.returncode == 0


@pytest.mark.parametrize("extra", [[], ["--json"]])
def test_ctrl_c_ends_without_a_traceback(extra: list[str]) -> None:
    process = start_chatty("ask", "wait", *extra)
    assert process.stderr
    while "waiting" not in process.stderr.readline():
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in err


def test_a_reader_that_leaves_early_is_no_traceback(tmp_path: Path) -> None:
    lines = [{"id": str(n), "question": "Wer?"} for n in range(2000)]
    file = tmp_path / "batch.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    process = start_chatty("ask", "--batch", str(file), "--json")
    assert process.stdout
    assert process.stderr
    process.stdout.readline()
    process.stdout.close()
    err = process.stderr.read()
    process.wait(timeout=30)
    assert "Traceback" not in err
    assert process.returncode == 1
