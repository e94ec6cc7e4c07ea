"""Words that could point back and stand for nothing: "is it true that", "there is", "wie geht es", "those who".

"It" is empty before an infinitive with words of its own ("Is it hard to learn Chinese?"); where the infinitive ends
the question, its object is what "it" points at ("Is it hard to learn?").
"""

import re
from itertools import takewhile

from index.words import fold

_BE = r"(?:is|are|was|were|be|been|has been|have been|will be|'s|ist|war|wäre|sei)"
_DOES = r"(?:is|are|was|were|will|would|can|could|should|might|may|must|do|does|did|has|have|had)"
_EXISTS = re.compile(
    rf"\b(?:{_BE}\s+)there\b|\bthere(?=\s+{_BE}\b)|\b{_DOES}\s+there(?=\s.*\b(?:be|been|exist)\b)|"
    r"\bthere(?=\s+(?:going to|used to|have to|seems?|might|may|must|can|could|should|would)\b)",
    re.IGNORECASE,
)
_TO = (
    r"to (?:not )?[a-z]+ (?!(?:now|today|here|there|again|at all|it|them|this|that|than|or|and|but|as|if|when|because|"
    r"by)\b)[\w-]+"
)
_JUDGED = (
    r"(?:(?:so|very|really|also|still|even|too|not|more|less|ever|always|now) )*"
    rf"(?:(?:(?:im)?possible|important|essential|vital|crucial|(?:un)?necessary|clear|(?:il)?legal|(?:un)?lawful|allowed|"
    r"forbidden|prohibited|permitted|mandatory|compulsory|(?:un)?safe|dangerous|risky|worth|worthwhile|hard|harder|difficult|"
    r"tough|tricky|easy|easier|simple|better|best|worse|good|great|nice|bad|terrible|(?:un)?common|rare|typical|(?:un)?usual|"
    r"normal|okay|ok|fine|enough|customary|recommended|advisable|required|(?:un)?fair|right|wrong|(?:un)?healthy|harmful|"
    r"expensive|cheap|cheaper|costly|affordable|useful|useless|helpful|pointless|sensible|wise|smart|stupid|foolish|rude|"
    r"polite|(?:un)?ethical|(?:im)?moral|(?:un)?acceptable|appropriate|feasible|practical|realistic|reasonable|natural|"
    rf"strange|odd|weird|surprising|interesting|fun|boring|painful|time|late|early) (?:{_TO}|for .* to\b)|"
    r"(?:true|certain|sure|clear|known|said|thought|(?:im|un|)(?:possible|likely|important|necessary|common|usual|fair)|"
    r"essential|good|bad|normal|strange|odd|right|wrong|a fact|\w+ed|\w+ing) that\b|"
    r"(?:okay|ok|fine|legal|illegal|allowed|common|unusual) (?:if|when)\b)"
)
_IT = re.compile(
    rf"\b(?:is|was|be|isn't|wasn't|'s) it (?={_JUDGED})|\bhow [a-z]+ (?:is|was|will|would) it (?:be )?(?={_TO})|"
    rf"\b{_DOES} it (?:(?:still|ever|always|now) )?(?:be|been|become|seem|feel|get|getting|remain) (?={_JUDGED})|"
    rf"\bit(?:'s| is| was| became| has become| would be) (?={_JUDGED})|"
    rf"\b{_DOES} it (?=(?:matter|help|hurt|pay|make sense|feel) (?:{_TO}|(?:that|whether|if|when|who|how)\b))|"
    rf"\b{_DOES} it (?=(?:take|cost)\b(?: [\w']+)*? {_TO})|\bit (?=(?:takes?|took|costs?) .*{_TO})|"
    rf"\b(?:makes?|made|making|finds?|found|consider|thinks?|thought) it (?={_JUDGED})|"
    rf"\b(?:is|was) it like (?={_TO}|for .* to\b|when\b|\w+ing \w+)|"
    r"\bit (?=(?:seems?|appears?|turns out|happens?|follows) that\b)|\bwhen it comes to\b|"
    r"\b(?:who|what|when|where|why|how) (?:is|was) it that\b|"
    r"\bwhat (?:does|did|will|would) it take (?=(?!to\b)\w.* to\b)|"
    r"\bit (?=(?:be |have been |going to |really )*(?:rain|snow|hail|thunder)\w*\b)|"
    r"\b(?:what time|how late) (?:is|was) it\b",
    re.IGNORECASE,
)
_NAMED_IT = re.compile(
    r"\b(?i:is|was) it (?=(?:really |actually )?(?:[A-Z][\w-]*\s)+(?:that|who|which)\b)|"
    r"\b(?i:(?:is|was) it called|it(?:'s| is| was) called|calls? it|called it) (?=(?:the |an? )?[A-Z])|"
    r"\b(?i:how (?:hot|cold|warm|dark|humid|windy)) (?:is|was|does|will) it "
    r"(?=(?:get |be )?(?:in|at|on) (?:the )?[A-Z])"
)
_INFINITIVE = r"(?:,|(?-i:[A-ZÄÖÜ])\w+).*\bzu \w+en\b"
_CLAUSE_AFTER = (
    r"(?=.*(?:,\s*(?:dass|ob|wenn|was|wie|wer|wann|wo|warum|als)\b|"
    rf"{_INFINITIVE}|,.*\b[a-zäöüß]+zu[a-zäöüß]+en\b))"
)
_ES = re.compile(
    r"\b(?:dauert|dauerte|braucht|brauchte) es(?=,? bis\b)|\b(?:braucht|brauchte|bedarf) es(?= (?:für|fuer|um|zu)\b)|"
    r"\b(?:geht|ging) es\b(?! weiter)|\b(?:heißt|heisst|hieß|hiess) es(?=,| (?:in|im|aus|bei)\b)|"
    r"\b(?:gibt|gab|gäbe|kommt|kam|handelt|handelte|stimmt|steht|stand|regnet|regnete|schneit|schneite) es\b|"
    r"\bes (?=(?:gibt|gab|geht|ging|kommt|kam|heißt|hieß)\b)|"
    rf"\b(?:ist|war|wäre|wird|wurde|bleibt) es\b(?=.*(?:,? dass\b|{_INFINITIVE}))|"
    r"\b(?:ist|war|sind|waren) es\b(?=[^,]*,\s*(?:der|die|das|den|dem|wo)\b)|"
    r"\b(?:fühlt|fuehlt|fühlte|lohnt|lohnte|kostet|kostete|dauert|dauerte|macht|braucht|bedeutet|bedeutete|gelingt|gelang|"
    rf"hilft|schadet|stört|reicht|genügt|scheint|gilt|gehört|ist|war) es\b{_CLAUSE_AFTER}|"
    r"\bwie (?:spät|spaet|kalt|warm|heiß) (?:ist|war|wird|wurde) es\b|"
    r"\bes\b(?=.*\b(?:(?:ge)?geben|(?:ge)?kommen|(?:ge)?regn\w+|(?:ge)?schnei\w+|gewitter\w+|hageln?|stürmen)\W*$)",
    re.IGNORECASE,
)
_EMPTY = {"there": (_EXISTS,), "it": (_IT, _NAMED_IT), "es": (_ES,)}
_THAT_BEFORE = re.compile(
    r"(?:^|\b(?:is|are|was|were|do|does|did|can|could|will|would|of|about|after|before|since|than|like|for|with|in|on|at|"
    r"to|by|from|against|because of|why|how|and|but|that's)\s+)$",
    re.IGNORECASE,
)
_COMPARING = re.compile(r"\b(?:to|than|with|from|like|as|and)\s+$", re.IGNORECASE)
_OF = re.compile(r"\s+(?:of|in|at|from|for|between|under)\s+\w", re.IGNORECASE)
_WHOSE = re.compile(
    r"\s+(?:who|whom|whose|that|which|with|without|aged|(?:affected|hit) by|living|working|suffering|seeking|wanting|"
    r"trying|fleeing)\b",
    re.IGNORECASE,
)
_DIE = re.compile(r",\s*(?:der|die|das|den|dem|denen|deren|dessen|welche\w?)\b", re.IGNORECASE)
_FIRST = re.compile(r"\b(?:if|first)\b.*\w|^\W*(?:when|once)\b.*,\s*$|\w\s+and\s+$", re.IGNORECASE)
_THAN = re.compile(r"\b(?:more|less|rather|other|[a-z]+er)\s+$", re.IGNORECASE)

