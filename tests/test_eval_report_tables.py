"""The tables of the terminal, and how numbers are written there and on the page."""

from typing import Any

import pytest
from rich.console import Console

from eval.report import tables
from eval.report.tables import interval, number


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, "-"),
        (0, "0"),
        (0.0, "0.000"),
        (0.12345, "0.123"),
        (12.3456, "12.346"),
        (1234.5678, "1235"),
        (100.0, "100"),
    ],
)
def test_numbers(value: float | None, written: str) -> None:
    assert number(value) == written


def test_intervals() -> None:
    assert interval({"value": 0.5, "n": 4, "low": 0.25, "high": 0.75}) == "0.250 to 0.750"
    assert interval({"value": 0.5, "n": 4}) == ""


def test_measures_that_apply_to_no_question_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    half, none = {"value": 0.5, "n": 2}, {"value": None, "n": 0}
    summary: dict[str, dict[str, Any]] = {
        "all": {"right": half, "date exact": none, "cited": {"value": 1.0, "n": 1}},
        "lang de": {"right": half, "date exact": none, "cited": none},
    }
    Console(width=80).print(*tables(summary, "sample"))
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["right", "0.500", "2"] in lines
    assert ["all", "0.500", "(2)", "1.000", "(1)"] in lines
    assert ["lang", "de", "0.500", "(2)", "-", "(0)"] in lines
    assert not any("exact" in line for line in lines)


def test_where_no_chief_measure_applies_all_are_broken_down(capsys: pytest.CaptureFixture[str]) -> None:
    Console(width=80).print(*tables({"all": {"of its own": {"value": 0.9, "n": 3}}}, "follow-ups"))
    assert ["all", "0.900", "(3)"] in [line.split() for line in capsys.readouterr().out.splitlines()]
