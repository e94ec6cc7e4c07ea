"""Invented articles in the shapes that scrapers of German and English news sites leave behind."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from index.article import Article
from index.blocks import fold
from index.read import read_file

P1 = (
    "Der Stadtrat von Seeburg hat am Dienstagabend nach langer Debatte den Bau der neuen Brücke beschlossen. "
    "Die Arbeiten sollen nach Angaben der Verwaltung rund drei Jahre dauern und 48 Millionen Euro kosten."
)
P2 = (
    "„Wir haben lange genug gewartet“, sagte Oberbürgermeisterin Anna Krämer. Die alte Brücke müsse Ende 2026 "
    "gesperrt werden, weil der Stahl ermüdet sei. Gutachter hatten im Herbst Risse in mehreren Trägern gefunden."
)
P3 = (
    "Kritik kam von der Opposition. Deren Fraktionschef Jens Voß bezweifelt, dass der Zeitplan zu halten ist. Er "
    "verwies auf den Tunnel am Hafen, der fünf Jahre später als geplant fertig wurde."
)
E1 = (
    "The city council of Port Ashby voted late on Tuesday to build a new bridge across the river, ending a debate that "
    "had lasted for almost a decade. Work is expected to take three years and to cost 48 million pounds."
)
E2 = (
    "“We have waited long enough,” said the mayor, Anna Cramer. The old bridge will have to close at the end of 2026 "
    "because its steel is worn out, she added. Inspectors found cracks in several girders last autumn."
)
E3 = (
    "The opposition was not convinced. Its leader, James Foss, doubts that the timetable can be kept. He pointed to "
    "the harbour tunnel, which opened five years later than planned."
)
T = "Seeburg baut für 48 Millionen Euro eine neue Brücke"
TE = "Port Ashby to build a new bridge for 48 million pounds"


@dataclass(frozen=True)
class Case:
    """A messy file and what must become of it. `gone` must stand nowhere in the text."""

    name: str
    raw: str
    title: str
    published: date | None
    paragraphs: tuple[str, ...]
    source: str | None = None
    gone: tuple[str, ...] = ()
    suffix: str = ".txt"
    encoding: str = "utf-8"
    extra: tuple[str, ...] = field(default=())
    """Blocks that may stand or not."""


CASES = [
    Case(
        "tagesschau",
        f"""{T} | tagesschau.de
Startseite
Inland
Hoher Sanierungsbedarf
{T}
Stand: 04.03.2025 21:14 Uhr

{P1}

Von Silke Brandt, NDR

{P2}

Arbeiter an der alten Brücke in Seeburg
picture alliance / dpa / Hauke Meier

{P3}

Dieses Thema im Programm: Über dieses Thema berichtete NDR Info am 04. März 2025 um 20:00 Uhr.

Mehr zum Thema
Wie marode sind Deutschlands Brücken?
Bund gibt mehr Geld für Straßen
""",
        T,
        date(2025, 3, 4),
        (P1, P2, P3),
        gone=("marode", "NDR Info", "Hauke", "Silke", "Stand:"),
        extra=("Von Silke Brandt, NDR",),
    ),
    Case(
        "spiegel",
        f"""Verkehr
{T}
{P1}
Von Max Müller und Eva Schmidt
04.03.2025, 17.32 Uhr
• aus DER SPIEGEL 10/2025
Artikel zum Hören • 3 Min
X.com Facebook E-Mail
Bild vergrößern
Brücke in Seeburg: Ermüdeter Stahl
Foto: Christian Charisius / dpa

{P2}

{P3}

mmu/dpa
""",
        T,
        date(2025, 3, 4),
        (P1, P2, P3),
        gone=("Max Müller", "Charisius", "Facebook", "mmu/dpa"),
        extra=("• aus DER SPIEGEL 10/2025", "Bild vergrößern", "Brücke in Seeburg: Ermüdeter Stahl"),
    ),
    Case(
        "zeit",
        f"""{T}

Der Stadtrat hat entschieden: Die neue Brücke kommt.

4. März 2025, 10:12 Uhr Quelle: DIE ZEIT, dpa, jmu

18 Kommentare

