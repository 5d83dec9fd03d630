"""What the parts of one run share: the pace of each host, the connections, the counts, why it ends."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from crawler.download.client import Fetcher, Limits
from crawler.download.guard import Origin
from crawler.download.permits import Permits
from crawler.download.throttle import Pacer
from crawler.frontier.pagination import Walk
from crawler.run.health import Health
from pipelines import logins
from pipelines.alarms import Alarm
from pipelines.errors import UsageError
from pipelines.items import PageFailed
from pipelines.passing import PassingPages
from pipelines.troubles import Trouble

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings

URGENT = 2
LISTING = 1
ARTICLE = 0
"""Who goes first when a host can be asked: robots.txt, then listings, then articles."""


@dataclass(slots=True)
class Tally:
    """Counts of one run."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: int = 0
    requests: int = 0
    listing_pages: int = 0
    planned: int = 0
    """Articles asked for or to be asked for."""
    done: int = 0
    """Of these, how many have come to an end, good or bad."""
    began: float = field(default_factory=time.monotonic)

    def seconds(self) -> float:
        """Return how long the run has taken so far."""
        return time.monotonic() - self.began


class Run:
    """One crawl. `fatal` is the sentence to end with when it cannot go on; `signal` the one that ended it."""

    def __init__(self, settings: BaseSettings, typed: list[str]) -> None:
        self.permits = Permits(typed)
        self.user_agent: str = settings["USER_AGENT"]
        self.limits = limits_of(settings)
        self.logins = logins.known()
        self.pacer = Pacer(settings.getfloat("READMORE_DELAY_S"))
        self.tally = Tally()
        self.health = Health()
        self.alarms: list[Alarm] = []
        """What looked wrong and did not before; filled in when the run ends."""
        self.walks: list[Walk] = []
        """The walks that have ended, in the order in which they did."""
        self.troubles: list[Trouble] = []
        """All that is wrong with the file's tags when the run has ended."""
        self.failed_anew = 0
        """Pages that failed and are neither told of by their list's trouble nor accepted."""
        self.first_failures: list[PageFailed] = []
        self.resting: set[str] = set()
        """Keys of pages that failed in earlier runs and were not asked for in this one."""
        self.passing = passing_pages(settings)
        """The pages of this run, when none are archived."""
        self.signal: int | None = None
        self.fatal: str | None = None
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
                user_agent=self.user_agent,
                allowed=allowed,
                learn=self.permits.learn,
                limits=self.limits,
                logins=login,
            )
        return self._fetchers[key]

    def is_own(self, url: str, tag_url: str | None) -> bool:
        """True when an address opens to a tag and may be closed to others: it is inside, or takes a login."""
        login = self._login_of(tag_url)
        return bool(login and logins.origin(url) in login) or self.permits.allows(url, tag_url)

    def _login_of(self, tag_url: str | None) -> dict[str, str]:
        """Return the login for a tag's own origin, by that origin; what another tag links to gets none."""
        place = logins.origin(tag_url) if tag_url and self.logins else ""
        return {place: self.logins[place]} if place in self.logins else {}

    @property
    def is_stopping(self) -> bool:
        """True when the run was told to end before its work was done."""
        return self.signal is not None or self.fatal is not None

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


_runs: WeakKeyDictionary[Crawler, Run] = WeakKeyDictionary()


def run_of(crawler: Crawler) -> Run:
    """Return the run a Scrapy crawler makes; the same one for all its parts."""
    if crawler not in _runs:
        _runs[crawler] = Run(crawler.settings, list(getattr(crawler.spider, "urls", ())))
    return _runs[crawler]
