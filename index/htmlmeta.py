"""What an HTML page states about its article: JSON-LD first, then <meta>, <time>, and date lines at the headline."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from index.blocks import fold
from index.dates import parse_date
from index.pubdate import DateLine, read_date_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DATE_KEYS = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "sailthru.date",
    "publish-date",
    "publish_date",
    "publication_date",
    "pubdate",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "article.published",
    "date",
)
_FOREIGN = ("aside", "nav", "footer", "form", "figure")
_FOREIGN_CLASS = re.compile(
    r"related|teaser|recommend|sidebar|most-?read|meistgelesen|more-?on|promo|comment|footer|nav\b", re.IGNORECASE
)
_PUBLISHED_MARK = re.compile(r"publish|pubdate", re.IGNORECASE)
_UPDATED_MARK = re.compile(r"modif|updat|aktualis", re.IGNORECASE)
_URL_DATE = re.compile(r"/((?:19|20)\d\d)/(\d{2})/(\d{2})/")
_ARTICLE_TYPES = re.compile(r"Article|BlogPosting|Report|Review$", re.IGNORECASE)

Found = tuple[date, str]


@dataclass(frozen=True)
class PageMeta:
    """`published` is the day and where it is stated; None where the page does not say."""

    headline: str | None
    site: str | None
    url: str | None
    published: Found | None


def read_meta(tree: "HtmlElement") -> PageMeta:
    """All that the page states about its article."""
    linked = _linked_data(tree)
    meta = _meta(tree)
    return PageMeta(
        headline=_text(linked.get("headline")) or meta.get("og:title") or meta.get("twitter:title"),
        site=meta.get("og:site_name") or _name(linked.get("publisher")) or meta.get("application-name"),
        url=_url(tree, meta),
        published=_published(tree, linked, meta),
    )


def _published(tree: "HtmlElement", linked: dict[str, Any], meta: dict[str, str]) -> Found | None:
    """The strongest statement first; a modification date counts only where nothing else is stated."""
    stated: list[tuple[object, str]] = [(linked.get("datePublished"), "JSON-LD datePublished")]
    stated += [(meta.get(key), f"meta {key}") for key in _DATE_KEYS]
    stated += _times(tree)
    for value, origin in stated:
        if day := parse_date(value):
            return day, origin
    if found := _date_line(tree):
        return found
    in_address = _URL_DATE.search(_url(tree, meta) or "")
    if in_address and (day := parse_date("-".join(in_address.groups()))):
        return day, "date in the page's address"
    day = parse_date(linked.get("dateModified") or meta.get("article:modified_time"))
    return (day, "modification date (no publication date stated)") if day else None


def _linked_data(tree: "HtmlElement") -> dict[str, Any]:
    """The JSON-LD object of the article; an object of another type with a date serves where there is none."""
    objects = [item for script in tree.iter("script") for item in _parsed(script)]
    typed = [item for item in objects if _ARTICLE_TYPES.search(str(item.get("@type", "")))]
    dated = [item for item in typed + objects if item.get("datePublished")]
    return (dated or typed or [{}])[0]


def _parsed(script: "HtmlElement") -> Iterator[dict[str, Any]]:
    if "ld+json" not in (script.get("type") or "").lower():
        return
    try:
        yield from _objects(json.loads(script.text or "null", strict=False))
    except (ValueError, RecursionError):
        return


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """`value` and the objects listed at its top: a list, or "@graph". Nested ones are other things (authors, lists)."""
    if isinstance(value, list):
        for item in value:
            yield from _objects(item)
    elif isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph"))
        yield from _objects(value.get("mainEntity"))


def _meta(tree: "HtmlElement") -> dict[str, str]:
    """<meta> by lower-case name, property or itemprop; the first of a name counts."""
    values: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop")
        content = fold(element.get("content") or "")
        if key and content:
            values.setdefault(key.lower(), content)
    return values


def _times(tree: "HtmlElement") -> list[tuple[object, str]]:
    """<time> of the article itself: marked as published anywhere, else one that stands near the headline."""
    marked = [e for e in tree.iter("time") if _PUBLISHED_MARK.search(_marks(e)) and not _is_foreign(e)]
    near = [e for e in _near_headline(tree) if e.tag == "time" and not _is_foreign(e)]
    plain = [e for e in near if not _UPDATED_MARK.search(f"{_marks(e)} {e.text_content()}")]
    origins = [(marked, "time marked as published"), (plain, "time near the headline")]
    return [(e.get("datetime") or e.text_content(), origin) for found, origin in origins for e in found]


def _marks(element: "HtmlElement") -> str:
    """What a <time> says about itself: itemprop, class, and the old attribute "pubdate"."""
    marks = [element.get("itemprop") or "", element.get("class") or ""]
    return " ".join(marks + (["pubdate"] if element.get("pubdate") is not None else []))


def _near_headline(tree: "HtmlElement") -> list["HtmlElement"]:
    """The elements from the headline to the second long paragraph, where date lines stand."""
    elements = list(tree.iter())
    start = next((i for i, e in enumerate(elements) if e.tag == "h1"), 0)
    start = max(0, start - 15)
    near: list[HtmlElement] = []
    long_paragraphs = 0
    for element in elements[start:]:
        long_paragraphs += element.tag == "p" and len(element.text_content()) >= 120
        if long_paragraphs > 2:
            break
        near.append(element)
    return near


def _date_line(tree: "HtmlElement") -> Found | None:
    """A visible line near the headline that states the date: the one labelled "published" first."""
    lines: list[DateLine] = []
    for element in _near_headline(tree):
        if isinstance(element.tag, str) and element.tag not in ("script", "style", "body", "html"):
            text = fold(str(element.text_content()))
            line = read_date_line(text) if len(text) <= 160 and not _is_foreign(element) else None
            lines += [line] if line else []
    order = ("published", "plain", "updated")
    best = min(lines, key=lambda line: order.index(line.kind), default=None)
    return (best.day, "date line of the page") if best else None


def _is_foreign(element: "HtmlElement") -> bool:
    """True inside what belongs to other articles or to the page's frame."""
    for above in (element, *element.iterancestors()):
        if above.tag in _FOREIGN or _FOREIGN_CLASS.search(f"{above.get('class') or ''} {above.get('id') or ''}"):
            return above.tag not in ("html", "body", "main", "article")
    return False


def _url(tree: "HtmlElement", meta: dict[str, str]) -> str | None:
    links = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    stated = (str(value) for value in (*links, meta.get("og:url")) if value)
    return next((value for value in stated if urlsplit(value).scheme in ("http", "https")), None)


def _name(publisher: Any) -> str | None:
    if isinstance(publisher, list):
        publisher = publisher[0] if publisher else None
    return _text(publisher.get("name")) if isinstance(publisher, dict) else _text(publisher)


def _text(value: Any) -> str | None:
    return fold(value) or None if isinstance(value, str) else None
