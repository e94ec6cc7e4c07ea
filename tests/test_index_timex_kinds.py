"""What find_all gives besides days, and what no text may do to it."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.timex import TimeExpression, find, find_all

WEDNESDAY = date(2025, 5, 21)


def kinds(text: str, published: date | None = WEDNESDAY) -> list[tuple[str, str]]:
    return [(one.text, one.kind) for one in find_all(text, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Er kam um 15 Uhr.", [("15 Uhr", "time")]),
        ("von 9 bis 12.30 Uhr", [("9", "time"), ("12.30 Uhr", "time")]),
        ("at 3 p.m. or 15:30", [("3 p.m.", "time")]),
        ("Es war am Abend, um halb acht.", [("Abend", "time"), ("halb acht", "time")]),
        ("zwei Stunden und drei Jahre lang", [("zwei Stunden", "duration"), ("drei Jahre lang", "duration")]),
        (
            "um halb 8, um zehn Uhr, zur Mittagszeit",
            [("halb 8", "time"), ("zehn Uhr", "time"), ("Mittagszeit", "time")],
        ),
        ("spätabends nach einer Viertelstunde", [("spätabends", "time"), ("einer Viertelstunde", "duration")]),
        ("halb 100 Jahre, viertel 8.5 und halb 5%", [("100 Jahre", "duration")]),
        ("for several days and a fifteen-minute break", [("several days", "duration"), ("fifteen-minute", "duration")]),
        ("monatelang, eine dreitägige Reise", [("monatelang", "duration"), ("dreitägige", "duration")]),
        ("jeden Montag, täglich, freitags", [("jeden Montag", "set"), ("täglich", "set"), ("freitags", "set")]),
        ("every Monday, on Fridays, annually", [("every Monday", "set"), ("Fridays", "set"), ("annually", "set")]),
        ("zweimal pro Woche, 400 Euro im Monat", [("pro Woche", "set"), ("im Monat", "set")]),
        ("damals, am Vortag, zwei Tage später", [("damals", "date"), ("Vortag", "date"), ("zwei Tage später", "date")]),
        ("recently and the next day", [("recently", "date"), ("the next day", "date")]),
        ("vor einigen Tagen, in den letzten Monaten", [("vor einigen Tagen", "date"), ("letzten Monaten", "date")]),
        ("Er ist 31 Jahre alt, sie kam mit 16 Jahren.", []),
        ("Am Freitag, 16. Mai, um 20 Uhr", [("Freitag, 16. Mai", "date"), ("20 Uhr", "time")]),
    ],
)
def test_every_kind_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


def test_what_needs_a_publication_date_is_found_without_days() -> None:
    assert kinds("Am Montag, gestern und heuer", None) == [("Montag", "date"), ("gestern", "date"), ("heuer", "date")]
    assert find("Am Montag, gestern und heuer", None) == []


PARTS = (
    "am |Montag|Freitag, |vom |bis |zum |und |3.|15. |31. |29. Februar |Mai |may |May 5 |Ende |Anfang der |letzten |"
    "nächste |Woche |Jahr |Jahren |zwei |vor |seit |in |the |every |1990|-95 |2000 |er Jahre |s |19. |Jahrhundert |"
    "Quartal |Sommer |Ostern |Weihnachten |Christmas |Uhr |12:30 |pm |ago |later |Nacht zum |gestern |morgen |"
    "heute Abend |, |. |/|–|(|\n|'|🎉"
).split("|")
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PARTS), max_size=20).map("".join))
PUBLISHED = st.one_of(st.none(), st.dates())


@given(TEXTS, PUBLISHED)
def test_offsets_are_exact_and_do_not_overlap(text: str, published: date | None) -> None:
    end = 0
    for one in find_all(text, published):
        assert text[one.start : one.end] == one.text
        assert end <= one.start < one.end
        end = one.end
        if isinstance(one, TimeExpression):
            assert one.first <= one.last
            assert one.other is None or one.other[0] <= one.other[1]


@given(TEXTS, st.dates(date(1950, 1, 1), date(2100, 1, 1)))
def test_a_sentence_before_changes_nothing(text: str, published: date) -> None:
    before = "Das Haus ist grau.\n"
    alone = [(one.text, one.first, one.last) for one in find(text, published)]
    assert [(one.text, one.first, one.last) for one in find(before + text, published)] == alone


@given(TEXTS, PUBLISHED)
def test_find_gives_the_days_of_find_all(text: str, published: date | None) -> None:
    assert find(text, published) == [one for one in find_all(text, published) if isinstance(one, TimeExpression)]


HOSTILE = (
    "1",
    " ",
    "1 ",
    "1.",
    "1/",
    "am ",
    "am  1. ",
    "Mai ",
    "Montag, ",
    "12., ",
    "vor zwei ",
    "letzten ",
    "a",
    "ist ge",
    "2014-",
)


@pytest.mark.parametrize("part", HOSTILE)
def test_time_grows_no_faster_than_the_text(part: str) -> None:
    def seconds(length: int) -> float:
        text = part * (length // len(part))
        start = time.process_time()
        find_all(text, WEDNESDAY)
        return time.process_time() - start

    seconds(2_000)
    assert seconds(40_000) < 25 * max(seconds(4_000), 0.05)
