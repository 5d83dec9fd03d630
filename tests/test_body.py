"""The article's text on small pages, each in the shape of a kind of site."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from crawler.body import find_body, render
from crawler.body.blocks import clean_text
from crawler.document.page import Page
from pipelines.items import Card

URL = "https://example.org/statement"
ONE = "The court in Mahiliou sat for two days, and nobody but the guards was let in."
TWO = "Her lawyer, who may not speak about the case, said only that she was in good health."
THREE = "We ask the authorities to open the hearing, to publish the verdict and to let her family visit her."
TEXT = f"{ONE}\n\n{TWO}\n\n{THREE}"
PARAGRAPHS = f"<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>"
H1 = "<h1>Two days in Mahiliou</h1>"


def read(markup: str, **card: str | bool) -> str | None:
    page = Page(URL, f"<html><body>{markup}</body></html>")
    evidence = Card(URL, **card) if card else None  # type: ignore[arg-type]
    return find_body(page, headline=page.tree.find(".//h1"), card=evidence).value


RENDERED = [
    ("<div><p>One.</p><p>Two.</p></div>", "One.\n\nTwo."),  # everywhere
    ("<div>One.<br><br>Two.</div>", "One.\n\nTwo."),  # old editors
    ("<div>One.<br> \n <br/>Two.</div>", "One.\n\nTwo."),  # the same, with white space
    ("<div>One.<p>Two.</p>Three.</div>", "One.\n\nTwo.\n\nThree."),  # text right in the div
    ("<div><p>Line one<br>line two</p></div>", "Line one\nline two"),  # poems, addresses
    ("<div><p>sen<b>tenced</b>on <i>4</i> May</p></div>", "sentencedon 4 May"),  # markup inside words
    ("<p>in 2003<sup><a href='#n1'>1</a></sup>.</p>", "in 2003[1]."),  # notes of kramdown, remark, Hugo
    ("<p>in 2003<a href='#n1'><sup>1</sup></a>.</p>", "in 2003[1]."),  # notes of pandoc
    ("<p>in 2003<sup>[<a href='#n1'>1</a>]</sup>.</p>", "in 2003[1]."),  # brackets of its own
    ("<p>10<sup>3</sup> <a href='#p3'>3</a></p>", "103 3"),  # no note
    ("<p><a href='#p3'>3</a></p>", "3"),  # a page of a table of contents
    ("<p>in 2003<sup><a href='#n1'>1</a><a href='#n2'>2</a></sup>.</p>", "in 200312."),
    ("<div><ul><li>a</li><li>b</li></ul><p>c</p></div>", "a\nb\n\nc"),  # lists
    ("<div><ol><li>a<ul><li>b</li></ul></li></ol></div>", "a\nb"),  # lists in lists
    ("<div><dl><dt>Who</dt><dd>Ana</dd></dl></div>", "Who\nAna"),  # definition lists
    ("<div><h2>Why</h2><p>So.</p></div>", "Why\n\nSo."),  # headings
    ("<div><blockquote><p>I am free.</p></blockquote></div>", "I am free."),  # quotes
    (
        "<table><tr><td>Name</td><td>Years</td></tr><tr><td>Ana</td><td>4</td></tr></table>",
        "Name | Years\nAna | 4",
    ),
    (f"<table><tr><td>Menu</td><td><p>{ONE}</p><p>{TWO}</p></td></tr></table>", f"Menu\n\n{ONE}\n\n{TWO}"),
    (
        f"<table><tr><td>Menu</td><td>{'Mahiliou ' * 35}</td></tr></table>",
        "Menu\n\n" + ("Mahiliou " * 35).strip(),
    ),
    (
        f"<table><tr><td><p>{ONE}</p><p>{TWO}</p><ul><li>a<ul><li>b</li></ul></li><li>c</li></ul></td></table>",
        f"{ONE}\n\n{TWO}\n\na\nb\nc",
    ),  # lists in lists of a page in a table
    ("<div><p>a&nbsp;b\u200bc&shy;d</p></div>", "a bcd"),  # word processors
    ("<div><p>\u0438\u0306</p></div>", "\u0439"),  # decomposed letters from macOS
    (f"<table><tr><td>Ana<td>{ONE} {ONE} {ONE}</table>", f"Ana | {ONE} {ONE} {ONE}"),
    (f"<table><tr><td>Ana<td>{ONE} {ONE} {ONE} {ONE}</table>", f"Ana\n\n{ONE} {ONE} {ONE} {ONE}"),
    ("<table><tr><td>1.<td><b>Ana<td>4</table>", "1. | Ana | 4"),  # cells and bold letters never closed
    (f"<table><tr><td><p>{ONE}</p><table><tr><td>Ana<td>4</table></table>", f"{ONE}\n\nAna | 4"),
    ("<div><p>A <a>court<svg></svg></a> sat</p></div>", "A court sat"),  # the icon of a link
    ("<div><p>A <a>court<style>a{}</style><svg></svg></a>, closed</p></div>", "A court, closed"),
    ("<div><p>Free! <img class=emoji> At last</p></div>", "Free! At last"),
    ("<div>One.<img>Two.</div>", "One.\n\nTwo."),  # a picture where an editor knows no paragraphs
    ("<div>One. <script></script> Two.</div>", "One.\n\nTwo."),  # a banner
    ("<div>One.<br><img>Two.</div>", "One.\nTwo."),
    ("<div><p><img>Ana</p>4 May</div>", "Ana\n\n4 May"),  # a portrait before the name
    ("<div>" * 80 + "<p>a</p>b" + "</div>" * 80, "a\n\nb"),  # page builders
    ("<div><pre>a\n  b</pre></div>", "a\nb"),  # preformatted
    ("<div><pre>a\n \n  b</pre></div>", "a\n\nb"),  # letters pasted as they came by mail
    ("<div><p>a &lt;b&gt; &amp;amp;</p></div>", "a <b> &amp;"),  # angle brackets in a text
    (
        "<div><p>Done.<sup>[1]</sup></p><p>[1] A note. <a href='#r1'>↩</a></p></div>",
        "Done.[1]\n\n[1] A note.",
    ),
    ("<div><h2>Why <a class='headerlink' href='#why'>¶</a></h2></div>", "Why"),  # MkDocs, Sphinx
    ("<div><p>a</p><script>b()</script><style>c{}</style><noscript>d</noscript></div>", "a"),
    ("<div><p>a</p><p style='display: none'>b</p><p hidden>c</p></div>", "a"),  # hidden
    ("<div><figure><img><figcaption>Photo</figcaption></figure><p>T.</p></div>", "T."),  # captions
    (
        "<div><p>T.</p><div class='wp-caption'><p class='wp-caption-text'>Photo</p></div></div>",
        "T.",
    ),  # WordPress
    ("<div><p>T.</p><div class='sharedaddy'>Share this</div></div>", "T."),  # Jetpack
    ("<div></div>", ""),
    ("<div><img></div>", ""),
]


@pytest.mark.parametrize(("markup", "expected"), RENDERED)
def test_an_element_becomes_plain_text(markup: str, expected: str) -> None:
    assert render(html.fragment_fromstring(markup)) == expected


VOID = ("br", "img", "hr")
INLINE = ("b", "span", "font", "a")
BLOCKS = ("div", "p", "section", "ul", "li", "pre", "h2", "table", "tr", "td", "dl", "dd")


def elements(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Elements around any number of others; not all that begin are ended."""
    blocks = st.builds("<{0}>{1}</{0}>".format, st.sampled_from(BLOCKS), inner)
    inline = st.builds("<{0}> {1} </{0}>".format, st.sampled_from(INLINE), inner)
    unclosed = st.builds("<{}>{}".format, st.sampled_from(BLOCKS), inner)
    return st.lists(blocks | inline | unclosed, max_size=4).map("".join)


