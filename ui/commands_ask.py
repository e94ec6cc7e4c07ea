"""`belegt ask` and `belegt search`: questions and the passages found for them."""

import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from index.errors import BelegtError
from index.scope import Scope
from ui.batch import BadLine, BatchQuestion, read_batch, whole_characters
from ui.options import ArchiveOption, AsOfOption, JsonOption, SinceOption, UntilOption, scope_of, services
from ui.output import json_lines, one_line, stdout_console
from ui.show import answer_text, hit_lines

if TYPE_CHECKING:
    from rag.pipeline import Pipeline
    from rag.types import Hit


@dataclass(frozen=True)
class Limits:
    """Which articles count for a question, and the day from which it is asked."""

    as_of: date | None
    scope: Scope


Row = dict[str, Any]
Work = Callable[["Pipeline", BatchQuestion], Row]
BatchOption = Annotated[
    Path | None,
    typer.Option(
        "--batch", metavar="FILE", help='One JSON object a line: id, question, history [[q, a], ...]; "-" is stdin.'
    ),
]


def ask(
    ctx: typer.Context,
    question: Annotated[str | None, typer.Argument(help="The question, in German or English.")] = None,
    batch: BatchOption = None,
    archive: ArchiveOption = None,
    as_of: AsOfOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    as_json: JsonOption = False,
) -> None:
    """Answer a question, each sentence with its quotation.

    With --json or --batch one answer object a line, in order, each as soon as it is
    ready. A line of a batch that fails gives an object with "id" and "error"; the rest
    goes on, and the exit code is 1 at the end. Abstaining is no failure.
    """
    _need_one(question, batch)
    limits = Limits(as_of, scope_of(since, until, as_of))
    if batch is not None:
        _run_batch(ctx, batch, archive, lambda pipeline, item: _answer_row(pipeline, item, limits), answering=True)
    elif question is not None:
        _ask_once(ctx, whole_characters(question), archive, limits, as_json)


def search(
    ctx: typer.Context,
    query: Annotated[str | None, typer.Argument(help="What to look for, in German or English.")] = None,
    batch: BatchOption = None,
    k: Annotated[int, typer.Option("-k", min=1, max=1000, help="How many passages at most.")] = 10,
    archive: ArchiveOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    as_json: JsonOption = False,
) -> None:
    """Find passages; no language model is asked.

    With --json a single query prints one hit a line (article_id, chunk_id, score,
    text, start, end, published); --batch prints one line a query: id, question, hits.
    """
    _need_one(query, batch)
    scope = scope_of(since, until)
    if batch is not None:
        _run_batch(ctx, batch, archive, lambda pipeline, item: _search_row(pipeline, item, k, scope))
    elif query is not None:
        _search_once(ctx, whole_characters(query), archive, k, scope, as_json)


def _need_one(question: str | None, batch: Path | None) -> None:
    if (question is None) == (batch is None):
        raise typer.BadParameter("expected either one question or --batch FILE")


def _ask_once(ctx: typer.Context, question: str, archive: Path | None, limits: Limits, as_json: bool) -> None:
    from rag.answer_json import to_dict

    if as_json:
        with json_lines() as lines, closing(services(ctx).pipeline(archive, answering=True)) as pipeline:
            lines.write(to_dict(pipeline.answer(question, (), limits.as_of, limits.scope)))
        return
    with closing(services(ctx).pipeline(archive, answering=True)) as pipeline:
        if sys.stdout.isatty():
            from ui.live import show_live

            show_live(pipeline.stream(question, (), limits.as_of, limits.scope), stdout_console())
        else:
            print(answer_text(pipeline.answer(question, (), limits.as_of, limits.scope)))


def _search_once(ctx: typer.Context, query: str, archive: Path | None, k: int, scope: Scope, as_json: bool) -> None:
    from rag.answer_json import hit_to_dict

    if as_json:
        with json_lines() as lines, closing(services(ctx).pipeline(archive)) as pipeline:
            for hit in pipeline.search(query, k, scope):
                lines.write(hit_to_dict(hit))
        return
    with closing(services(ctx).pipeline(archive)) as pipeline:
        hits = pipeline.search(query, k, scope)
    print(_hits_text(hits))


def _hits_text(hits: "list[Hit]") -> str:
    if not hits:
        return "nothing found"
    return "\n".join(line for number, hit in enumerate(hits, 1) for line in hit_lines(number, hit))


def _run_batch(ctx: typer.Context, file: Path, archive: Path | None, work: Work, answering: bool = False) -> None:
    """One JSON line for each line of FILE; exit code 1 at the end when any failed."""
    items = read_batch(file)
    failed = 0
    with json_lines() as lines, closing(services(ctx).pipeline(archive, answering)) as pipeline:
        for item in items:
            row = _row(pipeline, item, work)
            failed += "error" in row
            lines.write(row)
    if failed:
        print(f'belegt: {failed} of the lines of {file} failed, see "error" in the output.', file=sys.stderr)
        raise typer.Exit(1)


def _row(pipeline: "Pipeline", item: BatchQuestion | BadLine, work: Work) -> Row:
    if isinstance(item, BadLine):
        return {"id": item.id, "error": item.error}
    try:
        return {"id": item.id} | work(pipeline, item) | {"id": item.id}
    except BelegtError as error:
        return {"id": item.id, "error": one_line(str(error))}


def _answer_row(pipeline: "Pipeline", item: BatchQuestion, limits: Limits) -> Row:
    from rag.answer_json import to_dict

    return to_dict(pipeline.answer(item.question, item.history, limits.as_of, limits.scope))


def _search_row(pipeline: "Pipeline", item: BatchQuestion, k: int, scope: Scope) -> Row:
    from rag.answer_json import hit_to_dict

    hits = pipeline.search(item.question, k, scope)
    return {"question": item.question, "hits": [hit_to_dict(hit) for hit in hits]}
