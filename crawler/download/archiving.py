"""Each page that came whole is kept as it was sent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from scrapy import Request, signals
from scrapy.http import Response

from crawler.clock import now
from crawler.run.state import run_of
from pipelines.archive import WarcArchive
from pipelines.items import Fetch
from pipelines.store import corpus_of
from pipelines.warc import ArchivedPage, digest

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

    def of(self, fetch: Fetch) -> Literal["kept", "lost", "none"]:
        """Return whether a page is in the archive whole, should be there and is not, or need not be."""
        if self._archive.read(fetch) is not None:
            return "kept"
        return "lost" if self._looks else "none"


class Archiving:
    """Archives the pages asked for with `meta["keep"]`, their address in the file.

    Sets `meta["fetch"]`, which is stored only after what the page says: a run killed in between must not
    take the page for known. Sets `meta["same"]` when the page is, byte for byte, that of `known_sha256`;
    that is archived again only when `meta["archived"]` is "lost". Where it is "kept", other bytes that say
    the same need not be kept as well: `meta["unwritten"]` archives them when the page has been read.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._run = run_of(crawler)
        self._archive: WarcArchive | None = None
        crawler.signals.connect(self.spider_closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Archiving:
        """Return the middleware for one crawl."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Return the response, archived."""
        answer: Answer | None = request.meta.pop("answer", None)
        if answer is not None and answer.status in (200, 304):
            self._keep(request, response, answer)
        return response

    def _keep(self, request: Request, response: Response, answer: Answer) -> None:
        """Make the row of the fetch; a page whose bytes are new is archived now, or when it has been read."""
        sha256 = digest(answer.body) if answer.status == 200 else None
        is_same = sha256 is not None and sha256 == request.meta.get("known_sha256")
        fetch = Fetch(
            request.meta["keep"],
            now(),
            answer.status,
            etag=_header(response, "ETag"),
            last_modified=_header(response, "Last-Modified"),
            sha256=sha256,
        )
        archived = request.meta.get("archived")
        request.meta.update({"same": is_same, "fetch": fetch})
        if sha256 is None or (is_same and archived != "lost"):
            return
        if archived == "kept":
            request.meta["unwritten"] = lambda: self._write(answer, fetch)
        else:
            request.meta["fetch"] = self._write(answer, fetch)

    def _write(self, answer: Answer, fetch: Fetch) -> Fetch:
        """Append the page to the archive beside the file, or keep it for this run; return where it lies."""
        if self._run.passing is not None:
            page = ArchivedPage(answer.url, answer.status, answer.headers, answer.body, fetch.fetched_at)
            self._run.passing.write(page)
            return fetch
        if self._archive is None:
            self._archive = WarcArchive.beside(corpus_of(self._crawler).path)
        page_of = (answer.url, answer.status, answer.headers, answer.sent)
        file, offset = self._archive.write(*page_of, fetch.fetched_at)
        return replace(fetch, warc_file=file, warc_offset=offset)

    def spider_closed(self) -> None:
        """Close the archive."""
        for pages in (self._archive, self._run.passing):
            if pages is not None:
                pages.close()


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
