"""Rules for expressions of time that are no days: clock times, durations, what is repeated, "damals"."""

import re
from datetime import date

from index.timerule import Reading, Rule, always, rule, words_before
from index.timewords import (
    COUNT,
    COUNT_OPENS,
    DAY_PART,
    NUMBERS,
    UNIT,
    VAGUE_COUNT,
    VAGUE_OPENS,
    WEEKDAY_NAMES,
    S,
    any_of,
)

_VAGUE = (
    r"jetzt|jetzige[nmrs]?|derzeit(?:ige[nmrs]?)?|zurzeit|zur\sZeit|momentan|gegenwärtig(?:e[nmrs]?)?|heutzutage|im\sMoment|damals|"
    r"damalige[nmrs]?|kürzlich|neulich|jüngst|unlängst|seinerzeit|einst|vor\skurzem|demnächst|künftig|zukünftig|"
    r"tags\s(?:zuvor|darauf)|am\s(?:Tag\s(?:zuvor|davor|danach|darauf)|(?:nächsten|folgenden|selben|gleichen)\sTag)|"
    r"in\s(?:naher\s)?Zukunft|in\sder\sVergangenheit|Vortage?s?|Folgetage?s?|"
    r"seit\s(?:kurzem|langem)|now(?!\sthat)|currently|nowadays|at\spresent|at\sthe\smoment|right\snow|recently|lately|previously|(?:the\sfollowing|the\sprevious)\s(?:week|month|year)|formerly|soon(?!\sas)|"
    r"(?:the\s)?(?:next|following|previous|same)\sday|the\sday\s(?:before|after)(?!\s(?:yesterday|tomorrow|\w+ing))|"
    rf"in\sthe\s(?:future|past)(?!\s(?:\d|few|several|decade|{any_of(NUMBERS)}|days?|weeks?|months?|years?)\b)"
)
_VAGUE_OPENS = (
    r"(?:jetzig|derzeit|gegenwärtig|damal)\w{0,4}|jetzt|zurzeit|zur|momentan|heutzutage|kürzlich|neulich|jüngst|unlängst|"
    r"seinerzeit|einst|demnächst|künftig|zukünftig|seit|tags|am|vor|in|im|vortage?s?|folgetage?s?|now|currently|nowadays|at|right|"
    r"recently|lately|previously|formerly|soon|the|next|following|previous|same"
)
_PERIODIC = (
    r"(?:stünd|(?:all|tag)?täg|wöchent|monat|vierteljähr|halbjähr|(?:all)?jähr)lich(?:e[nmrs]?)?|hourly|daily|weekly|monthly|"
    r"quarterly|yearly|annual(?:ly)?"
)
_LASTING = (
    r"(?:sekunden|minuten|stunden|tage|wochen|monate|jahre|jahrzehnte|jahrhunderte)lang(?:e[nmrs]?)?|langjährige[nmrs]?|"
    r"ganztägig(?:e[nmrs]?)?|(?!dies|vor|letzt|lang|minder|voll)\w{2,12}(?:minütig|stündig|tägig|wöchig|monatig)(?:e[nmrs]?)?"
)
_DAY_TIME = (
    r"(?:(?:früh|spät)(?:abends?|nachmittags?)|(?:vor|nach)?mittagszeit|abendzeit|vormittags?|nachmittags?|mittags|abends|nachts|frühmorgens|morgens|mitternachts?|midnight|midday|noon|"
    r"overnight)"
)
_NO_CLOCK = r"(?!\d|[.,:]\d|\s?(?:%|Proz|Euro|Mio|Mill|Mrd|Punkt|Grad|Meter|Sekund|Kilo))"
_AGED = re.compile(r"\b(?:ab|mit|unter|Alter\svon|at|aged|age\sof)\s$", re.IGNORECASE)


def _clock(match: re.Match[str], published: date | None) -> Reading | None:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    return Reading(None, kind="time") if hour <= 24 and minute < 60 else None


def _lasting(match: re.Match[str], published: date | None) -> Reading | None:
    """ "mit 16 Jahren" is an age, and no span of time that is told of."""
    age = match["unit"].lower().startswith(("jahre", "year")) and _AGED.search(words_before(match))
    return None if age else Reading(None, kind="duration")


def _day_time(match: re.Match[str], published: date | None) -> Reading | None:
    """ "am Abend", not "guten Abend"."""
    greeting = re.search(r"\b(?:guten|good)\s$", words_before(match), re.IGNORECASE)
    return None if greeting else Reading(None, kind="time")


def _plural_day(match: re.Match[str], published: date | None) -> Reading | None:
    """ "montags", "on Mondays"; not the genitive "des Montags"."""
    plural = match.group()[0].islower() or match.group().lower().endswith("days")
    return Reading(None, kind="set") if plural else None


