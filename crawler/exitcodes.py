"""How a command ends: the codes, each in this one place, and which goes before which."""

from __future__ import annotations

from pipelines.errors import BusyError, UsageError

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


def of_error(error: Exception) -> int:
    """Return the code of a command that an error ended."""
    if isinstance(error, UsageError):
        return WRONG_USAGE
    return BUSY if isinstance(error, BusyError) else COULD_NOT_RUN


def of_signal(signum: int) -> int:
    """Return the code of a command that a signal ended, as shells give it."""
    return 128 + signum


def worst(*codes: int) -> int:
    """Return the code of a command whose parts ended with these; what ended it early goes before all."""
    early = [code for code in codes if code not in (WELL, *_WORST_FIRST)]
    return next((code for code in (*early, *_WORST_FIRST) if code in codes), WELL)
