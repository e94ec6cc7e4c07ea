"""The masthead over a scraped article: the newspaper's name, alone or beside its section, an author or the day.

A name is told by the words newspapers are called by ("Bote", "Gazette") and by its form: capitalised
words, that word last. What is said about a paper ("Der Bote aus dem Osten", "Post streikt") is no name.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from index.patterns import alternatives

LONGEST_MASTHEAD = 90
MOST_LABEL_WORDS = 5
FEWEST_OF_MENU = 4
MOST_NAMES = 3
"""Words of a newspaper's name before the one that tells it."""

_BAR = re.compile(r"\s*[|›»•·]\s*|\s+[>/]\s+")
"""Separators that sites set and headlines do not."""
_SOFT = re.compile(r"\s+[–—-]\s+|:\s+|,\s+")
_ANY = re.compile(r"\s*[|›»•·,;]\s*|\s+[>/–—-]\s+")
_CAPITAL = r"[A-ZÄÖÜ][\w'’.]*(?:-[A-ZÄÖÜ][\w'’]*)*"
_TITLE_CASE = re.compile(rf"{_CAPITAL}(?:\s+(?:{_CAPITAL}|&|and|of)){{0,2}}")
_BEHIND = (
    r"(?:\s+(?:of(?:\s+the)?|für(?:\s+den|\s+die|\s+das)?)\s+[A-ZÄÖÜ][\w-]+|\s+am\s+(?:Sonntag|Samstag|Wochenende))?"
    r"(?:\s+(?:Online|Magazin|Digital))?"
)
_PLACE = re.compile(r"[A-ZÄÖÜ][\w-]{2,}(?:er|ische)")
_VERB_LIKE = re.compile(r"[A-Za-z]+(?:s|ed|ing)")
_ISSUE = re.compile(
    r"""(?P<name>.{3,60}?)??[\s,|/–-]*(?P<label>\b(?:(?:druck|print|sonder|wochenend)?ausgabe|(?:print\ )?
    (?:issue|edition))\b)?\s*\b(?:vom|von|of|dated|for|from)\s+(?:(?:\w+(?:tag|day|woch|abend)|den|the)[,.]?\s+)*""",
    re.IGNORECASE | re.VERBOSE,
)
_TAKEN_FROM = re.compile(r"(?:aus|from|quelle|source|erschienen in)\b:?\s*(?:(?:de[rm]|the)\s+)?", re.IGNORECASE)


@dataclass(frozen=True)
class Masthead:
    """The newspaper's name as written. Not `certain`: a masthead only where a headline stands below."""

    name: str
    certain: bool


@lru_cache(maxsize=1024)
def read_masthead(text: str) -> Masthead | None:
    """The masthead a line is; None for any other line."""
    if len(text) > LONGEST_MASTHEAD or text[-1:] in ("?", "!", ".", ":"):
        return None
    if is_paper(text):
        return Masthead(text.strip(), certain=False)
    for separator in (_BAR, _SOFT):
        parts = _parts(separator, text)
        if len(parts) > 1:
            return _of_parts(parts, hard=separator is _BAR)
    return None


def _parts(separator: re.Pattern[str], text: str) -> list[str]:
    return [part.strip() for part in separator.split(text) if part.strip()]


def _of_parts(parts: list[str], hard: bool) -> Masthead | None:
    """The name first and labels behind it, or the name behind nothing but sections."""
    index = next((i for i, part in enumerate(parts) if is_paper(part)), None)
    if index is None or not all(is_section(part) for part in parts[:index]):
        return None
    labels = [part for part in parts[index + 1 :] if not is_section(part)]
    if not labels:
        return Masthead(parts[index], certain=hard)
    if hard:
        short = all(len(label.split()) <= MOST_LABEL_WORDS for label in labels)
        return Masthead(parts[index], certain=all(map(is_person, labels))) if short else None
    is_column = parts[index].startswith("The ") and len(labels) == 1 and _TITLE_CASE.fullmatch(labels[0])
    return Masthead(parts[index], certain=False) if is_column else None


def paper_in(text: str) -> str | None:
    """The newspaper named in a masthead or date line; None without one."""
    if found := read_masthead(text):
        return found.name
    return next((part for part in _parts(_ANY, text) if is_paper(part)), None)


