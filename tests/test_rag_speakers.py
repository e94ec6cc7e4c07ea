"""Whose words are asked for, and whose a sentence tells."""

from datetime import date

import pytest

from index.article import Article
from rag.speakers import may_be_theirs
from rag.types import Evidence
from rag.understand import understand

ASKED = "Was hat Kern über den Nachtbus gesagt?"
OPENING = "Bürgermeister Jens Kern verlor die Wahl gegen Ada Brandt."


def may_be(question: str, before: str, text: str, lang: str = "de") -> bool:
    whole = f"{OPENING} {before} {text}"
    article = Article("a", "Wahl", whole, date(2025, 5, 20), None, None, "en" if lang == "en" else "de")
    told = Evidence("a", "Wahl", None, article.published, None, text, whole.rindex(text), len(whole), 8.0)
    return may_be_theirs(told, understand(question, article.lang), article)


@pytest.mark.parametrize(
    ("before", "text", "may"),
    [
        ("", "Kern nannte den Nachtbus zu teuer.", True),
        ("Brandt gewann klar.", "Sie wolle den Nachtbus wieder einführen, kündigte sie an.", False),
        ("Kern gab auf.", "Der Nachtbus sei zu teuer, sagte er.", True),
        ("Kern gab auf. Brandt freute sich.", "Der Nachtbus sei zu teuer, hieß es.", True),
        ("Kern gab auf.", "„Der Nachtbus kommt“, sagte Sprecherin Inge Moll.", False),
    ],
)
def test_the_words_of_another_are_no_answer(before: str, text: str, may: bool) -> None:
    assert may_be(ASKED, before, text) is may


@pytest.mark.parametrize(
    "question",
    ["Was geschieht mit dem Nachtbus?", "Was sagte die Stadt über den Nachtbus?", "Was sagte Berlin zum Nachtbus?",
     "Was sagte Wolter über den Nachtbus?"],
)  # fmt: skip
def test_other_questions_are_not_held_to_a_speaker(question: str) -> None:
    assert may_be(question, "", "„Der Nachtbus kommt“, sagte Sprecherin Inge Moll.")


def test_in_english_too() -> None:
    asked = "How did Kern comment on the night bus?"
    assert not may_be(asked, "", 'Inge Moll, who runs the line, called it "a gift".', "en")
    assert may_be(asked, "Kern stepped down.", 'He called it "a gift".', "en")
    assert not may_be(asked, "Brandt was pleased.", 'She called it "a gift".', "en")


@pytest.mark.parametrize(
    ("question", "text", "may"),
    [
        ("Was sagte Kern dazu?", "Kern nahm seine Schwester mit.", False),
        ("Was hat Kern ausgesagt?", "Kern saß im Zeugenstand.", False),
        ("Was sagte Kern dazu?", "Kern lobte den Nachtbus.", True),
        ("Was sagte Kern dazu?", "Der Bus sei zu teuer.", True),
        ("Was sagte Kern dazu?", "„Der Bus ist zu teuer.“", True),
        ("Was geschah?", "Kern nahm seine Schwester mit.", True),
    ],
)  # fmt: skip
def test_what_was_said_is_told_in_words(question: str, text: str, may: bool) -> None:
    assert may_be(question, "Kern gab auf.", text) is may
