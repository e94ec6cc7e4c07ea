"""What is measured, and in which units that is told: a weight in kilograms, a distance in miles, a turnout in percent.

A number in another unit answers no such question.
"""

import re
from functools import cache
from typing import NamedTuple

_LENGTH = (
    r"(?:kilo|zenti|milli|centi)?met(?:ern?|res?|ers?)|[kcm]?m|meilen?|seemeilen?|miles?|feet|foot|ft|inch(?:es)?|yards?|"
    r"zoll|lichtjahren?|light[ -]years?|stockwerken?|storeys?|stories"
)


class _Dimension(NamedTuple):
    """Patterns: what asks for it, the units behind its number, and what tells it without a unit."""

    asks: str
    units: str
    bare: str = r"(?!)"


_DIMENSIONS = (
    _Dimension(
        r"\bwie schwer (?!verletzt|krank|beschädigt)|\bwieg(?:t|en)\b|\bwog(?:en)?\b|gewicht\b|\bhow heavy\b|"
        r"\bweigh(?:s|ed)?\b|\bweight\b",
        r"(?:kilo)?gramm?e?s?|[kt]?g|kilos?|tonnen?|tonnes?|tons?|t|pfund|pounds?|lbs?|ounces?|unzen?|zentner",
    ),
    _Dimension(
        r"\bwie (?:weit|tief|breit) (?:ist|sind|war|waren|entfernt|liegt|liegen)\b|entfernung\b|\bhow (?:deep|wide)\b|"
        r"\bhow far (?:is|are|was|were|away|from)\b|\bdistance\b",
        _LENGTH,
    ),
    _Dimension(
        r"\bwie alt\b|\bhow old\b|\bwhat age\b",
        r"jahren?|jährige?\w*|years?|year-old|monaten?|months?|century|jahrhundert\w*",
        bare=r"\w, \d{1,3},|\baged? \d|\(\d{1,3}\)",
    ),
    _Dimension(
        r"\bwie (?:warm|kalt|hei(?:ß|ss))\b|temperatur|\bhow (?:warm|cold|hot)\b|\btemperature\b",
        r"grad|degrees?|°|celsius|fahrenheit|kelvin",
    ),
    _Dimension(
        r"\bprozent(?:satz)?\b|\bpercentage\b|\bper ?cent\b|\bturnout\b|beteiligung\b",
        r"%|prozent\w*|per ?cent\w*",
    ),
)


def has_dimension(question: str, text: str) -> bool:
    """Whether a text tells what a question measures, in its units; so where it measures nothing of these."""
    return all(told.search(text) for asks, told in _compiled() if asks.search(question))


@cache
def _compiled() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (
            re.compile(of.asks, re.IGNORECASE),
            re.compile(rf"(?:\d[\s-]?|\b[a-zäöüß]{{3,}}[\s-])(?:{of.units})(?!\w)|{of.bare}", re.IGNORECASE),
        )
        for of in _DIMENSIONS
    )
