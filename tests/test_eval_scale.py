"""The benchmark of a large archive: copies by value and property, and a small archive built and searched."""

import re
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from eval.scale.__main__ import main
from eval.scale.asked import Asked
from eval.scale.copies import FIRST_DAY, LAST_DAY, Copy, copies, shared_names, write
from eval.scale.drawn import DrawnEmbedder, skeleton
from eval.scale.indexing import passages, timed_build
from eval.scale.searching import TOP, ExactArchive, agree, search, windows
from index.archive import Archive
from index.article import Article, Language
from index.chunk import split
from index.read import read_paths
from index.scope import EVERYTHING, Scope
from index.settings import IndexSettings
from tests.archives import EMBEDDER, index_rows, vector
from tests.fakes import HashEmbedder

GERMAN = "Am Dienstag traf Brenner in Lindau 308 Gäste. Der Bau kostete 2015 rund 12 Millionen Euro, sagte Brenner."
ENGLISH = "On Tuesday Brenner met 308 guests in Lindau. The building cost 12 million euros in 2015, Brenner said."


def base(article_id: str, lang: Language, text: str) -> Article:
    return Article(article_id, "Brenner in Lindau", text, None, None, None, lang)


BASES = [base("a-de", "de", GERMAN), base("a-en", "en", ENGLISH)]
NAMES = shared_names(BASES)
SMALL = 300


def test_names_are_the_capitalised_words_of_both_languages() -> None:
    assert frozenset({"Brenner", "Lindau"}) == NAMES


def test_the_first_copy_keeps_names_and_numbers_and_the_others_change_them_throughout() -> None:
    assert Copy(0, 1, NAMES).changed(GERMAN) == GERMAN
    german, english = (Copy(3, 1, NAMES).changed(text) for text in (GERMAN, ENGLISH))
    changed = re.fullmatch(
        r"Am Dienstag traf (\w{7}) in (\w{6}) (\d{3}) Gäste\. "
        r"Der Bau kostete (\d{4}) rund (\d\d) Millionen Euro, sagte (\w{7})\.",
        german,
    )
    assert changed
    brenner, lindau, guests, year, cost, again = changed.groups()
    assert brenner == again
    assert not {brenner, lindau} & NAMES
    assert 1985 <= int(year) <= 2045
    assert 10 <= int(cost) <= 28
    assert all(part in english for part in (brenner, lindau, guests, year, cost))


def made(chunks: int, seed: int = 1) -> list[Article]:
    return list(copies(BASES, chunks, 420, seed))


@hypothesis_settings(deadline=None)
@given(st.integers(1, 60), st.integers(0, 5))
def test_copies_are_unique_dated_enough_and_the_first_of_more(chunks: int, seed: int) -> None:
    articles = made(chunks, seed)
    counts = [len(split(article, 420)) for article in articles]
    assert sum(counts) - counts[-1] < chunks <= sum(counts)
    assert len({a.id for a in articles}) == len({a.text for a in articles}) == len(articles)
    assert all(a.published and FIRST_DAY <= a.published <= LAST_DAY for a in articles)
    assert articles == made(chunks + 9, seed)[: len(articles)]
    assert {article.lang for article in made(4, seed)} == {"de", "en"}


def test_the_product_reads_the_copies_as_they_are(tmp_path: Path) -> None:
    articles = made(30)
    assert write(articles, tmp_path / "made") == len(articles)
    read = {a.id: a for a in read_paths([tmp_path / "made"]) if isinstance(a, Article)}
    assert {(a.id, a.title, a.text, a.published, a.lang) for a in articles} == {
        (a.id, a.title, a.text, a.published, a.lang) for a in read.values()
    }
    assert len(passages(tmp_path / "made", 420, 10)) == 10


def test_windows_lie_among_the_days_of_the_copies() -> None:
    month, year, open_ended = list(windows(3, 1))
    assert month.since is not None
    assert year.since is not None
    assert open_ended.since is None
    for window, days in ((month, 30), (year, 365)):
        assert window.since
        assert window.until
        assert window.until - window.since == timedelta(days - 1)
        assert FIRST_DAY <= window.since <= window.until <= LAST_DAY


