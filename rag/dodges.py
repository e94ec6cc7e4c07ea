"""Sentences that look like answers and dodge the question: "something", "there", those whom it excepts, years where
days are counted, no country where one is asked for."""

import re

from index.timex import ANY_DAY, find, without
from rag.lengths import lengths, units
from rag.names import all_names, is_place, mentions
from rag.numerals import numbers
from rag.understand import Understanding

ASKS_WHERE = re.compile(r"\b(?:wo|wohin|woher|where)\b", re.IGNORECASE)
_WHICH_PLACE = re.compile(
    r"\b(?:welche[mnrs]?|which|what) (?:\w+ )?(?:(?:bundes)?l(?:a|ä|ae)nd(?:e|er|ern)?|st(?:a|ä|ae)dt(?:e|en)?|orte?n?|"
    r"d(?:o|ö|oe)rf(?:e|er|ern)?|gemeinden?|countr(?:y|ies)|cit(?:y|ies)|towns?|villages?|places?)\b",
    re.IGNORECASE,
)
_THERE = re.compile(
    r"\b(?:there(?! (?:is|are|was|were|has|have|had|will)\b)|(?:dort|da)(?:hin|her)?|hier|here)\b", re.IGNORECASE
)
"""A place that is told elsewhere."""
_PLACED = re.compile(
    r"\b(?i:i[nm]|at|a[mn]|auf|beim?|nahe|near|vor|on) (?:(?:de[rmn]|the|eine[rm]|an?) )?(?:[a-zäöüß]+ )?"
    r"([A-ZÄÖÜ][\w-]+)"
)
"""Something told with its place, as the group."""
_BUT_FOR = re.compile(
    r"\b(?:au(?:ß|ss)er|neben|abgesehen von|except(?: for)?|besides|apart from|other than|aside from)\s+"
    r"(?:(?:dem|der|den|the)\s+)?((?:[A-ZÄÖÜ][\w-]*\s*)+)"
)
"""Who is no answer, though the question names them, as the group."""
_VAGUE = re.compile(
    r"\b(?:something|somebody|someone|somewhere|somehow|some(?:\s+other)?\s+things?|etwas|irgend\w+|jemand\w*)\b",
    re.IGNORECASE,
)
_HOW_FAST = re.compile(r"\b(?:how (?:fast|quickly)|wie schnell)\b", re.IGNORECASE)
_ASKED_UNIT = re.compile(
    r"\b(?:wie ?viele|how many) (?:\w+ )?(sekunden|minuten|stunden|tage|wochen|monate|jahre|"
    r"seconds|minutes|hours|days|weeks|months|years)\b",
    re.IGNORECASE,
)
_TOLD_IN = {
    "second": ("second", "minute"), "minute": ("second", "minute", "hour"), "hour": ("minute", "hour", "day"),
    "day": ("day", "week"), "week": ("day", "week", "month"), "month": ("week", "month", "year"),
    "year": ("month", "year", "decade"),
}  # fmt: skip
"""Units in which a length may be told that is asked for in one: "how many days" may be two weeks, and no year."""


def dodges(sentence: str, asked: Understanding) -> bool:
    """Whether a sentence has not what its question asks for, in one of these ways."""
    if _is_vague(sentence, asked) or _is_excepted(sentence, asked) or not _is_in_unit(sentence, asked):
        return True
    if _HOW_FAST.search(asked.question) and not numbers(sentence):
        return True
    if _WHICH_PLACE.search(asked.question) and not _names_a_place(sentence, asked):
        return True
    asks_where = ASKS_WHERE.search(asked.question)
    return bool(asks_where and _THERE.search(sentence)) and not tells_a_place(sentence, asked)


def tells_a_place(sentence: str, asked: Understanding) -> bool:
    """Whether a sentence tells of something "in Holm" or the like that the question had not."""
    plain = without(sentence, find(sentence, ANY_DAY))
    return any(not mentions(found[1], asked.question) for found in _PLACED.finditer(plain))


def _is_vague(sentence: str, asked: Understanding) -> bool:
    """Whether a sentence answers what was asked with "something"."""
    return not asked.asks_whether and bool(_VAGUE.search(sentence)) and not _VAGUE.search(asked.question)


def _is_excepted(sentence: str, asked: Understanding) -> bool:
    """Whether a sentence tells of those whom a question excepts: "who, besides Peskov, spoke?"."""
    return any(
        mentions(word, sentence) for found in _BUT_FOR.finditer(asked.question) for word in found[1].split()[-1:]
    )


def _is_in_unit(sentence: str, asked: Understanding) -> bool:
    """Whether some length of a sentence may be told in the unit asked for; so where it has none."""
    wanted = _ASKED_UNIT.search(asked.question)
    told = {unit for _, unit in lengths(sentence)}
    if wanted is None or not told:
        return True
    return any(not told.isdisjoint(_TOLD_IN[unit]) for unit in units(wanted[1]))


def _names_a_place(sentence: str, asked: Understanding) -> bool:
    """Whether a sentence has a name, of a place or with "in" before it, that the question had not."""
    runs = all_names(without(sentence, find(sentence, ANY_DAY)), asked.lang)
    new = [run for run in runs if not any(mentions(word, asked.question) for word in run)]
    return any(is_place(word) for run in new for word in run) or tells_a_place(sentence, asked)
