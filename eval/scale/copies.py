"""As many articles as are wanted out of a few: copies with other names, numbers and days, alike for one seed."""

import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path

from index.article import Article, Language
from index.chunk import split
from rag.dates import MONTHS

FIRST_DAY, LAST_DAY = date(2019, 1, 1), date(2024, 12, 31)
_A_FILE = 1000
"""Articles in one file."""
_CAPITAL = re.compile(r"\b[A-ZÄÖÜ][a-zäöüßé]{3,}\b")
_NUMBER = re.compile(r"\d+")
_ONSETS = "b br d dr f g gr h k kl l m n p r s st t tr v w z".split()
_VOWELS = "a e i o u ei au ie".split()


def shared_names(articles: Iterable[Article]) -> frozenset[str]:
    """Capitalised words that texts of both languages have, which are names for the most part."""
    words: dict[Language, set[str]] = {"de": set(), "en": set()}
    for article in articles:
        words[article.lang].update(_CAPITAL.findall(f"{article.title} {article.text}"))
    months = {month for names in MONTHS.values() for month in names}
    return frozenset((words["de"] & words["en"]) - months)


@dataclass(frozen=True)
class Copy:
    """One round of changes: each name and number becomes another, alike throughout the copy. Number 0 changes none."""

    number: int
    seed: int
    names: frozenset[str]

    def changed(self, text: str) -> str:
        """A text, or a question about it, with the names and numbers of this copy."""
        if self.number == 0:
            return text
        text = _CAPITAL.sub(lambda m: self._name(m[0]) if m[0] in self.names else m[0], text)
        return _NUMBER.sub(lambda m: self._number(m[0]), text)

    def article(self, base: Article, place: int) -> Article:
        """The copy of an article, with a place in its title and a last sentence that tells place and day."""
        chance = self._chance(f"{base.id} {place}")
        day = FIRST_DAY + timedelta(days=chance.randrange((LAST_DAY - FIRST_DAY).days + 1))
        town, reporter = _made_up(chance), _made_up(chance)
        text = f"{self.changed(base.text)} {_closing(base.lang, reporter, town, day)}"
        title = f"{town}: {self.changed(base.title)}"
        return replace(base, id=f"{base.id}-c{self.number}", title=title, text=text, published=day, dropped=())

    def _name(self, name: str) -> str:
        return _made_up(self._chance(name), len(name))

    def _number(self, digits: str) -> str:
        """A number of as many digits; a day of a month stays one, and a year stays near."""
        if len(digits) == 1 or len(digits) > 9:
            return digits
        chance = self._chance(digits)
        if len(digits) == 4 and digits[0] in "12":
            return str(min(2099, max(1000, int(digits) + chance.choice([-1, 1]) * chance.randint(1, 30))))
        low, high = (
            (10, 28)
            if 10 <= int(digits) <= 31 and len(digits) == 2
            else (10 ** (len(digits) - 1), 10 ** len(digits) - 1)
        )
        return str(chance.randint(low, high))

    def _chance(self, what: str) -> random.Random:
        return random.Random(f"{self.seed} {self.number} {what}")


def _made_up(chance: random.Random, length: int = 8) -> str:
    """A name of so many letters, so that a copy is cut into chunks where its original is."""
    syllables = (chance.choice(_ONSETS) + chance.choice(_VOWELS) for _ in range(length))
    return ("".join(syllables)[: length - 1] + chance.choice("nrlst")).capitalize()


def _closing(lang: Language, reporter: str, town: str, day: date) -> str:
    if lang == "de":
        return f"Das berichtete {reporter} am {day:%d.%m.%Y} aus {town}."
    return f"{reporter} reported this from {town} on {day}."


def copies(bases: Sequence[Article], chunks: int, chunk_chars: int, seed: int) -> Iterator[Article]:
    """Articles until they make `chunks` chunks or just more; fewer are always the first of more."""
    names = shared_names(bases)
    made = 0
    for number in count():
        copy = Copy(number, seed, names)
        for place, base in enumerate(bases):
            if made >= chunks:
                return
            article = copy.article(base, place)
            made += len(split(article, chunk_chars))
            yield article


def write(articles: Iterable[Article], folder: Path) -> int:
    """Writes JSON Lines files as `belegt index` reads them, and gives the number of articles."""
    folder.mkdir(parents=True, exist_ok=True)
    written, lines = 0, list[str]()
    for article in articles:
        lines.append(_line(article))
        written += 1
        if len(lines) == _A_FILE:
            _flush(lines, folder, written)
    if lines:
        _flush(lines, folder, -(-written // _A_FILE) * _A_FILE)
    return written


def _flush(lines: list[str], folder: Path, upto: int) -> None:
    (folder / f"{upto // _A_FILE:04}.jsonl").write_text("".join(lines), encoding="utf-8")
    lines.clear()


def _line(article: Article) -> str:
    row = {"id": article.id, "title": article.title, "text": article.text, "lang": article.lang}
    return json.dumps(row | {"date": str(article.published)}, ensure_ascii=False) + "\n"
