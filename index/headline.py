"""Which block of a scraped article is its title."""

import re
from collections.abc import Sequence

from index.blocks import Block, fold, is_headline, is_running, same_words
from index.boilerplate import header_reason
from index.language import detect
from index.masthead import has_bars, is_menu, is_section, read_masthead
from index.teasers import is_inline_teaser, label_kind

HEADER_BLOCKS = 25
LONGEST_TITLE = 200
SHORTEST_KICKER = 2
LONGEST_KICKER = 4
"""Words: up to two are a label wherever a headline follows, more only where that is far longer; beyond, never."""

_ARTICLE = re.compile(
    r"(?:der|die|das|ein|eine|the|an?|zwei|drei|vier|fünf|mehrere|viele|two|three|four|five|\d+)\s", re.IGNORECASE
)
_FUNCTION_WORD = re.compile(
    r"der|die|das|den|dem|des|und|oder|in|im|am|an|auf|aus|bei|für|gegen|mit|nach|seit|über|um|unter|von|vom|vor|zu|zum|zur|"
    r"zwischen|the|an?|of|and|or|on|at|for|with|by|from|after|before|between"
)
_ENGLISH_VERB = re.compile(r"to|\w+[^isu]s|\w+ed")
_PLURAL = re.compile(r"[A-Z]\w+[^isu'’]s")
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
        if not _is_label(blocks, index, header[position + 1 :]):
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


def _is_label(blocks: Sequence[Block], index: int, below: Sequence[int]) -> bool:
    """A masthead or kicker with the headline below it; in doubt the line is the headline."""
    text, later = blocks[index].text, [blocks[i].text for i in below]
    if read_masthead(text) or is_menu(text):
        return _headline_below(later)
    between = {header_reason(blocks[i].text) for i in range(index + 1, below[0] if below else index + 1)}
    parted = "byline" in between or ("date line" in between and len(text.split()) > SHORTEST_KICKER)
    return not parted and _is_kicker(text, later) and not _says_something(text, later)


def _headline_below(later: Sequence[str]) -> bool:
    """True when a line of two words or more that is no label stands above the first sentence."""
    for other in later:
        if not could_be_title(other):
            return False
        if len(other.split()) >= 2 and not read_masthead(other) and not is_section(other):
            return True
    return False


def _is_kicker(text: str, later: Sequence[str]) -> bool:
    """A label over the title ("Ukraine-Krieg", "Krieg in der Ukraine"): far shorter than what follows."""
    count = len(re.findall(r"\w[\w'’.-]*", text))
    if text[-1] in '?!"“' or count > LONGEST_KICKER:
        return False
    titles = [other for other in later if could_be_title(other) and len(other.split()) >= 4]
    if count <= SHORTEST_KICKER or has_bars(text):
        return bool(titles)
    rest = [other for other in later if len(other.split()) > SHORTEST_KICKER]
    return bool(titles) and titles[0] == rest[0] and len(titles[0].split()) >= 5 and len(titles[0]) >= 1.6 * len(text)


def _says_something(text: str, later: Sequence[str]) -> bool:
    """True where a verb shows: "Post streikt", "Die Zeit läuft ab", "Mayor quits". Kickers are made of nouns."""
    words = text.split()
    if text.isupper() or len(words) < 2 or has_bars(text):
        return False
    if len(words) > SHORTEST_KICKER and _ARTICLE.match(text):
        return True
    small = [word for word in words[1:] if word[0].islower() and not _FUNCTION_WORD.fullmatch(word)]
    if detect(" ".join([text, *later])) == "de":
        return words[-1][0].islower() or any(word.endswith("t") for word in small)
    plural = words[1] in small and _PLURAL.fullmatch(words[0]) and not is_section(words[0])
    return bool(plural) or any(_ENGLISH_VERB.fullmatch(word) for word in small)


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
