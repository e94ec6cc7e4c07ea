"""index/masthead.py: what is a newspaper's name over an article, what is its headline, and what is lost: nothing."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.article import Article
from index.blocks import fold, split_blocks
from index.boilerplate import is_byline
from index.clean import clean
from index.masthead import is_paper
from index.pubdate import read_date_line
from index.raw import RawArticle, to_article

GERMAN = (
    "Der Kreistag von Lindau-Ost hat am Mittwoch nach langer Debatte beschlossen, die Buslinien bis Ende 2027 in "
    "eigene Hände zu nehmen. Der Landrat rechnet mit Kosten von 9 Millionen Euro im Jahr."
)
ENGLISH = (
    "The county council voted on Wednesday to take over the bus lines by the end of 2027, after a debate that had gone "
    "on for most of the night. The leader of the council expects the change to cost 9 million pounds a year."
)
HEADLINE = "Kreistag holt die Busse zurück"
HEADLINE_EN = "Council to take the buses back"


def read(raw: str) -> Article:
    return to_article(RawArticle(id="a", text=raw), None)


MASTHEADS = [
    ("Ostfälische Post - Verkehr", "Ostfälische Post"),
    ("Ellinger Bote", "Ellinger Bote"),
    ("Ellinger Bote | Verkehr", "Ellinger Bote"),
    ("Ellinger Bote | Jana Terhorst", "Ellinger Bote"),
    ("Ellinger Bote / Serie „Auf dem Land“", "Ellinger Bote"),
    ("Ellinger Bote › Lokales › Busse", "Ellinger Bote"),
    ("Ellinger Bote – Lokales", "Ellinger Bote"),
    ("ELLINGER KREISZEITUNG", "ELLINGER KREISZEITUNG"),
    ("Neue Ellinger Zeitung", "Neue Ellinger Zeitung"),
    ("Ellinger Nachrichten", "Ellinger Nachrichten"),
    ("Ellinger Neueste Nachrichten", "Ellinger Neueste Nachrichten"),
    ("Warnow-Post", "Warnow-Post"),
    ("Warnow-Kurier am Sonntag", "Warnow-Kurier am Sonntag"),
    ("Warnow Allgemeine", "Warnow Allgemeine"),
    ("Die Abendpost", None),
    ("Volksstimme", "Volksstimme"),
    ("Lokales | Warnow-Kurier", "Warnow-Kurier"),
    ("Wirtschaft | Ellingen", None),
    ("HINTERGRUND", None),
    ("Streit um Busse", None),
    ("Von unserem Korrespondenten Uwe Hansen", None),
    ("Aus dem Kreishaus berichtet Jana Terhorst", None),
]
MASTHEADS_EN = [
    ("The Fernhill Gazette", "The Fernhill Gazette"),
    ("THE FERNHILL GAZETTE", "THE FERNHILL GAZETTE"),
    ("Fernhill and Dale Chronicle", "Fernhill and Dale Chronicle"),
    ("The Fernhill Star: Country Life", "The Fernhill Star"),
    ("The Fernhill Star - Politics", "The Fernhill Star"),
    ("Fernhill Evening News", "Fernhill Evening News"),
    ("The Times of Fernhill", None),
    ("Sunday Express", "Sunday Express"),
    ("The Guardian", "The Guardian"),
    ("Fernhill Sentinel / Local news", "Fernhill Sentinel"),
    ("World | Fernhill", None),
    ("World | Trade | Podcasts | Subscribe | Shop", None),
    ("COASTAL FARM REVIEW", "COASTAL FARM REVIEW"),
    ("Transport", None),
]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize(
    ("line", "paper", "headline", "body"),
    [(*case, HEADLINE, GERMAN) for case in MASTHEADS] + [(*case, HEADLINE_EN, ENGLISH) for case in MASTHEADS_EN],
)
def test_the_line_over_the_headline_goes(line: str, paper: str | None, headline: str, body: str, gap: str) -> None:
    article = read(f"{line}{gap}{headline}\n\n{body}")
    assert (article.title, article.text) == (headline, body)
    assert [(d.text, bool(d.reason)) for d in article.dropped] == [(line, True)]
    if paper:
        assert article.source == paper


HEADLINES = [
    "Die Zeit läuft ab",
    "Post streikt",
    "Bäcker streiken",
    "Der Bote aus dem Osten",
    "Die letzte Post",
    "Ein Bote kehrt heim",
    "Zeitung entlässt Redakteure",
    "Ellinger Bote gewinnt Preis",
    "Ellinger Bote: Verlag sucht neue Besitzer",
    "Ellinger Bote – Chronik eines Niedergangs",
    "Reporter ohne Grenzen kritisiert neues Gesetz",
    "NDR spart bei der Kultur",
    "Korrespondent wirft hin",
    "Gazette names new editor",
    "Kreistag stimmt zu",
    "Busse fallen aus",
    "Drei Tote bei Unfall",
    "Urteil vom 4. März 2025 aufgehoben",
    "Gute Nachrichten für Ellingen",
    "Wie geht es weiter?",
    "„Ich bleibe“",
    "Bus, Bahn, Post: alles teurer",
]
HEADLINES_EN = [
    "Nurses strike",
    "Mayor quits",
    "Ferry hits pier",
    "The Herald of spring",
    "Post office closes",
    "BBC apologises for error",
    "Reporter quits after row",
    "Mayor Sues The Gazette Over Article",
    "A new star",
    "The Last Post",
    "Fernhill Gazette to close in May",
]


@pytest.mark.parametrize(
    ("headline", "lead", "body"),
    [(line, "Was jetzt auf die Leute im Kreis zukommt", GERMAN) for line in HEADLINES]
    + [(line, "What it means for people in the county", ENGLISH) for line in HEADLINES_EN],
)
def test_a_headline_over_a_lead_stays_the_title(headline: str, lead: str, body: str) -> None:
    article = read(f"{headline}\n\n{lead}\n\n{body}")
    assert article.title == headline
    assert article.text == f"{lead}\n\n{body}"
    assert article.source is None


@pytest.mark.parametrize("line", [case[0] for case in MASTHEADS if "|" not in case[0] and len(case[0].split()) == 2])
def test_a_name_without_a_headline_below_is_the_title(line: str) -> None:
    assert read(f"{line}\n\n{GERMAN}").title == line


@pytest.mark.parametrize(
    "line",
    [
        "Ellinger Allgemeine vom Freitag, 7. März 2025",
        "Ellinger Bote vom 7. März 2025",
        "Aus dem Ellinger Boten, Ausgabe vom 7.3.2025",
        "Ausgabe vom 07.03.2025",
        "Ausgabe vom Freitag, den 7. März 2025",
        "Ellinger Bote, Ausgabe vom 7. März 2025",
        "Issue of Friday, 7 March 2025",
        "The Fernhill Gazette of 7 March 2025",
        "The Fernhill Gazette, edition of March 7, 2025",
        "Print edition of 7 March 2025",
        "From the Fernhill Gazette of Friday, 7 March 2025",
    ],
)
def test_day_of_issue(line: str) -> None:
    found = read_date_line(line)
    assert found is not None
    assert found.day == date(2025, 3, 7)


@pytest.mark.parametrize(
    "line",
    [
        "Urteil vom 7. März 2025",
        "Der Erlass vom 7. März 2025",
        "The summit of 7 March 2025",
        "Ausgabe von Briefen am 7. März 2025",
    ],
)
def test_day_of_something_else(line: str) -> None:
    assert read_date_line(line) is None


def test_masthead_with_its_day_dates_the_article() -> None:
    article = read(f"Ellinger Allgemeine vom Freitag, 7. März 2025\n\nHINTERGRUND\n\n{HEADLINE}\n\n{GERMAN}")
    assert (article.title, article.published) == (HEADLINE, date(2025, 3, 7))
    assert (article.source, article.date_origin) == ("Ellinger Allgemeine", "line 1")


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("19.04.2024 / Ellinger Bote / Stadtgespräch", "Ellinger Bote"),
        ("19. April 2024 | Panorama", None),
        ("Stand: 19.04.2024, 08:20 Uhr – Ellinger Bote", "Ellinger Bote"),
    ],
)
def test_source_beside_the_date(line: str, source: str | None) -> None:
    assert read(f"{line}\n\n{HEADLINE}\n\n{GERMAN}").source == source


@pytest.mark.parametrize(
    "name", ["Deutsche Post", "Gute Nachrichten", "Freddie Mercury", "Royal Mail", "Breaking News", "Angebote"]
)
def test_no_newspaper(name: str) -> None:
    assert not is_paper(name)


@pytest.mark.parametrize(
    "line", ["BBC diplomatic correspondent, Kyiv", "Von unserem Korrespondenten", "ARD-Studio Moskau"]
)
def test_byline(line: str) -> None:
    assert is_byline(line)


_LINES = st.sampled_from(
    [line for line, _ in MASTHEADS + MASTHEADS_EN] + HEADLINES + HEADLINES_EN + [GERMAN, ENGLISH, "7. März 2025"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_LINES, min_size=1, max_size=9), st.sampled_from(["\n", "\n\n"]))
def test_what_is_kept_are_whole_blocks(lines: list[str], gap: str) -> None:
    raw = gap.join(lines)
    blocks = [fold(block.text) for block in split_blocks(raw)]
    cleaned = clean(raw)
    assert cleaned.paragraphs
    assert all(fold(paragraph) in blocks for paragraph in cleaned.paragraphs)
    assert cleaned.title is None or fold(cleaned.title) in blocks
    assert len(cleaned.paragraphs) + len(cleaned.dropped) + (cleaned.title_line is not None) in (
        len(blocks),
        len(blocks) + 1,
    )
