"""Numbers in the notation of the answer's language, and relative days with their date."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Language
from rag.numerals import numbers
from rag.types import Evidence
from rag.wording import answering_whether, in_own_units, localised, with_days


@pytest.mark.parametrize(
    ("sentence", "quote", "lang", "source", "put"),
    [
        ("8,412 Zuschauer kamen.", "A crowd of 8,412 came.", "de", "en", "8.412 Zuschauer kamen."),
        ("8.412 Zuschauer kamen.", "A crowd of 8,412 came.", "de", "en", "8.412 Zuschauer kamen."),
        ("It costs 3,30 euros.", "Das kostet 3,30 Euro.", "en", "de", "It costs 3.30 euros."),
        ("It costs 1.200,50 euros.", "Das kostet 1.200,50 Euro.", "en", "de", "It costs 1,200.50 euros."),
        ("Das kostet 3.30 Euro.", "Das kostet 3,30 Euro.", "de", "de", "Das kostet 3,30 Euro."),
        ("Das kostet 3,30 Euro.", "Das kostet 3,30 Euro.", "de", "de", "Das kostet 3,30 Euro."),
        ("It began at 4.30 Uhr.", "Es begann um 4.30 Uhr.", "en", "de", "It began at 4.30 Uhr."),
        ("It was on 12.02.2025.", "Es war am 12.02.2025.", "en", "de", "It was on 12.02.2025."),
        ("Es waren 12 von 340.", "It was 12 of 340.", "de", "en", "Es waren 12 von 340."),
        ("Er wuchs um 2.5 Prozent.", "It grew by 3.5 per cent.", "de", "en", "Er wuchs um 2.5 Prozent."),
    ],
)
def test_localised(sentence: str, quote: str, lang: Language, source: Language, put: str) -> None:
    assert localised(sentence, quote, lang, source) == put


@given(st.integers(1_000, 9_999_999))
def test_a_localised_number_is_still_the_same(number: int) -> None:
    english = f"{number:,}"
    put = localised(f"Es waren {english} Leute.", f"It was {english} people.", "de", "en")
    assert numbers(put) == {str(number)}
    assert "," not in put


def source(text: str, event: date | None) -> Evidence:
    return Evidence("a", "Titel", None, date(2025, 5, 20), event, text, 0, len(text), 1.0)


@pytest.mark.parametrize(
    ("sentence", "lang", "asks_when", "event", "put"),
    [
        ("Sie trafen sich am Montag.", "de", False, date(2025, 5, 19), "Sie trafen sich am Montag (= 19. Mai 2025)."),
        ("They met on Monday in Riga.", "en", False, date(2025, 5, 19), "They met on Monday (= 19 May 2025) in Riga."),
        ("Sie trafen sich am Montag, dem 19. Mai 2025.", "de", True, date(2025, 5, 19),
         "Sie trafen sich am Montag, dem 19. Mai 2025."),
        ("Sie trafen sich in Riga.", "de", True, date(2025, 5, 19), "Sie trafen sich in Riga (19. Mai 2025)."),
        ("Sie trafen sich in Riga.", "de", False, date(2025, 5, 19), "Sie trafen sich in Riga."),
        ("Sie trafen sich im März.", "de", True, date(2025, 5, 19), "Sie trafen sich im März."),
        ("They met in May.", "en", True, date(2025, 5, 19), "They met in May (19 May 2025)."),
        ("Sie trafen sich in Riga.", "de", True, None, "Sie trafen sich in Riga."),
    ],
)  # fmt: skip
def test_with_days(sentence: str, lang: Language, asks_when: bool, event: date | None, put: str) -> None:
    assert with_days(sentence, source(sentence, event), lang, asks_when=asks_when) == put


@pytest.mark.parametrize(
    ("sentence", "question", "told"),
    [
        ("Ja, Redeten sie sich mit Vornamen an.", "Redeten sie sich mit Vornamen an?",
         "Ja, redeten sie sich mit Vornamen an."),
        ("Nein, Holm siegte nicht.", "Hat Holm gesiegt?", "Nein, Holm siegte nicht."),
        ("Yes, Did they meet.", "Did they meet?", "Yes, did they meet."), ("Yes.", "Did they meet?", "Yes."),
    ],
)  # fmt: skip
def test_the_questions_first_word_is_small_behind_yes(sentence: str, question: str, told: str) -> None:
    assert answering_whether(sentence, question) == told


@pytest.mark.parametrize(
    ("sentence", "lang", "put"),
    [
        ("Der Preis ist 3.2 US cents.", "de", "Der Preis ist 3.2 US Cent."),
        ("Es sind 4 billion.", "de", "Es sind 4 Milliarden."),
        ("It costs 3,2 Millionen Euro.", "en", "It costs 3,2 million euros."),
        ("It took 3 Stunden.", "en", "It took 3 hours."),
        ("Es dauerte 3 Stunden.", "de", "Es dauerte 3 Stunden."),
        ("Das Werk Cents ist zu.", "de", "Das Werk Cents ist zu."),
        ("In 2 Menschen is a play.", "de", "In 2 Menschen is a play."),
    ],
)  # fmt: skip
def test_units_that_were_left_in_the_other_language(sentence: str, lang: Language, put: str) -> None:
    assert in_own_units(sentence, lang) == put
