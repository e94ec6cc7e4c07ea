"""index/encoding.py: German text comes out right from every encoding that news files have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.encoding import decode
from index.errors import UnreadableError

TEXT = "Das Gespräch dauerte länger – „sehr substanziell“, so Müller. Größe: 5 €.\nZweite Zeile.\n"
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_text_comes_back_from(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


def test_latin1_umlauts() -> None:
    assert decode("Über Gespräche in Köln und Füße".encode("latin-1")) == "Über Gespräche in Köln und Füße"


def test_line_ends_become_newlines() -> None:
    assert decode(b"a\r\nb\rc\n") == "a\nb\nc\n"


def test_characters_are_not_normalised() -> None:
    text = "a\u0308 fi\ufb01 \u00ad \u00a0 \u201e"
    assert decode(text.encode()) == text


def test_utf8_cut_off_in_a_character() -> None:
    assert decode("Gespräche über Größe".encode()[:-3] + b"\xc3").startswith("Gespräche über Gr")


def test_declared_charset_of_a_page() -> None:
    page = '<html><meta charset="windows-1250"><p>Wałęsa</p></html>'
    assert "Wałęsa" in decode(page.encode("cp1250"))


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"%PDF-1.7 ...", "PDF"),
        (bytes(range(256)) * 20, "binary"),
        (b"abc\x00\x01\x02\x03" * 50, "binary"),
    ],
)
def test_binary_is_refused_in_one_line(data: bytes, what: str) -> None:
    with pytest.raises(UnreadableError, match=what) as caught:
        decode(data)
    assert "\n" not in str(caught.value)


@given(st.text(alphabet=st.characters(codec="cp1252", exclude_categories=["Cc"]), min_size=1))
def test_any_utf8_text_is_kept(text: str) -> None:
    text = text.lstrip("\ufeff")
    try:
        assert decode(text.encode("utf-8")) == text
    except UnreadableError:
        assert text.startswith(("%PDF-", "GIF8", "SQLite"))
