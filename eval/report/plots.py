"""The figures of a report, each as one <svg> element with a description in words."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from eval.report.outcome import STAGES, abstention_curve, hit_curve, stage_counts
from eval.report.svg import INK, ON, PARTS, SERIES, SETTINGS, to_svg

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from eval.runfolder import LoadedPart

MARKERS = "osD^vPX*"
DASHES = ("-", "--", ":", "-.")
WIDE, HIGH = 5.6, 2.9
"""Inches, without the legend; the text stays readable when a phone shrinks the figure to its width."""


@dataclass(frozen=True)
class Plot:
    """A figure of the page; `svg` is safe to be put there as it is."""

    name: str
    title: str
    caption: str
    svg: str


@dataclass(frozen=True)
class Line:
    """One curve."""

    label: str
    points: Sequence[tuple[float, float]]
    colour: int
    dashes: int = 0


def plots(parts: Sequence["LoadedPart"]) -> list[Plot]:
    """The figures that the run has the numbers for."""
    import matplotlib

    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(SETTINGS)
        made = [make(parts) for make in (_quality, _stages, _abstention, _hits)]
    return [plot for plot in made if plot]


def labels(parts: Sequence["LoadedPart"]) -> list[str]:
    """Short names of the parts: the set, the system, or both, whichever tells them apart."""
    sets, systems = {part.set_name for part in parts}, {part.system for part in parts}
    if len(systems) == 1 and len(sets) > 1:
        return [part.set_name for part in parts]
    if len(sets) == 1:
        return [part.system for part in parts]
    return [f"{part.set_name}, {part.system}" for part in parts]


def _quality(parts: Sequence["LoadedPart"]) -> Plot | None:
    found = []
    for n, (part, label) in enumerate(zip(parts, labels(parts), strict=True)):
        everything = part.summary.get("all", {})
        right, seconds = everything.get("right", {}), everything.get("total s", {})
        if right.get("value") is not None and seconds.get("value") is not None:
            found.append((n, label, seconds["value"], right))
    if not found:
        return None
    figure, axes = _figure("seconds to the whole answer (median)", "share right")
    for n, label, seconds, right in found:
        low, high = right.get("low", right["value"]), right.get("high", right["value"])
        error = [[max(0.0, right["value"] - low)], [max(0.0, high - right["value"])]]
        style: dict[str, Any] = {"color": SERIES[n % len(SERIES)], "marker": MARKERS[n % len(MARKERS)]}
        axes.errorbar(
            [seconds], [right["value"]], yerr=error, capsize=4, linestyle="none", label=_shown(label), **style
        )
    axes.set_xlim(0, 1.15 * max(seconds for _, _, seconds, _ in found) or 1)
    _legend(figure, axes)
    said = "; ".join(f"{label}: {right['value']:.3f} right in {seconds:.1f} s" for _, label, seconds, right in found)
    caption = "Up and left is better. The bars are 95 % intervals."
    return _plot(figure, "quality", "Quality against seconds", caption, said)


def _abstention(parts: Sequence["LoadedPart"]) -> Plot | None:
    lines = [
        Line(label, abstention_curve(part.rows), n)
        for n, (part, label) in enumerate(zip(parts, labels(parts), strict=True))
    ]
    caption = (
        "What the answers would be worth if those whose best evidence scores below a threshold were held back. "
        "Each curve begins with the run as it was and ends where five answers are left."
    )
    axis = ("share of the questions abstained on", "share right of the answered")
    return _curves(lines, "abstention", "Abstaining", caption, axis, lambda line: f"{line.label}: from {_said(line)}")


def _said(line: Line) -> str:
    first, last = line.points[0], line.points[-1]
    return f"{first[1]:.3f} right at {first[0]:.2f} abstained to {last[1]:.3f} right at {last[0]:.2f} abstained"


def _hits(parts: Sequence["LoadedPart"]) -> Plot | None:
    lines = []
    for n, (part, label) in enumerate(zip(parts, labels(parts), strict=True)):
        for dashes, (field, kind) in enumerate(
            (("ranking", ""), ("ranking_raw", ", as asked"), ("ranking_gold", ", rewritten by people"))
        ):
            curve = hit_curve(part.rows, field)
            lines.append(Line(label + kind, list(enumerate(curve, 1)), n, dashes))
    caption = "The share of the questions with a relevant article among the first k, by k."
    axis = ("k, articles looked at", "hit@k")
    return _curves(
        lines, "hits", "Finding the article", caption, axis,
        lambda line: f"{line.label}: {', '.join(f'{y:.3f} at {k}' for k, y in line.points if k in (1, 5, 10))}",
    )  # fmt: skip


def _curves(
    lines: Sequence[Line],
    name: str,
    title: str,
    caption: str,
    axis: tuple[str, str],
    said: Callable[[Line], str],
) -> Plot | None:
    drawn = [line for line in lines if line.points]
    if not drawn:
        return None
    figure, axes = _figure(*axis)
    for line in drawn:
        style: dict[str, Any] = {
            "color": SERIES[line.colour % len(SERIES)],
            "marker": MARKERS[line.colour % len(MARKERS)],
            "markevery": max(1, len(line.points) // 10),
        }
        dashes = DASHES[line.dashes % len(DASHES)]
        axes.plot(*zip(*line.points, strict=True), label=_shown(line.label), linestyle=dashes, markersize=4, **style)
    _legend(figure, axes)
    return _plot(figure, name, title, caption, "; ".join(map(said, drawn)))


def _stages(parts: Sequence["LoadedPart"]) -> Plot | None:
    counts = [(label, stage_counts(part.rows)) for label, part in zip(labels(parts), parts, strict=True)]
    bars = [(label, found) for label, found in counts if found]
    if not bars:
        return None
    figure, axes = _figure("share of the questions", "", high=0.9 + 0.45 * len(bars))
    starts = [0.0] * len(bars)
    for stage, colour in zip(("right", *STAGES), PARTS, strict=True):
        shares = [found[stage] / sum(found.values()) for _, found in bars]
        if any(shares):
            drawn = axes.barh(range(len(bars)), shares, left=starts, color=colour, height=0.62, label=stage)
            texts = [
                str(found[stage]) if share >= 0.035 else "" for (_, found), share in zip(bars, shares, strict=True)
            ]
            axes.bar_label(drawn, texts, label_type="center", color=ON)
            starts = [start + share for start, share in zip(starts, shares, strict=True)]
    axes.set_yticks(range(len(bars)), [_shown(label) for label, _ in bars])
    axes.set(xlim=(0, 1), ylim=(len(bars) - 0.5, -0.5))
    axes.grid(visible=False, axis="y")
    _legend(figure, axes)
    said = "; ".join(
        f"{label}: " + ", ".join(f"{n} {stage}" for stage, n in found.items() if n) for label, found in bars
    )
    return _plot(figure, "stages", "Where errors arise", "The numbers are questions; the table below has all.", said)


def _figure(x: str, y: str, high: float = HIGH) -> "tuple[Figure, Axes]":
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDE, high), layout="constrained")
    axes = figure.subplots()
    axes.set(xlabel=x, ylabel=y, ylim=(0, 1.02))
    axes.tick_params(length=0)
    return figure, axes


def _legend(figure: "Figure", axes: "Axes") -> None:
    """Below the axes, in height of its own."""
    texts = axes.get_legend_handles_labels()[1]
    columns = 1 if max(map(len, texts)) > 30 else 2
    figure.set_figheight(figure.get_figheight() + 0.23 * math.ceil(len(texts) / columns))
    figure.legend(loc="outside lower left", ncols=columns, labelcolor=INK, handlelength=1.8, columnspacing=1.2)


def _shown(label: str) -> str:
    """A label that matplotlib draws: it leaves out those that begin with "_"; long ones are cut."""
    text = label.lstrip("_") or "-"
    return text if len(text) <= 48 else text[:47] + "…"


def _plot(figure: "Figure", name: str, title: str, caption: str, said: str) -> Plot:
    return Plot(name, title, caption, to_svg(figure, name, f"{title}. {said}."))