MARKUP = st.recursive(
    st.sampled_from(["Ana", "4 May", "in Brest.", *(f"<{tag}>" for tag in VOID)]), elements, max_leaves=30
)


@given(MARKUP)
def test_no_word_is_lost_or_glued_to_another(markup: str) -> None:
    root = Page(URL, f"<div>{markup}</div>").tree
    assert render(root).replace("|", " ").split() == " ".join(root.itertext()).split()


INVISIBLE = "\u00ad\u200b\u200e\u200f\u2060\ufeff"


@given(st.text(alphabet=f"aé說 \u00a0\u3000\u2028\n\t{INVISIBLE}"))
def test_white_space_is_one_space_and_what_is_invisible_gone(raw: str) -> None:
    assert clean_text(raw) == " ".join("".join(sign for sign in raw if sign not in INVISIBLE).split())


def test_what_the_caller_skips_is_left_out_and_the_tree_stays_as_it_was() -> None:
    root = html.fragment_fromstring("<div><h1>T</h1><p>a</p><p>b</p></div>")
    before = html.tostring(root)
    assert render(root, skip=lambda e: e.text == "b", headline=root.find("h1")) == "a"
    assert html.tostring(root) == before


FRAMES = {
    "WordPress": """
        <main><article class="post-7 post hentry tag-newsletter"><header class="entry-header">{h1} <div
        class="entry-meta">Posted on <a href=/>4 May 2014</a> by <a href=/>Ana</a></div></header> <div
        class="entry-content">{text}</div><footer class="entry-footer">Tagged <a
        href=/>law</a></footer></article> <nav class="post-navigation"><a href=/a>An older
        statement</a></nav><div id="comments"><h2>3 thoughts</h2> <ol
        class="comment-list"><li><article><p>{comment}</p></article></li></ol></div></main>""",
    "Ghost": """
        <article class="gh-article"><header class="gh-article-header">{h1}<h4>Ana</h4><time>4
        May</time></header> <section class="gh-content">{text}</section></article><aside
        class="read-more-wrap"><article class="gh-card"> <a href=/x><h3>Another one</h3><p>The first words
        of another statement, which was...</p></a></article></aside>""",
    "Drupal": """
        <article class="node"><div class="node__content">{h1}<div class="field--name-body
        field--label-hidden">{text} </div><div class="field--name-field-tags"><a href=/t
        rel=tag>court</a></div></div></article>""",
    "Joomla": """
        <div class="item-page">{h1}<dl class="article-info"><dt>Details</dt><dd>Written by Ana</dd><dd>Hits:
        1204</dd> </dl><div itemprop="articleBody">{text}</div><ul class="pagination"><li><a
        href=/p>Prev</a></li></ul></div>""",
    "Hugo, PaperMod": """
        <main><article class="post-single"><header class="post-header">{h1}<div class="post-meta"><span>May
        4, 2014 </span>&nbsp;·&nbsp;2 min&nbsp;·&nbsp;Ana</div></header><div
        class="toc"><details><summary>Table of Contents </summary><ul><li><a
        href="#x">Why</a></li></ul></details></div><div class="post-content">{text}</div> <footer
        class="post-footer"><ul class="post-tags"><li><a href=/t>law</a></li></ul></footer></article>
        </main>""",
    "Jekyll, Minimal Mistakes": """
        <article class="page h-entry"><header>{h1}<p class="page__meta">May 4, 2014 · 1 minute
        read</p></header> <section class="page__content" itemprop="text"><aside class="sidebar__right"><nav
        class="toc"><ul><li> <a href="#a">On this page</a></li></ul></nav></aside>{text}</section><footer
        class="page__meta"><p class="page__date"><strong>Updated:</strong> <time>May 5,
        2014</time></p></footer><section class="page__share"> <h4>Share on</h4></section></article><div
        class="page__related"><h2>You may also enjoy</h2><article class="archive__item"><h2><a
        href=/x>Another trial in Hrodna</a></h2><p>{comment}</p></article></div>""",
    "Docusaurus": """
        <article><header>{h1}<div><time>May 4, 2014</time> · One min read</div><div
        class="row"><div>Ana</div></div> </header><div id="__blog-post-container" class="markdown"
        itemprop="articleBody">{text}</div><footer class="row"><b>Tags:</b><ul><li><a
        href=/t>law</a></li></ul></footer></article>""",
    "MkDocs Material": """
        <article class="md-content__inner md-typeset"><a class="md-content__button" href=/edit>Edit this
        page</a>{h1} {text}<aside class="md-source-file"><span>May 4, 2014</span></aside></article>""",
    "Plone": """
        <article id="content"><header>{h1}<div class="documentByLine">by Ana — published
        2014/05/04</div></header> <div id="content-core"><div
        id="parent-fieldname-text">{text}</div></div></article> <section id="viewlet-below-content"><p
        class="discreet">Filed under: <a href=/t>law</a></p></section>""",
    "MediaWiki": """
        <div id="content">{h1}<div class="mw-parser-output">{text}</div><div id="catlinks">Category: <a
        href=/c>Courts</a></div></div>""",
    "a form around the page, ASP.NET": '<form><div class="share-wrapper">{h1}<div>{text}</div></div></form>',
    "Elementor": """
        <div class="elementor-widget-wrap">{h1}<div class="elementor-widget-container">{text}</div></div>""",
    "Blogger": """
        <div class="widget Blog"><div class="post">{h1}<div class="post-body">{text}</div></div></div>""",
    "Blogger's dynamic views": "{h1}<noscript>{text}</noscript>",
    "all in one element": """
        <main>{h1}<p>By Ana Novak, 4 May 2014</p>{text}<p>Tags: <a href=/a>court</a>, <a
        href=/b>law</a></p></main>""",
    "a table for the layout": """
        <table><tr><td><a href=/1>Home</a><br><a href=/2>About</a></td><td>{h1}{text}</td></table>""",
    "line breaks for paragraphs": "{h1}<div>{one}<br><br>{two}<br><br>{three}</div>",
    "an element for each paragraph": """
        {h1}<div><div><p>{one}</div><div><p>{two}</div><div><p>{three}</div></div>""",
    "paragraphs called paywall": """
        {h1}<div><p class="paywall">{one}<p class="paywall">{two}<p class="paywall">{three}</div>""",
    "hidden until a script runs": '{h1}<div style="display:none">{text}</div>',
    "advertisements between paragraphs": """
        {h1}<div><p>{one}<div class="ad-slot">Promoted</div><p>{two}<p>{three}</div>""",
    "captions without a class": """
        {h1}<div><p>{one}</p><p>{two}</p><div><img></div><div>Photo: A. N.</div><p>{three}</div>""",
    "links at the end": """
        {h1}<div>{text}<h3>Read more</h3><ul><li><a href=/a>Another trial in Hrodna</a></li><li><a href=/b>A
        third one in Brest</a></li></ul></div>""",
    "cards of other articles inside": """
        {h1}<div>{text}<div class="g"><a href=/a>Another trial in Hrodna</a><p>A court has sat again, it was
        said.</p> </div><div class="g"><a href=/b>A third trial in Brest</a><p>Nobody knows when it will
        end, we hear.</p></div> </div>""",
    "the next article below": """
        <article>{h1}{text}</article><article><h2>Another</h2><p>{comment}</p></article>""",
    "a long notice on cookies": '<div class="cookie-consent"><p>{comment}</p></div>{h1}<div>{text}</div>',
}


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES.keys())
def test_a_text_is_found_in_any_frame(frame: str) -> None:
    comment = "I have heard of this before, and I agree with all of it. " * 20
    assert read(frame.format(h1=H1, text=PARAGRAPHS, one=ONE, two=TWO, three=THREE, comment=comment)) == TEXT


