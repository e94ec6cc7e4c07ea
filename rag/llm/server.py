"""Models behind any OpenAI-compatible server the user names: llama.cpp, vLLM, LM Studio and the like."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from index.errors import SettingsError
from rag.llm.base import Piece, Prompt, Usage
from rag.llm.ollama import messages
from rag.llm.wire import Chunk, Server, connection, faults_told, guarded, last_label, refuse_oversize, relay

CHECK_SECONDS = 1.5
NO_KEY = "none"


def server_url(given: str) -> str:
    """The base URL with its version: a bare host and port gets `/v1`. SettingsError when it is no http address."""
    url = given.strip().rstrip("/")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SettingsError(f"BELEGT_SERVER_URL must be like http://127.0.0.1:8080/v1, found {given!r}")
    return url if parts.path else f"{url}/v1"


def server_at(url: str) -> Server:
    return Server("the model server", url, "start it or set BELEGT_SERVER_URL")


def served(url: str, key: str | None = None, seconds: float = CHECK_SECONDS) -> list[str]:
    """The names of the models that the server offers; ModelUnavailableError when it does not answer in time."""
    import httpx

    server = server_at(url)
    with faults_told(server), httpx.Client(**connection(url, seconds)) as client:
        reply = client.get(f"{url}/models", headers={"Authorization": f"Bearer {key or NO_KEY}"})
        if reply.is_error:
            raise server.refusal(reply.status_code, reply.text)
        return [model["id"] for model in reply.json()["data"]]


@contextmanager
def openai_faults(server: Server) -> Iterator[None]:
    """`faults_told`, and what the openai client makes of them."""
    import openai

    with faults_told(server):
        try:
            yield
        except openai.APITimeoutError as error:
            raise server.silent() from error
        except openai.APIConnectionError as error:
            raise server.unreachable() from error
        except openai.APIStatusError as error:
            raise server.refusal(error.status_code, error.message) from error
        except openai.APIError as error:
            raise server.refusal(None, error.message) from error


class ServerLLM:
    """An `LLM` behind an OpenAI-compatible server. How long its context is, is the server's own matter."""

    continues = False

    def __init__(
        self, model: str, url: str, key: str | None = None, context_tokens: int = 4096, request_timeout: float = 120.0
    ) -> None:
        self.name = f"server:{model}"
        self._model, self._url, self._key = model, url, key or NO_KEY
        self._context, self._timeout = context_tokens, request_timeout
        self._server = server_at(url)

    def stream(self, prompt: Prompt, *, max_tokens: int, stop: Sequence[str]) -> Generator[Piece, None, Usage]:
        """See `LLM`."""
        refuse_oversize(prompt, max_tokens, self._context)
        return (yield from relay(self._server, self._chunks(prompt, max_tokens, stop), stop, last_label(prompt)))

    def odds(self, prompt: Prompt, endings: Sequence[str], one: str, other: str) -> None:
        """Not told over HTTP."""

    def warm(self, fixed: Sequence[str]) -> None:
        """Let the server read the fixed parts, so that its prefix cache holds them."""
        for part in fixed or ("",):
            for _ in self._chunks(Prompt(part, "?"), 1, ()):
                pass

    def close(self) -> None:
        """Nothing is held between calls."""

    def _chunks(self, prompt: Prompt, max_tokens: int, stop: Sequence[str]) -> Generator[Chunk, None, None]:
        import httpx
        from llama_index.llms.openai_like import OpenAILike

        with httpx.Client(**connection(self._url, self._timeout)) as client:
            options: dict[str, Any] = {"stream_options": {"include_usage": True}, "timeout": client.timeout}
            given: dict[str, Any] = {
                "model": self._model, "api_base": self._url, "api_key": self._key, "http_client": client,
                "is_chat_model": True, "context_window": self._context, "max_tokens": max_tokens, "temperature": 0.0,
                "max_retries": 0, "additional_kwargs": options | ({"stop": list(stop)} if stop else {}),
            }  # fmt: skip
            model = OpenAILike(**given)
            replies = guarded(partial(openai_faults, self._server), iter(model.stream_chat(messages(prompt))))
            yield from map(_chunk, replies)


def _chunk(reply: Any) -> Chunk:
    """One event of the stream, as LlamaIndex hands it on in `raw`."""
    choices = reply.raw.choices
    return Chunk(
        text=reply.delta or "",
        thinking=bool(reply.additional_kwargs.get("thinking_delta")),
        finished=choices[0].finish_reason if choices else None,
        usage=_usage(reply.raw.usage),
    )


def _usage(counted: Any) -> Usage | None:
    """Tokens as the server counts them, None when it has not said (yet)."""
    if counted is None or counted.completion_tokens is None:
        return None
    cached = counted.prompt_tokens_details.cached_tokens if counted.prompt_tokens_details else None
    new = None if cached is None or counted.prompt_tokens is None else counted.prompt_tokens - cached
    return Usage(counted.prompt_tokens, new, counted.completion_tokens)
