import subprocess
import sys
from pathlib import Path

import pytest

from index.embed import load_embedder
from index.errors import WeightsMissingError
from index.settings import IndexSettings

CHILD = """
import socket, sys
from pathlib import Path

def refuse(self, address):
    raise SystemExit(f"tried to connect to {address}")

socket.socket.connect = socket.socket.connect_ex = refuse
socket.getaddrinfo = lambda host, *rest, **options: refuse(None, host)
from index.embed import load_embedder
from index.settings import IndexSettings

embedder = load_embedder(IndexSettings(cache=Path(sys.argv[1])))
print(embedder.encode_documents(["Der Dom steht in Köln.", "Berlin"]).shape, embedder.encode_query(["Köln?"]).dtype)
"""


def test_missing_weights_name_the_command() -> None:
    settings = IndexSettings()
    with pytest.raises(WeightsMissingError, match="belegt models fetch") as caught:
        load_embedder(settings)
    assert str(settings.cache) in str(caught.value)


@pytest.mark.slow
def test_loading_shows_nothing_and_opens_no_connection(weights_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HF_HUB_OFFLINE")
    monkeypatch.delenv("NO_PROXY")
    root = Path(__file__).parents[1]
    command = [sys.executable, "-c", CHILD, str(weights_cache.parent)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=root)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "(2, 384) float32\n"