KEPT = [
    "<h2>What we ask for</h2><ul><li>an open hearing</li><li>a lawyer</li></ul>",  # demands
    "<blockquote>I regret nothing, I would do it again.</blockquote>",
    "<table><tr><th>Name</th><th>Years</th></tr><tr><td>Ana</td><td>4</td></tr></table>",
    "<p><strong>Read also:</strong> <a href=/x>Another closed trial</a></p>",  # a sentence of the author's
    "<p>Contact: <a href='mailto:a@example.org'>a@example.org</a></p>",
    "<p>Ana Novak, chair</p>",  # a signature
    "<ul><li><a href=https://one.example/>Lantern Rights Watch</a></li>"
    "<li><a href=https://two.example/>Harbour Legal Aid</a></li>"
    "<li><a href=https://three.example/>The Open Courts Group</a></li></ul>",  # joint statements
]


@pytest.mark.parametrize("part", KEPT)
def test_what_is_unique_to_a_text_stays(part: str) -> None:
    expected = render(html.fragment_fromstring(f"<div><p>{ONE}</p><p>{TWO}</p>{part}<p>{THREE}</p></div>"))
    assert read(f"{H1}<div><p>{ONE}</p><p>{TWO}</p>{part}<p>{THREE}</p></div>") == expected


def test_the_parts_of_a_page_builder_are_no_widgets() -> None:
    parts = "".join(
        f"<div class='elementor-element elementor-widget elementor-widget-text-editor'><p>{line}</p></div>"
        for line in (ONE, TWO, THREE)
    )
    assert read(f"{H1}<div class='elementor'>{parts}</div>") == TEXT
    assert render(html.fragment_fromstring(f"<div>{parts}</div>")) == TEXT


