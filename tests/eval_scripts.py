"""A small archive, questions about it, and a language model that follows a script, for tests of the evaluation."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from index.article import Language
from rag.llm.base import Piece, Prompt, Usage

if TYPE_CHECKING:
    from index.embed import SentenceTransformerEmbedder, Vectors, WordVectors

Row = dict[str, Any]

ARTICLES: Sequence[tuple[str, str, str, Language, str]] = (
    ("kern-alt", "2025-03-05", "Kern ruft Brandt an", "de",
     "Bürgermeisterin Ada Kern und Landrat Ole Brandt telefonierten am Montag zwei Stunden lang über die Brücke. "
     "Das Landratsamt nannte das Gespräch offen."),
    ("kern-neu", "2025-05-17", "Kern und Brandt wieder am Telefon", "de",
     "Bürgermeisterin Ada Kern und Landrat Ole Brandt telefonierten am Freitag eine Stunde lang über die Brücke. "
     "Das Landratsamt nannte das Gespräch kurz."),
    ("faehre-alt", "2025-02-12", "Fähre fährt auf Sand", "de",
     "Die Fähre Seeschwalbe lief am Dienstag vor Ahrensbüll auf eine Sandbank. Verletzt wurde niemand."),
    ("faehre-neu", "2025-04-25", "Seeschwalbe sitzt wieder fest", "de",
     "Die Fähre Seeschwalbe lief am Donnerstag vor Ahrensbüll erneut auf eine Sandbank. 80 Fahrgäste warteten."),
    ("quist-alt", "2025-01-16", "Quist meets Hale", "en",
     "Harbour chief Nora Quist met union leader Liam Hale on Tuesday about the strike. They spoke for three hours."),
    ("quist-neu", "2025-06-06", "Quist and Hale meet again", "en",
     "Harbour chief Nora Quist met union leader Liam Hale on Wednesday about the strike. They agreed on a truce."),
    ("turm", "2025-03-20", "Neuer Turm in Lindau", "de",
     "Der neue Aussichtsturm in Lindau kostet vier Millionen Euro. Architektin ist Petra Vogt."),
    ("zoo", "2025-05-20", "Elefant krank", "de",
     "Der Elefant Bodo im Tierpark Hellabrunn ist seit sechs Tagen krank. Tierarzt Jan Roth behandelt ihn."),
    ("theatre", "2025-04-02", "Theatre reopens", "en",
     "The Marlow Theatre in Dover sold 900 tickets for its first night. Director Eve Stone was pleased."),
    ("mill", "2025-04-09", "Old mill burns", "en",
     "A fire destroyed the Hartwell mill near Leeds. 45 firefighters fought the flames through the night."),
    ("chor", "2025-03-28", "Chor singt in Worms", "de",
     "Der Domchor sang in Worms vor 300 Zuhörern. Dirigent Uwe Lenz dankte ihnen."),
    ("regatta", "2025-06-01", "Regatta off Cowes", "en",
     "Skipper Anna Blake won the Solent regatta with 12 points. The wind was strong all day."),
)  # fmt: skip


@dataclass(frozen=True)
class Script:
    """A question, what is right, and the model's draft by language."""

    id: str
    lang: Language
    question: str
    relevant: str
    accept: str
    drafts: dict[Language, str]
    day: str | None = None
    stale: str | None = None

    def row(self) -> Row:
        given = {"dates": [self.day] if self.day else None, "stale": [self.stale] if self.stale else None}
        return {
            "id": self.id, "lang": self.lang, "question": self.question, "accept": [self.accept] if self.accept else [],
            "relevant_ids": [self.relevant] if self.relevant else [], "type": "fact",
        } | {name: value for name, value in given.items() if value}  # fmt: skip


def last(
    name: str, lang: Language, question: str, relevant: str, drafts: tuple[str, str],
    accept: str, day: str, stale: str,
) -> Script:  # fmt: skip
    """A question for the newest of a series, of which the model tells an older event."""
    return Script(name, lang, question, relevant, accept, {"de": drafts[0], "en": drafts[1]}, day, stale)


def fact(name: str, lang: Language, question: str, relevant: str, drafts: tuple[str, str], accept: str) -> Script:
    return Script(name, lang, question, relevant, accept, {"de": drafts[0], "en": drafts[1]})


