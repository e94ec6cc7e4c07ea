"""The console command `belegt`. Heavy imports stand inside the commands, so that `--help` answers at once."""

import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import Annotated, TextIO

import typer

from index.errors import BelegtError
from ui import commands_archive, commands_ask, commands_eval, commands_setup
from ui.options import INTERRUPTED
from ui.output import one_line
from ui.packages import own_version
from ui.services import Services

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


for command in (
    commands_archive.index,
    commands_ask.ask,
    commands_ask.search,
    commands_setup.chat,
    commands_setup.doctor,
):
    app.command()(command)
app.add_typer(commands_eval.eval_app, name="eval")
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
