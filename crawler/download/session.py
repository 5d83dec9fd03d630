"""What the requests of one run share: who may be asked, the pace of each host, the connections."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from crawler.download.client import Fetcher, Limits
from crawler.download.guard import Origin
from crawler.download.permits import Permits
from crawler.download.throttle import Pacer
from pipelines import configuration
from pipelines.archive import PassingPages
from pipelines.errors import UsageError

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings


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
