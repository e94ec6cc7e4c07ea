"""The proof: what of a drafted sentence stands in its quotation, checked by program.

Every number (of time with its unit), date and name of the sentence has to be in the quoted sentence, in its
article's title or follow from the dates of the quotation; in the quotation's own
language the other words must be found there (or in the question) as well, and what
limits them ("former", "mutmaßlich") may not be lost.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from index.article import Language
from index.invisible import visible
from index.timewords import DAYS
from index.timex import TimeExpression, find, without
from index.words import FUNCTION_WORDS, fold, stems, words
from rag.calendar import weekdays
from rag.corrections import held
from rag.counts import HARM, facts
from rag.lengths import is_length, lengths, points, units
from rag.limited import unlimited
from rag.names import CALENDAR, has_noun, is_common_noun, mentions, mentions_any, names
from rag.numerals import numbers
from rag.paired import of_another_day
from rag.reasons import asks_why
from rag.relevance import effective_date
from rag.types import Evidence

MIN_COPIED = 0.6
"""Share of an answer's content words that must stand in quotation or question (same language)."""
_FOREIGN = 5
"""Letters from which a word in small ones is hardly the same in German and English."""
MIN_QUOTED = 0.4
"""Share of them that the quotation or its title must have: what the question says proves nothing."""
MIN_ADDED = 0.5
"""Share of those that the question had not which the quotation itself must have, where they are all that answers: of
153 answers six have less, and one of the six is right."""
_OPENING_WORDS = (
    "zuletzt zuerst erstmals insgesamt laut rund etwa knapp gut fast heute gestern morgen damals danach davor zuvor "
    "später bereits schon erst bisher seitdem daraufhin trotz während anfang ende mitte neben bis derzeit aktuell "
    "jetzt künftig zudem außerdem allerdings jedoch dennoch deshalb denn dort hier beide beim mindestens höchstens"
)
_OPENING = frozenset(fold(word) for word in _OPENING_WORDS.split())
"""German words that have a capital at the beginning of a sentence and are no nouns."""
_NEGATION_WORDS = (
    "nicht nichts niemand kein keine keinen keinem keiner keines keinerlei nie niemals nein weder "
    "no not nothing nobody never none neither nor cannot"
)
_NEGATION = frozenset(fold(word) for word in _NEGATION_WORDS.split())
_NEGATIVE = re.compile(
    r"un(?!d$|s$|ser|ter|gefahr|weit|ten$|til|less|der|ion|i[kvf])\w{3,}|ohne|without|kaum|hardly|verneint\w*|"
    r"dementier\w*|bestr[ei]{1,2}t\w*|weiger\w*|lehnte?n?|ablehn\w*|abgelehnt|den(?:y|ied|ies)|refus\w*|reject\w*"
)
"""Folded words in small letters that deny without a "not"."""
SPAN: dict[Language, str] = {
    "de": r"(?:Tage?|Wochen?|Monate?|Jahre?)",
    "en": r"(?:days?|weeks?|months?|years?)",
}
"""What tells how far a time is from another one."""
_LOOKS_BACK = re.compile(
    r"\bhad (?:(?:not|already|also|just|never) )?(?:been|\w+ed)\b|\b(?:hatten?|war(?:en)?)\b.*\b(?:worden|gewesen)\b|"
    rf"\b{SPAN['de']} (?:zuvor|vorher|davor)\b|\b{SPAN['en']} (?:earlier|before|previously)\b"
)
"""The pluperfect, or a time before another one: what had happened before something else, and so not on the day of the
news."""
_ONE_MEASURED = re.compile(
    r"\b(?:1|eine[nmrs]?|ein|one|an?)[\s-]+(?:Sekunde|Minute|Stunde|Tag|Woche|Monat|Jahr|Million|Milliarde|second|minute|hour|"
    r"day|week|month|year)|\b0*1\b",
    re.IGNORECASE,
)
"""Where "ein" counts and is no mere article."""


def unproven(sentence: str, evidence: Evidence, question: str, lang: Language, source_lang: Language) -> list[str]:
    """The words of a sentence that its quotation does not prove, or takes back; empty when all are proven."""
    told = replace(evidence, text=held(evidence.text))
    faults = _unproven_numbers(sentence, told)
    faults += _counts_other(sentence, told, lang, source_lang)
    faults += sorted(of_another_day(sentence, told.text, told.published))
    faults += _unproven_dates(sentence, told)
    faults += _unproven_weekdays(sentence, told)
    faults += _unproven_names(sentence, evidence, question, lang, source_lang)
    faults += _negation_changed(sentence, evidence.text, question)
    if lang != source_lang:
        faults += untranslated(sentence, evidence.text, question)
    else:
        faults += unlimited(sentence, evidence.text, lang)
        if not _is_copied(sentence, evidence, question, lang):
            faults.append(sentence)
    return faults


