"""Whether a sentence tells of another place than the one asked about: the talks in Geneva were not those in Riyadh."""

import re
from collections.abc import Sequence

from index.article import Article, Language
from index.words import JOINED
from rag.exonyms import exonyms, territories
from rag.names import all_names, is_surely_name, mentions_any
from rag.spelling import plain
from rag.types import Evidence
from rag.understand import Understanding

_IN = re.compile(r"\b(?:in|im|at)(?:\s+(?:the|der|dem|den))?\s+(?=[A-ZÄÖÜ])", re.IGNORECASE)


def is_elsewhere(evidence: Evidence, asked: Understanding, article: Article) -> bool:
    """Whether a sentence tells of what took place somewhere, and the question asks of another place, which the title
    or another sentence of the article has. Countries are not told apart: they have places in them."""
    wanted = _places(asked.question, asked.lang)
    if not wanted or any(mentions_any(run, evidence.text) for run in wanted):
        return False
    told = [run for run in _places(evidence.text, article.lang) if not mentions_any(run, asked.question)]
    return bool(told) and all(mentions_any(run, f"{article.title} {article.text}") for run in wanted)


def _places(text: str, lang: Language) -> list[list[str]]:
    """The names that a text has "in" or "at" before, but for those of countries; in German those alone that are names
    beyond doubt."""
    found = []
    for place in _IN.finditer(text):
        name = _first_name(text[place.end() :], lang)
        if name and (is_surely_name(name, lang) or plain(name[0]) in exonyms()) and not _is_country(name):
            found.append(name)
    return found


def _first_name(text: str, lang: Language) -> list[str]:
    """The words of the name that a text begins with; none where it begins with something else."""
    first = JOINED.match(text)
    runs = all_names(text, lang) if first else []
    return runs[0] if first and runs and runs[0][0] == first.group() else []


def _is_country(name: Sequence[str]) -> bool:
    return plain(" ".join(name)) in territories()
