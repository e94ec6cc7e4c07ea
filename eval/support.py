"""Do the citations carry what the answer says? Written apart from the product's own check, so that it can be at fault.

A sentence's facts are its numbers, its dates and its names. A citation carries a fact that stands in its quotation or
its article's title, or is the day of the event or of the publication. One whose quotation is not exact carries nothing.
"""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from eval.dates import contain
from index.article import Language
from index.days import Days
from index.language import detect
from index.sentences import sentences
from index.timex import TimeExpression, find, without
from rag.names import is_place, mentions, names
from rag.numerals import numbers
from rag.types import Answer, Citation

MARKER = re.compile(r"\[(\d+)\]")
Carries = Callable[[Citation], bool]


@dataclass(frozen=True)
class Sentence:
    """One sentence of an answer without its markers, and the citations that they name."""

    text: str
    citations: Sequence[Citation]


def citation_precision(answer: Answer, exact: Collection[int]) -> float | None:
    """Needed citations / citations (Gao et al., ALCE, EMNLP 2023, with facts in place of an entailment model).

    Needed is one that carries a fact of a sentence with its marker; those of factless sentences alone do not count.
    `exact` holds the numbers of the citations whose quotation is exact.
    """
    facts = [(facts_of(sentence, answer.language), sentence.citations) for sentence in cited_sentences(answer)]
    factless = {citation.n for found, marked in facts for citation in marked if not found}
    needed = {c.n for found, marked in facts for c in marked if c.n in exact and any(fact(c) for fact in found)}
    needless = {citation.n for found, marked in facts for citation in marked if found} - needed
    judged = [citation.n for citation in answer.citations if citation.n not in factless - needed - needless]
    return sum(n in needed for n in judged) / len(judged) if judged else None


def citation_recall(answer: Answer, exact: Collection[int]) -> float | None:
    """Sentences all of whose facts are carried by their citations / sentences with facts (the same paper)."""
    carried = []
    for sentence in cited_sentences(answer):
        sound = [citation for citation in sentence.citations if citation.n in exact]
        if facts := facts_of(sentence, answer.language):
            carried.append(all(any(fact(citation) for citation in sound) for fact in facts))
    return sum(carried) / len(carried) if carried else None


def without_markers(text: str) -> str:
    return MARKER.sub(" ", text)


def cited_sentences(answer: Answer) -> list[Sentence]:
    """The sentences in order; a marker belongs to the sentence that it stands in or comes after."""
    plain, markers = _plain(answer.text)
    spans = sentences(plain)
    by_number = {citation.n: citation for citation in answer.citations}
    found = []
    for span, following in zip(spans, [*(span.start for span in spans[1:]), len(plain) + 1], strict=True):
        numbered = dict.fromkeys(n for place, n in markers if span.start < place <= following and n in by_number)
        found.append(Sentence(plain[span.start : span.end], [by_number[n] for n in numbered]))
    return found


def _plain(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its markers, and where each of them stood in it."""
    pieces, markers, last, length = [], [], 0, 0
    for match in MARKER.finditer(text):
        piece = text[last : match.start()].rstrip(" ")
        pieces.append(piece)
        length += len(piece)
        markers.append((length, int(match[1])))
        last = match.end()
    return "".join([*pieces, text[last:]]), markers


def facts_of(sentence: Sentence, lang: Language) -> list[Carries]:
    """The facts of a sentence, each as what tells whether a citation carries it; "one" is taken for an article.

    Numbers are looked for outside of dates, so that "19" of a date proves no other number.
    """
    published = next((citation.published for citation in sentence.citations), None)
    dates = _dates(sentence.text, published)
    foreign = any(detect(citation.quote, lang) != lang for citation in sentence.citations)
    facts: list[Carries] = [_date(expression) for expression in dates]
    facts += [_number(number) for number in sorted(numbers(without(sentence.text, dates)) - {"1"})]
    return facts + [_name(run) for run in _names(sentence.text, lang, foreign)]


def _dates(text: str, published: date | None) -> list[TimeExpression]:
    """Days, months and years; what is left, as "for six days", is told by its number."""
    found = find(text, published)
    return [e for e in found if e.is_day or (e.first.day == 1 and (e.last + timedelta(days=1)).day == 1)]


def _names(text: str, lang: Language, foreign: bool) -> list[list[str]]:
    """The names as runs of words. German writes every noun like a name: held against English quotations, where nouns
    are translated, only places and runs of several words count."""
    runs = names(text, lang)
    return [run for run in runs if len(run) > 1 or is_place(run[0])] if foreign and lang == "de" else runs


def _date(expression: TimeExpression) -> Carries:
    def carries(citation: Citation) -> bool:
        own = [(day, day) for day in (citation.event_date, citation.published) if day]
        found = [(e.first, e.last) for text in _texts(citation) for e in _dates(text, citation.published)]
        days: list[Days] = own + found
        return any(contain((expression.first, expression.last), other) for other in days)

    return carries


def _number(number: str) -> Carries:
    def carries(citation: Citation) -> bool:
        return any(number in numbers(without(text, _dates(text, citation.published))) for text in _texts(citation))

    return carries


def _name(run: Sequence[str]) -> Carries:
    """One word of the run is enough: who is "Angela Merkel" in the answer may be "Merkel" in the quotation."""

    def carries(citation: Citation) -> bool:
        return any(mentions(word, text) for text in _texts(citation) for word in run)

    return carries


def _texts(citation: Citation) -> tuple[str, str]:
    return citation.quote, citation.title
