"""A scraped text as blocks: a paragraph, a headline, a bullet or a line of page furniture each."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

LONGEST_WRAPPED_LINE = 110
SHORTEST_FULL_LINE = 45
BULLET = re.compile(r"^\s*(?:[•●▪■‣◦»›+*–-]|\d{1,2}[.)])\s+\S")
_SENTENCE_END = re.compile(r"[.!?…:][\"'“”»«’)\]]*$")
_OPEN_END = re.compile(
    r"(?:,|\b(?:der|die|das|den|dem|des|ein|eine|einen|einem|einer|und|oder|mit|von|für|auf|in|im|am|zu|zum|zur|the|a|an|of|and|"
    r"or|to|for|with|by|on|at|from|that))$"
)
_PARTED = re.compile(r"(?<=[a-zäöüß])- (?=[a-zäöüß])(?!(?:und|oder|bzw|and|or)\b)")
_LOWER_START = re.compile(r"^[a-zäöüß(„“\"0-9]")


@dataclass(frozen=True)
class Block:
    """One block: hard-wrapped lines joined by one space, every other character as in the file."""

    text: str
    line: int
    """Its first line in the file, from 1."""
    group: int
    """Blocks of one group stand on neighbouring lines, without a blank line between."""


def split_blocks(text: str, ragged: bool = False) -> list[Block]:
    """The blocks of `text`. `ragged` is for text of a page layout (PDF), where full lines differ in length."""
    groups = _groups(text.split("\n"))
    wrapped = _is_wrapped([[line for _, line in group] for group in groups], ragged)
    blocks: list[Block] = []
    for number, group in enumerate(groups):
        for first, lines in _paragraphs(group, ragged) if wrapped else ((n, [line]) for n, line in group):
            blocks.append(Block(_joined(lines, ragged), first, number))
    return blocks


def _joined(lines: list[str], ragged: bool) -> str:
    """One line; in a page layout a word parted at a line end is one word again, as the reader of the page sees it."""
    text = " ".join(lines)
    return _PARTED.sub("", text) if ragged else text


Lines = list[tuple[int, str]]


def _groups(lines: list[str]) -> list[Lines]:
    """Runs of non-blank lines with their numbers, each line folded at its ends."""
    groups: list[Lines] = [[]]
    for number, line in enumerate(lines, start=1):
        if line.strip():
            groups[-1].append((number, line.strip()))
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _paragraphs(group: Lines, ragged: bool) -> list[tuple[int, list[str]]]:
    """(number of the first line, lines) of each paragraph of a hard-wrapped group."""
    width = max(len(line) for _, line in group)
    paragraphs: list[tuple[int, list[str]]] = []
    for number, line in group:
        if paragraphs and _goes_on(paragraphs[-1][1][-1], line, width, ragged):
            paragraphs[-1][1].append(line)
        else:
            paragraphs.append((number, [line]))
    return paragraphs


def _is_wrapped(groups: list[list[str]], ragged: bool) -> bool:
    """A hard-wrapped text has short lines only, and many of them go on in mid-sentence."""
    lines = [line for group in groups for line in group]
    if sum(len(line) > LONGEST_WRAPPED_LINE for line in lines) > 0.05 * len(lines):
        return False
    joints = [
        bool(_LOWER_START.match(after) or _OPEN_END.search(before)) and not _SENTENCE_END.search(before)
        for group in groups
        for before, after in pairwise(group)
        if _goes_on(before, after, max(len(line) for line in group), ragged)
    ]
    return any(joints) and sum(joints) >= 0.2 * len(joints)


def _goes_on(before: str, after: str, width: int, ragged: bool) -> bool:
    """True when the first word of `after` did not fit on the line `before` any more."""
    if BULLET.match(after) and not _LOWER_START.match(after):
        return False
    if ragged:
        return len(before) >= 0.75 * width or (not _SENTENCE_END.search(before) and after[0].islower())
    return len(before) >= SHORTEST_FULL_LINE and len(before) + 1 + len(after.split()[0]) > width


def fold(text: str) -> str:
    """`text` with each run of white space as one space: the form in which quotations are compared."""
    return re.sub(r"\s+", " ", text).strip()


@lru_cache(maxsize=1024)
def same_words(text: str) -> str:
    """`text` without case and punctuation: the form in which repetitions are found."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def is_running(text: str) -> bool:
    """Running text: at least one whole sentence of some length, not a headline or a label."""
    return len(text) >= 80 and len(text.split()) >= 9 and (bool(_SENTENCE_END.search(text)) or len(text) >= 220)


def is_headline(text: str) -> bool:
    """A line that could be a headline: short, and not ending like a sentence."""
    ends = re.search(r"(?<!\b[A-Z])(?<!\.\.)\.[\"”“»«’)]?$", text)
    return len(text) <= 200 and not ends and bool(re.search(r"\w", text))
