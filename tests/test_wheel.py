"""The wheel works away from the checkout: console command, the five packages, prompts and texts inside."""

import os
import site
import subprocess
import sys
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("index", "prompts", "rag", "ui", "eval")
BUILD = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"


def run(*command: str | Path, cwd: Path) -> str:
    """stdout of the command; what it says on stderr is shown when it fails."""
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, cwd=cwd, env=clean, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    name = run(sys.executable, "-c", BUILD, folder, cwd=ROOT).split()[-1]
    return folder / name


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a new environment: our wheel alone, the other packages seen through a path file.

    The checkout is not seen: path files inside an added folder are not followed.
    """
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    (packages,) = (folder / "lib").glob("python*/site-packages")
    command = [sys.executable, "-m", "pip", "--python", str(programs / "python")]
    run(*command, "install", "--quiet", "--no-deps", "--no-index", wheel, cwd=folder)
    (packages / "others.pth").write_text("\n".join(site.getsitepackages()))
    return programs


def test_the_wheel_holds_the_packages_and_no_tests(wheel: Path) -> None:
    names = ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names if ".dist-info/" not in name}
    assert tops == set(PACKAGES)
    assert any(name.endswith("licenses/LICENSE") for name in names)
    shipped = {name for name in names if name.endswith((".txt", ".css", ".js"))}
    ours = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for suffix in ("txt", "css", "js")
        for path in (ROOT / package).rglob(f"*.{suffix}")
    }
    assert ours <= shipped


def test_the_wheel_stays_small(wheel: Path) -> None:
    assert wheel.stat().st_size < 5_000_000


def test_the_command_runs_from_anywhere(environment: Path, tmp_path: Path) -> None:
    assert run(environment / "belegt", "--version", cwd=tmp_path).strip() == "belegt 0.1.0"
    assert "ask" in run(environment / "belegt", "--help", cwd=tmp_path)


def test_all_five_packages_come_from_the_wheel_with_their_prompts(environment: Path, tmp_path: Path) -> None:
    code = (
        f"import importlib, prompts; [print(importlib.import_module(n).__file__) for n in {PACKAGES}];"
        "print(*[bool(prompts.load(n).template.strip()) for n in prompts.names()])"
    )
    *places, prompts = run(environment / "python", "-c", code, cwd=tmp_path).splitlines()
    assert len(places) == 5
    assert all(str(environment.parent) in place for place in places)
    assert set(prompts.split()) == {"True"}
