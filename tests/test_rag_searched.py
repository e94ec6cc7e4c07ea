"""What an abstaining answer tells of its search, over small archives of real parts."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import prompts
from index.article import Language
from index.scope import Scope
from rag.dates import between
from rag.period import Period
from rag.pipeline import Pipeline
from rag.searched import without
from rag.types import Answer, Searched
from rag.understand import understand
from tests.archives import EMBEDDER, opened
from tests.fakes import ContinuingLLM

CALL = "Angela Merkel und Wladimir Putin telefonierten am Mittwoch zwei Stunden lang über die Ukraine."
VISIT = "Angela Merkel und Wladimir Putin telefonierten am Freitag eine Stunde lang über die Ukraine."
GERMAN = (
    ("alt", "2025-02-12", "Gespräch der Regierung", f"{CALL} Die Regierung in Berlin nannte das Gespräch sehr offen."),
    ("neu", "2025-05-17", "Neues Gespräch", f"{VISIT} Der Kreml nannte das Gespräch danach kurz und sachlich."),
    ("zoo", "2025-05-21", "Elefant krank", "Der Elefant im Zoo von Wien ist seit einer Woche schwer krank."),
    ("ohne", None, "Ohne Datum", "Der Turm in Graz wird für vier Millionen Euro ganz neu gebaut."),
)
ENGLISH = (("fire", "2025-05-02", "Fire in the harbour", "A fire in the harbour of Hull destroyed two old ships."),)
Ask = Callable[..., Answer]


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    """An abstaining model's answer, after checking what holds for every abstaining one."""

    def answer(question: str, *rows: tuple[str, str | None, str, str], scope: Scope | None = None) -> Answer:
        with opened(tmp_path, *(rows or GERMAN)) as archive:
            pipeline = Pipeline(archive, EMBEDDER, lambda: ContinuingLLM([" keiner"]))
            told = pipeline.answer(question, scope=scope or Scope())
            assert told.abstained
            assert (told.text, told.citations) == (prompts.load(f"abstain_{told.language}").template.strip(), ())
            if told.nearest:
                near = told.nearest.evidence
                assert archive.article(near.article_id).text[near.start : near.end] == near.text
            return told

    return answer


def test_how_many_articles_of_which_days_were_searched(ask: Ask) -> None:
    told = ask("Wie teuer war das Gespräch von Merkel mit Putin?")
    assert told.searched == Searched(4, date(2025, 2, 12), date(2025, 5, 21), undated=1)


def test_the_scope_limits_what_was_searched(ask: Ask) -> None:
    told = ask("Wie teuer war das Gespräch von Merkel mit Putin?", scope=Scope(since=date(2025, 5, 1)))
    assert told.searched == Searched(2, date(2025, 5, 17), date(2025, 5, 21))
    nothing = ask("Wie teuer war das Gespräch?", scope=Scope(until=date(2024, 1, 1)))
    assert (nothing.searched, nothing.nearest) == (Searched(0, None, None), None)


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("Wie lange telefonierten Merkel und Putin in Budapest?", ("Budapest",)),
        ("Wie lange telefonierten Emmanuel Macron und Putin?", ("Emmanuel Macron",)),
        ("Wie lange telefonierte Macron in Budapest?", ("Macron", "Budapest")),
        ("Wie teuer war das Gespräch von Merkel mit Putin?", ()),
        ("Wie lange dauerten Telefonate von Merkel mit Putin?", ()),  # as the verb "telefonierten"
        ("Wie lange telefonierten Vladimir Putins Berater in Kreml-Räumen?", ()),
    ],
)
def test_names_that_no_article_has_are_told(ask: Ask, question: str, missing: tuple[str, ...]) -> None:
    told = ask(question).searched
    assert told is not None
    assert told.missing == missing


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("Wie viele Schiffe verbrannten in Budapest?", ("Budapest",)),
        ("Wie teuer waren Mieten für Schiffe im Hafen?", ()),  # English articles would call it rent
        ("How many ships burned in Budapest?", ("Budapest",)),
        ("How many ships burned in Vienna?", ()),  # the German articles have it as Wien
        ("What did the Foreign Office say about the fire?", ()),  # German ones would call it Auswärtiges Amt
    ],
)
def test_in_two_languages_only_what_both_write_alike(ask: Ask, question: str, missing: tuple[str, ...]) -> None:
    told = ask(question, *GERMAN, *ENGLISH).searched
    assert told is not None
    assert told.missing == missing


