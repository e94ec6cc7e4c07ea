"""Pictures of the page for the documentation, in both languages.

    python -m tests.screenshots http://127.0.0.1:7860/ "Wann ...?" "When ...?"

writes docs/screenshot-de.png and docs/screenshot-en.png: the question asked of
the running page, the answer, and its proof beside it.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser import ask, browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SIZE = {"width": 1280, "height": 800}
PATIENCE = 180_000
"""Milliseconds an answer of a slow model may take."""


def shoot(chromium: "Browser", address: str, language: str, question: str, into: Path) -> Path:
    """Ask the page, in a browser of that language, and save what is seen when the answer has ended."""
    file = into / f"screenshot-{language}.png"
    context = chromium.new_context(locale=language, viewport=SIZE)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(address)
    page.wait_for_function(f"document.documentElement.lang === '{language}'")
    ask(page, question, wait=False)
    page.locator("#answer-1[aria-busy=false]").wait_for()
    page.wait_for_timeout(500)
    page.screenshot(path=file)
    context.close()
    return file


def main(address: str, german: str, english: str) -> None:
    """Both pictures, into docs/ beside the tests."""
    into = Path(__file__).parents[1] / "docs"
    into.mkdir(exist_ok=True)
    with browser() as chromium:
        for language, question in (("de", german), ("en", english)):
            print(shoot(chromium, address, language, question, into))


if __name__ == "__main__":
    main(*sys.argv[1:])
