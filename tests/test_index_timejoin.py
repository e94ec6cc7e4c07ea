"""Two days with "bis", "to" or "und" between them are one expression; published on Wednesday, 21 May 2025."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.timex import find

WEDNESDAY = date(2025, 5, 21)


def days(text: str, published: date | None = WEDNESDAY) -> list[str]:
    """Each expression as "2025-05-19" or "2025-05-01/2025-05-31"."""
    return [str(one.first) if one.is_day else f"{one.first}/{one.last}" for one in find(text, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sie war von Freitag, 22 Uhr, bis Montag, 5 Uhr, gesperrt.", ["2025-05-16/2025-05-19"]),
        ("Von Freitag, 22 Uhr, bis Montag, 5 Uhr, wird gesperrt.", ["2025-05-23/2025-05-26"]),
        ("Zwischen Freitag, 18 Uhr, und Montag, 7 Uhr, wurde eingebrochen.", ["2025-05-16/2025-05-19"]),
        ("Er saß von Samstagabend bis Sonntagmittag.", ["2025-05-17/2025-05-18"]),
        ("vom 2. Juni, 18 Uhr, bis zum 4. Juni, 6 Uhr", ["2025-06-02/2025-06-04"]),
        ("vom 5. März 2024 bis zum 8.4.2024", ["2024-03-05/2024-04-08"]),
        ("vom 20. Dezember bis zum 6.1.2023", ["2022-12-20/2023-01-06"]),
        ("vom 4. Mai 2019, 8 Uhr, bis 2. März, 9 Uhr", ["2019-05-04/2020-03-02"]),
        ("Er saß vom 3. Mai 2021 bis gestern in Haft.", ["2021-05-03/2025-05-20"]),
        ("Das Lager dauert von heute bis Freitag.", ["2025-05-21/2025-05-23"]),
        ("von Freitag, 6., bis Sonntag, 8. Juni", ["2025-06-06/2025-06-08"]),
        ("The road will be closed from Friday at 10 p.m. to Monday at 5 a.m.", ["2025-05-23/2025-05-26"]),
        ("Thieves broke in between Friday evening and Monday morning.", ["2025-05-16/2025-05-19"]),
        ("from Friday, 6 June at 6 p.m., to Sunday, 8 June", ["2025-06-06/2025-06-08"]),
        ("It ran from yesterday until today.", ["2025-05-20/2025-05-21"]),
        ("between 3 May and 5 June 2024", ["2024-05-03/2024-06-05"]),
    ],
)  # fmt: skip
def test_one_range(text: str, expected: list[str]) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vom 4. Mai 2019 bis zum 7. Juni 2021", ["2019-05-04/2021-06-07"]),
        ("vom 30.5.2019 bis 2.6.2021", ["2019-05-30/2021-06-02"]),
        ("from May 4, 2019 to June 7, 2021", ["2019-05-04/2021-06-07"]),
        ("from 4 May 2019 to 7 June 2021", ["2019-05-04/2021-06-07"]),
        ("vom 4. April 1949 bis zum 7. Juni 1988", ["1949-04-04/1988-06-07"]),
    ],
)
def test_the_first_day_keeps_the_year_beside_it(text: str, expected: list[str]) -> None:
    assert days(text) == expected
    assert days(text, None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The match was moved from Monday to Thursday.", ["2025-05-19", "2025-05-15"]),
        ("Er kam am Montag, 8 Uhr, und am Dienstag, 9 Uhr.", ["2025-05-19", "2025-05-20"]),
        ("Das Urteil vom Montag und das vom Dienstag", ["2025-05-19", "2025-05-20"]),
        ("zwischen Hamburg am Montag und Berlin am Dienstag", ["2025-05-19", "2025-05-20"]),
        ("Ada (5 January 1876 – 19 April 1967)", ["1876-01-05", "1967-04-19"]),
        ("Ada (5. Januar 1876 - 19. April 1967)", ["1876-01-05", "1967-04-19"]),
        ("von gestern auf heute", ["2025-05-20", "2025-05-21"]),
    ],
)
def test_two_days_apart_stay_two(text: str, expected: list[str]) -> None:
    assert days(text) == expected


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.permutations(["Montag", "Dienstag", "Freitag", "Sonntag"]))
def test_a_range_of_weekdays_is_shorter_than_a_week_and_runs_forward(published: date, names: list[str]) -> None:
    for verb in ("war gesperrt", "wird gesperrt", ""):
        (found,) = find(f"von {names[0]}, 20 Uhr, bis {names[1]}, 6 Uhr, {verb}", published)
        assert 0 < (found.last - found.first).days < 7


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(1, 400))
def test_full_dates_come_out_as_they_stand(first: date, length: int) -> None:
    last = date.fromordinal(first.toordinal() + length)
    (found,) = find(f"from {first} until {last}", WEDNESDAY)
    assert (found.first, found.last) == (first, last)
