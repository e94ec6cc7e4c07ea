"""Whether the words around a time expression speak of what is to come or of what has been."""

import re
from functools import lru_cache
from typing import Literal

_FUTURE = (
    r"soll(?:en|te|ten)?|will|wollen|wird|werden|werde|geplant\w*|plant|planen|planned|kommende\w*|nächste\w*|künftig|"
    r"demnächst|voraussichtlich|upcoming|expected|scheduled|poised|would|shall|ll|vorgesehen\w*|angesetzt\w*|anberaumt\w*|"
    r"bevorsteh\w*|erwartet|eingeladen|möchten?|spätestens|frühestens|rechne[nt]|prognostizier\w*"
)
_STRONG = (
    r"kam|ging|traf|fand|gab|starb|griff|fiel|schoss|warf|schrieb|hieß|sprach|stand|lag|saß|sah|nahm|ließ|lief|blieb|stieg|zog|"
    r"trug|schlug|flog|fuhr|wuchs|schloss|bot|rief|hielt|fing|schied|stieß|brach|drang|sank|sprang|trat|wies|tat"
)
_NO_PAST = (
    r"(?:ge|heute|bitte|gute|alte|kalte|harte|leichte|rechte|echte|bunte|rote|tote|späte|weite|breite|gesamte|bekannte|letzte|"
    r"dritte|zweite|vierte|fünfte|siebte|achte|neunte|zehnte|sogenannte|beliebte|möchte|könnte|müsste|hätte|sollte|unten|hinten|"
    r"selten|mitten)|\w*(?:halten|stalten|walten|spalten|gelten|bieten|bitten|treten|reiten|leiten|beiten|gleiten|deuten|läuten|"
    r"warten|starten|worten|retten|wetten|richten|beachten|trachten|fürchten|dichten|flüchten|leuchten|nachten|haften|heften|"
    r"lüften|mieten|raten|töten|hüten|breiten|beten)$"
)
"""Small words in -te or -ten that are no past tense: infinitives and adjectives."""
_PAST = (
    rf"(?:be|ver|er|ent|zer|ge|auf|an|ab|ein|aus|über|unter)?(?:{_STRONG})(?:en)?|(?:begann|gewann|verlor)(?:en)?|"
    r"wurden?|war(?:en)?|hatten?|konnten?|mussten?|wollten?|durften?|wussten?|reisten?|nannten?|worden|"
    rf"(?!{_NO_PAST})[a-zäöüß]{{2,}}(?<!s)ten?|"
    r"said|told|wrote|was|were|had|has|have|did|went|came|met|took|began|held|fell|rose|left|found|gave|made|got|saw|won|"
    r"lost|struck|broke|spoke|became|brought|led|ran|sent|stood|thought|shot|fought|sold|paid|hit|drove|flew|died|"
    r"(?!need|feed|speed|seed|indeed|exceed|proceed|planned|scheduled|expected|hundred)[a-z]{3,}ed"
)
_PRESENT = (
    r"finde[tn]?|beginn(?:t|en|e)|start(?:et|en)|steig(?:t|en)|spiel(?:t|en)|tritt|treten?|lädt|laden|geht|gehen|komm(?:t|en|e)|"
    r"gibt|steht|stehen|ist|sind|folg(?:t|en)|trifft|empfängt|empfangen|gastier(?:t|en)|reist|reisen|läuft|laufen|end(?:et|en)|"
    r"eröffn(?:et|en)|öffn(?:et|en)|wähl(?:t|en)|stimmt|stimmen|entscheid(?:et|en)|berät|tag(?:t|en)|präsentier(?:t|en)|"
    r"veranstalt(?:et|en)|organisier(?:t|en)|feier(?:t|n)|zeig(?:t|en)|biet(?:et|en)|liest|hält|halten|kann|können|muss|müssen|"
    r"darf|dürfen|wart(?:et|en)|bleib(?:t|en)|fährt|fahren|kehr(?:t|en)|sing(?:t|en)|referier(?:t|en)|spricht|sprechen|"
    r"stell(?:t|en)|nimmt|nehmen|mach(?:t|en)|starts?|begins?|opens?|closes?|meets?|faces?|hosts?|plays?|takes?|travels?|"
    r"visits?|returns?|votes?|goes|is|are|runs?|can|must|may|should|arrives?|holds?|kicks?|ends?|launches|releases|bin|seid"
)
_VOWS = frozenset(
    "going is are agreed agrees vowed promised pledged hope hopes want wants intend intends ready set plan plans "
    "planning".split()
)
"""Before "to": what is to come."""
_CLOSING = frozenset("haben hat sein wäre wären war waren hätte hätten hatte hatten wurde wurden".split())
_OPENING = frozenset("ist sind sei seien bin hat haben habe".split())
_AHEAD, _SINCE, _ONWARD = (
    frozenset(("für", "for")),
    frozenset(("seit", "since")),
    frozenset("ab bis until till by as".split()),
)
_INTENT = r"\w*(?:kündig|plan|beschl[oi]|einbar|einig|fordert|versprach|versprochen|hoff|droh|aufruf|rief|bereit)\w*"
_TO_DO = r"[a-zäöü]{2,8}zu[a-zäöü]{3,20}en"
_PARTICIPLE = (
    r"(?!gegen|gering|genau|geplant|gesamt|geschlossen|geöffnet|gesperrt|gefordert|gefragt|gedacht|bereit|zu)"
    r"(?:(?:ver|be|er|ent|zer|über|unter|miss|wider|[a-zäöü]{2,8}ge|ge)[a-zäöüß]{3,20}(?:t|en)|[a-zäöü]{3,15}iert)"
)
_KINDS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("future", _FUTURE), ("past", _PAST), ("present", _PRESENT), ("participle", _PARTICIPLE), ("intent", _INTENT),
        ("to do", _TO_DO),
    )
)  # fmt: skip
_SENTENCE_END = re.compile(r"[!?…]|(?<![\d\s.])(?<!\b\w)(?<!\b\w\w)\.(?=[\s\"“«»]|$)|\n")
_CLAUSE_END, _PART_END = re.compile("[,;:–()]"), re.compile("[;:]")
_WORD = re.compile(r"[^\W\d_]{2,30}")
_REACH = 200
"""Characters before and after an expression that can tell its tense."""

