"""Times told by an event: "vor der Wahl", "since the summit in Geneva".

The archive is asked on which day the event was. Only nouns of what happens on a day count
("vor dem Gericht" is a place), and only a day that two articles give, or one as its news.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from index.article import Article, Language
from index.sentences import sentences
from index.timex import ANY_DAY, find, find_all
from index.words import ENGLISH_FUNCTION_WORDS, fold, stem, stems
from rag.period import Period
from rag.types import Hit
from rag.unheld import is_called_off

_SURE = 2
"""Articles that must agree; the first sentence of one counts as two."""
_GERMAN_EVENTS = (
    "wahl wahlen wahlgang gipfel treffen konferenz parteitag kongress sitzung abstimmung referendum volksentscheid "
    "amtseinführung amtsantritt vereidigung inauguration krönung rücktritt entlassung ernennung festnahme verhaftung "
    "verurteilung urteil freispruch anschlag angriff attentat überfall einmarsch invasion explosion brand unglück "
    "unfall absturz zusammenstoß einsturz erdbeben beben putsch sturz tod beerdigung begräbnis hochzeit finale "
    "halbfinale endspiel derby eröffnung einweihung auftakt abschluss unterzeichnung waffenruhe waffenstillstand "
    "einigung entscheidung sieg niederlage besuch rede ansprache debatte duell telefonat anruf demonstration "
    "kundgebung konzert premiere räumung evakuierung sprengung schließung fusion übernahme machtwechsel "
    "regierungswechsel austritt "
    "beitritt brexit veröffentlichung ausbruch vorfall tat verhandlung anhörung spatenstich grundsteinlegung"
)
_ENGLISH_EVENTS = (
    "election elections by-election runoff vote ballot referendum summit meeting conference congress convention "
    "inauguration swearing-in coronation resignation dismissal appointment arrest verdict ruling sentencing attack "
    "assassination shooting bombing invasion explosion blast fire crash accident disaster earthquake quake coup death "
    "funeral wedding final semi-final match derby opening launch closure signing ceasefire truce agreement decision "
    "victory defeat visit speech debate call phone-call rally demonstration concert premiere merger takeover "
    "withdrawal accession announcement outbreak incident evacuation collision collapse handover reshuffle raid hearing"
)
_EVENTS = frozenset(fold(word) for word in _GERMAN_EVENTS.split())
_NO_COMPOUND = re.compile(r"(?:aus|vor|be|an|ab|zu|er|ver|ge|inter)(?:wahl|urteil|sitzung|rede|tat|treffen|schluss)\w*")
""" "Auswahl", "Vorurteil", "Ausrede": no election, no verdict, no speech."""
_PLAIN = rf"(?!(?:{'|'.join(sorted(ENGLISH_FUNCTION_WORDS))})\b)[\w-]+"
_PHRASE: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?P<when>[Vv]or|[Nn]ach|[Ss]eit|[Bb]is)\s+(?P<phrase>"
        r"(?:(?:dem|der|den|zum|zur)\s+(?:[a-zäöüß]+\s+){0,2}|[A-ZÄÖÜ][\w-]+(?:s|['’])\s+)"
        r"(?P<head>[A-ZÄÖÜ][\w-]+)(?:\s+[A-ZÄÖÜ][\w-]+s\b)?"
        r"(?:\s+(?:in|im|von|vom|des|der|zu|zum|zur|auf|bei)\s+(?:der\s+|dem\s+|den\s+)?[A-ZÄÖÜ][\w-]+"
        r"(?:\s+[A-ZÄÖÜ][\w-]+)?)?)"
    ),
    "en": re.compile(
        r"\b(?P<when>[Bb]efore|[Aa]fter|[Ss]ince|[Uu]ntil|[Tt]ill|[Pp]rior to|[Aa]head of)\s+(?P<phrase>"
        rf"(?:the|[A-Z][\w-]+(?:['’]s|s['’]))\s+(?:{_PLAIN}\s+){{0,3}}?(?P<head>(?:{'|'.join(_ENGLISH_EVENTS.split())})s?)"
        rf"(?!['’-])(?=\W*$|[,;:?.!]|\s+(?!{_PLAIN}))"
        r"(?:\s+(?:in|of|at|between|with)\s+(?:the\s+)?[A-Z][\w-]+(?:\s+(?:and\s+)?[A-Z][\w-]+)*)?)"
    ),
}
_OTHERWISE = re.compile(
    r"\b(?:angst|ängste|furcht|fürcht\w*|sorgen?|warn\w*|schutz|schütz\w*|respekt|flucht|floh\w*|flieh\w*|flücht\w*|"
    r"frag\w*|such\w*|ruf\w*|rief\w*|verlang\w*|streb\w*|sehn\w*|benannt\w*|named|look(?:s|ed|ing)? after)\b",
    re.IGNORECASE,
)
"""Words that go with "vor" or "nach" themselves: to warn of, to ask for."""
_GOVERNED = re.compile(
    r"\b(?:vor|nach|seit|bis|zu[mr]|before|after|since|until|till|ahead of|prior to|following)\s+(?:[\w'’-]+\s+){0,3}$",
    re.IGNORECASE,
)
"""What stands before an event that another thing is dated by: "zwei Tage nach der"."""
_OFFSET = re.compile(
    r"\b(?:tage?n?|wochen?|monate?n?|jahre?n?|stunden?|morgen|abend|nacht|days?|weeks?|months?|years?|hours?|morning|night)\s+"
    r"(?:vor|nach|before|after)\s+(?:[\w'’-]+\s+){0,3}$",
    re.IGNORECASE,
)
""""Am Tag nach der Wahl, dem 6. Mai": the day that follows is not the event's."""
_TO_ITS_DAY = re.compile(
    r"(?:\s+(?:in|im|von|des|der|zu|of|at)\s+[\w-]+(?:\s+[A-ZÄÖÜ][\w-]+)?)?[\s,(]*(?:am|vom|on|of)?\s*(?:the\s+)?",
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class NamedTime:
    """Words of a question that tell a time by an event: `text` "seit dem Gipfel in Genf", `head` "Gipfel"."""

    text: str
    when: str
    phrase: str
    head: str
    lang: Language

    def period(self, day: date) -> Period:
        """The days that are left when the event was on `day`. It is itself none of those before or after it."""
        if self.when in ("bis", "until", "till"):
            return Period(date.min, day)
        if self.when in ("nach", "seit", "after", "since"):
            return Period(day + _DAY, date.max)
        return Period(date.min, day - _DAY)


def named_time(question: str, lang: Language) -> NamedTime | None:
    """The one event by which a question tells its time; None where there is none, or another time."""
    found = [match for match in _PHRASE[lang].finditer(question) if lang == "en" or _is_event(match["head"])]
    if len(found) != 1 or _OTHERWISE.search(question) or find_all(question, ANY_DAY):
        return None
    match = found[0]
    return NamedTime(match.group(), match["when"].lower(), match["phrase"], match["head"], lang)


def _is_event(noun: str) -> bool:
    """Whether a German noun is an event: "Wahl", "Wahlen", "Landtagswahl", "Trump-Wahl", not "Auswahl"."""
    last = fold(noun).split("-")[-1]
    if last in _EVENTS or _NO_COMPOUND.fullmatch(last):
        return last in _EVENTS
    return any(last.endswith((event, f"{event}s", f"{event}es", f"{event}en")) for event in _EVENTS if len(event) > 3)


def day_of(named: NamedTime, hits: Iterable[Hit], articles: Mapping[str, Article]) -> date | None:
    """The day on which the event was, by what chunks say; None when they do not agree or hardly say it."""
    told = {(day, article_id): weight for day, article_id, weight in sorted(_told(named, hits, articles))}
    votes: Counter[date] = Counter()
    for (day, _), weight in told.items():
        votes[day] += weight
    best = votes.most_common(2)
    if not best or best[0][1] < _SURE or (len(best) > 1 and 2 * best[1][1] > best[0][1]):
        return None
    return best[0][0]


def _told(named: NamedTime, hits: Iterable[Hit], articles: Mapping[str, Article]) -> Iterator[tuple[date, str, int]]:
    """The days that sentences give for the event, each with its article and weight."""
    for hit in hits:
        article = articles[hit.article_id]
        for span in sentences(hit.text) if article.lang == named.lang else ():
            text = hit.text[span.start : span.end]
            if (day := _day_in(named, text, article)) is not None:
                yield day, article.id, _SURE if hit.start + span.start == 0 else 1


def _day_in(named: NamedTime, text: str, article: Article) -> date | None:
    """The day that a sentence gives for the event: the one behind its name, else its only one."""
    asked, said = set(stems(named.phrase, named.lang)), set(stems(f"{article.title} {text}", named.lang))
    head = stem(named.head, named.lang)
    if is_called_off(text) or not asked - {head} <= said:
        return None
    days = [time for time in find(text, article.published) if time.is_day]
    for word in _WORD.finditer(text) if days else ():
        if _names(stem(word.group(), named.lang), head, named.lang):
            before = text[: word.start()]
            own = (
                []
                if _OFFSET.search(before)
                else [time.first for time in days if _TO_ITS_DAY.fullmatch(text, word.end(), time.start)]
            )
            if own or _GOVERNED.search(before):
                return own[0] if own else None
            return days[0].first if len({time.first for time in days}) == 1 else None
    return None


def _names(word: str, head: str, lang: Language) -> bool:
    """ "Landtagswahl" names the "Wahl"."""
    return word == head or (lang == "de" and len(head) > 3 and word.endswith(head))
