"""What a page is: a listing, an empty one, an article, or none of these; how its parts weigh."""

from __future__ import annotations

import pytest

from crawler.document.page import Page
from crawler.listing import find_listing

SENTENCE = (
    "Nobody had ordered the lamp, nobody had paid for it, and nobody could find the switch in the tower."
)
CARD = (
    "<article><h2><a href='/{0}'>Letter number {0} to the port</a></h2>"
    "<p>The port has not answered.</p></article>"
)
CARDS = "".join(CARD.format(n) for n in (7, 8, 9))
RELATED = f"<section><h3>Related stories</h3>{CARDS}</section>"
ARTICLE = "<meta property='og:type' content='article'>"
NEXT = "<p><a href='?page=2'>Next</a></p>"
EMPTY = "<p>No posts found.</p>"
LINKS = "".join(f"<p><a href='/l/{n}'>The lamp of mole number {n} is out again</a></p>" for n in (1, 2, 3))
TAG = "https://quay.example/tag/ice"
OTHER = "https://quay.example/2014/05/harbour"


def prose(characters: int) -> str:
    return f"<p>{(SENTENCE + ' ') * (characters // 100)}</p>"


def json_ld(url: str) -> str:
    claim = f'{{"@type":"NewsArticle","headline":"Ice","url":"{url}"}}'
    return f'<script type="application/ld+json">{claim}</script>'


@pytest.mark.parametrize(
    ("kind", "url", "body"),
    [
        ("listing", TAG, CARDS),
        ("listing", OTHER, CARDS),
        ("listing", OTHER, prose(1200) + CARDS),  # an introduction
        ("article", OTHER, prose(2000) + CARDS),
        ("listing", TAG, prose(2000) + CARDS),  # a tag's page may have a long one
        ("listing", OTHER, prose(2000) + CARDS + NEXT),  # whatever has a next page
        ("listing", OTHER, ARTICLE + prose(200) + CARDS),  # declared so by a careless theme
        ("article", OTHER, ARTICLE + prose(400) + CARDS),
        ("article", OTHER, prose(400) + RELATED),
        ("listing", OTHER, prose(200) + RELATED),
        ("listing", OTHER, f"<h1>Harbour</h1>{prose(2000)}{CARDS}"),  # titled as its address
        ("listing", OTHER, f"<div>{SENTENCE}</div>" * 14 + CARDS),
        ("article", OTHER, f"<div>{SENTENCE}</div>" * 20 + CARDS),
        (
            "listing",
            OTHER,
            "<div>A line of seventy characters, of facts on the port and its lamps, ok</div>" * 30 + CARDS,
        ),
        ("listing", OTHER, f"<ul>{''.join(f'<li>{SENTENCE}</li>' * 20)}</ul>{CARDS}"),  # no paragraphs
        ("listing", "https://quay.example/2014/05/eel", f"<h1>Eel law</h1>{prose(2000)}{CARDS}"),
        ("article", "https://quay.example/2014/05/ee", f"<h1>Eel law</h1>{prose(2000)}{CARDS}"),
        ("listing", TAG, EMPTY + CARDS),  # what is there counts
        ("empty", TAG, f"{EMPTY}<h2>From the archive</h2>{CARDS}"),
        ("listing", TAG, f"<h2>Ice</h2>{CARDS}{EMPTY}<h3>Ask us</h3>"),
        ("empty", TAG, EMPTY + LINKS),  # links alone are no cards
        ("listing", TAG, f"<div hidden>{EMPTY}</div>{LINKS}"),
        ("listing", TAG, f"<div class='d-none'>{EMPTY}</div>{LINKS}"),
        (
            "listing",
            OTHER,
            prose(2000) + "".join(map(CARD.format, range(50))),
        ),  # the cards say more than what stands over them
        ("listing", TAG, f"<p>{SENTENCE} {SENTENCE} No posts found.</p>{CARDS}"),  # told of elsewhere
        ("listing", TAG, EMPTY + CARDS + NEXT),
        ("listing", TAG, CARDS.replace("The port has not answered.", "No posts found.")),  # on a card
        ("listing", TAG, f"<nav>{EMPTY}</nav>{CARDS}"),
        ("empty", TAG, f"<h1>Ice</h1>{EMPTY}"),
        ("empty", TAG, "<h1>Ice</h1>"),
        ("unknown", OTHER, "<h1>Ice</h1>"),
        ("unknown", TAG, "<h1>Ice</h1>" + f"<p>{SENTENCE}</p>" * 2),
        ("unknown", TAG, "<h1>Ice</h1><a href='/1'>a</a><a href='/2'>b</a><a href='/3'>c</a>"),
        ("empty", TAG, "<h1>Ice</h1><a href='/1'>a</a><a href='/2'>b</a>"),
        ("unknown", TAG, "<p>Ice</p>"),
        ("article", OTHER, prose(400)),
        ("unknown", OTHER, prose(200)),
        ("article", TAG, prose(2000)),
        ("unknown", TAG, prose(1200)),
        ("article", TAG, ARTICLE + prose(100)),
        ("article", OTHER, json_ld(OTHER) + prose(100)),
        ("unknown", TAG, json_ld("https://quay.example/1") + prose(100)),  # of a card
        # one card
        ("listing", TAG, CARD.format(7)),
        ("article", "https://quay.example/?p=7", f"<link rel='canonical' href='/7'>{CARD.format(7)}"),
        ("article", OTHER, ARTICLE + CARD.format(7)),
        ("listing", TAG, ARTICLE + CARD.format(7)),
    ],
)
def test_a_page_is_what_its_parts_and_its_address_say(kind: str, url: str, body: str) -> None:
    page = Page(url, f"<main>{body}</main>")
    assert find_listing(page).kind == kind
