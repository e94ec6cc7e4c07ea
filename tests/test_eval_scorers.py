from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.dataset import Question
from eval.scorers import judge, language_of
from rag.types import Answer, Citation, Evidence, Timings

TEXTS = {"a1": "Der Bote.\n\nDer Rat hat am 12. März\n die   Brücke gesperrt.", "a2": "Etwas anderes."}
QUOTE = "Der Rat hat am 12. März die Brücke gesperrt."


def source_text(article_id: str) -> str:
    return TEXTS.get(article_id, "")


def citation(n: int = 1, article_id: str = "a1", quote: str = QUOTE) -> Citation:
    return Citation(n, article_id, "Titel", None, None, None, quote, 0, len(quote))


QUESTION = Question("q1", "Wann wurde die Brücke gesperrt?", "de", "temporal", (r"12\.\s*März",), ("a1",), True)
UNANSWERABLE = replace(QUESTION, accept=(), relevant=(), answerable=False)
ANSWER = Answer(
    QUESTION.question, QUESTION.question, "de", "Die Brücke wurde am 12. März gesperrt. [1]", False, [citation()], [],
    Timings(), "fake",
)  # fmt: skip
ABSTAINED = replace(ANSWER, text="Dazu steht nichts im Archiv.", abstained=True, citations=[])


def test_right_answer() -> None:
    verdict = judge(ANSWER, QUESTION, source_text)
    assert verdict.right
    assert (verdict.match, verdict.cited, verdict.language, verdict.short) == (True, True, True, True)
    assert (verdict.quotes, verdict.quotes_exact, verdict.dangling) == (1, 1, 0)


@pytest.mark.parametrize(
    ("change", "side", "expected"),
    [
        ({"text": "Die Brücke wurde am 13. März gesperrt. [1]"}, "match", False),
        ({"text": "The bridge was closed on the 12. März of the year. [1]"}, "language", False),
        ({"text": "Die Brücke wurde am 12. März gesperrt. [1] [2]"}, "dangling", 1),
        ({"text": "Die Brücke wurde am 12. März gesperrt. " * 14 + "[1]"}, "short", False),
        ({"citations": [citation(article_id="a2", quote="Etwas anderes.")]}, "cited", False),
        ({"citations": [citation(quote="Der Rat hat am 12. Mai die Brücke gesperrt.")]}, "cited", False),
        ({"citations": [citation(quote="Der Rat hat am 12. Mai die Brücke gesperrt.")]}, "quotes_exact", 0),
        ({"citations": [citation(quote=" ")]}, "quotes_exact", 0),
        ({"citations": [citation(article_id="unknown")]}, "quotes_exact", 0),
        ({"citations": []}, "dangling", 1),
    ],
)
def test_each_fault_alone_makes_it_wrong(change: dict[str, Any], side: str, expected: Any) -> None:
    verdict = judge(replace(ANSWER, **change), QUESTION, source_text)
    assert getattr(verdict, side) == expected
    assert not verdict.right


def test_one_good_citation_among_others_is_enough_to_be_cited() -> None:
    other = citation(2, "a2", "Etwas anderes.")
    text = ANSWER.text + " Etwas anderes ist auch. [2]"
    assert judge(replace(ANSWER, text=text, citations=[other, citation()]), QUESTION, source_text).right


def test_all_patterns_must_match_and_case_does_not_count() -> None:
    both = replace(QUESTION, accept=(r"12\. MÄRZ", "brücke"))
    assert judge(ANSWER, both, source_text).match
    assert not judge(ANSWER, replace(QUESTION, accept=("12", "Rat")), source_text).match


def test_a_number_in_a_marker_does_not_count_as_the_answer() -> None:
    assert not judge(ANSWER, replace(QUESTION, accept=(r"\b1\b",)), source_text).match


def test_wrongly_abstained() -> None:
    verdict = judge(ABSTAINED, QUESTION, source_text)
    assert not verdict.right
    assert verdict.abstained
    assert not judge(ABSTAINED, replace(QUESTION, accept=("archiv",)), source_text).match


def test_rightly_abstained_and_sides_that_do_not_apply() -> None:
    verdict = judge(ABSTAINED, UNANSWERABLE, source_text)
    assert verdict.right
    assert (verdict.match, verdict.cited, verdict.language, verdict.short) == (None, None, None, None)


def test_answer_to_an_unanswerable_question_is_wrong() -> None:
    assert not judge(ANSWER, UNANSWERABLE, source_text).right
    assert not judge(replace(ABSTAINED, citations=[citation()]), UNANSWERABLE, source_text).right


def test_without_known_articles_the_citation_is_not_judged() -> None:
    verdict = judge(ANSWER, replace(QUESTION, relevant=()), source_text)
    assert verdict.cited is None
    assert verdict.right


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die Brücke ist gesperrt.", "de"),
        ("The bridge is closed.", "en"),
        ("2022", None),
        ("", None),
        ("Zwei Stunden dauerte das Gespräch.", "de"),
        ("They spoke for two hours.", "en"),
        ("On 19 May 2025 the two presidents spoke about the war.", "en"),
    ],
)
def test_language_of(text: str, expected: Any) -> None:
    assert language_of(text) == expected


@given(st.text(max_size=80))
def test_a_quotation_cut_from_the_source_is_exact(padding: str) -> None:
    source = f"{padding} {QUOTE} {padding}"
    assert judge(ANSWER, QUESTION, lambda _: source).quotes_exact == 1


