"""The figures as a table in plain text."""

from collections.abc import Iterator
from typing import Any

Figures = dict[str, Any]
_SEARCHES = {
    "all": "no window",
    "window": "date window",
    "all_4_threads": "no window, 4 threads",
    "window_4_threads": "date window, 4 threads",
}


def table(figures: Figures) -> str:
    """One figure a line, what it is first."""
    return "\n".join(f"{name:<34}{value}" for name, value in _lines(figures))


def _lines(figures: Figures) -> Iterator[tuple[str, str]]:
    index, search = figures["index"], figures["search"]
    yield "archive", f"{index['chunks']} chunks of {index['articles']} articles, copies of {figures['bases']}"
    yield "vectors", index["embedder"]
    speed = f"{index['passages_per_s']} passages/s ({index['indexed']} in {index['seconds']} s)"
    yield "indexing", f"{speed}, at most {index['peak_mb']} MB"
    first, second = figures["encode_alone"]
    speeds = f"{first['passages_per_s']} before, {second['passages_per_s']} after"
    yield "sentence-transformers alone", f"{speeds} passages/s ({first['passages']} each)"
    yield "on disk", ", ".join(f"{name} {size} MB" for name, size in index["disk_mb"].items())
    yield "opening", f"{search['opened_s']} s; first search {search['first_ms']} ms"
    yield "first search with a window", f"{search['first_window_ms']} ms"
    for key, name in _SEARCHES.items():
        found = search[key]
        yield f"search, {name}", f"p50 {found['p50_ms']} ms, p95 {found['p95_ms']} ms (n = {found['n']})"
    yield "memory searching", f"{search['peak_mb']} MB, after windows {search['peak_with_window_mb']} MB"
    for key in ("all", "window"):
        found = figures["as_exact"][key]
        shares = f"{found['found']:.2%} of it found, all of it for {found['same']:.2%} of questions"
        yield f"exact top 10, {_SEARCHES[key]}", f"{shares} (n = {found['n']})"
