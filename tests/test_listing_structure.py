"""Which links of a page belong together, how a card weighs, and how pagers are counted."""

from __future__ import annotations

import pytest

from crawler.document.page import Page
from crawler.listing import find_listing
from crawler.listing.card_features import Features
from crawler.listing.links import LinkedPage
from crawler.listing.pagination import read_pager

TAG = "https://quay.example/tag/port"
TITLES = [
    "Ice on the harbour, and who broke it",
    "A lamp that burnt from Easter to May",
    "The book that was never bound again",
    "Forty nets without a sender or a bill",
]
SHORT = ["Nets, knots and fines", "Boats without owners", "The lamp of Ostrel"]


def _titles(body: str) -> list[str | None]:
    return [card.title for card in find_listing(Page(TAG, f"<h1>Tag: port</h1>{body}")).cards]


def _item(title: str, number: int = 0) -> str:
    return f"<p><a href='/{title[:6].strip()}{number}'>{title}</a></p>"


def test_an_address_that_comes_back_between_the_others_is_no_card() -> None:
    by = "<p><a href='/people/vera-tams'>Vera Tams, Ostrel harbour</a></p>"
    assert _titles(f"<div>{''.join(_item(title) + by for title in TITLES[:3])}</div>") == TITLES[:3]


def test_lists_of_short_and_of_long_titles_are_one_list() -> None:
    lists = f"<div>{''.join(map(_item, SHORT))}</div><div>{''.join(map(_item, TITLES))}</div>"
    assert _titles(lists) == SHORT + TITLES


def test_a_menu_of_the_same_markup_is_kept_apart() -> None:
    menu = "".join(map(_item, ("Contact us", "Our harbour", "Become a pilot")))
    assert _titles(f"<div>{menu}</div><div>{''.join(map(_item, TITLES))}</div>") == TITLES


def test_three_links_are_parted_as_more_are() -> None:
    cards = "".join(
        f"<p><a href='/{title[:5]}'>{title}</a> They came home at night.</p>" for title in TITLES[:2]
    )
    hint = "<div class='hint'><p><a href='/all'>What else the harbour office has</a></p></div>"
    assert _titles(f"{hint}<div class='list'>{cards}</div>") == TITLES[:2]


# ------------------------------------------------- which of two lists is the page's


def _lines(texts: list[str], href: str, tag: str) -> str:
    items = "".join(f"<li><a href='{href.format(n)}'>{text}</a></li>" for n, text in enumerate(texts))
    return f"<{tag}>{items}</{tag}>"


def _words(characters: int, count: int = 4) -> list[str]:
    return [
        f"{n} Nets, knots, boats and fines of every harbour that is on the upper river, told"[:characters]
        for n in range(count)
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (_lines(_words(80), "/tag/boats-{}", "ul"), 26),  # links to lists, however long their words
        (_lines(_words(80), "/author/vera-{}/", "ul"), 26),
        (_lines(_words(80), "/2014/{}1/", "ul"), 26),
        (_lines(_words(80), "/?cat={}", "ul"), 26),
        (_lines(_words(80), "/tag/b-{}", "ul").replace("/tag/b-3'", "/b-3'"), 26),  # nearly all of them
        (_lines(_words(80, 2) * 2, "/pdf/{}", "ul"), 26),  # links that are called alike
        (_lines(_words(26, 16), "/more/{}", "ul"), 41),  # many short ones
    ],
)
def test_the_list_of_titles_goes_before_another(one: str, other: int) -> None:
    count = 2 if "/more/" in one else 4
    assert _titles(one + _lines(_words(other, count), "/a/{}", "ol")) == _words(other, count)


# --------------------------------------------------------------------- worth

TEXT = Features(words=75, linked=10)
HEADING = Features(heading=True)
DAY, MORE = Features(date=True), Features(more=True)
PICTURE, MARKED = Features(image=True), Features(marked=True)


def test_a_heading_is_worth_as_much_as_a_text() -> None:
    assert HEADING.worth == TEXT.worth == 2 * Features(words=50, linked=15).worth


def test_a_day_and_a_picture_are_worth_as_much_as_a_text() -> None:
    assert DAY.worth + PICTURE.worth == MORE.worth + MARKED.worth == TEXT.worth
    assert DAY.worth + MORE.worth == TEXT.worth + HEADING.worth - 2 * PICTURE.worth


