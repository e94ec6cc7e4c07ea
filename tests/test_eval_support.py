"""Citation precision and recall by hand."""

from datetime import date

import pytest

from eval.support import citation_precision, citation_recall, cited_sentences
from index.article import Language
from rag.types import Answer, Citation, Timings

QUOTE = "Merkel sprach am Montag elf Stunden lang mit Putin."


def cite(n: int, quote: str = QUOTE, title: str = "Gespräch", event: date | None = date(2025, 5, 19)) -> Citation:
    return Citation(n, "a", title, None, date(2025, 5, 21), event, quote, 0, len(quote))


def answer(text: str, *citations: Citation, lang: Language = "de") -> Answer:
    return Answer("", "", lang, text, False, citations, [], Timings(), "")


def scores(made: Answer, exact: set[int] | None = None) -> tuple[float | None, float | None]:
    sound = {citation.n for citation in made.citations} if exact is None else exact
    return citation_precision(made, sound), citation_recall(made, sound)


def test_markers_belong_to_the_sentence_they_follow() -> None:
    made = answer("Am 3. Mai kam er.[1] Danach ging er [2], wie es hieß. [3] [9]", *map(cite, (1, 2, 3)))
    found = [(sentence.text, [c.n for c in sentence.citations]) for sentence in cited_sentences(made)]
    assert found == [("Am 3. Mai kam er.", [1]), ("Danach ging er, wie es hieß.", [2, 3])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Das Gespräch mit Putin dauerte elf Stunden. [1]", (1.0, 1.0)),
        ("Das Gespräch mit Putin dauerte 11 Stunden. [1]", (1.0, 1.0)),
        ("Sie sprachen am 19. Mai 2025. [1]", (1.0, 1.0)),  # the day of the event
        ("Das meldete die Zeitung am 21. Mai 2025. [1]", (1.0, 1.0)),  # the day of publication
        ("Das Gespräch mit Putin dauerte zwölf Stunden. [1]", (1.0, 0.0)),  # the name is carried, the number is not
        ("Das Gespräch mit Scholz dauerte zwölf Minuten. [1]", (0.0, 0.0)),
        ("Sie sprachen am 20. Februar 2025. [1]", (0.0, 0.0)),
        ("Danach sprach man lange. [1]", (None, None)),  # no fact
        ("Das Gespräch mit Putin dauerte elf Stunden.", (0.0, 0.0)),  # a citation without a marker
    ],
)
def test_one_citation(text: str, expected: tuple[float | None, float | None]) -> None:
    assert scores(answer(text, cite(1))) == expected


def test_the_number_of_a_date_carries_no_other_number() -> None:
    dated = cite(1, "Am 19. Mai sprachen sie lange.", event=None)
    assert scores(answer("Es kamen 19 Leute. [1]", dated)) == (0.0, 0.0)


def test_how_long_is_told_by_its_number_and_not_by_its_days() -> None:
    ill = cite(1, "Der Elefant Bodo ist seit sechs Tagen krank.", event=None)
    assert scores(answer("Er ist seit 6 Tagen krank. [1]", ill)) == (1.0, 1.0)
    assert scores(answer("Er ist seit 20 Tagen krank. [1]", ill)) == (0.0, 0.0)


def test_two_sentences_and_a_needless_citation() -> None:
    other = cite(2, "Der Elefant im Zoo ist krank.", "Zoo", None)
    made = answer("Sie sprach mit Putin elf Stunden. [1] [2] Dann reiste sie nach Wien. [2]", cite(1), other)
    # [1] is needed, [2] carries nothing; the first sentence is carried, "Wien" is not
    assert scores(made) == (0.5, 0.5)


def test_a_quotation_that_is_not_exact_carries_nothing() -> None:
    assert scores(answer("Das Gespräch mit Putin dauerte elf Stunden. [1]", cite(1)), exact=set()) == (0.0, 0.0)


def test_across_languages() -> None:
    english = cite(1, "The talks between Merkel and Putin in Moscow lasted eleven hours.", "Talks")
    assert scores(answer("Das Gespräch in Moskau dauerte elf Stunden. [1]", english)) == (1.0, 1.0)
    assert scores(answer("Das Gespräch in Berlin dauerte elf Stunden. [1]", english)) == (1.0, 0.0)
    german = cite(1, "Das Gespräch in Moskau dauerte elf Stunden.")
    assert scores(answer("The talks in Moscow lasted 11 hours. [1]", german, lang="en")) == (1.0, 1.0)
    assert scores(answer("The talks in Geneva lasted 12 hours. [1]", german, lang="en")) == (0.0, 0.0)


def test_nothing_cited_and_nothing_said() -> None:
    assert scores(answer("Dazu steht nichts im Archiv.")) == (None, None)
    assert scores(answer("Die Reise nach Wien dauerte elf Stunden.")) == (None, 0.0)
