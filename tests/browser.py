"""A real browser for tests of the page: Debian's chromium, driven by Playwright."""

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from ui.texts import WORDS, choose_language

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

    from ui.page import Pipeline

SECONDS = 20_000
"""Milliseconds after which a browser test gives up waiting."""

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def need_browser() -> None:
    """Skip where there is no browser; in CI its absence is a failure."""
    if os.environ.get("CI") == "true":
        return
    if not CHROMIUM.exists():
        pytest.skip(f"no {CHROMIUM}: apt-get install chromium")
    pytest.importorskip("playwright", reason="no playwright: pip install playwright")


@contextmanager
def browser() -> "Iterator[Browser]":
    """Chromium without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        try:
            yield chromium
        finally:
            chromium.close()


@contextmanager
def served(pipeline: "Pipeline") -> Iterator[str]:
    """The page of this pipeline, at the address given."""
    from ui.app import build, start

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    page = build(pipeline)
    try:
        yield start(page, "127.0.0.1", port)
    finally:
        page.close(verbose=False)


@contextmanager
def visitors(chromium: "Browser", address: str) -> "Iterator[Callable[..., Page]]":
    """Opens the page, each time in a browser context of its own. At the end no request may have gone elsewhere."""
    contexts: list[BrowserContext] = []
    foreign: list[str] = []

    def note(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob") and parts.netloc != urlsplit(address).netloc:
            foreign.append(url)

    def visit(language: str = "de-DE", width: int = 1280, height: int = 800) -> "Page":
        context = chromium.new_context(locale=language, viewport={"width": width, "height": height})
        contexts.append(context)
        context.on("request", lambda request: note(request.url))
        page = context.new_page()
        page.goto(address)
        asking = WORDS[choose_language(language)].ask
        page.get_by_role("button", name=asking, exact=True).wait_for(timeout=SECONDS)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert foreign == [], "every request goes to the page's own address"


def ask(page: "Page", question: str, turn: int = 1, wait: bool = True) -> None:
    """Type a question, and wait until its answer has ended."""
    page.locator("#question textarea").fill(question)
    page.keyboard.press("Enter")
    if wait:
        page.locator(f"#answer-{turn}[aria-busy=false]").wait_for(timeout=SECONDS)
