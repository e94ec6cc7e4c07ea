import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from index import build as building
from index.archive import Archive
from index.build import BuildReport, Progress, build
from index.embed import Embedder, Vectors
from index.settings import IndexSettings
from tests.archives import sample, write
from tests.fakes import HashEmbedder


@pytest.fixture
def archive() -> Iterator[Archive]:
    settings = IndexSettings()
    with Archive.open(settings.archive, settings, write=True) as opened:
        yield opened


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return sample(tmp_path / "news")


def never() -> Embedder:
    raise AssertionError("the embedder was asked for")


def run(
    archive: Archive, *paths: Path, prune: bool = False, embedder: Callable[[], Embedder] | None = None
) -> BuildReport:
    return build(paths, archive, IndexSettings(), embedder or HashEmbedder, prune=prune)


def jsonl(path: Path, *records: tuple[str, str]) -> Path:
    lines = [json.dumps({"id": name, "title": name, "text": text, "lang": "de"}) for name, text in records]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def ids(archive: Archive) -> list[str]:
    return sorted(info.id for info in archive.articles())


def test_first_build_adds_and_second_embeds_nothing(archive: Archive, news: Path) -> None:
    first = run(archive, news)
    assert (first.added, first.updated, first.failed) == (["koeln", "wien"], [], [])
    assert first.chunks == sum(info.chunks for info in archive.articles()) > 0
    second = run(archive, news, embedder=never)
    assert (second.unchanged, second.added, second.chunks) == (["koeln", "wien"], [], 0)


def test_changed_file_embeds_only_its_own_chunks(archive: Archive, news: Path) -> None:
    run(archive, news)
    embedder = HashEmbedder()
    write(news / "wien.txt", "Der Elefant ist wieder gesund.")
    report = run(archive, news, embedder=lambda: embedder)
    assert (report.updated, report.unchanged) == (["wien"], ["koeln"])
    assert len(embedder.documents) == report.chunks
    assert all("Köln" not in text for text in embedder.documents)
    assert "wieder gesund" in archive.article("wien").text


def test_touched_file_with_the_same_article_embeds_nothing(archive: Archive, news: Path) -> None:
    run(archive, news)
    path = news / "wien.txt"
    path.write_text(path.read_text(encoding="utf-8") + "\n\n", encoding="utf-8")
    assert run(archive, news, embedder=never).unchanged == ["koeln", "wien"]


def test_vanished_file_stays_without_prune_and_goes_with_it(archive: Archive, news: Path) -> None:
    run(archive, news)
    (news / "wien.txt").unlink()
    assert run(archive, news).removed == []
    assert ids(archive) == ["koeln", "wien"]
    assert run(archive, news, prune=True).removed == ["wien"]
    assert ids(archive) == ["koeln"]
    assert archive.keywords("Elefant", "de", 5) == []


def test_prune_leaves_other_folders_alone(archive: Archive, news: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    run(archive, news, write(other / "bonn.txt", "Der Rhein bei Bonn steigt."))
    (other / "bonn.txt").unlink()
    assert run(archive, news, prune=True).removed == []
    assert run(archive, other, prune=True).removed == ["bonn"]


def test_prune_also_forgets_a_file_that_was_never_read_completely(archive: Archive, tmp_path: Path) -> None:
    path = jsonl(tmp_path / "n.jsonl", ("a", "Der erste Artikel."))
    path.write_text(path.read_text(encoding="utf-8") + "{broken\n", encoding="utf-8")
    run(archive, path)
    assert ids(archive) == ["a"]
    path.unlink()
    assert run(archive, tmp_path, prune=True).removed == ["a"]


def test_line_that_vanished_from_a_jsonl_file_is_removed(archive: Archive, tmp_path: Path) -> None:
    path = jsonl(tmp_path / "n.jsonl", ("a", "Der erste Artikel."), ("b", "Der zweite Artikel."))
    run(archive, path)
    report = run(archive, jsonl(path, ("b", "Der zweite Artikel.")), embedder=never)
    assert (report.removed, report.unchanged) == (["a"], ["b"])
    assert ids(archive) == ["b"]


def test_jsonl_cut_off_in_a_line_keeps_the_old_articles(archive: Archive, tmp_path: Path) -> None:
    path = jsonl(tmp_path / "n.jsonl", ("a", "Der erste Artikel."), ("b", "Der zweite Artikel."))
    run(archive, path)
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole[:-20], encoding="utf-8")
    report = run(archive, path)
    assert (len(report.failed), report.removed, ids(archive)) == (1, [], ["a", "b"])
    path.write_text(whole, encoding="utf-8")
    assert run(archive, path, embedder=never).unchanged == ["a", "b"]


