"""Follow-ups: a question that leans on the talk is made to stand by itself before anything is searched.

A lone question word takes the place of the last one ("Und warum?" → "Warum wurde die Brücke gesperrt?"), a place or a
name that of its like ("Und in Sachsen?"), a person's name that of "she", and what the talk is about is put in brackets
behind the rest: "Wie hoch ist die Strafe (…)?". No language model takes part: this comes at once, and a small one was
worse at it.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.article import Language
from index.language import detect
from index.words import content_words, stems
from rag.anaphora import Anaphor, anaphors
from rag.leaning import is_fragment, is_lone_question_word, leans_on_history, opens_topic
from rag.names import all_names
from rag.openings import AUX, FRAME, LEAD, body
from rag.sequels import sequel, without_bounds
from rag.spelled import spelled
from rag.swaps import swapped
from rag.talk import Told, days_in, gist
from rag.types import Turn

_TOPICS = 2
_ADVERBIAL: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        rf"{LEAD}(?:(?:seit|bis|ab)\s+)?(?:wann|warum|weshalb|wieso|wohin|woher|wo|wie\s+oft|"
        rf"{spelled('wie häufig')}|wie\s+lange?|wie)\s+(?=[a-zäöüß])",
        re.IGNORECASE,
    ),
    "en": re.compile(
        rf"{LEAD}(?:(?:since|until|till|for)\s+)?(?:when|where|why|how\s+(?:often|soon|long)|how)\s+(?={AUX['en']}\b)",
        re.IGNORECASE,
    ),
}
_VERB: dict[Language, str] = {"de": "war", "en": "was"}
_LASTS = re.compile(r"\b(?:dauer\w*|take|took|last|lasted)\b", re.IGNORECASE)
_YES_NO = {lang: re.compile(rf"{AUX[lang]}\b.*\?", re.IGNORECASE) for lang in AUX}
_ORDER = re.compile(r"\s+(?:zuletzt|zuerst|last|first|most recently)(?=\W)", re.IGNORECASE)
"""Which of the events was meant: told by the day of the answer."""
_FILLER = re.compile(
    rf"\s+(?:eigentlich|denn|{spelled('überhaupt')}|genau|exactly|then|insgesamt|bisher|in\s+total|altogether|so\s+far)"
    r"(?=\W|$)",
    re.IGNORECASE,
)
_HOW_OFTEN = re.compile(rf"\b(?:wie\s+(?:oft|{spelled('häufig')})|how\s+(?:often|many\s+times))\b", re.IGNORECASE)
_WHEN = re.compile(r"\b(?:wann|when)\b", re.IGNORECASE)
_COMPARES = re.compile(r"\b(?:than|als|mehr|more|davon|of (?:it|them|those|that))\b", re.IGNORECASE)
_BOTH = re.compile(
    r"\b(?:in common|differ|different|difference|differences|compare|compared|both|between|beide[nr]?|gemeinsam|"
    r"unterscheide[nt]|unterschied\w*|vergleich\w*)\b",
    re.IGNORECASE,
)
_LED = re.compile(
    rf"(in|im|am|an|auf|bei|mit|nach|zu|zum|zur|{spelled('für')}|gegen|von|vom|zwischen|on|at|with|for|to|from|against|by|"
    r"between)\s+.+",
    re.IGNORECASE,
)
_WHO_DID: dict[Language, re.Pattern[str]] = {
    "de": re.compile(rf"{LEAD}(?i:wer)\s+(?P<verb>[a-zäöüß]+)\s+(?P<rest>.+)"),
    "en": re.compile(rf"{LEAD}(?i:who)\s+(?P<verb>[a-z]+)\s+(?P<rest>.+)"),
}
_WHO_IS = re.compile(r"is|was|are|were|has|had|will|can")
"""English verbs that come before who does it where that is not what is asked."""
_ANY_BOUND = re.compile(
    r"(?:\s+(?:ab|seit|bis|am|im|vom|vor|nach|on|in|since|until|till|from|before|after))?\s*$", re.IGNORECASE
)
"""What may stand before a time, and goes with it."""
_ADDED = re.compile(r"\s*\([^()]*\)\?$")
"""What the talk adds behind a question."""


class Whole(NamedTuple):
    """A question that stands by itself."""

    question: str
    leans: bool
    """Whether it leaned on the talk."""
    is_sequel: bool
    """Whether it is the last question, put of the event before, after, first or last."""
    asks_anew: bool
    """Whether what it asks for (when, who, how long) must be had from the talk, as for "Und in Sachsen?"."""

    @property
    def put(self) -> str:
        """The question without what the talk adds in brackets, where it asks for something by itself: as a model
        understands it best, beside the sentence that answers."""
        if not self.leans or self.asks_anew:
            return self.question
        plain = _ADDED.sub("?", self.question)
        return plain if content_words(plain, detect(plain)) else self.question


def standalone(question: str, history: Sequence[Turn], lang: Language) -> str:
    """The question itself unless it leans on the talk; then with what it lacks from there."""
    return condensed(question, history, lang).question


def condensed(question: str, history: Sequence[Turn], lang: Language) -> Whole:
    """The question as it stands by itself, see `standalone`, and how it came about."""
    return _whole(question, _told(history), history, lang)


def _whole(question: str, talk: Sequence[Told], history: Sequence[Turn], lang: Language) -> Whole:
    """The same, the turns of the talk being known."""
    last = talk[-1] if talk else None
    if last and last.lang == lang and (again := sequel(question, last.question, history[-1][1], lang)):
        return Whole(again, leans=True, is_sequel=True, asks_anew=True)
    leans = leans_on_history(question, history, lang)
    whole = _resolved(question, talk, lang) if leans else question
    return Whole(whole, leans=leans, is_sequel=False, asks_anew=is_fragment(question, lang))


def _told(history: Sequence[Turn]) -> list[Told]:
    """The turns of a talk, each question made to stand by itself by those before it."""
    turns: list[Told] = []
    for place, (question, answer) in enumerate(history):
        lang = detect(question, turns[-1].lang if turns else "de")
        whole = _whole(question, turns, history[:place], lang)
        topics = turns[-1].topics if whole.is_sequel else _topics(question, turns, lang, leans=whole.leans)
        turns.append(Told(question, whole.question, lang, topics, gist(question, answer, lang)))
    return turns


def _topics(question: str, talk: Sequence[Told], lang: Language, *, leans: bool) -> tuple[str, ...]:
    """What the talk is about after a question: a new topic takes the place of the old one."""
    before = talk[-1].topics if talk else ()
    if leans and not is_fragment(question, lang):
        return before
    is_new = opens_topic(FRAME.sub("", question, count=1) if leans else question, lang)
    return (body(question, lang), *([] if is_new else before))[:_TOPICS]


def _resolved(question: str, talk: Sequence[Told], lang: Language) -> str:
    """The question with what it lacks from the talk, which has a turn at least."""
    asked = _without_lead(question)
    if is_lone_question_word(question, lang):
        return _asked_of_last(asked, talk[-1], lang)
    if is_fragment(question, lang):
        again = swapped(asked, talk[-1].question, lang) if talk[-1].lang == lang else ""
        return again or _with(asked, [talk[-1].question.strip(" ?!.")], lang)
    found = anaphors(asked, lang)
    people = talk[-1].people
    pronouns = [one for one in found if one.kind in ("person", "owner")]
    if len(people) != 1 or not pronouns:
        return _with(asked, _context(talk, asked, found, lang), lang)
    named = _named(asked, pronouns, people[0])
    return _with(named, _context(talk, asked, found, lang) if len(pronouns) < len(found) else [], lang)


def _without_lead(question: str) -> str:
    text = re.sub(rf"^{LEAD}", "", question, count=1, flags=re.IGNORECASE)
    return text[:1].upper() + text[1:] if text else question


def _asked_of_last(asked: str, last: Told, lang: Language) -> str:
    """ "Warum?" asked of the last question: in its place when that is German or English as this one is."""
    word = _FILLER.sub("", asked).strip(" ?!.,")
    rest = last.question.strip()
    opened = _ADVERBIAL[lang].match(rest)
    is_open = _ADVERBIAL[lang].match(f"{word} {_VERB[lang]}") or _LED.fullmatch(word)
    if last.lang == lang and opened and is_open and not _LASTS.search(_ORDER.sub("", rest)):
        days = _days(last, word)
        rest = rest[opened.end() :]
        if days or _HOW_OFTEN.search(word):
            rest = _ORDER.sub("", without_bounds(rest))
        return _with(f"{word} {rest}", days, lang)
    if last.lang == lang and is_open and _YES_NO[lang].fullmatch(rest):
        return _with(f"{word} {rest[0].lower()}{rest[1:]}", _days(last, word), lang)
    if last.lang == lang and is_open and (told := _told_of_whom(word, last)):
        return told
    return _with(word, [body(last.question, last.lang), last.answer], lang)


def _told_of_whom(word: str, last: Told) -> str:
    """ "Gegen wen?" after "Wer gewann den Pokal?", which was told: asked of that one; else nothing."""
    asked = _WHO_DID[last.lang].match(last.question.strip(" ?!."))
    if asked is None or not all_names(last.answer, last.lang) or "," in last.answer:
        return ""
    verb, rest = asked["verb"], asked["rest"]
    if last.lang == "en" and not _WHO_IS.fullmatch(verb):
        return f"{word} was it that {last.answer} {verb} {rest}?"
    return f"{word} {verb} {last.answer} {rest}?"


def _days(last: Told, asked: str) -> list[str]:
    """The day of the last answer, or that which its question had from the talk, unless a day is asked for or named, or
    how often."""
    if _WHEN.search(asked) or _HOW_OFTEN.search(asked) or days_in(asked):
        return []
    if days_in(last.answer):
        return [last.answer]
    return [day for day in days_in(last.question) if day not in last.asked][:1]


def _named(asked: str, pronouns: Sequence[Anaphor], person: str) -> str:
    """The person's name for the pronouns; behind "her" and "ihre" in brackets, where it is not named already."""
    for one in reversed(pronouns):
        if one.kind == "person":
            asked = asked[: one.start] + person + asked[one.end :]
    owner = next((one for one in pronouns if one.kind == "owner"), None)
    if owner is None or person in asked:
        return asked
    return f"{asked[: owner.end]} ({person}){asked[owner.end :]}"


