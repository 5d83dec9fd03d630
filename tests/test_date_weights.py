"""What a date weighs by its place and manner: pages on which two days compete, or one is just too weak."""

from __future__ import annotations

import pytest
from lxml.html import fromstring

from crawler.dates import DateHints
from crawler.dates.clean import in_zone, on_clock
from crawler.dates.metadata import DateClaim, meta_kind
from crawler.dates.parser import DateText
from crawler.dates.score import decide
from crawler.document.texts import is_apart
from pipelines.items import Card
from tests.test_dates_on_pages import SHOWN, article, linked, meta, read

LONG = "<p>" + "Word after word of a text without a day. " * 22 + "</p>"
"""Nine hundred characters: what stands behind them is far from the headline."""
SOME = "<p>" + "One more word. " * 8 + "</p>"
"""A hundred and twenty."""
LATER = "<p class='date'>5 July 2014</p>"
ELSEWHERE = '<div class="sidebar">1 March 2014</div>'
URL = "https://example.org/news/a-verdict"


def long(*, inside: str = "", behind: str = "") -> str:
    """An article with a long text, with a line in its middle or behind it."""
    return f'<article><h1>A verdict</h1><div class="text">{LONG}{inside}{LONG}</div>{behind}</article>'


def begun(first: str) -> str:
    """An article whose text has no line of facts, and begins with these words in a long paragraph."""
    rest = (
        "The court upheld the sentence of a journalist, and the family was not let in. The judge did not say "
        "why, and the guard did not say where the judge had gone after that."
    )
    return f'<article><h1>A verdict</h1><div class="text"><p>{first} {rest}</p>{LONG}</div></article>'


def short_of(count: int) -> str:
    """So many characters of text without a day."""
    return f"<p>{'word ' * (count // 4)}</p>"


# (what wins, and over what; the page; the day)
STRONGER = [
    (
        "a labelled date in its own element, over JSON-LD of a day shown elsewhere",
        linked(datePublished="2014-03-01")
        + article("<p class='date'>Published 21 June 2014</p>")
        + ELSEWHERE,
        "2014-06-21",
    ),
    (
        "the same, over a meta tag",
        meta("article:published_time", "2014-03-01")
        + article("<p class='date'>Published 21 June 2014</p>")
        + ELSEWHERE,
        "2014-06-21",
    ),
    (
        "a date alone, over a meta tag that is called date",
        meta("date", "2014-03-01") + article("<p>21 June 2014</p>") + ELSEWHERE,
        "2014-06-21",
    ),
    (
        "JSON-LD of the article, over a date alone",
        linked(datePublished="2014-03-01") + article("<p>21 June 2014</p>") + ELSEWHERE,
        "2014-03-01",
    ),
    (
        "a date in a long line, over JSON-LD of the page",
        linked(**{"@type": "WebPage", "datePublished": "2014-03-01"})
        + article("<div>By Ana Silva of the office for open doors | 21 June 2014</div>")
        + ELSEWHERE,
        "2014-06-21",
    ),
    (
        "JSON-LD's day of publication, over that of creation",
        linked(dateCreated="2014-03-01", datePublished="2014-06-21") + article(SHOWN) + ELSEWHERE,
        "2014-06-21",
    ),
    (
        "a date alone, over a marked one below",
        article("<p>21 June 2014</p>", after=SOME + LATER),
        "2014-06-21",
    ),
    (
        "a marked date, over a labelled one below",
        article("<p class='date'>21 June 2014</p>", after=SOME + "<p>Posted 5 July 2014</p>"),
        "2014-06-21",
    ),
    (
        "a marked date below, over one in a line of other words",
        article("<div>Ana Silva and Bo Lind with their guests | 21 June 2014</div>", after=SOME + LATER),
        "2014-07-05",
    ),
    (
        "a date alone, over a time element below",
        article("<p>21 June 2014</p>", after=SOME + '<time datetime="2014-07-05">Reading list</time>'),
        "2014-06-21",
    ),
    (
        "a date alone in four elements, whatever else their parent says",
        article(
            "<div>Ana Silva of the office of open doors, Minsk "
            "<div><div><div><i>21 June 2014</i></div></div></div></div>",
            after=SOME + LATER,
        ),
        "2014-06-21",
    ),
    (
        "a date behind the text, over one that may be two days",
        article("<p>03/04/2014</p>", after="<p>21 March 2014</p>"),
        "2014-03-21",
    ),
    (
        "a label, over an element's name",
        article("<p class='updated'>Published 21 June 2014</p>", after="<p>Printed 1 July 2014</p>"),
        "2014-06-21",
    ),
    (
        "the first printed day, though the next is the metadata's on another clock",
        linked(datePublished="2014-06-21T22:00:00Z")
        + article(SHOWN, after="<p class='date'>22 June 2014</p>"),
        "2014-06-21",
    ),
    (
        "what is printed, of a moment that is tomorrow somewhere",
        linked(datePublished="2014-06-20T10:00:00Z") + article(SHOWN),
        "2014-06-21",
    ),
    (
        "metadata, of a moment that is today everywhere",
        linked(datePublished="2014-06-22T15:00:00Z") + article(SHOWN),
        "2014-06-22",
    ),
    (
        "what is printed, of a moment that is yesterday somewhere",
        linked(datePublished="2014-06-22T10:00:00Z") + article(SHOWN),
        "2014-06-21",
    ),
    (
        "a date alone far below the headline",
        f"<h1>A verdict</h1>{short_of(510)}<p>21 June 2014</p>{LONG}",
        "2014-06-21",
    ),
    (
        "a labelled date far behind the text",
        long(behind=SOME * 3 + "<p>Posted 21 June 2014</p>"),
        "2014-06-21",
    ),
    (
        "a time element whatever the page's body is called",
        f'<div class="sidebar">{long()}{LONG}<p><time datetime="2014-06-21"></time></p>'
        '<p><time datetime="2014-06-21T10:00"></time></p></div>',
        "2014-06-21",
    ),
    (
        "a dateline",
        begun("Minsk, 21 June 2014."),
        "2014-06-21",
    ),
    (
        "a day alone between two texts of one cell",
        f"<table><tr><td><h1>A verdict</h1><br>21 June 2014<br>{LONG[3:-4]}</td></tr></table>",
        "2014-06-21",
    ),
]


