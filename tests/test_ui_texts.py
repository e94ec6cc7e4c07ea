from dataclasses import fields
from datetime import date
from string import Formatter

import pytest

from index.article import Language
from ui.texts import DE, EN, choose_language

MAY_BE_EQUAL = {"seconds"}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_word_is_there_in_both_languages_with_the_same_placeholders() -> None:
    for field in fields(DE):
        german, english = getattr(DE, field.name), getattr(EN, field.name)
        assert german, field.name
        assert english, field.name
        assert german != english or field.name in MAY_BE_EQUAL, f"{field.name} was not translated"
        if isinstance(german, str):
            assert placeholders(german) == placeholders(english), field.name


@pytest.mark.parametrize(
    ("preference", "expected"),
    [
        ("de", "de"), ("de-AT", "de"), ("DE-CH", "de"), ("de_DE.UTF-8", "de"), ("en-GB", "en"), ("fr", "en"),
        ("den", "en"), ("", "en"), (None, "en"), ("C.UTF-8", "en"),
    ],
)  # fmt: skip
def test_the_language_follows_the_browser(preference: str | None, expected: Language) -> None:
    assert choose_language(preference) == expected


def test_days_and_numbers_are_written_as_the_language_does() -> None:
    assert DE.day(date(2025, 3, 4)) == "4. März 2025"
    assert EN.day(date(2025, 12, 31)) == "31 December 2025"
    assert (DE.number(3.25), EN.number(3.25)) == ("3,2", "3.2")


@pytest.mark.parametrize(
    ("n", "english"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (13, "13th"), (22, "22nd")]
)
def test_places_in_line(n: int, english: str) -> None:
    assert EN.place(n) == english
    assert DE.place(n) == f"{n}."


def test_the_question_the_product_was_made_for_is_an_example_in_both_languages() -> None:
    assert "Wann haben sie zuletzt telefoniert?" in DE.examples
    assert "When did they last phone?" in EN.examples
