"""What an HTML page holds but does not show, by its own markup: no reader of the page saw it, so no article has it.

Attributes, inline styles and the plain class rules of the page's own style sheets are read. What only a linked
style sheet or a script hides is not known.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NEVER_SHOWN = ("template", "noscript")
_MOST = 0.5
"""Share of a page's letters above which an element is what its script will show, not what it hides."""
_NEXT_TO_NOTHING = 2.0
"""Pixels of font size that nobody can read."""
_FAR_OFF = 500.0
"""Pixels beside the page."""
_AT_RULE = re.compile(r"@[^{};]*(?:;|\{(?:[^{}]|\{[^{}]*\})*\})")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_CLASS_OR_ID = re.compile(r"(?:[a-z][a-z0-9]*)?([.#])([\w-]+)", re.IGNORECASE)
_NUMBER = re.compile(r"-?\d*\.?\d+")


def drop_hidden(tree: "HtmlElement") -> bool:
    """Takes out of a page what it does not show; whether there was any."""
    letters = len(str(tree.text_content()))
    rules = _hiding_rules(tree)
    found = [
        element
        for element in tree.iter()
        if isinstance(element.tag, str)
        and element.getparent() is not None
        and _is_hidden(element, rules)
        and len(str(element.text_content())) <= _MOST * letters
    ]
    for element in found:
        if element.getparent() is not None:
            element.drop_tree()
    return bool(found)


def _is_hidden(element: "HtmlElement", rules: set[str]) -> bool:
    if element.tag in _NEVER_SHOWN or element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if element.tag in ("html", "head", "body"):
        return False
    names = {f".{name}" for name in (element.get("class") or "").split()} | {f"#{element.get('id')}"}
    return bool(names & rules) or _hides(_declared(element.get("style") or "", element.get("color")))


def _hiding_rules(tree: "HtmlElement") -> set[str]:
    """The ".class" and "#id" that the page's own style sheets always hide; rules for print or phones are left out."""
    sheets = " ".join(str(style.text_content()) for style in tree.iter("style"))
    plain = _AT_RULE.sub(" ", re.sub(r"/\*.*?\*/", " ", sheets, flags=re.DOTALL))
    return {name for names, body in _RULE.findall(plain) if _hides(_declared(body)) for name in _simple(names)}


def _simple(selectors: str) -> Iterator[str]:
    for selector in selectors.split(","):
        if found := _CLASS_OR_ID.fullmatch(selector.strip()):
            yield found[1] + found[2]


def _declared(style: str, colour: str | None = None) -> dict[str, str]:
    pairs = (part.partition(":") for part in style.lower().replace("!important", "").split(";"))
    told = {name.strip(): value.strip() for name, _, value in pairs}
    return ({"color": colour.lower()} if colour else {}) | told


def _hides(style: dict[str, str]) -> bool:
    return (
        style.get("display") == "none"
        or style.get("visibility") in ("hidden", "collapse")
        or _first(style.get("opacity")) == 0
        or _is_unreadable(style)
        or _is_off_the_page(style)
        or _is_clipped(style)
    )


def _is_unreadable(style: dict[str, str]) -> bool:
    colour = style.get("color", "")
    ground = style.get("background-color") or style.get("background") or ""
    size = style.get("font-size", "")
    small = (_first(size) or 0.0) < _NEXT_TO_NOTHING if re.fullmatch(r"[\d.]+(?:px|pt)?", size) else False
    return small or colour == "transparent" or bool(colour and _rgb(colour) == _rgb(ground))


def _rgb(colour: str) -> str:
    """One writing of a colour: "#fff" and "white" are "#ffffff"."""
    named = {"white": "#ffffff", "black": "#000000"}.get(colour, colour).replace(" ", "")
    return "#" + "".join(2 * c for c in named[1:]) if re.fullmatch(r"#[0-9a-f]{3}", named) else named


def _is_off_the_page(style: dict[str, str]) -> bool:
    moved = [style.get("text-indent")]
    moved += [style.get(side) for side in ("left", "top", "right", "bottom")] if "position" in style else []
    return any(abs(at) > _FAR_OFF for value in moved if (at := _first(value)) is not None and at < 0)


def _is_clipped(style: dict[str, str]) -> bool:
    if "overflow" in style and style["overflow"] in ("hidden", "clip"):
        flat = [_first(style.get(name)) == 0 for name in ("height", "width", "max-height", "max-width")]
        if any(flat):
            return True
    clip = f"{style.get('clip', '')} {style.get('clip-path', '')}"
    return bool(re.search(r"rect\((?:[01](?:px)?[\s,]*){4}\)|inset\((?:100|[5-9]\d)%|circle\(0", clip))


def _first(value: str | None) -> float | None:
    found = _NUMBER.match(value.strip()) if value else None
    return float(found.group()) if found else None
