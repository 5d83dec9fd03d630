"""Scrapy's way to the network: waits for the host's turn, fetches within the limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy import Request
from scrapy.http import Headers, Response
from scrapy.utils.httpobj import urlparse_cached

from crawler.download.client import Answer
from crawler.download.guard import LeadsInside
from crawler.run.state import ARTICLE, run_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class PoliteHandler:
    """Fetches http and https; meta keys: tag, urgency, not_before (monotonic time), at_most (bytes)."""

    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        self._run = run_of(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> PoliteHandler:
        """Return the handler for one crawl."""
        return cls(crawler)

    async def download_request(self, request: Request) -> Response:
        """Return the answer, unpacked; one that is to be kept is in `meta["answer"]`, too, as it was sent."""
        host = urlparse_cached(request).hostname or ""
        meta = request.meta
        pacer = self._run.pacer
        await pacer.turn(host, urgency=meta.get("urgency", ARTICLE), not_before=meta.pop("not_before", 0.0))
        self._run.tally.requests += 1
        try:
            headers = {str(name): str(value) for name, value in request.headers.to_unicode_dict().items()}
            fetcher = self._run.fetcher(meta.get("tag"))
            answer = await fetcher.fetch(request.url, headers, at_most=meta.get("at_most"))
        except LeadsInside as error:
            raise self._run.permits.explained(error, request.url, meta.get("tag")) from error
        finally:
            pacer.done(host)
        meta["download_latency"] = answer.latency_s
        if "keep" in meta:
            meta["answer"] = answer
        return _response(answer)

    async def close(self) -> None:
        """Close all connections."""
        await self._run.close()


def _response(answer: Answer) -> Response:
    """Return a plain Response: `crawler.page` makes the tree, so Scrapy need not guess an encoding."""
    return Response(answer.url, status=answer.status, headers=Headers(answer.headers), body=answer.body)
