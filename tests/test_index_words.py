import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Language
from index.words import FUNCTION_WORDS, content_words, fold, stem, stems, word_spans, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gespräch", "Gespraech"),
        ("GESPRÄCH", "gespräch"),
        ("Straße", "Strasse"),
        ("Köln", "Koeln"),
        ("Müller", "Mueller"),
        ("Trump’s", "Trump's"),
    ],
)
def test_spellings_fold_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize("word", ["neue", "Quelle", "Treue", "Mauer", "blauer"])
def test_vowels_that_only_look_like_an_umlaut_stay(word: str) -> None:
    assert fold(word) == word.lower()


@pytest.mark.parametrize(
    ("lang", "forms"),
    [
        ("de", ["Gespräch", "Gespräche", "Gesprächen", "Gespraeche"]),
        ("de", ["Haus", "Hauses", "Häuser", "Häusern"]),
        ("de", ["Präsident", "Präsidenten"]),
        ("de", ["Wahl", "Wahlen"]),
        ("en", ["election", "elections"]),
        ("en", ["talk", "talks", "talked", "talking"]),
        ("en", ["Trump", "Trump's", "Trump’s"]),
    ],
)
def test_inflected_forms_meet_in_one_stem(lang: Language, forms: list[str]) -> None:
    assert len({stem(form, lang) for form in forms}) == 1


def test_words_of_different_meaning_keep_apart() -> None:
    assert stem("Wahl", "de") != stem("Wal", "de")
    assert stem("Putin", "de") != stem("Pute", "de")


def test_words_and_numbers_in_order_as_they_stand() -> None:
    text = "Am 19.05.2025 um 20:15 Uhr kostete's 1.200,5 Euro (3:1)."
    assert words(text) == ["Am", "19.05.2025", "um", "20:15", "Uhr", "kostete's", "1.200,5", "Euro", "3:1"]


@pytest.mark.parametrize("number", ["2025", "19.05.2025", "1.200,5", "20:15"])
@pytest.mark.parametrize("lang", ["de", "en"])
def test_numbers_stay(number: str, lang: Language) -> None:
    assert stem(number, lang) == number


@pytest.mark.parametrize("lang", ["de", "en"])
def test_what_parts_thousands_does_not_count(lang: Language) -> None:
    assert {stem(number, lang) for number in ("1.000", "1,000", "1000")} == {"1000"}
    assert stem("1.234.567", lang) == "1234567"


def test_content_words_leave_out_function_words_and_single_letters_but_no_digit() -> None:
    assert content_words("Wann hat der Kanzler zuletzt über Plan B mit 5 Ländern gesprochen?", "de") == [
        "Kanzler",
        "zuletzt",
        "Plan",
        "5",
        "Ländern",
        "gesprochen",
    ]
    assert content_words("When did the chancellor last speak?", "en") == ["chancellor", "last", "speak"]
    assert content_words("What does it cost?", "en") == ["cost"]


def test_function_words_are_known_in_both_spellings() -> None:
    assert content_words("über ueber für fuer WÜRDE", "de") == []
    assert "fur" in FUNCTION_WORDS["de"]


def test_stems_keep_order_and_repeats() -> None:
    assert stems("Die Wahlen und die Wahl", "de") == ["wahl", "wahl"]
    assert stems("", "de") == []


@given(st.text(max_size=60))
def test_folding_twice_changes_no_more_case(text: str) -> None:
    for word in words(text):
        assert fold(word) == fold(word.lower())
        assert "ä" not in fold(word)


@given(st.text("aB1 .,-'’äß\n"))
def test_spans_are_those_of_the_words(text: str) -> None:
    assert [text[start:end] for start, end in word_spans(text)] == words(text)
