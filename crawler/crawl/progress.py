"""What a run shows while it goes on: a bar on a terminal, a line now and then in a log."""

from __future__ import annotations

import logging
import sys
import time
import warnings
from types import TracebackType
from typing import TYPE_CHECKING, Any, TextIO

from scrapy import signals

from crawler.crawl.run import run_of
from crawler.crawl.walk import counted
from pipelines.characters import plain

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID
    from scrapy.crawler import Crawler

    from crawler.crawl.run import Tally

logger = logging.getLogger("crawler")

_OURS = frozenset({"crawler", "pipelines"})
EVERY_S = 15.0
"""Between two lines of a log."""

_AT_ONCE, _LATER = "%H:%M:%S", "%Y-%m-%dT%H:%M:%S%z"
"""The time of a line: for a person who reads it as it comes, and in a log."""


class _Stderr(logging.Handler):
    """Writes to what stderr is at the time: a progress bar takes its place, and lines go above it."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        stream: TextIO = sys.stderr
        stream.write(plain(self.format(record)) + "\n")
        stream.flush()


def configure_logging(*, quiet: bool, debug: bool) -> None:
    """Send our own lines to stderr, and those of the libraries only when asked for."""
    handler = _Stderr(logging.DEBUG if debug else logging.ERROR if quiet else logging.INFO)
    handler.setFormatter(
        logging.Formatter("%(asctime)s %(message)s", _AT_ONCE if sys.stderr.isatty() else _LATER)
    )
    if not debug:
        handler.addFilter(lambda record: record.name.partition(".")[0] in _OURS)
        warnings.simplefilter("ignore")
    logging.basicConfig(handlers=[handler], level=logging.DEBUG if debug else logging.INFO, force=True)


class Progress:
    """Shows how a run is getting on, from `with` to its end."""

    def __init__(self, crawler: Crawler, *, quiet: bool) -> None:
        self._crawler = crawler
        self._said = time.monotonic()
        self._bar: Bar | None = None
        self._task: TaskID | None = None
        if not quiet:
            crawler.signals.connect(self.item_scraped, signals.item_scraped)
            if sys.stderr.isatty():
                self._bar = _bar()
                self._task = self._bar.add_task("", total=None, state="looking at the first page")

    def __enter__(self) -> Progress:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def item_scraped(self, item: Any) -> None:
        """Show the counts, which are those of after the item."""
        tally = run_of(self._crawler).tally
        if self._bar is not None and self._task is not None:
            total = max(tally.planned, 1)
            self._bar.update(self._task, completed=tally.done, total=total, state=state_of(tally))
        elif time.monotonic() - self._said >= EVERY_S:
            self._said = time.monotonic()
            logger.info("%d of %s; %s", tally.done, counted(tally.planned, "article"), state_of(tally))


def state_of(tally: Tally) -> str:
    """Return the counts beside the bar."""
    parts = [counted(tally.listing_pages, "page")]
    if tally.new:
        parts.append(f"{tally.new:,} new")
    if tally.failed:
        parts.append(f"{tally.failed:,} failed")
    return ", ".join(parts)


def _bar() -> Bar:
    """Return a bar that fits 80 columns: articles, share, time left, counts."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    return Bar(
        TextColumn("articles"),
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.fields[state]}"),
        console=Console(stderr=True),
        refresh_per_second=4,
        transient=True,
        expand=True,
    )
