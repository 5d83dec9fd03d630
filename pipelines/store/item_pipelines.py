"""The pipelines that items pass: what is doubtful is noted, then the item is in the file.

What is doubtful about a reading is recorded with the article, never a reason to lose it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from pipelines.compare import fold
from pipelines.items import (
    CUT,
    Article,
    ArticleHeld,
    ArticleMissing,
    ArticleRead,
    ArticleUnchanged,
    Fetch,
    ListingSeen,
    ListingUnchanged,
    PageDone,
    PageFailed,
)
from pipelines.moments import day_of
from pipelines.store.corpus import Corpus

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


MOST_FOLDED = 4
"""No fold makes a text so many times shorter."""
_open: WeakKeyDictionary[Crawler, Corpus] = WeakKeyDictionary()


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
    if article.published and article.modified and day_of(article.modified) < day_of(article.published):
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
    """True when a text has fewer letters than its teaser."""
    if len(body) > MOST_FOLDED * len(teaser):
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
    return day_of(published) > last_day.date().isoformat()


def validate(read: ArticleRead) -> ArticleRead:
    """Return a reading with what is doubtful about it."""
    return replace(read, problems=problems(read.article, read.fetched_at))


class ValidatePipeline:
    """Notes the problems on every ArticleRead that passes."""

    def process_item(self, item: Any) -> Any:
        """Return the item, an article with its problems."""
        return validate(item) if isinstance(item, ArticleRead) else item


def corpus_of(crawler: Crawler) -> Corpus:
    """Return the file of a run (setting READMORE_DB), opened when first asked for."""
    if crawler not in _open:
        _open[crawler] = Corpus.open(crawler.settings["READMORE_DB"])
    return _open[crawler]


def store(corpus: Corpus, item: Any) -> str | None:
    """Store an item; return what it counts as, None for one that is not counted."""
    match item:
        case ArticleRead():
            kind = corpus.save_article(item)
            return None if item.settles else kind
        case ArticleUnchanged():
            corpus.touch(item)
            return "unchanged"
        case ArticleHeld():
            corpus.hold(item.link, item.fetched_at)
        case ArticleMissing():
            corpus.mark_missing(item.link, item.seen_at)
        case PageFailed():
            corpus.save_failure(item)
            return "failed"
        case ListingSeen():
            corpus.save_listing(item)
        case ListingUnchanged():
            corpus.touch_listing(item.tag_url, 1, item.seen_at)
        case PageDone(fetch=Fetch() as fetch):
            corpus.save_fetch(fetch)
    return None


class StorePipeline:
    """Stores each item and counts it (`readmore/articles/new`, ...)."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> StorePipeline:
        """Scrapy's way to make it."""
        return cls(crawler)

    def process_item(self, item: Any) -> Any:
        """Return the item, stored."""
        try:
            count = store(corpus_of(self.crawler), item)
        finally:
            if isinstance(item, PageDone):
                item.stored.set()
        if count and self.crawler.stats:
            self.crawler.stats.inc_value(f"readmore/articles/{count}")
        return item
