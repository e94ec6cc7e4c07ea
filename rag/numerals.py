"""Numbers in German and English text, in digits of either notation or in words, all in one form.

"1.200,5" and "1,200.5" are "1200.5", "einundzwanzig" and "twenty-one" "21", "zweieinhalbstündig" is "2.5",
"zwei Millionen" and "2 Mio." are "2000000", "19.05.2025" is "19", "5" and "2025".
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from index.words import fold, words


def _numbered(forms: str, first: int, step: int = 1) -> dict[str, int]:
    return {fold(name): first + step * place for place, group in enumerate(forms.split(",")) for name in group.split()}


_GERMAN_UNITS = _numbered("ein eins eine, zwei zwo, drei, vier, fünf, sechs, sieben, acht, neun", 1)
_GERMAN_TENS = _numbered("zwanzig, dreißig, vierzig, fünfzig, sechzig, siebzig, achtzig, neunzig", 20, 10)
_GERMAN_SMALL = {
    "null": 0, **_GERMAN_UNITS, **_GERMAN_TENS,
    **_numbered("zehn, elf, zwölf, dreizehn, vierzehn, fünfzehn, sechzehn, siebzehn, achtzehn, neunzehn", 10),
}  # fmt: skip
_GERMAN_SPECIAL = {
    **_numbered("einen einem einer eines erste ersten erster erstes erstem, zweimal", 1),
    **_numbered("dritte dritten dritter drittes drittem", 3),
    **_numbered("siebte siebten siebter siebtes siebtem", 7), "dutzend": 12,
}  # fmt: skip
_ENGLISH_UNITS = _numbered(
    "one first, two second twice, three third, four, five fifth, six, seven, eight, nine ninth", 1
)
_ENGLISH_TEENS = _numbered(
    "ten, eleven, twelve twelfth, thirteen, fourteen, fifteen, sixteen, seventeen, eighteen, nineteen", 10
)
_ENGLISH_TENS = _numbered(
    "twenty twentieth, thirty thirtieth, forty fortieth, fifty fiftieth, sixty, seventy, eighty, ninety", 20, 10
)
_ENGLISH = {**_ENGLISH_UNITS, **_ENGLISH_TEENS, **_ENGLISH_TENS, "dozen": 12}
_TIMES = {
    "hundred": 10**2, "hundert": 10**2, "thousand": 10**3, "tausend": 10**3, "tsd": 10**3, "million": 10**6,
    "millionen": 10**6, "mio": 10**6, "milliarde": 10**9, "milliarden": 10**9, "mrd": 10**9, "billion": 10**9,
    "bn": 10**9, "billionen": 10**12, "trillion": 10**12,
}  # fmt: skip
_GERMAN_BILLION = "Billion"
_LONE = frozenset(("hundred", "hundert", "thousand", "tausend"))
"""Multipliers that are a number by themselves too; "Millionen" alone is none."""
_HALF = re.compile(r"halb(?:e[nmrs]?)?|half")
_MEASURED = (
    r"stund|minut|sekund|tag|woch|monat|jahr|mal|fach|stellig|kopfig|prozent|meter|spurig|stockig|teilig|seitig|punkt"
)
_DERIVED = re.compile(rf"(?P<number>.+?)(?P<half>halb)?(?:{_MEASURED})\w*")
_ORDINAL = re.compile(r"(?P<number>.+?)s?te[nmrs]?")
_ENGLISH_ORDINAL = re.compile(r"(?P<number>.+?)h?th|(?P<tens>.+?)ieth")
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?![\d.,]*\d)")
_CLOCK = re.compile(r"(?<=\d)\.(?=\d\d Uhr)")
_UNIT_OF_TIME = frozenset(("hour", "minute", "second", "day", "week", "month", "year", "quarter"))


def numbers(text: str) -> set[str]:
    """All numbers of a text in one form; "ein" and "one" count as 1, "a" only before a unit of time."""
    return {number for found in _found(tokens(text)) for number in found}


def tokens(text: str) -> list[str]:
    """The words of a text, each number in digits as one of them."""
    return words(_GROUPED.sub(lambda match: re.sub(r"\D", "", match.group()), _CLOCK.sub(":", text)))


def is_number(word: str) -> bool:
    """Whether one word is a number: "elf", "40.000", "zweite"."""
    return word[0].isdecimal() or _word_value(fold(word)) is not None


def _found(told: list[str]) -> Iterator[set[str]]:
    at = 0
    while at < len(told):
        value, after = spoken(told, at)
        if value is not None:
            yield {_written(value)}
        elif told[at][0].isdecimal():
            yield _parts(told[at])
        at = after


def spoken(told: list[str], at: int) -> tuple[Decimal | None, int]:
    """The number that begins at a token with its multipliers, and the first token after it."""
    value, after = _simple(told, at)
    while value is not None and after < len(told) and (times := _multiplier(told[after])):
        value, after = value * times, after + 1
        read = spoken if times == 1000 else _simple
        rest, beyond = read(told, after + (told[after : after + 1] == ["and"]))
        if rest is not None and rest < times and not told[beyond - 1][0].isdecimal() and times <= 1000:
            follows = _multiplier(told[beyond]) if beyond < len(told) else None
            value, after = (value + rest, beyond) if not follows or follows > times else (value, after)
    return value, after


def _simple(told: list[str], at: int) -> tuple[Decimal | None, int]:
    """One number without multipliers: digits, a word, "twenty-one", "two and a half", "an hour"."""
    if at >= len(told):
        return None, at + 1
    word = fold(told[at])
    following = [fold(token) for token in told[at + 1 : at + 4]]
    if word[0].isdecimal():
        return _decimal(word), at + 1
    if word in _ENGLISH_TENS and following and _ENGLISH_UNITS.get(following[0]):
        return Decimal(_ENGLISH_TENS[word] + _ENGLISH_UNITS[following[0]]), at + 2
    if following and (_is_half(word, following[0]) or _is_half(following[0], word)):
        return Decimal("0.5"), at + 2
    if word in ("a", "an") and following:
        return (Decimal(1) if following[0] in _UNIT_OF_TIME | _TIMES.keys() else None), at + 1
    value = _word_value(word)
    if value is not None and following in (["and", "a", "half"], ["and", "one", "half"]):
        return value + Decimal("0.5"), at + 4
    if word in _LONE:
        return Decimal(_TIMES[word]), at + 1
    return value, at + 1


def _is_half(half: str, article: str) -> bool:
    """ "half an (hour)", "eine halbe (Stunde)"."""
    return bool(_HALF.fullmatch(half)) and bool(re.fullmatch("an?|eine[nmr]?|ein", article))


def _multiplier(token: str) -> int | None:
    return 10**12 if token == _GERMAN_BILLION else _TIMES.get(fold(token))


@lru_cache(maxsize=20_000)
def _word_value(word: str) -> Decimal | None:
    """The value of one folded word; None when it is no number."""
    if _HALF.fullmatch(word):
        return Decimal("0.5")
    if (plain := _cardinal(word)) is not None:
        return plain
    if derived := _DERIVED.fullmatch(word):
        return _cardinal(derived["number"] + (derived["half"] or ""))
    if ordinal := _ORDINAL.fullmatch(word):
        return _whole(ordinal["number"])
    if ordinal := _ENGLISH_ORDINAL.fullmatch(word):
        stem = ordinal["number"] or f"{ordinal['tens']}y"
        return Decimal(_ENGLISH[stem]) if stem in _ENGLISH else None
    return None


def _cardinal(word: str) -> Decimal | None:
    """A number word without endings: "dreihundert", "zweieinhalb", "anderthalb", "twelve"."""
    if word in ("halb", "anderthalb"):
        return Decimal("0.5") if word == "halb" else Decimal("1.5")
    if word in _ENGLISH or word in _GERMAN_SPECIAL:
        return Decimal(_ENGLISH.get(word, _GERMAN_SPECIAL.get(word, 0)))
    if word.endswith("einhalb"):
        whole = _whole(word.removesuffix("einhalb") or "ein")
        return whole + Decimal("0.5") if whole is not None else None
    return _whole(word)


def _whole(word: str) -> Decimal | None:
    """A German whole number in one word."""
    for name, size in (("tausend", 1000), ("hundert", 100)):
        head, found, tail = word.partition(name)
        if found:
            high, low = _whole(head) if head else Decimal(1), _whole(tail.removeprefix("und")) if tail else Decimal(0)
            return None if high is None or low is None else high * size + low
    if word in _GERMAN_SMALL:
        return Decimal(_GERMAN_SMALL[word])
    unit, found, ten = word.partition("und")
    if found and unit in _GERMAN_UNITS and ten in _GERMAN_TENS:
        return Decimal(_GERMAN_UNITS[unit] + _GERMAN_TENS[ten])
    return None


def _decimal(text: str) -> Decimal | None:
    """Digits in German or English notation; None for a clock time, a date or a section number."""
    groups, marks = re.split(r"[.,]", text), re.findall(r"[.,]", text)
    if ":" in text or (len(marks) > 1 and not all(len(group) == 3 for group in groups[1:-1])):
        return None
    thousands = len(groups[-1]) == 3 and len(set(marks)) < 2 and len(groups[0]) <= 3 and groups[0] != "0"
    if not marks or thousands:
        return Decimal("".join(groups))
    if len(marks) > 1 and len(set(marks)) == 1:
        return None
    return Decimal(f"{''.join(groups[:-1])}.{groups[-1]}")


def _parts(text: str) -> set[str]:
    """What is no plain number: a date as day, month and year, all else as it stands."""
    if re.fullmatch(r"\d{1,2}\.\d{1,2}\.(?:\d\d)?\d\d", text):
        return {str(int(part)) for part in text.split(".")}
    return {text}


def _written(value: Decimal) -> str:
    whole = value.to_integral_value()
    return str(int(whole)) if value == whole else str(value.normalize())
