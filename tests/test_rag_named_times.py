"""Times told by an event, and the day that the archive gives for it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index.article import Article, Language
from rag.named_times import NamedTime, day_of, named_time
from rag.period import Period
from rag.pipeline import Pipeline
from rag.types import Hit
from tests.archives import EMBEDDER, opened
from tests.fakes import ContinuingLLM

WEDNESDAY, MONDAY = date(2025, 5, 21), date(2025, 5, 19)


@pytest.mark.parametrize(
    ("question", "lang", "told"),
    [
        ("Wann telefonierten sie zuletzt vor der Amtseinführung?", "de", "vor der Amtseinführung"),
        ("Wann telefonierten sie zuletzt vor der Amtseinfuehrung?", "de", "vor der Amtseinfuehrung"),
        ("Wann trafen sie sich zuerst nach der Wahl in Ungarn?", "de", "nach der Wahl in Ungarn"),
        ("Wie oft sprachen sie seit dem Gipfel in Genf?", "de", "seit dem Gipfel in Genf"),
        ("Wann sprach er zuletzt vor Trumps Vereidigung?", "de", "vor Trumps Vereidigung"),
        ("Bis zur Landtagswahl, wie oft stritten sie?", "de", "Bis zur Landtagswahl"),
        ("When did they last phone before the inauguration?", "en", "before the inauguration"),
        ("How often have they met since the Geneva summit?", "en", "since the Geneva summit"),
        ("How often have they met since the summit in Geneva?", "en", "since the summit in Geneva"),
        ("When did they meet after Trump's inauguration?", "en", "after Trump's inauguration"),
        ("Before the state election in Hesse, when did they last meet?", "en", "Before the state election in Hesse"),
    ],
)
def test_a_time_told_by_an_event(question: str, lang: Language, told: str) -> None:
    named = named_time(question, lang)
    assert named is not None
    assert named.text == told


@pytest.mark.parametrize(
    ("question", "lang"),
    [
        ("Wann stand er zuletzt vor dem Gericht?", "de"),
        ("Wann brach das Feuer nach Angaben der Polizei aus?", "de"),
        ("Wann fuhr er zuletzt nach Moskau?", "de"),
        ("Wie oft bebte die Erde seit dem Morgen?", "de"),
        ("Wann sprach sie zuletzt nach der Kanzlerin?", "de"),
        ("Wann warnte er zuletzt vor der Wahl?", "de"),
        ("Wann fragte sie zuletzt nach dem Gipfel?", "de"),
        ("Wann kam er nach der Auswahl?", "de"),
        ("Wann trafen sie sich zuletzt vor der Wahl am 9. Juni 2024?", "de"),
        ("Wann trafen sie sich nach der Wahl und vor dem Gipfel?", "de"),
        ("When did he last appear before the court?", "en"),
        ("When did he last speak after the election campaign?", "en"),
        ("When did it burn since the winner of the election came?", "en"),
        ("When was the park named after the election?", "en"),
        ("When did they last meet before the summit on 3 May 2025?", "en"),
    ],
)
def test_no_time_told_by_an_event(question: str, lang: Language) -> None:
    assert named_time(question, lang) is None


@pytest.mark.parametrize(
    ("when", "period"),
    [
        ("vor", Period(date.min, date(2025, 5, 18))),
        ("ahead of", Period(date.min, date(2025, 5, 18))),
        ("bis", Period(date.min, MONDAY)),
        ("until", Period(date.min, MONDAY)),
        ("nach", Period(date(2025, 5, 20), date.max)),
        ("since", Period(date(2025, 5, 20), date.max)),
    ],
)
def test_the_days_before_and_after(when: str, period: Period) -> None:
    assert NamedTime(when, when, "", "", "de").period(MONDAY) == period


def day(question: str, *texts: str, lang: Language = "de") -> date | None:
    """What articles of these texts, all of one Wednesday, give for the event in a question."""
    named = named_time(question, lang)
    assert named is not None
    articles = {str(n): Article(str(n), "Meldung", text, WEDNESDAY, None, None, lang) for n, text in enumerate(texts)}
    return day_of(named, [Hit(i, i, 1.0, a.text, 0, len(a.text), WEDNESDAY) for i, a in articles.items()], articles)


SUMMIT = "Wann sprachen sie zuletzt vor dem Gipfel in Genf?"
LEAD = "Viele waren gekommen und redeten lange."


@pytest.mark.parametrize(
    "texts",
    [
        ["Der Gipfel in Genf begann am Montag."],
        [f"{LEAD} Am Montag begann in Genf der Gipfel.", f"{LEAD} Beim Gipfel in Genf am Montag gab es Streit."],
        [
            f"{LEAD} Nach dem Gipfel in Genf am Montag reiste er ab.",
            f"{LEAD} Der Friedensgipfel von Genf war am 19. Mai.",
        ],
        ["Am Montag endete der Gipfel in Genf.", f"{LEAD} Vor drei Jahren, am 3. Mai 2022, war ein Gipfel in Genf."],
    ],
)
def test_the_archive_tells_the_day(texts: list[str]) -> None:
    assert day(SUMMIT, *texts) == MONDAY


@pytest.mark.parametrize(
    "texts",
    [
        [],
        [f"{LEAD} Der Gipfel in Genf begann am Montag."],
        ["Der Gipfel in Wien begann am Montag."],
        ["Der Gipfel in Genf war ein Erfolg."],
        ["Am Montag, drei Tage nach dem Gipfel in Genf, reiste er ab."],
        ["Am Montag sprach er über den Gipfel in Genf, und am Dienstag schwieg er."],
        ["Am Tag nach dem Gipfel in Genf, am Montag, reiste er ab."],
        ["Der Gipfel in Genf am Montag wurde abgesagt."],
        ["Der Gipfel in Genf begann am Montag.", "Der Gipfel in Genf begann am 3. Mai 2022."],
    ],
)
def test_without_agreement_there_is_no_day(texts: list[str]) -> None:
    assert day(SUMMIT, *texts) is None


def test_in_english() -> None:
    asked = "How often did they phone after Trump's inauguration?"
    assert day(asked, "Trump's inauguration took place on Monday.", lang="en") == MONDAY
    assert day(asked, "Two days after Trump's inauguration, on Monday, he left.", lang="en") is None


CALL = "Merkel und Putin telefonierten am {} lange miteinander."
ROWS = (
    ("eins", "2025-03-05", "Telefonat", CALL.format("Montag")),
    ("zwei", "2025-05-17", "Telefonat", CALL.format("Freitag")),
    ("amt", "2025-04-16", "Neuer Präsident", "Die Amtseinführung von Adam Nowak in Warschau war am Dienstag."),
    ("zoo", "2025-05-20", "Elefant krank", "Der Elefant im Zoo von Wien ist seit einer Woche schwer krank."),
)


@pytest.fixture
def pipeline(tmp_path: Path) -> Iterator[Pipeline]:
    with opened(tmp_path, *ROWS) as archive:
        yield Pipeline(archive, EMBEDDER, ContinuingLLM)


@pytest.mark.parametrize(
    ("question", "article", "event"),
    [
        ("Wann telefonierten Merkel und Putin zuletzt?", "zwei", date(2025, 5, 16)),
        ("Wann telefonierten Merkel und Putin zuletzt vor der Amtseinführung?", "eins", date(2025, 3, 3)),
        ("Wann telefonierten Merkel und Putin zuletzt vor der Amtseinführung in Warschau?", "eins", date(2025, 3, 3)),
        ("Wann telefonierten Merkel und Putin zuerst nach Nowaks Amtseinführung?", "zwei", date(2025, 5, 16)),
        ("Wann telefonierten Merkel und Putin zuletzt vor der Wahl?", "zwei", date(2025, 5, 16)),
        ("Wann telefonierten Merkel und Putin zuletzt vor dem Zoo?", "zwei", date(2025, 5, 16)),
    ],
)
def test_the_event_limits_the_time_of_a_question(pipeline: Pipeline, question: str, article: str, event: date) -> None:
    first = pipeline.evidence(question)[0]
    assert (first.article_id, first.event_date) == (article, event)


def test_only_articles_in_the_scope_tell_the_day(pipeline: Pipeline) -> None:
    asked, _ = pipeline.telling("Wann telefonierten Merkel und Putin zuletzt vor der Amtseinführung?")
    before, _ = pipeline.telling(asked.question, as_of=date(2025, 4, 10))
    assert asked.period == Period(date.min, date(2025, 4, 14))
    assert before.period is None
