"""Rules for what is counted from the publication: "gestern", "last week", "vor zwei Jahren"."""

import re
from datetime import date, timedelta

from index.days import Unit, around_unit, at_distance, moved, one_day, third_of
from index.tense import tense
from index.timerule import UNPLACED, Reading, Rule, always, rule, words_before
from index.timewords import (
    ABOUT,
    COUNT,
    COUNT_OPENS,
    DAY_PART,
    LEAD,
    LEAD_WORD,
    MONTH_NAMES,
    PART,
    PART_OPENS,
    UNIT,
    VAGUE_COUNT,
    VAGUE_OPENS,
    WEEKDAY_NAMES,
    S,
    count_of,
    lead_of,
    part_of,
    unit_of,
)

_WORDS = {
    "vorvorgestern": -3, "vorgestern": -2, "day before yesterday": -2, "gestern": -1, "gestrig": -1, "yesterday": -1,
    "last night": -1, "last evening": -1, "heute": 0, "heutig": 0, "today": 0, "tonight": 0, "this morning": 0,
    "this afternoon": 0, "this evening": 0, "diesen": 0,
    "übermorgen": 2, "day after tomorrow": 2, "morgen": 1, "morgig": 1, "tomorrow": 1,
}  # fmt: skip


def _deictic(match: re.Match[str], published: date | None) -> Reading | None:
    """ "Morgen" with a capital, or after an article, is the morning."""
    said = " ".join(match["said"].lower().split())
    if said == "morgen" and _is_morning(match):
        return None
    word = next((name for name in _WORDS if said.startswith(name)), "")
    return Reading(one_day(published + timedelta(days=_WORDS[word]))) if published else UNPLACED


def _is_morning(match: re.Match[str]) -> bool:
    before = words_before(match)
    article = re.search(
        r"\b(?:am|der|den|dem|des|guten|jeden|eines|frühen|späten|gegen|zum|diesem|heute|gestern)\s+$", before, re.I
    )
    day = re.search(rf"\b(?:{WEEKDAY_NAMES}|früh|bis zum)\s+$", before, re.I)
    starts = not before.strip() or before.rstrip()[-1] in '.!?:„"»“–-'
    return bool(article or day or (match["said"][0].isupper() and not starts))


_OF_A_DAY: dict[Unit, int] = {"second": 86400, "minute": 1440, "hour": 24}


def _ago(match: re.Match[str], published: date | None) -> Reading | None:
    """ "vor zwei Wochen": that day, month or year; "seit zwei Wochen": all days since.

    An article has no clock: hours come to the day that is likeliest, 23 of them to the day before.
    """
    count, unit, past = count_of(match["count"]), unit_of(match["unit"]), match["way"].lower()
    if published is None:
        return UNPLACED
    if parts := _OF_A_DAY.get(unit):
        count, unit = int(count / parts + 0.5), "day"
    if past == "in" and tense(match.string, match.start(), match.end()) != "future":
        return Reading(None, kind="duration")
    if past in ("seit", "since"):
        return Reading((at_distance(published, -count, unit)[0], published))
    return Reading(at_distance(published, count if past in ("in", "from now") else -count, unit))


def _from_a_day(match: re.Match[str], published: date | None) -> Reading | None:
    """ "heute vor einem Jahr", "a week ago today": that very day."""
    if published is None:
        return UNPLACED
    word = next(name for name in _WORDS if match["said"].lower().startswith(name))
    count = count_of(match["count"]) * (1 if match["way"].lower() in ("in", "from") else -1)
    return Reading(one_day(moved(published + timedelta(days=_WORDS[word]), count, unit_of(match["unit"]))))


def _span(match: re.Match[str], published: date | None) -> Reading | None:
    """ "in den vergangenen drei Wochen", "the next 48 hours": all days from or to the publication."""
    count, unit, lead = count_of(match["count"]), unit_of(match["unit"]), lead_of(match["lead"])
    if unit == "hour" and count >= 12:  # fewer are often those of a match
        count, unit = int(count / 24 + 0.5), "day"
    if published is None or not lead or unit in _OF_A_DAY:
        return Reading(None, kind="duration")
    end = moved(published, count if lead > 0 else -count, unit)
    return Reading((min(end, published), max(end, published)))


def _period(match: re.Match[str], published: date | None) -> Reading | None:
    """ "vergangene Woche", "Ende des Jahres", "this year": the unit that the publication lies in, or one beside it."""
    lead, unit = lead_of(match["lead"]), unit_of(match["unit"])
    if unit in ("second", "minute", "hour") or (
        unit == "day" and not (match["lead"] or "").lower().startswith("heutig")
    ):
        return None if not match["lead"] else UNPLACED
    if (lead is None or unit == "weekend") and match["part"] is None:
        return None
    if published is None:
        return UNPLACED
    days = around_unit(moved(published, lead or 0, unit), unit)
    return Reading(third_of(days, part_of(match["part"])) if match["part"] else days)


def _rest(match: re.Match[str], published: date | None) -> Reading | None:
    """ "Rest der Woche", "the rest of the year": from the publication to its end."""
    unit, lead = unit_of(match["unit"]), lead_of(match.groupdict().get("lead"))
    if lead or unit in ("second", "minute", "hour"):
        return None
    if published is None:
        return UNPLACED
    return Reading((published, around_unit(published, unit)[1]))


