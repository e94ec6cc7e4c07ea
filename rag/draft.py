"""The model's part: name the sentence that answers the question, then say it in one sentence.

Both backends go through the same template. In process the number is chosen from the
probabilities of the digits, so the program sees how sure the model is; over HTTP
the model writes the number itself.
"""

import re
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import date

import prompts
from index.article import Language
from rag.dates import written
from rag.llm.base import LLM, Piece, Prompt, Usage
from rag.types import DraftText, Evidence

MAX_TOKENS = 60
_LABEL: dict[Language, str] = {"de": "Antwort:", "en": "Answer:"}
_HEADER: dict[Language, tuple[str, str]] = {
    "de": ("Artikel vom {day}, „{title}“", "Artikel ohne Datum, „{title}“"),
    "en": ('Article of {day}, "{title}"', 'Article without a date, "{title}"'),
}


@dataclass(frozen=True)
class Draft:
    """What the model said: the chosen sentence (None: no sentence answers) and its unproven text."""

    evidence: Evidence | None
    text: str
    probabilities: tuple[float, ...] | None
    """In process: of "no sentence" and of each source in the order shown."""
    usage: Usage


def in_time_order(sources: Sequence[Evidence]) -> list[Evidence]:
    """Oldest article first, undated ones before all; sentences of one article together."""
    return sorted(sources, key=lambda e: (e.published or date.min, e.article_id, e.start))


def fixed_part(lang: Language) -> str:
    """Instructions and worked examples, the same for every question."""
    return prompts.load(f"draft_{lang}").template.partition("$sources")[0]


def build_prompt(question: str, sources: Sequence[Evidence], lang: Language) -> Prompt:
    """The prompt over sources in the order given, ending where the number goes."""
    template = prompts.load(f"draft_{lang}")
    whole = template.substitute(sources=_source_block(sources, lang), question=question).rstrip()
    fixed = fixed_part(lang)
    return Prompt(fixed, whole.removeprefix(fixed))


def _source_block(sources: Sequence[Evidence], lang: Language) -> str:
    lines, article = [], None
    dated, undated = _HEADER[lang]
    for number, source in enumerate(sources, 1):
        if source.article_id != article:
            article = source.article_id
            title = _one_line(source.title)[:90]
            lines.append(dated.format(day=written(source.published, lang), title=title) if source.published else undated.format(title=title))
        lines.append(f"{number}: {_one_line(source.text)}")
    return "\n".join(lines)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def say(
    llm: LLM, prompt: Prompt, number: int, lang: Language
) -> Generator[DraftText, None, tuple[str, Usage]]:
    """In process: the sentence that follows the chosen number."""
    told = Prompt(prompt.fixed, f"{prompt.variable} {number}\n{_LABEL[lang]}")
    return (yield from _tell(llm.stream(told, max_tokens=MAX_TOKENS, stop=("\n",))))


def _tell(pieces: Generator[Piece, None, Usage]) -> Generator[DraftText, None, tuple[str, Usage]]:
    text = ""
    try:
        while True:
            piece = next(pieces)
            text += piece.text
            yield DraftText(piece.text)
    except StopIteration as end:
        return text.strip(), end.value
    finally:
        pieces.close()


def ask_whole(
    llm: LLM, prompt: Prompt, lang: Language
) -> Generator[DraftText, None, tuple[int, str, Usage]]:
    """Over HTTP: number and sentence in one reply; number 0 when the reply names none."""
    pieces = llm.stream(prompt, max_tokens=MAX_TOKENS + 20, stop=("\n\n",))
    reply = told = ""
    try:
        while True:
            reply += next(pieces).text
            answer = _after_label(reply, lang)
            if len(answer) > len(told):
                yield DraftText(answer[len(told) :])
                told = answer
    except StopIteration as end:
        return _number_in(reply), _after_label(reply, lang).strip(), end.value
    finally:
        pieces.close()


def _number_in(reply: str) -> int:
    found = re.search(r"\d+", reply.partition("\n")[0]) or re.search(r"(?:Satz|Sentence)\W*(\d+)", reply)
    return int(re.sub(r"\D", "", found.group())) if found else 0


def _after_label(reply: str, lang: Language) -> str:
    head, label, tail = reply.partition(_LABEL[lang])
    return tail.partition("\n")[0].lstrip() if label else ""