def issue_of(before: str) -> tuple[bool, str | None]:
    """Is the date behind these words the day of an issue ("Seeburger Bote vom Freitag, ", "Issue of "), and of what."""
    found = _ISSUE.fullmatch(before)
    name = _TAKEN_FROM.sub("", found["name"] or "").strip(" ,|/–-") if found else ""
    paper = next((form for form in (name, name.removesuffix("n")) if is_paper(form)), None)
    return bool(found and (paper or (found["label"] and not name))), paper


def is_paper(text: str) -> bool:
    """ "Seeburger Bote", "THE PORT ASHBY GAZETTE": a newspaper's name and nothing else."""
    name = text.strip()
    name = name.title() if name.isupper() else name
    if _alone().fullmatch(name):
        return True
    found = _named("paper_strong").fullmatch(name)
    if found:
        return _is_name(found) and (bool(found["article"]) or not _tells(found["names"]))
    found = _named("paper_weak").fullmatch(name)
    is_set = text.isupper() and found is not None and not _tells(found["names"])  # as a masthead is
    return found is not None and _is_name(found) and (_is_place(found) or is_set)


def _tells(names: str) -> bool:
    """True for what could be a verb behind the first word: "Mayor Sues ..."."""
    return any(_VERB_LIKE.fullmatch(word) for word in names.split()[1:])


def _is_name(found: re.Match[str]) -> bool:
    """True when the words before suit a name: few, and none that opens a headline."""
    names = found["names"].split()
    if not names:
        return "-" in found["head"]
    opens = _epithet().fullmatch(names[0]) and not (
        re.fullmatch(r"neue|new", names[0], re.IGNORECASE) and len(names) > 1
    )
    return len(names) <= MOST_NAMES and not opens


def _is_place(found: re.Match[str]) -> bool:
    """ "The Mallan ...", "Aldenauer ...", "Nord-...": what else is called so has no such word before."""
    names = found["names"].split()
    return found["article"] == "The" or "-" in found["head"] or bool(names and _PLACE.fullmatch(names[-1]))


@cache
def _named(words: str) -> re.Pattern[str]:
    head = (
        rf"(?:{_CAPITAL}-)?(?i:{alternatives(words)}"
        + (f"|{alternatives('paper_alone')}" if words == "paper_strong" else "")
        + ")"
    )
    return re.compile(
        rf"(?:(?P<article>The|Der|Die|Das)\s+)?(?P<names>(?:{_CAPITAL}\s+(?:(?:&|und|and)\s+)?)*)(?=[A-ZÄÖÜ])(?P<head>{head}){_BEHIND}"
    )


@cache
def _alone() -> re.Pattern[str]:
    return re.compile(rf"(?=[A-ZÄÖÜ])(?i:{alternatives('paper_alone')})(?:\s+{_CAPITAL})?{_BEHIND}")


@cache
def _epithet() -> re.Pattern[str]:
    return re.compile(alternatives("paper_epithet"), re.IGNORECASE)


@cache
def _sections() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{alternatives('section')}[\s|/>›»·,&:+-]*)+\W*", re.IGNORECASE)


def is_section(text: str) -> bool:
    """ "Politik Inland", "World | Europe": nothing but names of sections."""
    return len(text) <= 60 and bool(_sections().fullmatch(text))


def is_person(text: str) -> bool:
    """A few capitalised words that could be an author ("Amalie L."), or the initials of a house ("DW")."""
    words = text.split()
    if re.fullmatch(r"[A-Z]{2,5}", text):
        return True
    return 2 <= len(words) <= 4 and all(re.fullmatch(r"[A-ZÄÖÜ][\w'’-]*\.?|von|van|de", word) for word in words)


def has_bars(text: str) -> bool:
    """ "World | Norvalen": two or more short labels between bars or arrows."""
    parts = _parts(_BAR, text)
    return len(parts) > 1 and all(len(part.split()) <= 3 for part in parts)


def is_menu(text: str) -> bool:
    """ "World | Business | Opinion | Subscribe": four or more labels of a word or two."""
    parts = _parts(_BAR, text)
    return len(parts) >= FEWEST_OF_MENU and all(len(part.split()) <= 2 for part in parts)
