"""Whether a sentence tells of another place than the one asked about."""

from datetime import date

import pytest

from index.article import Article, Language
from index.timex import event_date
from rag.dating import may_date
from rag.elsewhere import is_elsewhere
from rag.types import Evidence
from rag.understand import understand

TITLE = "Kern spends three hours in the Hofburg"
PUBLISHED = date(2025, 5, 20)
GENEVA = "At the meeting before, in Geneva on 2 May, they had talked for four hours."
MONDAY = "In Geneva they talked for four hours on Monday."


@pytest.mark.parametrize(
    ("question", "lang", "text", "elsewhere"),
    [
        ("How long did they talk in the Hofburg?", "en", GENEVA, True),
        ("How long did they talk in Geneva?", "en", GENEVA, False),
        ("Wie lange sprachen sie in Genf?", "de", GENEVA, False),
        ("How long did they talk?", "en", GENEVA, False),
        ("How long did they talk in Brenn?", "en", GENEVA, False),  # no article has the place
        ("How long did they talk in the Hofburg?", "en", "They talked for three hours on 2 May.", False),
        ("How long did they talk in the Hofburg?", "en", MONDAY, False),  # it may be there
        ("How long did they talk in the Hofburg?", "en", "In Geneva they talked for four hours.", False),
        ("How long did they talk in Austria?", "en", GENEVA, False),  # a country has places in it
        ("How long did they talk in the Hofburg?", "en", "In Austria they talked for hours on 2 May.", False),
    ],
)  # fmt: skip
def test_what_took_place_elsewhere(question: str, lang: Language, text: str, elsewhere: bool) -> None:
    article = Article("a", TITLE, f"{text} Austria is neutral.", PUBLISHED, None, None, "en")
    told = Evidence("a", TITLE, None, PUBLISHED, event_date(text, PUBLISHED), text, 0, len(text), 8.0)
    asked = understand(question, lang)
    assert is_elsewhere(told, asked, article) is elsewhere
    assert may_date(told, asked, article) is not elsewhere
