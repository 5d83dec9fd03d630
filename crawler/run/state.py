"""What the parts of one run share: its session, the counts, what was found, why it ends."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from crawler.download import Session, session_of
from crawler.frontier import Walk
from crawler.run.health import Health
from pipelines.items import PageFailed
from pipelines.watch import Alarm, Trouble

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


@dataclass(slots=True)
class Tally:
    """Counts of one run."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: int = 0
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

    def __init__(self, session: Session) -> None:
        self.session = session
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
        self.signal: int | None = None
        self.fatal: str | None = None

    @property
    def is_stopping(self) -> bool:
        """True when the run was told to end before its work was done."""
        return self.signal is not None or self.fatal is not None


_runs: WeakKeyDictionary[Crawler, Run] = WeakKeyDictionary()


def run_of(crawler: Crawler) -> Run:
    """Return the run a Scrapy crawler makes; the same one for all its parts."""
    if crawler not in _runs:
        _runs[crawler] = Run(session_of(crawler))
    return _runs[crawler]
