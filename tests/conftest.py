"""What every test stands on: no network, no settings of the user's, real models only from the cache."""

import os

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["TOKENIZERS_PARALLELISM"] = "false"

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from index.settings import user_folder

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from index.embed import SentenceTransformerEmbedder
    from rag.llm.llamacpp import LlamaCpp

USER_CACHE = Path(os.environ.get("BELEGT_CACHE") or user_folder("XDG_CACHE_HOME", ".cache"))
LOOPBACK = ("127.", "::1", "localhost")
CLOSED_PORT = "http://127.0.0.1:9"


class NetworkBlockedError(Exception):
    """A test tried to leave this machine; not an OSError, so that no product code can take it for a failed try."""


def is_local(host: object) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    return name in (None, "") or str(name).startswith(LOOPBACK)


@pytest.fixture(autouse=True)
def network_block(monkeypatch: pytest.MonkeyPatch) -> None:
    """Connections and name look-ups end at the loopback interface."""

    def guard(original: Callable[..., Any]) -> Callable[..., Any]:
        def connect(self: socket.socket, address: Any) -> Any:
            if self.family != socket.AF_UNIX and not is_local(address[0]):
                raise NetworkBlockedError(f"a test tried to connect to {address}")
            return original(self, address)

        return connect

    def getaddrinfo(host: object, *rest: Any, **options: Any) -> Any:
        if not is_local(host):
            raise NetworkBlockedError(f"a test tried to look up {host!r}")
        return look_up(host, *rest, **options)

    look_up: Callable[..., Any] = socket.getaddrinfo
    monkeypatch.setattr(socket.socket, "connect", guard(socket.socket.connect))
    monkeypatch.setattr(socket.socket, "connect_ex", guard(socket.socket.connect_ex))
    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Default settings, a new archive and an empty cache for each test, and no Ollama that happens to run."""
    for name in [name for name in os.environ if name.startswith("BELEGT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("BELEGT_ARCHIVE", str(tmp_path / "archive"))
    monkeypatch.setenv("BELEGT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("BELEGT_HUB", "off")
    monkeypatch.setenv("OLLAMA_HOST", CLOSED_PORT)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")


def absent(reason: str) -> NoReturn:
    """Skip, except in CI, where the weights are part of the set-up."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{reason}: in CI this must not be skipped")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def weights_cache() -> Path:
    """The user's real weights folder, with the embedding model and the 1.5B language model in it."""
    from index.e5 import find_embedding_folder
    from index.weights import KNOWN, find

    folder = USER_CACHE / "weights"
    if not (find_embedding_folder(folder) and find(KNOWN["qwen2.5-coder-1.5b"], folder)):
        absent(f"no weights in {folder}: run 'belegt models fetch'")
    return folder


@pytest.fixture(scope="session")
def embedder(weights_cache: Path) -> "SentenceTransformerEmbedder":
    """The real embedding model, loaded once."""
    from index.e5 import find_embedding_folder
    from index.embed import SentenceTransformerEmbedder

    folder = find_embedding_folder(weights_cache)
    assert folder is not None
    return SentenceTransformerEmbedder(folder)


@pytest.fixture(scope="session")
def llm(weights_cache: Path) -> "Iterator[LlamaCpp]":
    """The real 1.5B language model in process, loaded once."""
    from index.weights import KNOWN
    from rag.llm.llamacpp import LlamaCpp

    model = LlamaCpp(weights_cache / KNOWN["qwen2.5-coder-1.5b"].name)
    yield model
    model.close()


@pytest.fixture(scope="module")
def chromium() -> "Iterator[Browser]":
    """A real browser; the tests that take it are skipped where there is none: see `tests.browser.need_browser`."""
    from tests.browser import browser

    with browser() as started:
        yield started
