"""Money, in questions and in what may answer them."""

import pytest

from index.article import Language
from rag.kinds import answers
from rag.prices import asks_price, has_money, may_be_price
from rag.understand import understand


@pytest.mark.parametrize(
    "text",
    [
        "3,4 Mio. Euro", "$5", "£2m", "5 US-Dollar", "12 Franken", "300 Zloty", "tausend Rubel", "200 rupees",
        "zehn tschechische Kronen", "99 Cent", "40 pence", "EUR 12",
    ],
)  # fmt: skip
def test_money(text: str) -> None:
    assert has_money(text)
    assert may_be_price(text)


@pytest.mark.parametrize("text", ["33 days", "eine 33-tägige Reise", "Real Madrid", "12 Prozent", "340 Leute"])
def test_no_money(text: str) -> None:
    assert not has_money(text)


def test_a_price_may_rise_by_a_share() -> None:
    assert may_be_price("Sie steigen um 4 Prozent.")


@pytest.mark.parametrize(
    ("question", "price"),
    [
        ("Was kostet die Reise?", True), ("How much did the voyage cost?", True), ("Wie hoch ist der Eintritt?", True),
        ("Wie hoch ist der Turm?", False), ("How far is it?", False),
    ],
)  # fmt: skip
def test_who_asks_for_a_price(question: str, price: bool) -> None:
    assert asks_price(question) is price


@pytest.mark.parametrize(
    ("question", "lang", "sentence", "does"),
    [
        ("How much did the voyage cost?", "en", "The ship left on a 33-day voyage.", False),
        ("How much did the voyage cost?", "en", "The voyage cost 33 dollars.", True),
        ("Was kostete die Reise?", "de", "Die Reise dauerte 33 Tage.", False),
        ("Um wie viel Prozent stiegen die Preise?", "de", "Sie stiegen um 4 Prozent.", True),
        ("Wie viele Leute zahlten Eintritt?", "de", "Es waren 340 Besucher.", True),
        ("How long did the paid leave last?", "en", "It was 33 days.", True),
        ("Was kostet die Fähre?", "de", "Die Fähre ist kostenlos.", True),
        ("How much is the fare?", "en", "The ferry is free of charge.", True),
        ("How many people paid?", "en", "The ferry is free of charge.", False),
        ("Wie hoch ist der Turm?", "de", "Der Eintritt ist frei.", False),
        ("Wie hoch ist der Turm?", "de", "Züge fahren dort 60 Kilometer pro Stunde.", False),
        ("Wie hoch ist der Turm?", "de", "Er ist 60 Meter hoch, der Wind dort 90 km/h schnell.", True),
        ("Wie schnell fahren die Züge?", "de", "Züge fahren dort 60 km/h.", True),
        ("How high is the speed limit?", "en", "Trains do 60 miles per hour.", True),
    ],
)
def test_a_price_is_answered_by_money(question: str, lang: Language, sentence: str, does: bool) -> None:
    assert answers(sentence, understand(question, lang)) is does
