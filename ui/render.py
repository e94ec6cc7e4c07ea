"""The conversation as HTML. Pure: values in, a string out, and every foreign word escaped.

Questions and model output are hostile like the articles: they pass through
`esc` and nothing else. Each answer has the id `answer-TURN`; its markers
point to the proof of the same turn, see `ui.passages`.
"""

import re
from collections.abc import Sequence
from datetime import date

from rag.types import Answer
from rag.wording import QUOTE
from ui.passages import esc, shorten
from ui.search_words import nearest_label, searched_line
from ui.show import origin
from ui.talk import Exchange
from ui.words import Words

QUESTION_SHOWN = 400
"""Characters of a question that are repeated in the conversation."""

_MARKER = re.compile(r"\s?\[(\d+)\]")


def render_conversation(exchanges: Sequence[Exchange], words: Words) -> str:
    """All questions with what there is of their answers, oldest first."""
    if not exchanges:
        return f'<p class="b-welcome">{esc(words.welcome)}</p>'
    turns = "".join(render_exchange(e, number, words) for number, e in enumerate(exchanges, 1))
    return f'<div role="log" aria-label="{esc(words.conversation)}">{turns}</div>'


def render_exchange(exchange: Exchange, number: int, words: Words) -> str:
    """One question and its answer, draft, wait or failure."""
    question = shorten(exchange.question, QUESTION_SHOWN)
    busy = "false" if exchange.ended else "true"
    return (
        f'<section class="b-turn" id="answer-{number}" tabindex="-1" aria-busy="{busy}">'
        f'<h3 class="b-question">{esc(question)}</h3>{_limited(exchange, words)}{_understood(exchange, words)}'
        f"{_body(exchange, number, words)}</section>"
    )


def _limited(exchange: Exchange, words: Words) -> str:
    """The days the articles were limited to, so that an answer is not taken for one from the whole archive."""
    ends = ((words.from_day, exchange.scope.since), (words.to_day, exchange.scope.until))
    period = " ".join(template.format(date=words.day(day)) for template, day in ends if day)
    return f'<p class="b-small">{esc(words.limited.format(period=period))}</p>' if period else ""


def _understood(exchange: Exchange, words: Words) -> str:
    standalone = exchange.standalone_question
    if not standalone or standalone.strip() == exchange.question.strip():
        return ""
    return f'<p class="b-small">{esc(words.understood.format(question=shorten(standalone, QUESTION_SHOWN)))}</p>'


def _body(exchange: Exchange, number: int, words: Words) -> str:
    if exchange.answer is not None:
        wait = "" if exchange.ended else f'<p class="b-status b-busy" role="status">{esc(words.translating)}</p>'
        return render_answer(exchange.answer, number, words) + wait
    if exchange.stage == "failed":
        return _failure(exchange, words)
    draft = _draft(exchange.draft, words) if exchange.draft else ""
    if exchange.stage == "stopped":
        return f'{draft}<p class="b-status">{esc(words.stopped)}</p>'
    return draft or f'<p class="b-status b-busy" role="status">{esc(status(exchange, words))}</p>'


def status(exchange: Exchange, words: Words) -> str:
    """In a few words what an unanswered question is waiting for."""
    parts = [words.warming] if exchange.warming else []
    if exchange.place > 1:
        parts.append(words.waiting.format(place=words.place(exchange.place), seconds=round(exchange.seconds)))
    if parts:
        return " ".join(parts)
    return words.searching if exchange.stage == "searching" else words.thinking


def _draft(text: str, words: Words) -> str:
    return (
        f'<div class="b-draft" aria-live="off"><p class="b-label">{esc(words.draft)}</p>'
        f'<p class="b-text">{esc(text.strip())}</p></div>'
    )


def _failure(exchange: Exchange, words: Words) -> str:
    lead = {
        "question": words.failed_question,
        "model": words.failed_model,
        "other": words.failed_other,
        "bug": words.failed_bug,
    }[exchange.fault or "bug"]
    detail = f' <span class="b-small">{esc(shorten(exchange.message, QUESTION_SHOWN))}</span>'
    return f'<p class="b-failure" role="alert">{esc(lead)}{detail if exchange.message else ""}</p>'


def render_answer(answer: Answer, number: int, words: Words) -> str:
    """The finished answer with its markers and the small print; its notes are for machines (`--json`)."""
    label = f'<p class="b-label">{esc(words.abstained)}</p>' if answer.abstained else ""
    return (
        f'<div class="b-answer{" b-abstained" if answer.abstained else ""}">{label}'
        f'<p class="b-text" lang="{esc(answer.language)}">{_marked(answer, number, words)}</p>{_search(answer)}</div>'
        + _small_print(answer, words)
    )


def _search(answer: Answer) -> str:
    """In the answer's language: what an abstaining one looked through, and what came nearest."""
    language, near = answer.language, answer.nearest
    lines = [esc(searched_line(answer.searched, language))] if answer.searched else []
    if near is not None:
        quote = QUOTE[language].format(" ".join(near.evidence.text.split()))
        lines.append(esc(f"{nearest_label(near, language)} {quote} ({origin(near.evidence, language)})"))
    return "".join(f'<p class="b-small b-search" lang="{esc(language)}">{line}</p>' for line in lines)


def _marked(answer: Answer, number: int, words: Words) -> str:
    """The answer's text, escaped, with its short answer in bold and each known marker as a link to its proof."""
    titles = {citation.n: citation.title for citation in answer.citations}

    def link(match: re.Match[str]) -> str:
        n = int(match[1])
        if n not in titles:
            return match[0]
        label = esc(words.proof.format(n=n, title=titles[n]))
        return (
            f'&NoBreak;<a class="b-marker" href="#proof-{number}-{n}" data-proof="proof-{number}-{n}"'
            f' aria-label="{label}" title="{label}">[{n}]</a>'
        )

    before, short, after = answer.text.partition(answer.short) if answer.short else (answer.text, "", "")
    strong = f"<strong>{esc(short)}</strong>" if short else ""
    return _MARKER.sub(link, esc(before)) + strong + _MARKER.sub(link, esc(after))


def _small_print(answer: Answer, words: Words) -> str:
    parts = []
    if (newest := newest_consulted(answer)) is not None:
        parts.append(words.newest.format(date=words.day(newest)))
    if answer.timings.total_ms is not None:
        parts.append(words.seconds.format(seconds=words.number(answer.timings.total_ms / 1000)))
    parts.append(words.model.format(model=answer.model))
    return f'<p class="b-small">{" · ".join(esc(part) for part in parts)}</p>'


def newest_consulted(answer: Answer) -> date | None:
    """The latest publication date among an answer's citations and evidence."""
    days = [c.published for c in answer.citations] + [e.published for e in answer.evidence]
    return max((day for day in days if day is not None), default=None)
