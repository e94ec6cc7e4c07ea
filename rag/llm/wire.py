"""What the backends over HTTP share: a connection that can be cut, one error for every fault, reading a reply."""

import ipaddress
import ssl
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar
from urllib.parse import urlsplit

from index.errors import ModelUnavailableError
from rag.llm.base import Enough, Piece, Prompt, Usage

CONNECT_SECONDS = 2.0
MOST_CHARACTERS_PER_TOKEN = 6.0
"""No tokenizer packs German or English news more tightly; texts above it surely hold more tokens."""
THINK_OPEN, THINK_CLOSE = "<think>", "</think>"
TRY_ANOTHER = "try again, or take another model with BELEGT_LLM ('belegt models list' shows them)"

T = TypeVar("T")


@dataclass(frozen=True)
class Server:
    """A model server as messages name it: what it is, where it is, and how to start it."""

    label: str
    url: str
    start: str

    def fault(self, what: str, remedy: str = TRY_ANOTHER) -> ModelUnavailableError:
        line = " ".join(f"{self.label} at {self.url} {what}".split())
        return ModelUnavailableError(f"{line}; {remedy}")

    def unreachable(self) -> ModelUnavailableError:
        return self.fault("cannot be reached", self.start)

    def silent(self) -> ModelUnavailableError:
        return self.fault("was silent for too long", "raise BELEGT_REQUEST_TIMEOUT or take a smaller model")

    def refusal(self, status: int | None, reason: str, remedy: str = TRY_ANOTHER) -> ModelUnavailableError:
        """The server took the request and answered with a failure."""
        code = f" with HTTP {status}" if status else ""
        return self.fault(f"failed{code}: {reason.strip()[:200] or 'no reason given'}", remedy)


@dataclass(frozen=True)
class Chunk:
    """One piece of a streamed reply. `finished` is the server's reason for ending, None before the end."""

    text: str = ""
    thinking: bool = False
    finished: str | None = None
    usage: Usage | None = None


def is_local(url: str) -> bool:
    """Whether the address is this machine's own, so that proxies and memory of other machines play no part."""
    host = urlsplit(url).hostname or ""
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost" or host.endswith(".localhost")


@cache
def _certificates() -> ssl.SSLContext:
    """Reading the certificates takes 50 ms, so once for all clients."""
    import httpx

    return httpx.create_ssl_context()


def connection(url: str, seconds: float) -> dict[str, Any]:
    """Arguments of an `httpx.Client` for that address; a proxy of the environment is not asked for the own machine."""
    import httpx

    timeout = httpx.Timeout(seconds, connect=min(seconds, CONNECT_SECONDS))
    return {"timeout": timeout, "trust_env": not is_local(url), "verify": _certificates()}


@contextmanager
def faults_told(server: Server) -> Iterator[None]:
    """Turn what HTTP clients raise into ModelUnavailableError. Keep own code out of the block: it also takes
    the ValueError, KeyError, TypeError and AttributeError that clients raise on a reply of the wrong shape."""
    import httpx

    try:
        yield
    except (httpx.ConnectError, httpx.ConnectTimeout, ConnectionError) as error:
        raise server.unreachable() from error
    except httpx.TimeoutException as error:
        raise server.silent() from error
    except httpx.HTTPError as error:
        raise server.fault(f"broke off ({error})") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise server.fault(f"sent a reply that cannot be read ({type(error).__name__})") from error


def guarded(faults: Callable[[], AbstractContextManager[None]], source: Iterator[T]) -> Iterator[T]:
    """The items of `source`, each taken from it inside `faults()`."""
    while True:
        with faults():
            item = next(source, None)
        if item is None:
            return
        yield item


def refuse_oversize(prompt: Prompt, max_tokens: int, context_tokens: int) -> None:
    """ModelUnavailableError for a prompt that cannot fit: a server would cut off its front and say nothing."""
    least = int((len(prompt.fixed) + len(prompt.variable)) / MOST_CHARACTERS_PER_TOKEN)
    if least + max_tokens > context_tokens:
        raise ModelUnavailableError(
            f"the prompt has {least} tokens or more and the answer up to {max_tokens}, but the context holds "
            f"{context_tokens}; raise BELEGT_CONTEXT_TOKENS"
        )


