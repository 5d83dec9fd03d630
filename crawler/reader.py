"""Reading the articles of a run: with which layout, and what is kept from page to page for that."""

from __future__ import annotations

from crawler.article import read_article
from crawler.page import Page
from pipelines.items import Article, Card


class Reader:
    """Turns pages into articles, site by site."""

    def read(self, page: Page, card: Card) -> Article:
        """Return the article behind a card; raise UnreadablePage when the page is not that article."""
        return read_article(page, card)
