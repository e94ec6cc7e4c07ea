from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.invisible import visible
from index.scope import Scope
from rag.types import Answer, Evidence, Nearest, Reprint, Searched
from tests.fake_pipeline import (
    ABSTAINED,
    ARTICLES,
    BUS,
    CALL,
    ENGLISH,
    EVIL,
    EVIL_ANSWER,
    GERMAN,
    HOSTILE,
    cite,
    make_answer,
    make_article,
)  # fmt: skip
from tests.page_html import Reader, assert_harmless
from ui.passages import FOUND_SHOWN, render_evidence, render_passage, surroundings
from ui.render import newest_consulted, render_conversation, render_exchange, status
from ui.shelf import LISTED, find_titles, render_article, render_list
from ui.talk import Exchange
from ui.texts import DE, EN
from ui.words import Words

MARCH = date(2025, 3, 1)
TEXTS = {article.id: article for article in ARTICLES}


def finished(answer: Answer, question: str = "Frage?") -> Exchange:
    return Exchange(question, "finished", evidence=answer.evidence, answer=answer, articles=TEXTS)


@pytest.mark.parametrize("words", [DE, EN])
def test_hostile_words_stay_words_everywhere(words: Words) -> None:
    exchange = replace(finished(replace(EVIL_ANSWER, notes=(HOSTILE,), model=HOSTILE)), standalone_question=HOSTILE)
    asked = Exchange(HOSTILE, "drafting", evidence=[EVIL], draft=HOSTILE, articles=TEXTS)
    failed = Exchange(HOSTILE, "failed", fault="model", message=HOSTILE)
    evil_search = replace(
        ABSTAINED, nearest=Nearest(EVIL), searched=Searched(2, MARCH, MARCH, missing=(HOSTILE,)), evidence=[]
    )
    for html in (
        render_conversation([finished(replace(evil_search, searched=None))], words),
        render_conversation([finished(replace(evil_search, nearest=None))], words),
        render_evidence([finished(evil_search)], words),
        render_conversation([exchange, asked, failed], words),
        render_evidence([exchange, asked], words),
        render_evidence([asked, exchange], words),
        render_list(ARTICLES, "", words),
        render_article(ARTICLES[3], words),
    ):
        assert_harmless(html)
        assert HOSTILE in Reader(html).text


@given(st.text())
def test_any_text_that_can_be_seen_comes_out_as_it_went_in(text: str) -> None:
    reader = Reader(render_exchange(Exchange("?", "drafting", draft=f"<{text}>"), 1, DE))
    assert visible(f"<{text}>") in reader.text
    assert [tag for tag, _ in reader.tags] == ["section", "h3", "div", "p", "p"]


def test_an_address_that_is_no_web_address_is_not_linked() -> None:
    evil = replace(ARTICLES[0], url="javascript:alert(1)")
    assert "javascript" not in render_article(evil, DE)
    assert 'rel="noopener noreferrer nofollow"' in render_article(ARTICLES[0], DE)


def test_each_marker_leads_to_its_own_quotation() -> None:
    turns = [finished(GERMAN, "Erste?"), finished(make_answer("Nur der Bus. [1]", [BUS], [BUS]), "Zweite?")]
    links = [a["href"] for tag, a in Reader(render_conversation(turns, DE)).tags if a.get("class") == "b-marker"]
    assert links == ["#proof-1-1", "#proof-1-2", "#proof-2-1"]
    proofs = Reader(render_evidence(turns, DE))
    assert [name for name in proofs.ids() if name.startswith("proof")] == ["proof-2-1", "proof-1-1", "proof-1-2"]
    assert proofs.marked[0] == BUS.text


def test_a_number_without_a_citation_is_no_link() -> None:
    answer = make_answer("Ein Satz. [1] Noch einer. [7]", [BUS], [BUS])
    html = render_exchange(finished(answer), 1, DE)
    assert html.count("b-marker") == 1
    assert "[7]" in html


def test_the_quotation_is_marked_exactly_in_its_surroundings_and_in_the_whole_article() -> None:
    reader = Reader(render_passage(cite(1, CALL), ARTICLES[0], DE, number=1, marker="[1]"))
    assert reader.marked == [CALL.text, CALL.text]
    assert "Beide einigten sich auf eine Prüfung bis zum Herbst." in reader.text
    assert ARTICLES[0].text.split("\n\n")[0] in reader.text


def test_offsets_that_no_longer_fit_the_article_show_the_quotation_alone() -> None:
    moved = replace(CALL, start=CALL.start + 1, end=CALL.end + 1)
    reader = Reader(render_passage(moved, ARTICLES[0], DE))
    assert reader.marked == [CALL.text]
    assert DE.article_gone in reader.text
    assert Reader(render_passage(CALL, None, DE)).marked == [CALL.text]


