"""What is wrong with the tags of a file now: open alarms, lists not read well, pages that cannot be had.

Each has a number, by which a person accepts it as a known limit: it stays listed, and is neither told nor
counted until its reason changes. What has ended is deleted; `alarms` and `failures` remember it. With them
stands how each tag goes, and how much room all takes: health at a glance.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from sqlite3 import Connection
from typing import Any, Literal

from pipelines.archive import WarcArchive
from pipelines.characters import plain
from pipelines.errors import UsageError
from pipelines.identity import site_of, url_key
from pipelines.read import tag_figures
from pipelines.store import Corpus, all_tags
from pipelines.watch.alarms import open_alarms

TroubleKind = Literal["alarm", "list", "page"]
Found = Mapping[tuple[str, str], str]
"""What was found wrong, a sentence each, by what it is about and its key."""

REMIND_AFTER = timedelta(hours=23)
"""A trouble that lasts is told again after this time: once a day, also when a timer is a little early."""
_COLUMNS = "id, kind, about, key, reason, since, told_at, accepted_at"
_ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n"})


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is wrong. `about`: address of the tag or the page, or host of the site.

    `key`: that of the alarm; unread, incomplete or doubtful; the stage at which the page failed.
    """

    id: int
    kind: TroubleKind
    about: str
    key: str
    reason: str
    since: str
    told_at: str | None
    accepted_at: str | None

    @property
    def is_grave(self) -> bool:
        """True when somebody must look: one page that cannot be had is a row, not an alarm."""
        return self.kind != "page" and self.accepted_at is None

    @property
    def sentence(self) -> str:
        """What is wrong, with what it is about."""
        if self.kind == "alarm":
            return self.reason
        states = {"unread": "could not be read", "incomplete": "is incomplete", "doubtful": "is doubtful"}
        return ": ".join((f"{self.about} {states.get(self.key, 'could not be read')}", self.reason))


def troubles(sql: Connection) -> list[Trouble]:
    """Return all that is wrong, the gravest kind first."""
    order = "CASE kind WHEN 'alarm' THEN 0 WHEN 'list' THEN 1 ELSE 2 END, id"
    return [Trouble(*row) for row in sql.execute(f"SELECT {_COLUMNS} FROM troubles ORDER BY {order}")]


def settle(
    sql: Connection, lists: Found, over: Iterable[tuple[str, str]], at: str, crawl_id: int
) -> list[Trouble]:
    """Note what a run that ends found wrong, and which of its tags were read well; return all that is wrong.

    `lists`: why lists were not read well; `over`: the (tag, state) that it showed to have ended.
    """
    names = {url_key(tag.url): tag.url for tag in all_tags(sql)}
    own = {(names[url_key(url)], state): reason for (url, state), reason in lists.items()}
    _settle_lists(sql, own, [(names[url_key(url)], state) for url, state in over], at)
    settle_alarms(sql)
    _settle_pages(sql, crawl_id)
    found = troubles(sql)
    _note_good(sql, crawl_id, {trouble.about for trouble in found if trouble.is_grave})
    return found


def _note_good(sql: Connection, crawl_id: int, troubled: set[str]) -> None:
    """Note which tags of a run were read well: all but those that, or whose sites, are in trouble."""
    began, urls = sql.execute("SELECT started_at, tags FROM crawls WHERE id = ?", (crawl_id,)).fetchone()
    keys = set(map(url_key, json.loads(urls)))
    own = [tag for tag in all_tags(sql) if url_key(tag.url) in keys]
    good = [(began, tag.id) for tag in own if not {tag.url, site_of(tag.url)} & troubled]
    sql.executemany("UPDATE tags SET good_at = ? WHERE id = ?", good)


def _settle_lists(sql: Connection, found: Found, over: Iterable[tuple[str, str]], at: str) -> None:
    """Note how lists were read: `over` are the (tag, state) that a run showed to have ended."""
    _drop(sql, "list", over)
    _drop(sql, "list", _others(sql, found))
    for (about, key), reason in found.items():
        _note(sql, "list", about, key, reason, at)


def settle_alarms(sql: Connection) -> None:
    """Let the alarms that are open now be troubles, and no others."""
    still = {(alarm.about, alarm.key): alarm for alarm in open_alarms(sql)}
    _drop(sql, "alarm", _known(sql, "alarm") - still.keys())
    for (about, key), alarm in still.items():
        _note(sql, "alarm", about, key, alarm.text, alarm.raised_at)


def _settle_pages(sql: Connection, crawl_id: int) -> None:
    """Let the pages that failed when they were last asked for be troubles, and no others."""
    failing = {(url, stage): (error, at) for url, stage, error, at in _failing(sql, crawl_id)}
    _drop(sql, "page", _known(sql, "page") - failing.keys())
    for (about, key), (error, at) in failing.items():
        _note(sql, "page", about, key, error, at)


