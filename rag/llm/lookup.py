"""Which tokens may follow: those that did so where the last ones stood before (prompt lookup, Saxena 2023).

An answer says again what its question and its evidence said. To read several tokens at once takes a model little longer
than to read two, so what is rightly guessed comes almost for nothing, and what is not is thrown away.
"""

from collections.abc import Sequence

MOST = 4
"""Tokens that are guessed at most: one is written in 64 ms, four are read in 127 ms, five in 140, eight in 180 (1.5B,
two cores). With four the answers to 106 questions of two sets would be written in .74 and .99 s, with three in .78 and
1.00, with seven in .74 and 1.06, without in 1.13 and 1.18."""
_FEWEST = 3
"""Fewer are no gain: two are read in 112 ms."""
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
