"""Unpacking the 4-bit embedding model: the format on a tiny made-up file, the meaning on the real one."""

import struct
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file

from index.e5 import build_tokenizer, embedding_folder, find_embedding_folder, unpack
from index.e5_file import E5File, Vocabulary
from index.embed import SentenceTransformerEmbedder
from index.errors import WeightsCorruptError, WeightsMissingError
from index.weights import KNOWN

HIDDEN, FEED_FORWARD, POSITIONS = 32, 64, 16
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "a", "b", "ü", "▁ab", "<mask>"]
SCORES = [0, 0, 0, 0, -3, -4, -4, -4, -5, 0]


def q4_blocks(count: int) -> bytes:
    """`count` values, -8 to 7 over and over: scale 1, byte i holds value i low and value i + 16 high."""
    block = np.float16(1).tobytes() + bytes(low | low << 4 for low in range(16))
    return block * (count // 32)


def floats(count: int) -> bytes:
    return np.arange(count, dtype="<f4").tobytes()


def tensors() -> dict[str, tuple[int, int, bytes]]:
    """Name to (kind, elements, bytes) of a one-layer encoder."""
    found: dict[str, tuple[int, int, bytes]] = {}
    word, position = len(PIECES) * HIDDEN, POSITIONS * HIDDEN
    found["emb.word"] = (1, word, q4_blocks(word))
    sizes = {"emb.pos": position, "emb.type": 2 * HIDDEN, "emb.ln.w": HIDDEN, "emb.ln.b": HIDDEN}
    for part in ("aln", "oln"):
        sizes |= {f"l0.{part}.w": HIDDEN, f"l0.{part}.b": HIDDEN}
    for part, rows, columns in [(p, HIDDEN, HIDDEN) for p in ("q", "k", "v", "ao")] + [
        ("fi", FEED_FORWARD, HIDDEN),
        ("fo", HIDDEN, FEED_FORWARD),
    ]:
        found[f"l0.{part}.w"] = (1, rows * columns, q4_blocks(rows * columns))
        sizes[f"l0.{part}.b"] = rows
    return found | {name: (0, count, floats(count)) for name, count in sizes.items()}


def e5_bytes() -> bytes:
    """A whole file in the format, with ten pieces and one layer."""
    blob = "".join(PIECES).encode()
    offsets = np.cumsum([0] + [len(piece.encode()) for piece in PIECES]).astype("<u4").tobytes()
    head = struct.pack("<4sI7ifi", b"E5S1", 1, HIDDEN, 1, 2, FEED_FORWARD, len(PIECES), POSITIONS, 2, 1e-12, 32)
    vocabulary = struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, len(blob)) + offsets
    vocabulary += np.array(SCORES, "<f4").tobytes() + blob
    front = head + vocabulary + struct.pack("<iI", 1, 9) + bytes(9)
    parts = tensors()
    at = len(front) + 4 + sum(2 + len(name) + 21 for name in parts)
    directory, data = struct.pack("<i", len(parts)), b""
    for name, (kind, count, raw) in parts.items():
        directory += struct.pack(f"<H{len(name)}sBIQQ", len(name), name.encode(), kind, count, at + len(data), len(raw))
        data += raw
    return front + directory + data


@pytest.fixture
def tiny_file(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.bin"
    path.write_bytes(e5_bytes())
    return path


def test_tensors_come_out_under_their_new_names_with_their_values(tiny_file: Path, tmp_path: Path) -> None:
    unpack(tiny_file, tmp_path / "out")
    state = load_file(tmp_path / "out" / "model.safetensors")
    words = state["embeddings.word_embeddings.weight"]
    assert words.shape == (len(PIECES), HIDDEN)
    assert words[3].tolist() == [*range(-8, 8), *range(-8, 8)]
    assert state["embeddings.position_embeddings.weight"][1, 0] == HIDDEN
    assert state["encoder.layer.0.intermediate.dense.weight"].shape == (FEED_FORWARD, HIDDEN)
    assert state["encoder.layer.0.output.dense.weight"].shape == (HIDDEN, FEED_FORWARD)
    assert state["encoder.layer.0.output.LayerNorm.weight"].shape == (HIDDEN,)
    assert {array.dtype for array in state.values()} == {np.dtype("float32")}


def test_the_folder_loads_in_sentence_transformers(tiny_file: Path, tmp_path: Path) -> None:
    unpack(tiny_file, tmp_path / "out")
    vectors = SentenceTransformerEmbedder(tmp_path / "out").encode_documents(["ab", "üb ab a"])
    assert vectors.shape == (2, HIDDEN)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1], abs=1e-5)


@pytest.mark.parametrize("content", [b"", b"GGUF" + bytes(400), e5_bytes()[:200], e5_bytes()[:-1]])
def test_another_kind_of_file_is_said(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.bin").write_bytes(content)
    with pytest.raises(WeightsCorruptError, match=r"x\.bin is not a 4-bit e5 file"):
        E5File.open(tmp_path / "x.bin")


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("ab", ["<s>", "▁ab", "</s>"]),
        ("  ab   a", ["<s>", "▁ab", "▁", "a", "</s>"]),
        ("ba\u00a0ü", ["<s>", "▁", "b", "a", "▁", "ü", "</s>"]),
        ("u\u0308", ["<s>", "▁", "ü", "</s>"]),
        ("ab☃", ["<s>", "▁ab", "<unk>", "</s>"]),
    ],
    ids=["word", "spaces fold", "no-break space", "decomposed umlaut", "unknown"],
)
def test_the_tokenizer_normalises_and_takes_the_likeliest_pieces(text: str, pieces: Sequence[str]) -> None:
    vocabulary = Vocabulary([(piece, float(score)) for piece, score in zip(PIECES, SCORES, strict=True)], 0, 2, 1, 3)
    encoding = build_tokenizer(vocabulary).encode(text)
    assert [PIECES[id_] for id_ in encoding.ids] == pieces


