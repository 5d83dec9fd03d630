"""The errors a caller can decide on, one class per decision, and the codes with which commands end.

Each message says what was being done, the offending value, and what would have been right; `url` is the
page it happened on, where there is one. The codes stand in this one place, and which goes before which.
"""

from __future__ import annotations

WELL = 0
COULD_NOT_RUN = 1
WRONG_USAGE = 2
SOME_FAILED = 3
"""The command came to its end, and some pages or articles could not be had, read or told of."""
IN_TROUBLE = 4
"""A tag could not be read, is incomplete or doubtful, or an alarm is open."""
BUSY = 75
"""Another run is at work on the file: EX_TEMPFAIL, as mailers say "try again later"."""

_WORST_FIRST = (COULD_NOT_RUN, IN_TROUBLE, SOME_FAILED)
_SIGNALLED = 128
"""To which shells add the number of a signal."""
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


def code_of_error(error: Exception) -> int:
    """Return the code of a command that an error ended."""
    if isinstance(error, UsageError):
        return WRONG_USAGE
    return BUSY if isinstance(error, BusyError) else COULD_NOT_RUN


def code_of_signal(signum: int) -> int:
    """Return the code of a command that a signal ended, as shells give it."""
    return _SIGNALLED + signum


def worst_code(*codes: int) -> int:
    """Return the code of a command whose parts ended with these; what ended it early goes before all."""
    early = [code for code in codes if code not in (WELL, *_WORST_FIRST)]
    return next((code for code in (*early, *_WORST_FIRST) if code in codes), WELL)
