"""Where the command line writes: machine output on stdout alone, all else on stderr."""

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TYPE_CHECKING, TextIO

from index.invisible import UNSEEN, visible

if TYPE_CHECKING:
    from rich.console import Console

WHOLE_LINES = 1000


def printable(text: str) -> str:
    """The text without control characters and invisible ones: an article must not be able to steer a terminal."""
    return visible(text)


def one_line(text: str) -> str:
    """The text on one line, runs of white space folded, without control characters."""
    return printable(" ".join(text.split()))


def stderr_console() -> "Console":
    """A console for progress, reports and messages."""
    from rich.console import Console

    return Console(stderr=True, highlight=False)


def stdout_console() -> "Console":
    """A console for people; lines are left whole when stdout is a file or a pipe."""
    from rich.console import Console

    return Console(highlight=False, width=None if sys.stdout.isatty() else WHOLE_LINES)


class JsonLines:
    """Writes one JSON object a line, flushed at once so that a reader need not wait for the last."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, value: object) -> None:
        self._stream.write(_escaped(json.dumps(value, ensure_ascii=False)) + "\n")
        self._stream.flush()


def _escaped(line: str) -> str:
    """The same JSON, with what a terminal must not get raw as escapes, so that quotations stay exact."""
    return UNSEEN.sub(lambda found: re.sub("(....)", r"\\u\1", found[0].encode("utf-16-be").hex()), line)


@contextmanager
def json_lines() -> Iterator[JsonLines]:
    """Takes stdout for JSON lines in UTF-8; whatever else is printed meanwhile goes to stderr.

    The file descriptor is turned as well, because native libraries write past `sys.stdout`.
    """
    sys.stdout.flush()
    stream, restore = _take_stdout()
    before, sys.stdout = sys.stdout, sys.stderr
    try:
        yield JsonLines(stream)
    finally:
        sys.stdout = before
        restore()


class _Turned:
    """stdout's own file descriptor, kept aside while number 1 points at stderr."""

    def __init__(self) -> None:
        self._kept = os.dup(1)
        os.dup2(2, 1)
        binary = os.fdopen(os.dup(self._kept), "wb")
        self.stream = TextIOWrapper(binary, encoding="utf-8", errors="backslashreplace", newline="\n")

    def restore(self) -> None:
        os.dup2(self._kept, 1)
        os.close(self._kept)
        self.stream.close()


def _take_stdout() -> tuple[TextIO, Callable[[], None]]:
    if not _is_descriptor_1(sys.stdout):
        return sys.stdout, lambda: None
    turned = _Turned()
    return turned.stream, turned.restore


def _is_descriptor_1(stream: TextIO) -> bool:
    try:
        return stream.fileno() == 1
    except (OSError, ValueError, AttributeError):
        return False
