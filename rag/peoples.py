"""Peoples in English questions, told of where an article has their country: "the Danes" in "die dänische Regierung"."""

import re
from collections.abc import Sequence
from functools import lru_cache

from rag.exonyms import places
from rag.names import mentions
from rag.spelling import common_prefix, plain

_PEOPLES = (
    "dane Denmark Danish, swede Sweden Swedish, pole Poland Polish, finn Finland Finnish, turk Turkey Turkish, scot "
    "Scotland Scottish, briton Britain British, spaniard Spain Spanish, greek Greece Greek, serb Serbia Serbian, croat "
    "Croatia Croatian, czech Czechia Czech, slovak Slovakia Slovak, slovene Slovenia Slovenian, afghan Afghanistan, "
    "iraqi Iraq, thai Thailand"
)
"""Those whose names are not made of their country's."""
_MADE = re.compile(r"\w{3,}(?:ese|ans?|is?)")
_ROOT = 4


def names_country(run: Sequence[str], text: str) -> bool:
    """Whether a lone name is that of a people, or what is theirs, and a text in either language has their country."""
    return len(run) == 1 and any(mentions(name, text) for name in _countries(plain(run[0])))


@lru_cache(maxsize=4096)
def _countries(people: str) -> tuple[str, ...]:
    """What a country is called by which a plain word names a people; none for another word."""
    for entry in _PEOPLES.split(", "):
        name, *countries = entry.split()
        if people in (name, f"{name}s"):
            return tuple(countries)
    return tuple(place.title() for place in places() if _is_of(people, place)) if _MADE.fullmatch(people) else ()


def _is_of(people: str, place: str) -> bool:
    """ "mozambican" of "mozambique"."""
    shared = common_prefix(people, place)
    return shared >= _ROOT and len(people) - shared < _ROOT and len(place) - shared <= _ROOT
