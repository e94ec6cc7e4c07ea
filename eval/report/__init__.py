"""What people and machines read of a run: tables in the terminal, one page of HTML, JUnit XML for CI."""

from pathlib import Path
from typing import TYPE_CHECKING

from eval.report.tables import tables
from index.errors import EvalError

if TYPE_CHECKING:
    from eval.runfolder import LoadedRun

__all__ = ["tables", "write_report"]


def write_report(run: "LoadedRun", folder: Path) -> None:
    """Writes report.html and junit.xml, the same bytes for the same run; EvalError when they cannot be written."""
    from eval.report.html import page
    from eval.report.junit import junit

    declaration = '<?xml version="1.0" encoding="utf-8"?>\n'
    for name, text in (("report.html", page(run)), ("junit.xml", declaration + junit(run))):
        try:
            (folder / name).write_text(text, encoding="utf-8")
        except OSError as error:
            raise EvalError(
                f"cannot write {folder / name}: {error.strerror}. Choose another folder: --report DIR"
            ) from error
