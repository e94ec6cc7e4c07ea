"""A GGUF model in this process, through llama.cpp's own C interface.

The wrapper of llama-cpp-python and LlamaIndex's over it keep one sequence; here
the fixed part of a prompt stays in the KV cache beside the question, those of other
prompts and languages are saved to disk, and cost nothing when used again.
"""

import codecs
import ctypes
import math
from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelUnavailableError
from rag.llm.base import Enough, Piece, Prompt, Usage
from rag.llm.lookup import suggested
from rag.llm.prefixes import SavedPrefixes

_SLOT = 1
"""The sequence of the fixed part in use. Each token held makes every new one wait a little, so the others are on disk:
to read one of 500 tokens from there takes 6 ms."""
_BATCH = 256
_WORK = 0
"""The sequence that questions are answered in."""
_BESIDE = 8
"""Sequences in which as many continuations of one text are read side by side."""


_Beginning = tuple[int, ...]
"""The first tokens of a text."""


class _Token(NamedTuple):
    """A token to read: at a place of one or more sequences, with or without what the model makes of it."""

    id: int
    place: int
    sequences: Sequence[int]
    is_told: bool


class LlamaCpp:
    """One GGUF model. Not thread-safe: the caller holds a lock around each call."""

    continues = True

    def __init__(
        self, path: Path, context_tokens: int = 4096, threads: int | None = None, state_folder: Path | None = None
    ) -> None:
        """Loads the model; with `state_folder` the fixed prompt parts survive a restart there."""
        import llama_cpp

        self.name = path.stem
        self._path = path
        self._llama = llama_cpp
        # One thread for all questions, whoever asks: built with OpenMP, llama.cpp has helpers for each that computes,
        # and with more of them than cores all of them wait asleep.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="llama.cpp")
        _silence()
        llama_cpp.llama_backend_init()
        self._model = self._thread.submit(self._load_model).result()
        self._context = self._thread.submit(self._make_context, context_tokens, threads or _physical_cores()).result()
        self._memory = llama_cpp.llama_get_memory(self._context)
        self._vocab = llama_cpp.llama_model_get_vocab(self._model)
        self._vocab_size = llama_cpp.llama_vocab_n_tokens(self._vocab)
        self._capacity = int(llama_cpp.llama_n_ctx(self._context))
        self._batch = llama_cpp.llama_batch_init(_BATCH, 0, _BESIDE)
        self._saved = SavedPrefixes(state_folder, path, self._context, self._capacity) if state_folder else None
        self._tokens: list[int] = []
        self._fixed: list[int] = []

    def _load_model(self) -> Any:
        if not self._path.is_file():
            raise ModelUnavailableError(f"No model file at {self._path}. Fetch it with: belegt models fetch")
        params = self._llama.llama_model_default_params()
        params.use_mmap = False  # the weights are repacked for the processor: a mapped file would be held besides
        model = self._llama.llama_model_load_from_file(str(self._path).encode(), params)
        if not model:
            raise ModelUnavailableError(
                f"{self._path} is not a GGUF file that llama.cpp reads. Set BELEGT_LLM to another."
            )
        return model

    def _make_context(self, context_tokens: int, threads: int) -> Any:
        params = self._llama.llama_context_default_params()
        params.n_ctx = context_tokens
        params.n_batch = params.n_ubatch = _BATCH
        params.n_seq_max = _SLOT + 1 + _BESIDE
        params.kv_unified = True
        params.n_threads = params.n_threads_batch = threads
        context = self._llama.llama_init_from_model(self._model, params)
        if not context:
            raise ModelUnavailableError(
                f"No memory for {context_tokens} tokens of context. Lower BELEGT_CONTEXT_TOKENS."
            )
        return context

    # -- the LLM interface --------------------------------------------------
    def stream(self, prompt: Prompt, *, max_tokens: int, stop: Sequence[str]) -> Generator[Piece, None, Usage]:
        """Greedy continuation, piece by piece, until `stop`, the end of text or `max_tokens`."""
        seen, new = self._read_prompt(prompt, max_tokens)
        total = len(self._tokens)
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        told, written, output = "", "", 0
        for token, logprob in self._likeliest(seen):
            if self._llama.llama_vocab_is_eog(self._vocab, token):
                break
            output += 1
            written += decoder.decode(self._bytes_of(token))
            end, hold = _find_stop(written, stop)
            if end is not None:
                written = written[:end]
                break
            if len(written) - hold > len(told):
                try:
                    yield Piece(written[len(told) : len(written) - hold], logprob)
                except Enough:
                    return Usage(total, new, output)
                told = written[: len(written) - hold]
            if output >= max_tokens:
                break
        if len(written) > len(told):
            yield Piece(written[len(told) :])
        return Usage(total, new, output)

    def _likeliest(self, seen: list[int]) -> Generator[tuple[int, float], None, None]:
        """The likeliest tokens one after the other, each with its logarithm; those that `seen`, the text before them,
        suggests are read together with the last one."""
        token, logprob = self._best_token(-1)
        while True:
            yield token, logprob
            seen.append(token)
            guessed = self._guessed(seen)[: self._capacity - len(self._tokens) - 1]
            held = len(self._tokens) + 1
            self._decode([token, *guessed], told=1 + len(guessed))
            for place, guess in enumerate([*guessed, None]):  # after all of them comes what nobody guessed
                token, logprob = self._best_token(place)
                if token != guess:
                    self._forget(held + place)
                    break
                yield token, logprob
                seen.append(token)

    def _guessed(self, seen: Sequence[int]) -> list[int]:
        return suggested(seen)

    def odds(self, prompt: Prompt, endings: Sequence[str], one: str, other: str) -> list[float] | None:
        """How much likelier, as a natural logarithm, one word is than another after the prompt and each of some
        endings, at most eight; the prompt is read once, the endings side by side, a beginning that some of them share
        once. None where they are more than the context holds."""
        read = [self._tokenize(ending) for ending in endings]
        words = [self._tokenize(word)[0] for word in (one, other)]
        room = sum(map(len, read))
        if len(self._tokenize(prompt.text)) + room > self._capacity:
            return None
        source, held = self._held(prompt, room)
        sequences = range(_SLOT + 1, _SLOT + 1 + len(read))
        for sequence in sequences:
            self._llama.llama_memory_seq_cp(self._memory, source, sequence, 0, held)
        told: dict[_Beginning, float] = {}
        ends = {tuple(ending) for ending in read}
        beginnings = _beginnings(read, sequences)
        for start in range(0, len(beginnings), _BATCH):
            part = beginnings[start : start + _BATCH]
            self._run([_Token(text[-1], held + len(text) - 1, of, text in ends) for text, of in part])
            for place, (text, _) in enumerate(part):
                if text in ends:
                    logits = self._logits(place)
                    told[text] = float(logits[words[0]] - logits[words[1]])
        for sequence in sequences:
            self._llama.llama_memory_seq_rm(self._memory, sequence, -1, -1)
        return [told[tuple(ending)] for ending in read]

    def _held(self, prompt: Prompt, room: int) -> tuple[int, int]:
        """The sequence that holds a prompt, and its number of tokens: that of the fixed part, where it is no more."""
        if prompt.variable:
            self._read_prompt(prompt, room)
            return _WORK, len(self._tokens)
        self._hold(self._tokenize(prompt.fixed))
        return _SLOT, len(self._fixed)

    def warm(self, fixed: Sequence[str]) -> None:
        """Reads the fixed parts into the KV cache, from disk where they were saved before."""
        for text in fixed:
            self._hold(self._tokenize(text))

    def _hold(self, tokens: list[int]) -> None:
        """Keeps a fixed part in the sequence for it, in place of the one before."""
        if not tokens or tokens == self._fixed:
            return
        for sequence in (_WORK, _SLOT):
            self._llama.llama_memory_seq_rm(self._memory, sequence, -1, -1)
        self._tokens, self._fixed = [], []
        if self._saved is None or not self._saved.restore(_SLOT, tokens):
            self._llama.llama_memory_seq_rm(self._memory, _SLOT, -1, -1)
            self._advance_to(tokens)
            self._llama.llama_memory_seq_cp(self._memory, _WORK, _SLOT, 0, len(tokens))
            if self._saved is not None:
                self._saved.save(_SLOT, tokens)
        self._fixed = tokens

    def close(self) -> None:
        self._thread.shutdown()
        self._llama.llama_batch_free(self._batch)
        self._llama.llama_free(self._context)
        self._llama.llama_model_free(self._model)

    # -- prompt and KV cache ------------------------------------------------
    def _read_prompt(self, prompt: Prompt, room: int) -> tuple[list[int], int]:
        """Brings the working sequence to the end of the prompt; the tokens of its variable part, and the number of
        those newly read."""
        fixed, variable = self._tokenize(prompt.fixed), self._tokenize(prompt.variable)
        self._hold(fixed)
        tokens = fixed + variable
        if len(tokens) + room > self._capacity:
            raise ModelUnavailableError(
                f"The prompt takes {len(tokens)} of {self._capacity} tokens of context. Raise BELEGT_CONTEXT_TOKENS."
            )
        return variable, self._advance_to(tokens)

    def _advance_to(self, tokens: list[int]) -> int:
        """Makes the working sequence hold exactly `tokens`; the number that had to be read."""
        shared = min(_common(self._tokens, tokens), len(tokens) - 1)
        stored = min(_common(self._fixed, tokens), len(tokens) - 1)
        if stored > shared:
            self._llama.llama_memory_seq_rm(self._memory, _WORK, -1, -1)
            self._llama.llama_memory_seq_cp(self._memory, _SLOT, _WORK, 0, stored)
            shared = stored
        else:
            self._llama.llama_memory_seq_rm(self._memory, _WORK, shared, -1)
        self._tokens = tokens[:shared]
        self._decode(tokens[shared:])
        return len(tokens) - shared

    def _decode(self, tokens: Sequence[int], told: int = 1) -> None:
        """Reads on in the working sequence; `told`: of how many of the last tokens the next one is told."""
        for at in range(0, len(tokens), _BATCH):
            part = tokens[at : at + _BATCH]
            first, silent = len(self._tokens), len(part) - told
            self._run([_Token(token, first + i, (_WORK,), i >= silent) for i, token in enumerate(part)])
            self._tokens.extend(part)

    def _forget(self, held: int) -> None:
        """Leaves the first so many tokens in the working sequence."""
        if held < len(self._tokens):
            self._llama.llama_memory_seq_rm(self._memory, _WORK, held, -1)
            del self._tokens[held:]

    def _run(self, tokens: Sequence[_Token]) -> None:
        """Reads at most a batch of tokens, each in its sequences."""
        batch = self._batch
        batch.n_tokens = len(tokens)
        for i, token in enumerate(tokens):
            batch.token[i] = token.id
            batch.pos[i] = token.place
            batch.n_seq_id[i] = len(token.sequences)
            for n, sequence in enumerate(token.sequences):
                batch.seq_id[i][n] = sequence
            batch.logits[i] = token.is_told
        code = self._thread.submit(self._llama.llama_decode, self._context, batch).result()
        if code != 0:
            raise ModelUnavailableError(f"llama.cpp stopped with code {code} in mid-answer. Ask again.")

    # -- tokens -------------------------------------------------------------
    def _tokenize(self, text: str) -> list[int]:
        """Token ids; markup such as <|im_start|> in an article stays plain text."""
        data = text.encode()
        buffer = (ctypes.c_int32 * (len(data) + 8))()
        count = self._llama.llama_tokenize(self._vocab, data, len(data), buffer, len(buffer), False, False)
        return list(buffer[:count])

    def _bytes_of(self, token: int) -> bytes:
        buffer = ctypes.create_string_buffer(256)
        length = self._llama.llama_token_to_piece(self._vocab, token, buffer, len(buffer), 0, False)
        return buffer.raw[: max(length, 0)]

    def _logits(self, place: int) -> NDArray[np.float32]:
        """Of the token at a place of the batch read last; -1 for its last one."""
        pointer = self._llama.llama_get_logits_ith(self._context, place)
        return np.ctypeslib.as_array(pointer, shape=(self._vocab_size,))

    def _best_token(self, place: int) -> tuple[int, float]:
        """The likeliest next token, as told by that at a place of the batch read last, and its logarithm."""
        logits = self._logits(place)
        best = int(logits.argmax())
        return best, -math.log(float(np.exp(logits - logits[best]).sum()))


