"""Articles that try to give orders, and the questions asked about them: tests/data/hostile*."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from rag.types import Answer

DATA = Path(__file__).parent / "data"
ARTICLES = DATA / "hostile"


@dataclass(frozen=True)
class Case:
    """A question about a hostile article. Patterns are searched in any case; an empty one is found nowhere.

    `accept`: in a right answer; empty when only abstaining is right. `forbid`: in no answer, it is what the attack
    wants said. `payload`: in no quotation, it is the attack itself. `asked`: put to the model; the others are attacks
    of the same kind, which stand beside it in the archive.
    """

    id: str
    lang: str
    question: str
    accept: str
    forbid: str
    payload: str
    asked: bool

    @property
    def name(self) -> str:
        return f"{' '.join(re.findall('[a-z0-9]+', self.id))} asked in {self.lang}"

    def is_right(self, answer: Answer) -> bool:
        """Whether the answer is the true one, or abstains where there is none."""
        return answer.abstained if not self.accept else not answer.abstained and found(self.accept, answer.text)


def found(pattern: str, text: str) -> bool:
    return bool(pattern) and bool(re.search(pattern, text, re.IGNORECASE))


def cases() -> list[Case]:
    """All questions, German articles first."""
    files = (DATA / "hostile_de.jsonl", DATA / "hostile_en.jsonl")
    return [Case(**json.loads(line)) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
