"""Saved prompt parts: of files that pile up the newest are kept. Restoring is tested with the model itself."""

import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from rag.llm import prefixes
from rag.llm.prefixes import SavedPrefixes


def writes(context: Any, path: bytes, slot: int, tokens: Any, count: int) -> int:
    return Path(path.decode()).write_bytes(bytes(tokens))


@pytest.fixture
def saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SavedPrefixes:
    monkeypatch.setattr(prefixes, "_KEPT", 2)
    (tmp_path / "model.gguf").write_bytes(b"GGUF")
    made = SavedPrefixes(tmp_path / "states", tmp_path / "model.gguf", None, 2048)
    monkeypatch.setattr(made, "_llama", SimpleNamespace(llama_state_seq_save_file=writes))
    return made


def test_the_newest_files_are_kept(saved: SavedPrefixes, tmp_path: Path) -> None:
    for age, tokens in ((300, [1]), (100, [2]), (200, [3])):
        saved.save(1, tokens)
        os.utime(saved._file(tokens), (10_000 - age, 10_000 - age))
    saved.save(1, [4])
    kept = {file.name for file in (tmp_path / "states").iterdir()}
    assert kept == {saved._file([2]).name, saved._file([4]).name}


def test_what_was_not_saved_is_not_restored(saved: SavedPrefixes) -> None:
    assert not saved.restore(1, [1, 2])


def test_another_model_does_not_find_it(saved: SavedPrefixes, tmp_path: Path) -> None:
    (tmp_path / "model.gguf").write_bytes(b"GGUF, but another")
    other = SavedPrefixes(tmp_path / "states", tmp_path / "model.gguf", None, 2048)
    assert other._file([1]) != saved._file([1])
