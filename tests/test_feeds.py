"""Feeds and WordPress's API read as entries, asked in turn, and held against the articles."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.document.page import Page
from crawler.feeds.crosscheck import cross_check, is_same_time
from crawler.feeds.query import (
    FeedQuery,
    Term,
    posts_url,
    query_of,
    read_posts,
    read_term,
    term_of,
    terms_url,
)
from crawler.feeds.reader import MOST_ENTRIES, Entry, read_feed
from crawler.listing import Listing
from pipelines.items import Article, Evidence

SITE = "https://example.org"
TAG = f"{SITE}/tag/courts/"
API = f"{SITE}/wp-json/"

RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><link>https://example.org/</link>
<item><title>A hearing &amp; its end</title><link>https://example.org/a/</link>
<pubDate>Tue, 05 Mar 2024 22:00:00 +0000</pubDate><dc:creator><![CDATA[Hanna Verabei]]></dc:creator></item>
<item><title>Second</title><link>/b</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="html">A hearing &amp;amp; its
 end</title><link rel="self" href="/self"/><link href="/a/"/><updated>2024-03-07T10:00:00Z</updated>
<published>2024-03-05T22:00:00+03:00</published><author><name>Hanna Verabei</name></author></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><item rdf:about="https://example.org/a"><title>T</title>
<link>https://example.org/a</link><dc:date>2024-03-05</dc:date></item></rdf:RDF>"""
JSON_FEED = json.dumps(
    {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": 1}, {
        "url": "/a", "title": "T", "date_published": "2024-03-05T22:00:00Z", "authors": [{"name": "Ann Ode"}],
    }]}
)  # fmt: skip
FIRST = Entry(f"{SITE}/a/", "A hearing & its end", "2024-03-05T22:00:00+00:00", None, ("Hanna Verabei",))

# (feed, its first entry, where such a feed is seen)
FEEDS = [
    (RSS, FIRST, "WordPress"),
    ("\ufeff\n" + RSS, FIRST, "PHP files saved with a byte order mark"),
    (RSS.replace("its end", "its&nbsp;end"), FIRST, "an HTML entity in XML, in hand-made feeds"),
    (RSS[:330], FIRST, "an answer that was cut off"),
    (ATOM, Entry(f"{SITE}/a/", "A hearing & its end", "2024-03-05T22:00:00+03:00",
                 "2024-03-07T10:00:00+00:00", ("Hanna Verabei",)), "Jekyll, Pelican"),
    (RDF, Entry(f"{SITE}/a", "T", "2024-03-05"), "SPIP, Hatena"),
    (JSON_FEED, Entry(f"{SITE}/a", "T", "2024-03-05T22:00:00+00:00", None, ("Ann Ode",)), "Micro.blog"),
    ("<rss><item><guid>https://example.org/a</guid><author>desk@example.org (Ann Ode)</author>",
     Entry(f"{SITE}/a", authors=("Ann Ode",)), "RSS as its specification has it"),
    ("<rss><item><title>Bread & Peace</title><link>/?p=1&lang=be&amp;x=&#49;</link>",
     Entry(f"{SITE}/?p=1&lang=be&x=1", "Bread & Peace"), "hand-made feeds that escape nothing"),
    ("<rss><item><title><![CDATA[R&D & <b>law</b>]]></title><link><![CDATA[/?p=1&lang=be]]></link>",
     Entry(f"{SITE}/?p=1&lang=be", "R&D & law"), "feeds that escape by CDATA"),
    ('<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/blog/"><entry><title>T</title><link href="a"/>',
     Entry(f"{SITE}/blog/a", "T"), "Atom of generators that write a base once"),
    ('<feed xml:base="https://example.org/blog/"><entry xml:base="2024/"><title>T</title><link href="a"/>',
     Entry(f"{SITE}/blog/2024/a", "T"), "a base inside another"),
    ("<rss><channel><item><title>T</title><link>/a</link><dc:creator>Ann Ode</dc:creator>"
     "<dc:date>2024-03-05</dc:date></item></channel></rss>",
     Entry(f"{SITE}/a", "T", "2024-03-05", None, ("Ann Ode",)), "Dublin Core that nobody declared"),
]  # fmt: skip


