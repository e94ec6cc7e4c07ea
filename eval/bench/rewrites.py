"""How well follow-ups become questions that stand by themselves, held against a person's rewriting.

Compared are stems of content words as the keyword index sees them, so word order and function words are free.
`kept_share` is recall over unigrams (Elgohary et al., CANARD, EMNLP 2019, and QReCC use ROUGE-1 recall likewise).
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path

from eval.bench.parts import Part, Row, share_of
from eval.dataset import read_rows
from index.article import Language
from index.words import stems
from rag.types import Turn

Rewrite = Callable[[str, Sequence[Turn]], str]
"""(question, history) -> the product's own standalone question."""
_STANDALONE = "rewrite:standalone"
_POINTS_BACK: dict[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:its?|itself|they|them|their|theirs|he|him|his|she|hers?|this|that|these|those|there|here|then|ones?|else|"
        r"an?other|others?|same|such|more|also|too)\b|^\W*(?:(?:what|how) about|and|or|but|so|ok|okay|why not)\b|"
        r"^\W*why\W*$",
        re.IGNORECASE,
    ),
    "de": re.compile(
        r"\b(?:er|sie|es|ihn|ihm|ihnen|(?:ihr|sein|dies|jen|ander)(?:e[mnrs]?)?|das|da|dort|hier|dann|"
        r"da(?:von|mit|bei|für|zu|gegen|nach|vor|ran|rauf|raus|rin|rüber|rum)|noch|auch|mehr|solche[nrs]?)\b|"
        r"^\W*(?:was ist mit|und|oder|aber|also)\b|^\W*(?:warum|wieso|weshalb|wann|wo|wer)\W*$",
        re.IGNORECASE,
    ),
}
"""Words by which a question may lean on the talk before it, also where the person left it as it was ("Can it …")."""


def rewrite_rows(path: Path, rewrite: Rewrite, done: Collection[str] = ()) -> Iterator[Row]:
    """Rows of task "rewrite" for a folder or a file of it, one a question; ids in `done` are passed over.

    The history of these sets is the earlier questions without their answers. For the verdict see `judge_rewriting`.
    """
    for file in [path] if path.is_file() else sorted(path.glob("questions*.jsonl")):
        for _, row in read_rows(file):
            if row["id"] not in done:
                yield _rewritten(row, rewrite)


def _rewritten(row: Row, rewrite: Rewrite) -> Row:
    history = [(turn, "") if isinstance(turn, str) else (turn[0], turn[1]) for turn in row["history"]]
    question, gold, lang = row["question"], row["answers"][0], row["lang"]
    written = rewrite(question, history)
    said = " ".join([question, *(text for turn in history for text in turn)])
    stands_alone = bool(history) and row["type"] == _STANDALONE
    verdict = judge_rewriting(written, gold, question, said, lang, stands_alone=stands_alone)
    return {
        "id": row["id"], "question": question, "lang": lang, "type": row["type"],
        "accept": [], "relevant": [], "answerable": True, "history": history,
        "cluster": history[0][0] if history else question,
        "task": "rewrite", "standalone": gold, "rewritten": written, "verdict": verdict,
    }  # fmt: skip


def judge_rewriting(
    written: str, gold: str, question: str, said: str, lang: Language, *, stands_alone: bool
) -> dict[str, float | bool | list[str] | None]:
    """The verdict on one rewriting. `said`: the question and all of the talk before it.

    `kept_share`, `kept`: how many of the person's stems are there, and whether all are; `raw_share`: the same of the
    question as it was put; `precise`: how many of the stems there are the person's; None without stems.
    `unchanged`: the question was left as it was, for one that stands by itself after some talk; `unchanged_plain`: of
    these only where no word of it may point back. `added`: any stem that is neither in
    the talk nor in the person's; `added_words`: which.
    """
    want, have, raw = (set(stems(text, lang)) for text in (gold, written, question))
    added = sorted(have - want - set(stems(said, lang)))
    kept = _share(want & have, want)
    unchanged = written.split() == question.split() if stands_alone else None
    return {
        "kept_share": kept,
        "kept": None if kept is None else kept == 1.0,
        "raw_share": _share(want & raw, want),
        "precise": _share(want & have, have),
        "unchanged": unchanged,
        "unchanged_plain": None if _POINTS_BACK[lang].search(question) else unchanged,
        "added": bool(added),
        "added_words": added,
    }


def _share(part: Collection[str], whole: Collection[str]) -> float | None:
    return len(part) / len(whole) if whole else None


REWRITES: Mapping[str, Part] = {
    "kept": share_of("kept"),
    "kept share": share_of("kept_share"),
    "raw share": share_of("raw_share"),
    "precise": share_of("precise"),
    "unchanged": share_of("unchanged"),
    "unchanged plain": share_of("unchanged_plain"),
    "added": share_of("added"),
}
"""Parts of ratios over rows. Higher is better but in "added"; "raw share": what leaving every question alone gives."""
