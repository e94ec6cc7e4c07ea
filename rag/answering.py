"""From evidence to a proven answer: choose the sentence, draft, check, repair or abstain."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass

import prompts
from index.article import Article, Language
from index.sentences import sentences
from rag import draft
from rag.dates import written
from rag.evidence import effective_date
from rag.llm.base import LLM, Chooser, Prompt, Usage
from rag.names import mentions, names
from rag.types import Answer, Citation, DraftText, Evidence, Timings
from rag.understand import Understanding
from rag.verify import numbers, tidy, unproven

NO_ANSWER = 0.5
"""The model's probability of "no sentence answers" from which the answer abstains."""
RIVAL = 0.2
"""A sentence this likely beside the likeliest one also answers, so that the newest of them can be taken."""
_TRANSLATION_TOKENS = 110


@dataclass(frozen=True)
class Outcome:
    """An answer's words and proof, before times and names are put to it."""

    text: str
    citations: tuple[Citation, ...]
    abstained: bool
    usage: Usage
    notes: tuple[str, ...] = ()


class Answering:
    """Answers one question from its evidence with one model."""

    def __init__(self, asked: Understanding, evidence: Sequence[Evidence], articles: dict[str, Article], llm: LLM) -> None:
        self._asked = asked
        self._sources = draft.in_time_order(evidence)
        self._articles = articles
        self._llm = llm

    def run(self) -> Generator[DraftText, None, Outcome]:
        """Streams the draft and returns the proven answer, or an abstaining one."""
        self._sources = [source for source in self._sources if self._names_are_there(source)]
        if not self._sources:
            return abstain(self._asked.lang, Usage(None, None, 0))
        prompt = draft.build_prompt(self._asked.question, self._sources, self._asked.lang)
        number, text, usage = yield from self._draft(prompt)
        if not 1 <= number <= len(self._sources):
            return abstain(self._asked.lang, usage)
        source = self._sources[number - 1]
        return self._proven(text, source, usage)

    def _names_are_there(self, source: Evidence) -> bool:
        """Whether the source's article knows every name in the question: near misses fail here."""
        article = self._articles[source.article_id]
        text = f"{article.title}\n{article.text}"
        asked_in = self._asked.lang
        found = names(self._asked.question, asked_in)
        if asked_in == "de" and article.lang == "en":
            return True
        missing = [name for name in found if not mentions(name, text)]
        return not missing or (asked_in == "de" and len(missing) * 2 < len(found))

    def _draft(self, prompt: Prompt) -> Generator[DraftText, None, tuple[int, str, Usage]]:
        if not isinstance(self._llm, Chooser):
            return (yield from draft.ask_whole(self._llm, prompt, self._asked.lang))
        options = [str(number) for number in range(len(self._sources) + 1)]
        probabilities = self._llm.choose(Prompt(prompt.fixed, prompt.variable + " "), options)
        number = self._choose(probabilities)
        if number == 0:
            return 0, "", Usage(None, None, 0)
        text, usage = yield from draft.say(self._llm, prompt, number, self._asked.lang)
        return number, text, usage

    def _choose(self, probabilities: Sequence[float]) -> int:
        """The likeliest sentence; for newest and oldest, the one at that end of time among the likely ones."""
        if probabilities[0] >= NO_ANSWER:
            return 0
        best = max(range(1, len(probabilities)), key=probabilities.__getitem__)
        if self._asked.order is None:
            return best
        rivals = [n for n in range(1, len(probabilities)) if probabilities[n] >= RIVAL * probabilities[best]]
        dated = [n for n in rivals if effective_date(self._sources[n - 1])]
        pick = max if self._asked.order == "latest" else min
        return pick(dated, key=lambda n: (effective_date(self._sources[n - 1]), probabilities[n]), default=best)

    # -- proof --------------------------------------------------------------
    def _proven(self, text: str, source: Evidence, usage: Usage) -> Outcome:
        article = self._articles[source.article_id]
        sentence = _first_sentence(tidy(text))
        faults = unproven(sentence, source, self._asked.question, self._asked.lang, article.lang)
        notes: tuple[str, ...] = ()
        if self._asked.asks_when and not _has_date(sentence, source):
            faults = faults or [sentence]
        if not sentence or faults:
            notes = (f"draft dropped, not proven: {', '.join(faults)}",) if faults else ()
            sentence = self._repaired(source, article.lang)
        return Outcome(f"{sentence} [1]", (_citation(source),), False, usage, notes)

    def _repaired(self, source: Evidence, source_lang: Language) -> str:
        """An answer from the evidence alone: its date, else its own words."""
        day = effective_date(source)
        if self._asked.asks_when and day is not None:
            return f"Am {written(day, 'de')}." if self._asked.lang == "de" else f"On {written(day, 'en')}."
        if self._asked.lang == source_lang:
            return tidy(source.text)
        return self._translated(source)

    def _translated(self, source: Evidence) -> str:
        lang = self._asked.lang
        template = prompts.load(f"translate_{lang}")
        fixed = template.template.partition("$sentence")[0]
        whole = template.substitute(sentence=" ".join(source.text.split())).rstrip()
        pieces = self._llm.stream(Prompt(fixed, whole.removeprefix(fixed)), max_tokens=_TRANSLATION_TOKENS, stop=("\n",))
        text = tidy("".join(piece.text for piece in pieces))
        if text and not numbers(text) ^ numbers(source.text):
            return text
        said = {"de": "Im Original heißt es: „{}“", "en": 'The original says: "{}"'}[lang]
        return said.format(source.text)


def abstain(lang: Language, usage: Usage) -> Outcome:
    """The one abstaining sentence, without citations."""
    return Outcome(prompts.load(f"abstain_{lang}").template.strip(), (), True, usage)


def _citation(source: Evidence) -> Citation:
    return Citation(
        1, source.article_id, source.title, source.source, source.published, source.event_date,
        source.text, source.start, source.end,
    )  # fmt: skip


def _first_sentence(text: str) -> str:
    spans = sentences(text)
    return text[spans[0].start : spans[0].end] if spans else ""


def _has_date(sentence: str, source: Evidence) -> bool:
    from index.timex import find

    return bool(find(sentence, source.published))


def as_answer(
    asked: Understanding, evidence: Sequence[Evidence], outcome: Outcome, model: str
) -> Answer:
    """The finished answer; the question and the times are put in by the pipeline."""
    usage = outcome.usage
    return Answer(
        question=asked.question, standalone_question=asked.question, language=asked.lang, text=outcome.text,
        abstained=outcome.abstained, citations=outcome.citations, evidence=tuple(evidence), model=model,
        timings=Timings(
            prompt_tokens=usage.prompt_tokens, new_prompt_tokens=usage.new_prompt_tokens, output_tokens=usage.output_tokens
        ),
        notes=outcome.notes,
    )  # fmt: skip
