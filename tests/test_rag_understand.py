"""What a question asks for, in both languages and with varied wording."""

from dataclasses import replace
from datetime import date

import pytest

from index.article import Language
from index.errors import QuestionError
from rag.period import Period
from rag.types import Turn
from rag.understand import MAX_CHARS, Order, checked, language_of, understand

WEDNESDAY = date(2025, 5, 21)
TALK: list[Turn] = [("Wann telefonierten Merkel und Putin?", "Am 3. Mai 2018.")]
ENGLISH_TALK: list[Turn] = [("When did Merkel call Putin?", "On 3 May 2018.")]


@pytest.mark.parametrize(
    ("question", "lang", "order"),
    [
        ("Wann haben sie zuletzt telefoniert?", "de", "latest"),
        ("Was ergab das jüngste Treffen?", "de", "latest"),
        ("Wie hoch war der neueste Wert?", "de", "latest"),
        ("Wann war die letzte Wahl?", "de", "latest"),
        ("When did they last meet?", "en", "latest"),
        ("What was the most recent result?", "en", "latest"),
        ("Wann haben sie erstmals telefoniert?", "de", "earliest"),
        ("Wann fand das erste Treffen statt?", "de", "earliest"),
        ("When did they first meet?", "en", "earliest"),
        ("What is the earliest report?", "en", "earliest"),
        ("Who is the First Lady?", "en", None),
        ("Wie endete die erste Halbzeit?", "de", None),
        ("Wann trafen sie sich?", "de", None),
        ("How long did the strike last?", "en", None), ("How long did it last in May?", "en", None),
        ("How long did they talk last?", "en", "latest"), ("How long did the last strike last?", "en", "latest"),
        ("Until when will the strike last?", "en", None), ("Wer führt den Verein fürs Erste?", "de", None),
        ("Who led at first?", "en", None), ("What was the first aid?", "en", None),
    ],
)  # fmt: skip
def test_order(question: str, lang: Language, order: Order | None) -> None:
    assert understand(question, lang).order == order


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Wann trafen sie sich?", "when"), ("An welchem Tag trafen sie sich?", "when"), ("When did they meet?", "when"),
        ("On which day did they meet?", "when"), ("Wie lange dauerte es?", "how_long"),
        ("How long was it?", "how_long"),
        ("Wie viele Menschen kamen?", "how_many"), ("Wieviel kostet das?", "how_many"),
        ("Wie hoch ist er?", "how_many"),
        ("How many people came?", "how_many"), ("How much is it?", "how_many"), ("Wie groß ist er?", "how_many"),
        ("Welche Summe wurde gezahlt?", "how_many"), ("Welche Ablösesumme zahlte er?", "how_many"),
        ("Was kostet das Ticket?", "how_many"), ("Was soll die Sanierung kosten?", "how_many"),
        ("Was hat der Umbau gekostet?", "how_many"), ("Was müsste ich dort bezahlen?", "how_many"),
        ("What will the repair cost?", "how_many"), ("What do adults pay?", "how_many"),
        ("Was sagte Kern zu den Kosten?", ""), ("What did Kern pay attention to?", ""),
        ("Preis für eine Fahrt ab Mai?", "how_many"),
        ("What was the average speed?", "how_many"), ("Price of a ticket from May?", "how_many"),
        ("Which company cut its costs?", ""), ("What happened at the rate decision?", ""),
        ("What cost her the job?", ""), ("Welchen Preis gewann die Autorin?", ""), ("Wer kam?", ""), ("Who came?", ""),
        ("Warum lange warten?", ""),
    ],
)  # fmt: skip
def test_kind_of_answer(question: str, asked: str) -> None:
    found = understand(question, "de")
    kinds = {"when": found.asks_when, "how_long": found.asks_how_long, "how_many": found.asks_how_many}
    assert [kind for kind, wanted in kinds.items() if wanted] == ([asked] if asked else [])


def test_the_standalone_question_is_searched_and_the_asked_one_decides() -> None:
    found = understand("Und zuletzt?", "de", "Wann trafen sie sich?")
    assert (found.question, found.order) == ("Wann trafen sie sich?", "latest")
    assert understand("Wann trafen sie sich zuletzt?", "de").topic.split() == ["Wann", "trafen", "sie", "sich", "?"]


@pytest.mark.parametrize(
    "question",
    [
        "Wie oft tagten sie in den letzten drei Jahren?", "How often did they meet in the last three years?",
        "Wer kam im ersten Quartal 2025?", "Who came in the first half of 2024?", "Was geschah letzte Woche?",
        "What happened last Tuesday?",
    ],
)  # fmt: skip
def test_a_time_is_no_order(question: str) -> None:
    assert understand(question, "de", today=WEDNESDAY).order is None
    assert understand(question, "de").order is None


