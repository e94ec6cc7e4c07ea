"""Is an answer the gold answer? Normalised as SQuAD does it, for German and English.

Exact match and token F1: Rajpurkar et al., SQuAD, EMNLP 2016. Articles by language: Lewis et al., MLQA, ACL 2020.
Beyond these: numbers in one form ("1.200,5", "1,200.5"; "elf", "11"), dashes as blanks, "%" as its word,
and ae, oe, ue accepted for umlauts on a second try. Umlauts themselves are never folded.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence

from index.article import Language
from rag.numerals import is_number, numbers

_ARTICLES: dict[Language, frozenset[str]] = {
    "de": frozenset("der die das den dem des ein eine einen einem einer eines".split()),
    "en": frozenset("a an the".split()),
}
_PERCENT: dict[Language, str] = {"de": "prozent", "en": "percent"}
_APOSTROPHE = re.compile(r"(?<=\w)['’‘`´](?=\w)")
_TOKEN = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?![\d.,]*\d)|\d+(?:[.,:]\d+)*|[^\W\d_]+|%")
_DIGRAPHS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
Tokens = list[str]


def tokens(text: str, lang: Language) -> Tokens:
    """The words and numbers of a text that count, in order; a text of articles alone keeps them."""
    folded = _APOSTROPHE.sub("", unicodedata.normalize("NFKC", text)).casefold()
    found = _TOKEN.findall(folded)
    kept = [token for token in found if token not in _ARTICLES[lang]] or found
    return [form for token in kept for form in _forms(token, lang)]


def _forms(token: str, lang: Language) -> Sequence[str]:
    """A token in the form it is compared in; a date "19.05.2025" is three."""
    if token == "%":
        return [_PERCENT[lang]]
    if not is_number(token):
        return [token]
    values = numbers(token)
    return list(values) if len(values) == 1 else [part.lstrip("0") or "0" for part in token.split(".")]


def exact_match(answer: str, gold: Sequence[str], lang: Language) -> float:
    """1.0 when the answer is one of the gold answers after normalisation (SQuAD's EM)."""
    return _best(answer, gold, lang, lambda said, right: float(said == right))


def token_f1(answer: str, gold: Sequence[str], lang: Language) -> float:
    """Harmonic mean of the shares of common tokens, with the best gold answer (SQuAD's F1)."""
    return _best(answer, gold, lang, _f1)


def answer_recall(answer: str, gold: Sequence[str], lang: Language) -> float:
    """1.0 when the tokens of a gold answer stand in the answer, side by side
    (the "accuracy" of open answers: Mallen et al., PopQA, ACL 2023)."""
    return _best(answer, gold, lang, _stands_in)


def _best(answer: str, gold: Sequence[str], lang: Language, score: Callable[[Tokens, Tokens], float]) -> float:
    """The best score with any gold answer, as written or with ae, oe, ue for umlauts on both sides."""
    said = tokens(answer, lang)
    pairs = [(said, tokens(text, lang)) for text in gold]
    pairs += [(_without_umlauts(said), _without_umlauts(right)) for _, right in pairs]
    return max((score(*pair) for pair in pairs), default=0.0)


def _without_umlauts(found: Tokens) -> Tokens:
    return [token.translate(_DIGRAPHS) for token in found]


def _f1(said: Tokens, right: Tokens) -> float:
    if not said or not right:
        return float(said == right)
    common = (Counter(said) & Counter(right)).total()
    return 2 * common / (len(said) + len(right))


def _stands_in(said: Tokens, right: Tokens) -> float:
    width = len(right)
    return float(width > 0 and any(said[at : at + width] == right for at in range(len(said) - width + 1)))
