"""Sentences of two articles in all but the same words, where one has something else in place of the answer.

So tells a copy that was altered or mistaken, whatever the fact: "bought by Northern Rail" in the one, "bought by
Nordbahn" in the other. Which of them is right only a reader can know.
"""

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from index.words import fold, words
from rag.names import mentions
from rag.numerals import numbers
from rag.types import Citation, Evidence

MIN_SHARED = 7
"""Words that both have, in their order…"""
MIN_SHARE = 0.75
"""…and their share of the longer one: two reports of different events seldom have so much in common."""


class _Change(NamedTuple):
    """Words of the one sentence, and those that stand in their place in the other."""

    mine: list[str]
    theirs: list[str]


def twins(answer: str, cited: Citation, others: Sequence[Evidence]) -> list[Evidence]:
    """The sentences of other articles, of the same day or all undated, that tell something else in place of the answer,
    one for each such thing.

    `answer`: the words that answer, as they stand in the quotation.
    """
    known = cited.article_ids
    found: dict[str, Evidence] = {}
    for other in others:
        if other.article_id not in known and other.published == cited.published:
            value = replaced(cited.quote, other.text, answer)
            if value is not None:
                found.setdefault(value, other)
    return list(found.values())


def replaced(quote: str, other: str, answer: str) -> str | None:
    """What stands in another sentence in place of the answer that a quotation gives; None when they are no twins.

    `answer`: the words that answer, as they stand in the quotation.
    """
    mine, theirs = words(quote), words(other)
    folded = list(map(fold, mine)), list(map(fold, theirs))
    needed = max(MIN_SHARED, MIN_SHARE * max(map(len, folded)))
    if sum((Counter(folded[0]) & Counter(folded[1])).values()) < needed:
        return None  # which is soon told, and true of most
    codes = SequenceMatcher(None, *folded, autojunk=False).get_opcodes()
    if sum(end - start for tag, start, end, _, _ in codes if tag == "equal") < needed:
        return None
    changes = [_Change(mine[a:b], theirs[c:d]) for tag, a, b, c, d in codes if tag != "equal"]
    known = set(map(fold, words(answer)))
    if not all(_is_value(change) and known & set(map(fold, change.mine)) for change in changes):
        return None  # another place or team as well: another event
    return " ".join(word for change in changes if not _is_same(change) for word in change.theirs) or None


def _is_value(change: _Change) -> bool:
    """Whether a name or a number stands on both sides."""
    return all(any(word[0].isupper() or word[0].isdigit() for word in side) for side in change)


def _is_same(change: _Change) -> bool:
    """Whether both sides are one name in two spellings, or one number in two notations."""
    mine, theirs = map(" ".join, change)
    if counted := numbers(mine):
        return counted == numbers(theirs)
    return any(mentions(word, mine) for word in change.theirs)
