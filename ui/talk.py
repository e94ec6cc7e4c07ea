"""One question's way to the page: the pipeline's events as states that can be shown.

The pipeline runs in a thread of its own, so that a place in the line, the
stop button and a closed browser tab are noticed while it works.
"""

import queue
import threading
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Literal, Protocol

from index.article import Article
from index.errors import BelegtError, ModelError, QuestionError, UnknownArticleError
from index.scope import EVERYTHING, Scope
from rag.types import Answer, Citation, DraftText, Event, Evidence, EvidenceFound, Finished, Proven, Turn
from ui.queue import Line, Ticket

Stage = Literal["searching", "waiting", "thinking", "drafting", "translating", "finished", "stopped", "failed"]
Fault = Literal["question", "model", "other", "bug"]

TICK = 0.2
"""Seconds between two looks at the line and the stop button."""

DRAFT_PAUSE = 0.08
"""Seconds between two updates of the draft: faster than reading, slower than tokens."""


class Answering(Protocol):
    """What the conversation needs of a pipeline."""

    def stream(
        self, question: str, history: Sequence[Turn] = (), *, scope: Scope = EVERYTHING
    ) -> Generator[Event, None, None]:
        """EvidenceFound, then DraftText as it comes, perhaps Proven, then Finished."""
        ...

    def article(self, article_id: str, /) -> Article:
        """The article with that id; UnknownArticleError when there is none."""
        ...


@dataclass(frozen=True)
class Exchange:
    """A question and how far its answer has come: all that is needed to draw it."""

    question: str
    stage: Stage = "searching"
    scope: Scope = EVERYTHING
    standalone_question: str = ""
    evidence: Sequence[Evidence] = ()
    draft: str = ""
    answer: Answer | None = None
    articles: Mapping[str, Article] = field(default_factory=dict)
    place: int = 0
    seconds: float = 0.0
    warming: bool = False
    fault: Fault | None = None
    message: str = ""

    @property
    def ended(self) -> bool:
        """Whether nothing more will come."""
        return self.stage in ("finished", "stopped", "failed")


def history(exchanges: Sequence[Exchange]) -> list[Turn]:
    """The finished exchanges as the pipeline takes them: (question, answer without markers)."""
    return [(e.question, plain(e.answer)) for e in exchanges if e.answer is not None]


def plain(answer: Answer) -> str:
    """The answer's text without the markers of its citations."""
    text = answer.text
    for citation in answer.citations:
        text = text.replace(f" [{citation.n}]", "").replace(f"[{citation.n}]", "")
    return text


class Talk:
    """One question being answered. `states()` is to be read once; `stop()` may come from any thread."""

    def __init__(self, pipeline: Answering, line: Line, ready: threading.Event) -> None:
        self._pipeline = pipeline
        self._line = line
        self._ready = ready
        self._events: queue.Queue[Event | BelegtError] = queue.Queue()
        self._stopped = threading.Event()

    def stop(self) -> None:
        """Give the question up; the pipeline is closed at its next event."""
        self._stopped.set()

    def states(self, begun: Exchange, earlier: Sequence[Turn]) -> Generator[Exchange, None, None]:
        """The exchange after each change, the last one ended. Closing the generator stops the work."""
        ticket = self._line.join()
        worker = threading.Thread(target=self._work, args=(begun, earlier, ticket), daemon=True)
        exchange = self._look(begun, ticket)
        worker.start()
        try:
            yield exchange
            while not exchange.ended:
                before, exchange = exchange, self._look(self._next(exchange, worker), ticket)
                if exchange != before:
                    yield exchange
        finally:
            self._stopped.set()

    def _work(self, begun: Exchange, earlier: Sequence[Turn], ticket: Ticket) -> None:
        with ticket:
            try:
                self._run(begun, earlier, ticket)
            except BelegtError as error:
                self._events.put(error)

    def _run(self, begun: Exchange, earlier: Sequence[Turn], ticket: Ticket) -> None:
        with closing(self._pipeline.stream(begun.question, earlier, scope=begun.scope)) as events:
            for event in events:
                self._events.put(event)
                if isinstance(event, EvidenceFound):
                    self._await_turn(ticket)
                if self._stopped.is_set():
                    return

    def _await_turn(self, ticket: Ticket) -> None:
        while not self._stopped.is_set():
            if self._ready.wait(TICK) and ticket.wait(TICK):
                return

    def _next(self, exchange: Exchange, worker: threading.Thread) -> Exchange:
        """The exchange after the events of one tick."""
        alive = worker.is_alive()
        try:
            event = self._events.get(timeout=TICK)
        except queue.Empty:
            if self._stopped.is_set():
                return replace(exchange, stage="stopped")
            return exchange if alive else replace(exchange, stage="failed", fault="bug")
        exchange = self._take(exchange, event)
        if isinstance(event, DraftText):
            exchange = self._drain(exchange)
        return replace(exchange, stage="stopped") if self._stopped.is_set() and not exchange.ended else exchange

    def _drain(self, exchange: Exchange) -> Exchange:
        """Gather the pieces of a short pause into one update."""
        until = time.monotonic() + DRAFT_PAUSE
        while not exchange.ended and (left := until - time.monotonic()) > 0:
            try:
                exchange = self._take(exchange, self._events.get(timeout=left))
            except queue.Empty:
                break
        return exchange

    def _take(self, exchange: Exchange, event: Event | BelegtError) -> Exchange:
        match event:
            case EvidenceFound(standalone_question=standalone, evidence=evidence):
                found = self._articles(exchange, evidence)
                return replace(
                    exchange, stage="thinking", standalone_question=standalone, evidence=evidence, articles=found
                )
            case DraftText(text=text):
                return replace(exchange, stage="drafting", draft=exchange.draft + text)
            case Proven(answer=answer):
                return replace(self._answered(exchange, answer), stage="translating")
            case Finished(answer=answer):
                return replace(self._answered(exchange, answer), stage="finished")
            case BelegtError():
                return replace(exchange, stage="failed", fault=_fault(event), message=str(event))
        return exchange

    def _answered(self, exchange: Exchange, answer: Answer) -> Exchange:
        near = [answer.nearest.evidence] if answer.nearest else []
        found = self._articles(exchange, [*answer.citations, *answer.evidence, *near])
        return replace(exchange, answer=answer, articles=found, draft="")

    def _articles(self, exchange: Exchange, passages: Sequence[Evidence | Citation]) -> dict[str, Article]:
        found = dict(exchange.articles)
        for article_id in {passage.article_id for passage in passages} - found.keys():
            try:
                found[article_id] = self._pipeline.article(article_id)
            except UnknownArticleError:
                continue
        return found

    def _look(self, exchange: Exchange, ticket: Ticket) -> Exchange:
        """The exchange with its place in the line, as long as it waits for the model."""
        if exchange.stage not in ("searching", "waiting", "thinking"):
            return replace(exchange, place=0, seconds=0.0, warming=False)
        place = ticket.place
        stage: Stage = exchange.stage
        if stage != "searching":
            stage = "waiting" if place > 1 else "thinking"
        return replace(
            exchange, stage=stage, place=place, seconds=float(round(ticket.seconds)), warming=not self._ready.is_set()
        )


def _fault(error: BelegtError) -> Fault:
    if isinstance(error, QuestionError):
        return "question"
    return "model" if isinstance(error, ModelError) else "other"
