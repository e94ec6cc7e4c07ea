"""Rules for days of the calendar: "19. Mai", "May 19", "3. bis 5. Mai", "am 15."."""

import re
from datetime import date, timedelta

from index.days import Days, around, day_of, one_day
from index.tense import tense
from index.timerule import UNPLACED, Reading, Rule, rule, words_before
from index.timewords import (
    LAST_YEAR,
    MONTH,
    MONTH_NAMES,
    MONTHS,
    ORDINALS,
    WEEKDAY_NAMES,
    WITH_YEAR,
    YEAR,
    S,
    any_of,
    ordinal_of,
    year_near,
)

_FAR = timedelta(days=91)
"""Nearer than this, a date without a year is hardly that of another year."""
_LIFE = timedelta(days=3653)
"""Farther apart, two full dates with a dash between them are those of a birth and a death."""
NOT_IN_NUMBER = r"(?<![\d][.,/:])(?<![\d§$€£-])"
_NUMBER = r"[0-3]?\d"
_ORDINAL_WORDS = rf"(?:{any_of(ORDINALS)})(?:e[nrs]?)?"
_DAY = rf"(?P<day>[0-3]?\d|{_ORDINAL_WORDS})(?P<ordinal>\.|st|nd|rd|th)?"
_THEN = r"(?:\s?(?:,|/|–|-)\s?|\s{1,2}(?:und|oder|sowie|and|or)\s{1,2}|,\s(?:und|and)\s|\s?&\s?)"
_ON = rf"(?:(?:am|vom|dem|den|zum|auf|on|the)\s)?(?:(?:{WEEKDAY_NAMES}),?\s(?:(?:dem|den|the)\s)?)?"
ON_DAY = re.compile(rf"\b(?:am|vom|zum|on\sthe|(?:{WEEKDAY_NAMES}),?\s(?:der|den|dem|the))\s{{1,3}}$", re.IGNORECASE)
_LISTED = re.compile(
    rf"\b(?P<month>{MONTH_NAMES})\.?\s\d{{1,2}}(?:st|nd|rd|th)?(?:,\s\d{{1,2}}){{0,4}}(?:,?\s(?:and|or|&)|,)\s$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\b(?:zwischen|between)\s(?:dem\s|the\s)?$", re.IGNORECASE)
UNTIL = r"(?:\s?(?:–|-)\s?|,?\s{1,2}(?:bis|to|through|until|till)\s{1,2})(?:(?:einschließlich|zum|the)\s){0,2}"


def without_year(month: int, day: int, match: re.Match[str], published: date | None) -> Reading | None:
    """The nearest to the publication; the other one kept when the text does not say which, and both are far."""
    day_of_leap_year = date(2000, month, day)
    if published is None:
        return UNPLACED
    nearest, *others = around(day_of_leap_year.month, day_of_leap_year.day, published)
    if abs(nearest[0] - published) <= _FAR or not others:
        return Reading(nearest)
    when = tense(match.string, match.start(), match.end())
    if when is None:
        return Reading(nearest, others[0])
    fits = [days for days in (nearest, others[0]) if (days[0] > published) == (when == "future")]
    return Reading(fits[0] if fits else nearest)


def up_to(day: str, month: int, last: Reading | None, year: str | None = None) -> Reading | None:
    """From such a day to the last one; None where the first would come after the last."""
    if last is None or last.days is None:
        return last
    end = last.days[1]
    number = ordinal_of(day) or 0
    if year:
        first = date(int(year), month, number)
        return Reading((first, end)) if first < end < first + _LIFE else None
    first = date(end.year - ((month, number) > (end.month, end.day)), month, number)
    return Reading((first, end)) if (end - first).days < 300 else None


def _is_verb_or_name(match: re.Match[str]) -> bool:
    """ "3 may have died": a month in small letters needs an ordinal or a year beside it."""
    return match["month"].islower() and not match["year"] and not match["ordinal"]


