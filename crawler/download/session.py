"""What each request carries, its errand; what those of one run share, its session; and who sends them.

An errand is all of ours that travels in `request.meta`, there and back. The session knows who may be asked,
the pace of each host, the connections. The handler is Scrapy's way to the network.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal
from weakref import WeakKeyDictionary

from scrapy import Request
from scrapy.http import Headers, Response
from scrapy.utils.httpobj import urlparse_cached

from crawler.download.client import Answer, Fetcher, Limits
from crawler.download.guard import LeadsInside, Origin, Permits
from crawler.download.throttle import Pacer
from pipelines import configuration
from pipelines.archive import PassingPages
from pipelines.errors import UsageError
from pipelines.items import Fetch

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.settings import BaseSettings


URGENT = 2
LISTING = 1
ARTICLE = 0
"""Who goes first when a host can be asked: robots.txt, then listings, then articles."""

Archived = Literal["kept", "lost", "none"]
"""Whether a known page is in the archive whole, should be there and is not, or need not be."""

_KEY = "errand"


@dataclass(slots=True)
class Errand:
    """Asked with `tag_url`: on whose behalf; `keep`: the address in the file of a page to be archived."""

    tag_url: str | None = None
    urgency: int = ARTICLE
    keep: str | None = None
    known_sha256: str | None = None
    """Of the page as it was had last."""
    archived: Archived = "none"
    is_robots: bool = False
    at_most: int | None = None
    """Bytes to be read."""

    attempt: int = 1
    not_before: float = 0.0
    """Monotonic time of the next attempt."""
    hops: tuple[str, ...] = ()
    """Addresses that led here by redirects."""
    is_moved: bool = False
    """All of these redirects are for good."""

    answer: Answer | None = None
    """As it was sent, until it is archived."""
    latency_s: float = 0.0
    fetch: Fetch | None = None
    """The row of the fetch: stored only after what the page says, lest a killed run take it for known."""
    is_same: bool = False
    """Byte for byte the page that was known."""
    is_alike: bool = False
    """It reads as the known one does, whatever its bytes."""
    write: Callable[[], Fetch] | None = None
    """Archives the page when it has been read, where a copy that says the same may make that needless."""

    def as_meta(self) -> dict[str, Any]:
        """Return the `meta` of a request for this."""
        return {_KEY: self}

    def again(self, not_before: float) -> Errand:
        """Return the errand of the next attempt."""
        return replace(self, attempt=self.attempt + 1, not_before=not_before, answer=None)

    def to_next_hop(self, hops: tuple[str, ...], *, permanent: bool) -> Errand:
        """Return the errand that follows a redirect."""
        moved = permanent and (self.is_moved or not self.hops)
        return replace(self, attempt=1, hops=hops, is_moved=moved, answer=None, fetch=None, write=None)


def errand_of(asked: Request | Response) -> Errand:
    """Return the errand of a request, or of the request that an answer is for."""
    errand: Errand | None = asked.meta.get(_KEY)
    if errand is None:  # a request that Scrapy or another spider made
        errand = asked.meta[_KEY] = Errand()
    return errand


class Session:
    """`typed`: the addresses that the user named."""

    def __init__(self, settings: BaseSettings, typed: list[str]) -> None:
        self.permits = Permits(typed)
        self.pacer = Pacer(settings.getfloat("READMORE_DELAY_S"))
        self.passing = passing_pages(settings)
        """The pages of this run, when none are archived."""
        self.requests = 0
        """How many were sent."""
        self.is_stopping = False
        """Nothing is asked again."""
        self._user_agent: str = settings["USER_AGENT"]
        self._limits = limits_of(settings)
        self._logins = configuration.known_logins()
        self._fetchers: dict[tuple[frozenset[Origin], frozenset[str]], Fetcher] = {}

    def fetcher(self, tag_url: str | None) -> Fetcher:
        """Return the connections for a tag, opened when first needed (an event loop must be running).

        Tags that may reach other internal places than each other, or have another login, share none, nor what
        names stand for.
        """
        allowed, login = self.permits.of(tag_url), self._login_of(tag_url)
        key = allowed, frozenset(login)
        if key not in self._fetchers:
            self._fetchers[key] = Fetcher(
                user_agent=self._user_agent,
                allowed=allowed,
                learn=self.permits.learn,
                limits=self._limits,
                logins=login,
            )
        return self._fetchers[key]

    def is_own(self, url: str, tag_url: str | None) -> bool:
        """True when an address opens to a tag and may be closed to others: it is inside, or takes a login."""
        login = self._login_of(tag_url)
        return bool(login and configuration.origin(url) in login) or self.permits.allows(url, tag_url)

    def _login_of(self, tag_url: str | None) -> dict[str, str]:
        """Return the login for a tag's own origin, by that origin; what another tag links to gets none."""
        place = configuration.origin(tag_url) if tag_url and self._logins else ""
        return {place: self._logins[place]} if place in self._logins else {}

    def stop(self) -> None:
        """Let no further request be sent."""
        self.is_stopping = True
        self.pacer.close()

    async def close(self) -> None:
        """Break off what is still being fetched."""
        self.pacer.close()
        for fetcher in self._fetchers.values():
            await fetcher.close()


def limits_of(settings: BaseSettings) -> Limits:
    """Return the limits the settings give."""
    return Limits(
        connect_s=settings.getfloat("READMORE_CONNECT_TIMEOUT_S"),
        idle_s=settings.getfloat("READMORE_IDLE_TIMEOUT_S"),
        total_s=settings.getfloat("DOWNLOAD_TIMEOUT"),
        size=settings.getint("DOWNLOAD_MAXSIZE"),
    )


def passing_pages(settings: BaseSettings) -> PassingPages | None:
    """Return where a run has its pages that archives none; UsageError for a setting that means nothing."""
    kept = settings.get("READMORE_ARCHIVE", "all")
    if kept not in ("all", "none"):
        raise UsageError(f"READMORE_ARCHIVE is {kept!r}; say all or none")
    return PassingPages() if kept == "none" else None


def user_agent(version: str, contact: str | None) -> str:
    """Return what we call ourselves; a site's owner finds whom to write to, when the user gave a contact."""
    return f"readmore/{version} (+{contact})" if contact else f"readmore/{version}"


_sessions: WeakKeyDictionary[Crawler, Session] = WeakKeyDictionary()


def session_of(crawler: Crawler) -> Session:
    """Return the session of a Scrapy crawler; the same one for all its parts."""
    if crawler not in _sessions:
        _sessions[crawler] = Session(crawler.settings, list(getattr(crawler.spider, "urls", ())))
    return _sessions[crawler]


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
