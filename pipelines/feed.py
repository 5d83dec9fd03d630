"""An Atom feed (RFC 4287) of the newest articles, of a tag or the whole file, with ids that never change."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from sqlite3 import Connection
from typing import Any
from xml.sax.saxutils import escape, quoteattr

ENTRIES = 50
"""As many as feed readers expect; the corpus itself is for all the rest."""


def newest(sql: Connection, tag_id: int | None = None, limit: int = ENTRIES) -> Iterator[dict[str, Any]]:
    """Yield the articles that came last, the newest first, each with when its text last changed."""
    columns = (
        "id",
        "url",
        "title",
        "author",
        "published",
        "language",
        "teaser",
        "body",
        "first_seen",
        "updated",
    )
    rows = sql.execute(
        "SELECT id, url, title, author, published, language, teaser, body, first_seen,"
        " coalesce((SELECT max(replaced_at) FROM revisions WHERE article_id = articles.id"
        " AND kind = 'article'), first_seen) FROM articles WHERE duplicate_of IS NULL"
        " AND (:tag IS NULL OR id IN (SELECT article_id FROM article_tags WHERE tag_id = :tag))"
        " ORDER BY first_seen DESC, published DESC, id DESC LIMIT :limit",
        {"tag": tag_id, "limit": limit},
    )
    return (dict(zip(columns, row, strict=True)) for row in rows.fetchall())


def atom(title: str, home: str, articles: Iterable[dict[str, Any]], at: str) -> Iterator[str]:
    """Yield the lines of a feed; `home` is what it is a feed of, `at` its time when it has no entry."""
    entries = list(articles)
    updated = max((entry["updated"] for entry in entries), default=at)
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield '<feed xmlns="http://www.w3.org/2005/Atom">'
    yield f"  <title>{_text(title)}</title>"
    yield f"  <id>{stable_id(home)}</id>"
    yield f"  <updated>{updated}</updated>"
    yield "  <generator>readmore</generator>"
    yield (
        f"  <link href={quoteattr(home)}/>"
        if home.startswith("http")
        else "  <author><name>readmore</name></author>"
    )
    for entry in entries:
        yield from _entry(entry)
    yield "</feed>"


def stable_id(url: str) -> str:
    """Return an id made from an address: the same in every run and in every file."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, url)}"


def _entry(article: dict[str, Any]) -> Iterator[str]:
    language = f" xml:lang={quoteattr(article['language'])}" if article["language"] else ""
    yield f"  <entry{language}>"
    yield f"    <title>{_text(article['title'] or article['url'])}</title>"
    yield f"    <id>{stable_id(article['url'])}</id>"
    yield f"    <link href={quoteattr(article['url'])}/>"
    yield f"    <updated>{article['updated']}</updated>"
    if published := _moment(article["published"]):
        yield f"    <published>{published}</published>"
    for name in (article["author"] or "unknown").split("; "):
        yield f"    <author><name>{_text(name)}</name></author>"
    yield f"    <summary>{_text(article['teaser'] or (article['body'] or '')[:300])}</summary>"
    yield f'    <content type="text">{_text(article["body"] or "")}</content>'
    yield "  </entry>"


def _moment(published: str | None) -> str | None:
    """Atom wants a time; a day alone is told as its first moment, UTC."""
    if not published:
        return None
    return published if "T" in published else f"{published}T00:00:00Z"


def _text(value: str) -> str:
    """Escape, without the control characters that XML forbids."""
    return escape("".join(char for char in value if char >= " " or char in "\n\t"))
