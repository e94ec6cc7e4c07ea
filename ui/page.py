"""The browser page: which event calls what. Drawing is in `ui.render`, the conversation in `ui.talk`.

The only module that imports gradio; `ui.app` imports it when a page is wanted.
"""

import threading
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

import gradio as gr

from index.article import Language
from index.errors import BelegtError, QuestionError, UnknownArticleError
from ui.days import read_period
from ui.passages import esc, render_evidence
from ui.queue import Line
from ui.render import render_conversation
from ui.serve import Warmable
from ui.shelf import Listed, render_article, render_list
from ui.talk import Answering, Exchange, Talk, history
from ui.texts import WORDS, choose_language
from ui.words import Words

ANSWERS_AT_ONCE = 16
"""Questions taken in at a time: they are searched at once and then wait in line for the model."""

DAY_FIELDS = ("since", "until")
CHOSEN_LANGUAGE = "(s, l) => [s, localStorage.getItem('belegt-language') || navigator.language]"
SAVE_LANGUAGE = """(s, l, search) => {
    const next = document.documentElement.lang === 'de' ? 'en' : 'de';
    localStorage.setItem('belegt-language', next);
    return [s, next, search];
}"""
OPEN_ARTICLE = """element.addEventListener('click', (event) => {
    const button = event.target.closest('[data-article]');
    if (button) trigger('click', {article: button.dataset.article});
});"""

Update = dict[Any, Any]
"""Component -> its new value or properties."""


class Pipeline(Answering, Warmable, Protocol):
    """What the page needs of `rag.pipeline.Pipeline`."""

    def articles(self) -> Sequence[Listed]:
        """All articles of the archive, in any order."""
        ...


@dataclass
class Session:
    """What one browser tab has asked so far."""

    language: Language = "en"
    exchanges: list[Exchange] = field(default_factory=list)
    talk: Talk | None = None

    @property
    def words(self) -> Words:
        """The interface's words in this tab's language."""
        return WORDS[self.language]


