"""What retrieval found, and the passages and dated sentences that are made of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from index.article import Article, Language
from index.embed import Vectors
from index.invisible import visible
from index.sentences import Span, sentences
from index.timeshift import REACH, shifted_day
from index.timex import ANY_DAY, event_date, find, without
from index.words import words
from rag.addressed import is_addressed
from rag.corrections import held, withdraws
from rag.relevance import newest
from rag.reprints import MIN_SENTENCE
from rag.timeline import place
from rag.types import Evidence, Hit

_BREAK = "\n\n"
_DATELINE = 40
"""Characters of the longest line that may be a date alone."""


@dataclass(frozen=True)
class Passage:
    """A chunk as the model reads it, cut into its sentences; `score` is comparable within one question."""

    article: Article
    text: str
    start: int
    sentences: tuple[Evidence, ...]
    score: float

    @property
    def date(self) -> date:
        """The newest day its sentences speak of, its publication otherwise; date.min when undated."""
        return newest(self.sentences)


@dataclass(frozen=True)
class Found:
    """What retrieval found for a question: its vector, the chunks, their articles, and the bias of each language."""

    vector: Vectors
    hits: Sequence[Hit]
    articles: Mapping[str, Article]
    bias: Mapping[Language, float]
    openings: Mapping[str, float] = field(default_factory=dict)
    """For a question of time: the cosine with the first chunk of each article."""


@dataclass(frozen=True)
class Gathered:
    """The passages to answer from; for a question of time also the events, one sentence for each, in its order."""

    passages: Sequence[Passage]
    articles: Mapping[str, Article]
    """By id, those of the passages and of the events among them."""
    events: Sequence[Evidence] = ()
    is_sure: bool = False
    """Whether the first event is so likely the one asked about that its date may be told without the model."""
    has_words: bool = True
    """Whether the articles in the question's language have so many of its words that they surely are about it."""


def sentences_of(hit: Hit, article: Article) -> Iterator[Evidence]:
    """A chunk's sentences as dated evidence, not scored; those that only speak to the reader, or are a bare date, are
    left out. What takes something back is one with the sentence after it, which tells what is right."""
    for span in _with_what_is_right(hit.text):
        text = hit.text[span.start : span.end]
        if len(text) >= MIN_SENTENCE and not _is_bare_date(text) and not is_addressed(text, article.text):
            start = hit.start + span.start
            day = _day_of(text, start, article)
            yield Evidence(
                article.id, article.title, article.source, article.published, day, text, start, start + len(text), 0.0
            )


def _with_what_is_right(text: str) -> Iterator[Span]:
    """The sentences of a text; one that takes something back together with the next of its paragraph."""
    spans = iter(sentences(text))
    for span in spans:
        if withdraws(text[span.start : span.end]) and (following := next(spans, None)):
            if _BREAK not in text[span.end : following.start]:
                span = Span(span.start, following.end)
            else:
                yield span
                span = following
        yield span


def _day_of(text: str, start: int, article: Article) -> date | None:
    """The first day that a sentence names and does not take back, else the one that it tells by another: "zwei Tage
    zuvor"."""
    shown, before = held(visible(text)), article.text[max(0, start - REACH) : start]
    return event_date(shown, article.published) or shifted_day(shown, visible(before), article.published)


def _is_bare_date(text: str) -> bool:
    """Whether a line tells a date and nothing that took place on it."""
    return len(text) <= _DATELINE and not words(without(text, find(text, ANY_DAY)))


def within(passages: Sequence[Passage], chars: int) -> list[Passage]:
    """Those that fit into so many characters, the first whatever its length."""
    kept: list[Passage] = []
    room = chars
    for passage in passages:
        if len(passage.text) <= room or not kept:
            kept.append(passage)
            room -= len(passage.text)
    return kept


def all_sentences(found: Found) -> list[Evidence]:
    """The sentences of all chunks that were found, not scored."""
    return [e for hit in found.hits for e in sentences_of(hit, found.articles[hit.article_id])]


def best_first(passages: Sequence[Passage]) -> list[Evidence]:
    """All sentences of the passages, best first."""
    found = [evidence for passage in passages for evidence in passage.sentences]
    return sorted(found, key=lambda e: (-e.score, e.article_id, e.start))


def shown_first(gathered: Gathered) -> list[Evidence]:
    """The events, then the other sentences, best first; an event that no passage holds has no score."""
    scored = {place(e): e for e in best_first(gathered.passages)}
    return list(({place(event): event for event in gathered.events} | scored).values())
