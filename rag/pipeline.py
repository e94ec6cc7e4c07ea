"""A question's way to a proven answer, step by step."""

import threading
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Self

from index.archive import Archive
from index.article import Article, Language
from index.db import ArticleInfo
from index.embed import WordEmbedder, load_embedder
from index.errors import BelegtError
from index.lazy import Lazy
from index.scope import EVERYTHING, Scope
from rag import condense, draft, names, second_look
from rag.alignment import Aligner
from rag.answering import Answering
from rag.choosing import Choosing
from rag.confidence import Signals
from rag.disagreement import is_compared, with_conflicts
from rag.events import Features
from rag.evidence import Gatherer
from rag.leaning import new_names
from rag.llm.base import LLM
from rag.llm.select import choose, pick
from rag.named_times import day_of, named_time
from rag.outcome import Outcome, as_answer
from rag.passages import Found, Gathered, best_first, shown_first
from rag.retrieve import Retriever
from rag.searched import nearest, searched, without
from rag.settings import Settings
from rag.timeline import ranked
from rag.translation import Translator, is_foreign, with_translations
from rag.types import (
    Answer,
    DraftText,
    Event,
    Evidence,
    EvidenceFound,
    Finished,
    Hit,
    Nearest,
    Proven,
    Searched,
    Turn,
)
from rag.understand import Understanding, checked, language_of, understand

_CHUNKS = 12
"""Chunks that are looked at for a question…"""
_TIMED_CHUNKS = 40
"""…and for one that asks which events happened when: each may be told of somewhere else."""
_TOLD_AGAIN = 8
"""Chunks nearest to a quotation, in which it may be corrected."""
_SHOWN = 6
"""Sentences shown as evidence before the model speaks."""


