"""The shipped set about time: its gold days follow from its articles, and its articles are as its README says."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from eval.check import check_set
from eval.dataset import Question, load_set, sample_path
from index.article import Article
from index.read import read_paths
from index.sentences import sentences
from index.timex import find

SET = sample_path().parent / "time"
QUESTIONS = load_set(SET).questions
README = (SET / "README.md").read_text("utf-8")
DE = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
EN = "January February March April May June July August September October November December".split()
WEEKDAYS = (
    "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split(),
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
)


@cache
def articles(folder: Path = SET) -> dict[str, Article]:
    read = list(read_paths([folder / "articles"]))
    assert all(isinstance(article, Article) for article in read)
    return {article.id: article for article in read if isinstance(article, Article)}


def table(heading: str) -> list[list[str]]:
    """The cells of a README table's rows, without back ticks; the table whose head starts with `heading`."""
    _, _, rest = README.partition(f"| {heading} |")
    rows = rest.partition("\n\n")[0].splitlines()[2:]
    return [[cell.strip().replace("`", "") for cell in row.strip("|").split("|")] for row in rows]


SERIES = {row[0].split()[0]: row[2].split(", ") for row in table("series | what recurs")}
TRAPS = table("series | announced for")


def series_of(article: str) -> str:
    return article.rpartition("-")[0]


def days_told(article: Article) -> set[date]:
    """The single days that the product's date rules find in the article, sentence by sentence."""
    found = (
        expression
        for start, end in sentences(article.text)
        for expression in find(article.text[start:end], article.published)
    )
    return {expression.first for expression in found if expression.is_day}


def test_is_without_fault() -> None:
    checked = check_set(SET)
    assert checked.faults == ()
    assert (checked.questions, checked.articles) == (80, 65)


def test_languages_of_articles() -> None:
    assert Counter(article.lang for article in articles().values()) == {"de": 43, "en": 22}


def test_articles_of_a_series() -> None:
    counts = Counter(map(series_of, articles()))
    assert counts.keys() == SERIES.keys()
    assert set(counts.values()) <= {5, 6}


@pytest.mark.parametrize("article", articles().values(), ids=lambda article: article.id)
def test_length(article: Article) -> None:
    assert 150 <= len(f"{article.title} {article.text}".split()) <= 400


def test_types_and_languages_as_in_the_readme() -> None:
    counted = Counter((question.type, question.lang) for question in QUESTIONS)
    told = {(row[0], lang): int(row[place]) for row in table("type | de") for place, lang in ((1, "de"), (2, "en"))}
    assert counted == told
    assert Counter(question.lang for question in QUESTIONS) == {"de": 40, "en": 40}


ANSWERABLE = [question for question in QUESTIONS if question.answerable]


@pytest.mark.parametrize("question", ANSWERABLE, ids=lambda question: question.id)
def test_gold_days_follow_from_the_relevant_articles(question: Question) -> None:
    told = set().union(*(days_told(articles()[name]) for name in question.relevant))
    assert set(map(date.fromisoformat, question.dates)) <= told


@pytest.mark.parametrize("question", ANSWERABLE, ids=lambda question: question.id)
def test_gold_is_of_one_series(question: Question) -> None:
    assert question.dates
    assert set(question.dates) <= set(SERIES[str(question.cluster)])
    assert set(map(series_of, question.relevant)) == {question.cluster}


def test_unanswerable_questions_have_no_gold() -> None:
    unanswerable = [question for question in QUESTIONS if not question.answerable]
    assert {question.type for question in unanswerable} == {"none"}
    assert all(not (q.dates or q.accept or q.relevant or q.stale) for q in unanswerable)


@pytest.mark.parametrize("question", [q for q in QUESTIONS if q.type == "asof"], ids=lambda question: question.id)
def test_as_of_asks_for_the_newest_event_until_then(question: Question) -> None:
    day = question.as_of
    assert day is not None
    earlier = [event for event in SERIES[str(question.cluster)] if event <= day.isoformat()]
    assert earlier[-1] in (*question.dates, "2025-03-13")  # in March 2025 the key rate was not cut
    assert max(SERIES[str(question.cluster)]) > day.isoformat(), "the answer of today would be the same"
    assert all((published := articles()[name].published) and published <= day for name in question.relevant)


@pytest.mark.parametrize("question", [q for q in QUESTIONS if q.type == "latest"], ids=lambda question: question.id)
def test_latest_is_the_last_event_of_the_series(question: Question) -> None:
    assert question.dates == (max(SERIES[str(question.cluster)]),)
    assert len(question.stale) >= 2


