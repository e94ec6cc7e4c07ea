import threading

import pytest

from ui.queue import FIRST_GUESS, Line


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_places_move_up_as_tickets_are_given_back() -> None:
    line = Line()
    first, second, third = line.join(), line.join(), line.join()
    assert [first.place, second.place, third.place] == [1, 2, 3]
    line.leave(second)
    assert [first.place, second.place, third.place] == [1, 0, 2]
    line.leave(first)
    line.leave(first)
    assert third.place == 1
    assert third.wait(0)


def test_a_ticket_waits_until_its_turn() -> None:
    line = Line()
    first, second = line.join(), line.join()
    assert not second.wait(0.01)
    threading.Timer(0.05, line.leave, [first]).start()
    assert second.wait(5)


def test_a_ticket_is_given_back_when_the_work_fails() -> None:
    line = Line()
    with pytest.raises(ValueError, match="broken"), line.join():
        raise ValueError("broken")
    assert line.join().place == 1


def test_the_wait_is_estimated_from_the_turns_before() -> None:
    clock = Clock()
    line = Line(clock)
    first, second, third = line.join(), line.join(), line.join()
    assert (first.seconds, second.seconds, third.seconds) == (0.0, FIRST_GUESS, 2 * FIRST_GUESS)
    clock.now = 4.0
    assert second.seconds == FIRST_GUESS - 4.0
    line.leave(first)
    assert third.seconds == 4.0
    clock.now = 7.5
    assert third.seconds == 1.0, "never less than a second"


def test_an_idle_time_is_not_a_turn() -> None:
    clock = Clock()
    line = Line(clock)
    clock.now = 100.0
    ticket = line.join()
    clock.now = 103.0
    line.leave(ticket)
    line.join()
    assert line.join().seconds == 3.0