class Page:
    """The components of the page and what happens on their events."""

    def __init__(self, pipeline: Pipeline, ready: threading.Event, first: Language, fixed: bool) -> None:
        """`first` is the interface's language until the browser's is known; with `fixed` it stays."""
        self._pipeline = pipeline
        self._ready = ready
        self._first = first
        self._fixed = fixed
        self._line = Line()
        self._lay_out(WORDS[first])

    def _lay_out(self, words: Words) -> None:
        with gr.Blocks(title="Belegt", analytics_enabled=False, fill_width=True) as self.blocks:
            self.session = gr.State(Session(words.language))
            self.wish = gr.Textbox(visible=False)
            with gr.Row(elem_id="masthead"):
                self.masthead = gr.HTML(apply_default_css=False)
                self.switch = gr.Button(size="sm", elem_id="language", scale=0)
            with gr.Tabs():
                with gr.Tab(words.tab_ask) as self.ask_tab:
                    self._lay_out_ask()
                with gr.Tab(words.tab_articles) as self.articles_tab:
                    self.search = gr.Textbox(elem_id="search", max_lines=1)
                    self.shelf = gr.HTML(elem_id="shelf", apply_default_css=False, js_on_load=OPEN_ARTICLE)
            self._wire()
        for component, update in self._worded(Session(words.language)).items():
            for name, value in update.items():
                if name != "__type__":
                    setattr(component, name, value)

    def _lay_out_ask(self) -> None:
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="talk", scale=5, min_width=300):
                self.thread = gr.HTML(elem_id="thread", apply_default_css=False)
                with gr.Column(elem_id="examples") as self.example_box:
                    self.examples = [gr.Button(size="sm", elem_classes="b-example") for _ in range(3)]
                with gr.Row(elem_id="form"):
                    self.question = gr.Textbox(
                        elem_id="question", lines=1, max_lines=5, autofocus=True, scale=1, container=False
                    )
                    self.ask = gr.Button(variant="primary", elem_id="ask", scale=0, min_width=110)
                    self.stop = gr.Button(visible=False, elem_id="stop", scale=0, min_width=110)
                with gr.Accordion(open=False, elem_id="period") as self.period, gr.Row():
                    self.since, self.until = (gr.Textbox(max_lines=1, min_width=120, elem_id=i) for i in DAY_FIELDS)
                self.hint = gr.HTML(elem_id="hint", apply_default_css=False)
            with gr.Column(elem_id="proof", scale=6, min_width=300):
                self.evidence_title = gr.HTML(apply_default_css=False)
                self.evidence = gr.HTML(elem_id="evidence", apply_default_css=False)

    def _wire(self) -> None:
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        shown = [
            self.thread, self.evidence, self.question, self.ask, self.stop, self.example_box, self.hint, self.period,
        ]  # fmt: skip
        given = [self.session, self.since, self.until]
        answering = {"outputs": shown, "concurrency_limit": ANSWERS_AT_ONCE, "concurrency_id": "answer", **quiet}
        at_once = {"queue": False, **quiet}
        asked = [f.submit for f in (self.question, self.since, self.until)] + [self.ask.click]
        gr.on(asked, self._answer, [self.question, *given], trigger_mode="once", **answering)
        for example in self.examples:
            example.click(self._answer, [example, *given], trigger_mode="once", **answering)
        self.stop.click(self._stop, [self.session], None, **at_once)
        worded = list(self._worded(Session()))
        both = [self.session, self.wish]
        self.blocks.load(self._greet, both, worded, js=CHOSEN_LANGUAGE, **at_once)
        self.switch.click(
            self._change_language, [*both, self.search], [*worded, self.shelf], js=SAVE_LANGUAGE, **at_once
        )
        listing = [self.search, self.session]
        self.articles_tab.select(self._list, listing, [self.shelf], **at_once)
        self.search.change(self._list, listing, [self.shelf], trigger_mode="always_last", **at_once)
        self.shelf.click(self._open, listing, [self.shelf], **at_once)

    def _answer(self, question: str, session: Session, since: str, until: str) -> Generator[Update, None, None]:
        text = (question or "").strip()
        if not text:
            yield {self.hint: _hint(session.words.empty_question)}
            return
        try:
            begun = Exchange(text, scope=read_period(since or "", until or ""))
        except QuestionError:
            yield {self.hint: _hint(session.words.bad_days), self.period: gr.update(open=True)}
            return
        if session.talk is None:
            yield from self._converse(begun, session)

    def _converse(self, begun: Exchange, session: Session) -> Generator[Update, None, None]:
        earlier = history(session.exchanges)
        session.talk = talk = Talk(self._pipeline, self._line, self._ready)
        session.exchanges.append(begun)
        try:
            yield self._begun(session)
            with closing(talk.states(begun, earlier)) as states:
                for exchange in states:
                    before, session.exchanges[-1] = session.exchanges[-1], exchange
                    yield self._view(session, before)
        finally:
            session.talk = None
            if not session.exchanges[-1].ended:
                session.exchanges[-1] = replace(session.exchanges[-1], stage="stopped")

    def _begun(self, session: Session) -> Update:
        return {
            self.question: "",
            self.hint: "",
            self.example_box: gr.update(visible=False),
            self.ask: gr.update(visible=False),
            self.stop: gr.update(visible=True),
            **self._view(session, None),
        }

    def _view(self, session: Session, before: Exchange | None) -> Update:
        """The conversation; the evidence too when it, or what is proven of it, is not the same as before."""
        exchange = session.exchanges[-1]
        update: Update = {self.thread: render_conversation(session.exchanges, session.words)}
        shown = None if before is None else (before.evidence, before.answer)
        if exchange.ended or shown is None or (exchange.evidence, exchange.answer) != shown:
            update[self.evidence] = render_evidence(session.exchanges, session.words)
        if exchange.ended:
            update |= {self.ask: gr.update(visible=True), self.stop: gr.update(visible=False)}
        return update

    def _stop(self, session: Session) -> None:
        if session.talk is not None:
            session.talk.stop()

    def _greet(self, session: Session, preference: str | None) -> Update:
        session.language = self._first if self._fixed else choose_language(preference)
        return self._worded(session)

    def _change_language(self, session: Session, preference: str | None, search: str | None) -> Update:
        session.language = choose_language(preference)
        return self._worded(session) | {self.shelf: self._list(search, session)}

    def _worded(self, session: Session) -> Update:
        """Every word of the interface in the session's language, the conversation included."""
        words = session.words
        title = f'<div data-language="{words.language}"><h1>Belegt</h1><p>{esc(words.subtitle)}</p></div>'
        return {
            self.masthead: gr.update(value=title),
            self.switch: gr.update(value=words.other_language),
            self.ask_tab: gr.update(label=words.tab_ask),
            self.articles_tab: gr.update(label=words.tab_articles),
            self.question: gr.update(label=words.question_label, placeholder=words.question_placeholder),
            self.ask: gr.update(value=words.ask),
            self.stop: gr.update(value=words.stop),
            self.period: gr.update(label=words.period_label),
            self.since: gr.update(label=words.since_label, placeholder=words.day_placeholder),
            self.until: gr.update(label=words.until_label, placeholder=words.day_placeholder),
            self.search: gr.update(label=words.search_label, placeholder=words.search_placeholder),
            self.evidence_title: gr.update(value=f"<h2>{esc(words.evidence)}</h2>"),
            self.thread: gr.update(value=render_conversation(session.exchanges, words)),
            self.evidence: gr.update(value=render_evidence(session.exchanges, words)),
            **{b: gr.update(value=text) for b, text in zip(self.examples, words.examples, strict=True)},
        }

    def _list(self, search: str | None, session: Session) -> str:
        try:
            return render_list(self._pipeline.articles(), search or "", session.words)
        except BelegtError as error:
            return _hint(f"{session.words.failed_other} {error}")

    def _open(self, search: str | None, session: Session, event: gr.EventData) -> str:
        wanted = str(event.article)
        if not wanted:
            return self._list(search, session)
        try:
            return render_article(self._pipeline.article(wanted), session.words)
        except UnknownArticleError:
            return _hint(session.words.article_gone) + self._list(search, session)


def _hint(text: str) -> str:
    return f'<p class="b-status" role="status">{esc(text)}</p>'
