"""Which sentence of the articles proves a draft."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from index.article import Article, Language
from index.invisible import visible
from index.timewords import ORDINAL
from index.timex import ANY_DAY, find, without
from index.words import content_words, fold, stem, stems
from rag.calendar import weekdays
from rag.corrections import held
from rag.dating import may_date, times_asked_for
from rag.lengths import lengths, points
from rag.measured import asks_speed, without_speeds
from rag.names import all_names, has_noun, mentions, names
from rag.numerals import numbers
from rag.period import Period
from rag.prices import asks_price, is_free, may_be_price
from rag.reasons import tells_why
from rag.relevance import effective_date, tells_how_long
from rag.speakers import may_be_theirs
from rag.types import Evidence
from rag.understand import Understanding
from rag.unheld import is_planned, speaks
from rag.verify import is_denied, unproven

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
_TOLD_WITHIN = timedelta(days=31)
"""After a time that the question names its news may still speak of it without naming it."""
YES_NO = re.compile(r"(?:ja|nein|yes|no)\b", re.IGNORECASE)
_ONE = re.compile(r"\b(?:eine?[nmrs]?|one|1)\s+(?:einzige[nmrs]?\s+|single\s+)?(\w+)", re.IGNORECASE)
_ORDINAL = re.compile(
    rf"\b\d+(?:st|nd|rd|th)\b|\b\d{{1,3}}\.(?=\s+\w)|(?<!\w)(?!acht(?!\w)){ORDINAL}(?!\w)", re.IGNORECASE
)
_PLACED = re.compile(
    r"\b(?i:i[nm]|at|a[mn]|auf|beim?|nahe|near|vor|on) (?:(?:de[rmn]|the|eine[rm]|an?) )?(?:[a-zäöüß]+ )?"
    r"([A-ZÄÖÜ][\w-]+)"
)
"""Something told with its place, as the group."""
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
        if not answers(sentence, self._asked):
            return None
        fitting = ranked if of_event else self._fitting(sentence, ranked)
        proving = [
            e
            for e in fitting
            if not self._faults(sentence, e)
            and may_date(e, self._asked, self._articles[e.article_id])
            and may_tell_why(e, self._asked)
            and may_be_theirs(e, self._asked, self._articles[e.article_id])
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
        where a Monday is asked about."""
        period, day = self._asked.period, effective_date(evidence)
        if period is not None and _is_of_other_weekday(evidence, period):
            return True
        if period is None or not period.is_closed or day is None or period.holds(day):
            return False
        is_soon = timedelta(0) <= day - period.last <= _TOLD_WITHIN
        if evidence.event_date is None and (is_soon or period.first.year <= day.year <= period.last.year):
            return False
        named = [time for text in (evidence.text, evidence.title) for time in find(text, evidence.published)]
        return not any(time.first <= period.last and period.first <= time.last for time in named)

    def names_the_time(self, evidence: Evidence) -> bool:
        """Whether a sentence tells, in its own words, a time within the one that the question names."""
        period = self._asked.period
        if period is None or not period.is_closed:
            return False
        told = find(evidence.text, evidence.published)
        return any(period.first <= time.first and time.last <= period.last for time in told)

    def _faults(self, sentence: str, evidence: Evidence) -> list[str]:
        asked = self._asked
        shown = replace(evidence, text=visible(evidence.text))
        faults = unproven(sentence, shown, asked.question, asked.lang, self._articles[evidence.article_id].lang)
        faults += _still_to_come(sentence, evidence) if asked.looks_back else []
        told = replace(shown, text=held(shown.text))
        return faults if faults or (self._is_quoted(sentence, told) and self._is_said(sentence, shown)) else [sentence]

    def _is_said(self, sentence: str, evidence: Evidence) -> bool:
        """Whether the quotation, or its title, says what the draft does, where no number of the draft's own, nor a time
        where one is asked for, ties the two: of somebody whom a sentence names not everything is proven by it. A "no"
        may be told in other words."""
        asked = self._asked
        if asked.asks_date and find(sentence, ANY_DAY) and not find(asked.question, ANY_DAY):
            return True
        if numbers(sentence) - numbers(asked.question) - {"1"} or (asked.asks_whether and is_denied(sentence)):
            return True
        if self._adds_but_names(sentence, evidence) and self._is_beyond_doubt(evidence):
            return True
        return self._says((evidence.text, evidence.title), sentence, asked.question, asked.lang)

    def _adds_but_names(self, sentence: str, evidence: Evidence) -> bool:
        """Whether all that a draft adds to the words of its question are names in the quotation: "The Holm foundation
        paid for it", asked who did, says nothing that is not there, however differently that puts it."""
        added = _added(sentence, self._asked)
        return bool(added) and all(word[0].isupper() and mentions(word, evidence.text) for word in added)

    def _is_quoted(self, sentence: str, evidence: Evidence) -> bool:
        """Whether what answers is in the quotation itself, not only in its article's title: some length where one of
        time is told, some number where an amount is asked for, some name where the draft adds names to the question."""
        told = lengths(sentence) if self._asked.asks_how_long else set()
        if told and not (told & lengths(evidence.text) and tells_how_long(evidence.text, self._asked)):
            return False
        if (self._asked.asks_how_many or self._asked.asks_how_long) and not _has_amount(sentence, evidence.text):
            return _tells_free(sentence, self._asked) and is_free(evidence.text)
        added = [word for run in self._named(sentence) for word in run if not mentions(word, self._asked.question)]
        return not added or any(word in evidence.text or mentions(word, evidence.text) for word in added)

    def _named(self, sentence: str) -> list[list[str]]:
        """The names of an English draft but for its first word; in a German one every noun may pass as a name."""
        return names(sentence, "en") if self._asked.lang == "en" else []

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
            and may_date(e, self._asked, self._articles[e.article_id])
            and may_tell_why(e, self._asked)
            and may_be_theirs(e, self._asked, self._articles[e.article_id])
        ]
        shares = [(self._share_of_words(sentence, e), e) for e in fitting]
        share, best = max(shares, key=lambda pair: pair[0], default=(0.0, None))
        return best if share > _MOST_WORDS else None

    def _share_of_words(self, sentence: str, evidence: Evidence) -> float:
        """Of the words that a draft adds to its question those that a sentence of the same language has; 0 in the other
        language, where it cannot be told."""
        lang = self._asked.lang
        added = {stem(word, lang) for word in _added(sentence, self._asked)}
        if self._articles[evidence.article_id].lang != lang or not added:
            return 0.0
        return len(added & set(stems(evidence.text, lang))) / len(added)

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


