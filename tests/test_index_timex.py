from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.timex import event_date, find

WEDNESDAY = date(2025, 5, 21)


def days(text: str, published: date | None = WEDNESDAY) -> list[str]:
    """Each expression as "2025-05-19" or "2025-05-01/2025-05-31"."""
    return [
        str(one.first) if one.is_day else f"{one.first}/{one.last}" for one in find(text, published)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("am 19.05.2025, 19.5.25 und 19. 5. 2025", ["2025-05-19"] * 3),
        ("2025-05-19 und 05/19/2025 und 19/05/2025", ["2025-05-19"] * 3),
        ("am 19. Mai 2025, am 3. Jan. 2024, am 1. Sept. 2024", ["2025-05-19", "2024-01-03", "2024-09-01"]),
        ("May 19, 2025 and 19 May 2025 and the 19th of May 2025", ["2025-05-19"] * 3),
        ("am 19. mai 2025", ["2025-05-19"]),
        ("am 8. März 1789 und im Juli 1789", ["1789-03-08", "1789-07-01/1789-07-31"]),
        ("am 31.02.2025", []),
    ],
)
def test_full_dates_need_no_publication_date(text: str, expected: list[str]) -> None:
    assert days(text, None) == expected
    assert days(text) == expected


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("am 3. April", WEDNESDAY, ["2025-04-03"]),
        ("on Sept. 5 and April 3rd", WEDNESDAY, ["2025-09-05", "2025-04-03"]),
        ("am 28. Dezember und am 3. Januar", date(2025, 1, 2), ["2024-12-28", "2025-01-03"]),
        ("am 28.12. und am 3.1.", date(2024, 12, 30), ["2024-12-28", "2025-01-03"]),
        ("on December 28 and on January 3", date(2025, 1, 2), ["2024-12-28", "2025-01-03"]),
        ("am 29. Februar", date(2025, 1, 2), ["2024-02-29"]),
        ("am 12. Mai vergangenen Jahres", WEDNESDAY, ["2024-05-12"]),
        ("on May 12 last year", WEDNESDAY, ["2024-05-12"]),
        ("am 19.05. 20 Menschen", WEDNESDAY, ["2025-05-19"]),
    ],
)
def test_date_without_a_year_is_the_nearest(text: str, published: date, expected: list[str]) -> None:
    assert days(text, published) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vom 12. bis 15. Mai", ["2025-05-12/2025-05-15"]),
        ("12.–15. Mai 2024", ["2024-05-12/2024-05-15"]),
    ],
)
def test_several_days_of_one_month_are_a_range(text: str, expected: list[str]) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Am Montag sprach Trump mit Putin.", "2025-05-19"),
        ("Am Montagabend kam er.", "2025-05-19"),
        ("Er kam am Mittwoch.", "2025-05-21"),
        ("Am Freitag wurde er gewählt.", "2025-05-16"),
        ("Merz sagte am Montag, er werde nach Kiew reisen.", "2025-05-19"),
        ("Sie teilte am Donnerstag mit, dass gewählt wird.", "2025-05-15"),
        ("Der Mann soll am Montag seine Frau getötet haben.", "2025-05-19"),
        ("Ihm wird vorgeworfen, am Montag ein Auto gestohlen zu haben.", "2025-05-19"),
        ("Am Montag begann die nächste Runde.", "2025-05-19"),
        ("He said on Monday he will travel.", "2025-05-19"),
        ("Am Montag soll das Treffen stattfinden.", "2025-05-26"),
        ("Er will am Samstag kommen.", "2025-05-24"),
        ("Das Treffen am Freitag ist geplant.", "2025-05-23"),
        ("Sie wird am Mittwoch erwartet.", "2025-05-21"),
        ("He said he will travel on Monday.", "2025-05-26"),
        ("The talks are scheduled for Thursday.", "2025-05-22"),
        ("am kommenden Montag", "2025-05-26"),
        ("am kommenden Mittwoch", "2025-05-28"),
        ("next Friday", "2025-05-23"),
        ("letzten Mittwoch", "2025-05-14"),
        ("Er will wie am vergangenen Montag kommen.", "2025-05-19"),
        ("last Monday", "2025-05-19"),
        ("Montag nächster Woche", "2025-05-26"),
        ("Freitag vergangener Woche", "2025-05-16"),
        ("Friday next week", "2025-05-30"),
    ],
)
def test_weekday_is_past_or_to_come_as_its_verb_says(text: str, expected: str) -> None:
    assert days(text) == [expected]


