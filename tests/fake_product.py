"""The product as the command line and an evaluation see it: canned answers, no index, no model."""

from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, cast

from index.article import Article, Dropped, Failure
from index.build import BuildReport, Progress
from index.db import ArticleInfo
from index.errors import ArchiveMissingError, BelegtError, QuestionError, UnknownArticleError
from index.scope import EVERYTHING, Scope
from rag.pipeline import Pipeline
from rag.types import Answer, Citation, DraftText, Event, Evidence, EvidenceFound, Finished, Hit, Timings, Turn
from ui.services import Services

TEXT = "Ada Kern hat am Dienstag mit Ole Brandt telefoniert. Die Brücke bleibt gesperrt."
QUOTE = TEXT.split(". ")[0] + "."
ARTICLE = Article(
    "bruecke", "Kern telefoniert mit Brandt", TEXT, date(2025, 5, 21), "Seebacher Bote", "https://bote.example/1", "de",
    date_origin="line 1", dropped=(Dropped("Mehr zum Thema", "teaser"),), path="/archive/bruecke.txt",
)  # fmt: skip
UNDATED = replace(ARTICLE, id="ohne-datum", title="Ohne [Datum]\x1b[31m", published=None, dropped=(), date_origin=None)
EVIDENCE = Evidence(
    "bruecke", ARTICLE.title, ARTICLE.source, ARTICLE.published, date(2025, 5, 20), QUOTE, 0, len(QUOTE), 1.0
)
CITATION = Citation(
    1, "bruecke", ARTICLE.title, ARTICLE.source, ARTICLE.published, date(2025, 5, 20), QUOTE, 0, len(QUOTE)
)
TIMINGS = Timings(40.0, 41.0, 900.0, 3000.0, 500, 60, 12)
ANSWER = Answer(
    "", "", "de", "Sie telefonierten am 20. Mai 2025. [1]", False, [CITATION], [EVIDENCE], TIMINGS, "fake-1b"
)
ABSTAINED = replace(ANSWER, text="Dazu steht nichts im Archiv.", abstained=True, citations=[])
HITS = [
    Hit("bruecke", "bruecke:0", 0.9, QUOTE, 0, len(QUOTE), ARTICLE.published),
    Hit("ohne-datum", "ohne-datum:0", 0.5, TEXT, 0, len(TEXT), None),
    Hit("bruecke", "bruecke:1", 0.4, TEXT, 0, len(TEXT), ARTICLE.published),
]


def choose(question: str) -> Answer:
    """The answer to any question, an abstention where it holds "Everest", and an error where it is empty."""
    if not question.strip():
        raise QuestionError("expected a question, found nothing. Write one: belegt ask QUESTION")
    return ABSTAINED if "Everest" in question else ANSWER


@dataclass
class FakePipeline:
    """Answers with what `choose` gives; keeps what it was asked."""

    choose: Callable[[str], Answer] = choose
    chatter: str = ""
    """Printed to stdout with each answer, as careless libraries do."""
    asked: list[tuple[str, tuple[Turn, ...], date | None]] = field(default_factory=list)
    scopes: list[Scope] = field(default_factory=list)
    """Of the questions and searches, in their order."""
    model_name: str = "fake-1b"
    warmed: int = 0
    closed: int = 0

    def answer(
        self, question: str, history: Sequence[Turn] = (), as_of: date | None = None, scope: Scope = EVERYTHING
    ) -> Answer:
        if self.chatter:
            print(self.chatter)
        self.asked.append((question, tuple(history), as_of))
        self.scopes.append(scope)
        return replace(self.choose(question), question=question, standalone_question=question)

    def stream(
        self, question: str, history: Sequence[Turn] = (), as_of: date | None = None, scope: Scope = EVERYTHING
    ) -> Generator[Event, None, None]:
        answer = self.answer(question, history, as_of, scope)
        yield EvidenceFound(question, answer.language, answer.evidence)
        for word in answer.text.split(" "):
            yield DraftText(f"{word} ")
        yield Finished(answer)

    def search(self, query: str, k: int = 10, scope: Scope = EVERYTHING) -> list[Hit]:
        self.choose(query)
        self.scopes.append(scope)
        infos = {hit.article_id: ArticleInfo(hit.article_id, "", hit.published, None, "de", 1) for hit in HITS}
        return [] if "nichts" in query else [hit for hit in HITS if scope.holds(infos[hit.article_id])][:k]

    def evidence(self, question: str, history: Sequence[Turn] = (), as_of: date | None = None) -> list[Evidence]:
        """What the answer rests on."""
        return list(self.choose(question).evidence)

    def article(self, article_id: str) -> Article:
        if article_id != ARTICLE.id:
            raise UnknownArticleError(f"no article {article_id}")
        return ARTICLE

    def warm(self) -> None:
        self.warmed += 1

    def close(self) -> None:
        self.closed += 1


@dataclass
class FakeArchive:
    """Two articles."""

    shelf: dict[str, Article] = field(default_factory=lambda: {a.id: a for a in (ARTICLE, UNDATED)})

    def articles(self) -> list[ArticleInfo]:
        return [ArticleInfo(a.id, a.title, a.published, a.source, a.lang, 2) for a in self.shelf.values()]

    def article(self, article_id: str) -> Article:
        if article_id not in self.shelf:
            raise UnknownArticleError(f"No article {article_id!r}. See them with: belegt articles list")
        return self.shelf[article_id]

    def remove(self, article_id: str) -> None:
        self.article(article_id)
        del self.shelf[article_id]


REPORT = BuildReport(
    added=["a"], updated=["b"], unchanged=["c", "d"], failed=[Failure("/x/bad.pdf", "broken\nPDF")], seconds=1.25
)


@dataclass
class FakeProduct(Services):
    """Hands out the fakes above and keeps which archive was asked for."""

    fake_pipeline: FakePipeline = field(default_factory=FakePipeline)
    fake_archive: FakeArchive | BelegtError = field(default_factory=FakeArchive)
    report: BuildReport = field(default_factory=lambda: REPORT)
    archives: list[Path | None] = field(default_factory=list)
    builds: list[tuple[list[Path], bool]] = field(default_factory=list)

    def build(
        self, paths: Iterable[Path], archive: Path | None, prune: bool, progress: Callable[[Progress], None]
    ) -> BuildReport:
        self.archives.append(archive)
        self.builds.append((list(paths), prune))
        progress(Progress(1, 1, "/x/bad.pdf", 4, 8, 1.0))
        return self.report

    def archive(self, archive: Path | None, write: bool = False) -> Any:
        self.archives.append(archive)
        if isinstance(self.fake_archive, BelegtError):
            raise self.fake_archive
        return nullcontext(self.fake_archive)

    def pipeline(self, archive: Path | None, answering: bool = False) -> Pipeline:
        self.archives.append(archive)
        if isinstance(self.fake_archive, BelegtError):
            raise self.fake_archive
        return cast(Pipeline, self.fake_pipeline)


MISSING = ArchiveMissingError("No archive at /x.\nMake one with: belegt index PATH")
