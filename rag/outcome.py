"""An answer's words and proof, before times and names are put to it, and the finished answer made of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import prompts
from index.article import Language
from rag.llm.base import Usage
from rag.short import from_draft, short
from rag.types import Answer, Citation, Evidence, Timings
from rag.understand import Understanding

NO_USAGE = Usage(None, None, 0)
"""Where no model has drafted."""


@dataclass(frozen=True)
class Outcome:
    """`text` has a marker [n] for each citation; none when `abstained`."""

    text: str
    citations: tuple[Citation, ...]
    abstained: bool
    usage: Usage
    notes: tuple[str, ...] = ()
    draft: str = ""
    """What the model wrote, where an article's own words stand in its place."""


def abstain(lang: Language, usage: Usage = NO_USAGE) -> Outcome:
    """The one abstaining sentence, without citations."""
    return Outcome(prompts.load(f"abstain_{lang}").template.strip(), (), True, usage)


def proven(sentence: str, source: Evidence, usage: Usage) -> Outcome:
    """One sentence with its proof."""
    return Outcome(f"{sentence} [1]", (cited(1, source),), False, usage)


def marked(text: str, sources: Sequence[Evidence]) -> Outcome | None:
    """A text of the program's that has a marker for each of its sources; None without any."""
    citations = tuple(cited(n, source) for n, source in enumerate(sources, 1))
    return Outcome(text, citations, False, NO_USAGE) if citations else None


def cited(n: int, source: Evidence) -> Citation:
    """Evidence as the quotation behind marker [n]."""
    return Citation(
        n, source.article_id, source.title, source.source, source.published, source.event_date,
        source.text, source.start, source.end, source.also,
    )  # fmt: skip


def as_answer(asked: Understanding, evidence: Sequence[Evidence], outcome: Outcome, model: str) -> Answer:
    """The finished answer; the question and the times are put in by the pipeline."""
    usage = outcome.usage
    return Answer(
        question=asked.question, standalone_question=asked.question, language=asked.lang, text=outcome.text,
        abstained=outcome.abstained, citations=outcome.citations, evidence=tuple(evidence), model=model,
        timings=Timings(
            prompt_tokens=usage.prompt_tokens, new_prompt_tokens=usage.new_prompt_tokens,
            output_tokens=usage.output_tokens,
        ),
        notes=outcome.notes, short=_short(asked, outcome),
    )  # fmt: skip


def _short(asked: Understanding, outcome: Outcome) -> str | None:
    """Of an answer in one sentence."""
    if len(outcome.citations) != 1:
        return None
    text = outcome.text.removesuffix(" [1]")
    return from_draft(text, outcome.draft, asked) if outcome.draft else short(text, asked)
