"""Follow-ups that ask of the event before, after, first or last of all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Language
from rag.condense import condensed, standalone
from rag.sequels import sequel

LAST = "Wann haben Kern und Brandt zuletzt verhandelt?"
MET = "When did Kern and Brandt last meet in Holm?"
DAY = "Am 19. Mai 2025. [1]"


@pytest.mark.parametrize(
    ("asked", "lang", "expected"),
    [
        ("Und davor?", "de", "Wann haben Kern und Brandt vor dem 19. Mai 2025 zuletzt verhandelt?"),
        ("Wann davor?", "de", "Wann haben Kern und Brandt vor dem 19. Mai 2025 zuletzt verhandelt?"),
        ("Und das Mal davor?", "de", "Wann haben Kern und Brandt vor dem 19. Mai 2025 zuletzt verhandelt?"),
        ("Und danach?", "de", "Wann haben Kern und Brandt nach dem 19. Mai 2025 zum ersten Mal verhandelt?"),
        ("Und zum ersten Mal?", "de", "Wann haben Kern und Brandt zum ersten Mal verhandelt?"),
        ("And before that?", "en", "When did Kern and Brandt last meet in Holm before 19 May 2025?"),
        ("And the time before?", "en", "When did Kern and Brandt last meet in Holm before 19 May 2025?"),
        ("When was the next one?", "en", "When did Kern and Brandt first meet in Holm after 19 May 2025?"),
        ("And the first time?", "en", "When did Kern and Brandt first meet in Holm?"),
        ("Und warum?", "de", ""), ("Und davor in Holm?", "de", ""), ("And then?", "en", ""),
    ],
)  # fmt: skip
def test_the_last_question_is_asked_anew(asked: str, lang: Language, expected: str) -> None:
    assert sequel(asked, LAST if lang == "de" else MET, DAY, lang) == expected


@pytest.mark.parametrize(
    ("last", "answer", "expected"),
    [
        ("Wann trafen sich Kern und Brandt?", DAY, "Wann trafen sich Kern und Brandt vor dem 19. Mai 2025 zuletzt?"),
        ("Wann rief Kern Brandt an?", DAY, "Wann rief Kern Brandt vor dem 19. Mai 2025 zuletzt an?"),
        (LAST, "Am 3. März 2025 und am 19. Mai 2025.", LAST.replace(" zul", " vor dem 3. März 2025 zul")),
        (LAST, "Das steht nicht in den Artikeln.", ""), ("Wer verhandelte zuletzt?", DAY, ""),
        ("Wann haben sie im Mai 2025 verhandelt?", DAY, ""),
    ],
)  # fmt: skip
def test_what_was_told_bounds_the_time(last: str, answer: str, expected: str) -> None:
    assert sequel("Und davor?", last, answer, "de") == expected


def test_one_may_go_back_step_by_step() -> None:
    talk = [(LAST, DAY), ("Und davor?", "Am 18. März 2025. [1]")]
    assert (
        standalone("Und davor?", talk, "de") == "Wann haben Kern und Brandt vor dem 18. März 2025 zuletzt verhandelt?"
    )
    assert standalone("Und wie lange?", talk, "de").startswith("Wie lange haben Kern und Brandt")
    assert standalone("Und wie oft insgesamt?", talk, "de") == "Wie oft haben Kern und Brandt verhandelt?"
    talk += [("Und wie lange?", "Drei Stunden. [1]")]
    assert standalone("Wo waren sie?", talk, "de").endswith("18. März 2025)?")
    asked = standalone("Wie lange dauerte das?", talk[:2], "de")
    assert asked == "Wie lange dauerte das (Kern und Brandt verhandelt, Am 18. März 2025)?"


def test_it_asks_anew_for_what_was_asked() -> None:
    assert condensed("Davor?", [(LAST, DAY)], "de").asks_anew
    assert condensed("Und in Holm?", [(LAST, DAY)], "de").asks_anew
    assert not condensed("Wer kam davor?", [(LAST, DAY)], "de").asks_anew
    assert not condensed("Davor?", [], "de").asks_anew


def test_in_the_other_language_the_talk_stands_in_brackets() -> None:
    assert LAST.strip("?") in standalone("And before that?", [(LAST, DAY)], "en")


@pytest.mark.parametrize(
    ("talk", "asked", "lang", "expected"),
    [
        ((LAST, DAY), "Und wie oft insgesamt?", "de", "Wie oft haben Kern und Brandt verhandelt?"),
        ((MET, "On 19 May 2025. [1]"), "And how often in total?", "en", "How often did Kern and Brandt meet in Holm?"),
        ((LAST, DAY), "Und mit Moll?", "de", "Wann haben Kern und Moll zuletzt verhandelt?"),
        ((MET, "On 19 May 2025. [1]"), "How long?", "en", "How long did Kern and Brandt meet in Holm (19 May 2025)?"),
    ],
)
def test_others_and_how_often(talk: tuple[str, str], asked: str, lang: Language, expected: str) -> None:
    assert standalone(asked, [talk], lang) == expected


@given(st.text(max_size=40), st.text(max_size=60), st.text(max_size=60))
def test_any_talk_can_be_asked_on(asked: str, last: str, answer: str) -> None:
    assert sequel(asked, last, answer, "de") == "" or _is_time_word(asked)
    assert isinstance(sequel("Und davor?", f"Wann {last}", f"Am 3. Mai 2025 {answer}", "de"), str)


def _is_time_word(asked: str) -> bool:
    return any(word in asked.lower() for word in ("vor", "nach", "erst", "letzt", "darauf"))
