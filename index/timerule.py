"""What a rule for time expressions is: which words open it, its pattern, and how it is read."""

import re
from collections.abc import Callable
from datetime import date
from typing import Literal, NamedTuple

from index.days import Days

Kind = Literal["date", "time", "duration", "set"]


class Reading(NamedTuple):
    """What an expression means. `days` None: an expression of time that does not come to certain days."""

    days: Days | None
    other: Days | None = None
    kind: Kind = "date"


Resolver = Callable[[re.Match[str], date | None], Reading | None]
"""None: no expression of time after all. ValueError or OverflowError: no day of the calendar."""

UNPLACED = Reading(None)


class Rule(NamedTuple):
    opens: str
    """Regular expression of the first word, in small letters."""
    pattern: re.Pattern[str]
    """Matched at the first word; the expression is its group `it`, else the whole match."""
    resolve: Resolver


def rule(opens: str, pattern: str, resolve: Resolver) -> Rule:
    return Rule(opens, re.compile(pattern, re.IGNORECASE), resolve)


def words_before(match: re.Match[str]) -> str:
    """The few words before an expression; a bounded piece, so that long texts cost no more than short ones."""
    return match.string[max(0, match.start() - 40) : match.start()]


def always(kind: Kind) -> Resolver:
    """For expressions that never come to certain days."""
    reading = Reading(None, kind=kind)
    return lambda match, published: reading
