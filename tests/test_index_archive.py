import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import pytest

from index.archive import Archive
from index.build import build
from index.errors import (
    ArchiveError,
    ArchiveLockedError,
    ArchiveMismatchError,
    ArchiveMissingError,
    UnknownArticleError,
)
from index.settings import IndexSettings
from tests.archives import EMBEDDER, found, index, sample


class NoEmbedder:
    """Fails when anything is embedded."""

    name = "none"

    def encode_query(self, texts: Sequence[str]) -> NoReturn:
        raise AssertionError(f"embedded {texts}")

    encode_documents = encode_query


@pytest.fixture
def settings() -> IndexSettings:
    return IndexSettings()


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return sample(tmp_path / "news")


def test_archive_finds_what_was_indexed(settings: IndexSettings, news: Path) -> None:
    index(settings, news)
    with Archive.open(settings.archive, settings) as archive:
        assert [info.id for info in archive.articles()] == ["koeln", "wien"]
        assert found(archive, "Elefant im Zoo von Wien") == ("wien", "wien")
        assert "Elefant" in archive.chunks(["wien:0"])["wien:0"].text


def test_missing_archive_names_the_command(settings: IndexSettings) -> None:
    with pytest.raises(ArchiveMissingError, match=r"belegt index PATH --archive .*archive$"):
        Archive.open(settings.archive, settings)
    assert not settings.archive.exists()


def test_unknown_article(settings: IndexSettings, news: Path) -> None:
    index(settings, news)
    with Archive.open(settings.archive, settings, write=True) as archive:
        with pytest.raises(UnknownArticleError, match="'berlin'"):
            archive.article("berlin")
        with pytest.raises(UnknownArticleError, match="belegt articles list"):
            archive.remove("berlin")


def test_archive_of_other_settings_is_a_mismatch_that_names_the_command(settings: IndexSettings, news: Path) -> None:
    index(settings, news)
    for changed in ({"chunk_chars": 500}, {"embedding_model": "other/model"}):
        with pytest.raises(ArchiveMismatchError, match=r"rm -r \S+archive && belegt index PATH") as caught:
            Archive.open(settings.archive, settings.model_copy(update=changed))
        assert str(*changed.values()) in str(caught.value)
    index(settings, news)


def test_mismatch_is_found_before_a_derived_store_is_touched(settings: IndexSettings, news: Path) -> None:
    index(settings, news)
    shutil.rmtree(settings.archive / "tantivy")
    (settings.archive / "tantivy").write_text("of a later version")
    with pytest.raises(ArchiveMismatchError):
        Archive.open(settings.archive, settings.model_copy(update={"chunk_chars": 500}))


def test_removed_article_is_gone_until_its_file_is_indexed_again(settings: IndexSettings, news: Path) -> None:
    index(settings, news)
    with Archive.open(settings.archive, settings, write=True) as archive:
        archive.remove("wien")
        assert [info.id for info in archive.articles()] == ["koeln"]
        assert found(archive, "Elefant im Zoo") == ("koeln", "")
        report = build([news], archive, settings, lambda: EMBEDDER)
        assert (report.added, report.unchanged) == (["wien"], ["koeln"])
        assert found(archive, "Elefant im Zoo") == ("wien", "wien")


def test_two_open_archives_do_not_touch_each_other(settings: IndexSettings, news: Path, tmp_path: Path) -> None:
    other = settings.model_copy(update={"archive": tmp_path / "other"})
    index(settings, news / "wien.txt")
    index(other, news / "koeln.txt")
    first, second = Archive.open(settings.archive, settings), Archive.open(other.archive, other)
    assert found(first, "Elefant") == ("wien", "wien")
    first.close()
    assert found(second, "Dom in Köln") == ("koeln", "koeln")
    with Archive.open(settings.archive, settings) as again:
        assert found(again, "Elefant") == ("wien", "wien")
    assert found(second, "Dom in Köln") == ("koeln", "koeln")
    second.close()


def test_lock_holds_within_one_process_and_is_freed_on_close(settings: IndexSettings) -> None:
    with Archive.open(settings.archive, settings, write=True), pytest.raises(ArchiveLockedError):
        Archive.open(settings.archive, settings, write=True)
    Archive.open(settings.archive, settings, write=True).close()


def test_refused_opening_frees_the_lock(settings: IndexSettings, news: Path) -> None:
    index(settings, news)
    with pytest.raises(ArchiveMismatchError):
        Archive.open(settings.archive, settings.model_copy(update={"chunk_chars": 500}), write=True)
    index(settings, news)


@pytest.mark.parametrize("names", [("chroma",), ("tantivy",), ("chroma", "tantivy")])
def test_derived_stores_are_rebuilt_without_embedding(
    settings: IndexSettings, news: Path, names: tuple[str, ...]
) -> None:
    index(settings, news)
    for name in names:
        shutil.rmtree(settings.archive / name)
    with Archive.open(settings.archive, settings, write=True) as archive:
        report = build([news], archive, settings, NoEmbedder)
        assert report.unchanged == ["koeln", "wien"]
        assert found(archive, "Elefant im Zoo von Wien") == ("wien", "wien")
        assert found(archive, "Dom in Köln") == ("koeln", "koeln")


@pytest.mark.parametrize("file", ["chroma/chroma.sqlite3", "tantivy/meta.json"])
def test_damaged_derived_store_is_rebuilt(settings: IndexSettings, news: Path, file: str) -> None:
    index(settings, news)
    (settings.archive / file).write_bytes(b"damaged" * 1000)
    with Archive.open(settings.archive, settings) as archive:
        assert found(archive, "Elefant im Zoo von Wien") == ("wien", "wien")


def test_damaged_truth_is_an_error_in_one_line(settings: IndexSettings, news: Path) -> None:
    index(settings, news)
    (settings.archive / "articles.db").write_bytes(b"damaged" * 1000)
    with pytest.raises(ArchiveError, match=r"articles\.db") as caught:
        Archive.open(settings.archive, settings)
    assert "\n" not in str(caught.value)


def test_folder_that_cannot_be_made(settings: IndexSettings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ArchiveError, match="--archive DIR"):
        Archive.open(tmp_path / "file" / "archive", settings, write=True)


def test_lock_that_cannot_be_written(settings: IndexSettings, news: Path) -> None:
    index(settings, news)
    (settings.archive / "lock").unlink(missing_ok=True)
    (settings.archive / "lock").mkdir()
    with pytest.raises(ArchiveError, match="Cannot write"):
        Archive.open(settings.archive, settings, write=True)
