"""A run as one page that needs nothing else: no script, no file, no connection."""

import base64
import hashlib
import json
import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from eval.report.plots import plots
from eval.report.tables import interval, number
from eval.report.views import comparisons, filters, part_views, set_views, stage_names
from eval.scorers import language_of

if TYPE_CHECKING:
    from jinja2 import Environment

    from eval.runfolder import LoadedRun

UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that neither HTML nor XML may hold; texts of articles and models may."""


def page(run: "LoadedRun") -> str:
    """The whole page. All texts of the run are escaped; the policy in its head forbids scripts and requests."""
    css = (files(__name__.rpartition(".")[0]) / "page" / "style.css").read_text(encoding="utf-8")
    views = part_views(run)
    text = _environment().get_template("report.html").render(
        run=run, views=views, sets=set_views(views), plots=plots([view.part for view in views]),
        filters=filters(views), stages=stage_names(views), comparisons=list(comparisons(run.comparison or {})),
        css=css, style_hash=base64.b64encode(hashlib.sha256(css.encode()).digest()).decode(),
    )  # fmt: skip
    return clean(text)


def clean(text: str) -> str:
    """The text with a sign in place of each character that a page or an XML file may not hold."""
    return UNWRITABLE.sub("�", text)


def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("eval.report", "page")
    made = Environment(autoescape=True, loader=loader, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters |= {"number": number, "interval": interval, "pretty": _pretty, "seconds": _seconds}
    made.filters |= {"signed": _signed, "verdict": _verdict}
    made.filters["language"] = lambda text: language_of(text) or ""
    return made


def _pretty(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _seconds(row: dict[str, Any]) -> str:
    """Of a row with an answer: how long it took."""
    milliseconds = row["answer"]["timings"]["total_ms"] if row.get("answer") else None
    return "" if milliseconds is None else f"{milliseconds / 1000:.1f} s"


def _signed(value: float | None) -> str:
    return "-" if value is None else f"{value:+.3f}"


def _verdict(value: bool | int | float | list[str]) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return number(value) if isinstance(value, int | float) else ", ".join(value) or "none"
