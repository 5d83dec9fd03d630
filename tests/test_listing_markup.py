"""Names that themes and systems give to the parts of a listing's page, and forms of its addresses."""

from __future__ import annotations

import pytest

from crawler.document.page import Page
from crawler.listing import find_listing
from crawler.listing.addresses import page_address, slug_of
from crawler.listing.card_features import background_in, picture_of
from crawler.listing.links import LinkedPage, Region, Regions
from crawler.listing.page_links import page_links
from crawler.listing.page_type import kind_of
from crawler.listing.pagination import Pager
from pipelines.items import Card

# Menus, heads, feet and pagers: WordPress, Drupal, Joomla, Bootstrap, Foundation, TYPO3, own systems.
MENUS = """
main-nav | navi | navbar navbar-default | site-navigation | menu-item | submenu | mainmenu | topmenu
breadcrumb-trail | breadcrumbs | topbar | masthead | site-footer | btn-toolbar | cookie-notice | cookies
gdpr
modal fade | offcanvas-start | skip-link | pagination | pager | paging | share-buttons | sharing
social-links
tagcloud | tag_cloud | lang-switch | langs | language-switcher | languages | toc | event-calendar
"""

# Side columns and lists of other articles.
SIDES = """
sidebar-left | side-bar | sidebars | widget widget_text | widgets | widget-area | related-posts | recent_posts
popular-posts | trending | comments-area | comment | commentlist | recommended | recommendations | similar
col-aside | secondary | complementary | promo-box | sponsor | sponsored | advert | advertisement | ads | ad
most-read | mostread | newsletter-form | partners | partner | blogroll | rightcol | leftcol | right-column
left-column | extras
"""

NEITHER = """
elementor-widget elementor-widget-posts | art-prev art-prev--near-menu | content | entry | post-list | archive
results | news | navy-blue | shareholders | menuett | recently
"""


def _names(table: str) -> list[str]:
    return [name for line in table.split("\n") for name in line.split(" | ") if name]


def _region(names: str) -> int:
    page = Page("https://quay.example/", f"<body><div class='{names}'><i>x</i></div></body>")
    return Regions(page).of(page.tree.find(".//i"))


def test_a_name_tells_a_menu() -> None:
    assert [names for names in _names(MENUS) if _region(names) != Region.FURNITURE] == []


def test_a_name_tells_a_side_column() -> None:
    assert [names for names in _names(SIDES) if _region(names) != Region.SIDE] == []


def test_other_names_tell_nothing() -> None:
    assert [names for names in _names(NEITHER) if _region(names) != Region.PLAIN] == []


@pytest.mark.parametrize(
    ("markup", "region"),
    [
        ("<nav><i>x</i></nav>", Region.FURNITURE),
        ("<header><i>x</i></header>", Region.FURNITURE),
        ("<section><header><i>x</i></header></section>", Region.PLAIN),
        ("<article><footer><i>x</i></footer></article>", Region.PLAIN),
        ("<aside><i>x</i></aside>", Region.SIDE),
        *(
            (f"<div role='{role}'><i>x</i></div>", Region.FURNITURE)
            for role in ("navigation", "banner", "menu")
        ),
        *((f"<div role='{role}'><i>x</i></div>", Region.FURNITURE) for role in ("contentinfo", "search")),
        *((f"<div role='{role}'><i>x</i></div>", Region.FURNITURE) for role in ("menubar", "dialog")),
        ("<div role='complementary'><i>x</i></div>", Region.SIDE),
        ("<main><i>x</i></main>", Region.MAIN),
        ("<div role='main'><i>x</i></div>", Region.MAIN),
        ("<div id='main'><i>x</i></div>", Region.MAIN),
        ("<div id='content'><i>x</i></div>", Region.MAIN),
        ("<div id='main-content'><i>x</i></div>", Region.MAIN),
        ("<main>a</main><main><i>x</i></main>", Region.PLAIN),  # two: the first
        ("<div role='main'>a</div><div role='main'>b</div><div id='main'><i>x</i></div>", Region.MAIN),
        ("<main hidden>a</main><div role='main'><i>x</i></div>", Region.MAIN),
        ("<main><div class='widget'><i>x</i></div></main>", Region.MAIN | Region.SIDE),
        ("<nav><div class='widget'><i>x</i></div></nav>", Region.FURNITURE),
        ("<div class='sidebar'><p class='menu'><i>x</i></p></div>", Region.SIDE),  # a paragraph is no menu
        ("<ul><li class='tag-comments-law'><i>x</i></li></ul>", Region.PLAIN),  # a card's tags
        ("<div class='hentry tag-menu'><i>x</i></div>", Region.PLAIN),
    ],
)
def test_an_element_stands_in_a_region(markup: str, region: int) -> None:
    page = Page("https://quay.example/", f"<body>{markup}</body>")
    assert Regions(page).of(page.tree.find(".//i")) == region


