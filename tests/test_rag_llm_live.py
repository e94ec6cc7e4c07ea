"""Real servers around the real model: Ollama's protocol and the OpenAI one, as they are on the wire.

Where Ollama itself is installed it takes part; elsewhere a proxy speaks its protocol.
"""

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from index.errors import ModelUnavailableError
from index.weights import KNOWN
from rag.llm.base import LLM, Prompt
from rag.llm.ollama import OllamaLLM, installed
from rag.llm.select import candidates, choose
from rag.llm.server import ServerLLM, served
from rag.settings import Settings
from tests.conftest import USER_CACHE, absent
from tests.model_servers import Process, collect, model_server, ollama_proxy, server_environment, true_ollama

pytestmark = pytest.mark.slow

FIXED = """Kopiere aus dem Satz die Antwort auf die Frage.

Satz: Die Arbeiten an der Brücke in Lingen kosten elf Millionen Euro.
Frage: Wie viel kosten die Arbeiten?
Antwort: elf Millionen Euro

"""
ASKED = """Satz: Die Außenministerin reiste am Mittwoch nach Oslo.
Frage: Wohin reiste die Außenministerin?
Antwort:"""
PROMPT = Prompt(FIXED, ASKED)
STORY = Prompt("", "Erzähle eine lange Geschichte von einem Leuchtturm.")


@dataclass
class Servers:
    """The server of the model, and the proxy in front of it under the name local/coder."""

    python: Path
    weights: Path
    model: Process
    proxy: Process

    def llms(self) -> list[LLM]:
        return [
            OllamaLLM("local/coder", self.proxy.url, context_tokens=2048),
            ServerLLM(served(f"{self.model.url}/v1")[0], f"{self.model.url}/v1", context_tokens=2048),
        ]


@pytest.fixture(scope="module")
def servers(weights_cache: Path) -> Iterator[Servers]:
    weights = weights_cache / KNOWN["qwen2.5-coder-1.5b"].name
    try:
        python = server_environment(USER_CACHE)
    except subprocess.CalledProcessError as error:
        absent(f"no environment for the servers: {error.stderr.decode()[-200:]}")
    with ExitStack() as stack:
        model = stack.enter_context(model_server(python, weights))
        proxy = stack.enter_context(ollama_proxy(python, model.url, "coder"))
        yield Servers(python, weights, model, proxy)


def test_both_protocols_answer_and_count(servers: Servers) -> None:
    for llm in servers.llms():
        text, usage = collect(llm, PROMPT, max_tokens=12, stop=["\n"])
        assert "Oslo" in text, llm.name
        assert 1 <= usage.output_tokens <= 12


def test_the_fixed_part_is_read_once(servers: Servers) -> None:
    llm = servers.llms()[1]
    llm.warm([FIXED])
    usage = collect(llm, Prompt(FIXED, ASKED.replace("Oslo", "Riga")), max_tokens=2)[1]
    assert usage.prompt_tokens is not None
    assert usage.new_prompt_tokens is not None
    assert usage.new_prompt_tokens < usage.prompt_tokens / 2


def test_the_model_is_found_and_taken(servers: Servers) -> None:
    assert "local/coder" in [model.name for model in installed(servers.proxy.url)]
    settings = Settings.load(ollama_host=servers.proxy.url, ollama_models=("absent:8b", "local/coder"))
    assert choose(settings).name == "ollama:local/coder"
    assert [one.name for one in candidates(settings) if one.chosen] == ["local/coder"]


def test_without_a_server_the_strongest_file_of_the_cache_is_taken(weights_cache: Path) -> None:
    chosen = [one for one in candidates(Settings.load(cache=weights_cache.parent)) if one.chosen]
    assert [(one.kind, one.name) for one in chosen] == [("llama.cpp", "qwen2.5-coder-1.5b")]


def test_models_of_other_peoples_machines_are_not_taken_unasked(servers: Servers) -> None:
    settings = Settings.load(ollama_host=servers.proxy.url)
    listed = [one for one in candidates(settings) if one.kind == "ollama"]
    assert len(listed) > 10, "the proxy offers many hosted models"
    assert not any(one.available for one in listed)


def test_stopping_in_mid_answer_sets_the_model_free(servers: Servers) -> None:
    for llm in servers.llms():
        stream = llm.stream(STORY, max_tokens=1900, stop=[])
        next(stream)
        stream.close()
        begin = time.monotonic()
        collect(llm, STORY, max_tokens=2)
        assert time.monotonic() - begin < 60, f"{llm.name} still works on the story, which takes minutes"


def test_a_server_that_dies_in_mid_answer(servers: Servers) -> None:
    with ollama_proxy(servers.python, servers.model.url, "coder") as dying:
        stream = OllamaLLM("local/coder", dying.url, context_tokens=2048).stream(STORY, max_tokens=300, stop=[])
        next(stream)
        dying.kill()
        with pytest.raises(ModelUnavailableError, match="broke off"):
            for _ in stream:
                pass
        with pytest.raises(ModelUnavailableError, match="cannot be reached"):
            collect(OllamaLLM("local/coder", dying.url), STORY)


def test_ollama_itself(weights_cache: Path, tmp_path: Path) -> None:
    program = shutil.which("ollama")
    if program is None:
        pytest.skip("Ollama is not installed here: its protocol is tested through the proxy")
    weights = weights_cache / KNOWN["qwen2.5-coder-1.5b"].name
    with true_ollama(program, tmp_path, weights, "belegt-test") as server:
        llm = choose(Settings.load(ollama_host=server.url, llm="ollama:belegt-test", context_tokens=2048))
        llm.warm([FIXED])
        text, usage = collect(llm, PROMPT, max_tokens=12, stop=["\n"])
        assert "Oslo" in text
        assert usage.prompt_tokens is not None
        with pytest.raises(ModelUnavailableError, match="BELEGT_CONTEXT_TOKENS"):
            collect(llm, Prompt("", "Die Außenministerin reiste am Mittwoch nach Oslo. " * 230))
