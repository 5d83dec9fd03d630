"""Articles of files made before `pipelines.claims`, stored under an address that is a tag's or a list's.

Such a record may hold several articles, each of which came as an edit of the one before. The address is given
up, and the cards beside its own are work to be done again; the edits stay as revisions.
"""

from __future__ import annotations

from sqlite3 import Connection

from pipelines.claims import is_alike
from pipelines.identity import canonical_url, url_key


def release_claims(sql: Connection) -> None:
    """Free every record of an address that is nobody's, and of the cards that came to it by that address."""
    tags = {url_key(url) for (url,) in sql.execute("SELECT url FROM tags")}
    rows = sql.execute(
        "SELECT url_key, article_id, url_key IN (SELECT url_key FROM fetches)"
        " AND url_key NOT IN (SELECT link_key FROM sightings) FROM addresses"
    ).fetchall()
    for key, article_id, is_lists in rows:
        if is_lists or key in tags:
            _release(sql, key, article_id)


def _release(sql: Connection, key: str, article_id: int) -> None:
    """Leave a record the card whose title it has."""
    url, title = sql.execute("SELECT url, title FROM articles WHERE id = ?", (article_id,)).fetchone()
    cards = sql.execute(
        "SELECT link, link_key, title FROM sightings WHERE article_id = ? AND link_key != ? ORDER BY id",
        (article_id, key),
    ).fetchall()
    if not cards:
        return
    own = next((card for card in cards if is_alike(title or "", card[2] or "")), cards[0])
    sql.execute("DELETE FROM addresses WHERE url_key = ?", (key,))
    for _, link_key, name in cards:
        if link_key != own[1] and not is_alike(own[2] or "", name or ""):
            sql.execute("DELETE FROM addresses WHERE url_key = ?", (link_key,))
            sql.execute("UPDATE sightings SET article_id = NULL WHERE link_key = ?", (link_key,))
    if url_key(url) == key:
        sql.execute("UPDATE OR IGNORE articles SET url = ? WHERE id = ?", (canonical_url(own[0]), article_id))
