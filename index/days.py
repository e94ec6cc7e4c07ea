"""Ranges of days: what a time expression comes to."""

import calendar
from datetime import date, timedelta

Days = tuple[date, date]
"""First and last, both included."""


def year_of(year: int) -> Days:
    return date(year, 1, 1), date(year, 12, 31)


def day_of(year: int, month: int, day: int) -> Days | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found, found


def nearest_year(month: int, day: int, published: date | None) -> Days | None:
    """A date without a year: the one nearest to the publication date."""
    if published is None:
        return None
    days = [found for year in (-1, 0, 1) if (found := day_of(published.year + year, month, day))]
    return min(days, key=lambda found: abs((found[0] - published).days), default=None)


def month_of(year: int, month: int) -> Days:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def back_from(published: date, count: int, unit: str) -> Days:
    if unit in "td":
        found = published - timedelta(days=count)
        return found, found
    if unit == "w":
        found = published - timedelta(weeks=count)
        return found, found
    if unit == "m":
        months = published.year * 12 + published.month - 1 - count
        return month_of(months // 12, months % 12 + 1)
    return year_of(published.year - count)
