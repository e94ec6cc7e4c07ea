"""Whether the day of a sentence is that of what is asked about."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from index.article import Article, Language
from index.sentences import last_first
from index.timex import TimeExpression, event_date, find
from index.words import stems
from rag.elsewhere import is_elsewhere
from rag.lengths import lengths
from rag.medium import asked_medium, is_by, tells
from rag.names import is_common_noun, is_surely_name, mentions_any, names, together
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
SINCE = re.compile(r"\b(?:seit|since)(?: de[mrn])?\s*$", re.IGNORECASE)
"""Before a time, what makes it that from which something is counted."""
_ASKS_SINCE = re.compile(r"\b(?:seit wann|since when|ab wann|from when|how long|wie lange)\b", re.IGNORECASE)
_SINCE_THEN = re.compile(r"(?:seit|since)\b", re.IGNORECASE)
_ASKS_FROM = re.compile(r"\b(?:ab wann|from when|from (?:what|which) (?:day|date)|ab welchem)\b", re.IGNORECASE)
_BEGINS = re.compile(
    r"\b(?:ab|vom|von|seit|zum|from|as of|since|starting|start(?:s|ed|et|en|eten?)?|beg[aiu]n\w*|begonnen|"
    r"in kraft|effective|into (?:force|effect)|takes? effect|took effect|gilt|gelten|galten|galt|(?:er)?öffne\w*|"
    r"opens?|opened)\b",
    re.IGNORECASE,
)
"""What tells that something is so from a time on: the day of a decision is none of these."""
_FEW_DAYS = timedelta(days=3)
_NEAR = 5000
"""Characters of the text before a sentence in which those are looked for whom it may mean."""
_ASIDE = (
    r"(?i:\b(?:in|im|aus|bei|vor|at|from|near|outside|according to|laut|so|"
    r"(?:sag|erklär|teil|beton)(?:t|te|ten)|said|says|told)(?:\s+(?:de[rmn]|die|das|the|ihm|ihr|him|her))?)"
)
"""Before the name of a place, or of who is quoted."""
_RELATIVE = re.compile(r", (?:who|whose|whom) [^,;]*?(?=[,;.]|$)")
_OF_SOMEBODY = re.compile(r", (?:die|der|das|dem|den|deren|dessen|who|whose|which) [^,;]{5,}?(?=[,;.]|$)")
"""A relative clause."""
_BOTH = re.compile(r"\b(?:(?:die|der|den) beiden|beide[nr]?|the (?:two|pair|duo)|both)\b", re.IGNORECASE)
"""Two who were named before."""
_CLAUSE_ENDS = re.compile(r"[,;:–]")


def may_date(evidence: Evidence, asked: Understanding, article: Article) -> bool:
    """Whether a sentence may tell when, or how long, what is asked about took place: not where its day is that of
    somebody's saying, or that alone is asked about; nor where it tells of two events, on a day and "two days later",
    and the second may be meant; nor where it has one of two names that the question joins without the other, or
    another place than it."""
    if not (asked.asks_when or asked.asks_how_long):
        return True
    if asked.asks_when and (_asks_for_saying(asked) and not speaks(evidence.text)):
        return False
    if asked.asks_when and _ASKS_FROM.search(asked.question) and not _BEGINS.search(evidence.text):
        return False
    if asked.asks_when and _may_be_of_the_other(evidence, asked, article):
        return False
    if is_elsewhere(evidence, asked, article):
        return False
    return tells_of_it(evidence, asked, article) and not _dates_a_saying(evidence, asked)


def times_asked_for(text: str, published: date | None, asked: Understanding) -> list[TimeExpression]:
    """The times of a text that may answer when something was: where a day is asked for, none of more than some few
    days; none from which something has been so ("the first since 2022"), unless that is asked."""
    asks_since = _ASKS_SINCE.search(asked.question)
    return [
        time
        for time in find(text, published)
        if (not asked.asks_day or time.last - time.first <= _FEW_DAYS)
        and (time.is_day or asks_since or not (SINCE.search(text[: time.start]) or _SINCE_THEN.match(time.text)))
    ]


def _is_common(run: Sequence[str], asked: Understanding, article: Article) -> bool:
    """Whether what may be a name in a German question, as any noun may, has a determiner wherever a German article has
    it: "Bäcker und Geschäftsführung" are no names."""
    is_lone = len(run) == 1 and asked.lang == article.lang == "de"
    return is_lone and is_common_noun(run[0], article.text)


def tells_of_it(evidence: Evidence, asked: Understanding, article: Article) -> bool:
    """Whether a sentence may tell of those that the question joins, and of their getting in touch as it says: by phone
    or face to face."""
    medium = asked_medium(asked.question)
    is_told = medium is None or tells(medium, evidence.text)
    if not is_told and (_is_of_one(evidence, asked) or _dates_an_aside(evidence)):
        return False
    return tells_of_all(evidence, asked, article) and (medium is None or is_by(medium, evidence, article))


def _is_of_one(evidence: Evidence, asked: Understanding) -> bool:
    """Whether a sentence names some of those that the question joins, and not all."""
    joined = together(asked.question, asked.lang)
    return _has_any(joined, evidence.text) and not _has_all(joined, evidence.text)


def _dates_an_aside(evidence: Evidence) -> bool:
    """Whether all days of a sentence are in what it tells of somebody beside: "Kern, who took office two weeks ago,
    invited Brandt"."""
    asides = [(found.start(), found.end()) for found in _OF_SOMEBODY.finditer(evidence.text)]
    days = [time for time in find(evidence.text, evidence.published) if time.is_day]
    return bool(days) and all(any(start < day.start < end for start, end in asides) for day in days)