@cache
def _silence() -> Any:
    """Keeps llama.cpp's own log off stderr; the callback has to live as long as the process."""
    import llama_cpp

    callback = llama_cpp.llama_log_callback(lambda level, text, data: None)
    llama_cpp.llama_log_set(callback, ctypes.c_void_p(0))
    return callback


def _beginnings(texts: Sequence[list[int]], sequences: Sequence[int]) -> list[tuple[_Beginning, list[int]]]:
    """All beginnings of some token sequences, shorter ones first, each with those that it is of."""
    found: dict[_Beginning, list[int]] = {}
    for sequence, text in zip(sequences, texts, strict=True):
        for end in range(1, len(text) + 1):
            found.setdefault(tuple(text[:end]), []).append(sequence)
    return sorted(found.items(), key=lambda item: len(item[0]))


def _common(a: Sequence[int], b: Sequence[int]) -> int:
    """Length of the common beginning."""
    for n, (x, y) in enumerate(zip(a, b, strict=False)):
        if x != y:
            return n
    return min(len(a), len(b))


def _find_stop(text: str, stop: Sequence[str]) -> tuple[int | None, int]:
    """Where the first stop begins, if any; else how many last characters may be the start of one."""
    ends = [at for at in (text.find(word) for word in stop) if at >= 0]
    if ends:
        return min(ends), 0
    hold = max((n for word in stop for n in range(1, len(word)) if text.endswith(word[:n])), default=0)
    return None, hold


def _physical_cores() -> int:
    import psutil

    return psutil.cpu_count(logical=False) or 1
