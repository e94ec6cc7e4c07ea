"""Other programs of the same kind, set up plainly as their documentation shows, on the same articles and models."""

import importlib.util
import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from index.errors import EvalError

if TYPE_CHECKING:
    from eval.dataset import QuestionSet
    from eval.peers.peer import Engine, Peer
    from index.archive import Archive
    from index.embed import Embedder
    from rag.llm.base import LLM
    from rag.settings import Settings

PEERS = ("llamaindex", "haystack")


def open_peer(
    name: str,
    questions: "QuestionSet",
    settings: "Settings",
    embedder: "Embedder",
    llm: "Callable[[], LLM]",
    archive: "Archive",
) -> "Peer":
    """A peer that has read the articles of the set from `archive`, with the product's own two models.

    `llm` is called at the first need of the language model. Close the peer before that model: it works on the same
    weights. EvalError for a name that is no peer's, an archive without articles, or a package that is missing.
    """
    from eval.peers.model import PeerModel
    from eval.peers.peer import Peer

    start = _engine(name)
    articles = [archive.article(info.id) for info in archive.articles()]
    if not articles:
        raise EvalError(f"expected articles of {questions.name} at {archive.path}, found none. Index them first")
    model = PeerModel(llm, settings.context_tokens)
    return Peer(articles, model, start(articles, embedder, model))


def _engine(name: str) -> "Callable[..., Engine]":
    """The class behind a peer's name; the package it needs is imported here and nowhere before."""
    if name == "llamaindex":
        _need("llama_index.vector_stores.chroma", "llama-index-vector-stores-chroma", ".")
        from eval.peers.llamaindex import LlamaIndexEngine

        return LlamaIndexEngine
    if name == "haystack":
        _need("haystack", "haystack-ai", ".[haystack]")
        os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"
        from eval.peers.haystack import HaystackEngine

        return HaystackEngine
    raise EvalError(f"expected a peer among {', '.join(PEERS)}, found {name!r}. Name one of them: --peer {PEERS[0]}")


def _need(module: str, package: str, install: str) -> None:
    if _is_installed(module):
        return
    raise EvalError(
        f"expected the package {package}, found that it is not installed. "
        f'Install it with: .venv/bin/pip install -c constraints.txt -e "{install}"'
    )


def _is_installed(module: str) -> bool:
    parent, _, _ = module.rpartition(".")
    return (not parent or _is_installed(parent)) and importlib.util.find_spec(module) is not None
