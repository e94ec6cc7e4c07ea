"""Which sentence of the evidence answers a question, and how likely it does."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property

from rag import second_look
from rag.alignment import Aligner
from rag.confidence import ENOUGH, LIKELY, Signals, probability, signals
from rag.corrections import held
from rag.dating import may_date, times_asked_for
from rag.event_days import EventDays
from rag.kinds import answers, may_answer
from rag.lengths import points
from rag.llm.base import LLM
from rag.names import names_more
from rag.passages import Gathered, best_first
from rag.proof import OFF_THE_QUESTION, Likeness, Prover
from rag.relevance import effective_date
from rag.repair import before
from rag.second_look import AGREED, FEWEST, LOOKED_AT, second
from rag.timeline import RIVAL, Place, place, ranked
from rag.types import Evidence
from rag.understand import Understanding
from rag.unheld import speaks

_IT = re.compile(r"\W*(?:er|sie|es|it|they)\b", re.IGNORECASE)


class Choosing:
    """Chooses among the sentences found for one question."""

    def __init__(
        self,
        asked: Understanding,
        gathered: Gathered,
        llm: Callable[[], LLM],
        likeness: Likeness,
        aligner: Aligner,
    ) -> None:
        self._asked = asked
        self._events = gathered.events
        self.articles = gathered.articles
        self.found = best_first(gathered.passages)
        self._likeness = likeness
        self._aligner = aligner
        self._seen: dict[Place, float] = {}
        self.prover = Prover(asked, self.articles, likeness, aligner.says, self._is_beyond_doubt)
        self._llm = llm
        self.days = EventDays(asked, gathered, self.is_foreign, aligner)

    def ranked(self) -> list[Evidence]:
        """The sentences by score, in the order of time that was asked for."""
        return ranked(self._asked, self.found, self._events)

    def chosen(self) -> tuple[Evidence | None, list[Evidence]]:
        """The sentence to answer from, None where an answer is too unlikely to be there; and all of them, in their
        order by now. The model is asked where none answers beyond doubt."""
        found = self.ranked()
        first = self._first(found)
        if self._is_unsure_of(first):
            first, found = self._second_look(first, found)
        return None if self._is_in_doubt(first) else first, found

    def _first(self, ranked: Sequence[Evidence]) -> Evidence:
        """The first sentence of the kind asked for; where the first of all tells of another time than the question, one
        of that time, if it is likely enough; where one nearly as good names that time, and the first does not, that."""
        in_time = [e for e in ranked if not self.prover.is_of_other_time(e)]
        if in_time and in_time[0] != ranked[0]:
            likely = next((e for e in self._first_of_kind(in_time) if not self._is_in_doubt(e)), None)
            if likely is not None:
                return likely
        first = self._first_of_kind(ranked)[0]
        if self._events or self._asked.order or self.prover.names_the_time(first):
            return first
        rivals = [e for e in in_time if e.score >= first.score - RIVAL and self.prover.names_the_time(e)]
        return next(filter(self.is_of_kind, rivals), first)

    def _first_of_kind(self, ranked: Sequence[Evidence]) -> list[Evidence]:
        """The first sentence; asked for a measure or a reason, before it those that have such, best first, of the same
        event and nearly as good as the best."""
        first, asked = ranked[0], self._asked
        if not (asked.asks_how_long or asked.asks_how_many or asked.asks_why) or self.is_of_kind(first):
            return [first]
        least = max(e.score for e in ranked) - OFF_THE_QUESTION
        near = [e for e in self.of_event(ranked) if e.score >= least and not self.prover.is_of_other_time(e)]
        return [*(e for e in sorted(near, key=lambda e: -e.score) if self.is_of_kind(e)), first]

    def _is_unsure_of(self, first: Evidence) -> bool:
        """Whether the first sentence is so little likely to answer that the others are worth a look."""
        return self._is_weighed and self.chance(first) < LIKELY

    def _second_look(self, first: Evidence, found: list[Evidence]) -> tuple[Evidence, list[Evidence]]:
        """The sentence that answers best in the model's eyes, of the kind asked for where there are such, put before
        the others with the best score of all; as it was with a model that has no say in it. Where the first names the
        time asked about, the others must do so too."""
        others = [e for e in found if place(e) != place(first) and not self.prover.is_of_other_time(e)]
        if self.prover.names_the_time(first):
            others = list(filter(self.prover.names_the_time, others))
        looked_at = [first, *others][:LOOKED_AT]
        told = second_look.odds(self._llm(), self._asked.read, looked_at) if len(looked_at) >= FEWEST else None
        if told is None:
            return first, found
        rivals = [at for at, e in enumerate(looked_at) if self.is_of_kind(e)] or list(range(len(looked_at)))
        best = max(rivals, key=lambda at: told[at])
        retrieved = self._signals(looked_at[best])
        likely = second_look.probability(second(told, best, rivals, retrieved))
        if best == 0 and likely < second_look.ENOUGH and probability(retrieved) >= AGREED:
            return first, found
        self._seen[place(looked_at[best])] = likely
        leading = replace(looked_at[best], score=max(e.score for e in found))
        return leading, [leading, *(e for e in found if place(e) != place(leading))]

    def _is_in_doubt(self, first: Evidence) -> bool:
        """Whether an answer is too unlikely to be there."""
        enough = second_look.ENOUGH if self.was_looked_at(first) else ENOUGH
        return self._is_weighed and self.chance(first) < enough

    @property
    def _is_weighed(self) -> bool:
        """Whether it is told how likely a sentence answers: not of events, nor from vectors of another model."""
        is_of_events = self._asked.is_timed and (bool(self._events) or self._asked.asks_when)
        return self._aligner.is_fitted and not is_of_events

    def tells_day(self, evidence: Evidence, *, is_confirmed: bool = False) -> bool:
        """Whether a sentence names the day asked for so likely that it is told without the model: of 17 such days 16
        were right, of the model's drafts six (three sets of freely worded questions). `is_confirmed`: the model reads
        the same day from it."""
        asked = self._asked
        if not asked.asks_only_when or asked.asks_until_when or evidence.event_date is None:
            return False
        if speaks(asked.question) and not speaks(evidence.text):
            return False  # asked when it was announced, that is not the day of what was
        times = {(time.first, time.last) for time in points(held(evidence.text), evidence.published)}
        if len(times) > 1 and not speaks(evidence.text):
            return False  # each of two may be asked for, where none is that of a saying
        is_likely = self._is_weighed and (is_confirmed or self.chance(evidence) >= LIKELY)
        is_apt = is_likely and self.is_of_kind(evidence) and not self.prover.is_of_other_time(evidence)
        return is_apt and self.days.speaks_when(evidence)

    def _is_beyond_doubt(self, evidence: Evidence) -> bool:
        """Whether a sentence answers so likely, on the second look or without one, that less proof will do."""
        return self._is_weighed and self.chance(evidence) >= second_look.LIKELY

    def was_looked_at(self, evidence: Evidence) -> bool:
        """Whether a sentence was picked on a second look."""
        return place(evidence) in self._seen

    def chance(self, evidence: Evidence) -> float:
        """How likely a sentence is to answer: as seen on the second look, else by what retrieval says of it."""
        seen = self._seen.get(place(evidence))
        return probability(self._signals(evidence)) if seen is None else seen

    def weighed(self) -> tuple[Evidence, Signals] | None:
        """The sentence to answer from, and what speaks for its answering; None when nothing was found."""
        if not self.found:
            return None
        source = self._first(self.ranked())
        return source, self._signals(source)

    def _signals(self, first: Evidence) -> Signals:
        lead = first.score - max((e.score for e in self._rivals(first)), default=0.0)
        cosine = self._likeness([self._asked.question], [first])[0]
        said = self._aligner.support(self._asked.question, self._asked.lang, first.text)
        return signals(first.score, lead, cosine, said, is_foreign=self.is_foreign(first))

    def _rivals(self, first: Evidence) -> list[Evidence]:
        """The other sentences that may answer: of all where the first is the best, else of those that, like it, are of
        the kind and of the time asked for."""
        others = [e for e in self.found if place(e) != place(first)]
        if self._asked.order or all(e.score <= first.score for e in others):
            return others
        return [e for e in others if self.is_of_kind(e) and not self.prover.is_of_other_time(e)]

    def lead_of_kind(self, evidence: Evidence) -> float:
        """How far a sentence scores ahead of the next of the kind and the time asked for."""
        others = [e for e in self.found if place(e) != place(evidence) and self.is_of_kind(e)]
        return evidence.score - max((e.score for e in others if not self.prover.is_of_other_time(e)), default=0.0)

    def of_event(self, ranked: Sequence[Evidence]) -> Sequence[Evidence]:
        """Sentences that may prove what is told: of the first event's article or day, of its day for "when"; all of
        them where no event is known."""
        if not self._events:
            return ranked
        event = self._events[0]
        day = effective_date(event)
        if self._asked.asks_when:
            return [e for e in ranked if effective_date(e) == day]
        return [e for e in ranked if e.article_id == event.article_id or effective_date(e) == day]

    def is_of_it(self, evidence: Evidence) -> bool:
        """Whether a sentence may be of the time and of those asked about, where it is asked when or how long."""
        is_dated = may_date(evidence, self._asked, self.articles[evidence.article_id])
        return is_dated and not self.prover.is_of_other_time(evidence)

    def is_of_kind(self, evidence: Evidence) -> bool:
        """Whether a sentence has the kind of answer asked for."""
        article = self.articles[evidence.article_id]
        if self._asked.asks_when:
            told = times_asked_for(evidence.text, evidence.published, self._asked)
            is_dated = evidence.event_date is not None or bool(told)
            return is_dated and self.days.is_named(evidence) and may_answer(evidence, self._asked, article)
        if self._asked.asks_who and not names_more(evidence.text, self._asked.question, article.text, article.lang):
            return False
        is_apt = may_answer(evidence, self._asked, article)
        return is_apt and place(evidence) not in self.of_other_things and answers(evidence.text, self._asked)

    @cached_property
    def of_other_things(self) -> set[Place]:
        """The sentences that, with their titles, do not speak of what is counted or measured, where that is asked
        for; in the question's language alone, where it can be told."""
        noun = self._asked.counted or self._asked.measured
        if noun is None:
            return set()
        own = [e for e in self.found if not self.is_foreign(e)]
        told = [(e.text, e.title, self._before(e)) for e in own]
        tells = self._aligner.tell_counted(noun, self._asked.question, told)
        return {place(e) for e, does in zip(own, tells, strict=True) if not does}

    def _before(self, evidence: Evidence) -> str:
        """The lines before a sentence that begins with "it" or "they", of which it may speak; else nothing."""
        return before(evidence, self.articles[evidence.article_id]) if _IT.match(evidence.text) else ""

    def is_foreign(self, evidence: Evidence) -> bool:
        return self.articles[evidence.article_id].lang != self._asked.lang
