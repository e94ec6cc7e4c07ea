"""Dates as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Language
from index.errors import QuestionError
from rag.dates import parse, written

DAY = date(2025, 5, 19)


def test_written() -> None:
    assert written(DAY, "de") == "19. Mai 2025"
    assert written(DAY, "en") == "19 May 2025"
    assert written(date(2024, 3, 1), "de") == "1. März 2024"


@pytest.mark.parametrize("text", ["2025-05-19", "19.05.2025", "19. Mai 2025", "19 May 2025", " May 19, 2025 "])
def test_parse(text: str) -> None:
    assert parse(text) == DAY


@pytest.mark.parametrize(
    "text", ["", "morgen", "am Montag", "2025-02-30", "19.05.2025 und 20.05.2025", "Mai?", "x" * 99]
)
def test_what_is_no_date_is_told_in_one_line(text: str) -> None:
    with pytest.raises(QuestionError, match="--as-of 2025-05-19") as caught:
        parse(text)
    assert "\n" not in str(caught.value)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(["de", "en"]))
def test_what_is_written_is_read_again(day: date, lang: Language) -> None:
    assert parse(written(day, lang)) == day
    assert parse(day.isoformat()) == day
