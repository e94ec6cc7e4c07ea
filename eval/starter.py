"""A new question set to begin with."""

import shutil
from importlib.resources import as_file, files
from pathlib import Path

from index.errors import EvalError


def start(folder: Path) -> list[Path]:
    """Writes a small set that is sound and says what each field means; EvalError where a folder or file is already."""
    if folder.exists():
        raise EvalError(f"expected a folder that is not there yet, found {folder}. Name another; check one with: "
                        f"belegt eval check {folder}")  # fmt: skip
    try:
        with as_file(files("eval") / "new_set") as example:
            shutil.copytree(example, folder, ignore=shutil.ignore_patterns("__pycache__"))
    except OSError as error:
        raise EvalError(f"cannot make {folder}: {error.strerror}. Choose another folder") from error
    return sorted(path for path in folder.rglob("*") if path.is_file())
