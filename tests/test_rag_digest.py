"""What the model reads of the passages."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from index.article import Article
from rag.digest import MAX_CHARS, digest
from rag.passages import Passage, best_first
from rag.timeline import place
from rag.types import Evidence

DAY = date(2025, 5, 21)


def passage(name: str, *sentences: tuple[str, float]) -> Passage:
    """A passage of sentences with their scores."""
    text = " ".join(text for text, _ in sentences)
    article = Article(name, "Meldung", text, DAY, None, None, "de")
    evidence, at = [], 0
    for said, score in sentences:
        evidence.append(Evidence(name, "Meldung", None, DAY, None, said, at, at + len(said), score))
        at += len(said) + 1
    return Passage(article, text, 0, tuple(evidence), 0.0)


def test_the_wanted_sentences_are_read_in_the_order_of_their_article() -> None:
    long = "a" * (MAX_CHARS - 200)
    whole = passage("x", ("Erst das.", 1.0), (long, 0.5), ("b" * 200, 0.1), ("Dann dies.", 9.0))
    (read,) = digest([whole], best_first([whole]))
    assert read.text == f"Erst das. {long} Dann dies."
    assert [e.text for e in read.sentences] == ["Erst das.", long, "Dann dies."]


def test_what_is_wanted_first_is_read_whatever_it_scores_and_what_is_not_wanted_is_not() -> None:
    best, other = passage("x", ("a" * MAX_CHARS, 9.0)), passage("y", ("Am Montag brannte es.", 0.1))
    (long,), (short,) = best.sentences, other.sentences
    assert [p.article.id for p in digest([best, other], [long, short])] == ["x"]
    assert [p.article.id for p in digest([best, other], [short, long])] == ["y"]
    assert [p.article.id for p in digest([other, passage("z", ("Kurz.", 8.0))], [short])] == ["y"]


@given(
    st.lists(
        st.lists(st.tuples(st.text("ab ", min_size=20, max_size=400), st.floats(-5, 9)), min_size=1, max_size=6),
        min_size=1,
        max_size=5,
    )
)
def test_it_keeps_to_its_room_and_to_what_was_found(drawn: list[list[tuple[str, float]]]) -> None:
    passages = [passage(str(n), *sentences) for n, sentences in enumerate(drawn)]
    found, read = best_first(passages), best_first(digest(passages, best_first(passages)))
    assert {place(e) for e in read} <= {place(e) for e in found}
    assert found[0] in read
    assert read == [found[0]] or sum(len(e.text) for e in read) <= MAX_CHARS
