"""An answer with what other articles tell otherwise: a sentence of the program's for each, with its own quotation."""

from dataclasses import replace

from index.article import Language
from rag.conflicts import MOST, Conflict, Kind, Told, conflicts, may_differ
from rag.dates import written
from rag.outcome import cited
from rag.passages import Found, all_sentences
from rag.proof import Likeness
from rag.twins import twins
from rag.types import Answer, Citation
from rag.understand import Understanding

_SAID: dict[Language, dict[Kind, str]] = {
    "de": {
        "other": "Anders ein Artikel vom {day}: „{quote}“ [{n}]",
        "newer": "Einen neueren Stand nennt ein Artikel vom {day}: „{quote}“ [{n}]",
        "older": "In einem Artikel vom {day} hieß es noch: „{quote}“ [{n}]",
        "corrects": "Ein Artikel vom {day} berichtigt das: „{quote}“ [{n}]",
        "twin": "In fast denselben Worten sagt ein anderer Artikel: „{quote}“ [{n}]",
    },
    "en": {
        "other": "An article of {day} says otherwise: “{quote}” [{n}]",
        "newer": "An article of {day} has a newer figure: “{quote}” [{n}]",
        "older": "An article of {day} still said: “{quote}” [{n}]",
        "corrects": "An article of {day} corrects this: “{quote}” [{n}]",
        "twin": "In nearly the same words another article says: “{quote}” [{n}]",
    },
}


def is_compared(asked: Understanding, answer: Answer) -> bool:
    """Whether an answer is one that other articles may tell otherwise."""
    return len(answer.citations) == 1 and not asked.asks_for_all and may_differ(asked, _told(answer))


def _told(answer: Answer) -> Told:
    return Told(answer.text.replace(" [1]", ""), answer.citations[0])


def with_conflicts(asked: Understanding, answer: Answer, found: Found, likeness: Likeness) -> Answer:
    """The answer, after it what differs in other articles, newest first; as it was where nothing does.

    `found`: for the question.
    """
    if len(answer.citations) != 1 or asked.asks_for_all:
        return answer
    told, others = _told(answer), all_sentences(found)
    is_told_otherwise = is_compared(asked, answer)
    differing = conflicts(asked, told, others, found.articles, likeness) if is_told_otherwise else []
    if not differing:
        differing = [Conflict(e, "twin") for e in twins(answer.short or told.text, told.citation, others)[:MOST]]
    if not differing:
        return answer
    text, citations = answer.text, list(answer.citations)
    for conflict in differing:
        citation = cited(len(citations) + 1, conflict.evidence)
        text += f" {_sentence(citation, conflict.kind, asked.lang)}"
        citations.append(citation)
    return replace(answer, text=text, citations=tuple(citations))


def _sentence(citation: Citation, kind: Kind, lang: Language) -> str:
    day = written(citation.published, lang) if citation.published else ""
    return _SAID[lang][kind].format(day=day, quote=" ".join(citation.quote.split()), n=citation.n)
