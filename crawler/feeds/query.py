"""Other ways to a tag than its cards: WordPress's API, the tag's feed; and the listings an article links to.

A feed tells dates, names and how many articles there are in a request or two. It is one more witness: the
article's own page has the last word, and the text is only ever taken from there.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlsplit

from crawler.document import Page
from crawler.feeds.reader import Entry, read_feed
from crawler.feeds.wordpress import Term, api_of, posts_url, read_posts, read_term, term_of, terms_url
from crawler.listing import Listing
from crawler.listing.addresses import slug_of
from pipelines.identity import is_same_site, url_key

__all__ = ["FeedQuery", "api_of", "listing_links", "query_of"]

Kind = Literal["api", "feed"]
MOST_REQUESTS = 2

_LISTING_PATH = re.compile(r"/(tags?|categor(?:y|ies|ie)|topics?|themen?|label|keywords?|rubri[ck]\w*)/[^/]+")
"""A path that ends in the name of a tag, as the generators and publishing systems build it."""


@dataclass(slots=True)
class FeedQuery:
    """Asking a feed or API: `next_url` is to be asked, its answer given to `take`, until that is None."""

    tag_url: str
    api: str | None = None
    term: Term | None = None
    feed: str | None = None
    next_url: str | None = None
    kind: Kind | None = None
    """The feed that answered."""
    entries: dict[str, Entry] = field(default_factory=dict)
    """By the key of the article's address."""
    total: int | None = None
    """How many articles the API says the tag has."""
    problem: str | None = None
    """Why no feed told anything."""

    requests: int = 0
    """How many were answered, or failed."""

    def begin(self) -> None:
        """Set the first address to ask at."""
        if self.api:
            self.next_url = posts_url(self.api, self.term) if self.term else terms_url(self.api, self.tag_url)
        else:
            self.next_url = self.feed

    def take(self, status: int, body: bytes, total: str | None = None) -> None:
        """Take an answer: its status, its body, and the header X-WP-Total."""
        self.requests += 1
        asked = self.next_url or ""
        if status != 200:
            self._closed(f"the server answered {status}")
        elif asked == self.feed:
            self._open("feed", read_feed(body, asked))
        elif self.term is None:
            self._take_term(body)
        else:
            self.total = int(total) if total and total.isdecimal() and len(total) < 9 else None
            self._open("api", read_posts(body, self.api or "", self.term))

    def fail(self, problem: str) -> None:
        """Note that no answer came."""
        self.requests += 1
        self._closed(problem)

    def _take_term(self, body: bytes) -> None:
        self.term = read_term(body, self.tag_url)
        if self.term is None:
            self._closed("the API does not know this tag")
        else:
            self.next_url = posts_url(self.api or "", self.term)

    def _closed(self, problem: str) -> None:
        """Try the feed when the API does not open; two requests are enough."""
        self.problem, self.total = problem, None
        may_go_on = self.next_url != self.feed and self.requests < MOST_REQUESTS
        self.next_url = self.feed if may_go_on else None

    def _open(self, kind: Kind, entries: tuple[Entry, ...]) -> None:
        if not entries:
            self._closed(f"the {kind} lists nothing")
            return
        self.next_url, self.kind, self.problem = None, kind, None
        for entry in entries:
            self.entries.setdefault(url_key(entry.url), entry)

    @property
    def names_authors(self) -> bool:
        """False when all entries are signed alike: that is the account which posts, or the site itself."""
        return len({entry.authors for entry in self.entries.values()}) > 1

    def unseen(self, cards: Collection[str]) -> list[Entry]:
        """Return the entries that stand on no card (keys); none when it tells of other articles."""
        if not any(key in cards for key in self.entries):
            return []
        return [entry for key, entry in self.entries.items() if key not in cards]

    def as_json(self, cards: Collection[str], *, is_whole: bool) -> dict[str, Any]:
        """Return what became of the query, for the completeness of a walk that saw these cards (keys)."""
        if self.kind is None:
            return {"problem": self.problem}
        told: dict[str, Any] = {"kind": self.kind, "entries": len(self.entries)}
        return told | ({"unseen": [entry.url for entry in self.unseen(cards)]} if is_whole else {})

    def promised(self, cards: Collection[str]) -> int | None:
        """Return how many articles the tag has, as far as the feed tells and speaks of the same articles."""
        return self.total if any(key in cards for key in self.entries) else None


def query_of(page: Page, listing: Listing) -> FeedQuery | None:
    """Return what to ask the feed or API that a tag's first page announces, None when it announces none.

    Only those of the same site count: another host would be one more to be polite to.
    """
    api = api_of(page)
    term = term_of(page)
    feeds = [feed for feed in listing.feeds if is_same_site(page.url, feed)]
    query = FeedQuery(
        page.url,
        api if api and is_same_site(page.url, api) and (term or slug_of(page.url)) else None,
        term,
        feeds[0] if feeds else None,
    )
    query.begin()
    return query if query.next_url else None


def listing_links(page: Page) -> tuple[str, ...]:
    """Return the same-site addresses that an article names its tags by: rel=tag, or a path that says so."""
    host = urlsplit(page.url).hostname
    found: dict[str, None] = {}
    for element in page.tree.iter("a"):
        url = page.absolute(element.get("href"))
        if url is None or urlsplit(url).hostname != host:
            continue
        if "tag" in (element.get("rel") or "").lower().split() or _LISTING_PATH.search(urlsplit(url).path):
            found.setdefault(url.split("#")[0])
    return tuple(found)[:20]
