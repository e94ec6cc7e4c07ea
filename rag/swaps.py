"""The last question asked anew of something else: "Und in Sachsen?", "And the student pass?".

What a fragment names takes the place of its like in the question before: a place that of a place, a name that of a
name, a noun with its article that of the one other noun that is asked about.
"""

import re

from index.article import Language
from index.timex import ANY_DAY, find
from index.words import stems
from rag.names import is_place, names, together
from rag.openings import AUX, FRAME, WH
from rag.spelled import spelled

_PREPOSITIONS: dict[Language, str] = {
    "de": rf"in|im|am|an|auf|bei|mit|nach|zu|zum|zur|{spelled('für')}|gegen|von|vom|zwischen|{spelled('über')}|um|aus|"
    rf"wegen|durch|ohne|seit|bis|ab|vor|unter|{spelled('während')}",
    "en": r"in|on|at|with|for|to|from|against|by|between|of|about|over|after|before|since|until|into|during|than",
}
_LED = re.compile(
    rf"(in|im|am|an|auf|bei|mit|nach|zu|zum|zur|{spelled('für')}|gegen|von|vom|zwischen|on|at|with|for|to|from|against|by|"
    r"between)\s+.+",
    re.IGNORECASE,
)
_CAPITALS = r"[A-ZÄÖÜ\d][\w-]*(?:\s+[A-ZÄÖÜ\d][\w-]*)*"
_NAME = re.compile(rf"(?:the\s+)?{_CAPITALS}")
_ONES = re.compile(r"(?:the\s+ones?|those|that|die|das|der|den|dem)\s+(?=(?:between|zwischen)\s)", re.IGNORECASE)
_NOUN: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?i:der|die|das|den|dem|eine?[nmr]?)\s+(?:[a-zäöüß]+(?:e|en|er|es|em)\s+){0,2}[A-ZÄÖÜ][\w-]*(?:\s+[A-ZÄÖÜ][\w-]*)*"
    ),
    "en": re.compile(r"\b(?:the|an?)\s+[\w-]+(?:\s+[\w'’-]+)*", re.IGNORECASE),
}
"""A noun with its article; an English one goes on to where the next preposition or time stands."""
_BEFORE = {lang: re.compile(rf"\b(?:{words})\s+$", re.IGNORECASE) for lang, words in _PREPOSITIONS.items()}
_OF = re.compile(r"(?:der|des|eine[sr])\b", re.IGNORECASE)
"""What a German noun begins with that tells whose the one before it is."""
_COUNTS = re.compile(r"wie\s*viele?|how\s+(?:many|much)(?!\s+(?:is|are|was|were|do|does|did|will)\b)", re.IGNORECASE)
_CUT = re.compile(
    rf"\s+(?:{_PREPOSITIONS['en']}|that|which|who|when|and|last|first|again|take place)\b.*", re.IGNORECASE
)
_DOES = re.compile(rf"{WH['en']}(?:\s+\w+)?\s+(?:do|does|did|will|would|can|could|should|must)\s+$", re.IGNORECASE)
"""What stands before an English subject whose verb follows it…"""
_IS = re.compile(rf"{WH['en']}(?:\s+\w+)?\s+(?:{AUX['en']})\s+$", re.IGNORECASE)
"""…or at least what is said of it."""
_VERB = re.compile(r"\s+\w+(?:\s+(?:closed|open|shut|up|down|out|off|away|back|over|on))?$", re.IGNORECASE)
_DONE = re.compile(
    r"\s+(?:(?:finally|last|first|originally|fully)\s+)?(?:\w+ed|\w+en|built|held|found|sold|shut|made|won|lost|cut|put|"
    r"set|born|hit|kept|left|sent|paid|laid|due|open)$",
    re.IGNORECASE,
)


def swapped(asked: str, last: str, lang: Language) -> str:
    """The last question with a place, a time, a name or a noun of a fragment in the place of its like; empty when there
    is not just one. Both are in `lang`, the fragment without "and" before it."""
    text = _ONES.sub("", FRAME.sub("", asked, count=1).strip(" ?!.,"), count=1)
    if led := _LED.fullmatch(text):
        return _led_swapped(text, led[1].lower(), last, lang)
    if again := _noun_swapped(text, last, lang):
        return again
    alike = [" ".join(run) for run in names(last, lang) if is_place(run[0]) == is_place(text)]
    return last.replace(alike[0], text) if len(alike) == 1 and _NAME.fullmatch(text) else ""


def _led_swapped(text: str, preposition: str, last: str, lang: Language) -> str:
    """ "in Saxony", "between the experts", "with the union"."""
    if preposition in ("between", "zwischen"):
        return _between(text, last, lang)
    like = "in|im" if preposition in ("in", "im") else re.escape(preposition)
    alike = re.findall(rf"\b(?:{like})\s+(?:(?:the|der|dem|den)\s+)?{_CAPITALS}", last)
    text = text[0].lower() + text[1:]
    match together(last, lang):
        case [_, other] if not alike and preposition in ("mit", "with"):
            alike, text = [" ".join(other)], text.split(maxsplit=1)[1]
    return last.replace(alike[0], text) if len(alike) == 1 else ""


def _between(text: str, question: str, lang: Language) -> str:
    """The question with "between the experts in March" in the place of "between Kern and Brandt"; else nothing."""
    match together(question, lang):
        case [_, other]:
            asked = re.compile(rf"\b(?:between|zwischen)\b.*?{re.escape(other[-1])}", re.IGNORECASE)
            return asked.sub(f"{text[0].lower()}{text[1:]}", question) if asked.search(question) else ""
    return ""


def _noun_swapped(text: str, last: str, lang: Language) -> str:
    """ "das Schülerticket" in the place of "ein Einzelfahrschein"; not where things are counted: "Und die Zuschauer?"
    may ask how many these are, or whose they are."""
    noun = _NOUN[lang].fullmatch(text)
    if noun is None or _COUNTS.match(last) or (lang == "en" and _CUT.search(text)):
        return ""
    nouns = _nouns(last, lang)
    if len(nouns) > 1:
        nouns = [(start, end) for start, end in nouns if last[start:end].split()[0].lower() == text.split()[0].lower()]
    match nouns:
        case [(start, end)] if not set(stems(text, lang)) <= set(stems(last[start:end], lang)):
            return f"{last[:start]}{text[0].lower()}{text[1:]}{last[end:]}"
    return ""


def _nouns(question: str, lang: Language) -> list[tuple[int, int]]:
    """Where the nouns with an article stand that a question asks about, behind no preposition, without what is said of
    whose they are."""
    found: list[tuple[int, int]] = []
    for noun in _NOUN[lang].finditer(question):
        before = question[: noun.start()]
        end = noun.end() if lang == "de" else noun.start() + _english_end(noun.group(), before)
        is_attribute = bool(found) and _OF.match(noun.group()) and not before[found[-1][1] :].strip()
        if end > noun.start() and not _BEFORE[lang].search(before) and not is_attribute:
            found.append((noun.start(), end))
    return found


def _english_end(text: str, before: str) -> int:
    """How far an English noun goes in the words that follow its article; 0 where that cannot be told."""
    for time in find(text, ANY_DAY)[:1]:
        text = text[: time.start].rstrip()
    text = _CUT.sub("", text)
    has_verb = _DOES.search(before) is not None
    verb = _VERB.search(text) if has_verb else _DONE.search(text) if _IS.search(before) else None
    if verb and " " in text[: verb.start()]:
        return verb.start()
    return 0 if has_verb else len(text)
