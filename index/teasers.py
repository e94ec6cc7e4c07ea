"""Teasers of other articles: where they begin, and where the article goes on."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from index.blocks import Block, is_running
from index.patterns import alternatives

LabelKind = Literal["soft", "hard", "end"]
"""soft: headlines may follow; hard: headlines with texts may follow; end: nothing of the article follows."""

_KINDS: tuple[LabelKind, ...] = ("end", "soft", "hard")

LONG_PARAGRAPH = 350
PAIRED_PARAGRAPH = 120
LONGEST_INLINE = 250
_ARROW = re.compile(r"(?:>>|[»›→➔➤►▶])\s+(?=\w)[^«.]{8,150}[^«.]")
"""A line that a page sets an arrow before: a link, and no speech."""
LEAST_BODY = 300
"""Characters of running text before a list of teasers can be the end of the article."""


_BODY_OPENING = re.compile(
    r"""^(?:[„“"»‘'](?=\w)|(?:er|sie|es|zudem|außerdem|dabei|demnach|zuvor|allerdings|jedoch|dennoch|trotzdem|auch|
    unterdessen|gleichzeitig|zugleich|dagegen|laut|nach\ angaben|doch|aber|und|damit|dazu|danach|später|insgesamt|
    he|she|they|it|but|and|however|meanwhile|earlier|later|according|in\ addition|still|also|this|that)\b)""",
    re.IGNORECASE | re.VERBOSE,
)


@cache
def _label(kind: LabelKind) -> re.Pattern[str]:
    return re.compile(rf"\W*{alternatives(f'teaser_{kind}')}\W*", re.IGNORECASE)


@cache
def _inline() -> re.Pattern[str]:
    label = f"(?:{alternatives('teaser_soft')}|{alternatives('teaser_hard')})"
    return re.compile(rf"\W*{label}(?: [^.:]{{1,40}})?\s*[:»>›→|]\s*\S", re.IGNORECASE)


@cache
def _invitation() -> re.Pattern[str]:
    return re.compile(rf"[^\w„“\"»«‘']*{alternatives('teaser_imperative')}", re.IGNORECASE)


def label_kind(text: str) -> LabelKind | None:
    """Which list of foreign content a label such as "Mehr zum Thema" opens; None for any other block."""
    if len(text) > 90 or text.endswith("."):
        return None
    return next((kind for kind in _KINDS if _label(kind).fullmatch(text)), None)


def is_inline_teaser(text: str) -> bool:
    """One block that is label and teaser in one: "Lesen Sie auch: Trump droht Putin mit Zöllen"."""
    if len(text) > LONGEST_INLINE or len(re.findall(r"[.!?][\"“”»]?\s+[A-ZÄÖÜ„\"]", text)) > 1:
        return False
    if _ARROW.fullmatch(text):
        return True
    return bool(_inline().match(text)) or (len(text) <= 160 and bool(_invitation().match(text)))


def resumes(blocks: Sequence[Block], at: int, kind: LabelKind, body_length: int) -> bool:
    """True when running text of the article itself goes on at `at` after a label of `kind`.

    A teaser stands alone below its headline and is short; the article goes on with a long
    paragraph, with two in a row, or with a sentence that leans on what was said before.
    """
    text = blocks[at].text
    if kind == "soft" and re.search(r"\.[\"“”»«]?$|[,.][“”\"»] \w", text) and len(text.split()) >= 4:
        return True
    if kind == "end" or not is_running(text):
        return False
    if kind == "soft" or body_length < LEAST_BODY or len(text) >= LONG_PARAGRAPH:
        return True
    if len(text) >= 100 and _BODY_OPENING.match(text):
        return True
    following = blocks[at + 1].text if at + 1 < len(blocks) else ""
    return min(len(text), len(following)) >= PAIRED_PARAGRAPH and is_running(following)