{P1}

Anzeige

{P2}

{P3}

Startseite
""",
        T,
        date(2025, 3, 4),
        ("Der Stadtrat hat entschieden: Die neue Brücke kommt.", P1, P2, P3),
        gone=("Anzeige", "Kommentare", "Startseite"),
    ),
    Case(
        "ntv",
        f"""Politik
Streit in Seeburg {T}
04.03.2025, 10:12 Uhr
Artikel anhören
(02:41 min)
{P1}
{P2}
{P3}
Quelle: ntv.de, jwu/dpa
Seeburg
Brückenbau
""",
        f"Streit in Seeburg {T}",
        date(2025, 3, 4),
        (P1, P2, P3),
        source="ntv.de",
        gone=("jwu", "anhören"),
        extra=("Seeburg", "Brückenbau"),
    ),
    Case(
        "faz",
        f"""Seeburg:
{T}

Von Peter Carstens, Seeburg

Veröffentlicht: 03.03.2025, 19:40
Aktualisiert am 04.03.2025, 07:15
Lesezeit: 4 Min.
Arbeiten an der Brücke in Seeburg © dpa
{P1}

{P2}

{P3}

Quelle: F.A.Z.
Artikelrechte erwerben
Zur Startseite
""",
        T,
        date(2025, 3, 3),
        (P1, P2, P3),
        source="F.A.Z.",
        gone=("Carstens", "Lesezeit", "© dpa"),
        extra=("Artikelrechte erwerben",),
    ),
    Case(
        "regional without date",
        f"""Lokales
{T}
Am 20. Januar 2024 hatte der Rat das Projekt noch verschoben.
{P1}
{P2}
Lesen Sie auch: Wie die Seeburger ihre Altstadt retten wollen
{P3}
© 2025 Seeburger Anzeiger. Alle Rechte vorbehalten.
""",
        T,
        None,
        ("Am 20. Januar 2024 hatte der Rat das Projekt noch verschoben.", P1, P2, P3),
        gone=("Altstadt", "Alle Rechte"),
    ),
    Case(
        "agency ticker",
        f"""dpa 0123 4 pl 210 lno 0456
{T}
Seeburg, 4. März 2025 (dpa) - {P1}

{P2}

{P3}
""",
        T,
        date(2025, 3, 4),
        (f"Seeburg, 4. März 2025 (dpa) - {P1}", P2, P3),
        source="dpa",
        extra=("dpa 0123 4 pl 210 lno 0456",),
    ),
    Case(
        "agency without year",
        f"""{T}

SEEBURG, 4. März (Reuters) - {P1}

{P2}

(Bericht von Klaus Lauer, redigiert von Hans Busemann)
""",
        T,
        None,
        (f"SEEBURG, 4. März (Reuters) - {P1}", P2),
        source="Reuters",
        extra=("(Bericht von Klaus Lauer, redigiert von Hans Busemann)",),
    ),
    Case(
        "swiss",
        f"""{T}
Publiziert: 4.3.2025, 06:30
Keystone-SDA
{P1}

{P2}

{P3} (sda)

Fehler gefunden? Jetzt melden.
""",
        T,
        date(2025, 3, 4),
        (P1, P2, f"{P3} (sda)"),
        gone=("Keystone", "Fehler"),
        extra=("Fehler gefunden? Jetzt melden.",),
    ),
    Case(
        "austrian",
        f"""BRÜCKENBAU
{T}
5. Jänner 2025, 10:12
123 Postings
{P1}
{P2}
{P3} (APA, red, 5.1.2025)
Wir verwenden Cookies, um Inhalte zu personalisieren und die Zugriffe auf unsere Website zu analysieren.
""",
        T,
        date(2025, 1, 5),
        (P1, P2, f"{P3} (APA, red, 5.1.2025)"),
        gone=("Cookies", "Postings"),
    ),
    Case(
        "latin-1",
        f"{T}\r\n\r\nErstellt am 04.03.25 um 12:05\r\n\r\n{P3}\r\n\r\n{P3.replace('Kritik', 'Auch Kritik')}\r\n",
        T,
        date(2025, 3, 4),
        (P3, P3.replace("Kritik", "Auch Kritik")),
        encoding="latin-1",
    ),
    Case(
        "cp1252 with quotes",
        f"{T}\n\nDi., 4.3.2025\n\n{P2}\n\n{P1}\n",
        T,
        date(2025, 3, 4),
        (P2, P1),
        encoding="cp1252",
    ),
    Case(
        "hard-wrapped",
        f"""{T}

