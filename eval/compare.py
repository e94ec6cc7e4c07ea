"""Two runs question by question: is the one better, or is it chance?"""

from collections.abc import Mapping, Sequence

from eval.estimate import Column, Measure, Row, applies, cluster_of, drawn_values, value_of
from eval.measures import measures_for
from eval.stats import LEAST_CLUSTERS, Interval, Numbers, Resampling, percentiles

Compared = dict[str, float | int | bool | None]
"""a, b (over the n questions in common), difference (b - a), low, high, different. None: not applicable."""


def compare(a_rows: Sequence[Row], b_rows: Sequence[Row]) -> dict[str, Compared]:
    """The measures that both kinds of rows have, over the questions that both runs have, paired by id.

    Both are resampled alike, so that what is hard about a question drops out. Means and medians take only the pairs
    that the measure applies to in both runs. `different` only when the interval of the difference leaves out 0.
    """
    others = {row["id"]: row for row in b_rows}
    pairs = [(row, others[row["id"]]) for row in a_rows if row["id"] in others]
    a, b = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    measures = [m for name, m in measures_for(a_rows).items() if name in measures_for(b_rows)]
    columns = _paired(measures, a, b)
    resampling = Resampling([cluster_of(row) for row in a]) if pairs else None
    drawn = [_drawn(measures, side, resampling) for side in columns]
    return {m.name: _compared(m, [side[m.name] for side in columns], drawn, resampling) for m in measures}


def _paired(
    measures: Sequence[Measure], a: Sequence[Row], b: Sequence[Row]
) -> tuple[dict[str, Column], dict[str, Column]]:
    """What each row adds on either side."""
    first: dict[str, Column] = {}
    second: dict[str, Column] = {}
    for measure in measures:
        pairs = [(measure.compute(one), measure.compute(other)) for one, other in zip(a, b, strict=True)]
        if measure.kind in ("mean", "median"):
            pairs = [(None, None) if None in pair else pair for pair in pairs]
        first[measure.name], second[measure.name] = [one for one, _ in pairs], [other for _, other in pairs]
    return first, second


def _drawn(
    measures: Sequence[Measure], columns: Mapping[str, Column], resampling: Resampling | None
) -> dict[str, Numbers]:
    return drawn_values(measures, columns, resampling) if resampling else {}


def _compared(
    measure: Measure, columns: Sequence[Column], drawn: Sequence[Mapping[str, Numbers]], resampling: Resampling | None
) -> Compared:
    a, b = (value_of(measure, column) for column in columns)
    applicable = a is not None and b is not None
    either = [applies(column) for column in columns]
    bounds: Interval | None = None
    if resampling and applicable and measure.name in drawn[0]:
        enough = resampling.clusters(either[0] | either[1]) >= LEAST_CLUSTERS
        bounds = percentiles(drawn[1][measure.name] - drawn[0][measure.name]) if enough else None
    return {
        "a": a, "b": b, "n": int((either[0] & either[1]).sum()) if applicable else 0,
        "difference": b - a if a is not None and b is not None else None,
        "low": bounds.low if bounds else None, "high": bounds.high if bounds else None,
        "different": bool(bounds and not bounds.low <= 0 <= bounds.high),
    }  # fmt: skip


def worse(measure: Measure, compared: Compared) -> bool:
    """Whether b is worse than a beyond chance."""
    difference = compared["difference"]
    if not compared["different"] or difference is None or measure.better is None:
        return False
    return difference < 0 if measure.better == "higher" else difference > 0
