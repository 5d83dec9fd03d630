"""Is the page behind a link an article or a list of articles, and behind a known one still that article."""

from __future__ import annotations

from crawler.body.anchors import is_on_page, without_ellipsis
from crawler.document import Page
from crawler.layout import is_same_title
from crawler.listing import find_listing, name_in
from pipelines.compare import letters, word_count
from pipelines.errors import UnreadablePage
from pipelines.items import Article, Card
from pipelines.store import State, is_same_article

MOST_WORDS_OF_A_LIST = 60
"""A page with more of them, and a headline that names no tag, is not looked at as a list: that costs as much
again as reading it."""
FEWEST_CARDS = 2
_ENOUGH_CHARS = 1000


def is_stranger(article: Article, page: Page, card: Card | None, known: State) -> bool:
    """True when neither title nor text, nor what the listing says, make a page the article it was.

    Seen: consent walls and error pages sent with status 200 where no teaser tells them from the article; an
    address given to another article.
    """
    if is_same_article(article.title, article.body, known):
        return False
    if card is None:
        return True
    return not _is_announced(article, card) and is_on_page(card, page) is not True


def check_single(article: Article, page: Page, card: Card | None) -> None:
    """Raise UnreadablePage when a card leads to a list of articles."""
    if card and is_list(article, page, card):
        raise UnreadablePage("the link leads to a list of articles, not to one", url=page.url)


def is_list(article: Article, page: Page, card: Card) -> bool:
    """True when the page behind a card is a list of articles, of which one is the card's perhaps.

    Seen: cards that lead to another tag, whose list shows the same first words. The page of a video or of a
    short statement has cards, too; but its headline is what the card says, or its text is.
    """
    title, words = article.title or "", word_count((article.body or "")[:_ENOUGH_CHARS])
    is_announced = _is_announced(article, card)
    is_tag = not is_announced and name_in(title) != title
    if words > MOST_WORDS_OF_A_LIST and not is_tag:
        return False
    listing = find_listing(page)
    if listing.kind != "listing" or len(listing.cards) < FEWEST_CARDS:
        return False
    if any(_shows(other, card, is_announced=is_announced) for other in listing.cards):
        return True
    return is_tag or (not is_announced and not words)


def _shows(other: Card, card: Card, *, is_announced: bool) -> bool:
    """True when a card on a page is the one that led there; a page names itself again at times."""
    if not is_announced and card.title and other.title == card.title:
        return True
    shown = letters(without_ellipsis(card.teaser or ""))
    return bool(shown) and letters(other.teaser or "").startswith(shown)


def _is_announced(article: Article, card: Card | None) -> bool:
    """True when a page's headline is what a card says."""
    return bool(card and card.title and article.title and is_same_title(card.title, article.title))
