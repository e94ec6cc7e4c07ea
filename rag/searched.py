"""What an abstaining answer tells of its search: what was looked through, which names are nowhere, what was nearest."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from index.article import Article, Language
from index.db import ArticleInfo
from index.errors import UnknownArticleError
from rag.events import SURE, Features, probability
from rag.names import has_noun, is_place, is_surely_name, mentions, names
from rag.passages import Gathered, best_first
from rag.period import Period
from rag.types import Evidence, Nearest, Searched
from rag.understand import Understanding

_READ = 2000
"""Articles up to which all are read for a name before it is said that none has it."""
_TOGETHER = 100
NEAR = 6.5
"""The score from which a sentence may help where nothing answers: of 29 questions that the articles shipped do not
answer, 25 of the 26 with more had it from their own topic, the 3 with less from another."""
Telling = Callable[[], Sequence[tuple[Features, Evidence]]]
"""The sentences that may date an event of the kind asked about, at whatever time."""


def searched(asked: Understanding, infos: Sequence[ArticleInfo], article: Callable[[str], Article]) -> Searched:
    """What was looked through: `infos` are the articles of the scope."""
    days = [info.published for info in infos if info.published]
    missing = _missing(asked, infos, article) if len(infos) <= _READ else ()
    return Searched(len(infos), min(days, default=None), max(days, default=None), len(infos) - len(days), missing)


def _missing(asked: Understanding, infos: Sequence[ArticleInfo], article: Callable[[str], Article]) -> tuple[str, ...]:
    """The names of the question that no article has, neither whole nor in part."""
    is_alike = all(info.lang == asked.lang for info in infos)
    left = [run for run in names(asked.searched, asked.lang) if is_alike or _is_same_abroad(run, asked.lang)]
    for text in _texts(infos, article) if left else ():
        left = [run for run in left if not _is_in(run, text, asked.lang)]
    return tuple(dict.fromkeys(" ".join(run).removesuffix("'s").removesuffix("’s") for run in left)) if infos else ()


def _is_same_abroad(run: Sequence[str], lang: Language) -> bool:
    """Whether articles in the other language would have a name too: "Foreign Office" and "Mieten" are theirs to say
    otherwise."""
    return is_surely_name(run, lang) if lang == "de" else any(map(is_place, run))


def _is_in(run: Sequence[str], text: str, lang: Language) -> bool:
    """Whether a text has any part of a name; a German noun that may be none also as a verb or in a compound."""
    parts = [part for word in run for part in (word, *word.split("-")) if part]
    if any(mentions(part, text) for part in parts):
        return True
    return not is_surely_name(run, lang) and any(has_noun(part, text) for part in parts)


def _texts(infos: Sequence[ArticleInfo], article: Callable[[str], Article]) -> Iterator[str]:
    """Titles and texts of the articles, many in one, as each word is then looked at once; those removed meanwhile are
    left out."""
    for first in range(0, len(infos), _TOGETHER):
        found: list[str] = []
        for info in infos[first : first + _TOGETHER]:
            with suppress(UnknownArticleError):
                read = article(info.id)
                found += (read.title, read.text)
        yield "\n".join(found)


def without(asked: Understanding, missing: Sequence[str]) -> Understanding | None:
    """The question without names that no article has, to look for what comes near it; None when it names no other."""
    runs = "|".join(re.escape(name) for name in missing)
    left = replace(asked, question=" ".join(re.sub(rf"\b(?:{runs})\b", " ", asked.question).split()))
    return left if names(left.searched, left.lang) else None


def nearest(asked: Understanding, gathered: Gathered, telling: Telling) -> Nearest | None:
    """What may help in place of an answer: asked about a time without such an event, the one nearest to that time,
    else the best sentence; None where neither is near."""
    if asked.period and not asked.looks_ahead and (event := _other_day(asked.period, telling())):
        return Nearest(event, asked.period)
    best = next(iter(best_first(gathered.passages)), None)
    return Nearest(best) if best and best.score >= NEAR else None


def _other_day(period: Period, told: Iterable[tuple[Features, Evidence]]) -> Evidence | None:
    """The likely event on the day nearest to a period; None when one lies inside."""
    dated = [(probability(of), e) for of, e in told if e.event_date]
    likely = [(p, e) for p, e in dated if p >= SURE]
    if any(period.holds(e.event_date) for _, e in likely):
        return None
    return min(likely, key=lambda pe: (_distance(period, pe[1]), -pe[0]), default=(0.0, None))[1]


def _distance(period: Period, event: Evidence) -> timedelta:
    """Days between an event and the end of a period that is nearer."""
    day = event.event_date or period.first
    return period.first - day if day < period.first else day - period.last
