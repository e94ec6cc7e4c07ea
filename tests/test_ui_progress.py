import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from rag.period import Period
from rag.types import Event, Nearest, Searched
from tests.fake_product import ABSTAINED, ANSWER, EVIDENCE, QUOTE, FakePipeline
from ui.live import show_live
from ui.output import one_line, printable
from ui.progress import PlainProgress, Speed, State
from ui.search_words import searched_line
from ui.show import answer_text, citation_lines, origin


class Clock:
    """Time that passes when told to."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_plain_lines_come_every_few_seconds_with_speed_and_what_is_left(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    shown = PlainProgress("Indexing", "files", Speed("articles", clock))
    shown.update(State(1, 500))
    clock.now += 10
    shown.update(State(120, 500, amount=132))
    clock.now += 1
    shown.update(State(130, 500))
    captured = capsys.readouterr()
    # 132 articles in 10 s; 380 files are left at 12 files/s
    assert captured.err == "Indexing: 120/500 files, 13.2 articles/s, 32 s left\n"
    assert captured.out == ""


def test_nothing_done_yet_promises_nothing() -> None:
    assert Speed("files", Clock()).left(State(0, 5)) == ""


@given(st.text())
def test_printable_text_cannot_steer_a_terminal(text: str) -> None:
    assert all(char in "\n\t" or not (ord(char) < 32 or 127 <= ord(char) < 160) for char in printable(text))
    assert "\n" not in one_line(text)


def test_printable_keeps_what_news_is_written_with() -> None:
    assert printable("„Ja“ – 3 € Straße\n\tTee\x1b[31m") == "„Ja“ – 3 € Straße\n\tTee"


def test_english_and_undated_origin() -> None:
    assert origin(EVIDENCE, "en").endswith("Seebacher Bote, published 21 May 2025, Event: 20 May 2025")
    bare = EVIDENCE.__class__("x", "", None, None, None, "", 0, 0, 0.0)
    assert origin(bare, "de") == "x, ohne Datum"


def test_abstaining_has_no_quotation() -> None:
    assert answer_text(ABSTAINED) == "Dazu steht nichts im Archiv."


def test_abstaining_tells_its_search_after_its_own_line() -> None:
    searched = Searched(2, date(2025, 5, 14), date(2025, 5, 21), undated=1, missing=("Wien", "Graz\x1b[31m"))
    outside = Period(date(2025, 3, 1), date(2025, 3, 31))
    answer = replace(ABSTAINED, searched=searched, nearest=Nearest(EVIDENCE, outside), language="en")
    assert answer_text(answer).split("\n") == [
        "Dazu steht nichts im Archiv.",
        "",
        "Searched: 2 articles, published from 14 to 21 May 2025, 1 of them undated. "
        "“Wien” and “Graz” are in no article.",
        f"Nothing found in March 2025; the nearest day found is 20 May 2025: “{QUOTE}”",
        f"    {origin(EVIDENCE, 'en')}",
    ]


@pytest.mark.parametrize(
    ("searched", "german", "english"),
    [
        (Searched(0, None, None), "Kein Artikel zu durchsuchen.", "There is no article to search."),
        (
            Searched(1, date(2025, 5, 1), date(2025, 5, 1)),
            "Durchsucht: ein Artikel, erschienen am 1. Mai 2025.",
            "Searched: one article, published on 1 May 2025.",
        ),
        (Searched(3, None, None, 3), "Durchsucht: 3 Artikel, ohne Datum.", "Searched: 3 articles, undated."),
    ],
)
def test_what_was_searched_in_words(searched: Searched, german: str, english: str) -> None:
    assert (searched_line(searched, "de"), searched_line(searched, "en")) == (german, english)


def test_a_translation_stands_under_its_quotation() -> None:
    citation = replace(ANSWER.citations[0], translation="They phoned.\x1b[31m")
    lines = citation_lines(replace(ANSWER, citations=[citation], language="en"))
    assert lines[1] == "    Translation by the language model: They phoned."
    assert lines[2] == f"    {origin(citation, 'en')}"


def terminal() -> tuple[Console, io.StringIO]:
    stream = io.StringIO()
    return Console(file=stream, force_terminal=True, width=400, color_system=None, highlight=False), stream


def test_in_a_terminal_evidence_comes_first_then_the_draft_then_the_answer() -> None:
    console, stream = terminal()
    answer = show_live(FakePipeline().stream("Wann?", as_of=date(2025, 6, 1)), console)
    shown = stream.getvalue()
    assert answer is not None
    assert answer.text == ANSWER.text
    evidence, final = shown.index(f"· {QUOTE}"), shown.index(f"[1] „{QUOTE}“")
    assert evidence < shown.index("Sie telefonierten") < final


def test_in_a_terminal_article_text_is_no_markup_and_no_escape() -> None:
    console, stream = terminal()

    def answer(question: str) -> object:
        return ANSWER.__class__(**{**vars(ANSWER), "text": "[bold]Wort[/bold] \x1b]0;title\x07 [1]"})

    show_live(FakePipeline(answer).stream("Wann?"), console)  # type: ignore[arg-type]
    assert "[bold]Wort[/bold]" in stream.getvalue()
    assert "\x1b]0" not in stream.getvalue()


def test_stopping_closes_the_stream() -> None:
    closed = []

    def events() -> Iterator[Event]:
        try:
            yield from FakePipeline().stream("Wann?")
            raise KeyboardInterrupt
        finally:
            closed.append(True)

    with pytest.raises(KeyboardInterrupt):
        show_live(events(), terminal()[0])  # type: ignore[arg-type]
    assert closed == [True]
