"""Whether a quotation says what a sentence does: with the real word vectors, and by value with made ones."""

import pytest

from index.embed import SentenceTransformerEmbedder
from index.language import detect
from rag.alignment import Aligner
from rag.understand import understand
from tests.fakes import HashEmbedder


class FittedEmbedder(HashEmbedder):
    """Each word has an axis of its own: a word is like itself alone."""

    def __init__(self) -> None:
        super().__init__()
        self.name = "multilingual-e5-small-made"


@pytest.mark.parametrize(
    ("sentence", "quote", "support"),
    [
        ("The mayor opened the bridge.", "The mayor opened the bridge.", 1.0),
        ("The mayor opened the bridge.", "A mayor closed that bridge.", 2 / 3),
        ("Mara Lind opened the bridge.", "Mara Lind liked it.", 0.0),
        ("Mara Lind, 3 May 2024.", "Mara Lind liked it.", 1.0),
        ("Ute Sommer.", "Inge Vogt liked it.", 0.0),
        ("She walked 12 miles on Monday.", "She walked miles.", 1.0),
        ("The mayor opened it.", "", -1.0),
    ],
)
def test_support_is_the_mean_over_words_that_are_no_proven_names_numbers_or_times(
    sentence: str, quote: str, support: float
) -> None:
    assert Aligner(FittedEmbedder()).support(sentence, "en", quote) == pytest.approx(support)


def test_vectors_of_another_model_decide_nothing() -> None:
    assert Aligner(HashEmbedder()).says(["The mayor closed it."], "They painted the bridge.", "Who?", "en")
    assert not Aligner(FittedEmbedder()).says(["The mayor closed it."], "They painted the bridge.", "Who?", "en")
    assert Aligner(HashEmbedder()).renders("Der Zoo ist zu.", "They painted the bridge.", "en")
    assert not Aligner(FittedEmbedder()).renders("Der Zoo ist zu.", "They painted the bridge.", "en")


def test_what_the_question_asks_about_has_to_be_said_too() -> None:
    aligner, quote = Aligner(FittedEmbedder()), "The tall old mayor, who likes green tea, reads long novels."
    sentence = "The tall old mayor, who likes green tea and long novels, painted."
    assert aligner.says([quote], sentence, "What about the tall old mayor?", "en")
    assert not aligner.says([quote], sentence, "Who painted?", "en")


def test_one_word_of_the_question_that_is_said_nowhere_is_enough_to_refuse() -> None:
    aligner, quote = Aligner(FittedEmbedder()), "The tall old mayor, who likes green tea, reads long novels."
    sentence = "The tall old mayor, who likes green tea, painted long novels."
    asked = "Which tall old mayor, who likes green tea, painted?"
    assert not aligner.says([quote], sentence, asked, "en")
    assert aligner.says([quote, "What she painted"], sentence, asked, "en")
    assert aligner.says([quote], sentence, "Which tall old mayor, who likes green tea?", "en")


GERMAN = "Kapitänin Ilse Brandt hat das Boot am Sonntag trotz Sturm sicher in den Hafen von Holm gebracht."
ENGLISH = "Goalkeeper Sven Dahl saved two penalties in the final against Aldern Rovers."


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sentence", "question", "quote", "said"),
    [
        (
            "Ilse Brandt brought the boat safely into the harbour of Holm.",
            "Who brought the boat into the harbour?",
            GERMAN,
            True,
        ),
        ("Ilse Brandt steered the boat into port.", "Who steered the boat into port?", GERMAN, True),
        ("Ilse Brandt was elected chairwoman of the party.", "Who was elected chairwoman?", GERMAN, False),
        ("Ilse Brandt painted the town hall.", "Who painted the town hall?", GERMAN, False),
        ("Sven Dahl hielt im Finale zwei Elfmeter.", "Wer hielt im Finale zwei Elfmeter?", ENGLISH, True),
        ("Sven Dahl trainiert die Aldern Rovers.", "Wer trainiert die Aldern Rovers?", ENGLISH, False),
        ("Sven Dahl gründete die Aldern Rovers.", "Wer gründete die Aldern Rovers?", ENGLISH, False),
        ("Ilse Brandt steuerte das Boot in den Hafen.", "Wer steuerte das Boot?", GERMAN, True),
        ("Ilse Brandt leitet das Krankenhaus.", "Wer leitet das Krankenhaus?", GERMAN, False),
    ],
)
def test_what_a_quotation_says(
    embedder: SentenceTransformerEmbedder, sentence: str, question: str, quote: str, said: bool
) -> None:
    assert Aligner(embedder).says([quote], sentence, question, detect(question)) is said


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "quote", "told"),
    [
        ("Wie viele Zweigstellen hat die Sparbank?", "Die Sparbank hat 40 Filialen in drei Ländern.", True),
        ("Wie viele Zweigstellen hat die Sparbank?", "Die Sparbank wurde 1902 in Holm gegründet.", False),
        ("How many people came?", "About 300 visitors came to the fair.", True),
        ("How high is the tower?", "The tower is 40 metres high.", True),
    ],
)
def test_what_is_counted(embedder: SentenceTransformerEmbedder, question: str, quote: str, told: bool) -> None:
    asked = understand(question, detect(question))
    aligner, other = Aligner(embedder), "A fisherman mended his nets."
    counted = asked.counted or ""
    assert aligner.tell_counted(counted, question, [(quote,), (other, quote)]) == [told, told]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("written", "faithful"),
    [
        ("Captain Ilse Brandt brought the boat safely into the harbour of Holm on Sunday despite the storm.", True),
        ("Captain Ilse Brandt sold the coat on Sunday near the house of Holm because of the heat.", False),
    ],
)
def test_what_renders_a_quotation(embedder: SentenceTransformerEmbedder, written: str, faithful: bool) -> None:
    assert Aligner(embedder).renders(GERMAN, written, "en") is faithful
