"""Days that a sentence tells by one told before it: "zwei Tage zuvor", "the day before", "am Tag darauf"."""

import re
from datetime import date, timedelta

from index.days import Unit, moved
from index.sentences import last_first
from index.timefound import TimeExpression, TimeMention
from index.timewords import COUNT, UNIT, S, count_of, unit_of
from index.timex import find_all

REACH = 3000
"""Characters of the text before a sentence in which the day is looked for that it tells its own by."""
_NO_MORE = r"(?!\s(?:als|than)\b)"
"""Not "two days earlier than planned"."""
_END = r"(?=\W*(?:$|[,;]))"
"""Not "two days before the vote", nor "the day after he left"."""
_BACK = (
    re.compile(rf"\b{COUNT}{S}{UNIT}\s(?:zuvor|vorher|davor|earlier|before{_END}){_NO_MORE}", re.IGNORECASE),
    re.compile(
        rf"\b(?:am\sTage?\s(?:zuvor|davor|vorher)|tags\szuvor|(?:am|vom|zum)\sVor(?:tage?|abend)|"
        rf"the\s(?:previous\s(?:day|evening)|(?:day|evening)\s(?:earlier|before{_END})))\b",
        re.IGNORECASE,
    ),
)
_ON = (
    re.compile(rf"\b{COUNT}{S}{UNIT}\s(?:später|danach|darauf|later|after{_END}|afterwards){_NO_MORE}", re.IGNORECASE),
    re.compile(
        rf"\b(?:am\sTage?\s(?:danach|darauf)|tags\s(?:danach|darauf)|am\s(?:nächsten|folgenden)\s(?:Tag|Morgen|Abend)|"
        rf"am\sFolgetag|the\s(?:next|following)\s(?:day|morning|evening)|the\sday\safter{_END})\b",
        re.IGNORECASE,
    ),
)
_SPEECH = re.compile(r"[„“][^“”]*[“”]|«[^»]*»|»[^«]*«|\"[^\"]*\"")
_NIGHT = re.compile(r"nacht|night", re.IGNORECASE)
_TWO_DAYS = timedelta(days=1)
_EXACT: tuple[Unit, ...] = ("day", "week")


def shifted_day(sentence: str, before: str, published: date | None) -> date | None:
    """The day that a sentence tells by one in the text before it; none that comes after its publication.

    Backwards it is told by the day told last that had come by then ("Am Tag zuvor hatte …" in an article on a
    Wednesday's call); onwards by that of the sentence just before alone: what came "two days later" may have come
    after anything.
    """
    if published is None:
        return None
    if (back := _shift(sentence, _BACK)) and (day := _last_day(before[-REACH:], published)):
        return moved(day, -back[0], back[1])
    if (on := _shift(sentence, _ON)) and (day := _last_day(next(last_first(before), ""), published)):
        later = moved(day, *on)
        return later if later <= published else None
    return None


def _shift(sentence: str, patterns: tuple[re.Pattern[str], ...]) -> tuple[float, Unit] | None:
    """How many days or weeks a sentence is away from what was told before; None where it tells no such time."""
    counted, next_to_it = patterns
    if match := counted.search(sentence):
        unit = unit_of(match["unit"])
        return (count_of(match["count"]), unit) if unit in _EXACT else None
    return (1, "day") if next_to_it.search(sentence) else None


def _last_day(text: str, published: date) -> date | None:
    """The day that a text tells last, outside of speech, whose "today" may be another; of those that had come when it
    was published. None where a later time is told by something else ("three weeks earlier"), or may be one of two days.
    """
    told = [time for time in find_all(_SPEECH.sub(_blank, text), published) if _is_near(time, published)]
    if not told or isinstance(last := told[-1], TimeMention):
        return None
    return last.last if last.is_day or _NIGHT.search(last.text) else None


def _is_near(time: TimeExpression | TimeMention, published: date) -> bool:
    """Whether a time may be what another is told by: some day or two that have come, or one that is not known."""
    if isinstance(time, TimeMention):
        return time.kind == "date"
    return time.last - time.first <= _TWO_DAYS and time.first <= published


def _blank(speech: re.Match[str]) -> str:
    return " " * len(speech.group())
