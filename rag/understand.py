"""What a question asks for: its language, what kind of answer, and which time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from index.article import Language
from index.errors import QuestionError
from index.language import detect
from index.timex import ANY_DAY, find, without
from index.words import content_words, words
from rag.period import Period, period
from rag.reasons import asks_why
from rag.types import Turn

Order = Literal["latest", "earliest"]
MAX_CHARS = 2000
_SHORT = timedelta(days=92)
_REPORTED_WITHIN = timedelta(days=7)

_LATEST = re.compile(
    r"\b(zuletzt|letzte[nrsm]?|letztmals|jüngst\w*|neueste\w*|neuste\w*|aktuellste\w*|last|latest|"
    r"most recent(?:ly)?|newest)\b",
    re.IGNORECASE,
)
_LASTS = re.compile(
    r"(\b(?:how long|(?:un)?till? when)\b(?!.*\b(?:they|he|she|we|you) \w+ last\b).*)\blast\b"
    r"(?=\W*$|,? (?:for|until|till|in|on|at|this|after|before|during|between|and|when|according)\b)",
    re.IGNORECASE,
)
"""Where "last" is what something does: "How long did the talks last?"."""
_EARLIEST = re.compile(
    r"\b(zuerst|erstmals|(?<!fürs )erste[nrsm]?|frühest\w*|(?<!at )first|earliest)\b"
    r"(?!\s+(?:lady|minister|halbzeit|half|name|liga|aid|class|of all|place))",
    re.IGNORECASE,
)
_BEGAN = re.compile(
    r"\b(?:begin|began|begun|start|started) (?:to \w+|\w+ing)\b|"
    r"\b(?:begann(?:en)?|fing(?:en)?|angefangen|begonnen)\b.*\bzu \w+en\b|\bzu \w+en\b.*\b(?:begonnen|angefangen)\b",
    re.IGNORECASE,
)
"""What asks when something was done for the first time."""
_FIRST_SINCE = re.compile(
    r"\b(zum ersten mal|erstmals|for the first time|first)\W+(?:wieder\W+)?(seit|since)\b", re.IGNORECASE
)
"""What came again after a time is not the first of all."""
_AHEAD = re.compile(
    r"\b(wird|werden|soll|sollen|will|wollen|kann|können|nächste[nrsm]?|künftig|geplant|can|shall|next|planned|scheduled|"
    r"(?:is|are) .{1,40}\bto|möchten?|sollten?|(?:wants?|plans?|intends?|hopes?) to|"
    r"(?:was|were) .{0,40}\b(?:meant|supposed|due|set) to)\b",
    re.IGNORECASE,
)
_WHICH_DAY = (
    r"(?:(?:an|auf|zu) )?welche[mnrs] (?:genauen? )?(?:tag|datum)|"
    r"(?:on )?(?:what|which) (?:exact |precise )?(?:day|date)"
)
_WHICH_YEAR = r"(?:in )?welche[mrs] (?:jahr|monat)|(?:in )?(?:what|which) (?:year|month)"
_WHEN_WORDS = rf"(?:wann|when|{_WHICH_DAY}|{_WHICH_YEAR})\b"
_DAY = re.compile(rf"\b(?:{_WHICH_DAY})\b(?! of\b)", re.IGNORECASE)
_WHEN = re.compile(_WHEN_WORDS, re.IGNORECASE)
_UNTIL = re.compile(rf"\b(?:bis|(?:un)?till?|by) (?:zum |zu )?{_WHEN_WORDS}", re.IGNORECASE)
_WHERE_AND_WHEN = re.compile(
    r"\b(?:wo|where) (?:und|and) (?:wann|when)\b|\b(?:wann|when)\b.*\b(?:und|and) (?:wo|where)\b", re.IGNORECASE
)
_DATE = re.compile(
    r"what (?:is|was|will be) the (?:[\w-]+ )?date\b|(?:was|wie) (?:ist|war|lautete?) das (?:\w+ )?datum\b",
    re.IGNORECASE,
)
"""What asks for a date by that word."""
_HAPPENED = re.compile(
    rf"\b{_WHEN_WORDS}(?: (?:im|in|of) \w+)?\s+(?:hat|haben|hatten?|war|waren|wurden?|did|was|were|had)\b",
    re.IGNORECASE,
)
"""Asked for the day of something that has taken place."""
_ANNOUNCED = re.compile(
    r",? \b(?:that|which)\s+(?:[\w.-]+\s+){1,4}?(?:announced|promised|proposed)\b[^,?]*|"
    r"(?<!\bwas )(?<!\bwere )(?<!\bhas )(?<!\bhad )\b(?:announced|promised|proposed)\s+(?:on|in|last)\b[^,?]*|"
    r", (?:die|den|das|der)\b[^,?]*\b(?:angek(?:ü|ue)ndigt|versprochen|vorgeschlagen)\b[^,?]*|"
    r"\b(?:am|im|vom)\s+[^,?]{1,40}?\b(?:angek(?:ü|ue)ndigte|versprochene|vorgeschlagene)[nrms]?\b",
    re.IGNORECASE,
)
"""What tells when something was announced, which is not when it took place."""
_NOW = re.compile(r"^\W*(?:wer|was|who|what) (?:ist|sind|is|are)\b", re.IGNORECASE)
_QUESTION_WORD = re.compile(
    r"\b((?:(?:an|auf) )?"
    r"(?:wer|was|wann|wem|wen|wessen|wie(?:viele?)?|wo|wohin|woher|wodurch|womit|warum|wieso|weshalb|welche[mnrs]?)|"
    r"(?:on )?(?:who|whom|whose|what|when|where|which|why|how))\b",
    re.IGNORECASE,
)
_TOLD_TO = re.compile(
    r"\W*(?:nennen?|zählen?|erklären?|beschreiben?|name|list|give|tell|explain|describe)\b", re.IGNORECASE
)
"""What asks for something without a question word: "Nennen Sie den Grund?"."""
_NAMED = (
    r"(?:\w*(?:firm(?:a|en)|unternehmen|konzerne?|vereine?|mannschaft(?:en)?|partei(?:en)?|gewerkschaft(?:en)?|behörden?|"
    r"ministeri(?:um|en)|(?:politiker|minister|schauspieler|sänger|spieler|präsident|kanzler|trainer|autor|forscher|"
    r"bürgermeister|sprecher)(?:in|innen|en|n)?|(?:zeitung|bank|agentur|reederei|fluggesellschaft|klinik|schule)(?:en)?|"
    r"(?:fähre|sonde|rakete|brücke)n?|schiffe?|satelliten?|sender|krankenh(?:aus|äuser)|museum|museen)|"
    r"compan(?:y|ies)|part(?:y|ies)|ferr(?:y|ies)|agenc(?:y|ies)|ministry|actress|"
    r"(?:firm|club|team|union|politician|minister|actor|singer|player|president|chancellor|coach|author|scientist|mayor|"
    r"paper|newspaper|bank|ship|probe|rocket|satellite|airline|broadcaster|hospital|school|museum|bridge)s?)"
)
"""Nouns of who has a name."""
_WHO = re.compile(
    rf"\b(?:wer|wem|wen|wessen|who|whom|whose)\b|\b(?:welche[mnrs]?|which|what) (?:[\w-]+ )?{_NAMED}\b|"
    r"\bwie (?:hei(?:ß|ss)(?:t|en)|hie(?:ß|ss)(?:en)?|lautete?n?) "
    r"(?!.*\b(?:\w*stadt|ort|\w*dorf|land|fluss|insel|stra(?:ß|ss)e)\b)|"
    r"\bwhat(?:'s| is| was| are| were) the (?:full |real )?names? of\b",
    re.IGNORECASE,
)
"""What asks for somebody, or some body, by name."""
_HOW_LONG = re.compile(
    r"\b(?:wie lang\w*|how long|welche dauer|what duration|wie ?viel zeit|how much time|"
    r"wie ?viele (?:sekunden|minuten|stunden|tage|wochen|monate|jahre)|"
    r"how many (?:seconds|minutes|hours|days|weeks|months|years))\b",
    re.IGNORECASE,
)
_QUANTITY = (
    r"(?:\w*(?:zahl|summe|betrag|geb(?:ü|ue)hr|kosten|anteil|prozentsatz|quote|h(?:ö|oe)he|l(?:ä|ae)nge|tiefe|"
    r"gewicht|geschwindigkeit|temperatur|entfernung|gehalt|ablöse\w*|umsatz|gewinn|verlust|auflage|beteiligung)|"
    r"price|cost|fees?|fare|sum|amount|number|total|percentage|share|proportion|rate|salary|wage|pay (?:rise|increase)|"
    r"height|depth|length|weight|speed|temperature|distance|age|turnover|turnout|revenue|profit|loss)"
)
"""Nouns of what is counted or measured."""
_HOW_MANY = re.compile(
    r"\b(wie ?viele?\w*|how (?:many|much|high|far|tall|old|large|big|heavy|deep)|"
    r"wie (?:hoch|teuer|weit|gro(?:ß|ss)|alt|oft|schwer|tief|viel)|was (?:ge)?kostet\w*|was (?:be)?zahl\w+|"
    r"was (?!ist|sind|war)\w+ \b.{1,80}\b(?-i:(?:ge)?kostet|kosten|(?:be)?zahl(?:t|en))(?=\W*$|,)|"
    r"what (?:do|does|did|will|would|has|have|had) .{1,80}\b(?:costs?|pay|paid|set (?:you|me|us|one) back)"
    r"(?! attention| tribute)|"
    rf"welche[nmrs]? {_QUANTITY}|(?:what|which) (?:(?:is|was|were|are) the )?(?:\w+ )?{_QUANTITY})\b"
    r"(?! (?:the|h[ei]r|him|his|them|decision|cuts?)\b)|"
    rf"^\W*(?:der |die |das |the )?(?:{_QUANTITY}|\w*preis) (?:of|for|von|f(?:ü|ue)r|eine[rs])\b",
    re.IGNORECASE,
)
_COUNTS = re.compile(r"\b(?:wie ?viele|how many)\b(?:\s+((?:[\w-]+\s+){0,3}[\w-]+))?", re.IGNORECASE)
"""…with the words after it, which tell of what."""
_MEASURED: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:(?i:was|wie ?viel) (?:kostete?n?|kosten|wiegt|wiegen|wog)|"
        r"(?i:wie) (?:teuer|hoch|tief|schwer|groß|gross|breit|schnell) (?:ist|sind|war|waren|wird|werden)) "
        r"(?:\w+ ){0,2}?(?:der|die|das|den|eine?) (?:[a-zäöüß]+ )?([A-ZÄÖÜ][\w-]+)"
    ),
    "en": re.compile(
        r"(?i:\bhow) (?:expensive|high|deep|heavy|big|large|wide|fast|tall) (?:is|are|was|were) (?:the|an?) "
        r"(?:[a-z-]+ ){0,3}?([a-z-]+)(?=\W*$| (?:of|in|on|at|for|from|to|that|which|when|now)\b)|"
        r"(?i:\bhow) much (?:does|do|did|will|would) (?:the|an?) (?:[a-z-]+ ){0,3}?([a-z-]+) (?:cost|weigh)\b"
    ),
}
"""What asks for the price, weight or size of something that no name tells."""
_HOW_OFTEN = re.compile(r"\b(wie oft|wie (?:hä|hae)ufig|wie ?viele? male?|how often|how many times)\b", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:was|wie|inwie(?:fern|weit)) (?:hat|haben|hatte|hatten) sich\b.*"
    r"\b(?:(?:ver|ge)(?:ä|ae)ndert|entwickelt|gewandelt)\b|"
    r"\b(?:was|wie) (?:(?:ver)?(?:ä|ae)nderten?|entwickelten?) sich\b|"
    r"\b(?:im (?:laufe?|verlauf) der zeit|der reihe nach|in zeitlicher (?:reihen)?folge|chronolog\w+)\b|"
    r"\b(?:what|how) (?:has|have|had) .*\b(?:changed|developed|evolved)\b|\bwhat changed\b|"
    r"\bhow did .*\b(?:change|develop|evolve)(?=\W*$| (?:over|since|from|between|in|during|until)\b)|"
    r"\b(?:over time|over the (?:weeks|months|years)|chronolog\w+|timeline)\b",
    re.IGNORECASE,
)
"""What asks for how things went on, not for one of them."""
_WHICH_DAYS = re.compile(r"\b(an welchen tagen|(?:on )?(?:what|which) (?:days|dates))\b", re.IGNORECASE)


@dataclass(frozen=True)
class Understanding:
    """A question as the rest of the pipeline needs it. `question` stands by itself."""

    question: str
    lang: Language
    order: Order | None = None
    asks_when: bool = False
    asks_how_long: bool = False
    asks_how_many: bool = False
    counts: bool = False
    """How many of something, not how much, how high or how long."""
    asks_whether: bool = False
    """Yes or no."""
    asks_who: bool = False
    """For the name of a person or of something that people make up: "which company"."""
    asks_why: bool = False
    asks_how_often: bool = False
    asks_which_days: bool = False
    asks_for_change: bool = False
    """How something went on over time."""
    looks_ahead: bool = False
    """At what has not happened yet."""
    period: Period | None = None
    """The time it is about."""
    put: str = ""
    """As a model reads it, where that is not the whole question: without what the talk before it adds."""
    told_by: str = ""
    """The words that tell this time by an event: "vor der Wahl"."""

    @property
    def read(self) -> str:
        """The question as a model reads it."""
        return self.put or self.question

    @property
    def searched(self) -> str:
        """The question without the event that tells its time, of which articles need not speak."""
        return self.question.replace(self.told_by, " ", 1) if self.told_by else self.question

    @property
    def topic(self) -> str:
        """The question without its words of time: what the events have in common."""
        text = _without_times(self.searched) if self.period else self.question
        return _EARLIEST.sub(" ", _LATEST.sub(" ", text))

    @property
    def event(self) -> str:
        """The topic without the words that ask for its number or days."""
        return _HOW_OFTEN.sub(" ", _WHICH_DAYS.sub(" ", self.topic))

    @property
    def counted(self) -> str | None:
        """The word for what is counted: "Menschen" of "Wie viele Menschen kamen?", "accidents" of "How many ferry
        accidents were there?"."""
        named = _COUNTS.search(self.question) if self.counts else None
        found = _first_group(named[1] or "", self.lang) if named else []
        heads = found if self.lang == "de" else found[::-1]
        is_head = str.istitle if self.lang == "de" else _is_plural
        return next((word for word in heads if is_head(word)), next(iter(found), None))

    @property
    def measured(self) -> str | None:
        """The noun for what has a price, weight or size: "Monatskarte" of "Was kostet die Monatskarte?"."""
        named = _MEASURED[self.lang].search(self.question)
        return next(filter(None, named.groups())) if named else None

    @property
    def window(self) -> tuple[date, date] | None:
        """The days on which what happened in a short period is reported, a few weeks or less; None without one."""
        if self.period is None or not timedelta(0) <= self.period.last - self.period.first <= _SHORT:
            return None
        return self.period.first, self.period.last + _REPORTED_WITHIN

    @property
    def asks_for_all(self) -> bool:
        """For all events of a kind: their number or their days."""
        return self.order is None and (self.asks_how_often or self.asks_which_days)

    @property
    def is_timed(self) -> bool:
        """Whether the answer is a matter of which events happened when.

        A plain "when" is not: the answer may be a month or a year, which no event's day tells.
        """
        in_time = self.asks_when and self.period is not None
        return not self.looks_ahead and (self.order is not None or self.asks_for_all or in_time)

    @property
    def asks_only_when(self) -> bool:
        """For a time and nothing else."""
        return self.asks_when and len(_question_words(self.question, self.lang)) == 1

    @property
    def asks_where_and_when(self) -> bool:
        """For a place and a time: "Wann treffen sie sich, und wo?"."""
        return _WHERE_AND_WHEN.search(self.question) is not None

    @property
    def asks_until_when(self) -> bool:
        """For the end of something: what tells it often tells of another day as well, that of the news."""
        return _UNTIL.search(self.question) is not None

    @property
    def looks_back(self) -> bool:
        """Whether it is about the day of something that has taken place, and says so."""
        return not self.looks_ahead and _HAPPENED.search(self.question) is not None

    @property
    def asks_date(self) -> bool:
        """For a time, with "when" or the word "date"."""
        return self.asks_when or _DATE.search(self.question) is not None

    @property
    def asks_day(self) -> bool:
        """For a day, which no month or year answers."""
        return _DAY.search(self.question) is not None or _DATE.search(self.question) is not None

    @property
    def asks_of_now(self) -> bool:
        """Who or what somebody is, as the question is asked."""
        return _NOW.search(self.question) is not None

    @property
    def may_be_timed(self) -> bool:
        """Whether a time that it tells by an event would matter to the answer."""
        in_time = self.order is not None or self.asks_for_all or self.asks_when
        return in_time and not self.looks_ahead and self.period is None and not _FIRST_SINCE.search(self.question)


