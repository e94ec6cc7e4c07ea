"""Chunks: a few whole sentences each, with exact offsets into `Article.text`."""

from dataclasses import dataclass

from index.article import Article
from index.sentences import Span, sentences

SPLITTER_VERSION = "sentences-2, titled"
"""Goes into the archive's manifest: a change of the splitting rules makes old archives a mismatch."""


@dataclass(frozen=True)
class Chunk:
    """`Article.text[start:end] == text`; `id` is `ARTICLE:NUMBER`, counted from 0."""

    id: str
    article_id: str
    start: int
    end: int
    text: str


def split(article: Article, chars: int) -> list[Chunk]:
    """The chunks of an article, in order, without overlap.

    A chunk takes sentences until the next one would bring it over `chars`
    characters; it ends early at a paragraph's end once it is half full. A sentence
    longer than that is a chunk of its own.
    """
    spans: list[Span] = []
    for sentence in sentences(article.text):
        if spans and _joins(article.text, spans[-1], sentence, chars):
            spans[-1] = Span(spans[-1].start, sentence.end)
        else:
            spans.append(sentence)
    return [
        Chunk(f"{article.id}:{n}", article.id, span.start, span.end, article.text[span.start : span.end])
        for n, span in enumerate(spans)
    ]


def embedded_text(chunk: Chunk, article: Article) -> str:
    """What is embedded of a chunk: its text after the title, which names what "he" and "the talks" are."""
    return f"{article.title}: {chunk.text}" if article.title else chunk.text


def _joins(text: str, chunk: Span, sentence: Span, chars: int) -> bool:
    if sentence.end - chunk.start > chars:
        return False
    new_paragraph = "\n\n" in text[chunk.end : sentence.start]
    return not (new_paragraph and chunk.end - chunk.start >= chars // 2)
