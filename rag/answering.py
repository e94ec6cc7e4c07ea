"""From passages to a proven answer: draft, find the proof, repair or abstain."""

import math
import re
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass

import prompts
from index.article import Language
from index.timex import find
from index.words import stems
from rag import draft
from rag.dates import written
from rag.evidence import Gathered, best_first
from rag.listing import listed
from rag.llm.base import LLM, Chooser, Prompt, Usage
from rag.numerals import numbers
from rag.relevance import DURATION, effective_date
from rag.timeline import place, ranked
from rag.types import Answer, Citation, DraftText, Evidence, Timings
from rag.understand import Understanding
from rag.verify import tidy, unproven

NO_ANSWER = 0.9
"""The model's probability of "no sentence answers" from which the answer abstains."""
NO_ANSWER_IN_DOUBT = 0.5
"""The same when no article has all that may be a name in the question."""
_MODEL_WEIGHT = 0.1
"""What the model's log-probability of a sentence counts beside the retrieval score: little, it is right less often."""
ALONE = 2.0
"""How far ahead of the next of its kind a sentence must score to answer in its own words when the draft has failed…"""
SURE = 8.5
"""…and what its score and that lead must come to. Of 18 such sentences 4 were right: this keeps them, and 5 others."""
ALIKE = 0.84
"""The cosine that an answer, with or without its question, needs with a quotation in the other language."""
DROPPED = "draft dropped, not proven: "
"""How the note begins on a draft that the check has dropped."""
_OFF_THE_QUESTION = 3.0
"""How far below the best evidence a proof may score: what lies further down answers another question."""
_LEAST = 1e-4
_PLACE = 0.005
"""Cosine that one place in the ranking is worth when a proof is picked."""
_TRANSLATION_TOKENS = 110


@dataclass(frozen=True)
class Outcome:
    """An answer's words and proof, before times and names are put to it."""

    text: str
    citations: tuple[Citation, ...]
    abstained: bool
    usage: Usage
    notes: tuple[str, ...] = ()


_SAID_DATE: dict[Language, str] = {"de": "Am {}.", "en": "On {}."}
_REPORTED: dict[Language, str] = {
    "de": "Davon berichtet ein Artikel vom {}.",
    "en": "An article of {} reports on it.",
}
"""Where only the publication date is known, that is what is said."""
_NO_USAGE = Usage(None, None, 0)
Likeness = Callable[[str, Sequence[Evidence]], list[float]]
"""Cosine of a sentence with each piece of evidence."""


