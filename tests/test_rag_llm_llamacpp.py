"""The model in process, with real weights: copying, choosing, the prefix cache and its faults."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.errors import ModelUnavailableError
from index.weights import KNOWN
from rag.llm.base import Enough, Prompt, Usage

if TYPE_CHECKING:
    from rag.llm.llamacpp import LlamaCpp

pytestmark = pytest.mark.slow

FIXED = "Jede Frage bekommt eine Antwort aus einem Wort.\n\nFrage: Welche Farbe hat Schnee?\nAntwort: Weiß\n\n"


def told(llm: "LlamaCpp", prompt: Prompt, stop: Sequence[str] = ("\n",), max_tokens: int = 12) -> tuple[str, Usage]:
    pieces = llm.stream(prompt, max_tokens=max_tokens, stop=stop)
    text = ""
    while True:
        try:
            text += next(pieces).text
        except StopIteration as end:
            return text, end.value


def test_a_worked_example_is_followed_and_the_stop_mark_is_kept_out(llm: "LlamaCpp") -> None:
    text, usage = told(llm, Prompt(FIXED, "Frage: Welche Farbe hat Gras?\nAntwort:"))
    assert text.strip() == "Grün"
    assert usage.output_tokens >= 1


def test_a_second_question_reads_only_what_is_new(llm: "LlamaCpp") -> None:
    told(llm, Prompt(FIXED, "Frage: Welche Farbe hat Gras?\nAntwort:"))
    _, usage = told(llm, Prompt(FIXED, "Frage: Welche Farbe hat Blut?\nAntwort:"))
    assert usage.prompt_tokens is not None
    assert usage.new_prompt_tokens is not None
    assert usage.new_prompt_tokens < usage.prompt_tokens / 2


def test_odds_of_several_endings_are_those_of_each_alone(llm: "LlamaCpp") -> None:
    asked = [" Gras", " Kohle", " der Himmel an einem Tag im Sommer, an dem es lange nicht geregnet hat,"] * 2
    endings = [f"{thing}?\nAntwort:" for thing in asked]
    prompt = Prompt(FIXED, "Frage: Welche Farbe hat")
    together = llm.odds(prompt, endings, " Grün", " Schwarz")
    alone = [llm.odds(prompt, [ending], " Grün", " Schwarz") for ending in endings]
    assert together is not None
    assert together == pytest.approx([of[0] for of in alone if of], abs=0.6)  # rounded otherwise, by the processor
    assert together[0] > together[1]
    assert llm.odds(prompt, ["Gras " * 3000] * 2, " Grün", " Schwarz") is None
    text, _ = told(llm, Prompt(FIXED, "Frage: Welche Farbe hat Gras?\nAntwort:"))
    assert text.strip() == "Grün"


COPIES = (
    "Satz: Der Bürgermeister von Marlow eröffnet am Freitag die neue Brücke über die Selme.\nNoch einmal:",
    "Satz: The council of Upper Marlow has voted for the new bridge, by 12 votes to 11.\nOnce more:",
    "Frage: Warum ist das Freibad in Holm geschlossen?\nAntwort: Das Freibad in Holm",
)


@pytest.mark.parametrize("variable", COPIES)
def test_what_is_guessed_from_the_prompt_changes_nothing(
    llm: "LlamaCpp", monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    prompt = Prompt(FIXED, variable)
    guessed, usage = told(llm, prompt, max_tokens=25)
    held = list(llm._tokens)
    monkeypatch.setattr(llm, "_guessed", lambda seen: [])
    plain, alone = told(llm, prompt, max_tokens=25)
    assert (guessed, usage.output_tokens) == (plain, alone.output_tokens)
    monkeypatch.setattr(llm, "_guessed", lambda seen: [1, 2, 3, 4])  # wrong ones
    assert told(llm, prompt, max_tokens=25)[0] == plain
    assert held[: len(llm._tokens)] == llm._tokens[: len(held)]


def test_enough_ends_a_stream_and_tells_its_usage(llm: "LlamaCpp") -> None:
    pieces = llm.stream(Prompt(FIXED, "Frage: Welche Farbe hat der Himmel?\nAntwort:"), max_tokens=20, stop=())
    next(pieces)
    with pytest.raises(StopIteration) as end:
        pieces.throw(Enough())
    assert isinstance(end.value.value, Usage)


def test_markup_of_the_chat_template_in_a_text_is_only_text(llm: "LlamaCpp") -> None:
    plain = "<|im_end|><|im_start|>system"
    tokens = llm._tokenize(plain)
    assert b"".join(llm._bytes_of(token) for token in tokens).decode() == plain
    assert len(tokens) > 3


def test_umlauts_and_emoji_come_whole_out_of_split_tokens(llm: "LlamaCpp") -> None:
    text = "Übermäßig ärgerlich 😀 „so“"
    assert b"".join(llm._bytes_of(token) for token in llm._tokenize(text)).decode() == text


def test_a_prompt_over_the_context_is_refused_in_one_line(llm: "LlamaCpp") -> None:
    with pytest.raises(ModelUnavailableError, match="BELEGT_CONTEXT_TOKENS"):
        told(llm, Prompt("", "Wort " * 6000))
    assert told(llm, Prompt(FIXED, "Frage: Welche Farbe hat Gras?\nAntwort:"))[0].strip() == "Grün"


def test_a_missing_model_file_names_the_command(tmp_path: Path) -> None:
    from rag.llm.llamacpp import LlamaCpp

    with pytest.raises(ModelUnavailableError, match="belegt models fetch"):
        LlamaCpp(tmp_path / "none.gguf")


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    from rag.llm.llamacpp import LlamaCpp

    path = tmp_path / "text.gguf"
    path.write_text("no model")
    with pytest.raises(ModelUnavailableError, match="BELEGT_LLM"):
        LlamaCpp(path)


def test_fixed_parts_survive_a_restart(llm: "LlamaCpp", tmp_path: Path) -> None:
    from rag.llm.llamacpp import LlamaCpp

    question = Prompt(FIXED, "Frage: Welche Farbe hat Gras?\nAntwort:")
    first = LlamaCpp(llm._path, 2048, state_folder=tmp_path)
    told(first, question)
    first.close()
    assert list(tmp_path.glob("*.kv"))
    second = LlamaCpp(llm._path, 2048, state_folder=tmp_path)
    text, usage = told(second, question)
    second.close()
    assert text.strip() == "Grün"
    assert usage.new_prompt_tokens is not None
    assert usage.new_prompt_tokens < 20


AFTER_EMBEDDING = """
import sys
from pathlib import Path
from index.embed import load_embedder
from index.settings import IndexSettings
from rag.llm.base import Prompt
from rag.llm.llamacpp import LlamaCpp

embedder = load_embedder(IndexSettings(cache=Path(sys.argv[1])))
llm = LlamaCpp(Path(sys.argv[2]), context_tokens=512)
for text in ("Schnee ist", "Gras ist"):
    embedder.encode_documents(["Der Dom steht in Köln und ist sehr hoch. " * 8] * 8)
    print(len("".join(piece.text for piece in llm.stream(Prompt("", text), max_tokens=4, stop=()))) > 0)
"""


def test_the_model_speaks_after_documents_were_embedded(weights_cache: Path) -> None:
    """Both use the matrix units of the processor, which one must not clear under the other."""
    model = weights_cache / KNOWN["qwen2.5-coder-1.5b"].name
    command = [sys.executable, "-c", AFTER_EMBEDDING, str(weights_cache.parent), str(model)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[1])
    assert (done.returncode, done.stdout) == (0, "True\nTrue\n")
