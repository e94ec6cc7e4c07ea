"""What a question turns into on its way to a proven answer."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from index.article import Language
from rag.period import Period

Turn = tuple[str, str]
"""One earlier exchange: (question, answer)."""


@dataclass(frozen=True)
class Hit:
    """A retrieved chunk. `start` and `end` count characters of the article's text."""

    article_id: str
    chunk_id: str
    score: float
    text: str
    start: int
    end: int
    published: date | None


@dataclass(frozen=True)
class Reprint:
    """Another article that has the same sentence."""

    article_id: str
    title: str
    source: str | None
    published: date | None


@dataclass(frozen=True)
class Evidence:
    """A dated passage that may support an answer; offsets count characters of `Article.text`."""

    article_id: str
    title: str
    source: str | None
    published: date | None
    event_date: date | None
    text: str
    start: int
    end: int
    score: float
    also: tuple[Reprint, ...] = ()


@dataclass(frozen=True)
class Citation:
    """The exact quotation behind marker [n]: `Article.text[start:end] == quote`."""

    n: int
    article_id: str
    title: str
    source: str | None
    published: date | None
    event_date: date | None
    quote: str
    start: int
    end: int
    also: tuple[Reprint, ...] = ()
    translation: str | None = None
    """A rendering by the model, where the quotation is not in the answer's language; no quotation and no proof."""

    @property
    def article_ids(self) -> set[str]:
        """The articles that have these words: its own, and those that reprint them."""
        return {self.article_id, *(reprint.article_id for reprint in self.also)}


@dataclass(frozen=True)
class Searched:
    """What an abstaining answer looked through: how many articles, and the days on which the dated ones appeared."""

    articles: int
    first: date | None
    last: date | None
    undated: int = 0
    missing: tuple[str, ...] = ()
    """Names of the question that none of the articles has."""


@dataclass(frozen=True)
class Nearest:
    """What comes nearest to an answer without being one: `Article.text[start:end] == evidence.text`."""

    evidence: Evidence
    outside: Period | None = None
    """The time asked about, when the evidence tells of such an event on another day."""


@dataclass(frozen=True)
class Timings:
    """Milliseconds since the question was put, and tokens; None where it does not apply."""

    retrieve_ms: float | None = None
    first_evidence_ms: float | None = None
    first_token_ms: float | None = None
    total_ms: float | None = None
    prompt_tokens: int | None = None
    new_prompt_tokens: int | None = None
    output_tokens: int | None = None


@dataclass(frozen=True)
class Answer:
    """A finished answer. Every sentence of `text` carries a marker [n] that has a citation.

    When `abstained`, `text` is the one abstaining sentence and `citations` is empty.
    """

    question: str
    standalone_question: str
    language: Language
    text: str
    abstained: bool
    citations: Sequence[Citation]
    evidence: Sequence[Evidence]
    timings: Timings
    model: str
    id: str | None = None
    notes: Sequence[str] = field(default=())
    """What the reader should know besides: an old newest article, a draft sentence dropped."""
    searched: Searched | None = None
    """This and the next are there when `abstained` alone."""
    nearest: Nearest | None = None
    short: str | None = None
    """The words of `text` that answer, as they stand there; None where no few words do."""


@dataclass(frozen=True)
class EvidenceFound:
    """First event of an answer: what was understood and found, before the model speaks."""

    standalone_question: str
    language: Language
    evidence: Sequence[Evidence]


@dataclass(frozen=True)
class DraftText:
    """The next piece of the model's draft, not yet proven; show it as such or not at all."""

    text: str


@dataclass(frozen=True)
class Proven:
    """The proven answer, sent ahead where quotations have yet to be translated."""

    answer: Answer


@dataclass(frozen=True)
class Finished:
    """Last event of an answer."""

    answer: Answer


Event = EvidenceFound | DraftText | Proven | Finished
