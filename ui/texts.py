"""The interface's own words, German and English, in one place.

Both languages are instances of one class, so a word that is missing in one of
them is a type error. Placeholders in braces are filled with `str.format`.
"""

from dataclasses import dataclass
from datetime import date

from index.article import Language


@dataclass(frozen=True)
class Words:
    """Every word the page shows that comes neither from an article nor from an answer."""

    language: Language
    months: str
    date_format: str
    decimal: str

    subtitle: str
    other_language: str
    tab_ask: str
    tab_articles: str
    question_label: str
    question_placeholder: str
    ask: str
    stop: str
    examples_label: str
    examples: tuple[str, str, str]
    welcome: str
    conversation: str
    empty_question: str

    searching: str
    warming: str
    waiting: str
    thinking: str
    draft: str
    stopped: str
    abstained: str
    understood: str
    newest: str
    seconds: str
    model: str
    failed_question: str
    failed_model: str
    failed_other: str
    failed_bug: str

    evidence: str
    evidence_none: str
    evidence_nothing_found: str
    unproven: str
    unproven_why: str
    proven: str
    proof: str
    unused: str
    unused_more: str
    more_found: str
    nearest: str
    earlier: str
    published: str
    undated: str
    event: str
    whole_article: str
    article_gone: str
    original: str
    back: str

    search_label: str
    search_placeholder: str
    articles_count: str
    articles_newest: str
    articles_none: str
    archive_empty: str
    open_hint: str
    back_to_list: str

    def day(self, value: date) -> str:
        """A date in words: "3. April 2025", "3 April 2025"."""
        return self.date_format.format(day=value.day, month=self.months.split()[value.month - 1], year=value.year)

    def number(self, value: float) -> str:
        """One decimal place, with the language's decimal mark."""
        return f"{value:.1f}".replace(".", self.decimal)

    def place(self, n: int) -> str:
        """A place in a line: "2.", "2nd"."""
        if self.language == "de":
            return f"{n}."
        suffix = "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
        return f"{n}{suffix}"


DE = Words(
    language="de",
    months="Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    date_format="{day}. {month} {year}",
    decimal=",",
    subtitle="Antworten aus dem Zeitungsarchiv, Satz für Satz belegt",
    other_language="English",
    tab_ask="Fragen",
    tab_articles="Artikel",
    question_label="Ihre Frage",
    question_placeholder="Frage an das Archiv",
    ask="Fragen",
    stop="Anhalten",
    examples_label="Zum Beispiel",
    examples=(
        "Wann haben sie zuletzt telefoniert?",
        "Was wurde zuletzt beschlossen?",
        "Wer hat sich dazu geäußert?",
    ),
    welcome="Stellen Sie eine Frage, auf Deutsch oder Englisch. Jeder Satz der Antwort führt zu seinem Beleg.",
    conversation="Gespräch",
    empty_question="Bitte zuerst eine Frage eingeben.",
    searching="Sucht im Archiv …",
    warming="Das Sprachmodell wird noch geladen; die Frage kommt gleich an die Reihe.",
    waiting="{place} in der Reihe, etwa {seconds} s",
    thinking="Liest die Fundstellen …",
    draft="Entwurf, wird gerade geprüft",
    stopped="Angehalten.",
    abstained="Kein Beleg im Archiv",
    understood="Verstanden als: {question}",
    newest="Neuester herangezogener Artikel: {date}",
    seconds="{seconds} s",
    model="Modell: {model}",
    failed_question="Diese Frage lässt sich so nicht beantworten.",
    failed_model="Das Sprachmodell hat nicht zu Ende geantwortet. Die nächste Frage kann trotzdem gestellt werden.",
    failed_other="Das hat nicht geklappt.",
    failed_bug="Ein unerwarteter Fehler; Näheres steht im Terminal.",
    evidence="Fundstellen und Belege",
    evidence_none="Hier erscheinen die Textstellen, die zur Frage gefunden werden.",
    evidence_nothing_found="Im Archiv wurde keine passende Textstelle gefunden.",
    unproven="Gefunden, noch nicht geprüft",
    unproven_why="Diese Textstellen passen zur Frage. Daraus entsteht die Antwort, die Satz für Satz geprüft wird.",
    proven="Belegt durch",
    proof="Beleg {n}: {title}",
    unused="nicht als Beleg verwendet",
    unused_more="Weitere Fundstellen, nicht als Beleg verwendet ({n})",
    more_found="Weitere Fundstellen ({n})",
    nearest="Nächstliegende Fundstellen, nicht als Beleg verwendet",
    earlier="Belege zu: {question}",
    published="erschienen {date}",
    undated="ohne Datum",
    event="Ereignis: {date}",
    whole_article="Ganzer Artikel",
    article_gone="Der Artikel ist nicht mehr im Archiv.",
    original="Original im Netz",
    back="zurück zur Antwort",
    search_label="Artikel suchen",
    search_placeholder="Wörter aus dem Titel",
    articles_count="{shown} von {total} Artikeln",
    articles_newest="Die neuesten {shown} von {total} Artikeln",
    articles_none="Kein Titel passt zu dieser Suche.",
    archive_empty="Das Archiv ist leer. Artikel kommen so hinein: belegt index ORDNER",
    open_hint="Ein Titel öffnet den Artikel.",
    back_to_list="zurück zur Liste",
)

