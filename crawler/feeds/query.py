"""What is asked of the feed or the WordPress API that a tag announces, and what the answers tell.

A feed tells dates, names and how many articles there are in a request or two. It is one more witness: the
article's own page has the last word, and the text is only ever taken from there.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import islice
from typing import Any, Literal
from urllib.parse import quote

from crawler.document import Page
from crawler.feeds.reader import MOST_ENTRIES, Entry, entry_of, read_feed
from crawler.listing import Listing, slug_of
from crawler.vocabulary import platforms
from pipelines.identity import is_same_site, url_key

Kind = Literal["api", "feed"]
MOST_REQUESTS = 2

_WORDPRESS = platforms()["wordpress"]
TOTAL_HEADER: str = _WORDPRESS["api_total"]
"""Says how many posts the API has of a term."""
_TERM = re.compile(rf"{_WORDPRESS['api_path']}/(tags|categories)/(\d{{1,10}})/?$")
_MOST_DIGITS = 8
"""Of a number of articles that can be true."""
_CATEGORY = re.compile(r"/categor|[?&]cat", re.IGNORECASE)


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
        if status != HTTPStatus.OK:
            self._closed(f"the server answered {status}")
        elif asked == self.feed:
            self._open("feed", read_feed(body, asked))
        elif self.term is None:
            self._take_term(body)
        else:
            self.total = int(total) if total and total.isdecimal() and len(total) <= _MOST_DIGITS else None
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


# --------------------------------------------------------------- WordPress


@dataclass(frozen=True, slots=True)
class Term:
    """A tag or a category, as the API numbers them."""

    taxonomy: str
    """tags or categories: the name of the parameter, too."""
    id: int


def api_of(page: Page) -> str | None:
    """Return the address of the WordPress API that a page announces, None when it announces none."""
    for link in page.tree.iter("link"):
        if _WORDPRESS["api_relation"] in (link.get("rel") or "").split():
            return page.absolute(link.get("href"))
    return None


def term_of(page: Page) -> Term | None:
    """Return the term that a page says it is the archive of, as WordPress does since 5.5."""
    for link in page.tree.iter("link"):
        if "json" in (link.get("type") or "").lower() and (found := _TERM.search(link.get("href") or "")):
            return Term(found[1], int(found[2]))
    return None


def terms_url(api: str, tag_url: str) -> str:
    """Return where to ask for the number of a tag by the name in its address."""
    taxonomy = "categories" if _CATEGORY.search(tag_url) else "tags"
    return _url(api, taxonomy, f"slug={quote(slug_of(tag_url), safe='')}&_fields=id,link,slug,taxonomy")


def posts_url(api: str, term: Term) -> str:
    """Return where to ask for the newest posts of a term, with the names of those who sign them."""
    fields, most = ",".join(_WORDPRESS["api_fields"].split()), _WORDPRESS["api_most"]
    return _url(api, "posts", f"{term.taxonomy}={term.id}&_fields={fields}&_embed=author&per_page={most}")


def _url(api: str, path: str, query: str) -> str:
    """Return an address under the API's root, which may itself be a question: /?rest_route=/."""
    return f"{api.rstrip('/')}/{_WORDPRESS['api_path']}/{path}{'&' if '?' in api else '?'}{query}"


def read_term(body: bytes, tag_url: str) -> Term | None:
    """Return the one term of an answer that is the archive at this address, None when it is not there."""
    for one in _list(body):
        taxonomy = _WORDPRESS["api_taxonomies"].get(str(one.get("taxonomy")))
        if taxonomy and isinstance(one.get("id"), int) and url_key(str(one.get("link"))) == url_key(tag_url):
            return Term(taxonomy, one["id"])
    return None


def read_posts(body: bytes, api: str, term: Term) -> tuple[Entry, ...]:
    """Return the posts of an answer; those that do not say that they are of this term are left out."""
    return tuple(islice(_entries(body, api, term), MOST_ENTRIES))


def _entries(body: bytes, api: str, term: Term) -> Iterator[Entry]:
    for post in _list(body):
        terms = post.get(term.taxonomy)
        if not (isinstance(terms, list) and term.id in terms and isinstance(post.get("link"), str)):
            continue
        title = post.get("title")
        modified = post.get("modified_gmt")
        found = entry_of(
            post["link"],
            api,
            title.get("rendered") if isinstance(title, dict) else title,
            _moment(post.get("date"), post.get("date_gmt")),
            f"{modified}+00:00" if isinstance(modified, str) else None,
            _names(post),
        )
        if found is not None:
            yield found


def _moment(local: Any, utc: Any) -> str | None:
    """Return the site's own time with the offset that its two clocks tell; the day alone without both."""
    if not isinstance(local, str):
        return None
    try:
        offset = dt.datetime.fromisoformat(local) - dt.datetime.fromisoformat(str(utc))
        return dt.datetime.fromisoformat(local).replace(tzinfo=dt.timezone(offset)).isoformat()
    except (ValueError, TypeError):
        return local[:10]


def _names(post: dict[str, Any]) -> list[Any]:
    embedded = post.get("_embedded")
    authors = embedded.get("author") if isinstance(embedded, dict) else None
    return [one.get("name") for one in authors if isinstance(one, dict)] if isinstance(authors, list) else []


def _list(body: bytes) -> list[dict[str, Any]]:
    try:
        told = json.loads(body.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return []
    return [one for one in told if isinstance(one, dict)] if isinstance(told, list) else []
