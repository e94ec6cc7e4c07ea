"""Words that limit what somebody is may not be lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Language
from rag.limited import may_tell_of_before, unlimited


@pytest.mark.parametrize(
    ("sentence", "quote", "lang", "lost"),
    [
        ("Ada Lund is the president of the club.", "Lund, the former president of the club, spoke.", "en", "president"),
        ("Lund is the president.", "Former FC president Ada Lund spoke.", "en", "president"),
        ("Lund called on Monday.", "Former President Lund called on Monday.", "en", ""),
        ("President Lund called on Monday.", "Former President Lund called on Monday.", "en", "President"),
        ("The former president called.", "Former President Lund called on Monday.", "en", ""),
        ("Lund was once president.", "Former President Lund called on Monday.", "en", ""),
        ("The minister won.", "The ex-minister won.", "en", "minister"),
        ("The ex-minister won.", "The former minister won.", "en", ""),
        ("It is to open in May.", "It is supposed to open in May.", "en", ""),
        ("He acted on orders.", "He was acting on orders.", "en", ""),
        ("The mayor opened it.", "The deputy mayor opened it.", "en", "mayor"),
        ("Der Täter wurde gefasst.", "Der mutmaßliche Täter wurde am Montag gefasst.", "de", "Täter"),
        ("Der mutmaßliche Täter wurde gefasst.", "Der mutmassliche Täter wurde gefasst.", "de", ""),
        ("Der Präsident heißt Kern.", "Vizepräsident Kern reiste nach Rom.", "de", "Präsident"),
        ("Die Präsidentin heißt Kern.", "Die Vize-Präsidentin Kern reiste ab.", "de", "Präsidentin"),
        ("Präsident ist Kern.", "Der frühere Präsident Wolf gratulierte Präsident Kern.", "de", ""),
        ("Er war früher Lehrer.", "Der frühere Lehrer kam.", "de", ""),
        ("Die Experten warnten.", "Die Experten warnten vor dem Export.", "de", ""),
    ],
)  # fmt: skip
def test_what_is_lost(sentence: str, quote: str, lang: Language, lost: str) -> None:
    assert unlimited(sentence, quote, lang) == ([lost] if lost else [])


@given(st.text(max_size=80), st.sampled_from(["de", "en"]))
def test_a_text_loses_nothing_of_itself(text: str, lang: Language) -> None:
    assert unlimited(text, text, lang) == []


@pytest.mark.parametrize(
    ("question", "text", "may"),
    [
        ("Wem gehörte bis dahin die Bestmarke?", "Lund lief das Rennen ihres Lebens.", False),
        ("Wem gehörte bis dahin die Bestmarke?", "Die alte Bestmarke hielt Osei.", True),
        ("Wem gehört die Bestmarke?", "Lund lief das Rennen ihres Lebens.", True),
        ("Who held the previous record?", "Lund won in two hours.", False),
        ("Who held the previous record?", "Lund beat the record that Osei had set.", True),
    ],
)
def test_what_was_so_until_then_is_told_by_what_looks_back(question: str, text: str, may: bool) -> None:
    assert may_tell_of_before(question, text) is may
