"""The article list and one open article as HTML. Pure, and every foreign word escaped."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from index.article import Article, Language
from ui.passages import esc, render_link, render_meta
from ui.words import Words

LISTED = 200
"""Articles listed at a time; a search by title reaches the others."""


class Listed(Protocol):
    """What the list shows of an article."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def published(self) -> date | None: ...
    @property
    def source(self) -> str | None: ...
    @property
    def lang(self) -> Language: ...


def find_titles(articles: Sequence[Listed], search: str) -> list[Listed]:
    """The articles whose title has every word of `search`, in any case, newest first, undated last."""
    wanted = search.casefold().split()
    found = [a for a in articles if all(word in a.title.casefold() for word in wanted)]
    return sorted(found, key=lambda a: (a.published is None, -(a.published or date.min).toordinal(), a.title, a.id))


def render_list(articles: Sequence[Listed], search: str, words: Words) -> str:
    """The newest articles whose title matches, each title a button that opens it."""
    if not articles:
        return f'<p class="b-status">{esc(words.archive_empty)}</p>'
    found = find_titles(articles, search)
    if not found:
        return f'<p class="b-status">{esc(words.articles_none)}</p>'
    shown = found[:LISTED]
    template = words.articles_newest if len(shown) < len(found) else words.articles_count
    total = len(found) if len(shown) < len(found) else len(articles)
    count = esc(template.format(shown=len(shown), total=total))
    rows = "".join(_row(article, words) for article in shown)
    return f'<p class="b-small">{count}. {esc(words.open_hint)}</p><ul class="b-list">{rows}</ul>'


def _row(article: Listed, words: Words) -> str:
    return (
        f'<li><button type="button" class="b-open" data-article="{esc(article.id)}" lang="{esc(article.lang)}">'
        f"{esc(article.title or article.id)}</button>"
        f"{render_meta(article.source, article.published, None, words)}</li>"
    )


def render_article(article: Article, words: Words) -> str:
    """A whole article, with a button that leads back to the list."""
    return (
        f'<button type="button" class="b-open b-back" data-article="">← {esc(words.back_to_list)}</button>'
        f'<article class="b-page" lang="{esc(article.lang)}"><h2>{esc(article.title or article.id)}</h2>'
        f"{render_meta(article.source, article.published, None, words)}"
        f'<div class="b-article-text">{esc(article.text)}</div></article>{render_link(article, words)}'
    )
