"""How well answers hold to what the sources say: noise alone, good sources, and good ones among falsified ones.

After Chen et al., Benchmarking Large Language Models in Retrieval-Augmented Generation (RGB), AAAI 2024: "negative
rejection" is the trial with noise, "counterfactual robustness" the one with falsified sources.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

from eval.bench.parts import Part, Row, share_of
from eval.dataset import read_rows
from eval.support import without_markers
from eval.text import answer_recall
from index.errors import QuestionError
from rag.answer_json import to_dict
from rag.types import Answer

Trial = Literal["noise", "positive", "counterfactual"]
AnswerFrom = Callable[[str, Collection[str]], Answer]
"""(question, article ids) -> the answer when nothing but these articles is searched."""


def snippet_rows(path: Path, answer: AnswerFrom, done: Collection[str] = ()) -> Iterator[Row]:
    """Rows of task "snippets" for a folder or its file of questions, three a question; ids in `done` are passed over.

    The id is "QUESTION/TRIAL", the type "rgb:TRIAL". For the verdict see `judge_trial`. A question that the product
    refuses as it stands has an `error` and no verdict side that is right.
    """
    file = path if path.is_file() else path / "questions.jsonl"
    for _, row in read_rows(file):
        for trial, article_ids in trials(row).items():
            if f"{row['id']}/{trial}" not in done:
                yield _tried(row, trial, article_ids, answer)


def trials(row: Row) -> dict[Trial, Sequence[str]]:
    """The articles of each trial: those that do not answer, those that do, those that do with the falsified ones."""
    return {
        "noise": row["noise_ids"],
        "positive": row["relevant_ids"],
        "counterfactual": [*row["relevant_ids"], *row["counterfactual_ids"]],
    }


def _tried(row: Row, trial: Trial, article_ids: Sequence[str], answer: AnswerFrom) -> Row:
    fields = {
        "id": f"{row['id']}/{trial}", "question": row["question"], "lang": row["lang"], "type": f"rgb:{trial}",
        "accept": [], "relevant": row["relevant_ids"], "answerable": trial != "noise", "history": [],
        "answers": row["answers"], "fake": row["fake_answer"], "only": article_ids,
        "cluster": row["id"], "task": "snippets",
    }  # fmt: skip
    try:
        found = answer(row["question"], article_ids)
    except QuestionError as error:
        return fields | {"answer": None, "error": str(error), "verdict": _refused(trial)}
    return fields | {"answer": to_dict(found), "verdict": judge_trial(found, trial, row["answers"], row["fake_answer"])}


def judge_trial(answer: Answer, trial: Trial, gold: Sequence[str], fake: str) -> dict[str, bool | None]:
    """The verdict on one trial.

    `abstained`; `right`: abstained on noise, else a gold answer stands in the answer, whether the false one does too
    or not; `fooled`: only the false one does, None outside the trial with falsified sources; `both`: both do.
    """
    text, lang = "" if answer.abstained else without_markers(answer.text), answer.language
    true, false = (bool(answer_recall(text, texts, lang)) for texts in (gold, [fake]))
    falsified = trial == "counterfactual"
    return {
        "abstained": answer.abstained,
        "right": answer.abstained if trial == "noise" else true,
        "fooled": false and not true if falsified else None,
        "both": false and true if falsified else None,
    }


def _refused(trial: Trial) -> dict[str, bool | None]:
    falsified = False if trial == "counterfactual" else None
    return {"abstained": False, "right": False, "fooled": falsified, "both": falsified}


def _right_in(trial: Trial) -> Part:
    share = share_of("right")
    return lambda row: share(row) if row["type"] == f"rgb:{trial}" else None


SNIPPETS: Mapping[str, Part] = {
    "noise rejected": _right_in("noise"),
    "sources used": _right_in("positive"),
    "true among false": _right_in("counterfactual"),
    "fooled": share_of("fooled"),
    "both named": share_of("both"),
}
"""Parts of ratios over rows. Higher is better but in "fooled"; "both named" is neither good nor bad."""
