"""Reprints: one agency text in several papers is one piece of evidence, which names them all.

Two sentences are the same text when one holds the other but for a place line, a credit, an
ending cut off or a few words put in. A number, a day or a "not" that only one has makes it
another text: a follow-up with 52 dead in place of 50 is news.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property, lru_cache

from index.article import Article
from index.sentences import sentences
from index.timex import event_date
from index.words import fold, words
from rag.numerals import numbers
from rag.timeline import Place, place
from rag.types import Evidence, Hit, Reprint

MIN_SENTENCE = 15
"""Characters below which a sentence is no evidence."""
_SHARE = 0.6
"""Of the fuller wording that the shorter one must have, in letters and in runs of words."""
_RUN = 5
"""Words of such a run; sentences shorter than that must be the same."""
_APART = timedelta(days=7)
"""Days between two articles after which the same words, with no day in them, tell of something else."""
_SLACK = 2
"""Words more than the original that make no wording the fuller one: a place line."""
_CREDITS = frozenset("dpa afp ap apa reuters epd kna sda sid ots".split())
_TURNS = frozenset(
    fold(word)
    for word in (
        "nicht nie niemals nein kein keine keinen keinem keiner keines kaum fast nur ohne weder angeblich bestritt "
        "bestreitet dementierte dementiert not never no nor hardly almost only without allegedly denied denies"
    ).split()
)
"""Words that turn or limit what a sentence says."""
_folded = lru_cache(maxsize=100_000)(fold)


@dataclass(frozen=True)
class Wording:
    """A sentence of an article, `start` being its place in the text; `rank` is that of its chunk."""

    article: Article
    start: int
    text: str
    rank: int

    @cached_property
    def words(self) -> list[str]:
        """Folded, without the credits of agencies."""
        return [folded for word in words(self.text) if (folded := _folded(word)) not in _CREDITS]

    @cached_property
    def letters(self) -> str:
        """All words in one, so that neither dashes nor hyphens nor quotation marks matter."""
        return "".join(self.words)

    @cached_property
    def runs(self) -> set[tuple[str, ...]]:
        """The words that stand side by side, a few at a time."""
        return {tuple(self.words[at : at + _RUN]) for at in range(len(self.words) - _RUN + 1)}

    @cached_property
    def facts(self) -> tuple[set[str], list[str]]:
        """What a reprint must not change. "Ein" is a number and an article, so 1 is left to the words."""
        return numbers(self.text) - {"1"}, sorted(word for word in self.words if word in _TURNS or word[-3:] == "n't")

    @property
    def day(self) -> date | None:
        return event_date(self.text, self.article.published)


def is_reprint(one: Wording, other: Wording) -> bool:
    """Whether two sentences are the same text."""
    short, long = sorted((one, other), key=lambda wording: len(wording.letters))
    return _has_the_words_of(long, short) and one.facts == other.facts and _is_of_one_time(one, other)


def _has_the_words_of(long: Wording, short: Wording) -> bool:
    if len(short.words) < _RUN or len(short.letters) < _SHARE * len(long.letters):
        return short.letters == long.letters
    if short.letters in long.letters:
        return True
    rest = iter(long.words)
    return len(short.runs & long.runs) >= _SHARE * len(short.runs) and all(word in rest for word in short.words)


def _is_of_one_time(one: Wording, other: Wording) -> bool:
    """On the same day where both name one, else published within a few days of each other."""
    days = one.day, other.day
    if None not in days:
        return days[0] == days[1]
    published = one.article.published, other.article.published
    return published[0] is None or published[1] is None or abs(published[0] - published[1]) <= _APART


class Reprints:
    """The sentences of some chunks, with those that are the same text taken together."""

    def __init__(self, hits: Sequence[Hit], articles: Mapping[str, Article]) -> None:
        """`hits`: best first."""
        self._hits = hits
        self._of_hit = [_wordings(hit, articles[hit.article_id], rank) for rank, hit in enumerate(hits)]
        groups = _grouped([wording for told in self._of_hit for wording in told])
        self._groups = {_place(wording): group for group in groups for wording in group}
        self._original = {at: _original(group) for at, group in self._groups.items()}

    def is_original(self, evidence: Evidence) -> bool:
        """Whether a sentence is the one that stands for all of its wording."""
        return _place(self._original[place(evidence)]) == place(evidence)

    def hits(self) -> list[Hit]:
        """The chunks without those that only reprint others; the others take over their score."""
        scores: dict[int, float] = {}
        for rank, told in enumerate(self._of_hit):
            originals = {self._original[_place(wording)].rank for wording in told} or {rank}
            for heir in originals if rank not in originals else {rank}:
                scores[heir] = max(self._hits[rank].score, scores.get(heir, float("-inf")))
        kept = [replace(self._hits[rank], score=score) for rank, score in scores.items()]
        return sorted(kept, key=lambda hit: (-hit.score, hit.chunk_id))

    def once(self, found: Sequence[Evidence]) -> list[Evidence]:
        """Each wording once, the original where it is among them, with the other articles that have it."""
        shown: dict[int, Evidence] = {}
        for evidence in found:
            key = id(self._groups[place(evidence)])
            if key not in shown or self.is_original(evidence):
                shown[key] = evidence
        return [self.named(e) for e in found if shown[id(self._groups[place(e)])] is e]

    def named(self, evidence: Evidence) -> Evidence:
        """A sentence with the other articles that have it."""
        others = {w.article.id: w.article for w in self._groups[place(evidence)] if w.article.id != evidence.article_id}
        also = (Reprint(a.id, a.title, a.source, a.published) for a in others.values())
        return replace(evidence, also=tuple(sorted(also, key=lambda r: (r.published or date.max, r.article_id))))


def _wordings(hit: Hit, article: Article, rank: int) -> list[Wording]:
    spans = [span for span in sentences(hit.text) if span.end - span.start >= MIN_SENTENCE]
    return [Wording(article, hit.start + span.start, hit.text[span.start : span.end], rank) for span in spans]


def _grouped(wordings: Sequence[Wording]) -> list[list[Wording]]:
    """Those that are one text together; each is compared only with those that share a run of words, or all."""
    groups: list[list[Wording]] = []
    having: dict[str | tuple[str, ...], list[int]] = {}
    for wording in wordings:
        keys: list[str | tuple[str, ...]] = [wording.letters, *wording.runs]
        alike = sorted({number for key in keys for number in having.get(key, ())})
        fits = (n for n in alike if all(is_reprint(wording, known) for known in groups[n]))
        number = next(fits, len(groups))
        if number == len(groups):
            groups.append([])
        groups[number].append(wording)
        for key in keys:
            having.setdefault(key, []).append(number)
    return groups


def _original(group: Sequence[Wording]) -> Wording:
    """The earliest of the full wordings, undated ones last."""
    most = max(len(wording.words) for wording in group)
    full = [wording for wording in group if len(wording.words) >= most - _SLACK]
    return min(full, key=lambda w: (w.article.published or date.max, w.rank, w.start))


def _place(wording: Wording) -> Place:
    return wording.article.id, wording.start
