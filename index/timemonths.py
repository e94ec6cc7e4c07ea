"""Rules for months, quarters, halves and seasons of a year."""

import re
from datetime import date

from index.days import Days, half_of, month_of, months_of, quarter_of, third_of
from index.tense import tense
from index.timerule import UNPLACED, Reading, Rule, rule, words_before
from index.timewords import (
    LAST_YEAR,
    LEAD,
    LEAD_WORD,
    MONTH,
    MONTH_CUE,
    MONTH_NAMES,
    MONTHS,
    ORDINAL,
    ORDINAL_OPENS,
    PART,
    PART_OPENS,
    UNCERTAIN_MONTHS,
    WITH_YEAR,
    YEAR,
    S,
    any_of,
    lead_of,
    ordinal_of,
    part_of,
    year_near,
    year_of_digits,
)

_SEASONS = {"frühjahr": 3, "frühling": 3, "spring": 3, "sommer": 6, "summer": 6, "herbst": 9, "autumn": 9, "fall": 9,
            "winter": 12}  # fmt: skip
_ENGLISH = ("spring", "summer", "autumn", "fall", "winter")
_RANGE = (
    r"(?:\s?(?:–|-|(?P<listed>/))\s?|\s{1,2}(?:bis|to|through|until|(?P<listed_and>and|und))\s{1,2}"
    r"(?:(?:einschließlich|zum)\s)?)"
)


def _part(match: re.Match[str], days: Days) -> Days:
    return third_of(days, part_of(match["part"])) if match["part"] else days


def _is_attribute(match: re.Match[str]) -> bool:
    """ "the April flood"; "the May Cup" is a name."""
    after = match.string[match.end() :]
    return words_before(match).lower().endswith("the ") and re.match(r" [a-z]{3,}", after) is not None


def _placed(match: re.Match[str], published: date | None) -> int | None:
    """The year that stands beside the expression."""
    if match["year"]:
        return int(match["year"])
    return year_near(match["last_year"], published.year) if match["last_year"] and published else None


def _month(match: re.Match[str], published: date | None) -> Reading | None:
    name, month = match["month"], MONTHS[match["month"].lower()]
    groups = match.groupdict()
    cued = bool(
        groups.get("lead") or match["part"] or match["last_year"] or MONTH_CUE.search(words_before(match))
        or _is_attribute(match)
    )  # fmt: skip
    year = _placed(match, published)
    if name.islower() and not (cued and year):
        return None
    if year is None and not cued and name.lower() in UNCERTAIN_MONTHS:
        return None
    if year is None and published is None:
        return UNPLACED
    days = month_of(year, month) if year else month_near(match, month, published)
    return Reading(_part(match, days)) if days else UNPLACED


