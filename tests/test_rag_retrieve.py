"""Fusion by hand, languages on one footing, and the archive as it stood on a day."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from index.archive import Archive
from index.article import Language
from index.scope import Scope
from index.settings import IndexSettings
from rag.retrieve import KEYWORD_WEIGHT, Retriever, fuse
from tests.archives import EMBEDDER, index_rows, opened, vector

ARTICLES = [
    ("zoo", "2025-05-01", "Elefant im Zoo krank", "Der Elefant im Zoo von Wien ist seit Montag schwer krank."),
    ("dom", "2025-06-01", "Dom bleibt zu", "Der Dom in Köln bleibt wegen der Arbeiten am Turm geschlossen."),
    ("alt", None, "Elefant tot", "Der Elefant im Zoo von Graz ist tot, wie die Stadt dort sagte."),
]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with opened(tmp_path, *ARTICLES) as archive:
        yield archive


def test_fuse_by_hand() -> None:
    scores = fuse({"a": 0.9, "b": 0.7}, {"b": 10.0, "c": 5.0})
    assert scores == pytest.approx({"a": 1.0, "b": -1.0 + 10 * KEYWORD_WEIGHT, "c": -1.0 + 5 * KEYWORD_WEIGHT})


def test_fuse_one_side_alone() -> None:
    assert fuse({}, {"a": 2.0}) == {"a": 2.0}
    assert fuse({}, {}) == {}
    assert fuse({"a": 0.4}, {}) == {"a": 0.0}
    assert fuse({"a": 0.4, "b": 0.4}, {"b": 1.0}) == {"a": 0.0, "b": KEYWORD_WEIGHT}


def test_search_finds_chunks_with_exact_offsets(archive: Archive) -> None:
    hits, asked = Retriever(archive, EMBEDDER).search("Elefant im Zoo von Wien", "de", 2)
    assert [hit.article_id for hit in hits] == ["zoo", "alt"]
    assert hits[0].score > hits[1].score
    assert hits[0].published == date(2025, 5, 1)
    assert np.array_equal(asked, vector("Elefant im Zoo von Wien"))
    for hit in hits:
        assert archive.article(hit.article_id).text[hit.start : hit.end] == hit.text


@pytest.mark.parametrize(
    ("as_of", "found"),
    [(None, {"zoo", "dom", "alt"}), (date(2025, 6, 1), {"zoo", "dom"}), (date(2025, 5, 31), {"zoo"}),
     (date(2025, 4, 30), set())],
)  # fmt: skip
def test_as_of_leaves_out_later_and_undated_articles(archive: Archive, as_of: date | None, found: set[str]) -> None:
    hits, _ = Retriever(archive, EMBEDDER).search("Elefant Dom", "de", 10, Scope(until=as_of))
    assert {hit.article_id for hit in hits} == found


def test_one_language_has_no_bias(archive: Archive) -> None:
    assert Retriever(archive, EMBEDDER).language_bias(vector("Elefant")) == {"de": 0.0, "en": 0.0}


class Samples:
    """As much of an archive as the bias needs: a generation, and vectors by language."""

    def __init__(self, german: int, english: int) -> None:
        self.generation = 1
        self.samples = {"de": np.tile([1.0, 0.0], (german, 1)), "en": np.tile([0.0, 1.0], (english, 1))}

    def sample_vectors(self, lang: str, limit: int) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
        return self.samples[lang][:limit]


def bias(german: int, english: int) -> dict[Language, float]:
    retriever = Retriever(Samples(german, english), EMBEDDER)  # type: ignore[arg-type]
    return retriever.language_bias(np.array([0.8, 0.6], np.float32))


def test_the_bias_of_two_large_languages_is_nearly_their_mean_cosine() -> None:
    assert bias(1980, 1980) == pytest.approx({"de": 0.8 - 0.001, "en": 0.6 + 0.001})


def test_few_chunks_of_a_language_are_hardly_trusted() -> None:
    assert bias(1000, 1) == pytest.approx({"de": 0.7 + 0.1 / 21, "en": 0.7 - 0.1 / 21})
    assert bias(1000, 20) == pytest.approx({"de": 0.75, "en": 0.65})


def test_a_changed_archive_is_seen(archive: Archive, tmp_path: Path) -> None:
    retriever = Retriever(archive, EMBEDDER)
    assert set(retriever.infos()) == {"zoo", "dom", "alt"}
    index_rows(
        IndexSettings(), tmp_path, *ARTICLES, ("neu", "2025-07-01", "Neues Tor", "Das Tor am Hafen ist seit heute neu.")
    )
    hits, _ = retriever.search("Tor am Hafen", "de", 1)
    assert hits[0].article_id == "neu"
    assert set(retriever.infos()) == {"zoo", "dom", "alt", "neu"}


def test_the_newest_article_is_that_of_the_scope(archive: Archive) -> None:
    retriever = Retriever(archive, EMBEDDER)
    days = [info.published for info in archive.articles() if info.published]
    assert retriever.newest() == retriever.newest(Scope(until=date(2099, 1, 1))) == max(days)
    assert retriever.newest(Scope(until=min(days))) == min(days)
    assert retriever.newest(Scope(since=date(2099, 1, 1))) is None


def test_a_window_has_its_own_chunks_among_the_best(archive: Archive) -> None:
    retriever = Retriever(archive, EMBEDDER)
    query, window = "Elefant im Zoo", Scope(date(2025, 6, 1), date(2025, 6, 7))
    assert "dom" not in {hit.article_id for hit in retriever.search(query, "de", 2)[0]}
    found, _ = retriever.search(query, "de", 2, window=window)
    assert [hit.article_id for hit in found][-1] == "dom"
    assert len(found) == 3
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)