def test_a_time_does_not_hide_the_order() -> None:
    assert understand("Wann tagten sie im letzten Jahr zuletzt?", "de").order == "latest"
    assert understand("When did they first meet last year?", "en").order == "earliest"


def test_the_period_is_that_of_the_standalone_question_seen_from_today() -> None:
    found = understand("Und im März?", "de", "Wer trat im März zurück?", WEDNESDAY)
    assert found.period == Period(date(2025, 3, 1), date(2025, 3, 31))
    assert understand("Who stepped down in March?", "en").period is None
    assert understand("Who stepped down before 2024?", "en").period == Period(date.min, date(2023, 12, 31))


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Wie oft streikten die Fahrer im März 2024?", "Wie oft streikten die Fahrer im ?"),
        ("When did the drivers last strike in March?", "When did the drivers strike in ?"),
        ("Wann streikten die Fahrer in Köln erstmals?", "Wann streikten die Fahrer in Köln ?"),
        ("Where did the drivers meet yesterday and in 2023?", "Where did the drivers meet and in ?"),
        ("Warum streikten die Fahrer?", "Warum streikten die Fahrer?"),
    ],
)
def test_the_topic_is_without_times(question: str, topic: str) -> None:
    assert " ".join(understand(question, "de", today=WEDNESDAY).topic.split()) == topic


@pytest.mark.parametrize(
    ("question", "often", "days"),
    [
        ("Wie oft tagte der Rat?", True, False), ("Wie häufig tagte der Rat?", True, False),
        ("Wie haeufig tagte der Rat?", True, False), ("Wie viele Male tagte der Rat?", True, False),
        ("How often did the council meet?", True, False), ("How many times did they meet?", True, False),
        ("An welchen Tagen tagte der Rat?", False, True), ("On which days did the council meet?", False, True),
        ("What dates did they pick?", False, True), ("An welchem Tag tagte der Rat?", False, False),
        ("Wie viele Mitglieder hat der Rat?", False, False), ("How many timeouts are left?", False, False),
        ("On which day did they meet?", False, False), ("Who often meets them?", False, False),
    ],
)  # fmt: skip
def test_asking_for_all(question: str, often: bool, days: bool) -> None:
    found = understand(question, "de")
    assert (found.asks_how_often, found.asks_which_days, found.asks_for_all) == (often, days, often or days)


@pytest.mark.parametrize(
    ("question", "order"),
    [
        ("Wann tagten sie zum ersten Mal?", "earliest"), ("Wann tagten sie zum ersten Mal seit 2022?", None),
        ("When did they meet for the first time since March 2022?", None), ("When did they first meet?", "earliest"),
    ],
)  # fmt: skip
def test_what_comes_again_after_a_time_is_not_the_first_of_all(question: str, order: str | None) -> None:
    found = understand(question, "de", today=WEDNESDAY)
    assert (found.order, found.period) == (order, None)


@pytest.mark.parametrize(
    ("question", "timed"),
    [
        ("Wann tagte der Rat zuletzt?", True), ("When was the first session?", True), ("Wie oft tagte der Rat?", True),
        ("On which days did they meet?", True), ("Wann tagte der Rat im März?", True),
        ("When did they meet before May 2024?", True), ("Wann tagte der Rat?", False),
        ("Wann wird der Rat tagen?", False),
        ("When is the council to meet?", False), ("When is the next session?", False),
        ("Wer leitete den Rat im März?", False), ("How long was the session in May 2024?", False),
    ],
)  # fmt: skip
def test_is_timed(question: str, timed: bool) -> None:
    assert understand(question, "de", today=WEDNESDAY).is_timed is timed


def test_with_an_order_one_event_is_asked_for() -> None:
    assert not understand("Wie oft tagte der Rat zuletzt?", "de").asks_for_all


def test_language_of() -> None:
    assert language_of("Wie lange dauerte das Gespräch?", ENGLISH_TALK) == "de"
    assert language_of("How long did the call last?", TALK) == "en"
    assert language_of("Putin?", ENGLISH_TALK) == "en"
    assert language_of("Putin?", TALK) == "de"
    assert language_of("Putin?", []) == "de"


def test_checked() -> None:
    assert checked("  Wann\n war  es? ") == "Wann war es?"
    assert len(checked("a" * MAX_CHARS)) == MAX_CHARS