def tells_of_all(evidence: Evidence, asked: Understanding, article: Article) -> bool:
    """Whether a sentence with its title has all names that the question joins ("Kern und Brandt"), or none, where what
    it may refer to, the text before it, has all or none ("the two presidents" are not always those asked about).

    The title does not help where it or the sentence joins one of them with somebody else, nor where that tells of
    somebody else "a day earlier". Where the title alone has some of them ("Kern calls Brenn's president"), the last
    sentence before that has any must have all.
    """
    joined = [run for run in together(asked.question, asked.lang) if not _is_common(run, asked, article)]
    if not joined or _has_all(joined, evidence.text):
        return True
    told = _without_asides(evidence)
    with_whom = names(told, article.lang) if _is_shifted(evidence) else _with_whom(joined, told, article.lang)
    if any(_is_another(run, asked, article) for run in with_whom) or _joins_others(joined, told, article):
        return False
    if _has_any(joined, evidence.text):
        title = "" if _joins_others(joined, evidence.title, article) else evidence.title
        return _has_all(joined, f"{title} {evidence.text}")
    before = article.text[: evidence.start]
    if _BOTH.search(told) and _has_all(joined, before):
        pair = (text for text in last_first(before[-_NEAR:]) if len(_people(text, article.lang)) > 1)
        return _has_all(joined, next(pair, before))
    if not _has_any(joined, evidence.title):
        return _has_all(joined, before) or not _has_any(joined, before)
    naming = (text for text in last_first(before[-_NEAR:]) if _has_any(joined, text))
    return _has_all(joined, evidence.title) or _has_all(joined, next(naming, ""))


def _people(text: str, lang: Language) -> list[list[str]]:
    """The names of a sentence that have a first name or a title before them, as far as capitals tell."""
    return [run for run in names(f"so {text}", lang) if len(run) > 1]


def _joins_others(joined: Sequence[Sequence[str]], text: str, article: Article) -> bool:
    """Whether a title or sentence joins one of those asked about with somebody else: "Kern and Moll talk, a day after
    Brandt"."""
    told = together(f"so {text}", article.lang)  # its first word may be a name too
    others = [run for run in told if not any(mentions_any(run, " ".join(one)) for one in joined)]
    return bool(others) and len(others) < len(told)


def _with_whom(joined: Sequence[Sequence[str]], text: str, lang: Language) -> list[list[str]]:
    """The names of a sentence beside one of those asked about, but for places and for whoever is quoted."""
    if not _has_any(joined, text):
        return []
    return [run for run in names(text, lang) if not re.search(rf"{_ASIDE}\s+{re.escape(run[0])}\b", text)]


def _without_asides(evidence: Evidence) -> str:
    """A sentence without what it tells of somebody beside: ", who sat next to Kern with the envoy Moll"."""
    return _RELATIVE.sub(lambda m: m.group() if _tells_time(m.group(), evidence) else "", evidence.text)


def _tells_time(text: str, evidence: Evidence) -> bool:
    return bool(find(text, evidence.published) or lengths(text))


def _is_another(run: Sequence[str], asked: Understanding, article: Article) -> bool:
    """Whether a name in an article is surely that of somebody whom the question does not name."""
    return is_surely_name(run, article.lang) and len(run) > 1 and not mentions_any(run, asked.question)


def _is_shifted(evidence: Evidence) -> bool:
    """Whether a sentence tells its day by another one."""
    return evidence.event_date is not None and event_date(evidence.text, evidence.published) is None


def _has_any(runs: Sequence[Sequence[str]], text: str) -> bool:
    return any(mentions_any(run, text) for run in runs)


def _has_all(runs: Sequence[Sequence[str]], text: str) -> bool:
    return all(mentions_any(run, text) for run in runs)


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


def _asks_for_saying(asked: Understanding) -> bool:
    """Whether it is asked when somebody said something, and not when that was: "Wann hat er angekündigt, dass …"."""
    return speaks(asked.question.partition(",")[0]) and "," in asked.question


def _dates_a_saying(evidence: Evidence, asked: Understanding) -> bool:
    """Whether a sentence's day is that of somebody's saying, beside its verb, and the question asks for no saying."""
    said = saying(evidence.text)
    if said is None or not asked.asks_when or asked.looks_ahead or speaks(asked.question):
        return False
    start, end = said
    found = find(evidence.text, evidence.published)
    days = [day for day in found if day.first == day.last == evidence.event_date] or found
    return bool(days) and all(start <= day.start < end or 0 <= start - day.end <= 1 for day in days)
