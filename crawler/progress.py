"""What a run shows while it goes on, and the figures at its end."""

from __future__ import annotations

import logging
import sys
import warnings
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from crawler.run import Tally

logger = logging.getLogger("crawler")


def configure_logging(*, quiet: bool, debug: bool) -> None:
    """Send our own lines to stderr, and those of the libraries only when asked for."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%H:%M:%S"))
    handler.setLevel(logging.DEBUG if debug else logging.ERROR if quiet else logging.INFO)
    if not debug:
        handler.addFilter(logging.Filter("crawler"))
        warnings.simplefilter("ignore")
    logging.basicConfig(handlers=[handler], level=logging.DEBUG if debug else logging.INFO, force=True)


class Progress:
    """Shows how a run is getting on."""

    def __init__(self, crawler: Crawler, *, quiet: bool) -> None:
        self._crawler = crawler
        self._quiet = quiet

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None


def print_summary(tally: Tally, path: str) -> None:
    """Print the figures of a run."""
    print(tally, path)
