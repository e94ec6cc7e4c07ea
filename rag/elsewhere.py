"""Whether a sentence tells of another place than the one asked about: the talks in Geneva were not those in Riyadh."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from index.article import Article, Language
from index.sentences import last_first
from index.timex import event_date
from index.words import JOINED
from rag.exonyms import exonyms, territories
from rag.names import all_names, is_surely_name, mentions_any
from rag.spelling import plain
from rag.types import Evidence
from rag.understand import Understanding

_SAME_EVENT = timedelta(days=3)
_IN = re.compile(r"\b(?:in|im|at)(?:\s+(?:the|der|dem|den))?\s+(?=[A-ZÄÖÜ])", re.IGNORECASE)


def is_elsewhere(evidence: Evidence, asked: Understanding, article: Article) -> bool:
    """Whether a sentence tells of what took place somewhere on a day, and the question asks of another place, which its
    article tells of at other times alone. Countries are not told apart: they have places in them."""
    wanted = _places(asked.question, asked.lang)
    if not wanted or evidence.event_date is None or any(mentions_any(run, evidence.text) for run in wanted):
        return False
    if not any(not mentions_any(run, asked.question) for run in _places(evidence.text, article.lang)):
        return False
    days = [day for day in _days_of(wanted, article) if day]
    return bool(days) and all(abs(day - evidence.event_date) > _SAME_EVENT for day in days)


def _days_of(places: Sequence[Sequence[str]], article: Article) -> Iterator[date | None]:
    """The days that the title and the sentences of an article with such places tell, that of publication for none."""
    for text in (article.title, *last_first(article.text)):
        if any(mentions_any(run, text) for run in places):
            yield event_date(text, article.published) or article.published


def _places(text: str, lang: Language) -> list[list[str]]:
    """The names that a text has "in" or "at" before, but for those of countries; in German those alone that are names
    beyond doubt."""
    found = []
    for place in _IN.finditer(text):
        name = _first_name(text[place.end() :], lang)
        if name and (is_surely_name(name, lang) or plain(name[0]) in exonyms()) and not _is_country(name):
            found.append(name)
    return found


def _first_name(text: str, lang: Language) -> list[str]:
    """The words of the name that a text begins with; none where it begins with something else."""
    first = JOINED.match(text)
    runs = all_names(text, lang) if first else []
    return runs[0] if first and runs and runs[0][0] == first.group() else []


def _is_country(name: Sequence[str]) -> bool:
    return plain(" ".join(name)) in territories()
