"""Which dated sentences tell of an event, and in which order events are told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article
from rag.events import LEAST, NEARLY, SURE, Candidate, Features, features, in_order, looks_back, may_tell, probability
from rag.period import Period
from rag.relevance import Relevance
from rag.types import Evidence, Hit
from rag.understand import Understanding, understand

WEDNESDAY = date(2025, 3, 5)
LIKELY = Features(0.0, 1.0, 1.0, True, False, 0, False, False, False, 0.0, False)
UNLIKELY = Features(-2.0, 0.2, 0.3, False, False, 2, True, True, True, -1.0, True)
LATEST = understand("Wann brannte es zuletzt?", "de")
EARLIEST = understand("When did it first burn?", "en")
ALL = understand("Wie oft brannte es?", "de")


def told(name: str = "a", event: date | None = None, published: date | None = WEDNESDAY, start: int = 0) -> Evidence:
    return Evidence(name, "Meldung", None, published, event, "Ein Satz.", start, start + 9, 0.0)


def day(n: int) -> date:
    return date(2025, 1, 1) + timedelta(n)


# -- probability -----------------------------------------------------------------------------------------------------


def test_probability_of_clear_cases() -> None:
    assert probability(LIKELY) > 0.9
    assert probability(UNLIKELY) < 0.01


FEATURES = st.builds(
    Features,
    likeness=st.floats(-5, 0), covered=st.floats(0, 1), passage_covered=st.floats(0, 1),
    opens=st.booleans(), follows=st.just(False), lacking=st.integers(0, 1), undated=st.booleans(),
    called_off=st.booleans(), planned=st.booleans(), opening_likeness=st.floats(-5, 0), aside=st.booleans(),
)  # fmt: skip


@given(
    FEATURES,
    st.sampled_from(["likeness", "covered", "passage_covered", "opening_likeness"]),
    st.floats(0.01, 2),
)
def test_more_of_what_speaks_for_it_makes_it_likelier(of: Features, name: str, more: float) -> None:
    stronger: dict[str, Any] = {name: getattr(of, name) + more}
    assert 0 < probability(of) < probability(replace(of, **stronger)) < 1


@given(FEATURES, st.sampled_from(["lacking", "undated", "called_off", "planned", "aside"]))
def test_what_speaks_against_it_makes_it_less_likely(of: Features, name: str) -> None:
    against: dict[str, Any] = {name: 2 if name == "lacking" else True}
    without: dict[str, Any] = {name: 0 if name == "lacking" else False}
    assert probability(replace(of, **against)) < probability(replace(of, **without))


@given(FEATURES)
def test_the_nearer_the_top_of_the_article_the_likelier(of: Features) -> None:
    first, second, later = (replace(of, opens=a, follows=b) for a, b in ((True, False), (False, True), (False, False)))
    assert probability(first) > probability(second) > probability(later)


# -- which sentences may tell ----------------------------------------------------------------------------------------


def article(text: str, published: date | None = WEDNESDAY) -> Article:
    return Article("a", "Feuer", text, published, None, None, "de")


def sentence(of: Article, text: str, event: date | None = None) -> Evidence:
    start = of.text.index(text)
    return Evidence(of.id, of.title, None, of.published, event, text, start, start + len(text), 0.0)


@pytest.mark.parametrize(
    ("event", "published", "may"),
    [(date(2025, 3, 4), WEDNESDAY, True), (WEDNESDAY, WEDNESDAY, True), (date(2025, 3, 6), WEDNESDAY, False),
     (date(2025, 3, 6), None, True), (None, None, False)],
)  # fmt: skip
def test_a_day_may_be_told_that_had_come(event: date | None, published: date | None, may: bool) -> None:
    text = "Die Scheune brannte."
    assert may_tell(sentence(article(text, published), text, event), article(text, published)) is may


def test_the_opening_of_an_article_without_any_day_is_told_on_its_own() -> None:
    rest = "Der Schaden ist groß. Niemand wurde verletzt. Die Wehr löschte lange. Die Ursache ist offen."
    undated = article(f"Die Scheune brannte. {rest}")
    assert [may_tell(sentence(undated, s), undated) for s in ("Die Scheune brannte.", "Die Ursache ist offen.")] == [
        True,
        False,
    ]
    ahead = article(f"Die Scheune wird abgerissen. Vom 8. bis 10. März ist die Straße zu. {rest}")
    assert not may_tell(sentence(ahead, "Die Scheune wird abgerissen."), ahead)
    dated = article(f"Am Montag brannte die Scheune. {rest}")
    assert not may_tell(sentence(dated, "Der Schaden ist groß."), dated)


# -- features --------------------------------------------------------------------------------------------------------

FIRE = "Am Montag brannte die Scheune. Der Brand wurde gelöscht. Sie hielt lange. Am Dienstag zählte Holm die Kühe."


def candidates(texts: Sequence[str], cosines: Sequence[float], of: Article) -> list[Candidate]:
    hit = Hit(of.id, f"{of.id}:0", 2.0, of.text, 0, len(of.text), of.published)
    return [Candidate(sentence(of, text, WEDNESDAY), hit, of, c, 0.9) for text, c in zip(texts, cosines, strict=True)]


def test_features_by_hand() -> None:
    of = article(FIRE)
    texts = ["Am Montag brannte die Scheune.", "Der Brand wurde gelöscht.", "Am Dienstag zählte Holm die Kühe."]
    found = candidates(texts, [0.8, 0.7, 0.5], of)
    asked = understand("Wann brannte die Scheune?", "de")
    result = features(found, Relevance(asked, texts), {"a": 3})
    assert [f.likeness for f in result] == pytest.approx([0.0, -1.0, -3.0])
    assert [(f.opens, f.follows) for f in result] == [(True, False), (False, True), (False, False)]
    assert [f.lacking for f in result] == [2] * 3
    assert [f.undated for f in result] == [False] * 3
    assert [f.covered for f in result][::2] == pytest.approx([1.0, 0.0])
    assert [f.passage_covered for f in result] == pytest.approx([1.0] * 3)
    assert [(f.opening_likeness, f.aside) for f in result] == [(0.0, False)] * 3
    assert features([], Relevance(asked, []), {}) == []


@pytest.mark.parametrize(
    ("text", "called_off", "planned"),
    [
        ("Das Fest wurde abgesagt.", True, False), ("Das Fest fällt aus.", True, False),
        ("Wirt Holm sagte die Feier ab.", True, False), ("Der Lauf fand nicht statt.", True, False),
        ("The race was called off.", True, False), ("The race was postponed.", True, False),
        ("The race did not take place.", True, False), ("The race didn't take place.", True, False),
        ("Sie verschob die Reise.", True, False), ("Er sagte, ab Mai gelte das.", False, False),
        ("Sie sah aus dem Fenster, als der Regen fiel.", False, False),
        ("Das Fest soll im Juni sein.", False, True), ("Der Lauf ist für Juni geplant.", False, True),
        ("The race is scheduled for June.", False, True), ("They announced a race.", False, True),
        ("Anwohner müssen sich auf Lärm einstellen.", False, True), ("The ship that is to sail left.", False, False),
        ("Das Fest begann mit Musik.", False, False), ("The race ended early.", False, False),
        ("Es gab keinen Ausfall der Technik.", False, False),
    ],
)  # fmt: skip
def test_called_off_and_planned(text: str, called_off: bool, planned: bool) -> None:
    found = candidates([text], [0.5], article(text))
    (of,) = features(found, Relevance(LATEST, [text]), {"a": 0})
    assert (of.called_off, of.planned) == (called_off, planned)


LOOK_BACK = "Heute vor einem Jahr brannte die Scheune. Seit gestern steht ein Stein im Heimatmuseum. Er ist klein."


def test_a_recent_day_in_a_look_back_is_an_aside() -> None:
    assert looks_back(article(LOOK_BACK))
    assert not looks_back(article(FIRE))
    assert not looks_back(article(LOOK_BACK, None))
    texts = ["Heute vor einem Jahr brannte die Scheune.", "Seit gestern steht ein Stein im Heimatmuseum."]
    found = candidates(texts, [0.8, 0.8], article(LOOK_BACK))
    days = [date(2024, 3, 5), date(2025, 3, 4)]
    dated = [replace(c, evidence=replace(c.evidence, event_date=d)) for c, d in zip(found, days, strict=True)]
    assert [f.aside for f in features(dated, Relevance(LATEST, texts), {"a": 0})] == [False, True]


# -- one sentence for each day ---------------------------------------------------------------------------------------


def picked(asked: Understanding, *found: tuple[float, Evidence]) -> list[str]:
    return [e.article_id for e in in_order(asked, found)]


def test_newest_first_for_last_and_oldest_first_otherwise() -> None:
    found = [(0.9, told("b", day(2))), (0.8, told("c", day(3))), (0.7, told("a", day(1)))]
    assert picked(LATEST, *found) == ["c", "b", "a"]
    assert picked(EARLIEST, *found) == picked(ALL, *found) == ["a", "b", "c"]


def test_the_first_time_is_before_the_second() -> None:
    again = replace(told("b", day(2)), text="Zum zweiten Mal brannte es.")
    found = [(0.8, again), (0.9, told("c", day(3))), (0.35, told("a", day(1)))]
    assert picked(EARLIEST, *found) == ["a"]  # likely enough, now that it is the likeliest of those before
    assert picked(LATEST, *found) == ["c", "b"]
    assert picked(EARLIEST, (SURE - 0.01, again), (0.9, told("c", day(3)))) == ["c"]
    assert picked(EARLIEST, (0.9, replace(again, text="It burned for the first time.")), found[1]) == ["b", "c"]


def test_the_likeliest_sentence_stands_for_its_day() -> None:
    assert picked(ALL, (0.6, told("a", day(1))), (0.9, told("b", day(1))), (0.7, told("c", day(1)))) == ["b"]


def test_unlikely_sentences_are_left_out_but_not_all() -> None:
    assert picked(LATEST, (0.9, told("a", day(1))), (SURE - 0.01, told("b", day(2)))) == ["a"]
    assert picked(LATEST, (0.6, told("a", day(1))), (0.6 * NEARLY, told("b", day(2)))) == ["b", "a"]
    assert picked(LATEST, (0.6, told("a", day(1))), (0.59 * NEARLY, told("b", day(2)))) == ["a"]
    assert picked(LATEST, (LEAST, told("a", day(1)))) == ["a"]
    assert picked(LATEST, (LEAST - 0.01, told("a", day(1)))) == []
    assert picked(LATEST) == []


def test_an_article_that_names_the_day_does_not_count_by_its_own() -> None:
    assert picked(LATEST, (0.9, told("a", day(1))), (0.9, told("a", start=50))) == ["a"]
    assert picked(LATEST, (0.9, told("a", day(1))), (0.9, told("b"))) == ["b", "a"]
    assert picked(LATEST, (0.9, told("a", published=None))) == []


def test_where_an_article_names_a_day_at_all_its_own_day_counts_only_if_twice_as_likely() -> None:
    assert picked(LATEST, (0.7, told("a", day(1), day(9))), (0.9, told("a", published=day(9), start=50))) == ["a"]
    published = (0.8, told("a", published=day(9), start=50))
    assert [e.start for e in in_order(LATEST, [(0.39, told("a", day(1), day(9))), published])] == [50]
    assert [e.start for e in in_order(LATEST, [(0.41, told("a", day(1), day(9))), published])] == [0]


def test_an_article_that_tells_better_of_a_day_long_past_does_not_date_by_its_news() -> None:
    old, new = told("a", day(1), day(60)), told("a", day(59), day(60), start=50)
    assert [e.start for e in in_order(LATEST, [(0.9, old), (0.8, new)])] == [0]
    assert [e.start for e in in_order(LATEST, [(0.8, old), (0.9, new)])] == [50, 0]


def test_only_days_of_the_period_count() -> None:
    january = replace(ALL, period=Period(day(0), day(30)))
    assert picked(january, (0.6, told("a", day(30))), (0.9, told("b", day(31))), (0.9, told("c"))) == ["a"]


@given(
    st.lists(st.tuples(st.floats(0.01, 1), st.none() | st.integers(0, 6), st.none() | st.integers(0, 9)), max_size=12),
    st.sampled_from([LATEST, EARLIEST, ALL]),
    st.none() | st.tuples(st.integers(0, 6), st.integers(0, 3)),
)
def test_days_are_in_order_each_once_and_inside(
    found: list[tuple[float, int | None, int | None]], asked: Understanding, limits: tuple[int, int] | None
) -> None:
    period = Period(day(limits[0]), day(sum(limits))) if limits else None
    events = [
        (p, told(str(n), None if e is None else day(e), None if d is None else day(d)))
        for n, (p, e, d) in enumerate(found)
    ]
    days = [e.event_date or e.published for e in in_order(replace(asked, period=period), events)]
    known = [d for d in days if d is not None]
    assert known == days
    assert known == sorted(set(known), reverse=asked.order == "latest")
    assert period is None or all(map(period.holds, known))
