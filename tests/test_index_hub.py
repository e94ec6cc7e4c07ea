"""Downloads from a hub that breaks off, stalls, lies or is not there."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import WeightsCorruptError, WeightsMissingError
from index.hub import HubSource
from index.weights import WeightsFile, ensure
from tests.conftest import CLOSED_PORT
from tests.local_http import Site, at_most, serving

BODY = hashlib.shake_256(b"weights").digest(300_000)
FILE = WeightsFile("tiny.gguf", hashlib.sha256(BODY).hexdigest(), len(BODY), "MIT", "Org/Tiny", "tiny-q4.gguf")
PATH = "/Org/Tiny/resolve/main/tiny-q4.gguf"


@pytest.fixture
def hub() -> Iterator[Site]:
    with serving(Site({PATH: BODY})) as site:
        yield site


def source(site: Site) -> HubSource:
    return HubSource(site.url, patience=2, stall=0.3, attempts=3, pause=0.01)


def quiet(done: int, total: int) -> None:
    """No progress bar."""


def ranges(site: Site) -> list[str | None]:
    return [asked for method, _, asked in site.requests if method == "GET"]


def test_a_whole_file_arrives_with_progress(hub: Site, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    path = ensure(FILE, tmp_path, [source(hub)], lambda done, total: seen.append((done, total)))
    assert path.read_bytes() == BODY
    assert seen[-1] == (len(BODY), len(BODY))
    assert seen == sorted(seen)


def test_a_broken_off_download_goes_on_where_it_stopped(hub: Site, tmp_path: Path) -> None:
    hub.steps = [100_000, 50_000]
    assert ensure(FILE, tmp_path, [source(hub)], quiet).read_bytes() == BODY
    assert ranges(hub) == [None, "bytes=100000-", "bytes=150000-"]


def test_a_download_of_an_earlier_run_goes_on(hub: Site, tmp_path: Path) -> None:
    (tmp_path / "tiny.gguf.part").write_bytes(BODY[:123_456])
    assert ensure(FILE, tmp_path, [source(hub)], quiet).read_bytes() == BODY
    assert ranges(hub) == ["bytes=123456-"]


def test_a_server_that_knows_no_ranges_sends_all_again(hub: Site, tmp_path: Path) -> None:
    hub.steps = [100_000, "no-range"]
    assert ensure(FILE, tmp_path, [source(hub)], quiet).read_bytes() == BODY


@settings(max_examples=8, deadline=None)
@given(breaks=st.lists(st.integers(1, len(BODY)), max_size=4))
def test_wherever_it_breaks_off_the_file_is_whole(breaks: list[int]) -> None:
    site = Site({PATH: BODY}, steps=list(breaks))
    with serving(site), TemporaryDirectory() as folder:
        assert ensure(FILE, Path(folder), [source(site)], quiet).read_bytes() == BODY


def test_a_busy_server_is_asked_again(hub: Site, tmp_path: Path) -> None:
    hub.steps = ["503", "429"]
    assert ensure(FILE, tmp_path, [source(hub)], quiet).read_bytes() == BODY


def test_failing_without_progress_ends_after_the_given_attempts(hub: Site, tmp_path: Path) -> None:
    hub.steps = ["503"] * 9
    with pytest.raises(WeightsMissingError, match="broke off 3 times: HTTP 503"):
        ensure(FILE, tmp_path, [source(hub)], quiet)
    assert len(ranges(hub)) == 3


def test_a_stalled_connection_is_given_up_and_taken_up_again(hub: Site, tmp_path: Path) -> None:
    hub.steps = ["stall"]
    with at_most(5):
        assert ensure(FILE, tmp_path, [source(hub)], quiet).read_bytes() == BODY
    assert ranges(hub) == [None, "bytes=150000-"]


def test_a_file_of_another_length_is_refused_before_it_is_fetched(hub: Site, tmp_path: Path) -> None:
    hub.files[PATH] = BODY + b"more"
    with pytest.raises(WeightsCorruptError, match="has 300004 bytes, expected 300000"):
        ensure(FILE, tmp_path, [source(hub)], quiet)


def test_a_wrong_file_of_the_right_length_is_deleted(hub: Site, tmp_path: Path) -> None:
    hub.files[PATH] = BODY[::-1]
    with pytest.raises(WeightsCorruptError, match="SHA-256"):
        ensure(FILE, tmp_path, [source(hub)], quiet)
    assert not list(tmp_path.glob("*.part"))


def test_a_redirect_to_a_store_is_followed(hub: Site, tmp_path: Path) -> None:
    hub.files = {"/store/x": BODY}
    hub.redirects = {PATH: "/store/x"}
    assert ensure(FILE, tmp_path, [source(hub)], quiet).read_bytes() == BODY


def test_an_unknown_file_is_said_with_its_address(hub: Site, tmp_path: Path) -> None:
    hub.files = {}
    with pytest.raises(WeightsMissingError, match=f"{hub.url}{PATH} is not to be had: 404"):
        ensure(FILE, tmp_path, [source(hub)], quiet)
    assert ranges(hub) == []


def test_a_hub_that_never_answers_is_given_up_in_time(hub: Site, tmp_path: Path) -> None:
    hub.silent = True
    with at_most(2), pytest.raises(WeightsMissingError, match=r"no answer in 0\.3 s|timed out"):
        ensure(FILE, tmp_path, [HubSource(hub.url, patience=0.3)], quiet)


def test_no_hub_at_all_is_found_at_once(tmp_path: Path) -> None:
    with at_most(2), pytest.raises(WeightsMissingError, match="refused"):
        ensure(FILE, tmp_path, [HubSource(CLOSED_PORT)], quiet)


def test_a_file_that_no_hub_has_is_not_asked_for(hub: Site, tmp_path: Path) -> None:
    packaged = WeightsFile("x.bin", FILE.sha256, FILE.size, "MIT")
    with pytest.raises(WeightsMissingError, match="hub: does not carry it"):
        ensure(packaged, tmp_path, [source(hub)], quiet)
    assert hub.requests == []
