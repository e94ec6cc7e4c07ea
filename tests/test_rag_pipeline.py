"""From a question to a proven answer: a real archive, word-hash vectors, and models that say what they are told."""

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import prompts
from index.archive import Archive
from index.errors import ModelUnavailableError, QuestionError, UnknownArticleError
from index.scope import Scope
from index.settings import IndexSettings
from rag.confidence import EMBEDDER as EMBEDDER_FITTED
from rag.pipeline import Pipeline
from rag.types import Answer, DraftText, EvidenceFound, Finished
from tests.archives import EMBEDDER, index_rows, opened
from tests.fakes import ContinuingLLM, HashEmbedder, QueueLLM

OLD = "Angela Merkel und Wladimir Putin telefonierten am Montag zwei Stunden lang über die Ukraine."
NEW = "Angela Merkel und Wladimir Putin telefonierten am Freitag eine Stunde lang über die Ukraine."
OLD_WITH_DAY = OLD.replace("am Montag", "am Montag (= 3. März 2025)")
ARTICLES = (
    ("alt", "2025-03-05", "Gespräch der Regierung", f"{OLD} Die Regierung in Berlin nannte das Gespräch sehr offen."),
    ("neu", "2025-05-17", "Neues Gespräch", f"{NEW} Der Kreml nannte das Gespräch danach kurz und sachlich."),
    ("zoo", "2025-05-20", "Elefant krank", "Der Elefant im Zoo von Wien ist seit einer Woche schwer krank."),
    ("ohne", None, "Ohne Datum", "Der Turm in Graz wird für vier Millionen Euro ganz neu gebaut."),
)
LAST = "Wann haben Merkel und Putin zuletzt telefoniert?"
HOW_LONG = "Wie lange telefonierten Merkel und Putin am 3. März 2025?"
ABSTAIN = prompts.load("abstain_de").template.strip()


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with opened(tmp_path, *ARTICLES) as archive:
        yield archive


def ask(archive: Archive, llm: QueueLLM, question: str, as_of: date | None = None) -> Answer:
    """The answer, after checking what holds for every answer."""
    answer = Pipeline(archive, EMBEDDER, lambda: llm).answer(question, as_of=as_of)
    check(archive, answer)
    return answer


def check(archive: Archive, answer: Answer) -> None:
    """Markers and citations belong together, and each quotation stands in its article."""
    for citation in answer.citations:
        assert archive.article(citation.article_id).text[citation.start : citation.end] == citation.quote
        assert f"[{citation.n}]" in answer.text
    for found in answer.evidence:
        assert archive.article(found.article_id).text[found.start : found.end] == found.text
    assert ("[1]" in answer.text) is bool(answer.citations) is not answer.abstained
    assert "[2]" not in answer.text


def cited(answer: Answer) -> list[str]:
    return [citation.article_id for citation in answer.citations]


def test_evidence_comes_before_the_draft_and_the_answer_last(archive: Archive) -> None:
    said = " Merkel und Putin telefonierten zwei Stunden lang."
    llm = ContinuingLLM([said])
    first, *drafts, last = Pipeline(archive, EMBEDDER, lambda: llm).stream(HOW_LONG)
    assert isinstance(first, EvidenceFound)
    assert OLD in [found.text for found in first.evidence]
    assert "".join(d.text for d in drafts if isinstance(d, DraftText)) == said
    assert len(drafts) == len(said.split())
    assert isinstance(last, Finished)
    assert last.answer.text == "Merkel und Putin telefonierten zwei Stunden lang. [1]"
    assert [(c.quote, c.event_date) for c in last.answer.citations] == [(OLD, date(2025, 3, 3))]
    assert last.answer.timings.first_token_ms is not None


def test_the_day_of_an_event_is_told_without_the_model(archive: Archive) -> None:
    llm = ContinuingLLM()
    first, last = Pipeline(archive, EMBEDDER, lambda: llm).stream(LAST)
    assert isinstance(first, EvidenceFound)
    assert isinstance(last, Finished)
    assert last.answer.text == "Am 16. Mai 2025. [1]"
    assert [(c.quote, c.event_date) for c in last.answer.citations] == [(NEW, date(2025, 5, 16))]
    assert (llm.prompts, last.answer.timings.first_token_ms) == ([], None)


