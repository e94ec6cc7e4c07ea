"""index/html.py and index/htmlmeta.py: only what the page states about its own article."""

from datetime import date

import pytest

from index.errors import UnreadableError
from index.html import read_html

P = "Der Kanzler sprach am 12. März 2024 in Berlin über den Haushalt. Er nannte ihn solide und verlässlich geplant."
PAGE = (
    "<html lang='de'><head><title>Kanzler lobt Haushalt - Anzeiger</title>{head}</head><body>{above}<article>"
    "<h1>Kanzler lobt den Haushalt</h1>{below}<p>"
    + P
    + "</p><p>"
    + P[:-1]
    + " worden.</p><p>"
    + P[:-1]
    + " gewesen.</p>"
    "</article>{after}</body></html>"
)


def page(head: str = "", above: str = "", below: str = "", after: str = "") -> str:
    return PAGE.format(head=head, above=above, below=below, after=after)


LINKED = '<script type="application/ld+json">{"@type": ["NewsArticle"], "headline": "Kanzler lobt", %s}</script>'
DATED = {
    "json-ld": page(LINKED % '"datePublished": "2025-03-05T10:00:00+01:00", "dateModified": "2025-03-07"'),
    "json-ld graph": page(
        '<script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"@type": "Article", "datePublished": '
        '"2025-03-05"}]}</script>'
    ),
    "json-ld before meta": page(
        '<meta property="article:published_time" content="2025-03-09">' + LINKED % '"datePublished": "2025-03-05"'
    ),
    "meta": page('<meta property="article:published_time" content="2025-03-05T23:30:00Z">'),
    "dublin core": page('<meta name="DC.date.issued" content="2025-03-05">'),
    "itemprop": page('<meta itemprop="datePublished" content="2025-03-05">'),
    "time": page(below='<time datetime="2025-03-05T10:00">Mittwoch</time>'),
    "time published before updated": page(
        below='<time class="updated" datetime="2025-03-06">6.3.</time><time datetime="2025-03-05">5.3.</time>'
    ),
    "visible line": page(below="<span>Stand: 05.03.2025, 10:12 Uhr</span>"),
    "visible published line": page(below="<div><p>Aktualisiert 06.03.2025</p><p>Veröffentlicht 05.03.2025</p></div>"),
    "address": page('<link rel="canonical" href="https://x.example/2025/03/05/kanzler">'),
    "modified only": page('<meta property="article:modified_time" content="2025-03-05">'),
    "broken json-ld": page(
        '<script type="application/ld+json">{"@type": </script><meta name="date" content="2025-03-05">'
    ),
}
UNDATED = {
    "nothing": page(),
    "picture address": page('<meta property="og:image" content="https://x.example/2023/04/05/bild.jpg">'),
    "picture": page(below='<img src="/2022-01-02/x.jpg">'),
    "copyright": page(after="<footer>© 2025 Anzeiger</footer>"),
    "related": page(after='<aside><a href="/x">Mehr</a><time datetime="2019-01-01">1.1.2019</time></aside>'),
    "teaser above": page(above='<div class="teaser-list"><time datetime="2019-01-01">1.1.2019</time></div>'),
    "relative": page(below="<span>vor 3 Stunden</span>"),
}


@pytest.mark.parametrize("name", DATED)
def test_the_stated_day(name: str) -> None:
    assert read_html(DATED[name], "a").published == date(2025, 3, 5)


@pytest.mark.parametrize("name", UNDATED)
def test_no_day_is_guessed(name: str) -> None:
    assert read_html(UNDATED[name], "a").published is None


def test_title_site_and_address() -> None:
    head = (
        '<meta property="og:site_name" content="Seeburger Anzeiger"><meta property="og:title" content="Kanzler lobt '
        'den Haushalt | Anzeiger"><link rel="canonical" href="https://www.anzeiger.example/a">'
    )
    raw = read_html(page(head), "a")
    assert (raw.title, raw.source) == ("Kanzler lobt den Haushalt", "Seeburger Anzeiger")
    assert raw.url == "https://www.anzeiger.example/a"


def test_text_is_the_articles_own() -> None:
    banner = "<div class='cookie'><p>Wir verwenden Cookies, um Inhalte zu personalisieren.</p></div><nav>Politik</nav>"
    raw = read_html(
        page(above=banner, after="<aside><h3>Meistgelesen</h3><ul><li>Sturm an der Küste</li></ul></aside>"), "a"
    )
    assert P in raw.text
    assert "Cookies" not in raw.text
    assert "Sturm" not in raw.text


@pytest.mark.parametrize(
    "text", ["", "<html></html>", "<html><body><script>x()</script></body></html>", "<!-- -->", "<?xml?>"]
)
def test_a_page_without_text_says_so(text: str) -> None:
    with pytest.raises(UnreadableError, match="without text"):
        read_html(text, "a")
