"""What the page prints as its headline is the title; names of sites and sections are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.document.page import Page
from crawler.titles import find_title, normalise_title
from crawler.titles.clean import site_names, without_site
from pipelines.items import Card

URL = "https://www.lantern-watch.example/news/12"

NORMALISED = [
    # (as the page has it, as a reader sees it), where such a thing is seen
    ("  Ten\n  people   free ", "Ten people free"),  # indented templates
    ("Ten&nbsp;people\xa0free", "Ten people free"),  # non-breaking spaces of a typographer
    ("&amp;quot;They came&amp;quot; at dawn", '"They came" at dawn'),  # escaped twice by a feed importer
    ("&amp;amp;amp; more", "& more"),  # escaped on every save
    ("Q&amp;A on Article 193", "Q&A on Article 193"),  # JSON-LD made from HTML
    ("Q&A on Article 193", "Q&A on Article 193"),  # a lone ampersand is text
    ("AT&T and R&D; a case", "AT&T and R&D; a case"),  # not entities
    ("Free<br>at last", "Free at last"),  # a break typed into the title field
    ("Free<br />at last", "Free at last"),
    ("&lt;i&gt;Nasha Niva&lt;/i&gt; is closed", "Nasha Niva is closed"),  # italics in og:title
    ('The <span class="x">court</span> sits', "The court sits"),
    ("3 < 5 and 7 > 2", "3 < 5 and 7 > 2"),  # not tags
    ("Polit\u00adgefan\u00adgene", "Politgefangene"),  # soft hyphens of German sites
    ("\ufeffStatement\u200b", "Statement"),  # byte order mark, zero-width space
    ("\u200fبيان\u200f", "بيان"),  # marks of direction
    ("می\u200cخواهیم", "می\u200cخواهیم"),  # Persian needs its zero-width non-joiner
    ("«Мне няма аб чым шкадаваць»", "«Мне няма аб чым шкадаваць»"),  # quotes as printed
    ("“Who’s next?” — 5 questions…", "“Who’s next?” — 5 questions…"),
    ("STATEMENT ON THE VERDICT", "STATEMENT ON THE VERDICT"),  # upper case by typing
    ("e\u0301tat", "état"),  # decomposed letters of macOS
    ("&#8220;Free&#x201D;", "“Free”"),
    ("   ", None),
    ("&nbsp;<br>", None),
]


@pytest.mark.parametrize(("raw", "title"), NORMALISED)
def test_a_title_is_cleaned_and_its_typography_kept(raw: str, title: str | None) -> None:
    assert normalise_title(raw) == title


@given(st.text())
def test_normalising_twice_changes_nothing(raw: str) -> None:
    once = normalise_title(raw)
    assert once is None or normalise_title(once) == once


@given(st.lists(st.sampled_from(["&", "amp;", "lt;", "<", "br", ">", "i", " ", "#38;", "quot;", "a"])))
def test_normalising_twice_changes_nothing_on_markup(pieces: list[str]) -> None:
    once = normalise_title("".join(pieces))
    assert once is None or normalise_title(once) == once


def page(body: str, head: str = "") -> Page:
    return Page(URL, f"<html><head>{head}</head><body>{body}</body></html>")


def og(title: str) -> str:
    return f'<meta property="og:title" content="{title}">'


TEXT = "<p>She was taken from her flat at six in the morning, her neighbours say.</p>"
FOUND = [
    # (head, body, title), where such a thing is seen
    ("", "<h1>Ten people free</h1>" + TEXT, "Ten people free"),  # plain page
    (  # the logo is an h1 too
        "<title>Ten people free</title>",
        '<header><h1><a href="/">Lantern Watch</a></h1></header><h1>Ten people free</h1>' + TEXT,
        "Ten people free",
    ),
    (  # h1 for the site, h2 for the headline
        "<title>Ten people free | Lantern Watch</title>",
        '<h1><a href="/">Lantern Watch</a></h1><h2>Ten people free</h2>' + TEXT + "<h2>Related</h2>",
        "Ten people free",
    ),
    (  # a headline in a classed div, in an old CMS
        "<title>Lantern Watch - Ten people free</title>",
        '<div class="article_title">Ten people free</div>' + TEXT,
        "Ten people free",
    ),
    (  # headline by itemprop alone
        "",
        '<div itemprop="headline">Ten people free</div><h3>Menu</h3>',
        "Ten people free",
    ),
    (  # a kicker in a span before the headline
        og("Ten people free"),
        "<h1><span>Verdict</span> Ten people free</h1>" + TEXT,
        "Ten people free",
    ),
    (  # a kicker that only its class tells
        "",
        '<h1><span class="kicker">Verdict</span><span>Ten people are free</span></h1>' + TEXT,
        "Ten people are free",
    ),
    (  # the kicker belongs to the title when the page says so elsewhere
        og("Verdict: Ten people free"),
        "<h1><span>Verdict</span><span>Ten people free</span></h1>" + TEXT,
        "Verdict: Ten people free",
    ),
    (  # screen readers' words and separators
        og("Ten people free"),
        '<h1>Verdict <span class="visually-hidden"> - </span><span>Ten people free</span></h1>',
        "Ten people free",
    ),
    (  # permalink mark of documentation themes
        "",
        '<h1>Ten people free<a class="headerlink" href="#x">¶</a></h1>' + TEXT,
        "Ten people free",
    ),
    (  # edit link of wikis
        "<title>Ten people free - Lantern Watch</title>",
        "<h1>Ten people free <a href=/edit>[edit]</a></h1>" + TEXT,
        "Ten people free",
    ),
    ("", "<h1>Ten people<br>free</h1>" + TEXT, "Ten people free"),  # a break for the eye
    ("", "<h1><b>T</b>en people free</h1>" + TEXT, "Ten people free"),  # a drop cap
    (  # a dash that belongs to the title
        "<title>Ten free - and forty left - Lantern Watch</title>",
        "<h1>Ten free - and forty left</h1>" + TEXT,
        "Ten free - and forty left",
    ),
    (  # a bar that belongs to the title
        "<title>Then | now: a year on | Lantern Watch</title>",
        "<h1>Then | now: a year on</h1>" + TEXT,
        "Then | now: a year on",
    ),
    (  # the site's own name as the subject of the sentence
        "<title>Lantern Watch: free them now! | Lantern Watch</title>",
        "<h1>Lantern Watch: free them now!</h1>" + TEXT,
        "Lantern Watch: free them now!",
    ),
    (  # search engines' title differs from the printed one
        "<title>Court ruling 2014 explained</title>" + og("What the court ruled, explained"),
        "<h1>“We will appeal”: what the court said</h1>" + TEXT,
        "“We will appeal”: what the court said",
    ),
    (  # typed in capitals
        og("Statement on the verdict"),
        "<h1>STATEMENT ON THE VERDICT</h1>" + TEXT,
        "STATEMENT ON THE VERDICT",
    ),
    (  # a dialog before the article
        "<title>Ten people free</title>",
        '<div class="modal"><h1>Subscribe to our letter</h1></div><h1>Ten people free</h1>',
        "Ten people free",
    ),
    (  # amounts of a donation form are h1
        og("Ten people free") + "<title>Ten people free - Lantern Watch</title>",
        "<h1>€5</h1><h1>€10</h1><h2>Ten people free</h2>" + TEXT,
        "Ten people free",
    ),
    (  # sections of the text as h1
        og("Ten people free"),
        "<h1>Ten people free</h1><p>a</p><h1>Background</h1><h1>Sources</h1>",
        "Ten people free",
    ),
    ("", '<div style="display:none"><h1>Menu</h1></div><h2 itemprop="headline">Free</h2>', "Free"),
    (og("Ten people free"), TEXT, "Ten people free"),  # nothing printed: what the page says of itself
    ("<title>Ten people free | Lantern Watch</title>", TEXT, "Ten people free"),  # the host tells the name
    (
        '<meta property="og:site_name" content="Der Leuchter"><title>Zehn frei - Der Leuchter</title>',
        TEXT,
        "Zehn frei",
    ),
    (  # feed link tells the site's name
        "<title>Ten free » The Torch</title>"
        '<link rel="alternate" type="application/rss+xml" title="The Torch » Feed">',
        TEXT,
        "Ten free",
    ),
    ("<title>Ten free – and forty left</title>", TEXT, "Ten free – and forty left"),  # no evidence, no cut
    (  # section between title and site
        '<meta property="article:section" content="Courts"><title>Ten free | Courts | Lantern Watch</title>',
        TEXT,
        "Ten free",
    ),
    ("<title>蒋某某获释 - 灯塔观察</title>", '<h1>蒋某某获释</h1><a href="/">灯塔观察</a>', "蒋某某获释"),
    ("<title>بيان حول الحكم | المنارة</title>", "<h1>بيان حول الحكم</h1>", "بيان حول الحكم"),
    (  # only JSON-LD and a logo
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ten &amp; free"}</script>',
        '<h1><a href="/">Lantern Watch</a></h1>' + TEXT,
        "Ten & free",
    ),
    (  # a hand-made page of layout tables: the headline is in bold letters
        "<title>Ten people are free - Lantern</title>",
        '<table><tr><td><a href="/"><b>Lantern</b></a></td><td><font><b>Ten people are free</b></font>'
        f"<br>{TEXT}</td></tr></table>",
        "Ten people are free",
    ),
    ("", TEXT, None),  # nothing that could be a title
    ("<title></title>", "<h1> </h1>", None),
]


@pytest.mark.parametrize(("head", "body", "title"), FOUND)
def test_the_headline_is_found(head: str, body: str, title: str | None) -> None:
    assert find_title(page(body, head)).value == title


def test_an_absent_title_has_a_reason() -> None:
    assert find_title(page(TEXT)).evidence.reason


def test_the_element_it_stands_in_is_returned() -> None:
    found = find_title(page("<h1>Lantern Watch</h1><h2>Ten people free</h2>", og("Ten people free")))
    assert found.node is not None
    assert found.node.tag == "h2"


def test_the_cards_title_points_at_the_headline() -> None:
    many = "<h2>One of many</h2><h2>Ten people free</h2><h2>Another one</h2>"
    found = find_title(page(many), Card(url=URL, title="Ten people free"))
    assert (found.value, found.evidence.agreed) == ("Ten people free", ("listing",))


def test_a_cut_card_title_is_a_beginning_only() -> None:
    found = find_title(
        page("<h1>Ten people free after a year in prison</h1>"),
        Card(url=URL, title="Ten people free after..."),
    )
    assert found.value == "Ten people free after a year in prison"
    assert found.evidence.agreed == ("listing",)


def test_what_differs_is_recorded() -> None:
    found = find_title(page("<h1>“We will appeal”</h1>", og("Verdict explained")))
    assert found.evidence.differed == (("meta", "Verdict explained"),)


@given(st.text(), st.text(), st.text())
def test_no_page_raises(head: str, title: str, heading: str) -> None:
    found = find_title(
        Page(URL, f"{head}<title>{title}</title><h1>{heading}</h1>"), Card(url=URL, title=title)
    )
    assert found.value is None or found.value == normalise_title(found.value)


SITE_OFF = [
    ("Ten free | Lantern Watch", "Ten free"),  # the host's words
    ("Lantern Watch » Ten free", "Ten free"),  # old WordPress
    ("Ten free - lantern-watch.example", "Ten free"),  # the host itself
    ("Ten free", "Ten free"),
    ("Lantern Watch", "Lantern Watch"),  # nothing would be left
    ("Then - now - Lantern Watch", "Then - now"),
    ("Ten free_Lantern Watch", "Ten free"),  # Chinese portals
]


@pytest.mark.parametrize(("title", "own"), SITE_OFF)
def test_only_the_sites_name_is_cut_off(title: str, own: str) -> None:
    assert without_site(title, site_names(page(""))) == own