def test_without_file_and_source_the_folder_is_missing(tmp_path: Path) -> None:
    assert find_embedding_folder(tmp_path) is None
    with pytest.raises(WeightsMissingError, match="e5-small-q4"):
        embedding_folder(tmp_path, [], lambda done, total: None)


@pytest.mark.slow
def test_the_real_file_is_unpacked_once_and_leaves_nothing_else(weights_cache: Path, tmp_path: Path) -> None:
    name = KNOWN["e5-small-q4"].name
    (tmp_path / name).hardlink_to(weights_cache / name)
    folder = embedding_folder(tmp_path, [], lambda done, total: None)
    written = (folder / "model.safetensors").stat().st_mtime_ns
    assert embedding_folder(tmp_path, [], lambda done, total: None) == folder == find_embedding_folder(tmp_path)
    assert (folder / "model.safetensors").stat().st_mtime_ns == written
    assert {path.name for path in tmp_path.iterdir() if path.is_dir()} == {folder.name}


PAIRS = [
    ("Der Bundestag hat den Haushalt beschlossen.", "The German parliament has passed the budget."),
    ("Die Feuerwehr löschte den Brand in der Lagerhalle.", "Firefighters put out the blaze in the warehouse."),
    ("Die Mannschaft verlor im Elfmeterschießen.", "The team lost on penalties."),
    ("Forscher entdecken eine neue Froschart im Regenwald.", "Scientists discover a new frog species in the jungle."),
]


@pytest.mark.slow
def test_translations_are_nearest_in_both_directions(embedder: SentenceTransformerEmbedder) -> None:
    german = embedder.encode_documents([pair[0] for pair in PAIRS])
    english = embedder.encode_documents([pair[1] for pair in PAIRS])
    cosines = german @ english.T
    assert cosines.argmax(0).tolist() == cosines.argmax(1).tolist() == [0, 1, 2, 3]
    assert cosines.diagonal().min() > cosines[~np.eye(4, dtype=bool)].max()


@pytest.mark.slow
def test_a_question_finds_its_passage_across_languages(embedder: SentenceTransformerEmbedder) -> None:
    passages = embedder.encode_documents([text for pair in PAIRS for text in pair[:1]])
    questions = embedder.encode_query(["What burned?", "Wer hat verloren?", "Which animal was found?"])
    assert (questions @ passages.T).argmax(1).tolist() == [1, 2, 3]


@pytest.mark.slow
def test_queries_and_documents_get_their_own_prompts(weights_cache: Path) -> None:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(find_embedding_folder(weights_cache)), device="cpu", local_files_only=True)
    text = "Wie lange dauerte das Gespräch?"
    plain = model.encode([f"query: {text}", f"passage: {text}", text])
    assert model.encode_query(text) == pytest.approx(plain[0], abs=1e-5)
    assert model.encode_document(text) == pytest.approx(plain[1], abs=1e-5)
    assert plain[0] @ plain[2] < 0.999
    assert model.max_seq_length == 512


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "Größe, Übermut und Ärger: Straßenbahnfahrer müssen's büßen.",
        'Am 19.05.2025 sagte er: "Zwei Stunden, 3,5 Mio. Euro."',
        "Donaudampfschifffahrtsgesellschaft",
    ],
)
def test_token_ids_round_trip(weights_cache: Path, text: str) -> None:
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(find_embedding_folder(weights_cache), local_files_only=True)
    ids = tokenizer(text)["input_ids"]
    assert (ids[0], ids[-1], tokenizer.pad_token_id, tokenizer.unk_token_id) == (0, 2, 1, 3)
    assert 3 not in ids
    assert tokenizer.decode(ids, skip_special_tokens=True) == text


@pytest.mark.slow
def test_a_text_has_the_same_vector_alone_and_padded_in_a_batch(embedder: SentenceTransformerEmbedder) -> None:
    short, long = "Kurz.", " ".join(pair[0] for pair in PAIRS) * 5
    alone = embedder.encode_documents([short])[0]
    batch = embedder.encode_documents([long, short])[1]
    assert float(alone @ batch) == pytest.approx(1, abs=1e-4)


@pytest.mark.slow
def test_vectors_are_those_of_exact_arithmetic(embedder: SentenceTransformerEmbedder, weights_cache: Path) -> None:
    from sentence_transformers import SentenceTransformer

    exact = SentenceTransformer(str(find_embedding_folder(weights_cache)), device="cpu", local_files_only=True)
    texts = [text for pair in PAIRS for text in pair]
    cosines = (embedder.encode_documents(texts) * exact.encode_document(texts, normalize_embeddings=True)).sum(axis=1)
    assert cosines == pytest.approx(np.ones(len(texts)), abs=2e-4)


@pytest.mark.slow
def test_umlauts_count_but_not_how_they_are_coded(embedder: SentenceTransformerEmbedder) -> None:
    composed, decomposed, without = embedder.encode_documents(
        ["schön für Köln", "scho\u0308n fu\u0308r Ko\u0308ln", "schon fur Koln"]
    )
    assert float(composed @ decomposed) == pytest.approx(1, abs=1e-5)
    assert float(composed @ without) < 0.99


@pytest.mark.slow
def test_token_ids_are_those_published_for_the_vocabulary(weights_cache: Path) -> None:
    """The example in the documentation of XLM-RoBERTa, whose vocabulary the model has."""
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(find_embedding_folder(weights_cache), local_files_only=True)
    assert tokenizer("Hello world!")["input_ids"] == [0, 35378, 8999, 38, 2]