def test_first_words_of_further_articles_do_not_widen_the_text() -> None:
    further = "".join(
        f"<article><h3><a href=/x{n}>Another closed trial in Brest</a></h3><p>{ONE} {n}.</p></article>"
        for n in range(3)
    )
    text = f"<div class='theme-post-content'><div class='container'>{PARAGRAPHS * 3}</div></div>"
    markup = f"<div class='single'>{H1}{text}<section><h2>Read next</h2>{further}</section></div>"
    page = Page(URL, f"<html><body>{markup}</body></html>")
    node = find_body(page, headline=page.tree.find(".//h1")).node
    assert node is not None
    assert node.get("class") == "container"


def test_who_the_author_is_is_no_text() -> None:
    box = "<div class='author-info'><h2>Author: Ana Novak</h2><p>Ana Novak writes about courts.</p></div>"
    assert read(f"{H1}<div class='entry-content'>{PARAGRAPHS}{box}</div>") == TEXT  # Twenty Sixteen


def test_a_name_that_says_how_a_heading_behaves_does_not_count() -> None:
    heading = "<h2 class='anchor anchorTargetStickyNavbar_x1'>What we ask for</h2>"  # Docusaurus
    expected = f"{ONE}\n\n{TWO}\n\nWhat we ask for\n\n{THREE}"
    assert read(f"{H1}<div><p>{ONE}</p><p>{TWO}</p>{heading}<p>{THREE}</p></div>") == expected


