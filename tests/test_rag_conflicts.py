"""Where other articles tell the answer's fact otherwise. All likeness is 1 here: the rules alone must tell."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from index.archive import Archive
from index.article import Article, Language
from index.settings import IndexSettings
from rag.conflicts import Conflict, Told, conflicts
from rag.disagreement import is_compared, with_conflicts
from rag.passages import Found, all_sentences
from rag.pipeline import Pipeline
from rag.types import Answer, Citation, Evidence, Hit, Timings
from rag.understand import Understanding, understand
from tests.archives import index_rows, vector
from tests.fakes import ContinuingLLM

if TYPE_CHECKING:
    from index.embed import SentenceTransformerEmbedder

Row = tuple[str, str]
"""Day of publication and text; the title is the first sentence's topic."""
DEAD = "Wie viele Menschen starben bei dem Hotelbrand in Köln?"
FIRE = ("2025-05-04", "Bei dem Hotelbrand in Köln starben am Samstag neun Menschen.")
COST = "Wie teuer war die neue Brücke in Seebach?"
BRIDGE = ("2025-05-04", "Die neue Brücke in Seebach hat die Stadt 4,2 Millionen Euro gekostet.")
LONG = "Wie lange telefonierten Merkel und Putin am 3. Mai 2025?"
CALL = ("2025-05-04", "Merkel und Putin telefonierten am Samstag zwei Stunden lang.")
CRASH = "How many people were killed in the train crash near Leeds?"
TRAIN = ("2025-05-04", "Nine people were killed in the train crash near Leeds on Saturday.")
GAME = "Wie spielte Werder am 3. Mai 2025 gegen Mainz?"
GOALS = ("2025-05-04", "Werder gewann am Samstag gegen Mainz mit 3:1.")
VOTE = "Wie viel Prozent bekam Mayer bei der Wahl in Seebach?"
SHARE = ("2025-05-04", "Mayer gewann am Samstag die Wahl in Seebach mit 47,3 Prozent der Stimmen.")
DIED = "Wann starb Anna Reuter?"
DEATH = ("2025-05-04", "Die Malerin Anna Reuter starb am 2. Mai 2025 in Bremen.")


def article(number: int, row: Row, lang: Language, title: str = "Meldung") -> Article:
    return Article(f"a{number}", title, row[1], date.fromisoformat(row[0]) if row[0] else None, None, None, lang)


def found(articles: list[Article]) -> Found:
    hits = [Hit(a.id, f"{a.id}:0", 1.0, a.text, 0, len(a.text), a.published) for a in articles]
    return Found(vector("x"), hits, {a.id: a for a in articles}, {"de": 0.0, "en": 0.0})


def cite(e: Evidence) -> Citation:
    return Citation(1, e.article_id, e.title, e.source, e.published, e.event_date, e.text, e.start, e.end)


def told(question: str, articles: list[Article], lang: Language = "de") -> list[Conflict]:
    """What the other articles have against the first, whose first sentence is the answer."""
    asked: Understanding = understand(question, lang, today=date(2025, 6, 1))
    all_found = found(articles)
    first, *others = all_sentences(all_found)
    return conflicts(
        asked, Told(first.text, cite(first)), others, all_found.articles, lambda _, found: [1.0] * len(found)
    )


def kinds(question: str, *rows: Row, lang: Language = "de") -> list[tuple[str, str]]:
    """Kind and article of each conflict."""
    return [
        (c.kind, c.evidence.article_id) for c in told(question, [article(n, r, lang) for n, r in enumerate(rows)], lang)
    ]


@pytest.mark.parametrize(
    ("question", "lang", "answer", "other", "kind"),
    [
        (DEAD, "de", FIRE, "Zwölf Menschen kamen am Samstag bei dem Hotelbrand in Köln ums Leben.", "other"),
        (DEAD, "de", FIRE, "Die Zahl der Toten nach dem Hotelbrand in Köln ist auf zwölf gestiegen.", "newer"),
        (DEAD, "de", FIRE, "Die Polizei korrigiert: Sieben Menschen starben bei dem Hotelbrand in Köln.", "corrects"),
        (DEAD, "de", FIRE,
         "Entgegen früheren Angaben starben bei dem Hotelbrand in Köln nur sieben Menschen.", "corrects"),
        (DEAD, "de", FIRE,
         "In einem früheren Artikel hieß es, bei dem Hotelbrand in Köln seien neun Menschen gestorben. Es waren acht.",
         "corrects"),
        (COST, "de", BRIDGE, "Die neue Brücke in Seebach hat 6,8 Millionen Euro gekostet.", "other"),
        (LONG, "de", CALL, "Merkel und Putin telefonierten am Samstag nur 40 Minuten lang.", "other"),
        (CRASH, "en", TRAIN, "The train crash near Leeds on Saturday killed 12 people.", "other"),
        (CRASH, "en", TRAIN, "The death toll of the train crash near Leeds has risen to 12.", "newer"),
        (CRASH, "en", TRAIN, "Corrected: seven people died in the train crash near Leeds.", "corrects"),
        (VOTE, "de", SHARE, "Mayer gewann am Samstag die Wahl in Seebach mit 53 Prozent der Stimmen.", "other"),
        (GAME, "de", GOALS, "Werder schlug Mainz am Samstag mit 2:1.", "other"),
        ("Wie ging das Spiel zwischen Werder und Mainz aus?", "de", GOALS, "Werder schlug Mainz am Samstag mit 2:1.",
         "other"),
        ("When did Anna Reuter die?", "en", ("2025-05-04", "Anna Reuter died in Bremen on 2 May 2025."),
         "The painter Anna Reuter died on 30 April 2025.", "other"),
        (DIED, "de", DEATH, "Anna Reuter ist am 30. April 2025 in Bremen gestorben.", "other"),
    ],
)  # fmt: skip
def test_another_value_for_the_same_event(question: str, lang: Language, answer: Row, other: str, kind: str) -> None:
    assert kinds(question, answer, ("2025-05-05", other), lang=lang) == [(kind, "a1")]