def _clock_rules() -> tuple[Rule, ...]:
    hour = r"(?<!\d[.,:])(?<!\d)(?P<hour>[0-2]?\d)"
    minute = r"(?:[.:](?P<minute>\d\d))?"
    and_hour = r"\s?(?:–|-|/|bis|und|oder)\s?(?:zum\s)?[0-2]?\d(?:[.:]\d\d)?\s{1,2}Uhr"
    hours = any_of(list(NUMBERS)[8:40])
    part = r"(?:Abends?|Morgens?|Vormittags?|Nachmittags?|Mittags?|Nacht|Mitternacht|evening|morning|afternoon|night)"
    before = r"(?:(?:am|gegen|diesem|den|der|in\sder|in\sthe|zu)\s(?:(?:frühen|späten|early|late|selben|gleichen)\s)?)"
    return (
        rule(r"\d{1,2}h?", rf"{hour}{minute}\s{{0,2}}(?:Uhr|h|o['’]clock)(?!\w)", _clock),
        rule(r"\d{1,2}", rf"{hour}{minute}(?={and_hour})", _clock),
        rule(r"\d{1,2}(?:[ap]m)?", rf"{hour}{minute}\s?[ap]\.?m\b\.?", _clock),
        rule(r"um|gegen|ab|at", rf"(?:um|gegen|ab|at)\s(?P<it>(?P<hour>[0-2]?\d):(?P<minute>\d\d)){_NO_CLOCK}", _clock),
        rule(r"um|gegen|ab", rf"(?:um|gegen|ab)\s(?P<it>(?P<hour>[0-2]?\d)\.(?P<minute>\d\d)){_NO_CLOCK}", _clock),
        rule(
            r"halb|viertel|dreiviertel",
            rf"(?:halb|(?:drei)?viertel(?:\s(?:vor|nach|über))?)\s(?:eins|{hours}|1?\d(?![.,:]?\d|\s?%))(?!\w)",
            always("time"),
        ),
        rule(rf"ein|{hours}", rf"(?:ein|{hours})\sUhr(?!\w)", always("time")),
        rule(
            r"am|gegen|zu|in|der|den|diesem",
            rf"{before}(?P<it>{part})(?!\w|-\w|\s(?:zum|auf|zu|von|to)\s)",
            _day_time,
        ),
        rule(_DAY_TIME, rf"{_DAY_TIME}(?!\w)", always("time")),
        rule(r"(?:morgen|abend|nacht|mittags|vormittags|nachmittags)stunden?|morgengrauen", r"\w+", always("time")),
    )  # fmt: skip


def _repeated_rules() -> tuple[Rule, ...]:
    units = (
        r"(?:Stunde|Tage?s?|Wochen?|Monate?s?|Jahre?s?|Quartal|Wochenende|hour|day|week|month|year|weekend|quarter)s?"
    )
    nth = r"(?:(?:zwei|drei|vier|fünf|\w{3,7}te[nrs]?|two|three|four|five|other|second|third|erste[nrs]?|\d{1,2})\s)?"
    times = r"(?:Morgen|Abend|Nacht|Sommer|Winter|morning|evening|night|summer|winter)"
    per = r"(?:Stunde|Tag|Woche|Monat|Jahr|Saison|hour|day|week|month|year|annum)"
    german = r"(?:(?<=mal\s)|(?<=uro\s)|(?<=ken\s)|(?<=llar\s)|(?<=nden\s))(?:im|am|in\sder)"
    amount = rf"{german}|(?:(?<=twice\s)|(?<=once\s)|(?<=times\s)|(?<=hours\s)|(?<=days\s))an?"
    return (
        rule(
            r"jede[nmrs]?|alle|every|each",
            rf"(?:jede[nmrs]?|alle|every|each)\s{nth}(?:{units}|(?:{WEEKDAY_NAMES})(?:{DAY_PART})?|{times})(?!\w)",
            always("set"),
        ),
        rule(rf"(?:{WEEKDAY_NAMES}|wochentag|werktag|feiertag)s", r"\w+", _plural_day),
        rule(_PERIODIC, r"\w+", always("set")),
        rule(r"pro|per|im|am|an?|in", rf"(?:pro|per|{amount})\s{per}(?!\w)", always("set")),
    )


def _lasting_rules() -> tuple[Rule, ...]:
    more = r"(?:(?:volle|ganze|weitere)[nr]?\s)?"
    whole = r"(?:ganze[nrs]?|gesamte[nrs]?|whole|entire)"
    unit = r"(?:Tag|Woche|Monat|Jahr|Nacht|Abend|Zeit|day|week|month|year|night)"
    return (
        rule(
            COUNT_OPENS,
            rf"{COUNT}(?:\s?(?:-|–|bis|to|oder|or)\s?(?:\d{{1,3}}|{any_of(NUMBERS)}))?(?:\s|-){{1,3}}{more}{UNIT}(?:\slang)?"
            r"(?!\s(?:alt|old)\b|-old)",
            _lasting,
        ),
        rule(VAGUE_OPENS, rf"{VAGUE_COUNT}{S}{UNIT}", always("duration")),
        rule(
            r"eine[nr]?|(?:drei)?viertelstunden?", r"(?:eine[nr]?\s)?(?:drei)?viertelstunden?(?!\w)", always("duration")
        ),
        rule(_LASTING, r"\w+", always("duration")),
        rule(r"(?:minute|hour|day|week|month|year|decade)s?", r"\w+-long(?!\w)", always("duration")),
        rule("for", r"for\s(?P<it>(?:days|weeks|months|years|decades|centuries))(?!\w)", always("duration")),
        rule(r"den|die|das|dem|der|the", rf"(?:den|die|das|dem|der|the)\s{whole}\s{unit}(?!\w)", always("duration")),
    )


RULES = (
    *_clock_rules(),
    *_repeated_rules(),
    *_lasting_rules(),
    rule(_VAGUE_OPENS, rf"(?:{_VAGUE})(?!\w)", always("date")),
)
