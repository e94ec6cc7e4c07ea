"""Money: whether a question asks for a price, and whether words tell an amount of it."""

import re
import unicodedata
from functools import cache

from index.words import fold, words

_COST = re.compile(
    r"kost|preis|zahl(?:t|en|te)|teuer|gebühr|gebuehr|beitrag|eintritt|gehalt|lohn|umsatz|summe|price|cost|\bfees?\b|"
    r"\bfares?\b|\bpa(?:y|id)\b|expensive|salary|wage|revenue|set (?:you|me|us|one) back",
    re.IGNORECASE,
)
_NEWS_WORDS = "cent cents pence pennies eur usd chf gbp us-dollar us-dollars franken schilling shillings kronen crowns"
"""What Babel's names of currencies have not, or in another form."""
_OTHER_WORDS = frozenset("real reals realn won wons rand rands randn gold golds ecuador".split())
"""Of these names those that are more often something else."""
_PERCENT = re.compile(r"%|prozent|per ?cent", re.IGNORECASE)

_FREE = re.compile(
    r"\b(?:kostenlos|kostenfrei|gratis|umsonst|unentgeltlich|gebührenfrei|eintritt frei|freie[nmr]? eintritt|"
    r"nichts kosten|kostet nichts|free|at no (?:cost|charge)|costs? nothing)(?:e[nmrs]?)?\b",
    re.IGNORECASE,
)


def asks_price(question: str) -> bool:
    """Whether a question for an amount asks for one of money."""
    return _COST.search(question) is not None


def has_money(text: str) -> bool:
    """Whether a text has a currency, by sign or name in either language."""
    is_signed = any(unicodedata.category(letter) == "Sc" for letter in text)
    return is_signed or any(fold(word) in _currencies() for word in words(text))


def may_be_price(text: str) -> bool:
    """Whether a text may tell a price, or by how much one rose: it has money, or a percentage."""
    return has_money(text) or _PERCENT.search(text) is not None


def is_free(text: str) -> bool:
    """Whether a text says that something costs nothing."""
    return _FREE.search(text) is not None


@cache
def _currencies() -> frozenset[str]:
    """Folded names of the world's currencies in German and English, in their plural too: "rubel", "pounds"."""
    from babel import Locale

    units = {
        fold(name.split()[-1])
        for tag in ("de", "en")
        for code, name in Locale(tag).currencies.items()
        if not code.startswith("X") and "(" not in name
    }
    forms = {f"{unit}{ending}" for unit in units for ending in ("", "s", "n")}
    return frozenset(forms.union(_NEWS_WORDS.split()) - _OTHER_WORDS)
