"""English time expressions by value; published on Wednesday, 21 May 2025 unless said otherwise."""

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
        ("on May 19", ["2025-05-19"]),
        ("on 13/02/2025", ["2025-02-13"]),
        ("the 19th of May 2025", ["2025-05-19"]),
        ("the first of May", ["2025-05-01"]),
        ("on Jan. 3 and Sept. 5, 2024", ["2025-01-03", "2024-09-05"]),
        ("Saturday, May 17, at 3 p.m.", ["2025-05-17"]),
        ("on April 24 and 25, 2019, in Rome", ["2019-04-24", "2019-04-25"]),
        ("They met on May 3 and 4.", ["2025-05-03", "2025-05-04"]),
        ("On May 3, 2 people died.", ["2025-05-03"]),
        ("Until Thursday, they had not called.", ["2025-05-15"]),
        ("The man lives next to the bank robbed on Friday.", ["2025-05-16"]),
        ("on the 15th, he said", ["2025-05-15"]),
        ("from May 3 to May 5", ["2025-05-03/2025-05-05"]),
        ("May 3-5, 2024", ["2024-05-03/2024-05-05"]),
        ("from April 28 to May 5, 2024", ["2024-04-28/2024-05-05"]),
        ("3 April to 5 May 2024", ["2024-04-03/2024-05-05"]),
        ("between January and April 2025", ["2025-01-01/2025-04-30"]),
        ("from November to February 2024", ["2023-11-01/2024-02-29"]),
        ("in March and October 2013", ["2013-03-01/2013-03-31", "2013-10-01/2013-10-31"]),
        ("in the summer of '69 and in May ’45", ["1969-06-01/1969-08-31", "1945-05-01/1945-05-31"]),
        ("on 12-Mar-2014", ["2014-03-12"]),
        ("an hour ago, 30 minutes ago, 20 hours ago", ["2025-05-21", "2025-05-21", "2025-05-20"]),
        ("over the next 24 hours", ["2025-05-21/2025-05-22"]),
        ("for the rest of the week and the remainder of this year", ["2025-05-21/2025-05-25", "2025-05-21/2025-12-31"]),
        ("the late noughties", ["2007-01-01/2009-12-31"]),
        ("the day before yesterday, the day after tomorrow", ["2025-05-19", "2025-05-23"]),
        ("yesterday morning, this morning and tonight", ["2025-05-20", "2025-05-21", "2025-05-21"]),
        ("He died last night.", ["2025-05-20"]),
        ("He arrived on Tuesday evening.", ["2025-05-20"]),
        ("They agreed to meet on Monday.", ["2025-05-26"]),
        ("The court is to decide on Friday.", ["2025-05-23"]),
        ("The festival starts on Saturday.", ["2025-05-24"]),
        ("Prices fell on Friday.", ["2025-05-16"]),
        ("Thursday's vote was lost.", ["2025-05-15"]),
        ("next Wednesday", ["2025-05-28"]),
        ("this Friday", ["2025-05-23"]),
        ("Friday of last week", ["2025-05-16"]),
        ("next week on Friday", ["2025-05-30"]),
        ("He worked from Monday to Wednesday.", ["2025-05-19/2025-05-21"]),
        ("They played at the weekend.", ["2025-05-17/2025-05-18"]),
        ("They will play this weekend.", ["2025-05-24/2025-05-25"]),
        ("last weekend", ["2025-05-17/2025-05-18"]),
        ("last week and next week", ["2025-05-12/2025-05-18", "2025-05-26/2025-06-01"]),
        ("earlier this month", ["2025-05-01/2025-05-31"]),
        ("last year and next year", ["2024-01-01/2024-12-31", "2026-01-01/2026-12-31"]),
        ("at the beginning of the week", ["2025-05-19/2025-05-20"]),
        ("by the end of the year", ["2025-09-01/2025-12-31"]),
        ("early May and mid-March", ["2025-05-01/2025-05-10", "2025-03-11/2025-03-20"]),
        ("late April", ["2025-04-21/2025-04-30"]),
        ("since March", ["2025-03-01/2025-03-31"]),
        ("next June", ["2025-06-01/2025-06-30"]),
        ("in the past two weeks", ["2025-05-07/2025-05-21"]),
        ("over the next three days", ["2025-05-21/2025-05-24"]),
        ("He died a year ago today.", ["2024-05-21"]),
        ("two days ago", ["2025-05-19"]),
        ("half a year ago", ["2024-11-01/2024-11-30"]),
        ("twenty years ago", ["2005-01-01/2005-12-31"]),
        ("a decade ago", ["2010-01-01/2019-12-31"]),
        ("two weeks from now", ["2025-06-04"]),
        ("It will open in two weeks.", ["2025-06-04"]),
        ("from 2010 to 2015", ["2010-01-01/2015-12-31"]),
        ("between 1990 and 1995", ["1990-01-01/1995-12-31"]),
        ("in the 1990s", ["1990-01-01/1999-12-31"]),
        ("in the early 1980s", ["1980-01-01/1983-12-31"]),
        ("the late nineties", ["1997-01-01/1999-12-31"]),
        ("the 19th century", ["1801-01-01/1900-12-31"]),
        ("the nineteenth and twentieth century", ["1801-01-01/1900-12-31", "1901-01-01/2000-12-31"]),
        ("the first quarter of 2024", ["2024-01-01/2024-03-31"]),
        ("third-quarter 2023 profit, by year-end", ["2023-07-01/2023-09-30", "2025-09-01/2025-12-31"]),
        ("Q3 2023", ["2023-07-01/2023-09-30"]),
        ("the second half of 2022", ["2022-07-01/2022-12-31"]),
        ("last summer", ["2024-06-01/2024-08-31"]),
        ("in the fall of 2019", ["2019-09-01/2019-11-30"]),
        ("this spring", ["2025-03-01/2025-05-31"]),
        ("in the winter of 2013", ["2013-12-01/2014-02-28"]),
        ("on Christmas Eve", ["2024-12-24"]),
        ("on Good Friday and Easter Monday", ["2025-04-18", "2025-04-21"]),
        ("at Easter 2024", ["2024-03-31/2024-04-01"]),
        ("last Christmas", ["2024-12-24/2024-12-26"]),
        ("Thanksgiving 2024", ["2024-11-28"]),
        ("Labor Day 2024 and Memorial Day 2024", ["2024-09-02", "2024-05-27"]),
        ("on the Fourth of July 2024", ["2024-07-04"]),
        ("on New Year’s Eve 2023", ["2023-12-31"]),
        ("Ash Wednesday last year", ["2024-02-14"]),
    ],
)  # fmt: skip
def test_days(text: str, expected: list[str]) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He may march. The sun sat on Jan. Wed in haste.",
        "They won 3-2, 24/7, 1/2 of it, ratio 3:2, page 2014, room 1984, Windows 2000",
        "2000 people, some 2015 tonnes, $1999, over 2000 and 1990 miles",
        "two hours, three years long, a 30-year-old, aged 31, for several days",
        "Mr. Friday read the Sunday Times on Black Friday.",
        "every Monday, on Mondays, daily, weekly, twice a week, every other day",
        "at 15:30, 8 o'clock, 3 p.m., in the evening, at midnight, overnight",
        "two days later, the next day, the day before, recently, that Wednesday, in the past",
        "the second half of the match, the fall of Rome, a spring in the bed, the winter coat",
        "the Christmas tree and an Easter egg, the last days of Pompeii, 44 BC",
    ],
)
def test_no_days(text: str) -> None:
    assert days(text) == []