@pytest.mark.parametrize("question", ["", " \n", "?!", "—"])
def test_nothing_asked(question: str) -> None:
    with pytest.raises(QuestionError, match="found none"):
        checked(question)


def test_too_long_a_question() -> None:
    with pytest.raises(QuestionError, match=f"at most {MAX_CHARS} characters is expected, found {MAX_CHARS + 1}"):
        checked("a" * (MAX_CHARS + 1))


@pytest.mark.parametrize(
    ("question", "window"),
    [
        ("Wer traf sich am 19. März 2025?", (date(2025, 3, 19), date(2025, 3, 26))),
        ("Who met in March 2025?", (date(2025, 3, 1), date(2025, 4, 7))),
        ("Who met before March 2025?", None),
        ("Wer traf sich 2025?", None),
        ("Wer traf sich?", None),
    ],
)
def test_window_in_which_a_short_period_is_reported(question: str, window: tuple[date, date] | None) -> None:
    assert understand(question, "en" if question.startswith("Who") else "de").window == window


@pytest.mark.parametrize(
    ("question", "lang", "order"),
    [
        ("When did the bank begin to cut its rate?", "en", "earliest"),
        ("When did they start building?", "en", "earliest"),
        ("Wann begannen sie, die Brücke zu bauen?", "de", "earliest"), ("Wann begann der Prozess?", "de", None),
        ("When did the trial begin?", "en", None), ("Who began to sing?", "en", None),
        ("When did they last begin to negotiate?", "en", "latest"),
    ],
)  # fmt: skip
def test_when_something_was_begun_asks_for_the_first_time(question: str, lang: Language, order: Order | None) -> None:
    assert understand(question, lang).order == order


@pytest.mark.parametrize(
    ("question", "alone"),
    [
        ("Wann haben sie zuletzt telefoniert?", True),
        ("When did they last phone?", True),
        ("An welchem Tag im März telefonierten sie und wie lange?", False),
        ("When did they last meet, and who was there?", False),
        ("Wann haben sie telefoniert?", True),
        ("Wie oft haben sie 2025 telefoniert?", False),
    ],
)
def test_who_asks_for_a_time_and_nothing_else(question: str, alone: bool) -> None:
    assert understand(question, "en" if question.startswith("When") else "de").asks_only_when is alone


@pytest.mark.parametrize(
    ("question", "until"),
    [
        ("Bis wann gilt das?", True), ("Bis zu welchem Tag gilt das?", True), ("By what date is it due?", True),
        ("Until when does it run?", True), ("Wann gilt das bis Mai?", False), ("When was it run by Ann?", False),
    ],
)  # fmt: skip
def test_who_asks_for_the_end_of_something(question: str, until: bool) -> None:
    assert understand(question, "de").asks_until_when is until


@pytest.mark.parametrize(
    ("question", "back"),
    [
        ("Wann hat der Rat getagt?", True),
        ("An welchem Tag im März wurde die Brücke gesperrt?", True),
        ("When did they meet?", True),
        ("Wann wird der Rat tagen?", False),
        ("Wann beginnt das Fest?", False),
        ("When will it open?", False),
    ],
)
def test_what_looks_back_at_a_day(question: str, back: bool) -> None:
    assert understand(question, "de").looks_back is back


@pytest.mark.parametrize(
    ("question", "lang", "counted"),
    [
        ("How many ferry accidents were there in 2023?", "en", "accidents"),
        ("How many people were hurt?", "en", "people"),
        ("How many members does the club have?", "en", "members"),
        ("How many of the children came?", "en", "children"),
        ("Wie viele Menschen kamen?", "de", "Menschen"),
        ("Wie viele verletzte Personen gab es?", "de", "Personen"),
        ("Wie viele der Mitglieder stimmten zu?", "de", "Mitglieder"),
        ("How much does it cost?", "en", None),
    ],
)
def test_what_is_counted(question: str, lang: Language, counted: str | None) -> None:
    assert understand(question, lang).counted == counted


@pytest.mark.parametrize(
    ("question", "when"),
    [
        ("What is the date of the vote?", True),
        ("What was the exact date of the vote?", True),
        ("Was ist das Datum der Wahl?", True),
        ("Wie lautet das genaue Datum der Wahl?", True),
        ("What is the vote about?", False),
        ("What was the first thing to date?", False),
    ],
)
def test_a_date_is_asked_for_by_that_word_too(question: str, when: bool) -> None:
    assert understand(question, language_of(question, ())).asks_date is when


