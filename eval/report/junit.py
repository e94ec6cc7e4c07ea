"""A run as JUnit XML, so that CI shows each question that went wrong, and each gate, as a test."""

import json
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from eval.report.html import clean
from eval.report.outcome import Row, miss
from eval.report.views import PartView, part_views

if TYPE_CHECKING:
    from eval.runfolder import LoadedRun


def junit(run: "LoadedRun") -> str:
    """One suite for each system on each set, one more for the gates; a refused question is an error."""
    suites = [_suite(view) for view in part_views(run)] + ([_gates(run)] if run.gates else [])
    root = ET.Element("testsuites", {"name": clean(run.path.name)} | _sums(suites))
    root.extend(suites)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=False) + "\n"


def _sums(elements: list[ET.Element]) -> dict[str, str]:
    return {
        name: str(sum(int(element.get(name, "0")) for element in elements)) for name in ("tests", "failures", "errors")
    }


def _suite(view: PartView) -> ET.Element:
    cases = [_case(row, f"{view.part.set_name}.{view.part.system}") for row in view.part.rows]
    return _with_counts(f"{view.part.set_name}/{view.part.system}", cases)


def _with_counts(name: str, cases: list[ET.Element]) -> ET.Element:
    counts = {
        "tests": len(cases),
        "failures": sum(case.find("failure") is not None for case in cases),
        "errors": sum(case.find("error") is not None for case in cases),
    }
    seconds = sum(float(case.get("time", "0")) for case in cases)
    texts = {key: str(value) for key, value in counts.items()}
    suite = ET.Element("testsuite", {"name": clean(name), **texts, "time": f"{seconds:.3f}"})
    suite.extend(cases)
    return suite


def _case(row: Row, owner: str) -> ET.Element:
    case = _named(owner, f"{row['id']}: {row['question']}")
    answer = row.get("answer")
    if answer and answer["timings"]["total_ms"] is not None:
        case.set("time", f"{answer['timings']['total_ms'] / 1000:.3f}")
    reason = miss(row)
    if reason:
        kind = "error" if row.get("error") else "failure"
        ET.SubElement(case, kind, {"message": reason, "type": reason}).text = clean(_told(row))
    return case


def _named(owner: str, name: str) -> ET.Element:
    return ET.Element("testcase", {"classname": clean(owner), "name": clean(name)})


def _told(row: Row) -> str:
    """What was expected and what came, one a line."""
    answer = row.get("answer") or {}
    expected = row.get("answers") or row["accept"] or row.get("gold") or row.get("standalone") or row["relevant"]
    came = row.get("error") or answer.get("answer") or row.get("found") or row.get("rewritten") or row.get("ranking")
    lines = {"expected": expected if row["answerable"] else "no answer", "found": came}
    quotes = [f"[{item['n']}] {item['article_id']}: {item['quote']}" for item in answer.get("citations", [])]
    return "\n".join([f"{name}: {_text(value)}" for name, value in lines.items()] + quotes)


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _gates(run: "LoadedRun") -> ET.Element:
    cases = []
    for gate in run.gates or ():
        case = _named("gates", gate.name)
        if not gate.passed:
            ET.SubElement(case, "failure", {"message": clean(gate.why), "type": "gate"})
        cases.append(case)
    return _with_counts("gates", cases)