def month_near(match: re.Match[str], month: int, published: date | None) -> Days | None:
    """The month before or after the publication that the lead or the tense points at, else the nearest one."""
    if published is None:
        return None
    lead = lead_of(match.groupdict().get("lead"))
    if lead == 0 or month == published.month:
        return month_of(published.year + (lead or 0), month)
    when = _direction(lead) or tense(match.string, match.start(), match.end())
    ahead = (month - published.month) % 12
    if when is None or (when == "future" and lead is None and ahead > 8):  # hardly so far ahead without "next"
        ahead -= 12 * (ahead > 6)
    elif when == "past":
        ahead -= 12
    months = published.year * 12 + published.month - 1 + ahead
    return month_of(months // 12, months % 12 + 1)


def _direction(lead: int | None) -> str | None:
    return ("future" if lead > 0 else "past") if lead else None


def _month_range(match: re.Match[str], published: date | None) -> Reading | None:
    """ "Januar bis März 2025": the first one may lie in the year before."""
    last = _month(match, published)
    if last is None or last.days is None:
        return last
    first, end = MONTHS[match["first"].lower()], last.days[1]
    between = re.search(r"\b(?:zwischen|between)\s$", words_before(match), re.IGNORECASE)
    if (
        (match["listed"] or match["listed_and"])
        and not between
        and (match["first_year"] or (end.month - first) % 12 != 1)
    ):
        return None
    year = int(match["first_year"]) if match["first_year"] else end.year - (first > end.month)
    return Reading((date(year, first, 1), end)) if (year, first) < (end.year, end.month) else None


def _quarter(match: re.Match[str], published: date | None) -> Reading | None:
    """A quarter or half of a year; without a year the one that the tense points at."""
    number = ordinal_of(match["number"] or match["short"])
    of = half_of if re.search(r"halb|half|hälfte|^h", match.group(), re.IGNORECASE) else quarter_of
    if not number or number > (2 if of is half_of else 4):
        return None
    year = _placed(match, published)
    if year is None and published is None:
        return UNPLACED
    if year is None and published is not None:
        year, when = published.year, tense(match.string, match.start(), match.end())
        year -= when != "future" and of(year, number)[0] > published
    return Reading(of(year, number)) if year else None


def _season(match: re.Match[str], published: date | None) -> Reading | None:
    """ "Winter 2012" begins in December 2012; without a year the one that lead or tense point at, else the nearest."""
    month, lead = _SEASONS[match["season"].lower()], lead_of(match["lead"])
    cue = re.search(
        r"\b(?:im|seit|vom|zum|bis|ab|den|ganzen|gesamten|in(?:\sthe)?|by|since|until|every)\s$",
        words_before(match),
        re.I,
    )
    if not (match["year"] or match["last_year"] or match["part"] or lead is not None or cue):
        return None
    if match["season"] == "Fall" or (match["season"].islower() and match["season"] not in _ENGLISH):
        return None
    year = _placed(match, published)
    if year is None and published is None:
        return UNPLACED
    if year is None and published is not None:
        year = _season_year(match, month, published, lead)
    return Reading(_part(match, _season_of(year, month))) if year else None


def _season_of(year: int, month: int) -> Days:
    return (date(year, 12, 1), month_of(year + 1, 2)[1]) if month == 12 else months_of(year, month, month + 2)


def _season_year(match: re.Match[str], month: int, published: date, lead: int | None) -> int:
    seasons = [_season_of(published.year + step, month) for step in (-2, -1, 0, 1)]
    when = _direction(lead) or tense(match.string, match.start(), match.end())
    if lead is None or lead == 0:
        running = [first for first, last in seasons if first <= published <= last]
        if running:
            return running[0].year
    if lead == 0:
        return published.year
    past = [first.year for first, last in seasons if last < published]
    ahead = [first.year for first, _ in seasons if first > published]
    if when == "past":
        return past[-1]
    if when == "future":
        return ahead[0]
    return min((*past, *ahead), key=lambda year: abs((date(year, month, 15) - published).days))


def _short_year_rules() -> tuple[Rule, ...]:
    part, digits = rf"(?:{PART})?", r"(?:\sof)?\s['’‘](?P<short>\d\d)(?!\w)"
    seasons = any_of(_SEASONS)
    return (
        rule(rf"(?:{MONTH_NAMES})|{PART_OPENS}", rf"{part}{MONTH}{digits}", _short_year),
        rule(rf"{seasons}|{PART_OPENS}", rf"{part}(?P<season>{seasons}){digits}", _short_year),
    )


def _rules() -> tuple[Rule, ...]:
    part = rf"(?:{PART})?"
    names, leads = f"(?:{MONTH_NAMES})", LEAD_WORD
    seasons = any_of(_SEASONS)
    half = r"Halbjahre?s?|Jahreshälfte|half(?=\sof\s(?:the\syear|\d{4}))"
    return (
        rule(
            names,
            rf"(?P<it>{MONTH})(?=(?:,\s(?:{MONTH_NAMES})\b){{0,4}}(?:/|,?{S}(?:und|and|oder|or|sowie){S})"
            rf"(?:{MONTH_NAMES})\b\.?{S}(?:{YEAR}|{LAST_YEAR}))",
            _listed_month,
        ),
        rule(rf"{names}|{PART_OPENS}|{leads}", rf"{part}{LEAD}{MONTH}(?!-\w){WITH_YEAR}(?!\s+\d{{4}}\b)", _month),
        rule(
            names,
            rf"{part}(?P<first>{MONTH_NAMES})\b\.?(?:{S}(?P<first_year>\d{{4}}))?{_RANGE}{MONTH}{WITH_YEAR}",
            _month_range,
        ),
        rule(
            r"\d{1,2}",
            r"(?<![\w.,/–-])(?P<month>0[1-9]|1[0-2]|[1-9](?=/))[/.-](?P<year>(?:19|20)\d\d)(?![\w/–-]|[.,]\d)",
            _month_number,
        ),
        rule(r"\d{4}", r"(?<![\w.,/–-])(?P<year>20\d\d)-(?P<month>0[1-9]|1[0-2])(?![\w/–-]|[.,]\d)", _iso_month),
        rule(
            rf"{ORDINAL_OPENS}|q[1-4]|h[12]",
            rf"(?:(?P<number>{ORDINAL})(?:{S}|-)(?:Quartals?|Trimesters?|{half}|quarter)|"
            r"[QH](?P<short>[1-4])(?=\s\d{4}))(?!\w|-)"
            rf"{WITH_YEAR}",
            _quarter,
        ),
        rule(
            rf"{seasons}|{leads}|{PART_OPENS}",
            rf"{part}{LEAD}(?P<season>{seasons})(?!\w|-[A-Za-z]){WITH_YEAR}(?:/\d\d)?",
            _season,
        ),
    )


def _month_number(match: re.Match[str], published: date | None) -> Reading | None:
    """ "05/2016"."""
    return Reading(month_of(int(match["year"]), int(match["month"])))


def _iso_month(match: re.Match[str], published: date | None) -> Reading | None:
    """ "2016-05"; "2004-05" are two years."""
    return _month_number(match, published) if int(match["month"]) < int(match["year"]) % 100 else None


def _short_year(match: re.Match[str], published: date | None) -> Reading | None:
    """ "August '99", "im Herbst ’89"."""
    year, groups = year_of_digits(match["short"], published), match.groupdict()
    if month := groups.get("month"):
        return Reading(_part(match, month_of(year, MONTHS[month.lower()])))
    return Reading(_part(match, _season_of(year, _SEASONS[match["season"].lower()])))


def _listed_month(match: re.Match[str], published: date | None) -> Reading | None:
    """ "im März und April 2013": the year of the last month holds for the first as well."""
    year = _placed(match, published)
    return Reading(month_of(year, MONTHS[match["month"].lower()])) if year else UNPLACED


RULES = (*_rules(), *_short_year_rules())
