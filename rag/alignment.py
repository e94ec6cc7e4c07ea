"""Whether a text says what another one says, in the same words or others, in either language: word by word.

Each word of the one is held against the likest of the other, by the vectors that the embedding model gives words in
their sentence (as in SimAlign, Jalili Sabet et al. 2020). How well that tells a word that the German of an English
sentence has from one that it has not: area under the curve .93 (1736 words of XQuAD).
"""

from collections.abc import Sequence

import numpy as np

from index.article import Language
from index.embed import WordEmbedder
from index.invisible import visible
from index.kept import Kept
from index.timex import ANY_DAY, find, without
from index.words import content_words, fold, stem, stems
from rag.confidence import is_fitted_for
from rag.names import CALENDAR, all_names, mentions
from rag.numerals import numbers

SAYS = 0.81
"""Mean cosine from which the words of a sentence count as said. Of 77 answers without a number of their own 15 have
less in the words they share with their question: none of those was proven by its quotation, but for one that denied
what was asked."""
WEAKEST = 0.76
"""…and what each word that it has from its question needs of them: of 131 answers 11 have a word with less ("headed the
team" from "travelled to the talks"), none of them right."""
COUNTED = 0.80
"""…and what is counted, asked "how many": "branches" has .79 of "230 employees of the bakery chain", "members" .79 of a
strike; where it is rightly counted .89 or more, in one language. (Of the other, "crowd" has .76 of "Zuschauer".)"""
RENDERS = 0.88
"""The same for a translation, both ways: of 40 that were looked at, the worst (a pool that became a bank, a stoppage
that became a start of work) had less."""
RENDERS_SHORT = 0.84
"""…of the few words that tell who somebody is: of eight the one wrong rendering had .78, the others .85 or more."""
_CACHED = 2000


class Aligner:
    """Holds sentences against quotations."""

    def __init__(self, embedder: WordEmbedder) -> None:
        self.is_fitted = is_fitted_for(embedder.name)
        """Whether the vectors are of the model that this and `rag.confidence` are fitted for."""
        self._vectors = Kept(embedder.encode_words, _CACHED)

    def says(self, told: Sequence[str], sentence: str, question: str, lang: Language) -> bool:
        """Whether of some texts, a quotation and its title, one says what a sentence in `lang` does in all its words,
        and one, perhaps the other, in those that it has from its question, which tell what the rest is the answer to;
        and whether of these none is missing in all texts. Always so with vectors that `SAYS` is not fitted for.
        """
        asked = frozenset(stems(question, lang))
        return not self.is_fitted or (
            all(max(self.support(sentence, lang, text, only) for text in told) >= SAYS for only in (asked, None))
            and self._weakest(told, sentence, lang, asked) >= WEAKEST
        )

    def _weakest(self, told: Sequence[str], sentence: str, lang: Language, only: frozenset[str]) -> float:
        """The least that any word of these stems has with the likest of all texts; 1 when there is none to hold."""
        said, *quoted = self._vectors.of([visible(text) for text in (sentence, *told)])
        telling = set.intersection(*(set(_telling(sentence, lang, text)) for text in told))
        rows = [place for place, word in enumerate(said.words) if word in telling and stem(word, lang) in only]
        likest = [(said.vectors[rows] @ text.vectors.T).max(axis=1) for text in quoted if text.words]
        return float(np.max(likest, axis=0).min()) if rows and likest else 1.0

    def tell_counted(self, counted: str, question: str, told: Sequence[tuple[str, ...]]) -> list[bool]:
        """Of some groups of texts in the language of a question, which speak of the word in it that tells what is
        counted. All do where it has no such word, and with vectors that `COUNTED` is not fitted for.
        """
        if not self.is_fitted:
            return [True] * len(told)
        texts = [visible(text) for group in told for text in group]
        asked, *quoted = self._vectors.of([visible(question), *texts])  # in one batch
        if counted not in asked.words:
            return [True] * len(told)
        vector = asked.vectors[asked.words.index(counted)]
        speaks = {
            text: bool(of.words) and float((of.vectors @ vector).max()) >= COUNTED
            for text, of in zip(texts, quoted, strict=True)
        }
        return [any(speaks[visible(text)] for text in group) for group in told]

    def renders(self, quote: str, written: str, lang: Language, least: float = RENDERS) -> bool:
        """Whether a text in `lang` says what a quotation in the other language does, and nothing else."""
        other: Language = "en" if lang == "de" else "de"
        return not self.is_fitted or (
            self.support(written, lang, quote) >= least and self.support(quote, other, written) >= least
        )

    def support(self, sentence: str, lang: Language, quote: str, only: frozenset[str] | None = None) -> float:
        """Mean cosine of a sentence's words with the likest of a quotation, from -1 to 1; 1 when it has none to hold.

        Names that the quotation has, numbers and times are not among them: they are checked by value. `only`: the stems
        of those that are held.
        """
        said, quoted = self._vectors.of([visible(sentence), visible(quote)])
        telling = {word for word in _telling(sentence, lang, quote) if only is None or stem(word, lang) in only}
        rows = [place for place, word in enumerate(said.words) if word in telling]
        if not rows or not quoted.words:
            return 1.0 if not rows else -1.0
        return float((said.vectors[rows] @ quoted.vectors.T).max(axis=1).mean())

    def supports(self, question: str, lang: Language, texts: Sequence[str]) -> list[float] | None:
        """How far each of some texts speaks of what a question in `lang` does; None with vectors of another model."""
        if not self.is_fitted:
            return None
        self._vectors.of([visible(text) for text in (question, *texts)])  # in one batch
        return [self.support(question, lang, text) for text in texts]


def _telling(sentence: str, lang: Language, quote: str) -> list[str]:
    """The content words of a sentence but for numbers, times, and names that a quotation has."""
    proven = {word for run in all_names(sentence, lang) for word in run if mentions(word, quote)}
    parts = {part for word in proven for part in content_words(word, lang)}
    plain = without(sentence, find(sentence, ANY_DAY), gap=" ")
    return [
        word
        for word in content_words(plain, lang)
        if word not in parts and fold(word) not in CALENDAR and not numbers(word)
    ]