def test_a_time_without_such_an_event_gets_the_nearest_one(ask: Ask) -> None:
    march = ask("Wie lange telefonierten Merkel und Putin im März 2025?").nearest
    assert march is not None
    assert (march.evidence.text, march.evidence.event_date) == (CALL, date(2025, 2, 12))
    assert march.outside == Period(date(2025, 3, 1), date(2025, 3, 31))
    may = ask("Wie lange telefonierten Merkel und Putin am 10. Mai 2025?").nearest
    assert may is not None
    assert (may.evidence.text, may.evidence.event_date) == (VISIT, date(2025, 5, 16))


def test_a_time_with_such_an_event_gets_the_best_sentence(ask: Ask) -> None:
    near = ask("Wie lange telefonierten Merkel und Putin im Februar 2025 über die Ukraine?").nearest
    assert near is not None
    assert (near.evidence.text, near.outside) == (CALL, None)


def test_a_missing_name_does_not_hide_what_is_near(ask: Ask) -> None:
    near = ask("Wie lange telefonierten Merkel und Putin in Budapest über die Ukraine?").nearest
    assert near is not None
    assert near.evidence.article_id in ("alt", "neu")


@pytest.mark.parametrize(
    "question", ["Wie hoch ist der Eiffelturm?", "Wie viele Menschen wohnen in Budapest?", "Wer malte Bilder?"]
)
def test_what_has_nothing_to_do_with_the_question_is_not_near(ask: Ask, question: str) -> None:
    assert ask(question).nearest is None


def test_an_answer_tells_nothing_of_the_search(tmp_path: Path) -> None:
    with opened(tmp_path, *GERMAN) as archive:
        llm = ContinuingLLM([" Merkel und Putin telefonierten zwei Stunden lang."])
        question = "Wie lange telefonierten Merkel und Putin im Februar 2025?"
        answer = Pipeline(archive, EMBEDDER, lambda: llm).answer(question)
    assert not answer.abstained
    assert (answer.searched, answer.nearest) == (None, None)


def test_a_question_without_its_missing_names() -> None:
    asked = understand("Was sagten Merkel und Putin in Budapest?", "de")
    left = without(asked, ["Budapest"])
    assert left is not None
    assert left.question == "Was sagten Merkel und Putin in ?"
    assert without(left, ["Merkel", "Putin"]) is None


@pytest.mark.parametrize(
    ("first", "last", "german", "english"),
    [
        ("2025-02-12", "2025-05-21", "vom 12. Februar bis 21. Mai 2025", "from 12 February to 21 May 2025"),
        ("2025-05-02", "2025-05-21", "vom 2. bis 21. Mai 2025", "from 2 to 21 May 2025"),
        ("2024-05-02", "2025-05-21", "vom 2. Mai 2024 bis 21. Mai 2025", "from 2 May 2024 to 21 May 2025"),
        ("2025-05-21", "2025-05-21", "am 21. Mai 2025", "on 21 May 2025"),
        ("2024-02-01", "2024-02-29", "im Februar 2024", "in February 2024"),
        ("2025-02-01", "2025-03-31", "vom 1. Februar bis 31. März 2025", "from 1 February to 31 March 2025"),
        ("2025-01-01", "2025-12-31", "im Jahr 2025", "in 2025"),
        ("0001-01-01", "2025-12-31", "bis zum 31. Dezember 2025", "up to 31 December 2025"),
        ("2025-01-02", "9999-12-31", "ab dem 2. Januar 2025", "from 2 January 2025 on"),
    ],
)
def test_times_as_people_tell_them(first: str, last: str, german: str, english: str) -> None:
    days = date.fromisoformat(first), date.fromisoformat(last)
    assert (between(*days, "de"), between(*days, "en")) == (german, english)


@given(st.dates(), st.dates(), st.sampled_from(["de", "en"]))
def test_any_time_can_be_told(one: date, other: date, lang: Language) -> None:
    first, last = min(one, other), max(one, other)
    assert str(last.year if last < date.max else first.year) in between(first, last, lang)
