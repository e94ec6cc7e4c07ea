"""By phone or face to face: what is asked, and what a sentence tells."""

from datetime import date

import pytest

from index.article import Article
from rag.medium import Medium, asked_medium, is_by
from rag.types import Evidence

DAY = date(2025, 5, 20)


@pytest.mark.parametrize(
    ("question", "medium"),
    [
        ("Wann haben Kern und Brandt zuletzt telefoniert?", "phone"), ("When did they last phone?", "phone"),
        ("How long was the last call between Kern and Brandt?", "phone"), ("Wer hat Brandt angerufen?", "phone"),
        ("Wann haben sich Kern und Brandt getroffen?", "person"), ("When did Kern and Brandt meet?", "person"),
        ("Wann sprachen sie unter vier Augen?", "person"), ("When did they first talk face to face?", "person"),
        ("Letztes Telefonat vor dem Treffen auf Malta: wann?", "phone"),
        ("When did they meet after the phone call?", "person"),
        ("Wann haben sie zuletzt gesprochen?", None), ("Wie oft haben sie sich getroffen oder telefoniert?", None),
        ("Wann wurde die Brücke getroffen?", None), ("Did the firm meet its climate target?", None),
        ("When did he call an election?", None),
    ],
)  # fmt: skip
def test_how_they_got_in_touch(question: str, medium: Medium | None) -> None:
    assert asked_medium(question) == medium


@pytest.mark.parametrize(
    ("text", "title", "rest", "phone", "person"),
    [
        ("Beide sprachen am Montag zwei Stunden.", "Telefonat ohne Ergebnis", "", True, False),
        ("Am Montag griffen beide zum Hörer.", "Neues Gespräch", "", True, False),
        ("Kern und Brandt trafen sich am Montag.", "Nach dem Anruf", "", False, True),
        ("Kern und Brandt unterhielten sich am Samstag.", "Im Dom", "Die Begegnung war kurz.", False, True),
        ("They talked for an hour on Monday.", "Progress", "It was their second call.", True, False),
        ("They talked for an hour on Monday.", "Progress", "They met after their call.", True, True),
        ("They talked for an hour on Monday.", "Progress", "", False, False),
        ("Beim Telefonat ging es über ein mögliches persönliches Treffen.", "Kern ruft an", "", True, False),
    ],
)
def test_a_sentence_or_its_article_tells_by_what(text: str, title: str, rest: str, phone: bool, person: bool) -> None:
    told = Evidence("a", title, None, DAY, DAY, text, 0, len(text), 8.0)
    article = Article("a", title, f"{text} {rest}", DAY, None, None, "de")
    assert is_by("phone", told, article) is phone
    assert is_by("person", told, article) is person
