"""The model's part: to answer in one sentence, from one sentence of the articles, its evidence.

In process the program has picked that, and the model reads it once, behind the question: reading is most of its time.
Over HTTP it reads all passages, and copies the evidence word for word before it answers, or writes that there is none.
"""

import re
from collections.abc import Callable, Generator, Sequence
from datetime import date
from functools import partial

import prompts
from index.article import Language
from index.sentences import is_short_form, sentences
from rag.addressed import as_read, plain, title_as_read
from rag.dates import written
from rag.llm.base import LLM, Enough, Piece, Prompt, Usage
from rag.passages import Passage
from rag.types import DraftText, Evidence

MAX_TOKENS = 70
_COPY_TOKENS = 160
_NONE: dict[Language, str] = {"de": "keiner", "en": "none"}
_LABEL: dict[Language, str] = {"de": "Antwort:", "en": "Answer:"}
_NEXT = (" Frage:", " Question:", " Umfeld:", " Context:", " Umfeld (", " Context (", " Beleg (", " Evidence (")
"""Where the model goes on with a line of the prompt, which ends its answer as if it were one."""
_HEADER: dict[Language, tuple[str, str]] = {
    "de": ("Artikel vom {day}, „{title}“:", "Artikel ohne Datum, „{title}“:"),
    "en": ('Article of {day}, "{title}":', 'Article without a date, "{title}":'),
}
_LAST_WORD = re.compile(r"(?<![\w.-])([^\W\d_]{4,})\.$")
"""The word that a text ends with, and its full stop."""
_READ: dict[Language, tuple[str, str]] = {
    "de": ("Beleg ({day}„{title}“):", "Umfeld ({day}„{title}“):"),
    "en": ('Evidence ({day}"{title}"):', 'Context ({day}"{title}"):'),
}
"""In process, before the evidence and before what explains it; `day` with a comma where it is known."""


def in_time_order(passages: Sequence[Passage]) -> list[Passage]:
    """Oldest article first, undated ones before all; passages of one article in their order."""
    return sorted(passages, key=lambda p: (p.article.published or date.min, p.article.id, p.start))


def fixed_part(lang: Language, *, continues: bool) -> str:
    """Instructions and worked examples, the same for every question; `continues`: for a model in process."""
    return prompts.fixed(f"{'answer' if continues else 'draft'}_{lang}")


def build_prompt(question: str, passages: Sequence[Passage], lang: Language) -> Prompt:
    """The prompt over passages in the order given, ending where the evidence goes."""
    dated, undated = _HEADER[lang]

    def header(day: date | None, title: str) -> str:
        return dated.format(day=written(day, lang), title=title) if day else undated.format(title=title)

    sources = "\n".join(_lines(passages, header))
    return Prompt(*prompts.parts(f"draft_{lang}", sources=sources, question=question))


def build_prompt_from(evidence: Evidence, beside: Sequence[Passage], question: str, lang: Language) -> Prompt:
    """The prompt over one sentence and what explains it, in the order given, ending where the answer goes."""
    proof, explains = _READ[lang]

    def header(form: str, day: date | None, title: str) -> str:
        return form.format(day=f"{written(day, lang)}, " if day else "", title=title)

    told = "".join(f"{line}\n" for line in _lines(beside, partial(header, explains)))
    quoted = f"{header(proof, evidence.published, title_as_read(evidence.title))} {plain(evidence.text)}"
    return Prompt(*prompts.parts(f"answer_{lang}", question=question, context=told, evidence=quoted))


def _lines(passages: Sequence[Passage], header: Callable[[date | None, str], str]) -> list[str]:
    """A line for each article, with its sentences behind a header of its day and title."""
    lines: list[str] = []
    last: Passage | None = None
    for passage in passages:
        text = as_read(passage.text, passage.article.text)
        if not text:
            continue
        if last is not None and last.article.id == passage.article.id:
            lines[-1] += f" {text}"
        else:
            lines.append(f"{header(passage.article.published, title_as_read(passage.article.title))} {text}")
        last = passage
    return lines


def say(llm: LLM, prompt: Prompt) -> Generator[DraftText, None, tuple[str, Usage]]:
    """In process: the answer that follows the evidence."""
    return (yield from _first_sentence(llm.stream(prompt, max_tokens=MAX_TOKENS, stop=("\n", *_NEXT)), prompt.variable))


def _first_sentence(pieces: Generator[Piece, None, Usage], read: str) -> Generator[DraftText, None, tuple[str, Usage]]:
    """The first sentence of what the model writes after it has read a text; it is stopped where that surely ends, or a
    second one begins."""
    text, count = "", 0
    try:
        while True:
            piece = next(pieces)
            count += 1
            if len(sentences(text + piece.text)) > 1:
                return text.strip(), _ended(pieces, count)
            text += piece.text
            yield DraftText(piece.text)
            if _is_whole(text, read):
                return text.strip(), _ended(pieces, count)
    except StopIteration as end:
        return text.strip(), end.value
    finally:
        pieces.close()


def _is_whole(text: str, read: str) -> bool:
    """Whether a text surely ends with its sentence: not after a number or what may be short for something, within a
    quotation, or where what was read has it within a name ("Amazon.de")."""
    found = _LAST_WORD.search(text)
    if found is None or is_short_form(found[1]) or _is_in_quotes(text):
        return False
    return re.search(rf"\b{found[1]}\.\w", read) is None


def _is_in_quotes(text: str) -> bool:
    """Whether a quotation in a text is yet to be closed."""
    opened, closed = text.count("„"), text.count("“")
    return bool(text.count('"') % 2) or opened > closed or (closed > opened and closed - opened > text.count("”"))


def _ended(pieces: Generator[Piece, None, Usage], count: int) -> Usage:
    """Ends a stream early, with its Usage where the backend can tell it."""
    try:
        pieces.throw(Enough())
    except StopIteration as end:
        return end.value or Usage(None, None, count)
    except Enough:
        pass
    return Usage(None, None, count)


def ask_whole(llm: LLM, prompt: Prompt, lang: Language) -> Generator[DraftText, None, tuple[bool, str, Usage]]:
    """Over HTTP: evidence and answer in one reply; whether there is an answer, and its text."""
    pieces = llm.stream(prompt, max_tokens=MAX_TOKENS + _COPY_TOKENS, stop=("\n\n",))
    reply = told = ""
    try:
        while True:
            reply += next(pieces).text
            answer = _answer_in(reply, lang)
            if len(answer) > len(told):
                yield DraftText(answer[len(told) :])
                told = answer
    except StopIteration as end:
        answer = _answer_in(reply, lang).strip()
        return bool(answer) and not says_none(reply.partition("\n")[0]), answer, end.value
    finally:
        pieces.close()


def says_none(text: str) -> bool:
    """Whether a text is the word for "no sentence answers" in either language."""
    bare = text.strip().rpartition(":")[2]
    return bare.strip(' *_„“".').lower() in _NONE.values()


def _answer_in(reply: str, lang: Language) -> str:
    """The answer line of a reply; empty until its label has come."""
    _, label, tail = reply.partition(_LABEL[lang])
    return tail.lstrip().partition("\n")[0] if label else ""
