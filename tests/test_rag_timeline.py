"""Which evidence answers first: by weight, by the events known, or by day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.timeline import RIVAL, place, ranked
from rag.types import Evidence
from rag.understand import Understanding, understand

MONDAY = date(2025, 3, 3)
LATEST = understand("Wann brannte es zuletzt?", "de")
EARLIEST = understand("When did it first burn?", "en")
NO_ORDER = understand("Wo brannte es?", "de")


def told(name: str, event: int | None = None, published: int | None = None) -> Evidence:
    """Evidence with days counted from Monday."""
    days = [None if n is None else MONDAY + timedelta(n) for n in (published, event)]
    return Evidence(name, "Meldung", None, days[0], days[1], f"Satz {name}.", 0, 7, 0.0)


def order(asked: Understanding, weighed: Sequence[tuple[Evidence, float]], events: Sequence[Evidence] = ()) -> str:
    found = [replace(e, score=w) for e, w in weighed]
    return "".join(e.article_id for e in ranked(asked, found, events))


def test_without_an_order_by_weight() -> None:
    assert order(NO_ORDER, [(told("a", 1), 0.1), (told("b", 9), 2.0), (told("c"), 1.0)]) == "bca"


@pytest.mark.parametrize(("asked", "found"), [(LATEST, "cab"), (EARLIEST, "bac")])
def test_likely_sentences_by_day(asked: Understanding, found: str) -> None:
    assert order(asked, [(told("a", 3), 3.0), (told("b", 1), 2.5), (told("c", 5), 2.0)]) == found


def test_an_unlikely_sentence_does_not_lead_by_its_day() -> None:
    weak = told("b", 9)
    assert order(LATEST, [(told("a", 1), 3.0), (weak, 3.0 - RIVAL - 0.01)]) == "ab"
    assert order(LATEST, [(told("a", 1), 3.0), (weak, 3.0 - RIVAL)]) == "ba"


def test_undated_sentences_come_last_where_an_order_is_asked_for() -> None:
    assert order(LATEST, [(told("a"), 9.0), (told("b", 1), 1.0), (told("c"), 2.0)]) == "bac"
    assert order(LATEST, [(told("a"), 1.0), (told("b"), 2.0)]) == "ba"
    assert order(LATEST, []) == ""


def test_the_day_of_an_article_counts_only_where_it_tells_best() -> None:
    dated, looking_back = told("a", 1, published=2), told("b", published=9)
    assert order(LATEST, [(dated, 2.0), (looking_back, 1.5)]) == "ab"
    assert order(LATEST, [(dated, 2.0), (looking_back, 2.5)]) == "ba"


@pytest.mark.parametrize("asked", [LATEST, NO_ORDER])
def test_known_events_lead_in_their_order(asked: Understanding) -> None:
    a, b, c, d = told("a", 9), told("b", 1), told("c", 3), told("d", 2)
    assert order(asked, [(a, 1.0), (b, 4.0), (c, 2.0), (d, 3.0)], [c, a, told("x", 8)]) == "cabd"


def test_place_tells_two_sentences_of_an_article_apart() -> None:
    assert place(told("a", 1)) == ("a", 0) == place(told("a", 2))


@given(
    st.lists(st.tuples(st.none() | st.integers(0, 9), st.none() | st.integers(0, 9), st.floats(-5, 5)), max_size=8),
    st.sampled_from([LATEST, EARLIEST, NO_ORDER]),
)
def test_nothing_is_lost_or_added(days: list[tuple[int | None, int | None, float]], asked: Understanding) -> None:
    weighed = [(told(str(n), event, published), weight) for n, (event, published, weight) in enumerate(days)]
    assert sorted(order(asked, weighed)) == [str(n) for n in range(len(days))]