def _context(talk: Sequence[Told], asked: str, found: Sequence[Anaphor], lang: Language) -> list[str]:
    """What the talk is about, and what the last answer added to it."""
    last = talk[-1]
    parts = list(last.topics)
    if _BOTH.search(asked):
        parts = list(dict.fromkeys(topic for turn in reversed(talk) for topic in turn.topics))[:_TOPICS]
    if _carries(last, asked):
        is_repeated = set(stems(parts[0], lang)) <= set(stems(last.answer, lang))
        parts = [*parts[is_repeated:1], last.answer, *parts[1:]]
    if any(one.kind == "sequence" for one in found):  # of another time
        return [_ORDER.sub("", without_bounds(part, _ANY_BOUND)) for part in parts]
    days = _days(last, asked)
    return [*(_ORDER.sub("", part) for part in parts), *days] if days else parts


def _carries(last: Told, asked: str) -> bool:
    """Whether the last answer is part of the topic; a number only is where something is compared with it."""
    if not last.answer or days_in(last.answer):
        return False
    return not re.search(r"\d", last.answer) or _COMPARES.search(asked) is not None


def _with(question: str, parts: Sequence[str], lang: Language) -> str:
    """The question with those parts in brackets that bring words of their own."""
    have = set(stems(question, lang))
    new: list[str] = []
    for part in parts:
        plain = re.sub(r"\s*[()]\s*", " ", part).strip()
        if set(stems(plain, lang)) - have:
            new.append(plain)
            have |= set(stems(plain, lang))
    end = question.rstrip(" ?!.")
    return f"{end} ({', '.join(new)})?" if new else f"{end}?"