def test_a_drawn_vector_lies_as_far_from_the_mean_as_real_copies_do() -> None:
    texts = [copy.changed(text) for copy in (Copy(0, 1, NAMES), Copy(1, 1, NAMES)) for text in (GERMAN, ENGLISH)]
    vectors = np.array([[1, 0.1, 0], [0, 1, 0.1], [1, -0.1, 0], [0, 1, -0.1]], np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    real = HashEmbedder(3)
    embedder = DrawnEmbedder(real, texts, vectors, 1)
    drawn = embedder.encode_documents([Copy(2, 1, NAMES).changed(GERMAN)] * 50 + ["etwas anderes"])
    assert real.documents == ["etwas anderes"]
    assert np.linalg.norm(drawn, axis=1) == pytest.approx(1, abs=1e-5)
    cosines = drawn[:50] @ np.array([1, 0, 0], np.float32)
    assert 0.95 < cosines.min() < cosines.max() < 1.0
    assert len({tuple(row) for row in drawn[:50].tolist()}) == 50


def test_a_skeleton_is_alike_in_all_copies() -> None:
    assert skeleton(Copy(5, 1, NAMES).changed(GERMAN)) == skeleton(GERMAN) != skeleton(ENGLISH)


def test_exact_search_by_hand(tmp_path: Path) -> None:
    settings = IndexSettings()
    rows = [("a", "2025-05-01", "", "Elefant im Zoo von Wien krank."), ("b", "2025-06-01", "", "Elefant im Zoo.")]
    index_rows(settings, tmp_path, *rows, ("c", "2025-07-01", "", "Der Dom in Köln ist zu."))
    with ExactArchive.open(settings.archive, settings) as archive:
        archive.read()
        asked = vector("Elefant Zoo")
        assert [n.chunk_id for n in archive.nearest(asked, 2, EVERYTHING)] == ["b:0", "a:0"]
        assert [n.chunk_id for n in archive.nearest(asked, 2, Scope(until=date(2025, 5, 31)))] == ["a:0"]


def test_a_small_archive_is_built_and_searched_and_finds_what_exact_search_finds(tmp_path: Path) -> None:
    settings = IndexSettings()
    sample = [a for a in read_paths([Path("eval/data/time/articles")]) if isinstance(a, Article)]
    write(copies(sample, SMALL, settings.chunk_chars, 1), tmp_path / "made")
    built = timed_build(tmp_path / "made", settings, EMBEDDER)
    assert SMALL <= built["chunks"] == built["indexed"] < SMALL + 20
    assert built["passages_per_s"] == pytest.approx(built["indexed"] / built["seconds"], rel=0.2)
    assert built["disk_mb"]["articles.db"] > 0
    with Archive.open(settings.archive, settings) as archive:
        assert archive.db.chunk_count() == built["chunks"]
    questions: list[tuple[str, Language]] = [("Wann kam die Sonde an?", "de"), ("When did the strike end?", "en")] * 6
    asked = [Asked(f"{text} {n}", lang, vector(f"{text} {n}")) for n, (text, lang) in enumerate(questions)]
    found = search(asked, settings, 1)
    for key in ("all", "window", "all_4_threads", "window_4_threads"):
        assert found[key]["n"] == 12
        assert 0 < found[key]["p50_ms"] <= found[key]["p95_ms"]
    shares = agree(asked, settings, 1)
    assert shares["all"] == {"n": 12, "found": 1.0, "same": 1.0}
    assert shares["window"]["same"] == 1.0


def test_an_index_that_finds_too_little_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = IndexSettings()
    write(copies(BASES, 60, settings.chunk_chars, 1), tmp_path / "made")
    timed_build(tmp_path / "made", settings, EMBEDDER)
    nearest = Archive.nearest
    monkeypatch.setattr(Archive, "nearest", lambda self, v, k, scope=EVERYTHING: nearest(self, -v, k, scope))
    asked = [Asked(text, "de", vector(text)) for text in ("Wen traf Brenner in Lindau?", "Was kostete der Bau?")]
    shares = agree(asked, settings, 1)
    assert shares["all"]["found"] < 1
    assert shares["all"]["same"] < 1


@pytest.mark.slow
def test_the_command_with_real_vectors(
    weights_cache: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BELEGT_CACHE", str(weights_cache.parent))
    file, kept = str(tmp_path / "figures.json"), str(tmp_path / "kept")
    options = ["--chunks", "60", "--count", "8", "--alone", "16", "--folder", kept, "--json", file]
    assert main(options) == 0
    printed = capsys.readouterr().out
    assert "passages/s" in printed
    assert f"exact top {TOP}, date window" in printed


def test_no_articles_is_told_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--passages", str(tmp_path), "--folder", str(tmp_path)]) == 1
    assert capsys.readouterr().err.startswith("belegt: expected articles at ")
