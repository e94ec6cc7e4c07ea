"""From the numbers of a run to tables."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.table import Table

Measured = Mapping[str, Any]
"""value (None: not applicable), n, and low and high where there is an interval."""
GROUP_COLUMNS = (
    *("right", "match", "cited", "hit@1", "hit@5", "MRR@10", "nDCG@10", "event day", "total s"),
    *("span F1", "value right", "found and right", "day right", "deictic right"),
    *("kept", "kept share", "precise", "unchanged", "unchanged plain", "added"),
    *("noise rejected", "sources used", "true among false", "fooled"),
)
"""Measures that the second table breaks down; the file of numbers holds all of them for each group."""


def tables(summary: Mapping[str, Mapping[str, Measured]], title: str) -> "tuple[Table, Table]":
    """All measures over all questions with interval and n, then the chief ones by language and type."""
    from rich.table import Column, Table

    overall = Table("", "value", "95 %", "n", title=title, title_justify="left", box=None)
    for name, measure in applicable(summary["all"]).items():
        overall.add_row(name, number(measure["value"]), interval(measure), str(measure["n"]))
    shown = chief(summary["all"])
    groups = Table(Column(no_wrap=True), *shown, title="value (n)", title_justify="left", box=None)
    for label, group in summary.items():
        groups.add_row(label, *(_cell(group[name]) for name in shown))
    return overall, groups


def applicable(measures: Mapping[str, Measured]) -> dict[str, Measured]:
    """Those that have a value."""
    return {name: measure for name, measure in measures.items() if measure["value"] is not None}


def chief(measures: Mapping[str, Measured]) -> list[str]:
    """Those that are broken down by language and type: `GROUP_COLUMNS`; where none of them applies, all that do."""
    known = applicable(measures)
    return [name for name in GROUP_COLUMNS if name in known] or list(known)


def number(value: float | int | None) -> str:
    """Three decimals for a share or a time, none for large numbers; "-" where the measure does not apply."""
    if value is None:
        return "-"
    return str(value) if isinstance(value, int) else f"{value:.3f}" if abs(value) < 100 else f"{value:.0f}"


def _cell(measure: Measured) -> str:
    return f"{number(measure['value'])} ({measure['n']})"


def interval(measure: Measured) -> str:
    """The bounds of the 95 percent interval; "" where there is none."""
    return f"{number(measure['low'])} to {number(measure['high'])}" if "low" in measure else ""
