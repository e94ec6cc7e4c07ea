"""How likely it is that the best sentence answers: what each signal says for it."""

from hypothesis import given
from hypothesis import strategies as st

from rag.confidence import ENOUGH, Signals, probability, signals


def told(
    score: float = 6.0, lead: float = 1.0, cosine: float = 0.86, said: float = 0.85, *, is_foreign: bool = False
) -> Signals:
    return signals(score, lead, cosine, said, is_foreign=is_foreign)


def test_all_speaks_for_a_nearer_sentence() -> None:
    assert probability(told(score=9.0)) > probability(told()) > probability(told(score=2.0))
    assert probability(told(cosine=0.92)) > probability(told()) > probability(told(cosine=0.8))
    assert probability(told(said=0.93)) > probability(told()) > probability(told(said=0.74))
    assert probability(told(is_foreign=True)) > probability(told()), "all of it is less there"


def test_a_good_sentence_is_likely_and_a_poor_one_is_not() -> None:
    assert probability(told(score=11.0, cosine=0.92, said=0.93)) > 0.85
    assert probability(told(score=3.0, cosine=0.8, said=0.75)) < ENOUGH


@given(st.floats(-5, 30), st.floats(-100, 100), st.floats(-1, 1), st.floats(-1, 1), st.booleans())
def test_a_lead_counts_within_bounds(score: float, lead: float, cosine: float, said: float, is_foreign: bool) -> None:
    of = told(score, lead, cosine, said, is_foreign=is_foreign)
    assert -3 <= of.lead <= 3
    assert 0 <= probability(of) <= 1
