"""What an answer amounts to: a page to be read, or the sentence that says why not."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from urllib.parse import urlsplit

from scrapy.http import Response

from crawler.clock import now
from crawler.crawl.robots import RobotsForbid
from crawler.fetch.sniffing import why_not_a_page
from crawler.listing import read_listing
from crawler.page import Page
from pipelines.errors import ReadmoreError, UnreadablePage
from pipelines.identity import url_key
from pipelines.items import Fetch


def page_of(response: Response) -> Page:
    """Return the page an answer holds; raise UnreadablePage when it holds none."""
    if response.status != 200:
        raise UnreadablePage(status_text(response.status), url=response.url)
    content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
    problem = why_not_a_page(content_type, response.body)
    if problem:
        raise UnreadablePage(problem, url=response.url)
    return Page(response.url, response.body, content_type or None, now())


def is_unchanged(response: Response) -> bool:
    """True when the server, asked for changes only, says so, or sent the very bytes of the last time."""
    request = response.request
    was_asked = request is not None and bool(request.headers)
    return (response.status == 304 and was_asked) or bool(response.meta.get("same"))


def fetch_of(response: Response, *, understood: bool = True) -> Fetch | None:
    """Return the row of a fetch; a page that was not understood has no marks by which to count as known."""
    fetch: Fetch | None = response.meta.get("fetch")
    if fetch is None or understood:
        return fetch
    return replace(fetch, etag=None, last_modified=None, sha256=None)


def status_text(status: int) -> str:
    """Return a status in words: "the server answered 404 (Not Found)"."""
    try:
        return f"the server answered {status} ({HTTPStatus(status).phrase})"
    except ValueError:
        return f"the server answered {status}"


def stage_of(error: BaseException) -> str:
    """Return the stage at which a page was lost for good."""
    return "robots" if isinstance(error, RobotsForbid) else "fetch"


def sentence(error: BaseException) -> str:
    """Return an error in one line; one of ours is written for the reader, any other names its kind."""
    text = " ".join(str(error).split())[:500]
    if isinstance(error, ReadmoreError):
        return text
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def leads_back(page: Page, link: str) -> bool:
    """Tell whether a redirect from an article led to the home page or to a listing with a card for it.

    Sites that drop an article often send its visitors there, where its teaser may well stand.
    """
    if urlsplit(page.url).path in ("", "/") and not urlsplit(page.url).query:
        return urlsplit(link).path not in ("", "/")
    key = url_key(link)
    return any(url_key(card.url) == key for card in read_listing(page).cards)
