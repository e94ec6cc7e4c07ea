"""Which articles of an archive a search is about."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from index.article import Language

if TYPE_CHECKING:
    from index.db import ArticleInfo


@dataclass(frozen=True)
class Scope:
    """Articles published from `since` to `until` (both included), in one language, of these ids; None does not limit.

    An article without a date cannot be shown to lie in a period, so any limit of time leaves it out.
    """

    since: date | None = None
    until: date | None = None
    lang: Language | None = None
    only: frozenset[str] | None = None

    @property
    def is_all(self) -> bool:
        return self == EVERYTHING

    def holds(self, article: "ArticleInfo") -> bool:
        """Whether an article is in the scope."""
        return (
            (self.only is None or article.id in self.only)
            and (self.lang is None or article.lang == self.lang)
            and self._in_time(article.published)
        )

    def _in_time(self, published: date | None) -> bool:
        if self.since is None and self.until is None:
            return True
        return published is not None and (self.since or date.min) <= published <= (self.until or date.max)

    def until_day(self, day: date | None) -> "Scope":
        """The same without what was published after a day."""
        return self if day is None else replace(self, until=min(day, self.until or day))

    def within(self, first: date, last: date) -> "Scope":
        """The part of it that was published from one day to another, both included."""
        return replace(self.until_day(last), since=max(first, self.since or first))


EVERYTHING = Scope()
