"""`belegt models`, `belegt doctor` and `belegt chat`."""

import shutil
import sys
from contextlib import closing
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from index.errors import WeightsMissingError
from ui.options import INTERRUPTED, ArchiveOption, JsonOption, inherited, services
from ui.output import json_lines, one_line, printable, stdout_console
from ui.progress import State, progress

if TYPE_CHECKING:
    from index.weights import WeightsFile
    from rag.llm.select import Candidate

models_app = typer.Typer(help="List language models, fetch weights.")
EMBEDDING = "e5-small-q4"
DEFAULT_WEIGHTS = (EMBEDDING, "qwen2.5-coder-1.5b")
MEGA = 1_000_000


@models_app.callback(invoke_without_command=True)
def models(ctx: typer.Context, as_json: JsonOption = False) -> None:
    """List language models, fetch weights; without a command: list."""
    if ctx.invoked_subcommand is None:
        list_models(ctx, as_json)


@models_app.command("list")
def list_models(ctx: typer.Context, as_json: JsonOption = False) -> None:
    """Every language model that could answer, which one does, and why."""
    from rag.llm.select import candidates

    found = candidates(services(ctx).settings())
    if inherited(ctx, "as_json"):
        with json_lines() as lines:
            for candidate in found:
                lines.write(asdict(candidate))
    else:
        _print_table(found)


def _print_table(found: "list[Candidate]") -> None:
    from rich.table import Column, Table
    from rich.text import Text

    table = Table("", "Kind", "Model", Column("Why", overflow="fold"), box=None, pad_edge=False)
    for candidate in found:
        mark = "in use" if candidate.chosen else "ready" if candidate.available else "-"
        table.add_row(*(Text(one_line(cell)) for cell in (mark, candidate.kind, candidate.name, candidate.why)))
    stdout_console().print(table)


@models_app.command("fetch")
def fetch(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", help="Known weights; else the default ones.")
    ] = None,
) -> None:
    """Fetch the weights of the embedding model and a language model, where they are not there yet."""
    from index.e5 import embedding_folder
    from index.sources import default_sources
    from index.weights import KNOWN, ensure

    wanted = [_known(name) for name in names or DEFAULT_WEIGHTS]
    settings = services(ctx).settings()
    sources, cache = default_sources(settings.hub), settings.weights
    for file in wanted:
        with progress(f"Fetching {file.name}", "MB") as update:
            path = ensure(file, cache, sources, lambda done, total: update(State(done // MEGA, total // MEGA)))
        print(path)
    if KNOWN[EMBEDDING] in wanted:
        embedding_folder(cache, sources, lambda done, total: None)


def _known(name: str) -> "WeightsFile":
    from index.weights import KNOWN

    if name not in KNOWN:
        raise WeightsMissingError(f"expected one of {', '.join(KNOWN)}, found {name!r}. Run: belegt models fetch")
    return KNOWN[name]


def doctor(ctx: typer.Context, archive: ArchiveOption = None, as_json: JsonOption = False) -> None:
    """Check that everything needed is there.

    For what is not, the command that mends it is named. The exit code is 1 when something needed is missing.
    """
    from ui.doctor import checks

    found = list(checks(services(ctx), archive))
    if as_json:
        with json_lines() as lines:
            for check in found:
                lines.write(asdict(check))
    else:
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
        print("\n".join(printable(check.line(width)) for check in found))
    if any(check.status == "missing" for check in found):
        raise typer.Exit(1)


def chat(
    ctx: typer.Context,
    archive: ArchiveOption = None,
    host: Annotated[str, typer.Option(help="Address to listen on; 127.0.0.1 is this machine alone.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on.")] = 7860,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")] = True,
) -> None:
    """Ask in the browser. The page is served until Ctrl-C."""
    from ui.app import launch

    with closing(services(ctx).pipeline(archive, answering=True)) as pipeline:
        launch(pipeline, host=host, port=port, open_browser=browser)
    raise typer.Exit(INTERRUPTED)
