import pytest

from index.html import read_html

SHOWN = "Die Brücke bei Lenzen ist seit Dienstag wegen rostiger Seile gesperrt, teilte die Prüferin am Mittwoch mit."
SECRET = "Die Brücke bei Lenzen ist seit Dienstag wegen wütender Drachen gesperrt, teilte der Zauberer am Mittwoch mit."


def page(hidden: str, head: str = "") -> str:
    return (
        f"<html lang='de'><head><title>Brücke gesperrt</title>{head}</head><body><article><h1>Brücke gesperrt</h1>"
        f"<p>{SHOWN}</p>{hidden}<p>Die Arbeiten dauern vier Monate, die Umleitung führt über Wittenow.</p>"
        "</article></body></html>"
    )


@pytest.mark.parametrize(
    "attributes",
    [
        "hidden", "aria-hidden=true", "style='display: none'", "style='DISPLAY:NONE !important'",
        "style='visibility:hidden'", "style='opacity:0.0'", "style='font-size:0'", "style='font-size: 1px'",
        "style='color:#fff;background:#ffffff'", "style='color:white;background-color:white'",
        "style='color:transparent'", "style='position:absolute;left:-9999px'", "style='text-indent:-9999px'",
        "style='height:0;overflow:hidden'", "style='clip-path:inset(100%)'", "class='wide off'", "id='away'",
    ],
)  # fmt: skip
def test_what_the_page_hides_is_not_in_the_article(attributes: str) -> None:
    head = "<style>/* .seen{} */ .off, p#away { display:none }</style>"
    text = read_html(page(f"<p {attributes}>{SECRET}</p>", head), "a").text
    assert SHOWN in text
    assert "Drachen" not in text


@pytest.mark.parametrize("element", ["<template><p>{}</p></template>", "<noscript><p>{}</p></noscript>", "<!-- {} -->"])
def test_what_no_browser_shows_is_not_in_the_article(element: str) -> None:
    assert "Drachen" not in read_html(page(element.format(SECRET)), "a").text


@pytest.mark.parametrize(
    "attributes",
    [
        "style='color:#fff;background:#000'", "style='font-size:0.9em'", "style='opacity:0.8'", "style='height:0'",
        "style='position:absolute;left:20px'", "class='print-off'", "aria-hidden='false'",
    ],
)  # fmt: skip
def test_what_the_page_shows_stays(attributes: str) -> None:
    head = "<style>@media print { .print-off { display:none } } .nav .print-off { display:none }</style>"
    assert "Drachen" in read_html(page(f"<p {attributes}>{SECRET}</p>", head), "a").text


def test_a_page_that_its_script_will_show_is_read() -> None:
    whole = page("").replace("<article>", "<article style='opacity:0'>")
    assert SHOWN in read_html(whole, "a").text
    assert SHOWN in read_html(page("").replace("<body>", "<body style='visibility:hidden'>"), "a").text


def test_a_hidden_headline_is_not_the_title() -> None:
    assert read_html(page("").replace("<h1>", "<h1 hidden>Drachen überall</h1><h1>", 1), "a").title == "Brücke gesperrt"
