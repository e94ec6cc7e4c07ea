"""What numbers count, and when two of them are one told differently."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Language
from rag.counts import Fact, agree, asked_kinds, facts


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("de", "Bei dem Brand starben neun Menschen, 30 wurden verletzt.", ["dead 9", "injured 30"]),
        ("de", "Es gab acht Tote und 17 Schwerverletzte, zwei werden vermisst.", ["dead 8", "injured 17"]),
        ("de", "Zum Zeitpunkt des Unglücks waren 150 Menschen an Bord, neun starben.", ["=mensch 150", "dead 9"]),
        ("de", "Zwölf Menschen wurden bei dem Unfall im Nebel schwer verletzt.", ["injured 12"]),
        ("de", "Die Zahl der Toten stieg bis zum Abend auf zwölf.", ["dead 12"]),
        ("en", "The death toll rose to 12.", ["dead 12"]),
        ("en", "The fire killed 11 people, including three children.", ["dead 11"]),
        ("en", "The fine is €4.2m, or 3.5 per cent of sales.", ["euro 4200000", "percent 3.5"]),
        ("de", "Der Umsatz stieg um 3 Prozent auf 951 Mio. Euro.", ["percent 3 by", "euro 951000000"]),
        ("de", "Der Turm kostet rund vier Millionen Euro.", ["euro 4000000 about"]),
        ("de", "Sie sprachen zweieinhalb Stunden.", ["minutes 150 about"]),
        ("en", "The 40-minute call came during the 30-day truce.", ["minutes 40 about"]),
        ("de", "Am 3. Mai kamen 24 Ratsmitglieder, darunter drei Frauen.", ["=ratsmitglied 24"]),
        ("de", "Die Strafe beträgt zwischen 500 und 1000 Euro.", []),
        ("de", "Der zweite Mann war ein Zeuge, der elfstündige Streik ein Fehler.", []),
        ("de", "Einen Tag nach der Wahl, zwei Tage vor dem Fest.", []),
        ("de", "Die Fahrt kostet drei Euro pro Person.", []),
    ],
)
def test_what_numbers_count(lang: Language, text: str, found: list[str]) -> None:
    assert [_told(fact) for fact in facts(text, lang)] == found


def _told(fact: Fact) -> str:
    value = int(fact.value) if fact.value % 1 == 0 else fact.value
    return f"{fact.kind} {value}{' about' * fact.about}{' by' * fact.by}"


@pytest.mark.parametrize(
    ("lang", "question", "kinds"),
    [
        ("de", "Wie viele Menschen starben bei dem Brand?", {"dead"}),
        ("en", "How many people were injured?", {"injured"}),
        ("en", "How many ships burned?", {"=ship"}),
        ("de", "Wie viele alte Häuser brannten?", {"=haus"}),
        ("de", "Wie viel Prozent stimmten zu?", {"percent"}),
        ("de", "Wie viele Menschen wurden getötet oder verletzt?", set()),
    ],
)
def test_what_a_question_wants_counted(lang: Language, question: str, kinds: set[str]) -> None:
    assert asked_kinds(question, lang) == kinds


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Fact("dead", Decimal(9)), Fact("dead", Decimal(12)), False),
        (Fact("dead", Decimal(9)), Fact("dead", Decimal(8), about=True, least=True), True),
        (Fact("dead", Decimal(9)), Fact("dead", Decimal(20), about=True, least=True), False),
        (Fact("dead", Decimal(20)), Fact("dead", Decimal(50), about=True, most=True), True),
        (Fact("euro", Decimal(1187)), Fact("euro", Decimal(1200)), True),
        (Fact("euro", Decimal(1187)), Fact("euro", Decimal(1300)), False),
        (Fact("percent", Decimal("47.3")), Fact("percent", Decimal(47)), True),
        (Fact("percent", Decimal("3.25")), Fact("percent", Decimal("3.5")), False),
        (Fact("percent", Decimal(3), by=True), Fact("percent", Decimal(5)), True),
    ],
)
def test_when_values_agree(one: Fact, other: Fact, expected: bool) -> None:
    assert agree(one, other) is agree(other, one) is expected


@given(st.text(), st.sampled_from(["de", "en"]))
def test_any_text_can_be_read(text: str, lang: Language) -> None:
    assert all(fact.value >= 0 for fact in facts(text, lang))


@given(st.decimals(0, 10**9, places=2), st.decimals(0, 10**9, places=2))
def test_a_value_agrees_with_itself_and_both_ways(one: Decimal, other: Decimal) -> None:
    first, second = Fact("euro", one), Fact("euro", other)
    assert agree(first, first)
    assert agree(first, second) == agree(second, first)
