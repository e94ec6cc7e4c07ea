"""Follow-ups made to stand by themselves: by value, in both languages, on invented news."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Language
from index.language import detect
from index.words import stem, words
from rag.condense import condensed, standalone
from rag.types import Turn

CALL = ("Wann telefonierten Brandt und Osei zuletzt?", "Brandt und Osei telefonierten am 3. Mai 2024.")
HOSPITAL = ("Wer leitet das Klinikum Hemsried?", "Das Klinikum Hemsried leitet Ute Karsten.")
BRIDGE = ("Weshalb ist die Lindbrücke gesperrt?", "Wegen Rissen in den Tragseilen.")
TRIAL = ("Wofür wurde Rainer Holdt verurteilt?", "Wegen Betrugs in 14 Fällen.")
TRAIN = ("Wo entgleiste der Zug der Wendlandbahn?", "Bei Gorleben.")
CUP = ("Wer gewann den Seepokal?", "Der SV Aldern gewann den Seepokal.")
JOBS = ("Wie hoch ist die Arbeitslosigkeit in Bayern?", "Bei 3,4 Prozent.")
BUDGET = ("Wann wurde der Haushalt in Marlow beschlossen?", "Der Haushalt wurde am 12. Juni 2024 beschlossen.")
COACH = ("Wer ist neue Trainerin des FC Brennitz?", "Neue Trainerin ist Lena Vogelsang.")
MILL = ("Warum brannte die Papierfabrik in Holm?", "Ein Kurzschluss löste den Brand aus.")
HURT = ("Gab es Verletzte?", "Ja, zwölf.")
PHONED = ("When did Brandt and Osei speak on the phone?", "On 3 May 2024.")
CONVICTED = ("What was Rainer Holdt convicted of?", "Fraud in 14 cases.")
RUNS = ("Who runs the Hemsried hospital?", "Ute Karsten runs the Hemsried hospital.")
DERAILED = ("Where did the Wendland train derail?", "Near Gorleben.")
WON = ("Who won the Lake Cup?", "Aldern won the Lake Cup.")
BURNT = ("Why did the paper mill in Holm burn down?", "A short circuit caused the fire.")
RATE = ("What is the unemployment rate in Bavaria?", "3.4 percent.")


@pytest.mark.parametrize(
    ("turn", "question", "whole"),
    [
        (CALL, "Und wie lange?", "Wie lange telefonierten Brandt und Osei (3. Mai 2024)?"),
        (CALL, "Weshalb eigentlich?", "Weshalb telefonierten Brandt und Osei (3. Mai 2024)?"),
        (CALL, "Und wie lange hat es gedauert?",
         "Wie lange hat es gedauert (telefonierten Brandt und Osei, 3. Mai 2024)?"),
        (BUDGET, "Mit wie vielen Stimmen?",
         "Mit wie vielen Stimmen wurde der Haushalt in Marlow beschlossen (12. Juni 2024)?"),
        (BUDGET, "Und wann tritt er in Kraft?", "Wann tritt er in Kraft (der Haushalt in Marlow beschlossen)?"),
        (HOSPITAL, "Was sagte sie zum Streik?", "Was sagte Ute Karsten zum Streik?"),
        (HOSPITAL, "Wie lange läuft ihr Vertrag?", "Wie lange läuft ihr (Ute Karsten) Vertrag?"),
        (TRIAL, "Hat er Berufung eingelegt?", "Hat Rainer Holdt Berufung eingelegt?"),
        (TRIAL, "Wie hoch ist die Strafe?", "Wie hoch ist die Strafe (Rainer Holdt verurteilt)?"),
        (JOBS, "Und in Sachsen?", "Wie hoch ist die Arbeitslosigkeit in Sachsen?"),
        (MILL, "Wie hoch ist der Schaden?",
         "Wie hoch ist der Schaden (brannte die Papierfabrik in Holm, Ein Kurzschluss löste den Brand aus)?"),
    ],
)  # fmt: skip
def test_german_follow_ups(turn: Turn, question: str, whole: str) -> None:
    assert standalone(question, [turn], "de") == whole


@pytest.mark.parametrize(
    ("turn", "question", "whole"),
    [
        (PHONED, "Why?", "Why did Brandt and Osei speak on the phone (3 May 2024)?"),
        (PHONED, "And how long did it take?",
         "How long did it take (Brandt and Osei speak on the phone, 3 May 2024)?"),
        (PHONED, "Whom did Brandt call next?", "Whom did Brandt call next (Brandt and Osei speak on the phone)?"),
        (RUNS, "What did she say about the strike?", "What did Ute Karsten say about the strike?"),
        (RUNS, "How long is her contract?", "How long is her (Ute Karsten) contract?"),
        (CONVICTED, "Did he appeal?", "Did Rainer Holdt appeal?"),
        (CONVICTED, "What was the sentence?", "What was the sentence (Rainer Holdt convicted of)?"),
        (RATE, "And in Saxony?", "What is the unemployment rate in Saxony?"),
        (DERAILED, "How many people were injured?",
         "How many people were injured (the Wendland train derail, Near Gorleben)?"),
    ],
)  # fmt: skip
def test_english_follow_ups(turn: Turn, question: str, whole: str) -> None:
    assert standalone(question, [turn], "en") == whole


@pytest.mark.parametrize(
    ("last", "question", "whole"),
    [
        ("Was kostet ab Mai eine Tageskarte?", "Und das Monatsticket?", "Was kostet ab Mai das Monatsticket?"),
        ("Wann wird die Brücke gesperrt?", "Und der Tunnel?", "Wann wird der Tunnel gesperrt?"),
        ("Wie hoch war der Gewinn der Werft?", "Und der Umsatz?", "Wie hoch war der Umsatz der Werft?"),
        ("Wann hat die Partei den Vorsitzenden gewählt?", "Und den Stellvertreter?",
         "Wann hat die Partei den Stellvertreter gewählt?"),
        ("Wie hoch ist die Strafe für den Fahrer?", "Und die Haftstrafe?",
         "Wie hoch ist die Haftstrafe für den Fahrer?"),
        ("Wie viele Spieler hat der Verein?", "Und die Zuschauer?",
         "Die Zuschauer (Wie viele Spieler hat der Verein)?"),
        ("What does a day ticket cost from May?", "And the monthly pass?", "What does the monthly pass cost from May?"),
        ("How long will the bridge stay closed?", "And the tunnel?", "How long will the tunnel stay closed?"),
        ("When was the old bridge opened to traffic?", "What about the tunnel?",
         "When was the tunnel opened to traffic?"),
        ("Who runs the theatre?", "And the opera?", "Who runs the opera?"),
        ("When did the third call take place?", "And the meeting in Oslo?",
         "The meeting in Oslo (When did the third call take place)?"),
    ],
)  # fmt: skip
def test_a_noun_takes_the_place_of_the_one_that_was_asked_about(last: str, question: str, whole: str) -> None:
    assert standalone(question, [(last, "Das steht nicht in den Artikeln.")], detect(last)) == whole


def has_words(text: str, expected: str, lang: Language) -> bool:
    return {stem(word, lang) for word in words(expected)} <= {stem(word, lang) for word in words(text)}


@pytest.mark.parametrize(
    ("turn", "question", "expected"),
    [
        (CALL, "Wer war noch dabei?", "telefonierten Brandt Osei"), (HOSPITAL, "Seit wann?", "Hemsried Ute Karsten"),
        (BRIDGE, "Wie lange noch?", "Lindbrücke gesperrt"), (BRIDGE, "Was kostet die Reparatur?", "Lindbrücke"),
        (BRIDGE, "Was sagen die Anwohner dazu?", "Lindbrücke"), (BRIDGE, "Wer war dafuer?", "Lindbrücke"),
        (TRAIN, "Gab es Verletzte?", "Zug Wendlandbahn"), (TRAIN, "Wie viele Menschen kamen ums Leben?", "Zug"),
        (TRAIN, "Wie kam es dazu?", "Zug Wendlandbahn entgleiste"), (BUDGET, "Wer stimmte dagegen?", "Haushalt Marlow"),
        (BUDGET, "Wie begründete der Bürgermeister die Kürzungen?", "Haushalt Marlow"),
        (COACH, "Wen löst sie ab?", "Lena Vogelsang"), (COACH, "Und wer war ihr Vorgaenger?", "Vogelsang Vorgänger"),
        (MILL, "Wann soll die Fabrik wieder öffnen?", "Papierfabrik Holm"),
        (MILL, "Hat die Polizei jemanden festgenommen?", "Papierfabrik Holm"),
        (MILL, "Wie geht es weiter?", "Papierfabrik Holm"), (MILL, "Und wer die Halle?", "brannte Papierfabrik"),
    ],
)  # fmt: skip
def test_the_words_of_the_talk_that_a_german_question_lacks(turn: Turn, question: str, expected: str) -> None:
    assert has_words(standalone(question, [turn], "de"), expected, "de")


@pytest.mark.parametrize(
    ("turn", "question", "expected"),
    [
        (RUNS, "Since when?", "Hemsried hospital Ute Karsten"),
        (DERAILED, "Were there any casualties?", "train derail"),
        (BURNT, "Was anyone hurt?", "paper mill Holm"), (BURNT, "When will the mill reopen?", "paper Holm"),
        (BURNT, "What did the police say?", "paper mill Holm"), (BURNT, "What other reasons are there?", "paper mill"),
        (WON, "Who scored the winner?", "Lake Cup"), (WON, "What about women?", "Lake Cup"),
    ],
)  # fmt: skip
def test_the_words_of_the_talk_that_an_english_question_lacks(turn: Turn, question: str, expected: str) -> None:
    assert has_words(standalone(question, [turn], "en"), expected, "en")


def test_the_newest_topic_takes_the_place_of_the_old_one() -> None:
    for question in ("Gegen wen?", "Wie ging das Finale aus?"):
        whole = standalone(question, [TRAIN, CUP], "de")
        assert "Seepokal" in whole
        assert "Wendlandbahn" not in whole
    assert "Wendland" not in standalone("Who scored the winner?", [DERAILED, WON], "en")


def test_a_topic_stays_over_follow_ups() -> None:
    assert "Zug der Wendlandbahn" in standalone("Und wer trägt die Verantwortung?", [TRAIN, HURT], "de")


def test_both_topics_are_named_where_they_are_compared() -> None:
    talk = [("Tell me about the keto diet.", ""), ("What is paleo?", "")]
    assert (
        standalone("What do they have in common?", talk, "en") == "What do they have in common (paleo, the keto diet)?"
    )


def test_an_abstaining_answer_carries_no_topic() -> None:
    talk = [(BRIDGE[0], "Das steht nicht in den Artikeln.")]
    assert standalone("Wer hat das entschieden?", talk, "de") == "Wer hat das entschieden (die Lindbrücke gesperrt)?"
    talk = [(CONVICTED[0], "This is not in the articles.")]
    assert standalone("Who was the judge?", talk, "en") == "Who was the judge (Rainer Holdt convicted of)?"


def test_a_day_is_not_carried_where_another_day_is_asked_for() -> None:
    for question in ("Was geschah danach?", "Und wann trafen sie sich?"):
        assert "2024" not in standalone(question, [CALL], "de")


def test_a_number_is_carried_where_something_is_compared_with_it() -> None:
    talk = [("Wie hoch stand die Lind am 3. April?", "Bei 6,42 Metern.")]
    assert "6,42" in standalone("Has it ever been higher than that?", talk, "en")
    assert "6,42" not in standalone("Wer hat das gemessen?", talk, "de")


def test_an_english_follow_up_to_german_talk() -> None:
    assert standalone("And why?", [TRAIN], "en") == "Why (entgleiste der Zug der Wendlandbahn, Gorleben)?"


def test_without_talk_a_question_stays() -> None:
    assert standalone("Und warum?", [], "de") == "Und warum?"


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_any_talk_can_be_read(question: str, asked: str, answered: str) -> None:
    """What the question said itself is never lost."""
    assert "Was sagte" in standalone(f"Was sagte sie zu {question}", [(f"Wer ist {asked}", answered)], "de")
    assert "What did" in standalone(f"What did she say {question}", [(f"Who is {asked}", answered)], "en")


RISE = ("Was kostet die Fahrt in Marlow ab August?", "3,30 Euro.")
TALKS = ("Wie lange dauerten die Gespräche zwischen Kern und Brandt in Holm?", "Vier Stunden.")
TALKED = ("How long did the talks between Kern and Brandt in Holm take?", "Four hours.")
LEADS = ("Who is the mayor of Holm?", "Ute Karsten is the mayor of Holm.")


@pytest.mark.parametrize(
    ("turn", "question", "lang", "whole"),
    [
        (CUP, "Gegen wen?", "de", "Gegen wen gewann SV Aldern den Seepokal?"),
        (HOSPITAL, "Seit wann?", "de", "Seit wann leitet Ute Karsten das Klinikum Hemsried?"),
        (WON, "Against whom?", "en", "Against whom was it that Aldern won the Lake Cup?"),
        (LEADS, "Since when?", "en", "Since when is Ute Karsten the mayor of Holm?"),
        (TALKS, "Und die zwischen den Fachleuten im März?", "de",
         "Wie lange dauerten die Gespräche zwischen den Fachleuten im März in Holm?"),
        (TALKED, "And the ones between the experts in March?", "en",
         "How long did the talks between the experts in March in Holm take?"),
        (RISE, "Wann sind die Preise davor zuletzt gestiegen?", "de",
         "Wann sind die Preise davor zuletzt gestiegen (kostet die Fahrt in Marlow)?"),
    ],
)  # fmt: skip
def test_what_is_asked_of_the_same_ones_or_of_their_like(turn: Turn, question: str, lang: Language, whole: str) -> None:
    assert standalone(question, [turn], lang) == whole


@pytest.mark.parametrize(
    ("turn", "question", "lang", "put"),
    [
        (TRIAL, "Wie hoch ist die Strafe?", "de", "Wie hoch ist die Strafe?"),
        (CALL, "Und wie lange?", "de", "Wie lange telefonierten Brandt und Osei?"),
        (CALL, "Wie lange telefonierten Kern und Moll (am Montag)?", "de",
         "Wie lange telefonierten Kern und Moll (am Montag)?"),  # its own
        (TRIAL, "Seit wann?", "de", "Seit wann (Rainer Holdt verurteilt, Wegen Betrugs in 14 Fällen)?"),
    ],
)  # fmt: skip
def test_what_the_talk_adds_in_brackets_is_not_put_to_a_model(
    turn: Turn, question: str, lang: Language, put: str
) -> None:
    assert condensed(question, [turn], lang).put == put
