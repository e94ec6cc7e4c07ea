"""What public test sets of time expressions say is right, as texts to search with the spans and days in them.

Read are rows of four shapes: an expression of an article (`dct`, `start`, `end`, `answers: [TIMEX3 value]`), spans
with `values`, spans with `past` and `future`, and a single value for the whole text (`datetime`, `ago`, `in_future`).
"""

import calendar
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from eval.dataset import read_rows
from index.days import Days, day_of, month_of
from index.errors import EvalError

Row = Mapping[str, Any]
FLAGS = ("needs_dct", "deictic")
"""Said of an expression: the day hangs on the publication date; and there is no digit in it."""


@dataclass(frozen=True)
class GoldSpan:
    """An expression at `start:end`. `days`: ranges that are right; none for what names no days (a duration, "now")."""

    start: int
    end: int
    text: str
    value: str
    days: frozenset[Days]
    id: str
    type: str
    flags: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class GoldText:
    """A text with all its expressions; without `spans_known` its one value is right wherever it is found."""

    id: str
    text: str
    lang: str
    type: str
    published: date | None
    spans: Sequence[GoldSpan]
    cluster: str
    spans_known: bool = True


def gold_texts(path: Path) -> Iterator[GoldText]:
    """The texts of one JSONL file, or of the folder's files; EvalError for a row of no known shape."""
    files = [path] if path.is_file() else sorted(path.glob("questions*.jsonl"))
    for file in files:
        rows = [row for _, row in read_rows(file)]
        corpus = file.with_name("corpus.jsonl")
        yield from _articles(rows, corpus) if rows and "dct" in rows[0] else _sentences(rows, file)


def _articles(rows: Sequence[Row], corpus: Path) -> Iterator[GoldText]:
    """An article with all rows that point at it; articles without an expression count too."""
    spans: dict[str, list[GoldSpan]] = {}
    for row in rows:
        spans.setdefault(row["relevant_ids"][0], []).append(_article_span(row))
    for _, article in read_rows(corpus):
        name, published = article["id"], date.fromisoformat(article["date"])
        yield GoldText(
            name, article["text"], article["lang"], "timex:DATE", published, spans.get(name, []), cluster=name
        )


def _article_span(row: Row) -> GoldSpan:
    value, flags = row["answers"][0], {name: row[name] for name in FLAGS}
    days = timex3_days(value)
    return GoldSpan(
        row["start"],
        row["end"],
        row["question"],
        value,
        frozenset([days] if days else []),
        row["id"],
        row["type"],
        flags,
    )


def timex3_days(value: str) -> Days | None:
    """The days of a TIMEX3 value: "2014-02", "2014-W08-WE", "199"; None for durations, seasons and what is open."""
    value = value.strip()
    if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(T.*)?", value):
        return day_of(int(match[1]), int(match[2]), int(match[3]))
    if match := re.fullmatch(r"(\d{4})-(\d\d)", value):
        return month_of(int(match[1]), int(match[2])) if 1 <= int(match[2]) <= 12 else None
    if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        sunday = date.fromisocalendar(int(match[1]), int(match[2]), 7)
        return sunday - timedelta(days=1 if match[3] else 6), sunday
    if match := re.fullmatch(r"(\d{4})-([QH])(\d)", value):
        return _part_of_year(int(match[1]), 3 if match[2] == "Q" else 6, int(match[3]))
    if re.fullmatch(r"\d{2,4}", value):
        return date(int(value.ljust(4, "0")), 1, 1), date(int(value.ljust(4, "9")), 12, 31)
    return None


def _part_of_year(year: int, months: int, number: int) -> Days:
    last = number * months
    return date(year, last - months + 1, 1), month_of(year, last)[1]


def _sentences(rows: Sequence[Row], file: Path) -> Iterator[GoldText]:
    """Rows whose question is the text; what only has an English wording beside it says nothing of days."""
    for row in rows:
        if row["answers"] and "english" in row["answers"][0]:
            continue
        when = datetime.fromisoformat(row["reference_datetime"]) if row["reference_datetime"] else None
        spans = [span for answer in row["answers"] for span in _sentence_spans(row, answer, when, file)]
        known = not any(key in answer for answer in row["answers"] for key in ("datetime", "ago", "in_future"))
        yield GoldText(
            row["id"], row["question"], row["lang"], row["type"], when and when.date(), spans, row["id"], known
        )