# ---------------------------------------------------------------- parts of a card

CAPTIONS = """
wp-caption-text | figcaption | photo-credit | image-credit | photocredit | credits | copyright | legend
img-caption | credit
"""
SIGNATURES = """
post-author | authors | byline | by-line | author vcard | writer | creator | contributor | contributors
autor
autore | auteur
"""
ASIDES = """
share-this | sharing | social | addtoany_content | sharedaddy | comments-link | comment-count
comments-number
tags-links | cat-links | post-tags | entry-tags | post-categories | categories | edit-link
screen-reader-text
sr-only | visually-hidden | visuallyhidden | element-invisible | reading-time | readingtime | view-count
views-count | rating | badge | kicker | eyebrow | tags | tag-list | taglist | post-tag
"""
DATES = """
entry-date | dates | datetime | post-time | posted-on | posted | published | pubdate | timestamp | created
news-day | data | datum | fecha | meta-date
"""


def _cards_with(part: str) -> tuple[Card, ...]:
    card = (
        "<article><h2><a href='/{0}'>Letter number {0} to the port</a></h2>{1}"
        "<p>No answer came in {0} days.</p></article>"
    )
    cards = "".join(card.format(number, part.format(number)) for number in (3, 4, 5, 6))
    return find_listing(Page("https://quay.example/tag/port", f"<main>{cards}</main>")).cards


def _teaser_with(names: str) -> str | None:
    part = f"<div class='{names}'>The {{0}} boats of Halm at the quay of Ostrel in May</div>"
    return _cards_with(part)[0].teaser


def test_a_name_tells_what_of_a_card_is_not_its_text() -> None:
    text = "No answer came in 3 days."
    assert [names for names in _names(CAPTIONS + ASIDES + SIGNATURES) if _teaser_with(names) != text] == []
    assert _teaser_with("entry-summary") == f"The 3 boats of Halm at the quay of Ostrel in May {text}"
    assert _teaser_with("update-authority") == f"The 3 boats of Halm at the quay of Ostrel in May {text}"


def test_a_name_tells_a_signature_and_a_caption() -> None:
    for names in _names(SIGNATURES):
        assert [card.authors for card in _cards_with(f"<div class='{names}'>Vera Tams</div>")] == [
            ("Vera Tams",)
        ] * 4
    for names in _names(CAPTIONS):
        assert (
            _cards_with(f"<div class='{names}'>Boats of Halm {{0}}</div>")[0].image_alt == "Boats of Halm 3"
        )


def test_a_name_tells_a_day() -> None:
    for names in _names(DATES):
        cards = _cards_with(f"<p><span class='{names}'>0{{0}}.05.2014 Halm</span></p>")
        assert (names, [card.published for card in cards]) == (names, [f"2014-05-0{n}" for n in (3, 4, 5, 6)])


@pytest.mark.parametrize(
    "tag", ["script", "style", "noscript", "template", "select", "button", "textarea", "dialog"]
)
def test_what_is_not_shown_as_text_is_none(tag: str) -> None:
    cards = _cards_with(f"<{tag}>Nobody had ordered the lamp, and nobody found the switch {{0}}.</{tag}>")
    assert cards[0].teaser == "No answer came in 3 days."