def _failing(sql: Connection, crawl_id: int) -> Iterator[tuple[str, str, str, str]]:
    """Yield (link, stage, error, time) of each card whose page failed and has not been had since."""
    rows = sql.execute(
        "SELECT url, stage, error, failed_at, crawl_id FROM failures"
        " WHERE id IN (SELECT max(id) FROM failures GROUP BY url) ORDER BY id"
    )
    for url, stage, error, at, failed_in in rows.fetchall():
        key = url_key(url)
        if _is_listed(sql, key) and (failed_in == crawl_id or not _was_had(sql, key, at)):
            yield url, stage, error, at


def _is_listed(sql: Connection, key: str) -> bool:
    """True for a card of today's lists, unless its article is known and its page counts as missing."""
    row = sql.execute(
        "SELECT 1 FROM sightings AS s LEFT JOIN articles AS a ON a.id = s.article_id"
        " WHERE s.link_key = ? AND s.unlisted_since IS NULL AND a.missing_since IS NULL",
        (key,),
    )
    return row.fetchone() is not None


def _was_had(sql: Connection, key: str, since: str) -> bool:
    """True when a page came and was understood at a time or later."""
    row = sql.execute(
        "SELECT 1 FROM fetches WHERE url_key = ? AND checked_at >= ? AND sha256 IS NOT NULL", (key, since)
    )
    return row.fetchone() is not None


def accepted_failures(sql: Connection, crawl_id: int) -> int:
    """Return how many of a run's failures are pages whose failing is accepted."""
    (count,) = sql.execute(
        "SELECT count(*) FROM failures AS f JOIN troubles AS t"
        " ON t.kind = 'page' AND t.about = f.url AND t.key = f.stage"
        " WHERE f.crawl_id = ? AND t.accepted_at IS NOT NULL",
        (crawl_id,),
    ).fetchone()
    return int(count)


def accept(sql: Connection, number: int, at: str) -> Trouble:
    """Take a trouble for a known limit; UsageError when none has this number."""
    found = [trouble for trouble in troubles(sql) if trouble.id == number]
    if not found:
        raise UsageError(f"nothing that is wrong has the number {number}; `readmore status` lists what is")
    sql.execute("UPDATE troubles SET accepted_at = coalesce(accepted_at, ?) WHERE id = ?", (at, number))
    return found[0]


def to_tell(found: Iterable[Trouble], now: str) -> list[Trouble]:
    """Return what somebody must hear now: what is grave and new, or was last told a day ago."""
    earliest = (datetime.fromisoformat(now) - REMIND_AFTER).isoformat(timespec="seconds")
    return [each for each in found if each.is_grave and (each.told_at is None or each.told_at <= earliest)]


def note_told(sql: Connection, told: Iterable[Trouble], at: str) -> None:
    """Note that troubles have been told."""
    sql.executemany("UPDATE troubles SET told_at = ? WHERE id = ?", [(at, trouble.id) for trouble in told])


def drop_pages(sql: Connection, keys: Collection[str]) -> None:
    """Leave nothing of pages with these keys."""
    _drop(sql, "page", [(about, key) for about, key in _known(sql, "page") if url_key(about) in keys])


def _known(sql: Connection, kind: TroubleKind) -> set[tuple[str, str]]:
    return set(sql.execute("SELECT about, key FROM troubles WHERE kind = ?", (kind,)).fetchall())


def _others(sql: Connection, found: Found) -> list[tuple[str, str]]:
    """What else is noted of the same lists: each has one state."""
    abouts = {about for about, _ in found}
    return [known for known in _known(sql, "list") if known[0] in abouts and known not in found]


def _drop(sql: Connection, kind: TroubleKind, which: Iterable[tuple[str, str]]) -> None:
    sql.executemany(
        "DELETE FROM troubles WHERE kind = ? AND about = ? AND key = ?", [(kind, *each) for each in which]
    )


def _note(sql: Connection, kind: TroubleKind, about: str, key: str, reason: str, at: str) -> None:
    """Store a trouble; one that is known with this very reason stays as it is, accepted or not."""
    sql.execute(
        "INSERT INTO troubles (kind, about, key, reason, since) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (kind, about, key) DO UPDATE SET reason = excluded.reason, since = excluded.since,"
        " told_at = NULL, accepted_at = NULL WHERE reason != excluded.reason",
        (kind, about, key, reason, at),
    )


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
            *(tag.url, tag.name, good_at, tag.new_this_week, _failing_of_tag(sql, tag_id)),
            *(tag.followed, tag.next_due),
        )
        for tag, (tag_id, good_at) in zip(tag_figures(sql, at), rows, strict=True)
    )
    database = corpus.path
    sizes = (_size(database) + _size(database.with_name(f"{database.name}-wal")), _archive_size(database))
    return Status(at, tags, tuple(troubles(sql)), *sizes)


def _failing_of_tag(sql: Connection, tag_id: int) -> int:
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


def prometheus_lines(status: Status) -> Iterator[str]:
    """Yield the health of a file as Prometheus reads it; a time that is not known has none."""
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
