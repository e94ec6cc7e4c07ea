"""What an abstaining answer tells of its search, in the question's language."""

from index.article import Language
from rag.dates import between
from rag.types import Nearest, Searched
from rag.wording import QUOTE
from ui.texts import WORDS
from ui.words import Words


def searched_line(searched: Searched, language: Language) -> str:
    """ "Durchsucht: 5 Artikel, erschienen vom 12. Februar bis 21. Mai 2025.", and the names that none of them has."""
    words = WORDS[language]
    if not searched.articles:
        return words.searched_none
    count = words.searched_one if searched.articles == 1 else words.searched.format(n=searched.articles)
    return " ".join(filter(None, (f"{count}{_days(searched, language)}.", _nowhere(searched, words))))


def _days(searched: Searched, language: Language) -> str:
    words = WORDS[language]
    if searched.first is None or searched.last is None:
        return words.all_undated
    told = words.appeared.format(period=between(searched.first, searched.last, language))
    return told + (words.some_undated.format(n=searched.undated) if searched.undated else "")


def _nowhere(searched: Searched, words: Words) -> str:
    names = [QUOTE[words.language].format(name) for name in searched.missing]
    if not names:
        return ""
    joined = words.joined.join(filter(None, (", ".join(names[:-1]), names[-1])))
    return (words.nowhere if len(names) == 1 else words.nowhere_many).format(names=joined)


def nearest_label(nearest: Nearest, language: Language) -> str:
    """What stands before the quotation that is no answer: which time had nothing, and the day that it tells of."""
    words, day = WORDS[language], nearest.evidence.event_date
    if nearest.outside is None or day is None:
        return words.near
    period = between(nearest.outside.first, nearest.outside.last, language)
    return words.other_day.format(period=period, date=words.day(day))
