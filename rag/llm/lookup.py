"""Which tokens may follow: those that did so where the last ones stood before (prompt lookup, Saxena 2023).

An answer says again what its question and its evidence said. To read several tokens at once takes a model little longer
than to read two, so what is rightly guessed comes almost for nothing, and what is not is thrown away.
"""

from collections.abc import Sequence

MOST = 4
"""Tokens that are guessed at most: one is written in 59 ms, five are read in 113 ms, eight in 146 ms (1.5B, two cores).
With four the answers to 107 questions of two sets are written in .63 and .84 s, with three in .72 and .90, with seven
in .64 and .90, without in 1.07 and 1.08."""
_FEWEST = 3
"""Fewer are no gain: two are read in 105 ms."""
_LONGEST = 4
"""Tokens whose like is looked for, at most."""


def suggested(seen: Sequence[int]) -> list[int]:
    """The tokens that followed the last of some tokens where most of those stood first; none where they are too few."""
    for length in range(min(_LONGEST, len(seen) - 1), 0, -1):
        last = seen[-length:]
        for at in range(len(seen) - length):
            if seen[at] == last[0] and seen[at : at + length] == last:
                found = list(seen[at + length : at + length + MOST])
                return found if len(found) >= _FEWEST else []
    return []
