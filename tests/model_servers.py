"""Language-model servers for tests: one that plays a script of faults, and real ones around a real model."""

import hashlib
import json
import os
import select
import shutil
import socket
import subprocess
import threading
import time
import urllib.request
import venv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from rag.llm.base import LLM, Prompt, Usage

REQUIREMENTS = ("ollama-proxy-plus==0.1.0", "xllamacpp==2026.10.11549")
MODEL_SERVER = """
import sys, time, xllamacpp
params = xllamacpp.CommonParams()
params.model.path, params.port, params.n_ctx, params.n_parallel = sys.argv[1], int(sys.argv[2]), 2048, 1
params.warmup = False
server = xllamacpp.Server(params)
time.sleep(600)
"""


def collect(llm: LLM, prompt: Prompt, max_tokens: int = 40, stop: Sequence[str] = ("\n\n",)) -> tuple[str, Usage]:
    """The whole text of a call, and its usage."""
    parts: list[str] = []
    stream = llm.stream(prompt, max_tokens=max_tokens, stop=stop)
    while True:
        try:
            parts.append(next(stream).text)
        except StopIteration as end:
            return "".join(parts), end.value


@dataclass
class Reply:
    """One answer: status, then steps: bytes to send, "stall" (silent until the client goes), "cut" (hang up)."""

    steps: Sequence[bytes | str] = ()
    status: int = 200
    kind: str = "application/json"


@dataclass
class Script:
    """Replies by path, and what came in: (path, body, headers). `client_gone` is set when one hangs up on a stall."""

    replies: dict[str, Reply] = field(default_factory=dict)
    requests: list[tuple[str, Any, dict[str, str]]] = field(default_factory=list)
    client_gone: threading.Event = field(default_factory=threading.Event)
    over: threading.Event = field(default_factory=threading.Event)
    url: str = ""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    script: Script

    def do_GET(self) -> None:
        self._play()

    def do_POST(self) -> None:
        self._play()

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Quiet."""

    def _play(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length)) if length else None
        self.script.requests.append((self.path, body, dict(self.headers.items())))
        reply = self.script.replies.get(self.path, Reply([b'{"error": "no such path"}'], 404))
        self.close_connection = True
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.kind)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for step in reply.steps:
            if step == "cut":
                return
            self._step(step)
        self.wfile.write(b"0\r\n\r\n")

    def _step(self, step: bytes | str) -> None:
        if isinstance(step, bytes):
            self.wfile.write(f"{len(step):x}\r\n".encode() + step + b"\r\n")
            return
        while not self.script.over.is_set():
            if select.select([self.connection], [], [], 0.02)[0] and not self.connection.recv(1):
                self.script.client_gone.set()
                return


@contextmanager
def playing(script: Script) -> Iterator[Script]:
    """Serve the script on a free port until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"script": script}))
    server.daemon_threads = True
    script.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield script
    finally:
        script.over.set()
        server.shutdown()
        server.server_close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def server_environment(cache: Path) -> Path:
    """The Python of an environment of its own with both servers, made once per list of requirements.

    Raises subprocess.CalledProcessError when pip cannot install them.
    """
    folder = cache / "test-venvs" / hashlib.sha256("\n".join(REQUIREMENTS).encode()).hexdigest()[:12]
    python = folder / "bin" / "python"
    if not (folder / "complete").exists():
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *REQUIREMENTS], check=True, capture_output=True)
        (folder / "complete").touch()
    return python


@dataclass
class Process:
    """A running server and its address."""

    url: str
    process: "subprocess.Popen[bytes]"

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@contextmanager
def model_server(python: Path, weights: Path) -> Iterator[Process]:
    """llama.cpp's own HTTP server (OpenAI-compatible) around a GGUF file."""
    port = free_port()
    with _running(
        [python, "-c", MODEL_SERVER, weights, str(port)], {}, f"http://127.0.0.1:{port}", "/v1/models"
    ) as one:
        yield one


@contextmanager
def ollama_proxy(python: Path, upstream: str, model: str) -> Iterator[Process]:
    """A proxy that speaks Ollama's protocol in front of `upstream`; its model is called local/`model`."""
    port = free_port()
    extra = {"PROVIDERS_LOCAL_BASE_URL": f"{upstream}/v1", "EXTRA_MODELS": f"local/{model}"}
    command = [str(python.with_name("ollama-proxy")), "--host", "127.0.0.1", "--port", str(port)]
    with _running(command, extra, f"http://127.0.0.1:{port}", "/api/version") as one:
        yield one


@contextmanager
def true_ollama(program: str, folder: Path, weights: Path, model: str) -> Iterator[Process]:
    """Ollama itself on a port and with a model folder of its own, holding the GGUF file as `model`."""
    host = f"127.0.0.1:{free_port()}"
    extra = {"OLLAMA_HOST": host, "OLLAMA_MODELS": str(folder / "models")}
    (folder / "Modelfile").write_text(f"FROM {weights}\n", encoding="utf-8")
    with _running([program, "serve"], extra, f"http://{host}", "/api/version") as one:
        command = [program, "create", model, "-f", str(folder / "Modelfile")]
        subprocess.run(command, check=True, capture_output=True, env=os.environ | extra)
        yield one


@contextmanager
def _running(command: Sequence[str | Path], extra: dict[str, str], url: str, healthy: str) -> Iterator[Process]:
    """Start, wait until the path `healthy` answers, and stop at the end."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen([*command], env=os.environ | extra, stdout=quiet, stderr=quiet)
    try:
        _wait(url + healthy, process)
        yield Process(url, process)
    finally:
        process.kill()
        process.wait()


def _wait(url: str, process: "subprocess.Popen[bytes]", seconds: float = 60) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert process.poll() is None, f"the server ended with code {process.returncode}"
        try:
            with opener.open(url, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"nothing answers at {url} after {seconds} s")
