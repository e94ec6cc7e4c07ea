from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.days import (
    at_distance,
    easter,
    half_of,
    moved,
    nearest_year,
    nth_weekday,
    quarter_of,
    third_of,
    week_of,
    weekend_of,
    year_of,
    years_of,
)

YEARS = st.integers(1600, 2400)
DAYS = st.dates(date(1600, 1, 1), date(2400, 12, 31))


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(1818, 3, 22), (1943, 4, 25), (2000, 4, 23), (2008, 3, 23), (2019, 4, 21), (2024, 3, 31), (2038, 4, 25)],
)
def test_easter(year: int, month: int, day: int) -> None:
    assert easter(year) == date(year, month, day)


@given(YEARS)
def test_easter_is_a_sunday_of_spring(year: int) -> None:
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


@given(DAYS)
def test_week_and_weekend_hold_their_day(day: date) -> None:
    first, last = week_of(day)
    assert (first.weekday(), last - first) == (0, timedelta(days=6))
    assert first <= day <= last
    assert weekend_of(day) == (last - timedelta(days=1), last)


@given(YEARS)
def test_quarters_and_halves_make_a_year(year: int) -> None:
    for parts in ([quarter_of(year, part) for part in range(1, 5)], [half_of(year, 1), half_of(year, 2)]):
        assert (parts[0][0], parts[-1][1]) == year_of(year)
        assert all(before[1] + timedelta(days=1) == after[0] for before, after in pairwise(parts))


@given(DAYS, st.integers(1, 400))
def test_thirds_are_inside_and_in_order(day: date, length: int) -> None:
    days = day, day + timedelta(days=length + 2)
    first, middle, last = (third_of(days, part) for part in range(3))
    assert days[0] <= first[0] <= first[1] < middle[1] < last[1] == days[1]


@pytest.mark.parametrize(
    ("part", "of_year", "of_decade"),
    [
        (0, "2024-01-01/2024-04-30", "1990/1993"),
        (1, "2024-05-01/2024-08-31", "1994/1996"),
        (2, "2024-09-01/2024-12-31", "1997/1999"),
    ],
)
def test_thirds_of_years(part: int, of_year: str, of_decade: str) -> None:
    assert "/".join(map(str, third_of(year_of(2024), part))) == of_year
    assert "/".join(str(day.year) for day in third_of(years_of(1990, 1999), part)) == of_decade


@pytest.mark.parametrize(
    ("day", "count", "unit", "expected"),
    [
        (date(2025, 3, 31), -1, "month", date(2025, 2, 28)),
        (date(2024, 2, 29), 1, "year", date(2025, 2, 28)),
        (date(2025, 1, 15), -1.5, "year", date(2023, 7, 15)),
        (date(2025, 5, 21), 2, "week", date(2025, 6, 4)),
        (date(2025, 5, 21), 3, "hour", date(2025, 5, 21)),
    ],
)
def test_moved(day: date, count: float, unit: str, expected: date) -> None:
    assert moved(day, count, unit) == expected  # type: ignore[arg-type]


def test_at_distance_is_a_day_a_month_or_a_year() -> None:
    day = date(2025, 5, 21)
    assert at_distance(day, -2, "week") == (date(2025, 5, 7), date(2025, 5, 7))
    assert at_distance(day, -2, "month") == (date(2025, 3, 1), date(2025, 3, 31))
    assert at_distance(day, -2, "year") == year_of(2023)


def test_two_days_have_no_middle() -> None:
    weekend = weekend_of(date(2025, 5, 21))
    assert [third_of(weekend, part) for part in range(3)] == [weekend] * 3


def test_nth_weekday() -> None:
    assert nth_weekday(2024, 11, 3, 4) == date(2024, 11, 28)
    assert nth_weekday(2024, 5, 0, -1) == date(2024, 5, 27)
    assert nth_weekday(2024, 9, 6, 1) == date(2024, 9, 1)


def test_leap_day_without_a_year_is_of_a_leap_year() -> None:
    assert nearest_year(2, 29, date(2025, 1, 2)) == (date(2024, 2, 29), date(2024, 2, 29))
    assert nearest_year(2, 29, date(2022, 1, 2)) is None
