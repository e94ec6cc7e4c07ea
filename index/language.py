"""Is a text German or English? Right on questions of three words, fast, and cheap to import.

A vote of function words decides; only where it is tied does lingua (restricted to the two
languages, in its small mode: 45 ms and 12 MB on first use) look at the letters, and where even that is
unsure, as with "August" or a bare name, the caller's default stands.
"""

import re
from functools import cache
from typing import TYPE_CHECKING

from index.article import Language
from index.patterns import entries

if TYPE_CHECKING:
    from lingua import LanguageDetector

READ_CHARACTERS = 4000
"""How much of a text is looked at: more does not change the result."""

SURE = 0.7
"""Lingua's least confidence for a text without function words; below it the default stands."""

_GERMAN_TOO = frozenset({"die", "so", "will", "bin", "hast", "hat"})
_WEAK = frozenset({"am", "so", "war", "man", "also", "all", "her", "will", "last", "are", "most", "name", "made"})
"""Words of both languages: a quarter of a vote, for each language that has them."""
_WORD = re.compile(r"[a-zäöüß]+(?:['’][a-z]+)?")
_LETTER = re.compile(r"[^\W\d_]")
_UMLAUT = re.compile("[äöüß]")


def detect(text: str, default: Language = "de") -> Language:
    """The language of `text`; `default` when nothing in it tells."""
    german, english = _vote(text[:READ_CHARACTERS])
    if german != english:
        return "de" if german > english else "en"
    return _by_letters(text[:READ_CHARACTERS], default)


def _vote(text: str) -> tuple[float, float]:
    """Votes of the words for German and for English; the first word of a question counts double."""
    german_words, english_words = entries("german"), entries("english")
    german = english = 0.0
    for position, word in enumerate(_WORD.findall(text.lower())):
        weight = (0.25 if word in _WEAK else 1.0) * (2.0 if position == 0 else 1.0)
        german += weight * (word in german_words or word in _GERMAN_TOO)
        german += position == 0 and word == "was"
        english += weight * (word in english_words or "'" in word or "’" in word)
        german += 0.5 * bool(_UMLAUT.search(word))
    return german, english


def _by_letters(text: str, default: Language) -> Language:
    """Lingua's choice where it is sure."""
    from lingua import Language as Lingua

    words = text.split()
    if not _LETTER.search(text) or (len(words) == 1 and not words[0].islower()):
        return default
    value = _detector().compute_language_confidence(text, Lingua.GERMAN)
    if value >= SURE:
        return "de"
    return "en" if value <= 1 - SURE else default


@cache
def _detector() -> "LanguageDetector":
    from lingua import Language as Lingua
    from lingua import LanguageDetectorBuilder

    return LanguageDetectorBuilder.from_languages(Lingua.GERMAN, Lingua.ENGLISH).with_low_accuracy_mode().build()
