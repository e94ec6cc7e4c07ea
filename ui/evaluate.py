"""The way of a run at the command line: archives, models, progress, and the rows that are still missing."""

import sys
from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path

from eval.origin import OF_THE_SET, check_same, origin
from eval.plan import Asked, Plan, write_plan
from eval.run import Lane, RowOf, answering, archive_folder, ask, missing, retrieval
from eval.runfolder import INFO, SAMPLES, SETTINGS, Samples, part_folder, read_json, read_samples, write_json
from eval.systems import Product, System, free_memory, open_systems, systems, waves
from ui.commands_archive import build_with_progress
from ui.output import one_line, stderr_console
from ui.progress import State, progress
from ui.services import Services


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
        for wave in turns:
            if not _is_complete(one, wave, run):
                _ask_set(one, wave, run, plan, product)


def _is_complete(one: Asked, wave: Sequence[System], run: Path) -> bool:
    """Whether every question has its row; EvalError when the rows are of another version of the set."""
    wanted = {question.id for question in one.questions.questions}
    folders = [part_folder(run, one.questions.name, system.name) for system in wave]
    for folder in folders:
        if (folder / SETTINGS).exists():
            check_same(read_json(folder / SETTINGS), one.about, OF_THE_SET)
    return all(wanted <= {row["id"] for row in read_samples(folder / SAMPLES)} for folder in folders)


def _ask_set(one: Asked, wave: Sequence[System], run: Path, plan: Plan, product: Services) -> None:
    archive = _archive(one, product)
    with ExitStack() as opened:
        tested = [opened.enter_context(closing(each)) for each in _products(one, archive, wave, plan, product)]
        lanes = [_lane(one, system, each, run, plan) for system, each in zip(wave, tested, strict=True)]
        for lane in lanes:
            opened.enter_context(closing(lane.samples))
        _ask(one, lanes, plan)


def _archive(one: Asked, product: Services) -> Path:
    """The set's own archive, which is kept for the next run."""
    archive = archive_folder(one.questions, product.settings())
    report = build_with_progress(product, [one.questions.articles], archive, prune=True)
    for failure in report.failed:
        print(f"belegt: {one_line(failure.path)}: {one_line(failure.reason)}", file=sys.stderr)
    return archive


def _products(one: Asked, archive: Path, wave: Sequence[System], plan: Plan, product: Services) -> Sequence[Product]:
    """The product as any command opens it; with several models or peers, all over one archive."""
    if plan.models or plan.peers:
        return open_systems(archive, one.questions, wave, not plan.retrieval_only)
    return [product.pipeline(archive, not plan.retrieval_only)]


def _lane(one: Asked, system: System, product: Product, run: Path, plan: Plan) -> Lane:
    """Where a system's rows go; EvalError when rows are there already that came about in another way."""
    folder = part_folder(run, one.questions.name, system.name)
    model = None
    if not plan.retrieval_only:
        product.warm()
        model = product.model_name
    now = origin(system.settings, model, one.about | {"system": system.name})
    if (folder / SETTINGS).exists():
        check_same(read_json(folder / SETTINGS), now)
    else:
        folder.mkdir(parents=True, exist_ok=True)
        write_json(now, folder / SETTINGS)
    return Lane(system.name, product, Samples(folder / SAMPLES))


def _ask(one: Asked, lanes: Sequence[Lane], plan: Plan) -> None:
    row_of: RowOf = retrieval if plan.retrieval_only else answering(one.questions)
    turns = missing(one.questions.questions, lanes)
    task = f"{'Searching' if plan.retrieval_only else 'Answering'} {one.questions.name}"
    with progress(task, "questions") as update:
        for done, row in enumerate(ask(turns, row_of), 1):
            update(State(done, len(turns), row["question"]))
