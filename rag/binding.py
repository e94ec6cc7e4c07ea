"""Pronouns whose noun stands in the same question: "Did Trump sell his club", "If he wins, what will Trump do?"."""

import re
from typing import Literal

from index.article import Language
from index.words import ENGLISH_FUNCTION_WORDS, content_words, fold
from rag.aspects import is_topical
from rag.names import names
from rag.openings import AUX, WH

Kind = Literal["person", "thing", "owner", "place", "time", "sequence"]
"""`owner`: "ihre", "their"; `sequence`: before or after what was said: "danach", "next"."""

_CLAUSE = re.compile(
    r"[,;:.?!–]|\b(?:und|oder|aber|and|or|but|when|while|if|because|before|after|until|that)\b|"
    r"\b(?:in|of|to|for|by|with|from|at|on|about) (?=which\b)|"
    r"\b(?:say|says|said|announced|claimed)(?=\s+(?:he|she|it|they)\b)",
    re.IGNORECASE,
)
_THAN = re.compile(r"\b(?:than|as)\s+$", re.IGNORECASE)
_WHO = re.compile(r"\W*(?:wer|who|welche[rs]?|which)\b", re.IGNORECASE)
_OWNING = re.compile(r"\W*(?:wer|who|welche[rs]?|which|whose|wessen|how many|wie ?viele)\b", re.IGNORECASE)
_ACTOR = re.compile(
    r"\b(?:do|does|can|should|must|may|when|if)\s+(?:an?|any|every|each|most|many|some|all|no)\s+([a-z-]+)|"
    r"\b(?:do|does|did|can|could|will|would|should|must|may|have|has|had)\s+(?!the\b)([a-z-]+)",
    re.IGNORECASE,
)
_MINE = re.compile(r"\b(?:my|our)\s+[a-z-]+", re.IGNORECASE)
_NOUN = re.compile(
    r"\b(?P<determiner>(?i:der|die|das|den|dem|des|eine?[nmrs]?|keine?[nmrs]?|jede[nmrs]?|welche[nmrs]?|"
    r"(?:mein|unser)e?[nmrs]?))\s+(?:[a-zäöüß]+e[nmrs]?\s+)*(?P<noun>[A-ZÄÖÜ][\w-]+)"
)
_ANY = re.compile(r"\b(?i:darf|kann|muss|soll|sollte|braucht|wenn)\s+(?=(?:k?eine?|jeder?)\s)")
_OPENING = re.compile(
    r"\W*(?:if|when|while|after|before|because|although|though|since|once|unless|despite|in|during|at|with|by|on|"
    r"following|given|wenn|als|nachdem|bevor|weil|obwohl|seit|falls|sobald|während|waehrend)\b"
    rf"(?!\s+(?:{WH['en']}|{WH['de']}|{AUX['en']}|{AUX['de']})\b)[^,?!.]*,",
    re.IGNORECASE,
)
_ASKED_OF = re.compile(rf"\s*(?i:{WH['de']})\s+(?:[a-zäöüß]+\s+)?[a-zäöüß]+\s+[A-ZÄÖÜ]")


def is_bound(question: str, start: int, end: int, kind: Kind, lang: Language) -> bool:
    """Whether what a pronoun points at stands in the question itself.

    In the same clause only owners do ("Did Trump sell his club"); a clause further on, any pronoun; before its noun,
    one in an opening clause.
    """
    if kind not in ("person", "thing", "owner", "place"):
        return False
    word, before = question[start:end], question[:start]
    clauses = [found.start() for found in _CLAUSE.finditer(question) if found.end() <= start]
    earlier = question[: clauses[-1]] if clauses else ""
    if names(before if kind == "owner" or _THAN.search(before) else earlier, lang):
        return True
    if kind == "owner" and _OWNING.match(before) and len(content_words(before, lang)) > 1:
        return True
    if kind in ("person", "owner") and _names_later(question, end, lang):
        return True
    return _has_noun(before, earlier, kind, word) if lang == "de" else _has_actor(before, earlier, kind)


def _names_later(question: str, end: int, lang: Language) -> bool:
    """Whether a name follows an opening clause with a pronoun: "Before his arrest, where did Assange live?"."""
    opening = _OPENING.match(question)
    if opening is None or opening.end() < end:
        return False
    rest = question[opening.end() :]
    return bool(names(rest, lang)) and (lang == "en" or _ASKED_OF.match(rest) is not None)


def _has_actor(before: str, earlier: str, kind: Kind) -> bool:
    """Whether a noun that is no name can be meant: "how do companies … their", "my landlord …, can he"."""
    match kind:
        case "thing":
            return any(is_topical(word, "en") for word in content_words(earlier, "en"))
        case "person" | "owner":
            actor = _ACTOR.search(before if kind == "owner" else earlier)
            is_named = actor is not None and (actor[1] or actor[2]).lower() not in ENGLISH_FUNCTION_WORDS
            asks_who = kind == "person" and _WHO.match(earlier) is not None
            return is_named or asks_who or _MINE.search(earlier) is not None
        case _:
            return False


def _has_noun(before: str, earlier: str, kind: Kind, word: str) -> bool:
    """Whether a German noun agrees: "welcher Spieler …, weil er", "darf ein Arbeitgeber … seiner"."""
    if kind == "place":
        return False
    if kind == "person" and _WHO.match(earlier):
        return True
    found = _ANY.search(before) if kind == "owner" else None
    texts = [earlier, before[found.end() :]] if found else [earlier]
    return any(_agrees(noun, word) for text in texts for noun in _NOUN.finditer(text))


def _agrees(noun: re.Match[str], word: str) -> bool:
    """By the ends of its determiner: "sie" and "ihr" take "die", "eine", "welcher" may be either's."""
    if not is_topical(noun["noun"], "de"):
        return False
    determiner, pronoun = fold(noun["determiner"]), fold(word)
    if pronoun.startswith(("sie", "ihr", "ihnen", "deren")) and pronoun != "ihm":
        return determiner.endswith(("e", "er"))
    return pronoun.startswith("d") or not determiner.endswith("e")
