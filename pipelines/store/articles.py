"""Articles as rows: found by their addresses, written as decided, with authors, tags, revisions, layouts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from sqlite3 import Connection
from typing import Any

from pipelines.compare import storable
from pipelines.identity import canonical_url, url_key
from pipelines.items import HELD
from pipelines.store.dedupe import State

_JSON = {"evidence"}
_COLUMNS = [field.name for field in fields(State) if field.name != "authors"]


@dataclass(frozen=True, slots=True)
class Stored:
    """An article in the file: its state, and where it stands in time."""

    id: int
    state: State
    seen_at: str
    """When this state was first read."""
    is_missing: bool
    """True when its page was not there when last asked for."""
    duplicate_of: int | None


def owner_of(sql: Connection, url: str | None) -> int | None:
    """Return the id of the article an address leads to, None when the address is not known."""
    if not url:
        return None
    row = sql.execute("SELECT article_id FROM addresses WHERE url_key = ?", (url_key(url),)).fetchone()
    return row[0] if row else None


def load_owners(sql: Connection, urls: Iterable[str]) -> list[Stored | None]:
    """Return the article each address leads to, the same object where it is the same one."""
    ids = [owner_of(sql, url) for url in urls]
    stored = {article_id: load(sql, article_id) for article_id in dict.fromkeys(ids)}
    return [stored[article_id] for article_id in ids]


def load(sql: Connection, article_id: int | None) -> Stored | None:
    """Return a stored article, None for None."""
    if article_id is None:
        return None
    row = sql.execute(
        f"SELECT {', '.join(_COLUMNS)}, first_seen, missing_since, duplicate_of FROM articles WHERE id = ?",
        (article_id,),
    ).fetchone()
    values = dict(zip(_COLUMNS, row, strict=False))
    values["evidence"] = json.loads(values["evidence"])
    first_seen, missing_since, duplicate_of = row[len(_COLUMNS) :]
    state = State(authors=tuple(authors_of(sql, article_id)), **values)
    since = _latest_change(sql, article_id) or first_seen
    return Stored(article_id, state, since, missing_since is not None, duplicate_of)


def authors_of(sql: Connection, article_id: int) -> list[str]:
    """Return an article's authors in page order."""
    rows = sql.execute(
        "SELECT name FROM article_authors JOIN authors ON authors.id = author_id"
        " WHERE article_id = ? ORDER BY position",
        (article_id,),
    )
    return [name for (name,) in rows]


def same_text(sql: Connection, text_hash: str | None, apart_from: int | None = None) -> int | None:
    """Return the id of the first article with the same title and text, None when there is none."""
    if text_hash is None:
        return None
    row = sql.execute(
        "SELECT id FROM articles WHERE text_hash = ? AND duplicate_of IS NULL AND id IS NOT ?"
        " ORDER BY id LIMIT 1",
        (text_hash, apart_from),
    ).fetchone()
    return row[0] if row else None


def new_since(sql: Connection, at: str) -> int:
    """Return how many articles were first read at a moment (UTC) or later, duplicates among them."""
    count: int = sql.execute("SELECT count(*) FROM articles WHERE first_seen >= ?", (at,)).fetchone()[0]
    return count


def ids_by_site(sql: Connection) -> dict[str, list[int]]:
    """Return the ids of all articles, the newest first, by site."""
    found: dict[str, list[int]] = {}
    for site, article_id in sql.execute("SELECT site, id FROM articles ORDER BY site, id DESC"):
        found.setdefault(site, []).append(article_id)
    return found


def insert(sql: Connection, state: State, seen_at: str, duplicate_of: int | None) -> int:
    """Store an article for the first time; return its id."""
    values = {name: _value(name, getattr(state, name)) for name in _COLUMNS}
    values |= {"author": _joined(state.authors), "first_seen": seen_at, "last_seen": seen_at}
    values["duplicate_of"] = duplicate_of
    marks = ", ".join("?" * len(values))
    cursor = sql.execute(
        f"INSERT INTO articles ({', '.join(values)}) VALUES ({marks})", tuple(values.values())
    )
    article_id = cursor.lastrowid
    assert article_id is not None
    _write_authors(sql, article_id, state.authors)
    return article_id


