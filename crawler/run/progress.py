"""What a run shows while it goes on: a bar on a terminal, a line now and then in a log."""

from __future__ import annotations

import logging
import sys
import time
import warnings
from types import TracebackType
from typing import TYPE_CHECKING, Any, TextIO

from scrapy import signals

from crawler.frontier import counted
from crawler.run.outcome import figures, missing
from crawler.run.state import run_of
from pipelines.characters import plain

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID
    from rich.table import Table
    from scrapy.crawler import Crawler

    from crawler.run.state import Run, Tally
    from pipelines.watch import Trouble

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


def print_summary(run: Run, path: str) -> None:
    """Print what the run did: how far each listing was walked, and the counts as a table."""
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=True)
    for walk in run.walks:
        console.print(walk.tag_url, plain(f"  {walk.story()}"), sep="\n", markup=False)
    console.print(_table(run))
    for hint in hints(run, path):
        console.print(plain(hint), markup=False)


def _table(run: Run) -> Table:
    from rich.table import Table

    table = Table(box=None, header_style="dim", padding=(0, 2))
    counts = figures(run.tally, run.session.requests)
    for name in counts:
        style = {"new": "bold green", "failed": "bold red"}.get(name, "") if counts[name] else ""
        table.add_column(name, justify="right", style=style)
    table.add_row(*(f"{value:,}" for value in counts.values()))
    return table


def hints(run: Run, path: str) -> list[str]:
    """Return what the user should know or do next, a sentence each."""
    sentences = [_sentence(trouble, run) for trouble in run.troubles if trouble.kind == "alarm"]
    failed = run.tally.failed
    if failed:
        pages = "a page" if failed == 1 else f"{failed:,} pages"
        sentences.append(f"Why {pages} could not be read stands in the table failures of {path}.")
    if run.resting:
        rest = counted(len(run.resting), "page") + " that failed before"
        sentences.append(f"Asked for again later: {rest}; `readmore crawl --recheck all` asks at once.")
    if run.signal is not None:
        sentences.append("The run was interrupted; the same command goes on where it stopped.")
    sentences += [
        f"{walk.tag_url} promises {counted(missing(walk), 'article')} more than it shows."
        for walk in run.walks
        if missing(walk)
    ]
    if any(trouble.is_grave for trouble in run.troubles):
        sentences.append(f"`readmore status --db {path}` lists what is wrong.")
    return sentences + _unseen(run)


def _sentence(alarm: Trouble, run: Run) -> str:
    if alarm.accepted_at:
        return f"As accepted: {alarm.reason}."
    is_new = any((alarm.about, alarm.key) == (each.about, each.key) for each in run.alarms)
    return f"{'Something looks wrong' if is_new else f'Still wrong since {alarm.since}'}: {alarm.reason}."


def _unseen(run: Run) -> list[str]:
    """Return which tags' feeds list articles that stand on no card, although the whole listing was walked."""
    whole = [walk for walk in run.walks if walk.feed and walk.complete and walk.is_whole]
    missed = [(walk, len(walk.feed.unseen(walk.cards))) for walk in whole if walk.feed]
    return [
        f"The feed or API of {walk.tag_url} lists {counted(count, 'article')} that no card shows."
        for walk, count in missed
        if count
    ]
