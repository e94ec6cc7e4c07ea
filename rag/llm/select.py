"""Which language model answers: what there is, which one is taken, and why."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from index.errors import ModelUnavailableError, SettingsError
from index.weights import KNOWN, WeightsFile, find
from rag.llm.base import LLM
from rag.llm.ollama import Installed, OllamaLLM, generates_text, installed, ollama_url
from rag.llm.preference import embeds_only, fits, matches, ranked
from rag.llm.server import ServerLLM, served, server_url
from rag.llm.wire import is_local
from rag.settings import Settings

Kind = Literal["ollama", "llama.cpp", "server"]


@dataclass(frozen=True)
class Candidate:
    """A model that could answer. `why` says what it is, or why it cannot be taken and what mends that."""

    kind: Kind
    name: str
    available: bool
    why: str
    chosen: bool = False


@dataclass(frozen=True)
class _Option:
    """A candidate together with the way to open it."""

    candidate: Candidate
    start: Callable[[], LLM]


def candidates(settings: Settings) -> list[Candidate]:
    """All models found, the most wanted first, with the one that `choose` takes marked."""
    options = [*_ollama_options(settings), *_gguf_options(settings), *_server_options(settings)]
    found = [option.candidate for option in options]
    if settings.llm is not None:
        forced = _forced(settings).candidate
        others = [one for one in found if (one.kind, one.name) != (forced.kind, forced.name)]
        return [replace(forced, chosen=forced.available), *others]
    first = next((one for one in found if one.available), None)
    return [replace(one, chosen=one is first) for one in found]


def choose(settings: Settings) -> LLM:
    """The model to answer with, loaded; see `pick`."""
    return pick(settings)()


def pick(settings: Settings) -> Callable[[], LLM]:
    """How to load the model to answer with: the forced one; else Ollama's best, the strongest GGUF file, the server.

    ModelUnavailableError says for each what is missing. Later kinds are not asked when an earlier one can answer.
    """
    if settings.llm is not None:
        return _usable(_forced(settings))
    missing: list[str] = []
    for kind in (_ollama_options, _gguf_options, _server_options):
        options = []
        for option in kind(settings):
            if option.candidate.available:
                return option.start
            options.append(option)
        missing += _first_lines(options)
    raise ModelUnavailableError(
        f"no language model can be used ({'; '.join(missing)}); run 'belegt models fetch', or start Ollama"
    )


def _first_lines(options: Sequence[_Option]) -> list[str]:
    """Some Ollamas list dozens of models: two say enough, `belegt models list` shows the rest."""
    more = [f"{len(options) - 2} more in 'belegt models list'"] if len(options) > 2 else []
    return [_line(option.candidate) for option in options[:2]] + more


def _usable(option: _Option) -> Callable[[], LLM]:
    if not option.candidate.available:
        raise ModelUnavailableError(f"BELEGT_LLM asks for {_line(option.candidate)}")
    return option.start


def _line(candidate: Candidate) -> str:
    return f"{candidate.kind} {candidate.name}: {candidate.why}" if candidate.name else candidate.why


def _unavailable(kind: Kind, name: str, why: str) -> _Option:
    def refuse() -> LLM:
        raise ModelUnavailableError(f"{kind} {name}: {why}")

    return _Option(Candidate(kind, name, False, why), refuse)


def _forced(settings: Settings) -> _Option:
    """The option that BELEGT_LLM names; SettingsError when it is not of the form KIND:NAME."""
    kind, _, name = (settings.llm or "").partition(":")
    ways = {"ollama": _forced_ollama, "gguf": _forced_gguf, "server": _server_option}
    if kind not in ways or not name:
        raise SettingsError(f"BELEGT_LLM must be ollama:NAME, gguf:PATH or server:NAME, found {settings.llm!r}")
    return ways[kind](settings, name)


def _ollama_address(settings: Settings) -> str:
    return ollama_url(settings.ollama_host or os.environ.get("OLLAMA_HOST"))


def _ollama_options(settings: Settings) -> Iterator[_Option]:
    """Ollama's models, those of the preference list first; one line when there is no Ollama or no model."""
    url = _ollama_address(settings)
    try:
        models = installed(url)
    except ModelUnavailableError as error:
        yield _unavailable("ollama", "", str(error))
        return
    if not models:
        yield _unavailable("ollama", "", f"Ollama at {url} has no model; run 'ollama pull qwen3:4b'")
    memory = total_memory() if is_local(url) else None
    for model, place in ranked(settings.ollama_models, models):
        yield _ollama_option(settings, model, _objection(url, model, place, memory))


