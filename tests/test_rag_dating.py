"""Whether a day is that of what is asked about."""

from dataclasses import replace
from datetime import date

import pytest

from index.article import Article
from rag.dating import may_date, tells_of_all, tells_of_it, times_asked_for
from rag.types import Evidence
from rag.understand import understand


def evidence(text: str) -> Evidence:
    return Evidence("a", "Titel", None, date(2025, 5, 20), None, text, 0, len(text), 8.0)


def article(text: str) -> Article:
    return Article("a", "Titel", text, date(2025, 5, 20), None, None, "de")


@pytest.mark.parametrize(
    ("question", "text", "may"),
    [
        ("Wann traf Kern Brandt?", "Kern sagte am Sonntag, dass ein Treffen vorbereitet werden müsse.", False),
        ("Wann traf Kern Brandt?", "Kern kündigte am Sonntag an, er werde Brandt treffen.", False),
        ("Wann traf Kern Brandt?", "Am Sonntag sagte Kern, dass ein Treffen vorbereitet werden müsse.", False),
        ("Wann traf Kern Brandt?", "Kern traf am Sonntag Brandt und sagte, dass er zufrieden sei.", True),
        ("Wann traf Kern Brandt?", "Kern sagte, dass er Brandt am Sonntag getroffen habe.", True),
        ("Wann traf Kern Brandt?", "Kern traf am Sonntag Brandt, um über ein mögliches Abkommen zu sprechen.", True),
        ("Wann traf Kern Brandt?", "Kern traf Brandt am Sonntag, teilte der Kreml mit.", True),
        ("Wann traf Kern Brandt?", "Kern werde Brandt treffen, teilte der Kreml am Sonntag mit.", False),
        ("Wann traf Kern Brandt?", "Kern traf Brandt, wie der Kreml am Sonntag mitteilte.", False),
        ("Wann traf Kern Brandt?", "„Kern traf Brandt“, sagte Moll am Sonntag.", False),
        ("Wann traf Kern Brandt?", "Kern, die krank war, traf Brandt am Sonntag.", True),
        ("Wann kündigte Kern die Reise an?", "„Kern reist“, sagte sie am Sonntag.", True),
        ("Wann traf Kern Brandt?", "Kern met Brandt, the council said on Sunday.", False),
        ("Wann traf Kern Brandt?", "Kern met Brandt on Sunday, the council said.", True),
        ("Wann kündigte Kern die Reise an?", "Kern kündigte am Sonntag an, sie wolle reisen.", True),
        ("Wann soll Kern Brandt treffen?", "Kern sagte am Sonntag, dass er Brandt treffe.", True),
        ("Wann hat Kern angekündigt, dass sie reist?", "Kern will am Sonntag nach Riad reisen.", False),
        ("Wann hat Kern angekündigt, dass sie reist?", "Kern kündigte das am Sonntag an.", True),
        ("Wer traf Brandt?", "Kern sagte am Sonntag, dass er Brandt getroffen habe.", True),
    ],
)  # fmt: skip
def test_the_day_of_a_saying_is_not_that_of_what_was_said(question: str, text: str, may: bool) -> None:
    assert may_date(evidence(text), understand(question, "de"), article(text)) is may


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("Kern telefonierte am Sonntag mit Brandt.", True), ("Die beiden telefonierten am Sonntag.", True),
        ("Kern telefonierte am Sonntag mit Moll.", False), ("Brandt lobte am Sonntag das Gespräch.", False),
        ("Kern reiste am Sonntag weiter nach Aldern.", False),
    ],
)  # fmt: skip
def test_of_two_names_joined_in_the_question_one_alone_dates_nothing(text: str, may: bool) -> None:
    asked, source = understand("Wann haben Kern und Brandt zuletzt telefoniert?", "de"), article(text)
    assert may_date(evidence(text), asked, source) is may
    assert may_date(evidence(text), understand("Wer hat mit Kern und Brandt telefoniert?", "de"), source)


@pytest.mark.parametrize(
    ("opening", "may"),
    [
        ("Nach dem Gespräch von Kern mit Moll ist vieles offen.", False), ("Brandt und Kern reden wieder.", True),
        ("Es wird wieder geredet.", True), (f"Kern trifft Brandt. Moll spricht mit Kern{' weiter' * 60}.", True),
    ],
)  # fmt: skip
def test_the_two_are_those_that_the_text_before_names(opening: str, may: bool) -> None:
    said = "Die beiden Präsidenten hatten am Montag telefoniert."
    told = replace(evidence(said), start=len(opening) + 1)
    asked = understand("Wann haben Kern und Brandt zuletzt telefoniert?", "de")
    assert may_date(told, asked, article(f"{opening} {said} Brandt war nicht dabei.")) is may


