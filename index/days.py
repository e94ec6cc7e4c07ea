"""Ranges of days: what a time expression comes to."""

import calendar
from datetime import date, timedelta
from typing import Literal

Days = tuple[date, date]
"""First and last, both included."""
Unit = Literal["second", "minute", "hour", "day", "week", "weekend", "month", "quarter", "year", "decade", "century"]
_MONTHS_IN: dict[Unit, int] = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


def year_of(year: int) -> Days:
    return date(year, 1, 1), date(year, 12, 31)


def years_of(first: int, last: int) -> Days:
    return date(first, 1, 1), date(last, 12, 31)


def one_day(day: date) -> Days:
    return day, day


def day_of(year: int, month: int, day: int) -> Days | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found, found


def around(month: int, day: int, published: date) -> list[Days]:
    """The day in the year before, of and after the publication, nearest first."""
    days = [found for year in (-1, 0, 1) if (found := day_of(published.year + year, month, day))]
    return sorted(days, key=lambda found: abs((found[0] - published).days))


def nearest_year(month: int, day: int, published: date | None) -> Days | None:
    """A date without a year: the one nearest to the publication date."""
    return next(iter(around(month, day, published)), None) if published else None


def month_of(year: int, month: int) -> Days:
    return months_of(year, month, month)


def months_of(year: int, first: int, last: int) -> Days:
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def week_of(day: date) -> Days:
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def weekend_of(day: date) -> Days:
    monday, sunday = week_of(day)
    return monday + timedelta(days=5), sunday


def quarter_of(year: int, quarter: int) -> Days:
    return months_of(year, 3 * quarter - 2, 3 * quarter)


def half_of(year: int, half: int) -> Days:
    return months_of(year, 6 * half - 5, 6 * half)


def decade_of(year: int) -> Days:
    return years_of(year - year % 10, year - year % 10 + 9)


def century_of(number: int) -> Days:
    return years_of(100 * number - 99, 100 * number)


def third_of(days: Days, part: int) -> Days:
    """Beginning (0), middle (1) or end (2) of a range: thirds of a week, month or year, else of its days."""
    first, last = days
    if days == year_of(first.year):
        return months_of(first.year, 4 * part + 1, 4 * part + 4)
    if days == years_of(first.year, last.year):
        edges = (0, 4, 7, 10) if last.year - first.year == 9 else (0, 33, 67, last.year - first.year + 1)
        return years_of(first.year + edges[part], first.year + edges[part + 1] - 1)
    length = (last - first).days + 1
    if length < 3:
        return days
    if length in range(28, 32):
        return first + timedelta(days=10 * part), last if part == 2 else first + timedelta(days=10 * part + 9)
    if length == 7:
        return first + timedelta(days=(0, 1, 4)[part]), first + timedelta(days=(1, 3, 6)[part])
    return first + timedelta(days=length * part // 3), first + timedelta(days=length * (part + 1) // 3 - 1)


def around_unit(day: date, unit: Unit) -> Days:
    """The week, month, year … that a day lies in."""
    if unit in ("week", "weekend"):
        return week_of(day) if unit == "week" else weekend_of(day)
    if unit in ("month", "quarter"):
        return month_of(day.year, day.month) if unit == "month" else quarter_of(day.year, (day.month + 2) // 3)
    if unit == "year":
        return year_of(day.year)
    if unit in ("decade", "century"):
        return decade_of(day.year) if unit == "decade" else century_of((day.year + 99) // 100)
    return one_day(day)


def moved(day: date, count: float, unit: Unit) -> date:
    """The day `count` units later (earlier when negative); the last of a month that is too short."""
    if unit in _MONTHS_IN:
        months = day.year * 12 + day.month - 1 + round(count * _MONTHS_IN[unit])
        year, month = months // 12, months % 12 + 1
        return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    if unit in ("week", "weekend"):
        return day + timedelta(days=round(7 * count))
    return day + timedelta(days=round(count)) if unit == "day" else day


def at_distance(day: date, count: float, unit: Unit) -> Days:
    """ "two weeks ago" is a day, "two months ago" that month, "two years ago" that year."""
    found = moved(day, count, unit)
    if unit in ("day", "week"):
        return one_day(found)
    return around_unit(found, unit if count == int(count) else "month")


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def nth_weekday(year: int, month: int, weekday: int, number: int) -> date:
    """The first (1), second … or last (-1) such weekday of a month."""
    if number < 0:
        last = month_of(year, month)[1]
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
