"""A scraped text -> the article's own paragraphs, and what was left out with the reason.

Only whole blocks are dropped, nothing inside a sentence changes. What a block is depends on where
it stands: a name alone is an author above the text and a heading inside it, a date alone is the
publication date above the text and a heading in a timeline. When in doubt a block stays.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from index.article import Dropped
from index.blocks import BULLET, Block, is_headline, is_running, same_words, split_blocks
from index.boilerplate import header_reason, reason
from index.credits import is_caption, is_credit_only
from index.headline import find_title, repeats_title
from index.masthead import is_person, is_section, read_masthead
from index.teasers import LabelKind, is_inline_teaser, label_kind, resumes

SHORTEST_REPEAT = 25
MOST_PASSES = 8
_YEARS = re.compile(r"\d{1,2}\.\s?\d{1,2}\.(?:\d{2}){1,2}")


@dataclass(frozen=True)
class Cleaned:
    """`title` is None when the text has none. `furniture` is what was dropped, with its place."""

    title: str | None
    title_line: int | None
    kept: tuple[Block, ...]
    furniture: tuple[tuple[Block, str], ...]

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The article's own blocks, in reading order."""
        return tuple(block.text for block in self.kept)

    @property
    def text(self) -> str:
        """The paragraphs, joined by one blank line."""
        return "\n\n".join(self.paragraphs)

    @property
    def dropped(self) -> tuple[Dropped, ...]:
        """What was left out, in reading order."""
        return tuple(Dropped(block.text, why) for block, why in self.furniture)


def clean(text: str, title: str | None = None, ragged: bool = False) -> Cleaned:
    """The article in a scraped `text`; cleaning its result again changes nothing.

    `title` is given where it is known (a page's metadata); else it is looked for and taken out.
    """
    result = _pass(split_blocks(text, ragged), title)
    for _ in range(MOST_PASSES):
        apart = [Block(block.text, block.line, group) for group, block in enumerate(result.kept)]
        again = _Reader(apart, None, result.title).result()
        if not again.furniture:
            break
        furniture = sorted(result.furniture + again.furniture, key=lambda item: item[0].line)
        result = Cleaned(result.title, result.title_line, again.kept, tuple(furniture))
    return result


def clean_data(text: str, title: str | None) -> Cleaned:
    """`text` of a data file, where the fields were told apart already: only the repeated title and outright
    share, cookie, newsletter and teaser blocks go; a text of one block stays as it is."""
    blocks = split_blocks(text)
    reader = _Reader(blocks, None, title, scraped=False)
    return reader.result() if len(blocks) > 1 else Cleaned(title, None, tuple(blocks), ())


def _pass(blocks: list[Block], title: str | None) -> Cleaned:
    index = find_title(blocks) if title is None else None
    found = blocks[index].text.lstrip(" >»›•+*|") if index is not None else title
    return _Reader(blocks, index, found).result()


