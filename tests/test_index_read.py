"""index/read.py: every format, and one clear line for every file that cannot be read."""

import io
import json
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path, PosixPath

import pytest

from index import read
from index.article import Article, Failure
from index.blocks import fold
from index.read import find_files, read_file, read_paths

TEXT = "Der Stadtrat hat am Dienstag den Bau der Brücke beschlossen. Die Arbeiten dauern drei Jahre und sind teuer.\n"


def articles(results: Sequence[Article | Failure]) -> list[Article]:
    return [result for result in results if isinstance(result, Article)]


def failures(results: Sequence[Article | Failure]) -> list[Failure]:
    return [result for result in results if isinstance(result, Failure)]


def only(path: Path) -> Article:
    (result,) = read_file(path)
    assert isinstance(result, Article)
    return result


def reason(path: Path) -> str:
    (result,) = read_paths([path])
    assert isinstance(result, Failure)
    assert result.path == str(path)
    assert "\n" not in result.reason
    return result.reason


def pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """A minimal PDF with the given lines, in Helvetica (CP1252)."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for lines in pages:
        shown = b"".join(b"(" + line.encode("cp1252") + b") Tj T* " for line in lines)
        stream = b"BT /F1 11 Tf 14 TL 50 780 Td " + shown + b"ET"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        content = len(objects)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources "
            b"<< /Font << /F1 3 0 R >> >> >>" % content
        )
        kids.append(len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    out = io.BytesIO(b"")
    out.write(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % offset for offset in offsets))
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))
    return out.getvalue()


def test_text_file(tmp_path: Path) -> None:
    path = tmp_path / "bruecke.txt"
    path.write_text(f"Seeburg baut eine Brücke\n\n04.03.2025\n\nVon dpa\n\n{TEXT}", encoding="utf-8")
    article = only(path)
    assert (article.id, article.title) == ("bruecke", "Seeburg baut eine Brücke")
    assert (article.text, article.published) == (TEXT.strip(), date(2025, 3, 4))
    assert (article.date_origin, article.source, article.lang) == ("line 3", "dpa", "de")
    assert [dropped.text for dropped in article.dropped] == ["04.03.2025", "Von dpa"]
    assert article.path == str(path)


def test_published_is_never_the_files_own_date(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"Seeburg baut eine Brücke\n\n{TEXT}", encoding="utf-8")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    assert only(path).published is None


def test_missing_title_is_the_first_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert only(path).title == "Der Stadtrat hat am Dienstag den Bau der Brücke beschlossen."


def test_pdf_pages_become_one_text(tmp_path: Path) -> None:
    head = "Seeburger Anzeiger"
    pages = [
        [
            head,
            "Seeburg baut eine neue Brücke",
            "04.03.2025",
            "Der Stadtrat hat am Dienstag den Bau der Brücke be-",
            "schlossen. Die Arbeiten dauern drei Jahre, wie die Ver-",
            "waltung mitteilte. Der Bund zahlt mit und",
            "1",
        ],
        [head, "übernimmt die Hälfte der Kosten, sagte der Minister.", "2"],
        [head, "Die Opposition ist dagegen. Sie will klagen.", "3"],
    ]
    path = tmp_path / "seite.pdf"
    path.write_bytes(pdf(pages))
    article = only(path)
    assert article.title == "Seeburg baut eine neue Brücke"
    assert article.published == date(2025, 3, 4)
    assert "Brücke beschlossen. Die Arbeiten dauern drei Jahre, wie die Verwaltung mitteilte." in article.text
    assert "Der Bund zahlt mit und übernimmt die Hälfte der Kosten, sagte der Minister." in article.text
    assert head not in article.text


def test_pdf_without_text_says_so(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(pdf([[]]))
    assert "holds none" in reason(path)


@pytest.mark.parametrize("data", [b"%PDF-1.4\nbroken", b"no pdf at all", b"%PDF-1.7\n" + bytes(range(256)) * 9])
def test_broken_pdf_says_so(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(data)
    assert "PDF" in reason(path)


def test_jsonl_reads_the_good_lines_and_names_the_bad(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "a", "title": "Titel", "text": TEXT, "date": "2025-03-23", "lang": "de", "kind": "x"}),
        json.dumps(
            {
                "id": "b",
                "title": None,
                "text": "The minister resigned.",
                "published": "Feb 7, 2021",
                "url": "https://www.example.org/b",
            }
        ),
        '{"id": "c", "text": "abgeschnitten',
        json.dumps({"id": "d", "text": TEXT, "date": None, "source": "Anzeiger"}),
        json.dumps({"id": "e", "text": "  "}),
        json.dumps(["no", "object"]),
        json.dumps({"id": "a", "text": TEXT}),
        json.dumps({"text": TEXT, "date": "23.03.2025"}),
    ]
    path = tmp_path / "corpus.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    results = list(read_file(path))
    found = {article.id: article for article in articles(results)}
    assert {key: article.published for key, article in found.items()} == {
        "a": date(2025, 3, 23),
        "b": date(2021, 2, 7),
        "d": None,
        "corpus-8": date(2025, 3, 23),
    }
    assert (found["b"].lang, found["b"].source, found["d"].source) == ("en", "example.org", "Anzeiger")
    assert found["b"].title == "The minister resigned."
    assert [failure.reason.split(":")[0] for failure in failures(results)] == ["line 3", "line 5", "line 6", "line 7"]


def test_folders_are_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.html", ".hidden.txt", ".git/x.txt", "notes.docx"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(
            f"<html><body><article><p>{TEXT}</p><p>{TEXT}</p></article></body></html>" if "html" in name else TEXT
        )
    files, problems = find_files([tmp_path, tmp_path / "b.txt"])
    assert [file.name for file in files] == ["a.md", "b.txt", "c.html"]
    assert [(Path(p.path).name, ".docx" in p.reason) for p in problems] == [("notes.docx", True)]
    results = list(read_paths([tmp_path]))
    assert [article.id for article in articles(results)] == ["a", "b", "c"]
    assert len(failures(results)) == 1


def test_two_files_with_one_id_are_not_mixed_up(tmp_path: Path) -> None:
    for name in ("a.txt", "z/a.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    results = list(read_paths([tmp_path]))
    assert len(articles(results)) == 1
    assert ["again" in failure.reason for failure in failures(results)] == [True]


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n ", "empty"),
        ("bom.txt", b"\xef\xbb\xbf", "empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00", "PNG"),
        ("noise.md", bytes(range(256)) * 8, "binary"),
        ("empty.html", b"<html><head><title>T</title></head><body></body></html>", "without text"),
        ("nothing.html", b"   <!-- -->", "without text"),
        ("unknown.docx", b"PK", ".docx"),
        ("unknown", b"text", "suffix"),
    ],
)
def test_unreadable_files_fail_in_one_clear_line(name: str, data: bytes, word: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert word in reason(path)


def test_too_large_is_refused_without_reading(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(read.LARGEST_FILE + 1)
    assert "at most 21 MB" in reason(path)


def test_what_the_system_refuses_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    assert "nothing there" in reason(tmp_path / "missing.txt")
    assert "Not a directory" in reason(tmp_path / "file.txt" / "below.txt")
    assert "symbolic links" in reason(tmp_path / "loop.txt")
    assert [a.id for a in articles(list(read_paths([tmp_path])))] == ["file"]


def test_a_pipe_is_refused_and_never_opened(tmp_path: Path) -> None:
    (tmp_path / "file.txt").write_text(TEXT, encoding="utf-8")
    os.mkfifo(tmp_path / "pipe.txt")
    files, refused = find_files([tmp_path])
    assert [file.name for file in files] == ["file.txt"]
    assert [(Path(f.path).name, "found a pipe" in f.reason) for f in refused] == [("pipe.txt", True)]


class Locked(PosixPath):
    """A path that the system gives no right to, which root cannot make with chmod."""

    def is_dir(self) -> bool:
        raise PermissionError(13, "Permission denied", str(self))


def test_no_right_to_read_is_one_line() -> None:
    (found,) = read_paths([Locked("/private/folder")])
    assert isinstance(found, Failure)
    assert "no right" in found.reason


def test_a_folder_that_loops_back_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "back").symlink_to(tmp_path, target_is_directory=True)
    assert [article.id for article in articles(list(read_paths([tmp_path])))] == ["a"]


def test_every_paragraph_stands_word_for_word_in_the_file(tmp_path: Path) -> None:
    raw = (
        f"Titel der Meldung\n\nStand: 4. März 2025\n\n{TEXT}\n„Ja\u00a0– so ist es“, sagte er. Es blieb da\u00adbei.\n"
    )
    path = tmp_path / "a.txt"
    path.write_text(raw, encoding="utf-8")
    paragraphs = only(path).text.split("\n\n")
    assert len(paragraphs) == 2
    assert all(fold(paragraph) in fold(raw) for paragraph in paragraphs)


def test_reading_is_lazy(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    results = read_paths([tmp_path])
    first = next(results)
    (tmp_path / "b.txt").write_bytes(b"")
    assert isinstance(first, Article)
    assert ["empty" in failure.reason for failure in failures(list(results))] == [True]
