"""Names that a number tells from others of their kind: "Linie 7", "Season 17", "the 93rd Academy Awards"."""

import re

from index.timex import ANY_DAY, find, without
from rag.numerals import numbers

_NUMBERED = re.compile(
    r"(?<!\w)\d{1,4}(?:st|nd|rd|th|\.)\s+[A-ZÄÖÜ][\w-]+|"
    r"(?<![.?!:]\s)\b[A-ZÄÖÜ][\w-]+\s\d{1,4}(?![\w.,:/%-]*\d|\s?[%€$£])\b"
)
_ROMAN = re.compile(r"\b(?=[IVXL])(XL|L?X{0,3})(IX|IV|V?I{0,3})\b")
_LETTERS = {"I": 1, "V": 5, "X": 10, "L": 50}


def numbered(question: str) -> list[list[str]]:
    """The names with a number in a question, each as its words, but for times: [["Linie", "7"]]."""
    plain = without(question, find(question, ANY_DAY), gap=" , ")
    return [found.group().split() for found in _NUMBERED.finditer(plain)]


def has_number(run: list[str], text: str) -> bool:
    """Whether a text has the number of such a name, in digits, in words or as a Roman one."""
    told = numbers(" ".join(run))
    return bool(told & numbers(text)) or any(str(_value(found.group())) in told for found in _ROMAN.finditer(text))


def _value(roman: str) -> int:
    values = [_LETTERS[letter] for letter in roman]
    return sum(-one if one < max(values[place:]) else one for place, one in enumerate(values))
