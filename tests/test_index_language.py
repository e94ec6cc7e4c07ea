"""index/language.py: short questions, texts, and what is neither."""

import subprocess
import sys
import time

import pytest

from index.language import detect


@pytest.mark.parametrize(
    "question",
    [
        "Wer ist Kremlsprecher?",
        "Wann war das?",
        "Wie lange dauerte es?",
        "Was sagte Trump?",
        "Und wo genau?",
        "Warum?",
        "Was ist DECnet?",
        "Trump Putin Telefonat Dauer",
        "Gab es ein Treffen?",
        "Wer gewann die Wahl 2025?",
        "Nenne die Teilnehmer",
        "Redeten sie miteinander?",
    ],
)
def test_german_questions(question: str) -> None:
    assert detect(question, "en") == "de"


@pytest.mark.parametrize(
    "question",
    [
        "Who is Kremlsprecher?",
        "When was that?",
        "How long was it?",
        "Why?",
        "And then?",
        "What did Merkel say?",
        "Where did they meet?",
        "Did Trump call Putin?",
        "Name the participants",
        "Who won the Bundestag election?",
    ],
)
def test_english_questions(question: str) -> None:
    assert detect(question, "de") == "en"


@pytest.mark.parametrize("text", ["", "   ", "2025", "12.03.", "???", "Putin", "August", "NATO?"])
def test_what_does_not_tell_is_left_to_the_caller(text: str) -> None:
    assert (detect(text, "de"), detect(text, "en")) == ("de", "en")


def test_fast_enough_for_every_question() -> None:
    detect("warm up xyz")
    begin = time.perf_counter()
    for number in range(50):
        detect(f"Zinsen EZB Sitzung {number}")
    assert (time.perf_counter() - begin) / 50 < 0.005


def test_import_loads_no_detector() -> None:
    names = "('lingua', 'trafilatura', 'pypdf')"
    code = f"import sys, index.language, index.read; print([m for m in {names} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
