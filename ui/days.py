"""Days as a user types them, at the command line or on the page."""

from datetime import date, datetime

from index.errors import QuestionError
from index.scope import Scope


def read_day(text: str) -> date:
    """A day as 2025-05-19 or 19.05.2025; QuestionError otherwise."""
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    raise QuestionError(f"expected a day as 2025-05-19 or 19.05.2025, found {text!r}")


def articles_between(since: date | None, until: date | None, as_of: date | None = None) -> Scope:
    """Articles published from `since` to `until`, both included; QuestionError when no day lies between.

    `as_of` limits as `until` does, but is no part of the scope.
    """
    last = min((day for day in (until, as_of) if day), default=None)
    if since and last and since > last:
        raise QuestionError(f"expected a first day on or before the last, found {since} to {last}. Swap or drop one.")
    return Scope(since=since, until=until)


def read_period(since: str, until: str) -> Scope:
    """The articles between two days as typed, where nothing typed is no limit; QuestionError as above."""
    first, last = (read_day(day) if day.strip() else None for day in (since, until))
    return articles_between(first, last)
