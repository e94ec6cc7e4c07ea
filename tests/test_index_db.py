import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from index.article import Article, Dropped
from index.chunk import Chunk, split
from index.db import ArticleDB
from index.embed import Vectors


def article(article_id: str = "a", text: str = "Erster Satz. Zweiter Satz.", published: date | None = None) -> Article:
    return Article(
        article_id, "Titel", text, published, "Quelle", "https://example.org/a", "de", path=f"/n/{article_id}"
    )


def chunks_of(one: Article, *spans: tuple[int, int]) -> list[Chunk]:
    return [Chunk(f"{one.id}:{n}", one.id, a, b, one.text[a:b]) for n, (a, b) in enumerate(spans)]


def vectors(count: int) -> Vectors:
    return np.arange(count * 3, dtype=np.float32).reshape(count, 3)


@pytest.fixture
def db(tmp_path: Path) -> ArticleDB:
    return ArticleDB(tmp_path / "articles.db")


def test_article_comes_back_as_it_was_put(db: ArticleDB) -> None:
    dropped = (Dropped("Werbung", "ad"),)
    one = Article("ü/1", "Titel „x“", "Text\n\nAbsatz", date(2025, 5, 19), None, None, "en", "line 1", dropped, "/p")
    db.put(one, "sha", [], vectors(0))
    assert db.article("ü/1") == one
    assert db.article("ü") is None


def test_chunk_texts_count_characters_also_after_an_emoji(db: ArticleDB) -> None:
    one = article(text="Jubel 🎉🎉 in Köln. 👩‍👩‍👧 Große Feier am Rhein.")
    pieces = chunks_of(one, (0, 17), (18, len(one.text)))
    db.put(one, "sha", pieces, vectors(2))
    assert {chunk.id: chunk.text for chunk in db.chunks(["a:0", "a:1"]).values()} == {p.id: p.text for p in pieces}
    stored, found = db.vectors_of("a")
    assert [chunk.text for chunk in stored] == [piece.text for piece in pieces]
    np.testing.assert_array_equal(found, vectors(2))


def test_chunk_texts_survive_a_null_character(db: ArticleDB) -> None:
    one = article(text="Vor\0nach. Zweiter Satz.")
    db.put(one, "sha", split(one, 120), vectors(1))
    assert db.chunks(["a:0"])["a:0"].text == one.text


def test_chunks_leave_out_unknown_ids_and_take_many(db: ArticleDB) -> None:
    one = article()
    db.put(one, "sha", split(one, 120), vectors(1))
    assert list(db.chunks(["a:0", "a:9", *(f"x:{n}" for n in range(40_000))])) == ["a:0"]
    assert db.chunks([]) == {}


def test_put_replaces_the_chunks_and_marks_dirty(db: ArticleDB) -> None:
    one = article()
    db.put(one, "1", chunks_of(one, (0, 12), (13, 26)), vectors(2))
    assert db.dirty() == ["a"]
    db.clean(["a"])
    assert db.dirty() == []
    db.put(one, "2", chunks_of(one, (0, 26)), vectors(1))
    assert (db.chunk_count(), db.dirty(), db.article_hashes()) == (1, ["a"], {"a": "2"})


def test_put_that_fails_leaves_the_old_article(db: ArticleDB) -> None:
    one = article()
    db.put(one, "1", chunks_of(one, (0, 26)), vectors(1))
    db.clean(["a"])
    generation = db.generation()
    with pytest.raises(ValueError, match="zip"):
        db.put(article(text="Neu."), "2", chunks_of(one, (0, 4), (0, 4)), vectors(1))
    assert db.article("a") == one
    assert (db.chunk_count(), db.dirty(), db.generation()) == (1, [], generation)


def test_remove_takes_the_chunks_along_and_marks_dirty(db: ArticleDB) -> None:
    one = article()
    db.put(one, "1", chunks_of(one, (0, 26)), vectors(1))
    db.clean(["a"])
    db.remove("a")
    assert (db.article("a"), db.chunk_count(), db.dirty()) == (None, 0, ["a"])
    assert db.vectors_of("a")[0] == []


def test_each_write_has_a_new_generation(db: ArticleDB) -> None:
    seen = [db.generation()]
    db.put(article(), "1", [], vectors(0))
    seen.append(db.generation())
    db.clean(["a"])
    seen.append(db.generation())
    db.remove("a")
    seen.append(db.generation())
    assert seen == sorted(set(seen))


def test_infos_are_newest_first_and_undated_last(db: ArticleDB) -> None:
    for article_id, published in (("u", None), ("old", date(2024, 1, 1)), ("new", date(2025, 1, 1)), ("b", None)):
        one = article(article_id, published=published)
        db.put(one, "1", split(one, 120), vectors(1))
    assert [(info.id, info.chunks) for info in db.infos()] == [("new", 1), ("old", 1), ("b", 1), ("u", 1)]


def test_files_and_paths(db: ArticleDB) -> None:
    db.set_file("/n/b", "1")
    db.set_file("/n/b", "2")
    db.put(article("a"), "1", [], vectors(0))
    assert db.file_hashes() == {"/n/b": "2"}
    assert db.paths() == ["/n/a", "/n/b"]
    assert (db.ids_of_file("/n/a"), db.path_of("a"), db.path_of("x")) == (["a"], "/n/a", None)
    db.forget_file("/n/b")
    assert db.paths() == ["/n/a"]


def test_threads_have_connections_of_their_own(db: ArticleDB) -> None:
    db.put(article(), "1", [], vectors(0))
    found: list[Article | None] = []
    threads = [threading.Thread(target=lambda: found.append(db.article("a"))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [article()] * 4
    db.close()


def test_all_vectors_come_oldest_first_and_undated_before(db: ArticleDB) -> None:
    days = {"neu": date(2025, 6, 1), "ohne": None, "alt": date(2025, 5, 1)}
    for number, (name, day) in enumerate(days.items()):
        one = article(name, published=day)
        db.put(one, "sha", chunks_of(one, (0, 13), (14, 26)), vectors(2) + 100 * number)
    ids, owners, found = db.all_vectors()
    assert ids == ["ohne:0", "ohne:1", "alt:0", "alt:1", "neu:0", "neu:1"]
    assert owners == ["ohne", "ohne", "alt", "alt", "neu", "neu"]
    np.testing.assert_array_equal(found, np.concatenate([vectors(2) + 100, vectors(2) + 200, vectors(2)]))


def test_no_vectors_at_all(db: ArticleDB) -> None:
    assert db.all_vectors()[:2] == ([], [])
    assert len(db.all_vectors()[2]) == len(db.sample_vectors("de", 5)) == 0
    assert not db.has_chunks()


def test_a_sample_is_spread_over_the_archive_and_keeps_to_its_language(db: ArticleDB) -> None:
    for number in range(40):
        one = replace(article(f"a{number:02}"), lang="de" if number < 20 else "en")
        db.put(one, "sha", chunks_of(one, (0, 13), (14, 26)), vectors(2) + 100 * number)
    db.remove("a03")
    assert db.has_chunks()
    german, english = (db.sample_vectors(lang, 20)[:, 0] // 100 for lang in ("de", "en"))
    assert german.tolist() == [1, 2, 4, 5, 7, 8, 10, 11, 13, 14, 16, 17, 19]
    assert english.tolist() == [20, 22, 23, 25, 26, 28, 29, 31, 32, 34, 35, 37, 38]
