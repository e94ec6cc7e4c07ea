import subprocess
import sys
import threading
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import cast

import chromadb
import numpy as np
import pytest
from chromadb.api.client import Client

from index.embed import Vectors
from index.errors import ArchiveError
from index.store import VectorStore
from tests.conftest import CLOSED_PORT


def rows(*values: list[float]) -> Vectors:
    return np.array(values, np.float32)


def ids(store: VectorStore, vector: list[float], k: int = 10) -> list[str]:
    return [found.chunk_id for found in store.nearest(np.array(vector, np.float32), k)]


def put_in_another_process(folder: Path, chunk: str, article: str, vector: list[float]) -> None:
    code = (
        "import sys, json, numpy as np; from pathlib import Path; from index.store import VectorStore\n"
        "s = VectorStore(Path(sys.argv[1]))\n"
        "s.put([sys.argv[2]], [sys.argv[3]], np.array([json.loads(sys.argv[4])], np.float32)); s.close()"
    )
    subprocess.run([sys.executable, "-c", code, str(folder), chunk, article, str(vector)], check=True)


def test_cosines_are_those_computed_by_hand(tmp_path: Path) -> None:
    store = VectorStore(tmp_path / "chroma")
    store.put(["a:0", "b:0", "c:0"], ["a", "b", "c"], rows([1, 0], [0.6, 0.8], [-1, 0]))
    found = store.nearest(np.array([1, 0], np.float32), 3)
    assert [one.chunk_id for one in found] == ["a:0", "b:0", "c:0"]
    assert [one.cosine for one in found] == pytest.approx([1.0, 0.6, -1.0], abs=1e-6)


def test_fewer_rows_than_asked_for(tmp_path: Path) -> None:
    store = VectorStore(tmp_path / "chroma")
    assert ids(store, [1, 0]) == []
    store.put(["a:0"], ["a"], rows([1, 0]))
    assert ids(store, [1, 0], 60) == ["a:0"]


def test_a_store_made_with_fewer_candidates_searches_among_as_many_as_a_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.setattr("index.store._CANDIDATES", 100)
        with closing(VectorStore(tmp_path / "chroma")) as store:
            store.put(["a:0"], ["a"], rows([1, 0]))
            assert candidates(tmp_path / "chroma") == 100
    with closing(VectorStore(tmp_path / "chroma")) as store:
        assert ids(store, [1, 0]) == ["a:0"]
    assert candidates(tmp_path / "chroma") == 3000


def candidates(folder: Path) -> object:
    """As Chroma itself reads them of the collection."""
    with closing(cast("Client", chromadb.PersistentClient(path=str(folder)))) as client:
        return client.get_collection("chunks", embedding_function=None).configuration_json["hnsw"]["ef_search"]


def test_put_replaces_a_row_of_the_same_id(tmp_path: Path) -> None:
    store = VectorStore(tmp_path / "chroma")
    store.put(["a:0"], ["a"], rows([1, 0]))
    store.put(["a:0"], ["a"], rows([0, 1]))
    assert store.count() == 1
    assert store.nearest(np.array([0, 1], np.float32), 1)[0].cosine == pytest.approx(1.0)


def test_more_rows_than_one_batch_of_chroma(tmp_path: Path) -> None:
    store = VectorStore(tmp_path / "chroma")
    vectors = np.random.default_rng(1).normal(size=(6000, 4)).astype(np.float32)
    names = [f"a{n}" for n in range(6000)]
    store.put([f"{name}:0" for name in names], names, vectors)
    assert store.count() == 6000
    assert ids(store, list(map(float, vectors[5999])), 1) == ["a5999:0"]
    store.remove_articles(names[:5999])
    assert store.count() == 1


def test_removing_articles_takes_all_their_chunks_and_no_others(tmp_path: Path) -> None:
    store = VectorStore(tmp_path / "chroma")
    store.put(["a:0", "a:1", "aa:0"], ["a", "a", "aa"], rows([1, 0], [0, 1], [1, 1]))
    store.remove_articles(["a", "unknown"])
    store.remove_articles([])
    assert ids(store, [1, 0]) == ["aa:0"]


