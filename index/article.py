"""The article and what was left out of it: the values every other part passes around."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Language = Literal["de", "en"]


@dataclass(frozen=True)
class Dropped:
    """A whole block that cleaning left out, with the reason in a few English words."""

    text: str
    reason: str


@dataclass(frozen=True)
class Article:
    """One news article after cleaning.

    `text` is the cleaned body without the title. Paragraphs are joined by one
    blank line; inside a paragraph every character stands as in the file, so a
    quotation from it stands word for word in the file as well. Chunk and
    citation offsets count the characters (code points) of `text`.
    `published` is None for an undated article: never today, never the file's date.
    """

    id: str
    title: str
    text: str
    published: date | None
    source: str | None
    url: str | None
    lang: Language
    date_origin: str | None = None
    """Where the publication date was found: "meta article:published_time", "line 1"."""
    dropped: tuple[Dropped, ...] = ()
    path: str | None = None
    """The file it was read from; None when it was given as data."""


@dataclass(frozen=True)
class Failure:
    """A file that could not be read: the rest of the work goes on."""

    path: str
    reason: str
