"""Files and folders -> articles, one at a time; a bad file is one `Failure`, and the rest goes on."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from index.article import Article, Failure
from index.encoding import decode
from index.errors import UnreadableError
from index.formats import read_jsonl, read_markdown, read_text
from index.raw import RawArticle, to_article

READER_VERSION = "articles-3, as shown"
"""Changes with what is read from the same file: title, date, source, or the blocks that are dropped."""
LARGEST_FILE = 20 * 1024 * 1024
"""Bytes; a larger file is no news article. JSON Lines may hold many articles and be ten times as large."""

SUFFIXES = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".jsonl", ".ndjson")


def read_paths(paths: Iterable[Path]) -> Iterator[Article | Failure]:
    """All articles of `paths`, folders recursively. Of two articles with one id the second is a failure."""
    files, failures = find_files(paths)
    yield from failures
    owners: dict[str, str] = {}
    for file in files:
        for result in read_file(file):
            if isinstance(result, Article) and (owner := owners.setdefault(result.id, str(file))) != str(file):
                reason = f"expected an id of its own, found {result.id!r} of {owner} again: rename one of the files"
                yield Failure(str(file), reason)
            else:
                yield result


def find_files(paths: Iterable[Path]) -> tuple[list[Path], list[Failure]]:
    """The readable-looking files below `paths`, each once, and what cannot be read at all."""
    files: dict[Path, None] = {}
    failures: list[Failure] = []
    for path in paths:
        for found in _walk(path, named=True):
            if isinstance(found, Failure):
                failures.append(found)
            else:
                files.setdefault(found)
    return list(files), failures


def _walk(path: Path, named: bool = False) -> Iterator[Path | Failure]:
    """Files below `path`, sorted, hidden ones skipped unless named; links to folders are not followed."""
    try:
        if path.is_dir():
            if named or not path.is_symlink():
                for inner in sorted(path.iterdir()):
                    if not inner.name.startswith("."):
                        yield from _walk(inner)
        else:
            path.stat()
            yield path if path.suffix.lower() in SUFFIXES and path.is_file() else _unknown(path)
    except OSError as error:
        yield Failure(str(path), _os_reason(error))


def _unknown(path: Path) -> Failure:
    if not path.is_file():
        return Failure(str(path), "expected a regular file, found a pipe or device: leave it out")
    found = path.suffix or "a file without suffix"
    return Failure(str(path), f"expected {', '.join(SUFFIXES)}, found {found}: convert the file or leave it out")


def read_file(path: Path) -> Iterator[Article | Failure]:
    """The article of a file, or the articles of a JSON Lines file; never raises for what a file holds."""
    try:
        for raw in _raw(path, _bytes(path)):
            yield _finished(raw, path)
    except OSError as error:
        yield Failure(str(path), _os_reason(error))
    except UnreadableError as error:
        yield Failure(str(path), str(error))


def _finished(raw: RawArticle | UnreadableError, path: Path) -> Article | Failure:
    if isinstance(raw, UnreadableError):
        return Failure(str(path), str(raw))
    try:
        return to_article(raw, str(path))
    except UnreadableError as error:
        return Failure(str(path), f"{raw.id}: {error}" if raw.is_data else str(error))


def _bytes(path: Path) -> bytes:
    if not path.is_file():
        path.stat()
        raise UnreadableError("expected a regular file, found something else: leave it out")
    limit = LARGEST_FILE * (10 if _is_jsonl(path) else 1)
    if (size := path.stat().st_size) > limit:
        found = f"found {size / 1e6:.0f} MB: split the file or leave it out"
        raise UnreadableError(f"expected at most {limit / 1e6:.0f} MB, {found}")
    data = path.read_bytes()
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise UnreadableError("expected an article, found an empty file: leave it out")
    return data


def _raw(path: Path, data: bytes) -> Iterator[RawArticle | UnreadableError]:
    suffix = path.suffix.lower()
    if suffix == ".pdf":
        from index.pdf import read_pdf

        yield read_pdf(data, path.stem)
    elif suffix in (".html", ".htm", ".xhtml"):
        from index.html import read_html

        yield read_html(decode(data), path.stem)
    elif _is_jsonl(path):
        yield from read_jsonl(decode(data), path.stem)
    else:
        yield (read_markdown if suffix in (".md", ".markdown") else read_text)(decode(data), path.stem)


def _is_jsonl(path: Path) -> bool:
    return path.suffix.lower() in (".jsonl", ".ndjson")


def _os_reason(error: OSError) -> str:
    """The operating system's reason in one line, with what mends it."""
    if isinstance(error, PermissionError):
        return "expected a readable file or folder, found no right to read it: change its rights or leave it out"
    if isinstance(error, FileNotFoundError):
        return "expected a file or folder, found nothing there: check the path"
    return f"expected a readable file or folder, found: {error.strerror or error}. Check the path"