class Pipeline:
    """Answers questions about one archive. Retrieval runs side by side, the model one call at a time."""

    def __init__(self, archive: Archive, embedder: WordEmbedder, llm: Callable[[], LLM]) -> None:
        """`llm` is called at the first need of the model, so that evidence can be shown before it is loaded."""
        self._archive = archive
        self._retriever = Retriever(archive, embedder)
        self._aligner = Aligner(embedder)
        self._gatherer = Gatherer(embedder, self._aligner)
        self._llm = Lazy(llm)
        self._turn = threading.Lock()

    @classmethod
    def open(cls, archive_path: Path, settings: Settings, llm: LLM | None = None, *, answering: bool = False) -> Self:
        """Opens the archive; the models are found, and loaded when first needed or by `warm`.

        WeightsMissingError, ArchiveError and, when `answering`, ModelUnavailableError come at once.
        Without `answering` no language model is looked for before a question needs it.
        """
        embedder = load_embedder(settings)
        start = pick(settings) if answering and llm is None else lambda: llm or choose(settings)
        return cls(Archive.open(archive_path, settings), embedder, start)

    @property
    def model_name(self) -> str:
        """The language model's name; loads it."""
        return self._llm().name

    def warm(self) -> None:
        """Loads what a first question would wait for, in the order it is needed."""
        self._retriever.search("Aufwärmen", "de", 1)
        names.names("Wer war in Moskau?", "de")
        names.mentions("Moskau", "Moscow")
        languages: tuple[Language, ...] = ("de", "en")
        with self._turn:
            self._warm_model(*languages)

    def _warm_model(self, *languages: Language) -> None:
        """Loads the model, which reads what comes first in each of its prompts in these languages."""
        llm = self._llm()
        first = [second_look.fixed_part()] if llm.continues else []
        llm.warm([*first, *(draft.fixed_part(lang, continues=llm.continues) for lang in languages)])

    def _load_model_meanwhile(self, lang: Language) -> None:
        """Loads the language model beside the search; what fails here fails again where it is needed."""

        def load() -> None:
            with self._turn, suppress(BelegtError):
                if not self._llm.is_made:
                    self._warm_model(lang)

        if not self._llm.is_made:
            threading.Thread(target=load, daemon=True).start()

    def close(self) -> None:
        """Frees the model, unless it is still at work: then it goes with the process."""
        if self._turn.acquire(blocking=False):
            try:
                if self._llm.is_made:
                    self._llm().close()
            finally:
                self._turn.release()
        self._archive.close()

    # -- asking -------------------------------------------------------------
    def search(self, query: str, k: int = 10, scope: Scope = EVERYTHING) -> list[Hit]:
        """Retrieval alone: the k best chunks."""
        text = checked(query)
        return self._retriever.search(text, language_of(text, ()), k, scope)[0]

    def evidence(self, question: str, history: Sequence[Turn] = (), as_of: date | None = None) -> list[Evidence]:
        """The dated sentences for a question, the one to answer from first; no language model."""
        scope = EVERYTHING.until_day(as_of)
        asked = self._understand(checked(question), history, as_of, scope)
        _, gathered = self._gather(asked, scope)
        return ranked(asked, best_first(gathered.passages), gathered.events)

    def telling(
        self, question: str, as_of: date | None = None
    ) -> tuple[Understanding, list[tuple[Features, Evidence]]]:
        """What decides which events a question of time is about: the sentences with a day, for `eval.fit`."""
        scope = EVERYTHING.until_day(as_of)
        asked = self._understand(question, (), as_of, scope)
        return asked, self._gatherer.telling(asked, self._find(asked, _TIMED_CHUNKS, scope))

    def signals(self, question: str, scope: Scope = EVERYTHING) -> tuple[Evidence, Signals] | None:
        """The sentence to answer from and what speaks for its answering, for `eval.calibrate`; None when nothing was
        found. No language model."""
        asked = self._understand(checked(question), (), None, scope)
        _, gathered = self._gather(asked, scope)
        return Choosing(asked, gathered, self._llm, self._gatherer.likeness, self._aligner).weighed()

    def _answering(self, asked: Understanding, gathered: Gathered) -> Answering:
        return Answering(
            asked, gathered, self._llm, self._gatherer.likeness, self._aligner, Translator(self._llm, self._aligner)
        )

    def answer(
        self, question: str, history: Sequence[Turn] = (), as_of: date | None = None, scope: Scope = EVERYTHING
    ) -> Answer:
        """The finished answer; see `stream`."""
        *_, last = self.stream(question, history, as_of, scope)
        assert isinstance(last, Finished)
        return last.answer

    def stream(
        self, question: str, history: Sequence[Turn] = (), as_of: date | None = None, scope: Scope = EVERYTHING
    ) -> Generator[Event, None, None]:
        """Evidence first, then the draft as it is written, then the proven answer; that comes ahead of its end where
        quotations are yet to be translated.

        With `as_of`, as the archive stood that day; of the articles in `scope` alone.

        QuestionError when there is nothing to answer, ModelUnavailableError when the
        model cannot be reached or stops. Closing the generator cancels the work.
        """
        started = time.perf_counter()
        text = checked(question)
        self._load_model_meanwhile(language_of(text, history))
        scope = scope.until_day(as_of)
        asked = self._understand(text, history, as_of, scope)
        understood = time.perf_counter()
        found, gathered = self._gather(asked, scope)
        retrieved = _milliseconds(understood)
        evidence = shown_first(gathered)[:_SHOWN]
        shown = _milliseconds(started)
        yield EvidenceFound(asked.question, asked.lang, evidence)
        with self._turn:
            name = self._llm().name
            answering = self._answering(asked, gathered)
            outcome, first_token = yield from _timed(answering.run(), started)
        answer = replace(as_answer(asked, evidence, outcome, name), question=question)
        if answer.abstained:
            answer = self._explained(answer, asked, found, gathered, scope)
        else:
            answer = with_conflicts(
                asked, answer, self._told_again(answer, asked, found, scope), self._gatherer.likeness
            )
        languages = {article.id: article.lang for article in found.articles.values()}
        if any(is_foreign(citation, answer, languages) for citation in answer.citations):
            yield Proven(answer)
            with self._turn:
                answer = with_translations(answer, languages, answering.translator)
        timings = replace(
            answer.timings, retrieve_ms=retrieved, first_evidence_ms=shown, first_token_ms=first_token,
            total_ms=_milliseconds(started),
        )  # fmt: skip
        yield Finished(replace(answer, timings=timings))

    def _told_again(self, answer: Answer, asked: Understanding, found: Found, scope: Scope) -> Found:
        """What was found, with what is nearest to the quotation: a correction may have few of the question's words."""
        if not is_compared(asked, answer):
            return found
        cited = answer.citations[0]
        lang = found.articles[cited.article_id].lang
        hits, _ = self._retriever.search(cited.quote, lang, _TOLD_AGAIN, scope)
        known = {hit.chunk_id for hit in found.hits}
        hits = [hit for hit in hits if hit.chunk_id not in known]
        return replace(found, hits=[*found.hits, *hits], articles={**found.articles, **self._articles_of(hits)})

    def _today(self, as_of: date | None, scope: Scope) -> date | None:
        """The day from which a question is asked: `as_of`, else that of the newest article in the scope, so that old
        archives stay of use."""
        return as_of or self._retriever.newest(scope)

    def _understand(self, question: str, history: Sequence[Turn], as_of: date | None, scope: Scope) -> Understanding:
        lang = language_of(question, history)
        whole = condense.condensed(question, history, lang)
        if whole.question != question and self._is_of_others(question, whole.question, history, lang, scope):
            whole = whole._replace(question=question, leans=False)
        read = whole.question if whole.asks_anew else question
        asked = understand(read, lang, whole.question, self._today(as_of, scope))
        return self._timed_by_event(replace(asked, put=whole.put), scope)

    def _is_of_others(self, question: str, whole: str, history: Sequence[Turn], lang: Language, scope: Scope) -> bool:
        """Whether a question brings names of its own, and of the articles found for it none that has them all tells
        of anybody whom the talk adds to it in `whole`: then it is no follow-up."""
        own = new_names(question, history, lang)
        last = names.all_names(whole.removeprefix(question.rstrip(" ?!.")), lang)
        if not own or not last:
            return False
        hits, _ = self._retriever.search(question, lang, _CHUNKS, scope)
        texts = [f"{article.title} {article.text}" for article in self._articles_of(hits).values()]
        telling = [text for text in texts if all(names.mentions(word, text) for word in own)]
        return not any(names.mentions_any(run, text) for run in last for text in telling)

    def _timed_by_event(self, asked: Understanding, scope: Scope) -> Understanding:
        """With the days before or after an event that the question names, where the archive tells the event's day."""
        named = named_time(asked.question, asked.lang) if asked.may_be_timed else None
        if named is None:
            return asked
        hits, _ = self._retriever.search(named.phrase, asked.lang, _CHUNKS, scope)
        day = day_of(named, hits, self._articles_of(hits))
        return asked if day is None else replace(asked, period=named.period(day), told_by=named.text)

    def _gather(self, asked: Understanding, scope: Scope) -> tuple[Found, Gathered]:
        """What was found for a question, and the passages made of it."""
        found = self._find(asked, _chunks(asked), scope)
        return found, self._gatherer.gather(asked, found)

    def _explained(
        self, answer: Answer, asked: Understanding, found: Found, gathered: Gathered, scope: Scope
    ) -> Answer:
        """An abstaining answer with what was looked through and what came nearest."""
        infos = [info for info in self._retriever.infos().values() if scope.holds(info)]
        told = searched(asked, infos, self._archive.article)
        return replace(answer, searched=told, nearest=self._nearest(asked, told, found, gathered, scope))

    def _nearest(
        self, asked: Understanding, told: Searched, found: Found, gathered: Gathered, scope: Scope
    ) -> Nearest | None:
        left = without(asked, told.missing) if told.missing else asked
        if left is None:
            return None
        if left is not asked:
            found, gathered = self._gather(left, scope)
        return nearest(left, gathered, lambda: self._gatherer.telling(left, found))

    def _find(self, asked: Understanding, chunks: int, scope: Scope) -> Found:
        window = scope.within(*asked.window) if asked.window else None
        hits, vector = self._retriever.search(asked.searched, asked.lang, chunks, scope, window)
        articles = self._articles_of(hits)
        openings = self._retriever.openings(vector, articles) if asked.is_timed else {}
        return Found(vector, hits, articles, self._retriever.language_bias(vector), openings)

    def _articles_of(self, hits: Sequence[Hit]) -> dict[str, Article]:
        return {article_id: self._archive.article(article_id) for article_id in {hit.article_id for hit in hits}}

    # -- articles -----------------------------------------------------------
    def articles(self) -> list[ArticleInfo]:
        """All articles, newest first."""
        return self._archive.articles()

    def article(self, article_id: str) -> Article:
        """One article; UnknownArticleError when there is none of that id."""
        return self._archive.article(article_id)


def _chunks(asked: Understanding) -> int:
    return _TIMED_CHUNKS if asked.is_timed else _CHUNKS


def _milliseconds(since: float) -> float:
    return round((time.perf_counter() - since) * 1000, 1)


def _timed(
    events: Generator[DraftText, None, Outcome], started: float
) -> Generator[DraftText, None, tuple[Outcome, float | None]]:
    """Passes the draft on and notes when its first words came."""
    first: float | None = None
    try:
        while True:
            event = next(events)
            first = first or _milliseconds(started)
            yield event
    except StopIteration as end:
        return end.value, first
    finally:
        events.close()
