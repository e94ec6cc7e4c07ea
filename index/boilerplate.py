"""What is page furniture and not article: the patterns, German and English alike.

Each pattern is matched against one whole block. `reason` holds for a block wherever it stands;
`header_reason` adds what counts only above or below the running text, where a name alone on a
line is an author and "Politik" a section.
"""

import re
from functools import cache, lru_cache

from index.credits import is_caption
from index.masthead import is_section, read_masthead
from index.patterns import alternatives
from index.pubdate import read_date_line

_NO_QUOTE = r"[^\w„“\"»«‘']*"
"""A block that opens with a quotation mark is speech, not a notice."""
LONGEST_LABEL = 120
LONGEST_NOTICE = 600


@cache
def _whole(name: str) -> re.Pattern[str]:
    """The patterns of a file as the whole block, give or take punctuation around it."""
    return re.compile(rf"\W*{alternatives(name)}\W*", re.IGNORECASE)


@cache
def _start(name: str) -> re.Pattern[str]:
    return re.compile(rf"{_NO_QUOTE}{alternatives(name)}", re.IGNORECASE)


_TAG = re.compile(
    r"(?:/?[\w.-]+\.(?:de|com|at|ch|net|org))?(?:/[a-zäöü]{2,12}){1,4}|[a-zäöü]{2,6}(?:/[a-zäöü.]{2,12})+|"
    r"\([a-z]{2,4}(?:/[a-z]{2,4})*\)|https?://\S+|www\.\S+|\S+@\S+\.\w+"
)
_NUMBER = re.compile(r"\W*(?:(?:seite|page|s\.)\s*)?\d{1,4}(?:\s*(?:von|of|/|\|)\s*\d{1,4})?\W*", re.IGNORECASE)
_LINK = re.compile(r"(?:[-*+•]\s*)?!?\[[^\]]*\]\([^)\s]*(?:\s[^)]*)?\)|<!--.*-->|\[/?\w+[^\]]*\]")
_RULE = re.compile(r"[\W_]+")
_BYLINE = re.compile(
    r"""\W*(?:(?:(?:erstellt|geschrieben|verfasst|eine?\ (?:\w+\ )?(?:kommentar|analyse|gastbeitrag|bericht|interview|
    reportage|essay|kolumne|meinung|überblick|hintergrund))\ )?von:?|(?:autor(?:in|en)?|text|author|protokoll)\s*:|
    (?:(?:story|written|analysis|opinion|words)\ )?by:?)\s+(?P<names>(?:[^.!?]|\.(?=\w)|(?<=\b[A-Z])\.){2,120}\.?)""",
    re.IGNORECASE | re.VERBOSE,
)
_NAME = re.compile(
    r"""[A-ZÄÖÜ][\w'’-]*\.?|und|and|von|van|de|der|den|zu|di|al|el|mit|in|aus|with|for|für|at|the|of|
    [a-z]{2,4}(?:/[a-z]{2,8})+|dpa|afp|apa|sda|reuters|epd|kna|sid|ap|[\w.-]+\.(?:de|com|at|ch)(?:-\w+)?|[|/&,·•–-]+""",
    re.VERBOSE,
)
_OFFICE = re.compile(
    r"\b\w*(?:korrespondent|redakteur|reporter|volontär|correspondent|editor|berichte|agencies|agenturen|staff)\w*",
    re.IGNORECASE,
)
_OF_OFFICE = re.compile(
    r"\w+ische[rnms]?|unser\w*|our|aus|dem|from|by|von|chief|senior|staff|deputy|political|diplomatic|foreign|economics|business|"
    r"security|defen[cs]e|health|science|environment|legal|home|affairs|world|sports?|technology|media|education|special|news"
)
_AGENCY = (
    r"(?:dpa|afp|ap|apa|sda|reuters|epd|kna|sid|dts|ots|rtr|keystone|news agency|nachrichtenagentur|"
    r"onlineredaktion|redaktion|agenturen)"
)
_AGENCY_ONLY = re.compile(
    rf"\W*(?:(?:von|by|quelle|source)\W+)?(?:[a-zäöü]{{2,4}}(?:/[a-zäöü]{{2,5}})*\s*\()?"
    rf"(?:(?:red|mit),? )?(?:[\w.]{{2,12}}/)?{_AGENCY}(?:[\s,&/-]+{_AGENCY}|/\s?[a-zäöü]{{2,6}})*\W*",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[|·•\n]\s*|\s{2,}|\s[–-]\s")
_TICKER = re.compile(r"(?:dpa|afp|apa|ap|rtr|sda|bdt|bas|lno)\w*\b(?=(?:.*\d){4})[^.!?,]{0,60}", re.IGNORECASE)
_LABELS = (
    ("share", "share or navigation line"),
    ("advert", "advertisement label"),
    ("time", "time line"),
)
_NOTICES = (
    ("cookie", "cookie or consent notice"),
    ("newsletter", "newsletter or follow line"),
    ("legal", "copyright or editorial notice"),
)


@lru_cache(maxsize=1024)
def reason(text: str) -> str | None:
    """Why a block is no part of an article wherever it stands; None for article text."""
    if _RULE.fullmatch(text):
        return "separator"
    if _NUMBER.fullmatch(text):
        return "page number"
    if why := _label_reason(text):
        return why
    for name, why in _NOTICES:
        if len(text) <= LONGEST_NOTICE and _start(name).match(text):
            return why
    if _TAG.fullmatch(text) or _TICKER.fullmatch(text) or _AGENCY_ONLY.fullmatch(text):
        return "agency tag or address"
    if _LINK.fullmatch(text):
        return "link or picture mark"
    return "photo credit or caption" if is_caption(text) else None


def _label_reason(text: str) -> str | None:
    """The reason when each part of a short block is a button or label: "Teilen | Drucken", "Anzeige"."""
    parts = [part for part in _PARTS.split(text) if re.search(r"\w", part)] if len(text) <= LONGEST_LABEL else []
    reasons = [next((why for name, why in _LABELS if _whole(name).fullmatch(part)), None) for part in parts]
    return reasons[0] if reasons and all(reasons) else None


BREADCRUMB = re.compile(r"[^.!?>›»]{2,40}(?: [>›»] [^.!?>›»]{2,60})+")
""" "Startseite > Nachrichten > Ausland"."""


@lru_cache(maxsize=1024)
def header_reason(text: str) -> str | None:
    """Why a block above or below the running text is no part of the article; None for article text."""
    if why := reason(text):
        return why
    if read_date_line(text):
        return "date line"
    masthead = read_masthead(text)
    if masthead and masthead.certain:
        return "masthead"
    if is_byline(text):
        return "byline"
    if BREADCRUMB.fullmatch(text):
        return "breadcrumb"
    return "section label" if is_section(text) else None


def is_byline(text: str) -> bool:
    """ "Von Max Müller, Berlin", "By Jane Doe", "Von dpa", "ARD-Studio Moskau"."""
    if len(text) > 140:
        return False
    if re.fullmatch(r"(?:von|by|autor(?:in)?|author|text)\W*", text, re.IGNORECASE):
        return True
    found = _BYLINE.fullmatch(text)
    if found and all(_NAME.fullmatch(word.strip(",;()")) for word in found["names"].split() if word.strip(",;()")):
        return True
    return len(text) <= 90 and bool(_whole("role").fullmatch(text)) and _is_office(text)


def _is_office(text: str) -> bool:
    """False for a headline about a reporter or a broadcaster, where other small words than an office's stand."""
    before, *after = (part.split() for part in _OFFICE.split(text))
    words = [word.strip(",;():") for word in (*before, *(word for part in after for word in part))]
    return all(not word or _NAME.fullmatch(word) or _OF_OFFICE.fullmatch(word) for word in words)
