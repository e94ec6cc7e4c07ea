"""Words that point at something said before: "she", "danach", "at that time", "dieses Treffen".

What only looks like it is left out: "is it true that", "there is", "this year", the courtesy of "Sie",
and words that point at something in the same sentence ("Warum trat Merkel zurück, und was sagte sie?").
"""

import re
from dataclasses import dataclass

from index.article import Language
from index.words import fold
from rag.binding import Kind, is_bound
from rag.expletive import is_empty

_WORDS: dict[Language, dict[Kind, str]] = {
    "de": {
        "person": "er ihn ihm sie ihnen",
        "thing": "es dabei dafür dahinter darauf dagegen damit daran daraus darin darüber darum darunter davon dazu "
        "dadurch deswegen hierbei hierfür hierzu "
        "dies dieser dieses diesem diesen diese jener jene jenes jenem derselbe dieselbe dasselbe derselben desselben "
        "demselben denselben",
        "owner": "sein seine seinen seinem seiner seines ihr ihre ihren ihrem ihrer ihres deren dessen",
        "place": "dort dorthin dorther",
        "time": "damals",
        "sequence": "danach davor daraufhin seitdem seither zuvor anschließend hinterher vorher nachher",
    },
    "en": {
        "person": "he him she they them",
        "thing": "it this these those that",
        "owner": "his her hers its their theirs",
        "place": "there",
        "time": "then",
        "sequence": "afterwards afterward thereafter beforehand",
    },
}
_KINDS: dict[Language, dict[str, Kind]] = {
    lang: {fold(word): kind for kind, listed in kinds.items() for word in listed.split()}
    for lang, kinds in _WORDS.items()
}
_PHRASES: dict[Language, tuple[tuple[Kind, re.Pattern[str]], ...]] = {
    "de": (
        ("time", re.compile(r"\bzu (?:der|dieser|jener) zeit\b", re.IGNORECASE)),
        ("sequence", re.compile(r"\bals nächste[sr]?\b", re.IGNORECASE)),
    ),
    "en": (
        ("time", re.compile(r"\bat the time\b(?! of\b)", re.IGNORECASE)),
        ("sequence", re.compile(r"\b(?:next|since|before|(?<!named )after|later)(?=\W*$)", re.IGNORECASE)),
    ),
}
_TIME_NOUN = re.compile(
    r"\s+(?:\w+\s+)?(?:year|month|week|morning|afternoon|evening|summer|winter|spring|autumn|fall|season|century|decade|saison|"
    r"spielzeit|time|days|jahr\w*|monat\w*|woche\w*|sommer\w*|winter\w*|herbst\w*|frühjahr\w*|frühling\w*|jahrhundert\w*|tage\w*|"
    r"wochenende\w*|morgen|abend|nacht|weekend|quarter|quartal\w*|halbjahr\w*|ostern|weihnachten|easter|christmas)\b",
    re.IGNORECASE,
)
_NOW = re.compile(r"(?:this|these|dies\w*)$", re.IGNORECASE)
_POINTS = re.compile(r"(?:this|these|that|those|dies\w*|jene\w*)$", re.IGNORECASE)
_DAS_AFTER = re.compile(
    r"\s*[.?!]*$|\s+(?:[a-zäöüß]+)(?:\s+(?:[a-zäöüß]+))*\s*[.?!]*$|\s+(?:der|die|das|den|dem|ein(?:e[nmrs]?)?)\b|"
    r"\s+(?:in|im|bei|nach|vor|zu|aus|seit|für|mit)\s+[A-ZÄÖÜ][\w-]+\W*$"
)
_CORRELATE = re.compile(r"[^,]*,\s*(?:dass|ob|wenn|wie|was|wer|wann|wo|warum)\b|[^,]*,.*\bzu \w+en\b", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W_]+(?:'s\b)?")


@dataclass(frozen=True)
class Anaphor:
    """Text `start:end` points at something said before the question."""

    start: int
    end: int
    kind: Kind


def anaphors(question: str, lang: Language) -> list[Anaphor]:
    """The words of a question that point at the talk before it, in order, not overlapping."""
    found = [
        Anaphor(match.start(), match.end(), kind)
        for kind, pattern in _PHRASES[lang]
        for match in pattern.finditer(question)
    ]
    for token in _TOKEN.finditer(question):
        kind = _kind(question, token, lang)
        if kind and not any(one.start <= token.start() < one.end for one in found):
            found.append(Anaphor(token.start(), token.end(), kind))
    return sorted(
        (one for one in found if not is_bound(question, one.start, one.end, one.kind, lang)), key=lambda one: one.start
    )


def _kind(question: str, token: re.Match[str], lang: Language) -> Kind | None:
    word, before, after = token.group(), question[: token.start()], question[token.end() :]
    if fold(word) == "das" and lang == "de":
        return "thing" if not before.rstrip().endswith(",") and _DAS_AFTER.match(after) else None
    kind = _KINDS[lang].get(fold(word).removesuffix("'s"))
    looks_only = _is_no_pronoun(word, before, after) if lang == "de" else _is_determiner(word, after)
    if kind is None or looks_only or (_NOW.match(word) and _TIME_NOUN.match(after)):
        return None
    return None if is_empty(question, token.start(), token.end()) else kind


def _is_no_pronoun(word: str, before: str, after: str) -> bool:
    """The courtesy of "Sie" and "Ihr", the verb "sein", "dafür, dass", and relative clauses."""
    if word in ("Sie", "Ihnen") or (word.startswith("Ihr") and before.strip()):
        return True
    if word in ("deren", "dessen"):
        return before.rstrip().endswith(",")
    if word == "sein":
        return re.match(r"\s+\w", after) is None
    return fold(word).startswith("da") and _CORRELATE.match(after) is not None


def _is_determiner(word: str, after: str) -> bool:
    """ "this Holm bridge" names what it points at."""
    return _POINTS.match(word) is not None and re.match(r"\s+[A-Z]", after) is not None
