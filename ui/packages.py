"""Installed packages against what the project asks for and what it was tested with."""

import re
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

DISTRIBUTION = "belegt"
CONSTRAINTS = Path(__file__).parent.parent / "constraints.txt"
"""Only in a checkout; an installed wheel has its requirements alone."""


def own_version() -> str:
    """The version of this project; "0+unknown" when it runs without being installed."""
    return _installed(DISTRIBUTION) or "0+unknown"


def package_problems() -> list[str]:
    """What is missing or has another version than the pinned one, one phrase each."""
    names = required_names()
    return problems(names, pins(_constraint_lines())) if names else [f"{DISTRIBUTION} itself is not installed"]


def problems(names: Iterable[str], pinned: Mapping[str, str]) -> list[str]:
    """The same for given names and pins; names are compared in their normal form."""
    found = {name: _installed(name) for name in sorted({*map(normal, names)})}
    missing = [f"{name} is not installed" for name, have in found.items() if have is None]
    other = [
        f"{name} {have} instead of {pinned[name]}"
        for name, have in found.items()
        if have is not None and have.split("+")[0] != pinned.get(name, have).split("+")[0]
    ]
    return missing + other


def required_names() -> list[str]:
    """Names of the packages that this project needs on any machine, extras left out."""
    try:
        lines = requires(DISTRIBUTION) or []
    except PackageNotFoundError:
        return list(pins(_constraint_lines()))
    return [match[0] for line in lines if ";" not in line and (match := re.match(r"[\w.-]+", line))]


def pins(lines: Iterable[str]) -> dict[str, str]:
    """`name==version` lines as a mapping of normal name to version."""
    found = (re.match(r"\s*([\w.-]+)\s*==\s*([^\s;#]+)", line) for line in lines)
    return {normal(match[1]): match[2] for match in found if match}


def normal(name: str) -> str:
    """A package name as package indexes compare it: "Llama_Index.core" is "llama-index-core"."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _constraint_lines() -> list[str]:
    return CONSTRAINTS.read_text(encoding="utf-8").splitlines() if CONSTRAINTS.is_file() else []


def _installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
