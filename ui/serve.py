"""Where the page listens, and the browser that shows it."""

import errno
import os
import socket
import sys
import threading
import webbrowser
from typing import Protocol

from index.errors import BelegtError, SettingsError

PORTS_TRIED = 10


class Warmable(Protocol):
    """What can be made ready ahead of the first question."""

    def warm(self) -> None:
        """Load the models; BelegtError when they cannot be loaded."""
        ...


def free_port(host: str, port: int) -> int:
    """The first free port of ten from `port` on, any free one for 0; SettingsError for none, or no such host."""
    if port == 0:
        return _any_port(host)
    last = min(port + PORTS_TRIED, 65536)
    for candidate in range(port, last):
        if _is_free(host, candidate):
            if candidate != port:
                print(f"belegt: port {port} is taken, using {candidate}.", file=sys.stderr)
            return candidate
    raise SettingsError(f"Ports {port} to {last - 1} on {host} are taken. Choose another: belegt chat --port N")


def _any_port(host: str) -> int:
    with _probe(host, 0) as probe:
        return int(probe.getsockname()[1])


def _is_free(host: str, port: int) -> bool:
    try:
        _probe(host, port).close()
    except OSError:
        return False
    return True


def _probe(host: str, port: int) -> socket.socket:
    """A socket bound there; OSError when the port is taken, SettingsError when the host is not of this machine."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror as error:
        raise SettingsError(f"Expected --host to be an address of this machine, found {host!r}.") from error
    probe = socket.socket(family, kind, protocol)
    if os.name != "nt":
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        probe.bind(address)
    except OSError as error:
        probe.close()
        if error.errno == errno.EADDRNOTAVAIL:
            raise SettingsError(f"Expected --host to be an address of this machine, found {host!r}.") from error
        raise
    return probe


def spare_proxy(host: str) -> None:
    """Keep the page's own start-up check away from a proxy named in the environment."""
    for name in ("NO_PROXY", "no_proxy"):
        spared = [part for part in os.environ.get(name, "").split(",") if part]
        os.environ[name] = ",".join(dict.fromkeys([*spared, host, "127.0.0.1", "localhost"]))


def warm_in_background(pipeline: Warmable, ready: threading.Event) -> threading.Thread:
    """Start warming the pipeline; `ready` is set at its end, whether it went well or not."""

    def work() -> None:
        try:
            pipeline.warm()
        except BelegtError as error:
            print(f"belegt: {error}", file=sys.stderr)
        finally:
            ready.set()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def show(address: str) -> None:
    """Open the address in the user's browser, where there is a display."""
    headless = sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    if not headless:
        webbrowser.open(address)
