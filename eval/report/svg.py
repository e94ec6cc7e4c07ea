"""A matplotlib figure as SVG inside the page: no style attribute, colours as classes, text as text."""

import io
import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

INK, LINE, ON = "#111111", "#cccccc", "#fefefe"
"""Text and axes, grid lines, and text on a coloured ground."""
SERIES = ("#0072b2", "#d55e00", "#009e73", "#b5529c", "#946300", "#2f8fc9", "#7f3c8d", "#5f6a6a")
PARTS = ("#2f7d4f", "#7b4ea3", "#3268b0", "#c2571a", "#a8871c", "#6d7480", "#b3305f", "#4a4a4a")
"""The right answers, then the stages at which others went wrong."""
CLASSES = {
    INK: "ink",
    LINE: "line",
    ON: "on",
    **{colour: f"series{n}" for n, colour in enumerate(SERIES)},
    **{colour: f"part{n}" for n, colour in enumerate(PARTS)},
}
"""The page gives each class a colour for light and one for dark."""
SETTINGS: Any = {
    "svg.hashsalt": "belegt",
    "svg.fonttype": "none",
    "text.parse_math": False,
    "font.family": "DejaVu Sans",
    "font.size": 10.5,
    "text.color": INK,
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "axes.facecolor": "none",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "figure.facecolor": "none",
    "grid.color": LINE,
    "xtick.color": INK,
    "ytick.color": INK,
    "legend.frameon": False,
}
"""For `matplotlib.rcParams`, while a figure is made and saved; what a user's matplotlibrc says is put aside."""


def to_svg(figure: "Figure", name: str, description: str) -> str:
    """The figure as an <svg> element; `name` keeps its ids apart from those of other figures of the page."""
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    root = ET.fromstring(buffer.getvalue())
    for element in list(root.iter()):
        _plain(element, name)
    for group in root.findall("defs"):
        for style in group.findall("style"):
            group.remove(style)
    for size in ("width", "height"):
        root.attrib.pop(size)
    root.attrib |= {"role": "img", "aria-label": description}
    return ET.tostring(root, encoding="unicode", short_empty_elements=True)


def _plain(element: ET.Element, name: str) -> None:
    """No namespaces, ids of this figure's own, and each declaration of the style as an attribute."""
    element.tag = element.tag.rpartition("}")[2]
    attributes = {key.rpartition("}")[2]: value for key, value in element.attrib.items()}
    for declaration in attributes.pop("style", "").split("; "):
        key, _, value = declaration.partition(": ")
        if key and key != "font-family":
            attributes[key] = value
    found = {key: _own(key, value, name) for key, value in attributes.items()}
    if not re.match(r"m\w{10}$|p\w{10}$", attributes.get("id", "")):
        found.pop("id", None)
    classes = [f"{key}-{CLASSES[found.pop(key)]}" for key in ("fill", "stroke") if found.get(key) in CLASSES]
    if classes:
        found["class"] = " ".join(classes)
    element.attrib.clear()
    element.attrib.update(found)
    element.text, element.tail = _short(element.text), None


def _own(key: str, value: str, name: str) -> str:
    if key == "id":
        return f"{name}-{value}"
    if key == "d":
        return " ".join(value.split())
    return re.sub(r"#(?=[mp]\w{10}\b)", f"#{name}-", value)


def _short(text: str | None) -> str | None:
    return text if text and text.strip() else None