def untranslated(sentence: str, quote: str, question: str = "", least: int = _FOREIGN) -> list[str]:
    """Words in small letters, so no names, of so many letters that a sentence has as they stand in a quotation in the
    other language."""
    foreign = {word for word in words(quote) if word.islower()} - set(words(question))
    return [word for word in words(sentence) if len(word) >= least and word in foreign]


def _unproven_numbers(sentence: str, evidence: Evidence) -> list[str]:
    """Numbers that the quotation has not, or not of this unit of time; those of a date are checked as dates, and
    prove no other number."""
    texts = [_without_dates(text, evidence.published) for text in (evidence.text, evidence.title)]
    said = _without_dates(sentence, evidence.published, _beginnings(evidence))
    article = set() if _ONE_MEASURED.search(said) else {"1"}
    missing = numbers(said) - article - set().union(*map(numbers, texts))
    other_unit = lengths(said) - set().union(*map(lengths, texts))
    return sorted(missing) + sorted(f"{n} {unit}" for n, unit in other_unit if n not in missing | article)


def _counts_other(sentence: str, evidence: Evidence, lang: Language, source_lang: Language) -> list[str]:
    """Numbers of a sentence that count nothing of what they do in the quotation, where that is a measure or people
    harmed ("seven accidents" from "sieben Verletzte"), or tell of people harmed where it speaks of none so ("1850
    injured" from "1850 Anwohner"). Other nouns are not held: they may be said in other words."""
    quoted = [fact for text in (evidence.text, evidence.title) for fact in facts(text, source_lang)]
    measured = {fact.value for fact in quoted if fact.is_measured}
    told = {(fact.value, fact.kind) for fact in quoted}
    spoken = [fold(word) for text in (evidence.text, evidence.title) for word in words(text)]
    untold = {kind for kind, forms in HARM.items() if not any(map(forms.fullmatch, spoken))}
    said = [fact for fact in facts(sentence, lang) if fact.value in measured or fact.kind in untold]
    right = {fact.value for fact in said if (fact.value, fact.kind) in told}
    return [str(value) for value in sorted({fact.value for fact in said} - right)]


def _beginnings(evidence: Evidence) -> set[date]:
    """First days of the quotation's dates: "seit zwei Tagen" follows from a Monday that is two days ago."""
    return {said.first for said in points(evidence.text, evidence.published)}


def _without_dates(text: str, published: date | None, beginnings: Collection[date] = ()) -> str:
    """A text with its dates left out; not "seit sechs Tagen", which tells a length, unless begun on a day given."""
    found = find(text, published)
    return without(text, [e for e in found if e.first in beginnings or not is_length(e, published)])


def _unproven_dates(sentence: str, evidence: Evidence) -> list[str]:
    """Days, months and years of a sentence that no date of the quotation lies in.

    The publication date counts only for a quotation that names no day itself, no other year, and does not look back.
    """
    looks_back = _LOOKS_BACK.search(evidence.text) or _names_another_year(evidence)
    own_day = evidence.event_date if looks_back else effective_date(evidence)
    allowed = [(own_day, own_day)] if own_day else []
    allowed += [(e.first, e.last) for e in (*find(evidence.text, evidence.published), *_titled(evidence))]
    return [
        said.text
        for said in points(sentence, evidence.published)
        if not any(said.first <= first and last <= said.last for first, last in allowed) or _has_another_weekday(said)
    ]


def _titled(evidence: Evidence) -> list[TimeExpression]:
    """The times of a title but for the day of publication at its beginning, which is that of the news."""
    day = evidence.published
    return [e for e in find(evidence.title, day) if e.start > 0 or not e.is_day or e.first != day]


def _unproven_weekdays(sentence: str, evidence: Evidence) -> list[str]:
    """The sentence if it names days of each week, and not one day, that the quotation has not: "on Fridays"."""
    habits = weekdays(without(sentence, find(sentence, evidence.published)))
    return [sentence] if habits - weekdays(evidence.text) - weekdays(evidence.title) else []


