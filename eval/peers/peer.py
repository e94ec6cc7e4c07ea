"""What all peers share: their answers as the product's own type, so that the same scorers judge them."""

import re
import time
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from eval.peers.model import PeerModel
from eval.support import MARKER
from index.article import Article
from index.errors import EvalError, UnknownArticleError
from index.scope import EVERYTHING, Scope
from rag.types import Answer, Citation, Evidence, Hit, Timings, Turn
from rag.understand import checked, language_of

EMPTY = "Empty Response"
"""What LlamaIndex says when it has found or written nothing."""
_WRITTEN = re.compile(
    r"\[\s*(?:(?:source|document|quelle|dokument)s?\s*)?"
    r"(\d+(?:\s*(?:,|;|&|and|und)\s*(?:(?:source|document|quelle|dokument)\s*)?\d+)*)\s*\]",
    re.IGNORECASE,
)
"""Markers as models write them: [1], [1, 2], [Source 3]."""
_TEXTS = r"(?:source|document|article|text|context|information|passage)s?"
_TEXTE = r"(?:quellen?|dokumenten?|artikeln?|texten?|kontext|informationen|angaben|passagen)"
_REFUSAL = re.compile(
    rf"\bnone of the (?:\w+ )*{_TEXTS}|\bno (?:specific |relevant |such |further )?(?:information|mention|answer)\b"
    rf"|\b{_TEXTS}(?: \d+)?(?: provided| given| above)? (?:do|does|did)(?: not|n't)\b|\b{_TEXTS} (?:is|are) not helpful"
    rf"|\b(?:is|are|was|were) not (?:\w+ )?(?:mentioned|provided|specified|stated|given|available|included|known)\b"
    rf"|\b(?:cannot|can't|can not|unable to|not possible to) (?:be )?(?:answer|determin|provid|find)"
    rf"|\bi (?:do not|don't) know\b|\b(?:not enough|insufficient) information\b"
    rf"|\bkeine (?:der|dieser) (?:\w+ )*{_TEXTE}|\bkeine (?:\w+ )?(?:informationen|angaben?|antwort|hinweise)\b"
    rf"|\b{_TEXTE}(?: \d+)? (?:\w+ )*(?:nicht|keine[nrs]?)\b|\bnicht (?:\w+ )?(?:erwähnt|genannt|angegeben|bekannt)\b"
    rf"|\bnicht (?:beantwort|bestimm|ermittel)|\bich weiß (?:es )?nicht\b",
    re.IGNORECASE,
)
"""Sentences that say that the sources do not answer: peers have no other way to abstain."""


@dataclass(frozen=True)
class Source:
    """A piece of an article as a peer cut it: `Article.text[start:end]` is what the model was shown."""

    article_id: str
    chunk_id: str
    start: int
    end: int
    score: float


class Engine(Protocol):
    """A peer's own parts. What `retrieve` gives is the peer's matter and goes to `write` alone."""

    def search(self, query: str, k: int) -> list[Source]: ...

    def condense(self, question: str, history: Sequence[Turn]) -> str: ...

    def retrieve(self, question: str) -> Any: ...

    def write(self, question: str, found: Any) -> tuple[str, list[Source]]:
        """The answer, and the sources that its markers count from 1."""
        ...

    def close(self) -> None: ...


