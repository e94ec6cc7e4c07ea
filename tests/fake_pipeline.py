"""A pipeline with invented articles for tests of the page: no index, no model, as slow as wanted."""

import threading
import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from index.article import Article, Language
from index.errors import BelegtError, UnknownArticleError
from index.scope import EVERYTHING, Scope
from rag.types import Answer, Citation, DraftText, Event, Evidence, EvidenceFound, Finished, Proven, Timings, Turn

HOSTILE = (
    '<script>window.hacked = 1</script><img src="http://192.0.2.1/a.png" onerror="window.hacked = 2"> '
    "![x](http://192.0.2.1/b.png) [klick](http://192.0.2.1/c) ${window.hacked = 3} {{constructor}}"
)


def make_article(article_id: str, title: str, text: str, published: date | None, lang: Language = "de") -> Article:
    """An article of an invented paper."""
    url = f"https://seebacher-bote.example/{article_id}"
    return Article(article_id, title, text, published, "Seebacher Bote", url, lang)


PARAGRAPHS = [
    "Seebach. Der Gemeinderat hat am Montag lange über die neue Brücke beraten. Es war die dritte Sitzung dazu.",
    "Am Dienstag telefonierte Bürgermeisterin Ada Kern mit Landrat Ole Brandt über die Kosten. "
    "Beide einigten sich auf eine Prüfung bis zum Herbst.",
    "Die Brücke ist seit dem Hochwasser gesperrt. Der Umweg kostet Pendler täglich eine halbe Stunde.",
]
FILLER = "\n\n".join(
    f"Absatz {n}: Die Anwohner erzählten von ihren Wegen, und der Bote schrieb mit." for n in range(30)
)
ARTICLES = [
    make_article(
        "bruecke", "Streit um die Brücke: Kern und Brandt telefonieren",
        "\n\n".join([PARAGRAPHS[0], FILLER, *PARAGRAPHS[1:], FILLER]), date(2025, 5, 21),
    ),
    make_article(
        "umleitung", "Umleitung bleibt bis zum Herbst bestehen",
        "Die Umleitung über Neudorf bleibt bestehen, teilte das Amt mit.\n\nEin Bus fährt jede Stunde.",
        date(2025, 5, 14),
    ),
    make_article(
        "call", "Mayor and county head speak by phone",
        "Mayor Ada Kern and county head Ole Brandt spoke by phone on Tuesday. They will meet again in autumn.",
        date(2025, 5, 22), "en",
    ),
    make_article("boese", f"Titel {HOSTILE}", f"Vorher {HOSTILE} steht hier. Danach nichts.", None),
]  # fmt: skip


def evidence_for(article: Article, quote: str, event: date | None = None) -> Evidence:
    """The passage `quote` of the article as evidence."""
    start = article.text.index(quote)
    return Evidence(
        article.id, article.title, article.source, article.published, event, quote, start, start + len(quote), 1.0
    )


def cite(n: int, evidence: Evidence) -> Citation:
    """Evidence as the citation behind marker n."""
    e = evidence
    return Citation(n, e.article_id, e.title, e.source, e.published, e.event_date, e.text, e.start, e.end, e.also)


CALL = evidence_for(ARTICLES[0], PARAGRAPHS[1].split(". ")[0] + ".", date(2025, 5, 20))
BUS = evidence_for(ARTICLES[1], "Ein Bus fährt jede Stunde.")
PHONE = evidence_for(ARTICLES[2], ARTICLES[2].text.split(". ")[0] + ".", date(2025, 5, 20))
EVIL = evidence_for(ARTICLES[3], HOSTILE)
TIMINGS = Timings(retrieve_ms=40, first_evidence_ms=41, first_token_ms=900, total_ms=3210)


def make_answer(text: str, evidence: Sequence[Evidence], cited: Sequence[Evidence], **other: object) -> Answer:
    """A finished answer in German, unless `other` says otherwise."""
    citations = [cite(n, e) for n, e in enumerate(cited, 1)]
    answer = Answer("", "", "de", text, not cited, citations, evidence, TIMINGS, "erfunden-1b")
    return replace(answer, **other)  # type: ignore[arg-type]


GERMAN = make_answer(
    "Zuletzt telefonierten Ada Kern und Ole Brandt am 20. Mai 2025. [1] Jede Stunde fährt ein Bus. [2]",
    [CALL, BUS, PHONE, EVIL],
    [CALL, BUS],
    notes=("Ein Satz des Entwurfs ohne Beleg wurde weggelassen.",),
)
ENGLISH = make_answer("Kern and Brandt last spoke by phone on 20 May 2025. [1]", [PHONE, CALL], [PHONE], language="en")
ABSTAINED = make_answer("Dazu steht nichts im Archiv.", [BUS, CALL], [])
EVIL_ANSWER = make_answer(f"{HOSTILE} [1]", [EVIL], [EVIL])


@dataclass
class FakePipeline:
    """Answers each question with what `choose` gives for it; raises it when it is an error."""

    choose: Callable[[str], Answer | BelegtError] = lambda question: GERMAN
    pause: float = 0.0
    """Seconds before each word of the draft."""
    shelf: Sequence[Article] = field(default_factory=lambda: ARTICLES)
    warm_seconds: float = 0.0
    seen: list[tuple[str, list[Turn]]] = field(default_factory=list)
    scopes: list[Scope] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def stream(
        self, question: str, history: Sequence[Turn] = (), *, scope: Scope = EVERYTHING
    ) -> Generator[Event, None, None]:
        """Evidence at once, then the answer's text word by word behind a lock."""
        self.seen.append((question, list(history)))
        self.scopes.append(scope)
        result = self.choose(question)
        answer = GERMAN if isinstance(result, BelegtError) else result
        try:
            yield EvidenceFound(question, answer.language, answer.evidence)
            with self.lock:
                for word in answer.text.split(" "):
                    time.sleep(self.pause)
                    yield DraftText(f"{word} ")
                if isinstance(result, BelegtError):
                    raise result
            answer = replace(answer, question=question, standalone_question=question)
            if any(citation.translation for citation in answer.citations):
                yield Proven(replace(answer, citations=[replace(c, translation=None) for c in answer.citations]))
                time.sleep(self.pause)
            yield Finished(answer)
        except GeneratorExit:
            self.closed.append(question)
            raise

    def articles(self) -> Sequence[Article]:
        """All articles."""
        return self.shelf

    def article(self, article_id: str) -> Article:
        """One article."""
        for article in self.shelf:
            if article.id == article_id:
                return article
        raise UnknownArticleError(f"no article {article_id}")

    def warm(self) -> None:
        """Takes as long as `warm_seconds` says."""
        time.sleep(self.warm_seconds)