@pytest.mark.parametrize(("feed", "first"), [row[:2] for row in FEEDS], ids=[row[2] for row in FEEDS])
def test_feed_tells_address_title_dates_and_names(feed: str, first: Entry) -> None:
    assert read_feed(feed.encode(), f"{SITE}/feed")[0] == first


BOMB = (
    '<!DOCTYPE r [<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
    "<rss><channel><item><title>&c;</title><link>https://example.org/a</link></item></channel></rss>"
)
NO_FEEDS = [b"", b"\x00", b"<html><p>Not here</p>", b"{", b"[]", b'{"items": 7}',
            b'{"items": [7, {"url": 1}]}',
            b"<rss><item><link>javascript:x</link></item>", b"<rss><item><link>http://[bad</link></item>",
            "<feed><entry><title>x".encode("utf-16"), b"{" * 100_000]  # fmt: skip


@pytest.mark.parametrize("body", NO_FEEDS, ids=range(len(NO_FEEDS)))
def test_what_is_no_feed_has_no_entries(body: bytes) -> None:
    assert read_feed(body, f"{SITE}/feed") == ()


def test_a_feed_with_a_crowd_of_names_is_read_as_far_as_anybody_signs() -> None:
    names = "".join(
        f"<author><name>Ada Number{'abcdefghij'[n % 10] * (n % 7 + 1)}</name></author>" for n in range(5000)
    )
    said = f"<link href='/n/1'/><title>One</title>{names}"
    feed = f"<feed xmlns='http://www.w3.org/2005/Atom'><entry>{said}</entry></feed>"
    (entry,) = read_feed(feed.encode(), "https://desk.example/feed")
    assert 0 < len(entry.authors) <= 30


def test_entities_of_a_feed_are_not_expanded() -> None:
    assert "x" not in (read_feed(BOMB.encode(), SITE)[0].title or "")


@given(st.binary(max_size=200), st.integers(0, len(RSS)), st.integers(0, 60))
def test_no_answer_is_too_broken_to_be_read(rubbish: bytes, at: int, gone: int) -> None:
    for body in (RSS.encode(), JSON_FEED.encode(), json.dumps([post(1)]).encode()):
        broken = body[:at] + rubbish + body[at + gone :]
        read_feed(broken, SITE)
        read_posts(broken, API, Term("tags", 3))
        read_term(broken, TAG)


# --------------------------------------------------------------- WordPress


def post(number: int, **more: Any) -> dict[str, Any]:
    """Return a post as the API tells it."""
    return {
        "link": f"{SITE}/a/{number}/",
        "date": "2024-03-06T01:00:00",
        "date_gmt": "2024-03-05T22:00:00",
        "modified_gmt": "2024-03-07T10:00:00",
        "title": {"rendered": f"Opinion {number} &#8211; a hearing"},
        "tags": [3],
        "_embedded": {"author": [{"name": "Hanna Verabei"}]},
    } | more


POSTS = [
    (post(1), ("2024-03-06T01:00:00+03:00", ("Hanna Verabei",)), "two clocks"),
    (post(1, date_gmt="0000-00-00T00:00:00"), ("2024-03-06", ("Hanna Verabei",)), "an imported post"),
    (post(1, _embedded={"author": [{"code": "rest_user_invalid_id"}]}), ("2024-03-06T01:00:00+03:00", ()),
     "authors closed by a plugin"),
    (post(1, _embedded=None), ("2024-03-06T01:00:00+03:00", ()), "an old version"),
]  # fmt: skip


@pytest.mark.parametrize(("told", "expected"), [row[:2] for row in POSTS], ids=[row[2] for row in POSTS])
def test_post_tells_its_moment_and_who_signs(told: dict[str, Any], expected: tuple[str, tuple[str]]) -> None:
    read = read_posts(json.dumps([told]).encode(), API, Term("tags", 3))[0]
    assert (read.published, read.authors) == expected
    assert (read.title, read.modified) == ("Opinion 1 – a hearing", "2024-03-07T10:00:00+00:00")


def test_posts_of_another_term_are_left_out() -> None:
    """A plugin or a cache that ignores the parameter sends the newest posts of the whole site."""
    assert read_posts(json.dumps([post(1, tags=[4])]).encode(), API, Term("tags", 3)) == ()


