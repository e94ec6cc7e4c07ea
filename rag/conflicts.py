"""Where another article tells the very fact of an answer otherwise: another number, length, result or day.

Decided by rule and very carefully, as a false conflict costs more trust than a missed one: both sentences must give one
value for what was asked, tell of one event (its names, its day, its words), and differ by more than rounding.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from index.article import Article, Language
from rag.corrections import held, withdrawn, withdraws
from rag.counts import Fact, agree, asked_kinds, facts
from rag.numerals import numbers
from rag.proof import Likeness
from rag.same_event import SameEvent
from rag.types import Citation, Evidence
from rag.understand import Understanding
from rag.unheld import is_called_off, is_planned

Kind = Literal["other", "newer", "older", "corrects", "twin"]
ALIKE = 0.86
"""The cosine that sentences about one event have; it rules out little, names, words and day rule out most."""
MOST = 2
_GROWS_WITHIN = timedelta(days=14)
_UNDATED_WITHIN = timedelta(days=2)
"""Where no day is named; but what takes its time or ends with a result may come again the next day."""
_CORRECTED_WITHIN = timedelta(days=60)
_CORRECTS = re.compile(
    r"\b(?:korrigier\w*|berichtig\w*|richtigstell\w*|revidier\w*|(?:entgegen|anders als) (?:früher\w*|zunächst|zuvor|"
    r"ersten)|nicht,? wie (?:zunächst|zuvor|früher)|corrected|correction|corrects|revised|(?:earlier|initial|previous) "
    r"(?:reports?|figures?|counts?|statements?)|(?:previously|initially|earlier) (?:reported|said|stated))\b",
    re.IGNORECASE,
)
_GREW = re.compile(
    r"\b(?:inzwischen|mittlerweile|gestiegen|stieg|steigt|erhöht\w*|nunmehr|risen|rose|rises|climbed|climbs|now|"
    r"has reached|grown|grew)\b",
    re.IGNORECASE,
)
_RESULT = re.compile(r"(?<![\d:.,])(\d{1,3}):(\d{1,3})(?![\d:.,]*\d)(?! ?Uhr)")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d")
_ON_THE_WAY = re.compile(
    r"\b(?:halbzeit\w*|pause\w*|zwischenst\w+|führ\w*|half-?time|interval|break|led|lead\w*)\b", re.IGNORECASE
)
"""A result that was not the last."""


_AT_THE_HOUR = re.compile(r"\b(?:um|gegen|at|around) \d{1,2}(?:[.:]\d\d)? ?(?:Uhr|[ap]\.?m)", re.IGNORECASE)
"""What stood so at an hour has gone on since."""
_ESTIMATED = re.compile(
    r"\b(?:hochrechnung\w*|prognos\w*|umfrage\w*|schätz\w*|schätzungsweise|projecti\w+|forecast\w*|polls?|estimat\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Conflict:
    """A sentence that tells the fact otherwise: as what it was later or before, as a correction, in all but the same
    words, or just so."""

    evidence: Evidence
    kind: Kind


@dataclass(frozen=True)
class Told:
    """An answer's words without markers, and the quotation that proves them."""

    text: str
    citation: Citation


def may_differ(asked: Understanding, told: Told) -> bool:
    """Whether an answer is of a kind that can be compared."""
    is_of_kind = asked.asks_how_many or asked.asks_how_long or asked.asks_when or _only_result(told.text) is not None
    return is_of_kind and not asked.asks_for_all and not asked.looks_ahead


def conflicts(
    asked: Understanding, told: Told, others: Sequence[Evidence], articles: Mapping[str, Article], likeness: Likeness
) -> list[Conflict]:
    """The sentences of other articles that tell the answer's fact otherwise, newest first, one for each value.

    `others`: sentences with their `articles`, the cited one's among them.
    """
    fact = _AskedFact(asked, told, articles)
    known = told.citation.article_ids
    differing = [e for e in dict.fromkeys(others) if e.article_id not in known and fact.differs(e)]
    if not differing:
        return []
    alike = likeness([told.citation.quote], differing)
    found = [e for e, cosine in zip(differing, alike, strict=True) if cosine >= ALIKE]
    found.sort(key=lambda e: (e.published or date.min, e.article_id, e.start))
    newest = {fact.value_of(e): e for e in found}
    return [Conflict(e, fact.kind_of(e)) for e in reversed(found) if e in newest.values()][:MOST]


