"""The words that time expressions are made of, in German and English, and regular expressions of them."""

import re
from datetime import date

from index.days import Unit


def numbered(forms: tuple[str, ...], first: int) -> dict[str, int]:
    return {name: number for number, names in enumerate(forms, first) for name in names.split()}


def any_of(words: object) -> str:
    """Alternatives, the longest first."""
    return "|".join(sorted(map(str, words), key=len, reverse=True))  # type: ignore[call-overload]


S = r"\s{1,3}"
"""Space between words: bounded, so that no text makes matching slow."""
MONTHS = numbered(
    (
        "januar jänner jaenner january jan", "februar feber february feb", "märz maerz march mär mar", "april apr",
        "mai may", "juni june jun", "juli july jul", "august aug", "september sep sept", "oktober october okt oct",
        "november nov", "dezember december dez dec",
    ),
    1,
)  # fmt: skip
UNCERTAIN_MONTHS = frozenset(
    ("may", "march", "april", "june", "august", "jan", "feb", "mar", "mär", "apr", "jun", "jul", "aug", "sep", "sept",
     "okt", "oct", "nov", "dez", "dec")
)  # fmt: skip
"""Also verbs, first names or surnames, or too short to stand alone."""
DAYS = numbered(
    (
        "montag monday", "dienstag tuesday", "mittwoch wednesday", "donnerstag thursday", "freitag friday",
        "samstag sonnabend saturday", "sonntag sunday",
    ),
    0,
)  # fmt: skip
NUMBERS = numbered(
    (
        "ein eine einem einer einen eines a an one", "zwei zweier two beiden", "drei dreier three", "vier four",
        "fünf fuenf five", "sechs six", "sieben seven", "acht eight", "neun nine", "zehn ten", "elf eleven",
        "zwölf zwoelf twelve", "dreizehn thirteen", "vierzehn fourteen", "fünfzehn fifteen", "sechzehn sixteen",
        "siebzehn seventeen", "achtzehn eighteen", "neunzehn nineteen", "zwanzig twenty",
    ),
    1,
) | {"dreißig": 30, "thirty": 30, "vierzig": 40, "forty": 40, "fünfzig": 50, "fifty": 50, "sechzig": 60, "sixty": 60,
     "siebzig": 70, "seventy": 70, "achtzig": 80, "eighty": 80, "neunzig": 90, "ninety": 90}  # fmt: skip
ORDINALS: dict[str, int] = numbered(
    (
        "erst first", "zweit second", "dritt third", "viert fourth", "fünft fifth", "sechst sixth", "siebt seventh",
        "acht eighth", "neunt ninth", "zehnt tenth", "elft eleventh", "zwölft twelfth", "dreizehnt thirteenth",
        "vierzehnt fourteenth", "fünfzehnt fifteenth", "sechzehnt sixteenth", "siebzehnt seventeenth",
        "achtzehnt eighteenth", "neunzehnt nineteenth", "zwanzigst twentieth", "einundzwanzigst", "zweiundzwanzigst",
        "dreiundzwanzigst", "vierundzwanzigst", "fünfundzwanzigst", "sechsundzwanzigst", "siebenundzwanzigst",
        "achtundzwanzigst", "neunundzwanzigst", "dreißigst", "einunddreißigst",
    ),
    1,
) | {"twenty-first": 21}  # fmt: skip
"""German ones without their ending."""
LEADS = {"vorletzt": -2, "vorvergangen": -2, "vergangen": -1, "letzt": -1, "vorig": -1, "abgelaufen": -1, "last": -1,
         "past": -1, "previous": -1, "dies": 0, "heutig": 0, "laufend": 0, "this": 0, "current": 0, "nächst": 1,
         "kommend": 1, "next": 1, "coming": 1, "upcoming": 1, "übernächst": 2}  # fmt: skip
