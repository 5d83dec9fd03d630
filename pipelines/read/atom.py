"""An Atom feed (RFC 4287) of the newest articles, of a tag or the whole file, with ids that never change."""

from __future__ import annotations

import heapq
import uuid
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pipelines.characters import plain, plain_url

NEVER = "1970-01-01T00:00:00Z"
"""When a feed without entries was updated: Atom wants a time, and the same file must give the same feed."""
ENTRIES = 50
"""As many as feed readers expect; the corpus itself is for all the rest."""


def newest(records: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the articles that came last, the newest first."""
    return heapq.nlargest(
        ENTRIES, records, key=lambda record: (record["first_seen"], record["published"] or "")
    )


def atom(title: str, home: str, entries: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the lines of a feed of these articles; `home` is the address of what it is about, or a URN."""
    entries = list(entries)
    updated = max((entry["changed_at"] for entry in entries), default=NEVER)
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield '<feed xmlns="http://www.w3.org/2005/Atom">'
    yield f"  <title>{_text(title)}</title>"
    yield f"  <id>{stable_id(home)}</id>"
    yield f"  <updated>{updated}</updated>"
    yield "  <generator>readmore</generator>"
    yield (
        f"  <link href={_attribute(home)}/>"
        if home.startswith("http")
        else "  <author><name>readmore</name></author>"
    )
    for entry in entries:
        yield from _entry(entry)
    yield "</feed>"


def stable_id(url: str) -> str:
    """Return an id made from an address: the same in every run and in every file."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, plain_url(url))}"


def _entry(article: Mapping[str, Any]) -> Iterator[str]:
    language = f" xml:lang={_attribute(article['language'])}" if article["language"] else ""
    yield f"  <entry{language}>"
    yield f"    <title>{_text(article['title'] or article['url'])}</title>"
    yield f"    <id>{stable_id(article['url'])}</id>"
    yield f"    <link href={_attribute(article['url'])}/>"
    yield f"    <updated>{article['changed_at']}</updated>"
    if published := _moment(article["published"]):
        yield f"    <published>{published}</published>"
    for name in article["authors"] or ["unknown"]:
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
    """Return the text escaped, without the characters that XML forbids."""
    return escape(plain(value))


def _attribute(url: str) -> str:
    return quoteattr(plain_url(url))