@pytest.mark.parametrize(("body", "day"), [row[1:] for row in STRONGER], ids=[row[0] for row in STRONGER])
def test_the_stronger_date_wins(body: str, day: str) -> None:
    found = read(body).published
    assert (found.value or "")[:10] == day, found.evidence


# (what is too weak, the page)
TOO_WEAK = [
    (
        "a post's metadata told twice, shown nowhere",
        linked(**{"@type": "BlogPosting", "datePublished": "2014-06-21"})
        + meta("article:published_time", "2014-06-21")
        + article(),
    ),
    (
        "news whose day only a remark in the markup shows",
        linked(datePublished="2014-06-21") + "<!-- 21 June 2014 -->" + article(),
    ),
    (
        "a date far behind the text, by its element's name",
        long(behind=SOME * 3 + "<div class='posted'>21 June 2014</div>"),
    ),
    (
        "a date alone, three hundred characters behind the text",
        long(behind=short_of(330) + "<p>21 June 2014</p>"),
    ),
    ("a labelled date in the middle of a long text", long(inside="<p>Published 21 June 2014</p>")),
    (
        "days of a list behind the text",
        long(behind=SOME + SOME[:60] + "".join(f"<div>{day} June 2014</div>" for day in (21, 17, 3))),
    ),
    (
        "a date behind hundreds of numbers",
        f"<h1>A verdict</h1>{'<i>1</i>' * 400}<p>21 June 2014</p>{LONG}{LONG}",
    ),
    ("a sentence of a few words", article("<p>Trial began 3 May 2013</p>")),
    (
        "a day deep in the first sentence",
        begun("In the old town hall of Minsk, above both rivers, near some mill, 21 June 2014."),
    ),
    ("a deadline in a time element", article('<p>Deadline: <time datetime="2014-06-21">21 June</time></p>')),
    ("a page's header", "<header>10 May 2014</header>" + article()),
    (
        "a page's footer of more than a line",
        article()
        + "<footer>Example, house of the free press in the old town of Minsk, licence of 21 June 2014, "
        "no. 5 of the register of papers</footer>",
    ),
    (
        "days in a menu, in two forms",
        long(behind=LONG)
        + '<nav><time datetime="2014-06-21"></time> <time datetime="2014-06-21T10:00"></time></nav>',
    ),
    (
        "an age behind many texts",
        f"<h1>A verdict</h1>{'<b>word</b>' * 15}<span>3 days ago</span>{'<b>word</b>' * 15}{LONG}",
    ),
    ("an age in a sentence", article("<p>The court in Minsk closed its doors 3 days ago</p>")),
]


