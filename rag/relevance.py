"""What words, names, kind of answer and time say for a sentence, beside its vector."""

import math
import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from index.article import Language
from index.timex import find
from index.words import content_words, stem, stems
from rag.dimensions import has_dimension
from rag.names import mentions, names
from rag.numerals import numbers
from rag.prices import asks_price, is_free
from rag.reasons import tells_why
from rag.types import Evidence
from rag.understand import Understanding
from rag.unheld import is_called_off

WORD_WEIGHT = 2.5
WINDOW_WEIGHT = 2.0
_UNHELD = 2.0
"""What speaks against the day of an event that was called off, unless the question is about that."""
_TELLING = 3
_ENOUGH = 4
"""Words of a question that texts have, however many others it chats about."""
_PART = 4
"""Letters from which a stem is looked for inside compounds."""
DURATION = re.compile(
    r"(stündig|minütig|tägig|wöchig|monatig|jährig)|\b(Sekunden?|Minuten?|Stunden?|Tagen?|Wochen?|Monaten?|Jahren?|"
    r"seconds?|minutes?|hours?|days?|weeks?|months?|years?)\b",
    re.IGNORECASE,
)
_NO_LENGTH = re.compile(
    r"\bvor (?:(?:rund|etwa|gut|knapp|fast|mehr als) )?[\w,]+ "
    r"(?:Sekunden?|Minuten?|Stunden?|Tag(?:en)?|Wochen?|Monat(?:en)?|Jahr(?:en)?)\b|"
    r"\b(?:Sekunden?|Minuten?|Stunden?|Tage?|Wochen?|Monate?|Jahre?) "
    r"(?:zu spät|zu früh|später|früher|zuvor|danach|vorher|darauf|alt)\b|"
    r"\b(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)[ -]"
    r"(?:too (?:late|early)|later|earlier|ago|before|afterwards|old)\b",
    re.IGNORECASE,
)
"""How long before or after something else, and ages: no lengths of what took place."""
_OF_SIZE = re.compile(
    r"\bwie lang (?:ist|sind|war|waren|wird|werden)\b|\bhow long (?:is|are|was|were|will)\b", re.IGNORECASE
)
"""Where "how long" may ask for metres as well as for hours."""
_SIZE = re.compile(
    r"\b(?:(?:kilo|zenti|milli)?metern?|(?:kilo|centi|milli)?met(?:re|er)s?|[kcm]?m|meilen?|miles?|feet|yards?)\b",
    re.IGNORECASE,
)


def tells_how_long(text: str, asked: Understanding) -> bool:
    """Whether a text has the kind of length that "how long" asks for: of time, or of a thing where it may be one."""
    return bool(DURATION.search(_NO_LENGTH.sub(" ", text)) or (_OF_SIZE.search(asked.question) and _SIZE.search(text)))


def effective_date(evidence: Evidence) -> date | None:
    """The day the event happened where the sentence says so, else the day it was published."""
    return evidence.event_date or evidence.published


class _Term(NamedTuple):
    """A content word of the question; `name` when it may be one and so is known in both languages."""

    stem: str
    name: str | None


class Relevance:
    """How much the question's own words say for a text. Words that few of the texts have count more."""

    def __init__(self, asked: Understanding, texts: Iterable[str]) -> None:
        self._asked = asked
        self._terms = _terms(asked)
        counts = dict.fromkeys(self._terms, 0)
        total = 0
        for total, text in enumerate(texts, 1):  # noqa: B007 - the last number is the count
            for term in self._terms:
                counts[term] += self._has(term, text)
        self._weights = {term: math.log(1 + (total + 1) / (count + 0.5)) for term, count in counts.items()}
        found = sum(map(bool, counts.values()))
        self.found_share = found / len(counts) if found < _ENOUGH and len(counts) >= _TELLING else 1.0
        """Share of the question's content words that some text has; 1 where enough are found, or there are too few."""
        self._findable = sum(weight for term, weight in self._weights.items() if counts[term])

    def _has(self, term: _Term, text: str) -> bool:
        found = _stem_set(text, self._asked.lang)
        if term.stem in found or any(is_part(term.stem, word) for word in found):
            return True
        return term.name is not None and mentions(term.name, text)

    def covered(self, text: str) -> float:
        """Weighted share of the question's content words that a text has, from 0 to 1.

        Words that none of the texts has are left out: they tell no text from another.
        """
        held = sum(weight for term, weight in self._weights.items() if self._has(term, text))
        return held / self._findable if self._findable else 0.0

    def of(self, evidence: Evidence, beside: Sequence[Evidence] = ()) -> float:
        """What speaks for a sentence, in standard deviations of cosine; see `fit`."""
        return WORD_WEIGHT * self.covered(evidence.text) + self.fit(evidence, beside)

    def fit(self, evidence: Evidence, beside: Sequence[Evidence] = ()) -> float:
        """What speaks for a sentence beside its words: that it has the kind of answer, and the time, asked for; asked
        for a measure, that may be told by one of the sentences `beside` it where it names no day of its own."""
        is_measured = self._asked.asks_how_long or self._asked.asks_how_many
        dating = beside if is_measured and evidence.event_date is None else ()
        in_time = any(in_window(self._asked, e) for e in (evidence, *dating))
        return _fits(self._asked, evidence) + WINDOW_WEIGHT * in_time


def _terms(asked: Understanding) -> list[_Term]:
    known = {word for run in names(asked.question, asked.lang) for word in run}
    found = {stem(word, asked.lang): word if word in known else None for word in content_words(asked.topic, asked.lang)}
    return [_Term(stem, name) for stem, name in found.items()]


@lru_cache(maxsize=20_000)
def _stem_set(text: str, lang: Language) -> frozenset[str]:
    return frozenset(stems(text, lang))


def is_part(stem: str, word: str) -> bool:
    """Whether a stem is the head or first part of a compound: "gesprach" in "telefongesprach"."""
    core = stem.rstrip("e")
    return len(core) >= _PART and len(word) > len(core) and (word.endswith(core) or word.startswith(core))


def _fits(asked: Understanding, evidence: Evidence) -> float:
    """Whether a sentence has the kind of answer asked for."""
    if asked.asks_how_long:
        return 2.0 * tells_how_long(evidence.text, asked)
    if asked.asks_how_many:
        has_number = bool(numbers(evidence.text)) and has_dimension(asked.question, evidence.text)
        return 1.0 * (has_number or (asks_price(asked.question) and is_free(evidence.text)))
    if asked.asks_why:
        return 1.5 * tells_why(evidence.text)
    if asked.asks_when:
        unheld = is_called_off(evidence.text) and not is_called_off(asked.question)
        is_dated = evidence.event_date is not None or bool(find(evidence.text, evidence.published))
        return 0.5 * is_dated - _UNHELD * unheld
    return 0.0


def in_window(asked: Understanding, evidence: Evidence) -> bool:
    """Whether the sentence's date lies in a time the question names; a month without a year fits any year."""
    day = effective_date(evidence)
    if day is None:
        return False
    windows = find(asked.question, evidence.published or day)
    return any(window.first <= day <= window.last for window in windows)


def newest(found: Sequence[Evidence]) -> date:
    """The newest day the sentences speak of; date.min when they are undated."""
    return max((day for day in map(effective_date, found) if day), default=date.min)
