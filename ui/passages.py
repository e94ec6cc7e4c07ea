"""Evidence as HTML: passages with the quotation marked, the whole article folded under each.

Pure: values in, a string out. Articles are hostile: every foreign word passes
through `esc`, so no tag or attribute of theirs reaches the page. Each proof
has the id `proof-TURN-N`; `page.js` opens it and scrolls to it.
"""

import re
from collections.abc import Sequence
from datetime import date
from html import escape

from index.article import Article
from index.invisible import visible
from rag.types import Answer, Citation, Evidence
from ui.talk import Exchange
from ui.words import Words

REACH = 260
"""Characters of context shown on either side of a quotation."""

WHOLE_ARTICLE_LIMIT = 60_000
"""Longer articles are shown from so many characters around the quotation."""

FOUND_SHOWN = 3
"""Passages shown in full before the rest is folded away."""

_BLANK_LINES = re.compile(r"\n\s*\n")
_SENTENCE_END = re.compile(r"[.!?…][\"“”»«')\]]*\s")


def esc(text: object) -> str:
    """Text that is safe as element content and as a quoted attribute, without invisible characters."""
    return escape(visible(str(text)), quote=True)


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters of `text`, on one line, with an ellipsis when something is missing."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def render_evidence(exchanges: Sequence[Exchange], words: Words) -> str:
    """The present question's passages, and folded under them the proof of earlier answers."""
    if not exchanges:
        return f'<p class="b-small">{esc(words.evidence_none)}</p>'
    number = len(exchanges)
    past = "".join(_past(exchanges[n - 1], n, words) for n in range(number - 1, 0, -1))
    return _present(exchanges[-1], number, words) + past


def _present(exchange: Exchange, number: int, words: Words) -> str:
    answer = exchange.answer
    if answer is not None and not answer.abstained:
        return _proofs(exchange, answer, number, words) + _unused(exchange, answer, words)
    found = nearest_first(answer) if answer is not None else exchange.evidence
    if not found:
        nothing = exchange.stage not in ("searching", "failed", "stopped")
        return f'<p class="b-small">{esc(words.evidence_nothing_found)}</p>' if nothing else ""
    if answer is not None or exchange.ended:
        return f'<h3 class="b-label">{esc(words.nearest)}</h3>{_found(exchange, found, words)}'
    return (
        f'<h3 class="b-label b-unproven">{esc(words.unproven)}</h3><p class="b-small">{esc(words.unproven_why)}</p>'
        f"{_found(exchange, found, words)}"
    )


def nearest_first(answer: Answer) -> Sequence[Evidence]:
    """The evidence of an abstaining answer, the passage that came nearest before the others."""
    if answer.nearest is None:
        return answer.evidence
    first = answer.nearest.evidence
    others = [e for e in answer.evidence if (e.article_id, e.start) != (first.article_id, first.start)]
    return [first, *others]


def _past(exchange: Exchange, number: int, words: Words) -> str:
    answer = exchange.answer
    if answer is None or not answer.citations:
        return ""
    title = esc(words.earlier.format(question=shorten(exchange.question, 90)))
    return f'<details class="b-earlier"><summary>{title}</summary>{_proofs(exchange, answer, number, words)}</details>'


def _proofs(exchange: Exchange, answer: Answer, number: int, words: Words) -> str:
    cards = "".join(
        render_passage(
            citation, exchange.articles.get(citation.article_id), words, number=number, marker=f"[{citation.n}]"
        )
        for citation in answer.citations
    )
    return f'<h3 class="b-label b-proven">{esc(words.proven)}</h3>{cards}'


def _unused(exchange: Exchange, answer: Answer, words: Words) -> str:
    rest = [e for e in answer.evidence if not any(_overlap(e, c) for c in answer.citations)]
    if not rest:
        return ""
    cards = _cards(exchange, rest, words)
    return f'<details class="b-rest"><summary>{esc(words.unused_more.format(n=len(rest)))}</summary>{cards}</details>'


def _overlap(evidence: Evidence, citation: Citation) -> bool:
    same = evidence.article_id == citation.article_id
    return same and evidence.start < citation.end and citation.start < evidence.end


def _found(exchange: Exchange, evidence: Sequence[Evidence], words: Words) -> str:
    first, rest = evidence[:FOUND_SHOWN], evidence[FOUND_SHOWN:]
    cards = _cards(exchange, first, words)
    if not rest:
        return cards
    more = esc(words.more_found.format(n=len(rest)))
    return f'{cards}<details class="b-rest"><summary>{more}</summary>{_cards(exchange, rest, words)}</details>'


def _cards(exchange: Exchange, evidence: Sequence[Evidence], words: Words) -> str:
    return "".join(render_passage(e, exchange.articles.get(e.article_id), words) for e in evidence)


