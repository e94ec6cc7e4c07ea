"""What can be put under test: the product with one model or several, or another program of the same kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from index.article import Article
from index.errors import EvalError
from rag.types import Answer, Hit, Turn

if TYPE_CHECKING:
    from rag.settings import Settings

PRODUCT = "belegt"
Row = dict[str, Any]


class Product(Protocol):
    """What an evaluation needs of `rag.pipeline.Pipeline`, and of any other program held against it."""

    @property
    def model_name(self) -> str: ...

    def search(self, query: str, k: int = 10) -> list[Hit]: ...

    def answer(self, question: str, history: Sequence[Turn] = (), as_of: date | None = None) -> Answer: ...

    def article(self, article_id: str, /) -> Article: ...

    def warm(self) -> None: ...

    def close(self) -> None: ...


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


def weights_of(settings: "Settings") -> Row | None:
    """Name, bytes and SHA-256 of the model that answers: a file's, or what Ollama says; None where nobody tells."""
    from rag.llm.select import candidates

    chosen = next((one for one in candidates(settings) if one.chosen), None)
    if chosen is None:
        return None
    if chosen.kind == "llama.cpp":
        return _file_weights(chosen.name, settings)
    return _ollama_weights(chosen.name, settings) if chosen.kind == "ollama" else None


def _file_weights(name: str, settings: "Settings") -> Row:
    from index.weights import KNOWN, sha256_of

    if name in KNOWN:
        file = KNOWN[name]
        return {"name": file.name, "bytes": file.size, "sha256": file.sha256}
    path = Path(name).expanduser()
    return {"name": path.name, "bytes": path.stat().st_size, "sha256": sha256_of(path)}


def _ollama_weights(name: str, settings: "Settings") -> Row | None:
    import os

    from rag.llm.ollama import installed, ollama_url

    found = installed(ollama_url(settings.ollama_host or os.environ.get("OLLAMA_HOST")))
    return next(({"name": one.name, "bytes": one.size} for one in found if one.name == name), None)
