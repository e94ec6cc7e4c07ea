"""Ollama over the wire: what is sent, what comes of each fault, and reading a reply."""

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ollama._client import _parse_host

from index.errors import ModelUnavailableError, SettingsError
from rag.llm.base import Enough, Prompt, Usage
from rag.llm.ollama import Installed, OllamaLLM, generates_text, installed, ollama_url, was_cut
from rag.llm.wire import AnswerText, connection, is_local
from tests.model_servers import Reply, Script, collect, playing

PROMPT = Prompt("Antworte kurz.\n", "Frage: Wo liegt Lingen?\nAntwort:")


def line(content: str, **more: Any) -> bytes:
    message = {"role": "assistant", "content": content} | more.pop("message", {})
    return json.dumps({"model": "m", "message": message, "done": False, **more}).encode() + b"\n"


END = line("", done=True, done_reason="stop", prompt_eval_count=21, eval_count=3)


@pytest.fixture
def script() -> Iterator[Script]:
    with playing(Script()) as one:
        yield one


def llm(script: Script, *steps: bytes | str, status: int = 200, timeout: float = 5.0) -> OllamaLLM:
    script.replies["/api/chat"] = Reply(steps, status, "application/x-ndjson")
    return OllamaLLM("qwen3:8b", script.url, context_tokens=4096, request_timeout=timeout)


def test_a_reply_is_streamed_and_counted(script: Script) -> None:
    text, usage = collect(llm(script, line("Im "), line("Emsland."), END), PROMPT)
    assert text == "Im Emsland."
    assert usage == Usage(prompt_tokens=21, new_prompt_tokens=None, output_tokens=3)


def test_the_request_says_all_that_ollama_would_else_guess(script: Script) -> None:
    collect(llm(script, line("x"), END), PROMPT, max_tokens=17, stop=["\n\n", "Frage:"])
    path, sent, _ = script.requests[-1]
    assert (path, sent["model"], sent["stream"], sent["think"], sent["keep_alive"]) == (
        "/api/chat", "qwen3:8b", True, False, "30m",
    )  # fmt: skip
    assert sent["options"] == {
        "num_ctx": 4096, "num_predict": 17, "temperature": 0.0, "seed": 0, "stop": ["\n\n", "Frage:"],
    }  # fmt: skip
    assert [(one["role"], one["content"]) for one in sent["messages"]] == [
        ("system", "Antworte kurz."),
        ("user", "Frage: Wo liegt Lingen?\nAntwort:"),
    ]


def test_without_counts_the_pieces_are_counted(script: Script) -> None:
    end = line("", done=True, done_reason="stop")
    assert collect(llm(script, line("Im "), line("Emsland."), end), PROMPT)[1] == Usage(None, None, 2)
    counted = line("", done=True, done_reason="stop", eval_count=2)
    assert collect(llm(script, line("Im "), line("Emsland."), counted), PROMPT)[1] == Usage(None, None, 2)


def test_stop_is_kept_although_the_server_ignores_it(script: Script) -> None:
    steps: list[bytes | str] = [line("Im Ems"), line("land.\n"), line("\nFrage: Und"), "stall"]
    text, usage = collect(llm(script, *steps), PROMPT)
    assert (text, usage.output_tokens) == ("Im Emsland.", 3)
    assert script.client_gone.wait(2)


def test_the_label_is_not_said_twice(script: Script) -> None:
    assert collect(llm(script, line("Ant"), line("wort: Im"), line(" Emsland."), END), PROMPT)[0] == " Im Emsland."


def test_thoughts_are_no_answer(script: Script) -> None:
    thought = line("", message={"thinking": "Lingen, hm."})
    assert collect(llm(script, thought, line("Im Emsland."), END), PROMPT)[0] == "Im Emsland."
    with pytest.raises(ModelUnavailableError, match="thought aloud"):
        collect(llm(script, thought, END), PROMPT)


