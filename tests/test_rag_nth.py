"""Which of several counted ones a sentence speaks of."""

import pytest

from index.article import Language
from rag.nth import is_of_another


@pytest.mark.parametrize(
    ("question", "lang", "text", "is_another"),
    [
        ("When did the first season of Harbour begin?", "en", "The tenth and final season began on 3 May.", True),
        ("When did the first season of Harbour begin?", "en", "The first season began, the second did not.", False),
        ("When did the first season of Harbour begin?", "en", "The season began on 3 May.", False),
        ("When did the first season of Harbour begin?", "en", "Its tenth captain began the season.", False),
        ("Who won the 2nd round?", "en", "In the third round Holm won.", True),
        ("Who won the 2nd round?", "en", "In the second round Holm won.", False),
        ("Wann endete die zweite Verhandlungsrunde?", "de", "Die erste Verhandlungsrunde endete am Montag.", True),
        ("Wann endete die zweite Verhandlungsrunde?", "de", "Die 2. Verhandlungsrunde endete am Montag.", False),
        ("Wann endete die zweite Verhandlungsrunde?", "de", "Am 3. Mai endete die Verhandlungsrunde.", False),
        ("Wann haben sie zum zweiten Mal telefoniert?", "de", "Sie telefonierten zum dritten Mal.", True),
        ("Wann haben sie telefoniert?", "de", "Sie telefonierten zum dritten Mal.", False),
        ("Wie viele Tore fielen in acht Spielen?", "de", "Das dritte Spiel endete ohne Tore.", False),
    ],
)  # fmt: skip
def test_what_is_counted_is_the_same_one(question: str, lang: Language, text: str, is_another: bool) -> None:
    assert is_of_another(question, text, lang) is is_another