@pytest.mark.parametrize("body", [row[1] for row in TOO_WEAK], ids=[row[0] for row in TOO_WEAK])
def test_what_is_too_weak_is_no_date(body: str) -> None:
    found = read(body).published
    assert found.value is None, found.evidence
    assert found.evidence.reason


def test_a_footer_of_one_line_may_date_the_article() -> None:
    assert read(article() + "<footer>Minsk, 21 June 2014</footer>").published.value == "2014-06-21"


def test_a_posts_metadata_and_the_address_are_not_enough() -> None:
    body = linked(**{"@type": "BlogPosting", "datePublished": "2014-06-21"}) + article()
    assert read(body, url="https://example.org/2014/06/21-prisoners").published.value is None


def test_news_and_the_address_are_enough() -> None:
    body = linked(datePublished="2014-06-21") + article()
    assert read(body, url="https://example.org/2014/06/21-prisoners").published.value == "2014-06-21"


def test_a_printed_day_wins_over_the_cards_and_the_cards_over_a_hidden_one() -> None:
    card = Card(URL, published="2014-06-25")
    assert read(article("<p>21 June 2014</p>"), card=card).published.value == "2014-06-21"
    assert read(linked(datePublished="2014-03-01") + article(), card=card).published.value == "2014-06-25"


def test_the_cards_day_wins_over_one_printed_far_behind() -> None:
    far = long(behind=SOME * 3 + "<div class='posted'>Posted 21 June 2014</div>")
    assert read(far).published.value == "2014-06-21"
    assert read(far, card=Card(URL, published="2014-06-25")).published.value == "2014-06-25"


def test_a_dateline_wins_over_a_hidden_day_and_over_the_address() -> None:
    dateline = begun("Minsk, 5 July 2014.")
    card = Card(URL, title="A verdict")
    assert read(linked(datePublished="2014-06-21") + dateline, card=card).published.value == "2014-07-05"
    filed = "https://example.org/2014/06/21/a-verdict/"
    assert read(dateline, url=filed, is_signed=True).published.value == "2014-07-05"


def test_the_object_that_tells_the_pages_address_is_its_own() -> None:
    told = linked(datePublished="2011-01-01", url="https://example.org/b") + linked(
        datePublished="2014-06-21", url=URL
    )
    theirs = '<div class="related">1 January 2011</div>'
    assert read(told + article() + theirs, is_signed=True).published.value == "2014-06-21"


def test_an_object_without_a_date_is_not_asked() -> None:
    told = linked(url=URL) + linked(datePublished="2014-06-21")
    assert read(told + article(), is_signed=True).published.value == "2014-06-21"


def test_a_bound_of_the_listing_outweighs_a_label() -> None:
    body = (
        article("<p class='date'>Published 21 June 2014</p>")
        + SOME
        + SOME
        + '<p>Archived 2019</p><time datetime="2012-02-02">2 February 2012</time>'
    )
    hints = DateHints(not_before="2012-01-01", not_after="2012-12-31")
    assert read(body, hints=hints).published.value == "2012-02-02"


def test_a_word_far_before_a_date_is_no_label_of_it() -> None:
    dates = read(article("<p>Updated pages of Ana Silva, in the city of Minsk: 21 June 2014</p>"))
    assert dates.modified.value is None


def test_a_page_that_prints_only_its_last_change_far_behind_is_dated_by_it() -> None:
    dates = read(long(behind=SOME + "<p>Last updated: 4 July 2014, 10:05 +03:00</p>"))
    assert dates.published.value == "2014-07-04"
    assert dates.modified.value == "2014-07-04T10:05:00+03:00"


