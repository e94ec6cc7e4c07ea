"""Who somebody is, as the articles call them beside the name: "Putins außenpolitischer Berater Juri Uschakow", "Ada
Holm, the mayor, said".

What stands in apposition to a name says it in so many words; a small model tells what it has read elsewhere.
"""

import re
from collections.abc import Iterator

from index.article import Language
from index.words import fold
from rag.names import CALENDAR, is_place, mentions
from rag.spelling import plain

_CAPITAL = r"[A-ZÄÖÜ][\w'’-]+"
_ASKED: dict[Language, re.Pattern[str]] = {
    "de": re.compile(rf"(?i:(?:und|aber)\s+)?(?i:wer\s+(?:ist|war)(?:\s+(?:eigentlich|denn|überhaupt|noch mal))?)\s+"
                     rf"(?P<name>{_CAPITAL}(?:\s+(?:von|van|de|der)(?=\s))?(?:\s+{_CAPITAL}){{1,3}})\W*"),
    "en": re.compile(rf"(?i:(?:and|but|so)\s+)?(?i:who(?:\s+is|\s+was|['’]s))\s+"
                     rf"(?P<name>{_CAPITAL}(?:\s+(?:von|van|de|der)(?=\s))?(?:\s+{_CAPITAL}){{1,3}})\W*"),
}  # fmt: skip
_ADJECTIVE = r"(?!(?:der|die|das|den|dem|des|eine|einer|einem|einen)\b)[a-zäöüß-]+(?:er|e|en|em)"
_BEFORE: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        rf"(?P<role>(?:(?:(?P<article>[Dd]er|[Dd]ie|[Dd]e[mns])|(?P<owner>{_CAPITAL}s))\s+(?:{_ADJECTIVE}\s+){{0,3}})?"
        r"[A-ZÄÖÜ][\w-]{3,})\s+$"
    ),
    "en": re.compile(
        rf"(?P<role>(?:(?P<article>[Tt]he|[Aa]n?)|(?P<owner>(?:{_CAPITAL}\s+)?{_CAPITAL}['’]s?))\s+"
        r"(?:[\w-]+\s+){0,4}[\w-]{3,}),\s+$"
    ),
}
"""What stands before a name and says what its bearer is."""
_BEHIND: dict[Language, re.Pattern[str]] = {
    "de": re.compile(r"(?:\s+\([^()]{1,20}\))?,\s+(?P<role>(?:ein|eine|der|die)\s+[^,;.:„“\"]{4,80}?)(?:,|\.|$)"),
    "en": re.compile(r"(?:\s+\([^()]{1,20}\))?,\s+(?P<role>(?:an?|the)\s+[^,;.:“”\"]{4,80}?)(?:,|\.|$)"),
}
"""What stands behind it."""
_VERB = re.compile(
    r"\b(?:sagte|erklärte|teilte|said|told|says|is|are|was|were|ist|sind|war|hat|has|had)\b", re.IGNORECASE
)
_OF_ANOTHER = re.compile(
    r"\b(?:(?:sein|ihr|unser|mein)e?[nmrs]?|dessen|deren|his|her|its|their|am|im|in|an|auf|bei|mit|nach|vor|zu|zum|zur|von|"
    r"vom|aus|für|gegen|seit|unter|über|gegenüber|neben|laut|dank|wegen|trotz)\s+$",
    re.IGNORECASE,
)
"""Before a role, what makes it that of somebody else, or puts it into another case, or no role: "am Montag"."""
_IN_ANY_CASE = re.compile(r"\b(?:laut|dank|mit|von|bei|gegenüber|neben)\s+$", re.IGNORECASE)
"""Of these what may stand before a role without an article."""
_BARE_ROLE = re.compile(
    r"(?!(?i:später|früher|immer|wieder|weiter|leider|bisher|seither|nachher|vorher|daher|darin|hier|unter|hinter|außer|"
    r"aber|oder|kollege|kollegin|freundin|partner|partnerin|bruder|schwester|tochter|mutter|vater)$)"
    r"[\w-]*(?:er|in|or|ent|ist|ant|eur|at|är|chef|mann|rat|anwalt|arzt|papst|könig|star|profi|coach|boss|bischof)"
)
"""A German noun without an article that tells what somebody is, and no adverb at the head of a sentence."""
_JOTS = re.compile("[jy]")
_IS: dict[Language, str] = {"de": "{} ist {}.", "en": "{} is {}."}
_NOMINATIVE = re.compile(r"(?:er|e)$")


def who(question: str, lang: Language) -> list[str] | None:
    """The words of the name in "Who is Yuri Ushakov?"; None for another question, and for a single word."""
    found = _ASKED[lang].fullmatch(question.strip())
    return found["name"].split() if found else None


def said_of(name: list[str], sentence: str, lang: Language) -> str | None:
    """What a sentence, in `lang`, says of somebody in apposition, as a sentence of its own: "Juri Uschakow ist Putins
    außenpolitischer Berater."; None where it says nothing so, or not in the nominative."""
    for before, behind in _places(name, sentence):
        if role := _role_before(before, lang) or _role_behind(behind, lang):
            return _IS[lang].format(" ".join(name), role)
    return None


def _places(name: list[str], sentence: str) -> Iterator[tuple[str, str]]:
    """What stands before and behind the whole name in a sentence, which may have it in another transliteration."""
    tokens = list(re.finditer(r"[\w'’-]+", sentence))
    for at in range(len(tokens) - len(name) + 1):
        run = tokens[at : at + len(name)]
        if re.fullmatch(rf"{re.escape(name[-1])}['’]?s", run[-1].group()):
            continue  # "der Sprecher Ada Holms"
        if all(_is_same(word, token.group()) for word, token in zip(name, run, strict=True)):
            yield sentence[: run[0].start()], sentence[run[-1].end() :]


def _is_same(one: str, other: str) -> bool:
    """Whether two words are one name: "Yuri" is "Juri"."""
    return mentions(one, other) or _JOTS.sub("i", plain(one)) == _JOTS.sub("i", plain(other))


def _role_before(text: str, lang: Language) -> str | None:
    found = _BEFORE[lang].search(text)
    if found is None or _VERB.search(found["role"]):
        return None
    article, words = found["article"], found["role"].split()
    named = f"{words[0].lower()} {' '.join(words[1:])}" if article else found["role"]
    ahead = text[: found.start()]
    is_bare = article is None and not found["owner"]
    if _OF_ANOTHER.search(ahead) and not (is_bare and _IN_ANY_CASE.search(ahead)):
        return None
    if fold(words[-1]) in CALENDAR or (lang == "de" and is_bare and not _BARE_ROLE.fullmatch(words[-1])):
        return None
    if lang == "en":
        return named if any(word.islower() for word in words[1:]) else None
    in_nominative = article is None or article.lower() in ("der", "die")
    adjectives = (word for word in words[1:] if word[0].islower())
    is_role = in_nominative and all(map(_NOMINATIVE.search, adjectives)) and not is_place(words[-1])
    return named if is_role else None


def _role_behind(text: str, lang: Language) -> str | None:
    found = _BEHIND[lang].match(text)
    if found is None or _VERB.search(found["role"]):
        return None
    is_clause = lang == "de" and found["role"].split()[-1].islower()  # "die am Dienstag kam"
    return None if is_clause else found["role"]
