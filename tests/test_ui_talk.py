import threading
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from index.errors import ArchiveLockedError, BelegtError, ModelUnavailableError, QuestionError
from rag.types import Answer, Nearest
from tests.fake_pipeline import ABSTAINED, BUS, ENGLISH, GERMAN, PHONE, FakePipeline
from ui.queue import Line
from ui.talk import Exchange, Fault, Talk, history


def make_ready() -> threading.Event:
    ready = threading.Event()
    ready.set()
    return ready


def make_talk(pipeline: FakePipeline, line: Line | None = None, ready: threading.Event | None = None) -> Talk:
    return Talk(pipeline, line or Line(), ready or make_ready())


def always(result: Answer | BelegtError) -> Callable[[str], Answer | BelegtError]:
    return lambda question: result


def until(true: Callable[[], object], seconds: float = 5.0) -> bool:
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.01)
    return bool(true())


def test_the_states_of_an_answer_come_in_order() -> None:
    states = list(make_talk(FakePipeline(pause=0.02)).states(Exchange("Wann?"), []))
    stages = list(dict.fromkeys(state.stage for state in states))
    assert stages == ["searching", "thinking", "drafting", "finished"]
    drafts = [state.draft for state in states if state.stage == "drafting"]
    assert all(later.startswith(earlier) for earlier, later in pairwise(drafts))
    last = states[-1]
    assert last.answer is not None
    assert last.answer.text == GERMAN.text
    assert set(last.articles) == {evidence.article_id for evidence in GERMAN.evidence}


def test_evidence_is_there_before_the_model_has_its_turn() -> None:
    line, pipeline = Line(), FakePipeline()
    busy = line.join()
    states = make_talk(pipeline, line).states(Exchange("Wann?"), [])
    waiting = next(state for state in states if state.stage == "waiting")
    assert (waiting.place, waiting.evidence) == (2, GERMAN.evidence)
    line.leave(busy)
    assert [state.stage for state in states][-1] == "finished"


def test_a_question_waits_for_the_models_to_be_loaded() -> None:
    ready = threading.Event()
    states = make_talk(FakePipeline(), ready=ready).states(Exchange("Wann?"), [])
    waiting = next(state for state in states if state.stage == "thinking")
    assert waiting.warming
    ready.set()
    rest = list(states)
    assert rest[-1].stage == "finished"
    assert not rest[-1].warming


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (ModelUnavailableError("it stopped"), "model"),
        (QuestionError("too long"), "question"),
        (ArchiveLockedError("busy"), "other"),
    ],
)
def test_an_error_is_a_state_and_frees_the_line(error: BelegtError, fault: Fault) -> None:
    line = Line()
    *_, last = make_talk(FakePipeline(always(error)), line).states(Exchange("Wann?"), [])
    assert (last.stage, last.fault, last.message) == ("failed", fault, str(error))
    assert last.evidence == GERMAN.evidence
    after = line.join()
    assert until(lambda: after.place == 1)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_bug_in_the_pipeline_ends_the_wait() -> None:
    def choose(question: str) -> Answer:
        raise ZeroDivisionError

    *_, last = make_talk(FakePipeline(choose)).states(Exchange("Wann?"), [])
    assert (last.stage, last.fault) == ("failed", "bug")


def test_the_article_of_the_nearest_passage_is_there_too() -> None:
    answer = replace(ABSTAINED, evidence=[BUS], nearest=Nearest(PHONE))
    *_, last = make_talk(FakePipeline(lambda question: answer)).states(Exchange("Wann?"), [])
    assert set(last.articles) == {BUS.article_id, PHONE.article_id}


def test_a_proven_answer_is_there_before_its_translations() -> None:
    citation = replace(ENGLISH.citations[0], translation="Kern telefonierte.")
    pipeline = FakePipeline(always(replace(ENGLISH, citations=[citation])), pause=0.12)
    states = list(make_talk(pipeline).states(Exchange("When?"), []))
    assert [state.stage for state in states][-2:] == ["translating", "finished"]
    ahead, last = (state.answer for state in states[-2:])
    assert ahead is not None
    assert last is not None
    assert [c.translation for c in (*ahead.citations, *last.citations)] == [None, "Kern telefonierte."]


def test_stop_closes_the_pipeline_and_ends_the_talk() -> None:
    line, pipeline = Line(), FakePipeline(pause=0.05)
    talk = make_talk(pipeline, line)
    states = talk.states(Exchange("Wann?"), [])
    next(state for state in states if state.stage == "drafting")
    talk.stop()
    assert list(states)[-1].stage == "stopped"
    assert until(lambda: pipeline.closed == ["Wann?"])
    after = line.join()
    assert until(lambda: after.place == 1)


def test_stop_while_waiting_in_line_leaves_the_line() -> None:
    line, pipeline = Line(), FakePipeline()
    busy = line.join()
    talk = make_talk(pipeline, line)
    states = talk.states(Exchange("Wann?"), [])
    next(state for state in states if state.stage == "waiting")
    talk.stop()
    assert list(states)[-1].stage == "stopped"
    assert until(lambda: pipeline.closed)
    assert busy.place == 1


def test_closing_the_states_stops_the_pipeline() -> None:
    pipeline = FakePipeline(pause=0.05)
    states = make_talk(pipeline).states(Exchange("Wann?"), [])
    next(state for state in states if state.stage == "drafting")
    states.close()
    assert until(lambda: pipeline.closed == ["Wann?"])


def test_two_talks_use_the_model_one_after_the_other() -> None:
    line, pipeline = Line(), FakePipeline(pause=0.01)
    ends: list[Exchange] = []
    threads = [
        threading.Thread(target=lambda: ends.append(list(make_talk(pipeline, line).states(Exchange("Wann?"), []))[-1]))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert [end.stage for end in ends] == ["finished"] * 4


def test_the_history_has_the_finished_answers_without_markers() -> None:
    exchanges = [
        Exchange("Eins?", "finished", answer=GERMAN),
        Exchange("Zwei?", "failed", fault="model"),
        Exchange("Drei?", "finished", answer=ABSTAINED),
    ]
    assert history(exchanges) == [
        ("Eins?", "Zuletzt telefonierten Ada Kern und Ole Brandt am 20. Mai 2025. Jede Stunde fährt ein Bus."),
        ("Drei?", ABSTAINED.text),
    ]
