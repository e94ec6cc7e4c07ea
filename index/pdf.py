"""A PDF -> the text of its pages, without page numbers and running heads."""

import io
import re
from collections import Counter

from index.errors import UnreadableError
from index.raw import RawArticle

EDGE_LINES = 2
"""Lines at the top and bottom of a page that may be a running head."""


def read_pdf(data: bytes, name: str) -> RawArticle:
    """The article of a PDF; its creation date is the file's, not the article's, and is not read.

    UnreadableError when it is broken, protected by a password, or only pictures of pages.
    """
    pages = _pages(data)
    if not any(page.strip() for page in pages):
        raise UnreadableError("expected text, found a PDF that holds none (scanned?): run OCR on it first")
    return RawArticle(id=name, text=_joined(_without_heads(pages)), ragged=True)


def _pages(data: bytes) -> list[str]:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        return [page.extract_text() for page in reader.pages]
    except DependencyError:
        raise UnreadableError("expected an open PDF, found one protected by a password: save it without") from None
    except (PyPdfError, ValueError, LookupError, TypeError, AttributeError, OSError, RecursionError) as error:
        protected = "decrypted" in str(error) or "password" in str(error).lower()
        found = "one protected by a password" if protected else "a broken one"
        raise UnreadableError(f"expected a readable PDF, found {found}: save it again from its source") from None


def _without_heads(pages: list[str]) -> list[list[str]]:
    """Lines of each page, without those that stand at the edge of most pages (digits aside) and page numbers."""
    split = [[line.strip() for line in page.split("\n") if line.strip()] for page in pages]
    edges = Counter(mark for lines in split for mark in {_mark(line) for line in _edge(lines)})
    return [
        [line for i, line in enumerate(lines) if not _is_head(line, i, lines, edges, len(pages))] for lines in split
    ]


def _edge(lines: list[str]) -> list[str]:
    return lines[:EDGE_LINES] + lines[-EDGE_LINES:]


def _mark(line: str) -> str:
    return re.sub(r"\d+", "#", line)


def _is_head(line: str, index: int, lines: list[str], edges: Counter[str], pages: int) -> bool:
    at_edge = index < EDGE_LINES or index >= len(lines) - EDGE_LINES
    often = pages > 1 and edges[_mark(line)] > max(1, pages // 2)
    number = re.fullmatch(r"\W*(?:(?:Seite|Page)\s*)?\d{1,4}(?:\s*(?:von|of|/)\s*\d{1,4})?\W*", line)
    return at_edge and bool(often or number)


def _joined(pages: list[list[str]]) -> str:
    """One text: a sentence that runs over a page break stays whole."""
    return "\n".join(line for lines in pages for line in lines)
