"""Sentence ends in German and English news text, with exact offsets.

A full stop ends a sentence unless it belongs to an ordinal ("am 12. März"), an
abbreviation ("z. B.", "Dr.") or an initial ("W. Putin"). LlamaIndex's own splitter
uses English Punkt, which cuts dates from their events.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple


class Span(NamedTuple):
    """Character offsets, end exclusive."""

    start: int
    end: int


MONTHS = (
    "januar jänner februar feber märz maerz april mai juni juli august september oktober november dezember "
    "january february march may june july october december jan feb mär apr jun jul aug sep sept okt oct nov dez dec"
)
_MONTHS = frozenset(MONTHS.split())
_TITLES = "dr prof mag ing dipl hr fr st sr jr mr mrs ms gen col lt sgt sen rep gov rev hon pres präs"
_GERMAN = (
    "abs abt allg art aufl bd betr bez bzgl bzw ca co corp dgl ehem eigtl einschl entspr etc evtl exkl ff geb gegr ggf "
    "gest hg hrsg inkl insb jh jhd kap lfd max mind min mio mrd mwst nr o.ä od österr pf phil s.o s.u sog std str tel "
    "tsd u.a u.ä u.u usf usw verh vgl vs wg z.b z.t z.zt zzgl zzt d.h i.d.r i.a m.e o.g u.s n.chr v.chr chr"
)
_ENGLISH = "approx dept est fig inc ltd no vol e.g i.e a.m p.m u.s u.k u.n d.c cf al"
_ABBREVIATIONS = frozenset(f"{_TITLES} {_GERMAN} {_ENGLISH}".split())
_BEFORE_NUMBER = frozenset(("no", "art", "fig", "vol", "bd", "kap"))
"""Abbreviations that are words of their own where no number follows."""
_CLOSING = "etc usw usf a.m p.m u.s u.k u.n d.c co corp inc ltd al mio mrd std chr jr sr"
_MAY_END = frozenset(_CLOSING.split())
_STARTING = (
    "der die das den dem ein eine einen einem er sie es wir ich ihr man dies diese dieser dieses dort da dann danach "
    "damit dabei dazu doch aber auch und oder nach vor seit bei beim am an im in auf aus mit zu zum zur für von vom "
    "über unter gegen ohne durch um wie was wer wo wann warum ob wenn als nun so nur noch trotz während laut zuvor "
    "zudem außerdem allerdings jedoch insgesamt damals heute gestern morgen beide beides alle viele kein keine nicht "
    "sein seine seinen seinem seiner ihre ihren ihrem ihrer mein meine unser unsere "
    "the a an he she it they we you this that these those there then but and or after before since at on in from with "
    "to for by as if when while however both all many no not according his her its "
    "their our my"
)
_STARTERS = frozenset(_STARTING.split())
_ORDINAL = re.compile(r"\d{1,3}|(?!I$)[IVXL]{1,5}")
_LETTERS = re.compile(r"(?:[^\W\d]\.)+[^\W\d]")
_SPACED_LETTERS = re.compile(r"(^|\s)[^\W\d]\.\s[^\W\d]$")
_END = re.compile(r"[.!?…]+[\"'“”»«’)\]]*(?=\s|$)")
_WORD_BEFORE = re.compile(r"[^\s(„“\"»«‚‘'\[]+$")
_NEXT_WORD = re.compile(r"\s+([\"'“”„»«‚‘’(\[–—-]*)\s*([^\W_]*)")


def last_first(text: str) -> Iterator[str]:
    """The sentences of a text, the last one first."""
    return (text[span.start : span.end] for span in reversed(sentences(text)))


def sentences(text: str) -> list[Span]:
    """Spans of all sentences in order; line ends always end one; surrounding white space is left out."""
    spans: list[Span] = []
    for line in re.finditer(r"[^\n]+", text):
        spans.extend(_in_line(text, line.start(), line.end()))
    return spans


def _in_line(text: str, start: int, end: int) -> list[Span]:
    spans = []
    begin = start
    for match in _END.finditer(text, start, end):
        if match.end() < end and not _ends_sentence(text, begin, match, end):
            continue
        spans.append(_trim(text, begin, match.end()))
        begin = match.end()
    spans.append(_trim(text, begin, end))
    return [span for span in spans if span.end > span.start]


def _trim(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip()))


def _ends_sentence(text: str, begin: int, match: re.Match[str], end: int) -> bool:
    following = _NEXT_WORD.match(text, match.end(), end)
    if following is None:
        return True
    opener, word = following.groups()
    if word[:1].islower():
        return False
    if match.group()[0] != "." or match.group().startswith(".."):
        return True
    return _full_stop_ends(text[begin : match.start()], word, bool(set(opener) - set("([–—-")))


def _full_stop_ends(before: str, following: str, quoted: bool) -> bool:
    """Whether the full stop after `before` ends a sentence when `following` is the next word."""
    found = _WORD_BEFORE.search(before)
    written = found.group() if found else ""
    word = written.lower()
    starts = following.lower() in _STARTERS or quoted
    if _ORDINAL.fullmatch(written):
        return following.lower() not in _MONTHS and (starts or (len(word) == 3 and word.isdigit()))
    if _is_abbreviation(word, following) or _SPACED_LETTERS.search(before):
        return starts and (word in _MAY_END or (word not in _ABBREVIATIONS and bool(_LETTERS.fullmatch(word))))
    if len(word) == 1 and word.isalpha():
        return starts
    if word in _MONTHS and len(word) <= 4 and following[:1].isdigit():
        return False
    return not following[:1].isdigit() or not re.fullmatch(r"\d{1,2}(\.\d{1,2})?", word)


def is_short_form(word: str) -> bool:
    """Whether a word, before a full stop, may be short for another: "Hauptstr", "Sept", "approx"."""
    plain = word.lower()
    return plain in _ABBREVIATIONS or plain in _MONTHS or plain.endswith("str")


def _is_abbreviation(word: str, following: str) -> bool:
    """Also at the end of a compound: "Hauptstr.", "US-Präs."; "F.A.Z." by its form."""
    if word in _BEFORE_NUMBER:
        return following[:1].isdigit()
    last = word.rpartition("-")[2]
    return last in _ABBREVIATIONS or last.endswith("str") or bool(_LETTERS.fullmatch(word))
