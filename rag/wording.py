"""The last touch on a proven sentence: numbers in the notation of its language, relative days with their date."""

import re

from index.article import Language
from index.timex import TimeExpression, find
from rag.dates import written
from rag.types import Evidence

QUOTE: dict[Language, str] = {"de": "„{}“", "en": "“{}”"}
"""Quotation marks around a text."""
_NUMBER = re.compile(r"(?<![\d.,:])\d+(?:[.,]\d+)+(?![\d:]|[.,]\d)(?!\s*(?:Uhr|[ap]\.?m\b))")
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d\d)?\d\d|\d{1,2}\.\d{1,2}")
"""What with points alone may be a day, and is left as it is when the quotation is in the same language."""
_SWAPPED = str.maketrans(".,", ",.")
_IN_GERMAN = (
    "cents=Cent euros=Euro dollars=Dollar pounds=Pfund percent=Prozent hundred=hundert thousand=tausend "
    "million=Millionen billion=Milliarden metres=Meter meters=Meter kilometres=Kilometer kilometers=Kilometer "
    "miles=Meilen tonnes=Tonnen seconds=Sekunden minutes=Minuten hours=Stunden days=Tage weeks=Wochen "
    "months=Monate years=Jahre votes=Stimmen people=Menschen"
)
_IN_ENGLISH = (
    "Cent=cents Euro=euros Dollar=dollars Pfund=pounds Prozent=percent Millionen=million Milliarden=billion "
    "Meter=metres Metern=metres Kilometer=kilometres Kilometern=kilometres Meilen=miles Tonnen=tonnes "
    "Sekunden=seconds Minuten=minutes Stunden=hours Tage=days Tagen=days Wochen=weeks Monate=months "
    "Monaten=months Jahre=years Jahren=years Stimmen=votes Menschen=people"
)
_UNITS: dict[Language, dict[str, str]] = {
    "de": dict(pair.split("=") for pair in _IN_GERMAN.split()),
    "en": dict(pair.split("=") for pair in _IN_ENGLISH.split()),
}
_COUNTED = re.compile(rf"(?<=\d)(?: US)?(?: (?:{'|'.join([*_UNITS['de'], *_UNITS['en']])})\b){{1,2}}")


def localised(sentence: str, quote: str, lang: Language, source_lang: Language) -> str:
    """Numbers copied from a quotation in the other language, in the notation of the sentence's own:
    "8,412" is "8.412" in German. A number in the quotation's language but not its notation gets that."""
    quoted = set(_NUMBER.findall(quote))

    def put(match: re.Match[str]) -> str:
        number = match.group()
        swapped = number.translate(_SWAPPED)
        if number.count(".") > 1 and _DATE.fullmatch(number):
            return number
        if lang != source_lang:
            return swapped if number in quoted else number
        return swapped if number not in quoted and swapped in quoted else number

    return _NUMBER.sub(put, sentence)


def in_own_units(sentence: str, lang: Language) -> str:
    """A sentence with the units that a model has left as they are in the other language: "3.2 US cents" in German."""
    own = _UNITS[lang]
    return _COUNTED.sub(lambda found: " ".join(own.get(word, word) for word in found.group().split(" ")), sentence)


def answering_whether(sentence: str, question: str) -> str:
    """ "Ja, Redeten sie …" in small letters where the model goes on with the question's own first word."""
    first = question.split()[0]
    yes, comma, rest = sentence.partition(", ")
    return f"{yes}, {first.lower()}{rest[len(first) :]}" if comma and rest.startswith(f"{first} ") else sentence


def with_days(sentence: str, source: Evidence, lang: Language, *, asks_when: bool) -> str:
    """Puts the date beside a day that is told by the publication's ("am Montag (= 19. Mai 2025)"); asked when,
    the event's date is told in any case."""
    found = find(sentence, source.published)
    told = {e.first for e in found if e.is_day and _is_written_out(e)}
    for expression in reversed(found):
        if expression.is_day and expression.first not in told and not _is_written_out(expression):
            told.add(expression.first)
            day = f" (= {written(expression.first, lang)})"
            sentence = sentence[: expression.end] + day + sentence[expression.end :]
    event = source.event_date
    if not asks_when or event is None or event in told:
        return sentence
    fits = not found or any(e.first <= event <= e.last for e in found)
    return _before_the_end(sentence, f" ({written(event, lang)})") if fits else sentence


def _is_written_out(expression: TimeExpression) -> bool:
    return any(character.isdigit() for character in expression.text)


def _before_the_end(sentence: str, words: str) -> str:
    body = sentence.rstrip(".!?")
    return f"{body}{words}{sentence[len(body) :]}"
