"""How often something has happened, as sentences count it."""

from datetime import date

import pytest

from rag.often import counts_within, times_hinted, times_told
from rag.period import Period
from rag.types import Evidence

DAY = date(2025, 6, 20)


def said(text: str) -> Evidence:
    return Evidence("a", "Titel", None, DAY, None, text, 0, len(text), 8.0)


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Seit Januar haben sie viermal telefoniert.", 4), ("They have met three times since May.", 3),
        ("Zum dritten Mal in diesem Jahr wird gestreikt.", 3), ("The river rose for the 12th time.", 12),
        ("Es ist schon die vierte Restitution seit 2009.", 4), ("It was the envoy's fourth trip since January.", 4),
        ("Fourth visit to Russia this year", 4), ("Die Fähre fuhr zweimal, im Januar und im Mai.", 2),
        ("Zum dritten Mal in Folge siegte Holm.", 0), ("Das Haus ist dreimal so hoch wie der Turm.", 0),
        ("It is three times as long as the first.", 0), ("Es wäre der dritte Ausstand in diesem Jahr.", 0),
        ("In der 93. Minute fiel das Tor.", 0), ("Der dritte Pfeiler hat einen Riss.", 0),
        ("Die zweite von vier Warnstufen wurde ausgerufen.", 0), ("Am 4. Mai wurde gestreikt.", 0),
        ("Das Paket wurde gebracht.", 0), ("Ob es diesmal gelingt?", 0),
    ],
)  # fmt: skip
def test_a_sentence_counts_what_happened(text: str, times: int) -> None:
    assert times_told(said(text)) == times


def test_whatever_is_counted_hints_at_more() -> None:
    assert times_hinted(said("Der dritte Pfeiler hat einen Riss.")) == 3
    assert times_hinted(said("Das Paket wurde gebracht.")) == 0


@pytest.mark.parametrize(
    ("text", "first", "within"),
    [
        ("Viermal seit Januar haben sie telefoniert.", date(2025, 1, 1), True),
        ("Four times since early March they have met.", date(2025, 3, 1), True),
        ("Es ist die vierte Restitution seit 2009.", date(2009, 1, 1), True),
        ("Zum dritten Mal in diesem Jahr wird gestreikt.", date(2025, 1, 1), True),
        ("Zum dritten Mal in diesem Jahr wird gestreikt.", date(2024, 1, 1), False),
        ("Im Januar haben sie viermal telefoniert.", date(2025, 1, 1), False),
        ("Viermal haben sie telefoniert.", date(2025, 1, 1), False),
    ],
)
def test_what_is_counted_began_with_the_time_asked_about(text: str, first: date, within: bool) -> None:
    assert counts_within(said(text), Period(first, date.max)) is within


def test_a_count_of_just_the_time_asked_about_counts() -> None:
    january = Period(date(2025, 1, 1), date(2025, 1, 31))
    assert counts_within(said("Im Januar haben sie viermal telefoniert."), january)


def test_without_a_time_every_count_from_some_beginning_will_do() -> None:
    assert counts_within(said("Viermal haben sie telefoniert."), None)
    assert counts_within(said("Es ist die vierte Restitution seit 2009."), None)
    assert not counts_within(said("Es ist die vierte Restitution."), None)