"""How many units a leading word moves; German ones without their ending."""
LEAD_WORD = (
    r"(?:(?:vorletzt|vorvergangen|vergangen|letzt|vorig|abgelaufen|heutig|laufend|nächst|kommend|übernächst)"
    r"e[nmrs]?|dies(?:e[nmrs]?)?|last|past|previous|this|current|next|coming|upcoming)"
)
LEAD = rf"(?:(?P<lead>{LEAD_WORD}){S})?"
MONTH_NAMES = any_of(MONTHS)
MONTH = rf"(?P<month>{MONTH_NAMES})\b(?:(?<=\b\w\w\w)(?<!mai)(?<!may)\.|(?<=\bsept)\.)?"
WEEKDAY_NAMES = any_of(DAYS)
WEEKDAY = f"(?P<weekday>{WEEKDAY_NAMES})"
DAY_PART = (
    r"(?:(?:früh|spät)?(?:abend|nachmittag|vormittag)|morgen|mittag|nacht|frühmorgen|früh|mitternacht|evening|morning|afternoon|night|"
    r"noon)s?"
)
SPOKEN_NUMBER = (
    rf"(?:{any_of(NUMBERS)}|(?:ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun)und(?:zwan|drei|vier|fünf)\w{{2,3}})"
)
COUNT = (
    r"(?P<count>\d{1,4}(?:[.,]\d)?|(?:eine[rm]?)\shalbe[nsrm]?|half\s(?:an?)|"
    rf"an?derthalb|(?:ein|zwei|drei|vier|fünf)einhalb|{SPOKEN_NUMBER})"
)
COUNT_OPENS = rf"\d{{1,4}}|half|(?:a|ein|zwei|drei|vier|fünf)?n?(?:derthalb|einhalb)|{SPOKEN_NUMBER}"
VAGUE_COUNT = (
    r"(?:(?:ein(?:em|en)?\s)?paar|einige[nrm]?|wenige[nrm]?|mehrere[nrm]?|viele[nrm]?|etliche[nrm]?|zahlreiche[nrm]?|"
    r"several|a\sfew|few|many|some|a\scouple\sof|couple\sof)"
)
VAGUE_OPENS = (
    r"ein(?:em|en)?|(?:einige|wenige|mehrere|viele|etliche|zahlreiche)[nrm]?|paar|several|few|many|some|a|couple|"
    r"years|months|days|weeks|decades"
)
ABOUT = (
    r"(?:(?:rund|etwa|zirka|circa|ca\.|gut|fast|knapp|nahezu|über|mehr\sals|weniger\sals|mindestens|bereits|genau|"
    r"about|around|some|nearly|almost|over|more\sthan|less\sthan|at\sleast|just|only|roughly)\s{1,2}(?:an?\s)?)?"
)
UNIT = (
    r"(?P<unit>Sekunden?|Minuten?|Stunden?|Tag(?:en?|e?s)?|Wochenenden?|Wochen?|Monat(?:en?|e?s)?|Quartal(?:en?|s)?|"
    r"Jahrzehnt(?:en?|s)?|Jahrhundert(?:en?|s)?|Jahr(?:en?|e?s)?|seconds?|minutes?|hours?|days?|weekends?|weeks?|"
    r"months?|quarters?|years?|decades?|century|centuries)(?![\w])"
)
_UNITS: tuple[tuple[str, Unit], ...] = (
    ("se", "second"), ("mi", "minute"), ("st", "hour"), ("h", "hour"), ("ta", "day"), ("da", "day"),
    ("wochenend", "weekend"), ("weekend", "weekend"), ("w", "week"), ("mo", "month"), ("q", "quarter"),
    ("jahrz", "decade"), ("de", "decade"), ("jahrh", "century"), ("ce", "century"), ("j", "year"), ("y", "year"),
)  # fmt: skip
PART = (
    r"(?P<part>Anfang|Beginn|Mitte|Ende|early|mid|late|(?:the\s)?(?:beginning|start|middle|end)\sof)(?:\s{1,2}|-)"
    r"(?:(?:der|des|dem|den|the)\s{1,2})?"
)
"""Beginning, middle or end of what follows."""
PART_OPENS = "anfang|beginn|mitte|ende|early|mid|late|beginning|start|middle|end"
ORDINAL = rf"(?:\d{{1,2}}(?:\.|st|nd|rd|th)|(?:{any_of(ORDINALS)})(?:e[nmrs]?)?)"
NTH = rf"(?<!\w)(?!acht(?!\w)){ORDINAL}(?!\w)"
"""An ordinal as a word of its own; "acht" is eight…"""
NTH_OF = rf"{NTH}(?= [^\W\d])"
"""…and one before the word for what it counts."""
ORDINAL_OPENS = rf"\d{{1,2}}(?:st|nd|rd|th)?|twenty|(?:{any_of(ORDINALS)})(?:e[nmrs]?)?"
YEAR = r"(?P<year>(?:1\d|20)\d\d)(?!\w|[.,]\d)"
LAST_YEAR = (
    r"(?P<last_year>(?:(?:des|im)\s)?(?:vergangenen|vorigen|letzten|dieses|laufenden|kommenden|nächsten)\sJahre?s?|"
    r"(?:des|im)\sVorjahre?s?|(?:of\s)?(?:last|this|next)\syear)\b"
)
WITH_YEAR = rf"(?:,?{S}(?:(?:(?:des|im)\sJahre?s?\s|of\s|in\s)?{YEAR}|{LAST_YEAR}))?"
QUANTITY_BEFORE = re.compile(
    r"(?:\b(?:rund|etwa|circa|ca\.|gut|fast|knapp|nahezu|über|mehr als|weniger als|mindestens|bis zu|jeweils|about|"
    r"around|some|nearly|almost|over|more than|less than|fewer than|at least|up to|nr\.|no\.|art\.|artikel|paragraf|"
    r"platz|nummer|number|euro|eur|usd|chf|telefon|tel\.|phone|fax|seite|page|flug|flight|zimmer|raum|room|halle|"
    r"hall|linie|route|highway|windows|modell|model|kapitel|chapter|absatz|plz|postleitzahl|\w{0,20}(?:straße|gasse|platz|weg)|"
    r"\w{0,20}str\.|street|avenue)|[$€£§#+])\s*$",
    re.IGNORECASE,
)
UNIT_AFTER = re.compile(
    r"\s*(?:%|€|\$|°)|\s+(?:(?:bis|oder|to|or)\s+(?!(?:1\d|20)\d\d\b)\d+|(?:Mio|Mrd)\b|Menschen|Personen|Euro|Dollar|Franken|Meter|Kilometer|km\b|kg\b|Kilo\w*|Tonnen|Liter|"
    r"Tote|Einwohner\w*|Soldaten|Mitglieder\w*|Prozent|Mal|Uhr|Quadrat\w*|Stück|Jahren?\b|Stunden|Tagen?\b|Fälle|people|"
    r"persons|soldiers|troops|members|residents|percent|euros?|dollars?|pounds|met(?:er|re)s|kilomet\w+|miles|feet|tons|"
    r"tonnes|Grad|degrees|Punkten?|points|times|years|hours|cases|jobs)\b"
)
CERTAIN_YEAR = re.compile(
    r"\b(?:Jahre?n?s?|year|years|anno|Sommer|Herbst|Winter|Frühjahr|Frühling|summer|autumn|spring|fall|winter)\s+(?:of\s+)?$"
)
MONTH_CUE = re.compile(
    r"\b(?:im|in|of|since|by|until|from|to|during|through|early|late|mid|last|next|this|between|seit|bis|ab|vom|zum|anfang|"
    r"mitte|ende|nach|vor|every)[\s-]+$",
    re.IGNORECASE,
)
MOVED = re.compile(
    r"\b(?:moved|postponed|pushed|shifted|rescheduled|delayed|changed|brought\sforward)\s[^.!?\n]*$", re.IGNORECASE
)
""" "Moved from Monday to Friday" is no range."""


