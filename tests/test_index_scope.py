"""What a scope holds, and a scope narrowed to a day."""

from datetime import date

import pytest

from index.article import Language
from index.db import ArticleInfo
from index.scope import EVERYTHING, Scope

MAY, JUNE, JULY = date(2025, 5, 1), date(2025, 6, 1), date(2025, 7, 1)


def info(article_id: str = "a", published: date | None = JUNE, lang: Language = "de") -> ArticleInfo:
    return ArticleInfo(article_id, "Meldung", published, None, lang, 1)


@pytest.mark.parametrize(
    ("scope", "held"),
    [
        (EVERYTHING, True), (Scope(since=JUNE), True), (Scope(until=JUNE), True), (Scope(JUNE, JUNE), True),
        (Scope(since=JULY), False), (Scope(until=MAY), False), (Scope(MAY, JULY), True), (Scope(lang="de"), True),
        (Scope(lang="en"), False), (Scope(only=frozenset({"a"})), True), (Scope(only=frozenset({"b"})), False),
        (Scope(only=frozenset()), False), (Scope(MAY, JULY, "en", frozenset({"a"})), False),
    ],
)  # fmt: skip
def test_holds(scope: Scope, held: bool) -> None:
    assert scope.holds(info()) is held


def test_an_undated_article_lies_in_no_period() -> None:
    undated = info(published=None)
    assert [Scope(since=MAY).holds(undated), Scope(until=JULY).holds(undated)] == [False, False]
    assert EVERYTHING.holds(undated)
    assert Scope(lang="de", only=frozenset({"a"})).holds(undated)


def test_until_day_only_narrows() -> None:
    assert EVERYTHING.until_day(JUNE) == Scope(until=JUNE)
    assert Scope(MAY, JULY, "de").until_day(JUNE) == Scope(MAY, JUNE, "de")
    assert Scope(until=MAY).until_day(JUNE) == Scope(until=MAY)
    assert Scope(until=MAY).until_day(None) == Scope(until=MAY)


def test_is_all() -> None:
    assert EVERYTHING.is_all
    assert Scope().is_all
    assert not Scope(only=frozenset()).is_all


@pytest.mark.parametrize(
    ("scope", "narrowed"),
    [
        (EVERYTHING, Scope(MAY, JUNE)), (Scope(since=JUNE), Scope(JUNE, JUNE)), (Scope(until=MAY), Scope(MAY, MAY)),
        (Scope(JULY, JULY, "de"), Scope(JULY, JUNE, "de")),
    ],
)  # fmt: skip
def test_within(scope: Scope, narrowed: Scope) -> None:
    assert scope.within(MAY, JUNE) == narrowed