@pytest.mark.parametrize(
    ("question", "answer", "other"),
    [
        # the same, rounded, or bounded
        (DEAD, FIRE, "Am Samstag starben neun Menschen bei dem Hotelbrand in Köln."),
        (DEAD, FIRE, "Am Samstag starben mehr als acht Menschen bei dem Hotelbrand in Köln."),
        (DEAD, FIRE, "Am Samstag starben etwa zehn Menschen bei dem Hotelbrand in Köln."),
        (COST, BRIDGE, "Die neue Brücke in Seebach hat rund vier Millionen Euro gekostet."),
        (COST, BRIDGE, "Die neue Brücke in Seebach hat 4.199.800 Euro gekostet."),
        (LONG, CALL, "Merkel und Putin telefonierten am Samstag 110 Minuten lang."),
        (GAME, GOALS, "Mainz verlor am Samstag gegen Werder mit 1:3."),
        (DIED, DEATH, "Anna Reuter ist am 2. Mai 2025 in Bremen gestorben."),
        (VOTE, SHARE, "Mayer gewann am Samstag die Wahl in Seebach mit 47 Prozent der Stimmen."),
        (VOTE, SHARE, "Mayer kam am Samstag bei der Wahl in Seebach laut Prognose auf 52 Prozent der Stimmen."),
        # something else is counted
        (DEAD, FIRE, "Nach dem Hotelbrand in Köln mit vielen Toten nahm die Polizei am Samstag zwei Menschen fest."),
        (DEAD, FIRE, "Zwölf Menschen entkamen am Samstag dem Hotelbrand in Köln, bei dem neun starben."),
        (DEAD, FIRE, "Bei dem Hotelbrand in Köln wurden am Samstag zwölf Menschen verletzt."),
        (DEAD, FIRE, "Bei dem Hotelbrand in Köln gab es am Samstag viele Tote, darunter drei tote Kinder."),
        (DEAD, FIRE, "Von den Toten des Hotelbrands in Köln am Samstag sind drei Tote Gäste, weitere zwei Tote Köche."),
        (COST, BRIDGE, "Die neue Brücke in Seebach kostet jeden Pendler drei Euro pro Fahrt."),
        (COST, BRIDGE, "Die neue Brücke in Seebach ist 300 Meter lang."),
        (COST, BRIDGE, "Für die neue Brücke in Seebach gab der Bund zwei Millionen Euro, das Land drei Euro."),
        (GAME, GOALS, "Zur Halbzeit stand es am Samstag zwischen Werder und Mainz 1:0."),
        (GAME, GOALS, "Werder und Mainz begannen am Samstag um 18:30 Uhr."),
        (DEAD, FIRE, "In einer früheren Version hieß es, beim Hotelbrand in Köln starben acht. Es waren neun."),
        # another event
        (DEAD, FIRE, "Bei einem Busunfall in Köln starben am Samstag zwei Menschen."),
        (DEAD, FIRE, "Bei dem Hotelbrand in Bonn starben am Samstag zwei Menschen."),
        (DEAD, FIRE, "Bei einem Hotelbrand in Köln starben im Jahr 2019 zwei Menschen."),
        (DEAD, FIRE, "Bei einem anderen Hotelbrand in Köln starben am Montag zwei Menschen."),
        (COST, BRIDGE, "Das neue Schwimmbad in Seebach hat die Stadt 6,8 Millionen Euro gekostet."),
        (LONG, CALL, "Merkel und Putin telefonierten am Montag nur 40 Minuten lang."),
        (LONG, CALL, "Merkel und Macron telefonierten am Samstag nur 40 Minuten lang."),
        ("Wie lange sprachen Merkel und Putin?", CALL, "Merkel und Putin trafen sich am Samstag zwölf Stunden lang."),
        (LONG, CALL, "Merkel und Putin trafen sich am Samstag, zwölf Stunden nach dem Anruf."),
        (GAME, GOALS, "Werder schlug Mainz am 5. Oktober 2024 mit 2:1."),
        (DIED, DEATH, "Anna Reuters Mutter starb am 30. April 2025 in Bremen."),
        (DIED, DEATH, "Anna Reuter stellte am 30. April 2025 in Bremen aus."),
        (VOTE, SHARE, "Um 19 Uhr lag Mayer am Samstag bei der Wahl in Seebach bei 44,1 Prozent der Stimmen."),
        # not yet, or not at all
        (COST, BRIDGE, "Die neue Brücke in Seebach soll 6,8 Millionen Euro kosten."),
        (LONG, CALL, "Merkel und Putin wollten am Samstag eine halbe Stunde telefonieren."),
    ],
)  # fmt: skip
def test_no_conflict(question: str, answer: Row, other: str) -> None:
    assert kinds(question, answer, ("2025-05-05", other)) == []


