"""What was told in a talk: the topics of its questions and what its answers added to them."""

import re
from dataclasses import dataclass

import prompts
from index.article import Language
from index.timex import ANY_DAY, find
from index.words import content_words
from rag.names import all_names, is_place, mentions_any

_FEW = 6
_YES_NO = re.compile(r"(?:ja|nein|doch|yes|no)\b", re.IGNORECASE)
_WHEN = re.compile(r"\b(?:wann|when|(?:what|which) day|welche[mn] tag)\b", re.IGNORECASE)
_WHO = re.compile(r"\b(?:wer|wen|wem|who|whom)\b", re.IGNORECASE)
_WHICH = re.compile(r"\b(?:wo|wohin|where|which|welche\w*)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Told:
    """A turn of the talk. `question` stands by itself; `asked` is as it was put."""

    asked: str
    question: str
    lang: Language
    topics: tuple[str, ...]
    """What the talk is about after it, newest first."""
    answer: str = ""
    """What the answer added: a day, names, or a few words; see `gist`."""

    @property
    def people(self) -> list[str]:
        """Names of two words or more, of the answer when a person was asked for, otherwise of the question."""
        text = self.answer if self.answer and _WHO.search(self.asked) else self.question
        return [" ".join(run) for run in all_names(text, self.lang) if len(run) > 1 and not any(map(is_place, run))]


def gist(question: str, answer: str, lang: Language) -> str:
    """What an answer adds to the topic: the day or the names asked for, or itself when short.

    Empty when it abstains or says yes or no.
    """
    text = " ".join(re.sub(r"\[\d+\]", " ", answer).split()).strip(" .")
    if not text or text.startswith(_abstaining()) or _YES_NO.match(text):
        return ""
    if _WHEN.search(question):
        return next((day for day in days_in(text)), "")
    if _WHO.search(question) or _WHICH.search(question):
        new = [run for run in all_names(text, lang) if not mentions_any(run, question)]
        return ", ".join(" ".join(run) for run in new[:3])
    return text if len(content_words(text, lang)) <= _FEW else ""


def days_in(text: str) -> list[str]:
    """The words of a text that name a time."""
    return [found.text for found in find(text, ANY_DAY)]


def _abstaining() -> tuple[str, ...]:
    return tuple(prompts.load(f"abstain_{lang}").template.strip(" .\n") for lang in ("de", "en"))
