"""Where an element stands: beside the headline, in a box apart, in another article's card."""

from __future__ import annotations

import pytest

from crawler.authors import find_authors
from crawler.document.page import Page
from crawler.document.regions import Surroundings, names_own_author

URL = "https://lamp.example/news/12"
TEXT = "<p>She was taken from her flat at six in the morning, and nobody told her family why.</p>"
NINE = "Nine people were let go on a Monday morning"
FILLING = "Nobody had told them. " * 30
CARDS = [
    # (what stands in a box beside the name, whether it is another article's card)
    ("<h3><a href=/2>Five words are a headline</a></h3>", True),
    ("<h3><a href=/2>Four words are few</a></h3>", False),  # "More from the city"
    (f"<a href=/2><h3>{NINE}</h3></a>", True),
    (f"<h3>{NINE.replace('Nine people were let go', '<a href=/2>Nine people were let go</a>')}</h3>", True),
    (f"<h3>{NINE.replace('Nine people were let', '<a href=/2>Nine people were let</a>')}</h3>", False),
    (f"<h3>Our work</h3><h3><a href=/2>{NINE}</a></h3>", True),
    (f"<h3>Our work</h3><h3>Our plans</h3><h3><a href=/2>{NINE}</a></h3>", False),  # a part of the text
    (f"<h3><a href=/2>{NINE}</a></h3><p>{FILLING}</p>", True),
    (f"<h3><a href=/2>{NINE}</a></h3><p>{FILLING * 2}</p>", False),  # a text of its own
]


@pytest.mark.parametrize(("beside", "is_card"), CARDS)
def test_a_small_box_with_a_linked_headline_is_another_articles(beside: str, is_card: bool) -> None:
    page = Page(URL, f"<body><main><h1>Ten people free</h1><div>{beside}<i>Ann Roe</i></div></main></body>")
    (name,) = page.tree.iter("i")
    assert (Surroundings(page.tree, page.tree.find(".//h1")).place(name) < 0) is is_card


def test_a_name_in_a_box_beside_the_text_is_the_authors_where_metadata_say_so() -> None:
    head = '<script type="application/ld+json">{"@type":"Article","author":{"name":"Ann Roe"}}</script>'
    box = "<aside><p>Ann Roe</p></aside>"
    article = f"<article><h1>Ten people free</h1>{box}{TEXT}</article>"
    page = Page(URL, f"<head>{head}</head><body>{article}</body>")
    assert find_authors(page, headline=page.tree.find(".//h1")).value == ["Ann Roe"]


@pytest.mark.parametrize(
    ("names", "is_own"),
    [
        ("entry-author", True),
        ("box story__byline", True),
        ("ArticleAuthors", True),
        ("content__author", True),
        ("page-author", True),
        ("single_author", True),
        ("news-author", True),
        ("post-meta-author", True),
        ("metainfo__author", True),
        ("metadata-author", True),
        ("article-date-author", True),
        ("post-author-name", True),
        ("author-page", False),
        ("comment-author", False),
        ("post byline", False),  # two names
        ("entry-footer", False),
    ],
)
def test_an_author_named_after_a_part_of_the_article_is_its_own(names: str, is_own: bool) -> None:
    assert names_own_author(names) is is_own


DEEP = "<div class=row><div class=col><div class=in><div><header>{}</header></div></div></div></div>"
H1 = "<h1>Ten people free</h1>"
AUTHOR = "<div class=author>Ann Roe</div>"
PLACES = [
    # (what stands on the page, whether it is signed)
    (f"<article>{H1}<aside class=author><a href=/people/ann>Ann Roe</a></aside>{TEXT}</article>", True),
    (f"<article>{H1}<aside class=author>Ann Roe</aside>{TEXT}</article>", False),  # who else writes
    (f"<article>{DEEP.format(H1)}{AUTHOR}{TEXT}</article>", True),  # a theme of page builders
    (f"<article>{DEEP.format(H1)}<aside class=post-author>Ann Roe</aside>{TEXT}</article>", True),
    (f"<main><div>{DEEP.format(H1)}</div>{AUTHOR}{TEXT}</main>", False),
    (f"<header>{AUTHOR}<div>{H1}</div></header>{TEXT}", True),  # a column with its writer above
    (f"<header>{H1}</header><p>Free</p><p>at last</p>{AUTHOR}{TEXT}", True),
    (f"<header>{H1}</header><p>All</p><p>free</p><p>at last</p>{AUTHOR}{TEXT}", False),
    (f"<header>{H1}</header><div class=entry-by>Ann Roe</div>{TEXT}", False),
    (f"<header>{H1}<div class=entry-by>Ann Roe</div></header>{TEXT}", True),
    (f"<header><div>{H1}</div><div class=entry-by>Ann Roe</div></header>{TEXT}", False),
]


@pytest.mark.parametrize(("body", "is_signed"), PLACES)
def test_a_name_signs_by_how_near_it_stands_to_the_headline(body: str, is_signed: bool) -> None:
    page = Page(URL, f"<body>{body}</body>")
    found = find_authors(page, headline=page.tree.find(".//h1")).value
    assert found == (["Ann Roe"] if is_signed else None)
