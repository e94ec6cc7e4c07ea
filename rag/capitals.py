"""Capitals that news says for their governments: "Moskau und Kiew verhandelten", where articles have the countries."""

import re
from collections.abc import Sequence
from functools import cache

from rag.names import mentions
from rag.spelling import plain

_CAPITALS = (
    "Moskau|Moscow RU, Kiew|Kyjiw|Kiev|Kyiv UA, Washington US, London GB, Paris FR, Berlin DE, Wien|Vienna AT, "
    "Bern CH, Rom|Rome IT, Madrid ES, Lissabon|Lisbon PT, Warschau|Warsaw PL, Prag|Prague CZ, Budapest HU, "
    "Bukarest|Bucharest RO, Sofia BG, Athen|Athens GR, Ankara TR, Belgrad|Belgrade RS, Zagreb HR, Minsk BY, "
    "Vilnius LT, Riga LV, Tallinn EE, Helsinki FI, Stockholm SE, Oslo NO, Kopenhagen|Copenhagen DK, Dublin IE, "
    "Den Haag|The Hague NL, Peking|Beijing CN, Tokio|Tokyo JP, Seoul KR, Pjöngjang|Pyongyang KP, Taipeh|Taipei "
    "TW, Neu-Delhi|Delhi IN, Islamabad PK, Kabul AF, Teheran|Tehran IR, Bagdad|Baghdad IQ, Damaskus|Damascus SY, "
    "Beirut LB, Amman JO, Riad|Riyadh SA, Kairo|Cairo EG, Tiflis|Tbilisi GE, Eriwan|Yerevan AM, Baku AZ, Ottawa "
    "CA, Canberra AU, Brasilia BR, Havanna|Havana CU, Caracas VE"
)
_THERE = re.compile(
    r"\b(?:in|nach|aus|bei|um|durch|über|to|from|at|near|through|into|around|outside)\s+(?:(?:the|das|ganz|all)\s+)?$",
    re.IGNORECASE,
)
"""What makes the city a place that something happened in, came from or went to."""


def is_government(run: Sequence[str], question: str) -> bool:
    """Whether a name of a question may be a government's, named by its capital: it is one, and no place there."""
    name = " ".join(run)
    before, found, _ = question.partition(name)
    return bool(found) and plain(name) in _countries() and _THERE.search(before) is None


def country_in(run: Sequence[str], text: str) -> bool:
    """Whether a text has the country of a capital, in either language and any form."""
    return any(mentions(country, text) for country in _countries().get(plain(" ".join(run)), ()))


@cache
def _countries() -> dict[str, tuple[str, ...]]:
    """Plain name of a capital -> the names of its country."""
    from babel import Locale

    table: dict[str, tuple[str, ...]] = {}
    for entry in _CAPITALS.split(", "):
        capitals, _, code = entry.rpartition(" ")
        countries = tuple(Locale(lang).territories[code] for lang in ("de", "en"))
        table |= dict.fromkeys(map(plain, capitals.split("|")), countries)
    return table
