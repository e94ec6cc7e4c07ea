"""The page of a run, read by a parser: what is there, how often, and that hostile text stays text."""

import base64
import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html as parser

from eval.report import write_report
from eval.report.html import page
from eval.report.outcome import REASONS, STAGES
from index.errors import EvalError
from tests.eval_rows import Row, answer, citation, evidence, part, ranked, refused, row, run

VERDICT = {"kept": False, "kept_share": 0.5, "unchanged": None, "added": True, "added_words": ["fahr", "boot"]}
HOSTILE = "</title></style><script>alert(1)</script><img src=//evil.example onerror=alert(1)>\"'&amp;\x00\ud800"


def read(text: str) -> Any:
    return parser.document_fromstring(text.encode())


def wrong(name: str, **others: Any) -> Row:
    return row(name, "used, wrong", **others)


def shown(rows: list[Row], **others: Any) -> Any:
    return read(page(run(part(rows), **others)))


def test_each_wrong_answer_is_there_once_by_stage_and_no_right_one() -> None:
    rows = [row("right"), *(row(f"w{n}", stage) for n, stage in enumerate(reversed(STAGES)) if "error" not in stage)]
    found = shown([*rows, refused("r")]).xpath("//details[contains(@class, 'miss')]")
    assert [one.xpath("string(.//*[@class='tag'])") for one in found] == list(STAGES)
    questions = [one.xpath("string(.//*[@class='q'])") for one in found]
    assert questions == [f"Wann fuhr die Fähre, {name}?" for name in ("w6", "w5", "w4", "w3", "w2", "w1", "r")]


def test_all_of_a_wrong_answer_is_in_its_details() -> None:
    made = answer(
        "Am 9. März. [1] Sie sank. [3]",
        standalone_question="Wann fuhr die Fähre?",
        evidence=[evidence(score=0.8125), evidence("hafen", 0.5, "The harbour was closed.", published=None)],
        notes=["draft dropped, not proven: Sie wurde verkauft."],
    )
    (one,) = shown([wrong("q1", answer=made, answers=["4. März"], history=[["Fuhr sie?", "Ja. [1]"]])]).xpath(
        "//details[contains(@class, 'miss')]"
    )
    text = " ".join(one.text_content().split())
    for expected in (
        "4\\. märz", "4. März", "Am 9. März. [1] Sie sank. [3]", "Wann fuhr die Fähre?", "Fuhr sie? Ja. [1]",
        "draft dropped, not proven: Sie wurde verkauft.", "0.812 supporting article quoted Letzte Fahrt der Fähre",
        "0.500 Letzte Fahrt der Fähre, Küstenblatt, without a date", "The harbour was closed.", "foundfaehrehafen",
        "right no",
    ):  # fmt: skip
        assert expected in text
    assert one.xpath(".//a[text()='[1]']/@href") == ["#miss-1-1-1"]
    assert one.xpath(".//strong/text()") == ["[3]"]
    assert one.xpath(".//p[text()='The harbour was closed.']/@lang") == ["en"]
    assert one.xpath("string(.//dd[@class='answer']/@lang)") == "de"


def test_every_link_leads_into_the_page() -> None:
    rows = [wrong("q1"), refused("q2"), row("q3")]
    document = read(page(run(part(rows), part([row("q1"), refused("q2"), row("q3")], system="peer"))))
    ids = document.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {address.removeprefix("#") for address in document.xpath("//@href")} <= set(ids)


def test_hostile_text_stays_text() -> None:
    made = answer(
        HOSTILE, notes=[HOSTILE], citations=[citation(quote=HOSTILE)], evidence=[evidence(text=HOSTILE, title=HOSTILE)]
    )
    others: Row = {"question": HOSTILE, "accept": [HOSTILE], "type": HOSTILE, "relevant": [HOSTILE]}
    parts = [
        part([wrong("q1", answer=made, **others), row("q2", answer=made, **others)], HOSTILE, name)
        for name in ("a", HOSTILE)
    ]
    text = page(run(*parts))
    document = read(text)
    assert document.xpath("//script | //img | //@onerror | //@src") == []
    assert document.xpath("string(//details[contains(@class, 'miss')]//*[@class='q'])").startswith(
        "</title></style><script>"
    )
    assert not re.search("[\x00\ud800]", text)


def test_the_policy_allows_the_style_of_the_page_and_nothing_else() -> None:
    text = page(run(part([wrong("q1")])))
    (style,) = read(text).xpath("//style/text()")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = read(text).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert read(text).xpath("//@style | //script | //link | //iframe") == []
    assert not re.search(r"https?:|url\((?!#)|@import", text)


def test_values_have_their_interval_and_n() -> None:
    table = shown([row("q1"), wrong("q2", lang="en")]).xpath("//table[caption='sample']")[0]
    assert [[" ".join(cell.text_content().split()) for cell in line] for line in table.xpath(".//tr")] == [
        ["measure", "belegt", "n"],
        ["right", "0.5000.400 to 0.600", "2"],
        ["total s", "3.000", "2"],
    ]


