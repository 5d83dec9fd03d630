"""WordPress's REST API: the addresses to ask it at, and its answers as entries. Never raises."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import quote

from crawler.document import Page
from crawler.feeds.reader import MOST_ENTRIES, Entry, entry
from crawler.listing.addresses import slug_of
from pipelines.identity import url_key

RELATION = "https://api.w.org/"
PER_PAGE = 100
"""The most that one answer holds."""
_FIELDS = "link,date,date_gmt,modified_gmt,title,tags,categories,_links.author,_embedded.author"
_TERM = re.compile(r"wp/v2/(tags|categories)/(\d{1,10})/?$")
_CATEGORY = re.compile(r"/categor|[?&]cat", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Term:
    """A tag or a category, as the API numbers them."""

    taxonomy: str
    """tags or categories: the name of the parameter, too."""
    id: int


def api_of(page: Page) -> str | None:
    """Return the address of the WordPress API that a page announces, None when it announces none."""
    for link in page.tree.iter("link"):
        if RELATION in (link.get("rel") or "").split():
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
    return _url(
        api, "posts", f"{term.taxonomy}={term.id}&_fields={_FIELDS}&_embed=author&per_page={PER_PAGE}"
    )


def _url(api: str, path: str, query: str) -> str:
    """Return an address under the API's root, which may itself be a question: /?rest_route=/."""
    return f"{api.rstrip('/')}/wp/v2/{path}{'&' if '?' in api else '?'}{query}"


def read_term(body: bytes, tag_url: str) -> Term | None:
    """Return the one term of an answer that is the archive at this address, None when it is not there."""
    for one in _list(body):
        taxonomy = {"post_tag": "tags", "category": "categories"}.get(str(one.get("taxonomy")))
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
        found = entry(
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
