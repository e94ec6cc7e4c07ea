"""What has been computed of texts, kept for the next time it is asked for."""

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """Computes something of each text once; begins anew when it holds too much. Safe to use from several threads."""

    def __init__(self, compute: Callable[[Sequence[str]], Iterable[T]], most: int) -> None:
        """`compute`: one result for each text, in their order; `most`: texts from which all are forgotten."""
        self._compute = compute
        self._most = most
        self._known: dict[str, T] = {}

    def of(self, texts: Sequence[str]) -> list[T]:
        """One result for each text, in their order; those not known are computed together."""
        known = self._known
        new = [text for text in dict.fromkeys(texts) if text not in known]
        if new and len(known) > self._most:
            known = self._known = {}
            new = list(dict.fromkeys(texts))
        if new:
            known.update(zip(new, self._compute(new), strict=True))
        return [known[text] for text in texts]
