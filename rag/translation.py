"""A quotation put into the answer's language by the model, for those who do not read the other one.

No quotation and no proof: what the program can check of it (its language, length, numbers, names, and its words one by
one) is checked, and a rendering that fails is left out.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

import prompts
from index.article import Language
from index.language import detect
from index.words import FUNCTION_WORDS, fold
from rag.addressed import plain
from rag.alignment import RENDERS, Aligner
from rag.calendar import months, weekdays
from rag.lengths import lengths
from rag.llm.base import LLM, Prompt
from rag.names import mentions_any, names
from rag.numerals import numbers
from rag.types import Answer, Citation
from rag.verify import denies, tidy, untranslated

MAX_TOKENS = 110
_LEFT = 3
"""Letters from which a word in small ones that stands in both, and is no little word of the rendering's own language,
was left as it is: "Sie ran die Lauf"."""
_IN_NAMES = frozenset("von der den van del della bin ibn".split())
_LONGEST, _SHORTEST = 2.0, 0.5
"""Its length beside that of the quotation: outside of this something was added or left out."""


class Translator:
    """Renders sentences of the other language; each once."""

    def __init__(self, llm: Callable[[], LLM], aligner: Aligner) -> None:
        self._llm = llm
        self._aligner = aligner
        self._done: dict[tuple[str, Language], str | None] = {}

    def translated(self, text: str, lang: Language, least: float = RENDERS) -> str | None:
        """A sentence in `lang`; None where what the model wrote fails a check. `least`: see `Aligner.renders`."""
        if (text, lang) not in self._done:
            written = self._written(text, lang)
            is_good = is_rendering(written, text, lang) and self._aligner.renders(text, written, lang, least)
            self._done[text, lang] = written if is_good else None
        return self._done[text, lang]

    def _written(self, text: str, lang: Language) -> str:
        prompt = Prompt(*prompts.parts(f"translate_{lang}", sentence=plain(text)))
        pieces = self._llm().stream(prompt, max_tokens=MAX_TOKENS, stop=("\n",))
        return tidy("".join(piece.text for piece in pieces))


def is_rendering(written: str, text: str, lang: Language) -> bool:
    """Whether a text may be a translation into `lang`: its length, numbers, calendar and denials, and no names
    of its own."""
    return (
        bool(written)
        and fold(written) != fold(tidy(text))
        and _SHORTEST <= len(written) / len(text) <= _LONGEST
        and detect(written, lang) == lang
        and numbers(written) - {"1"} == numbers(text) - {"1"}
        and {unit for _, unit in lengths(written)} <= {unit for _, unit in lengths(text)}
        and weekdays(written) == weekdays(text)
        and months(written) <= months(text)
        and denies(written) == denies(text)
        and not _adds_names(written, text, lang)
        and set(map(fold, untranslated(written, text, least=_LEFT))) <= FUNCTION_WORDS[lang] | _IN_NAMES
    )


def _adds_names(written: str, text: str, lang: Language) -> bool:
    """Whether most names of an English rendering are not in the original; each German noun may pass as a name."""
    runs = names(written, lang) if lang == "en" else []
    missing = [run for run in runs if not mentions_any(run, text)]
    return len(missing) * 2 > len(runs)


def is_foreign(citation: Citation, answer: Answer, languages: Mapping[str, Language]) -> bool:
    """Whether a citation is not in the answer's language; `languages`: of the articles, by id."""
    return languages.get(citation.article_id, answer.language) != answer.language


def with_translations(answer: Answer, languages: Mapping[str, Language], translator: Translator) -> Answer:
    """The answer with a rendering beside each quotation in the other language."""
    citations = tuple(
        replace(c, translation=translator.translated(c.quote, answer.language))
        if is_foreign(c, answer, languages)
        else c
        for c in answer.citations
    )
    return replace(answer, citations=citations)