def last_label(prompt: Prompt) -> str:
    """The label that the prompt ends in ("Antwort:"), which a chat model likes to say again; "" when there is none."""
    lines = prompt.variable.strip().splitlines()
    return lines[-1].strip() if lines and lines[-1].rstrip().endswith(":") else ""


class AnswerText:
    """The answer in a reply: without leading blanks, thoughts and `label` said again, cut at a stop mark.

    Of stop marks that overlap, the one that is complete first cuts.

    Text that may be the beginning of one of these is held back until the next piece decides.
    """

    def __init__(self, stop: Sequence[str], label: str = "") -> None:
        self._stop = tuple(mark for mark in stop if mark)
        self._label = label
        self._held = ""
        self._state = "start"

    @property
    def stopped(self) -> bool:
        return self._state == "stopped"

    @property
    def thinking(self) -> bool:
        return self._state == "thinking"

    def feed(self, text: str) -> str:
        """The part that is now known to be answer."""
        self._held += text
        if self._state == "start":
            self._look_for_thoughts()
        if self._state == "thinking":
            self._skip_thoughts()
        if self._state == "label":
            self._skip_label()
        return self._release() if self._state == "answer" else ""

    def rest(self) -> str:
        """What was held back, when the reply has ended."""
        held, self._held = self._held, ""
        return "" if self.stopped or self.thinking else held

    def _look_for_thoughts(self) -> None:
        begin = self._held.lstrip()
        if begin.startswith(THINK_OPEN):
            self._state = "thinking"
        elif not THINK_OPEN.startswith(begin):
            self._state = "label"

    def _skip_thoughts(self) -> None:
        _, found, after = self._held.partition(THINK_CLOSE)
        if found:
            self._held, self._state = after, "label"

    def _skip_label(self) -> None:
        begin = self._held.lstrip()
        if begin.startswith(self._label):
            self._held, self._state = begin.removeprefix(self._label), "answer"
        elif not self._label.startswith(begin):
            self._held, self._state = begin, "answer"

    def _release(self) -> str:
        cuts = [(at + len(mark), at) for mark in self._stop if (at := self._held.find(mark)) >= 0]
        if cuts:
            text, self._held, self._state = self._held[: min(cuts)[1]], "", "stopped"
            return text
        keep = max((_overlap(self._held, mark) for mark in self._stop), default=0)
        text, self._held = self._held[: len(self._held) - keep], self._held[len(self._held) - keep :]
        return text


def _overlap(text: str, mark: str) -> int:
    """Length of the longest end of `text` that `mark` begins with."""
    return next((n for n in range(min(len(text), len(mark) - 1), 0, -1) if text.endswith(mark[:n])), 0)


def relay(
    server: Server, chunks: Generator[Chunk, None, None], stop: Sequence[str], label: str = ""
) -> Generator[Piece, None, Usage]:
    """The answer's pieces, then its usage; ModelUnavailableError when the reply has no end or is thoughts alone.

    `chunks` is closed, and with it the connection, however the reading ends.
    """
    with closing(chunks):
        return (yield from _relay(server, chunks, AnswerText(stop, label)))


def _relay(server: Server, chunks: Iterator[Chunk], answer: AnswerText) -> Generator[Piece, None, Usage]:
    end, count, thought, said = Chunk(), 0, False, False
    for chunk in chunks:
        count += bool(chunk.text or chunk.thinking)
        thought = thought or chunk.thinking
        if text := answer.feed(chunk.text):
            said = True
            try:
                yield Piece(text)
            except Enough:
                return chunk.usage or Usage(None, None, count)
        if answer.stopped:
            return Usage(None, None, count)
        end = Chunk(finished=chunk.finished or end.finished, usage=chunk.usage or end.usage)
    if end.finished is None:
        raise server.fault("stopped in mid-answer")
    if text := answer.rest():
        with suppress(Enough):
            yield Piece(text)
    elif answer.thinking or (thought and not said):
        raise server.fault("thought aloud and gave no answer", "take a model that does not think, with BELEGT_LLM")
    return end.usage or Usage(None, None, count)