def _sentence_spans(row: Row, answer: Row, when: datetime | None, file: Path) -> Iterator[GoldSpan]:
    text = row["question"]
    if "values" in answer:
        days = frozenset(
            found for value in answer["values"] for found in _value_days(value, value["timex"], answer["text"])
        )
        value = " or ".join(dict.fromkeys(entry["timex"] for entry in answer["values"]))
        yield _span(row, answer["start"], answer["end"] + 1, value, days, f"dateparse:{answer['type']}")
    elif "past" in answer:
        sides = (answer["past"], answer["future"])
        days = frozenset(found for side in sides for found in _value_days(side, answer["timex"], answer["text"]))
        yield _span(row, answer["start"], answer["start"] + answer["length"], answer["timex"], days)
    elif "spans" in answer:
        for words, value in answer["spans"]:
            start = text.index(words)
            yield _span(row, start, start + len(words), value, frozenset(_value_days({"date": value[:10]})))
    elif when and (days := _offset_days(answer, when)):
        yield _span(row, 0, len(text), str(answer), days)
    else:
        raise EvalError(f"{file} ({row['id']}): expected a span or a value in answers, found {str(answer)[:60]!r}")


def _span(row: Row, start: int, end: int, value: str, days: frozenset[Days], kind: str | None = None) -> GoldSpan:
    return GoldSpan(start, end, row["question"][start:end], value, days, f"{row['id']}@{start}", kind or row["type"])


def _value_days(value: Row, timex: str = "", text: str = "") -> Iterator[Days]:
    """The days of one value; for a period see `_lasts`."""
    if day := _day(value.get("date") or value.get("dateTime") or value.get("value")):
        yield day, day
    first, end = _day(value.get("start") or value.get("startDate")), value.get("end") or value.get("endDate")
    if first and end and _day(end):
        yield from ((first, last) for last in _lasts(end, timex, text) if first <= last)


def _lasts(end: str, timex: str, text: str) -> Sequence[date]:
    """The last days that an `end` stands for.

    It is the day after a week, month or year, the last day where the text names that day ("bis zum 12. September"),
    and in other periods written "(start,end,length)" either, as the specifications go.
    """
    day = date.fromisoformat(end[:10])
    before = day - timedelta(days=1)
    if end[11:] not in ("", "00:00:00") or (timex.startswith("(") and re.search(rf"(?<!\d)0?{day.day}(?!\d)", text)):
        return (day,)
    return (day, before) if timex.startswith("(") else (before,)


def _day(value: str | None) -> date | None:
    """The day of "2016-11-07 08:00:00"; None for a time of day, a length or "not resolved"."""
    return date.fromisoformat(value[:10]) if value and re.match(r"\d{4}-\d\d-\d\d", value) else None


def _offset_days(answer: Row, when: datetime) -> frozenset[Days]:
    """The day meant, and the month around it when the value is that coarse."""
    if "datetime" in answer:
        return frozenset(_value_days({"date": answer["datetime"]}))
    sign, offset = (-1, answer["ago"]) if "ago" in answer else (1, answer.get("in_future", {}))
    if not offset:
        return frozenset()
    moved = _months_on(when, sign * (12 * offset.get("years", 0) + offset.get("months", 0)))
    rest = {unit: sign * count for unit, count in offset.items() if unit not in ("years", "months")}
    day = (moved + timedelta(**rest)).date()
    return frozenset([(day, day), *([month_of(day.year, day.month)] if answer["period"] == "month" else [])])


def _months_on(when: datetime, months: int) -> datetime:
    year, month = divmod(when.year * 12 + when.month - 1 + months, 12)
    return when.replace(year=year, month=month + 1, day=min(when.day, calendar.monthrange(year, month + 1)[1]))