def test_one_id_twice_in_a_jsonl_file_is_a_failure_of_the_second(archive: Archive, tmp_path: Path) -> None:
    report = run(archive, jsonl(tmp_path / "n.jsonl", ("a", "Der erste Artikel."), ("a", "Der zweite Artikel.")))
    assert (report.added, len(report.failed)) == (["a"], 1)
    assert archive.article("a").text == "Der erste Artikel."


def test_two_files_of_one_name_are_two_articles_for_good(archive: Archive, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write(tmp_path / name / "wien.txt", f"Nummer {name} steht in Wien.")
    first = run(archive, tmp_path / "one", tmp_path / "two")
    assert first.added[0] == "wien"
    assert first.added[1].startswith("wien~")
    assert run(archive, tmp_path / "two", tmp_path / "one", embedder=never).unchanged == first.added[::-1]
    (tmp_path / "two/wien.txt").write_text("Neuer Titel am Abend\n\nNummer two steht nun in Graz.\n", encoding="utf-8")
    changed = run(archive, tmp_path / "two", tmp_path / "one")
    assert (changed.updated, changed.removed, changed.added) == (first.added[1:], [], [])


def test_folder_is_known_again_however_it_is_reached(
    archive: Archive, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(archive, news)
    (tmp_path / "link").symlink_to(news)
    monkeypatch.chdir(news)
    for path in (Path(), Path("../news"), tmp_path / "link", Path("wien.txt"), Path("../news/wien.txt")):
        assert run(archive, path, embedder=never).added == []
    assert ids(archive) == ["koeln", "wien"]


def test_file_that_fails_leaves_the_old_article(archive: Archive, news: Path) -> None:
    run(archive, news)
    (news / "wien.txt").write_bytes(b"")
    (news / "x.exe").write_bytes(b"MZ")
    report = run(archive, news, prune=True)
    assert sorted(Path(failure.path).name for failure in report.failed) == ["wien.txt", "x.exe"]
    assert "Elefant" in archive.article("wien").text


def test_progress_counts_files_articles_and_chunks(archive: Archive, news: Path) -> None:
    seen: list[Progress] = []
    build([news], archive, IndexSettings(), HashEmbedder, progress=seen.append)
    assert [(one.done, one.total, one.articles, Path(one.path).name) for one in seen] == [
        (1, 2, 1, "koeln.txt"),
        (2, 2, 2, "wien.txt"),
    ]
    assert [one.chunks for one in seen] == [0, sum(info.chunks for info in archive.articles())]
    assert 0 < seen[0].seconds <= seen[1].seconds


def test_progress_is_told_within_a_large_file(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "_EMBED_CHUNKS", 10)
    path = jsonl(tmp_path / "n.jsonl", *((f"a{n}", f"Artikel Nummer {n} ist da.") for n in range(35)))
    seen: list[Progress] = []
    build([path], archive, IndexSettings(), HashEmbedder, progress=seen.append)
    assert [(one.done, one.articles, one.chunks) for one in seen] == [
        (0, 10, 10),
        (0, 20, 20),
        (0, 30, 30),
        (1, 35, 35),
    ]
    assert {one.path for one in seen} == {str(path)}


class InterruptedEmbedder(HashEmbedder):
    """Is stopped by the user at its third call."""

    calls = 0

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        self.calls += 1
        if self.calls == 3:
            raise KeyboardInterrupt
        return super().encode_documents(texts)


def test_interrupted_build_keeps_what_was_done_and_goes_on_from_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "_EMBED_CHUNKS", 10)
    path = jsonl(tmp_path / "n.jsonl", *((f"a{n:02}", f"Artikel Nummer {n} ist da.") for n in range(35)))
    settings = IndexSettings()
    with pytest.raises(KeyboardInterrupt), Archive.open(settings.archive, settings, write=True) as archive:
        run(archive, path, embedder=InterruptedEmbedder)
    with Archive.open(settings.archive, settings, write=True) as archive:
        assert ids(archive) == [f"a{n:02}" for n in range(20)]
        assert len(archive.keywords("Artikel", "de", 50)) == 20
        report = run(archive, path)
        assert (len(report.unchanged), len(report.added), report.chunks) == (20, 15, 15)


def test_nothing_to_index(archive: Archive, tmp_path: Path) -> None:
    report = run(archive, tmp_path / "absent", embedder=never)
    assert [failure.path for failure in report.failed] == [str(tmp_path / "absent")]
    assert run(archive, embedder=never).failed == []
