"""From the numbers of a run to tables."""

from typing import TYPE_CHECKING

from eval.measures import Measure, Summary

if TYPE_CHECKING:
    from rich.table import Table

GROUP_COLUMNS = ("right", "match", "cited", "hit@1", "hit@5", "MRR@10", "nDCG@10", "total s")
"""Measures that the second table breaks down; the file of numbers holds all of them for each group."""


def tables(summary: Summary, title: str) -> "tuple[Table, Table]":
    """All measures over all questions with interval and n, then the chief ones by language and type."""
    from rich.table import Table

    overall = Table("", "value", "95 %", "n", title=title, title_justify="left", box=None)
    for name, measure in summary["all"].items():
        overall.add_row(name, _number(measure["value"]), _interval(measure), str(measure["n"]))
    shown = [name for name in GROUP_COLUMNS if name in summary["all"]]
    groups = Table("", *shown, title="value (n)", title_justify="left", box=None)
    for label, group in summary.items():
        groups.add_row(label, *(_cell(group[name]) for name in shown))
    return overall, groups


def _number(value: float | int | None) -> str:
    """Three decimals for a share or a time; "-" where the measure does not apply."""
    if value is None:
        return "-"
    return str(value) if isinstance(value, int) else f"{value:.3f}"


def _cell(measure: Measure) -> str:
    return f"{_number(measure['value'])} ({measure['n']})"


def _interval(measure: Measure) -> str:
    return f"{measure['low']:.3f} to {measure['high']:.3f}" if "low" in measure else ""
