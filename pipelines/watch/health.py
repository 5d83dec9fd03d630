"""Health at a glance: how each tag of a file goes, what is wrong, how much room all takes. Nothing writes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from pipelines.archive import WarcArchive
from pipelines.characters import plain
from pipelines.read import tag_figures
from pipelines.store import Corpus, Trouble, troubles


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


_ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n"})


def lines(status: Status) -> Iterator[str]:
    """Yield the lines of the file; a time that is not known has none."""
    tags = status.tags
    good = [(tag, _seconds(tag.good_at)) for tag in tags if tag.good_at]
    due = [(tag, _seconds(tag.next_due)) for tag in tags if tag.next_due]
    yield from _family("tag_last_good_run_seconds", "When the last run began that read the tag well.", good)
    yield from _family("tag_next_due_seconds", "When the followed tag is due next.", due)
    yield from _family(
        "tag_new_articles", "Articles of the last seven days.", [(tag, tag.new_this_week) for tag in tags]
    )
    yield from _family(
        "tag_failing_pages", "Pages that cannot be had or read.", [(tag, tag.failing) for tag in tags]
    )
    open_ = [trouble for trouble in status.troubles if trouble.is_grave]
    accepted = [trouble for trouble in status.troubles if trouble.accepted_at]
    yield from _single("alarms_open", "Open alarms and lists not read well, unless accepted.", len(open_))
    yield from _single("accepted", "What is wrong and accepted as a known limit.", len(accepted))
    yield from _single("file_bytes", "Size of the database.", status.file_bytes)
    yield from _single("archive_bytes", "Size of the archive of pages.", status.archive_bytes)
    yield from _single("status_seconds", "When this was written.", _seconds(status.at))


def _family(name: str, meaning: str, figures: Sequence[tuple[TagStatus, int]]) -> Iterator[str]:
    yield from _head(name, meaning)
    for tag, figure in figures:
        yield f'readmore_{name}{{tag="{plain(tag.url).translate(_ESCAPES)}"}} {figure}'


def _single(name: str, meaning: str, figure: int) -> Iterator[str]:
    yield from _head(name, meaning)
    yield f"readmore_{name} {figure}"


def _head(name: str, meaning: str) -> Iterator[str]:
    yield f"# HELP readmore_{name} {meaning}"
    yield f"# TYPE readmore_{name} gauge"


def _seconds(moment: str | None) -> int:
    return int(datetime.fromisoformat(moment).timestamp()) if moment else 0