def test_the_standfirst_belongs_to_the_text() -> None:
    header = f"<header>{H1}<p class='standfirst'>{THREE}</p><p>Ana, 4 May 2014</p></header>"
    markup = f"{header}<div><p>{ONE}</p><p>{TWO}</p></div>"
    assert read(markup) == f"{THREE}\n\n{ONE}\n\n{TWO}"


@pytest.mark.parametrize(
    "sentence",
    [
        "Ana is free.",  # a post of one sentence
        "Алена Навак на волі.",
        "她 今天 获释了。",
        "أُفرج عن آنا اليوم.",
    ],
)
def test_a_post_of_one_sentence_is_that_sentence(sentence: str) -> None:
    comments = f"<div class='comments-area'><p>{'What good news this is for all of us. ' * 20}</p></div>"
    assert (
        read(f"<article>{H1}<div class='entry-content'><p>{sentence}</p></div></article>{comments}")
        == sentence
    )


def test_a_post_of_a_video_alone_has_no_text() -> None:
    footer = "<footer class='site-footer'><p>We stand with all who are held, and say so.</p></footer>"
    video = "<div class='entry-content'><iframe src=/v></iframe></div>"
    assert read(f"<article>{H1}{video}</article>{footer}") == ""


@pytest.mark.parametrize(
    "text",
    [
        "法院昨天在明斯克开庭，没有一个亲属获准旁听。律师说，她身体很好，但是不能谈论案情。",
        "عقدت المحكمة جلستها أمس في مينسك، ولم يُسمح لأحد من الأقارب بالحضور.",
        "Суд у Магілёве засядаў два дні, і нікога са сваякоў не пусцілі ў залу.",
    ],
)
def test_any_script_is_read(text: str) -> None:
    menu = "<ul><li><a href=/a>主页</a></li><li><a href=/b>Навіны</a></li></ul>"
    assert read(f"{menu}{H1}<div><p>{text}</p><p>{text}</p></div>") == f"{text}\n\n{text}"


