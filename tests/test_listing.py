"""Reading a listing: what holds for every page; whole pages are cases, tested in test_quality."""

from __future__ import annotations

import pytest

from crawler import read_listing
from crawler.document.page import Page
from crawler.listing import find_listing
from crawler.sites.base import Site


@pytest.mark.parametrize(
    "body",
    [
        "",
        "\x00\x01",
        "<a href='http://[::1'>x</a>" * 3,
        "<div>" * 3000 + "<a href=/x>x</a>",
        "<a href=/a><a href=/b><h2>" * 200,
        "<ul>" + "<li><a href='?page=2'>2</a>" * 9,
        "<base href='http://[bad'><h1>Tag: x</h1><a rel=next href=?page=2>next</a>",
        "<table><tr><td><a href=//>x</a><hr>",
        "\ud800<h2><a href=/x>\udfff</a></h2>",
    ],
    ids=range(9),
)
def test_no_page_is_too_broken_to_be_read(body: str) -> None:
    listing = find_listing(Page("https://example.org/tag/x/", body))
    assert listing.kind in ("listing", "empty", "article", "unknown")


def test_the_public_function_reads_as_a_crawl_does() -> None:
    cards = "".join(f"<article><h2><a href='/{n}'>Verdict {n}</a></h2></article>" for n in range(3, 6))
    url, first = "https://example.org/tag/x?page=2", "https://example.org/tag/x"
    pager = "<nav><a href='?page=1'>1</a> <span>2</span> <a href='?page=3'>3</a></nav>"
    read = read_listing(cards + pager, url, first_url=first)
    assert read == find_listing(Page(url, cards + pager), first_url=first)
    assert (len(read.cards), read.next_url) == (3, "https://example.org/tag/x?page=3")


def test_a_teaser_keeps_the_items_of_a_list_in_the_text() -> None:
    card = """<article><h2><a href="/{0}">Verdict {0}</a></h2><p>We ask court {0} to hear us.</p>
        <ul><li>Review {0} verdicts</li><li>Free the {0} witnesses</li></ul>
        <ul class="facts"><li>{0}0 replies</li></ul></article>"""
    page = Page("https://example.org/tag/x/", "".join(card.format(number) for number in range(3, 6)))
    assert (
        find_listing(page).cards[0].teaser
        == "We ask court 3 to hear us. Review 3 verdicts Free the 3 witnesses"
    )


def test_cards_of_equally_many_hosts_are_those_of_the_first_host() -> None:
    """Whatever order a set has in this run: each has its own."""
    card = '<article><h2><a href="https://{0}.example/{1}">Verdict {1} of court {0}</a></h2></article>'
    shown = [card.format(host, number) for number in (1, 2) for host in "defghabc"]
    page = Page("https://example.org/tag/x/", "".join(shown))
    assert [card.url for card in find_listing(page).cards] == ["https://d.example/1", "https://d.example/2"]


@pytest.mark.parametrize(
    "names",
    [
        "elementor-element elementor-widget elementor-widget-archive-posts",  # a page builder's part
        "art-prev art-prev--near-menu",  # a variant of a list, on Polish government sites
    ],
)
def test_a_name_that_is_not_of_a_menu_or_a_side_column_hides_no_cards(names: str) -> None:
    cards = "".join(
        f"<li><h3><a href='/2024/0{n}/x'>The court in Mahiliou sat for {n} days</a></h3><p>Nobody but guards"
        f" was let in, and her lawyer said no more than {n} words.</p></li>"
        for n in range(1, 7)
    )
    page = Page("https://example.org/tag/x", f"<h1>Courts</h1><div class='{names}'><ul>{cards}</ul></div>")
    assert len(find_listing(page).cards) == 6


def test_a_sites_card_may_have_its_link_in_its_foot() -> None:
    class Letters(Site):
        card_css = ("article",)

    card = (
        '<article><h2>Letter {0}</h2><footer class="entry-footer"><a href="/{0}">Open</a></footer></article>'
    )
    page = Page("https://example.org/tag/x/", "".join(map(card.format, range(3))))
    assert [card.url[-2:] for card in find_listing(page, site=Letters()).cards] == ["/0", "/1", "/2"]


LOAD = "<button>Load more</button>"
SIX = "".join(f"<a href='/about/{n}'>About {n}</a>" for n in range(6))


@pytest.mark.parametrize(
    ("behind", "words"),
    [
        (LOAD, "Load more"),
        ("<div><p><a href='#'>Show more</a></p></div>", "Show more"),
        ("<a href='javascript:more()'>Older posts</a>", "Older posts"),
        ("<a class=btn>Mehr laden</a>", "Mehr laden"),
        ("<a href='/about'>About</a>" + LOAD, "Load more"),  # what stands between, a few links
        (SIX + LOAD, None),  # far behind: of something else
        ("<button disabled>Load more</button>", None),  # all has been loaded
        ("<button class='hidden'>Load more</button>", None),
        ("<button>Next</button>", None),  # of a slider, as a rule
        ("<button>Load more of what our readers told us</button>", None),
        ("<button data-url='?page=2'>Load more</button>", None),  # it has an address: the next page
    ],
)
def test_what_promises_more_and_leads_nowhere_is_told(behind: str, words: str | None) -> None:
    cards = "".join(
        f"<article><h2><a href='/{n}'>Verdict {n} of the court</a></h2><p>It said {n} times why</p></article>"
        for n in range(3, 8)
    )
    page = f"<main>{LOAD}<div>{cards}</div><div>{behind}</div></main>"
    assert read_listing(page, "https://example.org/tag/x").closed == words
