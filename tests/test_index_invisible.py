import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.invisible import is_disguised, visible


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("„Ja“ – 3 € Straße\n\tTee\u00a0gut", "„Ja“ – 3 € Straße\n\tTee\u00a0gut"),
        ("Hen\u00adrike Vol\u200bmer\ufeff", "Henrike Volmer"),
        ("a\u202egnu\u202cb \u20664,1\u2069", "agnub 4,1"),
        ("rot \x1b[31mwarnt\x1b[0m \x1b]0;Titel\x07weiter\x9b2J!", "rot warnt weiter!"),
        ("\x1b]8;;http://x.example\x1b\\Mehr\x1b]8;;\x1b\\ dazu", "Mehr dazu"),
        ("offen \x1b]0;ohne Ende", "offen ]0;ohne Ende"),
        ("Fund\U000e0041\U000e0042 bei\u2028Kiel\x85heute", "Fund bei Kiel heute"),
        ("gut ❤\ufe0f", "gut ❤"),
    ],
)
def test_what_is_seen_of_a_text(text: str, seen: str) -> None:
    assert visible(text) == seen


@given(st.text())
def test_nothing_unseen_is_left_and_nothing_more_is_taken_the_second_time(text: str) -> None:
    seen = visible(text)
    assert not [c for c in seen if unicodedata.category(c) in ("Cc", "Cf", "Cs") and c not in "\n\t"]
    assert visible(seen) == seen


@pytest.mark.parametrize(("text", "disguised"), [("Pаris", True), ("Иванов in Paris", False), ("10 μm", False)])
def test_a_word_of_two_scripts_is_disguised(text: str, disguised: bool) -> None:
    assert is_disguised(text) is disguised