def test_clear_leaves_a_store_that_takes_rows(tmp_path: Path) -> None:
    store = VectorStore(tmp_path / "chroma")
    store.put(["a:0"], ["a"], rows([1, 0]))
    store.clear()
    assert (store.count(), ids(store, [1, 0])) == (0, [])
    store.put(["b:0"], ["b"], rows([1, 0]))
    assert ids(store, [1, 0]) == ["b:0"]


def test_reload_sees_what_another_process_wrote(tmp_path: Path) -> None:
    store, beside = VectorStore(tmp_path / "chroma"), VectorStore(tmp_path / "chroma")
    store.put(["a:0"], ["a"], rows([1, 0]))
    assert ids(store, [1, 0]) == ["a:0"]
    put_in_another_process(tmp_path / "chroma", "b:0", "b", [0, 1])
    store.reload()
    assert ids(store, [0, 1]) == ["b:0", "a:0"]
    beside.reload()
    assert ids(beside, [0, 1]) == ["b:0", "a:0"]


def test_closing_one_store_leaves_the_others_open(tmp_path: Path) -> None:
    first, second, again = (VectorStore(tmp_path / name) for name in ("one", "two", "one"))
    first.put(["a:0"], ["a"], rows([1, 0]))
    second.put(["b:0"], ["b"], rows([1, 0]))
    again.reload()
    first.close()
    assert ids(second, [1, 0]) == ["b:0"]
    assert ids(again, [1, 0]) == ["a:0"]
    second.put(["c:0"], ["c"], rows([0, 1]))
    assert second.count() == 2


def test_closing_frees_the_files(tmp_path: Path) -> None:
    first, second = VectorStore(tmp_path / "one"), VectorStore(tmp_path / "two")
    first.close()
    second.close()
    fds = Path("/proc/self/fd")
    if not fds.is_dir():
        pytest.skip("no /proc on this system")

    def held() -> list[str]:
        files = []
        for fd in fds.iterdir():
            with suppress(FileNotFoundError):  # closed meanwhile
                files.append(str(fd.readlink()))
        return [name for name in files if name.startswith(str(tmp_path))]

    deadline = time.monotonic() + 20
    while held() and time.monotonic() < deadline:  # Chroma's own threads close them
        time.sleep(0.05)
    assert not held()


def test_searching_goes_on_while_the_store_is_reloaded(tmp_path: Path) -> None:
    store = VectorStore(tmp_path / "chroma")
    store.put(["a:0"], ["a"], rows([1, 0]))
    found: list[list[str]] = []
    threads = [threading.Thread(target=lambda: found.extend(ids(store, [1, 0]) for _ in range(20))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for _ in range(10):
        store.reload()
    for thread in threads:
        thread.join()
    assert found == [["a:0"]] * 60


def test_reload_that_fails_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    store = VectorStore(tmp_path / "chroma")
    store.put(["a:0"], ["a"], rows([1, 0]))
    database = tmp_path / "chroma/chroma.sqlite3"
    whole = database.read_bytes()
    database.write_bytes(b"damaged" * 1000)
    with pytest.raises(ArchiveError, match="cannot be read"):
        store.reload()
    database.write_bytes(whole)
    assert ids(store, [1, 0]) == ["a:0"]
    store.reload()
    assert ids(store, [1, 0]) == ["a:0"]


@pytest.mark.parametrize("url", ["localhost:8000", "ftp://x", "http://"])
def test_server_address_of_another_form_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(ArchiveError, match="BELEGT_CHROMA_URL"):
        VectorStore(tmp_path, url)


def test_absent_server_is_named(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=f"No Chroma server answers at {CLOSED_PORT}"):
        VectorStore(tmp_path, CLOSED_PORT)
