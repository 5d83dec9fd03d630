"""A feed becomes entries: RSS 0.9 to 2.0, Atom, JSON Feed. Never raises; what is no feed has no entries.

Only addresses, titles, names and times are read; the texts of a feed, often cut or rewritten, are left alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from crawler.authors import normalise_authors
from crawler.dates import normalise_date
from crawler.titles import normalise_title

MOST_ENTRIES = 1000
MOST_NAMES = 30
"""Names of one entry that are read: an article on which more people worked is signed by none of them."""
_BARE = re.compile(
    rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?!\w{1,32};|#\d{1,7};|#x[\da-f]{1,6};)", re.DOTALL | re.IGNORECASE
)
"""A part of a feed in which an ampersand is one, or an ampersand that begins no entity."""
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
"""How a feed in UTF-16 begins."""
_LONGEST = 2000
"""Letters of a title, a name or a time that are read."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed or an API says about one article."""

    url: str
    title: str | None = None
    published: str | None = None
    """As the file keeps dates: a day, or a moment with its offset."""
    modified: str | None = None
    authors: tuple[str, ...] = ()


def read_feed(body: bytes, url: str) -> tuple[Entry, ...]:
    """Return the entries of a feed in its order; `url` is what its relative links are relative to."""
    is_json = _begun(body).startswith(b"{")
    return tuple(islice((_json_entries if is_json else _xml)(body, url), MOST_ENTRIES))


def _begun(body: bytes) -> bytes:
    """Return the feed without what PHP files leave before it: a byte order mark, empty lines."""
    return body.lstrip().removeprefix(b"\xef\xbb\xbf").lstrip()


def entry_of(
    url: str, base: str, title: Any, published: Any, modified: Any, names: list[Any]
) -> Entry | None:
    """Return the entry with its values cleaned, None when its link leads nowhere."""
    try:
        link = urljoin(base, url.strip())
    except ValueError:
        return None
    if not link.lower().startswith(("http://", "https://")):
        return None
    signed = [name[:_LONGEST] for name in names[:MOST_NAMES] if isinstance(name, str)]
    authors = [author for name in signed for author in normalise_authors(name)]
    return Entry(
        url=link,
        title=normalise_title(title[:_LONGEST]) if isinstance(title, str) else None,
        published=normalise_date(published[:_LONGEST]) if isinstance(published, str) else None,
        modified=normalise_date(modified[:_LONGEST]) if isinstance(modified, str) else None,
        authors=tuple(dict.fromkeys(authors)),
    )


# --------------------------------------------------------------------- XML


def _xml(body: bytes, base: str) -> Iterator[Entry]:
    # Entities are not resolved: a feed may be made to fill the memory with them.
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(_escaped(_begun(body)), parser, base_url=base)
    except (etree.XMLSyntaxError, ValueError):
        return
    if root is None:
        return
    for element in root.iter("{*}item", "{*}entry"):
        url = _link(element)
        found = entry_of(url, element.base or base, *_told(element)) if url else None
        if found is not None:
            yield found


def _escaped(body: bytes) -> bytes:
    """Return the feed with each bare ampersand as XML has it: a parser would swallow what follows."""
    if body.startswith(_WIDE):
        return body
    return _BARE.sub(lambda found: b"&amp;" if found[0] == b"&" else found[0], body)


def _told(element: Any) -> tuple[str | None, str | None, str | None, list[Any]]:
    published = _text(element, "pubDate", "published", "date", "issued", "created")
    modified = _text(element, "updated", "modified")
    names = _names(element)
    return _text(element, "title"), published, modified, names


def _children(element: Any, name: str) -> list[Any]:
    """Return the children of a name in any namespace, one that nobody declared included: dc:creator."""
    children = (child for child in element if isinstance(child.tag, str))
    return [child for child in children if re.split("[}:]", child.tag)[-1] == name]


def _text(element: Any, *names: str) -> str | None:
    """Return the text of the first child that has one of the names, and says something."""
    for name in names:
        for child in _children(element, name):
            text = " ".join("".join(child.itertext()).split())
            if text:
                return text
    return None


def _link(element: Any) -> str | None:
    """Return where an entry leads: not to its comments, its attachments or the feed service's counter."""
    if own := _text(element, "origLink"):
        return own
    for link in _children(element, "link"):
        if link.get("href") and link.get("rel", "alternate") == "alternate":
            return str(link.get("href"))
        if link.text and link.text.strip():
            return str(link.text.strip())
    for guid in _children(element, "guid"):
        if guid.get("isPermaLink", "true").lower() == "true" and guid.text:
            return str(guid.text)
    return None


def _names(element: Any) -> list[Any]:
    """Return who signs an entry; RSS has an address with the name behind it: desk@example.org (Ann Ode)."""
    names: list[Any] = []
    for author in _children(element, "author"):
        text = _text(author, "name") or " ".join((author.text or "").split())
        names.append(text.partition("(")[2].rstrip(") ") if "@" in text.partition("(")[0] else text)
    return names or [" ".join("".join(child.itertext()).split()) for child in _children(element, "creator")]


# -------------------------------------------------------------------- JSON


def _json_entries(body: bytes, base: str) -> Iterator[Entry]:
    try:
        told = json.loads(body.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return
    items = told.get("items")
    for item in items if isinstance(items, list) else ():
        url = (item.get("url") or item.get("external_url")) if isinstance(item, dict) else None
        if isinstance(url, str):
            dates = (item.get("date_published"), item.get("date_modified"))
            found = entry_of(url, base, item.get("title"), *dates, _json_names(item))
            if found is not None:
                yield found


def _json_names(item: dict[str, Any]) -> list[Any]:
    authors = item.get("authors") or [item.get("author")]
    return [one.get("name") for one in authors if isinstance(one, dict)] if isinstance(authors, list) else []
