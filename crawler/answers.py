"""What an answer amounts to: a page to be read, or the sentence that says why not."""

from __future__ import annotations

from http import HTTPStatus

from scrapy.http import Response

from crawler.clock import now
from crawler.page import Page
from crawler.robots import RobotsForbid
from crawler.sniffing import why_not_a_page
from pipelines.errors import ReadmoreError, UnreadablePage


def page_of(response: Response) -> Page:
    """Return the page an answer holds; raise UnreadablePage when it holds none."""
    if response.status != 200:
        raise UnreadablePage(status_text(response.status), url=response.url)
    content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
    problem = why_not_a_page(content_type, response.body)
    if problem:
        raise UnreadablePage(problem, url=response.url)
    return Page(response.url, response.body, content_type or None, now())


def status_text(status: int) -> str:
    """Return a status in words: "the server answered 404 (Not Found)"."""
    try:
        return f"the server answered {status} ({HTTPStatus(status).phrase})"
    except ValueError:
        return f"the server answered {status}"


def stage_of(error: BaseException) -> str:
    """Return the stage at which a page was lost for good."""
    return "robots" if isinstance(error, RobotsForbid) else "fetch"


def sentence(error: BaseException) -> str:
    """Return an error in one line; one of ours is written for the reader, any other names its kind."""
    text = " ".join(str(error).split())[:500]
    if isinstance(error, ReadmoreError):
        return text
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
