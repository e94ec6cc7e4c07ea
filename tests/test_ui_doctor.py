import subprocess
import sys
from pathlib import Path

import pytest

from index.errors import ArchiveMismatchError
from tests.fake_product import MISSING, FakeProduct
from ui.cli import run
from ui.doctor import Check, check_archive, check_disk, check_memory, check_python, checks
from ui.packages import normal, pins, problems

ROOT = Path(__file__).parents[1]
Captured = pytest.CaptureFixture[str]


def by_name(product: FakeProduct) -> dict[str, Check]:
    return {check.name: check for check in checks(product)}


def test_each_line_says_status_and_the_command_that_mends() -> None:
    assert Check("disk", True, "9 GB", "make room").line() == "ok       disk             9 GB"
    assert Check("archive", False, "none", "belegt index").line() == "missing  archive          none  ->  belegt index"
    assert Check("memory", False, "little", needed=False).status == "warning"


@pytest.mark.parametrize(("version", "ok"), [((3, 10, 9), False), ((3, 11, 0), True), ((3, 14, 1), True)])
def test_python(version: tuple[int, ...], ok: bool) -> None:
    assert check_python(version).ok is ok


def test_an_empty_machine_misses_weights_model_and_archive() -> None:
    found = by_name(FakeProduct(fake_archive=MISSING))
    missing = {name for name, check in found.items() if check.status == "missing"} - {"packages"}
    assert missing == {"embedding model", "language model", "archive"}
    assert found["embedding model"].mend == "belegt models fetch"
    assert "belegt index" in found["archive"].found
    assert found["ollama"].status == "warning"


def test_archive_that_opens_and_one_that_does_not_match() -> None:
    product = FakeProduct()
    assert check_archive(product, product.settings()).ok
    broken = FakeProduct(fake_archive=ArchiveMismatchError("built with another model"))
    check = check_archive(broken, broken.settings())
    assert (check.ok, check.found) == (False, "built with another model")


def test_a_wrong_setting_is_named_and_ends_the_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELEGT_ARCHVE", "/x")
    found = by_name(FakeProduct())
    assert list(found) == ["python", "packages", "settings"]
    assert "BELEGT_ARCHIVE" in found["settings"].found


def test_disk_of_a_folder_that_does_not_exist_yet(tmp_path: Path) -> None:
    assert str(tmp_path) in check_disk(tmp_path / "a" / "b").found


@pytest.mark.parametrize(
    ("text", "ok", "found"),
    [
        ("MemTotal: 9 kB\nMemAvailable:    4000000 kB\n", True, "4.1 GB free"),
        ("MemAvailable:    1000000 kB\n", False, "1.0 GB free"),
        ("MemTotal: 9 kB\n", True, "not known on this system"),
    ],
)
def test_memory(tmp_path: Path, text: str, ok: bool, found: str) -> None:
    (tmp_path / "meminfo").write_text(text)
    check = check_memory(tmp_path / "meminfo")
    assert (check.ok, check.found) == (ok, found)


def test_memory_without_proc(tmp_path: Path) -> None:
    assert check_memory(tmp_path / "none").ok


def test_exit_code_and_lines(capsys: Captured) -> None:
    assert run(["doctor"], FakeProduct(fake_archive=MISSING)) == 1
    lines = capsys.readouterr().out.splitlines()
    assert all(line.split()[0] in ("ok", "missing", "warning") for line in lines)


def test_packages_missing_and_of_another_version() -> None:
    pinned = pins(["pytest==0.0.1  # why", "# comment", "rich ; extra", "No_Such.Package==1"])
    assert pinned == {"pytest": "0.0.1", "no-such-package": "1"}
    have = pytest.__version__
    found = problems(["pytest", "no_such-package", "hypothesis"], pinned)
    assert found == ["no-such-package is not installed", f"pytest {have} instead of 0.0.1"]
    assert problems(["pytest"], {"pytest": f"{have}+cpu"}) == []


def test_normal_name() -> None:
    assert normal("Llama_Index.core") == "llama-index-core"


def test_runs_with_the_standard_library_alone(tmp_path: Path) -> None:
    """`-S -I` leaves site-packages out, as on a machine where the installation failed."""
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from ui.doctor import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-S", "-I", "-c", code], capture_output=True, text=True, cwd=tmp_path, timeout=60, check=False
    )
    assert done.returncode == 1, done.stderr
    assert "is not installed" in done.stdout
    assert "make setup" in done.stdout
    assert done.stderr == ""


def test_a_long_finding_is_folded_and_its_paths_stay_whole() -> None:
    path = "/a/very/long/folder/" + "name-" * 12
    line = Check("disk", False, f"9.9 GB free at {path}", "make room, or set BELEGT_CACHE to a folder").line(70)
    first, *rest = line.splitlines()
    assert first.startswith("missing  disk             9.9 GB free")
    assert all(part.startswith(" " * 26) for part in rest)
    assert path in line
    assert " ".join(line.split()).endswith("-> make room, or set BELEGT_CACHE to a folder")
