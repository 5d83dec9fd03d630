"""What is doubtful about a reading: recorded with the article, never a reason to lose it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from pipelines.items import Article, ArticleRead
from pipelines.words import fold

HELD = "its page is built anew, and how is not learnt yet: this is the text before that"

CUT = "the page is too large to be read to its end"


def problems(article: Article, fetched_at: str) -> tuple[str, ...]:
    """Return what is doubtful about an article, a few words each."""
    return tuple(_problems(article, fetched_at))


def _problems(article: Article, fetched_at: str) -> Iterator[str]:
    if not article.title:
        yield "no title"
    if article.body is None:
        yield "no text was found"
    if is_later(article.published, fetched_at):
        yield "published in the future"
    if article.published and article.modified and article.modified[:10] < article.published[:10]:
        yield "modified before it was published"
    if article.body and article.teaser and _is_shorter(article.body, article.teaser):
        yield "text shorter than its teaser"
    body = article.evidence.get("body")
    if body and body.reason == CUT:
        yield CUT
    expected = article.evidence.get("expects")
    if expected and expected.reason:
        yield expected.reason


def _is_shorter(body: str, teaser: str) -> bool:
    """True when a text has fewer letters than its teaser, which no fold makes of one four times as long."""
    if len(body) > 4 * len(teaser):
        return False
    return len(fold(body)) < len(fold(teaser).rstrip(".…[] "))


def is_later(published: str | None, fetched_at: str) -> bool:
    """True when a date lies more than a day after the fetch: time zones reach half a day, clocks go wrong."""
    if not published:
        return False
    try:
        last_day = datetime.fromisoformat(fetched_at) + timedelta(days=1)
    except ValueError:
        return False
    return published[:10] > last_day.date().isoformat()


def with_problems(read: ArticleRead) -> ArticleRead:
    """Return a reading with what is doubtful about it."""
    return replace(read, problems=problems(read.article, read.fetched_at))


class ValidatePipeline:
    """Notes the problems on every ArticleRead that passes."""

    def process_item(self, item: Any) -> Any:
        """Return the item, an article with its problems."""
        return with_problems(item) if isinstance(item, ArticleRead) else item
