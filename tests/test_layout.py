"""A layout is learnt from a few pages of a template, reads the rest alike, and says when it does not fit."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from crawler.document import Extracted, Page
from crawler.layout import Layout, apply_layout, learn_layout
from crawler.layout.apply import trimmed_text
from crawler.layout.boilerplate import repeated_elements, repeated_lines, repeated_nodes, without_lines
from crawler.layout.selectors import common_path, is_stable, select
from pipelines.items import Card

TITLES = [
    "Court in Vitava frees the teacher Ilma Roost",
    "Open letter: return the library of Kallas",
    "Twelve weeks without a hearing",
    "Statement on the closing of the Harbour Gazette",
    "Who signs the orders in Upper Saare",
    "Observers were kept out of the courtroom again",
    "A petition with nine thousand names",
    "What the new assembly law changes",
    "Ilma Roost: the first week at home",
    "Fishermen of Vitava win their appeal",
]
NAMES = ["Mara Tamm", "Jonas Kivi", "Liis Org", "Peter Saar", "Anna Lepp"]
SENTENCES = [
    "The judge read the decision for eleven minutes and left without answering a question.",
    "Nobody in the village had seen the order before the police arrived with it.",
    "Her pupils waited in front of the building with flowers and a hand-painted banner.",
    "The ministry answered on the last day of the deadline, in two sentences.",
    "According to the records, the witness was in another town that evening.",
    "The newspaper had printed the letter in full, with all of its signatures.",
    "A second appeal is possible within thirty days, and it will be made.",
    "Three of the observers were asked for papers that the law does not know.",
]


def paragraphs(number: int) -> list[str]:
    """Return the text of article `number`: two to four paragraphs, each its own."""
    return [
        f"Part {step} of {number}. {SENTENCES[(number + step) % 8]} {SENTENCES[(number * 3 + step * 5) % 8]}"
        for step in range(1, 3 + number % 3)
    ]


def author(number: int) -> str:
    return NAMES[number % len(NAMES)]


def day(number: int) -> str:
    return f"2023-{1 + number % 9:02}-{10 + number:02}"


def printed_day(number: int) -> str:
    return f"{10 + number}/{1 + number % 9:02}/2023"


def theme(number: int, *, body: list[str] | None = None, byline: bool = True, extra: str = "") -> str:
    """Return a page as many blog themes make it: header, byline, content, footer and sidebar."""
    text = "".join(f"<p>{line}</p>" for line in (paragraphs(number) if body is None else body))
    by = (
        f'<span class="byline">By <a rel="author" href="/p/{number % 5}">{author(number)}</a></span>'
        if byline
        else ""
    )
    return f"""<html lang="en-GB"><head><title>{TITLES[number]} | Northern Rights Desk</title></head>
    <body class="single postid-{4000 + number}">
    <nav><a href="/">Northern Rights Desk</a><a href="/news">News</a></nav>
    <main><article class="post post-{4000 + number} tag-courts"><header>
    <h1 class="entry-title">{TITLES[number]}</h1>
    <div class="entry-meta"><time class="published" datetime="{day(number)}">{printed_day(number)}</time>
    {by}</div></header>
    <div class="entry-content">{text}{extra}</div></article></main>
    <aside class="sidebar"><h3>Latest</h3><p>Nothing of this stands in any article, on no page.</p></aside>
    </body></html>"""


def line_theme(number: int) -> str:
    """Return a page as hand-made sites have it: no classes on the text, one line for author and dates."""
    text = "".join(f"<p>{line}</p>" for line in paragraphs(number))
    return f"""<html><head><title>{TITLES[number]} - The Quay</title></head><body><div id="main">
    <div class="crumbs"><a href="/">Home</a> / <a href="/t">Courts</a></div><h1>{TITLES[number]}</h1>
    <p class="meta-line">By {author(number)} | Published: {printed_day(number)}</p>
    <div class="content">{text}</div></div></body></html>"""


def sample(number: int, make: Callable[[int], str] = theme) -> tuple[Page, Card]:
    url = f"https://desk.example/news/{number}"
    teaser = paragraphs(number)[0][:70] + "..."
    return Page(url, make(number)), Card(url, title=TITLES[number], teaser=teaser, teaser_cut=True)


def learnt(make: Callable[[int], str] = theme) -> Layout:
    layout = learn_layout([sample(number, make) for number in range(6)])
    assert layout is not None
    return layout


# --------------------------------------------------------------- selectors

NAMES_OF_TEMPLATES = [
    ("entry-content", True, "WordPress"),
    ("post-content", True, "Jekyll"),
    ("node__content", True, "Drupal"),
    ("tags-links", True, "WordPress"),
    ("article-body", True, "news sites"),
    ("post-4012", False, "WordPress post_class()"),
    ("postid-77", False, "WordPress body_class()"),
    ("category-news", False, "WordPress post_class()"),
    ("tag-freedom-of-expression", False, "WordPress post_class()"),
    ("author-writer9", False, "WordPress body_class()"),
    ("has-post-thumbnail", False, "WordPress, posts with an image only"),
    ("node-3381", False, "Drupal"),
    ("", False, "class attribute with two spaces"),
]


@pytest.mark.parametrize(("name", "stable", "seen"), NAMES_OF_TEMPLATES)
def test_a_name_made_from_one_post_is_not_a_templates(name: str, stable: bool, seen: str) -> None:
    assert is_stable(name) is stable


def test_a_path_gives_the_element_on_every_page() -> None:
    trees = [html.fromstring(theme(number)) for number in range(3)]
    nodes = [tree.xpath("//div[@class='entry-content']")[0] for tree in trees]

    path = common_path([(tree, [node]) for tree, node in zip(trees, nodes, strict=True)])

    other = html.fromstring(theme(7))
    assert path is not None
    assert select(path, other) == other.xpath("//div[@class='entry-content']")


def test_a_path_never_names_what_one_post_is_called() -> None:
    trees = [html.fromstring(theme(number)) for number in range(3)]

    path = common_path([(tree, tree.xpath("//article")) for tree in trees])

    assert path is not None
    assert "post-" not in path
    assert "tag-" not in path


def test_a_tag_of_a_word_processor_does_no_harm() -> None:
    trees = [html.fromstring(f"<div><o:p>{line}</o:p></div>") for line in SENTENCES[:3]]
    path = common_path([(tree, [tree[0]]) for tree in trees])
    assert path is not None
    assert select(path, trees[0]) == [trees[0][0]]


def test_elements_of_different_kinds_have_no_path() -> None:
    one, other = html.fromstring("<p><b>a</b></p>"), html.fromstring("<div><i>a</i></div>")
    assert common_path([(one, one.xpath("//b")), (other, other.xpath("//i"))]) is None


# -------------------------------------------------------------- repetition


def content(inner: str) -> html.HtmlElement:
    return html.fromstring(f"<div>{inner}</div>")


REPEATED = [
    ('<p>{}</p><div class="box">Share on one network, on another</div>', "share bar"),
    (
        '<p>{}</p><div class="linked">Related: <a href="/a{}">Another report {}</a></div><p>{}</p>',
        "inline related link",
    ),
    (
        '<p>{}</p><div class="who">About the author: NAME writes about courts for the desk.</div>',
        "author box",
    ),
    (
        '<p>{}</p><section class="help"><h3>Help us</h3><p>Your gift keeps the archive open.</p></section>',
        "appeal",
    ),
]


@pytest.mark.parametrize(("markup", "seen"), REPEATED)
def test_what_stands_in_one_named_place_on_every_page_is_furniture(markup: str, seen: str) -> None:
    roots = [
        content(markup.replace("{}", f"{SENTENCES[number]} {TITLES[number]}").replace("NAME", author(number)))
        for number in range(4)
    ]

    paths = repeated_elements(roots, [set()] * 4)

    assert [len(repeated_nodes(paths, root)) for root in roots] == [1, 1, 1, 1]


KEPT = [
    ("<p>{}</p><p>We ask for their release.</p><p>{}</p>", "a demand that returns in each statement"),
    (
        '<p>{}</p><blockquote class="quote"><p>Words weigh more in here.</p></blockquote><p>{}</p>',
        "a motto quoted",
    ),
    ('<div class="lead">{}</div><p>{}</p>', "a lead of its own on each page"),
    (
        '<p>{}</p><div class="note">They were released last week.</div><p>{}</p><p>{}</p>',
        "prose within the text",
    ),
]


@pytest.mark.parametrize(("markup", "seen"), KEPT)
def test_prose_is_no_furniture_however_often_it_returns(markup: str, seen: str) -> None:
    roots = [content(markup.replace("{}", f"{SENTENCES[number]} {TITLES[number]}")) for number in range(4)]
    assert repeated_elements(roots, [set()] * 4) == ()


def test_lines_at_the_end_of_most_texts_are_taken_off() -> None:
    bodies = [
        f"{SENTENCES[number]}\n\nFollow us on the radio.\n\n© 202{number} The desk" for number in range(4)
    ]

    lines = repeated_lines(bodies)

    fresh = f"{SENTENCES[5]}\n\nFollow us on the radio.\n\n© 2031 The desk"
    assert without_lines(fresh, frozenset(lines)) == SENTENCES[5]


def test_a_repeated_line_within_the_text_stays() -> None:
    body = f"{SENTENCES[0]}\n\nOur demands\n\n{SENTENCES[1]}"
    assert without_lines(body, frozenset({"our demands"})) == body


def test_a_sentence_that_differs_in_its_numbers_stays() -> None:
    """Seen in weekly reports: each says the same, of other numbers."""
    bodies = [f"{text}\n\nObservers counted {n} breaches." for n, text in enumerate(SENTENCES[:5])]
    assert repeated_lines(bodies) == ()


def test_two_texts_that_end_alike_prove_nothing() -> None:
    bodies = ["One.\n\nThe end.", "Two.\n\nThe end.", "Three.", "Four.", "Five."]
    assert repeated_lines(bodies) == ()


# ----------------------------------------------------------- learn and apply


@pytest.mark.parametrize("make", [theme, line_theme])
def test_a_page_not_seen_before_is_read_whole(make: Callable[[int], str]) -> None:
    page, card = sample(8, make)

    reading = apply_layout(learnt(make), page, card)

    assert reading is not None
    assert reading.title.value == TITLES[8]
    assert reading.authors.value == [author(8)]
    assert (reading.published.value or "")[:10] == day(8)
    assert reading.body.value == "\n\n".join(paragraphs(8))


def test_the_reading_names_its_layout() -> None:
    layout = learnt()
    page, card = sample(8)
    reading = apply_layout(layout, page, card)
    assert reading is not None
    assert reading.layout == layout.id
    assert reading.body.evidence.signal == "layout"
    assert reading.body.evidence.agreed == ("listing",)


def foot_theme(number: int) -> str:
    """Return a page whose article ends in a foot of its own with day and name; number 7 is one sentence."""
    text = "<p>Ilma Roost is free.</p>" if number == 7 else "".join(f"<p>{p}</p>" for p in paragraphs(number))
    signed = f'<time>{day(number)}.</time> <a rel="author" href="/author/x.html">{author(number)}</a>'
    return f"""<html><head><title>{TITLES[number]}</title></head><body><nav><a href="/">Home</a></nav><main>
        <article class="post"><h1>{TITLES[number]}</h1>{text}<footer>{signed}</footer></article></main>"""


def test_the_foot_with_day_and_name_is_no_text_however_short_that_is() -> None:
    page, card = sample(7, foot_theme)
    reading = apply_layout(learnt(foot_theme), page, replace(card, teaser=None, teaser_cut=False))
    assert reading is not None
    assert reading.authors.value == [author(7)]
    assert reading.body.value == "Ilma Roost is free."


def test_text_of_one_page_alone_is_kept() -> None:
    def odd(number: int) -> str:
        return theme(number, extra='<div class="box">Addendum of this one page</div>' if number == 9 else "")

    page, card = sample(9, odd)
    reading = apply_layout(learnt(), page, card)
    assert reading is not None
    assert (reading.body.value or "").endswith("Addendum of this one page")


def test_furniture_of_every_page_is_dropped() -> None:
    def shared(number: int) -> str:
        return theme(number, extra='<div class="box">Write to the desk, it answers</div>')

    page, card = sample(9, shared)
    reading = apply_layout(learnt(shared), page, card)
    assert reading is not None
    assert reading.body.value == "\n\n".join(paragraphs(9))


def test_a_text_of_one_sentence_is_read() -> None:
    page = Page("https://desk.example/x", theme(8, body=["They are free."]))
    reading = apply_layout(learnt(), page, None)
    assert reading is not None
    assert reading.body.value == "They are free."


def facts_theme(number: int, body: list[str] | None = None) -> str:
    """Return a page whose headline stands apart from the column with facts, text and comments."""
    text = "".join(f"<p>{line}</p>" for line in (paragraphs(number) if body is None else body))
    return f"""<html><head><title>{TITLES[number]}</title></head><body><div class="top">
    <h1>{TITLES[number]}</h1></div><div class="middle"><h6 class="post-meta">Written by:
    <a href="/author/{number % 5}/">{author(number)}</a> in Press releases, 9 months, {number} weeks ago</h6>
    <p>(<a href="#comments">{number} comments</a>)</p>{text}<ul class="tags"><li>Tags:</li>
    <li><a href="/tag/courts">courts</a></li></ul><div id="comments"><h3>Comments</h3></div>
    </div></body></html>"""


def builder_theme(number: int) -> str:
    """Return a page put together from parts, all in one section, with further articles below."""
    parts = {"title": f"<h1>{TITLES[number]}</h1>", "info": f"<ul><li>{printed_day(number)}</li></ul>"}
    parts["text"] = "".join(f"<p>{line}</p>" for line in paragraphs(number))
    further = "".join(
        f"<article><h3><a href='/news/{n}'>{TITLES[n]}</a></h3><p>{paragraphs(n)[0]}</p></article>"
        for n in ((number + 1) % 7, (number + 2) % 7, (number + 3) % 7)
    )
    blocks = "".join(f"<div class='part part-{name}'>{inner}</div>" for name, inner in parts.items())
    return f"""<html><head><title>{TITLES[number]}</title></head><body><div class="single-post">
    <section>{blocks}</section><section><h2>Read next</h2>{further}</section></div></body></html>"""


def test_a_headline_in_a_part_that_is_left_out_takes_no_text_along() -> None:
    page = Page("https://desk.example/x", builder_theme(8))
    title = page.tree.find(".//h1")
    root = page.tree.find(".//div[@class='single-post']")
    left_out = {page.tree.find(".//div[@class='part part-title']")}
    assert root is not None
    assert paragraphs(8)[0] in trimmed_text(root, title, left_out)[0]


def test_a_line_of_facts_as_long_as_the_text_is_no_text() -> None:
    page = Page("https://desk.example/x", facts_theme(8, body=["They are free, all of them."]))
    reading = apply_layout(learnt(facts_theme), page, None)
    assert reading is not None
    assert reading.body.value == "They are free, all of them."


def test_links_around_a_video_are_no_text() -> None:
    page = Page("https://desk.example/x", facts_theme(8, body=["<iframe src='/v'></iframe>"]))
    reading = apply_layout(learnt(facts_theme), page, None)
    assert reading is not None
    assert reading.body.value == ""


def test_a_page_with_a_video_alone_has_an_empty_text() -> None:
    page = Page("https://desk.example/x", theme(8, body=[], extra="<iframe src='/v'></iframe>"))
    reading = apply_layout(learnt(), page, None)
    assert reading is not None
    assert reading.body.value == ""
    assert reading.body.evidence.reason


def test_a_page_without_a_byline_invents_no_author() -> None:
    page = Page("https://desk.example/x", theme(8, byline=False))
    reading = apply_layout(learnt(), page, None)
    assert reading is not None
    assert not reading.authors.value
    assert reading.authors.evidence.reason


def test_the_order_of_day_and_month_is_learnt_from_other_pages() -> None:
    assert learnt(line_theme).day_first is True


# ------------------------------------------------- what one page cannot tell


def column_theme(number: int) -> str:
    """Return a page as documentation themes make it: date and authors in a column apart from the text."""
    text = "".join(f"<p>{line}</p>" for line in paragraphs(number))
    return f"""<html lang="en"><head><title>{TITLES[number]}</title></head><body>
    <nav class="top"><a href="/">Desk</a></nav><div class="columns"><div class="sidebar"><nav>
    <div class="post-authors"><div class="profile"><strong>{author(number)}</strong></div></div>
    <ul><li><span class="when">{20 - number} August 2023</span></li></ul></nav></div>
    <article class="inner"><h1>{TITLES[number]}</h1>{text}</article></div>
    <footer><p>Revised 1 June 2020</p></footer></body></html>"""


def ambiguous_theme(number: int) -> str:
    """Return a page whose date can be read in two ways, on every page of the site."""
    shown = f"0{9 - number // 2}/{12 - number % 2 * 5:02}/2023"
    return re.sub("<time.*?</time>", f'<span class="date">{shown}</span>', theme(number)).replace(
        "en-GB", "en"
    )


def in_order(make: Callable[[int], str], number: int) -> tuple[Page, Card]:
    page, card = sample(number, make)
    return page, replace(card, position=number)


def test_a_date_apart_from_the_text_is_told_by_the_order_of_the_listing() -> None:
    layout = learn_layout([in_order(column_theme, number) for number in (4, 0, 3, 1, 5, 2)])
    assert layout is not None
    assert layout.published is not None

    reading = apply_layout(layout, *in_order(column_theme, 7))

    assert reading is not None
    assert reading.published.value == "2023-08-13"


def test_the_order_of_the_listing_tells_day_from_month_where_every_date_is_ambiguous() -> None:
    layout = learn_layout([in_order(ambiguous_theme, number) for number in range(6)])
    assert layout is not None
    assert layout.day_first is False


def test_authors_apart_from_the_text_are_told_by_their_change_from_page_to_page() -> None:
    reading = apply_layout(learnt(column_theme), *sample(8, column_theme))
    assert reading is not None
    assert reading.authors.value == [author(8)]


def headed_theme(number: int) -> str:
    """Return a page whose header holds the title, the byline and the tags in elements of one name."""
    text = "".join(f"<p>{line}</p>" for line in paragraphs(number))
    return f"""<html><head><title>{TITLES[number]}</title></head><body><div class="app">
    <article class="post-item"><header><h2>{TITLES[number]}</h2>
    <ul class="facts"><li>by <a href="/author/{number % 5}/">{author(number)}</a></li>
    <li>{printed_day(number)}</li></ul><ul class="facts"><li><a href="/t/{number}">courts</a></li></ul>
    </header><div class="blog-text">{text}</div></article></div></body></html>"""


def test_a_name_in_the_title_signs_nothing() -> None:
    titled = headed_theme(8).replace(TITLES[8], "Tessere ritirate a Vila Nova")
    page, _ = sample(8, lambda number: titled)
    reading = apply_layout(learnt(headed_theme), page, None)
    assert reading is not None
    assert reading.authors.value == [author(8)]


def subtitled_theme(number: int) -> str:
    """Return a page whose subtitle names the site, the section, who signs if anybody does, and the day."""
    text = "".join(f"<p>{line}</p>" for line in paragraphs(number))
    names = NAMES[number % 4 : number % 4 + 1 + number % 2] if number % 5 else []
    by = " | " + " |\n".join(f'<a href="/author/{name[0]}">{name}</a>' for name in names) if names else ""
    return f"""<html><head><title>{TITLES[number]}</title></head><body><header class="page-header">
    <h1>{TITLES[number]}</h1><span class="subtitle"><a href="/">Lantern Rights Watch</a> |
    <a href="/news">News</a>{by} | {printed_day(number)}</span></header>
    <article class="full">{text}</article></body></html>"""


def test_the_site_in_the_line_of_the_byline_signs_none() -> None:
    reading = apply_layout(learnt(subtitled_theme), *sample(5, subtitled_theme))
    assert reading is not None
    assert not reading.authors.value


def owned_theme(number: int) -> str:
    owner = '<meta name="author" content="Northern Rights Desk">'
    return theme(number, byline=False).replace("</title>", f"</title>{owner}")


def test_the_site_itself_in_every_pages_metadata_signs_none() -> None:
    reading = apply_layout(learnt(owned_theme), *sample(8, owned_theme))
    assert reading is not None
    assert not reading.authors.value


def utc_theme(number: int) -> str:
    """Return a page that prints the local clock and tells UTC, three hours behind, as site generators do."""
    told = f'<meta property="article:published_time" content="{day(number)}T22:30:00Z">'
    local = f"{day(number)[:8]}{11 + number} 01:30"
    shown = f'<time datetime="{local}">{11 + number} {MONTHS[number]} 2023</time>'
    return re.sub("<time.*?</time>", shown, theme(number).replace("</title>", f"</title>{told}"))


MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September"]


def test_the_day_is_the_one_that_a_reader_sees_not_that_of_utc() -> None:
    layout = learnt(utc_theme)

    reading = apply_layout(layout, *sample(8, utc_theme))

    assert reading is not None
    assert (reading.published.value or "")[:10] == "2023-09-19"


def test_the_sites_clock_is_what_lies_between_told_and_printed_times() -> None:
    assert learnt(utc_theme).zone == "+03:00"


def test_a_place_survives_a_page_on_which_it_lacks() -> None:
    pages = [Page(f"https://desk.example/{number}", theme(number, byline=number != 2)) for number in range(6)]

    layout = learn_layout([(page, None) for page in pages])

    assert layout is not None
    assert layout.authors is not None
    assert (layout.authors.held, layout.authors.empty) == (5, 1)


# -------------------------------------------------------------- does it fit

MISFITS = [
    ("<html><body><h1>Before you continue</h1><p>We use cookies.</p></body></html>", "consent wall"),
    ("", "empty answer"),
    (theme(8).replace("entry-content", "story"), "redesign"),
    (theme(8).replace(TITLES[8], "Sign in to read on"), "login page in the site's theme"),
    (theme(8, body=["Please sign in. This report is for members only."]), "paywall: the teaser is not there"),
]


@pytest.mark.parametrize(("markup", "seen"), MISFITS)
def test_another_kind_of_page_does_not_fit(markup: str, seen: str) -> None:
    _, card = sample(8)
    assert apply_layout(learnt(), Page(card.url, markup), card) is None


def test_pages_that_share_nothing_have_no_layout() -> None:
    makes = [theme, line_theme]
    assert learn_layout([sample(number, makes[number % 2]) for number in range(2)]) is None


def test_a_mixed_sample_gives_the_layout_of_the_majority() -> None:
    mixed = [sample(number) for number in range(5)] + [sample(number, line_theme) for number in (5, 6)]

    layout = learn_layout(mixed)

    assert layout is not None
    assert apply_layout(layout, *sample(8)) is not None
    assert apply_layout(layout, *sample(8, line_theme)) is None


# ------------------------------------------------------------------ storage


@pytest.mark.parametrize("make", [theme, line_theme])
def test_a_layout_comes_back_from_json(make: Callable[[int], str]) -> None:
    layout = learnt(make)
    again = Layout.from_json(json.loads(json.dumps(layout.as_json())))
    assert again == layout
    assert again.id == layout.id


def test_the_id_tells_what_is_read_not_how_often_it_held() -> None:
    five = learn_layout([sample(number) for number in range(5)])
    assert five is not None
    assert five.samples != learnt().samples
    assert five.id == learnt().id


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=400), st.binary(max_size=400)))
def test_no_page_makes_it_raise(body: str | bytes) -> None:
    layout = Layout.from_json(
        {"samples": 3, "root": {"kind": "element", "path": "//p"}, "title_frame": ["", ""]}
    )
    apply_layout(
        layout, Page("https://desk.example/x", body), Card("https://desk.example/x", title="A", teaser="b...")
    )


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 2000),
    st.integers(0, 2000),
    st.sampled_from(["", "<", "</div>", "\0", "<table><p>", "&#0;"]),
)
def test_no_damage_makes_it_raise(start: int, length: int, instead: str) -> None:
    layout = _LEARNT.setdefault("theme", learnt())
    whole = theme(8)
    apply_layout(
        layout,
        Page("https://desk.example/x", whole[:start] + instead + whole[start + length :]),
        sample(8)[1],
    )


_LEARNT: dict[str, Layout] = {}


@pytest.mark.parametrize(("letters", "is_read"), [(500, True), (700, False)])
def test_a_page_without_text_in_its_place_is_read_when_hardly_any_stands_around_it(
    letters: int, is_read: bool
) -> None:
    """A video; as much as a short article has is text that stands elsewhere."""
    said = ("They were told so again. " * 40)[:letters]
    markup = theme(7, body=[]).replace("</article>", f"<div class=story><p>{said}</p></div></article>")
    reading = apply_layout(learnt(), Page("https://desk.example/news/7", markup), None)
    assert (reading is not None) is is_read


def elsewhere(layout: Layout) -> Extracted[list[str]]:
    """Return who signs a page that names somebody, but not in the byline's place."""
    markup = theme(7, byline=False, extra="<p><em>By Olga Marsh</em></p>")
    reading = apply_layout(layout, Page("https://desk.example/news/7", markup), None)
    assert reading is not None
    return reading.authors


def test_a_name_in_its_place_is_taken_from_there() -> None:
    reading = apply_layout(learnt(), *sample(7))
    assert reading is not None
    assert (reading.authors.value, reading.authors.evidence.signal) == ([author(7)], "layout")


def test_who_is_named_elsewhere_signs_unless_the_sites_other_pages_speak_against_it() -> None:
    layout = learnt()
    assert layout.authors is not None
    named = elsewhere(layout)
    assert named.value == ["Olga Marsh"]
    often_empty = replace(layout, authors=replace(layout.authors, empty=2))
    distrusted = replace(layout, distrusted=(named.evidence.signal or "",))
    stranger = replace(layout, strangers=("Olga Marsh",))
    for spoken_against in (often_empty, distrusted, stranger):
        assert elsewhere(spoken_against).value == []
        assert elsewhere(spoken_against).evidence.reason