# (a line behind the headline with the year's word behind the day, the page's language)
YEAR_WORDS = [
    ("Анна Ковалёва, 21 июня 2014 года", "ru"),
    ("Олена Вербицька, 21 червня 2014 року", "uk"),
    ("Anna Wolska, 21 czerwca 2014 roku", "pl"),
    ("Ана Стојанова, 21 јуни 2014 година", "mk"),
]


@pytest.mark.parametrize(("line", "language"), YEAR_WORDS)
def test_the_word_for_year_behind_a_day_makes_no_sentence(line: str, language: str) -> None:
    assert read(article(f"<p>{line}</p>"), lang=language).published.value == "2014-06-21"


# ---------------------------------------------------------------- verdicts


def claim(day: str, weight: float) -> DateClaim:
    year, month, date = map(int, day.split("-"))
    return DateClaim("text", "published", DateText(year, month, date), day, weight)


def test_no_claim_and_no_possible_day_have_their_own_reasons() -> None:
    fetched = "2014-06-21T10:00:00+00:00"
    assert "no such date" in (decide([], None, DateHints(), fetched).evidence.reason or "")
    future = decide([claim("2034-06-21", 5.0)], None, DateHints(), fetched)
    assert "in the future" in (future.evidence.reason or "")
    weak = decide([claim("2014-06-21", 1.0)], None, DateHints(), fetched)
    assert "2014-06-21" in (weak.evidence.reason or "")


# ------------------------------------------------------------ zones, clocks


def test_only_a_moment_in_utc_is_turned() -> None:
    assert in_zone("2014-06-21T10:05:00+00:00", "Europe/Minsk") == "2014-06-21T13:05:00+03:00"
    assert in_zone("2014-06-21T10:05:00+02:00", "Europe/Minsk") == "2014-06-21T10:05:00+02:00"
    assert in_zone("2014-06-21T10:05:00+00:00", "Nowhere/Here") == "2014-06-21T10:05:00+00:00"
    assert in_zone("2014-06-21T10:05:00+00:00", None) == "2014-06-21T10:05:00+00:00"
    day = DateText(2014, 6, 21).on()
    assert day is not None
    assert on_clock("2014-06-21T10:05:30+02:00", day, "12:05:00") is None
    assert on_clock("2014-06-21T10:05:30+00:00", day, "10:05:00") is None


# ------------------------------------------------------------- names of metas

# (name of a meta tag, which date it promises; where seen)
METAS = [
    ("article:published_time", "published"),  # Open Graph
    ("og:article:published_time", "published"),
    ("datePublished", "published"),  # microdata
    ("first_published_at", "published"),  # British broadcasters
    ("dcterms.published", "published"),
    ("dc.publication", "published"),
    ("DC.Date.issued", "published"),  # repositories
    ("dateposted", "published"),  # job and news systems
    ("parsely-pub-date", "published"),
    ("citation_online_date", "published"),  # Open Journal Systems
    ("sailthru.date", "published"),
    ("timestamp", "published"),
    ("DC.date.created", "published"),
    ("created_at", "published"),
    ("created", "published"),
    ("article:modified_time", "modified"),
    ("og:updated_time", "modified"),
    ("revision_date", "modified"),
    ("lastmod", "modified"),
    ("last-changed", "modified"),
    ("last_reviewed", "modified"),  # health authorities
    ("article:expiration_date", None),
    ("event_date", None),
    ("start_date", None),
    ("crawl-date", None),
    ("birthdate", None),
    ("copyright-date", None),
    ("current-date", None),
    ("og:image:date", None),
    ("og:video:release_date", None),
    ("article:image:date", "published"),
    ("description", None),
    ("dateline", None),
]


@pytest.mark.parametrize(("name", "kind"), METAS)
def test_a_meta_tags_name_promises_a_date(name: str, kind: str | None) -> None:
    assert meta_kind(name) == kind


# ---------------------------------------------------------- beside the article

