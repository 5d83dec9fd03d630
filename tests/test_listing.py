"""Reading a listing: each folder of fixtures/listings is one page and what is right on it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from crawler.listing import Listing, read_listing
from crawler.page import Page
from crawler.sites.base import Site

CASES = sorted(
    (Path(__file__).parent.parent / "fixtures" / "listings").iterdir(), key=lambda folder: folder.name
)


def _read(folder: Path) -> tuple[Listing, dict[str, Any]]:
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    page = Page(expected.pop("url"), (folder / "page.html").read_bytes(), "text/html; charset=utf-8")
    return read_listing(page, first_url=expected.pop("first_url", None)), expected


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_a_listing_has_exactly_its_cards_in_order(folder: Path) -> None:
    listing, expected = _read(folder)
    assert [card.url for card in listing.cards] == [card["url"] for card in expected["cards"]]
    assert [card.position for card in listing.cards] == list(range(len(listing.cards)))


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_a_card_says_what_the_page_shows(folder: Path) -> None:
    listing, expected = _read(folder)
    shown = [
        {name: _plain(getattr(card, name)) for name in wanted}
        for card, wanted in zip(listing.cards, expected["cards"], strict=True)
    ]
    assert shown == expected["cards"]


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_a_listing_says_where_it_goes_on_and_what_it_is(folder: Path) -> None:
    listing, expected = _read(folder)
    expected.pop("cards")
    assert {name: _plain(getattr(listing, name)) for name in expected} == expected


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
    listing = read_listing(Page("https://example.org/tag/x/", body))
    assert listing.kind in ("listing", "empty", "article", "unknown")


def test_a_teaser_keeps_the_items_of_a_list_in_the_text() -> None:
    card = """<article><h2><a href="/{0}">Verdict {0}</a></h2><p>We ask court {0} to hear us.</p>
        <ul><li>Review {0} verdicts</li><li>Free the {0} witnesses</li></ul>
        <ul class="facts"><li>{0}0 replies</li></ul></article>"""
    page = Page("https://example.org/tag/x/", "".join(card.format(number) for number in range(3, 6)))
    assert (
        read_listing(page).cards[0].teaser
        == "We ask court 3 to hear us. Review 3 verdicts Free the 3 witnesses"
    )


def test_cards_of_equally_many_hosts_are_those_of_the_first_host() -> None:
    """Whatever order a set has in this run: each has its own."""
    card = '<article><h2><a href="https://{0}.example/{1}">Verdict {1} of court {0}</a></h2></article>'
    shown = [card.format(host, number) for number in (1, 2) for host in "defghabc"]
    page = Page("https://example.org/tag/x/", "".join(shown))
    assert [card.url for card in read_listing(page).cards] == ["https://d.example/1", "https://d.example/2"]


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
    assert len(read_listing(page).cards) == 6


def test_a_sites_card_may_have_its_link_in_its_foot() -> None:
    class Letters(Site):
        card_css = ("article",)

    card = (
        '<article><h2>Letter {0}</h2><footer class="entry-footer"><a href="/{0}">Open</a></footer></article>'
    )
    page = Page("https://example.org/tag/x/", "".join(map(card.format, range(3))))
    assert [card.url[-2:] for card in read_listing(page, site=Letters()).cards] == ["/0", "/1", "/2"]