def test_the_text_begins_where_the_teaser_begins() -> None:
    above = f"<div class='a'><p>{THREE}</p></div>"
    markup = f"{H1}<div>{above}<div class='b'><p>{ONE}</p><p>{TWO}</p></div></div>"
    assert read(markup, teaser=ONE[:40] + "...", teaser_cut=True) == f"{ONE}\n\n{TWO}"


def test_where_the_teaser_stands_in_the_text_as_well_it_begins_there() -> None:
    above = f"<div class='a'><p>{ONE}</p><p>{THREE}</p></div>"
    markup = f"{H1}<div>{above}<div class='b'><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p></div></div>"
    assert read(markup, teaser=ONE[:40] + "...", teaser_cut=True) == TEXT


def test_a_teaser_above_the_text_does_not_bring_what_stands_below_it() -> None:
    text = [f"{text} {n}." for n in range(4) for text in (TWO, THREE)]
    below = "<div class='c'><p>This hall was built by those who meet in it, and is open to all.</p></div>"
    inside = "".join(f"<p>{each}</p>" for each in text)
    markup = f"{H1}<div class='a'><p>{ONE}</p></div><article>{inside}</article>{below}"
    assert read(markup, teaser=ONE[:40] + "...", teaser_cut=True) == "\n\n".join([ONE, *text])


def test_a_quotation_above_the_teaser_stays() -> None:
    quote = "<blockquote><p>I regret nothing, I would do it again.</p></blockquote>"
    found = read(f"{H1}<div>{quote}{PARAGRAPHS}</div>", teaser=ONE[:40] + "...", teaser_cut=True)
    assert found == f"I regret nothing, I would do it again.\n\n{TEXT}"


def test_a_teaser_that_stands_nowhere_is_said() -> None:
    page = Page(URL, f"<body>{H1}<div>{PARAGRAPHS}</div></body>")
    found = find_body(page, card=Card(URL, teaser="Quite another text, which an editor wrote."))
    assert (found.value or "").endswith(TEXT)
    assert found.evidence.reason == "the listing's teaser does not stand in it"


def test_json_ld_tells_what_the_page_does_not_print() -> None:
    told = json.dumps({"@type": "NewsArticle", "articleBody": f"{ONE * 3}\n{TWO * 2}\n{THREE}"})
    page = Page(
        URL, f"<body>{H1}<p>Subscribe to read on.</p><script type=application/ld+json>{told}</script></body>"
    )
    found = find_body(page)
    assert found.value == f"{ONE * 3}\n\n{TWO * 2}\n\n{THREE}"
    assert found.evidence.signal == "json-ld"


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "<",
        "<html>",
        "<body>",
        "<frameset>",
        "\x00",
        "<p>" * 5000,
        "<div>" * 50_000 + ONE,
        "<table><tr><td>" * 3000,
    ],
)
def test_no_page_is_too_broken(markup: str) -> None:
    assert find_body(Page(URL, markup)).value is not None
