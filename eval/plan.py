"""What a run asks of whom; kept in the run's folder, so that it can go on where it was stopped."""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from eval.bench import Kind, kind_of
from eval.dataset import QuestionSet, drawn, fingerprint, load_set, shipped_sets
from eval.runfolder import INFO, Row, read_json, write_json
from eval.special import NEEDS_MODEL, name_of, special_fingerprint
from eval.systems import System
from index.article import Language
from index.errors import EvalError

VERSION = 1


@dataclass(frozen=True)
class Plan:
    """The options that the rows of a run depend on."""

    sets: tuple[str, ...]
    retrieval_only: bool = False
    sample: int | None = None
    seed: int = 0
    models: tuple[str, ...] = ()
    peers: tuple[str, ...] = ()
    articles: Language | None = None
    """Search only the articles in this language."""


@dataclass(frozen=True)
class Asked:
    """A set of a run: the questions that are put, and what says later that they are the same.

    `questions` is None for a public set of another kind; `kind` says which.
    """

    name: str
    path: Path
    kind: Kind
    about: Row
    questions: QuestionSet | None


def paths_of(sets: Sequence[Path]) -> tuple[str, ...]:
    """The sets of a plan; all that are shipped where none is named."""
    return tuple(str(path.resolve()) for path in sets or shipped_sets())


def load_plan(run: Path) -> Plan:
    """The plan of a run that was begun; EvalError when the folder is no run or one of another version."""
    info = read_json(run / INFO)
    if info.get("version") != VERSION:
        raise EvalError(f"expected a run of version {VERSION} in {run}, found {info.get('version')!r}. Start a new one")
    given: Any = {name: tuple(value) if isinstance(value, list) else value for name, value in info["arguments"].items()}
    return Plan(**given)


def write_plan(plan: Plan, sets: Sequence[Asked], systems: Sequence[System], run: Path) -> None:
    """Notes what the run is going to do, before the first question."""
    info = {
        "version": VERSION,
        "sets": [one.name for one in sets],
        "systems": [system.name for system in systems],
        "started": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
        "arguments": asdict(plan),
    }
    write_json(info, run / INFO)


def load_sets(plan: Plan) -> list[Asked]:
    """Reads all sets of a plan, so that a fault in the last one shows before the first question."""
    sets = [_asked(Path(path), plan) for path in plan.sets]
    names = Counter(one.name for one in sets)
    if twice := [name for name, count in names.items() if count > 1]:
        raise EvalError(f"expected sets of different names, found {twice[0]!r} twice. Rename one of the folders")
    return sets


def _asked(path: Path, plan: Plan) -> Asked:
    kind = kind_of(path)
    sample = {"sample": plan.sample, "seed": plan.seed if plan.sample else None}
    if kind != "answers":
        if plan.peers or (plan.retrieval_only and kind in NEEDS_MODEL):
            raise EvalError(f"expected the product with its model for {path}, a set of {kind}. Leave the option out")
        about = {"set": name_of(path), "task": kind, "fingerprint": special_fingerprint(path)} | sample
        return Asked(name_of(path), path, kind, about, None)
    if plan.articles and not plan.retrieval_only:
        raise EvalError("expected --retrieval-only with --articles, found it without. Add it, or leave --articles out")
    questions = load_set(path)
    kept = drawn(questions, plan.sample, plan.seed) if plan.sample else questions
    if plan.retrieval_only:
        kept = replace(kept, questions=tuple(question for question in kept.questions if question.relevant))
    about = {
        "set": questions.name,
        "task": "retrieval" if plan.retrieval_only else "answer",
        "fingerprint": fingerprint(questions),
        "questions": len(kept.questions),
        "articles": str(questions.articles),
        "articles in": plan.articles,
    }
    return Asked(questions.name, path, kind, about | sample, kept)