def lead_of(word: str | None) -> int | None:
    """How many units a leading word moves; None without one."""
    small = (word or "").lower()
    return next((step for lead, step in LEADS.items() if small.startswith(lead)), None)


def unit_of(word: str) -> Unit:
    return next(unit for start, unit in _UNITS if word.lower().startswith(start))


def part_of(word: str) -> int:
    """Beginning (0), middle (1) or end (2)."""
    small = word.lower().removeprefix("the ")
    return 1 if small.startswith("mi") else 2 if small.startswith(("en", "late")) else 0


def count_of(word: str) -> float:
    """ "zwei" is 2, "anderthalb" 1.5, "a half" 0.5."""
    small = " ".join(word.lower().replace(",", ".").split())
    if small[0].isdigit():
        return float(small)
    if small.endswith("thalb"):
        return 1.5
    if small.endswith("einhalb"):
        return NUMBERS[small.removesuffix("einhalb")] + 0.5
    if "hal" in small:
        return 0.5
    tens = re.match(r"(\w+)und(\w+)", small)
    return NUMBERS[tens[1]] + NUMBERS[tens[2]] if tens and small not in NUMBERS else NUMBERS[small]


def ordinal_of(word: str) -> int | None:
    """ "zweiten", "2.", "2nd", "second" are 2."""
    small = word.lower()
    if digits := re.match(r"\d+", small):
        return int(digits[0])
    return ORDINALS.get(small) or ORDINALS.get(re.sub(r"e[nmrs]?$", "", small))


def year_near(text: str, year: int) -> int:
    """The year that "last year", "des kommenden Jahres" … mean, said in `year`."""
    if re.search(r"vorjahr", text, re.IGNORECASE):
        return year - 1
    leads = (lead_of(word) for word in text.split())
    return year + next((step for step in leads if step is not None), 0)


def year_of_digits(digits: str, published: date | None) -> int:
    """Two digits are of this century up to ten years after the publication, else of the last one."""
    year = int(digits)
    latest = published.year + 10 if published else 2069
    return year if len(digits) == 4 else year + (2000 if 2000 + year <= latest else 1900)