@pytest.mark.parametrize(
    ("text", "day", "may"),
    [
        ("Prüfer fanden am Montag Risse, zwei Tage später wurde gesperrt.", date(2025, 5, 19), False),
        ("Cracks were found on Monday; two days later it was closed.", date(2025, 5, 19), False),
        ("Zwei Tage zuvor wurde gesperrt.", None, True), ("Am Montag wurde gesperrt.", date(2025, 5, 19), True),
        ("Seit Montag ist gesperrt, zwei Tage früher als geplant.", date(2025, 5, 19), True),
    ],
)  # fmt: skip
def test_of_a_day_and_a_time_told_by_it_none_is_the_one_asked_for(text: str, day: date | None, may: bool) -> None:
    told = replace(evidence(text), event_date=day)
    assert may_date(told, understand("Seit wann ist gesperrt?", "de"), article(text)) is may


@pytest.mark.parametrize(
    ("question", "may"),
    [
        ("Wann wurden die Risse gefunden?", True), ("Wann fanden Prüfer die Risse?", True),
        ("Wann wurde die Brücke gesperrt?", False), ("Wann war das?", False),
    ],
)  # fmt: skip
def test_the_clause_with_more_of_the_question_is_the_one_asked_about(question: str, may: bool) -> None:
    text = "Prüfer fanden am Montag Risse in den Seilen, zwei Tage später wurde die Brücke gesperrt."
    told = replace(evidence(text), event_date=date(2025, 5, 19))
    assert may_date(told, understand(question, "de"), article(text)) is may
    english = "When were the cracks found?"  # word by word it is not told in another language
    assert not may_date(told, understand(english, "en"), article(text))


def test_two_nouns_that_are_no_names_need_not_stand_together() -> None:
    asked = understand("Wann wollen Bäcker und Geschäftsführung verhandeln?", "de")
    said = "Am 11. Mai wollen beide Seiten verhandeln."
    told = replace(evidence(said), title="Bäcker streiken")
    assert may_date(told, asked, article(f"Die Bäcker streiken. Die Geschäftsführung bietet wenig. {said}"))
    assert not may_date(told, asked, article(f"Bäcker streiken. Geschäftsführung bietet wenig. {said}"))


@pytest.mark.parametrize(
    ("text", "title", "may"),
    [
        ("Am Montag telefonierten Kern und Inge Moll.", "Einen Tag nach dem Anruf bei Brandt", False),
        ("Kern habe am Montag angerufen, sagte Sprecherin Inge Moll.", "Kern spricht mit Brandt", True),
        ("Kern telefonierte am Montag.", "Kern spricht mit Brandt", True),
        ("Kern hatte am Montag dort Inge Moll getroffen.", "Kern sucht Brandt", False),
        ("Kern rief am Montag aus dem Oval Office an.", "Kern spricht mit Brandt", True),
        ("Kern und Moll telefonierten am Montag.", "Kern spricht mit Brandt", False),
        ("It took an hour, said Moll, who sat beside Kern with Inge Osei.", "Kern and Brandt talk", True),
        ("Kern, who met Inge Osei on Monday, did not say more.", "Kern and Brandt talk", False),
        ("Kern lobte am Montag das Gespräch.", "Kern und Moll telefonieren nach Anruf bei Brandt", False),
        ("Am Montag wurde telefoniert.", "Kern spricht mit Brenns Präsident", True),
        ("Am Montag wurde telefoniert.", "Moll spricht mit Kern, Brandt wartet", True),
    ],
)
def test_a_title_names_who_is_meant_unless_the_sentence_names_another(text: str, title: str, may: bool) -> None:
    opening = "Kern und Brandt reden wieder."
    told = replace(evidence(text), title=title, start=len(opening) + 1, event_date=date(2025, 5, 19))
    asked = understand("Wann haben Kern und Brandt zuletzt telefoniert?", "de")
    assert tells_of_all(told, asked, article(f"{opening} {text}")) is may


def test_what_was_a_day_earlier_with_somebody_else_is_not_what_is_asked_about() -> None:
    asked = understand("When did Kern and Brandt first phone?", "en")
    text = "Only a day earlier the president had been on the line with Inge Moll."
    told = replace(evidence(text), title="Kern and Brandt talk", event_date=date(2025, 5, 18))
    source = replace(article(f"Kern and Brandt spoke on Monday. {text}"), lang="en")
    assert not tells_of_all(told, asked, source)
    assert tells_of_all(replace(told, text="Only a day earlier they had been silent."), asked, source)


