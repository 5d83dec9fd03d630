"""Each page that came whole is kept as it was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy import Request, signals
from scrapy.http import Response

from crawler.clock import now
from pipelines.archive import WarcArchive
from pipelines.items import Fetch
from pipelines.store import corpus_of
from pipelines.warc import digest

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from crawler.fetch.fetching import Answer


class Losses:
    """Tells of a known page whether the archive has lost it, so that it is asked for without marks.

    Where there is no archive at all its owner keeps none, and pages that did not change are not sent for it;
    `always`: they are, since every known page is asked for.
    """

    def __init__(self, archive: WarcArchive, *, always: bool) -> None:
        self._archive = archive
        self._looks = always or bool(archive.files())

    def has(self, fetch: Fetch) -> bool:
        """Return True when the page of a fetch should be in the archive and is not there whole."""
        return self._looks and self._archive.read(fetch) is None


class Archiving:
    """Archives the pages asked for with `meta["keep"]`, their address in the file.

    Sets `meta["fetch"]`, which is stored only after what the page says: a run killed in between must not
    take the page for known. Sets `meta["same"]` when the page is, byte for byte, that of `known_sha256`;
    that is archived again only when `meta["lost"]` says that the archive no longer has it.
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
        sha256 = digest(answer.body) if answer.status == 200 else None
        request.meta["same"] = sha256 is not None and sha256 == request.meta.get("known_sha256")
        fetched_at = now()
        place: tuple[str | None, int | None] = None, None
        if sha256 and (request.meta.get("lost") or not request.meta["same"]):
            place = self._write(answer, fetched_at)
        request.meta["fetch"] = Fetch(
            request.meta["keep"],
            fetched_at,
            answer.status,
            etag=_header(response, "ETag"),
            last_modified=_header(response, "Last-Modified"),
            sha256=sha256,
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
