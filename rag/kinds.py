"""Whether a sentence may answer: of the kind asked for, of that time and those people, and more than was asked."""

import re

from index.article import Article
from index.timewords import NTH
from index.timex import ANY_DAY, find, without
from index.words import content_words, fold, stem, stems
from rag.dating import may_date, times_asked_for
from rag.dimensions import has_dimension
from rag.dodges import ASKS_WHERE, dodges, tells_a_place
from rag.lengths import lengths, points
from rag.limited import may_tell_of_before
from rag.measured import asks_speed, without_speeds
from rag.names import all_names, has_noun, mentions
from rag.nth import is_of_another
from rag.numerals import numbers
from rag.prices import asks_price, is_free, may_be_price
from rag.reasons import tells_why
from rag.relevance import tells_how_long
from rag.sides import may_tell_opponent
from rag.speakers import may_be_theirs
from rag.types import Evidence
from rag.understand import Understanding
from rag.verify import is_denied

YES_NO = re.compile(r"(?:ja|nein|yes|no)\b", re.IGNORECASE)
_ONE = re.compile(r"\b(?:eine?[nmrs]?|one|1)\s+(?:einzige[nmrs]?\s+|single\s+)?(\w+)", re.IGNORECASE)
_ORDINAL = re.compile(rf"\b\d+(?:st|nd|rd|th)\b|\b\d{{1,3}}\.(?=\s+\w)|{NTH}", re.IGNORECASE)
_VOWELS = re.compile(r"[aeiouyäöü]+")
_LEAST_SHARED = 2
"""Consonants that a word must share with one of the question to be a form of it: "spoke" of "speak"."""


def may_answer(evidence: Evidence, asked: Understanding, article: Article) -> bool:
    """Whether a sentence may date what is asked about, tell a reason where one is asked for, and the words of whom they
    are asked of, and against whom something was; and is not of the second of what the question asks about the first."""
    if article.lang == asked.lang and is_of_another(asked.searched, evidence.text, asked.lang):
        return False
    if not (may_tell_opponent(asked.question, evidence.text) and may_tell_of_before(asked.question, evidence.text)):
        return False
    is_apt = may_date(evidence, asked, article) and _may_tell_why(evidence, asked)
    return is_apt and may_be_theirs(evidence, asked, article)


def _may_tell_why(evidence: Evidence, asked: Understanding) -> bool:
    """Whether a sentence, or its title, tells a reason, where one is asked for: a draft may tie what it reads to the
    question with a "because" of its own."""
    return not asked.asks_why or tells_why(f"{evidence.title} {evidence.text}")


def answers(sentence: str, asked: Understanding) -> bool:
    """Whether a sentence is of the kind asked for and says more than the question did; what asks, or breaks off,
    answers nothing."""
    if sentence.rstrip(' "“”»«').endswith(("?", "...", "…")) or dodges(sentence, asked):
        return False
    if asked.asks_date and not _tells_a_time(sentence, asked):
        return False
    if asked.asks_where_and_when and not (tells_a_place(sentence, asked) and _tells_a_time(sentence, asked)):
        return False
    if asked.asks_how_long and not tells_how_long(sentence, asked):
        return False
    if asked.asks_how_many and not (tells_free(sentence, asked) or _tells_amount(sentence, asked)):
        return False
    asks_where = ASKS_WHERE.search(asked.question)
    if (asked.asks_who or asked.asks_why or asks_where) and not _tells_more_than_times(sentence, asked):
        return False
    if YES_NO.match(sentence):
        return asked.asks_whether and not _takes_itself_back(sentence, asked)
    if asked.asks_whether and is_denied(sentence) and not is_denied(asked.question):
        return True
    return _tells_more(sentence, asked)


