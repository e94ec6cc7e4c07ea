import subprocess
import sys
from pathlib import Path

import pytest

from index.article import Language
from index.lexical import Entry, KeywordIndex


def entry(chunk_id: str, text: str, lang: Language = "de") -> Entry:
    return Entry(chunk_id, chunk_id.partition(":")[0], text, "Titel", lang)


def found(index: KeywordIndex, query: str, lang: Language = "de", k: int = 10) -> list[str]:
    return [hit.chunk_id for hit in index.search(query, lang, k)]


@pytest.fixture
def index(tmp_path: Path) -> KeywordIndex:
    index = KeywordIndex(tmp_path / "tantivy")
    entries = [
        entry("a:0", "Die Präsidenten führten lange Gespräche in Köln."),
        entry("b:0", "Auf der Straße demonstrierten Tausende gegen Selenskyj."),
        entry("c:0", "The prime ministers were talking about 1.200 houses in Kyiv.", "en"),
    ]
    index.replace(["a", "b", "c"], entries)
    return index


@pytest.mark.parametrize(
    ("query", "lang", "chunks"),
    [
        ("Gespräch des Präsidenten", "de", ["a:0"]),
        ("GESPRAECH", "de", ["a:0"]),
        ("koeln", "de", ["a:0"]),
        ("Strassen", "de", ["b:0"]),
        ("talks of the minister", "en", ["c:0"]),
        ("What did Selenskyj say?", "en", ["b:0"]),
        ("Was geschah in Kyiv?", "de", ["c:0"]),
        ("1.200", "de", ["c:0"]),
        ("Bundestag", "de", []),
    ],
)
def test_search_finds_inflected_forms_spellings_and_names_across_languages(
    index: KeywordIndex, query: str, lang: Language, chunks: list[str]
) -> None:
    assert found(index, query, lang) == chunks


@pytest.mark.parametrize("query", ["", "   ", "?!", "und der die", '"AND (', "title:x"])
def test_query_without_content_words_or_with_operators_finds_nothing(index: KeywordIndex, query: str) -> None:
    assert found(index, query) == []


def test_replace_forgets_the_old_chunks_of_an_article_alone(index: KeywordIndex) -> None:
    index.replace(["a"], [entry("a:0", "Nun steht hier etwas über Fußball.")])
    assert found(index, "Gespräche Köln") == []
    assert found(index, "Fussball") == ["a:0"]
    assert found(index, "Demonstrierten") == ["b:0"]
    assert index.count() == 3
    index.replace(["b", "unknown"], [])
    assert index.count() == 2


def test_article_ids_are_matched_whole(index: KeywordIndex) -> None:
    index.replace(["x y", "x"], [entry("x y:0", "Elefant"), entry("x:0", "Elefant")])
    index.replace(["x"], [])
    assert found(index, "Elefanten") == ["x y:0"]


def test_ties_are_in_the_order_of_the_chunk_ids(tmp_path: Path) -> None:
    index = KeywordIndex(tmp_path / "tantivy")
    for number in (3, 1, 2):
        index.replace([f"a{number}"], [entry(f"a{number}:0", "Ein Elefant in Wien.")])
    hits = index.search("Elefant", "de", 10)
    assert [hit.chunk_id for hit in hits] == ["a1:0", "a2:0", "a3:0"]
    assert len({hit.score for hit in hits}) == 1


def test_more_shared_words_score_higher_and_k_is_kept(index: KeywordIndex) -> None:
    index.replace(["d"], [entry("d:0", "In Köln sprach niemand."), entry("d:1", "Gespräche in Köln.")])
    assert found(index, "Gespräche in Köln", k=2)[0] == "d:1"
    assert len(found(index, "Gespräche in Köln", k=2)) == 2


def test_clear_leaves_an_index_that_takes_chunks(index: KeywordIndex) -> None:
    index.clear()
    assert (index.count(), found(index, "Köln")) == (0, [])
    index.replace(["e"], [entry("e:0", "Köln")])
    assert found(index, "Köln") == ["e:0"]


def test_reload_sees_what_another_process_wrote(index: KeywordIndex, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from index.lexical import Entry, KeywordIndex\n"
        "KeywordIndex(Path(sys.argv[1])).replace(['z'], [Entry('z:0', 'z', 'Ein Elefant', '', 'de')])"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "tantivy")], check=True)
    index.reload()
    assert found(index, "Elefant") == ["z:0"]