def may_tell_why(evidence: Evidence, asked: Understanding) -> bool:
    """Whether a sentence, or its title, tells a reason, where one is asked for: a draft may tie what it reads to the
    question with a "because" of its own."""
    return not asked.asks_why or tells_why(f"{evidence.title} {evidence.text}")


def is_only_planned(evidence: Evidence, asked: Understanding) -> bool:
    """Whether a sentence tells of plans where the question is about what took place in a time that it names; events
    are told from plans by `rag.events`."""
    is_past = asked.period is not None and not asked.looks_ahead and not asked.is_timed
    return is_past and is_planned(evidence.text) and not is_planned(asked.question) and not speaks(asked.question)


def _still_to_come(sentence: str, evidence: Evidence) -> list[str]:
    """The days of a draft that come after the news: on none of them has taken place what it tells."""
    day = evidence.published
    return [time.text for time in find(sentence, day) if day and time.is_day and time.first > day]


def answers(sentence: str, asked: Understanding) -> bool:
    """Whether a sentence is of the kind asked for and says more than the question did; what asks answers nothing."""
    if sentence.rstrip(' "“”»«').endswith("?"):
        return False
    if asked.asks_date and not _tells_a_time(sentence, asked):
        return False
    if asked.asks_where_and_when and not (_tells_a_place(sentence, asked) and _tells_a_time(sentence, asked)):
        return False
    if asked.asks_how_long and not tells_how_long(sentence, asked):
        return False
    if asked.asks_how_many and not (_tells_free(sentence, asked) or _tells_amount(sentence, asked)):
        return False
    if YES_NO.match(sentence):
        return asked.asks_whether
    if asked.asks_whether and is_denied(sentence) and not is_denied(asked.question):
        return True
    return _tells_more(sentence, asked)


def _tells_a_time(sentence: str, asked: Understanding) -> bool:
    """Whether a sentence has a time such as is asked for, or a number that may be one and no length, that the question
    had not."""
    known = fold(asked.question)
    told = [time for time in find(sentence, ANY_DAY) if fold(time.text) not in known]
    if told or asked.asks_day:
        return any(time in told for time in times_asked_for(sentence, ANY_DAY, asked))
    return bool(numbers(sentence) - numbers(asked.question) - {number for number, _ in lengths(sentence)})


def _tells_a_place(sentence: str, asked: Understanding) -> bool:
    """Whether a sentence tells of something "in Holm" or the like that the question had not."""
    plain = without(sentence, find(sentence, ANY_DAY))
    return any(not mentions(found[1], asked.question) for found in _PLACED.finditer(plain))


def _has_number(sentence: str, asked: Understanding) -> bool:
    """Whether a sentence has a number that is no day, no speed unless that is asked for, and for a count no length of
    time; "ein" and "one" are one only before a word of the question ("ein Mitglied")."""
    text = _without_days(sentence)
    if not asks_speed(asked.question):
        text = without_speeds(text)
    no_count = {number for number, _ in lengths(text)} if asked.counts else set()
    return bool(numbers(text) - no_count - {"1"}) or any(has_noun(m[1], asked.question) for m in _ONE.finditer(text))


def _tells_amount(sentence: str, asked: Understanding) -> bool:
    """Whether a sentence has a number, and money where that is asked for and not a count."""
    is_price = not (asked.counts or asked.asks_how_long) and asks_price(asked.question)
    return _has_number(sentence, asked) and (not is_price or may_be_price(sentence))


def _tells_free(sentence: str, asked: Understanding) -> bool:
    """Whether a sentence says that what is asked for costs nothing."""
    return not asked.counts and asks_price(asked.question) and is_free(sentence)


def _tells_more(sentence: str, asked: Understanding) -> bool:
    """Whether a sentence has a word that the question had not, in no inflection or spelling; asked who, the first name
    of somebody whom the question names is none."""
    known = {word for run in all_names(sentence, asked.lang) if mentions(run[-1], asked.question) for word in run}
    added = [word for word in _added(sentence, asked) if not (asked.asks_who and word in known)]
    return any(not word[0].isupper() or not mentions(word, asked.question) for word in added)


def _added(sentence: str, asked: Understanding) -> list[str]:
    """The content words of a sentence that the question had in no inflection."""
    known = set(stems(asked.question, asked.lang))
    return [word for word in content_words(sentence, asked.lang) if stem(word, asked.lang) not in known]


def _without_days(sentence: str) -> str:
    """A sentence without dates, "117th", "117." and "third": the year that a bell was cast in is not what it weighs."""
    return _ORDINAL.sub(" ", without(sentence, points(sentence, ANY_DAY)))


def _has_amount(sentence: str, quote: str) -> bool:
    """Whether some number of a sentence, dates aside, is in a quotation."""
    return bool(numbers(_without_days(sentence)) & numbers(quote))
