"""Scrapy's way to the network: waits for the host's turn, fetches within the limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy import Request
from scrapy.http import Headers, Response
from scrapy.utils.httpobj import urlparse_cached

from crawler.download.client import Answer
from crawler.download.errand import errand_of
from crawler.download.guard import LeadsInside
from crawler.download.session import session_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class PoliteHandler:
    """Fetches http and https, as each request's errand says."""

    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        self._session = session_of(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> PoliteHandler:
        """Return the handler for one crawl."""
        return cls(crawler)

    async def download_request(self, request: Request) -> Response:
        """Return the answer, unpacked; the errand of one that is to be kept has it, too, as it was sent."""
        host = urlparse_cached(request).hostname or ""
        errand = errand_of(request)
        pacer = self._session.pacer
        await pacer.turn(host, urgency=errand.urgency, not_before=errand.not_before)
        self._session.requests += 1
        try:
            headers = {str(name): str(value) for name, value in request.headers.to_unicode_dict().items()}
            fetcher = self._session.fetcher(errand.tag_url)
            answer = await fetcher.fetch(request.url, headers, at_most=errand.at_most)
        except LeadsInside as error:
            raise self._session.permits.explained(error, request.url, errand.tag_url) from error
        finally:
            pacer.done(host)
        errand.latency_s = answer.latency_s
        if errand.keep:
            errand.answer = answer
        return _response(answer)

    async def close(self) -> None:
        """Close all connections."""
        await self._session.close()


def _response(answer: Answer) -> Response:
    """Return a plain Response: `Page` makes the tree, so Scrapy need not guess an encoding."""
    return Response(answer.url, status=answer.status, headers=Headers(answer.headers), body=answer.body)
