"""Rules for days in figures: "2025-05-19", "19.05.", "19/05/2025", "3.5. bis 5.6."."""

import re
from datetime import date

from index.days import day_of, one_day
from index.timecalendar import NOT_IN_NUMBER, ON_DAY, UNTIL, up_to, without_year
from index.timerule import Reading, Rule, rule, words_before
from index.timewords import year_of_digits

_SHORT_YEAR = r"(?:(?:19|20)\d\d|\d\d)"


def _iso(match: re.Match[str], published: date | None) -> Reading | None:
    return Reading(one_day(date(int(match[1]), int(match[3]), int(match[4]))))


def _full_year(text: str | None, published: date | None) -> int | None:
    """Two digits are of this century up to ten years after the publication."""
    return year_of_digits(text.strip(), published) if text else None


def _numeric(match: re.Match[str], published: date | None) -> Reading | None:
    """Day before month; the other way round when only that is a date, or may be meant ("05/06/2025")."""
    first, second, year = int(match["day"]), int(match["mon"]), _full_year(match["year"], published)
    if year is None:
        return without_year(second, first, match, published) if 1 <= second <= 12 else None
    usual, american = day_of(year, second, first), day_of(year, first, second)
    if usual is None:
        return Reading(american) if american else None
    return Reading(usual, american if "/" in match.group() and american != usual else None)


def _after_am(match: re.Match[str], published: date | None) -> Reading | None:
    """ "am 22.04" without its last stop; elsewhere two numbers with a stop are a clock time or a decimal."""
    return _numeric(match, published) if ON_DAY.search(words_before(match)) else None


def _day_range(match: re.Match[str], published: date | None) -> Reading | None:
    """ "3.5. bis 5.6.2025": the year of the last day is that of the first, or the one after it."""
    month, year = int(match["mon"]), _full_year(match["year"], published)
    last = Reading(day_of(year, month, int(match["day"]))) if year else None
    last = last or without_year(month, int(match["day"]), match, published)
    return up_to(match["first"], int(match["first_mon"] or month), last, match["first_year"])


def _rules() -> tuple[Rule, ...]:
    numeric = r"(?P<day>\d{1,2})\.\s?(?P<mon>\d{1,2})\."
    return (
        rule(r"\d{4}", r"(?<![\w./-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\w-]|[./]\d)", _iso),
        rule(
            r"\d{1,2}",
            r"(?<![\w./–-])(?P<day>\d{1,2})-(?P<mon>\d{1,2})-(?P<year>(?:19|20)\d\d)(?![\w–-]|[./]\d)",
            _numeric,
        ),
        rule(r"\d{1,2}", rf"{NOT_IN_NUMBER}{numeric}(?P<year>\s?(?:19|20)\d\d\b|\d\d\b)?(?![\d.]*\d)", _numeric),
        rule(
            r"\d{1,2}",
            rf"{NOT_IN_NUMBER}(?P<day>\d{{1,2}})\.(?P<mon>[01]\d)(?P<year>\.\d{{4}})?(?!\d|[.,]\d|\s{{1,2}}(?:Uhr|Prozent|Euro|"
            r"Meter|Mio|Mill|Grad|%))",
            _after_am,
        ),
        rule(
            r"\d{1,2}", rf"(?<![\d/])(?P<day>\d{{1,2}})/(?P<mon>\d{{1,2}})/(?P<year>{_SHORT_YEAR})(?![\w/])", _numeric
        ),
        rule(
            r"\d{1,2}",
            rf"{NOT_IN_NUMBER}(?P<first>\d{{1,2}})\.(?:\s?(?P<first_mon>\d{{1,2}})\.(?:\s?(?P<first_year>\d{{4}}))?)?{UNTIL}{numeric}"
            rf"\s?(?P<year>(?:19|20)\d\d\b|\d\d\b)?(?![\d.]*\d)",
            _day_range,
        ),
    )


RULES = _rules()
