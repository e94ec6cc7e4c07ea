"""Whether an answer is right, looked at from several sides. Pure: an answer, a question and the articles' texts."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from eval.dataset import Question
from index.article import Language
from rag.types import Answer, Citation

LONGEST_ANSWER = 80
"""Words; a longer text is not an answer to a question about a fact."""
MARKER = re.compile(r"\[(\d+)\]")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FREQUENT: dict[Language, frozenset[str]] = {
    "de": _words(
        "der die das den dem des ein eine einen einem und oder aber ist sind wurde wurden hat haben nicht kein keine "
        "im am zum zur mit von vom auf für über aus bei nach laut sich es er sie wir wie dass seit bis dauerte"
    ),
    "en": _words(
        "the a an and or but is are were be been has have had not no of to for with by from on at as it its he she "
        "they we that this which about since until lasted according said"
    ),
}
"""Words that tell the two languages apart; none is frequent in both."""


@dataclass(frozen=True)
class Verdict:
    """One answer judged. None means that the side does not apply to the question or the answer."""

    right: bool
    abstained: bool
    match: bool | None
    """All patterns of the question match; None for an unanswerable question."""
    cited: bool | None
    """An exact quotation from one of the supporting articles; None where the set names none."""
    language: bool | None
    """In the question's language; None when the text is too short to tell, or for an unanswerable question."""
    short: bool | None
    quotes: int
    quotes_exact: int
    dangling: int
    """Markers without a citation."""


def judge(answer: Answer, question: Question, source_text: Callable[[str], str]) -> Verdict:
    """`source_text` gives the text an article was read from, by id; "" for an id it does not know."""
    exact = [is_exact(citation, source_text) for citation in answer.citations]
    counts = {"quotes": len(exact), "quotes_exact": sum(exact), "dangling": len(dangling_markers(answer))}
    if not question.answerable:
        right = answer.abstained and not answer.citations
        return Verdict(right, answer.abstained, None, None, None, None, **counts)
    text = MARKER.sub(" ", answer.text)
    match = not answer.abstained and all(re.search(pattern, text, re.IGNORECASE) for pattern in question.accept)
    cited = _cites(question.relevant, zip(exact, answer.citations, strict=True))
    found = language_of(text)
    language = None if found is None else found == question.lang
    short = len(text.split()) <= LONGEST_ANSWER
    right = match and cited is not False and language is not False and short and not counts["dangling"]
    return Verdict(right, answer.abstained, match, cited, language, short, **counts)


def _cites(relevant: Collection[str], quotes: Iterable[tuple[bool, Citation]]) -> bool | None:
    if not relevant:
        return None
    return any(exact and citation.article_id in relevant for exact, citation in quotes)


def is_exact(citation: Citation, source_text: Callable[[str], str]) -> bool:
    """The quotation stands word for word in its article; white space may differ."""
    quote = folded(citation.quote)
    return bool(quote) and quote in folded(source_text(citation.article_id))


def folded(text: str) -> str:
    """Runs of white space as one blank."""
    return " ".join(text.split())


def dangling_markers(answer: Answer) -> set[int]:
    """Numbers in the text that no citation has."""
    return {int(number) for number in MARKER.findall(answer.text)} - {citation.n for citation in answer.citations}


def language_of(text: str) -> Language | None:
    """German or English by frequent words and umlauts; None when neither leads."""
    words = re.findall(r"[a-zäöüß]+", text.lower())
    german = sum(word in FREQUENT["de"] for word in words) + sum(bool(re.search("[äöüß]", word)) for word in words)
    english = sum(word in FREQUENT["en"] for word in words)
    if german == english:
        return None
    return "de" if german > english else "en"
