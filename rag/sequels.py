"""Follow-ups that ask of the event before, after, first or last: "Und davor?", "And the time before that?".

The last question is asked anew, of the time before or after the day that was told: "Wann haben sie vor dem 19. Mai 2025
zuletzt telefoniert?".
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Literal

from index.article import Language
from index.timex import ANY_DAY, find
from rag.dates import written
from rag.openings import LEAD

_Which = Literal["before", "after", "first", "last"]
_THAT_TIME: dict[Language, str] = {
    "de": r"(?:wann(?:\s+war)?\s+)?(?:(?:das|der|die)\s+)?(?:{})(?:\s+(?:eigentlich|denn|noch|schon))*",
    "en": r"(?:(?:when|when was)\s+)?(?:the\s+)?(?:{})(?:\s+(?:exactly|then))?",
}
_ASKS: dict[Language, dict[_Which, str]] = {
    "de": {
        "before": r"(?:mal\s+)?(?:davor|zuvor|vorher)|vorletzte\s+mal|vorige\s+mal|mal\s+davor",
        "after": r"(?:mal\s+)?(?:danach|nachher|darauf)|n(?:ä|ae)chste\s+mal|mal\s+danach",
        "first": r"zum\s+ersten\s+mal|zuerst|erstmals|erste\s+mal|als\s+erstes",
        "last": r"zum\s+letzten\s+mal|zuletzt|letzte\s+mal",
    },
    "en": {
        "before": r"before(?:\s+(?:that|then))?|(?:time|one)\s+before(?:\s+that)?|previous(?:ly|\s+(?:time|one))?",
        "after": r"after(?:\s+(?:that|then))?|(?:time|one)\s+after(?:\s+that)?|next(?:\s+(?:time|one))?",
        "first": r"(?:for\s+the\s+)?first(?:\s+(?:time|one))?",
        "last": r"(?:for\s+the\s+)?last(?:\s+(?:time|one))?|most\s+recently",
    },
}
_WHEN: dict[Language, re.Pattern[str]] = {
    "de": re.compile(rf"{LEAD}(?:wann|an welchem tag)\b", re.IGNORECASE),
    "en": re.compile(rf"{LEAD}(?:when|on (?:what|which) (?:day|date))\b", re.IGNORECASE),
}
_ORDER: dict[Language, re.Pattern[str]] = {
    "de": re.compile(r"\s+(?:zuletzt|zuerst|erstmals|zum\s+(?:ersten|letzten)\s+mal)(?=\W)", re.IGNORECASE),
    "en": re.compile(r"\s+(?:last|first|most recently|for the (?:first|last) time)(?=\W)", re.IGNORECASE),
}
_SAID: dict[Language, dict[_Which, str]] = {
    "de": {
        "before": " vor dem {} zuletzt",
        "after": " nach dem {} zum ersten Mal",
        "first": " zum ersten Mal",
        "last": " zuletzt",
    },
    "en": {"before": " before {}", "after": " after {}", "first": "", "last": ""},
}
_ENGLISH_ORDER: dict[_Which, str] = {"before": " last", "after": " first", "first": " first", "last": " last"}
_AT_THE_END = {" last": " most recently", " first": " for the first time"}
_BOUND = re.compile(r"\s+(?:vor|nach)\s+dem\s*$|\s+(?:before|after)\s*$", re.IGNORECASE)
"""Before a time, what makes it the end of another."""
_YEAR = re.compile(r"\d{4}")
_PARTICIPLE = re.compile(r"\s+[a-zäöüß]+(?=\W*$)")


def sequel(asked: str, last: str, answer: str, lang: Language) -> str:
    """The last question, which asked when, put anew of the event before, after, first or last of all; empty where that
    is not asked, or no day was told.

    `last` stands by itself and is in `lang`; `answer` is what was told to it.
    """
    which = _which(asked, lang)
    days = [time for time in find(answer, ANY_DAY) if time.is_day and _YEAR.search(time.text)]
    if which is None or not _WHEN[lang].match(last) or (which in ("before", "after") and not days):
        return ""
    plain = without_bounds(last)
    if find(plain, ANY_DAY):
        return ""
    pick: Callable[..., date] = max if which == "after" else min
    day = written(pick(time.first for time in days), lang) if days else ""
    return _put(plain, which, _SAID[lang][which].format(day), lang)


def _which(asked: str, lang: Language) -> _Which | None:
    text = re.sub(rf"^{LEAD}", "", asked, count=1, flags=re.IGNORECASE).strip(" ?!.,")
    shape = _THAT_TIME[lang]
    found = (which for which, words in _ASKS[lang].items() if re.fullmatch(shape.format(words), text, re.IGNORECASE))
    return next(found, None)


def without_bounds(question: str, bounds: re.Pattern[str] = _BOUND) -> str:
    """A question without its times that have such a bound before them: "before 19 May 2025"."""
    for time in reversed(find(question, ANY_DAY)):
        if bound := bounds.search(question[: time.start]):
            question = question[: bound.start()] + question[time.end :]
    return question


def _put(question: str, which: _Which, said: str, lang: Language) -> str:
    """The question with words of order and time in place of its own."""
    order, body = _ORDER[lang].search(question), _ORDER[lang].sub("", question).rstrip(" ?!.")
    if lang == "de":
        place = order or _PARTICIPLE.search(question)
        at = place.start() if place else len(body)
        return f"{body[:at]}{said}{body[at:]}?"
    word = _ENGLISH_ORDER[which]
    return (
        f"{body[: order.start()]}{word}{body[order.start() :]}{said}?" if order else f"{body}{_AT_THE_END[word]}{said}?"
    )
