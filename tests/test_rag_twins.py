"""Sentences in all but the same words that answer otherwise."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.twins import replaced, twins
from rag.types import Citation, Evidence

DE = "Die Reederei wurde im Februar 2014 für rund 19 Millionen Euro von Nordbahn übernommen."
EN = "Ada Lund won the women's singles title in Seaford on Sunday by beating Cleo March in two sets."
DAY = date(2021, 9, 12)


@pytest.mark.parametrize(
    ("quote", "other", "answer", "value"),
    [
        (DE, DE.replace("Nordbahn", "Südlloyd"), "Nordbahn", "Südlloyd"),
        (DE, DE.replace("2014", "2004"), "Februar 2014", "2004"),
        (EN, EN.replace("Ada Lund", "Berit Voss"), "Ada Lund", "Berit Voss"),
        (EN, EN.replace("Ada Lund", "Berit Voss").replace("two sets", "three sets"), "Ada Lund", None),
        (EN, EN.replace("Cleo March", "Dana Holm"), "Ada Lund", None),  # not what was asked
        (EN.replace("Cleo March", "Peskov"), EN.replace("Cleo March", "Peskow"), "Peskov", None),  # one name
        (DE, DE.replace("19 Millionen", "19,0 Millionen"), "19 Millionen Euro", None),
        (DE, DE.replace("Nordbahn", "Südlloyd").replace("19 Mill", "20 Mill"), "Nordbahn", None),  # another event
        (DE, DE, "Nordbahn", None),
        (DE, DE.replace("wurde", "wurde nicht"), "Nordbahn", None),
        ("Nordbahn übernahm Reederei", "Südlloyd übernahm Reederei", "Nordbahn", None),  # too little in common
        (EN, "Ada Lund and Cleo March met in Seaford on Sunday.", "Ada Lund", None),
        (EN, "", "Ada Lund", None),
    ],
)  # fmt: skip
def test_what_stands_in_place_of_the_answer(quote: str, other: str, answer: str, value: str | None) -> None:
    assert replaced(quote, other, answer) == value


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=20))
def test_no_text_is_its_own_twin_and_none_breaks_it(quote: str, other: str, answer: str) -> None:
    assert replaced(quote, quote, answer) is None
    value = replaced(quote, other, answer)
    assert value is None or all(word in other for word in value.split())


def evidence(article: str, text: str, day: date | None = DAY) -> Evidence:
    return Evidence(article, "T", None, day, None, text, 0, len(text), 0.0)


def test_once_for_each_other_value_of_the_same_day() -> None:
    cited = Citation(1, "a", "T", None, DAY, None, EN, 0, len(EN))
    other = EN.replace("Ada Lund", "Berit Voss")
    found = [evidence("b", other), evidence("c", other), evidence("a", other), evidence("d", other, date(2020, 9, 13))]
    assert [e.article_id for e in twins("Ada Lund", cited, found)] == ["b"]
