"""Our top-level names are general words: no other installed package may own one, or it would win silently."""

from importlib.metadata import packages_distributions

import pytest


@pytest.mark.parametrize("name", ["index", "prompts", "rag", "ui", "eval", "tests"])
def test_no_other_package_owns_our_names(name: str) -> None:
    assert set(packages_distributions().get(name, ["belegt"])) == {"belegt"}
