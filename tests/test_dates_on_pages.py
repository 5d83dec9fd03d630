"""Which of a page's dates is the article's: pages that imitate what sites do, each with its expected day."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.dates import DateHints, Dates, find_dates
from crawler.document.page import Page
from pipelines.items import Card

TEXT = (
    "<p>The court upheld the sentence of a journalist on 3 March 2013, and the family was not let in.</p>" * 3
)
FETCHED = "2024-05-10T12:00:00+00:00"


def linked(**article: str) -> str:
    """JSON-LD of one object."""
    data = {"@context": "https://schema.org", "@type": "NewsArticle", **article}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def article(line: str = "", *, after: str = "") -> str:
    """An article whose headline is followed by a line, and whose text by another."""
    return f'<article><h1>A verdict</h1>{line}<div class="text">{TEXT}</div>{after}</article>'


def read(
    body: str,
    *,
    lang: str = "en",
    url: str = "https://example.org/news/a-verdict",
    card: Card | None = None,
    hints: DateHints = DateHints(),  # noqa: B008
    is_signed: bool = False,
) -> Dates:
    page = Page(url, f'<html lang="{lang}"><body>{body}</body></html>', fetched_at=FETCHED)
    root = page.tree.find(".//div[@class='text']")
    headline = page.tree.find(".//h1")
    return find_dates(page, headline=headline, root=root, card=card, hints=hints, is_signed=is_signed)


SHOWN = '<p class="meta">21 June 2014</p>'

# (what the case is, the page's body, the day); each seen on sites of this kind
PUBLISHED = [
    ("printed below the headline", article(SHOWN), "2014-06-21"),
    ("printed above the headline", f"<div>21.06.2014</div>{article()}", "2014-06-21"),
    ("inside the headline", "<h1><span>21.06.2014</span> A verdict</h1>" + TEXT, "2014-06-21"),
    ("at the end of the text", article(after="<p>Minsk, 21 June 2014</p>"), "2014-06-21"),
    ("with a byline", article("<p>By Ana Silva | 21 June 2014 | 3 minutes</p>"), "2014-06-21"),
    ("in three elements", article("<div><b>21</b> <i>June</i> <u>2014</u></div>"), "2014-06-21"),
    ("a time element", article('<time datetime="2014-06-21">3 days old</time>'), "2014-06-21"),
    (
        "a microformat",
        article('<abbr class="published" title="2014-06-21T10:05:00+03:00">Sat</abbr>'),
        "2014-06-21",
    ),
    (
        "called updated by the theme",
        article('<time class="updated" datetime="2014-06-21">21 June</time>'),
        "2014-06-21",
    ),
    (
        "told in UTC, and at the site's own time",
        linked(datePublished="2014-06-20T21:20:25Z")
        + article('<time datetime="2014-06-21T00:20:25+03:00">Saturday</time>'),
        "2014-06-21",
    ),
    ("meta, and shown", meta("article:published_time", "2014-06-21") + article(SHOWN), "2014-06-21"),
    (
        "news whose date a script prints, told twice",
        linked(datePublished="2014-06-21") + meta("article:published_time", "2014-06-21") + article(),
        "2014-06-21",
    ),
    ("a day of the week before it", article("<p>By Ana Silva, Sat 21 June 2014 10:05 BST</p>"), "2014-06-21"),
    ("a word before the time", article("<p>21 June 2014 at 10:05, edited 4 July 2014</p>"), "2014-06-21"),
    ("a press release", article("<p>For immediate release: June 21, 2014</p>"), "2014-06-21"),
    ("a German word for it", article("<p>Von Ana Silva publiziert am 21.06.2014</p>"), "2014-06-21"),
    (
        "the first of many facts, far below the headline",
        f"<article><h1>A verdict</h1><p>{'Word after word of it. ' * 20}</p><div>21 June 2014 / Ana Silva / "
        "3 comments / courts journalists prisons verdicts</div></article>",
        "2014-06-21",
    ),
    (
        "edited later",
        article("<p>Published 21 June 2014. Updated 4 July 2014</p>"),
        "2014-06-21",
    ),
    (
        "a lone date beside the article",
        article() + '<aside><nav><time datetime="2014-06-21">21 June</time></nav></aside>',
        "2014-06-21",
    ),
    (
        "another article's JSON-LD",
        linked(datePublished="2011-01-01", url="https://example.org/other")
        + linked(datePublished="2014-06-21", url="https://example.org/news/a-verdict")
        + article(SHOWN),
        "2014-06-21",
    ),
    (
        "a video's upload",
        linked(**{"@type": "VideoObject", "uploadDate": "2011-01-01"}) + article(SHOWN),
        "2014-06-21",
    ),
    (
        "an expiry",
        meta("article:expiration_time", "2030-01-01") + article(SHOWN),
        "2014-06-21",
    ),
    (
        "comments",
        article(
            SHOWN,
            after='<ol class="comments"><li><time datetime="2015-01-01">1 January 2015</time></li></ol>',
        ),
        "2014-06-21",
    ),
    (
        "related articles",
        article(SHOWN) + '<div class="related"><time datetime="2015-01-01">1 January 2015</time></div>',
        "2014-06-21",
    ),
    (
        "an edition that metadata do not know",
        linked(datePublished="2011-01-01") + article(SHOWN),
        "2014-06-21",
    ),
]


@pytest.mark.parametrize(
    ("body", "day"), [case[1:] for case in PUBLISHED], ids=[case[0] for case in PUBLISHED]
)
def test_the_day_of_publication_is_found(body: str, day: str) -> None:
    found = read(body).published
    assert (found.value or "")[:10] == day, found.evidence


# (what the case is, the page's body)
UNDATED = [
    ("a date in a sentence", article()),
    ("a copyright year", article(after="<footer>© 2014 Example, 21 June 2014</footer>")),
    ("a clock", '<div class="today">Friday, 10 May 2024</div>' + article()),
    ("a heading with today", "<header>Today is 10 May 2024</header>" + article()),
    ("an event", article("<p>21 June 2014, 10:00 - 12:00</p>")),
    ("an event of days", article("<p>21 - 23 June 2014</p>")),
    ("an age in years", article("<span>5 years ago</span>")),
    (
        "a comment",
        article(after='<ol class="comments"><li><time datetime="2015-01-01">1 May</time></li></ol>'),
    ),
    (
        "a quoted post",
        article(after='<blockquote><time datetime="2015-01-01">1 May 2015</time></blockquote>'),
    ),
    ("a static page", linked(**{"@type": "WebPage", "datePublished": "2014-06-21"}) + article()),
    ("the address alone", article()),
    ("a day in the future", article("<p>21 June 2034</p>")),
    ("two orders", article("<p>03/04/2014</p>")),
    ("news that nobody signs, told once", linked(datePublished="2014-06-21") + article()),
    (
        "a list of other posts",
        f"<h1>A campaign</h1><p>{'Word after word of it. ' * 40}</p>"
        + "".join(f"<div><span class='date'>{day} June 2014</span></div>" for day in (21, 17, 3)),
    ),
]


@pytest.mark.parametrize("body", [case[1] for case in UNDATED], ids=[case[0] for case in UNDATED])
def test_no_date_shown_is_no_date_with_a_reason(body: str) -> None:
    found = read(body).published
    assert found.value is None, found.evidence
    assert found.evidence.reason


def test_the_printed_day_wins_over_the_same_moment_in_utc() -> None:
    body = linked(datePublished="2014-06-20T22:05:30Z") + article(SHOWN)
    assert read(body).published.value == "2014-06-21"


def test_a_printed_time_tells_the_offset_of_a_moment_in_utc() -> None:
    body = linked(datePublished="2014-06-20T22:05:30Z") + article("<p>21 June 2014, 01:05</p>")
    assert read(body).published.value == "2014-06-21T01:05:30+03:00"


def test_time_and_offset_come_from_whoever_agrees_on_the_day() -> None:
    found = read(linked(datePublished="2014-06-21T10:05:00+03:00") + article(SHOWN)).published
    assert found.value == "2014-06-21T10:05:00+03:00"
    assert {found.evidence.signal, *found.evidence.agreed} == {"json-ld", "text"}


def test_the_sites_zone_turns_a_moment_into_its_day() -> None:
    body = linked(datePublished="2014-06-20T22:05:00Z") + article()
    found = read(body, hints=DateHints(zone="Europe/Minsk"), is_signed=True).published
    assert found.value == "2014-06-21T01:05:00+03:00"


def test_publication_and_last_change_are_kept_apart() -> None:
    dates = read(article("<p>Published 21 June 2014. Updated 4 July 2014</p>"))
    assert (dates.published.value, dates.modified.value) == ("2014-06-21", "2014-07-04")


def test_a_page_that_prints_only_its_last_change_says_so() -> None:
    dates = read(article("<p>Last updated: 4 July 2014</p>"))
    assert dates.published.value == dates.modified.value == "2014-07-04"
    assert "last change" in (dates.published.evidence.reason or "")


def test_the_address_settles_the_order_of_day_and_month() -> None:
    url = "https://example.org/2014/03/04/a-verdict"
    assert read(article("<p>03/04/2014</p>"), url=url).published.value == "2014-03-04"


def test_metadata_settle_the_order_of_day_and_month() -> None:
    body = meta("article:published_time", "2014-04-03T10:00:00+02:00") + article("<p>03/04/2014</p>")
    assert read(body, lang="en-US").published.value == "2014-04-03T10:00:00+02:00"


def test_the_address_completes_a_day_without_year() -> None:
    assert read(article("<p>21 June</p>"), url="https://example.org/2014/a").published.value == "2014-06-21"


def test_a_heading_completes_a_day_without_year() -> None:
    assert read("<h2>2014</h2>" + article("<p>21 June</p>")).published.value == "2014-06-21"


def test_two_dates_in_one_link_are_told_apart_by_their_elements() -> None:
    line = (
        '<a href="#"><span class="updated">4 July 2014</span><span class="published">21 June 2014</span></a>'
    )
    dates = read(article(f"<a href='#'>{line}</a>"))
    assert (dates.published.value, dates.modified.value) == ("2014-06-21", "2014-07-04")


def test_an_address_that_counts_prisoners_is_not_a_day() -> None:
    assert (
        read(article(SHOWN), url="https://example.org/2024/10/25-prisoners").published.value == "2014-06-21"
    )


def test_the_cards_date_confirms_metadata_that_no_reader_sees() -> None:
    body = linked(**{"@type": "BlogPosting", "datePublished": "2014-06-21T10:05:00+03:00"}) + article()
    found = read(body, card=Card("https://example.org/news/a-verdict", published="2014-06-21")).published
    assert found.value == "2014-06-21T10:05:00+03:00"
    assert "listing" in (found.evidence.signal, *found.evidence.agreed)


def test_neighbours_on_the_listing_expose_a_wrong_day() -> None:
    body = (
        article("<p>21 June 2014</p>")
        + '<p>Archived 2019</p><time datetime="2012-02-02">2 February 2012</time>'
    )
    hints = DateHints(not_before="2012-01-01", not_after="2012-12-31")
    assert read(body, hints=hints).published.value == "2012-02-02"


def test_an_age_in_days_counts_from_the_fetch_and_says_so() -> None:
    found = read(article("<span>3 days ago</span>")).published
    assert found.value == "2024-05-07"
    assert "time of fetching" in (found.evidence.reason or "")


def test_a_listed_article_is_dated_by_metadata_that_no_reader_sees() -> None:
    hidden = meta("article:published_time", "2014-06-21T10:00:00+03:00") + article(
        "<p>9 years ago, in May</p>"
    )
    assert read(hidden).published.value is None
    listed = read(hidden, card=Card(url="https://example.org/news/a-verdict", title="A verdict"))
    assert listed.published.value == "2014-06-21T10:00:00+03:00"


def test_a_signed_article_is_dated_by_metadata_that_no_reader_sees() -> None:
    hidden = meta("article:published_time", "2014-06-21T10:00:00+03:00") + article("<p>By Ana Silva</p>")
    assert read(hidden).published.value is None
    assert read(hidden, is_signed=True).published.value == "2014-06-21T10:00:00+03:00"


def test_a_signed_page_without_a_word_of_publication_keeps_no_date() -> None:
    hidden = linked(**{"@type": "WebPage", "datePublished": "2014-06-21"}) + article("<p>By Ana Silva</p>")
    assert read(hidden, is_signed=True).published.value is None


def test_what_is_printed_comes_before_what_a_signature_vouches_for() -> None:
    told = linked(datePublished="2011-01-01") + meta("article:published_time", "2011-01-01")
    assert (read(told + article(SHOWN), is_signed=True).published.value or "")[:10] == "2014-06-21"


# (what the case is, the address, the day)
FILED = [
    ("folders for year, month and day", "https://example.org/2014/06/21/a-verdict/", "2014-06-21"),
    ("a count of prisoners", "https://example.org/2014/06/21-prisoners", None),
    ("numbers of another kind", "https://example.org/2014/6/21/a-verdict/", None),
]


@pytest.mark.parametrize(("url", "day"), [case[1:] for case in FILED], ids=[case[0] for case in FILED])
def test_a_signed_post_is_dated_by_the_folder_it_is_filed_in(url: str, day: str | None) -> None:
    assert read(article(), url=url).published.value is None
    assert read(article(), url=url, is_signed=True).published.value == day


def test_no_clock_is_a_quarter_of_an_hour_off() -> None:
    told = linked(datePublished="2014-06-21T16:45:00Z")
    assert read(told + article("<p>21 June 2014, 17:00</p>")).published.value == "2014-06-21T16:45:00+00:00"


def test_the_node_is_where_the_date_is_printed() -> None:
    node = read(article(SHOWN)).published.node
    assert node is not None
    assert node.text == "21 June 2014"


def test_differing_signals_are_recorded() -> None:
    found = read(meta("article:published_time", "2011-01-01") + article(SHOWN)).published
    assert ("meta", "2011-01-01") in found.evidence.differed


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("<>/ ap=\"'0123456789-:TZ.,junemay\n"), max_size=200))
def test_no_page_raises(text: str) -> None:
    dates = read(f"<h1>x</h1><time>{text}</time>{text}<p>{text}")
    assert dates.published.value or dates.published.evidence.reason
