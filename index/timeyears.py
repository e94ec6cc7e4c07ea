"""Rules for years and what is made of them: "2014", "1990-95", "die 90er Jahre", "19th century"."""

import re
from datetime import date

from index.days import Days, century_of, decade_of, third_of, year_of, years_of
from index.timerule import UNPLACED, Reading, Rule, always, rule, words_before
from index.timewords import (
    CERTAIN_YEAR,
    ORDINAL,
    ORDINAL_OPENS,
    PART,
    PART_OPENS,
    QUANTITY_BEFORE,
    UNIT_AFTER,
    S,
    any_of,
    ordinal_of,
    part_of,
)

_TENS_DE = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()
_TENS_EN = "twenties thirties forties fifties sixties seventies eighties nineties".split()
_OLD_YEAR_CUE = re.compile(r"\b(?:in|seit|von|bis|ab|um|nach|vor|since|from|until|by|of|and|und)\s$|\($", re.IGNORECASE)
"""Before a year that is long ago; without one the number is more likely a quantity."""

_IN_DECADE = re.compile(
    r"\b(?:in|seit|aus|ab|während)\s(?:den|der)\s(?:(?:frühen|späten|mittleren|wilden|goldenen)\s)?$", re.IGNORECASE
)
_OF_AGE = re.compile(
    r"(?:Mann|Männer|Frau(?:en)?|Herr(?:en)?|Damen?|Rentner(?:in)?|Senior(?:in)?|Paar|[Ee]r\sist|[Ss]ie\sist)\s"
    r"(?:in\s(?:den|seinen|ihren)\s)?$"
)


def _part(match: re.Match[str], days: Days) -> Days:
    return third_of(days, part_of(match["part"])) if match["part"] else days


def _year(match: re.Match[str], published: date | None) -> Reading | None:
    year, before = int(match["year"]), words_before(match)
    certain = match["word"] or match["part"] or CERTAIN_YEAR.search(before)
    text, end = match.string, match.end()
    name_after = re.match(r"\s+[A-ZÄÖÜ]", text[end : end + 9])
    if not certain and (
        year < 1500
        or (year % 100 == 0 and name_after)
        or QUANTITY_BEFORE.search(before)
        or UNIT_AFTER.match(text, end, end + 40)
        or (year < 1900 and not _OLD_YEAR_CUE.search(before))
    ):
        return None
    return Reading(_part(match, year_of(year)))


def _years(match: re.Match[str], published: date | None) -> Reading | None:
    """ "1990-95", "2014/15", "1990 bis 1995"."""
    first, end = int(match["first"]), match["last"]
    last = int(end) if len(end) == 4 else first - first % 100 + int(end)
    if QUANTITY_BEFORE.search(words_before(match)) or UNIT_AFTER.match(match.string, match.end(), match.end() + 40):
        return None
    return Reading(years_of(first, last)) if first < last < first + 200 else None


def _decade(match: re.Match[str], published: date | None) -> Reading | None:
    """Two digits are of the last century; "die 20er Jahre" may be ours as well."""
    word = match["decade"].lower()
    number = int(word) if word.isdigit() else 20 + 10 * ((_TENS_DE + _TENS_EN).index(word) % 8)
    if number % 10 or number > 2090:
        return None
    if number >= 100:
        return Reading(_part(match, decade_of(number)))
    other = published is not None and 2000 + number <= published.year
    return Reading(_part(match, decade_of(1900 + number)), decade_of(2000 + number) if other else None)


def _decade_noun(match: re.Match[str], published: date | None) -> Reading | None:
    """ "in den Neunzigern", "Mitte der Achtziger"; "eine Frau in den Siebzigern" is of that age."""
    before = words_before(match)
    if match["decade"][0].islower() or _OF_AGE.search(before):
        return None
    return _decade(match, published) if match["part"] or _IN_DECADE.search(before) else None


def _first_decade(match: re.Match[str], published: date | None) -> Reading | None:
    return Reading(_part(match, decade_of(2000)))


def _century(match: re.Match[str], published: date | None) -> Reading | None:
    number = ordinal_of(match["number"])
    if match["bc"]:
        return UNPLACED
    return Reading(_part(match, century_of(number))) if number and number < 23 else None


def _rules() -> tuple[Rule, ...]:
    part = rf"(?:{PART})?"
    later_century = rf"\s(?:und|and|bis|to|or|oder)\s{ORDINAL}{S}(?:Jahrhundert|Jh|centur)"
    return (
        rule(
            rf"\d{{4}}|jahre?s?|year|{PART_OPENS}",
            rf"(?<![\w.,/-])(?<!\d\s){part}(?P<word>(?:Jahre?s?|year)\s)?"
            r"(?P<year>(?:1\d|20)\d\d)(?!er)(?![\w/-]|[.,]\d|[–]\d)",
            _year,
        ),
        rule(
            r"\d{1,4}|jahre?s?",
            r"(?<![\w.,/–-])(?:Jahre?s?\s)?\d{1,4}\s(?:[vn]\.\s?(?:u\.\s?Z|Chr)\b\.?|(?:vor|nach)\sChristus|BCE?\b|AD\b)",
            always("date"),
        ),
        rule(
            r"\d{4}",
            r"(?<![\w.,/–-])(?P<first>(?:1\d|20)\d\d)(?:[–/-]|\s(?:–|-|bis|to|through|until)\s|"
            r"(?:(?<=zwischen\s\d{4})|(?<=between\s\d{4}))\s(?:und|and)\s)"
            r"(?P<last>(?:1\d|20)\d\d|\d\d)(?![\w/–-]|[.,]\d)",
            _years,
        ),
        rule(
            rf"\d{{2,4}}er|(?:{any_of(_TENS_DE)})er(?:jahren?)?|{PART_OPENS}",
            rf"{part}(?P<decade>\d0|(?:1\d|20)\d0|{any_of(_TENS_DE)})er(?:[\s-]?Jahren?)(?!\w)",
            _decade,
        ),
        rule(
            rf"(?:{any_of(_TENS_DE)})ern?|{PART_OPENS}",
            rf"{part}(?P<decade>{any_of(_TENS_DE)})ern?(?![\w-]|\s(?:und|oder)\s\d|\sJahre)",
            _decade_noun,
        ),
        rule(
            rf"nuller\w*|zweitausender\w+|noughties|{PART_OPENS}",
            rf"{part}(?:(?:Nuller|Zweitausender)[\s-]?Jahren?|noughties)(?!\w)",
            _first_decade,
        ),
        rule(
            rf"\d{{2,4}}s|\d{{4}}er|{any_of(_TENS_EN)}|{PART_OPENS}",
            rf"{part}(?:(?P<decade>(?:1\d|20)\d0(?=s|ern?\b)|(?<=['’])\d0(?=s)|(?:(?<=nfang\sder\s)|(?<=itte\sder\s)|(?<=Ende\sder\s))\d0(?=er\b)|(?:(?<=\bthe\s)|(?<=early\s)|(?<=mid-)|(?<=late\s))(?:{any_of(_TENS_EN)}))"
            r"(?:s|ern?)?(?!\w))",
            _decade,
        ),
        rule(
            rf"{PART_OPENS}|{ORDINAL_OPENS}",
            rf"{part}(?P<number>{ORDINAL})(?:(?={later_century})|{S}(?:Jahrhunderts?|Jhd?t?s?\.?|century|centuries)(?!\w)"
            rf"(?P<bc>{S}(?:v\.|BC|vor))?)",
            _century,
        ),
    )


RULES = _rules()