def test_of_an_answer_with_thousands_of_posts_the_first_are_read() -> None:
    posts = [post(number, tags=[3]) for number in range(MOST_ENTRIES + 5)]
    assert len(read_posts(json.dumps(posts).encode(), API, Term("tags", 3))) == MOST_ENTRIES


def test_the_term_is_the_one_whose_archive_this_is() -> None:
    terms = [
        {"id": 8, "taxonomy": "post_tag", "link": f"{SITE}/be/tag/courts/"},
        {"id": 9, "taxonomy": "post_tag", "link": "http://www.example.org/tag/courts"},
    ]
    assert read_term(json.dumps(terms).encode(), TAG) == Term("tags", 9)


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"[1]", b'[{"id": "x"}]', b'[{"taxonomy": "category"}]', b"\xff"]
)
def test_a_broken_answer_tells_nothing(body: bytes) -> None:
    assert (read_term(body, TAG), read_posts(body, API, Term("tags", 3))) == (None, ())


ADDRESSES = [
    (terms_url(API, TAG), f"{API}wp/v2/tags?slug=courts"),
    (terms_url(API, f"{SITE}/category/courts/"), f"{API}wp/v2/categories?slug=courts"),
    (terms_url(API, f"{SITE}/tag/%D1%81%D1%83%D0%B4"), f"{API}wp/v2/tags?slug=%D1%81%D1%83%D0%B4"),
    (terms_url(f"{SITE}/?rest_route=/", TAG), f"{SITE}/?rest_route=/wp/v2/tags&slug=courts"),
    (posts_url(API, Term("tags", 3)), f"{API}wp/v2/posts?tags=3&_fields="),
]


@pytest.mark.parametrize(("asked", "begins"), ADDRESSES)
def test_the_api_is_asked_at_the_address_it_announces(asked: str, begins: str) -> None:
    assert asked.startswith(begins)


# ------------------------------------------------------------------- feeds


def page(*links: str) -> Page:
    """Return a tag page that announces feeds."""
    return Page(TAG, f"<html><head>{''.join(links)}</head><body></body></html>")


API_LINK = f"<link rel='https://api.w.org/' href='{API}'>"
TERM_LINK = f"<link rel=alternate type='application/json' href='{API}wp/v2/tags/3'>"
FEED = f"{TAG}feed/"


def test_a_page_says_which_term_it_is_the_archive_of() -> None:
    assert term_of(page(TERM_LINK)) == Term("tags", 3)
    assert term_of(page(TERM_LINK.replace("tags", "pages"))) is None


# (links, feeds, answers in turn, what was asked at last and which feed opened)
ONE = json.dumps([post(1)])
KNOWN = json.dumps([{"id": 3, "taxonomy": "post_tag", "link": TAG}])
TURNS: list[tuple[Any, ...]] = [
    ((API_LINK, TERM_LINK), (FEED,), [(200, ONE)], ("api", 1, 1), "WordPress since 5.5"),
    ((API_LINK,), (FEED,), [(200, KNOWN), (200, ONE)], ("api", 2, 1), "WordPress before"),
    ((API_LINK, TERM_LINK), (FEED,), [(401, "{}"), (200, RSS)], ("feed", 2, 2), "an API closed by a plugin"),
    ((API_LINK,), (FEED,), [(200, KNOWN), (500, "")], (None, 2, 0), "two requests are enough"),
    ((API_LINK,), (FEED,), [(200, "[]"), (200, RSS)], ("feed", 2, 2), "a tag of a plugin"),
    ((API_LINK,), (), [(404, "")], (None, 1, 0), "an API behind a firewall"),
    ((), (FEED,), [(200, RSS)], ("feed", 1, 2), "other systems"),
    ((), (FEED,), [(200, "<html>")], (None, 1, 0), "a feed that was switched off"),
]


@pytest.mark.parametrize(
    ("links", "feeds", "answers", "ended"), [row[:4] for row in TURNS], ids=[row[4] for row in TURNS]
)
def test_feeds_are_asked_in_turn(links: Any, feeds: Any, answers: Any, ended: Any) -> None:
    query = query_of(page(*links), Listing(feeds=feeds))
    assert query is not None
    for status, body in answers:
        assert query.next_url
        query.take(status, body.encode(), "43")
    assert query.next_url is None
    assert (query.kind, query.requests, len(query.entries)) == ended
    assert bool(query.problem) == (query.kind is None)


