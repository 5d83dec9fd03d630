"""What the names of elements mean: one answer, and which readers leave out which parts."""

from __future__ import annotations

import re

import pytest

from crawler.body.boilerplate import LEFT_OUT as NOT_BODY
from crawler.document import regions, texts
from crawler.listing import links
from crawler.titles.candidates import LEFT_OUT as NOT_TITLE
from crawler.vocabulary import LIKELY, SURE, Role, roles_of
from crawler.vocabulary.markup import _phrases, _words
from tests.conftest import ROOT

# In newspapers, by language: English, German, Spanish, Italian, Polish, Vietnamese and others.
STANDFIRSTS = [
    *("standfirst", "stand-first", "article-intro", "lead", "lede", "entry-summary", "abstract", "excerpt"),
    *(
        "subtitle",
        "sub-title",
        "subhead",
        "sub-head",
        "sub-headline",
        "subheadline",
        "subline",
        "sub-line",
        "dek",
        "deck",
        "description",
    ),
    *("vorspann", "untertitel", "entradilla", "bajada", "catenaccio", "sommario", "occhiello", "perex"),
    *("anons", "ingress", "underrubrik", "sapo", "chapo", "spot"),
]
# name -> the role that it tells, None for none; the sites are kinds of sites
NAMES = [
    ("main-nav", "navigation"),
    ("nav-item", "navigation"),
    ("mobileMenu", "navigation"),
    ("offcanvas-panel", "navigation"),
    ("breadcrumbs", "navigation"),
    ("skip-link", "navigation"),
    ("top-bar", "bar"),
    ("topbar_inner", "bar"),
    ("pagination", "pager"),
    ("pager__item", "pager"),
    ("next-post", "pager"),
    ("prev-post", "pager"),
    ("site-header", "head"),
    ("masthead", "head"),
    ("page-header", "page_head"),  # Joomla, around each heading of a list
    ("site-footer", "frame"),
    ("footer-widgets", "frame"),
    ("banner-home", "banner"),
    ("language-switch", "languages"),
    ("lang-switcher", "languages"),
    ("toc", "contents"),
    ("ez-toc-container", "contents"),
    ("share-buttons", "share"),
    ("entryShare", "share"),
    ("social-links", "share"),
    ("sharedaddy", "share"),
    ("comments-area", "comments"),
    ("commentlist", "comments"),
    ("kommentare", "comments"),
    ("comentarios", "comments"),
    ("disqus_thread", "comments"),
    ("related-posts", "related"),
    ("relatedPosts", "related"),
    ("post-related", "related"),
    ("most-read", "related"),
    ("mehr-zum-thema", "related"),
    ("recommendations", "related"),
    ("latest-news", "related"),
    ("teaser-box", "teaser"),
    *((name, "standfirst") for name in STANDFIRSTS),
    ("click-to-tweet", "tweet"),
    ("bctt-clicktotweet", "tweet"),
    ("ad-slot", "advert"),
    ("sponsored", "advert"),
    ("werbung", "advert"),
    ("newsletter-signup", "promo"),
    ("paywall", "promo"),
    ("login-form", "form"),
    ("cookie-consent", "dialog"),
    ("modal-body", "dialog"),
    ("sidebar", "side"),
    ("sidebar2", "side"),
    ("widget-area", "side"),
    ("right-column", "column"),
    ("tag-list", "tags"),
    ("post-tags", "tags"),
    ("tag-cloud", "tag_cloud"),
    ("wp-caption-text", "caption"),
    ("image-credit", "credit"),
    ("copyright", "copyright"),
    ("by-line", "byline"),
    ("post-author", "post_author"),
    ("article-author", "post_author"),
    ("posted-by", "posted_by"),
    ("entry-by", "by"),
    ("author-bio", "author_box"),
    ("bio", "biography"),
    ("text__byline", "byline"),
    ("field--name-field-author", "byline"),  # Drupal
    ("bylines", "author"),
    ("autorin", "author"),
    ("authorname", "writer"),
    ("auteurnaam", "writer"),
    ("avtor", "writer"),
    ("szerzo", "writer"),
    ("yazarlar", "writer"),
    ("forfatter", "writer"),
    ("kirjoittaja", "writer"),
    ("coauthors", "writer"),
    ("writers", "writer"),
    ("written-by", "writer"),
    ("username", "writer"),
    ("h-card", "writer"),
    ("redakteurin", "writer"),
    ("redaktion", "writer"),
    ("penulis", "writer"),
    ("toimittaja", "writer"),
    ("tutorial", None),
    ("distributor", None),
    ("skyline", None),
    ("typewriter", None),
    ("about-the-author", "author_box"),
    ("entry-date", "date"),
    ("entry-meta", "meta"),
    ("weather", "clock"),
    ("sr-only", "spoken"),
    ("u-visually-hidden", "spoken"),
    ("d-none", "hidden"),
    ("rich-snippet-hidden", "snippet"),
    ("kicker", "kicker"),
    ("entry-title", "title"),
    ("bg-secondary", None),  # Bootstrap: a colour
    ("text-caption", None),  # Tailwind: how large letters are
    ("r-ad9z0x", None),  # React Native for the web: hashed
    ("css-1ad2x", None),
    ("shareholders", None),
    ("adviser", None),
    ("navigate-home", None),
    ("content", None),
    ("post-content", None),
    ("article-body", None),
    ("has-sidebar", None),
    ("no-comments", None),
    ("with-newsletter", None),
    ("layout-no-sidebar", None),
    ("comments-off", None),
    ("sidebar-left", "side"),
    ("sidebar-off", None),  # how the page is built
    ("social-comments-above", None),
    ("tag-newsletter", None),  # a post under a tag
    ("category-share", None),
    ("format-gallery", None),
    ("md:hidden", None),  # Tailwind: on some screens
    ("hide--desktop", None),
    ("cards--near-menu", None),
    ("elementor-widget", None),  # a builder calls all parts of a text so
    ("a-share-of-the-land-and-of-the-river", None),  # a slug
    ("__next", None),
]


