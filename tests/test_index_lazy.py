import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from index.lazy import Lazy


def test_made_once_for_all_threads() -> None:
    made: list[int] = []

    def make() -> int:
        time.sleep(0.05)
        made.append(len(made))
        return made[-1]

    value = Lazy(make)
    assert not value.is_made
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda _: value(), range(4))) == [0, 0, 0, 0]
    assert value.is_made
    assert made == [0]


def test_none_counts_as_made() -> None:
    made: list[None] = []
    value = Lazy(lambda: made.append(None))
    assert (value(), value()) == (None, None)
    assert len(made) == 1


def test_a_try_that_failed_is_made_again() -> None:
    tries: list[int] = []

    def make() -> str:
        tries.append(1)
        if len(tries) == 1:
            raise OSError("gone")
        return "there"

    value = Lazy(make)
    with pytest.raises(OSError, match="gone"):
        value()
    assert not value.is_made
    assert value() == "there"


def test_the_others_wait_while_one_makes_it() -> None:
    started, go = threading.Event(), threading.Event()

    def make() -> str:
        started.set()
        go.wait(5)
        return "there"

    value = Lazy(make)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(value)
        started.wait(5)
        second = pool.submit(value)
        assert not value.is_made
        go.set()
        assert (first.result(5), second.result(5)) == ("there", "there")
