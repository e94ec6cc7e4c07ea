"""What is kept of texts."""

from collections.abc import Sequence

from index.kept import Kept


def test_each_text_is_computed_once_and_new_ones_together() -> None:
    asked: list[list[str]] = []

    def lengths(texts: Sequence[str]) -> list[int]:
        asked.append(list(texts))
        return [len(text) for text in texts]

    kept = Kept(lengths, 9)
    assert kept.of(["a", "bb", "a"]) == [1, 2, 1]
    assert kept.of(["ccc", "bb"]) == [3, 2]
    assert kept.of([]) == []
    assert asked == [["a", "bb"], ["ccc"]]


def test_too_many_are_forgotten_but_never_those_asked_for() -> None:
    kept = Kept(lambda texts: [text.upper() for text in texts], 2)
    assert kept.of(["a", "b", "c"]) == ["A", "B", "C"]
    assert kept.of(["a", "d", "b"]) == ["A", "D", "B"]
