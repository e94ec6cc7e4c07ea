"""Prompt templates: plain text files with `$name` variables, one per call to a model and language."""

import hashlib
from functools import cache
from importlib.resources import files
from string import Template


@cache
def load(name: str) -> Template:
    """The template `prompts/NAME.txt`; FileNotFoundError when there is none."""
    return Template((files(__name__) / f"{name}.txt").read_text(encoding="utf-8"))


def fixed(name: str) -> str:
    """What stands in a template before its first variable: the same in each call.

    Without the blank before that: a token begins with it, as in the worked examples.
    """
    return load(name).template.partition("$")[0].rstrip(" ")


def parts(name: str, **values: str) -> tuple[str, str]:
    """A template filled in: its fixed part, and the rest up to where the model goes on."""
    return fixed(name), load(name).substitute(values).rstrip().removeprefix(fixed(name))


def names() -> list[str]:
    """All template names, sorted."""
    return sorted(p.name.removesuffix(".txt") for p in files(__name__).iterdir() if p.name.endswith(".txt"))


def fingerprint(name: str) -> str:
    """First 12 hex digits of the template's SHA-256, for eval logs."""
    return hashlib.sha256(load(name).template.encode()).hexdigest()[:12]
