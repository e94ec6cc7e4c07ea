"""The page's HTML as a browser reads it, and what must never be in it."""

import re
from html.parser import HTMLParser

TAGS = {
    "a", "article", "blockquote", "button", "details", "div", "h2", "h3", "h4", "li", "mark", "p", "section", "span",
    "strong", "summary", "time", "ul",
}  # fmt: skip


class Reader(HTMLParser):
    """What a browser would make of the HTML: its tags, attributes, and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.marked: list[str] = []
        self._in_mark = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._in_mark = tag == "mark"

    def handle_endtag(self, tag: str) -> None:
        self._in_mark = False

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._in_mark:
            self.marked.append(data)

    def ids(self) -> list[str]:
        return [str(attributes["id"]) for _, attributes in self.tags if "id" in attributes]


def assert_harmless(html: str) -> None:
    """No tag, attribute or address that the page itself does not write; links lead to its own places or to papers."""
    for tag, attributes in Reader(html).tags:
        assert tag in TAGS, tag
        assert not [name for name in attributes if name.startswith("on") or name in ("src", "style")]
        assert re.match(r"#|https?://[\w-]+\.example/", attributes.get("href") or "#")