_BEFORE, _AFTER = 50, 200
"""Letters of a question before and behind a word that can make it empty."""


def is_empty(question: str, start: int, end: int) -> bool:
    """Whether the word `start:end` stands for nothing said before, though it could."""
    word, before, after = fold(question[start:end]), question[:start], question[end:]
    match word:
        case "that" | "those" if _COMPARING.search(before) and _OF.match(after):
            return len(before.split()) > 2
        case "that":
            return not (_THAT_BEFORE.search(before) or re.match(r"\W*$", after))
        case "those":
            return _WHOSE.match(after) is not None
        case "jene" | "jenen" | "jener" | "jenes" | "jenem":
            return _DIE.match(after) is not None
        case "his" | "her" | "its" | "their":
            return re.match(r"\s+own\W*$", after) is not None and re.search(r"\bon\s+$", before) is not None
        case "then":
            return not before.strip() or any(sign.search(before) for sign in (_FIRST, _THAN))
        case "there" | "it" | "es":
            return _is_part_of(_EMPTY[word], question, start)
        case _:
            return False


def _is_part_of(patterns: tuple[re.Pattern[str], ...], question: str, start: int) -> bool:
    """Whether the word at `start` lies in a match; looked for near it, as long questions would take seconds."""
    first = max(0, start - _BEFORE)
    near, place = question[first : start + _AFTER], start - first
    upto = (takewhile(lambda one: one.start() <= place, pattern.finditer(near)) for pattern in patterns)
    return any(place <= one.end() for found in upto for one in found)