def _names_another_year(evidence: Evidence) -> bool:
    """Whether the times of a quotation are all of other years than its article: "won the 2019 cup", told in 2020."""
    day = evidence.published
    named = points(evidence.text, day)
    return day is not None and bool(named) and all(not time.first.year <= day.year <= time.last.year for time in named)


def _has_another_weekday(said: TimeExpression) -> bool:
    """ "Saturday, 13 April 2025", which was a Sunday: the model has made up one of the two."""
    named = [day for word in words(said.text) if (day := DAYS.get(word.lower())) is not None]
    return said.is_day and bool(named) and said.first.weekday() not in named


def _unproven_names(
    sentence: str, evidence: Evidence, question: str, lang: Language, source_lang: Language
) -> list[str]:
    quoted = f"{evidence.text} {evidence.title}"
    if lang != source_lang:  # in a German sentence each noun is a translation
        return _unproven_runs(sentence, quoted, question) if lang == "en" else []
    known = f"{quoted} {question}"
    capitals = [word for word in words(sentence)[lang == "en" :] if word[0].isupper() and len(word) > 1]
    plain_words = FUNCTION_WORDS[lang] | CALENDAR | _OPENING
    checked = [word for word in capitals if fold(word) not in plain_words]
    return [word for word in checked if not _is_known(word, sentence, known, lang)]


def _unproven_runs(sentence: str, quoted: str, question: str) -> list[str]:
    """Names that an English sentence adds to its question and a German text lacks, if these are most of them.

    Some names are translated ("Naher Osten", "White House"), so not every one has to be there.
    """
    added = [run for run in names(sentence, "en") if not mentions_any(run, question)]
    missing = [run for run in added if not mentions_any(run, quoted)]
    return [" ".join(run) for run in missing] if len(missing) * 2 > len(added) else []


def _is_known(word: str, sentence: str, known: str, lang: Language) -> bool:
    """Names have to stand in the text; a German common noun may be derived from it ("Stunden", "elfstündig")."""
    if lang == "de" and is_common_noun(word, sentence):
        return has_noun(word, known) or bool(units(word) & units(known))
    return mentions(word, known)


def _negation_changed(sentence: str, quote: str, question: str) -> list[str]:
    """A quotation without any negation cannot prove a plain "not"; "Nein, …" corrects the question and may, and of what
    it is asked why it did not take place the reason may be told without one."""
    if asks_why(question) and is_denied(question):
        return []
    body = re.sub(r"^(nein|no)\b\W*", "", sentence.strip(), flags=re.IGNORECASE)
    said = [word for word in words(body) if _is_negation(word)]
    return said if said and not denies(quote) else []


def is_denied(text: str) -> bool:
    """Whether a text has a plain negation."""
    return any(map(_is_negation, words(text)))


def denies(text: str) -> bool:
    """Whether a text has a negation, or a word that denies without one: "unbekannt", "refused"."""
    return any(_is_negation(word) or _NEGATIVE.fullmatch(_small(word)) for word in words(text))


def _is_negation(word: str) -> bool:
    return fold(word) in _NEGATION or fold(word).endswith("n't")


def _small(word: str) -> str:
    """The folded word when it is written in small letters: "Ungarn" and "Union" deny nothing."""
    return fold(word) if word[0].islower() else ""


def _is_copied(sentence: str, evidence: Evidence, question: str, lang: Language) -> bool:
    said, asked = _plain_stems(sentence, lang), _all_stems((question,), lang)
    quoted = _all_stems((evidence.text, evidence.title), lang)
    if _share(said, quoted) < MIN_QUOTED or _share(said, quoted | asked) < MIN_COPIED:
        return False
    added = {stem for stem in said if not _covered(stem, asked)}
    told = held(evidence.text)
    return _share(added, _all_stems((told,), lang)) >= MIN_ADDED or _adds_value(sentence, evidence, told, question)


def _share(stems: Collection[str], known: set[str]) -> float:
    """How many of some stems are known, from 0 to 1; 1 where there are none."""
    return sum(_covered(stem, known) for stem in stems) / len(stems) if stems else 1.0


def _adds_value(sentence: str, evidence: Evidence, told: str, question: str) -> bool:
    """Whether a sentence tells a time, or a number that the quotation holds to and the question had not."""
    added = numbers(sentence) - numbers(question)
    return bool(find(sentence, evidence.published) or added & numbers(told))


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
    text = re.sub(r"\s*\[\d+\]", "", " ".join(visible(sentence).split())).strip(" -–:•*")
    if text and text[-1] not in '.!?…“"':
        text += "."
    return text
