"""The measures of a run and its numbers. What each means stands in the docstring of the function it is computed by."""

from collections.abc import Callable, Mapping, Sequence

from eval.bench import REWRITES, SNIPPETS, TIMES, Part
from eval.estimate import Column, Measure, Row, applies, cluster_of, drawn_values, interval, value_of
from eval.metrics import (
    abstention_precision,
    abstention_recall,
    false_refusal,
    gap_closed,
    hit_at_k,
    mrr_at_k,
    ndcg_at_k,
    recall_at_k,
)
from eval.stats import Resampling

Measured = dict[str, float | int | None]
"""value (None: not applicable), n (rows that it applies to), and low and high where there is an interval."""
Summary = dict[str, dict[str, Measured]]
"""Measures by group: "all", "lang de", "type temporal"."""
Ranking = Callable[[Sequence[str], Sequence[str], int], float | None]


def measures_for(rows: Sequence[Row]) -> Mapping[str, Measure]:
    """All measures that rows of this kind can have; those that a set has no gold for come out as not applicable."""
    task = rows[0].get("task", "answer") if rows else "answer"
    return MEASURES[task]


def summarise(rows: Sequence[Row], measures: Mapping[str, Measure]) -> Summary:
    """All measures over all rows, then over each language and each type."""
    columns = {name: [measure.compute(row) for row in rows] for name, measure in measures.items()}
    clusters = [cluster_of(row) for row in rows]
    return {label: _group(places, columns, clusters, measures) for label, places in _groups(rows).items()}


def _groups(rows: Sequence[Row]) -> dict[str, list[int]]:
    """The places of the rows of each group."""
    groups = {"all": list(range(len(rows)))}
    for key in ("lang", "type"):
        for value in sorted({row[key] for row in rows}):
            groups[f"{key} {value}"] = [place for place, row in enumerate(rows) if row[key] == value]
    return groups


def _group(
    places: Sequence[int], columns: Mapping[str, Column], clusters: Sequence[str], measures: Mapping[str, Measure]
) -> dict[str, Measured]:
    chosen = {name: [column[place] for place in places] for name, column in columns.items()}
    resampling = Resampling([clusters[place] for place in places]) if places else None
    drawn = drawn_values(list(measures.values()), chosen, resampling) if resampling else {}
    found: dict[str, Measured] = {}
    for name, measure in measures.items():
        value = value_of(measure, chosen[name])
        found[name] = {"value": value, "n": 0 if value is None else int(applies(chosen[name]).sum())}
        if resampling and value is not None and measure.kind not in ("sum", "max"):
            bounds = interval(measure, value, drawn[name], resampling.clusters(applies(chosen[name])))
            found[name] |= bounds._asdict() if bounds else {}
    return found


# -- what one row adds ------------------------------------------------------------
def _side(name: str) -> Callable[[Row], float | None]:
    """One side of the verdict; a question that got no answer has none."""
    return lambda row: _number((row["verdict"] or {}).get(name))


def _required(name: str, where: str | None = None) -> Callable[[Row], float | None]:
    """The same, where the question has the field `where`; a question that got no answer failed."""

    def compute(row: Row) -> float | None:
        if where and not row.get(where):
            return None
        return _number(row["verdict"].get(name)) if row["verdict"] else 0.0

    return compute


def _number(value: float | bool | None) -> float | None:
    return None if value is None else float(value)


def _language(row: Row) -> float | None:
    """Of the answers long enough to tell; what abstaining says is not an answer."""
    verdict = row["verdict"]
    return _number(verdict["language"]) if verdict and not verdict["abstained"] else None


def _quotes_exact(row: Row) -> tuple[float, float] | None:
    """Citation validity: of all quotations, those that stand word for word in their article."""
    verdict = row["verdict"]
    return (verdict["quotes_exact"], verdict["quotes"]) if verdict and verdict["quotes"] else None


def _dangling(row: Row) -> int | None:
    """How many markers have no citation."""
    return int(row["verdict"]["dangling"]) if row["verdict"] else None


def _abstaining(metric: Callable[[bool, bool], float | None]) -> Callable[[Row], float | None]:
    return lambda row: metric(row["verdict"]["abstained"], row["answerable"]) if row["verdict"] else None


def _ranked(metric: Ranking, k: int, field: str = "ranking") -> Callable[[Row], float | None]:
    return lambda row: metric(row[field], row["relevant"], k) if row.get(field) is not None else None


