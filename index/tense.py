"""Whether the words around a time expression speak of what is to come or of what has been."""

import re
from typing import Literal

_FUTURE = (
    r"soll(?:en|te|ten)?|will|wollen|wird|werden|werde|geplant\w*|plan(?:t|en|s|ned)?|kommende\w*|nächste\w*|next|"
    r"upcoming|expected|scheduled|due to|going to|(?:is|are) to|angekündigt\w*|vorgesehen\w*|bevorstehend\w*|erwartet"
)
_PAST = (
    r"sagten?|teilten?|erklärten?|berichteten?|kündigten?|meldeten?|betonten?|schrieb(?:en)?|nannten?|hieß|sprach(?:en)?|"
    r"wurden?|war(?:en)?|hat|haben|hatten?|kam(?:en)?|ging(?:en)?|traf(?:en)?|fand(?:en)?|gab(?:en)?|starb(?:en)?|"
    r"griff(?:en)?|begann(?:en)?|fiel(?:en)?|schoss(?:en)?|töteten?|verletzten?|forderten?|warf(?:en)?|lehnten?|"
    r"said|told|announced|reported|wrote|was|were|had|has|have|did|went|came|met|took|began|held|killed|\w{3,}ed"
)
_CUE = re.compile(rf"\b(?:(?P<future>{_FUTURE})|(?P<past>{_PAST}))\b", re.IGNORECASE)
_PERFECT = re.compile(r"\b[a-zäöüß]\w*(?:t|en)\s+(?:worden\s+)?(?:zu\s+)?(?:haben|sein)\b")
"""An allegation: "soll am Montag gestohlen haben"."""

Tense = Literal["past", "future"]


def tense(text: str, start: int, end: int) -> Tense | None:
    """The tense of the clause around `text[start:end]`, else of the sentence; None without a sign of either.

    The nearest verb before the expression decides, else the first one after it: "sagte am
    Montag, er werde kommen" is past, "soll am Montag kommen" is not.
    """
    for marks in ("[,;:–()]", "[;:]"):
        before = re.split(marks, text[:start])[-1]
        after = re.split(marks, text[end:])[0]
        if _PERFECT.search(after):
            return "past"
        cues = [*_CUE.finditer(before)][-1:] or [*_CUE.finditer(after)][:1]
        if cues:
            return "future" if cues[0]["future"] else "past"
    return None
