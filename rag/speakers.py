"""Whose words a sentence tells: asked what somebody said, those of another are no answer."""

import re
from collections.abc import Sequence
from functools import lru_cache

from index.article import Article, Language
from index.sentences import last_first
from rag.names import all_names, is_place, mentions, mentions_any, names
from rag.types import Evidence
from rag.understand import Understanding
from rag.unheld import speaks

_NAME = r"((?-i:[A-ZÄÖÜ])[\w'’-]+(?: (?-i:[A-ZÄÖÜ])[\w'’-]+){0,2})"
_ASKS: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:was|wie|womit|worüber|wozu)\b[^?]{0,20}?\b(?:sag(?:t|te)|mein(?:t|te)|denkt|dachte|forder(?:t|te)|"
        r"kommentier(?:t|te)|kritisier(?:t|te)|erklär(?:t|te)|beton(?:t|te)|nann?(?:te|t)|begründe(?:t|te)|"
        rf"reagier(?:t|te)|bewerte(?:t|te)|rechtfertig(?:t|te)) (?:(?:herr|frau) )?{_NAME}|"
        rf"\b(?:was|wie|womit|worüber|wozu) (?:hat|hatte) (?:(?:herr|frau) )?{_NAME}\b.*\b(?:gesagt|gemeint|gefordert|"
        r"kommentiert|kritisiert|erklärt|betont|begründet|reagiert|bewertet|geantwortet|angekündigt|geäußert)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        rf"\b(?:what|how) (?:did|does|do|has|had|would) {_NAME}\b.*?\b(?:say|said|think|thought|comment(?:ed)?|"
        r"respond(?:ed)?|react(?:ed)?|reply|replied|demand(?:ed)?|explain(?:ed)?|justif(?:y|ied)|tell|told|announced?|"
        r"described?|call(?:ed)?|critici[sz]ed?|argued?|warn(?:ed)?)\b",
        re.IGNORECASE,
    ),
}
"""With a determiner, as in "der Kreml", it is no person, and its words are told by people with names of their own."""
_ASKS_WORDS = re.compile(
    r"\bwas\b[^?]*\b(?:sag(?:t|te|ten)|gesagt|ausgesagt)\b|"
    r"\bwhat (?:did|does|has|had)\b[^?]*\b(?:say|said|testif(?:y|ied)|tell|told)\b",
    re.IGNORECASE,
)
_WORDS = re.compile(
    r"[„“”\"»«]|\b(?:sei(?:en)?|habe|werde|wolle|könne|müsse|solle|dürfe|gebe|gehe|"
    r"(?:be|er|ge|ver)?(?:klag|fordert?|lob|warn|kritisier|mein|glaub|nann|nenn|antwort|reagier|räum|sprach|sprich|sproch|"
    r"sicher|teidig|stät|streit|stritt|wähn|schwieg|schweig|entschuldig|beschreib|beschrieb|schilder|argument|dank)\w*|zugab|zugegeben|"
    r"call(?:ed|s)|ask(?:ed|s)?|prais\w+|warn\w*|critici\w+|think|thought|believ\w+|repl\w+|react\w*|promis\w+|insist\w*|"
    r"argu\w+|add(?:ed|s)|describ\w+|acknowledg\w+|admit\w*|den(?:y|ied|ies)|confirm\w*|apologi\w+|explain\w*|testif\w+|"
    r"demand\w*|suggest\w*|claim\w*|accus\w+|vow\w*|urg(?:e|ed|es)|thank\w*|according to|laut|zufolge)\b",
    re.IGNORECASE,
)
"""What tells of somebody's words, or gives them, beside the verbs of saying."""
_PRONOUN = re.compile(r"\b(?:er|sie|he|she)\b", re.IGNORECASE)
_NEAR = 3000
"""Characters of the text before a sentence in which its speaker is looked for…"""
_LONGEST = 20_000
"""…and of an article in which people are named."""


def may_be_theirs(evidence: Evidence, asked: Understanding, article: Article) -> bool:
    """Whether a sentence may tell the words of the person that a question asks about: it names them, or nobody by full
    name, and where it speaks of "her" or "him", whoever was named last before is that person. Asked what somebody said,
    it tells of words at all."""
    if _ASKS_WORDS.search(asked.question) and not (speaks(evidence.text) or _WORDS.search(evidence.text)):
        return False
    speaker = _asked_speaker(asked)
    if speaker is None or mentions_any(speaker, evidence.text) or not mentions_any(speaker, article.text):
        return True
    told = all_names(evidence.text, "en") if article.lang == "en" else names(evidence.text, "de")
    if any(len(run) > 1 for run in told if not mentions_any(run, " ".join(speaker))):
        return False
    return not _PRONOUN.search(evidence.text) or _was_named_last(speaker, evidence, article)


def _was_named_last(speaker: Sequence[str], evidence: Evidence, article: Article) -> bool:
    """Whether of all whose full name an article has no other was named since the one that is asked about."""
    before = article.text[max(0, evidence.start - _NEAR) : evidence.start]
    people = _people(article.text[:_LONGEST], article.lang)
    for text in last_first(before):
        if mentions_any(speaker, text):
            return True
        if any(mentions(person, text) for person in people):
            return False
    return True


@lru_cache(maxsize=100)
def _people(text: str, lang: Language) -> frozenset[str]:
    """The last words of the names of two words and more: "Wittmann" of "Holger Wittmann"."""
    return frozenset(run[-1] for run in names(text, lang) if len(run) > 1)


def _asked_speaker(asked: Understanding) -> list[str] | None:
    """The name of the person whose words a question asks for; not a government's, named by its capital."""
    found = _ASKS[asked.lang].search(asked.question)
    name = next(filter(None, found.groups())).split() if found else []
    return None if not name or any(map(is_place, name)) else name
