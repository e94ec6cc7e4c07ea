import os
import socket
import threading
from collections.abc import Iterator

import pytest

from index.errors import ModelUnavailableError, SettingsError
from ui import serve


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_free_port_is_taken_as_it_is(taken: int, capsys: pytest.CaptureFixture[str]) -> None:
    free = serve.free_port("127.0.0.1", taken + 1)
    assert serve.free_port("127.0.0.1", free) == free
    assert capsys.readouterr().out == ""


def test_a_taken_port_gives_the_next_free_one_and_says_so(taken: int, capsys: pytest.CaptureFixture[str]) -> None:
    port = serve.free_port("127.0.0.1", taken)
    assert taken < port < taken + serve.PORTS_TRIED
    assert f"port {taken} is taken, using {port}" in capsys.readouterr().err


def test_no_free_port_names_the_command(taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "PORTS_TRIED", 1)
    with pytest.raises(SettingsError, match="belegt chat --port N"):
        serve.free_port("127.0.0.1", taken)


def test_port_0_is_any_free_port() -> None:
    assert serve.free_port("127.0.0.1", 0) > 1023


def test_an_address_of_another_machine_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 0, "", ("192.0.2.1", 7860))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **options: found)
    with pytest.raises(SettingsError, match=r"192\.0\.2\.1"):
        serve.free_port("192.0.2.1", 7860)


def test_warming_that_fails_still_lets_questions_through(capsys: pytest.CaptureFixture[str]) -> None:
    class Broken:
        def warm(self) -> None:
            raise ModelUnavailableError("No model. Get one: belegt models fetch")

    ready = threading.Event()
    serve.warm_in_background(Broken(), ready).join(5)
    assert ready.is_set()
    assert "belegt models fetch" in capsys.readouterr().err


def test_the_page_is_spared_by_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "example.org")
    monkeypatch.delenv("no_proxy", raising=False)
    serve.spare_proxy("127.0.0.1")
    assert os.environ["NO_PROXY"] == "example.org,127.0.0.1,localhost"
    assert os.environ["no_proxy"] == "127.0.0.1,localhost"


def test_no_browser_without_a_display(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    serve.show("http://127.0.0.1:1/")
    assert opened == []
    monkeypatch.setenv("DISPLAY", ":0")
    serve.show("http://127.0.0.1:1/")
    assert opened == ["http://127.0.0.1:1/"]
