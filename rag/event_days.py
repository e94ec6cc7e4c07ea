"""What the program tells of events without the model: their days, and how many there were."""

from collections.abc import Callable, Sequence
from datetime import date

from index.article import Language
from rag.alignment import Aligner
from rag.dates import written
from rag.dating import may_date, tells_of_it
from rag.evidence import missing_names
from rag.listing import listed, often
from rag.llm.base import Usage
from rag.names import mentions_any, names
from rag.often import counts_within, times_hinted, times_told
from rag.outcome import NO_USAGE, Outcome, marked, proven
from rag.passages import Gathered, best_first
from rag.relevance import Relevance, effective_date
from rag.types import Evidence
from rag.understand import Understanding

SPEAKS_OF_IT = 0.75
"""Mean cosine of the question's words with those of an event's sentence and title from which its day is told among
several: the events of the time set asked for so have .757 or more."""
SPEAKS_ALONE = 0.762
"""…and of the first event, whose day is told alone: of 71 such in six sets three had less, all wrong (50 right ones had
.765 or more, but one with .70 that a question in other words asked for)."""
SPEAKS_WHEN = 0.80
"""…and with which a day is told of what is no event that the archive was searched for in time: of 11 right ones the
least has .826, one of a strike told from news of fares .786…"""
SPEAKS_WHEN_FOREIGN = 0.75
"""…in the other language: of 13 right ones all but one have more, two wrong ones .742."""
_LIKELIEST = 5
"""Sentences any of which is heard when it tells of more."""
_SAID_DATE: dict[Language, str] = {"de": "Am {}.", "en": "On {}."}
_SAID_OFTEN: dict[Language, str] = {
    "de": "Laut einem Artikel vom {day} {often}.",
    "en": "According to an article of {day}, {often}.",
}
_REPORTED: dict[Language, str] = {
    "de": "Davon berichtet ein Artikel vom {}.",
    "en": "An article of {} reports on it.",
}
"""Where only the publication date is known, that is what is said."""


class EventDays:
    """The days of the events that one question asks about."""

    def __init__(
        self,
        asked: Understanding,
        gathered: Gathered,
        is_foreign: Callable[[Evidence], bool],
        aligner: Aligner,
    ) -> None:
        """`is_foreign`: whether a sentence is in the other language than the question."""
        self._asked = asked
        self._events = gathered.events
        self._articles = gathered.articles
        self._is_sure = gathered.is_sure
        self._found = best_first(gathered.passages)
        self._is_foreign = is_foreign
        self._aligner = aligner

    def told(self) -> Outcome | None:
        """How often and on which days, or the day of an event asked for with "when" and nothing else; None where that
        is not asked, or not known."""
        if self._asked.asks_for_all:
            events = self._speaking(self._events)
            if not self._asked.asks_how_often:
                return marked(*listed(self._asked, events))
            return self._stated(events) or self._listed(events)
        return self.of_first() if self._asked.asks_only_when and self._asked.is_timed else None

    def of_first(self, usage: Usage = NO_USAGE) -> Outcome | None:
        """The day of the first event, if it is likely enough the one asked about; the model has no part in it: the day
        is known, and of its drafts for 44 such questions 35 were not proven."""
        if not (self._events and self._is_sure and self._may_tell(self._events[0])):
            return None
        return proven(self.dated(self._events[0]), self._events[0], usage)

    def dated(self, event: Evidence) -> str:
        """The date of an event, as the whole answer."""
        lang = self._asked.lang
        if event.event_date:
            return _SAID_DATE[lang].format(written(event.event_date, lang))
        return _REPORTED[lang].format(written(event.published or date.min, lang))

    def is_named(self, event: Evidence) -> bool:
        """Whether a sentence, or its title, has one of the question's names, if it has any: so in English, where they
        can be told from nouns. In German the article has all that may be names. Of a text in the other language it is
        not asked."""
        if self._is_foreign(event):
            return True
        if self._asked.lang == "de":
            return not missing_names(self._asked, self._articles[event.article_id])
        runs = names(self._asked.searched, "en")
        return not runs or any(mentions_any(run, f"{event.title} {event.text}") for run in runs)

    def speaks_when(self, evidence: Evidence) -> bool:
        """Whether a sentence, with its title, speaks so far of what is asked that its day may be the answer."""
        least = SPEAKS_WHEN_FOREIGN if self._is_foreign(evidence) else SPEAKS_WHEN
        return self._spoken([evidence])[0] >= least

    def _speaking(self, found: Sequence[Evidence]) -> list[Evidence]:
        """The sentences that, with their title, speak of what the question does, word by word."""
        return [e for e, of in zip(found, self._spoken(found), strict=True) if of >= SPEAKS_OF_IT]

    def _spoken(self, events: Sequence[Evidence]) -> list[float]:
        """How far each sentence, with its title, speaks of what the question does; 1 with vectors of another model."""
        texts = [f"{event.title}: {event.text}" for event in events]
        support = self._aligner.supports(self._asked.event, self._asked.lang, texts)
        return [1.0] * len(texts) if support is None else support

    def _listed(self, events: Sequence[Evidence]) -> Outcome | None:
        """How often, each day with its quotation; None where one of the likeliest sentences may tell of more."""
        are_more = any(times_hinted(e) > len(events) for e in self._found[:_LIKELIEST])
        return None if are_more else marked(*listed(self._asked, events))

    def _stated(self, events: Sequence[Evidence]) -> Outcome | None:
        """How often in the words of the newest sentence that counts such events in the time asked about, if it counts
        more than are known, or fewer where none of these came after it."""
        counting = [e for e in self._found if times_told(e) > 1 and counts_within(e, self._asked.period)]
        counting = [e for e in counting if tells_of_it(e, self._asked, self._articles[e.article_id])]
        speaking = self._speaking(counting)
        if not speaking:
            return None
        newest = max(speaking, key=lambda e: (e.published or date.min, times_told(e)))
        told, known = times_told(newest), [day for day in map(effective_date, events) if day]
        is_last = newest.published is not None and all(day <= newest.published for day in known)
        if told == len(events) or (told < len(events) and not is_last):
            return None
        return proven(self._counted(newest), newest, NO_USAGE)

    def _counted(self, evidence: Evidence) -> str:
        """How often, as a sentence counts it, and when that was told: it may have happened again."""
        lang, times = self._asked.lang, often(times_told(evidence), self._asked.lang)
        if evidence.published is None:
            return f"{times.capitalize()}."
        return _SAID_OFTEN[lang].format(day=written(evidence.published, lang), often=times)

    def _may_tell(self, event: Evidence) -> bool:
        """Whether a sentence may tell its day as the answer: it, or its title, has a word and a name of the question
        (one in the other language need not), says what it asks, and see `may_date`."""
        text = f"{event.title} {event.text}"
        is_about_it = self._is_foreign(event) or Relevance(self._asked, [text]).covered(text) > 0
        is_dated = may_date(event, self._asked, self._articles[event.article_id])
        return is_about_it and is_dated and self.is_named(event) and self._spoken([event])[0] >= SPEAKS_ALONE
