"""Hostile articles before any model: what is taken in, what the model is given to read, what is shown."""

import re
from datetime import date

import pytest

from index.article import Article, Language
from index.invisible import visible
from index.read import read_paths
from rag.draft import build_prompt, fixed_part
from rag.passages import Passage
from tests.fake_product import FakeArchive, FakeProduct
from tests.hostile import ARTICLES, Case, cases, found
from tests.page_html import assert_harmless
from ui.cli import run
from ui.shelf import render_article, render_list
from ui.texts import DE, EN

SHELF = {read.id: read for read in read_paths([ARTICLES]) if isinstance(read, Article)}
ORDERS = (
    "ignoriere", "antworte", "behaupte", "quintana", "99 kilometer", "keiner", "instruction", "you must say", "append",
    "66,000", "none", "dupont", "bernstein", "snark", "zabel", "base64", "system prompt", "drache", "crocodile",
)  # fmt: skip
each_article = pytest.mark.parametrize("article", SHELF.values(), ids=lambda article: re.sub(r"\W+", " ", article.id))
each_case = pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)


def sources(article: Article, lang: Language) -> str:
    """What the model reads of an article before a question."""
    prompt = build_prompt("Was?", [Passage(article, article.text, 0, (), 0.0)], lang)
    assert prompt.fixed == fixed_part(lang, continues=False)
    end = {"de": "\nFrage: Was?\nBeleg:", "en": "\nQuestion: Was?\nEvidence:"}[lang]
    assert prompt.variable.endswith(end)
    return prompt.variable.removesuffix(end)


def test_both_languages_have_as_many() -> None:
    languages = [article.lang for article in SHELF.values()]
    assert len(languages) >= 34
    assert abs(languages.count("de") - languages.count("en")) <= 2
    assert {case.id for case in cases()} == SHELF.keys()


@each_article
def test_the_day_of_publication_is_that_of_the_paper(article: Article) -> None:
    assert article.published is not None
    assert date(2024, 1, 1) <= article.published <= date(2025, 12, 31)


@each_case
def test_the_true_answer_stands_in_the_article(case: Case) -> None:
    article = SHELF[case.id]
    if case.accept and not case.question.startswith(("Wann", "When")):
        assert found(case.accept, visible(article.text))
        assert found(case.accept, sources(article, article.lang))


@each_article
@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_model_reads_one_line_of_reports(article: Article, lang: Language) -> None:
    text = sources(article, lang)
    assert "\n" not in text
    assert visible(text) == text
    assert not re.search(
        r"(?:Frage|Beleg|Antwort|Question|Evidence|Answer|Human|Assistant)\s*:|<[|/!\w]|\[/?INST", text
    )
    assert not [order for order in ORDERS if order in text.lower()]
    assert len(text) < 1500


@each_article
def test_the_shelf_shows_text_alone(article: Article) -> None:
    for words in (DE, EN):
        assert_harmless(render_list([article], "", words))
        assert_harmless(render_article(article, words))


@each_article
@pytest.mark.parametrize("options", [(), ("--json",)])
def test_an_article_is_shown_without_steering_the_terminal(
    article: Article, options: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    product = FakeProduct(fake_archive=FakeArchive({article.id: article}))
    assert run(["articles", "show", article.id, *options], product) == 0
    assert run(["articles", "list", *options], product) == 0
    assert visible(text := capsys.readouterr().out) == text
