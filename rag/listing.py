"""How often, and on which days: answered by the program from the events it found, each day with its quotation."""

from collections.abc import Sequence

from index.article import Language
from rag.dates import written
from rag.types import Evidence
from rag.understand import Understanding

_OFTEN: dict[Language, tuple[str, ...]] = {
    "de": tuple(
        "einmal zweimal dreimal viermal fünfmal sechsmal siebenmal achtmal neunmal zehnmal elfmal zwölfmal".split()
    ),
    "en": ("once", "twice", *(f"{n} times" for n in "three four five six seven eight nine ten eleven twelve".split())),
}
_TIMES: dict[Language, str] = {"de": "{}-mal", "en": "{} times"}
_COUNTED: dict[Language, str] = {
    "de": "Laut den Artikeln {often}: {days}.",
    "en": "According to the articles, {often}: {days}.",
}
_DAYS: dict[Language, str] = {"de": "Laut den Artikeln {days}.", "en": "According to the articles, {days}."}
_ON: dict[Language, str] = {"de": "am {day} [{n}]", "en": "on {day} [{n}]"}
_AND: dict[Language, str] = {"de": " und ", "en": " and "}
MOST = 20
"""Days named in one answer."""


def listed(asked: Understanding, events: Sequence[Evidence]) -> tuple[str, list[Evidence]]:
    """The answer with a marker for each day, and the sentences that the markers stand for; "" without any day."""
    told = [event for event in events if event.event_date][:MOST]
    if not told:
        return "", []
    lang = asked.lang
    days = [
        _ON[lang].format(day=written(event.event_date, lang), n=n)
        for n, event in enumerate(told, 1)
        if event.event_date
    ]
    joined = _AND[lang].join([", ".join(days[:-1]), days[-1]]) if len(days) > 1 else days[0]
    form = _COUNTED if asked.asks_how_often else _DAYS
    return form[lang].format(often=often(len(told), lang), days=joined), told


def often(count: int, lang: Language) -> str:
    """A count of times in words: "viermal", "four times"."""
    words = _OFTEN[lang]
    return words[count - 1] if count <= len(words) else _TIMES[lang].format(count)
