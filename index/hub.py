"""Weights from a Hugging Face hub (or a mirror of it), over plain HTTPS.

Breaks in the connection are expected with files of a gigabyte: the download goes on
where it stopped. Whether a hub answers at all is found out in a few seconds, because
many machines reach a package index only.
"""

import os
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import WeightsCorruptError, WeightsMissingError
from index.weights import Progress, WeightsFile

if TYPE_CHECKING:
    import httpx


def hub_endpoint() -> str:
    """The hub's base address: HF_ENDPOINT when set, else the hub's own."""
    from huggingface_hub import constants

    return (os.environ.get("HF_ENDPOINT") or constants.ENDPOINT).rstrip("/")


class _BrokenOffError(Exception):
    """The connection failed in a way that another try may mend."""


@dataclass(frozen=True)
class HubSource:
    """Streams `<base_url>/<repo>/resolve/main/<file>`; all times in seconds.

    `patience`: to the first answer; `stall`: without a single byte; `attempts`: failures in a
    row without progress before giving up; `pause`: before the second try, doubled each time.
    """

    base_url: str
    name: str = "hub"
    patience: float = 5.0
    stall: float = 20.0
    attempts: int = 4
    pause: float = 1.0

    def fetch(self, file: WeightsFile, into: Path, progress: Progress) -> None:
        if not (file.hub_repo and file.hub_file):
            raise WeightsMissingError("does not carry it")
        url = f"{self.base_url}/{file.hub_repo}/resolve/main/{file.hub_file}"
        self._knock(url)
        failures = 0
        while _size(into) < file.size:
            before = _size(into)
            try:
                self._stream(url, file, into, progress)
            except _BrokenOffError as error:
                failures = 1 if _size(into) > before else failures + 1
                if failures >= self.attempts:
                    raise WeightsMissingError(f"{url} broke off {failures} times: {error}") from error
                time.sleep(self.pause * 2 ** (failures - 1))

    def _knock(self, url: str) -> None:
        """WeightsMissingError unless the hub answers in time and has the file.

        In a thread, because no time limit of an HTTP client covers the look-up of the host's name.
        """
        answer: list[int | str] = []
        asker = threading.Thread(target=lambda: answer.append(_head(url, self.patience)), daemon=True)
        asker.start()
        asker.join(self.patience)
        found = answer[0] if answer else f"no answer in {self.patience:g} s"
        if found != 200:
            raise WeightsMissingError(f"{url} is not to be had: {found}")

    def _stream(self, url: str, file: WeightsFile, into: Path, progress: Progress) -> None:
        """One connection's worth, appended to what is there; _BrokenOffError when it ends too soon."""
        import httpx

        start = _size(into)
        headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={start}-"} if start else {})
        limits = httpx.Timeout(self.stall, connect=self.patience)
        try:
            with httpx.stream("GET", url, headers=headers, timeout=limits, follow_redirects=True) as response:
                _check(response, url)
                _write(response, into, start, file, progress)
        except httpx.TransportError as error:
            raise _BrokenOffError(str(error) or type(error).__name__) from error


def _head(url: str, patience: float) -> int | str:
    """The status of a HEAD request, or why there is none."""
    import httpx

    try:
        return httpx.head(url, timeout=patience, follow_redirects=True).status_code
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return str(error) or type(error).__name__


def _check(response: "httpx.Response", url: str) -> None:
    status = response.status_code
    if status in (408, 429) or status >= 500:
        raise _BrokenOffError(f"HTTP {status}")
    if status == 416:
        raise WeightsCorruptError(f"{url} is shorter than what was fetched before, deleted")
    if status not in (200, 206):
        raise WeightsMissingError(f"{url} answers HTTP {status}")


def _write(response: "httpx.Response", into: Path, start: int, file: WeightsFile, progress: Progress) -> None:
    """Append the body from byte `start`, or begin anew when the server sends the whole file."""
    goes_on = response.status_code == 206 and response.headers.get("Content-Range", "").startswith(f"bytes {start}-")
    done = start if goes_on else 0
    length = int(response.headers.get("Content-Length", file.size - done))
    if done + length != file.size:
        raise WeightsCorruptError(f"the hub's file has {done + length} bytes, expected {file.size}")
    with into.open("ab" if goes_on else "wb") as out:
        for block in response.iter_bytes():
            out.write(block)
            done += len(block)
            if done > file.size:
                raise WeightsCorruptError(f"the hub's file has more than the expected {file.size} bytes")
            progress(done, file.size)
    if done < file.size:
        raise _BrokenOffError(f"ended after {done} of {file.size} bytes")


def _size(path: Path) -> int:
    with suppress(FileNotFoundError):
        return path.stat().st_size
    return 0
