"""The values that travel: a card on a listing, an article with its evidence, what became of a page.

Times are ISO 8601 text. None is "not known", always with a reason in the evidence.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from pipelines.characters import plain

CUT = "the page is too large to be read to its end"
"""The reason that a text is not whole; a problem of its article."""
HELD = "its page is built anew, and how is not learnt yet: this is the text before that"
"""The problem of an article that waits for its site's new layout."""


@dataclass(frozen=True, slots=True)
class Card:
    """One article as a listing shows it. `url` is absolute; texts are plain, white space collapsed."""

    url: str
    title: str | None = None
    teaser: str | None = None
    teaser_cut: bool = False
    """True when it ends in an ellipsis or in mid-word: a machine cut it, so it must stand in the article."""
    image_url: str | None = None
    image_alt: str | None = None
    published: str | None = None
    """The date as normalised from the card, ISO 8601, or None."""
    authors: tuple[str, ...] = ()
    position: int = 0
    """Place on its page, from 0."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a field has its value: the signal that gave it, which others agreed, or the reason it is empty.

    Signals: json-ld, meta, time, h1, title-element, byline, layout, listing, text, url, site, feed,
    api.
    """

    signal: str | None = None
    agreed: tuple[str, ...] = ()
    differed: tuple[tuple[str, str], ...] = ()
    """(signal, its value) of those that said otherwise."""
    reason: str | None = None
    """Why the field is NULL, or what is uncertain about it."""

    def as_json(self) -> dict[str, Any]:
        """Return only what says something, for the evidence column."""
        full = {
            "signal": self.signal,
            "agreed": list(self.agreed),
            "differed": {signal: plain(value) for signal, value in self.differed},
            "reason": plain(self.reason) if self.reason else None,
        }
        return {key: value for key, value in full.items() if value}


@dataclass(slots=True)
class Article:
    """One statement, read. Not frozen: an item loader fills it field by field."""

    url: str = ""
    """Canonical address (see `pipelines.identity.canonical_url`)."""
    title: str | None = None
    authors: list[str] = field(default_factory=list)
    """Names in page order."""
    published: str | None = None
    """A date, or date and time with offset when the page gives them."""
    modified: str | None = None
    language: str | None = None
    """ISO 639-1, of the text."""
    site: str | None = None
    """The host, without www."""
    teaser: str | None = None
    body: str | None = None
    """Plain text, a blank line between paragraphs; empty string when the page has no text (a video)."""
    image_url: str | None = None
    image_alt: str | None = None
    evidence: dict[str, Evidence] = field(default_factory=dict)
    """By field name."""


@dataclass(frozen=True, slots=True)
class Fetch:
    """One answer of a server, as the `fetches` table keeps it."""

    url: str
    fetched_at: str
    status: int
    etag: str | None = None
    last_modified: str | None = None
    sha256: str | None = None
    warc_file: str | None = None
    """Name of the archive file, relative to the archive's folder."""
    warc_offset: int | None = None


@dataclass(frozen=True, slots=True)
class ListingSeen:
    """One page of a tag's listing, understood."""

    tag_url: str
    url: str
    page: int
    """1 for the address the user gave."""
    seen_at: str
    cards: tuple[Card, ...]
    tag_name: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleRead:
    """An article's page was fetched and understood; `link` is the card's address, before redirects."""

    link: str
    article: Article
    fetched_at: str
    moved_permanently: bool = False
    layout: str | None = None
    """Id of the layout it was read with, None when read without one."""
    page_url: str | None = None
    """Where the page was found, after redirects; None is the link itself."""
    problems: tuple[str, ...] = ()
    """What is doubtful about the article (see `pipelines.store.item_pipelines`)."""
    settles: bool = False
    """True when the page was read once more because its site's layout is known now: the first reading was
    provisional, so what differs is no edit and makes no revision."""
    shifted: bool = False
    """True when the site was built anew and its articles read otherwise since: what differs is no edit, but
    makes a revision of the reading."""

    @property
    def found_at(self) -> str:
        """Where the page was found: after redirects, or at the link itself."""
        return self.page_url or self.link

    read_again: bool = False
    """True when the page in the archive was read by a better reader: what differs makes a revision of the
    reading."""


@dataclass(frozen=True, slots=True)
class ArticleUnchanged:
    """The server said 304, or sent the very same bytes: nothing to parse."""

    link: str
    fetched_at: str


@dataclass(frozen=True, slots=True)
class ArticleHeld:
    """An article's page is there but built anew: its text waits for the site's new layout."""

    link: str
    fetched_at: str


@dataclass(frozen=True, slots=True)
class ArticleMissing:
    """A known article's page was not there (404, 410), or showed something else."""

    link: str
    seen_at: str


@dataclass(frozen=True, slots=True)
class ListingUnchanged:
    """The server said that the first page of a tag's listing is as it was."""

    tag_url: str
    seen_at: str


@dataclass(frozen=True, slots=True)
class PageFailed:
    """A page that could not be fetched or understood."""

    url: str
    stage: str
    """robots, fetch, listing, article, store"""
    error: str
    failed_at: str
    status: int | None = None
    tag_url: str | None = None


@dataclass(frozen=True, slots=True)
class PageDone:
    """The last item of a page: whatever was yielded before it is in the file, and with it `fetch`.

    Scrapy runs a callback ahead of the items that it yields; one that goes on from what is in the file waits
    for `stored` first.
    """

    fetch: Fetch | None = None
    stored: asyncio.Event = field(default_factory=asyncio.Event)
