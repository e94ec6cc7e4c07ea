"""Words of what did not take place, or has not yet."""

import re

_CALLED_OFF = re.compile(
    r"\b(?:abgesagt\w*|abgeblasen\w*|verschoben\w*|vertagt\w*|ausgefallen\w*|ausf(?:iel|ällt)\w*|entf(?:iel|ällt|allen)\w*|"
    r"verschieb\w*|verschob\w*|gestrichen\w*|geplatzt\w*|(?:nicht|nie) statt\w*|von der Tagesordnung|"
    r"(?:f[äa]ll(?:t|en)|fiel(?:en)?)\b[^.!?,]{0,60}\saus(?=[.,;!?])|"
    r"(?:sag(?:t|en|ten?)|bl(?:ies(?:en)?|äst|asen))\b[^.!?,]{0,60}\sab(?=[.,;!?])|"
    r"cancell?ed|call(?:ed|s|ing)? off|postpon\w+|put off|scrapped|shelved|withdr[ae]wn?|"
    r"(?:not|never|\w+n['’]t) t(?:ake|ook) place)\b",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:soll(?:en|te|ten)?|will|wollen|wollten?|plan(?:t|en|te|ten)|geplant\w*|angesetzt\w*|vorgesehen\w*|"
    r"einstellen|bevorsteh\w*|bevor(?=[.,;!?])|anberaumt\w*|angekündigt\w*|kündigt\w*|könnten?|dürften?|"
    r"möchten?|mögliche[nmrs]?|müsse|solle|könne|wolle|werde|denkbar\w*|possible|potential|voraussichtlich|erwartet\w*|"
    r"rechnet\w*|würden?|wären?|would|plans?|planned|scheduled|expect\w*|due|might|could|should|announc\w*|"
    r"(?:ruft|rief(?:en)?|rufen)\b[^.!?]{0,80}\sauf(?=[.,;!?])|aufgerufen|"
    r"(?<!that )(?<!which )(?<!who )(?:is|are|was|were|set) to|looms?|upcoming)\b",
    re.IGNORECASE,
)
"""Words of what is planned or hoped for: it may not have happened."""


def is_called_off(text: str) -> bool:
    """Whether a sentence says that something did not take place, or not then."""
    return _CALLED_OFF.search(text) is not None


def is_planned(text: str) -> bool:
    """Whether a sentence tells of what is planned or hoped for."""
    return _PLANNED.search(text) is not None
