"""How likely it is that the best sentence answers: decided from data, not by a fixed cosine.

A logistic regression over what retrieval says of it, fitted on 120 questions of XQuAD's open part, each asked with and
without the paragraphs that answer it, over articles in its own language or in the other
(`python -m eval.calibrate SET`). Each judged by a fit without it, 86 of the 87 first sentences that answer pass and 60
of the 123 that do not.
"""

from dataclasses import dataclass
from math import exp

EMBEDDER = "multilingual-e5-small"
"""The embedding model whose cosines the weights are for; those of another lie elsewhere."""
ENOUGH = 0.10
"""Probability from which a question is given to the model at all: of the sentences that answer, 98 in 100 have it."""
COPIED = 0.25
"""…from which a draft may be that sentence word for word: of ten such, two wrong ones had .10 and .49, right ones from
.39 on."""
LIKELY = 0.5
"""…and from which a sentence may answer in its own words where the draft from it was not proven."""

PLAIN = 0.8
"""…and from which the model reads nothing beside it: of 60 such sentences 56 answered."""


@dataclass(frozen=True)
class Signals:
    """What speaks for the first sentence."""

    score: float
    """Of the sentence in its passages; see `rag.evidence`."""
    lead: float
    """How far it is ahead of the next sentence, at most 3, at least -3."""
    likeness: float
    """Ten times its cosine with the question, both read as documents."""
    is_foreign: bool
    """In the other language than the question."""
    said: float
    """Ten times how far it says, word by word, what the question asks; see `rag.alignment`."""


def signals(score: float, lead: float, cosine: float, said: float, *, is_foreign: bool) -> Signals:
    """`said`: the support of the question's words, from -1 to 1."""
    return Signals(score, max(-3.0, min(lead, 3.0)), 10 * cosine, is_foreign, 10 * said)


def probability(of: Signals) -> float:
    """How likely it is that the sentence answers."""
    weighed = -35.75 + 0.07 * of.score + 0.48 * of.lead + 1.53 * of.likeness + 1.20 * of.is_foreign + 2.44 * of.said
    return 1 / (1 + exp(-weighed))


def is_fitted_for(embedder: str) -> bool:
    """Whether the weights are for an embedding model of this name."""
    return EMBEDDER in embedder