class Peer:
    """Another program in the product's place: see `eval.systems.Product`."""

    def __init__(self, articles: Sequence[Article], model: PeerModel, engine: Engine) -> None:
        self._articles = {article.id: article for article in articles}
        self._model = model
        self._engine = engine

    @property
    def model_name(self) -> str:
        return self._model.name

    def search(self, query: str, k: int = 10, scope: Scope = EVERYTHING) -> list[Hit]:
        """The k best of the peer's chunks; EvalError for a part of the archive, which peers know nothing of."""
        if not scope.is_all:
            raise EvalError(f"expected the whole archive for a peer, found {scope}. Ask the product alone: no --peer")
        return [self._hit(source) for source in self._engine.search(query, k)]

    def answer(self, question: str, history: Sequence[Turn] = (), as_of: date | None = None) -> Answer:
        """The peer's answer; EvalError when an earlier day is asked for, which peers know nothing of."""
        if as_of is not None:
            raise EvalError(f"expected no day for a peer, found {as_of}. Ask the product alone: leave out --peer")
        asked, started = checked(question), time.perf_counter()
        self._model.begin()
        standalone = (self._engine.condense(asked, history).strip() if history else "") or asked
        retrieving = time.perf_counter()
        found = self._engine.retrieve(standalone)
        retrieved = time.perf_counter()
        said, sources = self._engine.write(standalone, found)
        text, abstained, citations = self._read(said, sources)
        return Answer(
            question=question, standalone_question=standalone, language=language_of(asked, history), text=text,
            abstained=abstained, citations=citations, evidence=tuple(map(self._evidence, sources)),
            timings=self._timings(started, retrieving, retrieved), model=self._model.name,
        )  # fmt: skip

    def article(self, article_id: str, /) -> Article:
        if article_id not in self._articles:
            raise UnknownArticleError(f"No article {article_id!r} was given to this peer.")
        return self._articles[article_id]

    def warm(self) -> None:
        """Loads both models."""
        self._engine.search("Aufwärmen", 1)
        self._model.load()

    def close(self) -> None:
        self._engine.close()
        self._model.close()

    def _read(self, said: str, sources: Sequence[Source]) -> tuple[str, bool, tuple[Citation, ...]]:
        """Text, whether it abstains, and a citation for each marker that counts a source."""
        text = with_single_markers(said.strip())
        known = range(1, len(sources) + 1)
        if abstains(text, known):
            return " ".join(MARKER.sub("", text).split()), True, ()
        numbers = sorted(set(map(int, MARKER.findall(text))) & set(known))
        return text, False, tuple(self._citation(n, sources[n - 1]) for n in numbers)

    def _timings(self, started: float, retrieving: float, retrieved: float) -> Timings:
        def since(then: float, now: float) -> float:
            return round((now - then) * 1000, 1)

        first, usage = self._model.first_token_at, self._model.usage
        return Timings(
            retrieve_ms=since(retrieving, retrieved), first_evidence_ms=since(started, retrieved),
            first_token_ms=None if first is None else since(started, first),
            total_ms=since(started, time.perf_counter()), prompt_tokens=usage.prompt_tokens,
            new_prompt_tokens=usage.new_prompt_tokens, output_tokens=usage.output_tokens,
        )  # fmt: skip

    def _hit(self, source: Source) -> Hit:
        article = self.article(source.article_id)
        text = article.text[source.start : source.end]
        return Hit(article.id, source.chunk_id, source.score, text, source.start, source.end, article.published)

    def _evidence(self, source: Source) -> Evidence:
        article = self.article(source.article_id)
        return Evidence(
            article.id, article.title, article.source, article.published, None,
            article.text[source.start : source.end], source.start, source.end, source.score,
        )  # fmt: skip

    def _citation(self, n: int, source: Source) -> Citation:
        e = self._evidence(source)
        return Citation(n, e.article_id, e.title, e.source, e.published, None, e.text, e.start, e.end)


def with_single_markers(text: str) -> str:
    """[1, 2] as [1][2] and [Source 3] as [3], which is what scorers read."""
    return _WRITTEN.sub(lambda found: "".join(f"[{n}]" for n in re.findall(r"\d+", found[1])), text)


def abstains(text: str, known: Container[int]) -> bool:
    """Whether a text says nothing, or says first that the sources do not answer and then cites none of the `known`."""
    sentences = [sentence for sentence in re.split(r"(?<=[.!?])\s+", text.strip()) if sentence]
    if not sentences or text.strip() == EMPTY:
        return True
    if not _REFUSAL.search(sentences[0]):
        return False
    rest = (sentence for sentence in sentences if not _REFUSAL.search(sentence))
    return not any(int(n) in known for sentence in rest for n in MARKER.findall(sentence))
