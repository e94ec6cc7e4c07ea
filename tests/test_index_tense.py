"""The tense around the word in brackets."""

import pytest

from index.tense import tense


def around(sentence: str) -> str | None:
    before, _, rest = sentence.partition("[")
    inside, _, after = rest.partition("]")
    return tense(before + inside + after, len(before), len(before) + len(inside))


@pytest.mark.parametrize(
    "sentence",
    [
        "Er sagte am [Montag], er werde kommen.",
        "Der Mann soll am [Montag] seine Frau getötet haben.",
        "Sie ist am [Samstag] in Bozen gestorben.",
        "Am [Freitag] sind zwei Häuser abgebrannt.",
        "Die Polizei nahm am [Freitag] zwei Männer fest.",
        "Am [Samstag] gewann der Verein mit 3:1.",
        "Wäre er am [Samstag] weiter gesprungen, hätte er gewonnen.",
        "Das Gericht verurteilte ihn am [Mittwoch] zu einer Strafe.",
        "He was arrested on [Monday].",
        "Prices fell on [Friday].",
        "She told reporters on [Tuesday] that she would leave.",
        "The club won on [Sunday] and lost again.",
        "The road had to be closed on [Monday].",
        "Am [Montag] bin ich nach Rom geflogen.",
    ],
)
def test_past(sentence: str) -> None:
    assert around(sentence) == "past"


@pytest.mark.parametrize(
    "sentence",
    [
        "Er soll am [Montag] kommen.",
        "Man rechnet damit, dass der Fluss spätestens am [Sonntag] über die Ufer tritt.",
        "Am [Samstag] findet das Fest statt.",
        "Das Konzert beginnt am [Freitag] um 20 Uhr.",
        "Am [Donnerstag] wird gewählt.",
        "Der Prozess ist für [Dienstag] angesetzt.",
        "Am [Samstag] trifft die Mannschaft auf den Meister.",
        "Die Partei kündigte an, am [Freitag] abzustimmen und dann aufzubrechen.",
        "The court is to decide on [Friday].",
        "They agreed to meet on [Monday].",
        "The festival starts on [Saturday].",
        "He said he would travel on [Thursday].",
        "The museum will be formally opened on [Friday].",
        "The funeral is to be held on [Saturday].",
        "Das Treffen finde am [Freitag] statt.",
        "Am [Montag] bin ich in Rom.",
    ],
)
def test_future(sentence: str) -> None:
    assert around(sentence) == "future"


@pytest.mark.parametrize("sentence", ["am [Montag]", "Das Spiel am [Freitag]", "The game on [Friday]", ""])
def test_no_sign(sentence: str) -> None:
    assert around(sentence) is None


def test_the_next_sentence_does_not_count() -> None:
    assert around("Die Wahl am [Montag]. Er sagte nichts.") is None
    assert around("Er sagte nichts. Die Wahl am [Montag]") is None


def test_ordinals_and_abbreviations_end_no_sentence() -> None:
    assert around("Er starb am 3. Mai, dem [Montag]") == "past"
    assert around("Gestorben ist Dr. Huber, er ist am [Montag] begraben worden.") == "past"
