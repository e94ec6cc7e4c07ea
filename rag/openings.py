"""How questions open: "und", question words with their prepositions, auxiliary verbs, "tell me about"."""

import re

from index.article import Language
from index.words import content_words
from rag.spelled import spelled

LEAD = r"(?:(?:okay|ok|und|aber|also|and|but|so|then|now|well|dann)\b[\s,]*)*"
WH: dict[Language, str] = {
    "de": spelled(
        r"(?:(?:an|auf|bei|bis|durch|für|gegen|in|mit|nach|ohne|seit|über|um|unter|von|vor|wegen|zu|ab|aus)\s+)?"
        r"(?:wer|was|wann|wem|wen|wessen|wohin|woher|wodurch|womit|wofür|wogegen|woran|worauf|worüber|wovon|wozu|wo|warum|"
        r"wieso|weshalb|wie\s+(?:lange?|hoch|viele?n?|teuer|weit|groß|alt|oft|schwer|häufig|schnell|stark|tief|warm|kalt)|"
        r"wie|welche[mnrs]?)"
    ),
    "en": r"(?:(?:at|by|against|about|for|from|in|of|on|since|to|until|till|with|under)\s+)?"
    r"(?:who|whom|whose|what|when|where|which|why|"
    r"how\s+(?:many|much|high|far|tall|old|large|big|long|often|fast|come|soon)|how)",
}
AUX: dict[Language, str] = {
    "de": spelled(
        r"(?:ist|sind|war|waren|wurde|wurden|wird|werden|hat|haben|hatte|hatten|kann|können|konnte|konnten|soll|sollen|"
        r"sollte|will|wollen|wollte|muss|müssen|darf|gibt\s+es|gab\s+es|gilt|heißt|passierte|geschah)"
    ),
    "en": r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|must|may|might|"
    r"happened\s+(?:to|in|at)|'s|’s)",
}
FRAME = re.compile(
    r"(?:(?:please|can|could|would)\s+(?:you\s+)?)*"
    r"(?:tell\s+(?:me|us)|describe|explain|give\s+me|show\s+me|discuss|i(?:'d| would)?\s+(?:want|like)\s+to\s+know|"
    + spelled(r"erzähle?n?(?:\s+sie)?\s+(?:mir|uns)|nenne?n?(?:\s+sie)?(?:\s+mir)?|erkläre?n?(?:\s+sie)?(?:\s+mir)?|")
    + r"beschreibe?n?(?:\s+sie)?|was\s+ist\s+mit|wie\s+steht\s+es\s+(?:mit|um)|what\s+about|how\s+about)\s+"
    r"(?:(?:more|details|something|mehr|etwas)\s+)?(?:(?:about|on|of|von|über|ueber|for)\s+)?",
    re.IGNORECASE,
)
_OPENING = {
    lang: re.compile(rf"{LEAD}(?:{WH[lang]}(?:\s+|(?=['’]))(?:{AUX[lang]}\s+)?|{AUX[lang]}\s+)", re.IGNORECASE)
    for lang in WH
}
_KIND_OF = re.compile(
    r"(?:(?:the|some|different|various|main|most|important|popular|common|die|verschiedenen|wichtigsten)\s+)*"
    r"(?:types?|kinds?|examples?|sorts?|parts?|pros\s+and\s+cons|advantages|disadvantages|history|origins?|causes?|"
    r"effects?|symptoms?|benefits?|arten|folgen|ursachen|vor-?\s+und\s+nachteile|geschichte|"
    + spelled("gründe")
    + r")\s+(?:of|von|des|der)\s+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[\s,]+(?:take|last|happen|happened|begin|start|end|work|mean|come\s+from|statt|stattgefunden|gedauert|passiert|"
    r"geschehen|zuletzt|and\s+(?:why|when|how|where)|und\s+(?:warum|wann|wie|wo))$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[?!])\s+|(?<=[^\W\d]\.)\s+(?=[A-ZÄÖÜ])")


def body(question: str, lang: Language) -> str:
    """What a question is about, without question word and frame: "Wann wurde Holm gesperrt?" → "Holm gesperrt"."""
    text = max(_SENTENCE_END.split(question), key=lambda part: len(content_words(part, lang))).strip(" ?!.")
    for opening in (FRAME, _OPENING[lang], _KIND_OF):
        found = opening.match(text)
        text = text[found.end() :] if found and found.end() < len(text) else text
    return _TAIL.sub("", text).strip(" ,")
