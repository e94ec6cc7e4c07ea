"""Tokens that may follow, from what was read before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.llm.lookup import MOST, suggested


@pytest.mark.parametrize(
    ("seen", "guessed"),
    [
        ([1, 2, 3, 4, 5, 6, 1], [2, 3, 4, 5]),
        ([1, 2, 3, 4, 5, 9, 2, 7, 7, 7, 9, 2], [7, 7, 7, 9]),  # the longer one, not what followed 2 first
        ([1, 2, 3, 1, 9, 8, 7, 6, 1], [2, 3, 1, 9]),  # where it stood first
        ([1, 2, 3, 2], [3, 2][:0]),  # too few
        ([1, 2, 3], []), ([5], []), ([], []),
    ],
)  # fmt: skip
def test_what_followed_the_last_ones_before(seen: list[int], guessed: list[int]) -> None:
    assert suggested(seen) == guessed


@given(st.lists(st.integers(0, 5), max_size=40))
def test_what_is_suggested_stood_behind_the_last_token(seen: list[int]) -> None:
    guessed = suggested(seen)
    assert len(guessed) <= MOST
    places = [at for at, token in enumerate(seen[:-1]) if token == seen[-1]]
    assert not guessed or any(seen[at + 1 : at + 1 + len(guessed)] == guessed for at in places)