@dataclass
class _Reader:
    """One walk over the blocks from top to bottom."""

    blocks: Sequence[Block]
    title_index: int | None
    title: str | None
    scraped: bool = True
    _seen: set[str] = field(default_factory=set)
    _label: LabelKind | None = None
    _label_at: int = 0
    _body_length: int = 0

    def result(self) -> Cleaned:
        """Kept and dropped blocks; when nothing but the title would be left, the body is kept."""
        self._survey()
        reasons = [self._judge(index) for index in range(len(self.blocks))]
        if all(reasons) and self.blocks:
            reasons = self._rescued(reasons)
        line = self.blocks[self.title_index].line if self.title_index is not None else None
        kept = tuple(b for b, why in zip(self.blocks, reasons, strict=True) if why is None)
        gone = tuple((b, why) for b, why in zip(self.blocks, reasons, strict=True) if why and why != "title")
        return Cleaned(self.title, line, kept, gone)

    def _survey(self) -> None:
        """Where the running text of this article begins and ends, before any decision."""
        own = [i for i, block in enumerate(self.blocks) if is_running(block.text) and not reason(block.text)]
        self._first = own[0] if own else len(self.blocks)
        self._second = own[1] if len(own) > 1 else self._first
        self._last = own[-1] if own else -1
        self._meta = [bool(header_reason(block.text)) for block in self.blocks]
        self._captions = {same_words(b.text) for b in self.blocks if self.scraped and is_caption(b.text)}

    def _judge(self, index: int) -> str | None:
        if index == self.title_index:
            return "title"
        text = self.blocks[index].text
        if self._label is not None:
            if not self._ends_teasers(index):
                return "teaser of another article" if self._label != "end" else "after the article"
            self._label = None
        why = self._why(index, text)
        if why is None:
            self._seen.add(same_words(text))
            self._body_length += len(text) if is_running(text) else 0
        return why

    def _why(self, index: int, text: str) -> str | None:
        """The reason to drop the block, the most certain first."""
        if kind := self._opens_teasers(text):
            self._label, self._label_at = kind, index
            return "label of a teaser list"
        if is_inline_teaser(text):
            return "teaser of another article"
        if self.title and repeats_title(text, self.title) and len(self.blocks) > 1:
            return "repeated title"
        if len(text) >= SHORTEST_REPEAT and same_words(text) in self._seen:
            return "repeated block"
        why = self._place_reason(index, text)
        if not self.scraped and why in ("photo credit or caption", "page number", "time line"):
            return None
        return why

    def _opens_teasers(self, text: str) -> LabelKind | None:
        """The kind of a label; "Kommentare" above the text is a button, not the end of the article."""
        kind = label_kind(text)
        return None if kind == "end" and self._body_length < 400 else kind

    def _ends_teasers(self, index: int) -> bool:
        """True where the article goes on, a heading directly below a soft label included."""
        assert self._label is not None
        if resumes(self.blocks, index, self._label, self._body_length):
            return True
        if self._label == "end" or index + 1 >= len(self.blocks):
            return False
        alone = index == self._label_at + 1 and self.blocks[index].group != self.blocks[index - 1].group
        heading = is_headline(self.blocks[index].text) and not reason(self.blocks[index].text)
        goes_on = resumes(self.blocks, index + 1, self._label, self._body_length)
        return self._label == "soft" and alone and heading and goes_on

    def _place_reason(self, index: int, text: str) -> str | None:
        if self.scraped and (why := self._caption(index, text)):
            return why
        outside = index < self._second or index > self._last
        why = header_reason(text) if outside and self.scraped else reason(text)
        if index > self._first and self._is_heading(index, text, why):
            return None
        if why or not self.scraped or index >= self._first:
            return why
        return self._header_label(index, text)

    def _is_heading(self, index: int, text: str, why: str | None) -> bool:
        """A time in a live blog, or a date without a time in a chronicle, which heads what follows."""
        if why == "time line":
            return bool(re.fullmatch(r"\W*\d{1,2}[:.]\d\d\W*(?:Uhr|h|[ap]\.?m\.?)?\W*", text, re.IGNORECASE))
        if why != "date line" or re.search(r"\d[:.]\d\d(?:\D|$)|\bUhr\b", _YEARS.sub("", text)):
            return False
        return not self._beside_furniture(index)

    def _header_label(self, index: int, text: str) -> str | None:
        """Above the text: authors beside a date, and labels over the title."""
        above = self.title_index is not None and index < self.title_index
        if above:
            return "masthead" if read_masthead(text) else "section label or kicker"
        if is_person(text) and self._beside_furniture(index):
            return "byline"
        is_rubric = self.title_index is not None and text.isalpha() and text[0].isupper() and self._meta_both(index)
        return "section label" if is_section(text) or is_rubric else None

    def _meta_both(self, index: int) -> bool:
        """True between a date and an author, or the like."""
        return 0 < index < len(self.blocks) - 1 and self._meta[index - 1] and self._meta[index + 1]

    def _beside_furniture(self, index: int) -> bool:
        """True next to a block that is furniture itself, or at the very end of the text."""
        return any(self._meta[i] for i in (index - 1, index + 1) if 0 <= i < len(self.blocks)) or index > self._last

    def _caption(self, index: int, text: str) -> str | None:
        """Captions that only their neighbours or a repetition give away."""
        words = same_words(text)
        if len(words) >= 40 and any(other.startswith(words) and other != words for other in self._captions):
            return "repeated caption"
        if len(text) > 300 or is_caption(text):
            return None
        before = self.blocks[index - 1] if index > 0 else None
        if before and re.fullmatch(
            r"(?:image|photo|picture) caption\W*|bildunterschrift\W*", before.text, re.IGNORECASE
        ):
            return "caption"
        return "caption" if self._stands_over_credit(index) or self._stands_over_caption(index) else None

    def _stands_over_credit(self, index: int) -> bool:
        """True for the first of two lines that stand apart, when the second is nothing but a credit."""
        groups = [self.blocks[i].group if 0 <= i < len(self.blocks) else -1 for i in range(index - 1, index + 3)]
        pair = groups[1] == groups[2] and groups[1] not in (groups[0], groups[3])
        return pair and is_credit_only(self.blocks[index + 1].text)

    def _stands_over_caption(self, index: int) -> bool:
        """True for a picture's description without a full stop, on the line above its caption or credit."""
        block, below = self.blocks[index], self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        if (
            below is None
            or self._meta[index]
            or below.group != block.group
            or not is_caption(below.text)
            or not is_headline(block.text)
        ):
            return False
        return not BULLET.match(block.text) and (index < self._first or len(block.text.split()) >= 5)

    def _rescued(self, reasons: list[str | None]) -> list[str | None]:
        """Nothing is left: keep what reads like text after all, else everything but the plainest furniture."""
        for fewest_words in (9, 3, 1):
            pairs = zip(self.blocks, reasons, strict=True)
            chosen = [why if why == "title" or len(b.text.split()) < fewest_words else None for b, why in pairs]
            if not all(chosen):
                return chosen
        return [None for _ in reasons]
