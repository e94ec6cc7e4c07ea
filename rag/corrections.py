"""What an article takes back: "In einer früheren Fassung hieß es, … Richtig ist: …", "not 11,300 but 13,100"."""

import re

from index.sentences import sentences
from rag.numerals import numbers

_VERSION = (
    r"(?:\bin (?:eine[nmr]|der|dem|unsere[mnr]) (?:früheren|ersten|ursprünglichen|vorherigen) "
    r"(?:fassung|version|ausgabe|beitrag|artikel|bericht|text|meldung)|"
    r"\b(?:earlier|previous|original|initial|first) (?:version|edition)|"
    r"\bthis (?:article|report|story) (?:originally|initially|previously|earlier))\b"
)
_SAID = (
    r"\b(?:hieß|geschrieben|berichtet|gemeldet|stand|angegeben|genannt|said|stated|reported|gave|misstated|wrote|named|"
    r"misidentified|described)\b"
)
_WITHDRAWS = re.compile(
    rf"{_VERSION}.*{_SAID}|^\W*(?:korrektur|berichtigung|richtigstellung|correction)\s*:.*{_SAID}",
    re.IGNORECASE | re.DOTALL,
)
_RIGHT = re.compile(
    r"\b(?:richtig (?:ist|sind|muss|lautet|heißt)|tatsächlich|vielmehr|in fact|in reality|should (?:be|have))\b",
    re.IGNORECASE,
)
_NOT_BUT = re.compile(
    r"\b(?:nicht|not)\b(?! (?:nur|allein|bloß|only|just|merely)\b)"
    r"(?:[^.;!?]|(?<=\d)\.(?=\d)){1,60}?,? (?:sondern|but)\b",
    re.IGNORECASE,
)


def withdraws(sentence: str) -> bool:
    """Whether a sentence tells what was wrong in an article."""
    return _WITHDRAWS.search(sentence) is not None


def held(text: str) -> str:
    """What a quotation still says: without what it takes back, and without the first of "not … but …"."""
    told = "".join(_held_of(text[span.start : span.end]) for span in sentences(text)) if withdraws(text) else text
    return _NOT_BUT.sub(" ", told)


def withdrawn(text: str) -> set[str]:
    """The numbers that a quotation takes back."""
    return numbers(text) - numbers(held(text))


def _held_of(sentence: str) -> str:
    if not withdraws(sentence):
        return f"{sentence} "
    right = _RIGHT.search(sentence)
    return f"{sentence[right.start() :]} " if right else ""
