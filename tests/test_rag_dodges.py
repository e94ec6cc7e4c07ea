"""What looks like an answer and is none."""

import pytest

from index.article import Language
from rag.dodges import dodges
from rag.understand import understand


@pytest.mark.parametrize(
    ("question", "lang", "sentence", "is_dodge"),
    [
        ("What would Kern do?", "en", "Kern would do something about it.", True),
        ("What would Kern do?", "en", "Kern would close the port.", False),
        ("Was will Kern tun?", "de", "Kern will etwas tun.", True),
        ("Will Kern do something?", "en", "Kern will do something.", False),
        ("Wer außer Kern sprach?", "de", "Kern sprach mit Brandt.", True),
        ("Wer außer Kern sprach?", "de", "Auch Ada Holm sprach.", False),
        ("Who besides Ada Holm spoke?", "en", "Holm spoke.", True),
        ("How many days did it take?", "en", "It took five years and three months.", True),
        ("How many days did it take?", "en", "It took two weeks.", False),
        ("Wie viele Tage dauerte es?", "de", "Es dauerte anderthalb Stunden.", True),
        ("In welchem Land treffen sie sich?", "de", "Sie treffen sich, wenn Kern bereit ist.", True),
        ("In welchem Land treffen sie sich?", "de", "Sie treffen sich in Norwegen.", False),
        ("Which countries will Kern visit?", "en", "Kern will visit Norway and Iceland.", False),
        ("Where do they meet?", "en", "They meet there.", True),
        ("Where do they meet?", "en", "They meet there, in the hall at Aldern.", False),
    ],
)  # fmt: skip
def test_dodges(question: str, lang: Language, sentence: str, is_dodge: bool) -> None:
    assert dodges(sentence, understand(question, lang)) is is_dodge
