"""Words that limit what somebody is, and what is lost without them: the former president is not the president, nor is
the alleged thief a thief, nor the new record the previous one.
"""

import re
from collections.abc import Iterator

from index.article import Language
from index.words import FUNCTION_WORDS, JOINED, fold, stem, words

_LIMITING = re.compile(
    r"(?:former|ex|acting|interim|deputy|vice|alleged|suspected|presumed|supposed|would-be|"
    r"(?:ehemalig|früher|einstig|stellvertretend|kommissarisch|designiert|mutma(?:ß|ss)lich|angeblich|vermeintlich|"
    r"vermutet)e[nmrs]?|vize)",
    re.IGNORECASE,
)
_COMPOUND = re.compile(r"(?:\w+-)?(?:vize-?|ex-)(\w{4,})", re.IGNORECASE)
_BEFORE_NOW = re.compile(r"\b(?:früher|einst|damals|formerly|once|then|used to)\b", re.IGNORECASE)
"""What says in another way that it is no longer so."""
_ASKS_BEFORE = re.compile(
    r"\b(?:bis dahin|bis zu diesem|bisherige\w*|vorherige\w*|until then|up to then|previous(?:ly)?|"
    r"before (?:that|then|him|her|them))\b",
    re.IGNORECASE,
)
_TELLS_BEFORE = re.compile(
    r"\b(?:bis dahin|bislang|bisher\w*|zuvor|vorher\w*|früher\w*|ehemalig\w*|einstig\w*|alte[nmrs]?|vorgänger\w*|"
    r"hatten?|war(?:en)?|"
    r"seit|gehalten|aufgestellt|until|up to then|previous(?:ly)?|former(?:ly)?|old|before|earlier|had|predecessors?|"
    r"since|held)\b",
    re.IGNORECASE,
)
"""What tells of a time before that of the news."""
_NEAR = 2
"""Words before a limited one among which the limiting one may stand."""


def unlimited(sentence: str, quote: str, lang: Language) -> list[str]:
    """Words of a sentence that its quotation, in the same language, has only with a limit that the sentence leaves out:
    "president" of "the former president"."""
    limited = {stem(word, lang) for word in _limited(quote, lang)}
    if not limited or _BEFORE_NOW.search(sentence):
        return []
    lost = limited - {stem(word, lang) for word in _plain(quote)}
    return [word for word in _plain(sentence) if stem(word, lang) in lost]


def may_tell_of_before(question: str, text: str) -> bool:
    """Whether a text looks back where a question asks for what was so until then: "the previous record"."""
    return not _ASKS_BEFORE.search(question) or bool(_TELLS_BEFORE.search(text))


def _limited(text: str, lang: Language) -> Iterator[str]:
    """The words that have a limiting one before them, or in them: "president" of "former FIFA president"."""
    tokens = JOINED.findall(text)
    for token, *after in zip(tokens, [*tokens[1:], ""], [*tokens[2:], "", ""], strict=False):
        if match := _COMPOUND.fullmatch(token):
            yield match[1]
        if _LIMITING.fullmatch(token):
            first, second = after
            is_named_first = lang == "en" and first[:1].isupper() and second.islower()
            limited = second if is_named_first else first
            if fold(limited) not in FUNCTION_WORDS[lang]:  # "supposed to open" limits nothing
                yield from words(limited)


def _plain(text: str) -> Iterator[str]:
    """The words of a text that have no limiting one before them."""
    tokens = JOINED.findall(text)
    for place, token in enumerate(tokens):
        if not _COMPOUND.fullmatch(token) and not any(map(_LIMITING.fullmatch, tokens[max(0, place - _NEAR) : place])):
            yield from words(token)