def _objection(url: str, model: Installed, place: int | None, memory: int | None) -> str | None:
    """Why a model of Ollama's is not taken unasked; None when nothing stands against it."""
    if embeds_only(model):
        return "makes vectors, not text"
    if place is None:
        return f"not in the list BELEGT_OLLAMA_MODELS; take it with BELEGT_LLM=ollama:{model.name}"
    if not fits(model, memory):
        sizes = f"{model.size / 1e9:.1f} GB do not fit well into {(memory or 0) / 1e9:.1f} GB of memory"
        return f"its {sizes}; force it with BELEGT_LLM=ollama:{model.name}"
    return None if generates_text(url, model.name) else "makes no text, says Ollama"


def _ollama_option(settings: Settings, model: Installed, objection: str | None) -> _Option:
    if objection:
        return _unavailable("ollama", model.name, objection)
    url = _ollama_address(settings)
    size = f", {model.size / 1e9:.1f} GB" if model.size else ""
    return _Option(
        Candidate("ollama", model.name, True, f"served by Ollama at {url}{size}"),
        lambda: OllamaLLM(model.name, url, settings.context_tokens, settings.request_timeout),
    )


def _forced_ollama(settings: Settings, name: str) -> _Option:
    """The model of that very name, whatever its size; an embedding model is refused even so."""
    try:
        models = installed(_ollama_address(settings))
    except ModelUnavailableError as error:
        return _unavailable("ollama", name, str(error))
    exact = [model for model in models if model.name in (name, f"{name}:latest")]
    found = next(iter(exact or [model for model in models if matches(name, model)]), None)
    if found is None:
        return _unavailable("ollama", name, f"Ollama does not have it; run 'ollama pull {name}'")
    text = not embeds_only(found) and generates_text(_ollama_address(settings), found.name)
    return _ollama_option(settings, found, None if text else "makes vectors, not text; name another in BELEGT_LLM")


def _gguf_options(settings: Settings) -> Iterator[_Option]:
    """The known GGUF files, the largest first."""
    files = [(key, file) for key, file in KNOWN.items() if file.name.endswith(".gguf")]
    for key, file in sorted(files, key=lambda pair: -pair[1].size):
        yield _gguf_option(settings, key, _cached(settings, file), "not in the cache; run 'belegt models fetch'")


def _cached(settings: Settings, file: WeightsFile) -> Path | None:
    return find(file, settings.cache / "weights")


def _forced_gguf(settings: Settings, name: str) -> _Option:
    if name in KNOWN and KNOWN[name].name.endswith(".gguf"):
        return _gguf_option(
            settings, name, _cached(settings, KNOWN[name]), "not in the cache; run 'belegt models fetch'"
        )
    path = Path(name).expanduser()
    known = ", ".join(key for key, file in KNOWN.items() if file.name.endswith(".gguf"))
    return _gguf_option(
        settings,
        name,
        path if _is_gguf(path) else None,
        f"not a GGUF file; give the path of one, or a known name ({known})",
    )


def _is_gguf(path: Path) -> bool:
    with suppress(OSError), path.open("rb") as stream:
        return stream.read(4) == b"GGUF"
    return False


def _gguf_option(settings: Settings, name: str, path: Path | None, missing: str) -> _Option:
    if path is None:
        return _unavailable("llama.cpp", name, missing)
    if find_spec("llama_cpp") is None:
        return _unavailable("llama.cpp", name, "llama-cpp-python is not installed; run 'make setup'")

    def start() -> LLM:
        from rag.llm.llamacpp import LlamaCpp

        return LlamaCpp(path, settings.context_tokens, settings.threads, settings.cache / "prefixes")

    return _Option(Candidate("llama.cpp", name, True, f"runs in this process from {path}"), start)


def _server_options(settings: Settings) -> Iterator[_Option]:
    """The configured server, when there is one."""
    if settings.server_url:
        yield _server_option(settings, settings.server_model)


def _server_option(settings: Settings, name: str | None) -> _Option:
    """The server's model of that name, or the first that it offers."""
    if not settings.server_url:
        return _unavailable("server", name or "", "no server is configured; set BELEGT_SERVER_URL")
    url = server_url(settings.server_url)
    key = settings.server_key.get_secret_value() if settings.server_key else None
    try:
        offered = served(url, key)
    except ModelUnavailableError as error:
        return _unavailable("server", name or "", str(error))
    model = name or next(iter(offered), None)
    if model is None:
        return _unavailable("server", "", f"the server at {url} offers no model; set BELEGT_SERVER_MODEL")
    return _Option(
        Candidate("server", model, True, f"served at {url}"),
        lambda: ServerLLM(model, url, key, settings.context_tokens, settings.request_timeout),
    )


def total_memory() -> int | None:
    """Bytes of memory of this machine; None where the system does not say (Windows)."""
    with suppress(AttributeError, ValueError, OSError):
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return None
