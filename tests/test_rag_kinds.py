"""Whether a sentence is of the kind that a question asks for."""

import pytest

from index.article import Article, Language
from rag.kinds import answers, may_answer
from rag.types import Evidence
from rag.understand import understand


@pytest.mark.parametrize(
    ("question", "lang", "sentence", "does"),
    [
        ("Wann und wo treffen sie sich?", "de", "Sie treffen sich am 16. Juni.", False),
        ("Wann und wo treffen sie sich?", "de", "Sie treffen sich am 16. Juni in Palermo.", True),
        ("Where and when is the next meeting?", "en", "The next meeting is on Monday.", False),
        ("Where and when is the next meeting?", "en", "The next meeting is on Monday at the Customs House.", True),
        ("When is the next meeting?", "en", "The next meeting is on Monday.", True),
        ("Öffnet das Freibad im Mai?", "de", "Nein, das Freibad öffnet im Mai.", False),
        ("Öffnet das Freibad im Mai?", "de", "Nein, das Freibad öffnet nicht im Mai.", True),
        ("Öffnet das Freibad im Mai?", "de", "Nein, das Freibad öffnet erst im Juni.", True),
        ("Does the pool open in May?", "en", "No.", True),
        ("Does the pool open?", "en", "No, the pool opens.", False),
        ("Where was Kern when she spoke?", "en", "They will meet there, she said.", False),
        ("Where was Kern when she spoke?", "en", "There was a rally in Marlow, she said.", True),
        ("Wo war Kern?", "de", "Sie sagte es dort.", False),
        ("Wo war Kern?", "de", "Dort, in Marlow, war sie.", True),
        ("Auf wessen Vorschlag kam Kern?", "de", "Ada Kern kam.", False),
        ("Auf wessen Vorschlag kam Kern?", "de", "Kern kam auf Vorschlag von Nora Brandt.", True),
        ("Welcher Minister kam?", "de", "Minister Kern kam.", True),
        ("How long did the talks last?", "en", "The talks lasted eight weeks.", True),
        ("Where did the ship go?", "en", "The ship went to the ...", False),
        ("Where did the ship go?", "en", "The ship went to Holm.", True),
        ("Wohin fuhr das Schiff?", "de", "Das Schiff fuhr nach …", False),
        ("Wo war Kern dabei?", "de", "Kern war am Montag dabei.", False),
        ("Wo war Kern dabei?", "de", "Kern war am Montag im Zollhaus.", True),
        ("Who opened the fair?", "en", "The fair opened on 3 May 2025.", False),
        ("When did Kern open the fair?", "en", "Kern opened the fair on 3 May 2025.", True),
        # money, and what else is measured
        ("How much did the voyage cost?", "en", "The ship left on a 33-day voyage.", False),
        ("How much did the voyage cost?", "en", "The voyage cost 33 dollars.", True),
        ("Was kostete die Reise?", "de", "Die Reise dauerte 33 Tage.", False),
        ("Um wie viel Prozent stiegen die Preise?", "de", "Sie stiegen um 4 Prozent.", True),
        ("Wie viele Leute zahlten Eintritt?", "de", "Es waren 340 Besucher.", True),
        ("How long did the paid leave last?", "en", "It was 33 days.", True),
        ("Was kostet die Fähre?", "de", "Die Fähre ist kostenlos.", True),
        ("How much is the fare?", "en", "The ferry is free of charge.", True),
        ("How many people paid?", "en", "The ferry is free of charge.", False),
        ("Wie hoch ist der Turm?", "de", "Der Eintritt ist frei.", False),
        ("Wie hoch ist der Turm?", "de", "Züge fahren dort 60 Kilometer pro Stunde.", False),
        ("Wie hoch ist der Turm?", "de", "Er ist 60 Meter hoch, der Wind dort 90 km/h schnell.", True),
        ("Wie schnell fahren die Züge?", "de", "Züge fahren dort 60 km/h.", True),
        ("How high is the speed limit?", "en", "Trains do 60 miles per hour.", True),
    ],
)
def test_what_is_asked_is_all_told(question: str, lang: Language, sentence: str, does: bool) -> None:
    assert answers(sentence, understand(question, lang)) is does


def test_against_whom_is_not_told_of_one_side() -> None:
    told = Evidence("a", "Titel", None, None, None, "Igel traf für Aldern.", 0, 21, 8.0)
    source = Article("a", "Titel", told.text, None, None, None, "de")
    assert not may_answer(told, understand("Gegen wen gewann Aldern den Pokal?", "de"), source)
    assert may_answer(told, understand("Wo gewann Aldern den Pokal?", "de"), source)
