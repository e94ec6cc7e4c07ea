import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.text import answer_recall, exact_match, token_f1, tokens
from index.article import Language


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [
        ("de", "Die Brücke", "brücke"),
        ("de", "der „Blaue Salon“", "Blaue Salon"),
        ("de", "1.200,5 Tonnen", "1200,5 Tonnen"),
        ("en", "1,200.5 tons", "1200.5 tons"),
        ("de", "1.200,5", "1,200.5"),
        ("de", "40 000 Menschen", "40.000 Menschen"),
        ("de", "zwei Stunden", "2 Stunden"),
        ("en", "twenty-five years", "twenty–five years"),
        ("en", "an hour", "the hour"),
        ("en", "Trump's letter", "Trump’s letter"),
        ("de", "20 %", "20 Prozent"),
        ("en", "20%", "20 percent"),
        ("de", "München", "Muenchen"),
        ("en", "Muenster", "Münster"),
        ("de", "Straße", "STRASSE"),
        ("de", "Mu\u0308nchen", "München"),
        ("de", "Baden-Württemberg", "Baden – Württemberg"),
        ("de", "19.05.2025", "19.5.2025"),
        ("de", "ﬁnanzen", "Finanzen"),
    ],
)
def test_the_same_after_normalisation(lang: Language, one: str, other: str) -> None:
    assert exact_match(one, [other], lang) == exact_match(other, [one], lang) == 1.0
    assert token_f1(one, [other], lang) == 1.0


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [
        ("de", "the Brücke", "Brücke"),  # an English article is a word in German
        ("en", "die bridge", "bridge"),
        ("de", "Munchen", "München"),  # umlauts are not folded
        ("de", "schon", "schön"),
        ("de", "1,5", "15"),
        ("de", "1.200", "1,2"),
        ("de", "", "Brücke"),
    ],
)
def test_not_the_same(lang: Language, one: str, other: str) -> None:
    assert exact_match(one, [other], lang) == 0.0


def test_tokens_in_order() -> None:
    assert tokens("Der Bau kostete 1,2 Mio. Euro, sagte O’Neill.", "de") == [
        "bau",
        "kostete",
        "1.2",
        "mio",
        "euro",
        "sagte",
        "oneill",
    ]
    assert tokens("die", "de") == ["die"]


@pytest.mark.parametrize(
    ("said", "gold", "expected"),
    [
        # 2 common of 3 said and 2 right: P 2/3, R 1, F1 4/5
        ("neue rote Brücke", ["rote Brücke"], 0.8),
        ("rot rot", ["rot"], 2 / 3),  # each word counts once: P 1/2, R 1
        ("Brücke", ["Turm"], 0.0),
        ("rote Brücke", ["Turm", "Brücke", "rote"], 2 / 3),  # the best gold answer: P 1/2, R 1
        ("", ["Turm"], 0.0),
        ("Turm", [], 0.0),
    ],
)
def test_f1_by_hand(said: str, gold: list[str], expected: float) -> None:
    assert token_f1(said, gold, "de") == pytest.approx(expected)


@pytest.mark.parametrize(
    ("answer", "gold", "expected"),
    [
        ("Die Sitzung dauerte elf Stunden.", ["11 Stunden"], 1.0),
        ("Die Sitzung dauerte 111 Stunden.", ["11 Stunden"], 0.0),
        ("Sie fuhr nach Muenchen.", ["München"], 1.0),
        ("Der Brückenbau stockt.", ["Brücke"], 0.0),  # whole words alone
        ("Anna sah Otto", ["Otto Anna"], 0.0),  # in this order
        ("Anna", ["„…“"], 0.0),
    ],
)
def test_a_gold_answer_stands_in_the_answer(answer: str, gold: list[str], expected: float) -> None:
    assert answer_recall(answer, gold, "de") == expected


@given(st.text(max_size=40), st.sampled_from(["de", "en"]))
def test_each_text_is_its_own_gold_answer(text: str, lang: Language) -> None:
    assert exact_match(text, [text], lang) == token_f1(text, [text], lang) == 1.0


@given(st.text("abcä 12.,-", max_size=20), st.text("abcä 12.,-", max_size=20))
def test_f1_is_symmetric_and_a_match_is_full(one: str, other: str) -> None:
    score = token_f1(one, [other], "de")
    assert 0 <= score <= 1
    assert score == pytest.approx(token_f1(other, [one], "de"))
    assert exact_match(one, [other], "de") <= score
