import shutil
import signal
from pathlib import Path

import pytest

from index.archive import Archive
from index.errors import ArchiveLockedError
from index.settings import IndexSettings
from tests.archives import child, found, index, index_in_another_process, sample, write


@pytest.fixture
def settings() -> IndexSettings:
    return IndexSettings()


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return sample(tmp_path / "news")


def test_reader_follows_another_process(settings: IndexSettings, news: Path) -> None:
    index(settings, news)
    with Archive.open(settings.archive, settings) as reader:
        assert found(reader, "Flughafen Hamburg") != ("hamburg", "hamburg")
        before = reader.generation
        index_in_another_process(write(news / "hamburg.txt", "Der Flughafen Hamburg ist gesperrt."))
        assert reader.generation > before
        assert found(reader, "Der Flughafen Hamburg ist gesperrt") == ("hamburg", "hamburg")
        assert len(reader.articles()) == 3


@pytest.mark.parametrize("thrown_away", [("chroma",), ("chroma", "tantivy")])
def test_reader_goes_on_when_another_process_makes_the_stores_anew(
    settings: IndexSettings, news: Path, thrown_away: tuple[str, ...]
) -> None:
    index(settings, news)
    with Archive.open(settings.archive, settings) as reader:
        assert found(reader, "Elefant im Zoo von Wien") == ("wien", "wien")
        for name in thrown_away:
            shutil.rmtree(settings.archive / name)
        index_in_another_process(write(news / "hamburg.txt", "Der Flughafen Hamburg ist gesperrt."))
        assert found(reader, "Der Flughafen Hamburg ist gesperrt") == ("hamburg", "hamburg")
        assert found(reader, "Elefant im Zoo von Wien") == ("wien", "wien")


def test_second_writer_is_refused_and_a_reader_is_not(settings: IndexSettings, news: Path) -> None:
    writer = child("hold", news)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "ready\n"
    with pytest.raises(ArchiveLockedError, match="Another process is writing"):
        Archive.open(settings.archive, settings, write=True)
    with Archive.open(settings.archive, settings) as reader:
        assert found(reader, "Elefant im Zoo von Wien") == ("wien", "wien")
    writer.communicate("")
    Archive.open(settings.archive, settings, write=True).close()


@pytest.mark.parametrize("write_again", [False, True])
def test_killed_writer_leaves_an_archive_that_opens_complete(
    settings: IndexSettings, news: Path, write_again: bool
) -> None:
    index(settings, news / "koeln.txt")
    assert child("die", news).wait() == -signal.SIGKILL
    with Archive.open(settings.archive, settings, write=write_again) as archive:
        assert [info.id for info in archive.articles()] == ["koeln", "wien"]
        assert archive.db.dirty() == []
        assert found(archive, "Elefant im Zoo von Wien") == ("wien", "wien")