@pytest.mark.parametrize(
    ("links", "feeds"),
    [
        ((), ()),
        ((API_LINK.replace("example.org", "other.example"),), ()),
        ((), ("https://feeds.other.example/courts",)),
    ],
)
def test_no_door_of_another_site_is_asked(links: Any, feeds: Any) -> None:
    assert query_of(page(*links), Listing(feeds=feeds)) is None


def test_a_total_counts_only_when_the_door_tells_of_the_same_articles() -> None:
    query = FeedQuery(TAG, API, Term("tags", 3), next_url="x")
    query.take(200, ONE.encode(), "43")
    assert query.promised({"example.org/a/1"}) == 43
    assert query.promised({"example.org/elsewhere"}) is None
    assert query.unseen({"example.org/elsewhere"}) == []


# -------------------------------------------------------------- cross-check


SAME_TIMES = [
    ("2024-03-06", "2024-03-05T22:00:00+00:00", True, "a page in Minsk, a feed in UTC"),
    ("2024-03-04", "2024-03-05T22:00:00+00:00", False, "another day"),
    ("2024-03-05", "2024-03-06T08:00:00+00:00", True, "a page in Los Angeles"),
    ("2024-03-05T22:00:00+00:00", "2024-03-06T01:00:00+03:00", True, "the same moment"),
    ("2024-03-05T22:00:00+00:00", "2024-03-06T02:00:00+03:00", False, "an hour later"),
    ("2024-03-05", "2024-03-06", False, "two days"),
    ("2024", "soon", False, "no dates"),
]


@pytest.mark.parametrize(("one", "other", "same"), [row[:3] for row in SAME_TIMES])
def test_a_day_and_a_moment_agree_where_it_falls_on_that_day(one: str, other: str, same: bool) -> None:
    assert is_same_time(one, other) is same
    assert is_same_time(other, one) is same


def checked(article: Article, entry: Entry, **options: Any) -> Article:
    """Return the article after the check."""
    cross_check(article, entry, "feed", **options)
    return article


def test_what_the_page_says_stands() -> None:
    article = Article(title="Another title", authors=["Ann Ode"], published="2024-01-01")
    checked(article, FIRST)
    assert (article.title, article.authors, article.published) == ("Another title", ["Ann Ode"], "2024-01-01")
    assert article.evidence["published"].differed == (("feed", "2024-03-05T22:00:00+00:00"),)
    assert article.evidence["authors"].differed == (("feed", "Hanna Verabei"),)


def test_agreement_is_evidence() -> None:
    article = Article(title="A hearing and…", authors=["Hanna  Verabei"], published="2024-03-06")
    article.evidence["published"] = Evidence("time", ("text",))
    checked(article, FIRST)
    assert article.evidence["published"] == Evidence("time", ("text", "feed"))
    assert article.evidence["authors"].agreed == ("feed",)


def test_what_the_page_does_not_say_is_added_with_the_reason() -> None:
    article = Article(evidence={"published": Evidence(reason="no date was found")})
    checked(article, FIRST, zone="Europe/Minsk")
    assert (article.published, article.authors) == ("2024-03-06T01:00:00+03:00", ["Hanna Verabei"])
    assert article.evidence["published"] == Evidence("feed", reason="not from the page: no date was found")


@pytest.mark.parametrize(
    ("authors", "names_authors"),
    [(("Hanna Verabei",), False), (("webmaster",), True)],
    ids=["the account that posts everything", "a login"],
)
def test_an_account_is_no_author(authors: tuple[str, ...], names_authors: bool) -> None:
    entry = Entry(FIRST.url, authors=authors)
    assert checked(Article(), entry, names_authors=names_authors).authors == []


def test_entries_signed_alike_name_no_author() -> None:
    def names(*authors: str) -> bool:
        entries = {str(number): Entry("", authors=(name,)) for number, name in enumerate(authors)}
        return FeedQuery(TAG, entries=entries).names_authors

    assert [names("desk", "desk"), names("desk"), names("Ann Ode", "Hanna Verabei")] == [False, False, True]
