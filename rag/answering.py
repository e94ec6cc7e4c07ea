"""From passages to a proven answer: draft, find the proof, repair or abstain."""

import re
from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from functools import cached_property

from index.article import Language
from index.timex import find
from index.words import words
from rag import changes, draft
from rag.alignment import Aligner
from rag.confidence import COPIED, ENOUGH, LIKELY, PLAIN, Signals, probability, signals
from rag.digest import digest, without_sentence
from rag.event_days import EventDays
from rag.lengths import in_words, lengths
from rag.limited import unlimited
from rag.llm.base import LLM, Usage
from rag.names import mentions_any, names, names_more
from rag.outcome import Outcome, abstain, marked, proven
from rag.passages import Gathered, Passage, best_first, within
from rag.proof import OFF_THE_QUESTION, Likeness, Prover, answers, is_only_planned, may_date, may_tell_why
from rag.relevance import effective_date
from rag.repair import before, is_told_before, without_asked_times, without_false_dates
from rag.timeline import RIVAL, Place, place, ranked
from rag.translation import Translator
from rag.types import DraftText, Evidence
from rag.understand import Understanding
from rag.verify import tidy
from rag.wording import answering_whether, localised, with_days

READ_CHARS = 1200
"""Of the passages that a model over HTTP reads."""
ALONE = 2.0
"""How far ahead of the next of its kind a sentence with all names must score to answer in its own words when the draft
has failed, however likely it is by `rag.confidence`…"""
SURE = 8.5
"""…and what its score and that lead must come to."""
_IT = re.compile(r"\W*(?:er|sie|es|it|they)\b", re.IGNORECASE)
DROPPED = "draft dropped, not proven: "
"""How the note begins on a draft that the check has dropped."""
_LENGTH: dict[Language, str] = {"de": "Der Artikel nennt {}.", "en": "The article says {}."}


