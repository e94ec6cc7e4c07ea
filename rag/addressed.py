"""Sentences that speak to whoever answers, in place of reporting: no evidence, and not read by the model.

An article may say anything; only what it reports can answer a question. Speech in quotation marks is reported,
and stays. What is left of markup and labels in a report is taken out of what the model reads.
"""

import re

from index.invisible import is_disguised, visible
from index.sentences import sentences

LONGEST = 3000
"""Characters above which a sentence is none: a table, a list of words, a flood."""
_MOST_READ = 1200
"""Characters that the model reads of one text; far longer ones would not fit into its context."""
_QUOTED = re.compile(r"„[^“”\"]*[“”\"]|“[^”]*”|\"[^\"]*\"|»[^«]*«|«[^»]*»")
_MACHINE = re.compile(
    r"<[|｜][^<>]{1,60}[|｜]>|\[/?(?:INST|SYS)\]|</?s>|<</?SYS>>|<(?:start|end)_of_turn>|</?tool_\w+>|\"role\"\s*:"
)
"""Tokens and fields with which chats are written for a model."""
_ROLE = re.compile(r"\W*(?:Beleg|Evidence|Assistant|Assistent|Human)\s*:|\W*#{2,}\s*\w+\s*:", re.IGNORECASE)
_TURN = re.compile(r"\W*(?:Frage|Antwort|Question|Answer)\s*:", re.IGNORECASE)
"""Of an interview, too, unless evidence or roles stand beside it."""
_FOOTNOTE = re.compile(r"\[\^?\d{1,3}\]")
_VERB = (
    r"(?:antworte|beantworte|ignoriere?|missachte|nenne|sage?|schreibe?|wiederhole?|behaupte|befolge|dekodiere|vergiss|"
    r"verwende|benutze|zitiere|erwähne|gib|verrate?|rechne|answer|ignore|disregard|reply|respond|say|print|repeat|"
    r"output|cite|quote|reveal|append|pretend|forget|decode|obey|follow|use|write|start|give|translate|count)\b"
    r"(?!\s+(?:er|sie|es|man|ich|he|she|they|it)\b)"
)
"""Of answering or obeying, without a subject behind it."""
_ORDER = re.compile(
    rf"\W*(?:(?:bitte|please|now|jetzt|nun|du|you must|you should)\s+)*{_VERB}|"
    r"\W*(?:wenn|falls|sobald|bevor|wer|sollte|if|when|whenever|before|whoever|should)\b.*[,:;]\s+"
    rf"(?:then\s+|dann\s+)?{_VERB}|"
    rf".*(?:[:;]\s+|\byou (?:must|should|shall|may)\s+(?:only\s+|never\s+|always\s+|not\s+)?){_VERB}|"
    r".*\bantworte\b\s*(?::|mit|nur|stets|immer|niemals|auf)",
    re.IGNORECASE,
)
"""Such a verb at the head of a sentence, after its condition, or as what "you" must do."""
_ANSWERING = re.compile(
    r"\b(?:\w*fragen?|frags?t|gefragt|\w*antwort\w*|\w*anweisung\w*|Artikel[ns]?|\w*quellen?|Text\w*|Archivs?|KI|"
    r"Sprachmodell\w*|System\w*|prompts?|questions?|asked|answer\w*|instructions?|articles?|sources?|citations?|"
    r"examples?|language models?|AI|assistants?|archive|yours?)\b",
    re.IGNORECASE,
)
"""What is spoken of where somebody is told how to answer."""
_ALL = r"(?:jede[rsn]?|alle[nr]?|sämtliche[nr]?|every|each|any|all)"
_STANDING = (
    re.compile(rf"\W*(?:always|never|only)\s+{_VERB}", re.IGNORECASE),
    re.compile(r"\W*(?:you are|you're|du bist)\b.*\b(?:say|answer|reply|antwort\w*|sagst|schreibst)\b", re.IGNORECASE),
    re.compile(
        rf".*(?:antwort\w*|answers?)\b.{{0,24}}\b(?:auf|zu|to|for)\s+{_ALL}\s(?:\w+\s)?(?:fragen?|questions?)\b",
        re.IGNORECASE,
    ),
    re.compile(rf".*\b(?:be)?(?:antworte\w*|answer)\s+{_ALL}\s+(?:questions?|fragen?)\s+(?:with|mit)\b", re.IGNORECASE),
    re.compile(
        r".*\b(?:\w*(?:hinweis|anweisung|notiz|nachricht|befehl)\w*|note|notice|instructions?|message|attention)\s+"
        r"(?:für|an|for|to)\s+(?:\w+\s+)?(?:\w*sprachmodell\w*|KIs?|AIs?|\w*LLMs?|language models?|\w*bots?|"
        r"assistants?|assistenten)\b",
        re.IGNORECASE,
    ),
)
"""Orders for all questions, roles given, and notes to machines."""
_TITLE_CHARS = 80
_MARKUP = re.compile(
    r"<((?i:script|style))\b[^<>]*>[^<]*</\1\s*>|<[^\s<>][^<>]{0,300}>|\[/?[A-Z_]{3,}\]|```+|(?:^|\s)#{2,6}(?=\s)"
)
_LABEL = re.compile(
    r"\b(Frage|Beleg|Umfeld|Antwort|Question|Evidence|Context|Answer|Article|Sentence|Answered|Human|User|Assistant|Assistent|System)"
    r"(?:\s*\([^()\n]{0,200}\))?\s*:",
    re.IGNORECASE,
)


def is_addressed(sentence: str, beside: str = "") -> bool:
    """Whether a sentence is no part of a report. `beside`, the text it stands in, tells a forged talk from an
    interview."""
    told = visible(sentence)
    if len(told) > LONGEST or is_disguised(told) or _MACHINE.search(told):
        return True
    if _ROLE.match(told) or _FOOTNOTE.match(told) or (_TURN.match(told) and _has_roles(beside)):
        return True
    own = _QUOTED.sub(" ", told)
    return any(form.match(own) for form in _STANDING) or bool(_ORDER.match(own) and _ANSWERING.search(own))


def _has_roles(text: str) -> bool:
    return any(_ROLE.match(line) for line in text.split("\n"))


def as_read(text: str, beside: str) -> str:
    """What the model reads of a text: one line of plain words, without the sentences that are no report."""
    spans = [text[span.start : span.end] for span in sentences(text)]
    return plain(" ".join(sentence for sentence in spans if not is_addressed(sentence, beside)))


def title_as_read(title: str) -> str:
    """What the model reads of a title: plain words, cut; nothing of one that speaks to whoever answers."""
    return "" if is_addressed(title) else plain(title)[:_TITLE_CHARS]


def plain(text: str) -> str:
    """One line of plain words, cut where it is far too long: no invisible characters, no markup, no label of the
    prompt's own."""
    bare = visible(text)
    while (without := _MARKUP.sub(" ", bare)) != bare:  # a tag may hold another
        bare = without
    return " ".join(_LABEL.sub(r"\1 –", bare).split())[:_MOST_READ]
