"""From passages to a proven answer: draft, find the proof, repair or abstain."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from datetime import date

from index.article import Language
from index.timex import find, without
from index.words import words
from rag import changes, draft, second_look
from rag.alignment import RENDERS_SHORT, Aligner
from rag.choosing import Choosing
from rag.confidence import COPIED, LIKELY, PLAIN
from rag.digest import digest, without_sentence
from rag.lengths import Length, in_words, lengths
from rag.limited import unlimited
from rag.llm.base import LLM, Usage
from rag.names import all_names, is_common_noun, is_place, is_surely_name, mentions_any, names
from rag.numerals import numbers
from rag.outcome import NO_USAGE, Outcome, abstain, marked, proven
from rag.passages import Gathered, Passage, within
from rag.proof import OFF_THE_QUESTION, Likeness, is_only_planned
from rag.relevance import effective_date
from rag.repair import is_told_before, without_asked_times, without_false_dates
from rag.timeline import place
from rag.translation import Translator
from rag.types import DraftText, Evidence
from rag.understand import Understanding
from rag.unheld import is_planned
from rag.verify import tidy
from rag.who_is import said_of, who
from rag.wording import answering_whether, in_own_units, localised, with_days

READ_CHARS = 1200
"""Of the passages that a model over HTTP reads."""
ALONE = 2.0
"""How far ahead of the next of its kind a sentence with all names must score to answer in its own words when the draft
has failed, however likely it is by `rag.confidence`…"""
SURE = 8.5
"""…and what its score and that lead must come to."""
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
        self._asked = asked
        self._events = gathered.events
        self._passages = gathered.passages
        self._has_words = gathered.has_words
        self._llm = llm
        self._aligner = aligner
        self.translator = translator
        self._choosing = Choosing(asked, gathered, llm, likeness, aligner)

    def run(self) -> Generator[DraftText, None, Outcome]:
        """Streams the draft and returns the proven answer, or an abstaining one."""
        if not self._choosing.found:
            return abstain(self._asked.lang)
        if told := self._choosing.days.told():
            return told
        if self._asked.asks_for_change and (told := self._in_order()):
            return told
        if told := self._called():
            return told
        if self._llm().continues:
            return (yield from self._run_from_sentence())
        read = draft.in_time_order(within(self._passages, READ_CHARS))
        prompt = draft.build_prompt(self._asked.read, read, self._asked.lang)
        found, text, usage = yield from draft.ask_whole(self._llm(), prompt, self._asked.lang)
        if not found:
            return abstain(self._asked.lang, usage)
        ranked = self._choosing.ranked()
        return self._proven(text, ranked, usage) or self._repaired(tidy(text), ranked, usage)

    def _called(self) -> Outcome | None:
        """Who somebody is, in the newest words that an article has beside the name; the model but translates."""
        name = who(self._asked.question, self._asked.lang)
        if name is None:
            return None
        for evidence in sorted(self._choosing.found, key=lambda e: e.published or date.min, reverse=True):
            said = said_of(name, evidence.text, self._choosing.articles[evidence.article_id].lang)
            if said and self._choosing.is_foreign(evidence):
                said = self.translator.translated(said, self._asked.lang, RENDERS_SHORT)
            if said:
                return proven(said, evidence, NO_USAGE)
        return None

    def _in_order(self) -> Outcome | None:
        """What changed, each state with its day; the model but translates."""
        found = changes.in_order(self._choosing.found)
        text = changes.told(found, self._asked.lang, self._translated)
        return marked(text, found)

    def _run_from_sentence(self) -> Generator[DraftText, None, Outcome]:
        """With a model whose words can begin after its evidence: the program picks the sentence, the model answers."""
        source, ranked = self._choosing.chosen()
        if source is None:
            return abstain(self._asked.lang)
        if self._choosing.tells_day(source):
            return proven(self._choosing.days.dated(source), source, NO_USAGE)
        read = self._with_its_day(source)
        prompt = draft.build_prompt_from(read, self._beside(source, ranked), self._asked.read, self._asked.lang)
        text, usage = yield from draft.say(self._llm(), prompt)
        proving = [e for e in ranked if place(e) == place(source) or not self._may_tell_another_day(e, source)]
        if told := self._proven(text, proving, usage):
            return told
        if self._choosing.tells_day(source, is_confirmed=_names_day(text, source)):
            return proven(self._choosing.days.dated(source), source, usage)
        return self._repaired(tidy(text), ranked, usage)

    def _with_its_day(self, source: Evidence) -> Evidence:
        """The sentence as the model reads it: asked when, with the date beside "on Monday", which it would reckon wrong
        from the day of the article; where it likely answers: a date at hand is told of anything."""
        if not self._asked.asks_when or self._choosing.chance(source) < second_look.LIKELY:
            return source
        return replace(source, text=with_days(source.text, source, self._asked.lang, asks_when=True))

    def _may_tell_another_day(self, evidence: Evidence, source: Evidence) -> bool:
        """Whether a sentence, asked when, names no time, or another day than the sentence to answer from: what a draft
        has from it is of another event."""
        if not self._asked.asks_when or self._asked.is_timed:
            return False
        if evidence.event_date is None or source.event_date is None:
            return not find(evidence.text, evidence.published)
        return evidence.event_date != source.event_date

    def _beside(self, source: Evidence, ranked: Sequence[Evidence]) -> list[Passage]:
        """What the model reads before the sentence to answer from: nothing where that is likely enough to answer by
        itself, and nothing of another time or of others; in the other language that sentence too, which is understood
        better when it is read twice."""
        is_plain = self._aligner.is_fitted and self._choosing.chance(source) >= PLAIN
        if is_plain and not self._choosing.is_foreign(source):
            return []
        read = digest(self._passages, [source, *filter(self._choosing.is_of_it, self._choosing.of_event(ranked))])
        return draft.in_time_order(read if self._choosing.is_foreign(source) else without_sentence(read, source))

    # -- proof --------------------------------------------------------------
    def _proven(self, text: str, ranked: Sequence[Evidence], usage: Usage) -> Outcome | None:
        """The drafted sentence with the sentence that proves it; None without one."""
        sentence = in_own_units(tidy(text), self._asked.lang)
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
        return self._choosing.chance(source) < COPIED

    def _proof_of(self, sentence: str, ranked: Sequence[Evidence]) -> Evidence | None:
        able = [e for e in self._choosing.of_event(ranked) if place(e) not in self._choosing.of_other_things]
        return self._choosing.prover.proof_of(sentence, able, of_event=bool(self._events)) if able else None

    def _without_asked_times(self, sentence: str, ranked: Sequence[Evidence]) -> tuple[str, Evidence | None]:
        """The draft without the time it has from the question, with its proof where that time is told before it."""
        plain = without_asked_times(sentence, self._asked)
        if self._asked.asks_when or self._asked.is_timed or plain == sentence:
            return sentence, None
        near = [e for e in ranked if is_told_before(self._asked, e, self._choosing.articles[e.article_id])]
        return plain, self._choosing.prover.proof_of(plain, near, of_event=True) if near else None

    def _repaired(self, draft: str, ranked: Sequence[Evidence], usage: Usage) -> Outcome:
        """In place of a draft that is not proven: the sentence that it was made from, or else the best one alone."""
        source = self._choosing.prover.pointed_at(draft, ranked)
        if source is not None and place(source) not in self._choosing.of_other_things and self._is_likely(source):
            told = self._told(tidy(source.text), source, usage)
        else:
            told = self._alone(ranked, usage)
        return replace(told, notes=(f"{DROPPED}{draft}",), draft=draft)

    def _alone(self, ranked: Sequence[Evidence], usage: Usage) -> Outcome:
        """Without the model's words: for "when" the event, if it is likely enough; else the best sentence of the right
        kind, if it is clearly the best; else nothing."""
        asks_day = self._asked.asks_when and not self._asked.asks_where_and_when
        if asks_day and (told := self._choosing.days.of_first(usage)):
            return told
        least = ranked[0].score - OFF_THE_QUESTION
        likely = self._choosing.of_event(ranked) if self._asked.order else ranked
        other = self._choosing.prover.is_of_other_time
        near = [e for e in likely if e.score >= least and not other(e) and not self._is_yet_to_come(e)]
        fitting = [e for e in near if self._choosing.is_of_kind(e)]
        best = next(iter(fitting), None)
        if self._choosing.was_looked_at(ranked[0]) and best is not None and place(best) != place(ranked[0]):
            best = None  # the others were seen to answer less
        if best is None or not (self._is_likely(best) or self._is_the_length(best, fitting)):
            return abstain(self._asked.lang, usage)
        if asks_day and best.event_date:
            days = self._choosing.days
            return proven(days.dated(best), best, usage) if days.speaks_when(best) else abstain(self._asked.lang, usage)
        said = self._rendered(best) if self._choosing.is_foreign(best) else tidy(best.text)
        return self._told(said, best, usage) if said else abstain(self._asked.lang, usage)

    def _is_yet_to_come(self, evidence: Evidence) -> bool:
        """Whether a sentence tells of plans where it is asked what has taken place, or when that last did."""
        asked = self._asked
        is_past = asked.asks_when and not asked.looks_ahead and (asked.order is not None or asked.looks_back)
        is_plan = is_planned(evidence.text) and not is_planned(asked.question)
        return is_only_planned(evidence, asked) or (is_past and is_plan)

    def _is_the_length(self, best: Evidence, fitting: Sequence[Evidence]) -> bool:
        """Whether a sentence tells the one length of time that those of the event have, asked for it; or, picked on the
        second look, that any such sentence has."""
        told = {length for e in fitting for length in lengths(e.text)}
        is_picked = bool(self._events) or self._choosing.was_looked_at(best)
        return self._asked.asks_how_long and is_picked and len(told) == 1 and told <= lengths(best.text)

    def _is_likely(self, evidence: Evidence) -> bool:
        """Whether a sentence answers so likely that it may do so in its own words, which say no "yes" or "no"; not
        where its like has too few of the question's words, or tells of the former president, asked who is that now."""
        asked = self._asked
        if not (self._has_words or self._choosing.is_foreign(evidence)):
            return False
        if asked.asks_who and not self._names_somebody(evidence):
            return False
        is_told_of_now = asked.asks_of_now and not self._choosing.is_foreign(evidence)
        if is_told_of_now and unlimited(asked.question, evidence.text, asked.lang):
            return False
        if self._aligner.is_fitted and asked.asks_whether:
            return self._choosing.chance(evidence) >= PLAIN
        if self._choosing.was_looked_at(evidence):
            return self._choosing.chance(evidence) >= second_look.LIKELY
        if self._aligner.is_fitted and self._choosing.chance(evidence) >= LIKELY:
            return True
        lead = self._choosing.lead_of_kind(evidence)
        return lead >= ALONE and evidence.score + lead >= SURE and self._has_all_names(evidence)

    def _names_somebody(self, evidence: Evidence) -> bool:
        """Whether a sentence surely names somebody, and no place alone, whom the question does not: a German noun may
        be any, and two may stand together ("der Mutter Gesundheit")."""
        lang = self._choosing.articles[evidence.article_id].lang
        runs = [run for run in all_names(evidence.text, lang) if not mentions_any(run, self._asked.question)]
        named = [run for run in runs if is_surely_name(run, lang) and not all(map(is_place, run))]
        return any(lang == "en" or len(run) > 2 or not is_common_noun(run[0], evidence.text) for run in named)

    def _has_all_names(self, evidence: Evidence) -> bool:
        """Whether a sentence, or its title, has whatever may be a name in the question."""
        text = f"{evidence.title} {evidence.text}"
        return all(mentions_any(run, text) for run in names(self._asked.searched, self._asked.lang))

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
        plain = localised(sentence, source.text, lang, self._choosing.articles[source.article_id].lang)
        if self._asked.asks_whether:
            plain = answering_whether(plain, self._asked.question)
        return proven(with_days(plain, source, lang, asks_when=self._asked.asks_when), source, usage)

    def _translated(self, source: Evidence) -> str | None:
        return self.translator.translated(source.text, self._asked.lang) if self._choosing.is_foreign(source) else None

    def _rendered(self, source: Evidence) -> str | None:
        """A sentence of the other language in that of the question; where it cannot be translated, the one length asked
        for, else nothing."""
        if text := self._translated(source):
            return text
        told = list(lengths(source.text))
        if self._asked.asks_how_long and len(told) == 1 and not _other_numbers(source, told[0]):
            return _LENGTH[self._asked.lang].format(in_words(told[0], self._asked.lang))
        return None


def _names_day(draft: str, source: Evidence) -> bool:
    """Whether a draft names the day that a sentence tells."""
    return any(time.is_day and time.first == source.event_date for time in find(draft, source.published))


def _other_numbers(source: Evidence, length: Length) -> set[str]:
    """The numbers of a sentence beside a length and its times, which may be lengths too: "and another nine"."""
    return numbers(without(source.text, find(source.text, source.published))) - {length[0], "1"}