def _named(match: re.Match[str], published: date | None) -> Reading | None:
    day = ordinal_of(match["day"])
    if _is_verb_or_name(match) or not day:
        return None
    month = MONTHS[match["month"].lower()]
    if year := match["year"] or match.groupdict().get("later_year"):
        return Reading(one_day(date(int(year), month, day)))
    if match["last_year"]:
        return (
            Reading(one_day(date(year_near(match["last_year"], published.year), month, day))) if published else UNPLACED
        )
    return without_year(month, day, match, published)


def _next_of_month(match: re.Match[str], published: date | None) -> Reading | None:
    """The 25 of "April 24 and 25"."""
    listed = _LISTED.search(words_before(match))
    if listed is None:
        return None
    month, day = MONTHS[listed["month"].lower()], ordinal_of(match["day"]) or 0
    return (
        Reading(one_day(date(int(match["year"]), month, day)))
        if match["year"]
        else without_year(month, day, match, published)
    )


def _several_days(match: re.Match[str], published: date | None) -> Reading | None:
    last = _named(match, published)
    groups = match.groupdict()
    first_month = groups.get("first_month") or match["month"]
    return up_to(match["first"], MONTHS[first_month.lower()], last, groups.get("first_year"))


def _days_between(match: re.Match[str], published: date | None) -> Reading | None:
    """ "zwischen dem 3. und dem 12. Mai"."""
    return _several_days(match, published) if _BETWEEN.search(words_before(match)) else None


def _days_alone(match: re.Match[str], published: date | None) -> Reading | None:
    """ "vom 4. bis zum 23."."""
    last = _day_alone(match, published)
    return up_to(match["first"], last.days[1].month, last) if last and last.days else last


