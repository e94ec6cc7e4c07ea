import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.runfolder import Samples, differences, load_run, new_run_folder, part_folder, read_samples, write_json
from index.errors import EvalError

ROWS = [{"id": "q1", "question": "Wer\nwar's?"}, {"id": "q2", "question": "Größe?"}]


def test_a_row_is_on_the_disk_before_the_next_is_asked_for(tmp_path: Path) -> None:
    samples = Samples(tmp_path / "set" / "belegt" / "samples.jsonl")
    samples.add(ROWS[0])
    assert read_samples(tmp_path / "set" / "belegt" / "samples.jsonl") == ROWS[:1]
    samples.close()


def test_rows_of_before_are_kept(tmp_path: Path) -> None:
    for row in ROWS:
        samples = Samples(tmp_path / "samples.jsonl")
        samples.add(row)
        samples.close()
    assert read_samples(tmp_path / "samples.jsonl") == samples.rows == ROWS


@given(st.integers(min_value=1))
def test_a_last_line_that_was_cut_off_is_dropped_wherever_it_was_cut(tmp_path_factory: Any, cut: int) -> None:
    path = tmp_path_factory.mktemp("run") / "samples.jsonl"
    whole = [json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in ROWS]
    path.write_bytes(whole[0] + whole[1][: cut % len(whole[1])])
    samples = Samples(path)
    assert samples.rows == ROWS[:1]
    samples.add(ROWS[1])
    samples.close()
    assert path.read_bytes() == b"".join(whole)


def test_zeros_that_a_power_failure_leaves_are_dropped(tmp_path: Path) -> None:
    (tmp_path / "samples.jsonl").write_bytes(b'{"id": "q1"}\n' + b"\0" * 50)
    assert read_samples(tmp_path / "samples.jsonl") == [{"id": "q1"}]


def test_a_broken_line_in_the_middle_is_no_cut_off_run(tmp_path: Path) -> None:
    (tmp_path / "samples.jsonl").write_bytes(b'{"id": "q1"}\n{"id"\n{"id": "q3"}\n{"id": "q4"}\n')
    with pytest.raises(EvalError, match="line 2"):
        read_samples(tmp_path / "samples.jsonl")


@pytest.mark.parametrize("name", ["qwen3:4b", "../up", "/models/a b.gguf", "..", "server:x/y"])
def test_a_part_lies_below_its_run_whatever_the_model_is_called(tmp_path: Path, name: str) -> None:
    folder = part_folder(tmp_path, "set", name)
    assert folder.resolve().parent == (tmp_path / "set").resolve()


def test_two_runs_of_one_second_get_a_folder_each(tmp_path: Path) -> None:
    assert len({new_run_folder(tmp_path / "runs") for _ in range(3)}) == 3


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EvalError, match="--report"):
        new_run_folder(tmp_path / "file")


def test_differences_name_the_setting_and_both_values() -> None:
    before = {"model": "a", "settings": {"threads": 2, "llm": None}, "started": 1}
    now = {"model": "a", "settings": {"threads": 4, "llm": None}, "started": 2}
    assert differences(before, now, ["model", "settings"]) == ["settings.threads: 2, now 4"]


def write_part(run: Path, set_name: str, system: str, **row: Any) -> None:
    folder = part_folder(run, set_name, system)
    samples = Samples(folder / "samples.jsonl")
    samples.add(
        {"id": "q1", "question": "Wer?", "lang": "de", "type": "fact", "relevant": ["a"], "answerable": True}
        | {"task": "retrieval", "system": system, "ranking": ["b", "a"]}
        | row
    )
    samples.close()
    write_json({"set": set_name, "system": system, "model": None}, folder / "settings.json")


def test_a_run_is_read_in_the_order_in_which_it_was_asked(tmp_path: Path) -> None:
    write_json({"sets": ["zoo", "ape"], "systems": ["x:b", "a"]}, tmp_path / "run.json")
    for set_name in ("ape", "zoo"):
        write_part(tmp_path, set_name, "a")
        write_part(tmp_path, set_name, "x:b", ranking=["a"])
    run = load_run(tmp_path)
    assert [(part.set_name, part.system) for part in run.parts] == [
        ("zoo", "x:b"), ("zoo", "a"), ("ape", "x:b"), ("ape", "a"),
    ]  # fmt: skip
    assert [part.summary["all"]["MRR@10"]["value"] for part in run.parts] == [1.0, 0.5, 1.0, 0.5]


@pytest.mark.parametrize("content", [None, "[]", "{"])
def test_a_folder_that_is_no_run(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "run.json").write_text(content, "utf-8")
    with pytest.raises(EvalError, match=r"run\.json"):
        load_run(tmp_path)