class Answering:
    """Answers one question from its passages with one model."""

    def __init__(self, asked: Understanding, gathered: Gathered, llm: LLM, likeness: Likeness) -> None:
        passages = gathered.passages
        self._asked = asked
        self._events = gathered.events
        self._passages = draft.in_time_order(passages)
        self._languages = {p.article.id: p.article.lang for p in passages}
        self._found = best_first(passages)
        self._llm = llm
        self._likeness = likeness

    def run(self) -> Generator[DraftText, None, Outcome]:
        """Streams the draft and returns the proven answer, or an abstaining one."""
        if not self._found:
            return abstain(self._asked.lang, _NO_USAGE)
        if self._asked.asks_for_all and (counted := self._counted()):
            return counted
        prompt = draft.build_prompt(self._asked.question, self._passages, self._asked.lang)
        if isinstance(self._llm, Chooser):
            return (yield from self._run_choosing(prompt, self._llm))
        found, text, usage = yield from draft.ask_whole(self._llm, prompt, self._asked.lang)
        ranked = self._ranked([1.0] * len(self._found))
        return self._proven(text, ranked, usage) if found else abstain(self._asked.lang, usage)

    def _counted(self) -> Outcome | None:
        """How often and on which days, when events are known; the model has no part in it."""
        text, told = listed(self._asked, self._events)
        return Outcome(text, tuple(_cited(n, e) for n, e in enumerate(told, 1)), False, _NO_USAGE) if told else None

    def _run_choosing(self, prompt: Prompt, llm: Chooser) -> Generator[DraftText, None, Outcome]:
        """With a model whose probabilities can be read: it weighs the sentences before it speaks."""
        shares = llm.choose(prompt, draft.options(self._found, self._asked.lang))
        doubtful = all(passage.doubtful for passage in self._passages)
        if shares[-1] >= (NO_ANSWER_IN_DOUBT if doubtful else NO_ANSWER):
            return abstain(self._asked.lang, _NO_USAGE)
        ranked = self._ranked(shares)
        text, usage = yield from draft.say(self._llm, prompt, ranked[0], self._asked.lang)
        return self._proven(text, ranked, usage)

    def _ranked(self, shares: Sequence[float]) -> list[Evidence]:
        """The sentences by retrieval and model together, in the order of time that was asked for."""
        weight = {
            place(e): e.score + _MODEL_WEIGHT * math.log(max(share, _LEAST))
            for e, share in zip(self._found, shares, strict=False)
        }
        return ranked(self._asked, self._found, weight, self._events)

    # -- proof --------------------------------------------------------------
    def _proven(self, text: str, ranked: Sequence[Evidence], usage: Usage) -> Outcome:
        """The drafted sentence with the first sentence that proves it; without one, what the best evidence says."""
        sentence = tidy(text)
        if draft.says_none(sentence):
            return abstain(self._asked.lang, usage)
        near = [e for e in ranked if e.score >= ranked[0].score - _OFF_THE_QUESTION]
        source = self._proof_of(sentence, self._of_event(ranked) if self._events else near)
        if source is not None and not self._is_stale(source, ranked):
            return _outcome(sentence, source, usage)
        note = f"{DROPPED}{sentence}"
        best = self._best_alone(ranked, near)
        if best is None:
            return abstain(self._asked.lang, usage, (note,))
        return _outcome(self._said_by(best), best, usage, (note,))

    def _of_event(self, ranked: Sequence[Evidence]) -> list[Evidence]:
        """Sentences that may prove what is told of the first event: of its article or day; of its day for "when"."""
        event = self._events[0]
        day = effective_date(event)
        if self._asked.asks_when:
            return [e for e in ranked if effective_date(e) == day]
        return [e for e in ranked if e.article_id == event.article_id or effective_date(e) == day]

    def _best_alone(self, ranked: Sequence[Evidence], near: Sequence[Evidence]) -> Evidence | None:
        """The sentence that may answer without the model: for "when" the event that is the program's own choice; else
        the best of the right kind, if it is clearly the best."""
        if self._asked.asks_when and self._events:
            return self._events[0]
        if self._asked.asks_when and self._asked.order and effective_date(ranked[0]):
            return ranked[0]
        best = next((e for e in near if self._is_of_kind(e)), None)
        return best if best is not None and self._stands_alone(best) else None

    def _stands_alone(self, best: Evidence) -> bool:
        """Whether a sentence answers so clearly that it may do so in its own words."""
        others = [e.score for e in self._found if e != best and self._is_of_kind(e)]
        lead = best.score - max(others, default=0.0)
        return lead >= ALONE and best.score + lead >= SURE

    def _is_of_kind(self, evidence: Evidence) -> bool:
        """Whether a sentence has the kind of answer asked for."""
        if self._asked.asks_when:
            return bool(find(evidence.text, evidence.published))
        return answers(evidence.text, self._asked)

    def _proof_of(self, sentence: str, ranked: Sequence[Evidence]) -> Evidence | None:
        """Of the sentences that prove every fact of the draft, the one most like it; ranks decide near ties."""
        if not answers(sentence, self._asked):
            return None
        proving = [
            e
            for e in ranked
            if not unproven(sentence, e, self._asked.question, self._asked.lang, self._languages[e.article_id])
        ]
        if not proving:
            return None
        alike = self._alike(sentence, proving)
        best = max(range(len(proving)), key=lambda place: alike[place] - _PLACE * place)
        foreign = self._languages[proving[best].article_id] != self._asked.lang
        return None if foreign and alike[best] < ALIKE else proving[best]

    def _alike(self, sentence: str, found: Sequence[Evidence]) -> list[float]:
        """Cosine with each piece of evidence, of the sentence or of question and sentence, whichever is more."""
        alone = self._likeness(sentence, found)
        asked = self._likeness(f"{self._asked.question} {sentence}", found)
        return [max(pair) for pair in zip(alone, asked, strict=True)]

    def _is_stale(self, source: Evidence, ranked: Sequence[Evidence]) -> bool:
        """Whether a newer (or, asked for the first, an older) event than the proven one was found."""
        if self._asked.order is None or self._events:
            return False
        mine, other = effective_date(source), effective_date(ranked[0])
        if mine is None or other is None:
            return other is not None
        return mine < other if self._asked.order == "latest" else mine > other

    def _said_by(self, source: Evidence) -> str:
        """An answer from one sentence alone: its date when one is asked for, else its own words."""
        if self._asked.asks_when and source.event_date:
            return _SAID_DATE[self._asked.lang].format(written(source.event_date, self._asked.lang))
        if self._asked.asks_when and (self._asked.order or self._events) and source.published:
            return _REPORTED[self._asked.lang].format(written(source.published, self._asked.lang))
        if self._asked.lang == self._languages[source.article_id]:
            return tidy(source.text)
        return self._translated(source)

    def _translated(self, source: Evidence) -> str:
        template = prompts.load(f"translate_{self._asked.lang}")
        fixed = template.template.partition("$sentence")[0]
        whole = template.substitute(sentence=" ".join(source.text.split())).rstrip()
        prompt = Prompt(fixed, whole.removeprefix(fixed))
        pieces = self._llm.stream(prompt, max_tokens=_TRANSLATION_TOKENS, stop=("\n",))
        text = tidy("".join(piece.text for piece in pieces))
        if text and numbers(text) - {"1"} == numbers(source.text) - {"1"}:
            return text
        said = {"de": "Im Original heißt es: „{}“", "en": 'The original says: "{}"'}[self._asked.lang]
        return said.format(source.text)


