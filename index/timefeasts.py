"""Rules for holidays in German and English; movable ones are computed."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from index.days import Days, easter, nth_weekday
from index.tense import tense
from index.timerule import UNPLACED, Reading, rule, words_before
from index.timewords import WITH_YEAR, any_of, lead_of, year_near

Span = tuple[int, int]


def _by_name(names: dict[Span, str]) -> dict[str, Span]:
    return {name: span for span, listed in names.items() for name in listed.split(", ")}


_FIXED = _by_name(
    {
        (1, 1): "neujahr, neujahrstag, new year's day",
        (1, 6): "dreikönigstag, dreikönig, heilige drei könige, heiligen drei könige, epiphany",
        (2, 2): "mariä lichtmess, lichtmess",
        (2, 14): "valentinstag, valentine's day",
        (3, 8): "weltfrauentag",
        (3, 17): "st patrick's day, st. patrick's day",
        (3, 19): "josefitag, josefstag, josefi",
        (4, 1): "april fools' day",
        (4, 30): "walpurgisnacht",
        (5, 1): "tag der arbeit, maifeiertag, may day",
        (6, 19): "juneteenth",
        (6, 24): "johannistag",
        (6, 29): "peter und paul",
        (7, 4): "independence day, fourth of july, 4th of july",
        (8, 8): "augsburger friedensfest",
        (8, 15): "mariä himmelfahrt, hochunserfrauentag, ferragosto",
        (10, 3): "tag der deutschen einheit",
        (10, 26): "österreichischer nationalfeiertag",
        (10, 31): "reformationstag, halloween",
        (11, 1): "allerheiligen, all saints' day",
        (11, 2): "allerseelen, all souls' day",
        (11, 5): "guy fawkes night, bonfire night",
        (11, 11): "martini, martinstag, veterans day, remembrance day, armistice day",
        (12, 5): "nikolausabend",
        (12, 6): "nikolaustag",
        (12, 8): "mariä empfängnis",
        (12, 24): "heiligabend, heiliger abend, heiligen abend, christmas eve",
        (12, 4): "barbaratag",
        (9, 20): "weltkindertag",
        (12, 25): "erster weihnachtstag, ersten weihnachtstag, erster weihnachtsfeiertag, ersten weihnachtsfeiertag, "
        "christmas day, christtag",
        (
            12,
            26,
        ): "zweiter weihnachtstag, zweiten weihnachtstag, zweiter weihnachtsfeiertag, zweiten weihnachtsfeiertag, "
        "boxing day, st stephen's day, stephanstag, stefanstag, stefanitag, stephanitag",
        (12, 31): "silvester, silvestertag, silvesterabend, silvesternacht, new year's eve",
    }
)
"""Month and day."""
_FROM_EASTER = _by_name(
    {
        (-52, -52): "weiberfastnacht, unsinniger donnerstag, unsinnigen donnerstag",
        (-52, -47): "karneval, fasching, fastnacht, fasnacht",
        (-48, -48): "rosenmontag",
        (-47, -47): "faschingsdienstag, fastnachtsdienstag, shrove tuesday, mardi gras",
        (-50, -50): "faschingssamstag, fastnachtssamstag",
        (-49, -49): "faschingssonntag, fastnachtssonntag",
        (-46, -46): "aschermittwoch, ash wednesday",
        (-7, -7): "palmsonntag, palm sunday",
        (-7, -1): "karwoche, holy week",
        (-3, -3): "gründonnerstag, maundy thursday, holy thursday",
        (-2, -2): "karfreitag, good friday",
        (-1, -1): "karsamstag, holy saturday, ostersamstag",
        (-2, 1): "osterwochenende",
        (0, 1): "ostern, easter",
        (0, 0): "ostersonntag, easter sunday",
        (1, 1): "ostermontag, easter monday",
        (7, 7): "weißer sonntag, weißen sonntag",
        (39, 39): "christi himmelfahrt, himmelfahrt, himmelfahrtstag, ascension day, vatertag",
        (49, 50): "pfingsten",
        (48, 50): "pfingstwochenende",
        (48, 48): "pfingstsamstag",
        (49, 49): "pfingstsonntag, whit sunday, pentecost",
        (50, 50): "pfingstmontag, whit monday",
        (56, 56): "dreifaltigkeitssonntag, trinity sunday",
        (60, 60): "fronleichnam, corpus christi",
        (70, 70): "herz-jesu-sonntag",
    }
)
"""First and last day, counted from Easter Sunday."""
_OTHER: dict[str, Callable[[int], Days]] = {}


def _from_christmas(days: int) -> Callable[[int], Days]:
    """Counted from the fourth Sunday in Advent, the last before Christmas Day."""

    def feast(year: int) -> Days:
        eve = date(year, 12, 24)
        day = eve - timedelta(days=(eve.weekday() + 1) % 7) + timedelta(days=days)
        return day, day

    return feast


def _weekday_of(month: int, weekday: int, number: int) -> Callable[[int], Days]:
    def feast(year: int) -> Days:
        day = nth_weekday(year, month, weekday, number)
        return day, day

    return feast


def _christmas(year: int) -> Days:
    return date(year, 12, 24), date(year, 12, 26)


_ADVENT = (("erste", "1."), ("zweite", "2."), ("dritte", "3."), ("vierte", "4."))
_SWISS_PRAYER_DAY = [
    f"{country} {name}"
    for country in ("schweizer", "schweizerischer", "schweizerischen", "eidgenössischer", "eidgenössischen")
    for name in ("buß- und bettag", "buss- und bettag", "dank-, buß- und bettag", "dank-, buss- und bettag", "bettag")
] + ["dank-, buß- und bettag", "dank-, buss- und bettag"]
_OTHER |= {
    f"{first}{ending} {name}": _from_christmas(7 * number - 21)
    for number, forms in enumerate(_ADVENT)
    for first in forms
    for ending in (("",) if first.endswith(".") else ("r", "n"))
    for name in ("advent", "adventsonntag", "adventssonntag")
}
_OTHER |= {
    **dict.fromkeys(("weihnachten", "weihnachtsfeiertage", "weihnachtsfeiertagen", "christmas"), _christmas),
    **dict.fromkeys(("jahreswechsel", "new year"), lambda year: (date(year, 12, 31), date(year + 1, 1, 1))),
    **dict.fromkeys(("buß- und bettag", "buss- und bettag"), _from_christmas(-32)),
    **dict.fromkeys(_SWISS_PRAYER_DAY, _weekday_of(9, 6, 3)),
    "totensonntag": _from_christmas(-28),
    "ewigkeitssonntag": _from_christmas(-28),
    "volkstrauertag": _from_christmas(-35),
    "muttertag": _weekday_of(5, 6, 2),
    "erntedankfest": _weekday_of(10, 6, 1),
    "erntedanksonntag": _weekday_of(10, 6, 1),
    "thanksgiving": _weekday_of(11, 3, 4),
    "labor day": _weekday_of(9, 0, 1),
    "memorial day": _weekday_of(5, 0, -1),
    "martin luther king day": _weekday_of(1, 0, 3),
    "presidents' day": _weekday_of(2, 0, 3),
    "columbus day": _weekday_of(10, 0, 2),
}
_NAMES = (*_FIXED, *_FROM_EASTER, *_OTHER)
_UNCERTAIN_DE = frozenset("martini, josefi, peter und paul, karneval, fasching, fastnacht, fasnacht".split(", "))
_UNCERTAIN = _UNCERTAIN_DE | {"christmas", "easter", "new year"}
"""Often part of another name ("Christmas tree", "New Year concert"): a preposition must stand before them."""
_CUE = re.compile(
    r"\b(?:at|on|before|after|since|until|by|over|around|this|last|next|during|zu|nach|vor|bis|seit|um|ab|zum|am)\s(?:the\s)?$",
    re.IGNORECASE,
)

_AN = re.compile(r"\ban\s$", re.IGNORECASE)
""" "an Martini" is a day, "an Easter egg" is none."""


def _in(name: str, year: int) -> Days:
    if name in _FIXED:
        return date(year, *_FIXED[name]), date(year, *_FIXED[name])
    if name in _FROM_EASTER:
        sunday, (first, last) = easter(year), _FROM_EASTER[name]
        return sunday + timedelta(days=first), sunday + timedelta(days=last)
    return _OTHER[name](year)


def _feast(match: re.Match[str], published: date | None) -> Reading | None:
    """Of the year beside it; else the one that lead or tense point at, else the nearest."""
    name = " ".join(match["feast"].lower().replace("’", "'").split())
    lead = lead_of(match["lead"])
    before = words_before(match)
    cued = _CUE.search(before) or (name in _UNCERTAIN_DE and _AN.search(before))
    if name in _UNCERTAIN and lead is None and not match["year"] and not cued:
        return None
    if match["year"]:
        return Reading(_in(name, int(match["year"])))
    if published is None:
        return UNPLACED
    if match["last_year"]:
        return Reading(_in(name, year_near(match["last_year"], published.year)))
    return _nearest(name, published, lead, match)


def _nearest(name: str, published: date, lead: int | None, match: re.Match[str]) -> Reading:
    feasts = [_in(name, published.year + step) for step in (-2, -1, 0, 1, 2)]
    before = [days for days in feasts if days[1] < published][-1]
    after = next(days for days in feasts if days[0] > published)
    now = next((days for days in feasts if days[0] <= published <= days[1]), None)
    if now and not lead:
        return Reading(now)
    when = ("future" if lead > 0 else "past") if lead else tense(match.string, match.start(), match.end())
    if when:
        return Reading(after if when == "future" else before)
    pair = sorted((before, after), key=lambda days: abs((days[0] - published).days))
    return Reading(pair[0], pair[1])


_LEADS = (
    "vergangene[nms]?", "letzte[nms]?", "vorige[nms]?", "kommende[nms]?", "nächste[nms]?", "diese[nms]?", "last",
    "next", "this", "coming",
)  # fmt: skip


def _pattern() -> str:
    names = any_of(re.escape(name).replace(r"\ ", r"\s").replace("'", "['’]?") for name in _NAMES)
    lead = rf"(?:(?P<lead>{any_of(_LEADS)})\s)?"
    return rf"{lead}(?P<feast>{names})(?!\w|-[A-Za-zÄÖÜ]){WITH_YEAR}"


def _opening_words() -> str:
    return any_of({re.split(r"\W", name)[0] for name in _NAMES} | {*_LEADS})


RULES = (rule(_opening_words(), _pattern(), _feast),)
