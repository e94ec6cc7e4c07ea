"""Patterns of German words in either spelling: "für" and "fuer"."""

_SPELLINGS = str.maketrans({"ä": "(?:ä|ae)", "ö": "(?:ö|oe)", "ü": "(?:ü|ue)", "ß": "(?:ß|ss)"})


def spelled(pattern: str) -> str:
    """The pattern with each umlaut and ß also as two letters; not for umlauts between square brackets."""
    return pattern.translate(_SPELLINGS)