_COMPOUNDS = {"vorjahr": -1, "vorjährig": -1, "letztjährig": -1, "vormonat": -1, "vorwoche": -1, "heuer": 0,
              "diesjährig": 0, "heurig": 0}  # fmt: skip
_EDGES = {"beginn": 0, "anfang": 0, "mitte": 1, "ende": 2, "end": 2}


def _compound(match: re.Match[str], published: date | None) -> Reading | None:
    """ "heuer", "im Vorjahr", "zum Jahresende", "zu Wochenbeginn"."""
    word = match["word"].lower()
    if published is None:
        return UNPLACED
    if edge := re.fullmatch(r"(jahre|monat|woche|year|month)[sn-](beginn|anfang|mitte|ende?)s?", word):
        return Reading(third_of(around_unit(published, unit_of(edge[1])), _EDGES[edge[2]]))
    name = next(name for name in _COMPOUNDS if word.startswith(name))
    unit = "month" if "monat" in name else "week" if "woche" in name else "year"
    days = around_unit(moved(published, _COMPOUNDS[name], unit_of(unit)), unit_of(unit))
    part = match.groupdict().get("part")
    return Reading(third_of(days, part_of(part)) if part else days)


def _rules() -> tuple[Rule, ...]:
    german = r"(?:vorvorgestern|vorgestern|gestern|heute|übermorgen|morgen|(?:gestrig|heutig|morgig)e[nmrs]?)"
    said = (
        rf"{german}|last\snight|last\sevening|tonight|this\s(?:morning|afternoon|evening)|"
        r"diesen\s(?:Morgen|Vormittag|Mittag|Nachmittag|Abend)|(?:day\s(?:before\syesterday|after\stomorrow)|yesterday|today|tomorrow)"
    )
    relation = r"(?:später|danach|darauf|zuvor|davor|früher|later|earlier|before|after)"
    units = r"(?:Tagen?|Wochen|Monaten?|Jahren?|Jahrzehnten?|days|weeks|months|years|decades)"
    beside = r"(?:Vorjahr|Vormonat|Vorwoche)e?s?|heuer|(?:vor|letzt|dies)jährige[nmrs]?|heurige[nmrs]?"
    edge = r"(?:Jahres|Monats|Wochen)(?:beginn|anfang|mitte|ende)s?|(?:year|month)-end"
    return (
        rule(
            rf"{german}|last|tonight|this|diesen|day|yesterday|today|tomorrow",
            rf"(?P<said>{said})(?!\w)(?:{S}{DAY_PART}(?!\w))?",
            _deictic,
        ),
        rule(
            "gestern|heute|morgen", rf"(?P<said>gestern|heute|morgen)\s(?P<way>vor|in)\s{COUNT}{S}{UNIT}", _from_a_day
        ),
        rule(
            COUNT_OPENS,
            rf"{COUNT}{S}{UNIT}\s(?P<way>ago|from)\s(?P<said>today|yesterday|tomorrow)\b",
            _from_a_day,
        ),
        rule(r"vor|seit|in", rf"(?P<way>vor|seit|in){S}{ABOUT}{COUNT}{S}{UNIT}", _ago),
        rule(COUNT_OPENS, rf"{COUNT}{S}{UNIT}{S}(?P<way>ago|from\snow)\b", _ago),
        rule(r"vor|seit", rf"(?:vor|seit){S}(?:{VAGUE_COUNT}\s)?(?:\w{{3,12}}en\s)?{UNIT}(?<=[nm])", always("date")),
        rule(VAGUE_OPENS, rf"(?:{VAGUE_COUNT}\s)?{UNIT}\s(?:ago|earlier|later)\b", always("date")),
        rule(COUNT_OPENS, rf"{COUNT}{S}{UNIT}{S}{relation}\b", always("date")),
        rule(LEAD_WORD, rf"(?P<lead>{LEAD_WORD}){S}{COUNT}{S}{UNIT}", _span),
        rule(
            rf"{LEAD_WORD}|recent|jüngste[nr]?",
            rf"(?:{LEAD_WORD}|recent|jüngste[nr]?){S}(?:{VAGUE_COUNT}\s)?{units}(?!\w|\s(?:der|des|seine|ihre|of)\b)",
            always("date"),
        ),
        rule(
            rf"{LEAD_WORD}|{PART_OPENS}|earlier|later",
            rf"(?:{PART}|(?:earlier|later)\s)?{LEAD}{UNIT}"
            rf"(?!\s(?:im|in|of|vor|des)\s(?:the\s|dem\s)?(?:{MONTH_NAMES}|Jahre?s?|year)\b)",
            _period,
        ),
        rule("rest|remainder", rf"(?:Rest|remainder){S}(?:der|des|of)\s(?:the\s)?{LEAD}{UNIT}(?!\s\d{{4}})", _rest),
        rule("restliche[nrs]?", rf"restliche[nrs]?{S}(?P<unit>Tag|Wochenende|Woche|Monat|Jahr)(?!\w|\s\d{{4}})", _rest),
        rule("laufe", rf"Laufe\s(?P<part>)(?:des|der)\s{LEAD}{UNIT}", _period),
        rule(rf"{beside}|{PART_OPENS}".lower(), rf"(?:{PART})?(?P<word>{beside})(?!\w)", _compound),
        rule(
            r"(?:jahres|monats|wochen)(?:beginn|anfang|mitte|ende)s?|year|month", rf"(?P<word>{edge})(?!\w)", _compound
        ),
    )


RULES = _rules()