@pytest.mark.parametrize(
    ("question", "whether"),
    [
        ("Haben sie telefoniert?", True),
        ("Nannte er einen Grund?", True),
        ("Wieviele Drohnen flogen nach Holm?", False),
        ("Nennen Sie einen Grund?", False),
        ("Name one reason?", False),
    ],
)
def test_yes_or_no_is_asked_without_a_question_word(question: str, whether: bool) -> None:
    assert understand(question, language_of(question, ())).asks_whether is whether


@pytest.mark.parametrize(
    ("question", "lang", "noun"),
    [
        ("Was kostet die Monatskarte ab August?", "de", "Monatskarte"),
        ("Was kostet ab August ein Einzelfahrschein?", "de", "Einzelfahrschein"),
        ("Wie teuer ist der neue Turm?", "de", "Turm"), ("Wie hoch ist die Zugspitze?", "de", "Zugspitze"),
        ("Was kostet es?", "de", None), ("Wo ist die Monatskarte?", "de", None),
        ("How much does a single ticket cost?", "en", "ticket"), ("How high is the new tower in Holm?", "en", "tower"),
        ("How high is it?", "en", None), ("How long was the call?", "en", None),
    ],
)  # fmt: skip
def test_what_is_measured(question: str, lang: Language, noun: str | None) -> None:
    assert understand(question, lang).measured == noun


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("Wer baut die Brücke?", True), ("Which company builds the bridge?", True), ("What team won?", True),
        ("Welche dänische Baufirma baut die Brücke?", True), ("In welcher Partei ist sie?", True),
        ("Which two presidents are to meet?", True), ("Welche Parteien regieren?", True),
        ("Welche Bürgermeisterin siegte?", True), ("Welche Präsidentschaft begann?", False),
        ("Welches Ergebnis hatte das Spiel?", False), ("Which parts of the bridge are cracked?", False),
        ("Which probe was launched last?", True), ("Welche Zeitung schrieb das?", True),
        ("Welche Farbe hat sie?", False),
        ("Wie heißt der neue Hafenmeister?", True), ("Wie heißt die Hauptstadt?", False), ("Wie heiß ist es?", False),
        ("What is the name of the new mayor?", True),
    ],
)  # fmt: skip
def test_what_asks_for_a_name(question: str, who: bool) -> None:
    assert understand(question, "de").asks_who is who


@pytest.mark.parametrize(
    ("question", "ahead"),
    [
        ("What does the mayor want to do?", True), ("What does she want to do first?", True), ("Was möchte er?", True),
        ("Wann sollte sie nach Rom fahren?", True), ("When was she meant to go to Rome?", True),
        ("When did she go to Rome?", False), ("What did she want?", False), ("Wer möbliert das Haus?", False),
    ],
)  # fmt: skip
def test_what_looks_ahead(question: str, ahead: bool) -> None:
    assert understand(question, "en").looks_ahead is ahead


@pytest.mark.parametrize(
    ("question", "lang", "only_when", "whether"),
    [
        ("When was the bridge closed?", "en", True, False), ("What day was it?", "en", True, False),
        ("Was the bridge closed?", "en", False, True), ("When and where was it closed?", "en", False, False),
        ("Wann war das?", "de", True, False), ("Was war das?", "de", False, False),
        ("Wann und was war das?", "de", False, False),
    ],
)  # fmt: skip
def test_was_asks_nothing_in_english(question: str, lang: Language, only_when: bool, whether: bool) -> None:
    asked = understand(question, lang)
    assert asked.asks_only_when is only_when
    assert asked.asks_whether is whether


@pytest.mark.parametrize(
    ("question", "is_timed"),
    [
        ("What became of the trip that Kern announced on 17 February?", False),
        ("What became of the trip announced on 17 February?", False),
        ("Was wurde aus der Reise, die Kern am 17. Februar angekündigt hatte?", False),
        ("Was wurde aus der am 17. Februar angekündigten Reise?", False),
        ("What was announced on 17 February?", True), ("Was hat Kern am 17. Februar angekündigt?", True),
        ("What became of the trip of 17 February?", True),
    ],
)  # fmt: skip
def test_when_something_was_announced_is_not_when_it_was(question: str, is_timed: bool) -> None:
    assert (understand(question, "en", today=date(2025, 5, 1)).period is not None) is is_timed


def test_a_model_reads_the_question_as_it_was_put() -> None:
    whole = understand("Wie lange?", "de", "Wie lange dauerte das (3. Mai 2024)?")
    assert (whole.read, replace(whole, put="Wie lange dauerte das?").read) == (whole.question, "Wie lange dauerte das?")
