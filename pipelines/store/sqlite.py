"""sqlite-utils, imported without the two large libraries it would take along.

It imports pandas and numpy wherever they are installed, to adapt their types: 50 MB in every crawl, for
values that are never stored here.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def _without(*names: str) -> Iterator[None]:
    """Hide modules that are not loaded yet from the imports within."""
    hidden = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None means "not installed"
    try:
        yield
    finally:
        for name in hidden:
            sys.modules.pop(name, None)


with _without("numpy", "pandas"):
    from sqlite_utils import Database, Migrations

__all__ = ["Database", "Migrations"]
