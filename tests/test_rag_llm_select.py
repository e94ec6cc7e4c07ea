"""Which model is taken: by preference, size, kind and force, with the reason told."""

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import ModelUnavailableError, SettingsError
from rag.llm.ollama import Installed, OllamaLLM
from rag.llm.preference import embeds_only, fits, matches, ranked
from rag.llm.select import Candidate, candidates, choose, total_memory
from rag.llm.server import ServerLLM
from rag.settings import Settings
from tests.model_servers import Reply, Script, playing

GB = 10**9


@pytest.mark.parametrize(
    ("wanted", "name", "billions", "match"),
    [
        ("qwen3:8b", "qwen3:8b", 0, True),
        ("qwen3:8b", "Qwen3:8B", 0, True),
        ("qwen3:8b", "qwen3:8b-q4_K_M", 0, True),
        ("qwen3:8b", "qwen3:80b", 0, False),
        ("qwen3:8b", "qwen3:14b", 0, False),
        ("qwen3:8b", "qwen3-vl:8b", 0, False),
        ("qwen3:8b", "someone/qwen3:8b", 0, False),
        ("qwen3:8b", "qwen3:latest", 8.2, True),
        ("qwen3:8b", "qwen3", 8.2, True),
        ("qwen3:14b", "qwen3:latest", 8.2, False),
        ("qwen3:8b", "qwen3:latest", 0, False),
        ("qwen2.5:7b", "qwen2.5:7b-instruct-q5_K_S", 7.6, True),
        ("qwen2.5:7b", "qwen2.5:latest", 7.6, True),
        ("qwen2.5:7b", "qwen2.5:7b-base", 7.6, False),
        ("qwen2.5:7b-base", "qwen2.5:7b-base", 7.6, True),
        ("llama3.1:8b", "llama3.1:8b-text-q4_0", 8.0, False),
        ("qwen3:30b", "qwen3:30b-a3b-thinking-2507-q4_K_M", 30.5, False),
        ("mistral-small", "mistral-small:latest", 24, True),
        ("mistral-small", "mistral-small:24b-instruct-2501-q4_K_M", 24, True),
        ("mistral-small", "mistral-small3.1:24b", 24, False),
        ("mistral-small", "mistral/mistral-small-latest", 0, False),
        ("gpt-oss", "gpt-oss:120b-cloud", 0, False),
        ("gpt-oss:120b-cloud", "gpt-oss:120b-cloud", 0, True),
        ("gpt-oss", "gpt-oss:cloud", 0, False),
        ("local/qwen", "local/qwen", 0, True),
    ],
)
def test_what_a_preference_means(wanted: str, name: str, billions: float, match: bool) -> None:
    assert matches(wanted, Installed(name, 0, billions)) is match


@pytest.mark.parametrize(
    ("name", "family", "only"),
    [
        ("nomic-embed-text:latest", "nomic-bert", True),
        ("bge-m3:latest", "bert", True),
        ("hf.co/someone/my-vectors", "bert", True),
        ("embeddinggemma:300m", "gemma3", True),
        ("qwen3-embedding:0.6b", "qwen3", True),
        ("qwen3:8b", "qwen3", False),
        ("gemma3:4b", "gemma3", False),
    ],
)
def test_embedding_models_are_known(name: str, family: str, only: bool) -> None:
    assert embeds_only(Installed(name, family=family)) is only


@pytest.mark.parametrize(
    ("size", "memory", "fit"),
    [(5 * GB, 8 * GB, True), (8 * GB, 8 * GB, False), (8 * GB, None, True), (0, GB, True), (9 * GB, 16 * GB, True)],
)
def test_what_fits(size: int, memory: int | None, fit: bool) -> None:
    assert fits(Installed("m", size), memory) is fit


@given(st.lists(st.sampled_from(["a:1b", "b:2b", "c:3b", "d:4b"]), unique=True), st.permutations(["a:1b", "b:2b", "x"]))
def test_the_order_is_that_of_the_preferences(preferences: list[str], names: list[str]) -> None:
    order = [(model.name, place) for model, place in ranked(preferences, [Installed(name) for name in names])]
    liked = [name for name in preferences if name in names]
    assert [name for name, place in order if place is not None] == liked
    assert [name for name, place in order if place is None] == sorted(set(names) - set(liked))
    assert order == sorted(order, key=lambda pair: pair[1] is None)


@pytest.fixture
def script() -> Iterator[Script]:
    with playing(Script()) as one:
        yield one


def ollama_with(script: Script, *models: tuple[str, int]) -> Script:
    listed = [{"model": name, "size": size} for name, size in models]
    script.replies["/api/tags"] = Reply([json.dumps({"models": listed}).encode()])
    script.replies["/api/show"] = Reply([b'{"model_info": {}, "capabilities": ["completion"]}'])
    return script


def settings(script: Script | None = None, **given: object) -> Settings:
    host = {"ollama_host": script.url} if script else {}
    return Settings.load(**host, ollama_models=("big:70b", "qwen3:8b", "gemma3:4b"), **given)


def test_ollamas_best_is_taken(script: Script) -> None:
    ollama_with(script, ("gemma3:4b", 3 * GB), ("bge-m3:latest", GB), ("qwen3:8b", 5 * GB), ("phi4:14b", 9 * GB))
    model = choose(settings(script))
    assert isinstance(model, OllamaLLM)
    assert model.name == "ollama:qwen3:8b"


