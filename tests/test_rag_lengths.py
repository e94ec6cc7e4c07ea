"""Numbers with a unit of time, in both languages."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Language
from index.timex import find
from rag.lengths import Length, in_words, is_length, lengths, units

WEDNESDAY = date(2025, 5, 21)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("drei Jahre", {("3", "year")}), ("ein dreijähriges Kind", {("3", "year")}), ("three-year", {("3", "year")}),
        ("48-stündige Frist", {("48", "hour")}), ("24-Stunden-Dienst", {("24", "hour")}),
        ("zweieinhalb Stunden", {("2.5", "hour")}), ("two and a half hours", {("2.5", "hour")}),
        ("eine halbe Stunde", {("0.5", "hour")}), ("half an hour", {("0.5", "hour")}), ("a day", {("1", "day")}),
        ("zwei bis drei Wochen", {("2", "week"), ("3", "week")}), ("2-3 weeks", {("2", "week"), ("3", "week")}),
        ("acht Jahre und sechs Monate", {("8", "year"), ("6", "month")}), ("der 20-Jährige", {("20", "year")}),
        ("a 20-year-old", {("20", "year")}), ("drei zähe Monate", {("3", "month")}),
        ("two more years", {("2", "year")}),
        ("zwei Jahrzehnte", {("2", "decade")}), ("90 Sekunden", {("90", "second")}),
        ("im dritten Jahr", {("3", "year")}), ("It took a second.", {("1", "second")}),
        ("a second or two", {("1", "second")}), ("a 30 second clip", {("30", "second")}),
        ("A second ferry runs.", set()), ("the second round", set()), ("the second minute", {("2", "minute")}),
        ("5 Millionen Jahre", {("5000000", "year")}), ("Zehnjahresplan", {("10", "year")}),
        ("am ersten Tag", set()), ("die 90er Jahre", set()), ("am Montag", set()), ("30 Kilometer pro Stunde", set()),
        ("rose 3 percent year on year", set()), ("stieg um drei im Jahr", set()), ("drei Zimmer", set()), ("", set()),
    ],
)  # fmt: skip
def test_lengths(text: str, found: set[tuple[str, str]]) -> None:
    assert lengths(text) == found


@given(st.integers(2, 9999), st.sampled_from(["Tage", "Stunden", "Wochen"]), st.text("abc ", max_size=20))
def test_the_number_before_the_unit_counts(number: int, unit: str, before: str) -> None:
    english = {"Tage": "day", "Stunden": "hour", "Wochen": "week"}[unit]
    assert (str(number), english) in lengths(f"{before}. {number} {unit} lang")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("seit sechs Tagen", True), ("in den vergangenen drei Jahren", True), ("the past three years", True),
        ("vor sechs Tagen", False), ("vor drei Jahren", False), ("three years ago", False), ("seit Montag", False),
        ("im Mai 2025", False),
    ],
)  # fmt: skip
def test_is_length(text: str, told: bool) -> None:
    (expression,) = find(text, WEDNESDAY)
    assert is_length(expression, WEDNESDAY) is told


def test_units() -> None:
    assert units("Am Montag, drei Tage und eine elfstündige Nacht später, one week on") == {"day", "hour", "week"}
    assert units("Alltag am Jahrestag") == set()


@pytest.mark.parametrize(
    ("length", "lang", "text"),
    [
        (("2", "hour"), "de", "2 Stunden"),
        (("1", "week"), "de", "1 Woche"),
        (("1.5", "hour"), "de", "1,5 Stunden"),
        (("2", "hour"), "en", "2 hours"),
        (("1", "day"), "en", "1 day"),
    ],
)
def test_a_length_in_words(length: Length, lang: Language, text: str) -> None:
    assert in_words(length, lang) == text
