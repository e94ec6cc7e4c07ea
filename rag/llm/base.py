"""What every language model looks like to the rest of Belegt."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Prompt:
    """A prompt in two parts, so that the part all questions share stays in the prefix cache.

    `fixed` holds the instructions and worked examples; `variable` the sources and
    the question, and ends in the label after which the model goes on.
    """

    fixed: str
    variable: str

    @property
    def text(self) -> str:
        return self.fixed + self.variable


@dataclass(frozen=True)
class Piece:
    """A few characters of the model's text; `logprob` is natural, None where a backend gives none."""

    text: str
    logprob: float | None = None


@dataclass(frozen=True)
class Usage:
    """Tokens of one call; None where the backend does not say."""

    prompt_tokens: int | None
    new_prompt_tokens: int | None
    output_tokens: int


class Enough(Exception):  # noqa: N818 - no error: the caller has read what it wanted
    """Thrown into a stream to end it early: a backend that can still tell its Usage returns it."""


class LLM(Protocol):
    """A model that goes on with a prompt.

    Closing the generator cancels the work. ModelUnavailableError is raised when
    the model cannot be reached or stops in mid-answer.
    """

    name: str
    continues: bool
    """Whether it goes on where a prompt ends, so that the evidence can be put there for it; one behind an HTTP API
    takes its turn instead."""

    def stream(self, prompt: Prompt, *, max_tokens: int, stop: Sequence[str]) -> Generator[Piece, None, Usage]: ...

    def odds(self, prompt: Prompt, endings: Sequence[str], one: str, other: str) -> list[float] | None:
        """How much likelier one word is than another after the prompt and each of a few endings, as a natural
        logarithm; None from a backend that does not tell."""

    def warm(self, fixed: Sequence[str]) -> None:
        """Load the model and read the fixed parts, so that the first question need not."""

    def close(self) -> None: ...
