"""Which block of a scraped article is its title."""

import re
from collections.abc import Sequence

from index.blocks import Block, fold, is_headline, is_running, same_words
from index.boilerplate import header_reason
from index.teasers import is_inline_teaser, label_kind

HEADER_BLOCKS = 25
LONGEST_TITLE = 200
_ABBREVIATION_END = re.compile(r"(?:\b[A-Z]\.(?:[A-Z]\.)+|\b(?:Inc|Co|Jr|Sr|Ltd|St|a\.D|u\.a)\.|\.\.\.)[\"”“]?$")
_SITE_BREAK = re.compile(r"\s+[|–—-]\s+")


def find_title(blocks: Sequence[Block]) -> int | None:
    """The index of the title's block; None when the text begins without one."""
    header = _header(blocks)
    if (repeated := _repeated(blocks, header)) is not None:
        return repeated
    for position, index in enumerate(header):
        text = blocks[index].text
        if not could_be_title(text):
            return None
        if not _is_kicker(text, [blocks[i].text for i in header[position + 1 :]]):
            return index
    return None


def _header(blocks: Sequence[Block]) -> list[int]:
    """The blocks above the first running text that are no page furniture, that text included."""
    header: list[int] = []
    for index, block in enumerate(blocks[:HEADER_BLOCKS]):
        if header_reason(block.text) or label_kind(block.text) or is_inline_teaser(block.text):
            continue
        header.append(index)
        if is_running(block.text) and not could_be_title(block.text):
            break
    return header


def could_be_title(text: str) -> bool:
    """A headline by its looks: not too long, not ending in a full stop."""
    return len(text) <= LONGEST_TITLE and (is_headline(text) or bool(_ABBREVIATION_END.search(text)))


def _repeated(blocks: Sequence[Block], header: Sequence[int]) -> int | None:
    """A headline that stands twice, as scrapers leave it, is the title; the form without the site's name."""
    forms = [_forms(block.text) for block in blocks[:HEADER_BLOCKS]]
    for index in header:
        words = same_words(blocks[index].text)
        twice = any(words in other for i, other in enumerate(forms) if i != index)
        if twice and len(words.split()) >= 3 and could_be_title(blocks[index].text):
            return index
    return None


def _forms(text: str) -> set[str]:
    """A page title as a whole and its parts: "Titel | tagesschau.de", "Dachzeile - Titel"."""
    return {same_words(text), *(same_words(part) for part in _SITE_BREAK.split(text))}


def _is_kicker(text: str, later: Sequence[str]) -> bool:
    """A label over the title ("Ukraine-Krieg", "Krieg in der Ukraine"): far shorter than what follows."""
    count = len(text.split())
    if text[-1] in '?!"“' or count > 4:
        return False
    titles = [other for other in later if could_be_title(other) and len(other.split()) >= 4]
    if count <= 2:
        return bool(titles)
    return bool(titles) and titles[0] == later[0] and len(titles[0].split()) >= 5 and len(titles[0]) >= 1.6 * len(text)


def repeats_title(text: str, title: str) -> bool:
    """True for the title once more, also with the site's name behind it ("... | tagesschau.de")."""
    words = same_words(title)
    return bool(words) and (words == same_words(text) or (len(words.split()) >= 3 and words in _forms(text)))


def title_from(text: str) -> str:
    """A stand-in for a missing title: the first sentence, or its first words and "…"."""
    first = re.split(r"(?<=[a-zäöüß\"“”»)][.!?])\s", fold(text), maxsplit=1)[0]
    if len(first) <= 120:
        return first
    return first[:110].rsplit(" ", 1)[0] + " …"
