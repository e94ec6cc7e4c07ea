"""The short answer: which words of a sentence answer its question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Language
from rag.short import from_draft, short
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
        (
            "Which town has the most inhabitants?", "en", "Holm is the largest town by inhabitants in the county.",
            "Holm",
        ),
        (
            "Welche Partei ist am stärksten?", "de", "Die Freien Wähler sind im Norden und Süden am stärksten.",
            "Freien Wähler",
        ),
        ("Who was the first head of the office?", "en", "Ada Simon was the first head of the office.", "Ada Simon"),
        ("How much does a hen lay?", "en", "Ten times her own weight in a year.", "Ten times her own weight in a year"),
        (
            "Welche Rolle spielt er?", "de", "Er spielt die Rolle, indem er politische Reden hält.",
            "politische Reden hält",
        ),
        ("Wie endete das Spiel in Holm?", "de", "Elmstadt gewann in Holm mit 3:1 vor 400 Zuschauern.", "3:1"),
        ("What was the result of the vote?", "en", "The council passed it 22-19 at 8:15 p.m.", "22-19"),
        ("Wie viel Zeit blieb ihnen?", "de", "Ihnen blieben noch 40 Minuten bis zur Flut.", "40 Minuten"),
        ("Was forderte er?", "de", 'Er forderte "Frieden durch Stärke".', "Frieden durch Stärke"),
        ("Wo liegt Holm?", "de", "Holm liegt.", None),
        ("In welchem Jahr kam er zurück?", "de", "Er kam im Jahr 1908 zurück.", "1908"),
        ("When was the abbey founded?", "en", "The abbey was founded in 1263 by monks.", "1263"),
    ],
)  # fmt: skip
def test_the_words_that_answer(question: str, lang: Language, sentence: str, expected: str | None) -> None:
    assert short(sentence, understand(question, lang)) == expected


@pytest.mark.parametrize(
    ("question", "lang", "sentence", "expected"),
    [
        ("Wie viele Mitglieder hat der Verein?", "de", "Der Verein hat rund 1.200 Mitglieder und 14 Boote.", "1.200"),
        ("How many members does the club have?", "en", "With 14 boats, the club has some 390 thousand members.",
         "390 thousand"),
        ("Was soll die Sanierung kosten?", "de",
         "Die Sanierung soll 16 Monate dauern und rund 4,3 Mio. Euro kosten.", "4,3 Mio. Euro"),
        ("How much does the repair cost?", "en", "The repair takes 3 weeks, for 40 workers, and costs $2.5 million.",
         "$2.5 million"),
        ("Wie weit ist Holm von Elmstadt entfernt?", "de", "Holm liegt 340 Meilen (550 km) nördlich von Elmstadt.",
         "340 Meilen"),
        ("How far is it to Holm?", "en", "On 3 May 2024 the road to Holm was 12 km long.", "12 km"),
        ("Mit wie vielen Toren gewann Holm 2015?", "de", "Holm schoss 88 Tore, Brehm davon sieben.", "88"),
        ("Wie viele kamen?", "de", "Einer kam.", "Einer"),
    ],
)  # fmt: skip
def test_of_several_numbers_the_one_asked_for(question: str, lang: Language, sentence: str, expected: str) -> None:
    assert short(sentence, understand(question, lang)) == expected


@pytest.mark.parametrize(
    ("question", "lang", "sentence", "draft", "expected"),
    [
        ("Wie viele Tore schoss Brehm?", "de", "Holm schoss 88 Tore, sieben davon schoss Brehm, zwei Vogt.",
         "Brehm schoss 1999 sieben Tore.", "sieben"),
        ("Who took the ball from Vogt?", "en", "Then Brehm took the ball from Vogt, and it was found by Lind.",
         "Brehm took it from Vogt.", "Brehm"),
        ("Who took the ball from Vogt?", "en", "Then Brehm took the ball from Vogt, and it was found by Lind.",
         "The ball was taken by Dora.", None),
        ("Wie viel Zeit blieb?", "de", "Es blieben 3:08 Minuten.", "Es blieben 3 Minuten.", "3:08 Minuten"),
    ],
)  # fmt: skip
def test_in_an_articles_own_words_what_the_draft_has_from_them(
    question: str, lang: Language, sentence: str, draft: str, expected: str | None
) -> None:
    assert from_draft(sentence, draft, understand(question, lang)) == expected


@given(st.text(max_size=200), st.text(min_size=1, max_size=80), st.sampled_from(["de", "en"]))
def test_the_short_answer_stands_in_the_sentence(sentence: str, question: str, lang: Language) -> None:
    asked = understand(question, lang)
    for found in (short(sentence, asked), from_draft(sentence, question, asked)):
        assert found is None or found in sentence