@pytest.mark.parametrize(
    ("image", "source"),
    [
        ("src='/a.jpg'", "/a.jpg"),
        ("src='/blank.gif' data-src='/a.jpg'", "/a.jpg"),
        ("src='/loading.gif' data-lazy-src='/a.jpg'", "/a.jpg"),
        ("src='/placeholder.png' data-original='/a.jpg'", "/a.jpg"),
        ("src='/spacer.gif' data-lazy='/a.jpg'", "/a.jpg"),
        ("src='/s.gif' data-orig-file='/a.jpg'", "/a.jpg"),
        ("src='/1x1.png' data-srcset='/a.jpg 640w, /b.jpg 1280w'", "/a.jpg"),
        ("src='/lazy.svg' data-lazy-srcset='/a.jpg 640w'", "/a.jpg"),
        ("src='/transparent.png' srcset='/a.jpg 1x'", "/a.jpg"),
        ("src='data:image/gif;base64,R0' srcset='/a.jpg 1x'", "/a.jpg"),
        ("src='/placeholder.png'", "/placeholder.png"),
        ("src='data:image/gif;base64,R0'", None),
        ("class='avatar' src='/a.jpg'", None),
        ("src='/emoji/1f600.png'", None),
        ("src='/icons/pdf.png'", None),
        ("id='logo' src='/a.jpg'", None),
        ("src='/spinner.gif'", None),
        ("src='/pixel.gif'", None),
        ("class='badge' src='/a.jpg'", None),
        ("class='author-image' src='/a.jpg'", None),
        ("class='byline' src='/a.jpg'", None),
        ("width='32' height='32' src='/a.jpg'", None),
        ("width='40' height='40' src='/a.jpg'", "/a.jpg"),
        ("width='100%' src='/a.jpg'", "/a.jpg"),
    ],
)
def test_an_image_is_an_articles_picture_or_an_ornament(image: str, source: str | None) -> None:
    page = Page("https://quay.example/", f"<body><img {image}></body>")
    assert picture_of(page.tree.find(".//img")) == source


def test_a_style_may_lay_a_picture_under_a_card() -> None:
    assert background_in("color:red;background-image: url('/a.jpg')") == "/a.jpg"
    assert background_in("background:#fff url(/a.jpg) no-repeat") == "/a.jpg"
    assert background_in("background:url(/blank.gif)") is None
    assert background_in("background:red") is None
    assert background_in("x" * 2500 + ";background:url(/a.jpg)") is None  # no style of a card is as long


# ----------------------------------------------------------------- addresses

PAGE = "https://quay.example/tag/port"


@pytest.mark.parametrize(
    ("path", "number"),
    [
        *((f"/{word}/3", 3) for word in ("page", "pages", "pag", "pagina", "página", "paged", "pg", "p")),
        *((f"/{word}-3", 3) for word in ("seite", "strona", "sida", "side", "stranica", "strana", "stranka")),
        *((f"/{word}3/", 3) for word in ("старонка", "страница", "сторінка", "oldal", "lk", "sivu", "trang")),
        *((f"/{word}_3.html", 3) for word in ("halaman", "index", "startpage", "blog-page")),
        *((f"/page{mark}3", 3) for mark in "/:=_,;-"),
        ("/3", 3),
        ("/3.html", 3),
        ("-3.html", 3),
        ("_3.php", 3),
        (",3.html", 3),
        (".3.html", 3),
        ("3.html", 3),
        ("/2019", None),  # a year
        *(
            (f"?{key}=3", 3)
            for key in ("page", "paged", "pagenum", "page_number", "pageno", "pg", "pag", "pn")
        ),
        *((f"?{key}=3", 3) for key in ("pagina", "seite", "strona", "str", "sida", "p", "cpage", "paging")),
        *(
            (f"?{key}=3", 3)
            for key in ("PAGEN_1", "query-7-page", "currentpage", "pageindex", "curpage", "cur")
        ),
        *((f"?{key}=3", 3) for key in ("e-page-4f2a1c", "page_n3", "tx_news[currentPage]", "list-page")),
        ("?page=0,3", 3),  # Drupal with two pagers
        ("?page=3&sort=date", 3),
        ("?page=three", None),
    ],
)
def test_an_address_names_a_page_of_its_listing(path: str, number: int | None) -> None:
    address = page_address(PAGE + path)
    assert (address.number, address.offset) == (number, False)
    if number:
        assert address.stem == page_address(PAGE).stem


@pytest.mark.parametrize(
    "key",
    [
        *(
            "start",
            "debut_articles",
            "offset",
            "from",
            "skip",
            "limitstart",
            "startat",
            "first",
            "begin",
            "b_start:int",
        ),
        *("start-index", "lastid", "last_id", "max"),
    ],
)
def test_an_address_counts_articles(key: str) -> None:
    address = page_address(f"{PAGE}?{key}=20")
    assert (address.number, address.offset) == (20, True)


