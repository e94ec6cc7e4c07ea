"""The answer object of the command line: plain JSON, dates as ISO strings."""

import json
from dataclasses import replace
from datetime import date

from rag.answer_json import hit_to_dict, to_dict
from rag.period import Period
from rag.types import Answer, Citation, Evidence, Hit, Nearest, Reprint, Searched, Timings

DAY = date(2025, 5, 19)


def test_an_answer_as_json() -> None:
    citation = Citation(1, "a", "Titel", None, DAY, None, "Satz.", 3, 8)
    evidence = Evidence("a", "Titel", "Agentur", None, DAY, "Satz.", 3, 8, 1.5)
    answer = Answer(
        "F?", "F ganz?", "de", "Satz. [1]", False, [citation], [evidence], Timings(total_ms=1.5), "m", "7", ("n",)
    )
    read = json.loads(json.dumps(to_dict(answer)))
    assert read["citations"] == [
        {"n": 1, "article_id": "a", "title": "Titel", "source": None, "published": "2025-05-19", "event_date": None,
         "quote": "Satz.", "start": 3, "end": 8}
    ]  # fmt: skip
    assert (read["evidence"][0]["event_date"], read["evidence"][0]["published"]) == ("2025-05-19", None)
    assert (read["id"], read["question"], read["standalone_question"], read["answer"]) == (
        "7",
        "F?",
        "F ganz?",
        "Satz. [1]",
    )
    assert (read["language"], read["abstained"], read["model"], read["notes"]) == ("de", False, "m", ["n"])
    assert read["timings"]["total_ms"] == 1.5
    assert read["timings"]["first_token_ms"] is None


def test_reprints_are_named_where_there_are_any() -> None:
    also = (Reprint("b", "Titel B", None, DAY), Reprint("c", "Titel C", "Blatt", None))
    citation = Citation(1, "a", "Titel", None, DAY, None, "Satz.", 3, 8, also)
    evidence = [Evidence("a", "Titel", None, DAY, None, "Satz.", 3, 8, 1.5, told) for told in (also, ())]
    read = to_dict(Answer("", "", "de", "", False, [citation], evidence, Timings(), "m"))
    expected = [
        {"article_id": "b", "title": "Titel B", "source": None, "published": "2025-05-19"},
        {"article_id": "c", "title": "Titel C", "source": "Blatt", "published": None},
    ]
    assert read["citations"][0]["also"] == read["evidence"][0]["also"] == expected
    assert "also" not in read["evidence"][1]


def test_the_search_of_an_abstaining_answer() -> None:
    near = Nearest(Evidence("a", "Titel", None, DAY, DAY, "Satz.", 3, 8, 1.5), Period(date.min, date(2025, 3, 31)))
    searched = Searched(2, DAY, None, 1, ("Budapest",))
    plain = Answer("", "", "de", "Nein.", True, [], [], Timings(), "m")
    read = json.loads(json.dumps(to_dict(replace(plain, searched=searched, nearest=near))))
    assert read["searched"] == {
        "articles": 2, "first": "2025-05-19", "last": None, "undated": 1, "missing": ["Budapest"],
    }  # fmt: skip
    assert read["nearest"] == to_dict(replace(plain, evidence=[near.evidence]))["evidence"][0] | {
        "outside": {"first": None, "last": "2025-03-31"}
    }
    open_end = replace(near, outside=Period(date(2025, 3, 1), date.max))
    assert to_dict(replace(plain, nearest=open_end))["nearest"]["outside"] == {"first": "2025-03-01", "last": None}
    assert to_dict(replace(plain, nearest=replace(near, outside=None)))["nearest"]["outside"] is None
    assert (to_dict(plain)["searched"], to_dict(plain)["nearest"]) == (None, None)


def test_a_hit_as_json() -> None:
    hit = Hit("a", "a:0", 0.5, "Satz.", 0, 5, DAY)
    assert hit_to_dict(hit) == vars(hit) | {"published": "2025-05-19"}


def test_a_translation_is_there_where_a_quotation_has_one() -> None:
    citation = Citation(1, "a", "Titel", None, DAY, None, "Satz.", 3, 8, translation="A sentence.")
    answer = Answer("F?", "F?", "en", "A. [1]", False, [citation], [], Timings(), "m")
    assert [read["translation"] for read in to_dict(answer)["citations"]] == ["A sentence."]