def test_the_list_tells_the_reasons(script: Script) -> None:
    ollama_with(script, ("gemma3:4b", 3), ("bge-m3:latest", 1), ("qwen3:8b", 5), ("phi4:14b", 9), ("big:70b", 10**15))
    found = candidates(settings(script))
    told = {one.name: one for one in found if one.kind == "ollama"}
    assert [name for name, one in told.items() if one.available] == ["qwen3:8b", "gemma3:4b"]
    assert [one.name for one in found if one.chosen] == ["qwen3:8b"]
    assert "do not fit" in told["big:70b"].why
    assert "BELEGT_LLM=ollama:phi4:14b" in told["phi4:14b"].why
    assert "vectors" in told["bge-m3:latest"].why
    ggufs = [one for one in found if one.kind == "llama.cpp"]
    assert [one.name for one in ggufs] == ["qwen2.5-coder-1.5b", "qwen2.5-coder-0.5b"]
    assert all("belegt models fetch" in one.why for one in ggufs)


def test_a_model_that_says_it_makes_no_text_is_passed_over(script: Script) -> None:
    ollama_with(script, ("qwen3:8b", 5))
    script.replies["/api/show"] = Reply([b'{"model_info": {}, "capabilities": ["embedding"]}'])
    assert not any(one.available for one in candidates(settings(script)))


def test_nothing_at_all_names_the_command_that_mends_it() -> None:
    with pytest.raises(ModelUnavailableError, match="belegt models fetch") as caught:
        choose(settings())
    assert "cannot be reached" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert [one for one in candidates(settings()) if one.available or one.chosen] == []


def test_dozens_of_unfit_models_still_make_one_short_line(script: Script) -> None:
    ollama_with(script, *((f"someone/model{n}:7b", 4) for n in range(40)))
    with pytest.raises(ModelUnavailableError, match="38 more") as caught:
        choose(settings(script))
    assert len(str(caught.value)) < 900


def test_an_empty_ollama_says_what_to_pull(script: Script) -> None:
    assert "ollama pull" in candidates(settings(ollama_with(script)))[0].why


def test_a_silent_ollama_costs_a_second_and_a_half(script: Script) -> None:
    script.replies["/api/tags"] = Reply(["stall"])
    begin = time.monotonic()
    assert not any(one.available for one in candidates(settings(script)))
    assert time.monotonic() - begin < 3.0


def with_server(script: Script) -> Script:
    script.replies["/v1/models"] = Reply([b'{"data": [{"id": "first"}, {"id": "second"}]}'])
    return script


def test_the_server_comes_last(script: Script) -> None:
    model = choose(settings(server_url=with_server(script).url))
    assert isinstance(model, ServerLLM)
    assert model.name == "server:first"
    ollama_with(script, ("qwen3:8b", 5))
    script.requests.clear()
    assert choose(settings(script, server_url=script.url)).name == "ollama:qwen3:8b"
    assert "/v1/models" not in [path for path, _, _ in script.requests]


def test_the_server_model_of_the_settings(script: Script) -> None:
    assert choose(settings(server_url=with_server(script).url, server_model="second")).name == "server:second"


@pytest.mark.parametrize(
    ("force", "name"),
    [("ollama:phi4:14b", "ollama:phi4:14b"), ("ollama:gemma3", "ollama:gemma3:4b"), ("server:other", "server:other")],
)
def test_force_wins_over_every_rule(script: Script, force: str, name: str) -> None:
    ollama_with(with_server(script), ("gemma3:4b", 3), ("phi4:14b", 10**15))
    forced = settings(script, server_url=script.url, llm=force)
    assert choose(forced).name == name
    assert [f"{one.kind}:{one.name}" for one in candidates(forced) if one.chosen] == [name]


@pytest.mark.parametrize(
    ("force", "told"),
    [
        ("ollama:absent", "ollama pull absent"),
        ("ollama:bge-m3", "vectors"),
        ("gguf:qwen2.5-coder-1.5b", "belegt models fetch"),
        ("gguf:/nowhere/model.gguf", "not a GGUF file"),
        ("server:any", "BELEGT_SERVER_URL"),
    ],
)
def test_force_that_cannot_be_met_says_what_mends_it(script: Script, force: str, told: str) -> None:
    forced = settings(ollama_with(script, ("qwen3:8b", 5), ("bge-m3:latest", 1)), llm=force)
    with pytest.raises(ModelUnavailableError, match=told):
        choose(forced)
    assert not any(one.chosen for one in candidates(forced))


@pytest.mark.parametrize("force", ["qwen3:8b", "ollama:", "ollama", "", "vllm:m"])
def test_force_of_an_unknown_form(force: str) -> None:
    with pytest.raises(SettingsError, match="BELEGT_LLM must be"):
        choose(settings(llm=force))


def test_a_gguf_file_of_the_users_own(tmp_path: Path) -> None:
    file = tmp_path / "own.gguf"
    file.write_bytes(b"GGUF" + bytes(60))
    forced = [one for one in candidates(settings(llm=f"gguf:{file}")) if one.chosen]
    assert forced == [Candidate("llama.cpp", str(file), True, f"runs in this process from {file}", True)]
    file.write_bytes(b"no model")
    assert not any(one.chosen for one in candidates(settings(llm=f"gguf:{file}")))


def test_the_address_comes_from_ollamas_own_variable(script: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OLLAMA_HOST", ollama_with(script, ("qwen3:8b", 5)).url.removeprefix("http://"))
    assert choose(settings()).name == "ollama:qwen3:8b"


def test_the_memory_is_that_of_a_real_machine() -> None:
    memory = total_memory()
    assert (memory is None) == (os.name == "nt")
    assert memory is None or 10**8 < memory < 10**14
