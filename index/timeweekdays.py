"""Rules for weekdays and weekends: "am Montag", "next Friday", "in der Nacht zum Dienstag", "am Wochenende"."""

import re
from datetime import date, timedelta

from index.days import Days, around_unit, one_day
from index.tense import tense
from index.timerule import UNPLACED, Reading, Rule, rule, words_before
from index.timewords import DAY_PART, DAYS, LEAD, LEAD_WORD, MOVED, WEEKDAY, WEEKDAY_NAMES, S, count_of, lead_of

_WEEK = timedelta(weeks=1)


def _weekday(match: re.Match[str], published: date | None) -> Reading | None:
    if _points_back(match):
        return None
    if published is None:
        return UNPLACED
    day, lead = DAYS[match["weekday"].lower()], lead_of(match["lead"])
    if match["week"]:
        return _of_week(match, published)
    near, other = _near(match, published, day, lead)
    if match["weeks"]:
        return Reading(one_day(near + count_of(match["weeks"]) * (-_WEEK if match["way"].lower() == "vor" else _WEEK)))
    return Reading(one_day(near), one_day(other) if other else None)


def _of_week(match: re.Match[str], published: date | None) -> Reading | None:
    """ "Freitag vergangener Woche", "next week on Friday"."""
    if published is None:
        return UNPLACED
    monday = published - timedelta(days=published.weekday())
    days = timedelta(days=DAYS[match["weekday"].lower()], weeks=lead_of(match["week"]) or 0)
    return Reading(one_day(monday + days))


def _near(match: re.Match[str], published: date, day: int, lead: int | None) -> tuple[date, date | None]:
    """The day before, of or after the publication; a pair, the likelier first, when nothing tells which."""
    back = (published.weekday() - day) % 7
    before, after = published - timedelta(days=back or 7), published + timedelta(days=7 - back)
    if lead:
        return (before + _WEEK * (lead + 1) if lead < 0 else after + _WEEK * (lead - 1)), None
    if lead == 0:
        return published + timedelta(days=day - published.weekday()), None
    if not back:
        return published, None
    possessive = match.string[match.end() : match.end() + 2] in ("'s", "’s")
    when = None if possessive else tense(match.string, match.start(), match.end())
    when = "past" if words_before(match).rstrip().endswith(" vom") else when
    return (after if when == "future" else before), (after if when is None else None)


def _points_back(match: re.Match[str]) -> bool:
    """ "An jenem Mittwoch", "that Wednesday": the day of a story told before, not one near the publication date."""
    before = words_before(match).rstrip().lower()
    return before.endswith(
        (
            "jenem",
            "jenen",
            "jener",
            " that",
            "herr",
            "herrn",
            "frau",
            "familie",
            " mr",
            "mr.",
            "mrs",
            "mrs.",
            " ms",
            " ms.",
            "black",
            "bloody",
        )
    )


def _night(match: re.Match[str], published: date | None) -> Reading | None:
    """ "in der Nacht zum Dienstag" counts as Tuesday; the evening before may be meant as well."""
    reading = _weekday(match, published)
    if reading is None or reading.days is None:
        return reading
    return Reading(reading.days, one_day(reading.days[0] - timedelta(days=1)))


def _weekdays(match: re.Match[str], published: date | None) -> Reading | None:
    """ "von Montag bis Freitag", not "moved from Monday to Friday"."""
    if MOVED.search(words_before(match)):
        return None
    if published is None:
        return UNPLACED
    day, last = DAYS[match["weekday"].lower()], DAYS[match["last"].lower()]
    first, _ = _near(match, published, day, lead_of(match["lead"]))
    return Reading((first, first + timedelta(days=(last - day) % 7))) if day != last else None


def _weekend(match: re.Match[str], published: date | None) -> Reading | None:
    """Without a lead the one that the tense points at; on a Saturday or Sunday this one."""
    lead = lead_of(match["lead"])
    if re.search(r"\b(?:ein|einem|eines|a|every|jedes|jedem|pro|per)\s$", words_before(match), re.IGNORECASE):
        return None
    if published is None:
        return UNPLACED
    own = around_unit(published, "weekend")
    if own[0] <= published:
        return Reading(_weeks_on(own, lead or 0))
    before = _weeks_on(own, -1)
    if lead is not None:
        return Reading(_weeks_on(own, lead - (lead > 0)))
    when = tense(match.string, match.start(), match.end())
    if when is None:
        return Reading(before, own)
    return Reading(own if when == "future" else before)


def _weeks_on(days: Days, weeks: int) -> Days:
    return days[0] + weeks * _WEEK, days[1] + weeks * _WEEK


def _rules() -> tuple[Rule, ...]:
    day_part = rf"(?:(?:[\s-]|{S}in\sder\s)?{DAY_PART})?"
    night = r"(?:Nacht|night)\s(?:zum|auf|zu|von\s\w{6,10}\s(?:auf|zum)|to)\s(?:den\s|dem\s)?"
    weekday = (
        rf"{LEAD}{WEEKDAY}{day_part}(?!\w|\s(?:Times|Telegraph|Mirror|Express|Mail|Post)\b)(?:{S}(?:(?:der|in\sder|of)\s)?(?P<week>{LEAD_WORD})\s(?:Woche|week)\b|"
        rf"{S}(?P<way>in|vor)\s(?P<weeks>einer|zwei|drei)\sWochen?\b)?"
    )
    until = rf"(?:\s?(?:–|-)\s?|{S}(?:bis|to|through|until){S}(?:zum\s)?)"
    week_first = rf"(?P<week>{LEAD_WORD})\s(?:Woche|week),?\s(?:am\s|on\s)?{WEEKDAY}{day_part}(?!\w)"
    return (
        rule(rf"(?:{WEEKDAY_NAMES})(?:{DAY_PART})?|{LEAD_WORD}", weekday, _weekday),
        rule(LEAD_WORD, week_first, _of_week),
        rule(r"nacht|night", night + weekday, _night),
        rule(rf"{WEEKDAY_NAMES}|{LEAD_WORD}", rf"{LEAD}{WEEKDAY}{until}(?P<last>{WEEKDAY_NAMES})(?!\w)", _weekdays),
        rule(rf"wochenendes?|weekend|{LEAD_WORD}", rf"{LEAD}(?:Wochenendes?|weekend)(?!\w)", _weekend),
    )


RULES = _rules()
