"""The page in a real browser, with a pipeline that invents its answers."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.request import urlopen

import pytest

from index.errors import BelegtError, ModelUnavailableError, QuestionError
from index.scope import Scope
from rag.types import Answer
from tests.browser import SECONDS, ask, need_browser, served, visitors
from tests.fake_pipeline import ABSTAINED, ENGLISH, GERMAN, FakePipeline
from ui.texts import DE, EN

need_browser()
from playwright.sync_api import Browser, Page, expect  # noqa: E402 (absent where tests are skipped)

pytestmark = pytest.mark.browser


def choose(question: str) -> Answer | BelegtError:
    """An answer by a word of the question."""
    kinds: dict[str, Answer | BelegtError] = {
        "Wetter": ABSTAINED,
        "stirbt": ModelUnavailableError("The model stopped. Check it with: belegt doctor"),
        "xxxx": QuestionError("Expected at most 2000 characters, found 10000."),
        "last": ENGLISH,
    }
    return next((answer for word, answer in kinds.items() if word in question), GERMAN)


@pytest.fixture
def pipeline() -> FakePipeline:
    return FakePipeline(choose)


@pytest.fixture
def address(pipeline: FakePipeline) -> Iterator[str]:
    with served(pipeline) as address:
        yield address


@pytest.fixture
def visit(chromium: Browser, address: str) -> Iterator[Callable[..., Page]]:
    with visitors(chromium, address) as visit:
        yield visit


def wait_until(true: Callable[[], object], page: Page) -> None:
    end = time.monotonic() + 10
    while not true() and time.monotonic() < end:
        page.wait_for_timeout(50)
    assert true()


def test_an_answer_and_its_proof(visit: Callable[..., Page]) -> None:
    page = visit()
    ask(page, "Wann haben sie zuletzt telefoniert?")
    expect(page.locator("#answer-1 .b-text")).to_contain_text("Zuletzt telefonierten Ada Kern und Ole Brandt")
    expect(page.locator("#proof-1-1 blockquote mark")).to_have_text(GERMAN.citations[0].quote)
    page.locator("a.b-marker").nth(1).click()
    expect(page.locator("#proof-1-2")).to_be_focused()
    page.locator("#proof-1-2 .b-back").click()
    expect(page.locator("#answer-1")).to_be_focused()


def test_the_whole_article_opens_at_the_quotation(visit: Callable[..., Page]) -> None:
    page = visit()
    ask(page, "Wann?")
    page.locator("#proof-1-1 summary").click()
    mark = page.locator("#proof-1-1 .b-article-text mark")
    expect(mark).to_be_in_viewport()
    assert page.locator("#proof-1-1 .b-article-text").evaluate("box => box.scrollTop") > 500


def test_an_earlier_marker_opens_its_own_proof(visit: Callable[..., Page]) -> None:
    page = visit()
    ask(page, "Wann?")
    ask(page, "When did they last phone?", turn=2)
    expect(page.locator("#proof-1-2")).to_be_hidden()
    page.locator("#answer-1 a.b-marker").nth(1).click()
    expect(page.locator("#proof-1-2")).to_be_visible()
    expect(page.locator("#proof-1-2 blockquote mark")).to_have_text(GERMAN.citations[1].quote)


def test_evidence_then_draft_then_answer(visit: Callable[..., Page], pipeline: FakePipeline) -> None:
    pipeline.pause = 0.4
    page = visit()
    ask(page, "Wann?", wait=False)
    expect(page.get_by_role("heading", name=DE.unproven)).to_be_visible(timeout=SECONDS)
    expect(page.locator(".b-passage mark").first).to_have_text(GERMAN.evidence[0].text)
    expect(page.get_by_text(DE.draft)).to_be_visible(timeout=SECONDS)
    expect(page.locator(".b-draft .b-text")).to_contain_text("Zuletzt telefonierten")
    expect(page.locator("a.b-marker")).to_have_count(0)
    expect(page.get_by_role("heading", name=DE.proven)).to_be_visible(timeout=SECONDS)
    expect(page.locator(".b-draft")).to_have_count(0)


def test_the_proof_is_there_while_it_is_translated(visit: Callable[..., Page], pipeline: FakePipeline) -> None:
    citations = [replace(ENGLISH.citations[0], translation="Kern telefonierte am Dienstag.")]
    pipeline.choose = lambda question: replace(ENGLISH, citations=citations, short="on 20 May 2025")
    pipeline.pause = 1.0
    page = visit()
    ask(page, "When?", wait=False)
    expect(page.get_by_text(DE.translating)).to_be_visible(timeout=2 * SECONDS)
    expect(page.locator("#proof-1-1 blockquote mark")).to_have_text(ENGLISH.citations[0].quote)
    expect(page.locator("#answer-1 .b-text strong")).to_have_text("on 20 May 2025")
    expect(page.locator("#proof-1-1")).to_contain_text("Kern telefonierte am Dienstag.", timeout=SECONDS)
    expect(page.get_by_text(DE.translating)).to_have_count(0)


def test_a_follow_up_carries_the_history(visit: Callable[..., Page], pipeline: FakePipeline) -> None:
    page = visit()
    ask(page, "When did they last phone?")
    ask(page, "Und davor?", turn=2)
    assert pipeline.seen[-1] == (
        "Und davor?",
        [("When did they last phone?", "Kern and Brandt last spoke by phone on 20 May 2025.")],
    )


def test_tabs_do_not_see_each_other(visit: Callable[..., Page], pipeline: FakePipeline) -> None:
    first, second = visit(), visit("en-GB")
    ask(first, "Wann?")
    ask(second, "When did they last phone?")
    expect(second.locator(".b-turn")).to_have_count(1)
    assert pipeline.seen[-1][1] == []


def test_the_second_of_two_sees_evidence_and_its_place_in_line(
    visit: Callable[..., Page], pipeline: FakePipeline
) -> None:
    pipeline.pause = 0.5
    first, second = visit(), visit("en-GB")
    ask(first, "Wann?", wait=False)
    expect(first.locator(".b-draft")).to_be_visible(timeout=SECONDS)
    ask(second, "When did they last phone?", wait=False)
    expect(second.get_by_text("2nd in line, about")).to_be_visible(timeout=SECONDS)
    expect(second.get_by_role("heading", name=EN.unproven)).to_be_visible(timeout=SECONDS)
    expect(second.get_by_role("heading", name=EN.proven)).to_be_visible(timeout=SECONDS)
    expect(first.get_by_role("heading", name=DE.proven)).to_be_visible(timeout=SECONDS)


def test_stop_ends_the_work_and_the_page_goes_on(visit: Callable[..., Page], pipeline: FakePipeline) -> None:
    pipeline.pause = 0.3
    page = visit()
    ask(page, "Wann?", wait=False)
    expect(page.locator(".b-draft")).to_be_visible(timeout=SECONDS)
    page.get_by_role("button", name=DE.stop, exact=True).click()
    expect(page.get_by_text(DE.stopped)).to_be_visible(timeout=SECONDS)
    wait_until(lambda: pipeline.closed == ["Wann?"], page)
    pipeline.pause = 0
    ask(page, "Und jetzt?", turn=2)
    expect(page.get_by_role("heading", name=DE.proven)).to_be_visible()


def test_a_closed_tab_stops_the_work(visit: Callable[..., Page], pipeline: FakePipeline) -> None:
    pipeline.pause = 1.0
    page, other = visit(), visit()
    ask(page, "Wann?", wait=False)
    expect(page.locator(".b-draft")).to_be_visible(timeout=SECONDS)
    page.close()
    wait_until(lambda: pipeline.closed == ["Wann?"], other)


def test_abstaining_is_not_an_error(visit: Callable[..., Page]) -> None:
    page = visit()
    ask(page, "Wie wird das Wetter?")
    expect(page.locator("#answer-1")).to_contain_text(ABSTAINED.text)
    expect(page.get_by_role("heading", name=DE.nearest)).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)


@pytest.mark.parametrize(
    ("question", "lead", "detail"),
    [
        ("Wer stirbt?", DE.failed_model, "belegt doctor"),
        ("x" * 10_000, DE.failed_question, "found 10000"),
    ],
)
def test_a_failure_is_one_line_and_the_page_goes_on(
    visit: Callable[..., Page], question: str, lead: str, detail: str
) -> None:
    page = visit()
    ask(page, question)
    expect(page.get_by_role("alert")).to_contain_text(lead)
    expect(page.get_by_role("alert")).to_contain_text(detail)
    ask(page, "Und jetzt?", turn=2)
    expect(page.get_by_role("heading", name=DE.proven)).to_be_visible()


def test_an_empty_question_is_explained(visit: Callable[..., Page], pipeline: FakePipeline) -> None:
    page = visit()
    ask(page, "   ", wait=False)
    expect(page.get_by_text(DE.empty_question)).to_be_visible()
    assert pipeline.seen == []


def test_an_example_is_asked_with_one_click(visit: Callable[..., Page], pipeline: FakePipeline) -> None:
    page = visit("en-GB")
    page.get_by_role("button", name="When did they last phone?").click()
    expect(page.locator("#answer-1[aria-busy=false]")).to_be_visible(timeout=SECONDS)
    assert pipeline.seen == [("When did they last phone?", [])]
    expect(page.get_by_role("button", name="When did they last phone?")).to_be_hidden()


def test_days_limit_the_articles_and_are_shown(visit: Callable[..., Page], pipeline: FakePipeline) -> None:
    page = visit()
    expect(page.get_by_label(DE.since_label)).to_be_hidden()
    page.get_by_role("button", name=DE.period_label).click()
    page.get_by_label(DE.since_label).fill("01.03.2025")
    ask(page, "Wann?")
    expect(page.locator("#answer-1")).to_contain_text("Nur Artikel, erschienen ab 1. März 2025")
    page.get_by_label(DE.since_label).fill("")
    page.get_by_label(DE.until_label, exact=True).fill("2025-04-30")
    ask(page, "Und davor?", turn=2)
    page.get_by_label(DE.until_label, exact=True).fill(" ")
    ask(page, "Wer?", turn=3)
    assert pipeline.scopes == [Scope(since=date(2025, 3, 1)), Scope(until=date(2025, 4, 30)), Scope()]


@pytest.mark.parametrize("day", ["gestern", "02.05.2025"])
def test_bad_days_are_explained_and_the_question_is_kept(
    visit: Callable[..., Page], pipeline: FakePipeline, day: str
) -> None:
    page = visit("en-GB")
    page.get_by_role("button", name=EN.period_label).click()
    page.get_by_label(EN.until_label, exact=True).fill("2025-05-01")
    page.get_by_label(EN.since_label).fill(day)
    page.get_by_role("button", name=EN.period_label).click()
    ask(page, "When?", wait=False)
    expect(page.get_by_text(EN.bad_days)).to_be_visible()
    expect(page.get_by_label(EN.since_label)).to_be_visible()
    expect(page.locator("#question textarea")).to_have_value("When?")
    assert pipeline.seen == []


def test_the_language_follows_the_browser_and_the_switch_and_is_remembered(visit: Callable[..., Page]) -> None:
    page = visit("fr-FR")
    page.wait_for_function("document.documentElement.lang === 'en'")
    page.evaluate("document.documentElement.setAttribute('lang', 'fr')")  # as Gradio does, sooner or later
    page.wait_for_function("document.documentElement.lang === 'en'")
    ask(page, "Wann?")
    page.get_by_role("button", name="Deutsch").click()
    expect(page.get_by_role("heading", name=DE.proven)).to_be_visible()
    expect(page.get_by_role("tab", name=DE.tab_articles)).to_be_visible()
    expect(page.get_by_label(DE.question_label)).to_be_visible()
    page.wait_for_function("document.documentElement.lang === 'de'")
    page.reload()
    expect(page.get_by_role("button", name=DE.ask, exact=True)).to_be_visible(timeout=SECONDS)


def test_articles_are_listed_searched_and_opened(visit: Callable[..., Page]) -> None:
    page = visit()
    page.get_by_role("tab", name=DE.tab_articles).click()
    expect(page.locator(".b-list li")).to_have_count(4)
    page.get_by_label(DE.search_label).fill("umleitung")
    expect(page.locator(".b-list li")).to_have_count(1)
    page.get_by_role("button", name="Umleitung bleibt").click()
    expect(page.locator(".b-page")).to_contain_text("Die Umleitung über Neudorf bleibt bestehen")
    page.get_by_role("button", name=DE.back_to_list).click()
    expect(page.locator(".b-list li")).to_have_count(1)


@pytest.mark.parametrize("language", ["de-DE", "en-GB"])
def test_a_phone_shows_all_in_one_column(visit: Callable[..., Page], language: str) -> None:
    page = visit(language, width=390, height=844)
    ask(page, "Wann?")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    talk, proof = (page.locator(f"#{name}").bounding_box() for name in ("talk", "proof"))
    assert talk is not None
    assert proof is not None
    assert proof["y"] >= talk["y"] + talk["height"]
    page.locator("a.b-marker").first.click()
    expect(page.locator("#proof-1-1 mark").first).to_be_in_viewport()


def test_launch_serves_in_the_time_one_waits_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    code = (
        "from tests.fake_pipeline import FakePipeline; from ui.app import launch; "
        "launch(FakePipeline(warm_seconds=60), port=7960, open_browser=False)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], cwd=Path(__file__).parents[1], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    assert process.stderr is not None
    line = next(line for line in process.stderr if "the page is at" in line)
    with urlopen(line.split(" at ")[1].split()[0]) as response:
        assert response.status == 200
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=20)
    assert (process.returncode, out) == (0, "")
