"""Whether an answer is right, looked at from several sides. Pure: an answer, a question and the articles' texts."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from eval import text as texts
from eval.dataset import Question
from eval.dates import date_compatible, date_exact
from eval.support import MARKER, citation_precision, citation_recall, without_markers
from index.article import Language
from rag.answering import DROPPED
from rag.types import Answer, Citation

LONGEST_ANSWER = 80
"""Words; a longer text is not an answer to a question about a fact."""


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
    em: float | None
    """This and the next against the question's gold answers, of the short answer where there is one; 0.0 when
    abstained."""
    f1: float | None
    answer_recall: float | None
    """Of the whole answer against them."""
    date_exact: bool | None
    """This and the next against the question's gold dates; False when abstained."""
    date_compatible: bool | None
    stale: bool | None
    """Tells an older event: matches a stale pattern and is not right; None where the question has no such pattern."""
    citation_precision: float | None
    citation_recall: float | None
    stage: str
    """"right", or where the error arose; see `_stage`."""


def judge(
    answer: Answer, question: Question, source_text: Callable[[str], str], ranking: Sequence[str] | None = None
) -> Verdict:
    """`source_text` gives the text an article was read from, by id; "" for an id it does not know.

    `ranking`: ids of the articles retrieved; without it what the answer shows as evidence counts as retrieved.
    """
    exact = [is_exact(citation, source_text) for citation in answer.citations]
    text = without_markers(answer.text)
    cited = _cites(question.relevant, zip(exact, answer.citations, strict=True)) if question.answerable else None
    match = _matches(text, question) and not answer.abstained if question.answerable else None
    found = language_of(text) if question.answerable else None
    language = None if found is None else found == question.lang
    short = len(text.split()) <= LONGEST_ANSWER if question.answerable else None
    dangling = len(dangling_markers(answer))
    sides = [match, cited, language, short, not dangling]
    right = False not in sides if question.answerable else answer.abstained and not answer.citations
    sound = {citation.n for citation, is_sound in zip(answer.citations, exact, strict=True) if is_sound}
    return Verdict(
        right=right, abstained=answer.abstained, match=match, cited=cited, language=language, short=short,
        quotes=len(exact), quotes_exact=sum(exact), dangling=dangling,
        em=_against_gold(texts.exact_match, answer, question, answer.short),
        f1=_against_gold(texts.token_f1, answer, question, answer.short),
        answer_recall=_against_gold(texts.answer_recall, answer, question),
        date_exact=_dated(date_exact, answer, question), date_compatible=_dated(date_compatible, answer, question),
        stale=not right and not answer.abstained and _tells(question.stale, text) if question.stale else None,
        citation_precision=citation_precision(answer, sound), citation_recall=citation_recall(answer, sound),
        stage="right" if right else _stage(answer, question, ranking),
    )  # fmt: skip


def _matches(text: str, question: Question) -> bool:
    return all(re.search(pattern, text, re.IGNORECASE) for pattern in question.accept)


def _tells(patterns: Iterable[str], text: str) -> bool:
    return any(re.search(pattern, text, re.IGNORECASE) for pattern in patterns)


def _against_gold(
    score: Callable[[str, Sequence[str], Language], float], answer: Answer, question: Question, text: str | None = None
) -> float | None:
    """`text`: in place of the whole answer."""
    if not question.answers:
        return None
    return 0.0 if answer.abstained else score(text or without_markers(answer.text), question.answers, question.lang)


def _dated(right: Callable[[Answer, str, Sequence[str]], bool], answer: Answer, question: Question) -> bool | None:
    if not question.dates:
        return None
    return not answer.abstained and right(answer, without_markers(answer.text), question.dates)


def _stage(answer: Answer, question: Question, ranking: Sequence[str] | None) -> str:
    """Where the error of an answer that is not right arose: the first step that lost the right answer."""
    if not question.answerable:
        return "answered the unanswerable"
    shown = {found.article_id for found in answer.evidence}
    cited = {citation.article_id for citation in answer.citations}
    if not _one_of(question.relevant, shown | cited if ranking is None else ranking):
        return "not retrieved"
    if any(_matches(draft, question) for draft in _dropped(answer)):
        return "dropped by the check"
    if not _one_of(question.relevant, shown | cited if answer.abstained else cited):
        return "retrieved, not used"
    return "abstained wrongly" if answer.abstained else "used, wrong"


def _one_of(relevant: Collection[str], ids: Collection[str]) -> bool:
    """Whether a relevant article is among them; also where the set names none, since then nobody can tell."""
    return not relevant or any(article in relevant for article in ids)


def _dropped(answer: Answer) -> list[str]:
    """The sentences that the product's check has dropped."""
    return [note.removeprefix(DROPPED) for note in answer.notes if note.startswith(DROPPED)]


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
