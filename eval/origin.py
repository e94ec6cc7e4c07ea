"""All that the rows of a run depend on: set, settings, model, prompts, code, packages, machine."""

import hashlib
import os
import platform
import subprocess
import time
from collections.abc import Mapping, Sequence
from importlib.metadata import distributions
from pathlib import Path
from typing import TYPE_CHECKING, Any

import prompts
from eval.runfolder import Row, differences
from eval.systems import weights_of
from index.errors import EvalError

if TYPE_CHECKING:
    from rag.settings import Settings

ROOT = Path(__file__).parents[1]
CODE = ("index", "prompts", "rag", "eval")
OF_THE_SET = ("set", "fingerprint", "task", "sample", "seed")
MUST_STAY = (*OF_THE_SET, "model", "weights", "settings", "prompts", "code")
"""What must be the same when a run goes on."""
OF_THE_MACHINE = ("archive", "cache", "hub")
"""Settings that no answer depends on."""


def origin(settings: "Settings", model: str | None, asked: Mapping[str, Any]) -> Row:
    """`asked`: what was asked of whom; `model` None where no language model takes part. Keys are masked."""
    return {
        **asked,
        "model": model,
        "weights": weights_of(settings, model) if model else None,
        "settings": settings.model_dump(mode="json"),
        "prompts": {name: prompts.fingerprint(name) for name in prompts.names()},
        "code": code_fingerprint(),
        "commit": _commit(ROOT),
        "started": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
        "python": platform.python_version(),
        "machine": platform.platform(),
        "processors": os.cpu_count(),
        "packages": {dist.name: dist.version for dist in distributions()},
    }


def check_same(before: Row, now: Row, names: Sequence[str] = MUST_STAY) -> None:
    """EvalError naming what changed, where a run would go on with another set, model, setting or code."""
    changed = differences(_compared(before), _compared(now), names)
    if changed:
        more = f" and {len(changed) - 3} more" if len(changed) > 3 else ""
        raise EvalError(
            f"expected the run's own set, model and settings to go on with, found another "
            f"{'; '.join(changed[:3])}{more}. "
            "Put it back, or start a new run without --resume"
        )


def _compared(row: Row) -> Row:
    kept = {name: value for name, value in row.get("settings", {}).items() if name not in OF_THE_MACHINE}
    return row | {"settings": kept}


def code_fingerprint() -> str:
    """SHA-256 of the program's own modules and prompts."""
    digest = hashlib.sha256()
    for folder in CODE:
        paths = sorted(path for path in (ROOT / folder).glob("**/*") if path.suffix in (".py", ".txt"))
        for path in paths:
            if "data" not in path.relative_to(ROOT).parts:
                digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _commit(checkout: Path) -> str | None:
    """The commit of the checkout, with a "+" when files differ from it; None for an installed program."""
    if not (checkout / ".git").exists():
        return None
    try:
        head = _git(checkout, "rev-parse", "HEAD")
        return head + ("+" if _git(checkout, "status", "--porcelain") else "")
    except (OSError, subprocess.CalledProcessError):
        return None


def _git(checkout: Path, *args: str) -> str:
    done = subprocess.run(["git", "-C", str(checkout), *args], capture_output=True, text=True, check=True)
    return done.stdout.strip()