@pytest.mark.parametrize(
    ("published", "event", "shown", "not_shown"),
    [
        (date(2025, 5, 21), date(2025, 5, 20), ["erschienen 21. Mai 2025", "Ereignis: 20. Mai 2025"], []),
        (date(2025, 5, 21), date(2025, 5, 21), ["erschienen 21. Mai 2025"], ["Ereignis"]),
        (date(2025, 5, 21), None, ["erschienen 21. Mai 2025"], ["Ereignis"]),
        (None, date(2025, 5, 20), ["ohne Datum", "Ereignis: 20. Mai 2025"], ["erschienen"]),
    ],
)
def test_dates_are_named_for_what_they_are(
    published: date | None, event: date | None, shown: list[str], not_shown: list[str]
) -> None:
    text = Reader(render_passage(replace(CALL, published=published, event_date=event), ARTICLES[0], DE)).text
    assert all(part in text for part in shown)
    assert not any(part in text for part in not_shown)


@given(st.text(alphabet="ab .!?\n", max_size=400), st.data())
def test_surroundings_hold_the_quotation_and_stay_within_reach(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    left, right = surroundings(text, start, end, reach=50)
    assert max(0, start - 50) <= left <= start <= end <= right <= min(len(text), end + 50)


def test_surroundings_are_whole_sentences() -> None:
    text = "Eins ist weit weg von hier. Zwei ist nah. DREI. Vier ist nah. Fünf ist weit weg von hier."
    start = text.index("DREI.")
    left, right = surroundings(text, start, start + 5, reach=20)
    assert text[left:right] == "Zwei ist nah. DREI. Vier ist nah."


def test_what_was_found_is_called_unproven_until_it_is_proven() -> None:
    found = Exchange("Frage?", "thinking", evidence=GERMAN.evidence, articles=TEXTS)
    assert DE.unproven in render_evidence([found], DE)
    assert DE.proven not in render_evidence([found], DE)
    html = render_evidence([finished(GERMAN)], DE)
    assert DE.proven in html
    assert DE.unproven not in html
    assert DE.unused_more.format(n=2) in html


def test_abstaining_is_plain_and_shows_the_nearest_passages_as_unused() -> None:
    conversation, evidence = (draw([finished(ABSTAINED)], DE) for draw in (render_conversation, render_evidence))
    assert ABSTAINED.text in conversation
    assert "b-failure" not in conversation
    assert DE.nearest in evidence
    assert Reader(evidence).marked[0] == BUS.text


def test_a_long_list_of_passages_is_folded() -> None:
    evidence: list[Evidence] = [replace(BUS, score=float(n)) for n in range(8)]
    html = render_evidence([Exchange("?", "thinking", evidence=evidence, articles=TEXTS)], EN)
    assert html.index("<summary>More passages (5)") > html.index("b-passage")
    assert html[: html.index("<summary>More passages")].count('class="b-passage"') == FOUND_SHOWN


def test_small_print_and_newest_article_without_notes() -> None:
    text = Reader(render_exchange(finished(GERMAN), 1, DE)).text
    assert "Neuester herangezogener Artikel: 22. Mai 2025" in text
    assert "3,2 s" in text
    assert "Modell: erfunden-1b" in text
    assert GERMAN.notes[0] not in text
    assert newest_consulted(make_answer("x", [EVIL], [])) is None


def test_an_understood_question_is_shown_when_it_differs() -> None:
    same = Exchange("Wann?", "thinking", standalone_question="Wann?")
    other = Exchange("Wann?", "thinking", standalone_question="Wann war das Hochwasser?")
    assert "Verstanden als" not in render_exchange(same, 1, DE)
    assert "Verstanden als: Wann war das Hochwasser?" in render_exchange(other, 1, DE)


def test_reprints_are_named_once_each_and_escaped() -> None:
    also = tuple(
        Reprint(n, f"Titel {n}", source, None) for n, source in zip("abc", ("Nord", "Nord", None), strict=True)
    )
    passage = replace(CALL, also=(*also, Reprint("d", "", HOSTILE, None)))
    text = Reader(render_passage(passage, ARTICLES[0], DE)).text
    assert f"auch in: Nord, Titel c, {HOSTILE}" in text
    assert "also in: Nord" in Reader(render_passage(cite(1, passage), ARTICLES[0], EN, number=1)).text
    assert "auch in" not in Reader(render_passage(CALL, ARTICLES[0], DE)).text


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope(since=MARCH), "Only articles published from 1 March 2025<"),
        (Scope(until=MARCH), "Only articles published up to 1 March 2025<"),
        (Scope(since=MARCH, until=MARCH), "Only articles published from 1 March 2025 up to 1 March 2025<"),
    ],
)
def test_the_days_of_the_articles_are_shown(scope: Scope, expected: str) -> None:
    assert expected in render_exchange(Exchange("When?", scope=scope), 1, EN)
    assert "Only articles" not in render_exchange(Exchange("When?"), 1, EN)


