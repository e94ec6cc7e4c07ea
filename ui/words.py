"""What words the interface has: the names of them all, and how a language writes days, numbers and places."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from index.article import Language
from rag.types import Reprint


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
    period_label: str
    since_label: str
    until_label: str
    day_placeholder: str
    bad_days: str
    limited: str
    from_day: str
    to_day: str

    searching: str
    warming: str
    waiting: str
    thinking: str
    translating: str
    translation: str
    draft: str
    stopped: str
    abstained: str
    searched: str
    searched_one: str
    searched_none: str
    appeared: str
    some_undated: str
    all_undated: str
    nowhere: str
    nowhere_many: str
    joined: str
    other_day: str
    near: str
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
    also_in: str
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

    def also(self, reprints: Sequence[Reprint]) -> str:
        """ "auch in: Nordblatt, Südkurier", each name once; "" without any."""
        names = dict.fromkeys(reprint.source or reprint.title or reprint.article_id for reprint in reprints)
        return self.also_in.format(names=", ".join(names)) if names else ""

    def number(self, value: float) -> str:
        """One decimal place, with the language's decimal mark."""
        return f"{value:.1f}".replace(".", self.decimal)

    def place(self, n: int) -> str:
        """A place in a line: "2.", "2nd"."""
        if self.language == "de":
            return f"{n}."
        suffix = "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
        return f"{n}{suffix}"
