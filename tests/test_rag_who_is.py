"""Who somebody is, by what stands beside the name."""

import pytest

from index.article import Language
from rag.who_is import said_of, who


@pytest.mark.parametrize(
    ("question", "lang", "name"),
    [
        ("Who is Ada Holm?", "en", ["Ada", "Holm"]), ("Wer ist denn Jona von Brenn?", "de", ["Jona", "von", "Brenn"]),
        ("And who's Lars Kern?", "en", ["Lars", "Kern"]), ("Wer war Lars Kern", "de", ["Lars", "Kern"]),
        ("Wer ist Stadtsprecher?", "de", None), ("Who is head of the port?", "en", None),
        ("Who is Ada Holm's lawyer?", "en", None), ("Wann kam Ada Holm?", "de", None),
    ],
)  # fmt: skip
def test_asked_who_somebody_is(question: str, lang: Language, name: list[str] | None) -> None:
    assert who(question, lang) == name


@pytest.mark.parametrize(
    ("name", "sentence", "lang", "said"),
    [
        ("Juri Holm", "„Ja“, sagte Alderns oberster Hafenmeister Juri Holm am Montag.", "de",
         "Juri Holm ist Alderns oberster Hafenmeister."),
        ("Yuri Holm", "Das teilte der norwegische Fährchef Juri Holm mit.", "de",
         "Yuri Holm ist der norwegische Fährchef."),
        ("Ada Holm", "Laut Stadt-Sprecherin Ada Holm ist das Bad zu.", "de", "Ada Holm ist Stadt-Sprecherin."),
        ("Ada Holm", "Das Team führte Ada Holm, eine Enkelin des Gründers, nach Aldern.", "de",
         "Ada Holm ist eine Enkelin des Gründers."),
        ("Ada Holm", "Alderns port master, Ada Holm, said so.", "en", None),
        ("Ada Holm", "Aldern's port master, Ada Holm, said so.", "en", "Ada Holm is Aldern's port master."),
        ("Ada Holm", '"No," says Ada Holm, the mayor.', "en", "Ada Holm is the mayor."),
        ("Ada Holm", "Er kam mit der neuen Trainerin Ada Holm.", "de", None),
        ("Ada Holm", "Kern und seine Kollegin Ada Holm kamen.", "de", None),
        ("Ada Holm", "Am Montag Ada Holm zu treffen, war schwer.", "de", None),
        ("Ada Holm", "Nach der Niederlage Ada Holm zu entlassen, war falsch.", "de", None),
        ("Ada Holm", "Dann kam Ada Holm, die am Dienstag fehlte, zurück.", "de", None),
        ("Ada Holm", "The match Ada Holm won was her first.", "en", None),
        ("Ada Holm", "Bürgermeisterin Ute Holm kam.", "de", None),
        ("Ada Holm", "Später Ada Holm zu fragen, half nicht.", "de", None),
        ("Ada Holm", "Frau Ada Holm kam.", "de", None),
        ("Ada Holm", "Das teilte der Sprecher Ada Holms mit.", "de", None),
    ],
)  # fmt: skip
def test_said_in_apposition(name: str, sentence: str, lang: Language, said: str | None) -> None:
    assert said_of(name.split(), sentence, lang) == said
