"""Whether two sentences of different articles tell of one event, as far as words, names and days can show it."""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from index.article import Article, Language
from index.timex import event_date, find
from index.words import content_words, fold, stem, stems
from rag.counts import HARM, is_of_harm
from rag.events import opening
from rag.evidence import missing_names
from rag.names import all_names, is_surely_name, mentions_any, names
from rag.relevance import is_part
from rag.types import Citation, Evidence
from rag.understand import Understanding

_HOW = re.compile(r"\b(?:wie|how) \w+", re.IGNORECASE)
_ENOUGH_NAMES = 2
"""Names that tell a game where the cited sentence has no other word of the question."""
_KIN = re.compile(
    r"\b(?:Mutter|Vater|Eltern|Bruder|Schwester|Sohn|Tochter|Ehemann|Ehefrau|Mann|Frau|Witwer?|Onkel|Tante|Kind\w*|"
    r"mother|father|parents|brother|sister|son|daughter|husband|wife|widow\w*|uncle|aunt|child\w*|sein\w*|ihr\w*|his|"
    r"her|their)\b",
    re.IGNORECASE,
)
"""Words for someone else than the one named."""
_ONCE = (
    re.compile(r"\b(?:starb(?:en)?|gestorben|stirbt|verst[ao]rb\w*|died|dies|passed away)\b", re.IGNORECASE),
    re.compile(r"\b(?:geboren|was born|were born)\b", re.IGNORECASE),
    re.compile(r"\b(?:gegründet|founded)\b", re.IGNORECASE),
)
"""What happens to anyone or anything but once."""
_DIE = re.compile(r"(?<=\w )die(?=\W*$|\s(?:in|at|of|from)\b)")
"""In a question, where it is the English verb."""


class SameEvent:
    """Compares sentences with the one cited in an answer."""

    def __init__(self, asked: Understanding, cited: Citation, articles: Mapping[str, Article]) -> None:
        """`articles`: of all sentences, by id."""
        self._asked = asked
        self._cited = cited
        self._articles = articles
        self._runs = names(asked.searched, asked.lang)
        self._words = self._asked_words()
        self._day = self._day_of(cited.quote, cited)

    def _day_of(self, text: str, passage: Evidence | Citation) -> date | None:
        """The day that a sentence tells, else the first that its article's opening does."""
        if passage.event_date or find(text, passage.published):
            return passage.event_date
        article = self._articles[passage.article_id]
        days = (event_date(sentence, article.published) for sentence in opening(article))
        return next((day for day in days if day), None)

    def is_of_one_day(self, other: Evidence, slack: timedelta) -> bool:
        """Whether both tell of one day and the other of no second time; where neither names a day, whether they
        appeared within a few days of each other."""
        times = find(other.text, other.published)
        day = self._day_of(other.text, other)
        if self._day or day:
            return self._day == day and all(day and e.first <= day <= e.last for e in times)
        appeared = self._cited.published, other.published
        return not times and None not in appeared and _apart(*appeared) <= slack

    def shares_words(self, other: Evidence, kind: str | None) -> bool:
        """Whether a sentence has the words and names that the cited one has of the question; where it tells what befell
        people, its title may have them."""
        article = self._articles[other.article_id]
        if missing_names(self._asked, article):
            return False
        harm = kind in HARM
        text = f"{other.title}. {other.text}" if harm else other.text
        named = all(mentions_any(run, text) for run in self._runs)
        if article.lang != self._lang or article.lang != self._asked.lang:
            return bool(self._runs) and (harm or named)
        if not (harm or named) or not (self._runs or self._shares_a_name(article)):
            return False
        has = set(stems(text, article.lang))
        if not self._words and (kind or len(self._runs) < _ENOUGH_NAMES):
            return False
        return all(any(word == s or is_part(word, s) for s in has) for word in self._words)

    def _asked_words(self) -> frozenset[str]:
        """Stems of the question's words that the cited sentence, or its title, has too; without names and harm."""
        lang = self._asked.lang
        named = {word for run in self._runs for word in run}
        topic = _HOW.sub(" ", self._asked.topic)
        asked = [w for w in content_words(topic, lang) if w not in named and not is_of_harm(fold(w))]
        has = set(stems(f"{self._cited.title}. {self._cited.quote}", self._lang))
        wanted = {stem(word, lang) for word in asked}
        return frozenset(w for w in wanted if any(w == s or is_part(w, s) for s in has))

    def _shares_a_name(self, article: Article) -> bool:
        """Whether an article has a name of the cited sentence: a question without names is of any such event."""
        runs = [run for run in all_names(self._cited.quote, self._lang) if is_surely_name(run, self._lang)]
        return any(mentions_any(run, f"{article.title} {article.text}") for run in runs)

    def is_once(self, other: Evidence) -> bool:
        """Whether question and both sentences tell of the same one that what happens but once."""
        texts = self._asked.question, self._cited.quote, other.text
        named = all(mentions_any(run, text) for run in self._runs for text in texts)
        happens = any(all(once.search(text) for text in (_DIE.sub("died", texts[0]), *texts[1:])) for once in _ONCE)
        return bool(self._runs) and named and happens and not any(map(_KIN.search, texts))

    @property
    def _lang(self) -> Language:
        return self._articles[self._cited.article_id].lang


def _apart(one: date | None, other: date | None) -> timedelta:
    return abs((one or date.min) - (other or date.min))
