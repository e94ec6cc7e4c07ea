"""Time expressions against marked texts: every figure here is counted by hand."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.bench import TIMES, ratio, times_rows
from eval.bench.gold import GoldSpan, GoldText, gold_texts, timex3_days
from eval.bench.times import text_rows
from index.errors import EvalError
from index.timex import TimeExpression

DAY = date(2021, 3, 10)
Row = dict[str, Any]


def written(path: Path, rows: Sequence[Row]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def measured(rows: Sequence[Row], name: str) -> tuple[float | None, int]:
    """(value, n), the value to four digits."""
    value, n = ratio(rows, TIMES[name])
    return (None if value is None else round(value, 4)), n


def span(start: int, end: int, first: date | None, last: date | None = None, needs_dct: bool = False) -> GoldSpan:
    days = frozenset([(first, last or first)]) if first else frozenset()
    return GoldSpan(start, end, "x", "v", days, f"q{start}", "timex:DATE", {"needs_dct": needs_dct, "deictic": False})


def found(start: int, end: int, first: date = DAY, last: date | None = None) -> TimeExpression:
    return TimeExpression(start=start, end=end, text="x" * (end - start), first=first, last=last or first)


def rows_of(spans: Sequence[GoldSpan], findings: Sequence[TimeExpression]) -> list[Row]:
    return list(text_rows(GoldText("a", "x" * 100, "de", "timex:DATE", DAY, spans, "a"), findings))


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2021-03-10", "2021-03-10", "2021-03-10"),
        ("2021-03-10T12:00", "2021-03-10", "2021-03-10"),
        ("2021-03-10TEV", "2021-03-10", "2021-03-10"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("1987", "1987-01-01", "1987-12-31"),
        ("198", "1980-01-01", "1989-12-31"),
        ("19", "1900-01-01", "1999-12-31"),
        ("2021-W10", "2021-03-08", "2021-03-14"),
        ("2021-W10-WE", "2021-03-13", "2021-03-14"),
        ("2021-Q3", "2021-07-01", "2021-09-30"),
        ("2021-H2 ", "2021-07-01", "2021-12-31"),
    ],
)
def test_the_days_of_a_timex3_value(value: str, first: str, last: str) -> None:
    assert timex3_days(value) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "value", ["P3D", "PT2H", "PRESENT_REF", "XXXX-XX-15", "2021-SU", "T12:00", "2021-13", "", "2_21"]
)
def test_values_that_name_no_days(value: str) -> None:
    assert timex3_days(value) is None


def test_precision_recall_and_f1() -> None:
    """Gold 4, found 3: one the same, one overlapping, one where nothing is: P 2/3, R 2/4, F1 4/7; strict F1 2/7."""
    gold = [span(0, 5, DAY), span(10, 15, DAY), span(20, 25, DAY), span(30, 35, None)]
    rows = rows_of(gold, [found(0, 5), found(12, 18), found(50, 55)])
    assert measured(rows, "span precision") == (0.6667, 3)
    assert measured(rows, "span recall") == (0.5, 4)
    assert measured(rows, "span F1")[0] == 0.5714
    assert measured(rows, "strict precision") == (0.3333, 3)
    assert measured(rows, "strict recall") == (0.25, 4)
    assert measured(rows, "strict F1")[0] == 0.2857


def test_touching_is_not_overlapping() -> None:
    rows = rows_of([span(0, 5, DAY)], [found(5, 9)])
    assert [(row["verdict"]["gold"], row["verdict"]["hit"]) for row in rows] == [(1, 0), (0, 0)]


def test_a_finding_over_two_expressions_counts_once_and_hits_both() -> None:
    rows = rows_of([span(0, 3, DAY), span(8, 12, DAY)], [found(0, 12)])
    assert measured(rows, "span precision") == (1.0, 1)
    assert measured(rows, "span recall") == (1.0, 2)


def test_values_count_where_something_was_found_and_days_everywhere() -> None:
    other = date(2021, 3, 11)
    gold = [span(0, 5, DAY, needs_dct=True), span(10, 15, DAY, needs_dct=True), span(20, 25, DAY, needs_dct=True)]
    rows = rows_of([*gold, span(30, 35, None)], [found(0, 5), found(10, 15, other), found(30, 35)])
    assert measured(rows, "value right") == (0.5, 2)
    assert measured(rows, "found and right") == (0.3333, 3)
    assert measured(rows, "day right") == (0.3333, 3)
    assert measured(rows, "deictic right") == (None, 0)


def test_a_range_is_not_its_first_day() -> None:
    rows = rows_of([span(0, 5, DAY, needs_dct=True)], [found(0, 5, DAY, date(2021, 3, 11))])
    assert measured(rows, "day right") == (0.0, 1)


def test_nothing_found_is_a_failure_and_nothing_to_find_does_not_apply() -> None:
    assert measured(rows_of([span(0, 5, DAY)], []), "span F1") == (0.0, 1)
    assert measured(rows_of([], []), "span F1") == (None, 0)


@given(
    st.lists(st.tuples(st.integers(0, 90), st.integers(1, 10)), max_size=8, unique_by=lambda pair: pair[0]),
    st.lists(st.tuples(st.integers(0, 90), st.integers(1, 10)), max_size=8, unique_by=lambda pair: pair[0]),
)
def test_every_expression_and_every_finding_is_counted_once(
    gold: list[tuple[int, int]], findings: list[tuple[int, int]]
) -> None:
    rows = rows_of([span(a, a + n, DAY) for a, n in gold], [found(a, a + n) for a, n in findings])
    sums = {name: sum(row["verdict"][name] for row in rows) for name in ("gold", "hit", "exact", "found", "found_hit")}
    assert (sums["gold"], sums["found"]) == (len(gold), len(findings))
    overlapping = [(a, n) for a, n in findings if any(a < b + m and b < a + n for b, m in gold)]
    assert sums["found_hit"] == len(overlapping)
    assert sums["exact"] <= sums["hit"] <= sums["gold"]


def test_articles_with_their_expressions(tmp_path: Path) -> None:
    """ "gestern" is found; "vorhin" is not; "heute" of the second article is in no row and so a false alarm."""
    texts = {"a": "Die Brücke wurde gestern gesperrt, sagte sie vorhin.", "b": "Der Fluss steigt heute."}
    written(
        tmp_path / "corpus.jsonl", [{"id": i, "text": t, "lang": "de", "date": "2021-03-10"} for i, t in texts.items()]
    )
    common = {"lang": "de", "relevant_ids": ["a"], "type": "timex:DATE", "dct": "2021-03-10"}
    flags = {"needs_dct": True, "deictic": True}
    rows = [
        {"id": "t1", "question": "gestern", "answers": ["2021-03-09"], "start": 17, "end": 24, **common, **flags},
        {"id": "t2", "question": "vorhin", "answers": ["PAST_REF"], "start": 45, "end": 51, **common, **flags},
    ]
    written(tmp_path / "questions.jsonl", rows)
    found_rows = list(times_rows(tmp_path))
    assert [row["id"] for row in found_rows] == ["t1", "t2", "b@17"]
    first, missed, false_alarm = found_rows
    assert first["found"] == [{"start": 17, "end": 24, "text": "gestern", "value": "2021-03-09"}]
    assert first["gold"][0]["days"] == [["2021-03-09", "2021-03-09"]]
    assert (first["verdict"]["day"], first["verdict"]["deictic"]) == (True, True)
    assert (missed["found"], missed["verdict"]["day"]) == ([], None)
    assert (false_alarm["gold"], false_alarm["question"], false_alarm["cluster"]) == ([], "heute", "b")
    assert measured(found_rows, "span precision") == (0.5, 2)


def sentence(question: str, answer: Row, reference: str | None = "2021-03-10T10:30:00") -> Row:
    return {"id": "s", "question": question, "lang": "de", "type": "dates", "reference_datetime": reference,
            "answers": [answer], "relevant_ids": []}  # fmt: skip


def days_of(row: Row, tmp_path: Path) -> list[str]:
    """All ranges that are right, as "first/last"."""
    [text] = gold_texts(written(tmp_path / "questions.jsonl", [row]))
    return sorted(f"{first}/{last}" for first, last in text.spans[0].days)


def value(text: str, timex: str, **sides: str) -> Row:
    start = 10
    kind = "date" if "value" in sides else "daterange"
    entry = {"timex": timex, "type": kind, **sides}
    return {"text": text, "start": start, "end": start + len(text) - 1, "type": kind, "values": [entry]}


@pytest.mark.parametrize(
    ("answer", "days"),
    [
        (value("2. Juni", "XXXX-06-02", value="2021-06-02"), ["2021-06-02/2021-06-02"]),
        (value("bis 8. Mai", "(a,b,P5D)", start="2021-05-03", end="2021-05-08"), ["2021-05-03/2021-05-08"]),
        (value("im Mai", "2021-05", start="2021-05-01", end="2021-06-01"), ["2021-05-01/2021-05-31"]),
        (
            value("zwei Tage", "(a,b,P2D)", start="2021-05-01", end="2021-05-03"),
            ["2021-05-01/2021-05-02", "2021-05-01/2021-05-03"],
        ),
        (value("abends", "XTEV", start="2021-05-01 16:00:00", end="2021-05-01 20:00:00"), ["2021-05-01/2021-05-01"]),
        (value("um acht", "T08", value="08:00:00"), []),
        (value("lang", "P1D", value="86400"), []),
    ],
)
def test_values_of_spans(answer: Row, days: list[str], tmp_path: Path) -> None:
    assert days_of(sentence("Wir gehen " + answer["text"], answer), tmp_path) == days


def test_past_and_future_are_both_right(tmp_path: Path) -> None:
    sides = {"past": {"date": "2020-06-02"}, "future": {"date": "2021-06-02"}}
    answer = {"text": "2. Juni", "start": 3, "length": 7, "timex": "XXXX-06-02", **sides}
    path = written(tmp_path / "questions_x.jsonl", [sentence("Am 2. Juni.", answer)])
    assert days_of(sentence("Am 2. Juni.", answer), tmp_path) == ["2020-06-02/2020-06-02", "2021-06-02/2021-06-02"]
    [row] = times_rows(path)
    assert (row["verdict"]["exact"], row["verdict"]["value"]) == (1, True)


@pytest.mark.parametrize(
    ("answer", "days"),
    [
        ({"datetime": "2020-05-06T07:08"}, ["2020-05-06/2020-05-06"]),
        ({"ago": {"days": 1}, "period": "day"}, ["2021-03-09/2021-03-09"]),
        ({"ago": {"hours": 11}, "period": "day"}, ["2021-03-09/2021-03-09"]),
        ({"in_future": {"months": 11, "weeks": 1}, "period": "week"}, ["2022-02-17/2022-02-17"]),
        ({"ago": {"years": 1, "months": 3}, "period": "month"}, ["2019-12-01/2019-12-31", "2019-12-10/2019-12-10"]),
    ],
)
def test_one_value_for_the_whole_text(answer: Row, days: list[str], tmp_path: Path) -> None:
    assert days_of(sentence("irgendwann", answer), tmp_path) == days


def test_the_month_after_the_31st_is_as_long_as_it_is(tmp_path: Path) -> None:
    row = sentence("irgendwann", {"in_future": {"months": 1}, "period": "day"}, "2021-01-31T08:00:00")
    assert days_of(row, tmp_path) == ["2021-02-28/2021-02-28"]


def test_without_spans_nothing_is_said_of_spans(tmp_path: Path) -> None:
    path = written(tmp_path / "questions.jsonl", [sentence("gestern", {"ago": {"days": 1}, "period": "day"})])
    [row] = times_rows(path)
    assert (row["verdict"]["hit"], row["verdict"]["exact"], row["verdict"]["value"]) == (1, None, True)


def test_spans_found_by_their_words_and_wordings_left_out(tmp_path: Path) -> None:
    spans = {"spans": [["2. Mai 2019", "2019-05-02T00:00"]]}
    rows = [sentence("Am 2. Mai 2019.", spans), sentence("heute", {"english": "today"}, None)]
    [text] = gold_texts(written(tmp_path / "questions.jsonl", rows))
    assert [(one.start, one.end) for one in text.spans] == [(3, 14)]


def test_a_row_of_no_known_shape_is_named(tmp_path: Path) -> None:
    path = written(tmp_path / "questions.jsonl", [sentence("heute", {"day": "today"})])
    with pytest.raises(EvalError, match=r"questions.jsonl \(s\): expected a span or a value in answers"):
        list(gold_texts(path))
