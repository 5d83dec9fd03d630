"""The errors a caller can decide on, one class per decision.

Each message says what was being done, the offending value, and what would have been right; `url` is the
page it happened on, where there is one.
"""

from __future__ import annotations

_MOST_TOLD = 500
"""Letters of an error; some libraries quote all that they were given."""


class ReadmoreError(Exception):
    """Base of all; the command line prints it as one sentence and exits with 1."""

    def __init__(self, message: str, *, url: str | None = None) -> None:
        super().__init__(message)
        self.url = url


class UsageError(ReadmoreError):
    """The user asked for something that cannot be; exit code 2."""


class CorpusError(ReadmoreError):
    """The file cannot be used: not a corpus, damaged, made by a newer version."""


class BusyError(CorpusError):
    """Another run is at work on the file; to wait for its end helps."""


class OutputError(ReadmoreError):
    """A file for the user cannot be written; what was in its place before still is."""


class ConfigurationError(ReadmoreError):
    """The user's configuration cannot be read, or what must be kept in it cannot be written."""


class Refused(ReadmoreError):
    """An address that must not be fetched: another scheme, an internal host, a forbidden path."""


class UnreadablePage(ReadmoreError):
    """A page was fetched and is not what its link promised; a failure, never a record."""


class MissingExtra(ReadmoreError):
    """An optional library is needed; the message names the extra to install."""


class UnfinishedPage(ReadmoreError):
    """A page cannot be read to its end; that says nothing about what it shows."""


def sentence(error: BaseException) -> str:
    """Return an error in one line; one of ours is written for the reader, any other names its kind."""
    text = " ".join(str(error).split())[:_MOST_TOLD]
    if isinstance(error, ReadmoreError):
        return text
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror.lower()}" if error.filename else error.strerror.lower()
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