def _gap_closed(row: Row) -> tuple[float, float] | None:
    if "ranking_raw" not in row or "ranking_gold" not in row:
        return None
    return gap_closed(row["ranking"], row["ranking_raw"], row["ranking_gold"], row["relevant"])


def _timing(name: str, scale: float = 1.0) -> Callable[[Row], float | None]:
    """One of the answer's timings or counts of tokens, times `scale`."""

    def compute(row: Row) -> float | None:
        found = row["answer"]["timings"].get(name) if row["answer"] else None
        return None if found is None else found * scale

    return compute


def _named(*measures: Measure) -> dict[str, Measure]:
    return {measure.name: measure for measure in measures}


def _parts(parts: Mapping[str, Part], lower: Sequence[str] = (), neither: Sequence[str] = ()) -> dict[str, Measure]:
    """The measures of a public test set, which are ratios of sums already."""
    return {
        name: Measure(name, part, None if name in neither else "lower" if name in lower else "higher", kind="ratio")
        for name, part in parts.items()
    }


def _event_day(row: Row) -> float | None:
    """Whether the evidence to answer from is of a day asked for; for rows that have both."""
    return float(row["event_day"] in row["dates"]) if row.get("dates") and "event_day" in row else None


def _older_event(row: Row) -> float | None:
    """Whether it is of an earlier day than any asked for: news that is no longer the newest."""
    if _event_day(row) is None:
        return None
    return float(bool(row["event_day"]) and row["event_day"] < min(row["dates"]))


RETRIEVAL: Mapping[str, Measure] = _named(
    Measure("hit@1", _ranked(hit_at_k, 1)),
    Measure("hit@5", _ranked(hit_at_k, 5)),
    Measure("recall@5", _ranked(recall_at_k, 5)),
    Measure("recall@10", _ranked(recall_at_k, 10)),
    Measure("MRR@10", _ranked(mrr_at_k, 10)),
    Measure("nDCG@10", _ranked(ndcg_at_k, 10)),
    Measure("event day", _event_day),
    Measure("older event", _older_event, "lower"),
    Measure("MRR@10 raw", _ranked(mrr_at_k, 10, "ranking_raw"), None),
    Measure("MRR@10 human", _ranked(mrr_at_k, 10, "ranking_gold"), None),
    Measure("gap closed", _gap_closed, unit="ratio", kind="ratio"),
)
ANSWERS: Mapping[str, Measure] = _named(
    Measure("right", _required("right")),
    Measure("match", _required("match", "answerable")),
    Measure("cited", _required("cited", "answerable")),
    Measure("EM", _required("em", "answers")),
    Measure("F1", _required("f1", "answers")),
    Measure("answer recall", _required("answer_recall", "answers")),
    Measure("date exact", _required("date_exact", "dates")),
    Measure("date compatible", _required("date_compatible", "dates")),
    Measure("stale", _required("stale", "stale"), "lower"),
    Measure("quotes exact", _quotes_exact, kind="ratio"),
    Measure("dangling", _dangling, "lower", "count", "sum"),
    Measure("citation prec.", _side("citation_precision")),
    Measure("citation rec.", _side("citation_recall")),
    Measure("abstain prec.", _abstaining(abstention_precision)),
    Measure("abstain rec.", _abstaining(abstention_recall)),
    Measure("false refusals", _abstaining(false_refusal), "lower"),
    Measure("language", _language),
    *RETRIEVAL.values(),
    Measure("evidence s", _timing("first_evidence_ms", 0.001), "lower", "s", "median"),
    Measure("token s", _timing("first_token_ms", 0.001), "lower", "s", "median"),
    Measure("total s", _timing("total_ms", 0.001), "lower", "s", "median"),
    Measure("prompt tokens", _timing("prompt_tokens"), "lower", "tokens", "median"),
    Measure("new tokens", _timing("new_prompt_tokens"), "lower", "tokens", "median"),
    Measure("output tokens", _timing("output_tokens"), None, "tokens", "median"),
    Measure("memory MB", lambda row: row.get("memory_mb"), "lower", "MB", "max"),
)
MEASURES: Mapping[str, Mapping[str, Measure]] = {
    "answer": ANSWERS,
    "retrieval": RETRIEVAL,
    "times": _parts(TIMES),
    "rewrite": _parts(REWRITES, lower=("added",), neither=("raw share",)),
    "snippets": _parts(SNIPPETS, lower=("fooled",), neither=("both named",)),
}
"""By the task of the rows."""
