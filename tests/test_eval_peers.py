"""Peers give answers that the same scorers judge: markers become quotations that stand in the articles."""

import importlib.util
import os
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.dataset import QuestionSet
from eval.peers import PEERS, open_peer
from eval.peers.model import ChatLlamaCpp, PeerModel
from eval.peers.peer import EMPTY, Peer, abstains, with_single_markers
from index.archive import Archive
from index.embed import Embedder
from index.errors import EvalError, ModelUnavailableError, QuestionError, UnknownArticleError
from rag.llm.base import LLM, Piece, Prompt, Usage
from rag.settings import Settings
from tests.archives import index_rows
from tests.fakes import HashEmbedder, QueueLLM

if TYPE_CHECKING:
    from index.embed import SentenceTransformerEmbedder
    from rag.llm.llamacpp import LlamaCpp

LONG = "\n\n".join(f"Absatz {n} berichtet über den Hafen von Lübeck und die Schiffe Nummer {n}." for n in range(150))
ROWS = (
    ("zoo", "2025-03-04", "Elefant krank", "Der Elefant Tuffi im Zoo von Wien ist krank. Er frisst seit Montag nicht."),
    ("cup", "2025-04-30", "Carrick Cup", "Dunmore won the Carrick Cup on Saturday. The final ended two to one."),
    ("dom", None, "Dom zu", "Der Dom in Köln ist zu. Das teilte die Stadt am Montag mit."),
    ("hafen", "2025-01-02", "Hafen Lübeck", LONG),
)


@contextmanager
def peer(name: str, llm: LLM, tmp_path: Path, embedder: Embedder | None = None) -> Iterator[Peer]:
    settings = Settings()
    index_rows(settings, tmp_path, *ROWS)
    with Archive.open(settings.archive, settings) as archive:
        questions = QuestionSet("mini", tmp_path, ())
        opened = open_peer(name, questions, settings, embedder or HashEmbedder(), lambda: llm, archive)
    yield opened
    opened.close()


each_peer = pytest.mark.parametrize("name", PEERS)


@each_peer
def test_a_marker_becomes_a_citation_that_stands_in_its_article(name: str, tmp_path: Path) -> None:
    llm = QueueLLM(["Der Elefant Tuffi ist krank [1]."])
    with peer(name, llm, tmp_path) as one:
        answer = one.answer("Welcher Elefant im Zoo von Wien ist krank?")
        text = one.article("zoo").text
    assert answer.text == "Der Elefant Tuffi ist krank [1]."
    assert not answer.abstained
    (citation,) = answer.citations
    assert (citation.n, citation.article_id, citation.title) == (1, "zoo", "Elefant krank")
    assert citation.published is not None
    assert citation.published.isoformat() == "2025-03-04"
    assert text[citation.start : citation.end] == citation.quote == text
    assert (answer.language, answer.model) == ("de", "queue")


@each_peer
def test_the_model_reads_the_sources_numbered_as_they_are_cited(name: str, tmp_path: Path) -> None:
    llm = QueueLLM(["Two to one [2][1]."])
    with peer(name, llm, tmp_path) as one:
        answer = one.answer("How did the final of the Carrick Cup end?")
    (prompt,) = llm.prompts
    assert prompt.fixed == ""
    assert "How did the final of the Carrick Cup end?" in prompt.variable
    assert [citation.n for citation in answer.citations] == [1, 2]
    places = [prompt.variable.index(source.text) for source in answer.evidence]
    assert places == sorted(places)
    assert [citation.quote for citation in answer.citations] == [source.text for source in answer.evidence[:2]]


@each_peer
def test_long_articles_are_cut_and_every_piece_keeps_its_place(name: str, tmp_path: Path) -> None:
    with peer(name, QueueLLM(), tmp_path) as one:
        hits = one.search("Schiffe im Hafen von Lübeck", 50)
        assert len({hit.chunk_id for hit in hits}) == len(hits)
        pieces = [hit for hit in hits if hit.article_id == "hafen"]
        assert len(pieces) > 2
        assert all(one.article(hit.article_id).text[hit.start : hit.end] == hit.text for hit in hits)
        covered = {at for hit in pieces for at in range(hit.start, hit.end)}
        assert {at for at, letter in enumerate(LONG) if not letter.isspace()} <= covered
        assert [hit.article_id for hit in one.search("Carrick Cup final", 1)] == ["cup"]