@pytest.mark.parametrize(
    "key",
    [
        "after",
        "before",
        "cursor",
        "updated-max",
        "by-date",
        "until",
        "since",
        "pagetoken",
        "page_token",
        "token",
    ],
)
def test_an_address_has_a_cursor(key: str) -> None:
    address = page_address(f"{PAGE}?{key}=abc")
    assert (address.number, address.offset) == (None, True)


@pytest.mark.parametrize(
    "query",
    [
        *(
            "utm_source=x",
            "fbclid=x",
            "gclid=x",
            "_=1",
            "ajax=1",
            "format=html",
            "partial=1",
            "ref=x",
            "sort=date",
        ),
        *("order=desc", "sid=1f", "limit=20", "per_page=20", "size=20", "count=20", "rand=1"),
    ],
)
def test_a_parameter_may_say_nothing_of_the_listing(query: str) -> None:
    assert page_address(f"{PAGE}?{query}").stem == page_address(PAGE).stem
    assert page_address(f"{PAGE}?author=7").stem != page_address(PAGE).stem


@pytest.mark.parametrize(
    "key", ["tag", "tags", "label", "category", "cat", "topic", "term", "keyword", "q", "s", "theme"]
)
def test_a_query_names_the_tag(key: str) -> None:
    assert slug_of(f"https://quay.example/list.asp?{key}=ferries&type=3") == "ferries"
    assert slug_of("https://quay.example/list.asp?type=3") == "list"


@pytest.mark.parametrize(
    "folder",
    [
        *(
            "tag",
            "tags",
            "topic",
            "topics",
            "category",
            "categories",
            "categoria",
            "categorie",
            "label",
            "labels",
        ),
        *(
            "keyword",
            "keywords",
            "thema",
            "themen",
            "tema",
            "temas",
            "schlagwort",
            "etiqueta",
            "rubrik",
            "rubrika",
        ),
        *("term", "archive", "archives", "blog", "news"),
    ],
)
def test_an_empty_tag_is_told_by_its_address(folder: str) -> None:
    page = Page(f"https://quay.example/{folder}/port", "<main><h1>Ferries</h1></main>")
    assert kind_of(page, [], None, Pager(), Regions(page)) == "empty"


@pytest.mark.parametrize(
    "href",
    [
        *("https://social.example/sharer.php?u=x", "https://social.example/share?url=x", "/share.php?u=x"),
        *(
            "/a?share=twitter",
            "https://x.example/intent/tweet?text=x",
            "https://pin.example/pin/create/button/",
        ),
        *(
            "https://l.example/sharearticle?mini=true",
            "https://r.example/submit?url=x",
            "https://addtoany.example/x",
        ),
        *("https://t.me/share/url?url=x", "https://wa.me/?text=x", "https://api.whatsapp.com/send?text=x"),
        *(
            "https://l.example/sharing/share-offsite/?url=x",
            "/a?replytocom=7",
            "/wp-login.php",
            "/wp-admin/post.php",
        ),
        *(
            "/a.jpg",
            "/a.jpeg",
            "/a.PNG",
            "/a.gif",
            "/a.webp",
            "/a.svg",
            "/a.avif",
            "/a.mp3",
            "/a.mp4",
            "/a.zip",
            "/a.ics",
        ),
        *("/feed.xml", "/feed.rss", "/feed.atom", "/a/feed", "/a/feed/", "/a#comments", "/a#respond"),
    ],
)
def test_links_of_service_are_no_cards(href: str) -> None:
    cards = "".join(
        f"<li><a href='{href}{'&' * ('?' in href)}'>Letter number {n} to the port</a></li>" for n in range(4)
    )
    page = Page("https://quay.example/tag/port", f"<main><ul>{cards}</ul></main>")
    assert find_listing(page).cards == ()


@pytest.mark.parametrize("relation", ["tag", "author", "sponsored", "license", "search", "home"])
def test_a_relation_tells_that_a_link_leads_to_no_article(relation: str) -> None:
    cards = "".join(
        f"<li><a rel='{relation}' href='/{n}'>Letter number {n} to the port</a></li>" for n in range(4)
    )
    page = Page("https://quay.example/tag/port", f"<main><ul>{cards}</ul></main>")
    assert find_listing(page).cards == ()


# -------------------------------------------------------------------- pagers


