"""What a tag's feed or WordPress's API tells of its articles: one more witness of dates, names and totals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines import face

if TYPE_CHECKING:
    from crawler.feeds.crosscheck import cross_check as cross_check
    from crawler.feeds.query import TOTAL_HEADER as TOTAL_HEADER
    from crawler.feeds.query import FeedQuery as FeedQuery
    from crawler.feeds.query import api_of as api_of
    from crawler.feeds.query import query_of as query_of
    from crawler.feeds.reader import Entry as Entry

__getattr__ = face(__name__, __file__)
