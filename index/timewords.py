"""The words that time expressions are made of, in German and English, and regular expressions of them."""

import re


def _numbered(forms: tuple[str, ...], first: int) -> dict[str, int]:
    return {name: number for number, names in enumerate(forms, first) for name in names.split()}


MONTHS = _numbered(
    (
        "januar jänner january jan", "februar feber february feb", "märz maerz march mär mar", "april apr",
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
DAYS = _numbered(
    (
        "montag monday", "dienstag tuesday", "mittwoch wednesday", "donnerstag thursday", "freitag friday",
        "samstag sonnabend saturday", "sonntag sunday",
    ),
    0,
)  # fmt: skip
DEICTIC = {
    "vorgestern": -2, "gestern": -1, "yesterday": -1, "last night": -1, "heute": 0, "today": 0, "tonight": 0,
    "übermorgen": 2, "tomorrow": 1,
}  # fmt: skip
NUMBERS = _numbered(
    (
        "ein eine einem einer einen a an one", "zwei two", "drei three", "vier four", "fünf fuenf five",
        "sechs six", "sieben seven", "acht eight", "neun nine", "zehn ten", "elf eleven", "zwölf zwoelf twelve",
    ),
    1,
)  # fmt: skip
PAST_LEAD = r"vergangen\w*|letzt\w*|vorig\w*|last"
NEXT_LEAD = r"kommend\w*|nächst\w*|next|coming"
LEAD = rf"(?:(?P<lead>{PAST_LEAD}|{NEXT_LEAD}|dies\w*|this)\s+)?"
MONTH = (
    r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b"
    r"(?:(?<=\b\w\w\w)(?<!mai)(?<!may)\.|(?<=\bsept)\.)?"
)
WEEKDAY = "(?P<weekday>" + "|".join(DAYS) + ")"
COUNT = r"(?P<count>\d{1,3}|" + "|".join(NUMBERS) + ")"
YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)\b"
LAST_YEAR = r"(?P<last_year>(?:des\s+)?(?:vergangenen|vorigen|letzten)\s+Jahres|last\s+year)\b"
WITH_YEAR = rf"(?:,?\s+(?:(?:des\s+Jahres\s+)?{YEAR}|{LAST_YEAR}))?"
GAP = re.compile(r"\s*(?:,\s*)?(?:(?:dem|den|the)\s+)?\(?")
QUANTITY_BEFORE = re.compile(
    r"(?:\b(?:rund|etwa|circa|ca\.|gut|fast|knapp|nahezu|über|mehr als|weniger als|mindestens|bis zu|jeweils|about|"
    r"around|some|nearly|almost|over|more than|less than|fewer than|at least|up to|nr\.|no\.|art\.|artikel|paragraf)|"
    r"[$€£§#])\s*$",
    re.IGNORECASE,
)
UNIT_AFTER = re.compile(
    r"\s*(?:%|€|\$)|\s+(?:Menschen|Personen|Euro|Dollar|Franken|Meter|Kilometer|Kilo\w*|Tonnen|Liter|Tote|"
    r"Einwohner\w*|Soldaten|Mitglieder\w*|Prozent|Mal|Uhr|Quadrat\w*|Stück|Jahre|Stunden|Fälle|people|persons|soldiers|"
    r"troops|members|residents|percent|euros?|dollars?|pounds|met(?:er|re)s|kilomet\w+|miles|feet|tons|tonnes|times|"
    r"years|hours|cases|jobs)\b"
)
CERTAIN_YEAR = re.compile(
    r"\b(?:Jahr\w*|year|Sommer|Herbst|Winter|Frühjahr|Frühling|summer|autumn|spring)\s+(?:of\s+)?$"
)
MONTH_CUE = re.compile(
    r"\b(?:im|in|of|since|by|until|from|to|during|through|early|late|mid|seit|bis|ab|vom|zum|anfang|mitte|ende)[\s-]+$",
    re.IGNORECASE,
)
