"""Prompt parts that were read once, kept on disk as llama.cpp writes them, so that a restart need not read them."""

import ctypes
import hashlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

_KEPT = 24
"""Files kept of all models and prompts together, the newest; one takes 10 to 40 MB."""


class SavedPrefixes:
    """The states of one context, in `folder`; one that another model or context wrote is not found."""

    def __init__(self, folder: Path, model: Path, context: Any, context_tokens: int) -> None:
        import llama_cpp

        self._llama = llama_cpp
        self._folder = folder
        self._context = context
        self._key = f"{model.name} {model.stat().st_size} {context_tokens} {llama_cpp.__version__}"

    def _file(self, tokens: Sequence[int]) -> Path:
        return self._folder / (hashlib.sha256(f"{self._key} {list(tokens)}".encode()).hexdigest()[:24] + ".kv")

    def restore(self, slot: int, tokens: Sequence[int]) -> bool:
        """Fills an empty sequence with what was read of these tokens; False when that was not saved."""
        file = self._file(tokens)
        if not file.is_file():
            return False
        buffer = (ctypes.c_int32 * len(tokens))()
        count = ctypes.c_size_t(0)
        read = self._llama.llama_state_seq_load_file(
            self._context, str(file).encode(), slot, buffer, len(tokens), ctypes.byref(count)
        )
        return bool(read) and list(buffer[: count.value]) == list(tokens)

    def save(self, slot: int, tokens: Sequence[int]) -> None:
        """Writes a sequence whole or not at all, and drops the oldest files beyond those kept."""
        file = self._file(tokens)
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(".part")
        buffer = (ctypes.c_int32 * len(tokens))(*tokens)
        if self._llama.llama_state_seq_save_file(self._context, str(part).encode(), slot, buffer, len(tokens)):
            part.replace(file)
        self._prune()

    def _prune(self) -> None:
        with suppress(OSError):  # another process may be doing the same
            files = sorted(self._folder.glob("*.kv"), key=lambda file: file.stat().st_mtime, reverse=True)
            for file in files[_KEPT:]:
                file.unlink(missing_ok=True)
