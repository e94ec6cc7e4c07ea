"""The fields a question of a set may have, and what is wrong with those that a row has."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

Row = dict[str, Any]
_DAY, _PERIOD = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"\d{4}(-\d\d){0,2}")


def row_faults(row: Row) -> Iterator[str]:
    """What was expected and what was found, for each field that is wrong or missing; unknown fields are let be."""
    for name, fault_of in FIELDS.items():
        if (name in REQUIRED or row.get(name) is not None) and (fault := fault_of(name, row.get(name))):
            yield fault


def unknown_fields(row: Row) -> list[str]:
    """Fields that a question cannot have: a misspelt name is found this way."""
    return [name for name in row if name not in FIELDS]


def _text(name: str, value: object) -> str | None:
    if isinstance(value, str) and value.strip():
        return None
    return f"expected {name!r} with a text, found {value!r}"


def _language(name: str, value: object) -> str | None:
    return None if value in ("de", "en") else f'expected "{name}" to be "de" or "en", found {value!r}'


def _yes_or_no(name: str, value: object) -> str | None:
    return None if isinstance(value, bool) else f"expected {name!r} to be true or false, found {value!r}"


def _texts(name: str, value: object) -> str | None:
    if isinstance(value, list) and all(isinstance(entry, str) and entry.strip() for entry in value):
        return None
    return f"expected {name!r} as a list of texts, found {str(value)[:60]!r}"


def _patterns(name: str, value: object) -> str | None:
    if fault := _texts(name, value):
        return fault
    assert isinstance(value, list)
    for pattern in value:
        try:
            re.compile(pattern)
        except re.error as error:
            return f'expected regular expressions in "{name}", found {pattern!r}: {error}'
    return None


def _day(name: str, value: object) -> str | None:
    if isinstance(value, str) and _DAY.fullmatch(value) and _in_the_calendar(value):
        return None
    return f"expected {name!r} as a day such as 2025-05-19, found {value!r}"


def _dates(name: str, value: object) -> str | None:
    if fault := _texts(name, value):
        return fault
    assert isinstance(value, list)
    wrong = next((day for day in value if not (_PERIOD.fullmatch(day) and _in_the_calendar(day))), None)
    return None if wrong is None else f"expected {name!r} as 2025-05-19, 2025-05 or 2025 each, found {wrong!r}"


def _in_the_calendar(text: str) -> bool:
    try:
        date.fromisoformat(text + "-01-01"[3 * text.count("-") :])
    except ValueError:
        return False
    return True


def _history(name: str, value: object) -> str | None:
    if not isinstance(value, list):
        return f'expected "{name}" as [[question, answer], ...], found {str(value)[:60]!r}'
    wrong = next((turn for turn in value if not _is_turn(turn)), None)
    return None if wrong is None else f'expected "{name}" as [[question, answer], ...], found {str(wrong)[:60]!r} in it'


def _is_turn(turn: object) -> bool:
    pair = isinstance(turn, list) and len(turn) == 2 and all(isinstance(text, str) for text in turn)
    return pair or isinstance(turn, str)


REQUIRED = ("id", "question", "lang")
FIELDS: Mapping[str, Callable[[str, object], str | None]] = {
    "id": _text,
    "question": _text,
    "lang": _language,
    "type": _text,
    "accept": _patterns,
    "answers": _texts,
    "relevant_ids": _texts,
    "articles": _texts,
    "answerable": _yes_or_no,
    "history": _history,
    "dates": _dates,
    "stale": _patterns,
    "standalone": _text,
    "cluster": _text,
    "as_of": _day,
    "note": _text,
}
"""Each field with what finds its fault. `articles` is another name of `relevant_ids`; `note` is for people."""
