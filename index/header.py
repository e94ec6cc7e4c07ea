"""Publication date and source of a scraped article, read from the lines that cleaning set apart."""

import re
from datetime import date
from urllib.parse import urlsplit

from index.article import Language
from index.clean import Cleaned
from index.dates import dates_in
from index.masthead import is_section, issue_of, paper_in
from index.pubdate import DateLine, read_date_line, read_dateline

_NOT_META = ("teaser of another article", "after the article", "photo credit or caption", "caption", "repeated caption")
_MASTHEADS = ("masthead", "date line", "breadcrumb", "section label", "section label or kicker")
_ORDER = ("published", "plain", "updated")
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:19|20)\d\d")
_AGENCY = r"dpa|AFP|APA|AP|SDA|sda|Keystone-SDA|Reuters|epd|KNA|SID|dts|ots|Associated Press"
_AGENCY_BYLINE = re.compile(rf"\W*(?:Von|By)\s+(?:.*[\s/,(])?(?P<name>{_AGENCY})\W*", re.IGNORECASE)
_STATED = re.compile(r"\W*(?:Quelle|Source)\s*:\s*(?P<name>[^,;|\d/]{2,50}?)\s*(?:[,;|].*)?", re.IGNORECASE)
_SITE_TAG = re.compile(r"/?(?:www\.)?(?P<name>[\w-]+\.(?:de|com|at|ch|net|org))(?:/\S*)?")
_IN_DATELINE = re.compile(rf"^.{{2,60}}?\((?P<name>{_AGENCY})(?:/[\w-]+)*\)")
_AT_END = re.compile(rf"\((?P<name>{_AGENCY})(?:/[\w-]+)*\)\W*$", re.IGNORECASE)


def published(cleaned: Cleaned, lang: Language) -> tuple[date, str] | None:
    """The day of publication and the line that states it; None for an undated article."""
    month_first = lang == "en" and _writes_month_first(cleaned)
    found = [
        (block.line, line)
        for block, why in cleaned.furniture
        if why not in _NOT_META and (line := read_date_line(block.text, month_first))
    ]
    if found:
        place, line = min(found, key=lambda item: _rank(cleaned, *item))
        return line.day, f"line {place}" + (" (updated)" if line.kind == "updated" else "")
    first = cleaned.kept[0] if cleaned.kept else None
    day = read_dateline(first.text) if first else None
    return (day, f"dateline in line {first.line}") if first and day else None


def _rank(cleaned: Cleaned, place: int, line: DateLine) -> tuple[int, bool, int]:
    """Published before unlabelled before updated; below the title before above it (a page's "today")."""
    above = cleaned.title_line is not None and place < cleaned.title_line
    return _ORDER.index(line.kind), above, place


def _writes_month_first(cleaned: Cleaned) -> bool:
    """True when some date of the page is possible with the month first only."""
    text = "\n".join([cleaned.text, *(block.text for block, _ in cleaned.furniture)])
    pairs = [(int(first), int(second)) for first, second in _SLASHED.findall(text)]
    return any(second > 12 for _, second in pairs) and not any(first > 12 for first, _ in pairs)


def source(cleaned: Cleaned, url: str | None = None) -> str | None:
    """Who published the article: as stated, else behind the date, else a site or agency named, else the URL's host."""
    lines = [block.text for block, why in cleaned.furniture if why not in _NOT_META]
    body = cleaned.kept[0].text if cleaned.kept else ""
    end = cleaned.kept[-1].text if cleaned.kept else ""
    return (
        _first(_STATED, lines)
        or _paper(cleaned)
        or _behind_date(lines)
        or _first(_SITE_TAG, lines)
        or _first(_AGENCY_BYLINE, lines)
        or _searched(_IN_DATELINE, body)
        or _searched(_AT_END, end)
        or host(url)
    )


def _paper(cleaned: Cleaned) -> str | None:
    """The newspaper in a masthead, breadcrumb or date line: "Seeburger Bote / Lokales"."""
    lines = [block.text for block, why in cleaned.furniture if why in _MASTHEADS]
    return next((name for line in lines if (name := paper_in(line) or _issued(line))), None)


def _issued(line: str) -> str | None:
    """The paper of "Seeburger Bote vom Freitag, 7. März 2025"."""
    spans = dates_in(line)
    return issue_of(line[: spans[0].start])[1] if spans else None


def _first(pattern: re.Pattern[str], lines: list[str]) -> str | None:
    return next((found["name"].strip() for line in lines if (found := pattern.fullmatch(line))), None)


def _searched(pattern: re.Pattern[str], text: str) -> str | None:
    found = pattern.search(text)
    return found["name"] if found else None


def _behind_date(lines: list[str]) -> str | None:
    """The newsroom in "23.03.2025 12:05 / Welt Nachrichten"; no author and no place."""
    for text in lines:
        line = read_date_line(text)
        if line and re.search(rf"[|/·•]\s*{re.escape(line.rest)}\W*$", text) and _is_newsroom(line.rest):
            return re.sub(r"^(?:Quelle|Source)\s*:?\s*", "", line.rest)
    return None


def _is_newsroom(name: str) -> bool:
    by_author = re.match(r"(?:von|by|autor|text)\b", name, re.IGNORECASE)
    by_section = len(name.split()) == 1 and is_section(name)
    return bool(name) and not by_author and not by_section and not dates_in(name) and len(name.split()) <= 4


def host(url: str | None) -> str | None:
    """The site of a URL without "www."; None when there is no URL."""
    name = urlsplit(url).hostname if url else None
    return name.removeprefix("www.") if name else None
