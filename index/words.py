"""Words as the keyword index and the checks see them: folded, stemmed, without function words.

Question and text go through the same functions, so "Gespraech", "Gespräch" and
"Gespräche" meet, and so do "Straße" and "Strasse".
"""

import re
import threading
from functools import lru_cache

import Stemmer

from index.article import Language
from index.invisible import visible

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?")
JOINED = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
"""A word with all that hyphens and apostrophes join to it: "FIFA-Präsident", "Tesla's"."""
_UMLAUT = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
_DIGRAPH = re.compile(r"(?<![qaeiou])(a|o|u)e")
_THOUSANDS = re.compile(r"(?<=\d)[.,](?=\d{3}(?:[.,]\d{3})*$)")
_THREAD = threading.local()

_FUNCTION_DE = (
    "aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bin bis bist da dabei "
    "dadurch dafür damit danach dann daran darauf darin darüber das dass davon dazu dein dem den denn der deren des "
    "dessen dich die dies diese diesem diesen dieser dieses dir doch dort du durch ein eine einem einen einer eines "
    "er es etwa euch euer für gab gegen gehabt gibt gewesen habe haben hat hatte hatten hätte hätten hier hin ich ihm "
    "ihn ihnen ihr ihre ihrem ihren ihrer ihres im in ins ist ja je jede jedem jeden jeder jedes jener kann kein "
    "keine keinem keinen keiner können könnte machen man mehr mein mich mir mit muss müssen musste nach nein nicht "
    "noch nun nur ob oder ohne sehr sei seien sein seine seinem seinen seiner seines seit selbst sich sie sind so "
    "soll sollen sollte solche sondern über um und uns unser unter viel vom von vor war waren warum was wegen weil "
    "welche welchem welchen welcher welches wem wen wenn wer werde werden wessen wie wieder wir wird wo wofür wohin "
    "woher worüber womit wurde wurden würde würden zu zum zur zwar wann wieso weshalb worum woran wovon"
)
_FUNCTION_EN = (
    "a about above after again all also am an and any are as at be because been before being both but by can could "
    "did do does doing done for from had has have having he her here hers him his how i if in into is it its itself "
    "just me more most my no nor not now of off on once only or other our out over own same she should so some such "
    "than that the their them then there these they this those through to too under until up upon us very was we were "
    "what when where which while who whom whose why will with would you your"
)


def fold(word: str) -> str:
    """Lower case, umlauts and their spellings ae/oe/ue as the plain vowel, ß as ss."""
    lowered = word.lower().replace("’", "'").translate(_UMLAUT)
    return _DIGRAPH.sub(r"\1", lowered)


ENGLISH_FUNCTION_WORDS = frozenset(_FUNCTION_EN.split())
"""As they are written, for patterns."""
FUNCTION_WORDS: dict[Language, frozenset[str]] = {
    "de": frozenset(fold(word) for word in _FUNCTION_DE.split()),
    "en": frozenset(map(fold, ENGLISH_FUNCTION_WORDS)),
}
"""Folded."""


def words(text: str) -> list[str]:
    """The words and numbers of a text in order, as they stand."""
    return _WORD.findall(visible(text))


def word_spans(text: str) -> list[tuple[int, int]]:
    """Where the words and numbers of a text begin and end."""
    return [found.span() for found in _WORD.finditer(text)]


def _stemmer(lang: Language) -> Stemmer.Stemmer:
    cached: dict[str, Stemmer.Stemmer] = _THREAD.__dict__
    if lang not in cached:
        cached[lang] = Stemmer.Stemmer("german" if lang == "de" else "english")
    return cached[lang]


@lru_cache(maxsize=100_000)
def _stem_cached(word: str, lang: Language) -> str:
    folded = fold(word).removesuffix("'s").replace("'", "")
    return str(_stemmer(lang).stemWord(folded)) if not folded[:1].isdigit() else _THOUSANDS.sub("", folded)


def stem(word: str, lang: Language) -> str:
    """Folded stem of one word; numbers stay as they are but for what parts their thousands: "1.000" meets "1000"."""
    return _stem_cached(word, lang)


def content_words(text: str, lang: Language) -> list[str]:
    """The words that carry meaning, as they stand: no function words, no single letters."""
    function = FUNCTION_WORDS[lang]
    return [word for word in words(text) if fold(word) not in function and (len(word) > 1 or word.isdigit())]


def stems(text: str, lang: Language) -> list[str]:
    """Stems of the content words, in order, repeats kept."""
    return [stem(word, lang) for word in content_words(text, lang)]
