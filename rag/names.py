"""Names in either language: which words of a question are names, and whether a text mentions them.

Spellings that differ by transliteration meet by sound (`rag.spelling`), names that each
language has its own for by a table (`rag.exonyms`).
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from index.article import Language
from index.timewords import DAYS
from index.words import FUNCTION_WORDS, JOINED, fold, stem, words
from rag.exonyms import exonyms, language_names, places
from rag.numerals import is_number
from rag.spelling import common_prefix, is_compound, is_inflection, plain, sounds_like

_DETERMINER = re.compile(
    r"(?i:der|die|das|den|dem|des|eine?[nmrs]?|keine?[nmrs]?|diese[nmrs]?|jene[nmrs]?|jede[nmrs]?|welche[nmrs]?|"
    r"(?:sein|ihr|mein|unser|dein|euer)e?[nmrs]?|im|am|zum|zur|vom|beim|ins|ans|viele?n?|alle[nmrs]?|wie ?viele?|"
    r"mehr|\d+)"
)
_ADJECTIVE = re.compile(r"[a-zäöüß]{3,}(?:e|en|er|es|em)")
_HYPHEN = re.compile("[-‐‑]")
_ROOT = 4
_TITLES = frozenset("ceo ceos cfo coo cto cio gdp tv pc pcs vip vips faq mp mps pm ngo ngos".split())
"""What has capitals for its first letters and names nobody."""
_MONTHS = (
    "januar februar märz april mai juni juli august september oktober november dezember "
    "january february march may june july october december"
)
_WEEKDAYS = tuple(day + ending for day in DAYS for ending in ("", "s"))
CALENDAR = frozenset(fold(word) for word in (*_MONTHS.split(), *_WEEKDAYS, "i"))


_JOINS = re.compile(
    r"(?:\s+[a-zäöüß]+){0,2}\s+(?:und|and|mit|with|gegen|against)\s+(?:(?:dem|der|den|die|the|president|präsident\w*)\s+)*",
    re.IGNORECASE,
)


def names(question: str, lang: Language) -> list[list[str]]:
    """Names a question speaks of, in order, each as the run of its words: [["Angela", "Merkel"], ["Budapest"]].

    The first word is never one. In German, where all nouns have a capital, a noun
    with a determiner before it ("das erste Telefonat") is taken for a common noun.
    """
    runs: list[list[str]] = []
    common: list[bool] = []
    tokens = list(JOINED.finditer(question))
    last = -1
    for place, token in enumerate(tokens):
        if place == 0 or not _may_be_name(token.group(), lang):
            continue
        if runs and last == place - 1 and question[tokens[last].end() : token.start()] == " ":
            runs[-1].append(token.group())
        else:
            runs.append([token.group()])
            common.append(lang == "de" and _has_determiner(question[: token.start()]))
        last = place
    return [run for run, is_common in zip(runs, common, strict=True) if not is_common or len(run) > 1]


def all_names(text: str, lang: Language) -> list[list[str]]:
    """As `names`, of a statement: its first word may be one too."""
    return names(f"so {text}", lang)


def _may_be_name(word: str, lang: Language) -> bool:
    return (
        word[0].isupper()
        and len(word) > 1
        and fold(word) not in CALENDAR
        and fold(word) not in FUNCTION_WORDS[lang]
        and fold(word) not in _TITLES
        and plain(word.partition("-")[0]) not in language_names()
    )


def _has_determiner(before: str) -> bool:
    """Whether the text before a noun ends in a determiner, with adjectives or numbers between.

    After a comma ("das Gespräch, das Scholz führte") it is a relative pronoun.
    """
    for token in reversed(list(JOINED.finditer(before))):
        word = token.group()
        if _DETERMINER.fullmatch(word) or is_number(word):
            return not before[: token.start()].rstrip().endswith(",")
        if not _ADJECTIVE.fullmatch(word):
            return False
    return False


def mentions(name: str, text: str) -> bool:
    """Whether a text has this name, in any inflection, transliteration, compound or either language.

    Words in small letters are no names: they match as they stand or derived ("ukrainisch"), not by sound. A name with
    a hyphen is there where its parts are.
    """
    if any(map(str.isdecimal, name)):
        return _numbered(name).search(text) is not None
    forms = _forms(name)
    if any(" " in form and form in _spaced(text) for form in forms):
        return True
    capitals, small = _split_words(text)
    if any(_is(form, word) for form in forms for word in capitals):
        return True
    if any(is_inflection(form, word) for form in forms for word in small):
        return True
    parts = [part for part in _HYPHEN.split(name) if part]
    return len(parts) > 1 and _has_parts(parts, text)


def _has_parts(parts: Sequence[str], text: str) -> bool:
    """Whether a text has the parts of a name one behind the other, or where none is short ("Trump-Putin") or one alone
    has a capital ("US-backed"), anywhere."""
    if re.search(rf"(?<!\w){'[-‐‑ ]'.join(map(re.escape, parts))}", text, re.IGNORECASE):
        return True
    named = [part for part in parts if part[0].isupper()]
    is_told_apart = len(named) == 1 or all(len(part) > _ROOT for part in parts)
    return is_told_apart and bool(named) and all(mentions(part, text) for part in named)


_WHERE = r"(?:in|im|aus|nahe|near|outside)"


def names_more(sentence: str, question: str, text: str, lang: Language) -> bool:
    """Whether a sentence of a text has a name, but for a place's, that a question had not; its first word is one where
    the text has it so within a sentence too. What it tells of "in Holm" is a place, and the first name or title of
    somebody whom the question names no other name."""
    first = all_names(sentence, lang)[:1]
    runs = [run for run in first if len(run) > 1 or has_name(run[0], text)]
    runs += names(sentence, lang)
    placed = [run for run in runs if re.search(rf"\b{_WHERE}\s+{re.escape(run[0])}\b", sentence)]
    others = [run for run in runs if run not in placed and not mentions(run[-1], question)]
    return any(not is_place(word) and not mentions(word, question) for run in others for word in run)


@lru_cache(maxsize=4096)
def _numbered(name: str) -> re.Pattern[str]:
    """Where a name with a number in it stands, joined, apart or hyphened: "G7", "F-16", "F16"."""
    parts = re.findall(r"\d+|[^\W\d_]+", re.sub(r"['’]s?$", "", name))
    return re.compile(rf"(?<!\w){'[-‐‑ ]?'.join(map(re.escape, parts))}s?(?!\w)", re.IGNORECASE)


def mentions_any(run: Sequence[str], text: str) -> bool:
    """Whether a text has some word of a name, or what the other language calls the whole ("Black Sea")."""
    return any(mentions(word, text) for word in run) or (len(run) > 1 and mentions(" ".join(run), text))


def has_name(word: str, text: str) -> bool:
    """Whether a text has a word as it stands, a name's capital and all, within a sentence."""
    return re.search(rf"[a-zäöüß,] {re.escape(word)}\b", text) is not None


