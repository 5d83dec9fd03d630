"""Watches one run: its row in `crawls`, what became of each page, what must not go on."""

from __future__ import annotations

import asyncio
import logging
import shlex
import sys
from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from scrapy import signals
from scrapy.exceptions import NotConfigured
from scrapy.logformatter import LogFormatter
from twisted.python.failure import Failure

from crawler import __version__
from crawler.run.outcome import completeness, exit_code, figures, found, over, verdict
from crawler.run.state import run_of
from crawler.run.watchdog import broken_off_at
from pipelines.configuration import without_login
from pipelines.errors import CorpusError, UsageError, sentence
from pipelines.items import ArticleRead, PageDone, PageFailed
from pipelines.moments import now
from pipelines.store import corpus_of
from pipelines.watch import accepted_failures, settle, update_alarms

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler


logger = logging.getLogger(__name__)

COMMIT_S = 0.2
"""What is stored within this time shares one commit. Others who want to write wait as long."""
GRACE_S = 3.0
"""What is under way when a run is told to end may take this long to be finished."""
SHOWN_FAILURES = 10


class QuietFormatter(LogFormatter):
    """No line per page: the file and the counts tell of each."""

    def crawled(self, *_: Any, **__: Any) -> Any:
        """Say nothing."""

    def scraped(self, *_: Any, **__: Any) -> Any:
        """Say nothing."""

    def dropped(self, *_: Any, **__: Any) -> Any:
        """Say nothing."""


class Monitor:
    """Holds the file and its lock from the first request to the last row."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.run = run_of(crawler)
        self.corpus = corpus_of(crawler)
        self._held = ExitStack()
        self._held.callback(self.corpus.close)
        self._held.enter_context(self.corpus.lock())
        command = crawler.settings["READMORE_COMMAND"]
        command = command or shlex.join(["readmore", *map(without_login, sys.argv[1:])])
        self.crawl_id = self.corpus.begin_crawl(
            crawler.spider.urls,  # type: ignore[union-attr]
            *(command, now()),
            version=__version__,
        )
        self.corpus.gather(self._commit_soon)
        began_at = broken_off_at()
        self.run.tally.new = self._new_before = self.corpus.new_since(began_at) if began_at else 0
        crawler.signals.connect(self.item_scraped, signals.item_scraped)
        crawler.signals.connect(self.item_lost, signals.item_error)
        crawler.signals.connect(self.spider_failed, signals.spider_error)
        crawler.signals.connect(self.spider_closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Monitor:
        """Return the monitor of a crawl; raise NotConfigured for spiders that store nothing."""
        if getattr(crawler.spider, "name", None) != "tag":
            raise NotConfigured
        if not crawler.settings["READMORE_DB"]:
            raise UsageError("no file was named; say -s READMORE_DB=corpus.db")
        return cls(crawler)

    def item_scraped(self, item: Any) -> None:
        """Count what the pipelines made of an item."""
        if isinstance(item, PageDone):
            return
        self.run.health.note(item)
        tally, stats = self.run.tally, self.crawler.stats
        assert stats is not None
        new = [stats.get_value(f"readmore/articles/{kind}", 0) for kind in ("new", "duplicate")]
        tally.new = self._new_before + sum(new)
        tally.updated = stats.get_value("readmore/articles/updated", 0)
        tally.unchanged = stats.get_value("readmore/articles/unchanged", 0)
        if isinstance(item, PageFailed):
            self._note_failure(item)

    def _commit_soon(self, commit: Callable[[], None]) -> None:
        asyncio.get_running_loop().call_later(COMMIT_S, self._commit, commit)

    def _commit(self, commit: Callable[[], None]) -> None:
        """Commit, and end the run when that fails: an error here would be lost in the log of the loop."""
        try:
            commit()
        except Exception as error:
            self.end(error)

    def item_lost(self, item: Any, failure: Failure) -> None:
        """Note an item that could not be stored; end the run when the file cannot take any."""
        error = failure.value or RuntimeError("unknown")
        if isinstance(error, CorpusError | OSError):
            self.end(error)
            return
        url = item.link if isinstance(item, ArticleRead) else getattr(item, "url", "")
        failed = PageFailed(url, "store", sentence(error), now())
        try:
            self.corpus.save_failure(failed)
        except CorpusError as worse:
            self.end(worse)
        self._note_failure(failed)

    def _note_failure(self, failed: PageFailed) -> None:
        """Count a failed page and say so, the first times."""
        self.run.tally.failed += 1
        if len(self.run.first_failures) < SHOWN_FAILURES:
            self.run.first_failures.append(failed)
            logger.info("not read: %s: %s", failed.url, failed.error)
        elif self.run.tally.failed == SHOWN_FAILURES + 1:
            logger.info("more pages fail; each is a row in the table failures")

    def spider_failed(self, failure: Failure) -> None:
        """End the run on what the spider could not deal with itself."""
        self.end(failure.value or RuntimeError("unknown"))

    def end(self, error: BaseException) -> None:
        """Stop the run because it cannot go on."""
        if self.run.fatal is None:
            self.run.fatal = sentence(error)
            self._stop()

    def interrupt(self, signum: int) -> None:
        """Stop the run because the user or the system said so."""
        self.run.signal = signum
        self._stop()

    def _stop(self) -> None:
        """Let nothing new begin, and break off what is not finished soon."""
        self.run.session.stop()
        loop = asyncio.get_running_loop()
        tasks = [loop.create_task(self.crawler.stop_async())]
        loop.call_later(GRACE_S, lambda: tasks.append(loop.create_task(self.run.session.close())))
        self._tasks = tasks

    def spider_closed(self, spider: Spider) -> None:
        """Close the row of the run, then the file."""
        with self._held:
            try:
                self.corpus.gather(None)
                self._judge()
                self.corpus.end_crawl(
                    self.crawl_id,
                    now(),
                    figures(self.run.tally, self.run.session.requests),
                    completeness=completeness(self.run.walks),
                    alarms=[alarm.text for alarm in self.run.alarms],
                    exit_code=exit_code(self.run),
                )
            except CorpusError as error:
                self.run.fatal = self.run.fatal or sentence(error)

    def _judge(self) -> None:
        """Raise and clear alarms; a run that was broken off has not seen enough to be judged by."""
        if self.run.is_stopping:
            return
        said = self.run.health.judge(self.corpus, self.crawl_id)
        self.run.alarms = update_alarms(self.corpus, said, now())
        for alarm in self.run.alarms:
            logger.warning("something looks wrong: %s", alarm.text)
        verdicts = [verdict(walk) for walk in self.run.walks]
        with self.corpus.atomic():
            self.run.troubles = settle(self.corpus.sql, found(verdicts), over(verdicts), now(), self.crawl_id)
        told = sum(each.failures for each in verdicts) + accepted_failures(self.corpus.sql, self.crawl_id)
        self.run.failed_anew = self.run.tally.failed - told
