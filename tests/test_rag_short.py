"""The short answer: which words of a sentence answer its question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Language
from rag.short import short
from rag.understand import understand


@pytest.mark.parametrize(
    ("question", "lang", "sentence", "expected"),
    [
        ("Wer ist Bürgermeisterin von Elmstadt?", "de", "Bürgermeisterin von Elmstadt ist Inge Vogt.", "Inge Vogt"),
        ("Who is the mayor of Elmstadt?", "en", "The mayor of Elmstadt is Inge Vogt.", "Inge Vogt"),
        ("Wie lange dauert die Ueberfahrt?", "de", "Die Überfahrt dauert laut Reederei 45 Minuten.", "45 Minuten"),
        ("How much did the crossing cost in 2023?", "en", "In 2023 the crossing cost 12.50 euros.", "12.50 euros"),
        (
            "Wann haben sie zuletzt verhandelt?", "de", "Zuletzt verhandelten sie am Mittwoch (= 19. Juni 2024).",
            "Mittwoch (= 19. Juni 2024)",
        ),
        (
            "An welchem Tag im März telefonierten sie und wie lange?", "de",
            "Am Dienstag (= 18. März 2025) telefonierten sie zweieinhalb Stunden.", "Dienstag (= 18. März 2025)",
        ),
        ("When did they last negotiate?", "en", "They last negotiated on 19 June 2024.", "19 June 2024"),
        ("Hat ein Archäologe die Münzen gefunden?", "de", "Nein, ein Landwirt hatte sie gefunden.", "Nein"),
        (
            "What closed the road?", "en", "A landslide closed the road, which had been repaired only in May.",
            "landslide",
        ),
        (
            "Was ist die Nordbahn?", "de", "Die Nordbahn (NB) ist ein Unternehmen der Stadt.",
            "ein Unternehmen der Stadt",
        ),
        ("Wer leitet den Verein?", "de", "Den Verein leitet Paul Brehm (früher Vogt).", "Paul Brehm (früher Vogt)"),
        (
            "Wie lange dauerte es?", "de", "Bei ihrem zweistündigen Telefonat mit Merz ging es um Holz.",
            "zweistündigen",
        ),
        (
            "Was ist der Stand zum Treffen?", "de", "Das Treffen findet nach der Wahl am 20. Januar 2025 statt.",
            "findet nach der Wahl am 20. Januar 2025 statt",
        ),
        ("Was forderte er?", "de", 'Er forderte "Frieden durch Stärke".', "Frieden durch Stärke"),
        ("Wo liegt Holm?", "de", "Holm liegt.", None),
    ],
)  # fmt: skip
def test_the_words_that_answer(question: str, lang: Language, sentence: str, expected: str | None) -> None:
    assert short(sentence, understand(question, lang)) == expected


@given(st.text(max_size=200), st.text(min_size=1, max_size=80), st.sampled_from(["de", "en"]))
def test_the_short_answer_stands_in_the_sentence(sentence: str, question: str, lang: Language) -> None:
    found = short(sentence, understand(question, lang))
    assert found is None or found in sentence
