import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.embed import SentenceTransformerEmbedder, load_embedder
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


@pytest.mark.slow
def test_each_word_has_a_vector_of_its_own_as_it_is_meant_there(embedder: SentenceTransformerEmbedder) -> None:
    german, english, none = embedder.encode_words(["Die Bürgermeisterin schwieg.", "The mayor said nothing.", "?!"])
    assert german.words == ("Die", "Bürgermeisterin", "schwieg")
    assert english.words == ("The", "mayor", "said", "nothing")
    assert (german.vectors.shape, none.words, none.vectors.shape) == ((3, 384), (), (0, 384))
    assert np.allclose(np.linalg.norm(german.vectors, axis=1), 1, atol=1e-3)
    likest = (german.vectors[1] @ english.vectors.T).argmax()
    assert english.words[likest] == "mayor"


@pytest.mark.slow
def test_words_beyond_the_longest_text_are_left_out(embedder: SentenceTransformerEmbedder) -> None:
    (long,) = embedder.encode_words(["Wort " * 2000])
    assert 0 < len(long.words) < 2000
    assert long.vectors.shape == (len(long.words), 384)
