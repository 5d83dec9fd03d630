"""What Scrapy hands each request and answer to: the guard, redirects, retries.

Each hop and each attempt is a request of its own, so that guard, robots.txt and pace hold for it.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from scrapy import Request
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached
from w3lib.url import safe_url_string

from crawler.download.client import FetchFailed
from crawler.download.guard import Permits, check
from crawler.download.session import errand_of, session_of
from crawler.download.throttle import MAX_ATTEMPTS, MAX_PAUSE_S, back_off_s, jitter, retry_after_s
from pipelines.configuration import without_login
from pipelines.errors import Refused, UnreadablePage
from pipelines.store import PASSING

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

MAX_HOPS = 10
_STATUSES = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_OVERLOADED = frozenset({429, 503})
LEAST_PAUSE_S = 0.1
JITTER_S = 0.25
"""Clients that were sent away at one moment come back spread over so long."""
_START = 4096
"""Bytes of a page in which a refresh is looked for."""
_MOST_COOKIES = 4000
_UNSEEN = re.compile(rb"<!--.*?(?:-->|\Z)|<(noscript|script)\b.*?(?:</\1|\Z)", re.IGNORECASE | re.DOTALL)
_REFRESH = re.compile(rb"<meta\b[^>]{0,2000}?http-equiv\s*=\s*[\"']?\s*refresh\b[^>]{0,2000}", re.IGNORECASE)
_TARGET = rb"(?:url\s*=\s*)?[\"']?\s*([^\"'>\s]{1,2000})"
_CONTENT = re.compile(
    rb"\bcontent\s*=\s*[\"']?\s*([0-9]{1,4})[^;,>\"']{0,9}[;,]\s*" + _TARGET,
    re.IGNORECASE,
)
_REFRESH_AT_MOST_S = 5
_SHOWN = 200
"""Letters of a target that is no address which a failure shows: it may be a whole page in data:."""


class GuardMiddleware:
    """Refuses a request before anything else is done for it, its robots.txt included.

    Each is made on behalf of a tag.
    """

    def __init__(self, permits: Permits) -> None:
        self._permits = permits

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> GuardMiddleware:
        """Return the middleware for one crawl."""
        return cls(session_of(crawler).permits)

    def process_request(self, request: Request) -> None:
        """Return when the address may be fetched; raise Refused when it may not."""
        check(request.url, self._permits.of(errand_of(request).tag_url))


class Redirects:
    """Turns a redirect into the request for its target, whose errand knows the way."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Redirects:
        """Return the middleware."""
        return cls()

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Return the response, or the request for the next hop; raise when it leads nowhere."""
        if response.status in _STATUSES and "Location" in response.headers:
            target = (response.headers.get("Location") or b"").decode("utf-8", "replace")
            return _hop(request, response, target, permanent=response.status in _PERMANENT)
        if response.status == HTTPStatus.OK and not errand_of(request).is_robots:
            refresh = refresh_target(response.body)
            if refresh and _joined(request.url, refresh) != request.url:
                return _hop(request, response, refresh, permanent=True)
        return response


def refresh_target(body: bytes) -> str | None:
    """Return where a page sends its visitors at once (as aliases of Hugo and Jekyll do), else None.

    What stands in a comment, or for visitors without scripts, moves nobody.
    """
    start = body[:_START]
    if b"refresh" not in start.lower():
        return None
    element = _REFRESH.search(_UNSEEN.sub(b" ", start))
    found = _CONTENT.search(element[0]) if element else None
    if not found or int(found[1]) > _REFRESH_AT_MOST_S:
        return None
    return found[2].decode("utf-8", "replace").replace("&amp;", "&")


def _joined(base: str, target: str) -> str:
    """Return the absolute address of a redirect's target, without its fragment; raise Refused without one."""
    try:
        url = without_login(safe_url_string(urljoin(base, target.strip())).partition("#")[0])
    except ValueError as error:
        raise _leads_nowhere(target, base) from error
    if "://" not in url:  # javascript:, mailto:, about:blank
        raise _leads_nowhere(target, base)
    return url


def _leads_nowhere(target: str, base: str) -> Refused:
    return Refused(f"a redirect leads to {target[:_SHOWN]!r}, which is no address of a page", url=base)


