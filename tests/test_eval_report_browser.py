"""The page of a run, opened from disk in a real browser."""

from pathlib import Path

import pytest

from eval.report import write_report
from tests.browser import need_browser
from tests.eval_rows import part, row, run

need_browser()
from playwright.sync_api import Browser, expect  # noqa: E402 (absent where tests are skipped)

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_details_open_filters_hide_and_nothing_is_loaded(chromium: Browser, tmp_path: Path, scheme: str) -> None:
    rows = [row("q1", "used, wrong"), row("q2", "not retrieved"), row("q3", "not retrieved", lang="en"), row("q4")]
    write_report(run(part(rows)), tmp_path)
    page = chromium.new_page(
        color_scheme="dark" if scheme == "dark" else "light", viewport={"width": 390, "height": 800}
    )
    told: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto((tmp_path / "report.html").as_uri())

    misses = page.locator("details.miss")
    expect(misses).to_have_count(3)
    expect(misses.nth(0).locator(".evidence")).to_be_hidden()
    misses.nth(0).locator("summary").click()
    expect(misses.nth(0).locator(".evidence")).to_be_visible()
    page.get_by_label("not retrieved (2)").check()
    expect(page.locator("details.miss:visible")).to_have_count(2)
    page.get_by_label("English").check()
    expect(page.locator("details.miss:visible")).to_have_count(1)

    inks = [
        page.locator(place).first.evaluate("e => getComputedStyle(e).fill") for place in ("svg text", "svg .fill-part0")
    ]
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (paper == "rgb(25, 24, 21)") == (scheme == "dark")
    assert "rgb(0, 0, 0)" not in inks
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert told == []
    assert asked == [(tmp_path / "report.html").as_uri()]
    page.close()