Tense = Literal["past", "future"]


def tense(text: str, start: int, end: int) -> Tense | None:
    """The tense of the clause around `text[start:end]`, else of the sentence; None without a sign of either.

    The nearest verb before the expression decides, else the first one after it: "sagte am
    Montag, er werde kommen" is past, "soll am Montag kommen" is not. A present tense ("findet
    am Montag statt") speaks of what is to come.
    """
    before = _SENTENCE_END.split(text[max(0, start - _REACH) : start])[-1]
    after = _SENTENCE_END.split(text[end : end + _REACH], maxsplit=1)[0]
    *earlier, clause = _CLAUSE_END.split(before)
    near, far = _WORD.findall(clause), _WORD.findall(_CLAUSE_END.split(after, maxsplit=1)[0])
    preposition = near[-1].lower() if near else ""
    if preposition in _AHEAD or preposition in _SINCE:
        return "future" if preposition in _AHEAD else "past"
    found = _past_or_future(near, far)
    if found is None and (_speaks("present", near + far) or _is_intended(far, earlier)):
        return "future"
    whole = _WORD.findall(_PART_END.split(before)[-1]), _WORD.findall(_PART_END.split(after, maxsplit=1)[0])
    return found or _past_or_future(*whole) or ("future" if preposition in _ONWARD else None)


@lru_cache(maxsize=8192)
def _kinds(word: str) -> frozenset[str]:
    return frozenset(kind for kind, pattern in _KINDS if pattern.fullmatch(word))


def _speaks(kind: str, words: list[str]) -> bool:
    return any(kind in _kinds(word) for word in words)


def _past_or_future(before: list[str], after: list[str]) -> Tense | None:
    """What the nearest verb tells; "be closed" tells nothing, its "will" or "had to" does."""
    words = before + after
    if _is_perfect(words):
        return "past"
    for number in (*range(len(before) - 1, -1, -1), *range(len(before), len(words))):
        to_come = words[number] in _VOWS if words[number + 1 : number + 2] == ["to"] else words[number] == "next"
        if to_come or "future" in _kinds(words[number]):
            return "future"
        if "past" in _kinds(words[number]) and "be" not in words[max(0, number - 2) : number]:
            return "past"
    return None


def _is_perfect(words: list[str]) -> bool:
    """An allegation ("soll am Montag gestohlen haben") or a perfect ("ist am Montag gestorben")."""
    for number, word in enumerate(words):
        if word in _OPENING and any(
            "participle" in _kinds(verb) and "future" not in _kinds(verb) for verb in words[number + 1 :]
        ):
            return True
        verb = words[number - 2 if words[number - 1] == "zu" and number > 1 else number - 1]
        if word in _CLOSING and number and verb[0].islower() and verb.endswith(("t", "en")):
            return True
    return False


def _is_intended(after: list[str], earlier: list[str]) -> bool:
    """ "… kündigte an, am Montag abzureisen"."""
    to_do = _speaks("to do", after) or "zu" in after
    return to_do and _speaks("intent", _WORD.findall("".join(earlier[-1:])))
