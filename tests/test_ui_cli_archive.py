"""`belegt index` and `belegt articles`."""

from dataclasses import replace
from pathlib import Path

import pytest

from index.build import BuildReport
from tests.fake_product import ARTICLE, REPORT, FakeArchive, FakeProduct
from tests.test_ui_cli import objects
from ui.cli import run

Captured = pytest.CaptureFixture[str]


def test_index_report(capsys: Captured) -> None:
    product = FakeProduct()
    assert run(["index", "a", "b", "--prune", "--archive", "/x"], product) == 0
    assert product.builds == [([Path("a"), Path("b")], True)]
    assert product.archives == [Path("/x")]
    assert capsys.readouterr().out.splitlines() == [
        "1 added, 1 updated, 2 unchanged, 0 removed, 1 failed in 1.2 s",
        "failed: /x/bad.pdf: broken PDF",
    ]


def test_index_json(capsys: Captured) -> None:
    assert run(["index", "a", "--json"], FakeProduct()) == 0
    (report,) = objects(capsys.readouterr().out)
    assert (report["added"], report["updated"], report["unchanged"], report["removed"]) == (
        ["a"],
        ["b"],
        ["c", "d"],
        [],
    )
    assert report["failed"] == [{"path": "/x/bad.pdf", "reason": "broken\nPDF"}]


@pytest.mark.parametrize("report", [BuildReport(), BuildReport(failed=REPORT.failed)])
def test_index_of_nothing_readable_fails(report: BuildReport, capsys: Captured) -> None:
    assert run(["index", "a"], FakeProduct(report=report)) == 1
    assert "none that can be read" in capsys.readouterr().err


@pytest.mark.parametrize("args", [["articles"], ["articles", "list"]])
def test_articles_list_for_people_and_as_json(args: list[str], capsys: Captured) -> None:
    assert run(args, FakeProduct()) == 0
    out = capsys.readouterr().out
    assert "2025-05-21" in out
    assert "Ohne [Datum]" in out
    assert "\x1b" not in out
    assert run([*args, "--json"], FakeProduct()) == 0
    assert [row["published"] for row in objects(capsys.readouterr().out)] == ["2025-05-21", None]


def test_articles_options_of_the_group_hold_for_its_commands(capsys: Captured) -> None:
    product = FakeProduct()
    assert run(["articles", "--archive", "/x", "--json", "list"], product) == 0
    assert product.archives == [Path("/x")]
    assert len(objects(capsys.readouterr().out)) == 2


def test_articles_show_what_was_kept_and_what_was_dropped_and_why(capsys: Captured) -> None:
    assert run(["articles", "show", "bruecke"], FakeProduct()) == 0
    out = capsys.readouterr().out
    for part in (
        ARTICLE.title,
        ARTICLE.text,
        "2025-05-21 (found in: line 1)",
        "Seebacher Bote",
        "- teaser: Mehr zum Thema",
    ):
        assert part in out


def test_articles_remove(capsys: Captured) -> None:
    product = FakeProduct()
    assert run(["articles", "remove", "bruecke", "--json"], product) == 0
    assert objects(capsys.readouterr().out) == [{"removed": "bruecke"}]
    assert run(["articles", "show", "bruecke"], product) == 1


@pytest.mark.parametrize("width", [80, 100, 160])
def test_a_list_keeps_ids_and_dates_whole_in_any_width(
    width: int, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setattr("ui.output.WHOLE_LINES", width)
    product = FakeProduct()
    assert isinstance(product.fake_archive, FakeArchive)
    product.fake_archive.shelf["x"] = replace(ARTICLE, id="0123456789" * 3, title="Ein langer Titel " * 20)
    assert run(["articles", "list"], product) == 0
    lines = capsys.readouterr().out.splitlines()
    (row,) = [line for line in lines if line.startswith("0123456789" * 3)]
    assert row.split()[1:3] == ["2025-05-21", "de"]
    assert max(map(len, lines)) <= width
