"""`belegt eval`: measure on questions with known answers; start and check sets; report and compare runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from typer.core import TyperGroup

from index.errors import BelegtError, EvalError
from ui.options import services
from ui.output import JsonLines, json_lines, printable, stderr_console, stdout_console
from ui.services import Services

if TYPE_CHECKING:
    from eval.plan import Asked, Plan
    from eval.runfolder import LoadedRun

_ASK = "sets"
INFO = "run.json"


class SetOrCommand(TyperGroup):
    """A group whose first word may be a set: `belegt eval SET` beside `belegt eval check SET`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """A first word that is no command belongs to the hidden command that asks sets."""
        first = args[0] if args else ""
        if first not in (*ctx.help_option_names, *(name for name in self.commands if name != _ASK)):
            args = [_ASK, *args]
        return super().parse_args(ctx, args)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """The options for asking sets, then the other commands."""
        options = [one for one in self.commands[_ASK].get_params(ctx) if one.param_type_name == "option"]
        with formatter.section("Options"):
            formatter.write_dl([row for one in options if (row := one.get_help_record(ctx))])
        self.format_commands(ctx, formatter)


eval_app = typer.Typer(
    cls=SetOrCommand,
    subcommand_metavar="[SET]... | COMMAND",
    help="Measure answers on questions with known answers; without SET on all sets shipped.",
)
RunArgument = Annotated[Path, typer.Argument(metavar="RUN", help="A run's folder, as `belegt eval` names it.")]
JsonFile = Annotated[
    Path | None, typer.Option("--json", metavar="FILE", help='Write the numbers to FILE; "-" is stdout.')
]
GateFile = Annotated[
    Path | None, typer.Option("--gate", metavar="FILE", help="TOML with floors; exit code 1 when a number is below.")
]
Baseline = Annotated[Path | None, typer.Option("--baseline", metavar="RUN", help="An earlier run to compare with.")]


@eval_app.command(_ASK, hidden=True)
def evaluate(
    ctx: typer.Context,
    sets: Annotated[
        list[Path] | None,
        typer.Argument(metavar="SET", help="Folders with questions.jsonl, or FILE.questions.jsonl; else all shipped."),
    ] = None,
    json_file: JsonFile = None,
    report: Annotated[
        Path | None, typer.Option("--report", metavar="DIR", help="Keep the run's folder below DIR; else in the cache.")
    ] = None,
    retrieval_only: Annotated[
        bool, typer.Option("--retrieval-only", help="Measure the search alone, without a model.")
    ] = False,
    articles: Annotated[
        Literal["de", "en"] | None,
        typer.Option(help="With --retrieval-only: search only the articles in this language."),
    ] = None,
    sample: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Ask only N questions drawn from each set.")
    ] = None,
    seed: Annotated[int, typer.Option(metavar="S", help="Which N are drawn.")] = 0,
    models: Annotated[
        str, typer.Option(metavar="A,B", help="Models to compare: Ollama's names, GGUF files, server:NAME.")
    ] = "",
    peer: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Hold llamaindex or haystack against it; may be repeated.")
    ] = None,
    gate: GateFile = None,
    baseline: Baseline = None,
    resume: Annotated[Path | None, typer.Option(metavar="RUN", help="Go on with a run that was stopped.")] = None,
) -> None:
    """Measure answers on questions with known answers."""
    from eval.plan import Plan, load_plan, load_sets, paths_of

    product = services(ctx)
    given = Plan(paths_of(sets or ()), retrieval_only, sample, seed, _listed(models), tuple(peer or ()), articles)
    if resume and (sets or report or given != Plan(given.sets)):
        raise EvalError("expected --resume without sets and options, which the run knows, found some. Leave them out")
    plan = load_plan(resume) if resume else given
    asked = load_sets(plan)
    _run(plan, asked, resume or _new_folder(report, product), product, Outputs(json_file, gate, baseline))


def _listed(names: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, names.split(","))))


