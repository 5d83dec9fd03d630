"""Each page that came whole is kept as it was sent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scrapy import Request, signals
from scrapy.http import Response

from crawler.download.session import Archived, Errand, errand_of, session_of
from pipelines.archive import ArchivedPage, WarcArchive, digest
from pipelines.items import Fetch
from pipelines.moments import now
from pipelines.store import corpus_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from crawler.download.client import Answer


class Losses:
    """Tells whether the archive has a known page whole; one that it has lost is asked for without marks.

    Where there is no archive at all its owner keeps none, and pages that did not change are not sent for it;
    `always`: they are, since every known page is asked for.
    """

    def __init__(self, archive: WarcArchive, *, always: bool) -> None:
        self._archive = archive
        self._looks = always or bool(archive.files())

    def of(self, fetch: Fetch) -> Archived:
        """Return whether a page is in the archive whole, should be there and is not, or need not be."""
        if self._archive.read(fetch) is not None:
            return "kept"
        return "lost" if self._looks else "none"


class Archiving:
    """Archives the pages whose errand is to keep them, and notes the fetch there.

    The page that was known, byte for byte, is archived again only when the archive has lost it. Where that
    has it whole, other bytes that say the same need not be kept as well: decided when they have been read.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._passing = session_of(crawler).passing
        self._archive: WarcArchive | None = None
        crawler.signals.connect(self.spider_closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Archiving:
        """Return the middleware for one crawl."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Return the response, archived."""
        errand = errand_of(request)
        answer, errand.answer = errand.answer, None
        if answer is not None and answer.status in (200, 304):
            self._keep(errand, response, answer)
        return response

    def _keep(self, errand: Errand, response: Response, answer: Answer) -> None:
        """Make the row of the fetch; a page whose bytes are new is archived now, or when it has been read."""
        sha256 = digest(answer.body) if answer.status == 200 else None
        errand.is_same = sha256 is not None and sha256 == errand.known_sha256
        errand.fetch = fetch = Fetch(
            errand.keep or response.url,
            now(),
            answer.status,
            etag=_header(response, "ETag"),
            last_modified=_header(response, "Last-Modified"),
            sha256=sha256,
        )
        if sha256 is None or (errand.is_same and errand.archived != "lost"):
            return
        if errand.archived == "kept":
            errand.write = lambda: self._write(answer, fetch)
        else:
            errand.fetch = self._write(answer, fetch)

    def _write(self, answer: Answer, fetch: Fetch) -> Fetch:
        """Append the page to the archive beside the file, or keep it for this run; return where it lies."""
        if self._passing is not None:
            page = ArchivedPage(answer.url, answer.status, answer.headers, answer.body, fetch.fetched_at)
            self._passing.write(page)
            return fetch
        if self._archive is None:
            self._archive = WarcArchive.beside(corpus_of(self._crawler).path)
        page_of = (answer.url, answer.status, answer.headers, answer.sent)
        file, offset = self._archive.write(*page_of, fetch.fetched_at)
        return replace(fetch, warc_file=file, warc_offset=offset)

    def spider_closed(self) -> None:
        """Close the archive."""
        for pages in (self._archive, self._passing):
            if pages is not None:
                pages.close()


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
