"""Follow-ups: "Und wie lange?" becomes a question that stands by itself before anything is searched."""

from collections.abc import Sequence

import prompts
from index.article import Language
from index.words import fold, stems, words
from rag.llm.base import LLM, Prompt
from rag.names import CALENDAR, mentions
from rag.numerals import numbers
from rag.types import Turn
from rag.understand import leans_on_history

_MAX_TOKENS = 50
_TURNS = 2
_SHORT = 120
_MAX_WORDS = 60


def fixed_part(lang: Language) -> str:
    """Instructions and worked examples, the same for every follow-up."""
    return prompts.load(f"condense_{lang}").template.partition("$history")[0]


def standalone(question: str, history: Sequence[Turn], lang: Language, llm: LLM) -> str:
    """The question itself unless it leans on the talk; then the model's rewriting, or the talk put beside it."""
    if not leans_on_history(question, history, lang):
        return question
    written = _rewrite(question, history, lang, llm)
    if _is_faithful(written, question, history, lang):
        return written
    asked, answered = history[-1]
    return f"{question} ({asked} – {answered})" if 0 < len(answered) <= _SHORT else f"{question} ({asked})"


def _rewrite(question: str, history: Sequence[Turn], lang: Language, llm: LLM) -> str:
    talk = " / ".join(f"{' '.join(q.split())} – {' '.join(a.split())[:200]}" for q, a in history[-_TURNS:])
    whole = prompts.load(f"condense_{lang}").substitute(history=talk, question=question).rstrip()
    fixed = fixed_part(lang)
    pieces = llm.stream(Prompt(fixed, whole.removeprefix(fixed)), max_tokens=_MAX_TOKENS, stop=("\n",))
    text = "".join(piece.text for piece in pieces).strip()
    return text.removeprefix("Rewritten:").removeprefix("Umgeschrieben:").strip()


def _is_faithful(written: str, question: str, history: Sequence[Turn], lang: Language) -> bool:
    """Whether a rewriting asks something and uses only words that were said: small models slip in their examples'."""
    if not written.endswith("?") or len(words(written)) > _MAX_WORDS:
        return False
    said = " ".join([question, *(text for turn in history for text in turn)])
    if numbers(written) - numbers(said):
        return False
    if any(not mentions(word, said) for word in words(written)[1:] if word[0].isupper() and fold(word) not in CALENDAR):
        return False
    asked, kept = set(stems(question, lang)), set(stems(written, lang))
    return len(asked & kept) * 2 >= len(asked)
