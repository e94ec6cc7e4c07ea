"""How well `index.timex` finds and resolves time expressions, on texts where all of them are marked by hand.

A row is one expression of the gold, with what was found in its place, or one finding where the gold has nothing
(`gold` empty). Each finding is counted in one row only, so that precision and recall are ratios of sums over rows
and can be taken over any choice of texts. Relaxed as in TempEval-3: one character in common is a match; strict:
the same start and end.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from eval.bench.gold import FLAGS, GoldSpan, GoldText, gold_texts
from eval.bench.parts import Part, share_of
from index.timex import TimeExpression, TimeMention, find_all

Row = dict[str, Any]
Found = TimeExpression | TimeMention
Find = Callable[[str, date | None], Sequence[Found]]
_AROUND = 60


def times_rows(path: Path, finder: Find = find_all) -> Iterator[Row]:
    """Rows of task "times" for a folder or a file of it; no model and no archive are needed.

    verdict: `gold` 1 or 0; `hit` (overlap), `exact` (same span; None without gold spans); `found`, `found_hit`:
    findings counted here; `value`: of a hit that names days, resolved to one of the right ranges; `day`: `value` of an
    expression that needs the publication date, False when missed; `deictic`: the same without digits.
    """
    for text in gold_texts(path):
        yield from text_rows(text, finder(text.text, text.published))


def text_rows(text: GoldText, found: Sequence[Found]) -> Iterator[Row]:
    """The rows of one text; a finding that overlaps several expressions is counted with the first."""
    counted: set[int] = set()
    for span in text.spans:
        here = [one for one in found if one.start < span.end and span.start < one.end]
        first = [one for one in here if one.start not in counted]
        counted |= {one.start for one in first}
        yield _row(text, span, here) | {"verdict": _verdict(text, span, here, len(first))}
    for one in found:
        if one.start not in counted:
            verdict = {"gold": 0, "hit": 0, "exact": 0, "found": 1, "found_hit": 0, "value": None, "day": None}
            yield _row(text, None, [one]) | {"verdict": verdict | {"deictic": None}}


def _row(text: GoldText, span: GoldSpan | None, found: Sequence[Found]) -> Row:
    start, end = (span.start, span.end) if span else (found[0].start, found[0].end)
    return {
        "id": span.id if span else f"{text.id}@{start}",
        "question": text.text[start:end],
        "lang": text.lang,
        "type": span.type if span else text.type,
        "accept": [], "relevant": [text.id], "answerable": True, "history": [],
        "cluster": text.cluster,
        "task": "times",
        "published": text.published.isoformat() if text.published else None,
        "context": text.text[max(0, start - _AROUND) : end + _AROUND],
        "gold": [_as_gold(span)] if span else [],
        "found": [_as_found(one) for one in found],
    }  # fmt: skip


def _as_gold(span: GoldSpan) -> Row:
    days = sorted([first.isoformat(), last.isoformat()] for first, last in span.days)
    return {"start": span.start, "end": span.end, "text": span.text, "value": span.value, "days": days}


def _as_found(one: Found) -> Row:
    if isinstance(one, TimeMention):
        return {"start": one.start, "end": one.end, "text": one.text, "value": one.kind}
    value = one.first.isoformat() if one.is_day else f"{one.first.isoformat()}/{one.last.isoformat()}"
    return {"start": one.start, "end": one.end, "text": one.text, "value": value}


def _verdict(text: GoldText, span: GoldSpan, here: Sequence[Found], counted: int) -> Row:
    exact = any((one.start, one.end) == (span.start, span.end) for one in here)
    value = any((one.first, one.last) in span.days for one in here if isinstance(one, TimeExpression))
    day = any(first == last for first, last in span.days)
    flags = [span.flags.get(name, False) and day for name in FLAGS]
    return {
        "gold": 1, "hit": int(bool(here)), "exact": int(exact) if text.spans_known else None,
        "found": counted, "found_hit": counted,
        "value": value if any(isinstance(one, TimeExpression) for one in here) and span.days else None,
        "day": value if flags[0] else None,
        "deictic": value if flags[1] else None,
    }  # fmt: skip


def _ratio(top: str, bottom: str) -> Part:
    return lambda row: None if row["verdict"][top] is None else (row["verdict"][top], row["verdict"][bottom])


def _f1(found_hit: str, hit: str) -> Part:
    """2PR / (P + R) wherever as many findings as expressions match, and between P and R otherwise."""

    def part(row: Row) -> tuple[float, float] | None:
        verdict = row["verdict"]
        return None if verdict[hit] is None else (verdict[found_hit] + verdict[hit], verdict["found"] + verdict["gold"])

    return part


def _datable(row: Row) -> tuple[float, float] | None:
    """Of the expressions that name days: found and resolved to them."""
    return (float(bool(row["verdict"]["value"])), 1.0) if row["gold"] and row["gold"][0]["days"] else None


TIMES: Mapping[str, Part] = {
    "span precision": _ratio("found_hit", "found"),
    "span recall": _ratio("hit", "gold"),
    "span F1": _f1("found_hit", "hit"),
    "strict precision": _ratio("exact", "found"),
    "strict recall": _ratio("exact", "gold"),
    "strict F1": _f1("exact", "exact"),
    "value right": share_of("value"),
    "found and right": _datable,
    "day right": share_of("day"),
    "deictic right": share_of("deictic"),
}
"""Parts of ratios over rows; higher is better in all."""