def _hop(request: Request, response: Response, target: str, *, permanent: bool) -> Request:
    """Return the request for the next hop."""
    url = _joined(request.url, target)
    errand = errand_of(request)
    hops = (*errand.hops, request.url)
    cookies = _cookies(request, response) if _same_host(request.url, url) else ""
    if len(hops) > MAX_HOPS:
        raise UnreadablePage(f"more than {MAX_HOPS} redirects one after the other", url=hops[0])
    if url in hops and cookies == _cookie_header(request):
        raise UnreadablePage("its redirects go round in a circle", url=hops[0])
    headers = request.headers.copy()
    # The marks of the page that was asked for say nothing about another one.
    for name in ("Cookie", "If-None-Match", "If-Modified-Since"):
        headers.pop(name, None)
    if cookies:
        headers["Cookie"] = cookies
    hop: Request = request.replace(
        url=url,
        meta=errand.to_next_hop(hops, permanent=permanent).as_meta(),
        headers=headers,
        dont_filter=True,
        priority=request.priority + 1,
    )
    return hop


def _same_host(one: str, other: str) -> bool:
    return urlparse_cached(Request(one)).hostname == urlparse_cached(Request(other)).hostname


def _cookie_header(request: Request) -> str:
    return (request.headers.get("Cookie") or b"").decode("latin-1")


def _cookies(request: Request, response: Response) -> str:
    """Return the cookies for the next hop: sites that test for cookies redirect in circles without them.

    They live as long as this chain of redirects; nothing else is ever sent back.
    """
    jar: dict[str, str] = {}
    pairs = _cookie_header(request).split("; ")
    pairs += [value.decode("latin-1").partition(";")[0] for value in response.headers.getlist("Set-Cookie")]
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if equals and name.strip():
            jar[name.strip()] = value.strip()
    return "; ".join(f"{name}={value}" for name, value in jar.items())[:_MOST_COOKIES]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do after a bad answer: `wait_s` None means no further attempt."""

    wait_s: float | None = None
    whole_host: bool = False
    """The wait is for all pages of the host, not for this one alone."""
    give_up: str | None = None
    """Why the host is to be left alone for this run."""


def after_status(status: int, retry_after: float | None, attempt: int, luck: float) -> Verdict:
    """Return what to do after the nth answer (from 1) with a status that may pass."""
    if retry_after is not None and retry_after > MAX_PAUSE_S:
        asked = f"it asks to be left in peace for {retry_after:,.0f} s (status {status})"
        return Verdict(give_up=asked if status in _OVERLOADED else None)
    host_wide = status == HTTPStatus.TOO_MANY_REQUESTS or (
        status == HTTPStatus.SERVICE_UNAVAILABLE and retry_after is not None
    )
    wait = back_off_s(attempt, luck)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        wait *= 2
    if retry_after is not None:
        wait = max(retry_after, LEAST_PAUSE_S) + luck * JITTER_S
    return Verdict(wait_s=wait if attempt < MAX_ATTEMPTS else None, whole_host=host_wide)


def after_failure(kind: str, attempt: int, luck: float) -> Verdict:
    """Return what to do after the nth attempt without an answer; a drip or a bad certificate stays so."""
    attempts = {"tls": 1, "slow": 1, "timeout": 2}.get(kind, MAX_ATTEMPTS)
    return Verdict(wait_s=back_off_s(attempt, luck) if attempt < attempts else None)


class Retries:
    """Asks again after answers and failures that may pass, and tells the pacer how the host is doing."""

    def __init__(self, crawler: Crawler) -> None:
        self._session = session_of(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Retries:
        """Return the middleware for one crawl."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Return the response, or the request for another attempt."""
        host = urlparse_cached(request).hostname or ""
        pace = self._session.pacer.pace(host)
        if response.status not in PASSING:
            pace.answered(errand_of(request).latency_s)
            return response
        header = response.headers.get("Retry-After")
        asked = retry_after_s(header.decode("latin-1") if header else None, datetime.now(UTC))
        verdict = after_status(response.status, asked, errand_of(request).attempt, jitter())
        return self._act(verdict, request) or response

    def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """Return the request for another attempt, or None when the failure stands."""
        if not isinstance(exception, FetchFailed) or self._session.is_stopping:
            return None
        return self._act(after_failure(exception.kind, errand_of(request).attempt, jitter()), request)

    def _act(self, verdict: Verdict, request: Request) -> Request | None:
        host = urlparse_cached(request).hostname or ""
        pace = self._session.pacer.pace(host)
        now = time.monotonic()
        if verdict.whole_host:
            pace.overloaded(now, verdict.wait_s or 0.0)
        if verdict.give_up:
            self._session.pacer.give_up(host, verdict.give_up)
        elif verdict.wait_s is not None:
            return _again(request, now + verdict.wait_s)
        else:
            pace.failed(request.url)
        return None


def _again(request: Request, not_before: float) -> Request:
    """Return the request for its next attempt."""
    errand = errand_of(request).again(not_before)
    again: Request = request.replace(meta=errand.as_meta(), dont_filter=True, priority=request.priority + 1)
    return again
