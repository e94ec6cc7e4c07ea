"""Lengths of time in German and English text: "elf Stunden", "11-hour" and "elfstündig" are 11 hours."""

import re
from collections.abc import Sequence
from datetime import date

from index.article import Language
from index.timex import TimeExpression, find
from index.words import FUNCTION_WORDS, fold, words
from rag.numerals import is_number, numbers

Length = tuple[str, str]
"""A number as `rag.numerals` writes it, and its unit: ("2.5", "hour")."""
_UNITS = {"sekund": "second", "minut": "minute", "stund": "hour", "tag": "day", "woch": "week", "monat": "month",
          "jahr": "year", "jahrzehnt": "decade"}  # fmt: skip
_GERMAN = {
    "second": ("Sekunde", "Sekunden"), "minute": ("Minute", "Minuten"), "hour": ("Stunde", "Stunden"),
    "day": ("Tag", "Tage"), "week": ("Woche", "Wochen"), "month": ("Monat", "Monate"), "year": ("Jahr", "Jahre"),
    "decade": ("Jahrzehnt", "Jahrzehnte"),
}  # fmt: skip
_UNIT = re.compile(
    r"(?P<german>sekund|minut|stund|tag|woch|monat|jahrzehnt|jahr)(?:(?:e[ns]?|n|s)?|ig\w{0,3})|"
    r"(?P<english>second|minute|hour|day|week|month|year|decade)s?"
)
_COMPOUND = re.compile(r".+?(?P<german>sekund|minut|stund|tag|woch|monat|jahr)\w*")
_PLURAL = re.compile(r"tage|monate|jahre|jahrzehnte|\w+[ns]")
_TIMES = re.compile(r"mio|mrd|bn|(?:million|milliarde|billion)(?:en)?|and|half|und|bis|to|oder|or")
"""What stands inside a number of several words, or between two with the same unit."""
_MORE = ("mehr", "more", "other")
_FIRST = re.compile(r"erste[nmrs]?|first|\d+(?:er|s|st|nd|rd|th)")
"""Numbers that count no units: "am ersten Tag", "die 90er Jahre"."""
_ORDINAL = "second"
"""The unit that is a number as well."""


def lengths(text: str) -> set[Length]:
    """All numbers of a text that count a unit of time, with it; "zwei bis drei Tage" are two."""
    tokens = words(text.replace("-", " "))
    return {(number, unit) for at in range(len(tokens)) for number, unit in _length(tokens, at)}


def in_words(length: Length, lang: Language) -> str:
    """A length as text: "2 Stunden", "1.5 hours"."""
    number, unit = length
    if lang == "en":
        return f"{number} {unit}{'' if number == '1' else 's'}"
    one, many = _GERMAN[unit]
    return f"{number.replace('.', ',')} {one if number == '1' else many}"


def is_length(expression: TimeExpression, published: date | None) -> bool:
    """Whether days tell how long something has gone on or will: "seit sechs Tagen"; "vor sechs Tagen" is a day."""
    reaches = published is not None and expression.last >= published
    return reaches and not expression.is_day and bool(lengths(expression.text))


def points(text: str, published: date | None) -> list[TimeExpression]:
    """The times of a text that tell when something was, not how long it has gone on or will."""
    return [time for time in find(text, published) if not is_length(time, published)]


def units(text: str) -> set[str]:
    """The units of time that the words of a text name: "Tage" and "dreitägig" the day; not "Montag"."""
    return {unit for word in words(text.replace("-", " ")) if (unit := _unit(fold(word)))}


def _unit(word: str) -> str | None:
    """The unit of a folded word, in a compound only after a number."""
    if found := _UNIT.fullmatch(word):
        return found["english"] or _UNITS[found["german"]]
    compound = _COMPOUND.fullmatch(word)
    return _UNITS[compound["german"]] if compound and numbers(word) else None


def _length(tokens: Sequence[str], at: int) -> list[Length]:
    word = fold(tokens[at])
    unit = _unit(word)
    if unit is None:
        return []
    counting = _counting(tokens[:at], word) if _UNIT.fullmatch(word) else ()
    if word == _ORDINAL and all(fold(one) == "a" for one in counting) and not _ends(tokens, at):
        return []
    counted = "minute" if word == _ORDINAL else tokens[at]  # any unit that is no number itself
    return [(number, unit) for number in numbers(" ".join((*counting, counted)))]


def _ends(tokens: Sequence[str], at: int) -> bool:
    """Whether no noun may follow: "a second or two", and not "a second ferry"."""
    return at + 1 == len(tokens) or fold(tokens[at + 1]) in FUNCTION_WORDS["en"]


def _counting(before: Sequence[str], unit: str) -> Sequence[str]:
    """The words of number right before a unit; one other may stand between: "drei lange Jahre"."""
    if before and _PLURAL.fullmatch(unit) and _is_between(before[-1]):
        before = before[:-1]
    first = len(before)
    while first and _counts(fold(before[first - 1])):
        first -= 1
    return before[first:]


def _is_between(word: str) -> bool:
    plain = fold(word)
    function_word = plain in FUNCTION_WORDS["de"] or plain in FUNCTION_WORDS["en"]
    return plain in _MORE or (word[0].islower() and not function_word and not _counts(plain) and plain != "percent")


def _counts(word: str) -> bool:
    if _FIRST.fullmatch(word):
        return False
    return is_number(word) or word in ("a", "an") or _TIMES.fullmatch(word) is not None