4. März 2025

Der Stadtrat von Seeburg hat am Dienstagabend nach langer Debatte den
Bau der neuen Brücke beschlossen. Die Arbeiten sollen nach Angaben der
Verwaltung rund drei Jahre dauern und 48 Millionen Euro kosten.

Kritik kam von der Opposition. Deren Fraktionschef Jens Voß bezweifelt,
dass der Zeitplan zu halten ist.
""",
        T,
        date(2025, 3, 4),
        (
            P1,
            "Kritik kam von der Opposition. Deren Fraktionschef Jens Voß bezweifelt, dass der Zeitplan zu halten ist.",
        ),
    ),
    Case(
        "teaser tail with texts",
        f"""{T}
04.03.2025
{P1}
{P2}
{P3}
Meistgelesen
Unfall
Lastwagen kippt auf der A 7 um
Ein Lastwagen ist am Montag auf der Autobahn 7 umgekippt. Der Fahrer wurde leicht verletzt, die Polizei sperrte.
Wetter
Sturm erreicht die Küste am Wochenende
Der Wetterdienst warnt vor Böen bis 110 Kilometer in der Stunde. Fähren fallen wohl aus, auch Züge sind betroffen.
""",
        T,
        date(2025, 3, 4),
        (P1, P2, P3),
        gone=("Lastwagen", "Wetterdienst"),
    ),
    Case(
        "box in the middle",
        f"""{T}
04.03.2025
{P1}
Mehr zum Thema
Wie marode sind Deutschlands Brücken?
Bund gibt mehr Geld für Straßen
{P2}
Wie es weitergeht
{P3}
""",
        T,
        date(2025, 3, 4),
        (P1, P2, "Wie es weitergeht", P3),
        gone=("marode", "Bund gibt"),
    ),
    Case(
        "timeline without a date of its own",
        f"""{T}

{P1}

3. Mai 2021

{P2}

17. August 2023

{P3}
""",
        T,
        None,
        (P1, "3. Mai 2021", P2, "17. August 2023", P3),
    ),
    Case(
        "bbc",
        f"""{TE}
Published
4 March 2025
Share
Save
Jane Doe
Political correspondent
Image source, Getty Images
Image caption,
The old bridge in Port Ashby
{E1}
{E2}
What happens next?
{E3}
Related Topics
Bridges
Port Ashby
More on this story
Cracks found in harbour bridge
Around the BBC
""",
        TE,
        date(2025, 3, 4),
        (E1, E2, "What happens next?", E3),
        gone=("Jane Doe", "Getty", "Cracks found", "The old bridge in Port"),
    ),
    Case(
        "reuters",
        f"""World
{TE}
By Jane Doe and John Roe
March 4, 202510:12 AM GMT+1Updated 3 hours ago
A view of the bridge in Port Ashby, March 3, 2025. REUTERS/Phil Noble
PORT ASHBY, March 4 (Reuters) - {E1}
Advertisement · Scroll to continue
{E2}
{E3}
Reporting by Jane Doe; Editing by John Roe
Our Standards: The Thomson Reuters Trust Principles.
Suggested Topics:
""",
        TE,
        date(2025, 3, 4),
        (f"PORT ASHBY, March 4 (Reuters) - {E1}", E2, E3),
        source="Reuters",
        gone=("Phil Noble", "Our Standards", "Scroll", "Editing by"),
    ),
    Case(
        "guardian",
        f"""{TE}
