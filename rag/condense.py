"""Follow-ups: "Und wie lange?" becomes a question that stands by itself before anything is searched."""

from collections.abc import Sequence

import prompts
from index.article import Language
from index.words import fold, stems, words
from rag.llm.base import LLM, Prompt
from rag.types import Turn
from rag.understand import leans_on_history
from rag.verify import numbers

_MAX_TOKENS = 50
_TURNS = 2


def fixed_part(lang: Language) -> str:
    """Instructions and worked examples, the same for every follow-up."""
    return prompts.load(f"condense_{lang}").template.partition("$history")[0]


def standalone(question: str, history: Sequence[Turn], lang: Language, llm: LLM) -> str:
    """The question itself unless it leans on the talk; then the model's rewriting of it, if that can be trusted."""
    if not leans_on_history(question, history, lang):
        return question
    written = _rewrite(question, history, lang, llm)
    return written if _is_faithful(written, question, history, lang) else f"{question} ({history[-1][0]})"


def _rewrite(question: str, history: Sequence[Turn], lang: Language, llm: LLM) -> str:
    talk = " / ".join(f"{' '.join(q.split())} – {' '.join(a.split())[:200]}" for q, a in history[-_TURNS:])
    whole = prompts.load(f"condense_{lang}").substitute(history=talk, question=question).rstrip()
    fixed = fixed_part(lang)
    pieces = llm.stream(Prompt(fixed, whole.removeprefix(fixed)), max_tokens=_MAX_TOKENS, stop=("\n",))
    text = "".join(piece.text for piece in pieces).strip()
    return text.removeprefix("Rewritten:").removeprefix("Umgeschrieben:").strip()


def _is_faithful(written: str, question: str, history: Sequence[Turn], lang: Language) -> bool:
    """A rewriting may use only what was said, has to ask something, and must keep the question's own words."""
    if not written.endswith("?") or len(words(written)) > 60:
        return False
    said = " ".join([question, *(text for turn in history for text in turn)])
    if numbers(written) - numbers(said):
        return False
    kept = set(stems(written, lang))
    asked = set(stems(question, lang))
    lead = {fold(word) for word in words(question)[:2]}
    return not asked or len(asked & kept) * 2 >= len(asked) or bool(lead & {fold(word) for word in words(written)[:1]})
