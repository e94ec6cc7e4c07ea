"""Common words that name no topic of their own: an aspect of what was told ("Urteil"), or hardly anything."""

import re

from index.article import Language
from index.words import fold, stem

_LONG = 5
"""Letters of an aspect that may end a German compound: "Todesopfer", "Gerichtsurteil", but not "Sport" for "Ort"."""
_PREFIX = 3
UNIQUE = ("bund", "land", "welt", "staat", "eu-", "un-", "us-")
"""Beginnings of German nouns that need no name: there is but one "Bundesregierung"."""

_VAGUE: dict[Language, str] = {
    "en": "happen say said mean work use make made get know tell think go start started begin began end finish last "
    "long come came look important main key typical popular common famous different new more many much people "
    "person thing way next previous following second third another injured killed died die hurt ever able "
    "available required possible worth anyone anybody someone somebody nobody everyone anything something "
    "everything",
    "de": "passieren passiert geschehen geschah sagen sagte gesagt bedeuten bedeutet machen gemacht tun getan wissen "
    "weiß beginnen begann enden endete dauern dauert gedauert kommen kam kamen finden fand findet statt "
    "stattgefunden wichtig reagieren reagierte reagiert leute menschen personen lange nächste vorige zweite "
    "dritte ums leben verletzt getötet viele wenige starben gestorben geht ging gehen weiter "
    "jemand jemanden niemand etwas nichts",
}
_ASPECTS: dict[Language, str] = {
    "en": "symptom cause reason effect consequence result outcome finding implication benefit advantage disadvantage "
    "pro con type kind example feature member difference similarity application penalty sentence verdict charge "
    "judge court suspect perpetrator victim witness injured dead death killed wounded hurt arrested arrest "
    "casualty damage cost price ticket opposition critic criticism reaction police government parliament minister "
    "president mayor author driver passenger resident participant winner loser score talks meeting agreement deal "
    "plan proposal decision vote election investigation operator owner manufacturer successor predecessor "
    "deadline condition requirement limit trial incident accident attack strike final match game crash fire "
    "repair resignation appeal purpose term date time place location number amount size length duration",
    "de": "strafe urteil anklage richter richterin gericht verdächtige täter täterin opfer zeuge verletzte tote "
    "festnahme schaden schäden kosten preis ticket opposition kritiker kritik reaktion folge grund gründe ursache "
    "auslöser polizei regierung parlament minister ministerin präsident präsidentin bürgermeister bürgermeisterin "
    "fahrer fahrerin autor autorin passagier anwohner bewohner teilnehmer gewinner gewinnerin verlierer ergebnis "
    "gespräch treffen abkommen einigung plan pläne vorschlag entscheidung abstimmung wahl beschluss ermittlung "
    "ermittler betreiber besitzer hersteller nachfolger nachfolgerin vorgänger vorgängerin frist bedingung "
    "voraussetzung ziel zweck ort zeitpunkt termin zahl anzahl verantwortung reparatur finale auftritt rücktritt "
    "streik angriff anschlag vorfall unfall brand einsatz prozess verfahren summe höhe dauer größe länge "
    "beteiligte verantwortliche veranstalter gegner",
}


def _stems(listed: dict[Language, str]) -> dict[Language, frozenset[str]]:
    return {lang: frozenset(stem(word, lang) for word in text.split()) for lang, text in listed.items()}


_VAGUE_STEMS = _stems(_VAGUE)
_ASPECT_STEMS = _stems(_ASPECTS)
_ENDINGS = tuple(fold(word) for word in _ASPECTS["de"].split() if len(word) >= _LONG)


def is_vague(word: str, lang: Language) -> bool:
    """Whether a word says hardly anything: "happened", "Menschen"."""
    return stem(word, lang) in _VAGUE_STEMS[lang]


def is_aspect(word: str, lang: Language) -> bool:
    """Whether a word, or the end of a German compound, names a part or a side of something else."""
    if stem(word, lang) in _ASPECT_STEMS[lang]:
        return True
    whole = fold(word)
    bare = re.sub(r"e?[ns]$", "", whole)
    is_compound = lang == "de" and (whole.endswith(_ENDINGS) or bare.endswith(_ENDINGS))
    return is_compound and len(bare) >= _LONG + _PREFIX and not whole.startswith(UNIQUE)


def is_topical(word: str, lang: Language) -> bool:
    """Whether a word may name what a question is about."""
    return not is_vague(word, lang) and not is_aspect(word, lang)
