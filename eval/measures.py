"""From the rows of a run to numbers."""

import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from eval.metrics import (
    Mean,
    abstention_precision,
    abstention_recall,
    hit_at_k,
    mean,
    mrr_at_k,
    ndcg_at_k,
    wilson,
)

Row = dict[str, Any]
Measure = dict[str, float | int | None]
"""value (None: not applicable), n, and for shares low and high of the 95 percent interval."""
Group = dict[str, Measure]
Summary = dict[str, Group]
"""Measures by group: "all", "lang de", "type temporal"."""
Measures = Mapping[str, Callable[[Sequence[Row]], Measure]]


def summarise(rows: Sequence[Row], measures: Measures) -> Summary:
    """All measures over all rows, then over each language and each type."""
    summary = {"all": _group(rows, measures)}
    for key, label in (("lang", "lang"), ("type", "type")):
        for value in sorted({row[key] for row in rows}):
            summary[f"{label} {value}"] = _group([row for row in rows if row[key] == value], measures)
    return summary


def _group(rows: Sequence[Row], measures: Measures) -> Group:
    return {name: measure(rows) for name, measure in measures.items()}


def _share(found: Mean) -> Measure:
    if found.value is None:
        return {"value": None, "n": 0}
    low, high = wilson(found.value, found.n)
    return {"value": found.value, "n": found.n, "low": low, "high": high}


def _verdicts(rows: Iterable[Row], name: str) -> list[bool | None]:
    """One side of each verdict; a question that got no answer failed on each side."""
    return [row["verdict"][name] if row["verdict"] else False for row in rows]


def _right(rows: Sequence[Row]) -> Measure:
    return _share(mean(_verdicts(rows, "right")))


def _match(rows: Sequence[Row]) -> Measure:
    return _share(mean(_verdicts([row for row in rows if row["answerable"]], "match")))


def _cited(rows: Sequence[Row]) -> Measure:
    return _share(mean(_verdicts([row for row in rows if row["answerable"]], "cited")))


def _language(rows: Sequence[Row]) -> Measure:
    """Of the answers long enough to tell; what abstaining says is not an answer."""
    told = [row for row in rows if row["verdict"] and not row["verdict"]["abstained"]]
    return _share(mean(_verdicts(told, "language")))


def _quotes_exact(rows: Sequence[Row]) -> Measure:
    """Of all quotations, not of all answers."""
    quotes = sum(row["verdict"]["quotes"] for row in rows if row["verdict"])
    exact = sum(row["verdict"]["quotes_exact"] for row in rows if row["verdict"])
    return _share(Mean(exact / quotes if quotes else None, quotes))


def _dangling(rows: Sequence[Row]) -> Measure:
    """How many markers have no citation: a count, not a share."""
    return {"value": sum(row["verdict"]["dangling"] for row in rows if row["verdict"]), "n": len(rows)}


def _pairs(rows: Iterable[Row]) -> list[tuple[bool, bool]]:
    return [(row["verdict"]["abstained"], row["answerable"]) for row in rows if row["verdict"]]


def _seconds(timing: str) -> Callable[[Sequence[Row]], Measure]:
    """The median in seconds of one timing, over the answers that have it."""

    def median(rows: Sequence[Row]) -> Measure:
        found = [row["answer"]["timings"].get(timing) for row in rows if row["answer"]]
        known = [value / 1000 for value in found if value is not None]
        return {"value": statistics.median(known) if known else None, "n": len(known)}

    return median


def _ranked(
    metric: Callable[[Sequence[str], Sequence[str], int], float | None], k: int
) -> Callable[[Sequence[Row]], Measure]:
    """The mean of a metric of the rankings; an interval is given where each value is 0 or 1."""

    def measure(rows: Sequence[Row]) -> Measure:
        found = mean(metric(row["ranking"], row["relevant"], k) for row in rows)
        return _share(found) if metric is hit_at_k else {"value": found.value, "n": found.n}

    return measure


RETRIEVAL: Measures = {
    "hit@1": _ranked(hit_at_k, 1),
    "hit@5": _ranked(hit_at_k, 5),
    "MRR@10": _ranked(mrr_at_k, 10),
    "nDCG@10": _ranked(ndcg_at_k, 10),
}
ANSWERS: Measures = {
    "right": _right,
    "match": _match,
    "cited": _cited,
    "quotes exact": _quotes_exact,
    "dangling": _dangling,
    "abstain prec.": lambda rows: _share(abstention_precision(_pairs(rows))),
    "abstain rec.": lambda rows: _share(abstention_recall(_pairs(rows))),
    "language": _language,
    "hit@5": RETRIEVAL["hit@5"],
    "evidence s": _seconds("first_evidence_ms"),
    "token s": _seconds("first_token_ms"),
    "total s": _seconds("total_ms"),
}
