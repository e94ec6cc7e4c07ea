"""Whether the day of a sentence is that of what is asked about."""

import re
from collections.abc import Sequence

from index.article import Article
from index.timex import find
from index.words import stems
from rag.names import is_common_noun, mentions_any, together
from rag.types import Evidence
from rag.understand import Understanding
from rag.unheld import saying, speaks
from rag.verify import SPAN

_SHIFT = re.compile(
    rf"\b{SPAN['de']} (?:später|danach|darauf|zuvor|vorher|davor)\b|"
    rf"\b{SPAN['en']} (?:later|earlier|before|after(?:wards)?)\b"
    r"(?! (?:than|the|a|its|his|her|their)\b)"
)
"""What tells a time by another one."""
_CLAUSE_ENDS = re.compile(r"[,;:–]")


def may_date(evidence: Evidence, asked: Understanding, article: Article) -> bool:
    """Whether a sentence may tell when, or how long, what is asked about took place: not where its day is that of
    somebody's saying, nor where it tells of two events, on a day and "two days later", and the second may be meant, nor
    where it has one of two names that the question joins without the other."""
    if not (asked.asks_when or asked.asks_how_long):
        return True
    if asked.asks_when and _may_be_of_the_other(evidence, asked, article):
        return False
    joined = [run for run in together(asked.question, asked.lang) if not _is_common(run, asked, article)]
    return _tells_of_all(joined, evidence, article) and not _dates_a_saying(evidence, asked)


def _is_common(run: Sequence[str], asked: Understanding, article: Article) -> bool:
    """Whether what may be a name in a German question, as any noun may, has a determiner wherever a German article has
    it: "Bäcker und Geschäftsführung" are no names."""
    is_lone = len(run) == 1 and asked.lang == article.lang == "de"
    return is_lone and is_common_noun(run[0], article.text)


def _tells_of_all(joined: Sequence[Sequence[str]], evidence: Evidence, article: Article) -> bool:
    """Whether a sentence with its title has all of some names, or none where what it may refer to, the text before it,
    has all or none ("The two presidents" are not always those asked about)."""
    for text in (f"{evidence.title} {evidence.text}", article.text[: evidence.start]):
        told = [mentions_any(run, text) for run in joined]
        if any(told):
            return all(told)
    return True


def _may_be_of_the_other(evidence: Evidence, asked: Understanding, article: Article) -> bool:
    """Whether a sentence names a day and tells another by it, and the question may be about what was then: "am Montag
    entdeckt, zwei Tage später gesperrt". In the other language it always may."""
    shift, days = _SHIFT.search(evidence.text), [e for e in find(evidence.text, evidence.published) if e.is_day]
    if shift is None or not days:
        return False
    own, other = _clause(evidence.text, days[0].start), _clause(evidence.text, shift.start())
    if own == other or article.lang != asked.lang:
        return True
    said = set(stems(asked.searched, asked.lang))
    return len(said.intersection(stems(own, asked.lang))) <= len(said.intersection(stems(other, asked.lang)))


def _clause(text: str, at: int) -> str:
    """The piece of a sentence, between its commas, that a place is in."""
    start = max((mark.end() for mark in _CLAUSE_ENDS.finditer(text, 0, at)), default=0)
    end = _CLAUSE_ENDS.search(text, at)
    return text[start : end.start() if end else len(text)]


def _dates_a_saying(evidence: Evidence, asked: Understanding) -> bool:
    """Whether a sentence's day is that of somebody's saying, beside its verb, and the question asks for no saying."""
    said = saying(evidence.text)
    if said is None or not asked.asks_when or asked.looks_ahead or speaks(asked.question):
        return False
    start, end = said
    found = find(evidence.text, evidence.published)
    days = [day for day in found if day.first == day.last == evidence.event_date] or found
    return bool(days) and all(start <= day.start < end or 0 <= start - day.end <= 1 for day in days)
