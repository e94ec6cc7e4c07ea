"""Values of the product as text for people: answers, hits, articles and reports."""

from typing import TYPE_CHECKING

from index.article import Article, Language
from rag.types import Answer, Citation, Evidence, Hit
from rag.wording import QUOTE
from ui.output import one_line, printable
from ui.search_words import nearest_label, searched_line
from ui.texts import WORDS

if TYPE_CHECKING:
    from index.build import BuildReport


def origin(passage: Citation | Evidence, language: Language) -> str:
    """Title, source, both dates and the reprints of a passage on one line."""
    words = WORDS[language]
    published = words.published.format(date=words.day(passage.published)) if passage.published else words.undated
    event = words.event.format(date=words.day(passage.event_date)) if passage.event_date else None
    return ", ".join(
        one_line(part)
        for part in (passage.title or passage.article_id, passage.source, published, event, words.also(passage.also))
        if part
    )


def citation_lines(answer: Answer) -> list[str]:
    """Two lines a citation: number and quotation, then where it stands; between them its translation, if any."""
    lines: list[str] = []
    words = WORDS[answer.language]
    for citation in answer.citations:
        quote = QUOTE[answer.language].format(one_line(citation.quote))
        rendering = [words.translation.format(text=one_line(citation.translation))] if citation.translation else []
        below = [*rendering, origin(citation, answer.language)]
        lines += [f"[{citation.n}] {quote}", *(f"    {line}" for line in below)]
    return lines


def search_lines(answer: Answer) -> list[str]:
    """What an abstaining answer looked through, and the passage that is nearest without being an answer."""
    language, near = answer.language, answer.nearest
    lines = [one_line(searched_line(answer.searched, language))] if answer.searched else []
    if near is not None:
        quote = QUOTE[language].format(one_line(near.evidence.text))
        lines += [f"{nearest_label(near, language)} {quote}", "    " + origin(near.evidence, language)]
    return lines


def answer_text(answer: Answer) -> str:
    """The answer, after a blank line its quotations, or what an abstaining one searched and what came nearest.

    Its notes are for machines (`--json`).
    """
    parts = [printable(answer.text), "\n".join(citation_lines(answer)), "\n".join(search_lines(answer))]
    return "\n\n".join(part for part in parts if part)


def evidence_line(evidence: Evidence, language: Language) -> str:
    """One passage that was found, before anything is proven with it."""
    return f"· {one_line(evidence.text)} ({origin(evidence, language)})"


def hit_lines(number: int, hit: Hit) -> list[str]:
    """Two lines a hit: rank, score, article and date, then the text."""
    published = hit.published.isoformat() if hit.published else "undated"
    return [f"{number}. {hit.score:.3f}  {one_line(hit.article_id)}  {published}", f"   {one_line(hit.text)}"]


def article_text(article: Article) -> str:
    """Everything known of an article: its head, what was kept, and what was dropped and why."""
    published = article.published.isoformat() if article.published else "undated"
    found = f" (found in: {article.date_origin})" if article.date_origin else ""
    head = {
        "id": article.id, "title": article.title, "published": published + found, "source": article.source,
        "url": article.url, "language": article.lang, "file": article.path,
    }  # fmt: skip
    lines = [f"{name + ':':11}{one_line(value)}" for name, value in head.items() if value]
    lines += ["", f"Kept ({len(article.text)} characters):", "", printable(article.text), ""]
    return "\n".join([*lines, *dropped_lines(article)])


def dropped_lines(article: Article) -> list[str]:
    """What cleaning left out, one block a line with its reason."""
    if not article.dropped:
        return ["Dropped: nothing"]
    blocks = [f"- {one_line(block.reason)}: {one_line(block.text)}" for block in article.dropped]
    return [f"Dropped ({len(article.dropped)} blocks):", *blocks]


def report_lines(report: "BuildReport") -> list[str]:
    """What indexing did: the counts, then each failure with its reason."""
    names = ("added", "updated", "unchanged", "removed", "failed")
    summary = ", ".join(f"{len(getattr(report, name))} {name}" for name in names)
    return [
        f"{summary} in {report.seconds:.1f} s",
        *(f"failed: {one_line(f.path)}: {one_line(f.reason)}" for f in report.failed),
    ]