def render_passage(
    passage: Evidence | Citation, article: Article | None, words: Words, *, number: int = 0, marker: str = ""
) -> str:
    """A quotation marked in its surroundings, with the article's data and the whole article folded under it."""
    quote = passage.quote if isinstance(passage, Citation) else passage.text
    if article is not None and article.text[passage.start : passage.end] != quote:
        article = None
    name = f' id="proof-{number}-{passage.n}"' if isinstance(passage, Citation) else ""
    shown_marker = f'<span class="b-number">{esc(marker)}</span> ' if marker else ""
    back = f'<a class="b-back" href="#answer-{number}">{esc(words.back)}</a>' if marker else ""
    lang = f' lang="{esc(article.lang)}"' if article is not None else ""
    return (
        f'<article class="b-passage" tabindex="-1"{name}><h4{lang}>{shown_marker}{esc(passage.title)}</h4>'
        f"{render_meta(passage.source, passage.published, passage.event_date, words)}{_also(passage, words)}"
        f"<blockquote{lang}>{_snippet(quote, passage.start, passage.end, article)}</blockquote>"
        f"{_translation(passage, article, words)}"
        f'<div class="b-foot">{_whole(passage.start, passage.end, article, words)}{back}</div></article>'
    )


def _translation(passage: Evidence | Citation, article: Article | None, words: Words) -> str:
    """Outside of the quotation, and named as what it is."""
    text = passage.translation if isinstance(passage, Citation) else None
    if not text:
        return ""
    lang = f' lang="{"en" if article.lang == "de" else "de"}"' if article is not None else ""
    rendering = esc(words.translation).format(text=f"<span{lang}>{esc(text)}</span>")
    return f'<p class="b-small">{rendering}</p>'


def render_meta(source: str | None, published: date | None, event: date | None, words: Words) -> str:
    """Source, publication date and, when it is another day, the date of the event, each named."""
    parts = [esc(source)] if source else []
    parts.append(_day(words.published, published, words) if published else esc(words.undated))
    if event is not None and event != published:
        parts.append(f'<span class="b-event">{_day(words.event, event, words)}</span>')
    return f'<p class="b-meta">{" · ".join(parts)}</p>'


def _also(passage: Evidence | Citation, words: Words) -> str:
    also = words.also(passage.also)
    return f'<p class="b-meta b-also">{esc(also)}</p>' if also else ""


def _day(template: str, value: date, words: Words) -> str:
    return esc(template).format(date=f'<time datetime="{value.isoformat()}">{esc(words.day(value))}</time>')


def _snippet(quote: str, start: int, end: int, article: Article | None) -> str:
    """The quotation in a few sentences of its article, blank lines closed up."""
    if article is None:
        return f"<mark>{esc(quote)}</mark>"
    left, right = surroundings(article.text, start, end)
    return _BLANK_LINES.sub("\n", _mark(article.text, left, start, end, right))


def _mark(text: str, left: int, start: int, end: int, right: int) -> str:
    before, after = text[left:start].lstrip(), text[end:right].rstrip()
    return (
        f"{'… ' if left > 0 else ''}{esc(before)}<mark>{esc(text[start:end])}</mark>"
        f"{esc(after)}{' …' if right < len(text) else ''}"
    )


def _whole(start: int, end: int, article: Article | None, words: Words) -> str:
    if article is None:
        return f'<span class="b-small">{esc(words.article_gone)}</span>'
    left, right = surroundings(article.text, start, end, WHOLE_ARTICLE_LIMIT)
    body = _mark(article.text, left, start, end, right)
    return (
        f'<details class="b-whole"><summary>{esc(words.whole_article)}</summary>'
        f'<div class="b-article-text" tabindex="0" lang="{esc(article.lang)}">{body}</div>'
        f"{render_link(article, words)}</details>"
    )


def render_link(article: Article, words: Words) -> str:
    """A link to the original, for web addresses only; it tells the other side nothing about this page."""
    if article.url is None or not article.url.lower().startswith(("https://", "http://")):
        return ""
    return (
        f'<a class="b-small" href="{esc(article.url)}" target="_blank"'
        f' rel="noopener noreferrer nofollow">{esc(words.original)}</a>'
    )


def surroundings(text: str, start: int, end: int, reach: int = REACH) -> tuple[int, int]:
    """Where an extract around `text[start:end]` begins and ends: whole sentences where there are any in reach."""
    low, high = max(0, start - reach), min(len(text), end + reach)
    left, right = low, high
    if low > 0:
        begins = [m.end() for m in _SENTENCE_END.finditer(text, low, start)] or _word_begins(text, low, start)
        left = begins[0] if begins else start
    if high < len(text):
        ends = [m.end() - 1 for m in _SENTENCE_END.finditer(text, end, high)] or _word_begins(text, end, high)
        right = ends[-1] if ends else end
    return left, right


def _word_begins(text: str, low: int, high: int) -> list[int]:
    return [low + match.end() for match in re.finditer(r"\s", text[low:high])]
