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
from rag.kinds import YES_NO
from rag.measured import TOKEN, measure
from rag.names import mentions
from rag.numerals import is_number, numbers
from rag.relevance import DURATION, tells_how_long
from rag.understand import Understanding

_CLAUSE = re.compile(
    r",\s+(?:dass|weil|indem|wobei|nachdem|bevor|sodass|damit|während|als|wenn|obwohl|was|w[oi]\w*|"
    r"(?:in |mit |von |auf |bei |aus |für |an |zu )?(?:der|die|das|dem|den|deren|dessen)|"
    r"(?:in |with |of |on |from |for |at |to )?(?:which|who|whom|whose|where)|that|because|as|when|while|after|before|"
    r"although|since|so)\b"
)
"""Where a clause begins that explains what was said, more often than that it answers."""
_DAY_BESIDE = re.compile(r" \(= [^()]*\)")
_NAMED_YEAR = re.compile(r"(?:Jahre?|year)\s+(\d{1,4})")
_EARLY_YEAR = re.compile(r"\b(?:in|um|seit|bis|ab|since|until|by|around|from)\s+(1[0-4]\d\d)(?!\d|[.,]\d)")
"""A year that no rule for the times of news reads."""
_PAIRS = (("(", ")"), ("„", "“"), ("“", "”"), ("»", "«"))
_VERB = re.compile(r"\b(?:is|are|was|were|has been|have been|ist|sind|war|waren|wurden?|wird|werden)\b")
_WHICH = re.compile(
    r"\b(?:which|welche[mnrs]?|where|wo|was für|"
    r"what (?!(?:is|are|was|were|do|does|did|has|have|had|can|will|would)\b)\w+)\b",
    re.IGNORECASE,
)
"""What asks for one of a kind, most often by its name."""
_OUTCOME = re.compile(
    r"\b(?:endstand|(?:end)?ergebnis|spielstand|score|result|ausgegangen|endete?n?|ging\b.*\baus)\b", re.IGNORECASE
)
_SCORE = re.compile(r"(?<![\w.,:–-])\d{1,3}\s?[-–:]\s?\d{1,3}(?![\w:–-]|[.,]\d)(?!\s+(?:Uhr|[ap]\.?m\b))")
"""How a match ended; no clock time."""
_FEW_KNOWN = 0.34
"""Share of a side's words that the question may have for the other to be what was asked about."""
_CONJUNCTIONS = frozenset(
    fold(word) for word in "indem wobei nachdem bevor sodass während obwohl sowie bzw although since".split()
)
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
    found = _time(sentence, asked.question) if asked.asks_when else _number(sentence, asked) or _words(sentence, asked)
    named = _NAMED_YEAR.fullmatch(found or "")
    return named[1] if named else found


def _number(sentence: str, asked: Understanding) -> str | None:
    """The number asked for, or how a match or a vote ended."""
    if asked.asks_how_many and not asked.asks_how_long and (number := measure(sentence, asked)):
        return number
    score = _SCORE.search(sentence) if _OUTCOME.search(asked.question) else None
    return score.group() if score else None


def _words(sentence: str, asked: Understanding) -> str | None:
    """The new words of the kind asked for; of a length of time from its number to its unit."""
    clauses = [match.start() for match in _CLAUSE.finditer(sentence)]
    spans = _candidates(sentence, clauses, asked)
    if not spans:
        return None
    best = max(spans, key=lambda span: _worth(sentence, span, clauses, asked))
    words = sentence[best.start : _closed(sentence, best)]
    return _length(_from_number(words)) if asked.asks_how_long else words


def from_draft(sentence: str, draft: str, asked: Understanding) -> str | None:
    """Of an article's own words, which stand in the place of a draft that they do not prove, those that the draft would
    have answered with; a measure or a time is known without it."""
    told = None if asked.asks_when else short(draft, asked)
    found = re.search(rf"(?<![\w:.,]){re.escape(told)}(?!\w|[:.,]\d)", sentence, re.IGNORECASE) if told else None
    if found:
        return found.group()
    return short(sentence, asked) if asked.asks_when or asked.asks_how_long or asked.asks_how_many else None


def _candidates(sentence: str, clauses: Sequence[int], asked: Understanding) -> Sequence[_Span]:
    """The new spans; asked for one of a kind, those on that side of "is" or "was" where the question's words are fewer:
    "Holm" of "Holm is the largest town of the county"."""
    verb = _VERB.search(sentence) if asked.asks_who or _WHICH.search(asked.question) else None
    if verb is None:
        return _new_spans(sentence, clauses, asked)
    spans = _new_spans(sentence, [*clauses, verb.start()], asked)
    known = set(stems(asked.question, asked.lang))
    sides = (sentence[: verb.start()], sentence[verb.end() :])
    left, right = (_share_of(side, known, asked.lang) for side in sides)
    if left == right or min(left, right) > _FEW_KNOWN:
        return spans
    return [span for span in spans if (span.end <= verb.start()) == (left < right)] or spans


def _share_of(text: str, known: set[str], lang: Language) -> float:
    found = stems(text, lang)
    return len(known.intersection(found)) / len(found) if found else 1.0


def _from_number(words: str) -> str:
    """A measure without what stands before it: "45 Minuten" of "Reederei 45 Minuten"."""
    first = next((token.start() for token in TOKEN.finditer(words) if numbers(token.group())), 0)
    return words[first:]


def _length(words: str) -> str:
    """A length of time without what comes after it: "zweistündigen" of "zweistündigen Telefonat mit Merz"."""
    unit = next((token.end() for token in TOKEN.finditer(words) if DURATION.search(token.group())), len(words))
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
        early = _EARLY_YEAR.search(sentence)
        return early[1] if early and early[1] not in known else None
    end = found[0].end
    beside = _DAY_BESIDE.match(sentence, end)
    return sentence[found[0].start : beside.end() if beside else end]


def _new_spans(sentence: str, clauses: Sequence[int], asked: Understanding) -> list[_Span]:
    """Runs of words that are new, with small words between them; `clauses`: where one begins that ends a run."""
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
    for token in TOKEN.finditer(sentence):
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
    if re.search(rf"(?<!\w){re.escape(fold(word))}(?!\w)", question):
        return False
    if said := numbers(word):
        return not said <= counted
    if _is_small(word, asked.lang) or stem(word, asked.lang) in known:
        return False
    return not (word[0].isupper() and mentions(word, asked.question))


def _is_small(word: str, lang: Language) -> bool:
    return (fold(word) in FUNCTION_WORDS[lang] or fold(word) in _CONJUNCTIONS) and not is_number(word)


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