def is_place(word: str) -> bool:
    """Whether a word, or the genitive of it, names a country or a large city in either language."""
    form = plain(word)
    return form in places() or form.removesuffix("s") in places()


def has_noun(noun: str, text: str) -> bool:
    """Whether a text has a German common noun, in a compound or as a verb: "Stunden" in "elfstündig"."""
    root, form = plain(stem(noun, "de")), plain(noun)
    return mentions(noun, text) or any(
        (len(root) >= _ROOT and root in word)
        or (len(word) > _ROOT and word in form and len(word) * 2 > len(form))
        or (min(len(form), len(word)) >= _ROOT and abs(len(form) - len(word)) < _ROOT and word.startswith(form))
        or common_prefix(form, word) >= max(_ROOT + 1, 0.6 * min(len(form), len(word)))
        for word in set().union(*_split_words(text))
    )


def is_common_noun(word: str, sentence: str) -> bool:
    """Whether each time a word of a German sentence has a determiner or a number before it."""
    before = [sentence[: token.start()] for token in JOINED.finditer(sentence) if token.group() == word]
    return bool(before) and all(map(_has_determiner, before))


@lru_cache(maxsize=4096)
def _forms(name: str) -> frozenset[str]:
    """The plain name and what the other language calls it."""
    form = plain(name)
    bases = {form, form.removesuffix("s"), re.sub(r"(?<=sch)e[nmrs]?$", "", form)}
    return frozenset({form}.union(*(exonyms().get(base, frozenset()) for base in bases)))


def _is(name: str, word: str) -> bool:
    if name == word:
        return True
    if word in CALENDAR:
        return False
    return is_inflection(name, word) or is_compound(name, word) or sounds_like(name, word)


@lru_cache(maxsize=4096)
def _split_words(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The plain words of a text that have a capital, and the others."""
    found = [word for word in words(text) if len(word) > 1 and not word[0].isdigit()]
    capitals = frozenset(plain(word) for word in found if word[0].isupper())
    return capitals, frozenset(plain(word) for word in found) - capitals


@lru_cache(maxsize=4096)
def _spaced(text: str) -> str:
    return " ".join(plain(word) for word in words(text))


def together(question: str, lang: Language) -> list[list[str]]:
    """The names that a question joins, as "Trump und Putin" or "Kern with Brandt", each as the run of its words."""
    runs = names(question, lang)
    joined: list[list[str]] = []
    for one, other in pairwise(runs):
        between = re.search(rf"{re.escape(one[-1])}(.{{0,30}}?){re.escape(other[0])}", question)
        if between and _JOINS.fullmatch(between[1]):
            joined += [run for run in (one, other) if run not in joined]
    return joined


def is_surely_name(run: Sequence[str], lang: Language) -> bool:
    """Whether a run is a name beyond doubt: in German a lone noun without a determiner may be a common one."""
    return lang == "en" or len(run) > 1 or is_place(run[0])
