"""Health at a glance: how each tag of a file goes, what is wrong, how much room all takes. Nothing writes."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from pipelines.archive import WarcArchive
from pipelines.corpus import Corpus
from pipelines.query import tag_figures
from pipelines.troubles import Trouble, troubles


@dataclass(frozen=True, slots=True)
class TagStatus:
    """How a tag goes."""

    url: str
    name: str | None
    good_at: str | None
    """When the last run began that read it well; None when none is known."""
    new_this_week: int
    failing: int
    """Its articles' pages that could not be had or read when they were last asked for."""
    followed: bool
    next_due: str | None
    """None when it is not followed, or was never crawled and is due now."""


@dataclass(frozen=True, slots=True)
class Status:
    """The health of a file."""

    at: str
    tags: tuple[TagStatus, ...]
    troubles: tuple[Trouble, ...]
    file_bytes: int
    archive_bytes: int

    @property
    def is_well(self) -> bool:
        """True when nobody need look: no alarm is open and no list in trouble that is not accepted."""
        return not any(trouble.is_grave for trouble in self.troubles)

    def as_json(self) -> dict[str, Any]:
        """Return all of it as plain values."""
        told = {"at": self.at, "well": self.is_well, "tags": [asdict(tag) for tag in self.tags]}
        wrong = [_renamed(asdict(trouble)) for trouble in self.troubles]
        return told | {"troubles": wrong, "file_bytes": self.file_bytes, "archive_bytes": self.archive_bytes}


def _renamed(trouble: dict[str, Any]) -> dict[str, Any]:
    return {"number": trouble.pop("id"), **trouble}


def status(corpus: Corpus, at: str) -> Status:
    """Return how a file and its tags are."""
    sql = corpus.sql
    rows = sql.execute("SELECT id, good_at FROM tags ORDER BY id").fetchall()
    tags = tuple(
        TagStatus(
            *(tag.url, tag.name, good_at, tag.new_this_week, _failing(sql, tag_id)),
            *(tag.followed, tag.next_due),
        )
        for tag, (tag_id, good_at) in zip(tag_figures(sql, at), rows, strict=True)
    )
    database = corpus.path
    sizes = (_size(database) + _size(database.with_name(f"{database.name}-wal")), _archive_size(database))
    return Status(at, tags, tuple(troubles(sql)), *sizes)


def _failing(sql: Connection, tag_id: int) -> int:
    (count,) = sql.execute(
        "SELECT count(*) FROM sightings AS s JOIN troubles AS t ON t.kind = 'page' AND t.about = s.link"
        " WHERE s.tag_id = ?",
        (tag_id,),
    ).fetchone()
    return int(count)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _archive_size(database: Path) -> int:
    with WarcArchive.beside(database) as archive:
        return sum(map(_size, archive.files()))
