"""The number that answers, asked how many or how much: of several in a sentence the one that stands with the question's
words, with its unit where one is asked for."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.timex import ANY_DAY
from index.words import content_words, stem, stems
from rag.lengths import lengths, points
from rag.numerals import is_number, numbers
from rag.prices import asks_price, has_money
from rag.understand import Understanding

TOKEN = re.compile(r"[^\W_]+(?:[-'’.,:/][^\W_]+)*|[%€$£]")
_MULTIPLIER = re.compile(
    r"(?:hunderte?|tausende?|tsd|millione?n?|mio|milliarden?|mrd|billione?n?|hundred|thousand|million|billion|trillion|bn)",
    re.IGNORECASE,
)
_CURRENCY = re.compile(
    r"[€$£]|euros?|cents?|(?:us-)?dollars?|pfund|pounds?|pence|franken|francs?|kronen|rubel|roubles?|rubles?|yen|eur|usd|"
    r"mark|schilling|shillings?|pennies",
    re.IGNORECASE,
)
_UNIT = re.compile(
    rf"{_CURRENCY.pattern}|%|prozent\w*|percent|(?:kilo|zenti|milli)?metern?|(?:kilo|centi|milli)?met(?:re|er)s?|[kcm]?m|"
    r"km/h|mph|meilen?|miles?|feet|foot|ft|inch(?:es)?|yards?|zoll|knoten|knots|(?:kilo)?gramm|(?:kilo)?grams?|k?g|tonnen?|"
    r"tons?|tonnes|pfund|litern?|lit(?:er|re)s?|l|hektar|hectares?|acres?|quadrat\w+|kubik\w+|grad|degrees?|"
    r"(?:kilo|mega|giga)?watt\w*|[kmg]w|[kmgt]b|jahren?|years?|punkten?|points?|hertz|volt|bar|celsius|fahrenheit",
    re.IGNORECASE,
)
_SPEED = re.compile(
    r"\d[\d.,]*\s*(?:km/h|mph|knoten|knots|stundenkilometern?|kilometern? (?:pro|in der) stunde|"
    r"(?:miles|kilomet(?:re|er)s) (?:per|an) hour)(?!\w)",
    re.IGNORECASE,
)
_ASKS_SPEED = re.compile(
    r"schnell|geschwindigkeit|tempo|speed|\bfast\b|how quick|km/h|mph|wind|böe|sturm|gust|storm", re.IGNORECASE
)
_TIMES = re.compile(r"times|mal|fold", re.IGNORECASE)
_BEFORE_NOUN = 3
"""Tokens within which the noun of a count stands after its number."""


class _Number(NamedTuple):
    """A number of a sentence: characters, end exclusive, and tokens from first to behind the last; unit in the end."""

    start: int
    bare: int
    end: int
    first: int
    after: int


def asks_speed(question: str) -> bool:
    """Whether a question may be answered by a speed."""
    return _ASKS_SPEED.search(question) is not None


def without_speeds(text: str) -> str:
    return _SPEED.sub(" ", text)


def measure(sentence: str, asked: Understanding) -> str | None:
    """The number asked for as it stands in a sentence, without its noun; with its unit where no count is asked for.

    None where the sentence has no number but those of its days and of the question, and for "ten times its weight".
    """
    tokens = list(TOKEN.finditer(sentence))
    found = _of_kind([n for n in _numbers(sentence, tokens) if _is_new(sentence, n, asked)], sentence, asked)
    if not found:
        return None
    known = set(stems(asked.question, asked.lang))
    spoken = [i for i, token in enumerate(tokens) if _stems(token.group(), asked) & known]
    best = min(found, key=lambda n: (not _counts(n, tokens, asked), _distance(n, spoken), n.start))
    if best.after < len(tokens) and _TIMES.fullmatch(tokens[best.after].group()):
        return None
    return sentence[best.start : best.bare if asked.counts else best.end]


def _numbers(sentence: str, tokens: Sequence[re.Match[str]]) -> list[_Number]:
    """The numbers of a sentence but for those of its days."""
    days = points(sentence, ANY_DAY)
    found: list[_Number] = []
    at = 0
    while at < len(tokens):
        is_day = any(day.start <= tokens[at].start() < day.end for day in days)
        if is_day or not is_number(tokens[at].group()):
            at += 1
            continue
        first, at = at, at + 1
        while at < len(tokens) and _goes_on(tokens[at], tokens[at - 1], sentence):
            at += 1
        bare = tokens[at - 1].end()
        while at < len(tokens) and _is_unit(tokens[at], tokens[at - 1], sentence):
            at += 1
        start = first - (first > 0 and bool(re.fullmatch(r"[€$£]", tokens[first - 1].group())))
        found.append(_Number(tokens[start].start(), bare, tokens[at - 1].end(), first, at))
    return found


def _goes_on(token: re.Match[str], before: re.Match[str], sentence: str) -> bool:
    """ "390 billion", "4,3 Mio."."""
    return _gap(before, token, sentence) == " " and _MULTIPLIER.fullmatch(token.group()) is not None


def _is_unit(token: re.Match[str], before: re.Match[str], sentence: str) -> bool:
    return _gap(before, token, sentence) in ("", " ", ". ") and _UNIT.fullmatch(token.group()) is not None


def _gap(before: re.Match[str], token: re.Match[str], sentence: str) -> str:
    return sentence[before.end() : token.start()].replace("\u00a0", " ").replace("\u202f", " ")


def _is_new(sentence: str, found: _Number, asked: Understanding) -> bool:
    return not numbers(sentence[found.start : found.bare]) <= numbers(asked.question)


def _of_kind(found: Sequence[_Number], sentence: str, asked: Understanding) -> Sequence[_Number]:
    """Of some numbers those of money where a price is asked for, and no length of time, where there are others; "ein"
    only where it counts."""
    for is_apt in (
        lambda words: numbers(words) - {"1"},
        lambda words: not lengths(words),
        lambda words: not asks_price(asked.question) or has_money(words),
    ):
        found = [n for n in found if is_apt(sentence[n.start : n.end])] or found
    return found


def _counts(found: _Number, tokens: Sequence[re.Match[str]], asked: Understanding) -> bool:
    """Whether the noun of what is counted stands behind a number."""
    noun = asked.counted
    behind = tokens[found.after : found.after + _BEFORE_NOUN]
    return noun is not None and any(stem(noun, asked.lang) in _stems(token.group(), asked) for token in behind)


def _distance(found: _Number, spoken: Sequence[int]) -> int:
    """Tokens to the nearest word of the question."""
    return min((min(abs(at - found.first), abs(at - found.after + 1)) for at in spoken), default=0)


def _stems(word: str, asked: Understanding) -> set[str]:
    return {stem(part, asked.lang) for part in content_words(word, asked.lang)}
