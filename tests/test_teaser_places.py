"""Teasers as proofs, and where a text begins that a teaser points at; at the edges of the rules."""

from __future__ import annotations

import pytest

from crawler.body.teaser_match import beginnings, match, stands_in
from crawler.document.page import Page
from pipelines.items import Card
from tests.test_content_root import H1, ONE, OTHER, PARAGRAPHS, TEXT, THREE, TWO, URL, lines

PAGE = Page(URL, f"<title>Two days</title><body><h1>The court is closed to all</h1><p>{ONE} {TWO}</p></body>")


@pytest.mark.parametrize(
    ("teaser", "stands"),
    [
        ("Video of the hearing...", False),
        ("Video...", None),  # too short to prove anything
        ("A closed...", None),
        ("Not a court...", None),
        ("Nobody at courts...", False),
        ("The court in Mahiliou sat for two d...", True),
        ("The court in Mahiliou sat for two days.", None),  # a whole sentence
    ],
)
def test_a_cut_teaser_of_some_letters_is_a_proof(teaser: str, stands: bool | None) -> None:
    assert match(PAGE, Card(URL, teaser=teaser)).is_on_page is stands


@pytest.mark.parametrize(
    ("title", "stands"),
    [
        ("The court is closed", None),  # two long words
        ("Court closed nobody", True),
        ("Harbour ferry court island", False),  # one word of four by chance
        ("Harbour ferry court guards", True),
        ("Harbour ferry island", False),
    ],
)
def test_a_title_of_three_long_words_shares_more_than_one_in_three_with_its_page(
    title: str, stands: bool | None
) -> None:
    assert match(PAGE, Card(URL, title=title)).is_title_on_page is stands


def test_the_beginning_is_found_behind_words_that_the_listing_put_before_it() -> None:
    texts = ["Menu", OTHER, f"{ONE} {TWO}"]
    assert beginnings(f"Minsk, 12 March 2014. By our correspondent. {ONE[:60]}...", texts) == [2]
    assert beginnings(f"{'one more word ' * 5}{ONE[:60]}...", texts) == []


def test_the_beginning_may_be_all_that_stands() -> None:
    assert beginnings(f"{ONE[:48]} and then some other words that stand nowhere...", ["Menu", ONE]) == [1]
    assert beginnings(f"{ONE[:32]} and then some other words that stand nowhere...", ["Menu", ONE]) == [1]


def test_the_text_begins_above_the_anchor_with_sentences_beside_it() -> None:
    quote = f"<blockquote><p>{OTHER}</p></blockquote>"
    teaser = f"{TWO[:50]}..."
    assert lines(f"{H1}<div>{quote}{PARAGRAPHS}</div>", teaser=teaser, teaser_cut=True) == [OTHER, *TEXT]
    boxed = f"<div><p>{OTHER}</p></div>"
    assert (
        lines(f"{H1}<div>{boxed}<p>{TWO}</p><p>{THREE}</p></div>", teaser=teaser, teaser_cut=True) == TEXT[1:]
    )


def test_a_lead_above_the_texts_element_begins_where_the_teaser_does() -> None:
    lead = f"<div><p>{OTHER}</p></div><div><p>{TWO}</p></div>"
    found = lines(f"{H1}{lead}<div>{PARAGRAPHS * 4}</div>", teaser=f"{OTHER[:40]}...", teaser_cut=True)
    assert found[:2] == [OTHER, TWO]
    assert len(found) == 14


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("在七月十日之后，东区的窗口一直没有开放，家属每天早上都要排队三个小时。", True),
        ("在七月十日之后，东区的窗口一直开放。", False),
    ],
)
def test_a_script_without_spaces_is_compared_in_pieces(text: str, stands: bool) -> None:
    teaser = "七月十日之后，东区的窗口一直没有开放，（图）家属每天早上都要排队三个..."
    assert stands_in(teaser, text) is stands


def test_a_teaser_of_which_most_pieces_stand_is_on_the_page() -> None:
    assert stands_in(f"{ONE} Caption left out. {TWO}", f"{ONE} {TWO}")
    assert not stands_in(f"{ONE} {OTHER} {THREE}", ONE)
