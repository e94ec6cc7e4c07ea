"""What people and machines read of a run: tables in the terminal, one page of HTML, JUnit for CI."""

from eval.report.tables import tables

__all__ = ["tables"]
