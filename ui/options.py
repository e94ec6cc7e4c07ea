"""Options that several commands share."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from index.errors import QuestionError
from index.scope import Scope
from ui.days import articles_between, read_day
from ui.services import Services


def parse_day(text: str) -> date:
    """A day as 2025-05-19 or 19.05.2025."""
    try:
        return read_day(text)
    except QuestionError as error:
        raise typer.BadParameter(str(error)) from error


def scope_of(since: date | None, until: date | None, as_of: date | None = None) -> Scope:
    """The articles that the options --since and --until leave; wrong usage when no day can lie between."""
    try:
        return articles_between(since, until, as_of)
    except QuestionError as error:
        raise typer.BadParameter(str(error)) from error


INTERRUPTED = 130
"""Exit code of a command that was stopped with Ctrl-C."""

ArchiveOption = Annotated[
    Path | None,
    typer.Option("--archive", metavar="DIR", help="The archive folder; else BELEGT_ARCHIVE, else the user's own."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Machine output: JSON on stdout, all else on stderr.")]
AsOfOption = Annotated[
    date | None,
    typer.Option(
        "--as-of", metavar="DATE", parser=parse_day, help="Answer as of this day: later articles do not count."
    ),
]
SinceOption = Annotated[
    date | None,
    typer.Option("--since", metavar="DAY", parser=parse_day, help="Only articles published on this day or later."),
]
UntilOption = Annotated[
    date | None,
    typer.Option("--until", metavar="DAY", parser=parse_day, help="Only articles published on this day or earlier."),
]


def services(ctx: typer.Context) -> Services:
    """The product to work with: the real one unless `ui.cli.run` was given another."""
    return ctx.obj if isinstance(ctx.obj, Services) else Services()


def inherited(ctx: typer.Context, name: str) -> Any:
    """An option of this command or else of the group before it, as in `belegt articles --archive DIR list`."""
    before = ctx.parent.params.get(name) if ctx.parent else None
    return ctx.params.get(name) or before
