"""`belegt index` and `belegt articles`: what the archive holds."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ui.options import ArchiveOption, JsonOption, inherited, services
from ui.output import json_lines, one_line, printable, stderr_console, stdout_console
from ui.progress import State, Update, progress
from ui.services import Services
from ui.show import article_text, report_lines

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from index.archive import Archive
    from index.build import BuildReport, Progress
    from index.db import ArticleInfo

articles_app = typer.Typer(help="List, show and remove articles; without a command: list.")


def index(
    ctx: typer.Context,
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="Files or folders: txt, md, html, pdf, jsonl.")
    ],
    archive: ArchiveOption = None,
    prune: Annotated[bool, typer.Option("--prune", help="Forget articles whose files have vanished.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Add and update articles.

    What has not changed costs next to nothing. Files that cannot be read are
    listed with the reason, and the rest goes on. The exit code is 1 only when no
    article at all could be taken in.
    """
    if as_json:
        with json_lines() as lines:
            report = build_with_progress(services(ctx), paths, archive, prune)
            lines.write(plain(report))
    else:
        report = build_with_progress(services(ctx), paths, archive, prune)
        print(printable("\n".join(report_lines(report))))
    if not (report.added or report.updated or report.unchanged or report.removed):
        stderr_console().print(
            "belegt: expected articles at the paths given, found none that can be read.", markup=False
        )
        raise typer.Exit(1)


def build_with_progress(product: Services, paths: list[Path], archive: Path | None, prune: bool) -> "BuildReport":
    """Indexes while showing how far it is."""
    with progress("Indexing", "files", "articles") as update:
        return product.build(paths, archive, prune, _watcher(update))


def _watcher(update: Update) -> "Callable[[Progress], None]":
    def watch(state: "Progress") -> None:
        update(State(state.done, state.total, state.path, state.articles))

    return watch


def plain(value: "DataclassInstance") -> dict[str, Any]:
    """A dataclass as JSON holds it: dates as 2025-05-19."""
    return {name: entry.isoformat() if isinstance(entry, date) else entry for name, entry in asdict(value).items()}


def _open(ctx: typer.Context, write: bool = False) -> "Archive":
    return services(ctx).archive(inherited(ctx, "archive"), write)


@articles_app.callback(invoke_without_command=True)
def articles(ctx: typer.Context, archive: ArchiveOption = None, as_json: JsonOption = False) -> None:
    """List, show and remove articles; without a command: list."""
    if ctx.invoked_subcommand is None:
        list_articles(ctx, archive, as_json)


@articles_app.command("list")
def list_articles(ctx: typer.Context, archive: ArchiveOption = None, as_json: JsonOption = False) -> None:
    """All articles with date and title; with --json one object a line."""
    if not inherited(ctx, "as_json"):
        with _open(ctx) as opened:
            _print_table(opened.articles())
        return
    with json_lines() as lines, _open(ctx) as opened:
        for info in opened.articles():
            lines.write(plain(info))


def _print_table(infos: "list[ArticleInfo]") -> None:
    from rich.table import Table
    from rich.text import Text

    console = stdout_console()
    id_width = min(max((len(info.id) for info in infos), default=2), console.width // 2)
    table = Table(box=None, pad_edge=False)
    table.add_column("Id", width=id_width, overflow="fold")
    table.add_column("Published", width=10)
    table.add_column("Lang", width=4)
    table.add_column("Title", no_wrap=True, overflow="ellipsis", max_width=max(20, console.width - id_width - 20))
    for info in infos:
        published = info.published.isoformat() if info.published else "undated"
        table.add_row(*(Text(one_line(cell)) for cell in (info.id, published, info.lang, info.title)))
    console.print(table)


IdArgument = Annotated[str, typer.Argument(metavar="ID", help="As `belegt articles list` shows it.")]


@articles_app.command("show")
def show(
    ctx: typer.Context, article_id: IdArgument, archive: ArchiveOption = None, as_json: JsonOption = False
) -> None:
    """One article: its dates and source, what was kept, and what was dropped and why."""
    if not inherited(ctx, "as_json"):
        with _open(ctx) as opened:
            print(article_text(opened.article(article_id)))
        return
    with json_lines() as lines, _open(ctx) as opened:
        lines.write(plain(opened.article(article_id)))


@articles_app.command("remove")
def remove(
    ctx: typer.Context,
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="As `belegt articles list` shows it.")],
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take articles out of the archive; their files are not touched."""
    if not inherited(ctx, "as_json"):
        with _open(ctx, write=True) as opened:
            for article_id in ids:
                opened.remove(article_id)
                print(f"removed: {one_line(article_id)}")
        return
    with json_lines() as lines, _open(ctx, write=True) as opened:
        for article_id in ids:
            opened.remove(article_id)
            lines.write({"removed": article_id})