def answers(sentence: str, asked: Understanding) -> bool:
    """Whether a sentence is of the kind asked for and says more than the question did."""
    if asked.asks_when and not find(sentence, None) and not numbers(sentence):
        return False
    if asked.asks_how_long and not DURATION.search(sentence):
        return False
    if asked.asks_how_many and not numbers(sentence):
        return False
    if re.match(r"(ja|nein|yes|no)\b", sentence, re.IGNORECASE):
        return asked.asks_whether
    known = set(stems(asked.question, asked.lang))
    return bool(set(stems(sentence, asked.lang)) - known)


def abstain(lang: Language, usage: Usage, notes: tuple[str, ...] = ()) -> Outcome:
    """The one abstaining sentence, without citations."""
    return Outcome(prompts.load(f"abstain_{lang}").template.strip(), (), True, usage, notes)


def _outcome(sentence: str, source: Evidence, usage: Usage, notes: tuple[str, ...] = ()) -> Outcome:
    return Outcome(f"{sentence} [1]", (_cited(1, source),), False, usage, notes)


def _cited(n: int, source: Evidence) -> Citation:
    return Citation(
        n, source.article_id, source.title, source.source, source.published, source.event_date,
        source.text, source.start, source.end, source.also,
    )  # fmt: skip


def as_answer(asked: Understanding, evidence: Sequence[Evidence], outcome: Outcome, model: str) -> Answer:
    """The finished answer; the question and the times are put in by the pipeline."""
    usage = outcome.usage
    return Answer(
        question=asked.question, standalone_question=asked.question, language=asked.lang, text=outcome.text,
        abstained=outcome.abstained, citations=outcome.citations, evidence=tuple(evidence), model=model,
        timings=Timings(
            prompt_tokens=usage.prompt_tokens, new_prompt_tokens=usage.new_prompt_tokens,
            output_tokens=usage.output_tokens,
        ),
        notes=outcome.notes,
    )  # fmt: skip
