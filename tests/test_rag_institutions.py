"""What kind of institution a name is of, and whether a text speaks of such."""

import pytest

from rag.institutions import is_of_kind


@pytest.mark.parametrize(
    ("run", "text", "spoken_of"),
    [
        ("Radclubs Brennitz", "Das Heimatmuseum Brennitz zeigt Fahrräder.", False),
        ("Radclubs Brennitz", "Der Radverein aus Brennitz zählt 40 Mitglieder.", True),
        ("Radclubs Brennitz", "The Brennitz Cycling Club has 40 members.", True),
        ("Brennitz Cycling Club", "Das Heimatmuseum Brennitz zeigt Fahrräder.", False),
        ("Heimatmuseum Brennitz", "Im Museum sind 62 Räder zu sehen.", True),
        ("Hallenbad Holm", "Das Schwimmbad öffnet im Mai.", True),
        ("Klinik Holm", "Das Krankenhaus wird geschlossen.", True),
        ("Feuerwehr Holm", "Holm hat ein neues Rathaus.", False),
        ("National Bank", "Die Nationalbank senkt den Zins.", True),
        ("Angela Merkel", "Holm hat ein neues Rathaus.", True),
        ("European Union", "Die EU zahlt.", True),
        ("Museum", "Holm hat ein neues Rathaus.", True),
    ],
)
def test_a_text_that_speaks_of_no_such_institution(run: str, text: str, spoken_of: bool) -> None:
    assert is_of_kind(run.split(), text) is spoken_of
