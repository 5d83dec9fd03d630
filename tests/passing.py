"""A crawl in a process of its own that tells what it passed: modules, and what its spider yielded.

`python -m tests.passing URL DB` prints, as JSON, the first call of each function, the requests and the items
that the spider yielded, and the items that came out of the item pipelines.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from types import FrameType
from typing import Any

import scrapy

import crawler
import pipelines

ROOT = Path(__file__).parent.parent
MAKERS = frozenset({"__init__", "from_crawler", "_open", "corpus_of", "session_of", "run_of"})
"""What they call puts the parts of a run together; no page has passed yet."""

yielded: list[str] = []
read: list[str] = []
stored: list[str] = []


class Trace:
    """Which functions of the program were called, each once, in order."""

    def __init__(self) -> None:
        self.calls: dict[tuple[str, str], None] = {}
        self._files: dict[str, str | None] = {}
        self._making = 0

    def __call__(self, frame: FrameType, event: str, _: object) -> None:
        """Take an event of the interpreter."""
        if event not in ("call", "return") or not (file := self._file(frame.f_code.co_filename)):
            return
        if frame.f_code.co_name in MAKERS:
            self._making += 1 if event == "call" else -1
        elif event == "call" and not self._making:
            self.calls.setdefault((file, frame.f_code.co_qualname))

    def _file(self, path: str) -> str | None:
        if path not in self._files:
            place = Path(path)
            own = place.is_relative_to(ROOT / "crawler") or place.is_relative_to(ROOT / "pipelines")
            self._files[path] = str(place.relative_to(ROOT)) if own else None
        return self._files[path]


class Yielded:
    """A spider middleware that notes what the spider yields."""

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Pass on what a run begins with."""
        async for each in start:
            note(each)
            yield each

    async def process_spider_output(self, response: object, result: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Pass on what an answer is made of."""
        async for each in result:
            note(each)
            yield each


def note(each: object) -> None:
    """Note a request by its address, an item by its kind."""
    if isinstance(each, scrapy.Request):
        yielded.append(each.url)
    else:
        read.append(type(each).__name__)


class Stored:
    """An item pipeline behind all others."""

    def process_item(self, item: Any) -> Any:
        """Return the item, noted."""
        stored.append(type(item).__name__)
        return item


def import_all() -> None:
    """Import every module, so that none is passed by being imported."""
    for package in (crawler, pipelines):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)


def main(url: str, db: str) -> None:
    """Crawl a tag as Scrapy's users do, and print what was passed."""
    from scrapy.crawler import AsyncCrawlerProcess
    from scrapy.utils.project import get_project_settings

    import_all()
    settings: Any = get_project_settings()
    settings.setdict({"READMORE_DB": db, "READMORE_DELAY_S": 0}, priority="cmdline")
    settings["SPIDER_MIDDLEWARES"].set("tests.passing.Yielded", 0)
    settings["ITEM_PIPELINES"].set("tests.passing.Stored", 1000)
    process = AsyncCrawlerProcess(settings)
    trace = Trace()
    sys.setprofile(trace)
    process.crawl("tag", url=url)
    process.start()
    sys.setprofile(None)
    told = {"calls": list(trace.calls), "requests": yielded, "read": read, "stored": stored}
    print(json.dumps(told))


if __name__ == "__main__":
    from tests import passing

    passing.main(*sys.argv[1:])
