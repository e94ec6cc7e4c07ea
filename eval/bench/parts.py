"""Measures as ratios of sums over rows, so that they hold for any choice of rows and can be resampled by cluster."""

import math
from collections.abc import Callable, Iterable
from typing import Any

Row = dict[str, Any]
Part = Callable[[Row], tuple[float, float] | None]
"""What one row adds to (numerator, denominator); None where the measure does not apply to it."""


def share_of(name: str) -> Part:
    """The mean of one side of the verdicts: a bool or a number; None, or left out by an earlier version, where it does
    not apply."""
    return lambda row: None if row["verdict"].get(name) is None else (float(row["verdict"][name]), 1.0)


def ratio(rows: Iterable[Row], part: Part) -> tuple[float | None, int]:
    """(value, n): the sums divided, and the denominator; None without anything to divide by."""
    parts = [found for row in rows if (found := part(row)) is not None]
    whole = math.fsum(bottom for _, bottom in parts)
    return (math.fsum(top for top, _ in parts) / whole if whole else None), round(whole)
