"""A waiting line for the one language model, with places that can be shown."""

import threading
import time
from collections.abc import Callable

FIRST_GUESS = 10.0
"""Seconds a turn is taken to last before one has been measured."""

NEWEST_WEIGHT = 0.4
"""Weight of the newest turn in the running mean of turn lengths."""


class Ticket:
    """A place in a `Line`. Use it as a context manager, so that it is always given back."""

    def __init__(self, line: "Line") -> None:
        self._line = line

    def __enter__(self) -> "Ticket":
        return self

    def __exit__(self, *_: object) -> None:
        self._line.leave(self)

    def wait(self, timeout: float) -> bool:
        """True once it is this ticket's turn; False when `timeout` seconds passed before."""
        return self._line.wait(self, timeout)

    @property
    def place(self) -> int:
        """1 for the ticket whose turn it is, 2 for the next; 0 when it has been given back."""
        return self._line.place(self)

    @property
    def seconds(self) -> float:
        """The seconds until its turn, estimated from the turns before."""
        return self._line.seconds(self)


class Line:
    """First come, first served. Thread-safe."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._changed = threading.Condition()
        self._tickets: list[Ticket] = []
        self._turn_began = clock()
        self._mean = FIRST_GUESS
        self._measured = False

    def join(self) -> Ticket:
        """A ticket behind all others."""
        ticket = Ticket(self)
        with self._changed:
            self._tickets.append(ticket)
            if len(self._tickets) == 1:
                self._turn_began = self._clock()
        return ticket

    def leave(self, ticket: Ticket) -> None:
        """Give the ticket back, in its turn or before; a second time does nothing."""
        with self._changed:
            if ticket not in self._tickets:
                return
            if self._tickets[0] is ticket:
                self._measure()
            self._tickets.remove(ticket)
            self._changed.notify_all()

    def wait(self, ticket: Ticket, timeout: float) -> bool:
        """See `Ticket.wait`."""
        with self._changed:
            return self._changed.wait_for(lambda: self._tickets[:1] == [ticket], timeout)

    def place(self, ticket: Ticket) -> int:
        """See `Ticket.place`."""
        with self._changed:
            return self._tickets.index(ticket) + 1 if ticket in self._tickets else 0

    def seconds(self, ticket: Ticket) -> float:
        """See `Ticket.seconds`: whole turns ahead, less what the present one has used; at least 1."""
        ahead = self.place(ticket) - 1
        if ahead < 1:
            return 0.0
        return max(1.0, ahead * self._mean - (self._clock() - self._turn_began))

    def _measure(self) -> None:
        now = self._clock()
        length = now - self._turn_began
        self._mean = self._mean + NEWEST_WEIGHT * (length - self._mean) if self._measured else length
        self._measured = True
        self._turn_began = now
