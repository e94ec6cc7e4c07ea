"""A run in the terminal: its numbers, its systems side by side, what changed, which gates failed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ui.output import one_line

if TYPE_CHECKING:
    from rich.table import Table

    from eval.gates import GateResult
    from eval.runfolder import LoadedPart, LoadedRun

SIDE_BY_SIDE = ("right", "F1", "cited", "hit@5", "MRR@10", "evidence s", "token s", "total s")
"""Measures by which systems are held against each other, where the run has them."""


def run_tables(run: "LoadedRun") -> "Iterator[Table]":
    """The numbers of each part, and where several systems answered one set, quality against speed and memory."""
    from eval.report import tables

    for part in run.parts:
        if part.rows:
            yield from tables(part.summary, f"{part.set_name}, {part.system}: {len(part.rows)} questions")
    for name in dict.fromkeys(part.set_name for part in run.parts):
        parts = [part for part in run.parts if part.set_name == name and part.rows]
        if len(parts) > 1:
            yield _side_by_side(name, parts)


def _side_by_side(name: str, parts: "Sequence[LoadedPart]") -> "Table":
    from rich.table import Table

    shown = [measure for measure in SIDE_BY_SIDE if any(measure in part.summary["all"] for part in parts)]
    table = Table(
        "", *shown, "memory MB", "model GB", title=f"{name}: systems side by side", title_justify="left", box=None
    )
    for part in parts:
        values = [_number(part.summary["all"].get(measure, {}).get("value")) for measure in shown]
        memory = max((row.get("memory_mb") or 0.0 for row in part.rows), default=0.0)
        size = (part.settings.get("weights") or {}).get("bytes")
        table.add_row(one_line(part.system), *values, f"{memory:.0f}", f"{size / 1e9:.1f}" if size else "-")
    return table


def comparison_tables(comparison: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> "Iterator[Table]":
    """What changed, by set and system; a star where chance does not explain it."""
    from rich.table import Table

    for set_name, systems in comparison.items():
        for system, measures in systems.items():
            title = f"{set_name}, {system}: earlier, later, difference (* more than chance)"
            table = Table("", "earlier", "later", "difference", "95 %", "", title=title, title_justify="left", box=None)
            for name, found in measures.items():
                table.add_row(name, *_compared(found))
            yield table


def _compared(found: Mapping[str, Any]) -> list[str]:
    bounds = f"{found['low']:+.3f} to {found['high']:+.3f}" if found.get("low") is not None else ""
    values = [_number(found["a"]), _number(found["b"]), _number(found["difference"], "+")]
    return [*values, bounds, "*" if found.get("different") else ""]


def _number(value: float | None, sign: str = "") -> str:
    return "-" if value is None else f"{value:{sign}.3f}"


def gate_line(gate: "GateResult") -> str:
    """For example "gate failed: sample/belegt/all/right: expected at least 0.6, found 0.55"."""
    return one_line(f"gate failed: {gate.name}: {gate.why}")
