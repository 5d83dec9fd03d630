"""Each page that came whole is kept as it was sent, then unpacked for those who read it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from scrapy import Request, signals
from scrapy.http import Response

from crawler.clock import now
from crawler.decoding import decoded
from crawler.run import run_of
from pipelines.archive import WarcArchive
from pipelines.items import Fetch
from pipelines.store import corpus_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class Archiving:
    """Unpacks every body and archives the pages asked for with `meta["keep"]`, their address in the file.

    Sets `meta["fetch"]`, which is stored only after what the page says: a run killed in between must not
    take the page for known. Sets `meta["same"]` when the page is, byte for byte, that of `known_sha256`.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._limit = run_of(crawler).limits.size
        self._archive: WarcArchive | None = None
        crawler.signals.connect(self.spider_closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Archiving:
        """Return the middleware for one crawl."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Return the response unpacked; raise UnreadablePage when that cannot be done within the limits."""
        packed = b", ".join(response.headers.getlist("Content-Encoding")).decode("latin-1")
        body = response.body
        if packed and body and request.method != "HEAD":
            body = decoded(body, packed, self._limit)
        if "keep" in request.meta and response.status in (200, 304):
            self._keep(request, response, body)
        return response.replace(body=body) if packed else response

    def _keep(self, request: Request, response: Response, body: bytes) -> None:
        """Make the row of the fetch; a page whose bytes are new is archived first."""
        digest = hashlib.sha256(body).hexdigest() if response.status == 200 else None
        request.meta["same"] = digest is not None and digest == request.meta.get("known_sha256")
        fetched_at = now()
        name, offset = None, None
        if digest and not request.meta["same"]:
            name, offset = self._write(response, fetched_at)
        request.meta["fetch"] = Fetch(
            request.meta["keep"],
            fetched_at,
            response.status,
            etag=_header(response, "ETag"),
            last_modified=_header(response, "Last-Modified"),
            sha256=digest,
            warc_file=name,
            warc_offset=offset,
        )

    def _write(self, response: Response, fetched_at: str) -> tuple[str, int]:
        """Append the page to the archive beside the file; return where it lies."""
        if self._archive is None:
            self._archive = WarcArchive.beside(corpus_of(self._crawler).path)
        pairs = [(name, value) for name, values in response.headers.items() for value in values]
        headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in pairs]
        return self._archive.write(response.url, response.status, headers, response.body, fetched_at)

    def spider_closed(self) -> None:
        """Close the archive."""
        if self._archive is not None:
            self._archive.close()


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
