"""What the model reads of the passages found: the sentences most likely to answer, in their articles' order.

Reading is most of the time to the first word, so each sentence has to earn its place.
"""

import os
import re
from collections.abc import Sequence
from dataclasses import replace

from rag.passages import Passage, best_first
from rag.timeline import place
from rag.types import Evidence

MAX_CHARS = int(os.environ.get("DIGEST", "600"))
"""Of all sentences together."""
_HEADER_CHARS = 60
"""What the line that names an article counts."""
_LEANS = re.compile(
    r"\W*(?:er|sie|es|ihre?|seine?|dies\w*|das|der|die|dort|dabei|dazu|damit|danach|dann|auch|doch|he|she|it|they|his|her|their|this|these|"
    r"that|there|then|but|also)\b",
    re.IGNORECASE,
)


def digest(passages: Sequence[Passage], events: Sequence[Evidence]) -> list[Passage]:
    """The passages with the sentences that fit into the room, those of the first events before the best."""
    room = MAX_CHARS
    kept: set[tuple[str, int]] = set()
    articles: set[str] = set()
    found = best_first(passages)
    known = {place(e) for e in found}
    for evidence in [*(e for e in events if place(e) in known), *found]:
        if place(evidence) in kept:
            continue
        taken = [evidence]
        cost = len(evidence.text) + (0 if evidence.article_id in articles else _HEADER_CHARS)
        if kept and cost > room:
            continue
        kept |= {place(e) for e in taken}
        articles.add(evidence.article_id)
        room -= cost
    shortened = [replace(p, sentences=tuple(s for s in p.sentences if place(s) in kept)) for p in passages]
    return [replace(p, text=" ".join(s.text for s in p.sentences)) for p in shortened if p.sentences]
