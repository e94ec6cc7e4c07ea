"""Peoples that English questions name."""

import pytest

from rag.peoples import names_country


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("Danes", "Die dänische Regierung streicht das Geld.", True), ("Danes", "Dänemark zahlt nicht mehr.", True),
        ("Swede", "Er kommt aus Schweden.", True), ("Mozambican", "An der Küste von Mosambik stürmt es.", True),
        ("Kenyan", "Die Präsidentin Kenias sprach.", True), ("Kenyan", "Die Präsidentin Ugandas sprach.", False),
        ("Danes", "Die schwedische Regierung zahlt.", False), ("Merkel", "Merkel sprach in Deutschland.", False),
    ],
)  # fmt: skip
def test_a_people_is_told_of_where_its_country_is(name: str, text: str, told: bool) -> None:
    assert names_country([name], text) is told


def test_a_name_of_several_words_is_no_people() -> None:
    assert not names_country(["Roman", "Danes"], "Dänemark zahlt.")
