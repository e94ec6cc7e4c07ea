"""The short answer: of a proven sentence the words that answer, which the question did not have.

"Who is the mayor of Elmstadt?" – "The mayor of Elmstadt is **Inge Vogt**." The program cuts it out of the sentence,
so that it needs no proof of its own.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.article import Language
from index.timex import ANY_DAY, find
from index.words import FUNCTION_WORDS, fold, stem, stems
from rag.names import mentions
from rag.numerals import is_number, numbers
from rag.proof import YES_NO
from rag.relevance import DURATION, tells_how_long
from rag.understand import Understanding

_TOKEN = re.compile(r"[^\W_]+(?:[-'’.,:/][^\W_]+)*|[%€$£]")
_CLAUSE = re.compile(
    r",\s+(?:dass|weil|indem|wobei|nachdem|bevor|sodass|damit|während|als|wenn|obwohl|was|w[oi]\w*|"
    r"(?:in |mit |von |auf |bei |aus |für |an |zu )?(?:der|die|das|dem|den|deren|dessen)|"
    r"(?:in |with |of |on |from |for |at |to )?(?:which|who|whom|whose|where)|that|because|as|when|while|after|before|"
    r"although|since|so)\b"
)
"""Where a clause begins that explains what was said, more often than that it answers."""
_DAY_BESIDE = re.compile(r" \(= [^()]*\)")
_PAIRS = (("(", ")"), ("„", "“"), ("“", "”"), ("»", "«"))
_GAP = 3
"""Words such as "of the" that may stand between two words of one answer."""


class _Token(NamedTuple):
    """A word or a time of the sentence."""

    text: str
    start: int
    end: int


class _Span(NamedTuple):
    """Characters of the sentence, end exclusive, and how many words in it are new."""

    start: int
    end: int
    new: int


def short(sentence: str, asked: Understanding) -> str | None:
    """The words of a sentence that answer the question; None where it has none of its own.

    `sentence`: without markers.
    """
    if asked.asks_whether and (yes_no := YES_NO.match(sentence)):
        return yes_no.group()
    if asked.asks_when:
        return _time(sentence, asked.question)
    clauses = [match.start() for match in _CLAUSE.finditer(sentence)]
    spans = _new_spans(sentence, clauses, asked)
    if not spans:
        return None
    best = max(spans, key=lambda span: _worth(sentence, span, clauses, asked))
    words = sentence[best.start : _closed(sentence, best)]
    if asked.asks_how_long or asked.asks_how_many:
        words = _from_number(words)
    return _length(words) if asked.asks_how_long else words


def _from_number(words: str) -> str:
    """A measure without what stands before it: "45 Minuten" of "Reederei 45 Minuten"."""
    first = next((token.start() for token in _TOKEN.finditer(words) if numbers(token.group())), 0)
    return words[first:]


def _length(words: str) -> str:
    """A length of time without what comes after it: "zweistündigen" of "zweistündigen Telefonat mit Merz"."""
    unit = next((token.end() for token in _TOKEN.finditer(words) if DURATION.search(token.group())), len(words))
    return words[:unit]


def _closed(sentence: str, span: _Span) -> int:
    """Where a span ends, with the bracket or quotation mark behind it that it has opened."""
    words, after = sentence[span.start : span.end], sentence[span.end : span.end + 1]
    is_open = any(words.count(left) > words.count(after) for left, right in _PAIRS if right == after)
    return span.end + (is_open or (after == '"' and words.count('"') % 2 == 1))


def _time(sentence: str, question: str) -> str | None:
    """The first time that is not the question's, with the day beside it: "Montag (= 19. Mai 2025)"."""
    known = fold(question)
    found = [time for time in find(sentence, ANY_DAY) if fold(time.text) not in known]
    if not found:
        return None
    end = found[0].end
    beside = _DAY_BESIDE.match(sentence, end)
    return sentence[found[0].start : beside.end() if beside else end]


def _new_spans(sentence: str, clauses: Sequence[int], asked: Understanding) -> list[_Span]:
    """Runs of words that are new, with small words between them; `clauses`: where one begins that explains."""
    spans: list[_Span] = []
    small = 0
    known = set(stems(asked.question, asked.lang)), numbers(asked.question), fold(asked.question)
    for token in _tokens(sentence):
        if not _is_new(token.text, asked, *known):
            small = small + 1 if _is_small(token.text, asked.lang) else _GAP + 1
            continue
        last = spans[-1] if spans and small <= _GAP else None
        if last and not _is_parted(sentence, last, token.start, clauses):
            spans[-1] = _Span(last.start, token.end, last.new + 1)
        else:
            spans.append(_Span(token.start, token.end, 1))
        small = 0
    return spans


def _tokens(sentence: str) -> Iterator[_Token]:
    """Its words, each time ("19. Mai 2025") as one."""
    times = find(sentence, ANY_DAY)
    for token in _TOKEN.finditer(sentence):
        time = next((time for time in times if time.start <= token.start() < time.end), None)
        if time is None:
            yield _Token(token.group(), token.start(), token.end())
        elif token.start() == time.start:
            yield _Token(time.text, time.start, time.end)


def _is_parted(sentence: str, span: _Span, start: int, clauses: Sequence[int]) -> bool:
    """Whether a clause begins, or a bracket ends that was opened before, between a span and the next word."""
    is_bracket = ")" in sentence[span.end : start] and "(" not in sentence[span.start : span.end]
    return is_bracket or any(span.end <= at < start for at in clauses)


def _is_new(word: str, asked: Understanding, known: set[str], counted: set[str], question: str) -> bool:
    if fold(word) in question:
        return False
    if said := numbers(word):
        return not said <= counted
    if _is_small(word, asked.lang) or stem(word, asked.lang) in known:
        return False
    return not (word[0].isupper() and mentions(word, asked.question))


def _is_small(word: str, lang: Language) -> bool:
    return fold(word) in FUNCTION_WORDS[lang] and not is_number(word)


def _worth(sentence: str, span: _Span, clauses: Sequence[int], asked: Understanding) -> tuple[bool, int, int, int]:
    """The kind that is asked for before all others, then the main clause, then the most that is new."""
    clause = sum(at < span.start for at in clauses)
    return _is_of_kind(sentence[span.start : span.end], asked), -clause, span.new, -span.start


def _is_of_kind(words: str, asked: Understanding) -> bool:
    if asked.asks_how_long:
        return tells_how_long(words, asked)
    if asked.asks_how_many:
        return bool(numbers(words))
    return not asked.asks_who or words[0].isupper()
