"""Asking: every question of a set is put to every system in turn, one row each."""

import hashlib
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from eval.dataset import Question, QuestionSet, source_texts
from eval.metrics import distinct
from eval.runfolder import Row, Samples
from eval.scorers import judge
from eval.systems import DatesEvidence, Product
from index.article import Language
from index.errors import QuestionError, UnknownArticleError
from index.scope import Scope
from rag.answer_json import to_dict
from rag.condense import standalone
from rag.relevance import effective_date
from rag.understand import language_of

if TYPE_CHECKING:
    from rag.settings import Settings

DEPTH = 10
"""Articles kept of each ranking."""
PASSAGES = 50
"""Passages asked for, so that `DEPTH` different articles are among them."""
OPTIONAL = ("answers", "dates", "stale", "standalone", "cluster", "as_of")
"""Fields of a question that its row has only where the set has them."""
RowOf = Callable[[Question, Product], Row]


@dataclass(frozen=True)
class Lane:
    """One system and where its rows go."""

    system: str
    product: Product
    samples: Samples


def archive_folder(questions: QuestionSet, settings: "Settings") -> Path:
    """Where the archive of a set is kept between runs; another one for other models or splitting rules."""
    from index.archive import manifest

    key = json.dumps([str(questions.articles.resolve()), manifest(settings)], sort_keys=True)
    return settings.cache / "eval" / f"{questions.name}-{hashlib.sha256(key.encode()).hexdigest()[:12]}"


def missing(questions: Sequence[Question], lanes: Sequence[Lane]) -> list[tuple[Question, Lane]]:
    """What is still to be asked: q1 of A, q1 of B, q2 of B, q2 of A, so that no system has the better machine."""
    known = {lane.system: {row["id"] for row in lane.samples.rows} for lane in lanes}
    turns = (
        (question, lane)
        for number, question in enumerate(questions)
        for lane in (lanes if number % 2 == 0 else list(reversed(lanes)))
    )
    return [(question, lane) for question, lane in turns if question.id not in known[lane.system]]


def ask(turns: Sequence[tuple[Question, Lane]], row_of: RowOf) -> Iterator[Row]:
    """Puts each question, writes its row, and passes it on."""
    for question, lane in turns:
        row = row_of(question, lane.product) | {"system": lane.system, "memory_mb": peak_memory_mb()}
        lane.samples.add(row)
        yield row


def answering(questions: QuestionSet) -> RowOf:
    """Rows of task "answer": the answer, how it was judged, and the rankings of articles behind it."""
    texts = source_texts(questions.articles)

    def row_of(question: Question, product: Product) -> Row:
        done = _answered(question, product, _source_text(texts, product))
        return _question_row(question) | {"task": "answer", "model": product.model_name} | done

    return row_of


def retrieving(lang: Language | None = None) -> RowOf:
    """Rows of task "retrieval": the rankings alone, without a language model; of articles in one language if given."""

    def row_of(question: Question, product: Product) -> Row:
        scope = Scope(until=question.as_of, lang=lang)
        relevant = [id_ for id_ in question.relevant if lang is None or product.article(id_).lang == lang]
        rankings = {"ranking": _ranking(_searched(question, product), product, scope)}
        rankings |= _follow_up_rankings(question, product)
        return (
            _question_row(question)
            | {"task": "retrieval", "model": None, "relevant": relevant}
            | rankings
            | _event_day(question, product)
        )

    return row_of


def _searched(question: Question, product: Product) -> str:
    """What is searched for a question: the product makes a follow-up stand by itself."""
    if not (question.history and isinstance(product, DatesEvidence)):
        return question.question
    return standalone(question.question, question.history, language_of(question.question, question.history))


def _event_day(question: Question, product: Product) -> Row:
    """The day of the evidence that the product would answer from, where the set tells the right ones."""
    if not (question.dates and isinstance(product, DatesEvidence)):
        return {}
    first = next(iter(product.evidence(question.question, question.history, question.as_of)), None)
    day = effective_date(first) if first else None
    return {"event_day": day.isoformat() if day else ""}


def _question_row(question: Question) -> Row:
    row = asdict(question)
    given = {name: row.pop(name) for name in OPTIONAL}
    given["as_of"] = question.as_of.isoformat() if question.as_of else None
    return row | {name: value for name, value in given.items() if value}


def _answered(question: Question, product: Product, source_text: Callable[[str], str]) -> Row:
    """A question that the product refuses as it stands counts as wrong; any other failure ends the run."""
    try:
        answer = product.answer(question.question, question.history, question.as_of)
    except QuestionError as error:
        return {"error": str(error), "answer": None, "verdict": None, "ranking": []}
    ranking = _ranking(answer.standalone_question or question.question, product, Scope(until=question.as_of))
    verdict = asdict(judge(answer, question, source_text, ranking))
    rankings = {"ranking": ranking} | _follow_up_rankings(question, product)
    return {"answer": to_dict(answer), "verdict": verdict} | rankings


def _follow_up_rankings(question: Question, product: Product) -> Row:
    """What a follow-up finds as it stands, and as a person would write it out."""
    if not question.standalone:
        return {}
    scope = Scope(until=question.as_of)
    raw, gold = _ranking(question.question, product, scope), _ranking(question.standalone, product, scope)
    return {"ranking_raw": raw, "ranking_gold": gold}


def _ranking(query: str, product: Product, scope: Scope) -> list[str]:
    """Ids of the articles in a scope, best first."""
    return distinct(hit.article_id for hit in product.search(query, PASSAGES, scope))[:DEPTH]


def _source_text(texts: dict[str, str], product: Product) -> Callable[[str], str]:
    """Texts of the set's own files; for HTML and PDF what the product made of them."""

    def text(article_id: str) -> str:
        if article_id in texts:
            return texts[article_id]
        try:
            return product.article(article_id).text
        except UnknownArticleError:
            return ""

    return text


def peak_memory_mb() -> float:
    """The most memory this process ever held at once, in millions of bytes."""
    if sys.platform == "win32":
        import psutil

        return float(round(psutil.Process().memory_info().peak_wset / 1e6, 1))
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6, 1)
