"""Bytes of a news file -> text, without guessing where the bytes can tell.

Order: byte order mark; UTF-16 without one (by its null bytes); UTF-8 strictly; the charset a
page declares; CP1252 (which Latin-1 text in German and English is, too). Characters are not
changed, only line ends become "\\n": a quotation must stand word for word in the file.
"""

import codecs
import re

from index.errors import UnreadableError

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
MOST_CONTROL = 0.01
"""Share of control characters above which bytes are no text."""


def decode(data: bytes) -> str:
    """The text of `data`; UnreadableError when it is binary."""
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableError(f"expected text, found {what}: give the file its right suffix or leave it out")
    text = _to_text(data).removeprefix("\ufeff")
    if len(_CONTROL.findall(text)) > MOST_CONTROL * len(text):
        raise UnreadableError("expected text, found binary data: leave the file out or save it as UTF-8 text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _to_text(data: bytes) -> str:
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, errors="replace")
    if name := _utf16_by_nulls(data[:4000]):
        return data.decode(name, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _not_strict_utf8(data)


def _utf16_by_nulls(head: bytes) -> str | None:
    """Western text in UTF-16 has a null in nearly every second byte, always on the same side."""
    half = max(1, len(head) // 2)
    even, odd = head[0::2].count(0) / half, head[1::2].count(0) / half
    if odd > 0.6 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 and odd < 0.1 else None


def _not_strict_utf8(data: bytes) -> str:
    """UTF-8 with a few bad bytes (cut off, two sources mixed), else the declared charset, else CP1252."""
    loose = data.decode("utf-8", errors="replace")
    bad = loose.count("\ufffd")
    sound = sum(1 for character in loose if "\x7f" < character != "\ufffd")
    if sound > 2 * bad:
        return data.decode("utf-8", errors=_BYTEWISE)
    return _declared(data) or _cp1252(data)


def _declared(data: bytes) -> str | None:
    """The text by the charset that the head of an HTML page names; None without one that works."""
    found = _CHARSET.search(data[:4000]) if b"<" in data[:4000] else None
    name = found.group(1).decode("ascii").lower() if found else "utf-8"
    if name in ("utf-8", "utf8", "iso-8859-1", "latin1", "us-ascii"):
        return None
    try:
        return data.decode(name)
    except (LookupError, UnicodeError):
        return None


def _cp1252(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _one_byte(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


_BYTEWISE = "belegt-cp1252"
codecs.register_error(_BYTEWISE, _one_byte)