def _takes_itself_back(sentence: str, asked: Understanding) -> bool:
    """Whether a "no" goes on with what was asked as if it were so: "No, the pool opens"."""
    no, _, rest = sentence.partition(",")
    return (
        fold(no.strip()) in ("nein", "no") and bool(rest) and not (is_denied(rest) or _tells_more(rest.strip(), asked))
    )


def _tells_a_time(sentence: str, asked: Understanding) -> bool:
    """Whether a sentence has a time such as is asked for, or a number that may be one and no length, that the question
    had not."""
    known = fold(asked.question)
    told = [time for time in find(sentence, ANY_DAY) if fold(time.text) not in known]
    if told or asked.asks_day:
        return any(time in told for time in times_asked_for(sentence, ANY_DAY, asked))
    return bool(numbers(sentence) - numbers(asked.question) - {number for number, _ in lengths(sentence)} - {"1"})


def _has_number(sentence: str, asked: Understanding) -> bool:
    """Whether a sentence has a number that is no day, no speed unless that is asked for, and for a count no length of
    time; "ein" and "one" are one only before a word of the question ("ein Mitglied")."""
    text = _without_days(sentence)
    if not asks_speed(asked.question):
        text = without_speeds(text)
    no_count = {number for number, _ in lengths(text)} if asked.counts else set()
    return bool(numbers(text) - no_count - {"1"}) or any(has_noun(m[1], asked.question) for m in _ONE.finditer(text))


def _tells_amount(sentence: str, asked: Understanding) -> bool:
    """Whether a sentence has a number, in a unit of what is measured, and money where that is asked for, no count."""
    is_price = not (asked.counts or asked.asks_how_long) and asks_price(asked.question)
    is_apt = asked.asks_how_long or has_dimension(asked.question, sentence)
    return _has_number(sentence, asked) and is_apt and (not is_price or may_be_price(sentence))


def tells_free(sentence: str, asked: Understanding) -> bool:
    """Whether a sentence says that what is asked for costs nothing."""
    return not asked.counts and asks_price(asked.question) and is_free(sentence)


def _tells_more(sentence: str, asked: Understanding) -> bool:
    """Whether a sentence has a word that the question had not, in no inflection or spelling; asked who, the first name
    of somebody whom the question names is none."""
    known = {word for run in all_names(sentence, asked.lang) if mentions(run[-1], asked.question) for word in run}
    new = [word for word in added(sentence, asked) if not (asked.asks_who and word in known)]
    shared = {_consonants(word) for word in content_words(asked.question, asked.lang)}
    new = [word for word in new if word[0].isupper() or _consonants(word) not in shared]
    return any(not word[0].isupper() or not mentions(word, asked.question) for word in new)


def _consonants(word: str) -> str:
    """The consonants of a word without its endings, by which forms of a strong verb are alike ("sprach", "sprechen");
    the word where these are few."""
    root = re.sub(r"(?:en|st|t|e|s)$", "", word.lower().removeprefix("ge"))
    bare = _VOWELS.sub("", root)
    return bare if len(bare) >= _LEAST_SHARED else word.lower()


def _tells_more_than_times(sentence: str, asked: Understanding) -> bool:
    """Whether a sentence has a word that the question had not beside its times: "They met on Monday" tells no place."""
    return _tells_more(without(sentence, find(sentence, ANY_DAY), gap=" "), asked)


def added(sentence: str, asked: Understanding) -> list[str]:
    """The content words of a sentence that the question had in no inflection."""
    known = set(stems(asked.question, asked.lang))
    return [word for word in content_words(sentence, asked.lang) if stem(word, asked.lang) not in known]


def _without_days(sentence: str) -> str:
    """A sentence without dates, "117th", "117." and "third": the year that a bell was cast in is not what it weighs."""
    return _ORDINAL.sub(" ", without(sentence, points(sentence, ANY_DAY)))


def has_amount(sentence: str, quote: str) -> bool:
    """Whether some number of a sentence, dates aside, is in a quotation."""
    return bool(numbers(_without_days(sentence)) & numbers(quote))
