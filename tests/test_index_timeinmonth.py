"""What is counted within a month; published on Wednesday, 21 May 2025 unless said otherwise."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.timex import find, find_all

WEDNESDAY = date(2025, 5, 21)
ENGLISH = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
GERMAN = "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split()


def days(text: str, published: date | None = WEDNESDAY) -> list[str]:
    """Each expression as "2025-05-19" or "2025-05-01/2025-05-31"."""
    return [str(one.first) if one.is_day else f"{one.first}/{one.last}" for one in find(text, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gewählt wird am letzten Sonntag im September.", ["2025-09-28"]),
        ("am ersten Sonntag im Juli 2024", ["2024-07-07"]),
        ("am 2. Samstag im März des Vorjahres", ["2024-03-09"]),
        ("am vorletzten Freitag im Juni", ["2025-06-20"]),
        ("am dritten Dienstagabend im April", ["2025-04-15"]),
        ("Das Fest war in der letzten Woche im August 2023.", ["2023-08-28/2023-09-03"]),
        ("am zweiten Freitag vergangenen Monats", ["2025-04-11"]),
        ("in der ersten Woche im Jänner 2025", ["2024-12-30/2025-01-05"]),
        ("in der zweiten Woche des Monats", ["2025-05-05/2025-05-11"]),
        ("in der ersten Woche des kommenden Monats", ["2025-06-02/2025-06-08"]),
        ("in der zweiten Maiwoche", ["2025-05-05/2025-05-11"]),
        ("am ersten Augustwochenende 2024", ["2024-08-03/2024-08-04"]),
        ("am letzten Tag im April und am zweiten Tag des Monats", ["2025-04-30", "2025-05-02"]),
        ("am 8. des kommenden Monats und am 30. vorigen Monats", ["2025-06-08", "2025-04-30"]),
        ("Im Oktober vom 6. bis zum 17. ist zu.", ["2025-10-06/2025-10-17"]),
        ("Er ist kommenden Monat vom 3. bis 9. verreist.", ["2025-06-03/2025-06-09"]),
        ("Im März 2024 zwischen dem 4. und dem 8. wurde gestreikt.", ["2024-03-04/2024-03-08"]),
        ("the first Monday in September", ["2025-09-01"]),
        ("the second Sunday of May 2024", ["2024-05-12"]),
        ("It rained in the last week of April.", ["2025-04-21/2025-04-27"]),
        ("the third week of next month", ["2025-06-16/2025-06-22"]),
        ("on the last weekend in March 2024", ["2024-03-30/2024-03-31"]),
        ("the first day of June", ["2025-06-01"]),
        ("on the 12th of this month", ["2025-05-12"]),
        ("next month from the 2nd to the 6th", ["2025-06-02/2025-06-06"]),
    ],
)  # fmt: skip
def test_days(text: str, expected: list[str]) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    "text",
    ["jeden dritten Samstag des Monats", "Er tagt am ersten Montag im Monat.", "every second Friday of the month"],
)
def test_what_comes_back_every_month_is_no_day(text: str) -> None:
    assert days(text) == []
    assert {one.kind for one in find_all(text, WEDNESDAY)} == {"set"}


@pytest.mark.parametrize(
    "text", ["am fünften Montag im Februar 2025", "on the 31st of next month", "am 31. letzten Monats"]
)
def test_a_month_without_such_a_day(text: str) -> None:
    assert not [day for day in days(text) if day.startswith(("2025-03", "2025-04", "2025-06", "2025-07"))]


def test_undated_article_needs_a_year() -> None:
    assert days("am letzten Sonntag im September 2024", None) == ["2024-09-29"]
    assert days("am letzten Sonntag im September, am 3. nächsten Monats", None) == []


NUMBERED = ("ersten", "first"), ("zweiten", "second"), ("dritten", "third"), ("vierten", "fourth")


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(0, 6), st.integers(1, 4))
def test_the_nth_weekday_lies_in_the_nth_seven_days(published: date, weekday: int, number: int) -> None:
    german, english = NUMBERED[number - 1]
    text = f"am {german} {GERMAN[weekday]} dieses Monats, the {english} {ENGLISH[weekday]} of this month"
    found = find(text, published)
    assert [one.first for one in found] == [found[0].first] * 2
    assert (found[0].first.year, found[0].first.month) == (published.year, published.month)
    assert found[0].first.weekday() == weekday
    assert (found[0].first.day - 1) // 7 == number - 1


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)))
def test_the_last_week_of_a_month_is_a_whole_week_that_ends_it(published: date) -> None:
    (found,) = find("in the last week of the month", published)
    assert found.first.weekday() == 0
    assert found.last - found.first == timedelta(days=6)
    thursday = found.first + timedelta(days=3)
    assert thursday.month == published.month
    assert (thursday + timedelta(days=7)).month != published.month