def test_what_is_linked_is_no_text() -> None:
    assert Features(words=80, linked=60).worth == 0
    assert Features(words=90, linked=35).worth == Features(words=31).worth


# --------------------------------------------------------------------- pages


def _pager(body: str, url: str = TAG) -> tuple[str | None, int | None, int | None]:
    found = read_pager(LinkedPage(Page(url, f"<body>{body}</body>"), TAG))
    return (found.next_url or "").removeprefix(TAG) or None, found.page_count, found.current


@pytest.mark.parametrize(
    "mark", ["<b>5</b>", "<strong>5</strong>", "<em>5</em>", "<span class='current'>5</span>"]
)
@pytest.mark.parametrize("around", ["{}", "<i>{}</i>", "<i><i>{}</i></i>"])
def test_a_pager_marks_the_present_page(mark: str, around: str) -> None:
    links = [f"<a href='?start={10 * n - 10}'>{n}</a>" if n != 5 else mark for n in (1, 4, 5, 6)]
    body = f"<div>{''.join(around.format(link) for link in links)}</div>"
    assert _pager(body, TAG + "?start=40")[1:] == (6, 5)


@pytest.mark.parametrize(
    "mark",
    [
        "<li class='active'>5</li>",
        "<td class='is-selected'>5</td>",
        "<button class='selected'>5</button>",
        "<a aria-current='page'>5</a>",
        "<a aria-current='true'>5</a>",
    ],
)
def test_a_class_or_a_state_marks_the_present_page(mark: str) -> None:
    links = [f"<a href='?start={10 * n - 10}'>{n}</a>" if n != 5 else mark for n in (1, 4, 5, 6)]
    assert _pager(f"<div>{''.join(links)}</div>", TAG + "?start=40")[2] == 5


@pytest.mark.parametrize(
    ("body", "url", "read"),
    [
        # Counted from nought: the second page of a Drupal site.
        ("<a href='?page=0'>1</a> 2 <a href='?page=2'>3</a>", TAG + "?page=1", ("?page=2", 3, 2)),
        ("<a href='?page=1'>Next</a>", TAG, ("?page=1", None, 1)),
        # Said in words, beside the links or within one.
        ("<p>Page 1 of 9 <a href='?page=2'>Next</a></p>", TAG, ("?page=2", 9, 1)),
        ("<div><i>1 of 9</i><p><a href='?page=2'>Next</a></p></div>", TAG, ("?page=2", 9, 1)),
        ("<a href='?page=2'>Next (2 of 9)</a>", TAG, ("?page=2", 9, 1)),
        ("<p>Page 3 of 9 <a href='?page=2'>2</a></p>", TAG, ("?page=2", 2, 1)),  # not of this page
        (
            "<p>" + "What the port said. " * 14 + "Page 1 of 9 <a href='?page=2'>2</a></p>",
            TAG,
            ("?page=2", 2, 1),
        ),
        # Numbers, the last of them, dots behind it.
        (
            "<a href='?page=2'>2</a> <a href='?page=3'>3</a> <a href='?page=9'>Last</a>",
            TAG,
            ("?page=2", 9, 1),
        ),
        ("<a href='?page=2'>2</a> <a href='?page=3'>3</a> ...", TAG, ("?page=2", None, 1)),
        ("<a href='?page=2'>2</a> <a href='?page=3'>3</a> <i>…</i>", TAG, ("?page=2", None, 1)),
        (
            "<li><a href='?page=2'>2</a></li><li><a href='?page=3'>3</a></li><li>…</li>",
            TAG,
            ("?page=2", None, 1),
        ),
        ("<a href='?page=2'>2</a> <a href='?page=3'>3</a> ; and so on ...", TAG, ("?page=2", 3, 1)),
        ("<a href='?page=2'>2</a> <a href='?page=3'>3</a> , ...", TAG, ("?page=2", None, 1)),
        # Said further out, of something else.
        ("<div>1 of 9 <p><i><a href='?page=2'>2</a></i></p></div>", TAG, ("?page=2", 9, 1)),
        ("<div>1 of 9 <p><i><b><a href='?page=2'>2</a></b></i></p></div>", TAG, ("?page=2", 2, 1)),
        # Nothing said.
        ("", TAG, (None, 1, None)),
        ("<a href='?page=2'>Next</a>", TAG, ("?page=2", None, 1)),
        ("<a href='?cursor=f2'>Load more</a>", TAG, ("?cursor=f2", None, None)),
        # The front of a list that is numbered from its oldest page.
        ("<a href='/tag/port-3.html'>Older posts</a>", TAG, ("-3.html", 4, 1)),
        ("<a href='/tag/port-2.html'>Older posts</a>", TAG, ("-2.html", None, 1)),
    ],
)
def test_a_pager_says_where_the_list_goes_on(
    body: str, url: str, read: tuple[str | None, int | None, int | None]
) -> None:
    assert _pager(body, url) == read


