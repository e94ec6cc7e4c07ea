"""Imports point one way, slow ones stay inside functions, and what is imported is declared and pinned."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions, version
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_IMPORT: dict[str, set[str]] = {
    "prompts": set(),
    "index": set(),
    "rag": {"index", "prompts"},
    "eval": {"rag", "index", "prompts"},
    "ui": {"rag", "index", "prompts"},
}
MAY_IMPORT_EVAL = {"ui/commands_eval.py", "ui/evaluate.py", "ui/show_eval.py"}
SLOW = {
    "torch",
    "transformers",
    "sentence_transformers",
    "chromadb",
    "llama_cpp",
    "llama_index",
    "gradio",
    "trafilatura",
    "haystack",
}
IMPORTED_BY_NONE_OF_OURS = {"torch", "transformers", "lxml-html-clean"}
"""Loaded by sentence-transformers and trafilatura; declared for the reasons in pyproject.toml."""


def top_level_imports(path: Path) -> Iterator[str]:
    """The first name part of every import in the file, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield (node.module or "").partition(".")[0]


def files(layer: str) -> list[Path]:
    found = sorted((ROOT / layer).rglob("*.py"))
    assert found, f"{layer}/ holds no Python file"
    return found


@pytest.mark.parametrize("layer", MAY_IMPORT)
def test_imports_point_one_way(layer: str) -> None:
    for path in files(layer):
        name = path.relative_to(ROOT).as_posix()
        allowed = MAY_IMPORT[layer] | {layer} | ({"eval"} if name in MAY_IMPORT_EVAL else set())
        foreign = set(top_level_imports(path)) & (MAY_IMPORT.keys() | {"tests"})
        assert foreign <= allowed, f"{name}: {layer}/ must not import {foreign - allowed}"


def test_the_command_line_starts_without_slow_packages() -> None:
    code = f"import sys, ui.cli; print(sorted({SLOW!r} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@cache
def project() -> dict[str, list[str]]:
    """Normalised names of the packages declared: "needed", "dev", and "extra" for one part alone."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = table["optional-dependencies"]
    lists = {"needed": table["dependencies"], "dev": extras["dev"], "extra": extras["haystack"]}
    return {key: [normal(re.split(r"[^\w.-]", line)[0]) for line in lines] for key, lines in lists.items()}


def imported() -> dict[str, set[str]]:
    """Top-level name of each foreign import of the five layers -> packages that provide it."""
    owners = packages_distributions()
    names = {name for layer in MAY_IMPORT for path in files(layer) for name in top_level_imports(path)}
    foreign = names - MAY_IMPORT.keys() - sys.stdlib_module_names - {"_typeshed"}
    return {name: {normal(owner) for owner in owners.get(name, [])} for name in foreign}


def test_what_is_imported_is_declared() -> None:
    declared = {*project()["needed"], *project()["extra"]}
    missing = {name: owners for name, owners in imported().items() if not owners & declared}
    assert not missing, f"imported, but not in pyproject.toml: {missing}"


def test_what_is_declared_is_imported() -> None:
    used = {owner for owners in imported().values() for owner in owners}
    assert set(project()["needed"]) - used - IMPORTED_BY_NONE_OF_OURS == set()


def test_what_is_declared_is_pinned_to_the_version_installed() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = dict(line.split("==") for line in lines if line and not line.startswith("#"))
    declared = [*project()["needed"], *project()["dev"]]
    assert {name: pins.get(name) for name in declared} == {name: version(name).split("+")[0] for name in declared}