@each_peer
def test_a_number_without_a_source_stays_dangling(name: str, tmp_path: Path) -> None:
    with peer(name, QueueLLM(["Dunmore won [99]."]), tmp_path) as one:
        answer = one.answer("Who won the Carrick Cup?")
    assert answer.text == "Dunmore won [99]."
    assert answer.citations == ()


@each_peer
@pytest.mark.parametrize("said", ["", "The provided sources do not mention the king [1]."])
def test_saying_nothing_or_that_the_sources_are_silent_is_abstaining(name: str, said: str, tmp_path: Path) -> None:
    with peer(name, QueueLLM([said]), tmp_path) as one:
        answer = one.answer("Who is the king of Norway?")
    assert answer.abstained
    assert answer.citations == ()
    assert "[" not in answer.text


@each_peer
def test_a_follow_up_is_condensed_by_the_peer_and_then_searched(name: str, tmp_path: Path) -> None:
    llm = QueueLLM(["How did the final of the Carrick Cup end?", "Two to one [1]."])
    with peer(name, llm, tmp_path) as one:
        answer = one.answer("And how did it end?", [("Who won the Carrick Cup?", "Dunmore won it.")])
    condense, ask = (prompt.variable for prompt in llm.prompts)
    assert "Who won the Carrick Cup?" in condense
    assert "Dunmore won it." in condense
    assert "And how did it end?" in condense
    assert answer.standalone_question == "How did the final of the Carrick Cup end?"
    assert answer.standalone_question in ask
    assert "And how did it end?" not in ask
    assert answer.citations[0].article_id == "cup"


@each_peer
def test_times_go_on_and_the_tokens_of_all_calls_count(name: str, tmp_path: Path) -> None:
    llm = QueueLLM(["Who won the cup?", "Dunmore won [1].", "Dunmore [1]."])
    with peer(name, llm, tmp_path) as one:
        two_calls = one.answer("Who won it?", [("Is there a cup?", "Yes.")]).timings
        one_call = one.answer("Who won the Carrick Cup?").timings
    lengths = [len(prompt.text.split()) for prompt in llm.prompts]
    assert (two_calls.prompt_tokens, two_calls.output_tokens) == (lengths[0] + lengths[1], 7)
    assert (one_call.prompt_tokens, one_call.output_tokens) == (lengths[2], 2)
    times = (one_call.retrieve_ms, one_call.first_evidence_ms, one_call.first_token_ms, one_call.total_ms)
    known = [time for time in times if time is not None]
    assert len(known) == 4
    assert known == sorted(known)


@each_peer
def test_queries_and_documents_are_embedded_with_their_own_prompts(name: str, tmp_path: Path) -> None:
    embedder = HashEmbedder()
    with peer(name, QueueLLM(), tmp_path, embedder) as one:
        one.search("Wer ist krank?", 3)
    assert embedder.queries == ["Wer ist krank?"]
    assert any("Tuffi" in text for text in embedder.documents)


@each_peer
def test_the_model_is_asked_for_when_it_is_needed_and_never_closed(name: str, tmp_path: Path) -> None:
    settings, llm, made = Settings(), QueueLLM(), list[int]()
    index_rows(settings, tmp_path, *ROWS)

    def start() -> LLM:
        made.append(1)
        return llm

    with Archive.open(settings.archive, settings) as archive:
        one = open_peer(name, QuestionSet("mini", tmp_path, ()), settings, HashEmbedder(), start, archive)
    one.search("Dom", 2)
    assert made == []
    one.warm()
    assert one.model_name == "queue"
    assert made == [1]
    one.close()
    assert not llm.closed


@each_peer
def test_what_cannot_be_asked_is_refused(name: str, tmp_path: Path) -> None:
    with peer(name, QueueLLM([ModelUnavailableError("gone")]), tmp_path) as one:
        with pytest.raises(QuestionError):
            one.answer("  ?! ")
        with pytest.raises(EvalError, match="leave out --peer"):
            one.answer("Wer ist krank?", as_of=one.search("Zoo", 1)[0].published)
        with pytest.raises(UnknownArticleError):
            one.article("nowhere")
        with pytest.raises(ModelUnavailableError, match="gone"):
            one.answer("Wer ist krank?")


def open_named(name: str, tmp_path: Path) -> Peer:
    settings = Settings()
    index_rows(settings, tmp_path, *ROWS)
    with Archive.open(settings.archive, settings) as archive:
        return open_peer(name, QuestionSet("mini", tmp_path, ()), settings, HashEmbedder(), QueueLLM, archive)


def test_a_name_that_is_no_peer_is_told_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match=r"llamaindex, haystack, found 'ragflow'"):
        open_named("ragflow", tmp_path)


