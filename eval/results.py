"""From the rows of a run to everything that is read of it: numbers, comparison, gates, report."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from eval.runfolder import SUMMARY, LoadedPart, LoadedRun, load_run, write_json
from index.errors import EvalError

Numbers = dict[str, Any]


def finish(path: Path, baseline: Path | None = None, gates: Path | None = None) -> LoadedRun:
    """Computes all numbers of a run anew from its rows, and writes summary, report and test results beside them."""
    from eval.report import write_report

    run = load_run(path)
    if not any(part.rows for part in run.parts):
        raise EvalError(f"expected rows of answers in {path}, found none. Start a new run with: belegt eval")
    comparison = compare_runs(load_run(baseline), run) if baseline else None
    run = replace(run, comparison=comparison)
    if gates:
        run = replace(run, gates=_checked(run, gates))
    write_json(nested(run), path / SUMMARY)
    write_report(run, path)
    return run


def _checked(run: LoadedRun, path: Path) -> list[Any]:
    from eval.gates import check_gates

    return list(check_gates(nested(run), run.comparison, path))


def nested(run: LoadedRun) -> Numbers:
    """The numbers by set and system."""
    found: Numbers = {}
    for part in run.parts:
        found.setdefault(part.set_name, {})[part.system] = part.summary
    return found


def numbers(run: LoadedRun) -> Numbers:
    """What `--json` writes: the groups of measures where one system answered one set, else by set and system."""
    return run.parts[0].summary if len(run.parts) == 1 else nested(run)


def compare_runs(before: LoadedRun, after: LoadedRun) -> Numbers:
    """The measures of both runs in pairs of one question, by set and system; EvalError when they share none."""
    from eval.compare import compare

    found: Numbers = {}
    for part in after.parts:
        if other := _counterpart(part, before, after):
            found.setdefault(part.set_name, {})[part.system] = compare(other.rows, part.rows)
    if not found:
        raise EvalError(f"expected runs with a set and system in common, found none in {before.path} and {after.path}")
    return found


def _counterpart(part: LoadedPart, before: LoadedRun, after: LoadedRun) -> LoadedPart | None:
    """The part of the same set and system; where both runs have one system only, whatever it is called."""
    there = _of_set(before, part.set_name)
    if len(there) == 1 and len(_of_set(after, part.set_name)) == 1:
        return next(iter(there.values()))
    return there.get(part.system)


def _of_set(run: LoadedRun, name: str) -> Mapping[str, LoadedPart]:
    return {part.system: part for part in run.parts if part.set_name == name}