@pytest.mark.parametrize(
    ("body", "follows"),
    [
        # Where no number decides, the words do: older before next, next before marks.
        ("<a href='?cursor=n'>Next</a> <a href='?cursor=o'>Older posts</a>", "?cursor=o"),
        ("<a href='?cursor=a'>›</a> <a href='?cursor=n'>Next</a>", "?cursor=n"),
        ("<a href='?cursor=m'>Load more</a> <a href='?cursor=n'>Next</a>", "?cursor=n"),
        ("<a class='next' href='?cursor=c'></a> <a href='?cursor=n'>Next</a>", "?cursor=n"),
        ("<link rel='next' href='?cursor=h'><a href='?cursor=n'>Next</a>", "?cursor=n"),
        ("<a href='?cursor=a'>›</a><link rel='next' href='?cursor=h'>", "?cursor=h"),
        ("<a href='?cursor=o'>Older posts</a> <a rel='next' href='?cursor=r'>Next</a>", "?cursor=r"),
        ("<a href='?cursor=o'>Older posts</a> <a rel='next' href='?cursor=r'>›</a>", "?cursor=o"),
        # The page after this one goes before all that leads elsewhere.
        ("<a href='/tag/port/7'>Next</a> <a href='/tag/port/2'>2</a>", "/2"),
        ("<a rel='next' href='?cursor=n'>Next</a> <a href='/tag/port/2'>2</a>", "?cursor=n"),
        # Words behind "next" are of the label, or make it a sentence.
        ("<a href='?cursor=n'>Next page of articles</a>", "?cursor=n"),
        ("<a href='?cursor=n'>Next generation of river pilots</a>", None),
        (
            "<a href='/tag/port/page/2'>What the harbour office of Upper Halm told us on page two of it</a>",
            None,
        ),
        # Icons speak for labels of no words.
        ("<a href='?cursor=n'>Map<i class='icon-right'></i></a>", "?cursor=n"),
        ("<a href='?cursor=n'>Maps<i class='icon-right'></i></a>", None),
        # What holds more than a button does is none.
        (f"<div data-url='?cursor=n'>Load more{'<i></i>' * 40}</div>", "?cursor=n"),
        (f"<div data-url='?cursor=n'>Load more{'<i></i>' * 60}</div>", None),
        # A calendar's table or name, not that of the whole page.
        ("<table><tr>" + "<td><a href='/tag/port/2'>2</a></td>" * 30 + "</tr></table>", None),
        ("<table><tr>" + "<td><a href='/tag/port/2'>2</a></td>" * 20 + "</tr></table>", "/2"),
        (f"<div class='calendar'>{'<p><i>' * 2}<a href='/tag/port/2'>2</a></div>", None),
        (f"<div class='calendar-theme'>{'<div>' * 8}<a href='/tag/port/2'>2</a></div>", "/2"),
        ("<a href='/tag/port/page/2'>Previous</a>", "/page/2"),
        ("<a href='/tag/port/2'>Last</a>", None),
        ("<link rel='next' href='/tag/port/5'>", "/5"),
        ("<a href='/tag/port/5'>›</a>", None),
        ("<a href='/tag/port/5'>5</a>", None),
        ("<a rel='next' href='/tag/port-1.html'>Older posts</a>", "-1.html"),
        ("<a href='/tag/port/2'>Newer posts</a> <a href='/tag/port/2'>All</a>", None),
        ("<a href='?start=0'>Next</a>", None),
    ],
)
def test_the_likeliest_link_leads_on(body: str, follows: str | None) -> None:
    assert _pager(body)[0] == follows
