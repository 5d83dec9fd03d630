"""What an answer amounts to: a page to be read, or the sentence that says why not."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Generator, Iterable, Iterator
from dataclasses import replace
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.document import Page
from crawler.download import RobotsForbid, Stopped, errand_of, why_not_a_page
from crawler.listing import find_listing
from crawler.run import reading
from pipelines.errors import CorpusError, UnreadablePage
from pipelines.identity import url_key
from pipelines.items import Fetch, PageDone
from pipelines.moments import now

logger = logging.getLogger(__name__)


def understood(
    response: Response,
    items: Iterator[Any],
    failed: Callable[[Exception], Iterator[Any]],
    *,
    is_article: bool = False,
) -> Generator[Any, None, bool]:
    """Yield what is read from an answer, or what `failed` makes of the error; return whether all went well.

    A page that cannot be read, or a bug in reading it, must not cost the others; a file that cannot be
    written ends the run.
    """
    try:
        yield from _watched(items, response.url, is_article=is_article)
    except CorpusError:
        raise
    except UnreadablePage as error:
        yield from failed(error)
    except Exception as error:
        logger.debug("Reading a page failed", exc_info=True)
        yield from failed(error)
    else:
        return True
    return False


def _watched(items: Iterator[Any], url: str, *, is_article: bool) -> Iterator[Any]:
    """Yield items with the guard looking on while each is made, but not while it is stored."""
    while True:
        with reading(url, is_article=is_article):
            item = next(items, None)
        if item is None:
            return
        yield item


async def in_file(items: Iterable[Any]) -> AsyncIterator[Any]:
    """Yield the items of a page; return when they are in the file, as the last of them, PageDone, tells."""
    item = None
    for item in items:
        yield item
    if isinstance(item, PageDone):
        await item.stored.wait()


def lost(failure: Failure, *, is_stopping: bool) -> tuple[Request, BaseException | None]:
    """Return the request that got no answer, and why; None when the run ends. Raise what makes it end."""
    error = failure.value
    if isinstance(error, CorpusError):
        raise error
    request: Request = failure.request  # type: ignore[attr-defined]
    return request, None if is_stopping or isinstance(error, Stopped) else error


def page_of(response: Response) -> Page:
    """Return the page an answer holds; raise UnreadablePage when it holds none."""
    if response.status != HTTPStatus.OK:
        raise UnreadablePage(status_text(response.status), url=response.url)
    content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
    problem = why_not_a_page(content_type, response.body)
    if problem:
        raise UnreadablePage(problem, url=response.url)
    page = Page(response.url, response.body, content_type or None, now())
    if page.excess:
        raise UnreadablePage(page.excess, url=response.url)
    return page


def is_absent(response: Response) -> bool:
    """True when the server says that there is no such page, or no longer."""
    return response.status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)


def is_unchanged(response: Response) -> bool:
    """True when the server, asked for changes only, says so, or sent the very bytes of the last time."""
    request = response.request
    was_asked = request is not None and bool(request.headers)
    return (response.status == HTTPStatus.NOT_MODIFIED and was_asked) or errand_of(response).is_same


def fetch_of(response: Response, *, understood: bool = True) -> Fetch | None:
    """Return the row of a fetch; a page that was not understood has no marks by which to count as known.

    One that reads as the page in the archive does confirms that, whatever its bytes; it is not archived.
    """
    errand = errand_of(response)
    fetch, write, errand.write = errand.fetch, errand.write, None
    if fetch is not None and write is not None:
        fetch = (
            replace(fetch, status=int(HTTPStatus.NOT_MODIFIED), sha256=None) if errand.is_alike else write()
        )
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


def leads_back(page: Page, link: str, tag_url: str) -> bool:
    """Tell whether a redirect from an article led to the home page, to its tag, or to a list with its card.

    Sites that drop an article often send its visitors there, where its teaser may well stand.
    """
    if url_key(page.url) == url_key(tag_url):
        return True
    if urlsplit(page.url).path in ("", "/") and not urlsplit(page.url).query:
        return urlsplit(link).path not in ("", "/")
    key = url_key(link)
    return any(url_key(card.url) == key for card in find_listing(page).cards)
