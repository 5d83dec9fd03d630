"""What is wrong with the tags of a file now: open alarms, lists not read well, pages that cannot be had.

Each has a number, by which a person accepts it as a known limit: it stays listed, and is neither told nor
counted until its reason changes. What has ended is deleted; `alarms` and `failures` remember it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from sqlite3 import Connection
from typing import Literal

from pipelines.errors import UsageError
from pipelines.identity import site_of, url_key
from pipelines.store.alarms import open_alarms
from pipelines.store.crawls import tags

Kind = Literal["alarm", "list", "page"]
Found = Mapping[tuple[str, str], str]
"""What was found wrong, a sentence each, by what it is about and its key."""

REMIND_AFTER = timedelta(hours=23)
"""A trouble that lasts is told again after this time: once a day, also when a timer is a little early."""
_COLUMNS = "id, kind, about, key, reason, since, told_at, accepted_at"


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is wrong. `about`: address of the tag or the page, or host of the site.

    `key`: that of the alarm; unread, incomplete or doubtful; the stage at which the page failed.
    """

    id: int
    kind: Kind
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
    names = {url_key(tag.url): tag.url for tag in tags(sql)}
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
    own = [tag for tag in tags(sql) if url_key(tag.url) in keys]
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


def accept_all(sql: Connection, about: Iterable[str], at: str) -> None:
    """Take what is wrong with some tags and sites for known limits: nothing more is expected of them."""
    sql.executemany(
        "UPDATE troubles SET accepted_at = coalesce(accepted_at, ?) WHERE kind != 'page' AND about = ?",
        [(at, each) for each in about],
    )


def accept_none(sql: Connection, about: Iterable[str]) -> None:
    """Take nothing that is wrong with some tags and sites for a known limit any more."""
    sql.executemany("UPDATE troubles SET accepted_at = NULL WHERE about = ?", [(each,) for each in about])


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


def _known(sql: Connection, kind: Kind) -> set[tuple[str, str]]:
    return set(sql.execute("SELECT about, key FROM troubles WHERE kind = ?", (kind,)).fetchall())


def _others(sql: Connection, found: Found) -> list[tuple[str, str]]:
    """What else is noted of the same lists: each has one state."""
    abouts = {about for about, _ in found}
    return [known for known in _known(sql, "list") if known[0] in abouts and known not in found]


def _drop(sql: Connection, kind: Kind, which: Iterable[tuple[str, str]]) -> None:
    sql.executemany(
        "DELETE FROM troubles WHERE kind = ? AND about = ? AND key = ?", [(kind, *each) for each in which]
    )


def _note(sql: Connection, kind: Kind, about: str, key: str, reason: str, at: str) -> None:
    """Store a trouble; one that is known with this very reason stays as it is, accepted or not."""
    sql.execute(
        "INSERT INTO troubles (kind, about, key, reason, since) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (kind, about, key) DO UPDATE SET reason = excluded.reason, since = excluded.since,"
        " told_at = NULL, accepted_at = NULL WHERE reason != excluded.reason",
        (kind, about, key, reason, at),
    )
