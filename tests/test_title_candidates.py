"""Names and tags that tell which heading is the article's headline, and what in it is not."""

from __future__ import annotations

import pytest
from lxml.html import fragment_fromstring

from crawler.document.page import Page
from crawler.titles import find_title
from crawler.titles.candidates import heading_text
from crawler.titles.clean import site_names, without_site

URL = "https://www.lantern-watch.example/news/12"
TEXT = "<p>She was taken from her flat at six in the morning, her neighbours say.</p>"


def page(body: str, head: str = "", url: str = URL) -> Page:
    """A page with this body and head."""
    return Page(url, f"<html><head>{head}</head><body>{body}</body></html>")


# What holds another heading of the same rank, before the headline; where such a thing is seen.
APART = [
    "<div class='comments-area'>{}</div>",  # underscores
    "<div class='comment-box'>{}</div>",
    "<div class='related'>{}</div>",
    "<div class='right-sidebar'>{}</div>",
    "<div class='widget'>{}</div>",  # WordPress
    "<div class='modal'>{}</div>",  # Bootstrap
    "<div class='popup'>{}</div>",
    "<div class='newsletter-box'>{}</div>",
    "<div class='cookie-bar'>{}</div>",
    "<div class='cookies'>{}</div>",
    "<div class='consent-layer'>{}</div>",
    "<div class='main-menu'>{}</div>",
    "<div class='navbar'>{}</div>",  # Bootstrap
    "<div class='footer-top'>{}</div>",
    "<div class='teaser-box'>{}</div>",
    "<div class='teasers'>{}</div>",
    "<div class='recommendations'>{}</div>",
    "<div class='banner-top'>{}</div>",
    "<div class='paywall'>{}</div>",
    "<div class='login-box'>{}</div>",
    "<div class='social'>{}</div>",
    "<div class='share'>{}</div>",
    "<div id='promo'>{}</div>",
    "<nav>{}</nav>",
    "<footer>{}</footer>",
    "<aside>{}</aside>",
    "<dialog>{}</dialog>",
    "<form>{}</form>",
    "<noscript>{}</noscript>",
    "<template>{}</template>",
    "<div hidden>{}</div>",
    "<div style='display: none'>{}</div>",
    "<div class='snippet-hidden'>{}</div>",
]


@pytest.mark.parametrize("frame", APART)
def test_a_heading_that_stands_apart_is_not_the_headline(frame: str) -> None:
    other = frame.format("<h1>Join us by the river</h1>")
    assert find_title(page(f"{other}<h1>Ten people free</h1>{TEXT}")).value == "Ten people free"


def test_names_of_boxes_far_outside_say_nothing() -> None:
    inner = "<div>" * 6 + f"<h1>Ten people free</h1>{TEXT}" + "</div>" * 6
    markup = f"<div class='has-sidebar sidebar'>{inner}</div><h1>Join us by the river</h1>"
    assert find_title(page(markup)).value == "Ten people free"


@pytest.mark.parametrize("holder", ["article", "main"])
def test_a_heading_inside_the_article_goes_before_one_outside(holder: str) -> None:
    markup = f"<h1>Join us by the river</h1><{holder}><h1>Ten people free</h1>{TEXT}</{holder}>"
    assert find_title(page(markup)).value == "Ten people free"


# Names of elements that are no headings and print the headline; English, French, Spanish, German, Russian.
TITLES = ["page-title", "headline", "news_heading", "titre", "titulo", "titel", "zagolovok"]


@pytest.mark.parametrize("name", TITLES)
def test_an_element_named_title_may_be_the_headline(name: str) -> None:
    found = find_title(
        page(f"<div class='{name}'>Ten people free</div>{TEXT}", "<title>Ten people free</title>")
    )
    assert found.node is not None
    assert found.node.get("class") == name


TITLE_TAGS = ["div", "p", "span", "strong", "td", "a", "font", "b", "h4", "h5"]


@pytest.mark.parametrize("tag", TITLE_TAGS)
def test_the_headline_may_be_any_of_these(tag: str) -> None:
    line = f"<{tag} class='title'>Ten people free</{tag}>"
    line = f"<table><tr>{line}</tr></table>" if tag == "td" else line
    found = find_title(page(line + TEXT, "<title>Ten people free</title>"))
    assert found.node is not None
    assert found.node.tag == tag


# Tags of lines in bold or large letters on pages of layout tables.
LINES = ["b", "strong", "font", "big", "center", "span", "p", "td", "em", "u"]


