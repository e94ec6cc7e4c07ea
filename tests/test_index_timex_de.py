"""German time expressions by value; published on Wednesday, 21 May 2025 unless said otherwise."""

from datetime import date

import pytest

from index.timex import find

WEDNESDAY = date(2025, 5, 21)


def days(text: str, published: date | None = WEDNESDAY) -> list[str]:
    """Each expression as "2025-05-19" or "2025-05-01/2025-05-31"."""
    return [str(one.first) if one.is_day else f"{one.first}/{one.last}" for one in find(text, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sie kommen am 3., 4. und 5. Juni.", ["2025-06-03", "2025-06-04", "2025-06-05"]),
        ("Am 12. und 13. Mai 2024 war frei.", ["2024-05-12", "2024-05-13"]),
        ("Vom 3. bis zum 5. Mai war Markt.", ["2025-05-03/2025-05-05"]),
        ("Vom 28. April bis 5. Mai war Markt.", ["2025-04-28/2025-05-05"]),
        ("Vom 28. Dezember bis zum 6. Jänner 2025 war zu.", ["2024-12-28/2025-01-06"]),
        ("vom 30.5. bis 2.6.2025", ["2025-05-30/2025-06-02"]),
        ("zwischen dem 3. und dem 12. September 2024", ["2024-09-03/2024-09-12"]),
        ("am 22.04 geboren", ["2025-04-22"]),
        ("am ersten Mai", ["2025-05-01"]),
        ("am dreiundzwanzigsten Juni 2024", ["2024-06-23"]),
        ("Am 15. wird gewählt.", ["2025-06-15"]),
        ("Am 15. wurde gewählt.", ["2025-05-15"]),
        ("am Dienstag, den 27. wird gewählt", ["2025-05-27"]),
        ("Das Urteil vom Freitag wird angefochten.", ["2025-05-16"]),
        ("Heute vor einem Jahr starb er.", ["2024-05-21"]),
        ("Morgen in zwei Wochen wird gewählt.", ["2025-06-05"]),
        ("Ende der 70er", ["1977-01-01/1979-12-31"]),
        ("Seit Samstag wird er vermisst.", ["2025-05-17"]),
        ("Für Montag sind Proteste geplant.", ["2025-05-26"]),
        ("Die Mannschaften treten am Samstag an.", ["2025-05-24"]),
        ("im Laufe des Jahres", ["2025-01-01/2025-12-31"]),
        ("Heute läuft die Frist aus.", ["2025-05-21"]),
        ("Vorgestern abends, gestern früh und heute Abend.", ["2025-05-19", "2025-05-20", "2025-05-21"]),
        ("Morgen kommt er, übermorgen geht er.", ["2025-05-22", "2025-05-23"]),
        ("Er kommt morgen früh.", ["2025-05-22"]),
        ("bei der gestrigen Sitzung", ["2025-05-20"]),
        ("am heutigen Mittwoch", ["2025-05-21"]),
        ("nächsten Mittwoch", ["2025-05-28"]),
        ("diesen Freitag", ["2025-05-23"]),
        ("Vergangenen Sonnabend brannte es.", ["2025-05-17"]),
        ("Am Dienstagabend ist ein Mann gestorben.", ["2025-05-20"]),
        ("In der Nacht zum Dienstag brannte es.", ["2025-05-20"]),
        ("In der Nacht von Montag auf Dienstag brannte es.", ["2025-05-20"]),
        ("Am Samstag findet das Fest statt.", ["2025-05-24"]),
        ("Samstag in einer Woche wird gewählt.", ["2025-05-31"]),
        ("Er kommt nächste Woche am Freitag.", ["2025-05-30"]),
        ("Das Lager dauert von Montag bis Freitag und wird voll.", ["2025-05-26/2025-05-30"]),
        ("Am Wochenende wurde gespielt.", ["2025-05-17/2025-05-18"]),
        ("Am Wochenende wird gespielt.", ["2025-05-24/2025-05-25"]),
        ("am kommenden Wochenende", ["2025-05-24/2025-05-25"]),
        ("in der vergangenen Woche", ["2025-05-12/2025-05-18"]),
        ("Den Rest der Woche bleibt es warm.", ["2025-05-21/2025-05-25"]),
        ("für das restliche Jahr", ["2025-05-21/2025-12-31"]),
        ("Anfang der Woche", ["2025-05-19/2025-05-20"]),
        ("Ende nächster Woche", ["2025-05-30/2025-06-01"]),
        ("zu Wochenbeginn", ["2025-05-19/2025-05-20"]),
        ("Anfang Mai und Mitte Mai", ["2025-05-01/2025-05-10", "2025-05-11/2025-05-20"]),
        ("Ende Feber 2024", ["2024-02-21/2024-02-29"]),
        ("seit Jänner", ["2025-01-01/2025-01-31"]),
        ("im kommenden Juni", ["2025-06-01/2025-06-30"]),
        ("im März und April 2013", ["2013-03-01/2013-04-30"]),
        ("im März und Oktober 2013", ["2013-03-01/2013-03-31", "2013-10-01/2013-10-31"]),
        ("von November bis Februar 2024", ["2023-11-01/2024-02-29"]),
        ("heuer", ["2025-01-01/2025-12-31"]),
        ("im Vorjahr und vorletztes Jahr", ["2024-01-01/2024-12-31", "2023-01-01/2023-12-31"]),
        ("Ende des vergangenen Jahres", ["2024-09-01/2024-12-31"]),
        ("im nächsten Monat", ["2025-06-01/2025-06-30"]),
        ("in den letzten drei Wochen", ["2025-04-30/2025-05-21"]),
        ("vor gut einem halben Jahr", ["2024-11-01/2024-11-30"]),
        ("vor eineinhalb Jahren", ["2023-11-01/2023-11-30"]),
        ("vor drei Stunden und seit 20 Minuten", ["2025-05-21", "2025-05-21"]),
        ("vor 48 Stunden, vor rund 1000 Minuten", ["2025-05-19", "2025-05-20"]),
        ("seit 24 Stunden, in den letzten 48 Stunden", ["2025-05-20/2025-05-21", "2025-05-19/2025-05-21"]),
        ("in den letzten 20 Minuten und den letzten zwei Stunden", []),
        ("In zwei Stunden soll er sprechen.", ["2025-05-21"]),
        ("Am Montag bin ich in Bonn, am Freitag bin ich geflogen.", ["2025-05-26", "2025-05-16"]),
        ("Am Montagspätabend brannte es.", ["2025-05-19"]),
        ("vor rund zwanzig Jahren", ["2005-01-01/2005-12-31"]),
        ("In zwei Wochen soll er kommen.", ["2025-06-04"]),
        ("1990-95 und 2010 bis 2012", ["1990-01-01/1995-12-31", "2010-01-01/2012-12-31"]),
        ("zwischen 1990 und 1995", ["1990-01-01/1995-12-31"]),
        ("in der Saison 2014/15", ["2014-01-01/2015-12-31"]),
        ("in den 90er Jahren", ["1990-01-01/1999-12-31"]),
        ("in den 1960er-Jahren", ["1960-01-01/1969-12-31"]),
        ("Anfang der achtziger Jahre", ["1980-01-01/1983-12-31"]),
        ("in den Neunzigern und Mitte der Sechziger", ["1990-01-01/1999-12-31", "1964-01-01/1966-12-31"]),
        ("Ende der Nullerjahre", ["2007-01-01/2009-12-31"]),
        ("im 19. Jahrhundert", ["1801-01-01/1900-12-31"]),
        ("im 17. und 18. Jahrhundert", ["1601-01-01/1700-12-31", "1701-01-01/1800-12-31"]),
        ("im Jahr 1525", ["1525-01-01/1525-12-31"]),
        ("im ersten Quartal 2024", ["2024-01-01/2024-03-31"]),
        ("im zweiten Halbjahr des Vorjahres", ["2024-07-01/2024-12-31"]),
        ("im Sommer 2012", ["2012-06-01/2012-08-31"]),
        ("im Sommer ’89 und im Mai '68", ["1989-06-01/1989-08-31", "1968-05-01/1968-05-31"]),
        ("geboren am 4.6.71 und am 4.6.19", ["1971-06-04", "2019-06-04"]),
        ("am 7-Okt-2013, Stand 2019-04, von 2004-05", ["2013-10-07", "2019-04-01/2019-04-30", "2004-01-01/2005-12-31"]),
        ("im vergangenen Winter", ["2024-12-01/2025-02-28"]),
        ("im Winter 2013/14", ["2013-12-01/2014-02-28"]),
        ("Im Herbst wird gewählt.", ["2025-09-01/2025-11-30"]),
        ("am Ostermontag", ["2025-04-21"]),
        ("zu Pfingsten 2024", ["2024-05-19/2024-05-20"]),
        ("am Aschermittwoch und am Karfreitag", ["2025-03-05", "2025-04-18"]),
        ("an Fronleichnam", ["2025-06-19"]),
        ("am Herz-Jesu-Sonntag", ["2025-06-29"]),
        ("an Christi Himmelfahrt 2026", ["2026-05-14"]),
        ("vergangene Weihnachten und zu Silvester 2023", ["2024-12-24/2024-12-26", "2023-12-31"]),
        ("am ersten Advent 2023 und am Buß- und Bettag 2023", ["2023-12-03", "2023-11-22"]),
        ("am Muttertag", ["2025-05-11"]),
        ("zu Mariä Himmelfahrt", ["2025-08-15"]),
        ("an Himmelfahrt 2023, zum Augsburger Friedensfest 2023", ["2023-05-18", "2023-08-08"]),
        ("zu Fasching 2025 und an Karneval 2024", ["2025-02-27/2025-03-04", "2024-02-08/2024-02-13"]),
        ("an Martini 2024 und an Peter und Paul 2024", ["2024-11-11", "2024-06-29"]),
        ("an Peter und Paul", ["2025-06-29"]),
        ("am Eidgenössischen Dank-, Buss- und Bettag 2023", ["2023-09-17"]),
        ("am Buss- und Bettag 2023", ["2023-11-22"]),
    ],
)  # fmt: skip
def test_days(text: str, expected: list[str]) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Die Mai-Kundgebung, die Montagsdemo und die Sommerferien, seit kurzem und bald",
        "Guten Morgen! Am Morgen kam er, jeden Morgen.",
        "Platz 2000, Seite 2014, Zimmer 1984, Hauptstraße 2010, Tel. 0471 2015, § 2014, Nr. 1999",
        "Das Spiel endete 3:2, der Kurs stieg um 19.05 Punkte, Version 3.5.1.",
        "am 15. Spieltag und im 15. Stock, im 3. Satz",
        "Er ist 31 Jahre alt, zwei Stunden gelaufen und wohnt drei Jahre lang dort.",
        "Er kommt jeden Montag, täglich, montags und an jedem zweiten Freitag.",
        "Um 15 Uhr, gegen 20.30 Uhr, von 9 bis 12 Uhr, um halb acht, zu Mittag",
        "An jenem Mittwoch, am Vortag, damals, zwei Tage später, am Tag darauf",
        "Ein Wochenende, ein Jahr, einige Tage, in den vergangenen Monaten",
        "Herr Sommer und Frau Montag, im Fall Mayer, die letzten Tage der Menschheit",
        "2000 bis 3000 Grad, 1800 Euro, über 2000 und ein Preis von 1990 Franken",
        "500 v. Chr. und im Jahr 44 vor Christus",
        "mit 16 Jahren, ab 18 Jahren, Anlage 1.2.3.4 und 2024.5",
        "Eine Frau in den Siebzigern, ein Mann Mitte der Achtziger, die Sechziger siegten, die Zweitausender der Alpen",
        "Der Karneval der Kulturen, Kölner Fasching, in den restlichen Wochen",
    ],
)
def test_no_days(text: str) -> None:
    assert days(text) == []


