"""The figures as elements of a page: what they say, and that a page with a strict policy shows them."""

import re
import xml.etree.ElementTree as ET

from eval.report.plots import Plot, plots
from tests.eval_rows import part, ranked, row

ANSWERS = [row(f"q{n}") for n in range(6)] + [row("w1", "used, wrong"), row("w2", "not retrieved")]


def drawn(name: str, *systems: str) -> Plot:
    return next(one for one in plots([part(ANSWERS, system=system) for system in systems]) if one.name == name)


def texts(plot: Plot) -> list[str]:
    return [element.text or "" for element in ET.fromstring(plot.svg).iter("text")]


def test_a_run_of_answers_has_four_figures_and_one_of_rankings_one() -> None:
    assert [one.name for one in plots([part(ANSWERS)])] == ["quality", "stages", "abstention", "hits"]
    assert [one.name for one in plots([part([ranked("q", ["faehre"])])])] == ["hits"]
    assert plots([]) == []


def test_figures_say_their_values_in_words() -> None:
    assert (
        'aria-label="Where errors arise. belegt: 6 right, 1 not retrieved, 1 used, wrong."'
        in drawn("stages", "belegt").svg
    )
    assert "belegt: 0.750 right in 3.0 s" in drawn("quality", "belegt").svg
    assert "belegt: from 0.750 right at 0.00 abstained" in drawn("abstention", "belegt").svg
    assert "belegt: 1.000 at 1, 1.000 at 5, 1.000 at 10" in drawn("hits", "belegt").svg


def test_texts_are_texts_and_each_system_has_its_label() -> None:
    found = texts(drawn("hits", "belegt", "peer"))
    assert {"belegt", "peer", "hit@k"} <= set(found)


def test_the_same_run_gives_the_same_bytes() -> None:
    assert drawn("stages", "belegt") == drawn("stages", "belegt")


def test_names_are_not_formulas_and_are_escaped() -> None:
    plot = drawn("hits", "a$x$b", "<script>")
    assert {"a$x$b", "<script>"} <= set(texts(plot))
    assert "<script" not in plot.svg


def test_a_name_that_begins_with_an_underscore_is_in_the_legend() -> None:
    assert "hidden" in texts(drawn("hits", "_hidden", "shown"))


def test_no_style_no_address_and_no_id_twice() -> None:
    made = "".join(one.svg for one in plots([part(ANSWERS), part(ANSWERS, system="peer")]))
    assert "style" not in made
    assert "http" not in made
    ids = re.findall(r'\bid="([^"]*)"', made)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'(?:href="#|url\(#)([^")]*)', made)) <= set(ids)


def test_colours_are_left_to_the_page() -> None:
    made = "".join(one.svg for one in plots([part(ANSWERS)]))
    assert set(re.findall(r'(?:fill|stroke)="([^"]*)"', made)) <= {"none"}
