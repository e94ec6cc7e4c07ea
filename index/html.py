"""An HTML page of a news site -> its article: trafilatura for the text, the page's own statements for the rest.

Nothing is guessed: htmldate is not used because it takes the date of a picture's address, of a related
article or of a copyright line for that of the page (of 5 pages without a date, 5 got one, and 2 with
its extensive search switched off).
"""

import re
from typing import TYPE_CHECKING

from index.article import Language
from index.blocks import fold, same_words
from index.errors import UnreadableError
from index.hidden import drop_hidden
from index.htmlmeta import PageMeta, read_meta
from index.raw import RawArticle

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SITE_SUFFIX = re.compile(r"\s+[|–—-]\s+[^|–—]{2,40}$")


def read_html(text: str, name: str) -> RawArticle:
    """The article of a page; UnreadableError when the page holds no text."""
    import trafilatura
    from lxml.html import tostring

    tree = _tree(text)
    if tree is not None and drop_hidden(tree):
        text = tostring(tree, encoding="unicode")
    body = (
        trafilatura.extract(text, include_comments=False, include_images=False, include_links=False) if text else None
    )
    if tree is None or not body or not body.strip():
        raise UnreadableError("expected an article, found an HTML page without text: save the page with its content")
    meta = read_meta(tree)
    day, origin = meta.published or (None, None)
    return RawArticle(
        id=name,
        text=_paragraphs(body),
        title=_title(tree, meta),
        published=day,
        date_origin=origin,
        source=meta.site or _site(tree),
        url=meta.url,
        lang=_lang(tree, body),
    )


def _tree(text: str) -> "HtmlElement | None":
    from lxml import etree
    from lxml.html import document_fromstring

    try:
        return document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    except (etree.LxmlError, ValueError):
        return None


def _paragraphs(body: str) -> str:
    """One paragraph a line becomes one a block; trafilatura's own list marks go."""
    lines = (re.sub(r"^- (?=\S)", "", line.strip()) for line in body.split("\n"))
    return "\n\n".join(line for line in lines if line)


def _title(tree: "HtmlElement", meta: PageMeta) -> str | None:
    """The headline: the page's <h1> where the metadata agrees or is silent, else the metadata's."""
    headings = [fold(str(h.text_content())) for h in tree.iter("h1")]
    stated = _SITE_SUFFIX.sub("", fold(meta.headline)) if meta.headline else None
    for heading in headings:
        if heading and (stated is None or same_words(heading) in same_words(stated) or _alike(heading, stated)):
            return heading
    if stated:
        return stated
    found = tree.find(".//title")
    return _SITE_SUFFIX.sub("", fold(str(found.text_content()))) or None if found is not None else None


def _site(tree: "HtmlElement") -> str | None:
    """What stands in the page's <title> behind its own headline: "Brücke gesperrt | Seeburger Bote"."""
    found = tree.find(".//title")
    parts = re.split(r"\s+[|–—-]\s+", fold(str(found.text_content()))) if found is not None else []
    headings = {same_words(str(h.text_content())) for h in tree.iter("h1")}
    return parts[-1] if len(parts) > 1 and same_words(" ".join(parts[:-1])) in headings else None


def _alike(heading: str, stated: str) -> bool:
    own, other = set(same_words(heading).split()), set(same_words(stated).split())
    return len(own & other) >= 0.5 * min(len(own), len(other)) > 1


def _lang(tree: "HtmlElement", body: str) -> Language:
    from index.language import detect

    declared: Language = "en" if (tree.get("lang") or "").lower().startswith("en") else "de"
    return detect(body, declared)
