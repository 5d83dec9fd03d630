"""Which of the objects that a page's metadata tell of is its article, however they are written."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crawler.dates import find_dates
from crawler.document import Page, Rank
from crawler.titles import find_title

URL = "https://lantern.example/2024/ferry"


def page(*objects: dict[str, Any], head: str = "", body: str = "") -> Page:
    told = json.dumps(list(objects)) if objects else ""
    script = f'<script type="application/ld+json">{told}</script>' if told else ""
    return Page(URL, f"<html><head>{head}{script}</head><body>{body}</body></html>")


def headlines(shown: Page) -> list[Any]:
    return [work.properties.get("headline") for work in shown.works]


@pytest.mark.parametrize(
    ("kind", "rank"),
    [
        ("NewsArticle", Rank.ARTICLE),
        ("http://schema.org/BlogPosting", Rank.ARTICLE),
        (["Report", "Thing"], Rank.ARTICLE),
        ("PressRelease", Rank.ARTICLE),
        ("VideoObject", Rank.WORK),
        ("CreativeWork", Rank.WORK),
        ("WebPage", Rank.PAGE),
        ("AboutPage", Rank.PAGE),
        ("CollectionPage", None),  # its days are the list's
        ("Organization", None),
        (None, None),
    ],
)
def test_the_type_of_an_object_says_how_surely_it_is_the_article(kind: Any, rank: Rank | None) -> None:
    assert [work.rank for work in page({"@type": kind}).works] == ([rank] if rank else [])


def test_an_article_goes_before_the_page_it_stands_on() -> None:
    shown = page({"@type": "WebPage", "headline": "Page"}, {"@type": "Article", "headline": "Article"})
    assert headlines(shown) == ["Article", "Page"]


@pytest.mark.parametrize(
    "address",
    [URL, {"@id": URL}, f"{URL}/", f"{URL}#article", "/2024/ferry", [URL, "https://lantern.example/"]],
)
def test_an_article_that_tells_the_address_of_the_page_is_its_article(address: Any) -> None:
    other = {"@type": "Article", "headline": "Other", "url": "https://lantern.example/2023/bridge"}
    own = {"@type": "Article", "headline": "Ferry", "mainEntityOfPage": address}
    assert headlines(page(other, own)) == ["Ferry"]


def test_an_article_that_tells_a_wrong_address_alone_is_taken_all_the_same() -> None:
    shown = page({"@type": "Article", "headline": "Ferry", "url": "https://lantern.example/"})
    assert [(work.is_here, work.is_elsewhere) for work in shown.works] == [(False, True)]


def test_of_several_articles_the_one_is_taken_that_the_meta_tags_name() -> None:
    told = [{"@type": "Article", "headline": text} for text in ("Bridge", "Ferry", "Lighthouse")]
    assert headlines(page(*told, head='<meta property="og:title" content="Ferry!">')) == ["Ferry"]
    assert headlines(page(*told)) == ["Bridge"]


MICRODATA = """
<article itemscope itemtype="https://schema.org/NewsArticle">
  <meta itemprop="mainEntityOfPage" content="/2024/ferry">
  <h1 itemprop="headline">The ferry <b>sails</b></h1>
  <p itemprop="author" itemscope itemtype="https://schema.org/Person">
    <a href="/a" itemprop="name">Ada Quill</a></p>
  <time itemprop="datePublished" datetime="2024-03-05">5 March</time>
  <div itemprop="articleBody"><p>A long text.</p></div>
</article>"""
RDFA = """
<article vocab="https://schema.org/" typeof="NewsArticle" resource="/2024/ferry">
  <h1 property="schema:headline">The ferry <b>sails</b></h1>
  <p property="author" typeof="Person"><a href="/a" property="name">Ada Quill</a></p>
  <time property="datePublished" content="2024-03-05">5 March</time>
  <div property="articleBody"><p>A long text.</p></div>
</article>"""


@pytest.mark.parametrize(("markup", "signal"), [(MICRODATA, "microdata"), (RDFA, "rdfa")])
def test_what_is_marked_up_is_told_as_json_ld_tells_it(markup: str, signal: str) -> None:
    (work,) = page(body=markup).works
    assert (work.signal, work.rank, work.is_here) == (signal, Rank.ARTICLE, True)
    told = {name: value for name, value in work.properties.items() if name[0] != "@"}
    told.pop("mainEntityOfPage", None)
    author = {"@type": ["Person"], "name": "Ada Quill"}
    assert told == {"headline": "The ferry sails", "author": author, "datePublished": "2024-03-05"}


@pytest.mark.parametrize(("markup", "signal"), [(MICRODATA, "microdata"), (RDFA, "rdfa")])
def test_evidence_tells_how_the_metadata_are_written(markup: str, signal: str) -> None:
    shown = page(body=markup)
    published = find_dates(shown, headline=shown.by_tag["h1"][0]).published.evidence
    assert signal in (published.signal, *published.agreed)


def test_a_headline_that_is_marked_up_is_no_second_word_for_itself() -> None:
    assert find_title(page(body=MICRODATA)).evidence.agreed == ()


def test_json_ld_goes_before_what_is_marked_up() -> None:
    shown = page({"@type": "Article", "headline": "Ferry"}, body=MICRODATA)
    assert [work.signal for work in shown.works] == ["json-ld"]


def test_cards_that_are_marked_up_are_no_article_of_the_page() -> None:
    card = '<div itemscope itemtype="https://schema.org/Article"><h2 itemprop="headline">{}</h2></div>'
    assert page(body=card.format("Bridge") + card.format("Lighthouse")).works == ()


def test_a_review_inside_an_article_is_a_part_of_it() -> None:
    inner = '<p itemprop="review" itemscope itemtype="/Review"><i itemprop="name">Fine</i></p>'
    markup = f'<div itemscope itemtype="/Article"><h1 itemprop="name">Ferry</h1>{inner}</div>'
    assert [work.properties["name"] for work in page(body=markup).works] == ["Ferry"]
