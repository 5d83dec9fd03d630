"""A few pages fetched in the order a plan asks for them: for the commands that look before they crawl.

The same guard, robots.txt, delays and limits hold as in a crawl, since the same middlewares do the fetching.
"""

from __future__ import annotations

import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, Generic, NoReturn, TypeVar

import scrapy
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from scrapy.utils.project import get_project_settings

from crawler.document import Page
from crawler.download import Errand, session_of
from crawler.run import configure_logging
from crawler.spiders import page_of
from pipelines.errors import ReadmoreError, Refused, UnreadablePage, code_of_signal, sentence

T = TypeVar("T")


class Visitor:
    """Fetches one page after the other for a plan."""

    def __init__(self, spider: scrapy.Spider) -> None:
        self._spider = spider
        self.session = session_of(spider.crawler)
        self.settings = spider.crawler.settings
        self._typed: tuple[str, ...] = getattr(spider, "urls", ())

    async def page(self, url: str, tag_url: str | None = None) -> Page:
        """Return a page; raise Refused when it must not be fetched, UnreadablePage when that failed.

        `tag_url`: on whose behalf, when the user typed several addresses.
        """
        answer = await self.answer(url, tag_url)
        try:
            return page_of(answer)
        except UnreadablePage as error:
            raise UnreadablePage(f"{url}: {error}", url=url) from error

    async def answer(self, url: str, tag_url: str | None = None) -> Response:
        """Return the server's answer, whatever its status; raise as `page` does."""
        engine: Any = self._spider.crawler.engine
        errand = Errand(tag_url or (self._typed[0] if len(self._typed) == 1 else None))
        try:
            request = scrapy.Request(url, meta=errand.as_meta(), dont_filter=True)
            response: Response = await engine.download_async(request)
        except Refused as error:
            raise Refused(f"{url}: {error}", url=url) from error
        except Exception as error:  # any failure of the network stack is one sentence to the user
            raise UnreadablePage(f"{url}: {sentence(error)}", url=url) from error
        return response


Plan = Callable[[Visitor], Awaitable[T]]


class VisitSpider(scrapy.Spider, Generic[T]):
    """Carries out a plan and keeps its result."""

    name = "visit"

    def __init__(
        self, plan: Plan[T], urls: tuple[str, ...], outcome: list[T | BaseException], **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.plan = plan
        self.urls = urls
        self.outcome = outcome

    async def start(self) -> AsyncIterator[Any]:
        """Run the plan; nothing is scheduled."""
        try:
            self.outcome.append(await self.plan(Visitor(self)))
        except Exception as error:  # carried over to the caller of visit()
            self.outcome.append(error)
        await session_of(self.crawler).close()
        return
        yield


def _leave(signum: int, frame: object) -> NoReturn:
    """End at once: a visit writes nothing, so that nothing is left half done."""
    os._exit(code_of_signal(signum))


def visit(plan: Plan[T], *urls: str, settings: dict[str, Any] | None = None) -> T:
    """Return what a plan returns, fetching with the project's settings; `urls` are what the user typed.

    Only one visit or crawl can be made in a process: Twisted's reactor does not start twice.
    """
    configure_logging(quiet=True, debug=False)
    project = get_project_settings()
    project.setdict({**(settings or {}), "ITEM_PIPELINES": {}}, priority="cmdline")
    outcome: list[T | BaseException] = []
    process = AsyncCrawlerProcess(project, install_root_handler=False)
    process.crawl(VisitSpider, plan=plan, urls=urls, outcome=outcome)
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, _leave)
    process.start(install_signal_handlers=False)
    if not outcome:
        raise ReadmoreError("the pages could not be fetched; run again with --debug to see why")
    if isinstance(outcome[0], BaseException):
        raise outcome[0]
    return outcome[0]
