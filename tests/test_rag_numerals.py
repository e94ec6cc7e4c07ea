"""Numbers in digits and words come to one form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.numerals import is_number, numbers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1.200,5", "1200.5"), ("1,200.5", "1200.5"), ("1.200", "1200"), ("1,200", "1200"), ("1.200.000", "1200000"),
        ("2,5", "2.5"), ("2.50", "2.5"), ("0,125", "0.125"), ("0.125", "0.125"), ("007", "7"), ("10:30 Uhr", "10:30"),
        ("10.30 Uhr", "10:30"), ("40 000 Euro", "40000"), ("1'200'000", "1200000"), ("2025 100", "2025 100"),
        ("19.05.2025", "19 5 2025"), ("2025-05-19", "19 5 2025"), ("am 19. Mai 2025", "19 2025"),
        ("zweistündig", "2"), ("zweistündigen", "2"), ("zweieinhalb", "2.5"), ("zweieinhalbstündiges", "2.5"),
        ("anderthalb", "1.5"), ("anderthalbstündig", "1.5"), ("halbstündig", "0.5"), ("eine halbe Stunde", "0.5"),
        ("half an hour", "0.5"), ("two and a half hours", "2.5"), ("an hour", "1"), ("a car", ""), ("zwölf", "12"),
        ("fuenf", "5"), ("90 Minuten", "90"), ("90-minütig", "90"), ("einundzwanzig", "21"), ("dreihundert", "300"),
        ("hundertzwanzig", "120"), ("zweitausendfünfhundert", "2500"), ("hunderttausend", "100000"),
        ("neunzehnhundertneunundachtzig", "1989"), ("zwei Millionen", "2000000"), ("2 Mio.", "2000000"),
        ("2,5 Millionen", "2500000"), ("2.5 million", "2500000"), ("eine Million", "1000000"), ("a million", "1000000"),
        ("3 Mrd. Euro", "3000000000"), ("eine Billion", "1000000000000"), ("one billion", "1000000000"),
        ("Millionen Menschen", ""), ("40 tausend", "40000"), ("twenty-one", "21"), ("twenty-first", "21"),
        ("three hundred and fifty", "350"), ("one hundred twenty thousand", "120000"), ("a dozen", "12"),
        ("five thousand two hundred", "5200"), ("two thousand", "2000"), ("in 2025 two people", "2025 2"),
        ("zweite", "2"), ("dritten", "3"), ("einundzwanzigste", "21"), ("eleventh", "11"), ("twentieth", "20"),
        ("fünfköpfig", "5"), ("dreimal", "3"), ("sechzehnjährige", "16"), ("zwei und drei", "2 3"),
        ("Achtung, Einigung und Dreieck am Sonntag, mehrtägig und jahrelang in Einheit", ""),
    ],
)  # fmt: skip
def test_numbers(text: str, found: str) -> None:
    assert numbers(text) == set(found.split())


@given(st.integers(0, 10**12))
def test_both_notations_are_one_number(number: int) -> None:
    assert numbers(f"{number:,}") == numbers(f"{number:,}".replace(",", ".")) == numbers(str(number)) == {str(number)}


@given(st.integers(0, 10**6), st.integers(1, 99))
def test_both_decimal_marks_are_one_number(whole: int, hundredths: int) -> None:
    english = f"{whole:,}.{hundredths:02}"
    assert numbers(english) == numbers(english.translate(str.maketrans(".,", ",.")))
    assert float(numbers(english).pop()) == pytest.approx(whole + hundredths / 100)


@pytest.mark.parametrize(("word", "number"), [("elf", True), ("40.000", True), ("elfte", True), ("Haus", False)])
def test_is_number(word: str, number: bool) -> None:
    assert is_number(word) is number


@pytest.mark.parametrize(("text", "found"), [("5 m² groß ¹ Quelle", {"5"}), ("¹ Laut Bericht ②", set()), ("③", set())])
def test_raised_and_circled_digits_are_no_numbers(text: str, found: set[str]) -> None:
    assert numbers(text) == found
    assert not is_number(text[-1])
