"""What kind of institution a name is of: "Radclub Brennitz" is a club, and nothing that tells of the museum there.

The part of a name that says so is a common word, in German most often the end of a compound; articles may say it in
another word of the same kind, or in the other language.
"""

from collections.abc import Sequence
from functools import lru_cache

from index.words import fold, words

_KINDS = (
    "club klub verein verband society association",
    "museum museen galerie sammlung gallery collection",
    "bad baeder therme schwimmhalle pool baths lido",
    "klinik klinikum krankenhaus spital hospital clinic infirmary",
    "schule gymnasium kolleg akademie school college academy",
    "universitaet hochschule uni university",
    "theater buehne oper schauspielhaus theatre opera playhouse",
    "zoo tierpark tiergarten wildpark wildlife",
    "chor kantorei singkreis saengerkreis choir chorus singers",
    "orchester philharmonie kapelle orchestra philharmonic symphony",
    "feuerwehr loeschzug brigade firefighters",
    "bibliothek buecherei library",
    "flughafen flugplatz airport airfield",
    "brauerei brauhaus brewery",
    "sternwarte observatorium planetarium observatory",
    "baeckerei bakery",
    "gericht gerichtshof court tribunal",
    "sparkasse bank",
)
"""Endings of words of one kind, in both languages."""
_GROUPS = tuple(frozenset(fold(word) for word in kind.split()) for kind in _KINDS)
_WHOLE = frozenset("uni bad pool court".split())
"""Too short, or the end of too much else, to be the end of a compound."""
_INFLECTED = ("", "s", "es", "e", "en", "n")


def is_of_kind(run: Sequence[str], text: str) -> bool:
    """Whether a text speaks of the kind of institution that a name of several words tells, if it tells one."""
    kinds = [kind for word in run for kind in _GROUPS if _ends(word, kind)] if len(run) > 1 else []
    return all(any(_ends(word, kind) for word in _distinct(text)) for kind in kinds)


@lru_cache(maxsize=100_000)
def _ends(word: str, kind: frozenset[str]) -> bool:
    """Whether a word, or the end of a compound, is of a kind, in any inflection."""
    plain = fold(word)
    forms = [plain.removesuffix(ending) for ending in _INFLECTED]
    return any(form in kind for form in forms) or any(
        form.endswith(end) for form in forms for end in kind if end not in _WHOLE
    )


@lru_cache(maxsize=4096)
def _distinct(text: str) -> frozenset[str]:
    return frozenset(words(text))
