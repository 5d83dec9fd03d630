"""What a site's robots.txt allows and how fast, read as RFC 9309 says.

Missing (4xx) allows everything; a file that cannot be had (5xx, no answer) forbids everything for this run.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawler.download.client import FetchFailed
from crawler.download.session import URGENT, Errand, errand_of, session_of
from crawler.download.throttle import MAX_DELAY_S, GivenUp, Stopped
from pipelines.errors import ReadmoreError, Refused

if TYPE_CHECKING:
    from protego import Protego
    from scrapy.crawler import Crawler

TOKEN = "readmore"
"""The name by which a robots.txt may address us."""

MAX_SIZE = 512_000
"""RFC 9309 asks for at least 500 KiB to be read; the rest is not."""


class RobotsForbid(Refused):
    """The site's robots.txt keeps us from this page."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What one origin's robots.txt says; without a file all is allowed, unless `closed` says why not."""

    file: Protego | None = None
    closed: str | None = None
    unreachable: FetchFailed | Refused | None = None
    """No connection to the host at all, or none that may be made, which is no matter of robots.txt."""
    delay_s: float = 0.0

    def why_not(self, url: str) -> str | None:
        """Return why the address must not be asked for, None when it may be."""
        if self.closed:
            return self.closed
        if self.file is not None and not self.file.can_fetch(url, TOKEN):
            return "robots.txt forbids this page"
        return None


def read_rules(status: int, body: bytes) -> Rules:
    """Return the rules in an answer to the request for robots.txt. Never raises."""
    if status >= 500 or status == 429:
        return Rules(closed=f"robots.txt could not be had (status {status}), so nothing may be asked for")
    if not 200 <= status < 300:
        return Rules()
    from protego import Protego

    file = Protego.parse(_whole_lines(body).decode("utf-8-sig", "replace"))
    return Rules(file=file, delay_s=min(_delay_s(file), MAX_DELAY_S))


def _whole_lines(body: bytes) -> bytes:
    """Return as much as is read, without the line in which it ends: "/private" cut to "/" closes a site."""
    if len(body) < MAX_SIZE:
        return body
    read = body[:MAX_SIZE].replace(b"\r", b"\n")
    return read[: read.rfind(b"\n") + 1]


def _delay_s(file: Protego) -> float:
    """Return the seconds between two requests that Crawl-delay or Request-rate asks for."""
    delay = file.crawl_delay(TOKEN) or 0.0
    rate = file.request_rate(TOKEN)
    per_request = rate.seconds / rate.requests if rate and rate.requests > 0 else 0.0
    return max(float(delay), per_request, 0.0)


class RobotsMiddleware:
    """Asks each origin for its robots.txt first, once a run, and keeps to it."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._session = session_of(crawler)
        self._rules: dict[tuple[str, bool], asyncio.Future[Rules]] = {}
        """By origin; one that opens to some tags alone is asked again for others."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RobotsMiddleware:
        """Return the middleware for one crawl."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Return when the request is allowed; raise RobotsForbid when it is not."""
        errand = errand_of(request)
        if errand.is_robots:
            return
        rules = await self._rules_for(request.url, errand.tag_url)
        if rules.unreachable:
            raise rules.unreachable
        reason = rules.why_not(request.url)
        if reason:
            raise RobotsForbid(reason, url=request.url)

    async def _rules_for(self, url: str, tag_url: str | None) -> Rules:
        """Return the rules of the address' origin; whoever comes first asks, the others wait."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        key = origin, self._session.is_own(url, tag_url)
        if key in self._rules:
            return await asyncio.shield(self._rules[key])
        found: asyncio.Future[Rules] = asyncio.get_running_loop().create_future()
        self._rules[key] = found
        try:
            rules = await self._ask(origin, tag_url)
        except BaseException as error:
            found.set_exception(error)
            found.exception()
            raise
        self._session.pacer.pace(parts.hostname or "").robots_s = rules.delay_s
        found.set_result(rules)
        # By now the name may be known to lead outside.
        self._rules.setdefault((origin, self._session.is_own(url, tag_url)), found)
        return rules

    async def _ask(self, origin: str, tag_url: str | None) -> Rules:
        """Return the rules of an origin; raise only when the run ends or the host is given up."""
        errand = Errand(tag_url, URGENT, is_robots=True, at_most=MAX_SIZE)
        request = Request(
            f"{origin}/robots.txt", callback=NO_CALLBACK, meta=errand.as_meta(), dont_filter=True
        )
        assert self._crawler.engine is not None
        try:
            response: Response = await self._crawler.engine.download_async(request)
        except (GivenUp, Stopped):
            raise
        except FetchFailed as error:
            if error.kind in ("dns", "connect", "tls"):
                return Rules(unreachable=error)
            return Rules(closed=f"robots.txt could not be had ({error}), so nothing may be asked for")
        except Refused as error:
            if error.url == request.url:
                return Rules(unreachable=error)
            return Rules(closed=f"robots.txt could not be had ({error}), so nothing may be asked for")
        except ReadmoreError as error:
            return Rules(closed=f"robots.txt could not be had ({error}), so nothing may be asked for")
        return read_rules(response.status, response.body)
