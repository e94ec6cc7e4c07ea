"""Names in either language: which words of a question are names, and whether a text mentions them.

Spellings that differ only by transliteration meet ("Peskow / Peskov", "Kiew / Kyiv") through a
consonant skeleton; countries and large cities with a name of their own in each language
("Moskau / Moscow") through the Unicode CLDR data that Babel carries.
"""

import re
from functools import cache, lru_cache

from index.article import Language
from index.words import FUNCTION_WORDS, fold, words

_SKELETON = (
    (r"schtsch|shch|sch|sh|š", "S"), (r"tS|tch|ch(?=[ei])|cz|č", "C"), (r"ph", "f"), (r"kh|ch|h", ""),
    (r"th", "t"), (r"ck|q|c|g", "k"), (r"x", "ks"), (r"dz|z", "s"), (r"ff|f|w", "v"), (r"[aeiouyj]", ""),
)  # fmt: skip
_TOKEN = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_DETERMINER = re.compile(
    r"(?i:der|die|das|den|dem|des|eine?[nmrs]?|keine?[nmrs]?|diese[nmrs]?|jene[nmrs]?|jede[nmrs]?|welche[nmrs]?|"
    r"(?:sein|ihr|mein|unser|dein|euer)e?[nmrs]?|im|am|zum|zur|vom|beim|ins|ans|viele?n?|alle[nmrs]?|wie ?viele?|mehr|\d+)"
)
_ADJECTIVE = re.compile(r"[a-zäöüß]{3,}(?:e|en|er|es|em)")
_CALENDAR = (
    "januar februar märz april mai juni juli august september oktober november dezember "
    "january february march may june july october december "
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag "
    "monday tuesday wednesday thursday friday saturday sunday i"
)
CALENDAR = frozenset(fold(word) for word in _CALENDAR.split())


def names(question: str, lang: Language) -> list[list[str]]:
    """Names a question speaks of, in order, each as the run of its words: [["Angela", "Merkel"], ["Budapest"]].

    The first word is never one. In German, where all nouns have a capital, a noun
    with a determiner before it ("das erste Telefonat") is taken for a common noun.
    """
    runs: list[list[str]] = []
    common: list[bool] = []
    tokens = list(_TOKEN.finditer(question))
    last = -1
    for place, token in enumerate(tokens):
        if place == 0 or not _may_be_name(token.group(), lang):
            continue
        if runs and last == place - 1 and question[tokens[last].end() : token.start()] == " ":
            runs[-1].append(token.group())
        else:
            runs.append([token.group()])
            common.append(lang == "de" and _has_determiner([t.group() for t in tokens[:place]]))
        last = place
    return [run for run, is_common in zip(runs, common, strict=True) if not is_common or len(run) > 1]


def _may_be_name(word: str, lang: Language) -> bool:
    return (
        word[0].isupper()
        and len(word) > 1
        and fold(word) not in CALENDAR
        and fold(word) not in FUNCTION_WORDS[lang]
        and fold(word.partition("-")[0]) not in _language_names()
    )


def _has_determiner(before: list[str]) -> bool:
    """Whether the words before a noun end in a determiner, with adjectives or numbers between."""
    for word in reversed(before):
        if _DETERMINER.fullmatch(word):
            return True
        if not _ADJECTIVE.fullmatch(word):
            return False
    return False


def mentions(name: str, text: str) -> bool:
    """Whether a text has this name, in any inflection, transliteration, compound or either language."""
    forms = {_bare(name)} | _other_language(_bare(name))
    return any(_same(form, word) for word in _folded_words(text) for form in forms)


@lru_cache(maxsize=4096)
def _folded_words(text: str) -> frozenset[str]:
    return frozenset(_bare(word) for word in words(text) if len(word) > 1)


def _bare(word: str) -> str:
    folded = fold(word)
    return re.sub(r"'s?$", "", folded)


def _same(name: str, word: str) -> bool:
    if name == word or name.removesuffix("s") == word.removesuffix("s"):
        return True
    if (len(name) >= 4 and name in word) or (len(word) >= 5 and word in name and len(word) * 2 > len(name)):
        return True
    if _common_prefix(name, word) >= max(5, 0.6 * min(len(name), len(word))):
        return True
    return _alike(name, word)


def _alike(name: str, word: str) -> bool:
    """Same consonants in another transliteration; short names must begin alike too."""
    bones = skeleton(name)
    if len(bones) < 2 or bones != skeleton(word) or abs(len(name) - len(word)) > 3:
        return False
    return len(bones) > 2 or name[0] == word[0]


@lru_cache(maxsize=50_000)
def skeleton(word: str) -> str:
    """Consonants as the transliterations share them: "peskow" and "peskov" give "pskv"."""
    bones = fold(word)
    for pattern, replacement in _SKELETON:
        bones = re.sub(pattern, replacement, bones)
    return re.sub(r"(.)\1+", r"\1", bones)


def _common_prefix(a: str, b: str) -> int:
    return next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _other_language(folded: str) -> set[str]:
    return exonyms().get(folded, set())


@cache
def _language_names() -> frozenset[str]:
    """Folded English and German words for languages, which are those for peoples too: "german", "russisch"."""
    from babel import Locale

    return frozenset(fold(name) for tag in ("de", "en") for name in Locale(tag).languages.values())


@cache
def exonyms() -> dict[str, set[str]]:
    """Folded name -> its folded names in the other language, for countries, languages and large cities."""
    from babel import Locale

    german, english = Locale("de"), Locale("en")
    pairs = [(german.territories.get(code), english.territories.get(code)) for code in german.territories] + [
        (german.languages.get(code), english.languages.get(code)) for code in german.languages
    ]
    for zone in german.time_zones.keys() | english.time_zones.keys():
        own_name = zone.rpartition("/")[2].replace("_", " ")
        pairs.append(
            (
                german.time_zones.get(zone, {}).get("city", own_name),
                english.time_zones.get(zone, {}).get("city", own_name),
            )
        )
    table: dict[str, set[str]] = {}
    for one, other in pairs:
        if one and other and fold(one) != fold(other):
            table.setdefault(fold(one), set()).add(fold(other))
            table.setdefault(fold(other), set()).add(fold(one))
    return table
