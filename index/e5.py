"""multilingual-e5-small as an ordinary sentence-transformers folder, unpacked once from its 4-bit file.

Every machine unpacks the same file, so vectors agree between machines and an archive can be moved.
"""

import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.e5_file import E5File, Shape, Vocabulary
from index.errors import WeightsMissingError
from index.weights import KNOWN, Progress, Source, ensure

if TYPE_CHECKING:
    from tokenizers import Tokenizer

FILE = KNOWN["e5-small-q4"]
FOLDER = f"multilingual-e5-small-{FILE.sha256[:12]}-1"
"""Names the source file and the version of the unpacking below: raise the last digit when that changes."""

PROMPTS = {"query": "query: ", "document": "passage: "}
MODULES = {
    "": "sentence_transformers.base.modules.transformer.Transformer",
    "1_Pooling": "sentence_transformers.sentence_transformer.modules.pooling.Pooling",
    "2_Normalize": "sentence_transformers.base.modules.normalize.Normalize",
}
PARTS_OF_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
KIND = {"w": "weight", "b": "bias"}


def find_embedding_folder(cache: Path) -> Path | None:
    """The unpacked folder below the weights folder `cache`, or None; opens no connection."""
    folder = cache / FOLDER
    return folder if (folder / "modules.json").is_file() else None


def embedding_folder(cache: Path, sources: Sequence[Source], progress: Progress) -> Path:
    """The ready folder below the weights folder `cache`; fetched and unpacked when it is not there yet."""
    if found := find_embedding_folder(cache):
        return found
    q4_file = ensure(FILE, cache, sources, progress)
    from filelock import FileLock

    with FileLock(cache / f"{FOLDER}.lock"):
        return find_embedding_folder(cache) or _unpack_into_place(q4_file, cache / FOLDER)


def _unpack_into_place(q4_file: Path, folder: Path) -> Path:
    """Unpack beside the folder and rename, so that a half-written folder never counts."""
    temporary = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f"{folder.name}."))
    try:
        unpack(q4_file, temporary)
        temporary.chmod(0o755)
        shutil.rmtree(folder, ignore_errors=True)
        return temporary.replace(folder)
    except OSError as error:
        raise WeightsMissingError(f"cannot unpack {q4_file.name}: {error}; make room or set BELEGT_CACHE") from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def unpack(q4_file: Path, folder: Path) -> None:
    """Write model, tokenizer and module files into `folder`; WeightsCorruptError for another kind of file."""
    source = E5File.open(q4_file)
    folder.mkdir(parents=True, exist_ok=True)
    _write_model(source, folder)
    _write_tokenizer(source, folder)
    _write_modules(source.shape, folder)


def _write_model(source: E5File, folder: Path) -> None:
    from safetensors.numpy import save_file

    weights = folder / "model.safetensors"
    save_file(dict(_state(source)), weights, metadata={"format": "pt"})
    weights.chmod(0o644)
    _write_json(folder / "config.json", _bert_config(source.shape, source.vocabulary))


def _state(source: E5File) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """The tensors under the names of transformers' BertModel, in float32."""
    shape = source.shape
    rows = {"word": "word_embeddings", "pos": "position_embeddings", "type": "token_type_embeddings"}
    for short, name in rows.items():
        yield f"embeddings.{name}.weight", source.tensors[f"emb.{short}"].read().reshape(-1, shape.hidden)
    for kind, suffix in KIND.items():
        yield f"embeddings.LayerNorm.{suffix}", source.tensors[f"emb.ln.{kind}"].read()
    for layer in range(shape.layers):
        yield from _layer_state(source, layer)
    yield from _idle_pooler(shape.hidden)


def _layer_state(source: E5File, layer: int) -> Iterator[tuple[str, NDArray[np.float32]]]:
    for short, name in PARTS_OF_LAYER.items():
        bias = source.tensors[f"l{layer}.{short}.b"].read()
        weight = source.tensors[f"l{layer}.{short}.w"].read()
        is_matrix = weight.size != bias.size
        yield f"encoder.layer.{layer}.{name}.weight", weight.reshape(bias.size, -1) if is_matrix else weight
        yield f"encoder.layer.{layer}.{name}.bias", bias


def _idle_pooler(hidden: int) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """BertModel's pooler, which mean pooling never reads: without it each load warns and draws random weights."""
    yield "pooler.dense.weight", np.zeros((hidden, hidden), np.float32)
    yield "pooler.dense.bias", np.zeros(hidden, np.float32)


def _bert_config(shape: Shape, vocabulary: Vocabulary) -> dict[str, Any]:
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "dtype": "float32",
        "hidden_act": "gelu",
        "hidden_size": shape.hidden,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "intermediate_size": shape.feed_forward,
        "max_position_embeddings": shape.positions,
        "type_vocab_size": shape.token_types,
        "vocab_size": shape.vocabulary,
        "layer_norm_eps": round(shape.layer_norm_eps, 18),
        "pad_token_id": vocabulary.pad,
    }


def _special_pieces(vocabulary: Vocabulary) -> tuple[str, str, str, str]:
    bos, eos, pad, unk = (
        vocabulary.pieces[id_][0] for id_ in (vocabulary.bos, vocabulary.eos, vocabulary.pad, vocabulary.unk)
    )
    return bos, eos, pad, unk


def _write_tokenizer(source: E5File, folder: Path) -> None:
    vocabulary = source.vocabulary
    tokenizer = build_tokenizer(vocabulary)
    tokenizer.save(str(folder / "tokenizer.json"))
    bos, eos, pad, unk = _special_pieces(vocabulary)
    roles = {"bos": bos, "cls": bos, "eos": eos, "sep": eos, "pad": pad, "unk": unk, "mask": "<mask>"}
    names = {f"{role}_token": token for role, token in roles.items()}
    settings = {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": source.shape.positions}
    _write_json(folder / "tokenizer_config.json", settings | names)


def build_tokenizer(vocabulary: Vocabulary) -> "Tokenizer":
    """XLM-RoBERTa's unigram tokenizer: NFKC, folded spaces, words marked by U+2581, `<s> text </s>`."""
    from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

    bos, eos, pad, unk = _special_pieces(vocabulary)
    tokenizer = Tokenizer(models.Unigram(vocabulary.pieces, vocabulary.unk, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}", special_tokens=[(bos, vocabulary.bos), (eos, vocabulary.eos)]
    )
    special = (bos, pad, eos, unk, "<mask>")
    tokenizer.add_special_tokens([AddedToken(piece, normalized=False) for piece in special])
    return tokenizer


def _write_modules(shape: Shape, folder: Path) -> None:
    """The files by which sentence-transformers knows the steps: encoder, mean pooling, normalisation."""
    modules = [{"idx": i, "name": str(i), "path": path, "type": kind} for i, (path, kind) in enumerate(MODULES.items())]
    _write_json(folder / "sentence_bert_config.json", {"max_seq_length": shape.positions, "do_lower_case": False})
    pooling = {"embedding_dimension": shape.hidden, "pooling_mode": "mean", "include_prompt": True}
    _write_json(folder / "1_Pooling" / "config.json", pooling)
    _write_json(folder / "2_Normalize" / "config.json", {})
    prompts = {"prompts": PROMPTS, "default_prompt_name": None, "similarity_fn_name": "cosine"}
    _write_json(folder / "config_sentence_transformers.json", prompts | {"model_type": "SentenceTransformer"})
    _write_json(folder / "modules.json", modules)


def _write_json(path: Path, value: object) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")
