"""What the numbers of a sentence count: "zwölf Tote", "nearly 4 million euros", "zwei Stunden", each with its value."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import takewhile

from index.article import Language
from index.words import fold, stem
from rag.lengths import units
from rag.names import CALENDAR
from rag.numerals import is_number, spoken, tokens

_SIGNS = (
    (re.compile(r"\b\w+-(?:days?|weeks?|months?|years?)\b"), " "),  # "the 30-day ceasefire"
    (re.compile(r"\b\d{1,3}\.(?=\s+\w)"), " "),  # "3. Mai", "12. Spieltag"
    (re.compile(r"(?<=\d)\s?(?:m|mn)\b"), " million"),
    (re.compile(r"(?<=\d)\s?bn\b"), " billion"),
    (re.compile(r"\bper cent\b|%"), " percent "),
    (re.compile(r"([$€£])\s?(\d[\d.,]*\d|\d)(\s?(?:million|billion|trillion)\b)?"), r"\2\3 \1"),
    (re.compile(r"\$"), " dollar "), (re.compile("€"), " euro "), (re.compile("£"), " pound "),
)  # fmt: skip
_MEASURES = {
    "euro": "euro euros", "dollar": "dollar dollars", "pound": "pound pounds pfund", "percent": "percent prozent",
    "franc": "franken franc francs", "metre": "meter metern metre metres meters", "ton": "tonne tonnen ton tons tonnes",
    "kilometre": "kilometer kilometern kilometre kilometres kilometers", "litre": "liter litern litre litres liters",
    "hectare": "hektar hectare hectares", "degree": "grad degree degrees",
}  # fmt: skip
_MEASURE = {form: name for name, forms in _MEASURES.items() for form in forms.split()}
_MINUTES = {"minute": 1, "hour": 60, "day": 1440, "week": 10080}
_PEOPLE = frozenset("menschen personen people persons".split())
HARM = {
    "dead": re.compile(r"tote[nr]?|todesopfern?|starb(?:en)?|gestorben|getotete?[nr]?|umgekommen|leben|dead|deaths?|"
                       r"fatalities|died|killed|killing|kills|totete[nt]?"),
    "injured": re.compile(r"(?:schwer|leicht)?verletzt(?:e[nr]?)?|verwundete?[nr]?|injured|injuries|injuring|wounded|"
                          r"hurt"),
    "missing": re.compile(r"vermisst(?:e[nr]?)?|missing"),
}  # fmt: skip
_TOLL = re.compile(r"zahl der (toten|todesopfer|verletzten|vermissten)|\b(death) toll|number of (dead|injured|missing)")
_TOLLS = {"toten": "dead", "todesopfer": "dead", "death": "dead", "verletzten": "injured", "vermissten": "missing"}
_BETWEEN = frozenset(
    "menschen personen people persons sind seien waren wurden were are have has been haben kamen kam ums lost their "
    "als bestatigte confirmed is".split()
)
"""Words between a number and what befell those it counts."""
_ARTICLES = frozenset("ein eine einen einem einer eines one".split())
_TURNED = frozenset("nach vor after before later ago earlier spater zuvor danach alt old".split())
"""Words after a time that make it no length: "einen Tag nach der Wahl"."""
_AUXILIARY = frozenset("sind seien waren wurden kamen".split())
"""After which a German clause keeps what happened for its end."""
_ORDINAL = re.compile(
    r"(?:erst|dritt|siebt)e\w*|\w+(?:[^h]te[nrsm]?|th|ieth)|first|second|third|twice|half|halbe?|\w+(?:mal|fach\w*)|"
    r"\w+(?:stund|minut|sekund|tag|woch|monat|jahr|kopf|stell|spur|stock|teil|seit)\w*"
)
"""Number words that count nothing: "zweite", "elfstündig", "zweimal"."""
_CARDINAL = re.compile(r"\w*(?:acht|acht?zehn|hundert|tausend)|eight")
_ABOUT = re.compile(
    r"\b(?:rund|etwa|circa|zirka|ca|gut|knapp|fast|nahezu|beinahe|ungefahr|schatzungsweise|around|about|roughly|nearly|"
    r"almost|some|approximately|(?:just|well|slightly) (?:over|under)|an estimated)$"
)
_MORE = re.compile(r"\b(?:mehr als|uber|mindestens|wenigstens|gut|more than|over|at least|upwards of)$")
_LESS = re.compile(r"\b(?:weniger als|bis zu|hochstens|unter|knapp|fast|less than|fewer than|up to|under|at most|"
                   r"nearly|almost)$")  # fmt: skip
_PART = re.compile(
    r"\b(?:darunter|davon|weiter\w*|allein|zusatzlich\w*|another|including|further|additional|of|of the|of them|von|"
    r"von den|vor|nach|in|seit|innerhalb von|binnen|after|within|since|first|next|last|ersten|letzten|nachsten|pro|je|"
    r"zwischen|between)(?: (?:uber|mehr als|more than|over|rund|about))?$"
)
_PART_AFTER = re.compile(r"(?:davon|of them|weitere\w*|more|further|other|andere\w*|bis|oder|or|to|"
                         r"pro|per|je|each|"
                         r"jahre alt|years old)\b")  # fmt: skip
_RATE = re.compile(r"\b(?:pro|per|je|each)\b")
_DOES = frozenset("starben getotet totete toteten verletzte died killed killing kills injured injuring wounded".split())
_ROUND = 100
"""Whole numbers below this are not rounded."""
_REACH = 14
_NEAR = 3
_ENDS = 2
"""Words from a number on that are the end of a sentence, and fewer."""


@dataclass(frozen=True)
class Fact:
    """A number and what it counts; `by`: "um 12", not "auf 12"."""

    kind: str
    value: Decimal
    about: bool = False
    least: bool = False
    """"More than" the value, and next "less than" it."""
    most: bool = False
    by: bool = False

    @property
    def is_measured(self) -> bool:
        """Whether the kind is the same in both languages, and no noun."""
        return not self.kind.startswith("=")


@lru_cache(maxsize=5000)
def facts(text: str, lang: Language) -> tuple[Fact, ...]:
    """What a text counts, in order. Numbers of dates, order and parts of a whole ("darunter drei Kinder") are left out.

    A kind is what befell people ("dead"), a measure ("euro"), "minutes", or the stem of a noun ("=schiff").
    """
    plain = text
    for sign, word in _SIGNS:
        plain = sign.sub(word, plain)
    told = tokens(plain)
    found: list[Fact] = []
    at = 0
    while at < len(told):
        value, after = spoken(told, at)
        if value is not None and _counts(told[at], value):
            before, following = told[max(0, at - _REACH) : at], list(takewhile(_is_no_number, told[after:]))
            found += _facts(value, [fold(w) for w in before], following, lang)
        at = max(after, at + 1)
    return tuple(found)


def _is_no_number(word: str) -> bool:
    return not is_number(word) or fold(word) in _ARTICLES


def _counts(word: str, value: Decimal) -> bool:
    """Whether a number word counts: "zwei", not "zweite"; of "ein" only what can be no article."""
    plain = fold(word)
    if plain[0].isdecimal():
        return ":" not in plain
    return _CARDINAL.fullmatch(plain) is not None or not _ORDINAL.fullmatch(plain)


def _facts(value: Decimal, before: Sequence[str], following: Sequence[str], lang: Language) -> list[Fact]:
    after = [fold(word) for word in following]
    near, ahead = " ".join(before[-4:]), " ".join(after[:2])
    if _is_range_end(before) or _PART.search(near) or _PART_AFTER.match(ahead) or _RATE.search(" ".join(after[:4])):
        return []
    bare = _MORE.sub("", _LESS.sub("", _ABOUT.sub("", near))).split()
    by = bool(bare) and bare[-1] in ("um", "by")
    least, most = _MORE.search(near) is not None, _LESS.search(near) is not None
    about = least or most or _ABOUT.search(near) is not None
    return [
        Fact(kind, value * scale, about or kind == "minutes", least, most, by)
        for kind, scale in _kinds(before, after, following, lang)
        if value != 1 or kind == "minutes"
    ]


def _is_range_end(before: Sequence[str]) -> bool:
    return len(before) > 1 and before[-1] in ("bis", "to", "oder", "or", "and", "und") and is_number(before[-2])


def _kinds(
    before: Sequence[str], after: Sequence[str], following: Sequence[str], lang: Language
) -> list[tuple[str, int]]:
    if befell := _befell(before, after):
        return [(befell, 1)]
    measured = next((_MEASURE[word] for word in after[:1] if word in _MEASURE), None)
    if measured:
        return [(measured, 1)]
    if after and len(times := units(after[0])) == 1:
        if set(after[1:2]) & _TURNED:
            return []
        return [("minutes", _MINUTES[unit]) for unit in times if unit in _MINUTES]
    nouns = [
        w for w in following[:2] if (lang == "en" or w[0].isupper()) and fold(w) not in CALENDAR and not is_number(w)
    ]
    return [(f"={stem(noun, lang)}", 1) for noun in nouns]


def _befell(before: Sequence[str], after: Sequence[str]) -> str | None:
    """What befell the people that a number counts."""
    for word in after[:6]:
        kinds = [kind for kind, forms in HARM.items() if forms.fullmatch(word)]
        if kinds:
            return kinds[0]
        if word not in _BETWEEN:
            break
    if len(after) > 1 and after[0] in _PEOPLE and after[1] in _AUXILIARY:
        return next((kind for word in after for kind, forms in HARM.items() if forms.fullmatch(word)), None)
    if toll := _TOLL.search(" ".join(before)):
        name = next(filter(None, toll.groups()))
        return _TOLLS.get(name, name) if not after or after[0] not in _PEOPLE else None
    if not after or after[0] not in _PEOPLE:
        return None
    reach = len(before) if len(after) < _ENDS else _NEAR  # "starben bei dem Brand in Köln sieben Menschen."
    back = {kind for kind, forms in HARM.items() for word in before[-reach:] if forms.fullmatch(word)}
    return back.pop() if len(back) == 1 and _DOES.intersection(before[-reach:]) else None


_HOW_MANY = re.compile(r"\b(?:wie ?viele?\w*|how many)\s+(?:\w+ )??", re.IGNORECASE)


def is_of_harm(word: str) -> bool:
    """Whether a folded word tells what befell people, or just that they are people."""
    return word in _PEOPLE or any(forms.fullmatch(word) for forms in HARM.values())


def asked_kinds(question: str, lang: Language) -> frozenset[str]:
    """The kinds that a question for a number may be answered by."""
    plain = [fold(word) for word in tokens(question)]
    harm = {kind for kind, forms in HARM.items() for word in plain if forms.fullmatch(word)}
    found = _HOW_MANY.search(question)
    if found is None:
        return frozenset(_MEASURES)
    if harm:
        return frozenset(harm) if len(harm) == 1 else frozenset()
    nouns = [word for word in tokens(question[found.end() :])[:2] if lang == "en" or word[0].isupper()]
    first = fold(nouns[0]) if nouns else ""
    return frozenset({_MEASURE.get(first, f"={stem(first, lang)}")} if first else ())


def agree(one: Fact, other: Fact) -> bool:
    """Whether two values may be one told differently: rounded, or "rund", "mehr als" and the like."""
    small, large = sorted((one.value, other.value))
    if one.by != other.by or small == large:
        return True
    if one.about or other.about:
        bounded = any(
            (a.least and b.value >= a.value) or (a.most and b.value <= a.value) for a, b in ((one, other), (other, one))
        )
        return bounded or large <= small * Decimal("1.3")
    is_rounded = large >= _ROUND or any(value % 1 for value in (small, large))
    return is_rounded and abs(large - small) <= max(_grain(small), _grain(large)) / 2


def _bounds(one: Fact, other: Fact) -> bool:
    """Whether "more than" or "less than" the first value holds for the second."""
    return (one.least and other.value >= one.value) or (one.most and other.value <= one.value)


def _grain(value: Decimal) -> Decimal:
    """What a value may be rounded to: 100 for 1200, 1 for 1187."""
    digits = value.normalize()
    exponent = digits.as_tuple().exponent
    return Decimal(10) ** exponent if isinstance(exponent, int) else Decimal(1)
