"""Which passages are picked, and their sentences as dated evidence."""

from collections.abc import Sequence
from datetime import date

import pytest

from index.article import Article, Language
from rag.alignment import Aligner
from rag.confidence import EMBEDDER as FITTED
from rag.evidence import MAX_CHARS, Gatherer, missing_names
from rag.passages import Found, Gathered, best_first
from rag.types import Hit
from rag.understand import understand
from tests.archives import EMBEDDER, vector
from tests.fakes import HashEmbedder

WEDNESDAY = date(2025, 5, 21)
PHONE = "Merkel und Putin telefonierten am Montag zwei Stunden lang."
QUESTION = "Wie lange telefonierten Merkel und Putin?"


def article(article_id: str, text: str, day: date | None = WEDNESDAY, lang: Language = "de") -> Article:
    return Article(article_id, "Meldung", text, day, "Agentur", None, lang)


def gathered(question: str, found: Sequence[Article], gatherer: Gatherer | None = None) -> Gathered:
    hits = [Hit(a.id, f"{a.id}:0", 1.0 - n / 10, a.text, 0, len(a.text), a.published) for n, a in enumerate(found)]
    retrieved = Found(vector(question), hits, {a.id: a for a in found}, {"de": 0.0, "en": 0.0})
    return (gatherer or Gatherer(EMBEDDER, Aligner(EMBEDDER))).gather(understand(question, "de"), retrieved)


def gather(question: str, *found: Article) -> "list[tuple[str, str]]":
    """Article and text of all evidence, best first; offsets are checked."""
    texts = {a.id: a.text for a in found}
    evidence = best_first(gathered(question, found).passages)
    assert all(texts[e.article_id][e.start : e.end] == e.text for e in evidence)
    return [(e.article_id, e.text) for e in evidence]


def test_each_sentence_is_evidence_and_the_answering_one_leads() -> None:
    other = "Der Kreml nannte das Gespräch danach sachlich."
    assert gather(QUESTION, article("a", f"{other} {PHONE} Ja.")) == [("a", PHONE), ("a", other)]


def test_a_bare_date_is_no_evidence() -> None:
    assert gather(QUESTION, article("a", f"Montag, 19. Mai 2025 ... {PHONE}")) == [("a", PHONE)]


def test_a_reprint_is_no_second_piece_of_evidence() -> None:
    assert gather(QUESTION, article("a", PHONE), article("b", PHONE.replace(" ", "  "))) == [("a", PHONE)]


def test_nothing_is_gathered_where_the_names_do_not_fit() -> None:
    assert gather("Wie lange telefonierten Emmanuel Macron und Putin?", article("a", PHONE)) == []
    assert gather("Wie lange telefonierte Putin mit London?", article("a", PHONE)) == []
    assert gather(QUESTION) == []


def test_a_chatty_question_is_told_of_where_its_whole_name_is() -> None:
    museum = article("a", "Das Heimatmuseum Brennitz kostet 4,50 Euro Eintritt für jeden Gast.")
    chat = "Nächsten Monat will ich gern mit meiner Tante ins {} Brennitz, was muss sie dort bezahlen?"
    assert gather(chat.format("Heimatmuseum"), museum) == [("a", museum.text)]
    assert gather(chat.format("Freibad"), museum) == []


def test_vectors_that_tell_what_speaks_of_it_need_no_words_of_the_question() -> None:
    fitted = HashEmbedder()
    fitted.name = FITTED
    told = article("a", "Grund sind Schäden an den Fundamenten zweier Pfeiler.")
    gatherer = Gatherer(fitted, Aligner(fitted))
    assert gathered("Woran lag die Verzögerung beim Neubau?", [told], gatherer).passages != []
    assert gathered("Woran lag die Verzögerung beim Neubau?", [told]).passages == []
    assert gathered("Wann zuletzt kam die Verzögerung beim Neubau?", [told], gatherer).passages == []


def test_what_was_published_in_the_time_asked_about_is_read_however_far_behind() -> None:
    others = [article(f"a{n}", f"Merkel und Putin sprachen {n} Mal.", date(2024, 1, 1)) for n in range(2, 20)]
    found = gather("Was sagten Merkel und Putin am 19. Mai 2025?", *others, article("z", PHONE))
    assert ("z", PHONE) in found


def test_the_passages_stay_within_their_budget() -> None:
    texts = [f"{PHONE} Zeile {n}: " + "und so weiter " * 30 + "bis heute." for n in range(6)]
    found = gather(QUESTION, *(article(str(n), text) for n, text in enumerate(texts)))
    kept = {article_id for article_id, _ in found}
    assert 0 < sum(len(texts[int(n)]) for n in kept) <= MAX_CHARS
    assert gather(QUESTION, article("lang", PHONE + " " + "und so weiter " * 200)) != []


def test_evidence_is_dated() -> None:
    passage = gathered(QUESTION, [article("a", PHONE)]).passages[0]
    assert passage.sentences[0].event_date == date(2025, 5, 19)
    assert passage.sentences[0].published == WEDNESDAY
    assert passage.date == date(2025, 5, 19)


@pytest.mark.parametrize(
    ("question", "lang", "text", "source", "missing"),
    [
        ("When did Merkel call Putin in Moscow?", "en", "Merkel rief Putin in Moskau an.", "de", []),
        ("When did Scholz call Putin in Moscow?", "en", "Merkel rief Putin in Moskau an.", "de", ["Scholz"]),
        ("Wann rief Angela Merkel Putin an?", "de", "Merkel rief Putin an.", "de", []),
        ("Wann rief Angela Merkel Peskow an?", "de", "Merkel called Peskov.", "en", []),
        ("Wann rief Scholz Vertreter der Bahn an?", "de", "Merkel called Peskov.", "en", []),
        ("Wann rief Merkel in Budapest an?", "de", "Merkel called Peskov.", "en", ["Budapest"]),
        ("Wann rief Merkel in Moskau an?", "de", "Merkel called Moscow.", "en", []),
        ("Wann verhandelten Moskau und Kiew?", "de", "Moskau sprach mit der Ukraine.", "de", []),
        ("Wann sprach Merkel in Kiew?", "de", "Merkel sprach in der Ukraine.", "de", ["Kiew"]),
    ],
)
def test_names_that_an_article_lacks(
    question: str, lang: Language, text: str, source: Language, missing: list[str]
) -> None:
    runs = missing_names(understand(question, lang), article("a", text, lang=source))
    assert [" ".join(run) for run in runs] == missing


def test_likeness_is_the_cosine() -> None:
    gatherer = Gatherer(EMBEDDER, Aligner(EMBEDDER))
    evidence = best_first(gathered(QUESTION, [article("a", PHONE)], gatherer).passages)
    assert gatherer.likeness([PHONE], evidence) == pytest.approx([1.0])
    assert gatherer.likeness(["Elefant"], evidence) == pytest.approx([0.0])
    assert gatherer.likeness(["Elefant", PHONE], evidence) == pytest.approx([1.0])
