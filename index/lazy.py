"""A value that is slow to make, made when it is first needed."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Lazy(Generic[T]):
    """Made once, by whichever thread needs it first; the others wait. A try that failed is made again."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._making = threading.Lock()
        self._made: tuple[T] | None = None

    def __call__(self) -> T:
        with self._making:
            if self._made is None:
                self._made = (self._make(),)
            return self._made[0]

    @property
    def is_made(self) -> bool:
        """Whether it can be had at once."""
        return self._made is not None
