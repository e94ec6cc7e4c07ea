import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article
from index.chunk import split
from index.sentences import sentences


def article(text: str) -> Article:
    return Article("a", "Titel", text, None, None, None, "de")


def texts(text: str, chars: int) -> list[str]:
    return [chunk.text for chunk in split(article(text), chars)]


def test_sentences_are_joined_up_to_the_budget() -> None:
    assert texts("Eins ist da. Zwei ist da. Drei ist da.", 25) == ["Eins ist da. Zwei ist da.", "Drei ist da."]
    assert texts("Eins ist da. Zwei ist da. Drei ist da.", 24) == ["Eins ist da.", "Zwei ist da.", "Drei ist da."]


def test_sentence_over_the_budget_is_a_chunk_of_its_own() -> None:
    long = "Ein " + "sehr " * 40 + "langer Satz."
    assert texts(f"Kurz. {long} Kurz.", 60) == ["Kurz.", long, "Kurz."]


def test_paragraph_end_cuts_a_chunk_that_is_half_full() -> None:
    half, less = "x" * 29 + ".", "x" * 28 + "."
    assert texts(f"{half}\n\nKurz. Kurz.", 60) == [half, "Kurz. Kurz."]
    assert texts(f"{less}\n\nKurz. Kurz.", 60) == [f"{less}\n\nKurz. Kurz."]
    assert texts(f"{half}\nKurz.", 60) == [f"{half}\nKurz."]


def test_ids_count_from_zero() -> None:
    assert [(chunk.id, chunk.article_id) for chunk in split(article("Eins. Zwei."), 5)] == [("a:0", "a"), ("a:1", "a")]


@pytest.mark.parametrize("text", ["", "  \n\n "])
def test_no_text_has_no_chunks(text: str) -> None:
    assert split(article(text), 120) == []


SENTENCES = st.sampled_from(
    ["Ja. ", "Am 12. März kam er. ", "Jubel 🎉 in Köln! ", "Ein Wort " * 12 + "zu viel. ", "\n", "\n\n"]
)


@given(st.one_of(st.text(max_size=200), st.lists(SENTENCES, max_size=20).map("".join)), st.integers(20, 200))
def test_offsets_are_exact_and_no_sentence_is_lost_or_cut(text: str, chars: int) -> None:
    chunks = split(article(text), chars)
    spans = sentences(text)
    for chunk in chunks:
        assert text[chunk.start : chunk.end] == chunk.text
        inside = [span for span in spans if chunk.start <= span.start and span.end <= chunk.end]
        assert (inside[0].start, inside[-1].end) == (chunk.start, chunk.end)
        assert len(chunk.text) <= chars or len(inside) == 1
    assert [word for chunk in chunks for word in chunk.text.split()] == text.split()
