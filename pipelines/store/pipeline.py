"""The last pipeline: every item that comes here is in the file when it leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from pipelines.items import ArticleRead, ArticleUnchanged, Fetch, ListingSeen, PageFailed
from pipelines.store.corpus import Corpus

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

_open: WeakKeyDictionary[Crawler, Corpus] = WeakKeyDictionary()


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
        case PageFailed():
            corpus.save_failure(item)
            return "failed"
        case ListingSeen():
            corpus.save_listing(item)
        case Fetch():
            corpus.save_fetch(item)
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
        count = store(corpus_of(self.crawler), item)
        if count and self.crawler.stats:
            self.crawler.stats.inc_value(f"readmore/articles/{count}")
        return item