class Answering:
    """Answers one question from its passages with one model, which is loaded where it is needed."""

    def __init__(
        self,
        asked: Understanding,
        gathered: Gathered,
        llm: Callable[[], LLM],
        likeness: Likeness,
        aligner: Aligner,
        translator: Translator,
    ) -> None:
        passages = gathered.passages
        self._asked = asked
        self._events = gathered.events
        self._passages = passages
        self._articles = {p.article.id: p.article for p in passages}
        self._languages = {article.id: article.lang for article in self._articles.values()}
        self._found = best_first(passages)
        self._llm = llm
        self._likeness = likeness
        self._aligner = aligner
        self.translator = translator
        self._prover = Prover(asked, self._languages, likeness, aligner.says)
        self._days = EventDays(asked, gathered, self._is_foreign, aligner)

    def run(self) -> Generator[DraftText, None, Outcome]:
        """Streams the draft and returns the proven answer, or an abstaining one."""
        if not self._found:
            return abstain(self._asked.lang)
        if told := self._days.told():
            return told
        if self._asked.asks_for_change and (told := self._in_order()):
            return told
        if self._llm().continues:
            return (yield from self._run_from_sentence())
        read = draft.in_time_order(within(self._passages, READ_CHARS))
        prompt = draft.build_prompt(self._asked.question, read, self._asked.lang)
        found, text, usage = yield from draft.ask_whole(self._llm(), prompt, self._asked.lang)
        if not found:
            return abstain(self._asked.lang, usage)
        ranked = self._ranked()
        return self._proven(text, ranked, usage) or self._repaired(tidy(text), ranked, usage)

    def _in_order(self) -> Outcome | None:
        """What changed, each state with its day; the model but translates."""
        found = changes.in_order(self._found)
        text = changes.told(found, self._asked.lang, self._translated)
        return marked(text, found)

    def _run_from_sentence(self) -> Generator[DraftText, None, Outcome]:
        """With a model whose words can begin after its evidence: the program picks the sentence, the model answers."""
        ranked = self._ranked()
        source = self._to_draft_from(ranked)
        if self._is_in_doubt(source):
            return abstain(self._asked.lang)
        prompt = draft.build_prompt_from(source, self._beside(source, ranked), self._asked.question, self._asked.lang)
        text, usage = yield from draft.say(self._llm(), prompt)
        return self._proven(text, ranked, usage) or self._repaired(tidy(text), ranked, usage)

    def _beside(self, source: Evidence, ranked: Sequence[Evidence]) -> list[Passage]:
        """What the model reads before the sentence to answer from: nothing where that is likely enough to answer by
        itself; in the other language that sentence too, which is understood better when it is read twice."""
        if not self._is_foreign(source) and self._aligner.is_fitted and probability(self._signals(source)) >= PLAIN:
            return []
        read = digest(self._passages, [source, *self._of_event(ranked)])
        return draft.in_time_order(read if self._is_foreign(source) else without_sentence(read, source))

    def _to_draft_from(self, ranked: Sequence[Evidence]) -> Evidence:
        """The first sentence of the kind asked for; where the first of all tells of another time than the question, one
        of that time, if it is likely enough; where one nearly as good names that time, and the first does not, that."""
        in_time = [e for e in ranked if not self._prover.is_of_other_time(e)]
        if in_time and in_time[0] != ranked[0]:
            likely = next((e for e in self._first_of_kind(in_time) if not self._is_in_doubt(e)), None)
            if likely is not None:
                return likely
        first = self._first_of_kind(ranked)[0]
        if self._events or self._asked.order or self._prover.names_the_time(first):
            return first
        rivals = [e for e in in_time if e.score >= first.score - RIVAL and self._prover.names_the_time(e)]
        return next(filter(self._is_of_kind, rivals), first)

    def _first_of_kind(self, ranked: Sequence[Evidence]) -> list[Evidence]:
        """The first sentence; asked for a measure or a reason, before it those that have such, best first, of the same
        event and nearly as good as the best."""
        first, asked = ranked[0], self._asked
        if not (asked.asks_how_long or asked.asks_how_many or asked.asks_why) or self._is_of_kind(first):
            return [first]
        least = max(e.score for e in ranked) - OFF_THE_QUESTION
        near = [e for e in self._of_event(ranked) if e.score >= least and not self._prover.is_of_other_time(e)]
        return [*(e for e in sorted(near, key=lambda e: -e.score) if self._is_of_kind(e)), first]

    def weighed(self) -> tuple[Evidence, Signals] | None:
        """The sentence to answer from, and what speaks for its answering; None when nothing was found."""
        if not self._found:
            return None
        source = self._to_draft_from(self._ranked())
        return source, self._signals(source)

    def _signals(self, first: Evidence) -> Signals:
        lead = first.score - max((e.score for e in self._rivals(first)), default=0.0)
        cosine = self._likeness([self._asked.question], [first])[0]
        said = self._aligner.support(self._asked.question, self._asked.lang, first.text)
        return signals(first.score, lead, cosine, said, is_foreign=self._is_foreign(first))

    def _rivals(self, first: Evidence) -> list[Evidence]:
        """The other sentences that may answer: of all where the first is the best, else of those that, like it, are of
        the kind and of the time asked for."""
        others = [e for e in self._found if place(e) != place(first)]
        if self._asked.order or all(e.score <= first.score for e in others):
            return others
        return [e for e in others if self._is_of_kind(e) and not self._prover.is_of_other_time(e)]

    def _ranked(self) -> list[Evidence]:
        """The sentences by score, in the order of time that was asked for."""
        return ranked(self._asked, self._found, self._events)

    def _is_in_doubt(self, first: Evidence) -> bool:
        """Whether an answer is too unlikely to be there; told of no event, and not from vectors of another model."""
        return self._aligner.is_fitted and not self._asked.is_timed and probability(self._signals(first)) < ENOUGH

    # -- proof --------------------------------------------------------------
    def _proven(self, text: str, ranked: Sequence[Evidence], usage: Usage) -> Outcome | None:
        """The drafted sentence with the sentence that proves it; None without one."""
        sentence = tidy(text)
        if draft.says_none(sentence):
            return abstain(self._asked.lang, usage)
        source = self._proof_of(sentence, ranked)
        if source is None and (plain := without_false_dates(sentence)) != sentence:
            sentence, source = plain, self._proof_of(plain, ranked)
        if source is None:
            sentence, source = self._without_asked_times(sentence, ranked)
        if source is None or self._is_stale(source, ranked) or self._is_mere_copy(sentence, source):
            return None
        return self._told(sentence, source, usage)

    def _is_mere_copy(self, sentence: str, source: Evidence) -> bool:
        """Whether a draft is but the quotation, which proves itself, and hardly answers."""
        if self._asked.is_timed or not self._aligner.is_fitted or words(sentence) != words(source.text):
            return False
        return probability(self._signals(source)) < COPIED

    def _proof_of(self, sentence: str, ranked: Sequence[Evidence]) -> Evidence | None:
        able = [e for e in self._of_event(ranked) if place(e) not in self._of_other_things]
        return self._prover.proof_of(sentence, able, of_event=bool(self._events)) if able else None

    def _without_asked_times(self, sentence: str, ranked: Sequence[Evidence]) -> tuple[str, Evidence | None]:
        """The draft without the time it has from the question, with its proof where that time is told before it."""
        plain = without_asked_times(sentence, self._asked)
        if self._asked.asks_when or self._asked.is_timed or plain == sentence:
            return sentence, None
        near = [e for e in ranked if is_told_before(self._asked, e, self._articles[e.article_id])]
        return plain, self._prover.proof_of(plain, near, of_event=True) if near else None

    def _repaired(self, draft: str, ranked: Sequence[Evidence], usage: Usage) -> Outcome:
        """In place of a draft that is not proven: the sentence that it was made from, or else the best one alone."""
        source = self._prover.pointed_at(draft, ranked)
        if source is not None and place(source) not in self._of_other_things and self._is_likely(source):
            told = self._told(tidy(source.text), source, usage)
        else:
            told = self._alone(ranked, usage)
        return replace(told, notes=(f"{DROPPED}{draft}",), draft=draft)

    def _of_event(self, ranked: Sequence[Evidence]) -> Sequence[Evidence]:
        """Sentences that may prove what is told: of the first event's article or day, of its day for "when"; all of
        them where no event is known."""
        if not self._events:
            return ranked
        event = self._events[0]
        day = effective_date(event)
        if self._asked.asks_when:
            return [e for e in ranked if effective_date(e) == day]
        return [e for e in ranked if e.article_id == event.article_id or effective_date(e) == day]

    def _alone(self, ranked: Sequence[Evidence], usage: Usage) -> Outcome:
        """Without the model's words: for "when" the event, if it is likely enough; else the best sentence of the right
        kind, if it is clearly the best; else nothing."""
        if self._asked.asks_when and (told := self._days.of_first(usage)):
            return told
        least = ranked[0].score - OFF_THE_QUESTION
        likely = self._of_event(ranked) if self._asked.order else ranked
        near = [
            e
            for e in likely
            if e.score >= least and not self._prover.is_of_other_time(e) and not is_only_planned(e, self._asked)
        ]
        fitting = [e for e in near if self._is_of_kind(e)]
        best = next(iter(fitting), None)
        if best is None or not (self._is_likely(best) or self._is_the_length(best, fitting)):
            return abstain(self._asked.lang, usage)
        if self._asked.asks_when and best.event_date:
            return proven(self._days.dated(best), best, usage)
        said = self._rendered(best) if self._is_foreign(best) else tidy(best.text)
        return self._told(said, best, usage) if said else abstain(self._asked.lang, usage)

    def _is_the_length(self, best: Evidence, fitting: Sequence[Evidence]) -> bool:
        """Whether a sentence tells the one length of time that those of the event have, asked for it."""
        told = {length for e in fitting for length in lengths(e.text)}
        return self._asked.asks_how_long and bool(self._events) and len(told) == 1 and told <= lengths(best.text)

    def _is_likely(self, evidence: Evidence) -> bool:
        """Whether a sentence answers so likely that it may do so in its own words; not where it tells of the former
        president, asked who is that now."""
        asked = self._asked
        is_told_of_now = asked.asks_of_now and not self._is_foreign(evidence)
        if is_told_of_now and unlimited(asked.question, evidence.text, asked.lang):
            return False
        if self._aligner.is_fitted and probability(self._signals(evidence)) >= LIKELY:
            return True
        of_kind = [e for e in self._found if e != evidence and self._is_of_kind(e)]
        lead = evidence.score - max((e.score for e in of_kind if not self._prover.is_of_other_time(e)), default=0.0)
        return lead >= ALONE and evidence.score + lead >= SURE and self._has_all_names(evidence)

    def _has_all_names(self, evidence: Evidence) -> bool:
        """Whether a sentence, or its title, has whatever may be a name in the question."""
        text = f"{evidence.title} {evidence.text}"
        return all(mentions_any(run, text) for run in names(self._asked.searched, self._asked.lang))

    def _is_foreign(self, evidence: Evidence) -> bool:
        return self._languages.get(evidence.article_id, self._asked.lang) != self._asked.lang

    def _is_of_kind(self, evidence: Evidence) -> bool:
        """Whether a sentence has the kind of answer asked for."""
        if self._asked.asks_when:
            is_dated = bool(find(evidence.text, evidence.published))
            return is_dated and self._days.is_named(evidence) and may_date(evidence, self._asked)
        article = self._articles[evidence.article_id]
        if self._asked.asks_who and not names_more(evidence.text, self._asked.question, article.text, article.lang):
            return False
        is_apt = may_date(evidence, self._asked) and may_tell_why(evidence, self._asked)
        return is_apt and place(evidence) not in self._of_other_things and answers(evidence.text, self._asked)

    @cached_property
    def _of_other_things(self) -> set[Place]:
        """The sentences that, with their titles, do not speak of what is counted or has a price, where that is asked
        for; in the question's language alone, where it can be told."""
        noun = self._asked.counted or self._asked.priced
        if noun is None:
            return set()
        own = [e for e in self._found if not self._is_foreign(e)]
        told = [(e.text, e.title, self._before(e)) for e in own]
        tells = self._aligner.tell_counted(noun, self._asked.question, told)
        return {place(e) for e, does in zip(own, tells, strict=True) if not does}

    def _before(self, evidence: Evidence) -> str:
        """The lines before a sentence that begins with "it" or "they", of which it may speak; else nothing."""
        return before(evidence, self._articles[evidence.article_id]) if _IT.match(evidence.text) else ""

    def _is_stale(self, source: Evidence, ranked: Sequence[Evidence]) -> bool:
        """Whether a newer (or, asked for the first, an older) event than the proven one was found."""
        if self._asked.order is None or self._events:
            return False
        mine, other = effective_date(source), effective_date(ranked[0])
        if mine is None or other is None:
            return other is not None
        return mine < other if self._asked.order == "latest" else mine > other

    def _told(self, sentence: str, source: Evidence, usage: Usage) -> Outcome:
        """A proven sentence in its final wording."""
        lang = self._asked.lang
        plain = localised(sentence, source.text, lang, self._languages[source.article_id])
        if self._asked.asks_whether:
            plain = answering_whether(plain, self._asked.question)
        return proven(with_days(plain, source, lang, asks_when=self._asked.asks_when), source, usage)

    def _translated(self, source: Evidence) -> str | None:
        return self.translator.translated(source.text, self._asked.lang) if self._is_foreign(source) else None

    def _rendered(self, source: Evidence) -> str | None:
        """A sentence of the other language in that of the question; where it cannot be translated, the one length asked
        for, else nothing."""
        if text := self._translated(source):
            return text
        told = list(lengths(source.text))
        if self._asked.asks_how_long and len(told) == 1:
            return _LENGTH[self._asked.lang].format(in_words(told[0], self._asked.lang))
        return None
