"""Times that a draft took over from its question."""

from datetime import date

import pytest

from index.article import Article, Language
from rag.repair import is_told_before, without_asked_times, without_false_dates
from rag.types import Evidence
from rag.understand import understand


@pytest.mark.parametrize(
    ("question", "lang", "sentence", "left"),
    [
        (
            "What does a ticket to Holm cost from August?", "en", "A ticket to Holm costs 3.30 euros from August.",
            "A ticket to Holm costs 3.30 euros.",
        ),
        (
            "What does a ticket cost from August?", "en", "The price of a ticket from August is 3.30 euros.",
            "The price of a ticket is 3.30 euros.",
        ),
        (
            "Was kostet die Karte ab August 2025?", "de", "Ab August 2025 kostet die Karte 3,30 Euro.",
            "Ab August 2025 kostet die Karte 3,30 Euro.",
        ),
        (
            "Was kostet die Karte ab August?", "de", "Die Karte kostet ab August 3,30 Euro.",
            "Die Karte kostet 3,30 Euro.",
        ),
        ("What does it cost from August?", "en", "It costs 3.30 euros from May.", "It costs 3.30 euros from May."),
        ("What does it cost?", "en", "It costs 3.30 euros.", "It costs 3.30 euros."),
    ],
)  # fmt: skip
def test_the_times_of_the_question_go(question: str, lang: Language, sentence: str, left: str) -> None:
    assert without_asked_times(sentence, understand(question, lang, today=date(2025, 5, 14))) == left


TEXT = "Vom 1. August an wird es teurer. Eine Karte kostet dann 3,30 Euro. Bis Mai 2024 waren es 2 Euro."
ARTICLE = Article("a", "Neue Preise", TEXT, date(2025, 5, 14), None, None, "de")


@pytest.mark.parametrize(
    ("question", "quote", "told"),
    [
        ("Was kostet eine Karte ab August?", "Eine Karte kostet dann 3,30 Euro.", True),
        ("Was kostet eine Karte im Juni 2025?", "Eine Karte kostet dann 3,30 Euro.", False),
        ("Was kostet eine Karte ab August?", "Bis Mai 2024 waren es 2 Euro.", False),
        ("Was kostet eine Karte?", "Eine Karte kostet dann 3,30 Euro.", False),
    ],
)
def test_the_time_is_that_of_the_lines_before(question: str, quote: str, told: bool) -> None:
    start = TEXT.index(quote)
    evidence = Evidence("a", "Neue Preise", None, ARTICLE.published, None, quote, start, start + len(quote), 5.0)
    assert is_told_before(understand(question, "de", today=date(2025, 5, 14)), evidence, ARTICLE) is told


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("Sie sprachen am Dienstag, das 19. März 2025, und lange.", "Sie sprachen am Dienstag, und lange."),
        ("They spoke on Tuesday, 19 March 2025, for hours.", "They spoke on Tuesday, for hours."),
        ("They met on Saturday, April 13, 2025.", "They met on Saturday."),
        ("Sie sprachen am Dienstag, dem 18. März 2025.", "Sie sprachen am Dienstag, dem 18. März 2025."),
        ("Am 19. März 2025 sprachen sie, am Dienstag nicht.", "Am 19. März 2025 sprachen sie, am Dienstag nicht."),
    ],
)
def test_a_date_goes_that_does_not_fall_on_its_weekday(sentence: str, left: str) -> None:
    assert without_false_dates(sentence) == left