def _new_folder(report: Path | None, product: Services) -> Path:
    from eval.runfolder import new_run_folder

    return new_run_folder(report or product.settings().cache / "eval" / "runs")


@dataclass(frozen=True)
class Outputs:
    """What to do with the numbers of a run."""

    json_file: Path | None = None
    gates: Path | None = None
    baseline: Path | None = None

    @property
    def to_stdout(self) -> bool:
        """Whether stdout is for the numbers alone."""
        return str(self.json_file) == "-"


def _run(plan: "Plan", asked: "Sequence[Asked]", folder: Path, product: Services, outputs: Outputs) -> None:
    """Asks what is still to be asked; when that is cut short, the user is told how to go on."""
    from ui.evaluate import carry_out

    with json_lines() as lines:
        try:
            carry_out(plan, asked, folder, product)
        except (BelegtError, KeyboardInterrupt):
            if (folder / INFO).exists():
                _note(f"Stopped. Go on with: belegt eval --resume {folder}")
            raise
        run = _finished(folder, outputs, lines)
    _show(run, outputs)


def _note(text: str) -> None:
    stderr_console().print(text, markup=False, soft_wrap=True)


def _finished(folder: Path, outputs: Outputs, lines: JsonLines) -> "LoadedRun":
    """All numbers of the run, computed from its rows and written to where they are wanted."""
    from eval.results import finish, numbers
    from eval.runfolder import write_json

    run = finish(folder, outputs.baseline, outputs.gates)
    if outputs.to_stdout:
        lines.write(numbers(run))
    elif outputs.json_file:
        write_json(numbers(run), outputs.json_file)
    return run


def _show(run: "LoadedRun", outputs: Outputs) -> None:
    """Tables for people, one line for each gate that failed, and where the run is kept."""
    from ui.show_eval import comparison_tables, gate_line, run_tables

    console = stderr_console() if outputs.to_stdout else stdout_console()
    for table in [*run_tables(run), *comparison_tables(run.comparison or {})]:
        console.print(table)
    _note(f"Kept in {run.path}; to read: {run.path / 'report.html'}")
    failed = [gate for gate in run.gates or () if not gate.passed]
    for gate in failed:
        _note(gate_line(gate))
    if failed:
        raise typer.Exit(1)


@eval_app.command("new")
def new(folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder that is not there yet.")]) -> None:
    """Start a set: a folder with a small example to put your own questions in the place of."""
    from eval.starter import start

    for path in start(folder):
        print(path)
    _note(f"Write your questions into {folder / 'questions.jsonl'}, then run: belegt eval check {folder}")


@eval_app.command("check")
def check(
    sets: Annotated[list[Path], typer.Argument(metavar="SET", help="Folders or FILE.questions.jsonl.")],
) -> None:
    """Find all faults of a set, one a line; the exit code is 1 when there are any."""
    from eval.check import check_set

    reports = [check_set(path) for path in sets]
    for report in reports:
        print(printable("\n".join(report.lines())))
    if any(report.faults for report in reports):
        raise typer.Exit(1)


@eval_app.command("report")
def report(run: RunArgument, json_file: JsonFile = None, gate: GateFile = None, baseline: Baseline = None) -> None:
    """Compute numbers and report of a run anew from its rows."""
    outputs = Outputs(json_file, gate, baseline)
    with json_lines() as lines:
        done = _finished(run, outputs, lines)
    _show(done, outputs)


@eval_app.command("compare")
def compare(
    before: Annotated[Path, typer.Argument(metavar="RUN", help="The earlier run.")],
    after: Annotated[Path, typer.Argument(metavar="RUN", help="The later one.")],
    json_file: JsonFile = None,
) -> None:
    """Compare two runs, question by question."""
    from eval.results import compare_runs
    from eval.runfolder import load_run, write_json
    from ui.show_eval import comparison_tables

    found = compare_runs(load_run(before), load_run(after))
    if str(json_file) == "-":
        with json_lines() as lines:
            lines.write(found)
        return
    if json_file:
        write_json(found, json_file)
    for table in comparison_tables(found):
        stdout_console().print(table)
