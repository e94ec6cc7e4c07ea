"""Every failure Belegt reports to a user, in one tree.

BelegtError
├── ArchiveError             the archive folder as a whole
│   ├── ArchiveMissingError      no archive at that path
│   ├── ArchiveMismatchError     built with another embedding model or splitter
│   └── ArchiveLockedError       another process is writing
├── ArticleError             one file or one article
│   ├── UnreadableError          no rights, broken, binary, empty, too large
│   └── UnknownArticleError      no article with that id
├── QuestionError            an empty or over-long question, a bad date, a bad batch line
├── SettingsError            a setting that is unknown or out of range
├── ModelError               anything about weights and language models
│   ├── WeightsMissingError      not in the cache and not to be had
│   ├── WeightsCorruptError      the SHA-256 is not the expected one
│   └── ModelUnavailableError    no model answers, or it stopped in mid-answer
└── EvalError                an eval set that cannot be read

Each message is one line and says what was expected, what was found, and which
command mends it. `ui/cli.py` alone turns these into exit code 1.
"""


class BelegtError(Exception):
    """Base of all errors a user can mend. Callers write `except BelegtError`."""


class ArchiveError(BelegtError):
    """The archive folder cannot be used."""


class ArchiveMissingError(ArchiveError):
    """There is no archive at the path given."""


class ArchiveMismatchError(ArchiveError):
    """The archive was built with other models or rules than those configured."""


class ArchiveLockedError(ArchiveError):
    """Another process is writing to the archive."""


class ArticleError(BelegtError):
    """One file or article is at fault; the others are not touched by it."""


class UnreadableError(ArticleError):
    """A file cannot be turned into an article."""


class UnknownArticleError(ArticleError):
    """The archive holds no article with that id."""


class QuestionError(BelegtError):
    """A question, date or batch line that cannot be answered as it stands."""


class SettingsError(BelegtError):
    """A setting is unknown or out of its range."""


class ModelError(BelegtError):
    """Weights or a language model are at fault."""


class WeightsMissingError(ModelError):
    """The weights are not in the cache and could not be fetched."""


class WeightsCorruptError(ModelError):
    """A weights file does not have the expected SHA-256."""


class ModelUnavailableError(ModelError):
    """No language model answers, or it stopped in mid-answer."""


class EvalError(BelegtError):
    """An eval set cannot be read."""
