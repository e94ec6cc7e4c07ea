"""Which sentence of the articles proves a draft."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from index.article import Article, Language
from index.invisible import visible
from index.sentences import MONTHS
from index.timex import ANY_DAY, find, without
from index.words import content_words, stem, stems
from rag.calendar import weekdays
from rag.corrections import held
from rag.events import may_tell
from rag.kinds import added, answers, has_amount, may_answer, tells_free
from rag.lengths import lengths
from rag.names import all_names, has_name, is_place, is_surely_name, mentions, mentions_any, names
from rag.numerals import numbers
from rag.period import Period
from rag.prices import is_free
from rag.reasons import tells_why, ties_a_reason
from rag.relevance import effective_date, tells_how_long
from rag.sides import is_beaten
from rag.types import Evidence
from rag.understand import Understanding
from rag.unheld import is_planned, speaks
from rag.verify import denies, is_denied, unproven

ALIKE = 0.84
"""The cosine that an answer, with or without its question, needs with a quotation in the other language…"""
ALIKE_WITH_FACT = 0.82
"""…and that is enough when the quotation has a number or a name of it that the question had not."""
ENOUGH = 0.5
"""The score a proof needs where no event is known: one that is less like the question than the mean of those found,
which has about 0, proves nothing. (Of 183 sentences that answer, in four sets, one in fifty has less than 1.4.)"""
OFF_THE_QUESTION = 6.0
"""How far below the best evidence a proof, or a sentence that answers by itself, may score…"""
_FURTHER = 5
"""…unless a proof is one of the first so many, and proves a fact that the question had not."""
_PLACE = 0.005
"""Cosine that one place in the ranking is worth when a proof is picked."""
_MOST_WORDS = 0.5
_NEARLY_A_YEAR = timedelta(days=300)
_EDITION = re.compile(
    r"\b(?:the|der|die|das|des|dem|den|beim?|im)\s+((?:19|20)\d\d)(?:er)?\s+[A-ZÄÖÜ]|"
    rf"\b(?!(?i:{MONTHS.replace(' ', '|')}|in|seit|since|by|until|bis|from|von)\b)[A-ZÄÖÜ][\w-]+\s+((?:19|20)\d\d)\b"
)
"""The year of an event that comes every so often: "the 2019 Cup", "Wimbledon 2019"."""
_TOLD_WITHIN = timedelta(days=31)
"""After a time that the question names its news may still speak of it without naming it."""
Likeness = Callable[[Sequence[str], Sequence[Evidence]], list[float]]
"""Cosine of each piece of evidence with the likest of some sentences."""
Says = Callable[[Sequence[str], str, str, Language], bool]
"""Whether a quotation or its title says what an answer to a question does, in a language; see `rag.alignment`."""


class Prover:
    """Looks for the proof of drafts that answer one question."""

    def __init__(
        self,
        asked: Understanding,
        articles: Mapping[str, Article],
        likeness: Likeness,
        says: Says,
        is_beyond_doubt: Callable[[Evidence], bool],
    ) -> None:
        """`articles`: those of the evidence, by id; `is_beyond_doubt`: whether a sentence surely answers."""
        self._asked = asked
        self._articles = articles
        self._likeness = likeness
        self._says = says
        self._is_beyond_doubt = is_beyond_doubt

    def proof_of(self, sentence: str, ranked: Sequence[Evidence], *, of_event: bool) -> Evidence | None:
        """Of the sentences that prove every fact of the draft, the one most like it; ranks decide near ties.

        `of_event`: all sentences given are of the event asked about, however they score.
        """
        if not answers(sentence, self._asked) or (self._asked.asks_why and not tells_why(sentence)):
            return None
        fitting = ranked if of_event else self._fitting(sentence, ranked)
        proving = [
            e
            for e in fitting
            if not self._faults(sentence, e)
            and may_answer(e, self._asked, self._articles[e.article_id])
            and not is_only_planned(e, self._asked)
        ]
        if not proving:
            return None
        alike = self._alike(sentence, proving)
        best = max(range(len(proving)), key=lambda place: alike[place] - _PLACE * place)
        return proving[best] if alike[best] >= self._least_alike(sentence, proving[best]) else None

    def _fitting(self, sentence: str, ranked: Sequence[Evidence]) -> list[Evidence]:
        """The sentences near enough to the question to prove an answer to it."""
        near = ranked[0].score - OFF_THE_QUESTION
        return [
            e
            for rank, e in enumerate(ranked)
            if e.score >= ENOUGH
            and (e.score >= near or (rank < _FURTHER and self._adds(sentence, e)))
            and not self.is_of_other_time(e)
        ]

    def is_of_other_time(self, evidence: Evidence) -> bool:
        """Whether a sentence dates what it tells outside of the time that the question names, and names none in it;
        without a day of its own it tells of the news, of that year or some weeks later, but not on "that Wednesday"
        where a Monday is asked about. Without an end ("after May") only where it is asked when or how often."""
        period, day = self._asked.period, effective_date(evidence)
        if period is not None and (_is_of_other_weekday(evidence, period) or _is_of_other_year(evidence, period)):
            return True
        asks_of_days = self._asked.asks_when or self._asked.asks_how_often
        if period is None or day is None or period.holds(day) or not (period.is_closed or asks_of_days):
            return False
        if period.is_weekly:
            return evidence.event_date is not None
        is_soon = timedelta(0) <= day - period.last <= _TOLD_WITHIN
        is_told = period.first <= day or self._asked.looks_ahead  # no news tells of a day after it
        is_near = period.is_closed and is_told and (is_soon or period.first.year <= day.year <= period.last.year)
        if evidence.event_date is None and is_near:
            return False
        named = [time for text in (evidence.text, evidence.title) for time in find(text, evidence.published)]
        if self._asked.asks_when and evidence.event_date is not None:  # "a year ago" is not that February
            return not any(period.first <= time.first and time.last <= period.last for time in named)
        return not any(time.first <= period.last and period.first <= time.last for time in named)

    def names_the_time(self, evidence: Evidence) -> bool:
        """Whether a sentence tells, in its own words, a time within the one that the question names."""
        period = self._asked.period
        if period is None or not period.is_closed:
            return False
        told = find(evidence.text, evidence.published)
        return any(period.holds(time.first) and period.holds(time.last) for time in told)

    def _faults(self, sentence: str, evidence: Evidence) -> list[str]:
        asked = self._asked
        shown = replace(evidence, text=visible(evidence.text))
        faults = unproven(sentence, shown, asked.question, asked.lang, self._articles[evidence.article_id].lang)
        faults += _still_to_come(sentence, evidence) if asked.looks_back else []
        faults += self._named_elsewhere(sentence, shown)
        faults += [word for word in added(sentence, asked) if is_beaten(word, asked.question, shown.text)]
        faults += self._tied_by_itself(sentence, shown)
        faults += self._dated_by_itself(sentence, evidence)
        told = replace(shown, text=held(shown.text))
        return faults if faults or (self._is_quoted(sentence, told) and self._is_said(sentence, shown)) else [sentence]

    def _named_elsewhere(self, sentence: str, evidence: Evidence) -> list[str]:
        """The names that a German draft adds to its question and the English quotation lacks: of several capitals in a
        row, or such as the article has; any other noun may be a translation."""
        asked, article = self._asked, self._articles[evidence.article_id]
        if asked.lang != "de" or article.lang == "de":
            return []
        told = f"{evidence.text} {evidence.title}"
        new = [run for run in all_names(sentence, "de") if not mentions_any(run, asked.question)]
        sure = [run for run in new if is_surely_name(run, "de") or has_name(run[0], article.text)]
        return [" ".join(run) for run in sure if not mentions_any(run, told)]

    def _tied_by_itself(self, sentence: str, evidence: Evidence) -> list[str]:
        """The sentence where it tells a "because" of its own, or a name twice over."""
        told = f"{evidence.title} {evidence.text} {self._asked.question}"
        has_reason = self._asked.asks_why or tells_why(told)
        named = [" ".join(run) for run in all_names(sentence, self._asked.lang) if len(run) > 1]
        is_twice = len(named) > len(set(named)) or (self._asked.asks_who and self._repeats_its_question(sentence))
        return [sentence] if is_twice or (ties_a_reason(sentence) and not has_reason) else []

    def _repeats_its_question(self, sentence: str) -> bool:
        """Whether a sentence has a word of its question once more: "delegations lead the delegation"."""
        asked, said = self._asked, list(stems(sentence, self._asked.lang))
        known = list(stems(asked.question, asked.lang))
        return any(said.count(word) > max(1, known.count(word)) for word in known)

    def _dated_by_itself(self, sentence: str, evidence: Evidence) -> list[str]:
        """The days of a draft, asked when, that are but the day of an article, from further down in it."""
        day = evidence.published
        is_dated = evidence.event_date is not None or bool(find(evidence.text, day))
        if not self._asked.asks_when or is_dated or may_tell(evidence, self._articles[evidence.article_id]):
            return []
        return [time.text for time in find(sentence, day) if time.is_day and time.first == day]

    def _is_said(self, sentence: str, evidence: Evidence) -> bool:
        """Whether the quotation, or its title, says what the draft does, where no number of the draft's own, nor a time
        where one is asked for, ties the two: of somebody whom a sentence names not everything is proven by it. A "no"
        may be told in other words, by what denies something."""
        asked = self._asked
        tells_time = asked.asks_date and find(sentence, ANY_DAY) and not find(asked.question, ANY_DAY)
        if tells_time and self._shares_a_word(evidence):
            return True
        if numbers(sentence) - numbers(asked.question) - {"1"} or self._is_denial(sentence, evidence):
            return True
        if self._adds_but_names(sentence, evidence) and self._is_beyond_doubt(evidence):
            return True
        return self._says((evidence.text, evidence.title), sentence, asked.question, asked.lang)

    def _is_denial(self, sentence: str, evidence: Evidence) -> bool:
        """Whether a draft says "no" to what it is asked, and its quotation denies something too: of 14 such quotations
        all do but one, which proves nothing."""
        return self._asked.asks_whether and is_denied(sentence) and denies(evidence.text)

    def _shares_a_word(self, evidence: Evidence) -> bool:
        """Whether a quotation has a word of the question, or is in the other language, where that cannot be told: "The
        court will decide on Thursday" dates no meeting."""
        asked = self._asked
        if self._articles[evidence.article_id].lang != asked.lang:
            return True
        if set(stems(asked.question, asked.lang)) & set(stems(evidence.text, asked.lang)):
            return True
        return any(
            mentions(word, evidence.text) for word in content_words(asked.question, asked.lang) if word.istitle()
        )

    def _adds_but_names(self, sentence: str, evidence: Evidence) -> bool:
        """Whether all that a draft adds to the words of its question are names in the quotation: "The Holm foundation
        paid for it", asked who did, says nothing that is not there, however differently that puts it."""
        new = added(sentence, self._asked)
        is_named = bool(new) and all(word[0].isupper() and mentions(word, evidence.text) for word in new)
        return is_named and not all(map(is_place, new))

    def _is_quoted(self, sentence: str, evidence: Evidence) -> bool:
        """Whether what answers is in the quotation itself, not only in its article's title: some length where one of
        time is told, some number where an amount is asked for, some name where the draft adds names to the question."""
        told = lengths(sentence) if self._asked.asks_how_long else set()
        if told and not (told & lengths(evidence.text) and tells_how_long(evidence.text, self._asked)):
            return False
        if (self._asked.asks_how_many or self._asked.asks_how_long) and not has_amount(sentence, evidence.text):
            return tells_free(sentence, self._asked) and is_free(evidence.text)
        named = [*self._named(sentence), *self._named_first(sentence, evidence)]
        new = [word for run in named for word in run if not mentions(word, self._asked.question)]
        return not new or any(word in evidence.text or mentions(word, evidence.text) for word in new)

    def _named(self, sentence: str) -> list[list[str]]:
        """The names of an English draft but for its first word; in a German one every noun may pass as a name."""
        return names(sentence, "en") if self._asked.lang == "en" else []

    def _named_first(self, sentence: str, evidence: Evidence) -> list[list[str]]:
        """The name that an English draft begins with, asked who, where the title has it within: "Kern won"."""
        runs = all_names(sentence, "en")[:1] if self._asked.lang == "en" and self._asked.asks_who else []
        is_first = [run for run in runs if sentence.startswith(run[0])]
        return [run for run in is_first if re.search(rf"\S\s+{re.escape(run[0])}\b", evidence.title)]

    def pointed_at(self, sentence: str, ranked: Sequence[Evidence]) -> Evidence | None:
        """The sentence that a draft was made from, though it proves not all of it: of those that answer and have a fact
        of the draft's, the one with most of its words, if that is the larger part of them.

        Not for a question of time: there what the draft has wrong may be the event itself.
        """
        if self._asked.asks_when or self._asked.period or not answers(sentence, self._asked):
            return None
        fitting = [
            e
            for e in self._fitting(sentence, ranked)
            if self._adds(sentence, e)
            and answers(e.text, self._asked)
            and may_answer(e, self._asked, self._articles[e.article_id])
        ]
        shares = [(self._share_of_words(sentence, e), e) for e in fitting]
        share, best = max(shares, key=lambda pair: pair[0], default=(0.0, None))
        return best if share > _MOST_WORDS else None

    def _share_of_words(self, sentence: str, evidence: Evidence) -> float:
        """Of the words that a draft adds to its question those that a sentence of the same language has; 0 in the other
        language, where it cannot be told."""
        lang = self._asked.lang
        new = {stem(word, lang) for word in added(sentence, self._asked)}
        if self._articles[evidence.article_id].lang != lang or not new:
            return 0.0
        return len(new & set(stems(evidence.text, lang))) / len(new)

    def _adds(self, sentence: str, evidence: Evidence) -> bool:
        """Whether the draft tells a number, a name or a denial that the evidence has and the question had not."""
        asked, text = self._asked.question, f"{evidence.title} {evidence.text}"
        if is_denied(sentence) and is_denied(evidence.text) and not is_denied(asked):
            return True
        if (numbers(sentence) & numbers(evidence.text)) - numbers(asked) - {"1"}:
            return True
        said = {word for run in all_names(sentence, self._asked.lang) for word in run}
        return any(mentions(word, text) and not mentions(word, asked) for word in said)

    def _least_alike(self, sentence: str, evidence: Evidence) -> float:
        if self._articles[evidence.article_id].lang == self._asked.lang:
            return -1.0  # there the words themselves were checked
        return ALIKE_WITH_FACT if self._adds(sentence, evidence) else ALIKE

    def _alike(self, sentence: str, found: Sequence[Evidence]) -> list[float]:
        """Cosine with each piece of evidence, of the sentence or of question and sentence, whichever is more."""
        return self._likeness([sentence, f"{self._asked.question} {sentence}"], found)


