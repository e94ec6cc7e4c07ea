"""Fakes that implement the real interfaces: deterministic, and keeping what they were sent."""

import hashlib
import re
from collections import deque
from collections.abc import Generator, Iterable, Sequence

import numpy as np

from index.embed import Vectors, WordVectors
from index.words import words
from rag.llm.base import Enough, Piece, Prompt, Usage

WORD = re.compile(r"\w+")


class HashEmbedder:
    """Bag of words: each lower-case word is one axis, chosen by its hash; texts that share words are near.

    A text without a word gets the first axis, so that every row has length 1.
    """

    def __init__(self, dimensions: int = 384) -> None:
        self.name = f"hash-{dimensions}"
        self.dimensions = dimensions
        self.queries: list[str] = []
        self.documents: list[str] = []

    def encode_query(self, texts: Sequence[str]) -> Vectors:
        self.queries += texts
        return self._encode(texts)

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        self.documents += texts
        return self._encode(texts)

    def encode_words(self, texts: Sequence[str]) -> list[WordVectors]:
        return [WordVectors(tuple(words(text)), self._encode(words(text))) for text in texts]

    def _encode(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), self.dimensions), np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for word in WORD.findall(text.lower()):
                row[self._axis(word)] += 1
            row[0] += not row.any()
            row /= np.linalg.norm(row)
        return vectors

    def _axis(self, word: str) -> int:
        return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=4).digest()) % self.dimensions


class QueueLLM:
    """Says the queued texts, one per call, word by word; keeps every prompt and what was warmed.

    Honours `stop` (the text ends before it) and `max_tokens` (counted in words). An
    exception in the queue is raised in place of the text. Asked once too often it raises IndexError.
    `Enough` thrown in ends a stream with the usage so far; a stream that is closed counts as cancelled.
    """

    continues = False

    def __init__(self, texts: Iterable[str | Exception] = (), name: str = "queue") -> None:
        self.name = name
        self.queue = deque(texts)
        self.prompts: list[Prompt] = []
        self.warmed: list[str] = []
        self.cancelled = 0
        self.ended_early = 0
        self.closed = False

    def stream(self, prompt: Prompt, *, max_tokens: int, stop: Sequence[str]) -> Generator[Piece, None, Usage]:
        self.prompts.append(prompt)
        text = self.queue.popleft()
        if isinstance(text, Exception):
            raise text
        words = re.findall(r"\s*\S+|\s+$", _before(text, stop))[:max_tokens]
        said = 0
        try:
            for word in words:
                said += 1
                yield Piece(word)
        except Enough:
            self.ended_early += 1
        except GeneratorExit:
            self.cancelled += 1
            raise
        return Usage(len(prompt.text.split()), len(prompt.variable.split()), said)

    def odds(self, prompt: Prompt, endings: Sequence[str], one: str, other: str) -> list[float] | None:
        return None

    def warm(self, fixed: Sequence[str]) -> None:
        self.warmed += fixed

    def close(self) -> None:
        self.closed = True


class ContinuingLLM(QueueLLM):
    """A QueueLLM that goes on where its prompt ends, as the in-process model does."""

    continues = True


def _before(text: str, stop: Sequence[str]) -> str:
    ends = [text.index(mark) for mark in stop if mark in text]
    return text[: min(ends, default=len(text))]