def test_in_process_the_model_goes_on_after_the_sentence_that_was_picked(archive: Archive) -> None:
    llm = ContinuingLLM([" Merkel und Putin telefonierten zwei Stunden lang."])
    answer = ask(archive, llm, HOW_LONG)
    assert (answer.text, cited(answer)) == ("Merkel und Putin telefonierten zwei Stunden lang. [1]", ["alt"])
    (prompt,) = llm.prompts
    assert prompt.variable.startswith(f" {HOW_LONG}\n")
    assert prompt.variable.endswith(f"\nBeleg (5. März 2025, „Gespräch der Regierung“): {OLD}\nAntwort:")
    assert answer.notes == ()


@pytest.mark.parametrize(
    "draft",
    [
        " Merkel und Putin telefonierten drei Stunden lang.",
        " Scholz und Putin telefonierten zwei Stunden lang.",
        " Merkel und Putin telefonierten nicht zwei Stunden lang.",
        " Merkel und Putin telefonierten.",
        "",
    ],
)
def test_a_draft_that_is_not_proven_is_dropped_for_the_evidence_itself(archive: Archive, draft: str) -> None:
    answer = ask(archive, ContinuingLLM([draft]), HOW_LONG)
    assert (answer.text, cited(answer)) == (f"{OLD_WITH_DAY} [1]", ["alt"])
    assert len(answer.notes) == 1
    assert answer.notes[0].startswith("draft dropped")


def test_an_older_event_is_no_answer_to_zuletzt(archive: Archive) -> None:
    llm = ContinuingLLM([" Sie telefonierten zuletzt am Montag, dem 3. März 2025."])
    answer = ask(archive, llm, LAST)
    assert (answer.text, cited(answer)) == ("Am 16. Mai 2025. [1]", ["neu"])


def test_a_model_that_sees_no_answer_abstains(archive: Archive) -> None:
    answer = ask(archive, ContinuingLLM([" keiner"]), HOW_LONG)
    assert (answer.text, answer.abstained, answer.citations) == (ABSTAIN, True, ())


def test_what_is_unlikely_to_be_there_is_not_drafted(archive: Archive) -> None:
    embedder = HashEmbedder()
    embedder.name = EMBEDDER_FITTED
    llm = ContinuingLLM()
    answer = Pipeline(archive, embedder, lambda: llm).answer(HOW_LONG)  # cosines of word hashes are far below
    assert (answer.abstained, llm.prompts) == (True, [])


def test_names_that_no_article_has_need_no_model(archive: Archive) -> None:
    llm = ContinuingLLM()
    answer = ask(archive, llm, "Wie lange telefonierten Emmanuel Macron und Putin?")
    assert (answer.text, answer.abstained, answer.evidence) == (ABSTAIN, True, ())
    assert llm.prompts == []


def test_an_empty_archive_abstains(tmp_path: Path) -> None:
    settings = IndexSettings()
    with Archive.open(settings.archive, settings, write=True) as archive:
        assert ask(archive, ContinuingLLM(), LAST).abstained


def test_as_of_answers_as_the_archive_stood(archive: Archive) -> None:
    llm = ContinuingLLM([" Sie telefonierten zuletzt am Montag, dem 3. März 2025."])
    answer = ask(archive, llm, LAST, as_of=date(2025, 4, 1))
    assert cited(answer) == ["alt"]
    assert {found.article_id for found in answer.evidence} == {"alt"}
    assert ask(archive, ContinuingLLM(), LAST, as_of=date(2025, 1, 1)).abstained


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        (Scope(since=date(2025, 5, 17)), "neu"),
        (Scope(since=date(2025, 3, 5), until=date(2025, 3, 5)), "alt"),
        (Scope(until=date(2030, 1, 1)), "neu"),
    ],
)
def test_the_scope_cuts_the_archive(archive: Archive, scope: Scope, found: str) -> None:
    said = [" Sie telefonierten am Freitag, dem 16. Mai 2025.", " Sie telefonierten am Montag, dem 3. März 2025."]
    llm = ContinuingLLM([said[found == "alt"]])
    answer = Pipeline(archive, EMBEDDER, lambda: llm).answer(LAST, scope=scope)
    assert cited(answer) == [found]
    assert all(scope.since is None or (e.published or date.min) >= scope.since for e in answer.evidence)


def test_nothing_in_the_scope_abstains(archive: Archive) -> None:
    empty = Scope(since=date(2025, 4, 1), until=date(2025, 5, 1))
    answer = Pipeline(archive, EMBEDDER, ContinuingLLM).answer(LAST, scope=empty)
    assert answer.abstained
    assert not answer.evidence


