"""The publication date of an article: read where it is stated, never inferred.

A date counts when it stands in a line that says nothing else (a date line, with or without a
label such as "Stand:" or "Published"), or in the dateline that opens the text ("BERLIN, 4. März
2025 (dpa) - ..."). A date inside a sentence is an event, not a publication date. A date without
a year is not a publication date.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from index.dates import DateSpan, dates_in
from index.masthead import issue_of
from index.patterns import alternatives

LineKind = Literal["published", "plain", "updated"]

_SEPARATORS = re.compile(r"(?:[\s|/·•,;:()\[\]–—\-…*_‐]|\.(?=\W|$))+")
_AGENCY = r"dpa|afp|ap|ots|reuters|rtr|apa|sda|sid|kna|epd|dts|keystone"
_NAMES = re.compile(rf"[A-ZÄÖÜ&][\w.&'’]*|und|and|by|von|van|de|for|für|der|des|[a-z]+\.[a-z]{{2,3}}|{_AGENCY}|\d")
_BYLINE_START = re.compile(r"(?:(?:(?:written|words|reported)\s+)?by|von|autor(?:in)?|author|text)\b", re.IGNORECASE)
_BYLINE_WORDS = ("in", "aus", "from", "the", "of")
_AFTER_PREPOSITION = re.compile(
    r"\b(?:am|im|in|on|vom|seit|bis|since|until)(?:\s+\w+tag,?\s+den|\s+\w+(?:tag|day),?)?\s*$", re.IGNORECASE
)
_SOURCE_LEAD = re.compile(rf"\W*(?:{_AGENCY})\s*", re.IGNORECASE)
"""An agency may stand before the date without a separator."""
_LABEL_BEHIND = re.compile(r"\s+(?:erstmals |zuerst )?(?:veröffentlicht|erschienen|publiziert)\b", re.IGNORECASE)
_OPEN_END = re.compile(r"(?:^|[|/·•,;:()\]–—-])[\s.]*$")
_CREDITED = re.compile(r"[\s,|·]*\b(?:Quelle|Source)n?\s*:.*$")
_CODES = re.compile(r"(?<=\w)/[a-zäöü]{2,6}\s*$")
_STUCK = re.compile(r"((?:\d{1,2}\.\s?){2}20\d\d|:\d\d)(?=\d{1,2}\.)")
_GLUED = re.compile(r"(?<=\d)(?=[A-ZÄÖÜ][a-z])|(?<=[a-z]{3})(?=\d)")
LONGEST_DATE_LINE = 160
MOST_NAMES = 8
"""Words besides the date that a date line may hold: author, newsroom, place."""


@dataclass(frozen=True)
class DateLine:
    """A line that states when the article appeared: the day, how it is labelled, and what names stand after it."""

    day: date
    kind: LineKind
    rest: str


def read_date_line(line: str, month_first: bool = False) -> DateLine | None:
    """What a line that is about nothing but a date states; None for any other line."""
    whole = _STUCK.sub(r"\1 ", line.strip())
    text = _CODES.sub("", _CREDITED.sub("", whole))
    spans = dates_in(text, month_first) if len(text) <= LONGEST_DATE_LINE else []
    if not spans or not _only_meta(text, spans):
        return None
    span, kind = _best(text, spans)
    return DateLine(span.day, kind, _names_after(whole, spans[-1].end))


def _only_meta(text: str, spans: list[DateSpan]) -> bool:
    """True when the dates, labels, times and a few names are all there is in `text`."""
    byline = bool(_BYLINE_START.match(text))
    if not (byline or _LABEL_BEHIND.match(text, spans[0].end) or _leads_to_a_date(text[: spans[0].start])):
        return False
    if issue_of(before := text[: spans[0].start])[0]:
        text = text.replace(before, " " * len(before), 1)
    for span in reversed(spans):
        text = f"{text[: span.start]} | {text[span.end :]}"
    words = [word for word in _SEPARATORS.split(_filler().sub(" ", _GLUED.sub(" ", text))) if word]
    return len(words) <= MOST_NAMES and all(
        _NAMES.fullmatch(word) or (byline and word in _BYLINE_WORDS) for word in words
    )


def _leads_to_a_date(before: str) -> bool:
    """False for "Treffen am", "Der": words that make the date a part of what they say."""
    if _kind(before) != "plain" or re.search(r"\bstand\b", before, re.IGNORECASE) or issue_of(before)[0]:
        return True
    if _SOURCE_LEAD.fullmatch(before):
        return True
    return not _AFTER_PREPOSITION.search(before) and bool(_OPEN_END.search(_filler().sub(" ", before)))


def _best(text: str, spans: list[DateSpan]) -> tuple[DateSpan, LineKind]:
    """The date with the strongest label before it: published, then none, then updated."""
    order: tuple[LineKind, ...] = ("published", "plain", "updated")
    starts = [0, *(span.end for span in spans[:-1])]
    kinds = [_kind(text[start : span.start]) for start, span in zip(starts, spans, strict=True)]
    if _LABEL_BEHIND.match(text, spans[0].end):
        kinds[0] = "published"
    first = min(range(len(spans)), key=lambda i: (order.index(kinds[i]), i))
    return spans[first], kinds[first]


def _kind(before: str) -> LineKind:
    if _label("updated").search(before):
        return "updated"
    return "published" if _label("published").search(before) else "plain"


def _names_after(text: str, end: int) -> str:
    """The names behind the last separator after the date: "/ Welt Nachrichten" -> "Welt Nachrichten"."""
    rest = _filler().sub(" ", text[end:])
    return rest.strip(" |/·•,;:()[]–—-.…") if re.match(r"[^\w]*[|/·•(–—-]", rest) else ""


_DATELINE = re.compile(
    r"""^(?:\W*(?:dpa|afp|ap|apa|sda|reuters|ots)\W+)?
    (?!(?:Am|Im|In|Seit|Bis|Nach|Vor|On|Since|By|Der|Die|Das|The)\b)
    [A-ZÄÖÜ][\w.'’/-]*(?:[ /](?:[A-ZÄÖÜ(][\w.'’)/-]*|de|del|la|le|am|an|der|upon|of)){0,4}[\s,(/–-]+""",
    re.VERBOSE,
)
_DATELINE_END = re.compile(r"\s*[,.)]?\s*(?:[(/][^()]{2,40}[)/])?\s*(?:[–—-]+|:|\.\s)")


def read_dateline(paragraph: str) -> date | None:
    """The day of "BERLIN, 4. März 2025 (dpa) - Der ...", the opening of an agency report; None without one."""
    head = paragraph[:120]
    spans = dates_in(head)
    opening = _DATELINE.match(head)
    if not spans or opening is None or _filler().sub("", head[opening.end() : spans[0].start]).strip(" .,"):
        return None
    return spans[0].day if _DATELINE_END.match(head, spans[0].end) else None


@cache
def _label(kind: LineKind) -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(f'date_{kind}')}\b", re.IGNORECASE)


@cache
def _filler() -> re.Pattern[str]:
    """Labels, weekdays, times: all that may stand beside the date."""
    labels = f"{alternatives('date_updated')}|{alternatives('date_published')}"
    return re.compile(rf"\b(?:{labels})\b|{alternatives('date_filler')}", re.IGNORECASE)