def _day_alone(match: re.Match[str], published: date | None) -> Reading | None:
    """ "am 15.": of the month that the tense points at, else of the month of the publication."""
    number = ordinal_of(match["day"]) or 0
    if not ON_DAY.search(words_before(match)):
        return None
    if published is None:
        return UNPLACED if 1 <= number <= 31 else None
    when = tense(match.string, match.start(), match.end())
    months = published.year * 12 + published.month - 1
    days = [day_of((months + step) // 12, (months + step) % 12 + 1, number) for step in (-1, 0, 1)]
    before, same, after = days
    if same and when == "future" and same[0] < published:
        return Reading(after)
    if same and when == "past" and same[0] > published:
        return Reading(before)
    other: Days | None = (before if same and same[0] > published else after) if when is None else None
    return Reading(same, other) if same else None


def _range_rules() -> tuple[Rule, ...]:
    ordinals = rf"(?:{_NUMBER}(?:st|nd|rd|th)?|{_ORDINAL_WORDS})"
    first = rf"{NOT_IN_NUMBER}(?P<first>[0-3]?\d)\.?{UNTIL}"
    return (
        rule(r"\d{1,2}", rf"{first}{_ON}{_DAY}{S}{MONTH}{WITH_YEAR}", _several_days),
        rule(
            rf"\d{{1,2}}(?:st|nd|rd|th)?|{_ORDINAL_WORDS}",
            rf"{NOT_IN_NUMBER}(?P<first>{ordinals})\.?{S}(?:of\s)?(?P<first_month>{MONTH_NAMES})\b\.?"
            rf"(?:,?{S}(?P<first_year>\d{{4}}))?{UNTIL}{_ON}{_DAY}{S}(?:of\s)?{MONTH}{WITH_YEAR}",
            _several_days,
        ),
        rule(
            rf"(?:{MONTH_NAMES})",
            rf"(?P<first_month>{MONTH_NAMES})\b\.?{S}(?P<first>{_NUMBER})(?:st|nd|rd|th)?"
            rf"(?:,\s(?P<first_year>\d{{4}}))?{UNTIL}"
            rf"(?:{MONTH}{S})(?P<day>{_NUMBER})(?P<ordinal>st|nd|rd|th)?\b(?![.,:]\d){WITH_YEAR}",
            _several_days,
        ),
        rule(
            rf"(?:{MONTH_NAMES})",
            rf"{MONTH}{S}(?P<first>{_NUMBER})(?:st|nd|rd|th)?{UNTIL}"
            rf"(?P<day>{_NUMBER})(?P<ordinal>st|nd|rd|th)?\b(?![.,:]\d){WITH_YEAR}",
            _several_days,
        ),
        rule(
            r"\d{1,2}",
            rf"{NOT_IN_NUMBER}(?P<first>[0-3]?\d)\.?\s(?:und|and)\s(?:dem\s|the\s)?{_DAY}{S}{MONTH}{WITH_YEAR}",
            _days_between,
        ),
        rule(
            r"\d{1,2}",
            rf"(?P<first>[0-3]?\d)\.{UNTIL}(?P<day>[0-3]?\d)\.(?=\s{{1,2}}(?-i:[a-zäöü(])|\s?$|[,;:)?!.](?:\s|$))",
            _days_alone,
        ),
    )


def _day_rules() -> tuple[Rule, ...]:
    later_days = rf"(?:{_THEN}{_ON}[0-3]?\d\.?){{0,7}}"
    english_list = r"(?:,\s\d{1,2}){0,4},?\s(?:and|or|&)\s"
    follows = r"\s?$|[.;:!?)\n]|,(?!\s\d+\s[a-z])|"
    follows += r"\s(?:at|in|on|for|when|with|to|and|or|by|from|after|as|was|were|will|is|are)\b"
    return (
        rule(
            rf"\d{{1,2}}(?:st|nd|rd|th)?|{_ORDINAL_WORDS}",
            rf"{NOT_IN_NUMBER}{_DAY}\s{{0,3}}(?:of\s)?{MONTH}{WITH_YEAR}",
            _named,
        ),
        rule(
            r"\d{1,2}",
            rf"{NOT_IN_NUMBER}(?P<it>(?P<day>[0-3]?\d)\.?)(?={later_days}{_THEN}{_ON}[0-3]?\d(?P<ordinal>\.)?\s{{0,3}}{MONTH}"
            rf"{WITH_YEAR})",
            _named,
        ),
        rule(
            r"\d{1,2}",
            rf"{NOT_IN_NUMBER}(?P<day>[0-3]?\d)(?P<between>[-/]){MONTH}(?P=between)(?P<year>(?:1\d|20)\d\d)(?![\w/-])",
            _named,
        ),
        rule(
            rf"(?:{MONTH_NAMES})",
            rf"(?<!\bim )(?<!\bin ){MONTH}{S}(?P<day>{_NUMBER})(?P<ordinal>st|nd|rd|th)?\b(?![.,:]\d|\s(?:Uhr|Prozent))"
            rf"{WITH_YEAR}(?:(?={english_list}[0-3]?\d(?:st|nd|rd|th)?,?\s(?P<later_year>(?:19|20)\d\d)\b))?",
            _named,
        ),
        rule(
            r"\d{1,2}(?:st|nd|rd|th)?",
            rf"(?P<day>{_NUMBER})(?P<ordinal>st|nd|rd|th)?\b(?:,?{S}{YEAR})?(?![.,:]\d|-)(?={follows})",
            _next_of_month,
        ),
        rule(
            rf"(?:{MONTH_NAMES})",
            rf"{MONTH}{S}(?P<day>{_NUMBER})(?P<ordinal>st|nd|rd|th)?(?:,?{S}(?:{YEAR}|{LAST_YEAR}))",
            _named,
        ),
        rule(
            r"\d{1,2}(?:st|nd|rd|th)?",
            r"(?P<it>(?P<day>[0-3]?\d)(?:\.|st|nd|rd|th))"
            r"(?=\s{1,2}(?-i:[a-zäöü(])|\s?$|[,;:)?!.](?:\s|$))(?!\s[a-z]{0,12}\s?(?:floor|birthday|day|of|jede))",
            _day_alone,
        ),
    )


RULES = (*_range_rules(), *_day_rules())