@pytest.mark.parametrize(
    ("markup", "kind"),
    [
        *(
            (f"<a class='{name}' href='/tag/port/2'>{{}}</a>", "class")
            for name in ("next", "older", "nextpostslink")
        ),
        *((f"<a class='{name}' href='/tag/port/2'>{{}}</a>", "class") for name in ("next-page", "nextpage")),
        *(
            (f"<a class='{name}' href='/tag/port/2'>{{}}</a>", "class")
            for name in ("arrow-right", "chevron-right")
        ),
        *(
            (f"<a href='/tag/port/2'><i class='{name}'></i></a>", "class")
            for name in ("fa fa-angle-right", "icon-right")
        ),
        ("<a href='/tag/port/2'><i class='fa-caret-right'></i></a>", "class"),
        ("<a href='/tag/port/2'><svg><use href='#icon-chevron-right'/></svg></a>", "class"),
        ("<a href='/tag/port/2'><img src='/i/arrow-right.png'></a>", "class"),
        ("<ul><li class='next'><a href='/tag/port/2'></a></li></ul>", "class"),
        *(
            (f"<a class='{name}' href='/tag/port/2'></a>", "previous")
            for name in ("prev", "previous", "newer")
        ),
        *((f"<a class='{name}' href='/tag/port/2'></a>", "previous") for name in ("prevpage", "arrow-left")),
        *(
            (f"<a class='{name}' href='/tag/port/2'></a>", "previous")
            for name in ("chevron-left", "angle-left")
        ),
        ("<a class='last' href='/tag/port/9'></a>", "last"),
        *(
            (f"<a class='{name}' href='/tag/port/2'>x</a>", "more")
            for name in ("load-more", "loadmore", "show-more")
        ),
        *(
            (f"<a class='{name}' href='/tag/port/2'>x</a>", "more")
            for name in ("infinite-scroll", "more-posts", "ajax-more")
        ),
        *((f"<a href='/tag/port/2'>{arrow}</a>", "arrow") for arrow in "›»→⟩〉▸►≫>⇒➔➜➡❯⟶▶⯈⟫❱🡒"),
        *((f"<a href='/tag/port/2'>{arrow}</a>", "previous") for arrow in "‹«←⟨〈◂◄≪⇐❮⟵◀⟪❰🡐"),
        *(
            (f"<a class='next {name}' href='/tag/port/2'></a>", None)
            for name in ("disabled", "is-disabled", "invisible")
        ),
        ("<a class='next' aria-disabled='true' href='/tag/port/2'></a>", None),
        ("<a href='/tag/port/2019'>2019</a>", None),
        ("<a href='/tag/port/2'>2</a>", "number"),
        ("<a href='/tag/port/page/2'>zz</a>", "unnamed"),
        ("<a rel='next' href='/tag/port/x?c=1'>zz</a>", "next"),
        (
            "<a rel='next' href='/tag/port/2'>"
            + "A title of an article, which is much too long for a label"
            + "</a>",
            "next",
        ),
        ("<a href='/tag/port/2'>Next we shall see what the port has to say to that, and to whom</a>", None),
        ("<link rel='next' href='/tag/port/2'>", "head"),
        ("<a href='/tag/port/2'>Next: Harbour-administration-and-pilotage-committee</a>", None),
        ("<a class='next' href='/tag/port/2'>What the pilots asked of us</a>", None),
        ("<section class='next'><a href='/tag/port/2'>zz</a></section>", None),
        ("<li class='next'><b>x</b><a href='/tag/port/2'>zz</a></li>", None),
        *(
            (f"<button {name}='/tag/port/2'>Load more</button>", "more")
            for name in ("data-url", "data-href", "formaction")
        ),
        *(
            (f"<button {name}='/tag/port/2'>Load more</button>", "more")
            for name in ("data-next", "data-next-page")
        ),
        *(
            (f"<button {name}='/tag/port/2'>Load more</button>", "more")
            for name in ("data-next-url", "data-load-url")
        ),
        *(
            (f"<button {name}='/tag/port/2'>Load more</button>", "more")
            for name in ("data-page-url", "data-ajax-url")
        ),
        *(
            (f"<button {name}='/tag/port/2'>Load more</button>", "more")
            for name in ("data-endpoint", "hx-get", "up-href")
        ),
        ("<select><option value='/tag/port/2'>2</option></select>", "number"),
    ],
)
def test_a_link_tells_by_its_markup_where_it_leads(markup: str, kind: str | None) -> None:
    page = Page(PAGE, f"<body>{markup.replace('{}', '')}</body>")
    found = page_links(LinkedPage(page))
    assert [entry.kind for entry in found] == ([kind] if kind else [])