def test_a_follow_up_is_answered_by_what_it_means(archive: Archive) -> None:
    whole = "Wie lange haben Merkel und Putin telefoniert (16. Mai 2025)?"
    llm = ContinuingLLM([" Merkel und Putin telefonierten eine Stunde lang."])
    answer = Pipeline(archive, EMBEDDER, lambda: llm).answer("Und wie lange?", [(LAST, "Am 16. Mai 2025.")])
    check(archive, answer)
    assert (answer.question, answer.standalone_question) == ("Und wie lange?", whole)
    assert (answer.text, cited(answer)) == ("Merkel und Putin telefonierten eine Stunde lang. [1]", ["neu"])


def test_closing_the_stream_ends_the_models_work_and_frees_it(archive: Archive) -> None:
    llm = ContinuingLLM(
        [" Merkel und Putin telefonierten lange.", " Merkel und Putin telefonierten zwei Stunden lang."]
    )
    pipeline = Pipeline(archive, EMBEDDER, lambda: llm)
    stream = pipeline.stream(HOW_LONG)
    next(stream)
    next(stream)
    stream.close()
    assert llm.cancelled == 1
    assert cited(pipeline.answer(HOW_LONG)) == ["alt"]


def test_a_model_that_stops_is_told_and_can_be_asked_again(archive: Archive) -> None:
    llm = ContinuingLLM([ModelUnavailableError("gone"), " Merkel und Putin telefonierten zwei Stunden lang."])
    pipeline = Pipeline(archive, EMBEDDER, lambda: llm)
    with pytest.raises(ModelUnavailableError, match="gone"):
        pipeline.answer(HOW_LONG)
    assert cited(pipeline.answer(HOW_LONG)) == ["alt"]


def test_a_model_that_cannot_be_had_is_told_after_the_evidence(archive: Archive) -> None:
    def fail() -> QueueLLM:
        raise ModelUnavailableError("none")

    stream = Pipeline(archive, EMBEDDER, fail).stream(HOW_LONG)
    assert isinstance(next(stream), EvidenceFound)
    with pytest.raises(ModelUnavailableError, match="none"):
        next(stream)


