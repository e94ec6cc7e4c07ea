"""Floors that a run must reach, read from TOML.

    worse_than_baseline = ["right", "MRR@10"]   # none may be worse than in the run of --baseline, beyond chance
    [gates.sample.all]                          # set, then group: "all", "lang de", "type temporal"
    right = 0.6                                 # at least
    stale = 0.05                                # at most, where lower is better

Held against them is the first system of each set: the product, or the first of --models.
"""

import difflib
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.compare import Compared, worse
from eval.estimate import Measure
from eval.measures import MEASURES, Summary
from index.errors import EvalError

Summaries = Mapping[str, Mapping[str, Summary]]
"""By set and system."""
Comparisons = Mapping[str, Mapping[str, Mapping[str, Compared]]]
"""By set and system."""
_NOTHING = "not applicable: {} that it is measured by"
_KEYS = ("gates", "worse_than_baseline")
_KNOWN: Mapping[str, Measure] = {name: m for measures in MEASURES.values() for name, m in measures.items()}


@dataclass(frozen=True)
class GateResult:
    """One gate: `name` is "set/system/group/measure"; `floor` a ceiling where lower is better; `why` for people."""

    name: str
    floor: float | None
    value: float | None
    passed: bool
    why: str


def check_gates(summaries: Summaries, comparison: Comparisons | None, path: Path) -> list[GateResult]:
    """Each gate of the file; EvalError for what is no TOML, and for a set, group or measure that is not there."""
    wanted = _read(path)
    results = list(_floors(wanted.get("gates", {}), summaries, path))
    names = wanted.get("worse_than_baseline", [])
    if names and comparison is None:
        raise EvalError(f"{path}: worse_than_baseline needs a run to compare with. Name it: --baseline RUN")
    return results + [result for name in names for result in _not_worse(name, comparison or {}, path)]


def _read(path: Path) -> dict[str, Any]:
    try:
        wanted = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise EvalError(f"expected gates as TOML in {path}, found: {error}") from error
    for key in wanted:
        _one_of(key, _KEYS, "key", path)
    names = wanted.get("worse_than_baseline", [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise EvalError(f"{path}: expected worse_than_baseline as a list of measures, found {names!r}")
    return wanted


def _floors(gates: object, summaries: Summaries, path: Path) -> Iterator[GateResult]:
    for set_name, groups in _table(gates, "gates", path).items():
        system, summary = next(iter(_one_of(set_name, summaries, "set", path).items()))
        for group, floors in _table(groups, f"gates.{set_name}", path).items():
            measured = _one_of(group, summary, f"group of {set_name}", path)
            for name, floor in _table(floors, f"gates.{set_name}.{group}", path).items():
                _one_of(name, measured, f"measure of {set_name}", path)
                if isinstance(floor, bool) or not isinstance(floor, int | float):
                    raise EvalError(f"{path}: expected a number for {name!r} of {set_name}, found {floor!r}")
                yield _floor(f"{set_name}/{system}/{group}/{name}", floor, measured[name]["value"], _KNOWN[name])


def _floor(name: str, floor: float, value: float | None, measure: Measure) -> GateResult:
    if value is None:
        return GateResult(name, floor, None, False, _NOTHING.format("this group has no question"))
    passed, side = (value <= floor, "most") if measure.better == "lower" else (value >= floor, "least")
    return GateResult(name, floor, value, passed, f"expected at {side} {floor:g}, found {value:.4g}")


def _not_worse(name: str, comparison: Comparisons, path: Path) -> Iterator[GateResult]:
    """One result for each set that was compared and has the measure; one that failed where none has it."""
    found = [(label, systems) for label, systems in comparison.items() if name in next(iter(systems.values()))]
    if not found:
        _one_of(name, {known for s in comparison.values() for c in s.values() for known in c}, "measure", path)
    for label, systems in found:
        system, compared = next(iter(systems.items()))
        yield _against_baseline(f"{label}/{system}/baseline/{name}", compared[name], _KNOWN[name])


def _against_baseline(name: str, compared: Compared, measure: Measure) -> GateResult:
    a, b = compared["a"], compared["b"]
    if a is None or b is None:
        return GateResult(name, a, b, False, _NOTHING.format("the runs have no question in common"))
    why = f"{b:.4g}, {a:.4g} before"
    if compared["low"] is not None:
        why += f"; difference {compared['difference']:.4g}, 95 % from {compared['low']:.4g} to {compared['high']:.4g}"
    return GateResult(name, a, b, not worse(measure, compared), why)


def _table(value: object, name: str, path: Path) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise EvalError(f"{path}: expected a table [{name}.…], found {name} = {value!r}")
    return value


def _one_of(name: str, known: Collection[str] | Mapping[str, Any], what: str, path: Path) -> Any:
    """The entry of that name; EvalError with the likeliest name, and all there are, where there is none."""
    if name not in known:
        near = difflib.get_close_matches(name, known, 1)
        hint = f" (did you mean {near[0]!r}?)" if near else ""
        raise EvalError(f"{path}: no {what} {name!r}{hint}. There are: {', '.join(sorted(known))}")
    return known[name] if isinstance(known, Mapping) else name
