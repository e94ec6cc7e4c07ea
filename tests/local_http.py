"""A small HTTP server on the loopback interface that misbehaves on request: stands in for hub and package index."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Site:
    """Files by path, and what to do with the coming GET requests of weight: one step each, then all goes well.

    A step is a number (break off after so many bytes), "stall", "no-range", or an HTTP status as "503".
    `requests` keeps (method, path, Range header).
    """

    files: dict[str, bytes] = field(default_factory=dict)
    steps: list[int | str] = field(default_factory=list)
    silent: bool = False
    redirects: dict[str, str] = field(default_factory=dict)
    requests: list[tuple[str, str, str | None]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    url: str = ""


class _Handler(BaseHTTPRequestHandler):
    site: Site

    def do_HEAD(self) -> None:
        self._answer("HEAD")

    def do_GET(self) -> None:
        self._answer("GET")

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Quiet."""

    def _answer(self, method: str) -> None:
        site = self.site
        site.requests.append((method, self.path, self.headers.get("Range")))
        if site.silent:
            site.over.wait(30)
        elif self.path in site.redirects:
            self._head(302, {"Location": site.redirects[self.path], "Content-Length": "0"})
        elif self.path not in site.files:
            self._head(404, {"Content-Length": "0"})
        else:
            step = site.steps.pop(0) if method == "GET" and site.steps else None
            self._serve(site.files[self.path], method, step)

    def _serve(self, body: bytes, method: str, step: int | str | None) -> None:
        if isinstance(step, str) and step.isdigit():
            return self._head(int(step), {"Content-Length": "0"})
        ranged = self.headers.get("Range") if step != "no-range" else None
        start = int(ranged.removeprefix("bytes=").removesuffix("-")) if ranged else 0
        if start >= len(body) > 0:
            return self._head(416, {"Content-Length": "0"})
        headers = {"Content-Length": str(len(body) - start)}
        if ranged:
            headers["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
        self._head(206 if ranged else 200, headers)
        if method == "GET":
            self._body(body[start:], step)
        return None

    def _body(self, body: bytes, step: int | str | None) -> None:
        self.wfile.write(body[:step] if isinstance(step, int) else body[: len(body) // 2])
        if isinstance(step, int):
            self.close_connection = True
        elif step == "stall":
            self.site.over.wait(30)
        else:
            self.wfile.write(body[len(body) // 2 :])

    def _head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        kind = "text/html" if self.path.endswith("/") else "application/octet-stream"
        for name, value in {"Content-Type": kind, **headers}.items():
            self.send_header(name, value)
        self.end_headers()


@contextmanager
def serving(site: Site) -> Iterator[Site]:
    """Serve the site on a free port until the block ends; stalled answers are let go then."""
    handler = type("Handler", (_Handler,), {"site": site})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    site.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        site.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Fail when the block takes longer."""
    start = time.monotonic()
    yield
    assert time.monotonic() - start < seconds
