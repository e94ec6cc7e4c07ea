"""The way of a run at the command line: archives, models, progress, and the rows that are still missing."""

import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from eval import special
from eval.dataset import QuestionSet
from eval.origin import OF_THE_SET, check_same, origin
from eval.plan import Asked, Plan, write_plan
from eval.run import Lane, RowOf, answering, archive_folder, ask, missing, peak_memory_mb, retrieving
from eval.runfolder import INFO, SAMPLES, SETTINGS, Row, Samples, part_folder, read_json, read_samples, write_json
from eval.systems import Product, System, free_memory, open_systems, systems, waves
from ui.commands_archive import build_with_progress
from ui.output import one_line, stderr_console
from ui.progress import State, progress
from ui.services import Services

if TYPE_CHECKING:
    from rag.pipeline import Pipeline


def carry_out(plan: Plan, sets: Sequence[Asked], run: Path, product: Services) -> None:
    """Asks what the run has no row of yet; a run that was stopped goes on in the same way."""
    settings = product.settings()
    under_test = systems(settings, plan.models, plan.peers)
    if not (run / INFO).exists():
        write_plan(plan, sets, under_test, run)
    turns = [under_test] if plan.retrieval_only else waves(under_test, free_memory())
    if len(turns) > 1:
        stderr_console().print("The models do not fit into memory together: they are asked one after another.")
    for one in sets:
        if one.questions is None:
            ask_special(one, under_test, run, plan, product)
            continue
        for wave in turns:
            if not _is_complete(one, {question.id for question in one.questions.questions}, wave, run):
                _ask_set(one, one.questions, wave, run, plan, product)


def _is_complete(one: Asked, wanted: set[str], wave: Sequence[System], run: Path) -> bool:
    """Whether every question has its row; EvalError when the rows are of another version of the set."""
    folders = [part_folder(run, one.name, system.name) for system in wave]
    for folder in folders:
        if (folder / SETTINGS).exists():
            check_same(read_json(folder / SETTINGS), one.about, OF_THE_SET)
    return all(wanted <= {row["id"] for row in read_samples(folder / SAMPLES)} for folder in folders)


def _ask_set(
    one: Asked, questions: QuestionSet, wave: Sequence[System], run: Path, plan: Plan, product: Services
) -> None:
    archive = _archive(questions, product)
    with ExitStack() as opened:
        tested = [opened.enter_context(closing(each)) for each in _products(questions, archive, wave, plan, product)]
        lanes = [_lane(one, system, each, run, plan) for system, each in zip(wave, tested, strict=True)]
        for lane in lanes:
            opened.enter_context(closing(lane.samples))
        _ask(questions, lanes, plan)


def _archive(questions: QuestionSet, product: Services) -> Path:
    """The set's own archive, which is kept for the next run."""
    archive = archive_folder(questions, product.settings())
    report = build_with_progress(product, [questions.articles], archive, prune=True)
    for failure in report.failed:
        print(f"belegt: {one_line(failure.path)}: {one_line(failure.reason)}", file=sys.stderr)
    return archive


def _products(
    questions: QuestionSet, archive: Path, wave: Sequence[System], plan: Plan, product: Services
) -> Sequence[Product]:
    """The product as any command opens it; with several models or peers, all over one archive."""
    if plan.models or plan.peers:
        return open_systems(archive, questions, wave, not plan.retrieval_only)
    return [product.pipeline(archive, not plan.retrieval_only)]


def _lane(one: Asked, system: System, product: Product, run: Path, plan: Plan) -> Lane:
    model = None
    if not plan.retrieval_only:
        product.warm()
        model = product.model_name
    return Lane(system.name, product, _samples(one, system, model, run))


def _samples(one: Asked, system: System, model: str | None, run: Path) -> Samples:
    """Where a system's rows go; EvalError when rows are there already that came about in another way."""
    folder = part_folder(run, one.name, system.name)
    now = origin(system.settings, model, one.about | {"system": system.name})
    if (folder / SETTINGS).exists():
        check_same(read_json(folder / SETTINGS), now)
    else:
        folder.mkdir(parents=True, exist_ok=True)
        write_json(now, folder / SETTINGS)
    return Samples(folder / SAMPLES)


def _ask(questions: QuestionSet, lanes: Sequence[Lane], plan: Plan) -> None:
    row_of: RowOf = retrieving(plan.articles) if plan.retrieval_only else answering(questions)
    turns = missing(questions.questions, lanes)
    task = f"{'Searching' if plan.retrieval_only else 'Answering'} {questions.name}"
    with progress(task, "questions") as update:
        for done, row in enumerate(ask(turns, row_of), 1):
            update(State(done, len(turns), row["question"]))


def ask_special(one: Asked, under_test: Sequence[System], run: Path, plan: Plan, product: Services) -> None:
    """The rows of a public set of another kind, one system after another."""
    wanted, everything = special.row_ids(one.kind, one.path, plan.sample, plan.seed)
    for system in under_test if one.kind in special.NEEDS_MODEL else under_test[:1]:
        if one.kind in special.NEEDS_MODEL and _is_complete(one, wanted, [system], run):
            continue
        with ExitStack() as opened:
            model, rows_without = _special(one, system, plan, product, opened)
            samples = opened.enter_context(closing(_samples(one, system, model, run)))
            done = {row["id"] for row in samples.rows}
            total = len(wanted - done)
            update = opened.enter_context(progress(f"Measuring {one.name}", "rows"))
            for number, row in enumerate(rows_without((everything - wanted) | done), 1):
                samples.add(row | {"system": system.name, "memory_mb": peak_memory_mb()})
                update(State(number, max(total, number), row["question"]))


def _special(
    one: Asked, system: System, plan: Plan, product: Services, opened: ExitStack
) -> tuple[str | None, Callable[[Collection[str]], Iterator[Row]]]:
    """The model that takes part, and the rows of the set without those of the ids given."""
    if one.kind == "times":
        return None, partial(special.times, one.path)
    if one.kind == "rewrites":
        return None, partial(special.rewrites, one.path)
    questions = special.articles_of(one.path)
    (pipeline,) = _products(questions, _archive(questions, product), [system], plan, product)
    opened.enter_context(closing(pipeline))
    return pipeline.model_name, lambda done: special.snippets(one.path, cast("Pipeline", pipeline), done)
