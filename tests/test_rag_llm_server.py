"""An OpenAI-compatible server over the wire: what is sent, what comes back, and each fault."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from index.errors import ModelUnavailableError, SettingsError
from rag.llm.base import Enough, Prompt, Usage
from rag.llm.server import ServerLLM, served, server_url
from tests.model_servers import Reply, Script, collect, playing

PROMPT = Prompt("Antworte kurz.\n", "Frage: Wo liegt Lingen?\nAntwort:")


def event(content: str | None = None, end: str | None = None, **more: Any) -> bytes:
    delta = {} if content is None else {"content": content}
    choice = {"index": 0, "delta": delta | more.pop("delta", {}), "finish_reason": end}
    body = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice], **more}
    return f"data: {json.dumps(body)}\n\n".encode()


USAGE = {"prompt_tokens": 21, "completion_tokens": 3, "total_tokens": 24}
END, DONE = event(end="stop"), b"data: [DONE]\n\n"


@pytest.fixture
def script() -> Iterator[Script]:
    with playing(Script()) as one:
        yield one


def llm(
    script: Script, *steps: bytes | str, status: int = 200, key: str | None = None, timeout: float = 5.0
) -> ServerLLM:
    script.replies["/v1/chat/completions"] = Reply(
        steps, status, "text/event-stream" if status == 200 else "text/plain"
    )
    return ServerLLM("m", f"{script.url}/v1", key, context_tokens=4096, request_timeout=timeout)


def test_a_reply_is_streamed_and_counted(script: Script) -> None:
    counted = event(choices=[], usage=USAGE | {"prompt_tokens_details": {"cached_tokens": 20}})
    text, usage = collect(llm(script, event("Im "), event("Emsland."), END, counted, DONE), PROMPT)
    assert text == "Im Emsland."
    assert usage == Usage(prompt_tokens=21, new_prompt_tokens=1, output_tokens=3)


@pytest.mark.parametrize(
    ("counted", "usage"),
    [
        ([], Usage(None, None, 2)),
        ([event(choices=[], usage=USAGE)], Usage(21, None, 3)),
        ([event(choices=[], usage=None)], Usage(None, None, 2)),
    ],
)
def test_servers_that_count_less(script: Script, counted: list[bytes], usage: Usage) -> None:
    assert collect(llm(script, event("Im "), event("Emsland."), END, *counted, DONE), PROMPT)[1] == usage


def test_the_request(script: Script) -> None:
    collect(llm(script, event("x"), END, DONE), PROMPT, max_tokens=17, stop=["\n\n"])
    _, sent, headers = script.requests[-1]
    assert [one["role"] for one in sent.pop("messages")] == ["system", "user"]
    assert sent == {
        "model": "m", "max_tokens": 17, "temperature": 0.0, "stop": ["\n\n"], "stream": True,
        "stream_options": {"include_usage": True},
    }  # fmt: skip
    assert headers["Authorization"] == "Bearer none"


def test_the_key_is_the_given_one_and_never_one_meant_for_another_service(
    script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-another-service")
    collect(llm(script, event("x"), END, DONE), PROMPT)
    collect(llm(script, event("x"), END, DONE, key="own"), PROMPT)
    assert [headers["Authorization"] for _, _, headers in script.requests] == ["Bearer none", "Bearer own"]
    assert "sk-of-another-service" not in str(script.requests)


def test_stop_is_kept_although_the_server_ignores_it(script: Script) -> None:
    text, _ = collect(llm(script, event("Im Emsland.\n"), event("\nFrage:"), "stall"), PROMPT)
    assert text == "Im Emsland."
    assert script.client_gone.wait(2)


@pytest.mark.parametrize(
    "thoughts", [[event("<think>\nHm."), event("</think>\n\n")], [event(delta={"reasoning_content": "Hm."})]]
)
def test_thoughts_are_no_answer(script: Script, thoughts: list[bytes]) -> None:
    assert collect(llm(script, *thoughts, event("Im Emsland."), END, DONE), PROMPT)[0] == "Im Emsland."
    with pytest.raises(ModelUnavailableError, match="thought aloud"):
        collect(llm(script, thoughts[0], END, DONE), PROMPT)


@pytest.mark.parametrize(
    ("steps", "status", "told"),
    [
        ([event("Im "), "cut"], 200, "broke off"),
        ([event("Im "), DONE], 200, "stopped in mid-answer"),
        ([b"<html>a login page</html>"], 200, "stopped in mid-answer"),
        ([b"data: {broken\n\n"], 200, "cannot be read"),
        ([b"data: [1]\n\n"], 200, "cannot be read"),
        ([b'data: {"error": {"message": "slot unavailable"}}\n\n'], 200, "slot unavailable"),
        ([event("Im "), "stall"], 200, "BELEGT_REQUEST_TIMEOUT"),
        (["stall"], 200, "BELEGT_REQUEST_TIMEOUT"),
        ([b"oops"], 500, "HTTP 500"),
        ([b"busy"], 503, "HTTP 503"),
        ([b"who are you"], 401, "HTTP 401"),
    ],
)
def test_each_fault_is_one_line_that_says_what_to_do(
    script: Script, steps: list[bytes | str], status: int, told: str
) -> None:
    with pytest.raises(ModelUnavailableError, match=told) as caught:
        collect(llm(script, *steps, status=status, timeout=0.3), PROMPT)
    assert "\n" not in str(caught.value)
    assert script.url in str(caught.value)
    assert len(script.requests) == 1, "asked again: the work would be done twice"


def test_nobody_listens() -> None:
    with pytest.raises(ModelUnavailableError, match="cannot be reached"):
        collect(ServerLLM("m", "http://127.0.0.1:9/v1"), PROMPT)


def test_closing_the_stream_hangs_up(script: Script) -> None:
    stream = llm(script, event("Im "), "stall").stream(PROMPT, max_tokens=9, stop=[])
    next(stream)
    stream.close()
    assert script.client_gone.wait(2)


def test_enough_ends_the_stream_quietly_and_the_connection(script: Script) -> None:
    stream = llm(script, event("Im "), "stall").stream(PROMPT, max_tokens=9, stop=[])
    assert next(stream).text == "Im "
    with pytest.raises(StopIteration) as end:
        stream.throw(Enough())
    assert end.value.value == Usage(None, None, 1)
    assert script.client_gone.wait(2)


def test_a_prompt_that_cannot_fit_is_not_sent(script: Script) -> None:
    with pytest.raises(ModelUnavailableError, match="BELEGT_CONTEXT_TOKENS"):
        collect(llm(script, END), Prompt("", "Wort " * 6000))
    assert script.requests == []


def test_warming_reads_each_fixed_part(script: Script) -> None:
    llm(script, event("x", end="length"), DONE).warm(["Regeln A", "Regeln B"])
    assert [(body["messages"][0]["content"], body["max_tokens"]) for _, body, _ in script.requests] == [
        ("Regeln A", 1),
        ("Regeln B", 1),
    ]


def test_the_models_that_are_offered(script: Script) -> None:
    script.replies["/v1/models"] = Reply([b'{"object": "list", "data": [{"id": "a"}, {"id": "b"}]}'])
    assert served(f"{script.url}/v1", "own") == ["a", "b"]
    assert script.requests[-1][2]["Authorization"] == "Bearer own"


@pytest.mark.parametrize("body", [b"<html>", b'{"data": [{}]}', b"[]", b'{"data": null}'])
def test_a_list_that_cannot_be_read(script: Script, body: bytes) -> None:
    script.replies["/v1/models"] = Reply([body])
    with pytest.raises(ModelUnavailableError, match="cannot be read"):
        served(f"{script.url}/v1")


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/v1"),
        ("http://127.0.0.1:8080/", "http://127.0.0.1:8080/v1"),
        ("https://host/v1/", "https://host/v1"),
        ("https://host/openai/v2", "https://host/openai/v2"),
    ],
)
def test_the_version_is_added_to_a_bare_address(given: str, url: str) -> None:
    assert server_url(given) == url


@pytest.mark.parametrize("given", ["127.0.0.1:8080", "", "ftp://host", "http://"])
def test_a_bad_address_is_a_settings_error(given: str) -> None:
    with pytest.raises(SettingsError, match="BELEGT_SERVER_URL"):
        server_url(given)