@pytest.mark.parametrize(("name", "role"), NAMES, ids=[name for name, _ in NAMES])
def test_a_name_tells_one_role_or_none(name: str, role: Role | None) -> None:
    told = {each: sure for each, sure in roles_of(name).items() if each != "article"}  # of which it is a part
    assert (max(told, key=lambda each: told[each]) if told else None) == role


def test_a_post_under_a_tag_is_not_what_the_tag_says() -> None:
    assert roles_of("post-12 hentry tag-cloud category-sidebar").keys() == {"article"}
    assert roles_of("post-12 hentry tag-cloud", whole=True).keys() == {"article"}
    assert roles_of("widget tag-cloud") == {"side": LIKELY, "tag_cloud": SURE}


def test_on_a_card_only_names_that_say_nothing_else_count() -> None:
    assert roles_of("card-menu", whole=True) == {}
    assert roles_of("card menu", whole=True) == {"navigation": LIKELY}


def test_every_word_of_markup_has_a_row_or_a_case() -> None:
    pages = [path.read_bytes().decode(errors="replace") for path in (ROOT / "fixtures/pages").rglob("*.html")]
    names = [name for page in pages for name in re.findall(r"""(?:class|id)\s*=\s*["']?([^"'>]+)""", page)]
    tests = [path.read_text() for path in (ROOT / "tests").glob("test_*.py")]
    known = {tuple(words) for text in (*names, *tests) for words in _in_rows(text)}
    met = {words[at : at + n] for words in known for n in (1, 2, 3) for at in range(len(words) - n + 1)}
    single = tuple({word for words in known for word in words})
    stems = {phrase for phrase in _phrases()[0] if phrase[0].endswith("*")}
    missing = [phrase for phrase in _phrases()[0].keys() - stems if phrase not in met]
    missing += [stem for stem in stems if not any(word.startswith(stem[0][:-1]) for word in single)]
    assert missing == []


def _in_rows(text: str) -> list[list[str]]:
    """The names in a text, each as its words."""
    return [list(_words(name)) for name in re.findall(r"[\w-]+", text)]


READERS: dict[str, frozenset[Role]] = {
    "title": NOT_TITLE,
    "authors": regions._APART_ROLES | regions._OTHERS,
    "dates": texts._APART | texts._PARTS,
    "body": NOT_BODY,
    "listing": links._FURNITURE | links._SIDE,
}
ALL = frozenset(READERS)
LEFT_BY: dict[Role, frozenset[str]] = {
    # Parts in which no reader of a field looks, and no list stands.
    **dict.fromkeys(("navigation", "frame", "related", "comments", "side", "dialog", "promo"), ALL),
    # What stands there may be the article's own, for some.
    "share": ALL - {"dates"},  # a date beside the buttons is the article's
    "form": ALL - {"listing"},  # a list may be inside its filter
    "banner": ALL - {"listing"},
    "teaser": ALL - {"listing"},  # a card
    "bar": ALL - {"title", "authors"},  # Bavarian broadcasters: the article's own head
    "pager": ALL - {"title", "authors"},
    "head": ALL - {"title", "authors"},  # some sites have the headline there
    "page_head": frozenset(("body", "dates")),
    "copyright": frozenset(("authors", "body", "dates")),
    "caption": frozenset(("authors", "body", "dates")),
    "gallery": frozenset(("authors", "body", "dates")),
    "tools": frozenset(("authors", "body")),
    "advert": frozenset(("body", "listing")),
    "tag_cloud": frozenset(("body", "listing")),
    "contents": frozenset(("body", "listing")),
    "column": frozenset(("dates", "listing")),
    "calendar": frozenset(("dates", "listing")),
    "languages": frozenset(("listing",)),  # "language-js" is a piece of code
    "list": frozenset(("authors",)),
    "voices": frozenset(("authors",)),
    "pictures": frozenset(("authors", "dates")),
    "clock": frozenset(("dates",)),
    "step": frozenset(("dates",)),
    # Parts of the article that are not its text.
    **dict.fromkeys(("tags", "credit", "byline", "posted_by", "date", "meta"), frozenset(("body",))),
    **dict.fromkeys(("author_box", "post_author", "biography"), frozenset(("body",))),
    **dict.fromkeys(("button", "read_more", "license", "hidden", "spoken"), frozenset(("body",))),
    # Asked for by name.
    **dict.fromkeys(("snippet", "standfirst", "kicker", "title", "neutral"), frozenset[str]()),
    **dict.fromkeys(("day", "count", "facts", "tweet"), frozenset[str]()),
    **dict.fromkeys(("author", "writer", "by", "article"), frozenset[str]()),
}
"""Which readers leave out a part of a page, with why some do not."""


def test_readers_leave_out_what_is_said_here() -> None:
    roles = {role for role, _ in _phrases()[0].values()}
    found = {role: frozenset(r for r, left in READERS.items() if role in left) for role in roles}
    assert found == LEFT_BY
