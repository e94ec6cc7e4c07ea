"""Vocabulary of news pages: regular expressions and words, one a line, German and English, read once."""

from functools import cache
from importlib.resources import files


@cache
def entries(name: str) -> frozenset[str]:
    """The lines of `NAME.txt` as a set."""
    return frozenset(_lines(name))


@cache
def alternatives(name: str) -> str:
    """The lines of `NAME.txt` as one group "(?:...|...)", in their order."""
    return "(?:" + "|".join(_lines(name)) + ")"


def _lines(name: str) -> list[str]:
    """The lines without the empty ones and the comments, which begin with "# "."""
    lines = (files(__name__) / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("# ")]
