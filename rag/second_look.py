"""A second look at the first sentences, where none answers beyond doubt: the model says of each whether it does.

It reads the question behind the sentence. With the question in front, or without the article's title, it tells them
apart less well; see `eval/TRIED.md`.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import exp

import prompts
from rag.addressed import plain, title_as_read
from rag.confidence import Signals
from rag.llm.base import LLM, Prompt
from rag.types import Evidence

LOOKED_AT = 5
"""Sentences that are looked at again…"""
FEWEST = 3
"""…and how many there must be: what the model makes of one is told from what it makes of the others."""
ENOUGH = 0.27
"""Probability from which the best of them is given to the model to answer from: of 209 questions of four sets that no
sentence answered beyond doubt, each judged by a fit without its set, of the 82 whose best sentence answers about 70
pass, of the 83 that nothing answers about 34 (`eval/TRIED.md`)."""
LIKELY = 0.6
"""…and from which it may answer in its own words where the draft from it was not proven: of 20 such answers nine right
and three wrong ones had it, two right and six wrong ones had less."""
AGREED = 0.2
"""Probability by `rag.confidence` from which the first sentence is answered from where the model picks it too, however
faintly: of seven such three answer."""
_YES, _NO = " yes", " no"
_MOST_AHEAD = 2.0


@dataclass(frozen=True)
class Second:
    """What speaks for the best sentence on the second look."""

    odds: float
    """How much likelier the model is to say yes than no, as a natural logarithm."""
    above: float
    """How much more that is than the mean of the sentences looked at: of some questions it says yes to all."""
    ahead: float
    """How much more than for the next best, at most 2."""
    is_foreign: bool
    """In the other language than the question."""
    likeness: float
    """Ten times its cosine with the question; see `rag.confidence`."""


def second(told: Sequence[float], best: int, rivals: Collection[int], of: Signals) -> Second:
    """`told`: the odds of each sentence looked at; `rivals`: the places of those that may answer, the best among them;
    `of`: what spoke for that before."""
    others = [told[at] for at in rivals if at != best]
    above, ahead = told[best] - sum(told) / len(told), told[best] - max(others, default=told[best])
    return Second(told[best], above, min(_MOST_AHEAD, ahead), of.is_foreign, of.likeness)


def probability(of: Second) -> float:
    """How likely it is that the sentence answers."""
    weighed = -19.72 + 0.41 * of.odds + 1.19 * of.above + 0.41 * of.ahead + 0.92 * of.is_foreign + 2.06 * of.likeness
    return 1 / (1 + exp(-weighed))


def fixed_part() -> str:
    """Instructions and worked examples, the same for every question in either language."""
    return prompts.fixed("judge")


def odds(llm: LLM, question: str, found: Sequence[Evidence]) -> list[float] | None:
    """Of each sentence how much likelier it is to answer than not, in the model's eyes, as a natural logarithm; None
    with a model that tells no likelihoods."""
    parts = [
        prompts.parts("judge", title=title_as_read(e.title), sentence=plain(e.text), question=question) for e in found
    ]
    return llm.odds(Prompt(fixed_part(), ""), [rest for _, rest in parts], _YES, _NO)
