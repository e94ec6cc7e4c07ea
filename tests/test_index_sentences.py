import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.sentences import sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


GERMAN = [
    "Am 12. März traf er Putin. | Am 3. April kam er wieder.",
    "Er kam am 3. April. | Dann ging er.",
    "Am 5. und 6. Mai. | Dann war Ruhe.",
    "Das gilt z. B. für Wien. | Und z.B. Graz auch.",
    "Dr. Merz sprach mit Prof. Dr. Angela Huber. | Sie nickte.",
    "Das kostet 3,5 Mio. Euro. | Insgesamt sind es 2 Mrd. | Die Kosten steigen.",
    "W. Putin und J. D. Vance trafen sich. | Sie redeten.",
    "Johannes B. Kerner kam. | Michael B. (45) kam auch.",
    "Gesucht wird Karl W. | Die Polizei bittet um Hinweise.",
    "Papst Leo XIV. sprach in Rom. | Ludwig XIV. war König. | Er traf Xi. | Putin nicht.",
    "„Das ist gut.“ | Er ging. | „Nein“, sagte sie. | „Wir gehen.“",
    "„Wir kämpfen!“, sagte er. | „Was?“, fragte sie.",
    "»Das war's.« | Er ging.",
    "Am 19.05.2025 kostete es 1.200,5 Euro. | Am 20.05. war es mehr.",
    "Die Sitzung begann um 19.30 Uhr. | Um 20.15 Uhr war Schluss.",
    "Die Temperatur stieg auf 38,5 Grad. | 12 Menschen starben.",
    "Er zögerte ... und ging. | Dann… | Na ja... | Er blieb.",
    "Der 1. FC Köln gewann. | Es waren 12. | Sie gingen.",
    "Er wurde 70. | Seine Frau ist 60.",
    "Laut Art. 5 GG und § 3 Abs. 2 Nr. 4 ist das so. | Diese Art. | Der Mann.",
    "Er lebt in der Hauptstr. 5 in Wien. | US-Präs. Biden kam.",
    "Bundeskanzler a. D. Olaf Scholz kam. | Der G20-Gipfel in St. Petersburg endete.",
    "Im 21. Jh. lebt er. | Das spielte 500 v. Chr. in Rom.",
    "Das sagte er der F.A.Z. | Die Zeitung druckte es.",
    "Er kam im Nov. | Dann ging er. | Im Okt. 2024 war er hier.",
    "Stimmt das? | Ja! | Doch: Nein.",
]
ENGLISH = [
    "The U.S. Senate met. | It voted at 5 p.m. on Monday. | Mr. Smith left.",
    "He came at 5 p.m. | The meeting began.",
    "She lives in the U.S. | The talks were held there.",
    "“That is good.” | He left. | “No,” she said.",
    "Sen. John McCain and Gov. Tim Walz met Gen. Mark Milley. | They spoke.",
    "On Jan. 20 he was sworn in. | In Sept. 2024 he was not.",
    "No. 10 Downing Street was closed. | No one came. | He said no. | Then he left.",
    "He paid $3.5 million. | The firm earned 12.5%. | It was No. 1.",
    "J.D. Vance spoke. | George W. Bush listened.",
    "Apple Inc. reported losses. | Apple Inc. | The company grew.",
    "Mrs. Clinton vs. Mr. Trump. | OK.",
]


@pytest.mark.parametrize("marked", GERMAN + ENGLISH)
def test_sentences_end_where_a_reader_ends_them(marked: str) -> None:
    assert cut(marked.replace(" | ", " ")) == marked.split(" | ")


def test_lines_and_bullets_are_cut_at_line_ends() -> None:
    text = "– Punkt eins\n• Punkt zwei. Noch was.\n\n  1. Erstens  \n2. Zweitens\r\nEnde"
    assert cut(text) == ["– Punkt eins", "• Punkt zwei.", "Noch was.", "1. Erstens", "2. Zweitens", "Ende"]


@pytest.mark.parametrize("text", ["", " \n\t\n "])
def test_no_text_has_no_sentences(text: str) -> None:
    assert sentences(text) == []


PIECES = [
    "Am ",
    "12. ",
    "März ",
    "Dr. ",
    "z. B. ",
    "ging er",
    ". ",
    "! ",
    "„",
    "“ ",
    "…",
    "\n",
    "\n\n",
    "U.S. ",
    "W. ",
    "🎉",
]


@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES)).map("".join)))
@example("a\u2028b. C\x1cd.")
def test_spans_are_in_order_and_cover_all_but_white_space(text: str) -> None:
    spans = sentences(text)
    ends = [0, *(end for _, end in spans)]
    for (start, end), previous in zip(spans, ends, strict=False):
        assert previous <= start < end
        assert text[start:end] == text[start:end].strip()
        assert text[previous:start].strip() == ""
    assert text[ends[-1] :].strip() == ""
