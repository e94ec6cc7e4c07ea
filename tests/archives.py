"""Small archives for tests, filled in this process or in another."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.archive import Archive
from index.build import build
from index.embed import Vectors
from index.settings import IndexSettings
from tests.fakes import HashEmbedder

EMBEDDER = HashEmbedder()
CHILD = """
import os, signal, sys
from pathlib import Path
from index.archive import Archive
from index.build import build
from index.settings import IndexSettings
from tests.fakes import HashEmbedder

settings = IndexSettings()
if sys.argv[1] == "die":
    Archive.sync = lambda self: os.kill(os.getpid(), signal.SIGKILL)
with Archive.open(settings.archive, settings, write=True) as archive:
    build([Path(path) for path in sys.argv[2:]], archive, settings, HashEmbedder)
    if sys.argv[1] == "hold":
        print("ready", flush=True)
        sys.stdin.read()
"""


def write(path: Path, sentence: str) -> Path:
    path.write_text(
        f"{path.stem.title()} am Morgen\n\n{sentence} Das teilte die Stadt am Montag mit.\n", encoding="utf-8"
    )
    return path


def index(settings: IndexSettings, *paths: Path) -> None:
    with Archive.open(settings.archive, settings, write=True) as archive:
        build(paths, archive, settings, lambda: EMBEDDER)


def index_rows(settings: IndexSettings, folder: Path, *rows: tuple[str, str | None, str, str]) -> None:
    """Articles given as id, publication date, title and text."""
    file = folder / "articles.jsonl"
    named = [dict(zip(("id", "published", "title", "text"), row, strict=True)) for row in rows]
    file.write_text("".join(json.dumps(row) + "\n" for row in named), encoding="utf-8")
    index(settings, file)


@contextmanager
def opened(folder: Path, *rows: tuple[str, str | None, str, str]) -> Iterator[Archive]:
    """The archive that the settings name, with these articles."""
    settings = IndexSettings()
    index_rows(settings, folder, *rows)
    with Archive.open(settings.archive, settings) as archive:
        yield archive


def child(*arguments: object) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", CHILD, *map(str, arguments)]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1]
    )


def index_in_another_process(*paths: Path) -> None:
    assert child("index", *paths).wait() == 0


def vector(query: str) -> Vectors:
    row: Vectors = EMBEDDER.encode_query([query])[0]
    return row


def found(archive: Archive, query: str) -> tuple[str, str]:
    """The best article of both sides for a query in German."""
    near = archive.nearest(vector(query), 1)
    words = archive.keywords(query, "de", 1)
    return near[0].chunk_id.partition(":")[0] if near else "", words[0].chunk_id.partition(":")[0] if words else ""


def sample(folder: Path) -> Path:
    """Two files in `folder`."""
    folder.mkdir()
    write(folder / "wien.txt", "Der Elefant im Zoo von Wien ist krank.")
    write(folder / "koeln.txt", "Der Dom in Köln ist zu.")
    return folder