def _is_of_other_weekday(evidence: Evidence, period: Period) -> bool:
    """Whether a sentence without a day of its own names weekdays that none of its times tells, and not that of the day
    asked about."""
    if evidence.event_date is not None or period.first != period.last:
        return False
    named = weekdays(without(evidence.text, find(evidence.text, evidence.published), gap=" "))
    return bool(named) and period.first.weekday() not in named


def _is_of_other_year(evidence: Evidence, period: Period) -> bool:
    """Whether a sentence without a day of its own tells of the event of another year than that asked about: "won the
    2019 Cup", told in 2020."""
    is_year = period.last - period.first >= _NEARLY_A_YEAR and period.first.year == period.last.year
    editions = {year for found in _EDITION.finditer(evidence.text) for year in found.groups() if year}
    return is_year and evidence.event_date is None and bool(editions) and str(period.first.year) not in editions


def is_only_planned(evidence: Evidence, asked: Understanding) -> bool:
    """Whether a sentence tells of plans where the question is about what took place in a time that it names; events
    are told from plans by `rag.events`."""
    is_past = asked.period is not None and not asked.looks_ahead and not asked.is_timed
    return is_past and is_planned(evidence.text) and not is_planned(asked.question) and not speaks(asked.question)


def _still_to_come(sentence: str, evidence: Evidence) -> list[str]:
    """The days of a draft that come after the news: on none of them has taken place what it tells."""
    day = evidence.published
    return [time.text for time in find(sentence, day) if day and time.is_day and time.first > day]
