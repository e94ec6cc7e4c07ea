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
    r"möchten?|voraussichtlich|erwartet\w*|"
    r"rechnet\w*|würden?|wären?|would|plans?|planned|scheduled|expect\w*|due|might|could|should|announc\w*|"
    r"(?:ruft|rief(?:en)?|rufen)\b[^.!?]{0,80}\sauf(?=[.,;!?])|aufgerufen|"
    r"(?:schl(?:ägt|ugen|ug|agen))\b[^.!?]{0,80}\svor(?=[.,;!?])|vorgeschlagen|proposed?|"
    r"(?<!that )(?<!which )(?<!who )(?:is|are|was|were|set) to|looms?|upcoming)\b",
    re.IGNORECASE,
)
"""Words of what is planned or hoped for: it may not have happened."""


_SAYS = (
    r"\b(?:sag(?:t|te|ten)|erklär(?:t|te|ten)|teil(?:t|te|ten)|betont(?:e|en)?|kündig(?:t|te|ten)|nannten?|meint(?:e|en)?|"
    r"schr(?:ieb|ieben|eibt)|behauptet(?:e|en)?|said|says|told|announced?|stated?|declared?|stressed)\b"
)
_SAID = re.compile(
    rf"(?P<saying>{_SAYS}[^.!?]*?),?\s(?:dass|that)\b|"
    rf"(?P<reporting>{_SAYS}[^.!?]*?),\s(?:[\w-]+\s){{1,4}}(?:sei(?:en)?|habe|werde|wolle|könne|müsse|solle)\b",
    re.IGNORECASE,
)
"""Somebody's saying, up to what is said."""
_INQUIT = re.compile(
    rf",[\"“”»«'’]*\s(?P<inquit>[^,;:]{{0,80}}?(?:{_SAYS}|\b(?:mitteil(?:t|te|ten)|bericht(?:et|ete|eten)|hieß es|"
    r"bestätigt(?:e|en)?|reported|confirmed|according to)\b)[^,;:]*?)[.!?\"“”»«'’]*$",
    re.IGNORECASE,
)
"""…and after it: "teilte der Rat am Dienstag mit", "the council said on Tuesday"."""
_SPEAKS = re.compile(
    r"\b(?:sag(?:t|te|ten|en)|gesagt|erklär\w+|mitgeteilt|mitteil\w+|teil(?:t|te|ten)|betont\w*|angekündigt|kündig\w+|"
    r"ankündig\w+|ge(?:nannt|meint|schrieben)|behauptet\w*|äußer\w+|geäußert|say|said|says|tell|told|announce\w*|stated|"
    r"declare\w*|stress\w*)\b",
    re.IGNORECASE,
)


def saying(text: str) -> tuple[int, int] | None:
    """Where a sentence tells that somebody said what follows, from its verb on, or what went before; None where it does
    not."""
    if found := _SAID.search(text):
        return found.span("saying" if found["saying"] else "reporting")
    inquit = _INQUIT.search(text)
    return inquit.span("inquit") if inquit else None


def speaks(question: str) -> bool:
    """Whether a question asks for somebody's saying."""
    return _SPEAKS.search(question) is not None


def is_called_off(text: str) -> bool:
    """Whether a sentence says that something did not take place, or not then."""
    return _CALLED_OFF.search(text) is not None


def is_planned(text: str) -> bool:
    """Whether a sentence tells of what is planned or hoped for."""
    return _PLANNED.search(text) is not None