@pytest.mark.parametrize(
    ("question", "text", "may"),
    [
        ("An welchem Tag war das?", "im November 2024", False), ("On which date was it?", "in 2024", False),
        ("An welchem Tag war das?", "am 3. November 2024", True), ("On what day?", "on Monday night", True),
        ("Wann war das?", "im November 2024", True), ("When was it?", "in 2024", True),
    ],
)  # fmt: skip
def test_a_day_that_is_asked_for_is_no_month(question: str, text: str, may: bool) -> None:
    asked = understand(question, "de")
    assert bool(times_asked_for(text, date(2025, 5, 20), asked)) is may


def test_a_time_since_which_is_no_day_when() -> None:
    first, day = "Das war der erste Streik seit dem Frühjahr 2022.", date(2025, 5, 20)
    assert not times_asked_for(first, day, understand("Wann wurde gestreikt?", "de"))
    assert times_asked_for(first, day, understand("Seit wann wird gestreikt?", "de"))
    assert times_asked_for("Seit Montag wird gestreikt.", day, understand("Wann wurde gestreikt?", "de"))


def test_a_call_is_no_meeting() -> None:
    asked = understand("Wann haben Kern und Brandt zuletzt telefoniert?", "de")
    told = evidence("Kern und Brandt trafen sich am Montag.")
    assert not tells_of_it(told, asked, article("Kern und Brandt trafen sich am Montag. Beide telefonierten oft."))
    assert tells_of_it(told, understand("Wann sprachen Kern und Brandt?", "de"), article(told.text))


def test_the_presidents_of_two_countries_are_called_by_name() -> None:
    asked = understand("When was the last call between the presidents of Norland and Tarsia?", "en")
    text = "Presidents Ada Kern and Radu Brandt spoke by telephone on Monday."
    source = replace(article(f"Norland and Tarsia want peace. {text}"), lang="en")
    told = replace(evidence(text), start=31, event_date=date(2025, 5, 19))
    assert tells_of_all(told, asked, source)


@pytest.mark.parametrize(
    ("before", "may"),
    [
        ("Kern empfing Brandt am Fluss. Kern hatte schon im Mai kommen wollen. ", True),
        ("Kern empfing Ada Moll und Lars Brenn. ", False),
        ("Kern empfing Brandt am Fluss. Später kamen Ada Moll und Lars Brenn. ", False),
    ],
)
def test_the_two_are_the_last_two_people_that_were_named(before: str, may: bool) -> None:
    asked, text = (
        understand("Wann haben Kern und Brandt zuletzt telefoniert?", "de"),
        "Am Sonntag telefonierten die beiden.",
    )
    told = replace(evidence(text), title="Kern reist doch", start=len(before), end=len(before) + len(text))
    assert tells_of_it(told, asked, article(f"{before}{text}")) is may


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("Kern, die ihr Amt am Sonntag angetreten hat, lud Brandt nach Aldern ein.", False),
        ("Kern, die ihr Amt im Mai angetreten hat, lud Brandt am Sonntag ein.", True),
        ("Kern telefonierte mit Brandt, der am Sonntag anrief.", True),
    ],
)
def test_the_day_of_an_aside_is_not_that_of_a_call(text: str, may: bool) -> None:
    asked = understand("Wann haben Kern und Brandt zuletzt telefoniert?", "de")
    assert tells_of_it(evidence(text), asked, article(f"{text} Es war ihr erstes Telefonat.")) is may


@pytest.mark.parametrize(
    ("question", "text", "may"),
    [
        ("Ab wann dürfen keine Laster mehr fahren?", "Der Rat hat am Sonntag ein Verbot beschlossen.", False),
        ("Ab wann dürfen keine Laster mehr fahren?", "Das Verbot gilt vom 1. Juni an.", True),
        ("Seit wann ist die Brücke zu?", "Die Brücke wurde am Sonntag gesperrt.", True),
    ],
)
def test_the_day_of_a_decision_is_not_that_from_which_it_holds(question: str, text: str, may: bool) -> None:
    assert may_date(evidence(text), understand(question, "de"), article(text)) is may


def test_since_some_time_is_no_time_when_something_was() -> None:
    told = "Er wartet „seit zwanzig Jahren“ darauf."
    assert not times_asked_for(told, date(2025, 5, 20), understand("Wann trat Kern zurück?", "de"))
    assert times_asked_for(told, date(2025, 5, 20), understand("Seit wann wartet Kern?", "de"))
