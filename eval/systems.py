"""What can be put under test: the product with one model or several, or another program of the same kind."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from index.article import Article
from index.errors import EvalError
from index.scope import EVERYTHING, Scope
from rag.types import Answer, Evidence, Hit, Turn

if TYPE_CHECKING:
    from eval.dataset import QuestionSet
    from index.archive import Archive
    from index.embed import WordEmbedder
    from rag.llm.base import LLM
    from rag.settings import Settings

PRODUCT = "belegt"
IN_MEMORY = 1.5
"""What a model takes beside its file: the context, and work space."""
Row = dict[str, Any]


class Product(Protocol):
    """What an evaluation needs of `rag.pipeline.Pipeline`, and of any other program held against it."""

    @property
    def model_name(self) -> str: ...

    def search(self, query: str, k: int = 10, scope: Scope = EVERYTHING) -> list[Hit]: ...

    def answer(self, question: str, history: Sequence[Turn] = (), as_of: date | None = None) -> Answer: ...

    def article(self, article_id: str, /) -> Article: ...

    def warm(self) -> None: ...

    def close(self) -> None: ...


@runtime_checkable
class DatesEvidence(Protocol):
    """A product that tells from which dated sentence it would answer, as peers do not."""

    def evidence(
        self, question: str, history: Sequence[Turn] = (), as_of: date | None = None
    ) -> Sequence[Evidence]: ...


@dataclass(frozen=True)
class System:
    """One column of a run: its name there, the settings it runs with, and the peer program it is, if any."""

    name: str
    settings: "Settings"
    peer: str | None = None


def systems(settings: "Settings", models: Sequence[str], peers: Sequence[str]) -> list[System]:
    """The product, once a model where models are named, then the peers with the first of them."""
    if twice := {name for name in [*models, *peers] if [*models, *peers].count(name) > 1}:
        raise EvalError(f"expected each model and peer once, found {min(twice)!r} again. Name it once")
    product = [System(name, with_model(settings, name)) for name in models] or [System(PRODUCT, settings)]
    return product + [System(peer, product[0].settings, peer) for peer in peers]


def with_model(settings: "Settings", name: str) -> "Settings":
    """The settings with BELEGT_LLM set to a model, however it is named: see `llm_form`."""
    return settings.model_copy(update={"llm": llm_form(name)})


def llm_form(name: str) -> str:
    """KIND:NAME as BELEGT_LLM wants it, of a path of a GGUF file, known weights, server:NAME or Ollama's name."""
    from index.weights import KNOWN

    if name.startswith(("ollama:", "gguf:", "server:")):
        return name
    if name.endswith(".gguf") or (name in KNOWN and KNOWN[name].name.endswith(".gguf")):
        return f"gguf:{name}"
    return f"ollama:{name}"


def waves(asked: Sequence[System], free_bytes: int) -> list[list[System]]:
    """The systems to be asked in turn; a wave for each model where the models do not fit into memory together."""
    by_model: dict[str | None, list[System]] = {}
    for system in asked:
        by_model.setdefault(system.settings.llm, []).append(system)
    if len(by_model) < 2:
        return [list(asked)]
    sizes = [weights_of(group[0].settings) or {} for group in by_model.values()]
    fit = sum(size.get("bytes", 0) * IN_MEMORY for size in sizes) <= free_bytes
    return [list(asked)] if fit else list(by_model.values())


def open_systems(
    archive: Path, questions: "QuestionSet", asked: Sequence[System], answering: bool = True
) -> list[Product]:
    """All systems over one archive and one embedding model, a peer with the model of its settings.

    To be closed in the reverse order: the product that comes first owns archive and model.
    """
    from index.archive import Archive
    from index.embed import load_embedder
    from index.lazy import Lazy
    from rag.llm.select import choose, pick

    first = asked[0].settings
    wanted = {system.settings.llm: system.settings for system in asked}
    models = {
        name: Lazy(pick(settings) if answering else partial(choose, settings)) for name, settings in wanted.items()
    }
    embedder, opened = load_embedder(first), Archive.open(archive, first)
    return [_opened(system, questions, opened, embedder, models[system.settings.llm]) for system in asked]


def _opened(
    system: System, questions: "QuestionSet", archive: "Archive", embedder: "WordEmbedder", model: "Callable[[], LLM]"
) -> Product:
    from rag.pipeline import Pipeline

    if system.peer is None:
        return Pipeline(archive, embedder, model)
    from eval.peers import open_peer

    return open_peer(system.peer, questions, system.settings, embedder, model, archive)


def free_memory() -> int:
    """Bytes that can be taken without swapping."""
    import psutil

    return int(psutil.virtual_memory().available)


def weights_of(settings: "Settings", model: str | None = None) -> Row | None:
    """Name, bytes and SHA-256 of the model that answers: a file's, or what Ollama says; None where nobody tells.

    With `model`, only when the model that the settings choose has that name.
    """
    from rag.llm.select import candidates

    chosen = next((one for one in candidates(settings) if one.chosen), None)
    found: Row | None = None
    if chosen and chosen.kind == "llama.cpp":
        found = _file_weights(chosen.name)
    elif chosen and chosen.kind == "ollama":
        found = _ollama_weights(chosen.name, settings)
    return found if found and model in (None, found["name"], Path(found["name"]).stem) else None


def _file_weights(name: str) -> Row:
    from index.weights import KNOWN

    if name in KNOWN:
        file = KNOWN[name]
        return {"name": file.name, "bytes": file.size, "sha256": file.sha256}
    path = Path(name).expanduser()
    return {"name": path.name, "bytes": path.stat().st_size, "sha256": _sha256(path, path.stat().st_mtime_ns)}


@cache
def _sha256(path: Path, _changed: int) -> str:
    """Read once for all sets of a run."""
    from index.weights import sha256_of

    return sha256_of(path)


def _ollama_weights(name: str, settings: "Settings") -> Row | None:
    import os

    from rag.llm.ollama import installed, ollama_url

    found = installed(ollama_url(settings.ollama_host or os.environ.get("OLLAMA_HOST")))
    return next(({"name": one.name, "bytes": one.size} for one in found if one.name == name), None)