Council ends decade of debate
Jane Doe in Port Ashby
Tue 4 Mar 2025 10.12 GMT
Last modified on Wed 5 Mar 2025 11.00 GMT
Share
{E1}
{E2}
Photograph: Phil Noble/Reuters
Sign up to First Edition, our free daily newsletter
{E3}
Explore more on these topics
""",
        TE,
        date(2025, 3, 4),
        ("Council ends decade of debate", E1, E2, E3),
        gone=("Photograph", "First Edition", "Share"),
        extra=("Jane Doe in Port Ashby", "Explore more on these topics"),
    ),
    Case(
        "ap",
        f"""{TE}
By JANE DOE
Updated 7:36 PM GMT+1, March 4, 2025
Share
PORT ASHBY, England (AP) — {E1}
{E2}
FILE - The bridge at Port Ashby is seen on Sept. 3, 2024. (AP Photo/Phil Noble, File)
{E3}
Copyright 2025 The Associated Press. All rights reserved.
""",
        TE,
        date(2025, 3, 4),
        (f"PORT ASHBY, England (AP) — {E1}", E2, E3),
        source="AP",
        gone=("FILE", "All rights"),
    ),
    Case(
        "american slashes",
        f"{TE}\n03/04/2025 05:12 PM EST\n{E1}\n{E2}\n",
        TE,
        date(2025, 3, 4),
        (E1, E2),
    ),
    Case(
        "markdown with front matter",
        f"""---
title: "{T}"
date: 2025-03-04T10:12:00+01:00
source: Seeburger Anzeiger
tags: [Brücke, Verkehr]
---

# {T}

![Brücke](bruecke.jpg)

**{P1}**

## Kritik am Zeitplan

{P3}

[Zum Newsletter](https://example.org/newsletter)
""",
        T,
        date(2025, 3, 4),
        (P1, "Kritik am Zeitplan", P3),
        source="Seeburger Anzeiger",
        gone=("bruecke.jpg", "newsletter"),
        suffix=".md",
    ),
    Case(
        "html with banner and related list",
        f"""<!doctype html><html lang="de"><head><meta charset="utf-8"><title>{T} - Seeburger Anzeiger</title>
<meta property="og:site_name" content="Seeburger Anzeiger"><link rel="canonical" href="https://www.seeburger.example/a1">
<meta property="og:image" content="https://www.seeburger.example/2019/01/02/bild.jpg">
<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{{"@type":"WebPage","datePublished":
"2011-01-01"}},{{"@type":"NewsArticle","headline":"{T}","datePublished":"2025-03-04T10:12:00+01:00",
"dateModified":"2025-03-06T08:00:00+01:00"}}]}}</script></head><body>
<div class="cookie-banner">
<p>Wir verwenden Cookies, um Ihnen die beste Erfahrung auf unserer Seite zu bieten.</p>
<button>Alle akzeptieren</button></div><nav><a href="/">Startseite</a><a href="/p">Politik</a></nav>
<article><h1>{T}</h1><p>{P1}</p><p>{P2}</p>
<h2>Kritik am Zeitplan</h2><p>{P3}</p></article>
<aside class="related"><h3>Das könnte Sie auch interessieren</h3><ul><li><a href="/b">Sturm erreicht die Küste</a>
<time datetime="2025-11-01">1.11.2025</time></li></ul></aside>
<footer>© 2025 Seeburger Anzeiger</footer></body></html>""",
        T,
        date(2025, 3, 4),
        (P1, P2, "Kritik am Zeitplan", P3),
        source="Seeburger Anzeiger",
        gone=("Cookies", "Sturm"),
        suffix=".html",
    ),
    Case(
        "html undated",
        f"""<html lang="en"><head><title>{TE} | Ashby Post</title>
<meta property="og:image" content="https://x.example/2023/04/05/p.jpg"></head><body><main><h1>{TE}</h1>
<p>{E1}</p><p>On March 4, 2025 the council met. {E2}</p><p>{E3}</p></main>
<section class="most-read"><a href="/a">Storm</a><time datetime="2024-05-05">5 May 2024</time></section>
</body></html>""",
        TE,
        None,
        (E1, f"On March 4, 2025 the council met. {E2}", E3),
        suffix=".html",
    ),
    Case(
        "html with a visible date line only",
        f"""<html lang="de"><body><header><div class="meta"><span>Von Max Müller</span>
