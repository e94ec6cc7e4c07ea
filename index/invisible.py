"""Characters that show nothing, or show a text as another: an article may hold them, a reader must not meet them.

The text of an article keeps them, so that a quotation stands word for word in its file; what is shown, read by
the model or said by the program is without them.
"""

import re

_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\n]{0,200}(?:\x07|\x1b\\|\x9c)"
)
"""What a terminal takes for an order: colours, movements, titles, links."""
_BREAKS = re.compile("[\v\f\x1c-\x1e\x85\u2028\u2029]")
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # what steers a terminal
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"  # width, direction
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff"  # selectors and tags, which can spell
    "\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\ud800-\udfff]"
)
_CYRILLIC = "\u0400-\u052f"
_MIXED = re.compile(rf"[A-Za-zÄÖÜäöüß][{_CYRILLIC}]|[{_CYRILLIC}][A-Za-zÄÖÜäöüß]")


def visible(text: str) -> str:
    """The text as it is read: without control characters and invisible ones, a rare line break as a space."""
    if text.isprintable() and text.isascii():
        return text
    return UNSEEN.sub("", _BREAKS.sub(" ", _SEQUENCE.sub("", text)))


def is_disguised(text: str) -> bool:
    """Whether a word mixes Latin and Cyrillic letters, which look alike: no newspaper writes so."""
    return bool(_MIXED.search(text))
