"""Each page that came whole is kept as it was sent."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from scrapy import Request, signals
from scrapy.http import Response

from crawler.clock import now
from pipelines.archive import WarcArchive
from pipelines.items import Fetch
from pipelines.store import corpus_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from crawler.fetch.fetching import Answer


class Archiving:
    """Archives the pages asked for with `meta["keep"]`, their address in the file.

    Sets `meta["fetch"]`, which is stored only after what the page says: a run killed in between must not
    take the page for known. Sets `meta["same"]` when the page is, byte for byte, that of `known_sha256`.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
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
        """Make the row of the fetch; a page whose bytes are new is archived first."""
        digest = hashlib.sha256(answer.body).hexdigest() if answer.status == 200 else None
        request.meta["same"] = digest is not None and digest == request.meta.get("known_sha256")
        fetched_at = now()
        place: tuple[str | None, int | None] = None, None
        if digest and not request.meta["same"]:
            place = self._write(answer, fetched_at)
        request.meta["fetch"] = Fetch(
            request.meta["keep"],
            fetched_at,
            answer.status,
            etag=_header(response, "ETag"),
            last_modified=_header(response, "Last-Modified"),
            sha256=digest,
            warc_file=place[0],
            warc_offset=place[1],
        )

    def _write(self, answer: Answer, fetched_at: str) -> tuple[str, int]:
        """Append the page to the archive beside the file; return where it lies."""
        if self._archive is None:
            self._archive = WarcArchive.beside(corpus_of(self._crawler).path)
        return self._archive.write(answer.url, answer.status, answer.headers, answer.sent, fetched_at)

    def spider_closed(self) -> None:
        """Close the archive."""
        if self._archive is not None:
            self._archive.close()


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
