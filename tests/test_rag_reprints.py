"""Which sentences are one text printed several times, and which of them stands for all."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.archive import Archive
from index.article import Article
from index.settings import IndexSettings
from rag.alignment import Aligner
from rag.evidence import Gatherer
from rag.passages import Found, Gathered
from rag.pipeline import Pipeline
from rag.reprints import Reprints, Wording, is_reprint
from rag.types import Hit, Reprint
from rag.understand import understand
from tests.archives import EMBEDDER, index_rows, vector
from tests.fakes import ContinuingLLM

WEDNESDAY, THURSDAY, NEXT_YEAR = date(2025, 5, 21), date(2025, 5, 22), date(2026, 5, 21)
TEXT = "Merkel und Putin telefonierten am Montag zwei Stunden lang über die Öffnung der Häfen am Schwarzen Meer."
MORE = "Der Kreml nannte das Gespräch danach sachlich und nützlich."


def article(article_id: str, text: str, day: date | None = WEDNESDAY, title: str = "Meldung") -> Article:
    return Article(article_id, title, text, day, f"Blatt {article_id}", None, "de")


def wording(text: str, day: date | None = WEDNESDAY) -> Wording:
    return Wording(article("a", text, day), 0, text, 0)


def same(one: str, other: str, days: tuple[date | None, date | None] = (WEDNESDAY, WEDNESDAY)) -> bool:
    first, second = wording(one, days[0]), wording(other, days[1])
    assert is_reprint(first, second) is is_reprint(second, first)
    return is_reprint(first, second)


@pytest.mark.parametrize(
    "other",
    [
        TEXT.replace(" ", "  \n"),
        f"Berlin (dpa) – {TEXT}",
        TEXT.replace(" lang", " lang (dpa)"),
        f"„{TEXT[:-1]}“, hieß es.",
        f"Von Max Müller {TEXT}",
        TEXT.replace("Ö", "Oe").replace("ä", "ae").replace("ü", "ue"),
        TEXT.replace("Schwarzen Meer", "Schwarzen-Meer"),
        "Merkel und Putin telefonierten am Montag zwei Stunden lang über die Öffnung der Hä…",
        TEXT.replace("Putin", "Staatschef Putin"),
        TEXT.replace(" am Schwarzen Meer", ""),
    ],
)
def test_the_same_text(other: str) -> None:
    assert same(TEXT, other)


@pytest.mark.parametrize(
    "other",
    [
        TEXT.replace("zwei", "drei"),
        TEXT.replace("Montag", "Dienstag"),
        TEXT.replace("telefonierten", "telefonierten nicht"),
        TEXT.replace("Putin", "Macron"),
        TEXT.replace("Öffnung", "Schließung"),
        TEXT.replace(".", ", bestritt der Kreml."),
        "Am Montag sprachen Putin und Merkel zwei Stunden am Telefon; es ging um die Häfen.",
        "Merkel und Putin telefonierten.",
        MORE,
    ],
)
def test_another_text(other: str) -> None:
    assert not same(TEXT, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bei dem Unglück starben 50 Menschen.", "Bei dem Unglück starben 52 Menschen."),
        ("Bei dem Unglück starb ein Mensch.", "Bei dem Unglück starb kein Mensch."),
        ("At least fifty people died in the crash.", "At least fifty-two people died in the crash."),
        ("The minister said she would resign soon.", "The minister said she wouldn't resign soon."),
        ("The minister will step down on 3 May 2025.", "The minister will step down on 4 May 2025."),
    ],
)
def test_a_follow_up_is_no_reprint(one: str, other: str) -> None:
    assert not same(one, other)


def test_the_same_words_of_another_day_are_another_text() -> None:
    assert same(TEXT, TEXT, (WEDNESDAY, THURSDAY))
    assert not same(TEXT, TEXT, (WEDNESDAY, NEXT_YEAR))
    assert same(MORE, MORE, (WEDNESDAY, THURSDAY))
    assert same(MORE, MORE, (WEDNESDAY, None))
    assert not same(MORE, MORE, (WEDNESDAY, NEXT_YEAR))
    assert not same(
        "Er rief gestern Abend noch einmal an.", "Er rief gestern Abend noch einmal an.", (WEDNESDAY, THURSDAY)
    )


WORD = st.text("bdfgklmrsu", min_size=4, max_size=9).map(str.title)
SENTENCE = st.lists(WORD, min_size=8, max_size=20, unique=True)


@given(SENTENCE, st.data())
def test_words_dropped_at_the_end_make_no_other_text(sentence: list[str], data: st.DataObject) -> None:
    letters = len("".join(sentence))
    fewest = next(n for n in range(5, len(sentence) + 1) if len("".join(sentence[:n])) >= 0.6 * letters)
    kept = data.draw(st.integers(fewest, len(sentence)))
    assert same(" ".join(sentence), " ".join(sentence[:kept]))


@given(SENTENCE, st.integers(2, 10_000), st.integers(2, 10_000), st.data())
def test_another_number_makes_another_text(sentence: list[str], one: int, other: int, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(sentence)))
    first, second = (" ".join([*sentence[:at], str(n), *sentence[at:]]) for n in (one, other))
    assert same(first, second) is (one == other)
    assert not same(first, " ".join(sentence))


def hits(found: Sequence[Article]) -> list[Hit]:
    return [Hit(a.id, f"{a.id}:0", 1.0 - n / 10, a.text, 0, len(a.text), a.published) for n, a in enumerate(found)]


def gathered(question: str, *found: Article) -> Gathered:
    retrieved = Found(vector(question), hits(found), {a.id: a for a in found}, {"de": 0.0, "en": 0.0})
    return Gatherer(EMBEDDER, Aligner(EMBEDDER)).gather(understand(question, "de", today=THURSDAY), retrieved)


def kept(*found: Article) -> list[tuple[str, float]]:
    return [(hit.article_id, hit.score) for hit in Reprints(hits(found), {a.id: a for a in found}).hits()]


def test_the_earliest_of_the_full_wordings_stands_for_all() -> None:
    cut = article("cut", TEXT.replace(" am Schwarzen Meer", ""), date(2025, 5, 20))
    late, first = article("late", TEXT, THURSDAY), article("first", f"(dpa) {TEXT}", WEDNESDAY)
    assert kept(late, cut, first, article("undated", TEXT, None)) == [("first", 1.0)]


def test_a_chunk_with_something_of_its_own_stays() -> None:
    assert kept(article("a", TEXT), article("b", f"{TEXT} {MORE}", THURSDAY)) == [("a", 1.0), ("b", 0.9)]
    assert kept(article("a", TEXT), article("b", f"{TEXT} {MORE}", THURSDAY), article("c", MORE, THURSDAY)) == [
        ("a", 1.0),
        ("b", 0.9),
    ]


@pytest.mark.parametrize(
    "question", ["Wie lange telefonierten Merkel und Putin?", "Wann telefonierten Merkel und Putin zuletzt?"]
)
def test_one_piece_of_evidence_names_all_that_printed_it(question: str) -> None:
    papers = article("b", f"Berlin (dpa) - {TEXT} {MORE}", THURSDAY), article("a", TEXT), article("c", TEXT, None)
    found = gathered(question, *papers)
    shown = [e for passage in found.passages for e in passage.sentences]
    assert sorted((e.article_id, e.text) for e in shown) == [("a", TEXT), ("b", MORE)]
    named = (
        Reprint("b", "Meldung", "Blatt b", THURSDAY),
        Reprint("c", "Meldung", "Blatt c", None),
    )
    assert {e.article_id: e.also for e in shown} == {"a": named, "b": ()}
    assert [(e.article_id, e.also) for e in found.events] == ([("a", named)] if "zuletzt" in question else [])


def test_the_quotation_names_them_too(tmp_path: Path) -> None:
    settings = IndexSettings()
    rows = [(name, day.isoformat(), "Gespräch", f"{TEXT} {MORE}") for name, day in (("b", THURSDAY), ("a", WEDNESDAY))]
    index_rows(settings, tmp_path, *rows)
    llm = ContinuingLLM([" Sie telefonierten zuletzt am Montag, dem 19. Mai 2025."])
    with Archive.open(settings.archive, settings) as archive:
        answer = Pipeline(archive, EMBEDDER, lambda: llm).answer("Wann telefonierten Merkel und Putin zuletzt?")
    told = [(c.article_id, c.quote, [reprint.article_id for reprint in c.also]) for c in answer.citations]
    assert told == [("a", TEXT, ["b"])]
    assert [(e.article_id, e.text) for e in answer.evidence] == [("a", TEXT), ("a", MORE)]


def test_an_updated_number_is_evidence_of_its_own() -> None:
    old, new = (f"Bei dem Brand in Graz starben nach Angaben der Behörden {n} Menschen." for n in (50, 52))
    found = gathered("Wie viele Menschen starben in Graz?", article("a", old), article("b", new, THURSDAY))
    assert {(e.text, e.also) for p in found.passages for e in p.sentences} == {(old, ()), (new, ())}


def test_a_sentence_repeated_in_its_own_article_is_no_reprint() -> None:
    found = gathered("Wie lange telefonierten Merkel und Putin?", article("a", f"{TEXT}\n\n{MORE}\n\n{TEXT}"))
    assert [e.also for p in found.passages for e in p.sentences] == [(), ()]