@pytest.mark.parametrize(
    "other",
    [
        "Nearly 10 people were killed in the train crash near Leeds on Saturday.",
        "At least eight people were killed in the train crash near Leeds on Saturday.",
        "Forty people were injured in the train crash near Leeds on Saturday.",
        "Two people were killed in a bus crash near Leeds on Saturday.",
        "Four people were killed in a train crash near Leeds in 2019.",
        "The train crash near Leeds on Saturday closed the line for 12 days.",
        "The train that crashed near Leeds on Saturday carried 120 people.",
    ],
)
def test_no_conflict_in_english(other: str) -> None:
    assert kinds(CRASH, TRAIN, ("2025-05-05", other), lang="en") == []


def test_events_that_come_again_are_no_conflict() -> None:
    rows = [CALL, ("2025-05-18", "Merkel und Putin telefonierten am Samstag eine halbe Stunde lang.")]
    assert kinds("Wie lange telefonierten Merkel und Putin zuletzt?", *rows) == []
    assert kinds("Wann telefonierten Merkel und Putin zuletzt?", *rows) == []
    assert kinds("Wann telefonierten Merkel und Putin?", *rows) == []
    assert kinds("Wie oft telefonierten Merkel und Putin?", *rows) == []


def test_an_undated_article_and_the_cited_one_itself_are_left_out() -> None:
    more = "Zwölf Menschen kamen am Samstag bei dem Hotelbrand in Köln ums Leben."
    assert kinds(DEAD, FIRE, ("", more)) == []
    assert kinds(DEAD, (FIRE[0], f"{FIRE[1]} {more}")) == []


def test_each_value_once_the_newest_article_first_two_at_most() -> None:
    rows = [(day, f"{n} Menschen starben bei dem Hotelbrand in Köln am 3. Mai 2025.")
            for day, n in (("2025-05-04", 12), ("2025-05-05", 12), ("2025-05-06", 14), ("2025-05-03", 5))]  # fmt: skip
    assert kinds(DEAD, FIRE, *rows) == [("other", "a3"), ("other", "a2")]


def test_what_was_before_is_told_as_such() -> None:
    grown = ("2025-05-06", "Die Zahl der Toten nach dem Hotelbrand in Köln stieg auf zwölf.")
    assert kinds(DEAD, grown, FIRE) == [("older", "a1")]
    corrected = ("2025-05-06", "Die Polizei korrigierte, bei dem Hotelbrand in Köln gab es sieben Tote.")
    assert kinds(DEAD, corrected, FIRE) == [("older", "a1")]


def test_a_sentence_that_is_not_alike_is_no_conflict() -> None:
    articles = [
        article(n, row, "de") for n, row in enumerate((BRIDGE, ("2025-05-04", BRIDGE[1].replace("4,2", "6,8"))))
    ]
    first, *others = all_sentences(found(articles))
    asked, by_id = understand(COST, "de"), {a.id: a for a in articles}
    answer = Told(first.text, cite(first))
    assert conflicts(asked, answer, others, by_id, lambda _, found: [0.9] * len(found))
    assert not conflicts(asked, answer, others, by_id, lambda _, found: [0.8] * len(found))


