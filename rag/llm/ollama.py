"""Models served by Ollama: its own client for what there is, LlamaIndex for the streamed chat."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from index.errors import ModelUnavailableError, SettingsError
from rag.llm.base import Piece, Prompt, Usage
from rag.llm.wire import Chunk, Server, connection, faults_told, guarded, last_label, refuse_oversize, relay

if TYPE_CHECKING:
    from llama_index.core.llms import ChatMessage
    from ollama import Client

DEFAULT_PORT = 11434
CHECK_SECONDS = 1.5
KEEP_ALIVE = "30m"
CUT_CHARACTERS_PER_TOKEN = 7.5
"""A count that would mean so many characters to a token comes from a prompt whose front was cut off."""


@dataclass(frozen=True)
class Installed:
    """A model Ollama has. `size` in bytes, `billions` of parameters; 0 where Ollama does not say."""

    name: str
    size: int = 0
    billions: float = 0.0
    family: str = ""


def ollama_url(host: str | None) -> str:
    """The base URL that a value of OLLAMA_HOST means: `host`, `host:port`, `:port`, `http://host/path`.

    0.0.0.0 and [::] are where a server listens; a client finds it on the loopback address.
    """
    given = (host or "").strip().strip("\"'")
    scheme, _, rest = given.rpartition("://")
    scheme = scheme or "http"
    try:
        parts = urlsplit(f"{scheme}://{rest}")
        port = parts.port or ({"http": 80, "https": 443}[scheme] if "://" in given else DEFAULT_PORT)
    except (ValueError, KeyError) as error:
        raise SettingsError(f"OLLAMA_HOST must be like 127.0.0.1:11434, found {given!r}") from error
    name = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(parts.hostname or "", parts.hostname) or "127.0.0.1"
    path = parts.path.strip("/")
    return f"{scheme}://{f'[{name}]' if ':' in name else name}:{port}" + (f"/{path}" if path else "")


def server_at(url: str) -> Server:
    return Server("Ollama", url, "start it with 'ollama serve' or set OLLAMA_HOST")


@contextmanager
def ollama_faults(server: Server, model: str | None = None) -> Iterator[None]:
    """`faults_told`, and the failures that Ollama itself reports."""
    from ollama import ResponseError

    with faults_told(server):
        try:
            yield
        except ResponseError as error:
            status = error.status_code if error.status_code > 0 else None
            pull = (f"run 'ollama pull {model}'",) if status == 404 and model else ()
            raise server.refusal(status, error.error, *pull) from error


def client_for(url: str, seconds: float) -> "Client":
    """A client of its own for one use: closing it also cuts off a reply that still streams."""
    from ollama import Client

    return Client(url, **connection(url, seconds))


def installed(url: str, seconds: float = CHECK_SECONDS) -> list[Installed]:
    """The models Ollama has; ModelUnavailableError when it does not answer in time."""
    with ollama_faults(server_at(url)), client_for(url, seconds) as client:
        return [_installed(model) for model in client.list().models if model.model]


def _installed(model: Any) -> Installed:
    details = model.details
    return Installed(
        name=model.model,
        size=int(model.size or 0),
        billions=_billions(details.parameter_size if details else None),
        family=(details.family if details else None) or "",
    )


def _billions(text: str | None) -> float:
    """ "8.2B" is 8.2, "494.03M" is 0.49403; anything else 0."""
    number, unit = (text or "")[:-1], (text or "")[-1:].upper()
    try:
        return float(number) * {"B": 1.0, "M": 0.001}[unit]
    except (ValueError, KeyError):
        return 0.0


def generates_text(url: str, name: str, seconds: float = CHECK_SECONDS) -> bool:
    """Whether Ollama says that the model writes text; True when it does not say."""
    try:
        with ollama_faults(server_at(url)), client_for(url, seconds) as client:
            capabilities = client.show(name).capabilities
    except ModelUnavailableError:
        return True
    return not capabilities or "completion" in capabilities


class OllamaLLM:
    """An `LLM` served by Ollama. The fixed part goes first, as system message, so that its cache holds it."""

    continues = False

    def __init__(self, model: str, url: str, context_tokens: int = 4096, request_timeout: float = 120.0) -> None:
        self.name = f"ollama:{model}"
        self._model, self._url = model, url
        self._context, self._timeout = context_tokens, request_timeout
        self._server = server_at(url)

    def stream(self, prompt: Prompt, *, max_tokens: int, stop: Sequence[str]) -> Generator[Piece, None, Usage]:
        """See `LLM`. A prompt that Ollama has cut is an error too, known only after the answer."""
        refuse_oversize(prompt, max_tokens, self._context)
        usage = yield from relay(self._server, self._chunks(prompt, max_tokens, stop), stop, last_label(prompt))
        self._refuse_cut(prompt, usage)
        return usage

    def odds(self, prompt: Prompt, endings: Sequence[str], one: str, other: str) -> None:
        """Not told over HTTP."""

    def warm(self, fixed: Sequence[str]) -> None:
        """Load the model and read the fixed parts; the last one read is sure to stay in the cache."""
        for part in fixed or ("",):
            for _ in self._chunks(Prompt(part, "?"), 1, ()):
                pass

    def close(self) -> None:
        """Nothing is held between calls: Ollama itself unloads the model after a while."""

    def _chunks(self, prompt: Prompt, max_tokens: int, stop: Sequence[str]) -> Generator[Chunk, None, None]:
        from llama_index.llms.ollama import Ollama

        options = {"num_predict": max_tokens, "seed": 0, "stop": list(stop)}
        faults = partial(ollama_faults, self._server, self._model)
        with client_for(self._url, self._timeout) as client:
            model = Ollama(
                self._model, base_url=self._url, client=client, temperature=0.0, context_window=self._context,
                request_timeout=self._timeout, keep_alive=KEEP_ALIVE, thinking=False, additional_kwargs=options,
            )  # fmt: skip
            replies = guarded(faults, iter(model.stream_chat(messages(prompt))))
            yield from map(_chunk, replies)

    def _refuse_cut(self, prompt: Prompt, usage: Usage) -> None:
        if was_cut(len(prompt.text), usage, self._context):
            raise self._server.fault(
                f"cut the prompt to {usage.prompt_tokens} tokens (context {self._context})",
                "raise BELEGT_CONTEXT_TOKENS or ask with fewer sources",
            )


def messages(prompt: Prompt) -> list["ChatMessage"]:
    """The prompt as chat: system message (when there is a fixed part) and user message."""
    from llama_index.core.llms import ChatMessage, MessageRole

    system = [ChatMessage(role=MessageRole.SYSTEM, content=prompt.fixed.strip())] if prompt.fixed.strip() else []
    return [*system, ChatMessage(role=MessageRole.USER, content=prompt.variable.strip())]


def was_cut(characters: int, usage: Usage, context_tokens: int) -> bool:
    """Whether the server read less than it was sent: the window ran full, or about half a window was kept
    of a text far longer. A small count says nothing: some servers count only what was not cached."""
    read = usage.prompt_tokens
    if read is None:
        return False
    full = read + usage.output_tokens >= context_tokens
    return full or (read >= 0.45 * context_tokens and characters / read > CUT_CHARACTERS_PER_TOKEN)


def _chunk(reply: Any) -> Chunk:
    """One line of Ollama's stream, as LlamaIndex hands it on in `raw`."""
    raw: dict[str, Any] = reply.raw
    done = bool(raw.get("done"))
    counted = raw.get("eval_count")
    usage = Usage(raw.get("prompt_eval_count"), None, counted) if done and counted is not None else None
    return Chunk(
        text=reply.delta or "",
        thinking=bool(reply.additional_kwargs.get("thinking_delta")),
        finished=(raw.get("done_reason") or "stop") if done else None,
        usage=usage,
    )
