"""When two written forms are one name: inflection, derivation, compounds, and transliterations ("Peskow / Peskov").

Transliterations are compared by sound: consonants as the schemes share them, and between each two of them the vowels.
"""

import re
import unicodedata
from functools import lru_cache

from index.words import fold

_INFLECTED = re.compile(r"|e?s|e|e?n|er[ns]?|in|innen|isch(?:e[nmrs]?)?")
_INFLECTED_SHORT = re.compile(r"|e?s|ern?|isch(?:e[nmrs]?)?|ische[nmrs]?")
"""The same for names of four letters, where "Main" is not "Maine" nor "Kohl" "Kohle"."""
_SHORT = 4
_COMPOUND_REST = {_SHORT: 6}
_LEAST_REST = 3
_LEAST_INSIDE = 6
_MOST_LONGER = 4
"""Letters that one transliteration may take more than another: "Chruschtschows" and "Khrushchev"."""
_GERMAN = ((r"schtsch", "SC"), (r"tsch", "C"), (r"sch", "S"), (r"ch", "h"))
_ENGLISH = ((r"shch", "SC"), (r"tch|ch", "C"), (r"sh|zh", "S"))
_BOTH = (
    (r"kh", "h"), (r"gh", "g"), (r"rh", "r"), (r"th", "t"), (r"ph", "f"), (r"ts|tz|dz|ds(?=[aeiou])|z", "s"),
    (r"cz", "C"),
    (r"ck|q|c", "k"), (r"x", "ks"), (r"f+$|w", "v"), (r"h(?![aeiouy])", ""), (r"(.)\1+", r"\1"),
    (r"(?<=[aeiou])[jy](?=[aeou])", ""), (r"[jy]", "i"), (r"ie", "i"), (r"ou", "u"), (r"i+", "i"),
    (r"(?<=[SC])[oe](?=v$)", "o"), (r"[io](?=v$)", "o"),
)  # fmt: skip
_SCHEMES = tuple(
    tuple((re.compile(pattern), replacement) for pattern, replacement in (*scheme, *_BOTH))
    for scheme in (_GERMAN, _ENGLISH)
)
_READ_DIFFERENTLY = re.compile("ch|sh|zh")
_CONSONANT = re.compile(r"[^aeiou]")


@lru_cache(maxsize=100_000)
def plain(word: str) -> str:
    """Folded, without accents or a possessive: "Erdoğan's" is "erdogan"."""
    bare = re.sub(r"'s?$", "", fold(word))
    return "".join(letter for letter in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(letter))


def is_inflection(one: str, other: str) -> bool:
    """Whether two plain words differ by their endings alone: "ukraine" and "ukrainische", "berlin" and "berliner"."""
    shared = common_prefix(one, other)
    if one == other or (min(len(one), len(other)) > 1 and {one[shared:], other[shared:]} == {"", "s"}):
        return True
    return any(_same_root(one, other, length) for length in range(max(shared - 1, _SHORT), shared + 1))


def _same_root(one: str, other: str, length: int) -> bool:
    """Whether endings alone follow the first so many letters of both."""
    endings = _INFLECTED_SHORT if length == _SHORT else _INFLECTED
    return bool(endings.fullmatch(one[length:]) and endings.fullmatch(other[length:]))


def is_compound(name: str, word: str) -> bool:
    """Whether a plain word is made with the name: "kremlsprecher", "aussenminister"; short names only in front."""
    if len(name) < _SHORT or name not in word:
        return False
    rest = len(word) - len(name)
    in_front = word.startswith(name) and rest >= _COMPOUND_REST.get(len(name), _LEAST_REST)
    return in_front or (len(name) >= _LEAST_INSIDE and rest >= _LEAST_REST)


def sounds_like(one: str, other: str) -> bool:
    """Whether two plain words may be one name in two transliterations, with or without a genitive s."""
    return abs(len(one) - len(other)) <= _MOST_LONGER and bool(_readings(one) & _readings(other))


@lru_cache(maxsize=100_000)
def _readings(word: str) -> frozenset[str]:
    """The sounds of a word read as German and as English; none where there is too little of it."""
    forms = {word, word.removesuffix("s")} if len(word) > _SHORT else {word}
    schemes = _SCHEMES if _READ_DIFFERENTLY.search(word) else _SCHEMES[:1]
    sounds = {_sound(form, scheme) for form in forms for scheme in schemes}
    return frozenset(sound for sound in sounds if len(_CONSONANT.findall(sound)) > 1 or len(sound) > _SHORT)


def _sound(word: str, scheme: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, replacement in scheme:
        word = pattern.sub(replacement, word)
    return word


def common_prefix(one: str, other: str) -> int:
    """Length of the common beginning."""
    return next((n for n, (x, y) in enumerate(zip(one, other, strict=False)) if x != y), min(len(one), len(other)))