@pytest.mark.parametrize(
    ("lang", "question", "rows", "said"),
    [
        ("de", DEAD, (FIRE, ("2025-05-05", "Die Stadt korrigiert:  Sieben Menschen starben im Hotelbrand in Köln.")),
         "Ein Artikel vom 5. Mai 2025 berichtigt das: „Die Stadt korrigiert: Sieben Menschen starben im Hotelbrand "
         "in Köln.“ [2]"),
        ("en", CRASH, (TRAIN, ("2025-05-05", "The train crash near Leeds on Saturday killed 12 people.")),
         "An article of 5 May 2025 says otherwise: “The train crash near Leeds on Saturday killed 12 people.” [2]"),
    ],
)  # fmt: skip
def test_a_conflict_is_a_further_sentence_with_its_own_quotation(
    lang: Language, question: str, rows: tuple[Row, Row], said: str
) -> None:
    articles = [article(n, row, lang) for n, row in enumerate(rows)]
    first = all_sentences(found(articles))[0]
    plain = Answer(question, question, lang, f"{first.text} [1]", False, [cite(first)], [], Timings(), "m")
    answer = with_conflicts(understand(question, lang), plain, found(articles), lambda _, found: [1.0] * len(found))
    assert answer.text == f"{first.text} [1] {said}"
    assert [(c.n, c.quote) for c in answer.citations] == [(1, rows[0][1]), (2, rows[1][1])]
    assert all(articles[c.n - 1].text[c.start : c.end] == c.quote for c in answer.citations)
    assert is_compared(understand(question, lang), plain)
    same = replace(plain, text=f"{first.text} [1] Ja. [2]", citations=[cite(first)] * 2)
    assert not is_compared(understand(question, lang), same)
    assert with_conflicts(understand(question, lang), same, found(articles), lambda *_: []) is same


def test_twins_are_told_whatever_they_differ_in() -> None:
    row = "", "Die Reederei wurde für rund 19 Millionen Euro von Nordbahn übernommen."
    rows = row, ("", row[1].replace("Nordbahn", "Südlloyd"))
    articles = [article(n, row, "de") for n, row in enumerate(rows)]
    first, question = all_sentences(found(articles))[0], "Wer hat die Reederei übernommen?"
    text = "Nordbahn hat die Reederei übernommen. [1]"
    plain = Answer(question, question, "de", text, False, [cite(first)], [], Timings(), "m", short="Nordbahn")
    asked = understand(question, "de")
    answer = with_conflicts(asked, plain, found(articles), lambda *_: [])
    assert answer.text == f"{text} In fast denselben Worten sagt ein anderer Artikel: „{rows[1][1]}“ [2]"
    assert [c.article_id for c in answer.citations] == ["a0", "a1"]
    same = replace(plain, short="19 Millionen")
    assert with_conflicts(asked, same, found(articles), lambda *_: []) is same


@pytest.mark.slow
def test_with_real_vectors(tmp_path: Path, embedder: "SentenceTransformerEmbedder") -> None:
    rows = (
        ("neun", "2025-05-04", "Feuer im Hotel", f"{FIRE[1]} Die Feuerwehr war mit 80 Leuten da."),
        ("mehr", "2025-05-05", "Feuer in Köln", "Nach dem Hotelbrand in Köln gibt es inzwischen zwölf Tote."),
        ("bus", "2025-05-05", "Unfall in Köln", "Bei einem Busunfall in Köln starben am Samstag zwei Menschen."),
    )  # fmt: skip
    settings = IndexSettings()
    index_rows(settings, tmp_path, *rows)
    with Archive.open(settings.archive, settings) as archive:
        llm = ContinuingLLM([" Neun Menschen starben bei dem Hotelbrand in Köln."])
        answer = Pipeline(archive, embedder, lambda: llm).answer(DEAD)
    assert [c.article_id for c in answer.citations] == ["neun", "mehr"]
    assert "Einen neueren Stand nennt ein Artikel vom 5. Mai 2025: " in answer.text


@pytest.mark.slow
def test_a_correction_that_the_question_does_not_find(
    tmp_path: Path, embedder: "SentenceTransformerEmbedder", monkeypatch: pytest.MonkeyPatch
) -> None:
    find = Pipeline._find

    def find_news_alone(pipeline: Pipeline, *asked: Any) -> Found:
        told = find(pipeline, *asked)
        return replace(told, hits=[hit for hit in told.hits if hit.article_id == "nine"])

    monkeypatch.setattr(Pipeline, "_find", find_news_alone)
    rows = (
        ("nine", "2025-05-04", "Train crash near Leeds", TRAIN[1]),
        ("wrong", "2025-05-05", "Corrections", "Correction: We reported that nine people were killed in the train "
         "crash near Leeds on Saturday. It should have been seven."),
    )  # fmt: skip
    settings = IndexSettings()
    index_rows(settings, tmp_path, *rows)
    with Archive.open(settings.archive, settings) as archive:
        answer = Pipeline(archive, embedder, lambda: ContinuingLLM([f" {TRAIN[1]}"])).answer(CRASH)
    assert [c.article_id for c in answer.citations] == ["nine", "wrong"]
    assert "An article of 5 May 2025 corrects this: " in answer.text