def written(day: date) -> list[str]:
    """How answers write a day."""
    de, en = DE[day.month - 1], EN[day.month - 1]
    return [
        f"Am {day.day}. {de}.",
        f"am {day.day:02}. {de} {day.year}",
        f"({day.day}.{day.month}.{day.year})",
        f"am {day.day:02}.{day.month:02}.",
        f"on {day.day} {en} {day.year}",
        f"on {en} {day.day}, {day.year}.",
        f"the {day.day}th of {en}",
        day.isoformat(),
    ]


@pytest.mark.parametrize(
    "question",
    [q for q in ANSWERABLE if q.type != "count" and len(q.accept) == len(q.dates) and r"\d" in q.accept[0]],
    ids=lambda question: question.id,
)
def test_patterns_take_the_gold_days_and_no_other(question: Question) -> None:
    for pattern, gold in zip(question.accept, question.dates, strict=True):
        for event in SERIES[str(question.cluster)]:
            for text in written(date.fromisoformat(event)):
                assert bool(re.search(pattern, text, re.IGNORECASE)) is (event == gold), text
    for pattern in question.stale:
        texts = [text for gold in question.dates for text in written(date.fromisoformat(gold))]
        assert not any(re.search(pattern, text, re.IGNORECASE) for text in texts)


def test_counts_take_the_number_or_all_days() -> None:
    (question,) = (q for q in QUESTIONS if q.type == "count" and q.cluster == "streik")
    (pattern,) = question.accept
    right = ["Dreimal.", "3 Mal", "three strikes", "Am 3.2.2025,\nam 20. März und am 6. Mai 2025."]
    wrong = ["Zweimal.", "Am 3. Februar 2025.", "Am 3. Februar und am 20. März 2025.", "4 Mal", "13 mal"]
    assert [bool(re.search(pattern, text, re.IGNORECASE)) for text in right + wrong] == [True] * 4 + [False] * 5


@pytest.mark.parametrize("row", TRAPS, ids=lambda row: row[0])
def test_each_series_has_a_plan_that_failed_and_a_look_back(row: list[str]) -> None:
    series, planned, announced, outcome, look_back, published, oldest = row
    days = SERIES[series]
    assert planned not in days
    assert min(days) < planned < max(days)
    announcement, told = articles()[announced].published, articles()[outcome].published
    assert announcement
    assert told
    assert announcement.isoformat() < planned
    assert announcement < told
    assert oldest == min(days)
    assert published > max(days)
    assert articles()[look_back].published in (date.fromisoformat(published), None)
    assert all(not (a.published and a.published.isoformat() > published) for a in in_series(series))
    assert re.search(
        rf"{int(oldest[8:])}\.? (?:{DE[int(oldest[5:7]) - 1]}|{EN[int(oldest[5:7]) - 1]})", articles()[look_back].text
    )


def in_series(series: str) -> list[Article]:
    return [article for article in articles().values() if series_of(article.id) == series]


def test_traps_are_of_all_series() -> None:
    assert [row[0] for row in TRAPS] == list(SERIES)


def weekdays_with_dates(text: str, year: int) -> Iterator[tuple[str, date]]:
    """Weekdays and the dates beside them; `year` is that of dates without one."""
    day, months = "|".join(WEEKDAYS[0] + WEEKDAYS[1]), "|".join(DE + EN)
    dated = rf"\b(?P<weekday>{day}),? (?P<day>\d{{1,2}})\.? (?P<month>{months})\b(?:,? (?P<year>20\d\d))?"
    american = rf"\b(?P<weekday>{day}), (?P<month>{months}) (?P<day>\d{{1,2}}), (?P<year>20\d\d)"
    for match in [*re.finditer(dated, text), *re.finditer(american, text)]:
        name = match["month"]
        month = (DE.index(name) if name in DE else EN.index(name)) + 1
        yield match["weekday"], date(int(match["year"] or year), month, int(match["day"]))


def test_weekdays_fit_their_dates() -> None:
    found = [
        pair
        for article in articles().values()
        for text in (article.title, article.text, *(dropped.text for dropped in article.dropped))
        for pair in weekdays_with_dates(text, (article.published or date.min).year)
    ]
    assert all(name in (WEEKDAYS[0][day.weekday()], WEEKDAYS[1][day.weekday()]) for name, day in found)
    assert len(found) >= 10


def shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[place : place + 8]) for place in range(len(words) - 7)}


def test_nothing_in_common_with_the_sample_set() -> None:
    here = set().union(*(shingles(a.text) for a in articles().values()))
    sample = set().union(*(shingles(a.text) for a in articles(sample_path()).values()))
    assert sample
    assert not here & sample


def test_no_question_of_the_sample_set() -> None:
    asked = {question.question for question in load_set(sample_path()).questions}
    assert not asked & {question.question for question in QUESTIONS}
    names = {json.loads(line)["cluster"] for line in (SET / "questions.jsonl").read_text("utf-8").splitlines()}
    assert names == SERIES.keys()
