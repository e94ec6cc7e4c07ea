"""index/dates.py and index/pubdate.py: what is a publication date, and what is not."""

from datetime import date, datetime

import pytest

from index.dates import dates_in, parse_date
from index.pubdate import read_date_line, read_dateline

MARCH_4 = date(2025, 3, 4)
_NAMES = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
_GERMAN = _NAMES.split()


@pytest.mark.parametrize(
    "line",
    [
        "04.03.2025",
        "4. März, 2025",
        "Veröffentlichungsdatum: 04.03.2025 12:05 / Welt Nachrichten",
        "Stand: 4. März 2025, 17:32 Uhr",
        "Aktualisiert am 04.03.2025, 10:12",
        "Published: March 4, 2025",
        "4 March 2025",
        "Mar 4, 2025 10:12 GMT",
        "2025-03-04T10:12:00+01:00",
        "Di., 4.3.2025",
        "04.03.25",
        "dpa/ - 4. März 2025",
        "Tue 4 Mar 2025 10.12 GMT",
        "Updated 7:36 PM GMT+1, March 4, 2025",
        "March 4, 202510:12 AM GMT+1Updated 3 hours ago",
        "March 4, 2025, 5:00 a.m. ET",
        "4. März 2025, 10:12 Uhr Quelle: DIE ZEIT, dpa, jmu",
        "Veröffentlicht am 04.03.2025 · Aktualisiert am 05.03.2025",
        "Aktualisiert am 05.03.2025, veröffentlicht am 04.03.2025",
        "04/03/2025March 4, 2025",
        "04.03.20254. März 2025",
        "04.03.2025, 08:1504.03.2025, 09:02",
        "Von Max Müller | 4. März 2025 | Lesezeit: 4 Minuten",
        "Berlin, 4. März 2025",
        "Seeburg, den 4. März 2025",
        "04/03/2025",
        "03/04/2025 10:12 AM",
        "Dieser Artikel wurde am 4. März 2025 veröffentlicht.",
        "This article was originally published on March 4, 2025",
        "Tue, 04 Mar 2025 10:12:00 +0000",
        "tagesschau.de, 04.03.2025 10:12",
        "Tuesday, March 4th, 2025 at 5 p.m. EST",
        "Posted on March 4, 2025 by Ada Holm",
        "04.03.2025 - 10:12 Uhr  |  sid/mk",
        "dpa  04.03.2025 | 13:33",
        "International edition | 4 March 2025",
        "Weekend edition, 4 March 2025",
        "Dienstag, 4. März 2025 - Nr. 53",
        "Written by Ada Holm on 4 March 2025",
    ],
)
def test_a_date_line(line: str) -> None:
    found = read_date_line(line)
    assert found is not None
    assert found.day == MARCH_4


@pytest.mark.parametrize(
    "line",
    [
        "Erstellt von - Uhr",
        "MOSKAU, 12. Februar (Reuters)",
        "Published 3 hours ago",
        "1 Woche vor",
        "Was am 20. Januar 2025 geschah",
        "Er starb am 4. März 2025.",
        "Das Buch ist am 4. März 2025 erschienen.",
        "Trump und Putin telefonierten am 12. Februar 2025.",
        "Der 24. Februar 2022",
        "Treffen am 15. August 2025 in Alaska",
        "Gipfel in Alaska am 15. August 2025",
        "The summit takes place on 15 August 2025",
        "31.02.2025",
        "© 2025 news.de",
        "März 2025",
        "Version 2.10.2025",
        "On 4 March 2025 Talks Begin",
    ],
)
def test_no_date_line(line: str) -> None:
    assert read_date_line(line) is None


def test_names_behind_the_date() -> None:
    found = read_date_line("23.03.2025 12:05 / Welt Nachrichten")
    assert found is not None
    assert (found.kind, found.rest) == ("plain", "Welt Nachrichten")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("BERLIN, 4. März 2025 (dpa) - Der Kanzler", MARCH_4),
        ("MOSCOW, March 4, 2025 (Reuters) - The", MARCH_4),
        ("New York (AP), 4 March 2025 – Text", MARCH_4),
        ("Wien, 4. März 2025 (APA). Der", MARCH_4),
        ("Berlin, 12. Februar (Reuters) - Der", None),
        ("Am 4. März 2025 - einem Dienstag - war", None),
        ("4. März 2025: Der Kanzler kommt", None),
        ("WASHINGTON — Trump said on May 5, 2025 - that", None),
    ],
)
def test_dateline(text: str, day: date | None) -> None:
    assert read_dateline(text) == day


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2025-03-04", MARCH_4),
        ("20250304", MARCH_4),
        ("Mar 4, 2025", MARCH_4),
        ("04.03.2025", MARCH_4),
        ("2025-03-04T23:30:00Z", MARCH_4),
        (datetime(2025, 3, 4, 12), MARCH_4),
        (MARCH_4, MARCH_4),
        (None, None),
        ("", None),
        ("null", None),
        ("unknown", None),
        ("2025", None),
    ],
)
def test_date_of_a_field(value: object, day: date | None) -> None:
    assert parse_date(value) == day


def test_slashes_are_day_first_unless_impossible_or_american() -> None:
    assert parse_date("03/04/2025") == date(2025, 4, 3)
    assert parse_date("03/25/2025") == date(2025, 3, 25)
    assert parse_date("03/04/2025", month_first=True) == MARCH_4


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_in_both_languages(month: int) -> None:
    german = _GERMAN[month - 1]
    english = date(2025, month, 9).strftime("%B")
    found = [span.day for text in (f"9. {german} 2025", f"{english} 9, 2025") for span in dates_in(text)]
    assert found == [date(2025, month, 9)] * 2


def test_austrian_january() -> None:
    assert parse_date("5. Jänner 2025") == date(2025, 1, 5)