@pytest.mark.parametrize(
    ("name", "module", "install"),
    [("haystack", "haystack", r'-e "\.\[haystack\]"'), ("llamaindex", "llama_index.vector_stores.chroma", r'-e "\."')],
)
def test_a_missing_package_is_told_with_its_command(
    name: str, module: str, install: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda wanted: None if wanted == module else look(wanted))
    with pytest.raises(EvalError, match=install):
        open_named(name, tmp_path)


def test_neither_telemetry_nor_the_global_settings_are_touched(tmp_path: Path) -> None:
    from llama_index.core import Settings as GlobalSettings

    for name in PEERS:
        open_named(name, tmp_path).close()
    assert os.environ["HAYSTACK_TELEMETRY_ENABLED"] == "False"
    from haystack import telemetry

    assert telemetry._telemetry.telemetry is None
    assert GlobalSettings._llm is None
    assert GlobalSettings._embed_model is None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Ja [1, 2].", "Ja [1][2]."),
        ("Yes [Source 3].", "Yes [3]."),
        ("Yes [Source 1, Source 2] and [4].", "Yes [1][2] and [4]."),
        ("Ja [1 und 3] [am Montag].", "Ja [1][3] [am Montag]."),
        ("In [2025-03-04] no.", "In [2025-03-04] no."),
    ],
)
def test_markers_as_models_write_them(written: str, read: str) -> None:
    assert with_single_markers(written) == read


@given(st.lists(st.integers(1, 99), min_size=1), st.text(alphabet="ab .,"))
def test_single_markers_stay_as_they_are(numbers: list[int], words: str) -> None:
    text = words.join(f"[{n}]" for n in numbers)
    assert with_single_markers(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        EMPTY,
        "None of the provided sources mention the height of the mountain.",
        "The sources do not provide information on that. I cannot answer.",
        "There is no information about the king in the documents.",
        "The date is not mentioned in the sources [1][2].",
        "Keine der angegebenen Quellen nennt den König.",
        "Die Quellen enthalten keine Angaben dazu.",
        "Das Datum wird in den Dokumenten nicht genannt.",
        "Es gibt keine Informationen dazu. Die Frage kann nicht beantwortet werden.",
    ],
)
def test_texts_that_abstain(text: str) -> None:
    assert abstains(text, range(1, 4))


@pytest.mark.parametrize(
    "text",
    [
        "Dunmore won [1].",
        "Putin did not answer the call [1].",
        "Source 1 does not mention it. It happened on 12 May [2].",
        "Der Elefant frisst nicht [1].",
        "Keine Einigung gab es am Montag [2].",
        "Am 12. Mai [1]. Der Ort wird nicht genannt.",
    ],
)
def test_texts_that_answer(text: str) -> None:
    assert not abstains(text, range(1, 4))


def test_tokens_that_a_server_does_not_tell_are_not_known() -> None:
    class Silent(QueueLLM):
        def stream(self, prompt: Prompt, *, max_tokens: int, stop: Sequence[str]) -> Generator[Piece, None, Usage]:
            yield from ()
            return Usage(None, None, 3)

    model = PeerModel(Silent, 4096)
    assert model.complete("?") == ""
    assert model.usage == Usage(None, None, 3)
    assert model.first_token_at is None


@pytest.mark.slow
@each_peer
def test_the_real_model_answers_in_its_chat_template(
    name: str, embedder: "SentenceTransformerEmbedder", llm: "LlamaCpp", tmp_path: Path
) -> None:
    with peer(name, llm, tmp_path, embedder) as one:
        answer = one.answer("Who won the Carrick Cup?")
    assert "Dunmore" in answer.text
    assert answer.timings.prompt_tokens is not None
    assert 100 < answer.timings.prompt_tokens < 3900
    assert "".join(piece.text for piece in llm.stream(Prompt("", "1, 2, 3, 4,"), max_tokens=2, stop=())).strip() == "5"


@pytest.mark.slow
def test_the_chat_template_of_the_weights_is_applied_with_its_markup_as_tokens(llm: "LlamaCpp") -> None:
    chat = ChatLlamaCpp(llm)
    prompt = chat.as_chat("Sag Hallo.")
    assert prompt.endswith("<|im_start|>user\nSag Hallo.<|im_end|>\n<|im_start|>assistant\n")
    assert len(chat._tokenize("<|im_start|>")) == 1
    assert len(llm._tokenize("<|im_start|>")) > 1
    chat.close()
