"""Days told by another one: which one, and where none is told."""

from datetime import date

import pytest

from index.article import Article
from index.timeshift import shifted_day
from rag.passages import sentences_of
from rag.types import Hit

FRIDAY = date(2025, 6, 13)
WEDNESDAY = "Der Zug entgleiste am Mittwoch bei Arn."


@pytest.mark.parametrize(
    ("sentence", "before", "day"),
    [
        ("Zwei Tage zuvor hatten Prüfer die Strecke gesperrt.", WEDNESDAY, date(2025, 6, 9)),
        ("Am Tag zuvor war die Strecke noch frei.", WEDNESDAY, date(2025, 6, 10)),
        ("Der Fahrplan vom Vortag galt noch.", WEDNESDAY, date(2025, 6, 10)),
        ("Genau eine Woche davor fuhr er noch.", WEDNESDAY, date(2025, 6, 4)),
        ("Only a day earlier it had been repaired.", "The train derailed on Wednesday.", date(2025, 6, 10)),
        ("It had left the depot the day before.", "The train derailed on Wednesday.", date(2025, 6, 10)),
        ("Tags darauf fuhr er wieder.", WEDNESDAY, date(2025, 6, 12)),
        ("The next morning it ran again.", "The train derailed on Wednesday.", date(2025, 6, 12)),
        ("Two days later it ran again.", "The train derailed on Wednesday.", date(2025, 6, 13)),
        (
            "Zwei Tage zuvor war hier schon einer entgleist.",
            "In der Nacht zum Donnerstag ist ein Zug entgleist.",
            date(2025, 6, 10),
        ),
    ],
)
def test_a_day_is_told_by_the_one_before(sentence: str, before: str, day: date) -> None:
    assert shifted_day(sentence, before, FRIDAY) == day


@pytest.mark.parametrize(
    ("sentence", "before"),
    [
        ("Die Arbeiten enden zwei Tage früher als geplant.", WEDNESDAY),
        ("They end two days later than planned.", "The train derailed on Wednesday."),
        ("It left two days before the storm came.", "The train derailed on Wednesday."),
        ("Er hielt zwei Stunden zuvor in Holm.", WEDNESDAY),
        ("Zwei Tage zuvor hatten Prüfer die Strecke gesperrt.", "Der Zug entgleiste bei Arn."),
        ("Am Vorabend wurde das verschoben.", f"{WEDNESDAY} Geplant war die Fahrt drei Wochen früher."),
        ("Zwei Tage zuvor war er noch gefahren.", "Am Wochenende entgleiste ein Zug."),
        ("Zwei Tage später fuhr er wieder.", f"{WEDNESDAY} Verletzt wurde niemand."),
        ("Four days later it ran again.", "The train derailed on Wednesday."),  # that is still to come
    ],
)
def test_what_is_told_by_nothing_certain_is_no_day(sentence: str, before: str) -> None:
    assert shifted_day(sentence, before, FRIDAY) is None


def test_days_of_speech_and_days_to_come_tell_no_other() -> None:
    speech = f"{WEDNESDAY} „Heute ruht die Arbeit“, rief er. Repariert wird ab dem 20. Juni."
    assert shifted_day("Zwei Tage zuvor hatten Prüfer gewarnt.", speech, FRIDAY) == date(2025, 6, 9)


def test_nothing_is_reckoned_without_a_publication_date() -> None:
    assert shifted_day("Zwei Tage zuvor hatten Prüfer gewarnt.", "Er entgleiste am 11. Juni 2025.", None) is None


def test_evidence_has_the_day_that_its_article_tells_before_it() -> None:
    text = f"{WEDNESDAY} Zwei Tage zuvor hatten Prüfer die Strecke gesperrt."
    article = Article("a", "Zug entgleist", text, FRIDAY, None, None, "de")
    found = sentences_of(Hit("a", "a:0", 0.0, text, 0, len(text), FRIDAY), article)
    assert [e.event_date for e in found] == [date(2025, 6, 11), date(2025, 6, 9)]
