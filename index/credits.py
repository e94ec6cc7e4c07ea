"""Photo credits, and the captions that carry them."""

import re
from functools import cache, lru_cache

from index.patterns import alternatives

LONGEST_CAPTION = 450
LONGEST_POSITIONED = 250

_AFTER_SENTENCE = r"(?:^|[.!?…)\]\"“”»|]\s*|\s{2,}|\s[–—-]\s)"
_SITE = r"(?:\.(?:com|de|at|ch|net|org)\b[^.!?\"„“]{0,40})?\.?$"
_NAMED = r"[A-ZÄÖÜ][\w.'’-]+(?:[ -][\w.'’-]+){1,4}"
_PHOTO_DESK = r"(?:IMAGO|imago images|picture[ -]alliance|REUTERS|AP Photo|KEYSTONE|Getty Images|APA/AFP)"
_MORE_NAMES = r"(?:\s*[/|]\s*[\w. -]{2,30})*\W*$"
_COPYRIGHT = re.compile(rf"(?:©|\(c\)|\bcopyright:?)\s*[^.!?\"„“]{{2,80}}{_SITE}", re.IGNORECASE)
_MARKED = re.compile(
    r"\((?:foto|bild|archiv(?:bild|foto|aufnahme)?|symbol(?:bild|foto)|file(?: photo)?|foto: archiv|montage|screenshot|"
    r"undatiert(?:e aufnahme)?)\)\W*(?:suche|vergrößern)?$",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"^\W*(?:FILE\s*(?:PHOTO)?\s*[-–—:]|(?:image|photo|picture|video) (?:caption|source|credit)\b|bildunterschrift|"
    r"bild(?:er)?\s+\d+\s+(?:von|/)\s+\d+|(?:bildergalerie|fotostrecke)\s*[:(]|\d+ (?:bilder|fotos|images)\b|"
    r"(?:image|photo|picture|(?:archiv|symbol)?foto|(?:archiv|symbol)bild)\s*:\s)",
    re.IGNORECASE,
)
_POSITIONS = re.compile(
    r"\((?:l|r|M|m|li|re|links|rechts|Mitte|l\.|r\.|M\.|2\.\s?v\.\s?[lr]\.)\)|\bv\.\s?l\.(?:\s?n\.\s?r\.)?"
)
_AGENCY_MARK = re.compile(r"\((?:dpa|afp|ap|apa|sda|reuters|epd|kna|sid|dts)(?:[/,-]\s?\w+)*\)\W*$", re.IGNORECASE)


@lru_cache(maxsize=1024)
def is_caption(text: str) -> bool:
    """True for a photo credit, or a caption that shows itself as one by a credit or a picture mark.

    A paragraph that ends in "(dpa)" is agency text, not a caption.
    """
    if len(text) > LONGEST_CAPTION or _AGENCY_MARK.search(text):
        return False
    if any(pattern.search(text) for pattern in (*_credits(), _COPYRIGHT, _MARKED, _BEGINS)):
        return True
    return len(text) <= LONGEST_POSITIONED and bool(_POSITIONS.search(text))


def is_credit_only(text: str) -> bool:
    """True for a credit without a caption: the line above it may be the caption."""
    return len(text) <= 100 and is_caption(text) and not re.search(r"[.!?)]\s+\w+\s*[:©]", text)


@cache
def _credits() -> tuple[re.Pattern[str], ...]:
    """Credits that name a label, an agency or a photo desk."""
    agency = rf"\b{alternatives('agency')}\b"
    label = alternatives("credit_label")
    name = r"(?:[^.!?\"„“”»«:;]|(?<=\b[A-Z])\.){1,90}"
    mention = rf"(?:\b{agency}/|/\s*{agency}|AP Photo|Getty Images|{label}\s*[:©])"
    named = rf"(?:{_NAMED}\s*(?:/|\bvia\b|\|)\s*{agency}|{_PHOTO_DESK}\s*/\s*[\w. -]{{2,40}})"
    return (
        re.compile(rf"{_AFTER_SENTENCE}{label}\s*(?:[:©/|]|by\b)\s*{name}{_SITE}", re.IGNORECASE),
        re.compile(rf"(?<=[a-zäöüß\d])(?:Bild|Fotos?|Photo|Image|Credit)\s*[:©]\s*{name}{_SITE}"),
        re.compile(rf"^Quelle\s*:\s*{agency}\s*/\s*[A-ZÄÖÜ]\w+\s+[A-ZÄÖÜ][\w .-]{{1,40}}$"),
        re.compile(rf"{_AFTER_SENTENCE}{named}{_MORE_NAMES}"),
        re.compile(rf"^\W*{agency}\s*/\s*[A-ZÄÖÜ][\w.'’ -]{{2,40}}{_MORE_NAMES}"),
        re.compile(rf"{_AFTER_SENTENCE}{agency}\s*/\s*[A-ZÄÖÜ][\w.'’-]+(?: [A-ZÄÖÜ][\w.'’-]+){{1,3}}\W*$"),
        re.compile(rf"^\W*{agency}(?:[\s/|,]+{agency})*\W*$"),
        re.compile(rf"[(\[][^()\[\]]{{0,60}}{mention}[^()\[\]]{{0,60}}[)\]]\W*$", re.IGNORECASE),
    )
