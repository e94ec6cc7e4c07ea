"""What is found of time in a text."""

from dataclasses import dataclass
from datetime import date

from index.days import Days
from index.timerule import Kind


@dataclass(frozen=True)
class TimeMention:
    """Text `start:end` speaks of time, but not of certain days."""

    start: int
    end: int
    text: str
    kind: Kind


@dataclass(frozen=True)
class TimeExpression:
    """Text `start:end` means the days from `first` to `last`, both included.

    `other`: the days it means otherwise, when the text does not say which; less likely.
    """

    start: int
    end: int
    text: str
    first: date
    last: date
    other: Days | None = None
    kind: Kind = "date"

    @property
    def is_day(self) -> bool:
        return self.first == self.last


Found = TimeExpression | TimeMention
