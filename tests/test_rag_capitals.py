"""Capitals that stand for governments, and the countries that texts have in their place."""

import pytest

from rag.capitals import country_in, is_government


@pytest.mark.parametrize(
    ("run", "question", "expected"),
    [
        ("Kiew", "Wann verhandelten Moskau und Kiew?", True),
        ("Moskau", "Wann verhandelten Moskau und Kiew?", True),
        ("The Hague", "When did The Hague agree?", True),
        ("Kyiv", "What did Kyiv demand?", True),
        ("Moskau", "Wann trafen sie sich in Moskau?", False),
        ("Moskau", "Wer flog nach Moskau?", False),
        ("Washington", "Who travelled to Washington?", False),
        ("Istanbul", "Was will Istanbul?", False),
        ("Merkel", "Was will Merkel?", False),
    ],
)
def test_a_capital_that_is_no_place_there_may_be_a_government(run: str, question: str, expected: bool) -> None:
    assert is_government(run.split(), question) is expected


@pytest.mark.parametrize(
    ("run", "text", "expected"),
    [
        ("Kiew", "Verhandlungen zwischen Russland und der Ukraine", True),
        ("Kyiv", "Die ukrainische Seite lehnte ab.", True),
        ("Moskau", "The Russian side refused.", True),
        ("Beijing", "Die Regierung in China schweigt.", True),
        ("Kiew", "Die russische Seite lehnte ab.", False),
        ("Merkel", "Deutschland lehnte ab.", False),
    ],
)
def test_the_country_of_a_capital(run: str, text: str, expected: bool) -> None:
    assert country_in(run.split(), text) is expected
