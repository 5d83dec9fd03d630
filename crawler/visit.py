"""A few pages fetched in the order a plan asks for them: for the commands that look before they crawl.

The same guard, robots.txt, delays and limits hold as in a crawl, since the same middlewares do the fetching.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, Generic, TypeVar

import scrapy
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.project import get_project_settings

from crawler.page import Page
from pipelines.errors import ReadmoreError, Refused, UnreadablePage

T = TypeVar("T")


class Visitor:
    """Fetches one page after the other for a plan."""

    def __init__(self, spider: scrapy.Spider) -> None:
        self.spider = spider
        self.requests = 0

    async def page(self, url: str) -> Page:
        """Return a page; raise Refused when it must not be fetched, UnreadablePage when that failed."""
        response = await self.answer(url)
        if response.status >= 400:
            raise UnreadablePage(f"{url} answered with status {response.status}", url=url)
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        return Page(response.url, response.body, content_type)

    async def answer(self, url: str) -> Response:
        """Return the server's answer, whatever its status."""
        request = scrapy.Request(url, meta={"handle_httpstatus_all": True}, dont_filter=True)
        self.requests += 1
        try:
            engine: Any = self.spider.crawler.engine
            response: Response = await engine.download_async(request)
        except IgnoreRequest as error:
            raise Refused(f"{url} may not be fetched: {error}", url=url) from error
        except ReadmoreError:
            raise
        except Exception as error:  # any failure of the network stack is one sentence to the user
            reason = str(error) or type(error).__name__
            raise UnreadablePage(f"{url} could not be fetched: {reason}", url=url) from error
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
        return
        yield


def visit(plan: Plan[T], *urls: str, settings: dict[str, Any] | None = None) -> T:
    """Return what a plan returns, fetching with the project's settings; `urls` are what the user typed.

    Only one visit or crawl can be made in a process: Twisted's reactor does not start twice.
    """
    project = get_project_settings()
    project.setdict({**(settings or {}), "ITEM_PIPELINES": {}}, priority="cmdline")
    outcome: list[T | BaseException] = []
    process = AsyncCrawlerProcess(project, install_root_handler=False)
    process.crawl(VisitSpider, plan=plan, urls=urls, outcome=outcome)
    process.start()
    if not outcome:
        raise ReadmoreError("the pages could not be fetched; run again with --debug to see why")
    if isinstance(outcome[0], BaseException):
        raise outcome[0]
    return outcome[0]