def checked(question: str) -> str:
    """The question without surrounding white space; QuestionError when it is empty or too long."""
    text = " ".join(question.split())
    if not words(text):
        raise QuestionError('A question is expected, found none. Ask with: belegt ask "Wann haben sie telefoniert?"')
    if len(text) > MAX_CHARS:
        raise QuestionError(f"A question of at most {MAX_CHARS} characters is expected, found {len(text)}. Shorten it.")
    return text


def understand(
    question: str, lang: Language, standalone: str | None = None, today: date | None = None
) -> Understanding:
    """Reads from a question what kind of answer and which time it asks for; `standalone` is what to search.

    `today` is the day from which "im März" and "last week" are seen; without it only times with their year count.
    """
    plain = _LASTS.sub(r"\1", _FIRST_SINCE.sub(" ", _without_times(question)))  # no event: "in the last three years"
    asks_when = _asks_when(question, lang)
    is_first = _EARLIEST.search(plain) or (asks_when and _BEGAN.search(plain))
    order: Order | None = "latest" if _LATEST.search(plain) else "earliest" if is_first else None
    return Understanding(
        standalone or question,
        lang,
        order,
        asks_when=asks_when,
        asks_how_long=bool(_HOW_LONG.search(question)),
        asks_how_many=bool(_HOW_MANY.search(question)),
        counts=bool(_COUNTS.search(question)) and not _HOW_LONG.search(question),
        asks_whether="?" in question and not _question_words(question, lang) and not _TOLD_TO.match(question),
        asks_who=_WHO.search(question) is not None,
        asks_why=asks_why(question),
        asks_how_often=bool(_HOW_OFTEN.search(question)),
        asks_which_days=bool(_WHICH_DAYS.search(question)),
        asks_for_change=order is None and bool(_CHANGE.search(question)),
        looks_ahead=_AHEAD.search(question) is not None,
        period=None if _FIRST_SINCE.search(question) else period(_ANNOUNCED.sub(" ", standalone or question), today),
    )


def _first_group(text: str, lang: Language) -> list[str]:
    """The first content words of a text that stand together."""
    found: list[str] = []
    for word in words(text):
        if content_words(word.lower(), lang):
            found.append(word)
        elif found:
            break
    return found


def _is_plural(word: str) -> bool:
    return word.endswith("s")


def _without_times(question: str) -> str:
    return without(question, find(question, ANY_DAY), gap=" ")


def _question_words(question: str, lang: Language) -> list[re.Match[str]]:
    """The question words in order; "was" is none in English."""
    found = _QUESTION_WORD.finditer(question)
    return [word for word in found if lang == "de" or word.group().lower() != "was"]


def _asks_when(question: str, lang: Language) -> bool:
    """Whether the first question word asks for a time: "who sat there when he came" does not."""
    asking = _question_words(question, lang)
    return bool(asking) and _WHEN.match(question, asking[0].start()) is not None


def language_of(question: str, history: Sequence[Turn]) -> Language:
    """The question's language; a question too short to tell takes that of the talk before it."""
    default = detect(history[-1][0]) if history else "de"
    return detect(question, default)
