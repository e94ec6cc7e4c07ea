"""From what single rows add to a measure to its value over many rows, and how far that may be off."""

import math
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from eval.stats import LEAST_CLUSTERS, Interval, Numbers, Resampling, percentiles, wilson

Row = dict[str, Any]
Value = float | tuple[float, float] | None
"""What one row adds: a number, for a ratio (numerator, denominator); None where the measure does not apply."""


@dataclass(frozen=True)
class Measure:
    """One number about a run. `unit` "share" lies between 0 and 1; `better` None is neither good nor bad."""

    name: str
    compute: Callable[[Row], Value]
    better: Literal["higher", "lower"] | None = "higher"
    unit: str = "share"
    kind: Literal["mean", "ratio", "median", "sum", "max"] = "mean"
    """How rows come together; a ratio divides sums, so that rows with more to count weigh more."""


Column = Sequence[Value]
"""What each row adds to one measure."""


def cluster_of(row: Row) -> str:
    """Rows that stand or fall together: the row's own word, else its first relevant article, else itself."""
    relevant = row.get("relevant") or ()
    return str(row.get("cluster") or (relevant[0] if relevant else row["id"]))


def value_of(measure: Measure, column: Column) -> float | int | None:
    """The measure over all rows that it applies to; None where there are none, or nothing to divide by."""
    known = [value for value in column if value is not None]
    if not known:
        return None
    if measure.kind in ("mean", "ratio"):
        top, bottom = (math.fsum(side) for side in zip(*map(_pair, known), strict=True))
        return top / bottom if bottom > 0 else None
    plain = [value for value in known if not isinstance(value, tuple)]
    if measure.kind == "median":
        return statistics.median(plain)
    return sum(plain) if measure.kind == "sum" else max(plain)


def drawn_values(
    measures: Sequence[Measure], columns: Mapping[str, Column], resampling: Resampling
) -> dict[str, Numbers]:
    """Each measure's value in each resample, nan where it does not apply; a maximum has none."""
    found = _drawn_ratios([m for m in measures if m.kind in ("mean", "ratio", "sum")], columns, resampling)
    for measure in measures:
        if measure.kind == "median":
            found[measure.name] = resampling.medians(_numbers(columns[measure.name]))
        elif measure.kind == "sum":
            found[measure.name] = found[measure.name] * int(applies(columns[measure.name]).sum())
    return found


def _drawn_ratios(
    measures: Sequence[Measure], columns: Mapping[str, Column], resampling: Resampling
) -> dict[str, Numbers]:
    """All means and ratios with one product of matrices."""
    if not measures:
        return {}
    pairs = np.array([[_pair(value) for value in columns[measure.name]] for measure in measures], np.float64)
    drawn = resampling.ratios(pairs[:, :, 0].T, pairs[:, :, 1].T)
    return {measure.name: drawn[:, place] for place, measure in enumerate(measures)}


def _pair(value: Value) -> tuple[float, float]:
    if value is None:
        return 0.0, 0.0
    return value if isinstance(value, tuple) else (float(value), 1.0)


def _numbers(column: Column) -> Numbers:
    return np.array([math.nan if value is None else value for value in column], np.float64)


def applies(column: Column) -> NDArray[np.bool_]:
    """Which rows the measure applies to."""
    return np.array([value is not None for value in column], np.bool_)


def interval(measure: Measure, value: float, drawn: Numbers, clusters: int) -> Interval | None:
    """The 95 percent interval of a value. A share that no resample moves, or of few clusters, gets Wilson's, each
    cluster counted as one trial; any other value of few clusters gets none."""
    found = percentiles(drawn)
    if clusters < LEAST_CLUSTERS or found is None or found.low == found.high:
        return (
            wilson(min(value, 1.0), clusters)
            if measure.unit == "share"
            else found
            if clusters >= LEAST_CLUSTERS
            else None
        )
    return found
