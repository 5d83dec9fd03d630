"""Is the page behind a known link still that article, or a wall, an error page, something else."""

from __future__ import annotations

from crawler.body.anchors import is_on_page
from crawler.layout.fitting import is_same_title
from crawler.page import Page
from pipelines.dedupe import State, is_same_article
from pipelines.items import Article, Card


def is_stranger(article: Article, page: Page, card: Card | None, known: State) -> bool:
    """True when neither title nor text, nor what the listing says, make a page the article it was.

    Seen: consent walls and error pages sent with status 200 where no teaser tells them from the article; an
    address given to another article.
    """
    if is_same_article(article.title, article.body, known):
        return False
    if card is None:
        return True
    is_announced = bool(card.title and article.title and is_same_title(card.title, article.title))
    return not is_announced and is_on_page(card, page) is not True