@pytest.mark.parametrize("tag", LINES)
def test_a_headline_without_any_name_is_found_by_what_the_head_says(tag: str) -> None:
    line = f"<{tag}>Ten people are free</{tag}>"
    line = f"<table><tr>{line}</tr></table>" if tag == "td" else line
    found = find_title(page(line + TEXT, "<title>Ten people are free</title>"))
    assert found.node is not None
    assert found.node.tag == tag


KICKERS = [
    "kicker",  # English-speaking magazines
    "eyebrow",
    "overline",
    "topline",
    "roofline",
    "dachzeile",  # German newspapers
    "spitzmarke",
    "overhead",
    "supertitle",
    "suptitle",
    "title-prefix",
    "pre-title",
    "pretitle",
    "volanta",  # Spanish and Latin American newspapers
]


@pytest.mark.parametrize("name", KICKERS)
@pytest.mark.parametrize("tag", ["span", "div", "small", "strong", "em", "a"])
def test_a_kicker_is_no_part_of_the_headline(name: str, tag: str) -> None:
    heading = f"<h1><{tag} class='{name}'>Verdict</{tag}> <span>Ten people are free</span></h1>"
    assert find_title(page(heading + TEXT)).value == "Ten people are free"


def test_what_stays_without_a_kicker_may_be_short() -> None:
    heading = "<h1><span class='kicker'>Verdict</span> Ten are free</h1>"
    assert find_title(page(heading + TEXT)).value == "Ten are free"


def test_a_heading_that_is_all_kicker_stays() -> None:
    heading = "<h1><span class='kicker'>Verdict</span> Free</h1>"
    assert find_title(page(heading + TEXT)).value == "Verdict Free"


HEADINGS = [
    # (markup, what a reader sees), where such a thing is seen
    ("<h1>Free<script>x()</script></h1>", "Free"),
    ("<h1>Free<style>a{}</style></h1>", "Free"),
    ("<h1>Free<noscript> at last</noscript></h1>", "Free"),
    ("<h1>Free<template>at last</template></h1>", "Free"),
    ("<h1>Free<svg><text>x</text></svg></h1>", "Free"),
    ("<h1>Free <button>Save</button></h1>", "Free"),  # reading lists
    ("<h1>Free <select><option>de</option></select></h1>", "Free"),
    ("<h1>Free<textarea>embed</textarea></h1>", "Free"),
    ("<h1>Free<iframe>frame</iframe></h1>", "Free"),
    ("<h1>Free <span class=sr-only>(article)</span></h1>", "Free"),  # Bootstrap
    ("<h1>Free <span class=visually-hidden>(article)</span></h1>", "Free"),
    ("<h1>Free <span class=visuallyhidden>(article)</span></h1>", "Free"),
    ("<h1>Free <span class=screen-reader-text>(article)</span></h1>", "Free"),  # WordPress
    ("<h1>Free <span class=hidden-text>(article)</span></h1>", "Free"),
    ("<h1>Free <span class=invisible>(article)</span></h1>", "Free"),
    ("<h1>Free <a class=headerlink href=#x>link</a></h1>", "Free"),  # Sphinx
    ("<h1>Free <a href=#x>#</a></h1>", "Free"),  # Hugo
    ("<h1>Free <a href=#x>¶</a></h1>", "Free"),
    ("<h1>Free <a href=#x>§</a></h1>", "Free"),
    ("<h1>Verdict<br>Ten free</h1>", "Verdict Ten free"),
    ("<h1><div>Verdict</div>Ten free</h1>", "Verdict Ten free"),
    ("<h1>Ten free<small>4 May</small></h1>", "Ten free 4 May"),
    ("<h1>Ten free<time>4 May</time></h1>", "Ten free 4 May"),
    ("<h1><section>Verdict</section>Ten free</h1>", "Verdict Ten free"),
    ("<h1><header>Verdict</header>Ten free</h1>", "Verdict Ten free"),
    ("<h1><span>Verdict</span><span>Ten free</span></h1>", "Verdict Ten free"),  # parted by CSS alone
    ("<h1><span>Un</span>heard</h1>", "Unheard"),  # a drop cap
    ("<div><p>Verdict</p>Ten free</div>", "Verdict Ten free"),  # elements named as titles
    ("<div>Verdict<h2>Ten free</h2></div>", "Verdict Ten free"),
    ("<h1>x</h1>", ""),
    ("<h1>自由</h1>", "自由"),
    (f"<h1>{'<b>free </b>' * 30}</h1>", " ".join(["free"] * 24)),
    ("<h1>\u200b\u200b</h1>", ""),
    (f"<h1>{'a very long line ' * 30}</h1>", ""),  # a paragraph set as a heading
]


@pytest.mark.parametrize(("markup", "text"), HEADINGS)
def test_a_heading_says_what_a_reader_sees(markup: str, text: str) -> None:
    assert heading_text(fragment_fromstring(markup)) == text


