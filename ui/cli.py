"""The console command `belegt`. Heavy imports stand inside the commands, so that `--help` answers at once."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from index.errors import BelegtError
from ui import commands_archive, commands_ask, commands_setup
from ui.options import INTERRUPTED, services
from ui.output import json_lines, one_line, stderr_console, stdout_console
from ui.packages import own_version
from ui.progress import State, progress
from ui.services import Services

if TYPE_CHECKING:
    from eval.dataset import QuestionSet
    from rag.pipeline import Pipeline
    from rag.settings import Settings

app = typer.Typer(
    help="Answers questions about a collection of news articles and proves each sentence with an exact quotation.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        print(f"belegt {own_version()}")
        raise typer.Exit()


@app.callback()
def common(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Answers questions about a collection of news articles and proves each sentence with an exact quotation."""


def evaluate(
    ctx: typer.Context,
    set_path: Annotated[
        Path | None,
        typer.Argument(
            metavar="[SET]", help="Folder with questions.jsonl, or FILE.questions.jsonl; else the set shipped."
        ),
    ] = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help='Write the numbers to FILE; "-" is stdout.')
    ] = None,
    report: Annotated[
        Path | None, typer.Option("--report", metavar="DIR", help="Keep the run's folder below DIR; else in the cache.")
    ] = None,
    retrieval_only: Annotated[
        bool, typer.Option("--retrieval-only", help="Measure the search alone, without a model.")
    ] = False,
) -> None:
    """Measure answers on questions with known answers."""
    from eval.dataset import load_set, sample_path
    from eval.measures import ANSWERS, RETRIEVAL, summarise
    from eval.report import tables
    from eval.run import new_run_folder, run_settings, write_json, write_rows

    questions = load_set(set_path or sample_path())
    product = services(ctx)
    settings = product.settings()
    folder = new_run_folder(report or settings.cache / "eval" / "runs")
    with json_lines() as lines:
        with closing(_pipeline_over(questions, product, settings, not retrieval_only)) as pipeline:
            rows = list(write_rows(_rows(questions, pipeline, retrieval_only), folder))
            write_json(
                run_settings(questions, settings, None if retrieval_only else pipeline.model_name),
                folder / "settings.json",
            )
        summary = summarise(rows, RETRIEVAL if retrieval_only else ANSWERS)
        write_json(summary, folder / "summary.json")
        if str(json_file) == "-":
            lines.write(summary)
    if json_file and str(json_file) != "-":
        write_json(summary, json_file)
    console = stderr_console() if str(json_file) == "-" else stdout_console()
    for table in tables(summary, f"{questions.name}: {len(rows)} questions"):
        console.print(table)
    stderr_console().print(f"Kept in {folder}", markup=False)


def _pipeline_over(questions: "QuestionSet", product: Services, settings: "Settings", answering: bool) -> "Pipeline":
    """A pipeline over the set's own archive, which is kept for the next run."""
    from eval.run import archive_folder

    archive = archive_folder(questions, settings)
    report = commands_archive.build_with_progress(product, [questions.articles], archive, prune=True)
    for failure in report.failed:
        print(f"belegt: {one_line(failure.path)}: {one_line(failure.reason)}", file=sys.stderr)
    return product.pipeline(archive, answering)


def _rows(questions: "QuestionSet", pipeline: "Pipeline", retrieval_only: bool) -> Iterator[dict[str, Any]]:
    from eval.run import answer_rows, retrieval_rows

    if retrieval_only:
        rows, total = retrieval_rows(questions, pipeline), sum(bool(q.relevant) for q in questions.questions)
    else:
        pipeline.warm()
        rows, total = answer_rows(questions, pipeline), len(questions.questions)
    with progress("Searching" if retrieval_only else "Answering", "questions") as update:
        for done, row in enumerate(rows, 1):
            update(State(done, total, row["question"]))
            yield row


for command in (
    commands_archive.index,
    commands_ask.ask,
    commands_ask.search,
    commands_setup.chat,
    commands_setup.doctor,
):
    app.command()(command)
app.command("eval")(evaluate)
app.add_typer(commands_setup.models_app, name="models")
app.add_typer(commands_archive.articles_app, name="articles")


def run(args: Sequence[str], product: Services | None = None) -> int:
    """Runs one command and gives its exit code: 0, 1 an error that can be mended, 2 wrong usage, 130 Ctrl-C."""
    try:
        app(list(args), prog_name="belegt", obj=product)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 0
    except BelegtError as error:
        print(f"belegt: {one_line(str(error))}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


def main() -> None:
    """Entry point of the console command."""
    for stream in (sys.stdout, sys.stderr):
        _never_fail(stream)
    sys.exit(run(sys.argv[1:]))


def _never_fail(stream: TextIO) -> None:
    """Characters that the terminal's encoding lacks become "?" instead of a traceback."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="replace")


if __name__ == "__main__":
    main()
