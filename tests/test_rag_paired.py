"""Numbers with their days."""

from datetime import date

import pytest

from rag.paired import of_another_day

WEDNESDAY = date(2025, 5, 28)


@pytest.mark.parametrize(
    ("sentence", "quote", "wrong"),
    [
        ("Am Samstag kamen 390 Gäste.", "Am Freitag waren es 390 gewesen, am Samstag 307.", {"390"}),
        ("Am Samstag kamen 307 Gäste.", "Am Freitag waren es 390 gewesen, am Samstag 307.", set()),
        ("On Saturday, 307 guests came.", "There were 390 on Friday and 307 on Saturday.", set()),
        ("On Saturday 390 guests came.", "There were 390 on Friday and 307 on Saturday.", {"390"}),
        ("Am Samstag kamen 390 Gäste.", "Am Samstag öffnete der Park, 390 Gäste kamen.", set()),
        ("Es kamen 390 Gäste.", "Am Freitag waren es 390 gewesen, am Samstag 307.", set()),
        ("Am 24. Mai 2025 kamen 390 Gäste.", "Am Freitag waren es 390 gewesen, am Samstag 307.", {"390"}),
        ("Am Samstag kamen 390 Gäste.", "Am Freitag kamen 390, am Samstag noch mehr.", set()),
    ],
)
def test_of_another_day(sentence: str, quote: str, wrong: set[str]) -> None:
    assert of_another_day(sentence, quote, WEDNESDAY) == wrong
