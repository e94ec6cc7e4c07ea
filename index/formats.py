"""Text, Markdown and JSON Lines: the bytes of a file -> raw articles. HTML and PDF have files of their own."""

import json
import re
from collections.abc import Iterator
from typing import Any

from index.article import Language
from index.dates import parse_date
from index.errors import UnreadableError
from index.raw import RawArticle

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<fields>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(?P<key>[A-Za-z_][\w -]*):[ \t]*(?P<value>.*)$", re.MULTILINE)
_DATE_KEYS = ("published", "date", "published_at", "datum", "pubdate", "publish_date", "created")
_NO_VALUE = ("", "null", "none", "~", "n/a")


def read_text(text: str, name: str) -> RawArticle:
    """Plain text."""
    return RawArticle(id=name, text=text)


def read_markdown(text: str, name: str) -> RawArticle:
    """Markdown, with the fields of a front matter where there is one; marks inside a sentence stay."""
    found = _FRONT_MATTER.match(text)
    fields = _fields(found["fields"]) if found else {}
    body = text[found.end() :] if found else text
    heading = re.search(r"^#[ \t]+(.+?)[ \t#]*$", body, re.MULTILINE)
    return RawArticle(
        id=name,
        text=_without_marks(body),
        title=fields.get("title") or (_plain(heading[1]) if heading else None),
        source=fields.get("source") or fields.get("publisher") or fields.get("site"),
        url=fields.get("url") or fields.get("link"),
        lang=_language(fields.get("lang") or fields.get("language")),
        **_date(fields, "front matter"),
    )


def _fields(block: str) -> dict[str, str]:
    """Top-level "key: value" lines of a front matter; lists and nested values are not needed and left out."""
    pairs = ((m["key"].lower(), m["value"].strip().strip("\"'").strip()) for m in _FIELD.finditer(block))
    return {key: value for key, value in pairs if value.lower() not in _NO_VALUE}


def _date(fields: dict[str, Any], where: str) -> dict[str, Any]:
    """The first date field that states a day, as arguments of `RawArticle`."""
    for key in _DATE_KEYS:
        if day := parse_date(fields.get(key)):
            return {"published": day, "date_origin": f"{where} {key}"}
    return {}


def _without_marks(body: str) -> str:
    """Heading signs, quote signs and emphasis around a whole line go; headings stand apart as blocks."""
    lines = []
    for line in body.split("\n"):
        is_heading = re.match(r"^#{1,6}[ \t]+", line)
        plain = _plain(
            re.sub(r"^(?:#{1,6}|>)[ \t]+", "", line).rstrip(" \t#") if is_heading else re.sub(r"^>[ \t]?", "", line)
        )
        lines += ["", plain, ""] if is_heading else [plain]
    return "\n".join(lines)


def _plain(line: str) -> str:
    """A line without emphasis around all of it."""
    found = re.fullmatch(r"\s*(\*{1,3}|_{1,3})(?P<inner>[^*_]+)\1\s*", line)
    return found["inner"] if found else line


def read_jsonl(text: str, name: str) -> Iterator[RawArticle | UnreadableError]:
    """One article a line; a line that cannot be read is an error of its own, and the rest goes on.

    Fields: id, title, text, date or published, lang, source, url; unknown ones are ignored. The text
    counts as clean: of it, only outright share and teaser blocks go (see `clean_data`).
    """
    seen: set[str] = set()
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            raw = _record(line, f"{name}-{number}")
            if raw.id in seen:
                raise UnreadableError(f"expected an id of its own, found {raw.id!r} again: give each article one")
            seen.add(raw.id)
            yield raw
        except UnreadableError as error:
            yield UnreadableError(f"line {number}: {error}")


def _record(line: str, default_id: str) -> RawArticle:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        detail = getattr(error, "msg", "nested too deeply")
        raise UnreadableError(f"expected one JSON object, found broken JSON ({detail}): mend the line") from None
    if not isinstance(value, dict):
        raise UnreadableError(f"expected a JSON object, found {type(value).__name__}: mend the line")
    value = {key: _whole(held) if isinstance(held, str) else held for key, held in value.items()}
    text = next((value[key] for key in ("text", "body", "content") if isinstance(value.get(key), str)), "")
    if not text.strip():
        raise UnreadableError('expected a text in the field "text", found none: mend the line')
    given_id = value.get("id")
    return RawArticle(
        id=str(given_id).strip() if isinstance(given_id, str | int) and str(given_id).strip() else default_id,
        text=text.replace("\r\n", "\n"),
        title=_string(value.get("title")),
        source=_string(value.get("source")),
        url=_string(value.get("url")),
        lang=_language(value.get("lang") or value.get("language")),
        is_data=True,
        **_date(value, "field"),
    )


def _whole(text: str) -> str:
    """The text with a half of a surrogate pair, which JSON can write and UTF-8 cannot, as a replacement character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _string(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _language(value: Any) -> Language | None:
    start = value[:2].lower() if isinstance(value, str) else ""
    return "de" if start == "de" else "en" if start == "en" else None
