"""Gates from TOML."""

from pathlib import Path
from typing import Any

import pytest

from eval.compare import Compared
from eval.gates import GateResult, check_gates
from index.errors import EvalError

SUMMARY: dict[str, Any] = {
    "all": {"right": {"value": 0.6, "n": 10}, "stale": {"value": 0.1, "n": 10}, "EM": {"value": None, "n": 0}},
    "lang de": {"right": {"value": 0.5, "n": 5}, "stale": {"value": 0.0, "n": 5}, "EM": {"value": None, "n": 0}},
}
SUMMARIES = {"sample": {"belegt": SUMMARY, "haystack": {"all": {"right": {"value": 0.0, "n": 10}}}}}


def check(
    path: Path, toml: str, comparison: dict[str, dict[str, dict[str, Compared]]] | None = None
) -> list[GateResult]:
    file = path / "gates.toml"
    file.write_text(toml, "utf-8")
    return check_gates(SUMMARIES, comparison, file)


def compared(a: float | None, b: float | None, different: bool) -> dict[str, dict[str, dict[str, Compared]]]:
    difference = None if a is None or b is None else b - a
    low, high = (None, None) if difference is None else (difference - 0.1, difference + 0.1)
    numbers: Compared = {"a": a, "b": b, "n": 10, "difference": difference, "low": low, "high": high,
                         "different": different}  # fmt: skip
    return {"sample": {"belegt": {"right": numbers}}}


@pytest.mark.parametrize(
    ("toml", "passed"),
    [
        ("[gates.sample.all]\nright = 0.6", True),
        ("[gates.sample.all]\nright = 0.61", False),
        ("[gates.sample.all]\nright = 0", True),
        ("[gates.sample.'lang de']\nright = 0.6", False),
        ("[gates.sample.all]\nstale = 0.1", True),  # lower is better: a ceiling
        ("[gates.sample.all]\nstale = 0.05", False),
    ],
)
def test_floor_and_ceiling(tmp_path: Path, toml: str, passed: bool) -> None:
    (result,) = check(tmp_path, toml)
    assert result.passed is passed


def test_a_result_says_what_was_expected_and_found(tmp_path: Path) -> None:
    (result,) = check(tmp_path, "[gates.sample.all]\nright = 0.75")
    assert result == GateResult("sample/belegt/all/right", 0.75, 0.6, False, "expected at least 0.75, found 0.6")


def test_what_does_not_apply_fails_with_the_reason(tmp_path: Path) -> None:
    (result,) = check(tmp_path, "[gates.sample.all]\nEM = 0.0")
    assert (result.value, result.passed) == (None, False)
    assert result.why.startswith("not applicable")


@pytest.mark.parametrize(
    ("toml", "parts"),
    [
        ("[gates.simple.all]\nright = 1", ("no set 'simple'", "sample")),
        ("[gates.sample.de]\nright = 1", ("no group of sample 'de'", "all, lang de")),
        ("[gates.sample.all]\nrigth = 1", ("'rigth'", "did you mean 'right'", "EM, right, stale")),
        ("[gates.sample.all]\nright = 'much'", ("expected a number", "'much'")),
        ("[gates.sample.all]\nright = true", ("expected a number",)),
        ("[gates]\nsample = 1", ("expected a table",)),
        ("[gate.sample.all]\nright = 1", ("no key 'gate'", "worse_than_baseline")),
        ("right >= 1", ("expected gates as TOML",)),
        ("worse_than_baseline = 'right'", ("list of measures",)),
        ("worse_than_baseline = ['right']", ("--baseline",)),
    ],
)
def test_errors_name_what_there_is(tmp_path: Path, toml: str, parts: tuple[str, ...]) -> None:
    with pytest.raises(EvalError) as caught:
        check(tmp_path, toml)
    assert all(part in str(caught.value) for part in ("gates.toml", *parts)), str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match="expected gates"):
        check_gates(SUMMARIES, None, tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("a", "b", "different", "passed"),
    [(0.7, 0.5, True, False), (0.7, 0.6, False, True), (0.5, 0.7, True, True), (None, 0.7, False, False)],
)
def test_worse_than_the_baseline_beyond_chance(
    tmp_path: Path, a: float | None, b: float | None, different: bool, passed: bool
) -> None:
    (result,) = check(tmp_path, "worse_than_baseline = ['right']", compared(a, b, different))
    assert (result.name, result.passed) == ("sample/belegt/baseline/right", passed)


def test_an_unknown_measure_against_the_baseline(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match=r"no measure 'wrong'.*There are: right"):
        check(tmp_path, "worse_than_baseline = ['wrong']", compared(0.7, 0.5, True))
