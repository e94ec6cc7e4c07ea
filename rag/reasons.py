"""Sentences that tell a reason, and questions that ask for one.

In XQuAD, of the sentences that hold the answer to a "why" 13 of 20 (German) and 15 of 20 (English) have such a word, of
the others beside them 14 of 106 and 17 of 90.
"""

import re

_WHY = re.compile(
    r"\b(?:warum|weshalb|wieso|weswegen|aus welche[mn] gr(?:und|(?:ü|ue)nden)|why|how come|"
    r"(?:for )?(?:what|which) reasons?)\b|"
    r"\bwie (?:begründ|rechtfertig)\w+|"
    r"\bhow (?:do|does|did|has|have|had|will|would)\b[^?]*\b(?:justif(?:y|ied)|explain(?:ed)?)\b|"
    r"\bworan\b[^?]*\b(?:lag|liegt|gelegen|scheiter\w*|gescheitert|hakt\w*|krankt\w*)\b",
    re.IGNORECASE,
)
_NO_UNIT = "".join(rf"(?<!\b{unit} )(?<!\b{unit}s )" for unit in ("hour", "day", "week", "month", "year"))
"""Before "after": "two weeks after the storm" tells when."""
_TELLS = re.compile(
    r"(?:^|[,;:]\s)(?:da|damit)\b|\b(?:weil|denn|wegen|aufgrund|auf ?grund|infolge|dank|mangels|deshalb|deswegen|"
    r"daher|darum|sodass|so dass|nämlich|nachdem|gr(?:und|ünden?)|ursachen?|verursach\w*|"
    r"um\b[^.!?]{1,120}?(?:\bzu (?!sieben|\w*(?:llen|elen|igen|hren|inen|iden|esen|eren)\b)[a-zäöüß]+"
    r"(?:en|ern|eln|un|sein)|"
    r"\w{2,}zu[a-zäöüß]{3,}n)|"
    r"begründ\w*|anlass|auslöser|ausgelöst|hintergrund|because|since|as|due to|owing to|thanks to|so that|"
    rf"in order to|therefore|thus|hence|{_NO_UNIT}after|reasons?|caus(?:e[sd]?|ing)|led to|leads? to|result(?:s|ed|"
    r"ing)? (?:in|from)|prompt(?:s|ed|ing)|blam(?:es?|ed|ing)|amid|citing)\b",
    re.IGNORECASE,
)


_TIES = re.compile(r"(?:^|[,;:]\s)da\b|\b(?:weil|because)\b", re.IGNORECASE)
"""What surely does."""


def asks_why(question: str) -> bool:
    """Whether a question asks for a reason."""
    return _WHY.search(question) is not None


def ties_a_reason(text: str) -> bool:
    """Whether a text says "because", in either language."""
    return _TIES.search(text) is not None


def tells_why(text: str) -> bool:
    """Whether a text has a word that ties a reason to what it is the reason of."""
    return _TELLS.search(text) is not None
