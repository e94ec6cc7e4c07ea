"""Money, in questions and in what may answer them."""

import pytest

from rag.prices import asks_price, has_money, may_be_price


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