@pytest.mark.parametrize(
    ("text", "first", "other"),
    [
        ("Das Spiel am Freitag", "2025-05-16", "2025-05-23"),
        ("Die Wahl am 1. Oktober", "2025-10-01", "2024-10-01"),
        ("In der Nacht zum Dienstag brannte es.", "2025-05-20", "2025-05-19"),
        ("das 05/06/2025", "2025-06-05", "2025-05-06"),
        ("Das Spiel am Karfreitag", "2025-04-18", "2026-04-03"),
    ],
)
def test_what_the_text_leaves_open_keeps_the_other_day(text: str, first: str, other: str) -> None:
    (found,) = find(text, WEDNESDAY)
    assert found.other
    assert (str(found.first), str(found.other[0])) == (first, other)


@pytest.mark.parametrize("text", ["am vergangenen Freitag", "Er kam am Freitag.", "am 19. Mai", "gestern"])
def test_what_the_text_says_has_no_other_day(text: str) -> None:
    assert [found.other for found in find(text, WEDNESDAY)] == [None]


@pytest.mark.parametrize("text", ["heuer", "Ende März", "am Montag", "vor zwei Wochen", "zu Pfingsten", "am 3. Mai"])
def test_undated_article_leaves_them_open(text: str) -> None:
    assert days(text, None) == []


def test_a_year_is_not_carried_over() -> None:
    assert days("Im Jahr 2019 kam er. Am 3. Mai ging er.", None) == ["2019-01-01/2019-12-31"]


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("letzten Winter", date(2025, 1, 10), "2023-12-01/2024-02-29"),
        ("Im Winter wurde gebaut.", date(2025, 1, 10), "2024-12-01/2025-02-28"),
        ("letzten Jahreswechsel", date(2025, 1, 1), "2023-12-31/2024-01-01"),
        ("zu Silvester", date(2025, 1, 3), "2024-12-31"),
        ("zu Silvester", date(2024, 12, 31), "2024-12-31"),
        ("am Wochenende", date(2025, 5, 24), "2025-05-24/2025-05-25"),
    ],
)
def test_days_near_the_turn_of_the_year_or_on_the_day_itself(text: str, published: date, expected: str) -> None:
    assert days(text, published) == [expected]
