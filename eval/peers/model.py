"""The product's language model as a peer's user would run it: whole prompts, chat template, greedy."""

import ctypes
import time
from collections.abc import Callable, Generator, Iterable, Sequence
from typing import Any

from index.lazy import Lazy
from rag.llm.base import LLM, Prompt, Usage
from rag.llm.llamacpp import LlamaCpp

MAX_TOKENS = 256
"""Longest answer: LlamaIndex's default for a model in process."""
_SPARE = 196
"""Tokens of context left free, since peers count with another tokeniser; 4096 less these are LlamaIndex's 3900."""


class ChatLlamaCpp(LlamaCpp):
    """A context of its own over weights that are loaded already, for prompts with the markup of a chat.

    Its prompts take no room from the product's fixed parts, and neither loses the other's prefix cache.
    """

    def __init__(self, loaded: LlamaCpp) -> None:
        vars(self).update(vars(loaded))
        self._state_folder = None
        self._context = self._make_context(self._capacity, self._llama.llama_n_threads(loaded._context))
        self._memory = self._llama.llama_get_memory(self._context)
        self._batch = self._llama.llama_batch_init(self._llama.llama_n_batch(self._context), 0, 1)
        self._tokens, self._fixed = [], []
        self._formatter = self._chat_formatter()

    def as_chat(self, text: str) -> str:
        """The text as the user's message, in the chat template of the weights; as it is where they have none."""
        if self._formatter is None:
            return text
        return str(self._formatter(messages=[{"role": "user", "content": text}]).prompt)

    def close(self) -> None:
        """Frees the context alone: the weights belong to the model they were loaded for."""
        self._llama.llama_batch_free(self._batch)
        self._llama.llama_free(self._context)

    def _chat_formatter(self) -> Any:
        from llama_cpp.llama_chat_format import Jinja2ChatFormatter

        template = self._llama.llama_model_chat_template(self._model, None)
        if not template:
            return None
        eos, bos = self._llama.llama_vocab_eos(self._vocab), self._llama.llama_vocab_bos(self._vocab)
        return Jinja2ChatFormatter(template.decode(), eos_token=self._written(eos), bos_token=self._written(bos))

    def _written(self, token: int) -> str:
        """A special token as templates write it; "" for one that the vocabulary has not."""
        return "" if token < 0 else str(self._llama.llama_vocab_get_text(self._vocab, token).decode())

    def _guessed(self, seen: Sequence[int]) -> list[int]:
        """None: the wrappers of llama.cpp that a peer would bring write token by token."""
        return []

    def _tokenize(self, text: str) -> list[int]:
        """Token ids; unlike the product's, markup such as <|im_start|> has its meaning."""
        data = text.encode()
        buffer = (ctypes.c_int32 * (len(data) + 8))()
        count = self._llama.llama_tokenize(self._vocab, data, len(data), buffer, len(buffer), False, True)
        return list(buffer[:count])


class PeerModel:
    """Texts for a peer, counted and timed. Models behind a server apply their chat template there."""

    def __init__(self, llm: Callable[[], LLM], context_tokens: int) -> None:
        self.context_window = context_tokens - _SPARE
        self._llm = Lazy(lambda: _chatting(llm()))
        self._usages: list[Usage] = []
        self._first_token_at: float | None = None

    @property
    def name(self) -> str:
        return self._llm().name

    def as_chat(self, text: str) -> str:
        """The text as a prompt for `stream` and `complete`."""
        llm = self._llm()
        return llm.as_chat(text) if isinstance(llm, ChatLlamaCpp) else text

    def stream(self, prompt: str) -> Generator[str, None, None]:
        """Greedy continuation, piece by piece."""
        self._first_token_at = None
        pieces = self._llm().stream(Prompt("", prompt), max_tokens=MAX_TOKENS, stop=())
        while True:
            try:
                piece = next(pieces)
            except StopIteration as end:
                self._usages.append(end.value)
                return
            self._first_token_at = self._first_token_at or time.perf_counter()
            yield piece.text

    def complete(self, prompt: str) -> str:
        return "".join(self.stream(prompt))

    def begin(self) -> None:
        """Forgets what was counted and timed: another question begins."""
        self._usages.clear()
        self._first_token_at = None

    @property
    def first_token_at(self) -> float | None:
        """When the last text began, by `time.perf_counter`; None when there was none."""
        return self._first_token_at

    @property
    def usage(self) -> Usage:
        """The tokens of all texts since `begin`."""
        return Usage(
            _sum(usage.prompt_tokens for usage in self._usages),
            _sum(usage.new_prompt_tokens for usage in self._usages),
            sum(usage.output_tokens for usage in self._usages),
        )

    def load(self) -> None:
        """Loads the model, so that the first question need not."""
        self._llm()

    def close(self) -> None:
        """Frees what was made for the peer; the product's model stays."""
        if self._llm.is_made and isinstance(llm := self._llm(), ChatLlamaCpp):
            llm.close()


def _chatting(llm: LLM) -> LLM:
    return ChatLlamaCpp(llm) if isinstance(llm, LlamaCpp) else llm


def _sum(counts: Iterable[int | None]) -> int | None:
    """None where one count, or all, are not known."""
    known = list(counts)
    return sum(filter(None, known)) if known and None not in known else None
