"""The fakes do what the real things promise; typed names hold them to the protocols."""

import socket

import numpy as np
import pytest

from index.embed import Embedder
from index.errors import ModelUnavailableError
from rag.llm.base import LLM, Enough, Piece, Prompt, Usage
from tests.conftest import NetworkBlockedError
from tests.fakes import ContinuingLLM, HashEmbedder, QueueLLM

PROMPT = Prompt("Fixed. ", "Question?")


def test_hash_embedder_gives_unit_rows_nearer_for_shared_words() -> None:
    embedder: Embedder = HashEmbedder()
    rows = embedder.encode_documents(["Die Katze schläft", "Die Katze frisst", "Kurse fallen weiter", ""])
    assert rows.shape == (4, 384)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1, 1, 1])
    assert rows[0] @ rows[1] == pytest.approx(2 / 3)
    assert rows[0] @ rows[2] == 0


def test_queue_llm_replays_pieces_and_keeps_prompts() -> None:
    fake = QueueLLM(["eins zwei\nEND drei"])
    llm: LLM = fake
    pieces, usage = [], None
    stream = llm.stream(PROMPT, max_tokens=9, stop=["\nEND"])
    while usage is None:
        try:
            pieces.append(next(stream))
        except StopIteration as end:
            usage = end.value
    assert pieces == [Piece("eins"), Piece(" zwei")]
    assert usage == Usage(prompt_tokens=2, new_prompt_tokens=1, output_tokens=2)
    assert fake.prompts == [PROMPT]


def test_queue_llm_counts_a_closed_stream_and_raises_queued_errors() -> None:
    llm = QueueLLM(["eins zwei", ModelUnavailableError("gone")])
    stream = llm.stream(PROMPT, max_tokens=9, stop=[])
    next(stream)
    stream.close()
    assert llm.cancelled == 1
    with pytest.raises(ModelUnavailableError, match="gone"):
        next(llm.stream(PROMPT, max_tokens=9, stop=[]))


def test_only_the_continuing_llm_continues() -> None:
    assert ContinuingLLM().continues
    assert not QueueLLM().continues


def test_queue_llm_that_was_told_enough_ends_with_its_usage() -> None:
    llm = QueueLLM(["eins zwei drei"])
    stream = llm.stream(PROMPT, max_tokens=9, stop=[])
    next(stream)
    with pytest.raises(StopIteration) as end:
        stream.throw(Enough())
    assert end.value.value == Usage(prompt_tokens=2, new_prompt_tokens=1, output_tokens=1)
    assert (llm.ended_early, llm.cancelled) == (1, 0)


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1"])
def test_connections_from_tests_end_at_the_loopback_interface(host: str) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as client, pytest.raises(NetworkBlockedError):
        client.connect((host, 80))
    with pytest.raises(NetworkBlockedError):
        socket.create_connection(("news.example", 80))
