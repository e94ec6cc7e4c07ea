"""Days of the week and months that a text names, in either language: "freitags" and "on Fridays" are the same day."""

import re

from index.timewords import DAY_PART, DAYS, MONTHS, WEEKDAY_NAMES
from index.timex import ANY_DAY, find
from index.words import words

_WEEKDAY = re.compile(rf"\b({WEEKDAY_NAMES})(?:s|{DAY_PART})?\b", re.IGNORECASE)


def weekdays(text: str) -> set[int]:
    """0 (Monday) to 6, however often each may come: "Freitagabend", "freitags", "Friday's"."""
    return {DAYS[named[1].lower()] for named in _WEEKDAY.finditer(text)}


def months(text: str) -> set[int]:
    """1 to 12, those in its times: "in May", not "they may"."""
    return {
        MONTHS[name] for time in find(text, ANY_DAY) for word in words(time.text) if (name := word.lower()) in MONTHS
    }
