"""Rules for what is counted within a month: "der letzte Freitag im Juni", "the first week of May"."""

import re
from datetime import date, timedelta

from index.days import Days, day_of, month_of, moved, nth_weekday, one_day, week_of, weekend_of
from index.timemonths import month_near
from index.timerule import UNPLACED, Reading, Rule, rule, words_before
from index.timewords import (
    DAY_PART,
    DAYS,
    LEAD,
    LEAD_WORD,
    MONTH,
    MONTH_NAMES,
    MONTHS,
    ORDINAL,
    ORDINAL_OPENS,
    WEEKDAY_NAMES,
    WITH_YEAR,
    S,
    any_of,
    lead_of,
    ordinal_of,
    year_near,
)

_FROM_END = {"letzt": -1, "last": -1, "vorletzt": -2}
_REPEATED = re.compile(r"\b(?:jede[nmrs]?|every|each)\s$", re.IGNORECASE)
_EVERY_MONTH = (" im monat", " in the month")
_LONG_MONTHS = any_of(name for name in MONTHS if len(name) > 3 or name in ("mai", "may"))


def _month(match: re.Match[str], published: date | None) -> Days | None:
    """The month named, or the one of the publication or beside it; None in an undated article without a year."""
    groups = match.groupdict()
    name = (groups.get("month") or groups.get("compound") or "").lower()
    if name and match["year"]:
        return month_of(int(match["year"]), MONTHS[name])
    if published is None:
        return None
    if name and match["last_year"]:
        return month_of(year_near(match["last_year"], published.year), MONTHS[name])
    if name:
        return month_near(match, MONTHS[name], published)
    day = moved(published, lead_of(match["beside"]) or 0, "month")
    return month_of(day.year, day.month)


def _counted(match: re.Match[str], published: date | None) -> Reading | None:
    """The second Sunday in May, the last week of the month; "jeden ersten Montag im Monat" is repeated."""
    word = match["number"].lower()
    number = next((step for start, step in _FROM_END.items() if word.startswith(start)), None) or ordinal_of(word)
    if not number or number > 5 or (match.groupdict().get("month") or "").islower():
        return None
    if _REPEATED.search(words_before(match)) or match.group().lower().endswith(_EVERY_MONTH):
        return Reading(None, kind="set")
    month = _month(match, published)
    if month is None:
        return UNPLACED
    days = _nth(month, number, match["what"].lower())
    return Reading(days) if days else None


def _nth(month: Days, number: int, what: str) -> Days | None:
    """A week is counted in the month that its Thursday lies in, a weekend in that of its Saturday."""
    if what in ("tag", "day"):
        return one_day(month[0] + timedelta(days=number - 1) if number > 0 else month[1] + timedelta(days=number + 1))
    week, weekend = what in ("woche", "week"), what.startswith(("wochenend", "weekend"))
    day = _nth_weekday(month[0], 3 if week else 5 if weekend else DAYS[what], number)
    if day is None:
        return None
    return week_of(day) if week else weekend_of(day) if weekend else one_day(day)


def _nth_weekday(first: date, weekday: int, number: int) -> date | None:
    """Counted from the end when negative; None where the month has not so many."""
    day = nth_weekday(first.year, first.month, weekday, max(number, -1))
    day += timedelta(weeks=min(number + 1, 0))
    return day if day.month == first.month else None


def _days(match: re.Match[str], published: date | None) -> Reading | None:
    """ "nächsten Monat vom 4. bis zum 23.", "im November zwischen dem 19. und dem 20."."""
    month = _month(match, published)
    if month is None:
        return UNPLACED
    first, last = (date(month[0].year, month[0].month, int(match[name])) for name in ("first", "day"))
    return Reading((first, last)) if first < last else None


def _day(match: re.Match[str], published: date | None) -> Reading | None:
    """ "am 3. nächsten Monats", "on the 12th of this month"; "jeden 3. des Monats" is repeated."""
    month = _month(match, published)
    if _REPEATED.search(words_before(match)):
        return None
    return Reading(day_of(month[0].year, month[0].month, int(match["day"]))) if month else UNPLACED


def _rules() -> tuple[Rule, ...]:
    number = rf"(?P<number>{ORDINAL}|(?:vor)?letzte[nmrs]?|last)\s"
    what = rf"(?P<what>(?:{WEEKDAY_NAMES})|Wochenendes?|Woche|weekend|week|Tag|day)(?:[\s-]?{DAY_PART})?"
    beside = rf"(?:(?P<beside>{LEAD_WORD}){S})?(?:Monate?s?|month)(?!\w|\sof\b)"
    named = rf"{LEAD}{MONTH}(?!-\w){WITH_YEAR}"
    opens = rf"{ORDINAL_OPENS}|(?:vor)?letzte[nmrs]?|last"
    ordinal = r"(?:\.|st|nd|rd|th)"
    until = rf"(?:\s?(?:–|-)\s?|{S}(?:bis|to|through|until|and|und){S})(?:(?:zum|dem|the)\s)?"
    days = (
        rf",?{S}(?:vom|von|zwischen|from|between)\s(?:dem\s|the\s)?(?P<first>[0-3]?\d){ordinal}{until}"
        rf"(?P<day>[0-3]?\d){ordinal}(?=\s{{1,2}}(?-i:[a-zäöü(])|\s?$|[,;:)?!.](?:\s|$))"
    )
    return (
        rule(opens, rf"{number}{what}{S}(?:im|in|of|des)\s(?:the\s)?{named}", _counted),
        rule(opens, rf"{number}{what}{S}(?:(?:im|in|of|des)\s(?:the\s)?|(?={LEAD_WORD}\sMonats)){beside}", _counted),
        rule(opens, rf"{number}(?P<compound>{_LONG_MONTHS})-?{what}(?!\w){WITH_YEAR}", _counted),
        rule(rf"(?:{MONTH_NAMES})|{LEAD_WORD}", rf"{named}{days}", _days),
        rule(rf"{LEAD_WORD}", rf"{beside}{days}", _days),
        rule(
            r"\d{1,2}(?:st|nd|rd|th)?",
            rf"(?P<day>[0-3]?\d){ordinal}{S}(?:(?:des|of)\s)?(?P<beside>{LEAD_WORD}){S}(?:Monate?s?|month)(?!\w)",
            _day,
        ),
    )


RULES = _rules()
