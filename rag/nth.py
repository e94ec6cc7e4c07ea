"""Which of several a text speaks of, where they are counted: "the tenth season" tells nothing of the first."""

import re
from collections import defaultdict
from collections.abc import Mapping

from index.article import Language
from index.timewords import NTH_OF
from index.timex import ANY_DAY, find, without
from index.words import stems
from rag.numerals import numbers

_NTH = re.compile(NTH_OF, re.IGNORECASE)
_ENDS = re.compile(r"[.,;:!?–]\s")
_NOUN_WITHIN = 2
"""Words of meaning after an ordinal among which is the noun of what it counts: "the second bilateral meeting"."""


def is_of_another(question: str, text: str, lang: Language) -> bool:
    """Whether a text in the language of a question counts the same as that, and is about none of the same number."""
    told = _counted(text, lang)
    return any(noun in told and not told[noun] & nth for noun, nth in _counted(question, lang).items())


def _counted(text: str, lang: Language) -> Mapping[str, set[str]]:
    """The numbers that ordinals give to what follows them, by its stem."""
    found: dict[str, set[str]] = defaultdict(set)
    plain = without(text, find(text, ANY_DAY), gap=" ")
    for nth in _NTH.finditer(plain):
        of = _ENDS.split(plain[nth.end() :], maxsplit=1)[0]
        for noun in stems(of, lang)[:_NOUN_WITHIN]:
            found[noun] |= numbers(nth.group())
    return found
