"""index/clean.py: what goes, what stays, and that nothing is lost or changed on the way."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.blocks import fold, split_blocks
from index.clean import clean, clean_data

BODY = (
    "Der Stadtrat hat am Dienstag nach langer Debatte den Bau der neuen Brücke beschlossen. Die Arbeiten sollen rund "
    "drei Jahre dauern und 48 Millionen Euro kosten."
)
MORE = (
    "Die alte Brücke müsse Ende 2026 gesperrt werden, weil der Stahl ermüdet sei, sagte die Oberbürgermeisterin. "
    "Gutachter hatten im Herbst Risse gefunden."
)
FURNITURE = [
    "Teilen",
    "Drucken | Teilen",
    "zur Merkliste",
    "Share this article",
    "12 Kommentare",
    "Anzeige",
    "ADVERTISEMENT",
    "Wir verwenden Cookies, um Inhalte und Anzeigen zu personalisieren.",
    "We use cookies to improve your experience on our site.",
    "Alle akzeptieren",
    "Melden Sie sich hier für unseren kostenlosen Newsletter an und verpassen Sie nichts mehr.",
    "Sign up to our daily newsletter",
    "Folgen Sie News.de schon bei WhatsApp, Facebook und YouTube?",
    "Photo: Drop of Light / Shutterstock.com",
    "© Susan Walsh/AP/dpa",
    "Die Brücke in Seeburg. Bild: picture alliance/dpa/ZUMA Wire | White House",
    "Die Brücke in Seeburg. (Archivbild)Susan Walsh/AP/dpa",
    "Die Brücke in Seeburg (r.) und der Tunnel (l.). (Foto) Suche",
    "Foto: Max Muster/dpa",
    "Image source, Getty Images",
    "FILE - The bridge is seen in this photo. (AP Photo/Evan Vucci, File)",
    "Photograph: Evan Vucci/AP",
    "A bridge in Seeburg [File: Evan Vucci/AP]",
    "/news.de/stg",
    "dpa",
    "© 2025 Seeburger Anzeiger. Alle Rechte vorbehalten.",
    "Erfahren Sie hier mehr über die journalistischen Standards und die Redaktion von news.de.",
    "Lesen Sie auch: Wie die Altstadt gerettet werden soll",
    "READ MORE: How the old town will be saved",
    "|",
    "* * *",
    "Seite 2 von 3",
    "[Zum Newsletter](https://example.org)",
    "Picture: Rowers wait for the start under the old bridge. Photo: K. Moll",
    "The ferry at its berth on Tuesday evening. Image: HarbourDaily/K. Moll",
    "Ada Holm und Lars Kern am Montag am Hafen von Aldern. AFP/Jona Brenn",
    "Newsletter: Alles aus Aldern jeden Morgen in Ihrem Postfach. Jetzt anmelden!",
    "SPONSORED: The lamp every angler should own",
    "Jetzt Seebote-Plus testen: 4 Wochen für 1 Euro!",
    ">> Liveticker: Wer steigt noch ab?",
    "Die Kommentare sind geschlossen.",
]
CONTENT = [
    "»Wir bleiben hier«, sagte der Fährmann am Dienstag.",
    "Er kam nicht.",
    "Niemand wurde verletzt.",
    "„Lesen Sie auch mal ein Buch“, sagte die Ministerin vor Schülern.",
    "„Teilen ist besser“, sagte er.",
    "Von den 20 Abgeordneten stimmten zehn dagegen.",
    "Kritik am Zeitplan",
    "Was am 20. Januar 2025 geschah",
    "• Moskau drängt auf persönliches Treffen",
    "Das berichtet die Zeitung „Bild“.",
    "Laut dpa wurde niemand verletzt.",
    "Putin schwieg dazu (dpa).",
    "Wie geht es weiter?",
    "The minister resigned.",
    "“Share the burden,” he said.",
    "Am Ende zahlte der Bund 48 Millionen Euro. (dpa/AFP)",
    "Cookies backen die Kinder am liebsten selbst.",
    "Das Foto zeigt laut Polizei den Verdächtigen.",
    "Kommentare wollte der Sprecher nicht abgeben, er verwies auf die laufenden Ermittlungen.",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_goes_with_a_reason(line: str) -> None:
    cleaned = clean(f"Seeburg baut eine neue Brücke\n\n{BODY}\n\n{line}\n\n{MORE}")
    assert cleaned.paragraphs == (BODY, MORE)
    assert [(d.text, bool(d.reason)) for d in cleaned.dropped] == [(line, True)]


@pytest.mark.parametrize("line", CONTENT)
def test_content_stays(line: str) -> None:
    cleaned = clean(f"Seeburg baut eine neue Brücke\n\n{BODY}\n\n{line}\n\n{MORE}")
    assert cleaned.paragraphs == (BODY, line, MORE)


def test_long_paragraph_that_speaks_of_reading_stays() -> None:
    long = f"Lesen Sie auch jeden Tag? Diese Frage stellte der Verband 2000 Kindern. {BODY}"
    assert clean(f"Titel der Meldung von heute\n\n{long}\n\n{MORE}").paragraphs == (long, MORE)


def test_sub_heading_below_a_label_stays() -> None:
    raw = f"Ein Titel mit fünf Wörtern\n\n{BODY}\n\nLesen Sie auch:\n\nRussland hält Treffen für notwendig\n\n{MORE}"
    assert clean(raw).paragraphs == (BODY, "Russland hält Treffen für notwendig", MORE)


def test_teasers_directly_below_a_label_go() -> None:
    raw = f"Ein Titel mit fünf Wörtern\n\n{BODY}\n\nLesen Sie auch:\nErster Teaser einer Meldung\nNoch einer\n\n{MORE}"
    assert clean(raw).paragraphs == (BODY, MORE)


def test_teasers_at_the_end_go_with_their_texts() -> None:
    teaser = "In Belarus lässt Machthaber Lukaschenko auf Drängen der USA viele Gefangene frei, darunter große Namen."
    tail = f"Das könnte Sie auch interessieren\nPolitik\n\nLukaschenko lässt 123 Gefangene frei\n\n{teaser}"
    cleaned = clean(f"Ein Titel mit fünf Wörtern\n\n{BODY}\n\n{MORE}\n\n{BODY[:-1]} mehr.\n\n{tail}")
    assert "Lukaschenko" not in cleaned.text
    assert len(cleaned.paragraphs) == 3


def test_two_short_sentences_stay_whole() -> None:
    assert clean("Er kam nicht.\n\nSie auch nicht.").paragraphs == ("Er kam nicht.", "Sie auch nicht.")


@pytest.mark.parametrize("only", ["Teilen", "Foto: dpa", "Ein Titel ohne Text", "Wir verwenden Cookies auf der Seite."])
def test_cleaning_never_leaves_nothing(only: str) -> None:
    assert clean(only).paragraphs == (only,)


def test_repeated_caption_without_its_credit_goes() -> None:
    caption = "Die Oberbürgermeisterin bei der Vorstellung der Pläne im Rathaus."
    raw = f"Ein Titel mit fünf Wörtern\n\n{caption}\n\n{caption} Foto: Max Muster/dpa\n\n{BODY}\n\n{MORE}"
    assert clean(raw).paragraphs == (BODY, MORE)


def test_date_alone_is_a_heading_inside_the_text() -> None:
    raw = f"Ein Titel mit fünf Wörtern\n\n{BODY}\n\n{MORE}\n\n24. Februar 2022\n\n{BODY[:-1]} mehr."
    assert "24. Februar 2022" in clean(raw).paragraphs


def test_data_text_of_one_block_is_not_touched() -> None:
    text = "Feb 7, 2021 ... Super Bowl 2021 will take place. Photo: Jane Doe"
    assert clean_data(text, None).paragraphs == (text,)


def test_data_text_loses_title_and_share_lines_only() -> None:
    cleaned = clean_data(f"Der Titel der Meldung\n\nVon dpa-Chef Huber\n\n{BODY}\n\nTeilen", "Der Titel der Meldung")
    assert cleaned.paragraphs == ("Von dpa-Chef Huber", BODY)


SOME_BLOCKS = st.lists(
    st.one_of(
        st.sampled_from([*FURNITURE, *CONTENT, BODY, MORE, "Das könnte Sie auch interessieren", "Von dpa"]),
        st.sampled_from(
            ["04.03.2025", "Politik", "Seeburg baut eine neue Brücke", "Mehr zum Thema", "Kommentare", "Amalie L."]
        ),
        st.text(alphabet="abc DE.,:\u00a0\u00ad„“|", min_size=1, max_size=140),
    ),
    min_size=1,
    max_size=14,
)


@settings(max_examples=150, deadline=None)
@given(SOME_BLOCKS, st.sampled_from(["\n", "\n\n"]))
@example(["D", "D", "Das berichtet die Zeitung „Bild“.", "Mehr zum Thema", "Seeburg baut eine neue Brücke"], "\n")
def test_nothing_is_changed_or_lost(blocks: list[str], gap: str) -> None:
    raw = gap.join(blocks)
    given_blocks = [fold(block.text) for block in split_blocks(raw)]
    cleaned = clean(raw)
    kept = [fold(paragraph) for paragraph in cleaned.paragraphs]
    assert all(paragraph in fold(raw) for paragraph in kept)
    out = sorted([*kept, *(fold(d.text) for d in cleaned.dropped)])
    title = [fold(block.text) for block in split_blocks(raw) if block.line == cleaned.title_line]
    assert sorted(given_blocks) in (out, sorted(out + title))
    assert bool(kept) == bool(given_blocks)


@settings(max_examples=150, deadline=None)
@given(SOME_BLOCKS)
def test_cleaning_twice_changes_nothing(blocks: list[str]) -> None:
    once = clean("\n\n".join(blocks))
    again = clean(once.text, title=once.title) if once.title else once
    assert again.paragraphs == once.paragraphs