# (class of an element, its text; is it another thing's?); as themes name them
APART = [
    ("calendar-date", "21", False),  # a calendar sheet beside the headline
    ("clock time-stamp", "21", False),
    ("latest published", "21", False),
    ("latest posted-on", "21", False),
    ("menu-byline", "21", False),
    ("clock meta", "21", False),
    ("related-article", "21", False),
    ("latest entry-header", "21", False),
    ("slider post", "21", False),
    ("sidebar content", "21", False),
    ("carousel main-item", "21", False),
    ("article-footer", "word " * 40, False),
    ("footer", "21", False),
    ("footer", "word " * 40, True),
    ("caption", "word " * 40, True),
    ("teasers", "word " * 40, True),
    ("teaser-box", "word " * 40, True),
    ("current-date", "21", True),
    ("today-date", "21", True),
    ("calendar", "21", True),
    ("commentlist", "21", True),
    ("recommender", "21", True),
]


@pytest.mark.parametrize(("names", "text", "is_another"), APART)
def test_an_elements_name_tells_whether_its_days_are_the_articles(
    names: str, text: str, *, is_another: bool
) -> None:
    assert is_apart(fromstring(f"<div class='{names}'>{text}</div>")) is is_another


@pytest.mark.parametrize("tag", ["blockquote", "div class='comments'", "div id='comment-3'"])
def test_days_in_comments_and_quotations_are_theirs(tag: str) -> None:
    theirs = f"<{tag}><time datetime='2015-01-01'></time></{tag.split()[0]}>"
    assert read(long(behind=LONG + LONG) + theirs).published.value is None


# ------------------------------------------------------- words within a line

# (what stands below the headline, the page's language): an event's days
RANGES = [
    ("9 to 23 June 2014", "en"),
    ("9 and 10 June 2014", "en"),
    ("9. und 10. Juni 2014", "de"),
    ("9. bis 23. Juni 2014", "de"),
    ("с 9 по 23 июня 2014", "ru"),
    ("9 до 23 червня 2014", "uk"),
    ("21 June 2014, 10:00 to 12:00", "en"),
    ("21. Juni 2014, 10:00 bis 12:00", "de"),
    ("21 червня 2014, 10:00 до 12:00", "uk"),
    ("3 May 2014 to 21 June 2014", "en"),
    ("3 May 2014 until 21 June 2014", "en"),
    ("3. Mai 2014 bis 21. Juni 2014", "de"),
    ("3 травня 2014 до 21 червня 2014", "uk"),
    ("3 мая 2014 по 21 июня 2014", "ru"),
    ("3 mai 2014 à 21 juin 2014", "fr"),
    ("3 maggio 2014 al 21 giugno 2014", "it"),
    ("3 de maio de 2014 a 21 de junho de 2014", "pt"),
]


@pytest.mark.parametrize(("line", "language"), RANGES)
def test_days_from_and_to_are_an_events(line: str, language: str) -> None:
    assert read(article(f"<div>{line}</div>"), lang=language).published.value is None


# Names of elements that hold facts and no sentences, as themes have them.
FACTS = [
    *("entry-date", "date-time", "published", "posted-on", "entry-meta", "byline", "author", "article-info"),
    *("datum", "fecha", "story-meta", "article__metas", "single-metainfo", "metadata", "info", "page-infos"),
    *("header__infoline", "publish-info", "publishing-details", "news-publication"),
]


@pytest.mark.parametrize("name", FACTS)
def test_an_element_made_for_facts_holds_no_sentence(name: str) -> None:
    body = article(f"<p class='{name}'>Ana began 3 May 2013</p>")
    assert read(body).published.value == "2013-05-03"
    assert read(body.replace(name, "lead")).published.value is None


@pytest.mark.parametrize("name", ["day-date", "time", "published", "posted", "datum", "fecha", "timestamp"])
def test_an_element_made_for_dates_counts_more(name: str) -> None:
    body = long(behind=f"<div class='{name}'>Ana Silva with some office for open doors | 21 June 2014</div>")
    assert read(body).published.value == "2014-06-21"
    assert read(body.replace(name, "lead")).published.value is None


def test_an_element_made_for_data_of_all_kinds_is_not_made_for_dates() -> None:
    line = "<div class='post__meta-data'>Ana Silva with some office for open doors | 21 June 2014</div>"
    assert read(long(behind=line)).published.value is None
