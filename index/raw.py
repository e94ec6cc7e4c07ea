"""What a file format yields before cleaning, and the step from there to an `Article`."""

from dataclasses import dataclass
from datetime import date

from index.article import Article, Language
from index.clean import Cleaned, clean, clean_data
from index.errors import UnreadableError
from index.header import host, published, source
from index.headline import title_from
from index.language import detect


@dataclass(frozen=True)
class RawArticle:
    """One article as its format gives it; None where the format does not say."""

    id: str
    text: str
    title: str | None = None
    published: date | None = None
    date_origin: str | None = None
    source: str | None = None
    url: str | None = None
    lang: Language | None = None
    ragged: bool = False
    """Lines of a page layout (PDF): full lines differ in length."""
    is_data: bool = False
    """From a data file: its fields are not looked for in the text."""


def to_article(raw: RawArticle, path: str | None) -> Article:
    """Clean `raw` and find what it does not state; UnreadableError when it holds no text."""
    cleaned = clean_data(raw.text, raw.title) if raw.is_data else clean(raw.text, raw.title, raw.ragged)
    if not cleaned.text:
        raise UnreadableError("expected the text of an article, found none: leave the file out")
    lang = raw.lang or detect(cleaned.text)
    day, origin = raw.published, raw.date_origin
    if day is None and not raw.is_data:
        day, origin = published(cleaned, lang) or (None, None)
    return Article(
        id=raw.id,
        title=raw.title or cleaned.title or title_from(cleaned.paragraphs[0]),
        text=cleaned.text,
        published=day,
        source=_source(raw, cleaned),
        url=raw.url,
        lang=lang,
        date_origin=origin,
        dropped=cleaned.dropped,
        path=path,
    )


def _source(raw: RawArticle, cleaned: Cleaned) -> str | None:
    if raw.source or raw.is_data:
        return raw.source or host(raw.url)
    return source(cleaned, raw.url)