@pytest.mark.parametrize(
    ("steps", "status", "told"),
    [
        ([line("Im "), line("Ems"), "cut"], 200, "broke off"),
        ([line("Im ")], 200, "stopped in mid-answer"),
        ([line("Im "), b'{"error": "llama runner process has terminated"}\n'], 200, "runner process has terminated"),
        ([b"<html>Bad gateway</html>"], 200, "cannot be read"),
        ([b"[1, 2]\n"], 200, "cannot be read"),
        ([b'{"done": true}\n'], 200, "cannot be read"),
        ([line("Im "), "stall"], 200, "BELEGT_REQUEST_TIMEOUT"),
        (["stall"], 200, "BELEGT_REQUEST_TIMEOUT"),
        ([b'{"error": "out of memory"}'], 500, "HTTP 500: out of memory"),
        ([b"not json"], 503, "HTTP 503: not json"),
        ([b'{"error": "model \'qwen3:8b\' not found"}'], 404, "ollama pull qwen3:8b"),
    ],
)
def test_each_fault_is_one_line_that_says_what_to_do(
    script: Script, steps: list[bytes | str], status: int, told: str
) -> None:
    with pytest.raises(ModelUnavailableError, match=told) as caught:
        collect(llm(script, *steps, status=status, timeout=0.3), PROMPT)
    assert "\n" not in str(caught.value)
    assert script.url in str(caught.value)


def test_the_text_before_a_fault_has_been_given_out(script: Script) -> None:
    stream = llm(script, line("Im Emsland"), "cut").stream(PROMPT, max_tokens=9, stop=[])
    assert next(stream).text == "Im Emsland"
    with pytest.raises(ModelUnavailableError):
        next(stream)


def test_nobody_listens() -> None:
    with pytest.raises(ModelUnavailableError, match="cannot be reached; start it with 'ollama serve'"):
        collect(OllamaLLM("m", "http://127.0.0.1:9"), PROMPT)


def test_closing_the_stream_hangs_up(script: Script) -> None:
    stream = llm(script, line("Im "), "stall").stream(PROMPT, max_tokens=9, stop=[])
    next(stream)
    stream.close()
    assert script.client_gone.wait(2)


def test_enough_ends_the_stream_quietly_and_the_connection(script: Script) -> None:
    stream = llm(script, line("Im "), "stall").stream(PROMPT, max_tokens=9, stop=[])
    assert next(stream).text == "Im "
    with pytest.raises(StopIteration) as end:
        stream.throw(Enough())
    assert end.value.value == Usage(None, None, 1)
    assert script.client_gone.wait(2)


def test_a_prompt_that_cannot_fit_is_not_sent(script: Script) -> None:
    with pytest.raises(ModelUnavailableError, match="BELEGT_CONTEXT_TOKENS"):
        collect(llm(script, line("x"), END), Prompt("", "Wort " * 6000))
    assert script.requests == []


def test_a_prompt_that_was_cut_is_an_error(script: Script) -> None:
    end = line("", done=True, done_reason="stop", prompt_eval_count=2050, eval_count=4)
    with pytest.raises(ModelUnavailableError, match="cut the prompt to 2050 tokens"):
        collect(llm(script, line("Im Emsland"), end), Prompt("", "Wort " * 4000))


@pytest.mark.parametrize(
    ("characters", "read", "written", "cut"),
    [
        (3000, None, 10, False),  # not told
        (9000, 2600, 10, False),  # German at 3.5 characters to a token
        (13000, 4090, 6, True),  # the window ran full
        (16500, 2050, 10, True),  # half a window kept
        (9000, 12, 10, False),  # the rest was cached
    ],
)
def test_signs_of_a_cut_prompt(characters: int, read: int | None, written: int, cut: bool) -> None:
    assert was_cut(characters, Usage(read, None, written), 4096) is cut


def test_warming_loads_the_model_with_the_same_window_and_each_fixed_part(script: Script) -> None:
    llm(script, END).warm(["Regeln A", "Regeln B"])
    sent = [body for _, body, _ in script.requests]
    assert [body["messages"][0]["content"] for body in sent] == ["Regeln A", "Regeln B"]
    assert {(body["options"]["num_ctx"], body["options"]["num_predict"], body["keep_alive"]) for body in sent} == {
        (4096, 1, "30m")
    }


def test_models_are_listed_with_size_and_parameters(script: Script) -> None:
    details = {"parameter_size": "8.2B", "family": "qwen3"}
    small = {"parameter_size": "250M", "family": "qwen2"}
    listed = [{"model": "qwen3:8b", "size": 5_200_000_000, "details": details}, {"model": "q", "details": small}]
    script.replies["/api/tags"] = Reply([json.dumps({"models": [*listed, {"model": "bare"}]}).encode()])
    assert installed(script.url) == [
        Installed("qwen3:8b", 5_200_000_000, 8.2, "qwen3"),
        Installed("q", 0, 0.25, "qwen2"),
        Installed("bare"),
    ]