def update(sql: Connection, old: Stored, state: State, seen_at: str | None) -> None:
    """Write what changed and nothing else: a column that is not named does not touch the search index.

    `seen_at`: when the page was seen to be there, None for a page that was only read again.
    """
    changed = state.changed(old.state)
    authors = changed.pop("authors", None)
    values = {name: _value(name, value) for name, value in changed.items()}
    if authors is not None:
        values["author"] = _joined(authors)
        _write_authors(sql, old.id, authors)
    if seen_at is not None:
        values["last_seen"] = seen_at
        values |= {"missing_since": None, "gone_since": None} if old.is_missing else {}
    if values:
        sets = ", ".join(f"{name} = ?" for name in values)
        sql.execute(f"UPDATE articles SET {sets} WHERE id = ?", (*values.values(), old.id))


def add_revision(sql: Connection, old: Stored, replaced_at: str, kind: str) -> None:
    """Keep the state that is about to be replaced."""
    state = old.state
    sql.execute(
        "INSERT INTO revisions (article_id, seen_at, replaced_at, kind, title, author, published, body,"
        " content_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(old.id, old.seen_at, replaced_at, kind),
            *(state.title, _joined(state.authors), state.published, state.body, state.content_hash),
        ),
    )


def regroup(sql: Connection, article_id: int, text_hash: str | None) -> None:
    """Make duplicate_of true again after a text changed, for the article and for its duplicates."""
    sql.execute(
        "UPDATE articles SET duplicate_of = NULL"
        " WHERE id = ?1 OR (duplicate_of = ?1 AND text_hash IS NOT ?2)",
        (article_id, text_hash),
    )
    first = same_text(sql, text_hash, article_id)
    if first is not None:
        make_duplicate(sql, max(first, article_id), min(first, article_id))


def make_duplicate(sql: Connection, article_id: int, of: int) -> None:
    """Make an article, and what was its duplicate, a duplicate of another one or of that one's original."""
    (original,) = sql.execute("SELECT duplicate_of FROM articles WHERE id = ?", (of,)).fetchone()
    first = of if original in (None, article_id) else original
    sql.execute(
        "UPDATE articles SET duplicate_of = ?1 WHERE duplicate_of = ?2 OR id = ?2", (first, article_id)
    )
    sql.execute("UPDATE articles SET duplicate_of = NULL WHERE id = ?", (first,))


def heir_of(sql: Connection, article_id: int) -> int | None:
    """Return the id of a duplicate whose page is there, None when there is none."""
    row = sql.execute(
        "SELECT id FROM articles WHERE duplicate_of = ? AND missing_since IS NULL ORDER BY id LIMIT 1",
        (article_id,),
    ).fetchone()
    return row[0] if row else None


def absorb(sql: Connection, article_id: int, heir_id: int) -> None:
    """Make one record of two that have the same text: the older one, at the address of the other."""
    url, last_seen = sql.execute("SELECT url, last_seen FROM articles WHERE id = ?", (heir_id,)).fetchone()
    authors = author_ids(sql, heir_id)
    for table in ("addresses", "sightings", "revisions"):
        sql.execute(f"UPDATE {table} SET article_id = ? WHERE article_id = ?", (article_id, heir_id))
    sql.execute(
        "INSERT OR IGNORE INTO article_tags SELECT ?, tag_id FROM article_tags WHERE article_id = ?",
        (article_id, heir_id),
    )
    sql.execute("DELETE FROM articles WHERE id = ?", (heir_id,))
    drop_idle_authors(sql, authors)
    sql.execute(
        "UPDATE articles SET url = ?, last_seen = ?, missing_since = NULL, gone_since = NULL WHERE id = ?",
        (url, last_seen, article_id),
    )


def lead_to(sql: Connection, article_id: int, urls: Iterable[str | None], seen_at: str) -> None:
    """Make every address that leads to no other article lead to this one, cards and tags with them."""
    for key, url in {url_key(url): url for url in urls if url}.items():
        sql.execute(
            "INSERT OR IGNORE INTO addresses VALUES (?, ?, ?, ?)",
            (key, canonical_url(url), article_id, seen_at),
        )
        sql.execute(
            "UPDATE sightings SET article_id = a.article_id FROM addresses AS a WHERE a.url_key = link_key"
            " AND link_key = ? AND sightings.article_id IS NOT a.article_id",
            (key,),
        )
        sql.execute(
            "INSERT OR IGNORE INTO article_tags SELECT article_id, tag_id FROM sightings"
            " WHERE link_key = ? AND article_id IS NOT NULL",
            (key,),
        )


def _latest_change(sql: Connection, article_id: int) -> str | None:
    row = sql.execute("SELECT max(replaced_at) FROM revisions WHERE article_id = ?", (article_id,)).fetchone()
    latest: str | None = row[0]
    return latest


