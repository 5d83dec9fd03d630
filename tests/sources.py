"""What a site was made from, compared with what a crawl of it stored, field by field."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.conftest import rows

_STORED = """
    SELECT articles.title, articles.published, modified, language, body, articles.id
    FROM articles JOIN sightings ON article_id = articles.id ORDER BY page, position
"""
_AUTHORS = (
    "SELECT name FROM authors JOIN article_authors ON author_id = id WHERE article_id = ? ORDER BY position"
)
_LIST_MARK = re.compile(r"^\s*(?:[-*•]|\d+\.)\s+", re.MULTILINE)


@dataclass(frozen=True)
class Record:
    """The fields of one article that a reader of its page can check; `body` as words."""

    title: str | None
    authors: tuple[str, ...]
    published: str | None
    body: tuple[str, ...]
    modified: str | None = None
    language: str | None = "en"


def words(text: str) -> tuple[str, ...]:
    """The words of a text; marks of list items and bars between cells do not count."""
    return tuple(_LIST_MARK.sub("", text).replace("|", " ").split())


def stored(db: Path) -> list[Record]:
    """The articles of a file that holds one tag, in the order of its listing."""
    found = rows(db, _STORED)
    return [
        Record(title, _authors(db, number), published, words(body), modified, language)
        for title, published, modified, language, body, number in found
    ]


def _authors(db: Path, article_id: int) -> tuple[str, ...]:
    return tuple(name for (name,) in rows(db, _AUTHORS, article_id))


def differences(field: str, expected: Sequence[Record], found: Sequence[Record]) -> str:
    """Where a field is not what its source says, one line an article; empty when it is so everywhere."""
    pairs = zip(map(asdict, expected), map(asdict, found), strict=True)
    return "\n".join(
        _line(old["title"], old[field], new[field]) for old, new in pairs if old[field] != new[field]
    )


def _line(title: str, old: Any, new: Any) -> str:
    """One difference; of two texts only the words where they part."""
    if isinstance(old, tuple) and isinstance(new, tuple):
        start = next(
            (n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new))
        )
        old, new = old[max(0, start - 3) : start + 12], new[max(0, start - 3) : start + 12]
    return json.dumps([title, old, new], ensure_ascii=False)
