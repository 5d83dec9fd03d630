"""Which failed requests are worth another attempt, and when."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from scrapy import Request
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from crawler.download.client import FetchFailed
from crawler.download.errand import errand_of
from crawler.download.session import session_of
from crawler.download.throttle import MAX_ATTEMPTS, MAX_PAUSE_S, back_off_s, jitter, retry_after_s
from pipelines.store import PASSING

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

_OVERLOADED = frozenset({429, 503})


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
    host_wide = status == 429 or (status == 503 and retry_after is not None)
    wait = back_off_s(attempt, luck)
    if status == 429:
        wait *= 2
    if retry_after is not None:
        wait = max(retry_after, 0.1) + luck / 4
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
