"""`belegt doctor`: whether everything that an answer needs is there, and the command that mends what is not.

Needs the standard library alone to start, so that `python -m ui.doctor` can
also tell which packages are missing.
"""

import os
import shutil
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import ArchiveError, BelegtError
from ui.output import one_line
from ui.packages import package_problems
from ui.services import Services

if TYPE_CHECKING:
    from rag.llm.select import Candidate
    from rag.settings import Settings

OLDEST_PYTHON = (3, 11)
DISK_GB = 2.0
MEMORY_GB = 2.0
"""What the larger of the known language models needs, with room for the index."""
INSTALL = "make setup"
FETCH = "belegt models fetch"


@dataclass(frozen=True)
class Check:
    """One thing looked at. `needed`: no answer without it; `mend`: the command that helps."""

    name: str
    ok: bool
    found: str
    mend: str = ""
    needed: bool = True

    @property
    def status(self) -> str:
        return "ok" if self.ok else "missing" if self.needed else "warning"

    def line(self, width: int | None = None) -> str:
        """Status, name and finding; with a width, folded under the finding where it is longer."""
        mend = f"  ->  {self.mend}" if self.mend and not self.ok else ""
        head = f"{self.status:8} {self.name:16} "
        text = one_line(self.found) + mend
        if width is None:
            return head + text
        return textwrap.fill(
            text,
            max(width, 60),
            initial_indent=head,
            subsequent_indent=" " * len(head),
            break_on_hyphens=False,
            break_long_words=False,
        )


def checks(services: Services, archive: Path | None = None) -> Iterator[Check]:
    """Every check in turn; one that cannot run because of an earlier fault says so."""
    yield check_python(sys.version_info[:3])
    yield check_packages()
    try:
        settings = services.settings(archive)
    except ImportError as error:
        yield Check("settings", False, f"cannot be read without the package {error.name}", INSTALL)
        return
    except BelegtError as error:
        yield Check("settings", False, str(error))
        return
    yield Check("settings", True, "the environment holds no unknown or wrong setting")
    yield check_embedding(settings)
    yield from check_models(settings)
    yield check_archive(services, settings)
    yield check_disk(settings.cache)
    yield check_memory(Path("/proc/meminfo"))


def check_python(version: tuple[int, ...]) -> Check:
    found = ".".join(map(str, version))
    return Check("python", version[:2] >= OLDEST_PYTHON, found, "install Python 3.11 or newer, then: make setup")


def check_packages() -> Check:
    """One line for all packages: what is missing counts, another version than the pinned one as well."""
    problems = package_problems()
    return Check("packages", not problems, "; ".join(problems) or "all there in the pinned versions", INSTALL)


def check_embedding(settings: "Settings") -> Check:
    """The embedding model on disk: without it nothing can be indexed or searched."""
    if Path(settings.embedding_model).is_dir():
        return Check("embedding model", True, settings.embedding_model)
    try:
        from index.e5 import find_embedding_folder
    except ImportError as error:
        return Check("embedding model", False, f"cannot be looked for without the package {error.name}", INSTALL)
    folder = find_embedding_folder(settings.weights)
    return Check("embedding model", folder is not None, str(folder or f"none in {settings.weights}"), FETCH)


def check_models(settings: "Settings") -> Iterator[Check]:
    """One line for each way to a language model, then whether there is any."""
    try:
        from rag.llm.select import candidates

        found = candidates(settings)
    except ImportError as error:
        yield Check("language model", False, f"cannot be looked for without the package {error.name}", INSTALL)
        return
    except BelegtError as error:
        yield Check("language model", False, str(error), FETCH)
        return
    yield from (_candidate(candidate) for candidate in found)
    chosen = [f"{c.kind}: {c.name}" for c in found if c.chosen]
    yield Check("language model", bool(chosen), f"in use: {chosen[0]}" if chosen else "none to be had", FETCH)


def _candidate(candidate: "Candidate") -> Check:
    return Check(
        candidate.kind, candidate.available, ": ".join(filter(None, (candidate.name, candidate.why))), needed=False
    )


def check_archive(services: Services, settings: "Settings") -> Check:
    """Whether the archive opens and was built with the models configured now."""
    try:
        with services.archive(settings.archive) as archive:
            count = len(archive.articles())
    except ArchiveError as error:
        return Check("archive", False, str(error))
    except ImportError as error:
        return Check("archive", False, f"cannot be opened without the package {error.name}", INSTALL)
    return Check("archive", count > 0, f"{settings.archive}: {count} articles", "belegt index FOLDER")


def check_disk(cache: Path) -> Check:
    """Free space where weights go; the folder itself need not exist yet."""
    folder = next(path for path in (cache, *cache.absolute().parents) if path.exists())
    free = shutil.disk_usage(folder).free / 1e9
    mend = "make room, or set BELEGT_CACHE to a folder on another disk"
    return Check("disk", free >= DISK_GB, f"{free:.1f} GB free at {folder}", mend, needed=False)


def check_memory(meminfo: Path) -> Check:
    """Memory that programs can still have; unknown where the system does not say it in /proc."""
    free = _available_gb(meminfo)
    if free is None:
        return Check("memory", True, "not known on this system", needed=False)
    mend = "close other programs, or choose a smaller model: belegt models list"
    return Check("memory", free >= MEMORY_GB, f"{free:.1f} GB free", mend, needed=False)


def _available_gb(meminfo: Path) -> float | None:
    try:
        lines = meminfo.read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    kilobytes = [int(line.split()[1]) for line in lines if line.startswith("MemAvailable:")]
    return kilobytes[0] * 1024 / 1e9 if kilobytes else None


def main() -> int:
    """Prints all checks; 1 when something needed is missing."""
    archive = os.environ.get("BELEGT_ARCHIVE")
    found = list(checks(Services(), Path(archive) if archive else None))
    print("\n".join(check.line() for check in found))
    return int(any(check.status == "missing" for check in found))


if __name__ == "__main__":
    sys.exit(main())