def test_gold_answers_and_markers() -> None:
    gold = replace(QUESTION, answers=("der 12. März", "gestern"))
    verdict = judge(ANSWER, gold, source_text)
    # said: brücke wurde am 12 märz gesperrt (6); gold: 12 märz (2); P 2/6, R 1
    assert (verdict.em, verdict.f1, verdict.answer_recall) == (0.0, 0.5, 1.0)
    verdict = judge(replace(ANSWER, text="12. März [1]"), gold, source_text)
    assert (verdict.em, verdict.f1, verdict.answer_recall) == (1.0, 1.0, 1.0)
    verdict = judge(ABSTAINED, gold, source_text)
    assert (verdict.em, verdict.f1, verdict.answer_recall) == (0.0, 0.0, 0.0)
    verdict = judge(ANSWER, QUESTION, source_text)
    assert (verdict.em, verdict.f1, verdict.answer_recall) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "gold", "exact", "compatible"),
    [
        ("Am 12. März 2025. [1]", "2025-03-12", True, True),
        ("Am 12.03.2025. [1]", "2025-03-12", True, True),
        ("Am Mittwoch. [1]", "2025-03-12", True, True),  # against the day of publication of the article cited
        ("Im März 2025. [1]", "2025-03-12", False, True),
        ("Am 12. März 2025. [1]", "2025-03", False, True),
        ("Im Jahr 2025. [1]", "2025", True, True),
        ("Am 12. März 2025. [1]", "2024", False, False),
        ("Am 13. März 2025. [1]", "2025-03-12", False, False),  # what is said counts, not the citation's day
        ("Die Brücke ist zu. [1]", "2025-03-12", True, True),  # nothing said: the citation's day
    ],
)
def test_dates(text: str, gold: str, exact: bool, compatible: bool) -> None:
    cited = replace(citation(), published=date(2025, 3, 13), event_date=date(2025, 3, 12))
    verdict = judge(replace(ANSWER, text=text, citations=[cited]), replace(QUESTION, dates=(gold,)), source_text)
    assert (verdict.date_exact, verdict.date_compatible) == (exact, compatible)


def test_dates_that_do_not_apply_and_of_an_abstention() -> None:
    assert judge(ANSWER, QUESTION, source_text).date_exact is None
    assert judge(ABSTAINED, replace(QUESTION, dates=("2025",)), source_text).date_compatible is False


def test_an_older_events_answer_is_stale_unless_it_is_right() -> None:
    asked = replace(QUESTION, stale=(r"3\. Februar",))
    old = replace(ANSWER, text="Die Brücke wurde am 3. Februar gesperrt. [1]")
    assert judge(old, asked, source_text).stale is True
    assert judge(ANSWER, asked, source_text).stale is False
    both = replace(ANSWER, text="Die Brücke wurde am 12. März gesperrt, zuvor am 3. Februar. [1]")
    assert judge(both, asked, source_text).stale is False
    assert judge(ABSTAINED, replace(asked, stale=("archiv",)), source_text).stale is False
    assert judge(old, QUESTION, source_text).stale is None


DRAFT = "draft dropped, not proven: Die Brücke wurde am 12. März gesperrt."
SHOWN = Evidence("a1", "Titel", None, None, None, QUOTE, 0, len(QUOTE), 1.0)
WRONG = replace(ANSWER, text="Die Brücke wurde am 13. März gesperrt. [1]")
ELSEWHERE = replace(ANSWER, text="Etwas anderes. [1]", citations=[citation(1, "a2", "Etwas anderes.")])


@pytest.mark.parametrize(
    ("answer", "question", "ranking", "expected"),
    [
        (ANSWER, QUESTION, ["a1"], "right"),
        (ABSTAINED, UNANSWERABLE, [], "right"),
        (ANSWER, UNANSWERABLE, ["a1"], "answered the unanswerable"),
        (ABSTAINED, QUESTION, ["a2"], "not retrieved"),
        (ELSEWHERE, QUESTION, [], "not retrieved"),
        (ELSEWHERE, QUESTION, ["a2", "a1"], "retrieved, not used"),
        (ABSTAINED, QUESTION, ["a2", "a1"], "retrieved, not used"),
        (WRONG, QUESTION, ["a1"], "used, wrong"),
        (replace(ABSTAINED, evidence=[SHOWN]), QUESTION, ["a1"], "abstained wrongly"),
        (replace(ABSTAINED, evidence=[SHOWN], notes=[DRAFT]), QUESTION, ["a1"], "dropped by the check"),
        (replace(WRONG, notes=[DRAFT]), QUESTION, ["a1"], "dropped by the check"),
        # a wrong draft was rightly dropped: the error arose before
        (
            replace(ABSTAINED, evidence=[SHOWN], notes=[DRAFT.replace("12", "13")]),
            QUESTION,
            ["a1"],
            "abstained wrongly",
        ),
        (WRONG, replace(QUESTION, relevant=()), [], "used, wrong"),
    ],
)
def test_stage(answer: Answer, question: Question, ranking: list[str], expected: str) -> None:
    assert judge(answer, question, source_text, ranking).stage == expected


def test_stage_without_a_ranking_goes_by_the_evidence_shown() -> None:
    assert judge(ABSTAINED, QUESTION, source_text).stage == "not retrieved"
    assert judge(replace(ABSTAINED, evidence=[SHOWN]), QUESTION, source_text).stage == "abstained wrongly"