EN = Words(
    language="en",
    months="January February March April May June July August September October November December",
    date_format="{day} {month} {year}",
    decimal=".",
    subtitle="Answers from the news archive, every sentence with its proof",
    other_language="Deutsch",
    tab_ask="Ask",
    tab_articles="Articles",
    question_label="Your question",
    question_placeholder="Ask the archive",
    ask="Ask",
    stop="Stop",
    examples_label="For example",
    examples=(
        "When did they last phone?",
        "What was decided most recently?",
        "Who has commented on it?",
    ),
    welcome="Put a question, in English or German. Each sentence of the answer leads to the passage that proves it.",
    conversation="Conversation",
    empty_question="Please type a question first.",
    searching="Searching the archive …",
    warming="The language model is still loading; your question is next.",
    waiting="{place} in line, about {seconds} s",
    thinking="Reading the passages …",
    draft="Draft, being checked",
    stopped="Stopped.",
    abstained="No proof in the archive",
    understood="Understood as: {question}",
    newest="Newest article consulted: {date}",
    seconds="{seconds} s",
    model="Model: {model}",
    failed_question="This question cannot be answered as it stands.",
    failed_model="The language model stopped before the end. You can go on with the next question.",
    failed_other="That did not work.",
    failed_bug="An unexpected error; the terminal has the details.",
    evidence="Passages and proof",
    evidence_none="The passages found for a question appear here.",
    evidence_nothing_found="No matching passage was found in the archive.",
    unproven="Found, not yet proven",
    unproven_why="These passages match the question. The answer comes from them and is checked sentence by sentence.",
    proven="Proven by",
    proof="Proof {n}: {title}",
    unused="not used as proof",
    unused_more="Other passages, not used as proof ({n})",
    more_found="More passages ({n})",
    nearest="Nearest passages, not used as proof",
    earlier="Proof for: {question}",
    published="published {date}",
    undated="undated",
    event="Event: {date}",
    whole_article="Whole article",
    article_gone="The article is no longer in the archive.",
    original="Original on the web",
    back="back to the answer",
    search_label="Search articles",
    search_placeholder="Words of the title",
    articles_count="{shown} of {total} articles",
    articles_newest="The newest {shown} of {total} articles",
    articles_none="No title matches this search.",
    archive_empty="The archive is empty. Articles get in like this: belegt index FOLDER",
    open_hint="A title opens the article.",
    back_to_list="back to the list",
)

WORDS: dict[Language, Words] = {"de": DE, "en": EN}


def choose_language(preference: str | None) -> Language:
    """German for "de", "de-AT", "de_DE.UTF-8"; English for everything else."""
    return "de" if (preference or "").lower().replace("_", "-").split("-")[0].split(".")[0] == "de" else "en"
