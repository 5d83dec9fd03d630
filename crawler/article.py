"""A page becomes an Article: each field found by its own module, cleaned by the loader, with its evidence.

A pure function of page, card and layout; it never fetches.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.authors import find_authors, has_signature
from crawler.body import find_body, is_cut, match, without_ellipsis
from crawler.dates import DateHints, find_dates
from crawler.document import Extraction, Page
from crawler.languages import find_language
from crawler.layout import Layout, apply_layout, is_same_title
from crawler.listing import find_listing, name_in
from crawler.loaders import ArticleLoader
from crawler.titles import find_title
from pipelines.characters import one_line
from pipelines.compare import letters, word_count
from pipelines.errors import UnreadablePage
from pipelines.identity import article_url, site_of
from pipelines.items import CUT, Article, Card, Evidence
from pipelines.store import State, is_same_article

if TYPE_CHECKING:
    from crawler.sites import Site

NO_HINTS = DateHints()
_MOST_WORDS_OF_A_WALL = 120
MOST_WORDS_OF_A_LIST = 60
"""A page with more of them, and a headline that names no tag, is not looked at as a list: that costs as much
again as reading it."""
FEWEST_CARDS = 2
_ENOUGH_CHARS = 1000


def extract(html: bytes | str, url: str, teaser: str | None = None, *, site: Site | None = None) -> Article:
    """Return the article on one page, read without listing and layout.

    `teaser` is the beginning of the text as a listing shows it; when it does not stand on the page the
    article is read all the same, and the evidence says so. Never raises on any html.
    """
    page = Page(url, html)
    card = Card(url, teaser=teaser, teaser_cut=is_cut(teaser)) if teaser else None
    if card and match(page, card).is_on_page is False:
        article = load_article(page, None, read_fields(page, site=site), site)
        article.evidence["teaser"] = Evidence(reason="the teaser does not stand on this page")
        return article
    return load_article(page, card, read_fields(page, card, site=site), site)


def read_article(
    page: Page,
    card: Card | None = None,
    *,
    layout: Layout | None = None,
    hints: DateHints = NO_HINTS,
    site: Site | None = None,
) -> Article:
    """Return the article behind a card, by the site's layout where that fits, else by the generic readers.

    What a site's class says of a field goes before both.

    Raises UnreadablePage when a teaser that a machine cut stands nowhere on the page: a consent wall, a
    login, an error page sent with status 200, a redirect to somewhere else. And when it is a list of them.
    """
    reading = read_layout(layout, page, card, site) if layout else None
    if reading is None:
        if card and match(page, card).is_on_page is False:
            raise UnreadablePage(
                f"the text {card.teaser!r} from the listing does not stand on this page", url=page.url
            )
        reading = read_fields(page, card, hints, site)
    if card and _is_wall(card, page, reading):
        raise UnreadablePage(
            f"neither a text nor the title {card.title!r} from the listing stands on this page", url=page.url
        )
    article = load_article(page, card, reading, site)
    check_single(article, page, card)
    return article


def _is_wall(card: Card, page: Page, reading: Extraction) -> bool:
    """True for a few words under a headline that the listing does not know: a wall that no teaser tells."""
    if reading.title.value == card.title or word_count(reading.body.value) > _MOST_WORDS_OF_A_WALL:
        return False
    return match(page, card).is_on_page is not True and match(page, card).is_title_on_page is False


def read_layout(layout: Layout, page: Page, card: Card | None, site: Site | None = None) -> Extraction | None:
    """Return each field as a layout and the site's class find it, None when the layout does not fit."""
    if site is None:
        return apply_layout(layout, page, card)
    reading = apply_layout(site.fit(layout), page, card)
    return replace(reading, layout=layout.id, **site.told(page, layout.hints)) if reading else None


def read_fields(
    page: Page, card: Card | None = None, hints: DateHints = NO_HINTS, site: Site | None = None
) -> Extraction:
    """Return each field as the generic readers find it: headline first, then text, then what is near."""
    told = site.told(page, hints) if site else {}
    title = told.get("title") or find_title(page, card)
    body = told.get("body") or find_body(page, headline=title.node, card=card)
    authors = told.get("authors") or find_authors(page, headline=title.node, root=body.node, card=card)
    hints = site.hints(hints) if site else hints
    is_signed = has_signature(authors)
    dates = find_dates(page, headline=title.node, root=body.node, card=card, hints=hints, is_signed=is_signed)
    published, modified = told.get("published", dates.published), told.get("modified", dates.modified)
    return Extraction(title, authors, published, modified, body)


def load_article(page: Page, card: Card | None, reading: Extraction, site: Site | None = None) -> Article:
    """Return the Article that a reading amounts to, cleaned by the loader; adds language, image, address."""
    loader = ArticleLoader()
    loader.add_value("title", reading.title.value)
    loader.add_value("authors", reading.authors.value)
    loader.add_value("published", reading.published.value)
    loader.add_value("modified", reading.modified.value)
    loader.add_value("body", reading.body.value)
    article = loader.load_item()
    article.url, article.site = article_url(page.url, page.canonical), site_of(page.url)
    text = " ".join(filter(None, (article.title, article.body)))
    language = find_language(page, text)
    article.language = language.value
    article.teaser = card.teaser if card else None
    article.image_url, article.image_alt = find_image(page, card)
    article.evidence = {
        "title": reading.title.evidence,
        "authors": reading.authors.evidence,
        "published": reading.published.evidence,
        "modified": reading.modified.evidence,
        "body": replace(reading.body.evidence, reason=CUT) if page.is_cut else reading.body.evidence,
        "language": language.evidence,
    }
    if site:
        site.finish(article)
    return article


def find_image(page: Page, card: Card | None) -> tuple[str | None, str | None]:
    """Return address and description of the card's image, or of the one the page announces for sharing."""
    if card and card.image_url:
        return card.image_url, card.image_alt
    url = page.absolute(next(iter(page.meta.get("og:image", [])), None))
    alt = next(map(one_line, page.meta.get("og:image:alt", [])), None)
    return url, alt if url else None


# ------------------------------------------- is it one article, and still the same


def is_other_article(article: Article, page: Page, card: Card | None, known: State) -> bool:
    """True when neither title nor text, nor what the listing says, make a page the article it was.

    Seen: consent walls and error pages sent with status 200 where no teaser tells them from the article; an
    address given to another article.
    """
    if is_same_article(article.title, article.body, known):
        return False
    if card is None:
        return True
    return not _is_announced(article, card) and match(page, card).is_on_page is not True


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