def test_two_threads_at_once(archive: Archive) -> None:
    llm = ContinuingLLM([" Merkel und Putin telefonierten zwei Stunden lang."] * 8)
    pipeline = Pipeline(archive, EMBEDDER, lambda: llm)
    answers: list[Answer] = []
    threads = [
        threading.Thread(target=lambda: answers.extend(pipeline.answer(HOW_LONG) for _ in range(4))) for _ in "ab"
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert [cited(answer) for answer in answers] == [["alt"]] * 8


# -- models over HTTP, whose probabilities cannot be read ----------------------
SAID = "Merkel und Putin telefonierten zwei Stunden lang."


@pytest.mark.parametrize(
    ("reply", "text"),
    [
        (f"{OLD}\nAntwort: {SAID}", f"{SAID} [1]"),
        (f"Beleg: {OLD}\nAntwort: {SAID}", f"{SAID} [1]"),
        (f"{OLD}\nAntwort: {SAID}\n\nFrage: Noch eine?", f"{SAID} [1]"),
        (f"{OLD}\nAntwort: Sie telefonierten drei Stunden lang.", f"{OLD_WITH_DAY} [1]"),
        (" keiner", ABSTAIN),
        ("Beleg: keiner", ABSTAIN),
        ("Keiner.\nAntwort: Das steht nicht da.", ABSTAIN),
        ("", ABSTAIN),
    ],
)
def test_replies_over_http(archive: Archive, reply: str, text: str) -> None:
    assert ask(archive, QueueLLM([reply]), HOW_LONG).text == text


def test_a_reply_without_labels_is_nothing_unproven(archive: Archive) -> None:
    answer = ask(archive, QueueLLM([SAID]), HOW_LONG)
    assert answer.abstained or cited(answer) == ["alt"]


# -- the rest ------------------------------------------------------------------
def test_articles_and_search(archive: Archive) -> None:
    pipeline = Pipeline(archive, EMBEDDER, QueueLLM)
    assert {info.id for info in pipeline.articles()} == {"alt", "neu", "zoo", "ohne"}
    assert pipeline.article("zoo").title == "Elefant krank"
    assert pipeline.search("Elefant im Zoo", 1)[0].article_id == "zoo"
    with pytest.raises(UnknownArticleError):
        pipeline.article("nichts")
    with pytest.raises(QuestionError):
        pipeline.answer(" ? ")


def test_warm_reads_each_fixed_part_and_close_frees_the_model(tmp_path: Path) -> None:
    settings, llm = IndexSettings(), QueueLLM()
    index_rows(settings, tmp_path, *ARTICLES)
    pipeline = Pipeline(Archive.open(settings.archive, settings), EMBEDDER, lambda: llm)
    pipeline.warm()
    assert len(llm.warmed) == 2
    assert all(text.endswith(("\n", " ")) for text in llm.warmed)
    pipeline.close()
    assert llm.closed


RIVER = (
    ("bruecke", "2025-05-08", "Risse am Pfeiler", "Seit gestern rollt in Holm kein Auto mehr zum Markt hinüber."),
    ("fluss", None, "Die Selme", "Die Selme ist ein stiller Fluss, an seinen Ufern wird selten gebadet."),
)


def test_an_event_without_a_word_of_the_question_dates_nothing(tmp_path: Path) -> None:
    with opened(tmp_path, *RIVER) as archive:
        flooded = ask(archive, ContinuingLLM(["Am 1. Mai 2025."]), "Wann trat die Selme zuletzt über die Ufer?")
        assert flooded.abstained
        closed = ask(archive, ContinuingLLM(["Am 1. Mai 2025."]), "Wann rollte in Holm zuletzt ein Auto?")
        assert closed.text == "Am 7. Mai 2025. [1]"


@pytest.mark.parametrize(("month", "told"), [("Januar", None), ("März", OLD_WITH_DAY)])
def test_a_sentence_of_another_time_does_not_answer_in_its_own_words(
    tmp_path: Path, month: str, told: str | None
) -> None:
    question = f"Wie lange telefonierten Angela Merkel und Wladimir Putin im {month} 2025 über die Ukraine?"
    with opened(tmp_path, ARTICLES[0]) as archive:
        answer = ask(archive, ContinuingLLM(["Zwei Wochen."]), question)
    assert (answer.text, answer.abstained) == ((f"{told} [1]", False) if told else (ABSTAIN, True))


@pytest.mark.parametrize(("ferry", "told"), [("Corrie", "On 4 March 2023. [1]"), ("Lorna", None)])
def test_an_event_without_a_name_of_the_question_dates_nothing(tmp_path: Path, ferry: str, told: str | None) -> None:
    text = "The ferry Corrie hit the pier at Holm on Saturday. The harbour was closed. Lorna came the week after."
    with opened(tmp_path, ("faehre", "2023-03-05", "Ferry hits pier", text)) as archive:
        llm = ContinuingLLM(["The ferry hit it on 1 May 2020."])
        answer = ask(archive, llm, f"When did the ferry {ferry} last hit the pier?")
        assert (None if answer.abstained else answer.text) == told


def test_asked_for_a_length_the_model_is_given_a_sentence_that_has_one(tmp_path: Path) -> None:
    rows = [("anruf", "2025-05-20", "Anruf", f"Merkel und Putin telefonierten am Montag. {LONG} Sie lachten.")]
    with opened(tmp_path, *rows) as archive:
        llm = ContinuingLLM([" Das Gespräch dauerte zwei Wochen."])
        answer = ask(archive, llm, "Wie lange dauerte das letzte Gespräch von Merkel und Putin?")
    assert f"Beleg (20. Mai 2025, „Anruf“): {LONG}" in llm.prompts[-1].variable
    assert (answer.text, answer.short) == (f"{LONG} [1]", "zwei Stunden")


LONG = "Das Gespräch von Merkel und Putin dauerte zwei Stunden."


@pytest.mark.parametrize(
    ("question", "is_about_calls"),
    [
        ("Wann hat Rot-Weiß Ahlen das Finale erreicht?", False),
        ("When did Rot-Weiß Ahlen reach the final?", False),
        ("Was sagte Peskow zum Ergebnis?", True),
    ],
)
def test_new_name_that_no_article_joins_with_the_talk_makes_a_question_of_its_own(
    tmp_path: Path, question: str, is_about_calls: bool
) -> None:
    articles = (
        *ARTICLES,
        ("cup", "2025-05-21", "Ahlen im Finale", "Der Verein Rot-Weiß Ahlen hat am Dienstag das Finale erreicht."),
        ("peskow", "2025-05-22", "Kreml zufrieden", "Peskow sagte zum Gespräch mit Merkel, das Ergebnis sei gut."),
    )
    talk = [
        ("Wann haben Merkel und Putin zuletzt telefoniert?", "Am 16. Mai 2025. [1]"),
        ("Und davor?", "Am 3. März 2025. [1]"),
    ]
    with opened(tmp_path, *articles) as archive:
        asked = Pipeline(archive, EMBEDDER, lambda: QueueLLM(["", ""])).answer(question, talk).standalone_question
    assert asked == question if not is_about_calls else "Merkel" in asked