SCRIPTS = (
    last("kern", "de", "Wann telefonierten Ada Kern und Ole Brandt zuletzt?", "kern-neu",
         ("Ada Kern und Ole Brandt telefonierten zuletzt am 3. März 2025.",
          "Ada Kern and Ole Brandt last spoke by phone on 3 March 2025."), r"16\. Mai|16 May", "2025-05-16",
         r"3\. März|3 March"),
    last("faehre", "de", "Wann lief die Fähre Seeschwalbe zuletzt auf eine Sandbank?", "faehre-neu",
         ("Die Fähre Seeschwalbe lief zuletzt am 11. Februar 2025 auf eine Sandbank.",
          "The ferry Seeschwalbe last hit a sandbank on 11 February 2025."), r"24\. April|24 April", "2025-04-24",
         r"11\. Februar|11 February"),
    last("quist", "en", "When did Nora Quist last meet Liam Hale?", "quist-neu",
         ("Nora Quist traf Liam Hale zuletzt am 14. Januar 2025.",
          "Nora Quist last met Liam Hale on 14 January 2025."), r"4 June|4\. Juni", "2025-06-04",
         r"14 January|14\. Januar"),
    fact("turm", "de", "Wie viel kostet der Aussichtsturm in Lindau?", "turm",
         ("Der Aussichtsturm in Lindau kostet neun Millionen Euro.", "The tower in Lindau costs nine million euros."),
         "vier Millionen|four million"),
    fact("zoo", "de", "Wie lange ist der Elefant Bodo schon krank?", "zoo",
         ("Der Elefant Bodo ist seit sechs Tagen krank.", "The elephant Bodo has been ill for six days."),
         "sechs Tagen|six days"),
    fact("theatre", "en", "How many tickets did the Marlow Theatre in Dover sell?", "theatre",
         ("Das Marlow Theatre verkaufte 9000 Karten.", "The Marlow Theatre in Dover sold 9000 tickets."), r"\b900\b"),
    fact("mill", "en", "How many firefighters fought the flames at the Hartwell mill?", "mill",
         ("45 Feuerwehrleute kämpften gegen die Flammen.", "45 firefighters fought the flames."), r"\b45\b"),
    fact("chor", "de", "Vor wie vielen Zuhörern sang der Domchor in Worms?", "chor",
         ("Der Domchor sang in Worms vor 300 Zuhörern.", "The choir sang in Worms for an audience of 300."),
         r"\b300\b"),
    fact("regatta", "en", "With how many points did Anna Blake win the Solent regatta?", "regatta",
         ("Anna Blake gewann die Solent-Regatta mit 12 Punkten.", "Anna Blake won the Solent regatta with 12 points."),
         r"\b12\b"),
    fact("alter", "de", "Wie alt ist Landrat Ole Brandt?", "", ("Ole Brandt ist alt.", "Ole Brandt is old."), ""),
    fact("pay", "en", "How much does union leader Liam Hale earn?", "", ("Viel.", "A lot."), ""),
    fact("vogt", "de", "Wie viele Kinder hat Petra Vogt?", "", ("Petra Vogt hat Kinder.", "She has children."), ""),
)  # fmt: skip


TRANSLATIONS = {"Deutsch:": "Das ist eine Übersetzung.", "English:": "This is a translation."}


class ScriptedLLM:
    """Says what the script of the question in the prompt says; without one that fits, that it sees no answer."""

    name = "scripted"
    continues = True

    def stream(self, prompt: Prompt, *, max_tokens: int, stop: Sequence[str]) -> Generator[Piece, None, Usage]:
        yield Piece(f" {_said(prompt)}")
        return Usage(100, 20, 10)

    def odds(self, prompt: Prompt, endings: Sequence[str], one: str, other: str) -> None: ...

    def warm(self, fixed: Sequence[str]) -> None: ...

    def close(self) -> None: ...


def _said(prompt: Prompt) -> str:
    label = prompt.text.split()[-1]
    if label in TRANSLATIONS:
        return TRANSLATIONS[label]
    script = next((script for script in SCRIPTS if script.question in prompt.variable), None)
    return script.drafts["de" if label == "Antwort:" else "en"] if script else "none"


class Remembering:
    """The real embedder, asked once for each text."""

    def __init__(self, embedder: "SentenceTransformerEmbedder") -> None:
        self.name = embedder.name
        self._embedder = embedder
        self._known: dict[str, Vectors] = {}

    def encode_query(self, texts: Sequence[str]) -> "Vectors":
        return self._encode(texts, "query: ", self._embedder.encode_query)

    def encode_documents(self, texts: Sequence[str]) -> "Vectors":
        return self._encode(texts, "", self._embedder.encode_documents)

    def encode_words(self, texts: Sequence[str]) -> "list[WordVectors]":
        return self._embedder.encode_words(texts)

    def _encode(self, texts: Sequence[str], kind: str, encode: "Callable[[Sequence[str]], Vectors]") -> "Vectors":
        new = [text for text in dict.fromkeys(texts) if kind + text not in self._known]
        if new:
            self._known.update(zip([kind + text for text in new], encode(new), strict=True))
        return np.stack([self._known[kind + text] for text in texts])
