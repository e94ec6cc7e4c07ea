"""What the page shows, put into order; the templates only write it down."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from eval.measures import MEASURES
from eval.report.outcome import REASONS, STAGES, Row, miss, stage_counts, task
from eval.report.plots import labels
from eval.report.tables import applicable, chief
from eval.support import MARKER

if TYPE_CHECKING:
    from eval.runfolder import LoadedPart, LoadedRun


@dataclass(frozen=True)
class Miss:
    """One row that went wrong; `anchor` is its address in the page."""

    anchor: str
    reason: str
    row: Row

    @property
    def reason_number(self) -> int:
        return REASONS.index(self.reason)

    @cached_property
    def pieces(self) -> list[tuple[str, str]]:
        """The answer's text in pieces, each with the number of the marker behind it; "" behind the last."""
        texts = MARKER.split(self.row["answer"]["answer"])
        return list(zip(texts[::2], [*texts[1::2], ""], strict=True))

    @cached_property
    def cited(self) -> set[str]:
        return {str(citation["n"]) for citation in self.row["answer"]["citations"]}

    def quoted(self, evidence: Mapping[str, Any]) -> bool:
        """Whether a quotation of the answer lies in this evidence, or overlaps it."""
        return any(
            one["article_id"] == evidence["article_id"]
            and one["start"] < evidence["end"]
            and evidence["start"] < one["end"]
            for one in self.row["answer"]["citations"]
        )


@dataclass(frozen=True)
class PartView:
    """One system on one set."""

    part: "LoadedPart"
    label: str
    number: int

    @cached_property
    def task(self) -> str:
        """A part holds rows of one task."""
        return task(self.part.rows[0]) if self.part.rows else "answer"

    @cached_property
    def misses(self) -> list[Miss]:
        """By where they went wrong, then as in the set."""
        found = [
            Miss(f"miss-{self.number}-{place}", reason, row)
            for place, row in enumerate(self.part.rows, 1)
            if (reason := miss(row)) is not None
        ]
        return sorted(found, key=lambda one: one.reason_number)

    @cached_property
    def rights(self) -> list[Row]:
        return [row for row in self.part.rows if miss(row) is None]

    @cached_property
    def stages(self) -> dict[str, int]:
        return stage_counts(self.part.rows)

    @property
    def columns(self) -> list[str]:
        """The measures broken down by language and type."""
        return chief(self.part.summary["all"])


@dataclass(frozen=True)
class SetView:
    """All systems on one set, side by side."""

    name: str
    parts: list[PartView]

    @cached_property
    def measures(self) -> list[str]:
        return list(dict.fromkeys(name for view in self.parts for name in applicable(view.part.summary["all"])))

    def best(self, name: str) -> list[PartView]:
        """The systems with the best value of a measure; none where there is only one, or nothing is better."""
        values = {view.number: view.part.summary["all"].get(name, {}).get("value") for view in self.parts}
        known = [value for value in values.values() if value is not None]
        better = next(measures[name].better for measures in MEASURES.values() if name in measures)
        if len(known) < 2 or better is None or len(set(known)) == 1:
            return []
        chosen = max(known) if better == "higher" else min(known)
        return [view for view in self.parts if values[view.number] == chosen]

    @cached_property
    def apart(self) -> list[tuple[Row, list[Miss | None]]]:
        """Questions that one system got right and another wrong, with what each missed."""
        wrong = [{one.row["id"]: one for one in view.misses} for view in self.parts]
        asked = [{row["id"] for row in view.part.rows} for view in self.parts]
        found = []
        for row in self.parts[0].part.rows:
            if all(row["id"] in ids for ids in asked):
                missed = [ids.get(row["id"]) for ids in wrong]
                if any(missed) and not all(missed):
                    found.append((row, missed))
        return found


def part_views(run: "LoadedRun") -> list[PartView]:
    """The parts that have rows, with short names and numbers."""
    parts = [part for part in run.parts if part.rows]
    return [PartView(part, label, n) for n, (part, label) in enumerate(zip(parts, labels(parts), strict=True), 1)]


def set_views(views: Sequence[PartView]) -> list[SetView]:
    """The parts by set, in the run's order."""
    names = dict.fromkeys(view.part.set_name for view in views)
    return [SetView(name, [view for view in views if view.part.set_name == name]) for name in names]


def filters(views: Sequence[PartView]) -> list[tuple[int, str, int]]:
    """(number, reason, how many) of the reasons that occur among rows that are opened one by one."""
    reasons = [one.reason for view in views if view.task != "times" for one in view.misses]
    return [(number, reason, reasons.count(reason)) for number, reason in enumerate(REASONS) if reason in reasons]


def stage_names(views: Sequence[PartView]) -> list[str]:
    """Columns of the table of stages."""
    return ["right", *STAGES] if any(view.stages for view in views) else []


def comparisons(comparison: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """(set and system, {measure: difference}) of a comparison, with the measures that apply to both runs."""
    for set_name, systems in comparison.items():
        for system, measures in systems.items():
            known = {name: found for name, found in measures.items() if found["difference"] is not None}
            yield f"{set_name}, {system}", known
