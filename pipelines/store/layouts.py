"""Layouts of a site: those in use, and its articles that were read without one or wait for a new one."""

from __future__ import annotations

from dataclasses import dataclass
from sqlite3 import Connection

from pipelines.items import HELD


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
