"""What changed over time, told in order: of each day's articles the sentence nearest to the question, oldest first."""

from collections.abc import Callable, Sequence
from datetime import date

from index.article import Language
from index.invisible import visible
from rag.dates import written
from rag.proof import ENOUGH, OFF_THE_QUESTION
from rag.types import Evidence
from rag.wording import QUOTE

MOST = 6
"""Days told in one answer: the first, the last, and the best of those between."""


def in_order(ranked: Sequence[Evidence]) -> list[Evidence]:
    """The sentences that show a change, oldest article first; none where fewer than two days tell of it.

    `ranked`: best first, with their scores.
    """
    least = max(ENOUGH, ranked[0].score - OFF_THE_QUESTION) if ranked else ENOUGH
    best: dict[date, Evidence] = {}
    for evidence in ranked:
        if evidence.published and evidence.score >= least:
            best.setdefault(evidence.published, evidence)
    days = sorted(best)
    between = sorted(days[1:-1], key=lambda day: -best[day].score)[: MOST - 2]
    told = sorted({*days[:1], *between, *days[-1:]})
    return [best[day] for day in told] if len(told) > 1 else []


def told(found: Sequence[Evidence], lang: Language, rendered: Callable[[Evidence], str | None]) -> str:
    """One line for each sentence: the day its article appeared, what it said, and its marker.

    `rendered`: a sentence of the other language in the answer's, which is then no quotation; None to quote it.
    """
    lines = [(e.published, rendered(e) or _quoted(e, lang)) for e in found]
    return "\n".join(f"{written(day, lang)}: {said} [{n}]" for n, (day, said) in enumerate(lines, 1) if day)


def _quoted(evidence: Evidence, lang: Language) -> str:
    return QUOTE[lang].format(" ".join(visible(evidence.text).split()))
