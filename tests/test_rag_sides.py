"""Who won, and against whom."""

import pytest

from rag.sides import is_beaten, may_tell_opponent


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("Igel traf in der 117. Minute für Aldern.", False), ("Aldern schlug Holm mit 3:2.", True),
        ("Aldern Town 3-2 Holm Rovers", True), ("Aldern gewann gegen Holm.", True), ("Aldern beat Holm.", True),
        ("Aldern played on 3-4 May.", False),
    ],
)  # fmt: skip
def test_against_whom_is_told_where_there_is_somebody_on_the_other_side(text: str, may: bool) -> None:
    assert may_tell_opponent("Gegen wen gewann Aldern den Pokal?", text) is may
    assert may_tell_opponent("Against whom did Aldern win?", text) is may
    assert may_tell_opponent("Wo gewann Aldern den Pokal?", text)


@pytest.mark.parametrize(
    ("text", "beaten"),
    [
        ("Osei defeated Brandt in the final to win the cup.", True), ("Osei beat Nora Brandt.", True),
        ("Osei gewann gegen Brandt.", True), ("Osei schlug Brandt.", True), ("Brandt beat Osei.", False),
        ("Brandt besiegte Osei.", False), ("Brandt, who beat Osei and not Brandt, won.", False), ("Osei won.", False),
        ("Osei was defeated by Brandt.", False),
        ("Brandt scored late to win East Holm the cup.", True),
        ("Osei scored late to win Brandt Rovers the cup.", False),
        ("Brandt schoss Holm zum Pokalsieg.", True),
        ("Osei schoss Brandt zum Titel.", False),
    ],
)  # fmt: skip
def test_who_was_beaten_has_not_won(text: str, beaten: bool) -> None:
    assert is_beaten("Brandt", "Who won the cup?", text) is beaten
    assert is_beaten("Brandt", "Wer gewann den Pokal?", text) is beaten
    assert not is_beaten("Brandt", "Who lost the final?", text)
