"""By phone or face to face: a meeting answers no question for a call, and a call none for a meeting."""

import re
from typing import Literal

from index.article import Article
from rag.types import Evidence

Medium = Literal["phone", "person"]
_ASKED: dict[Medium, re.Pattern[str]] = {
    "phone": re.compile(
        r"\btelefon\w*|\banruf\w*|\bangerufen\b|\b(?:tele)?phone\w*|\bphoning\b|\bcall(?:ed)? each other\b|"
        r"\b(?:last|latest|first|recent|the|a|each) calls? (?:between|with|from|to)\b",
        re.IGNORECASE,
    ),
    "person": re.compile(
        r"\b(?:sich|einander|miteinander)\b.*\b(?:ge)?(?:traf(?:en)?|troffen|treffen)\b|\btraf(?:en)? sich\b|"
        r"\btreffens?\b|\bbegegn\w+|\bunter vier augen\b|\bpersönlich\b|\bface[- ]to[- ]face\b|\bin person\b|"
        r"\bme(?:e)?t\b(?! (?:the|an?|its|their|his|her) (?:\w+ )?(?:target|deadline|demand|goal|condition|need)s?\b)",
        re.IGNORECASE,
    ),
}
_TOLD: dict[Medium, re.Pattern[str]] = {
    "phone": re.compile(
        r"\btelefon\w*|\w+telefonat\w*|\banruf\w*|\b(?:an|zurück)gerufen\b|\bhörer\b|\bam (?:apparat|draht)\b|"
        r"\bleitung\b|\bklingelt\w*|\b(?:tele)?phon(?:e\w*|ing)\b|\bon the line\b|\brang\b|"
        r"\bcalls?\b(?! (?:for|on|off|to|it)\b)|\bcalled (?:him|her|them|back)\b",
        re.IGNORECASE,
    ),
    "person": re.compile(
        r"\b(?:ge)?tr(?:af|afen|offen)\b|\btr(?:ifft|effen?)\b|\w+treffens?\b|\btreffens\b|\bbegegn\w+|"
        r"\bzusammen(?:kam|gekommen|kunft|traf|saß)\w*|\bsaßen sich\b|\bgipfel\w*|\bunter vier augen\b|"
        r"\bpersönlich\b|\bbesuch(?:ten?|t|s)?\b|\bface[- ]to[- ]face\b|\bin person\b|\bmet\b|"
        r"\bmeet(?:s|ings?)?\b|\bsummit\b|\bs[ai]t(?:ting)? (?:down|across)\b|\bvisit(?:s|ed|ing)?\b",
        re.IGNORECASE,
    ),
}
_THOUGHT_OF = re.compile(
    r"\b(?:möglich\w*|etwaig\w*|potenziell\w*|geplant\w*|künftig\w*|baldig\w*|über(?: eine?[nrms]?)?|zu eine[mr]|"
    r"possible|potential|planned|future|prospective|about(?: an?)?)\s+(?:\w+\s+){0,2}$|"
    r"\b(?:offene?n?|bereit\w*|interessiert|open|ready|willing)\b[^.,;]{0,40}$",
    re.IGNORECASE,
)
"""What comes after is not told as having taken place: "über ein mögliches Treffen"."""
_BESIDE = re.compile(r"\b(?:vor|nach|seit|before|after|since|following)\b[^,]{0,25}$", re.IGNORECASE)
"""What comes after tells the time of what is asked about: "vor dem Treffen"."""


def asked_medium(question: str) -> Medium | None:
    """How those whom a question asks about got in touch; None where it does not say, or asks for either."""
    named = [medium for medium, words in _ASKED.items() if any(_is_asked(m) for m in words.finditer(question))]
    return named[0] if len(named) == 1 else None


def _is_asked(word: re.Match[str]) -> bool:
    return not _BESIDE.search(word.string[: word.start()])


def is_by(medium: Medium, evidence: Evidence, article: Article) -> bool:
    """Whether what a sentence tells of may have been done so: it has words of that, or none of the other and its title
    or its article have."""
    other: Medium = "person" if medium == "phone" else "phone"
    for text in (evidence.text, evidence.title):
        if tells(medium, text):
            return True
        if tells(other, text) or _TOLD[medium].search(text):
            return False
    return tells(medium, article.text)


def tells(medium: Medium, text: str) -> bool:
    """Whether a text tells of people who got in touch so."""
    return any(not _THOUGHT_OF.search(text[: word.start()]) for word in _TOLD[medium].finditer(text))