<span class="date">Veröffentlicht am
4. März 2025, 17:32 Uhr</span></div><h1>{T}</h1></header><article><p>{P1}</p><p>{P2}</p>
<p>{P3}</p></article></body></html>""",
        T,
        date(2025, 3, 4),
        (P1, P2, P3),
        suffix=".htm",
    ),
    Case(
        "two sentences",
        "Der Kanzler wurde gegen zehn Uhr am Flughafen erwartet.\n\nEr kam nicht.\n",
        "Der Kanzler wurde gegen zehn Uhr am Flughafen erwartet.",
        None,
        ("Der Kanzler wurde gegen zehn Uhr am Flughafen erwartet.", "Er kam nicht."),
    ),
    Case(
        "press release",
        f"""Stadt Seeburg
Pressemitteilung
Seeburg, den 4. März 2025
{T}
{P1}

{P2}

Pressekontakt:
presse@seeburg.example
""",
        T,
        date(2025, 3, 4),
        (P1, P2),
        gone=("presse@",),
        extra=("Pressekontakt:",),
    ),
    Case(
        "dates and captions stuck together",
        f"""Politik
Deutschland
{T}
DW
04.03.20254. März 2025

{P1}

https://p.example.org/p/4zabc
Die Oberbürgermeisterin und der Minister vor der Presse in Seeburg
Sie wollen enger zusammenarbeitenBild: Manon Cruz/AFP
Anzeige
{P2}

Kritik am Zeitplan

{P3}

as/kle (dpa, afp, rtr)
""",
        T,
        date(2025, 3, 4),
        (P1, P2, "Kritik am Zeitplan", P3),
        gone=("DW", "Manon", "as/kle"),
    ),
    Case(
        "kicker joined to the title",
        f"""Verkehr in Seeburg - {T}
Autor: Larissa Rhyn
{T}
Der Rat hat mit 25 zu 18 Stimmen zugestimmt.
04.03.2025, 11:02
Teilen
{P1}
{P2}
""",
        T,
        date(2025, 3, 4),
        ("Der Rat hat mit 25 zu 18 Stimmen zugestimmt.", P1, P2),
        gone=("Rhyn",),
    ),
    Case(
        "short last sentence after a box",
        f"""{TE}
By Jane Doe and John Roe, CNN
2 minute read
Updated 8:14 AM EST, Tue March 4, 2025
Link Copied!
{E1}
{E2}
RELATED ARTICLE
Why bridges get names
No one was injured, according to police.
""",
        TE,
        date(2025, 3, 4),
        (E1, E2, "No one was injured, according to police."),
        gone=("Why bridges",),
    ),
    Case(
        "date below a long lead",
        f"""{T}
{P3}
vorlesen Druckansicht 45 Kommentare lesen
Lesezeit: 6 Min.
Von
Eva-Maria Weiß
04.03.2025, 09:30 Uhr
Inhaltsverzeichnis
{P1}
{P2}
(emw)
""",
        T,
        date(2025, 3, 4),
        (P3, P1, P2),
        extra=("Eva-Maria Weiß",),
    ),
    Case(
        "live blog",
        f"""Newsblog zum 19. Mai 2025: Die Ereignisse im Überblick

{P1}

10:15 Uhr

Der Kreml kündigt das Telefonat an.
""",
        "Newsblog zum 19. Mai 2025: Die Ereignisse im Überblick",
        None,
        (P1, "10:15 Uhr", "Der Kreml kündigt das Telefonat an."),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_messy_article_becomes_clean(case: Case, tmp_path: Path) -> None:
    path = tmp_path / f"article{case.suffix}"
    path.write_bytes(case.raw.encode(case.encoding))
    (article,) = read_file(path)
    assert isinstance(article, Article)
    kept = [fold(p) for p in article.text.split("\n\n") if fold(p) not in case.extra]
    assert kept == [fold(p) for p in case.paragraphs]
    assert article.title == case.title
    assert article.published == case.published
    assert [word for word in case.gone if word in article.text and not any(word in e for e in case.extra)] == []
    assert case.source is None or article.source == case.source
    assert article.lang == ("en" if E1 in case.raw else "de")