@pytest.mark.parametrize(
    "text", ["Am Freitag, 9. Mai, starb er.", "Freitag, den 9. Mai", "am Freitag (09.05.2025)", "on Friday, May 9,"]
)
def test_date_beside_a_weekday_says_which_is_meant(text: str) -> None:
    assert days(text) == ["2025-05-09"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vorgestern, gestern, heute, übermorgen", ["2025-05-19", "2025-05-20", "2025-05-21", "2025-05-23"]),
        ("yesterday, last night, today, tomorrow", ["2025-05-20", "2025-05-20", "2025-05-21", "2025-05-22"]),
        ("vor zwei Wochen", ["2025-05-07"]),
        ("vor 10 Tagen", ["2025-05-11"]),
        ("vor einem Monat", ["2025-04-01/2025-04-30"]),
        ("vor fünf Monaten", ["2024-12-01/2024-12-31"]),
        ("vor 80 Jahren", ["1945-01-01/1945-12-31"]),
        ("two weeks ago", ["2025-05-07"]),
        ("12 months ago", ["2024-05-01/2024-05-31"]),
        ("a year ago", ["2024-01-01/2024-12-31"]),
        ("seit zwei Wochen", ["2025-05-07/2025-05-21"]),
    ],
)
def test_expressions_that_count_from_the_publication(text: str, expected: list[str]) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Im Mai 2024 und in May 2023", ["2024-05-01/2024-05-31", "2023-05-01/2023-05-31"]),
        ("im vergangenen Juni", ["2024-06-01/2024-06-30"]),
        ("im kommenden April", ["2026-04-01/2026-04-30"]),
        ("last June", ["2024-06-01/2024-06-30"]),
        ("im März letzten Jahres", ["2024-03-01/2024-03-31"]),
        ("Im Juni wird gewählt.", ["2025-06-01/2025-06-30"]),
        ("Im Juni wurde gewählt.", ["2024-06-01/2024-06-30"]),
        ("Im Dezember wurde gewählt.", ["2024-12-01/2024-12-31"]),
        ("Im Mai 12 Menschen", ["2025-05-01/2025-05-31"]),
        ("In May he left.", ["2025-05-01/2025-05-31"]),
        ("Im Jahr 2000 und seit 2014", ["2000-01-01/2000-12-31", "2014-01-01/2014-12-31"]),
        ("2014 nahm er die Stadt (2023).", ["2014-01-01/2014-12-31", "2023-01-01/2023-12-31"]),
        ("In 2024 Russia attacked.", ["2024-01-01/2024-12-31"]),
    ],
)  # fmt: skip
def test_months_and_years_are_ranges(text: str, expected: list[str]) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They may go. May it be so. Theresa May said that 3 may have died.",
        "They march on. Jan Böhmermann und August Macke.",
        "3.5 million, um 19.05 Uhr, 1.200 Menschen, 3:1, 24/7, 12,5 Prozent",
        "2000 Menschen, rund 2025 Euro, in 2000 Haushalten, 2014 soldiers, $2025, mehr als 2000",
        "Nummer 20250519, 1.2.3.4",
        "montags und on Mondays ist zu",
        "vor zwei Tagungen, two days later",
    ],
)
def test_words_and_numbers_that_are_no_dates(text: str) -> None:
    assert days(text) == []


def test_undated_article_has_only_what_is_complete() -> None:
    text = "Am Montag, gestern, vor zwei Tagen, am 3. Mai, im Mai, 12. Mai vorigen Jahres, 2024, Mai 2024, 19.05.2025"
    assert days(text, None) == ["2024-01-01/2024-12-31", "2024-05-01/2024-05-31", "2025-05-19"]


def test_event_date_is_the_first_exact_day() -> None:
    assert event_date("Im Mai 2024, genauer am 19. Mai 2024 und am 20. Mai 2024.", WEDNESDAY) == date(2024, 5, 19)
    assert event_date("Seit 2014 und seit zwei Wochen.", WEDNESDAY) is None


DATES = [
    "am Montag, ",
    "Freitag ",
    "kommenden ",
    "letzten ",
    "3. ",
    "12. ",
    "31. ",
    "Mai ",
    "Juni ",
    "Februar ",
    "may ",
]
NUMBERS = ["2025 ", "2000 ", "19.05. ", "19.05.2025", "1.200,5 ", "zwei ", "999 ", "."]
WORDS = ["vor ", "seit ", "Wochen ", "Jahren ", "Monaten ", "week ", "ago ", "vergangenen Jahres ", "wird ", "wurde "]
MARKS = ["bis ", "und ", ", ", "(", "🎉"]


@given(
    st.one_of(st.text(max_size=60), st.lists(st.sampled_from(DATES + NUMBERS + WORDS + MARKS)).map("".join)),
    st.one_of(st.none(), st.dates(date(1950, 1, 1), date(2100, 1, 1))),
)
def test_offsets_are_exact_and_do_not_overlap(text: str, published: date | None) -> None:
    end = 0
    for one in find(text, published):
        assert text[one.start : one.end] == one.text
        assert end <= one.start < one.end
        assert one.first <= one.last
        end = one.end


@given(st.dates(date(1900, 1, 1), date(2068, 12, 31)), st.dates(date(1950, 1, 1), date(2100, 1, 1)))
def test_every_day_is_read_in_every_form(day: date, published: date) -> None:
    forms = (f"{day.day}.{day.month}.{day.year}", day.isoformat(), day.strftime("%B %d, %Y"), day.strftime("%d. %b %Y"))
    for form in forms:
        assert days(f"Es war {form}.", published) == [str(day)]


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(0, 999))
def test_days_ago_are_counted_back(published: date, count: int) -> None:
    assert days(f"vor {count} Tagen", published) == [str(published - timedelta(days=count))]