def test_systems_stand_side_by_side_and_their_differences_are_listed() -> None:
    document = read(page(run(part([row("q1"), wrong("q2")]), part([wrong("q1"), wrong("q2")], system="peer"))))
    assert document.xpath("//table[caption='sample']/thead//th/text()") == ["measure", "belegt", "n", "peer", "n"]
    assert document.xpath("//td[contains(@class, 'best')]/text()") == ["0.500"]
    (line,) = document.xpath("//table[caption='sample: right or what went wrong']/tbody/tr")
    assert [cell.text_content() for cell in line][1:] == ["right", "used, wrong"]


def test_baseline_and_gates_are_shown_only_where_they_are() -> None:
    difference = {"a": 0.5, "b": 0.7, "difference": 0.2, "low": 0.1, "high": 0.3, "different": True}
    document = shown([wrong("q1")], comparison={"sample": {"belegt": {"right": difference}}})
    assert [cell.text_content() for cell in document.xpath("//section[@id='comparison']//tbody/tr")[0]] == [
        "right", "0.500", "0.700", "+0.200 *", "+0.100 to +0.300",
    ]  # fmt: skip
    assert document.xpath("string(//section[@id='comparison']//caption)") == "sample, belegt"
    assert shown([wrong("q1")], comparison={}).xpath("//section[@id='comparison'] | //section[@id='gates']") == []


def test_rows_without_an_answer_have_their_own_misses() -> None:
    rewrite = {**ranked("f1", ["hafen"]), "task": "rewrite", "rewritten": "Wann fuhr sie?", "verdict": VERDICT}
    rewrite |= {"standalone": "Wann fuhr die Fähre?", "ranking_gold": ["faehre"]}
    times = {
        **ranked("t1", []),
        "task": "times",
        "verdict": {"gold": 1, "hit": 1, "value": False},
        "question": "gestern",
    }
    times |= {"context": "Er kam gestern an.", "published": "2025-03-05"}
    times |= {"gold": [{"value": "2025-03-04", "days": [["2025-03-04", "2025-03-04"]]}]}
    times |= {"found": [{"text": "gestern", "value": "2025-03-05"}]}
    document = read(page(run(part([ranked("r1", ["hafen"])]), part([rewrite], "follow"), part([times], "dates"))))
    found = [" ".join(one.text_content().split()) for one in document.xpath("//details[contains(@class, 'miss')]")]
    assert "not among the first 5" in found[0]
    assert "asked in full: Wann fuhr die Fähre?" in found[1]
    assert "RewrittenWann fuhr sie?" in found[1]
    assert "kept share 0.500 added yes added words fahr, boot" in found[1]
    (line,) = document.xpath("//section[@id='wrong-3']//tbody/tr")
    cells = [" ".join(cell.text_content().split()) for cell in line][1:]
    assert cells == ["2025-03-05", "2025-03-04 = 2025-03-04 to 2025-03-04", "gestern: 2025-03-05", "time read wrongly"]


def test_rows_with_falsified_sources() -> None:
    verdict = {"right": False, "abstained": False, "fooled": True, "both": False}
    rows = [
        row(f"q/{n}", task="snippets", verdict=one, fake="9. März")
        for n, one in enumerate([verdict, verdict | {"right": True}])
    ]
    for one in rows:
        del one["ranking"]
    document = read(page(run(part([*rows, rows[1] | {"id": "q/2"}]))))
    (wrong_one,) = document.xpath("//details[contains(@class, 'miss')]")
    assert wrong_one.xpath("string(.//*[@class='tag'])") == "fooled by a falsified source"
    assert "not, as falsified sources say: 9. März" in wrong_one.text_content()
    assert [cell.text for cell in document.xpath("//section[@id='right']//tbody//td[2]")] == [
        "Am 4. März 2025. [1] "
    ] * 2


def test_every_reason_that_can_be_chosen_has_its_rule() -> None:
    (style,) = shown([wrong("q1")]).xpath("//style/text()")
    chosen = [
        number for number, reason in enumerate(REASONS) if not reason.endswith(("overlooked", "there", "read wrongly"))
    ]
    assert all(f"section:has(#reason-{n}:checked) .miss:not(.reason-{n})" in style for n in chosen)


def test_a_run_without_rows_is_a_page() -> None:
    assert read(page(run(part([])))).xpath("string(//h1)") == "Evaluation 2025-05-21T10-00-00"


def test_the_same_run_gives_the_same_files(tmp_path: Path) -> None:
    made = run(part([row("q1"), wrong("q2")]))
    kept = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        write_report(made, tmp_path / name)
        kept.append([(tmp_path / name / file).read_bytes() for file in ("report.html", "junit.xml")])
    assert kept[0] == kept[1]


def test_a_folder_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match=r"cannot write .*report\.html: .*--report DIR"):
        write_report(run(part([row("q1")])), tmp_path / "none")


def test_a_hundred_questions_are_under_two_megabytes_and_many_right_ones_stay_short() -> None:
    long = [evidence(f"a{n}", text="Die Fähre fuhr nicht mehr. " * 20) for n in range(12)]
    assert len(page(run(part([wrong(f"q{n}", answer=answer(evidence=long)) for n in range(100)]))).encode()) < 2_000_000
    assert len(page(run(part([row(f"q{n}") for n in range(1300)]))).encode()) < 600_000
