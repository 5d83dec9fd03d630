"""Which code a command ends with, and which goes before which."""

from __future__ import annotations

import pytest

from pipelines.errors import (
    BusyError,
    ConfigurationError,
    CorpusError,
    UsageError,
    code_of_error,
    worst_code,
)

# (codes of the parts of a command, its code)
PARTS = [
    ((), 0), ((0, 0), 0), ((0, 3), 3), ((3, 4), 4), ((4, 3, 0), 4), ((1, 4), 1), ((3, 130), 130),
    ((143, 1), 143),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "code"), PARTS)
def test_the_worst_part_gives_the_code(parts: tuple[int, ...], code: int) -> None:
    assert worst_code(*parts) == code


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError("no host"), 2),
        (BusyError("another run"), 75),
        (CorpusError("damaged"), 1),
        (ConfigurationError("no TOML"), 1),
        (ZeroDivisionError(), 1),
    ],
)
def test_an_error_has_the_code_of_what_can_be_done_about_it(error: Exception, code: int) -> None:
    assert code_of_error(error) == code