def _write_authors(sql: Connection, article_id: int, names: tuple[str, ...]) -> None:
    """Make these the article's authors; a name that signs nothing any more is dropped."""
    before = author_ids(sql, article_id)
    sql.execute("DELETE FROM article_authors WHERE article_id = ?", (article_id,))
    for position, name in enumerate(names, 1):
        sql.execute("INSERT OR IGNORE INTO authors (name) VALUES (?)", (name,))
        sql.execute(
            "INSERT OR IGNORE INTO article_authors SELECT ?, id, ? FROM authors WHERE name = ?",
            (article_id, position, name),
        )
    drop_idle_authors(sql, before)


def author_ids(sql: Connection, article_id: int) -> list[int]:
    """Return the ids of an article's authors."""
    rows = sql.execute("SELECT author_id FROM article_authors WHERE article_id = ?", (article_id,))
    return [author_id for (author_id,) in rows]


def drop_idle_authors(sql: Connection, ids: Iterable[int]) -> None:
    """Drop those of the authors that sign no article."""
    sql.executemany(
        "DELETE FROM authors WHERE id = ? AND NOT EXISTS"
        " (SELECT 1 FROM article_authors WHERE author_id = authors.id)",
        [(author_id,) for author_id in ids],
    )


def _joined(authors: Iterable[str]) -> str | None:
    return "; ".join(authors) or None


def _value(name: str, value: Any) -> Any:
    return storable(json.dumps(value, ensure_ascii=False)) if name in _JSON else value


@dataclass(frozen=True, slots=True)
class StoredLayout:
    """A layout as it was settled; `layout` and `evidence` are JSON text."""

    site: str
    id: str
    settled_at: str
    layout: str
    evidence: str
    misfits: int = 0
    """Pages in a row, up to the last run, that no layout of the site fitted."""


def save_layout(sql: Connection, row: StoredLayout) -> None:
    """Put a layout in use on its site, beside those that are: a site may have several templates."""
    sql.execute(
        "INSERT INTO layouts (site, id, settled_at, layout, evidence) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (site, id) DO UPDATE"
        " SET retired_at = NULL, misfits = 0, layout = excluded.layout, evidence = excluded.evidence",
        (row.site, row.id, row.settled_at, row.layout, row.evidence),
    )


def retire_layout(sql: Connection, site: str, layout_id: str, at: str) -> None:
    """Note that a layout no longer fits its site."""
    sql.execute("UPDATE layouts SET retired_at = ? WHERE site = ? AND id = ?", (at, site, layout_id))


def note_misfits(sql: Connection, site: str, misfits: int) -> None:
    """Note how many of a site's pages in a row no layout fitted."""
    sql.execute("UPDATE layouts SET misfits = ? WHERE site = ? AND retired_at IS NULL", (misfits, site))


def layouts_in_use(sql: Connection, site: str) -> list[StoredLayout]:
    """Return the site's layouts, the newest first."""
    rows = sql.execute(
        "SELECT site, id, settled_at, layout, evidence, misfits FROM layouts"
        " WHERE site = ? AND retired_at IS NULL"
        " ORDER BY settled_at DESC, rowid DESC",
        (site,),
    )
    return [StoredLayout(*row) for row in rows]


def without_layout(sql: Connection, site: str) -> list[int]:
    """Return the ids of a site's articles that were read without a layout, the newest first."""
    rows = sql.execute(
        "SELECT id FROM articles"
        " WHERE site = ? AND layout IS NULL AND missing_since IS NULL"
        " ORDER BY last_seen DESC, id DESC",
        (site,),
    )
    return [article_id for (article_id,) in rows]


def sites_without_layout(sql: Connection, at_least: int) -> list[str]:
    """Return the sites with so many articles, or more, that were read without a layout."""
    rows = sql.execute(
        "SELECT site FROM articles WHERE layout IS NULL AND missing_since IS NULL"
        " GROUP BY site HAVING count(*) >= ? ORDER BY site",
        (at_least,),
    )
    return [site for (site,) in rows]


def hold(sql: Connection, article_id: int) -> None:
    """Let an article wait for its site's new layout with the text it has."""
    sql.execute("UPDATE articles SET layout = NULL, problems = ? WHERE id = ?", (HELD, article_id))


def held(sql: Connection, site: str) -> set[int]:
    """Return the ids of a site's articles that wait with the text they had."""
    rows = sql.execute("SELECT id FROM articles WHERE site = ? AND problems = ?", (site, HELD))
    return {article_id for (article_id,) in rows}
