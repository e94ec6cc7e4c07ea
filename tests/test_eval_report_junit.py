import xml.etree.ElementTree as ET

from eval.gates import GateResult
from eval.report.junit import junit
from tests.eval_rows import part, ranked, refused, row, run

ROWS = [row("q1"), row("q2", "used, wrong"), refused("q3")]
GATES = [
    GateResult("sample/belegt/all/right", 0.6, 0.5, False, "expected at least 0.6, found 0.5"),
    GateResult("sample/belegt/all/stale", 0.1, 0.2, False, "expected at most 0.1, found 0.2"),
    GateResult("sample/belegt/all/cited", 0.4, 0.5, True, "expected at least 0.4, found 0.5"),
]


def test_each_question_and_each_gate_is_a_test() -> None:
    root = ET.fromstring(junit(run(part(ROWS), part([ranked("r1", ["x"])], "xquad"), gates=GATES)))
    assert root.attrib == {"name": "2025-05-21T10-00-00", "tests": "7", "failures": "4", "errors": "1"}
    counts = [[suite.get(name) for name in ("name", "tests", "failures", "errors")] for suite in root]
    assert counts == [
        ["sample/belegt", "3", "1", "1"],
        ["xquad/belegt", "1", "1", "0"],
        ["gates", "3", "2", "0"],
    ]


def test_a_failure_tells_stage_answer_and_quotation() -> None:
    (case,) = ET.fromstring(junit(run(part([row("q2", "used, wrong", question="Wann?")])))).iter("testcase")
    assert case.attrib == {"classname": "sample.belegt", "name": "q2: Wann?", "time": "3.000"}
    failure = case.find("failure")
    assert failure is not None
    assert failure.get("message") == "used, wrong"
    assert failure.text is not None
    assert failure.text.splitlines() == [
        'expected: ["4\\\\. märz"]',
        "found: Am 4. März 2025. [1]",
        "[1] faehre: Die Fähre nach Ahrenshoop fuhr am Dienstag zum letzten Mal.",
    ]


def test_a_refused_question_is_an_error_and_an_unanswerable_one_expects_no_answer() -> None:
    rows = [refused("q3"), row("q4", "answered the unanswerable", answerable=False, accept=[], relevant=[])]
    error, failure = (case[0] for case in ET.fromstring(junit(run(part(rows)))).iter("testcase"))
    assert (error.tag, error.get("type")) == ("error", "refused with an error")
    assert "found: expected a question, found nothing" in (error.text or "")
    assert (failure.text or "").startswith("expected: no answer\n")


def test_a_missed_gate_tells_why() -> None:
    gates = ET.fromstring(junit(run(part(ROWS), gates=GATES)))[-1]
    assert [[one.get("message") for one in case] for case in gates] == [
        ["expected at least 0.6, found 0.5"],
        ["expected at most 0.1, found 0.2"],
        [],
    ]


def test_characters_that_xml_forbids_are_replaced() -> None:
    text = junit(run(part([row("q\x00\ud800", "used, wrong", question="<b>\x1b[31m&")])))
    (case,) = ET.fromstring(text.encode()).iter("testcase")
    assert case.get("name") == "q��: <b>�[31m&"
