"""Progress of long work on stderr: a bar in a terminal, now and then a plain line elsewhere."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.output import one_line, stderr_console

if TYPE_CHECKING:
    from rich.progress import Progress

SECONDS_BETWEEN_LINES = 5.0
WHAT_WIDTH = 40
Clock = Callable[[], float]
"""Seconds from any fixed point, such as `time.monotonic`."""


@dataclass(frozen=True)
class State:
    """How far the work is. `amount` is what the speed is counted in, where that is not `done`."""

    done: int
    total: int
    what: str = ""
    amount: int | None = None


Update = Callable[[State], None]


@contextmanager
def progress(task: str, unit: str, speed_unit: str | None = None) -> Iterator[Update]:
    """Shows `task` with how many `unit` are done, how fast (in `speed_unit`), and how long it will still take."""
    speed = Speed(speed_unit or unit, time.monotonic)
    if sys.stderr.isatty():
        with _bar(task, unit, speed) as update:
            yield update
    else:
        yield PlainProgress(task, unit, speed).update


class Speed:
    """Counts time from its making."""

    def __init__(self, unit: str, clock: Clock) -> None:
        self._unit, self._clock, self._start = unit, clock, clock()

    @property
    def seconds(self) -> float:
        return self._clock() - self._start

    def text(self, state: State) -> str:
        """For example "13.2 articles/s"."""
        amount = state.done if state.amount is None else state.amount
        return f"{amount / max(self.seconds, 1e-6):.1f} {self._unit}/s"

    def left(self, state: State) -> str:
        """For example "29 s left"; empty while nothing is done."""
        return f"{self.seconds * (state.total - state.done) / state.done:.0f} s left" if state.done else ""


class PlainProgress:
    """A line every few seconds, for logs and pipes."""

    def __init__(self, task: str, unit: str, speed: Speed) -> None:
        self._task, self._unit, self._speed = task, unit, speed
        self._last = 0.0

    def update(self, state: State) -> None:
        if self._speed.seconds - self._last >= SECONDS_BETWEEN_LINES:
            self._last = self._speed.seconds
            print(self.line(state), file=sys.stderr, flush=True)

    def line(self, state: State) -> str:
        """For example "Indexing: 120/500 files, 13.2 articles/s, 29 s left"."""
        parts = [
            f"{self._task}: {state.done}/{state.total} {self._unit}",
            self._speed.text(state),
            self._speed.left(state),
        ]
        return ", ".join(part for part in parts if part)


@contextmanager
def _bar(task: str, unit: str, speed: Speed) -> Iterator[Update]:
    with _columns(unit) as bar:
        number = bar.add_task(task, total=None, what="", speed="")

        def update(state: State) -> None:
            speed_text, what = speed.text(state), _short(state.what)
            bar.update(number, completed=state.done, total=state.total or None, speed=speed_text, what=what)

        yield update


def _columns(unit: str) -> "Progress":
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(unit),
        TextColumn("{task.fields[speed]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[what]}", style="dim", markup=False),
        console=stderr_console(),
        transient=True,
    )


def _short(what: str) -> str:
    text = one_line(what)
    return text if len(text) <= WHAT_WIDTH else "…" + text[1 - WHAT_WIDTH :]