@pytest.mark.parametrize(
    ("exchange", "expected"),
    [
        (Exchange("?"), DE.searching),
        (Exchange("?", "waiting", place=2, seconds=10.0), "2. in der Reihe, etwa 10 s"),
        (Exchange("?", "thinking", place=1), DE.thinking),
        (Exchange("?", "thinking", place=1, warming=True), DE.warming),
    ],
)
def test_waiting_is_put_into_words(exchange: Exchange, expected: str) -> None:
    assert status(exchange, DE) == expected


def test_a_very_long_question_is_shortened() -> None:
    assert len(render_exchange(Exchange("x" * 10_000, "failed", fault="question"), 1, EN)) < 1000


def test_the_list_shows_the_newest_of_many_and_finds_the_others_by_title() -> None:
    many = [make_article(f"a{n}", f"Titel {n:05}", "Text.", date.fromordinal(730_000 + n)) for n in range(10_000)]
    html = render_list(many, "", DE)
    assert html.count("data-article") == LISTED
    assert "Die neuesten 200 von 10000 Artikeln" in html
    assert html.index("Titel 09999") < html.index("Titel 09998")
    assert [article.id for article in find_titles(many, "titel 00017")] == ["a17"]
    assert DE.articles_none in render_list(many, "Zebra", DE)
    assert "belegt index" in render_list([], "", DE)


def test_titles_are_found_in_any_case_and_undated_articles_come_last() -> None:
    assert [a.id for a in find_titles(ARTICLES, "HERBST umleitung")] == ["umleitung"]
    assert [a.id for a in find_titles(ARTICLES, "")] == ["call", "bruecke", "umleitung", "boese"]


def test_an_abstaining_answer_tells_its_search_in_the_questions_language() -> None:
    searched = Searched(5, MARCH, date(2025, 5, 21), missing=("Budapest",))
    answer = replace(ABSTAINED, searched=searched, nearest=Nearest(CALL), language="de")
    reader = Reader(render_exchange(finished(answer), 1, EN))
    told = "Durchsucht: 5 Artikel, erschienen vom 1. März bis 21. Mai 2025. „Budapest“ kommt in keinem Artikel vor."
    assert told in reader.text
    assert f"Keine Antwort, aber nahe an der Frage: „{CALL.text}“ ({ARTICLES[0].title}, Seebacher Bote" in reader.text
    assert not [tag for tag, a in reader.tags if a.get("class") == "b-marker"]


def test_the_nearest_passage_is_the_first_of_those_found_and_there_but_once() -> None:
    for evidence in ([BUS, CALL], [BUS]):
        marked = Reader(render_evidence([finished(replace(ABSTAINED, evidence=evidence, nearest=Nearest(CALL)))], DE))
        assert marked.marked[::2] == [CALL.text, BUS.text]


def test_a_translation_stands_beside_the_quotation_and_says_what_it_is() -> None:
    citation = replace(cite(1, CALL), translation=f"Kern phoned. {HOSTILE}")
    html = render_passage(citation, ARTICLES[0], EN, number=1)
    reader = Reader(html)
    assert set(reader.marked) == {CALL.text}
    assert "Translation by the language model: Kern phoned." in reader.text
    assert HOSTILE not in html
    assert '<span lang="en">Kern phoned.' in html
    assert "Translation" not in Reader(render_passage(cite(1, CALL), ARTICLES[0], EN, number=1)).text


def test_a_proven_answer_is_shown_while_its_quotations_are_translated() -> None:
    exchange = finished(ENGLISH)
    assert "Übersetzt die Belege" not in Reader(render_exchange(exchange, 1, DE)).text
    text = Reader(render_exchange(replace(exchange, stage="translating"), 1, DE)).text
    assert "Kern and Brandt last spoke" in text
    assert "Übersetzt die Belege" in text


def test_the_short_answer_is_in_bold_and_escaped() -> None:
    html = render_exchange(finished(replace(ENGLISH, short="on 20 May 2025")), 1, EN)
    assert "spoke by phone <strong>on 20 May 2025</strong>." in html
    assert 'href="#proof-1-1"' in html
    assert_harmless(render_exchange(finished(replace(EVIL_ANSWER, short=HOSTILE)), 1, EN))
    assert "<strong>" not in render_exchange(finished(replace(ENGLISH, short="is not there")), 1, EN)
