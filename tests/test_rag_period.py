"""The days that a question is about, seen from a Wednesday in May 2025."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.period import Period, period

WEDNESDAY = date(2025, 5, 21)
OPEN = ""
"""No first or no last day."""


def days(question: str, today: date | None = WEDNESDAY) -> tuple[str, str] | None:
    """First and last day as text."""
    found = period(question, today)
    if found is None:
        return None
    return OPEN if found.first == date.min else str(found.first), OPEN if found.last == date.max else str(found.last)


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("Wer trat im Februar zurück?", "2025-02-01", "2025-02-28"),
        ("Who stepped down in February 2024?", "2024-02-01", "2024-02-29"),
        ("Wo tagte der Rat gestern?", "2025-05-20", "2025-05-20"),
        ("Where did the council meet last week?", "2025-05-12", "2025-05-18"),
        ("Was beschloss der Rat vor drei Tagen?", "2025-05-18", "2025-05-18"),
        ("Wann streikten die Fahrer zuletzt vor April 2024?", OPEN, "2024-03-31"),
        ("When did the drivers last strike before 7 April 2024?", OPEN, "2024-04-06"),
        ("Wie oft tagte der Rat vor Ende 2023?", OPEN, "2023-12-31"),
        ("Who led the club prior to the year 2020?", OPEN, "2019-12-31"),
        ("Wer leitete den Verein bis zum 3. Juni 2024?", OPEN, "2024-06-03"),
        ("How often did they vote by June 2024?", OPEN, "2024-06-30"),
        ("Wer meldete sich spätestens am 3. Mai 2024?", OPEN, "2024-05-03"),
        ("Who signed up no later than 3 May 2024?", OPEN, "2024-05-03"),
        ("Wer kam später als im Mai 2024?", "2024-06-01", OPEN),
        ("Was geschah nach dem 28. Februar 2024?", "2024-02-29", OPEN),
        ("What happened after March 2024?", "2024-04-01", OPEN),
        ("Wie oft tagte der Rat seit Januar?", "2025-01-01", OPEN),
        ("How often has the council met since 2 January 2024?", "2024-01-02", OPEN),
        ("Ab 2024-03-05 galt was?", "2024-03-05", OPEN),
        ("What happened from March to May 2024?", "2024-03-01", "2024-05-31"),
        ("Was geschah vom 3. bis 5. März 2024?", "2024-03-03", "2024-03-05"),
        ("Was geschah zwischen dem 4. März und dem 9. Juni 2024?", "2024-03-04", "2024-06-09"),
        ("Was geschah zwischen dem 4. Dezember und dem 9. Februar 2024?", "2023-12-04", "2024-02-09"),
        ("What happened between 4 March 2023 and 9 June 2024?", "2023-03-04", "2024-06-09"),
        ("Wer kam im März und im April 2024?", "2024-03-01", "2024-04-30"),
        ("Who came in May 2023 and in May 2024?", "2023-05-01", "2024-05-31"),
        ("What happened after 2022 and before 2024?", "2023-01-01", "2023-12-31"),
        ("Was geschah nach Januar und vor dem 9. März 2025?", "2025-02-01", "2025-03-08"),
    ],
)
def test_period(question: str, first: str, last: str) -> None:
    assert days(question) == (first, last)


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("Wann sprachen sie zuletzt vor der Wahl am 9. Juni 2024?", OPEN, "2024-06-09"),
        ("When did they last speak before the election in June 2024?", OPEN, "2024-06-30"),
        ("Wann sprachen sie nach dem Gipfel vom 9. Juni 2024?", "2024-06-09", OPEN),
        ("How often did they speak after the summit of 9 June 2024?", "2024-06-09", OPEN),
        ("Wie oft sprachen sie seit der Wahl im Juni 2024?", "2024-06-01", OPEN),
        ("Wie oft sprachen sie bis zur Wahl im Juni 2024?", OPEN, "2024-06-30"),
        ("Who was on the line after the May call?", "2025-05-01", OPEN),
        ("Who was on the line before the April call?", OPEN, "2025-04-30"),
        ("How many were evacuated during the April flood?", "2025-04-01", "2025-04-30"),
    ],
)
def test_the_day_of_an_event_stays_open(question: str, first: str, last: str) -> None:
    assert days(question) == (first, last)


@pytest.mark.parametrize("question", ["Wer leitet den Verein?", "Who came before her?", "Seit wann ist er weg?", ""])
def test_no_time_no_period(question: str) -> None:
    assert period(question, WEDNESDAY) is None


def test_without_a_day_to_see_from_only_whole_dates_count() -> None:
    assert days("Was geschah im Februar?", None) is None
    assert days("What happened last week?", None) is None
    assert days("Was geschah vor Februar 2024?", None) == (OPEN, "2024-01-31")
    assert days("Was geschah zwischen dem 4. März und dem 9. Juni 2024?", None) == ("2024-03-04", "2024-06-09")


def test_where_times_exclude_each_other_the_narrower_counts() -> None:
    assert days("Was sagte er am 9. Juni 2024, anders als 2022?") == ("2024-06-09", "2024-06-09")


def test_holds() -> None:
    may = Period(date(2025, 5, 1), date(2025, 5, 31))
    assert [may.holds(day) for day in (may.first, may.last, WEDNESDAY)] == [True] * 3
    assert [may.holds(day) for day in (date(2025, 4, 30), date(2025, 6, 1), None)] == [False] * 3


def test_a_bare_weekday_is_that_of_any_article() -> None:
    monday = period("Wo treffen sie sich am Montag?", WEDNESDAY)
    assert monday is not None
    assert monday.is_weekly
    assert monday.holds(date(2025, 3, 24))
    assert not monday.holds(date(2025, 3, 25))
    assert monday.first.weekday() == 0
    dated = period("Wo treffen sie sich am Montag, 5. Mai 2025?", WEDNESDAY)
    assert dated == Period(date(2025, 5, 5), date(2025, 5, 5))
    assert period("Wer sprach am Montag im Mai 2025?", WEDNESDAY) == Period(date(2025, 5, 1), date(2025, 5, 31))


WORDS = st.sampled_from(
    "vor nach seit bis zwischen und vom before after since until between and to from by Wahl the dem der am in "
    "Mai März 2023 2024 2025 gestern Montag week last 3. 17 5/6/2024 Ende Anfang Easter".split()
)
DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@given(st.lists(WORDS, max_size=9), st.none() | DAYS)
def test_the_first_day_is_never_after_the_last(told: list[str], today: date | None) -> None:
    found = period(" ".join(told), today)
    assert found is None or found.first <= found.last


@given(DAYS, st.sampled_from([("vor dem", "nach dem"), ("before", "after")]))
def test_before_and_after_a_day_leave_out_that_day_alone(day: date, words: tuple[str, str]) -> None:
    before, after = (period(f"{word} {day:%d.%m.%Y}", WEDNESDAY) for word in words)
    assert before == Period(date.min, day - timedelta(1))
    assert after == Period(day + timedelta(1), date.max)
