"""The proof: what of a drafted sentence stands in its quotation, checked by program.

Every number, date and name of the sentence has to be in the quoted sentence, in its
article's title or follow from the dates of the quotation; in the quotation's own
language the other words must be found there (or in the question) as well.
"""

import re
from collections.abc import Iterable
from datetime import date

from index.article import Language
from index.timex import find
from index.words import FUNCTION_WORDS, fold, stems, words
from rag.names import CALENDAR, mentions
from rag.types import Evidence

MIN_COPIED = 0.6
"""Share of an answer's content words that must stand in quotation or question (same language)."""
_NUMBER_WORDS = {
    word: str(number)
    for number, forms in {
        1: "ein eine einen einem einer eins one", 2: "zwei zweite zweiten two second twice zweimal", 3: "drei dritte three third",
        4: "vier four", 5: "fünf five", 6: "sechs six", 7: "sieben seven", 8: "acht eight", 9: "neun nine", 10: "zehn ten",
        11: "elf eleven", 12: "zwölf twelve", 13: "dreizehn thirteen", 14: "vierzehn fourteen", 15: "fünfzehn fifteen",
        16: "sechzehn sixteen", 17: "siebzehn seventeen", 18: "achtzehn eighteen", 19: "neunzehn nineteen",
        20: "zwanzig twenty", 30: "dreißig thirty", 40: "vierzig forty", 50: "fünfzig fifty", 60: "sechzig sixty",
        70: "siebzig seventy", 80: "achtzig eighty", 90: "neunzig ninety", 100: "hundert hundred", 1000: "tausend thousand",
    }.items()
    for word in map(fold, forms.split())
}  # fmt: skip
_INSIDE = re.compile(
    r"^(zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|elf|zwolf)(?=ein|stund|tag|woch|monat|jahr|mal|fach|stellig|kopfig)"
)
_NEGATION = frozenset(
    fold(word)
    for word in [
        "nicht",
        "kein",
        "keine",
        "keinen",
        "keinem",
        "keiner",
        "keines",
        "nie",
        "niemals",
        "nein",
        "weder",
        "no",
        "not",
        "never",
        "none",
        "neither",
        "nor",
        "cannot",
    ]
)


def unproven(sentence: str, evidence: Evidence, question: str, lang: Language, source_lang: Language) -> list[str]:
    """The words of a sentence that its quotation does not prove; empty when all are proven."""
    faults = _unproven_numbers(sentence, evidence)
    faults += _unproven_names(sentence, evidence, question, lang, source_lang)
    faults += _negation_changed(sentence, evidence.text)
    if lang == source_lang and not _is_copied(sentence, evidence, question, lang):
        faults.append(sentence)
    return faults


def _unproven_numbers(sentence: str, evidence: Evidence) -> list[str]:
    allowed = numbers(evidence.text) | numbers(evidence.title) | _date_numbers(evidence)
    articles_free = numbers(sentence) - {"1"}
    return sorted(articles_free - allowed)


def numbers(text: str) -> set[str]:
    """All numbers of a text in one form: "1.200,5", "1,200.5" and "zwölf" become "1200.5" and "12"."""
    found = set()
    for word in words(text):
        folded = fold(word)
        if folded[0].isdigit():
            found.add(_plain_number(folded))
        elif folded in _NUMBER_WORDS:
            found.add(_NUMBER_WORDS[folded])
        elif inside := _INSIDE.match(folded):
            found.add(_NUMBER_WORDS[inside.group()])
    return found


def _plain_number(text: str) -> str:
    if re.fullmatch(r"\d{1,3}([.,]\d{3})+([.,]\d+)?", text):
        whole, fraction = (text[: -len(tail)], tail) if (tail := _fraction(text)) else (text, "")
        return re.sub(r"[.,]", "", whole) + fraction.replace(",", ".")
    return text.replace(",", ".").lstrip("0") or "0"


def _fraction(text: str) -> str:
    last = re.search(r"[.,]\d+$", text)
    separators = re.findall(r"[.,]", text)
    return last.group() if last and len(set(separators)) == 2 and separators.count(separators[-1]) == 1 else ""


def _date_numbers(evidence: Evidence) -> set[str]:
    days: list[date] = [day for day in (evidence.published, evidence.event_date) if day]
    for expression in find(evidence.text, evidence.published):
        days += [expression.first, expression.last] if expression.is_day else []
    years = {str(e.first.year) for e in find(evidence.text, evidence.published)}
    return {str(part) for day in days for part in (day.day, day.month, day.year)} | years


def _unproven_names(
    sentence: str, evidence: Evidence, question: str, lang: Language, source_lang: Language
) -> list[str]:
    if lang == "de" and source_lang == "en":
        return []  # every German noun has a capital, and here each is a translation
    known = f"{evidence.text} {evidence.title} {question}"
    capitals = [word for word in words(sentence)[lang == "en" :] if word[0].isupper() and len(word) > 1]
    checked = [word for word in capitals if fold(word) not in FUNCTION_WORDS[lang] | CALENDAR]
    return [word for word in checked if not mentions(word, known)]


def _negation_changed(sentence: str, quote: str) -> list[str]:
    """A quotation without any negation cannot prove a plain "not"; "Nein, …" corrects the question and may."""
    body = re.sub(r"^(nein|no)\b\W*", "", sentence.strip(), flags=re.IGNORECASE)
    said = [word for word in words(body) if fold(word) in _NEGATION]
    return (
        said
        if said and not any(fold(word) in _NEGATION or fold(word).startswith("un") for word in words(quote))
        else []
    )


def _is_copied(sentence: str, evidence: Evidence, question: str, lang: Language) -> bool:
    said = _plain_stems(sentence, lang)
    known = _all_stems((evidence.text, evidence.title, question), lang)
    return not said or sum(_covered(stem, known) for stem in said) / len(said) >= MIN_COPIED


def _plain_stems(sentence: str, lang: Language) -> set[str]:
    """Stems without numbers and the calendar's words, which are checked as dates."""
    plain = " ".join(word for word in words(sentence) if fold(word) not in CALENDAR and not word[0].isdigit())
    return set(stems(plain, lang))


def _all_stems(texts: Iterable[str], lang: Language) -> set[str]:
    return {stem for text in texts for stem in stems(text, lang)}


def _covered(stem: str, known: set[str]) -> bool:
    return stem in known or any(
        (len(stem) >= 5 and stem in other) or (len(other) >= 5 and other in stem) for other in known
    )


def tidy(sentence: str) -> str:
    """One clean sentence: no markers, bullets or labels of the model's own, a full stop at the end."""
    text = re.sub(r"\s*\[\d+\]", "", " ".join(sentence.split())).strip(" -–:•*")
    if text and text[-1] not in '.!?…“"':
        text += "."
    return text