class _AskedFact:
    """The fact that answers the question, and what other sentences have for it."""

    def __init__(self, asked: Understanding, told: Told, articles: Mapping[str, Article]) -> None:
        self._asked = asked
        self._cited = told.citation
        self._articles = articles
        self._event = SameEvent(asked, told.citation, articles)
        self._fact = self._told_fact(told)
        self._result = _only_result(told.citation.quote) if _only_result(told.text) else None

    def _told_fact(self, told: Told) -> Fact | None:
        """The one number of the cited sentence that answers the question and stands in the answer."""
        if self._asked.asks_how_long:
            kinds = frozenset(("minutes",))
        elif self._asked.asks_how_many:
            kinds = asked_kinds(self._asked.question, self._asked.lang)
        else:
            return None
        found = [f for f in facts(told.citation.quote, self._lang(told.citation.article_id)) if f.kind in kinds]
        is_told = numbers(told.text) & numbers(told.citation.quote)
        return found[0] if is_told and len(found) == 1 else None

    def _fact_of(self, other: Evidence) -> Fact | None:
        """What another sentence has in place of the fact; a correction may repeat what it corrects."""
        if self._fact is None:
            return None
        found = [f for f in facts(other.text, self._lang(other.article_id)) if f.kind == self._fact.kind]
        if _CORRECTS.search(other.text):
            found = [f for f in found if f.value != self._fact.value]
        return found[0] if len(found) == 1 and not agree(self._fact, found[0]) else None

    def _result_of(self, other: Evidence) -> tuple[int, ...] | None:
        result = _only_result(other.text)
        return result if self._result and result != self._result and not _ON_THE_WAY.search(other.text) else None

    def _day_of(self, other: Evidence) -> date | None:
        """The other day on which a sentence has happen what happens but once."""
        days = self._cited.event_date, other.event_date
        is_when = self._asked.asks_when and self._asked.order is None
        if not is_when or None in days or days[0] == days[1] or not self._event.is_once(other):
            return None
        return other.event_date

    def value_of(self, other: Evidence) -> object:
        """What another sentence tells in place of the answer; None when it tells nothing else."""
        if self._is_taken_back(other):
            return frozenset(numbers(held(other.text)))
        fact = self._fact_of(other)
        return fact.value if fact else self._result_of(other) or self._day_of(other)

    def _is_taken_back(self, other: Evidence) -> bool:
        """Whether a newer sentence says that the number told was wrong, and tells another."""
        fact = self._fact
        if fact is None or not self._is_newer(other) or not withdraws(other.text):
            return False
        is_right_told = bool(numbers(held(other.text)))
        return is_right_told and any(Decimal(number) == fact.value for number in withdrawn(other.text))

    def differs(self, other: Evidence) -> bool:
        """Whether another sentence tells of the same event, and tells the fact otherwise."""
        if other.published is None or self.value_of(other) is None:
            return False
        if self._is_taken_back(other):
            return self._event.shares_words(other, None)
        if is_planned(other.text) or is_called_off(other.text) or _ESTIMATED.search(other.text):
            return False  # what may be, or what it was taken to be, contradicts nothing
        if _AT_THE_HOUR.search(other.text) and not _AT_THE_HOUR.search(self._cited.quote):
            return False
        if self._day_of(other):
            return True
        kind = self._fact.kind if self._fact else None
        return self._is_of_the_time(other) and self._event.shares_words(other, kind)

    def _is_of_the_time(self, other: Evidence) -> bool:
        """Whether both tell of one day; a correction and a count that grew may come later."""
        if _CORRECTS.search(other.text if self._is_newer(other) else self._cited.quote):
            within = _CORRECTED_WITHIN
        elif self._grew(other):
            within = _GROWS_WITHIN
        else:
            lasts = self._fact is not None and self._fact.kind != "minutes"
            return self._event.is_of_one_day(other, _UNDATED_WITHIN if lasts else timedelta(0))
        mine, theirs = self._cited.published, other.published
        return mine is not None and theirs is not None and abs(theirs - mine) <= within

    def _grew(self, other: Evidence) -> bool:
        """Whether the later of both has the higher number and says that it grew."""
        fact, cited = self._fact_of(other), self._fact
        if fact is None or cited is None:
            return False
        is_later = self._is_newer(other)
        later = other.text if is_later else self._cited.quote
        return (fact.value > cited.value) == is_later and _GREW.search(later) is not None

    def kind_of(self, other: Evidence) -> Kind:
        """How to tell what another sentence has."""
        is_newer = self._is_newer(other)
        if self._is_taken_back(other):
            return "corrects"
        if _CORRECTS.search(other.text if is_newer else self._cited.quote):
            return "corrects" if is_newer else "older"
        return ("newer" if is_newer else "older") if self._grew(other) else "other"

    def _is_newer(self, other: Evidence) -> bool:
        return (other.published or date.min) >= (self._cited.published or date.min)

    def _lang(self, article_id: str) -> Language:
        return self._articles[article_id].lang


def _only_result(text: str) -> tuple[int, ...] | None:
    """The one result of a game that a text has, whoever is named first."""
    found = {tuple(sorted(map(int, match.groups()))) for match in _RESULT.finditer(text) if not _CLOCK.match(match[0])}
    return found.pop() if len(found) == 1 else None
