"""How likely it is that the best sentence answers: what each signal says for it."""

import pytest

from index.article import Language
from rag.confidence import ENOUGH, Signals, probability, signals


def told(
    score: float = 6.0, lead: float = 1.0, cosine: float = 0.86, none: float = 0.5, lang: Language = "de",
    is_foreign: bool = False,
) -> Signals:  # fmt: skip
    return signals(score, lead, cosine, none, lang, is_foreign=is_foreign)


def test_a_nearer_sentence_is_likelier_and_doubt_speaks_against_it() -> None:
    assert probability(told(score=9.0)) > probability(told()) > probability(told(score=2.0))
    assert probability(told(cosine=0.92)) > probability(told()) > probability(told(cosine=0.8))
    assert probability(told(none=0.05)) > probability(told(none=0.95))


def test_a_good_sentence_is_likely_and_a_poor_one_is_not() -> None:
    assert probability(told(score=11.0, cosine=0.92, none=0.1)) > 0.85
    assert probability(told(score=3.0, cosine=0.8, none=0.9)) < ENOUGH


@pytest.mark.parametrize("none", [0.0, 1.0])
def test_no_signal_is_without_bounds(none: float) -> None:
    of = told(none=none, lead=100.0)
    assert abs(of.doubt) < 10
    assert of.lead == 3.0
    assert 0 <= probability(of) <= 1


def test_the_models_doubt_counts_in_german_alone() -> None:
    assert told(lang="en", none=0.9).doubt == 0
    assert told(lang="de", none=0.9).doubt > 0