def test_a_silent_host_costs_a_short_wait_only(script: Script) -> None:
    script.replies["/api/tags"] = Reply(["stall"])
    begin = time.monotonic()
    with pytest.raises(ModelUnavailableError):
        installed(script.url, seconds=0.3)
    assert time.monotonic() - begin < 1.0


def test_another_program_on_ollamas_port(script: Script) -> None:
    with pytest.raises(ModelUnavailableError, match="HTTP 404") as caught:
        installed(script.url)
    assert "ollama pull" not in str(caught.value)


@pytest.mark.parametrize(
    ("shown", "text"),
    [({"capabilities": ["completion", "tools"]}, True), ({"capabilities": ["embedding"]}, False), ({}, True)],
)
def test_capabilities(script: Script, shown: dict[str, object], text: bool) -> None:
    script.replies["/api/show"] = Reply([json.dumps({"model_info": {}, **shown}).encode()])
    assert generates_text(script.url, "m") is text


SAME_AS_CLIENT = [
    None, "", "1.2.3.4", ":56789", "1.2.3.4:56789", "http://1.2.3.4", "https://1.2.3.4", "example.com/path/",
    "https://example.com:56789/path", "[0001:002:003:0004::1]:56789", "localhost", "127.0.0.1:11434",
]  # fmt: skip


@pytest.mark.parametrize("host", SAME_AS_CLIENT)
def test_addresses_are_read_as_the_client_reads_them(host: str | None) -> None:
    assert ollama_url(host) == _parse_host(host)


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("0.0.0.0", "http://127.0.0.1:11434"),
        ("0.0.0.0:8000", "http://127.0.0.1:8000"),
        ("[::]:8000", "http://[::1]:8000"),
        (' "127.0.0.1:5000" ', "http://127.0.0.1:5000"),
    ],
)
def test_where_a_server_listens_is_where_a_client_goes(host: str, url: str) -> None:
    assert ollama_url(host) == url


@pytest.mark.parametrize("host", ["127.0.0.1:port", "ftp://127.0.0.1", "http://[::1"])
def test_a_bad_address_is_a_settings_error(host: str) -> None:
    with pytest.raises(SettingsError, match="OLLAMA_HOST"):
        ollama_url(host)


def test_no_proxy_for_the_own_machine(monkeypatch: pytest.MonkeyPatch, script: Script) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY")
    assert collect(llm(script, line("ja"), END), PROMPT)[0] == "ja"
    assert connection("http://192.0.2.7:11434", 5)["trust_env"] is True


@pytest.mark.parametrize(
    ("url", "local"),
    [("http://127.0.0.1:1", True), ("http://[::1]:1", True), ("http://localhost", True), ("http://192.0.2.7", False)],
)
def test_is_local(url: str, local: bool) -> None:
    assert is_local(url) is local


@given(
    st.text(alphabet="ab\n<", max_size=30), st.lists(st.sampled_from(["\n\n", "ab", "aab\n"]), max_size=2), st.data()
)
def test_the_cut_does_not_depend_on_how_the_text_comes_in_pieces(
    text: str, stop: list[str], data: st.DataObject
) -> None:
    reader, out, rest = AnswerText(stop, "Antwort:"), "", "x" + text
    while rest and not reader.stopped:
        size = data.draw(st.integers(1, len(rest)))
        out, rest = out + reader.feed(rest[:size]), rest[size:]
    out += reader.rest()
    ends = [(at + len(mark), at) for mark in stop if (at := ("x" + text).find(mark)) >= 0]
    assert out == ("x" + text)[: min(ends)[1] if ends else None]


@given(st.data())
def test_thoughts_and_label_go_however_the_text_comes_in_pieces(data: st.DataObject) -> None:
    reader, out, rest = AnswerText(["\n\n"], "Antwort:"), "", "<think>\n\nHm.</think>\n\nAntwort: im Emsland\n\nFrage"
    while rest and not reader.stopped:
        size = data.draw(st.integers(1, len(rest)))
        out, rest = out + reader.feed(rest[:size]), rest[size:]
    assert out == " im Emsland"