OFF = [
    # (address, head, body, title, what stays)
    (URL, '<meta property="og:site_name" content="The Torch">', "", "Ten free | The Torch"),
    (URL, '<meta name="application-name" content="The Torch">', "", "Ten free | The Torch"),
    (URL, '<meta name="apple-mobile-web-app-title" content="The Torch">', "", "Ten free | The Torch"),
    (URL, '<meta name="DC.publisher" content="The Torch">', "", "Ten free | The Torch"),
    (URL, '<meta name="copyright" content="The Torch">', "", "Ten free | The Torch"),
    (URL, "", "<a href='/'>The Torch</a>", "Ten free - The Torch"),
    (URL, "", "<a href='/'><img alt='The Torch'></a>", "Ten free - The Torch"),
    (URL, "", "<a href='/' title='The Torch'>Home</a>", "Ten free - The Torch"),
    (URL, "", "<a href='/start' rel=home>The Torch</a>", "Ten free - The Torch"),
    (URL, '<link rel=alternate type="text/xml" title="The Torch » Feed">', "", "Ten free » The Torch"),
    (URL, '<link rel=alternate type="text/xml" title="The Torch RSS">', "", "Ten free :: The Torch"),
    ("https://rwq.example/1", "", "", "Ten free – Rights Watch Quarry"),  # initials
    ("https://www.lantern.co.uk/1", "", "", "Ten free · Lantern"),
    ("https://news.lantern.com.by/1", "", "", "Ten free · Lantern"),
    ("https://lantern.org/1", "", "", "Ten free ~ Lantern.org"),
    ("https://lantern-online.example/1", "", "", "Ten free • Lantern Online"),
    ("https://lanternpost.example/1", "", "", "Ten free / Lantern Post East"),  # the host is most of the name
    ("https://thelanternpost.example/1", "", "", "Ten free › Lantern Post"),  # the name is most of the host
    ("https://torch.example/1", "", "", "Ten free / The Torch"),  # five letters of eight
    ("https://rwq.example/1", "", "", "Ten free – RWQ"),
    (URL, "", "", "Lantern Watch « Ten free"),
    (URL, "", "", "Ten free｜Lantern Watch"),  # Japanese bars
]  # fmt: skip


@pytest.mark.parametrize(("url", "head", "body", "title"), OFF)
def test_the_sites_name_is_cut_off_by_what_tells_it(url: str, head: str, body: str, title: str) -> None:
    assert without_site(title, site_names(page(body, head, url))) == "Ten free"


SITE_TYPES = [
    "WebSite",
    "Organization",
    "NewsMediaOrganization",
    "NGO",
    "Corporation",
    "GovernmentOrganization",
]


@pytest.mark.parametrize("kind", SITE_TYPES)
@pytest.mark.parametrize("name", ["name", "alternateName"])
def test_json_ld_tells_the_sites_name(kind: str, name: str) -> None:
    head = f'<script type="application/ld+json">{{"@type": "{kind}", "{name}": "The Torch"}}</script>'
    assert without_site("Ten free | The Torch", site_names(page("", head))) == "Ten free"


KEPT = [
    ("https://www.lantern-watch.example/1", "Ten free | Harbour Aid"),
    ("https://www.lantern.asso.fr/1", "Ten free | Asso"),  # a public suffix is no name
    ("https://lantern.github.io/1", "Ten free | GitHub"),
    ("https://ab.example/1", "Ten free - Ab"),  # too short to be told from a word
    ("https://watch.example/1", "Ten free - Watch the river with care and patience"),
    ("https://127.0.0.1/1", "Ten free - 127"),
]


@pytest.mark.parametrize(("url", "title"), KEPT)
def test_what_is_not_the_sites_name_stays(url: str, title: str) -> None:
    assert without_site(title, site_names(page("", "", url))) == title


ARTICLE_TYPES = [
    "NewsArticle",
    "BlogPosting",
    "Report",
    "Review",
    "SpecialAnnouncement Statement",
    "WebPage",
    "CreativeWork",
]


@pytest.mark.parametrize("kind", ARTICLE_TYPES)
def test_json_ld_of_an_article_tells_its_title(kind: str) -> None:
    head = f'<script type="application/ld+json">{{"@type": "{kind}", "headline": "Ten people free"}}</script>'
    found = find_title(page(TEXT, head))
    assert (found.value, found.evidence.signal) == ("Ten people free", "json-ld")


def test_json_ld_of_something_else_does_not() -> None:
    head = '<script type="application/ld+json">{"@type": "Event", "headline": "A walk by the river"}</script>'
    assert find_title(page(TEXT, head)).value is None
