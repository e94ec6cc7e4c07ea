"""What hostile articles and strangers can do to the page: nothing."""

from collections.abc import Callable, Iterator
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.browser import ask, need_browser, served, visitors
from tests.fake_pipeline import EVIL_ANSWER, FakePipeline
from ui.guard import middleware
from ui.texts import DE

need_browser()
from playwright.sync_api import Browser, Dialog, Page, expect  # noqa: E402 (absent where tests are skipped)

pytestmark = pytest.mark.browser


@pytest.fixture
def address() -> Iterator[str]:
    with served(FakePipeline(lambda question: EVIL_ANSWER)) as address:
        yield address


@pytest.fixture
def visit(chromium: Browser, address: str) -> Iterator[Callable[..., Page]]:
    with visitors(chromium, address) as visit:
        yield visit


def test_hostile_articles_and_answers_do_nothing(visit: Callable[..., Page]) -> None:
    page = visit()
    dialogs: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    ask(page, "Eine böse Frage <script>alert(1)</script> ![x](http://192.0.2.1/q.png)")
    expect(page.locator("#answer-1 .b-text")).to_contain_text("<script>window.hacked = 1</script>")
    page.locator("#proof-1-1 summary").click()
    page.get_by_role("tab", name=DE.tab_articles).click()
    page.locator(".b-open", has_text="<script>").click()
    expect(page.locator(".b-page")).to_contain_text("![x](http://192.0.2.1/b.png)")
    page.wait_for_timeout(300)
    assert page.evaluate("window.hacked") is None
    assert dialogs == []


def test_the_page_forbids_itself_other_addresses(visit: Callable[..., Page], address: str) -> None:
    page = visit()
    assert page.evaluate("fetch('data:text/plain,x').then(() => 'sent', () => 'blocked')") == "blocked"
    with urlopen(address) as response:
        assert "default-src 'self'" in response.headers["content-security-policy"]


def test_another_host_name_is_turned_away(address: str) -> None:
    with pytest.raises(HTTPError, match="400"):
        urlopen(Request(address, headers={"Host": "archive.example"}))


@pytest.mark.parametrize(("host", "checked"), [("127.0.0.1", True), ("localhost", True), ("0.0.0.0", False)])
def test_host_names_are_checked_where_the_page_is_for_this_machine_alone(host: str, checked: bool) -> None:
    assert (len(middleware(host)) == 2) is checked
