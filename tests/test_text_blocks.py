"""Which runs of text are sentences, and which of those in an article's element are its text."""

from __future__ import annotations

import pytest
from lxml.html import HtmlElement, fragment_fromstring

from crawler.body import find_body
from crawler.body.blocks import MAX_ELEMENTS, is_inline, measure, prose_in, read_outline
from crawler.document.page import Page

URL = "https://example.org/statement"
ONE = "The court in Mahiliou sat for two days, and nobody but the guards was let in."
TWO = "Her lawyer, who may not speak about the case, said only that she was in good health."
THREE = "We ask the authorities to open the hearing, to publish the verdict and to let her family visit her."
H1 = "<h1>Two days in Mahiliou</h1>"


def element(markup: str) -> HtmlElement:
    """The element that the markup is."""
    return fragment_fromstring(markup)


def lines(markup: str) -> list[str]:
    """The paragraphs that are read of a page."""
    page = Page(URL, f"<html><body>{markup}</body></html>")
    text = find_body(page, headline=page.tree.find(".//h1")).value or ""
    return text.split("\n\n") if text else []


SENTENCES = [
    # (text, is it a sentence), the shortest of each kind
    ("He is ok.", False),
    ("She is free.", True),
    ("Read it now", False),
    ("The following are named:", True),
    ("Sat at the window on Monday at 14:22", False),  # a time of day
    ("Last changed on Monday at 05.02", False),
    ("He was let go after nine days.12", True),  # the number of a note
    ("He was let go after nine days.[3]", True),
    ("Minsk, Brest and Hrodna in that order, and then", False),
    ("Minsk, Brest, Hrodna and the towns that lie between them on the river", True),
    ("Minsk and Brest and the towns that lie between them on the left river bank", False),
    ("word " * 28, False),
    ("word " * 30, True),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_a_sentence_is_told_by_its_length_and_its_marks(text: str, expected: bool) -> None:
    assert bool(prose_in(text.strip(), len(text.strip()), 0)) is expected


def test_a_link_is_no_sentence() -> None:
    assert prose_in(ONE, len(ONE), len(ONE) // 2 + 2) == 0
    assert prose_in(ONE, len(ONE), len(ONE) // 2 - 2) > 0


def test_an_ideograph_counts_for_two_and_a_half_letters() -> None:
    assert (measure("abcd"), measure("法院开庭"), measure("суд")) == (4, 10, 3)


def test_a_text_that_was_read_up_to_a_bound_says_so() -> None:
    page = Page(URL, f"<body><div><p>{ONE}</p><p>{TWO}</p></div>{'<i></i>' * MAX_ELEMENTS}</body>")
    assert find_body(page).evidence.reason == "the page is too large to be read to its end"


def test_a_page_is_read_up_to_a_bound() -> None:
    def outline(count: int) -> bool:
        return read_outline(element(f"<div>{'<i></i>' * count}</div>")).is_cut

    assert (outline(MAX_ELEMENTS), outline(MAX_ELEMENTS + 1)) == (False, True)
    assert MAX_ELEMENTS == 20_000


ALONE = [
    "image-caption",  # Squarespace
    "photo_credit",
    "copyright-note",
    "sr-only",  # Bootstrap
    "visually-hidden",
    "visuallyhidden",
    "screen-reader-text",  # WordPress
    "click-to-tweet",
    "bctt-clicktotweet",
    "mw-editsection",  # MediaWiki
    "share-link",
    "social-links",
    "comments-count",
    "btn btn-primary",  # Bootstrap
    "download button",
    "hidden",
]


@pytest.mark.parametrize("names", ALONE)
def test_a_span_of_its_own_kind_stands_outside_the_line(names: str) -> None:
    assert not is_inline(element(f"<span class='{names}'></span>"))


@pytest.mark.parametrize("markup", ["<span></span>", "<span class=name></span>", "<o:p></o:p>", "<b></b>"])
def test_other_spans_stand_in_the_line(markup: str) -> None:
    assert is_inline(element(markup))


# ------------------------------------------------------- between the paragraphs

LINKS = "<li><a href=/a>Another trial in Hrodna</a></li>" * 10
OUT = [
    f"<ul>{LINKS}<li>A court sat again, and it was said that nobody at all had been let in.</li></ul>",
    # what is left out between two paragraphs; where such a thing is seen
    "<div>Photo: A. N.</div>",  # captions without a class
    "<div>1 of 6</div>",  # galleries
    "<div>A photograph that was taken in the yard on the day of the verdict by a neighbour</div>",
    "<div><a href=/a>Another trial in Hrodna</a></div>",  # links to further articles
    "<div>Read also <a href=/a>Another trial in Hrodna has begun</a></div>",
    "<ul><li><a href=/a>Another trial</a></li></ul>",
    "<p>Two days in Mahiliou</p>",  # the headline again
]
KEPT = [
    "<p>Photo: A. N.</p>",
    "<div class=heading>What we ask for</div>",  # headings that are no headings
    "<div class=sub-title>What we ask for</div>",
    "<div class=question>What do you ask for</div>",  # interviews
    "<blockquote><div>Nobody was let in</div></blockquote>",
    "<p>Read also <a href=/a>Another trial</a></p>",
    f"<p>{'One name after another ' * 6}</p>",
]


@pytest.mark.parametrize("part", OUT)
def test_what_is_not_the_text_is_left_out_between_its_paragraphs(part: str) -> None:
    assert lines(f"{H1}<div><p>{ONE}</p><p>{TWO}</p>{part}<p>{THREE}</p></div>") == [ONE, TWO, THREE]


@pytest.mark.parametrize("part", KEPT)
def test_what_is_the_text_stays_between_its_paragraphs(part: str) -> None:
    found = lines(f"{H1}<div><p>{ONE}</p><p>{TWO}</p>{part}<p>{THREE}</p></div>")
    assert len(found) == 4


LEAD = [
    # what stands above the first sentence, and does it stay
    ("<p>By Ana Novak</p>", False),
    ("<p>Von Ana Novak</p>", False),
    ("<p>Por Ana Novak</p>", False),
    ("<p>Par Ana Novak</p>", False),
    ("<p>Per Ana Novak</p>", False),
    ("<p>Di Ana Novak</p>", False),
    ("<p>Da Ana Novak</p>", False),
    ("<p>De Ana Novak</p>", False),
    ("<p>Door Ana Novak</p>", False),
    ("<p>Av Ana Novak</p>", False),
    ("<p>Af Ana Novak</p>", False),
    ("<p>Przez Anę Novak</p>", False),
    ("<p>Od Any Novak</p>", False),
    ("<p>Autorka: Ana Novak</p>", False),
    ("<p>Author: Ana Novak</p>", False),
    ("<p>Verfasserin: Ana Novak</p>", False),
    ("<p>Redaktion: Ana Novak</p>", False),
    ("<p>Автор: Анна Новак</p>", False),
    ("<p>Аўтар: Ганна Новак</p>", False),
    ("<p>Текст: Анна Новак</p>", False),
    ("<p>Yazan: Ana Novak</p>", False),
    ("<p>Oleh: Ana Novak</p>", False),
    ("<p>作者： 安娜</p>", False),
    ("<p>文： 安娜</p>", False),
    ("<p>記者 安娜</p>", False),
    ("<p>기자 안나</p>", False),
    ("<p>بقلم: آنا نوفاك</p>", False),
    ("<p>מאת: אנה נובק</p>", False),
    ("<p>4 May 2014</p>", False),
    ("<p>Minsk, <time>today</time></p>", False),
    ("<p>Dear friends</p>", True),
    ("<p>Since May 2022 without a lawyer</p>", True),
    ("<h2>What happened on 4 May 2014</h2>", True),
    (f"<p>{'One name after another ' * 5} 4 May 2014 4 x</p>", True),
]


@pytest.mark.parametrize(("part", "stays"), LEAD)
def test_who_and_when_above_the_first_sentence_is_left_out(part: str, stays: bool) -> None:
    found = lines(f"{H1}<div>{part}<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p></div>")
    assert (len(found) == 4) is stays
    assert found[-3:] == [ONE, TWO, THREE]


def test_who_and_when_below_the_standfirst_is_left_out_and_further_below_stays() -> None:
    byline = "<p>By Ana Novak</p>"
    assert lines(f"{H1}<div><p>{ONE}</p>{byline}<p>{TWO}</p><p>{THREE}</p></div>") == [ONE, TWO, THREE]
    assert "By Ana Novak" in lines(f"{H1}<div><p>{ONE}</p><p>{TWO}</p>{byline}<p>{THREE}</p></div>")


TAIL = [
    # what stands below the last sentence, and does it stay
    ("<p>Ana Novak, chair</p>", True),
    ("<ul><li>Ana Novak</li></ul>", True),
    ("<table><tr><td>Ana Novak</td></tr></table>", True),
    ("<pre>Ana Novak</pre>", True),
    ("<blockquote>Ana Novak</blockquote>", True),
    ("<p>More on this: <a href=/a>the whole statement</a> and a map</p>", True),
    ("<p><a href=/t>court</a></p>", False),  # tags
    ("<p>Tags: <a href=/t>court</a>, <a href=/u>law</a></p>", False),
    ("<p>Tag <a href=/t rel=tag>a court of law</a> and more words</p>", False),
    ("<p>In <a href=/t rel=category>a court of law</a> and more words</p>", False),
    ("<p>All of <a href=/t rel=author>this author here</a> and more words</p>", False),
    ("<p>See <a href=/t rel=prev>the one before it</a> and more words</p>", False),
    ("<p>See <a href=/t rel=next>the one behind it</a> and more words</p>", False),
    ("<p>« <a href=/a>older</a> | <a href=/b>newer</a> »</p>", False),
    ("<p>Here <a href=/a>older</a> and then <a href=/b>newer</a></p>", False),
    ("<p>All that was <a href=/a>older</a> and much of what is <a href=/b>newer</a></p>", True),
    ("<p>Written by <a href=/a>Ana Novak</a> as well as <a href=/b>Ines Moura</a></p>", True),
    ("<p>See: <a href=/a>Another trial in Hrodna</a></p>", True),
    ("<h3>Share this</h3>", False),
    ("<div>Print</div>", False),
]


@pytest.mark.parametrize(("part", "stays"), TAIL)
def test_below_the_last_sentence_signatures_stay_and_links_go(part: str, stays: bool) -> None:
    found = lines(f"{H1}<div><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>{part}</div>")
    assert found[:3] == [ONE, TWO, THREE]
    assert (len(found) == 4) is stays


MORE = "<p><a href=/b>Another trial in Hrodna</a></p><p><a href=/c>Another trial in Pinsk</a></p>"


def cards(count: int, title: str, text: str) -> str:
    """Elements alike that each hold a linked title and a text."""
    return "".join(f"<div class=g><a href=/a{n}>{title}</a><p>{text}</p></div>" for n in range(count))


@pytest.mark.parametrize(
    ("part", "stays"),
    [
        (cards(2, "Another trial in Hrodna", "A court has sat again, it was said."), False),
        (cards(1, "Another trial in Hrodna", "A court has sat again, it was said."), True),
        (cards(2, "In Hrodna", "A court has sat again, it was said."), True),
        (cards(2, f"Trial in Hrodna, a second</a>{MORE}<a>", "A court has sat again, it was said."), True),
        (cards(2, "Trial in Hrodna</a> seen by all of us<a>", "A court has sat again, it was said."), True),
        (cards(2, "Another trial in Hrodna", "A court has sat again, it was said. " * 12), False),
        (cards(2, "Another trial in Hrodna", "A court has sat again, it was said. " * 15), True),
    ],
)
def test_cards_of_further_articles_inside_the_text_are_alike_and_small(part: str, stays: bool) -> None:
    paragraphs = f"<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>" * 3
    found = lines(f"{H1}<div>{paragraphs}{part}</div>")
    assert (len(found) > 9) is stays


def signed(count: int, sites: int, name: str = "Lantern Rights Watch") -> str:
    """Names that link to so many sites."""
    items = (f"<li><a href=https://site{n % sites}.example/>{name} {n}</a></li>" for n in range(count))
    return f"<ul>{''.join(items)}</ul>"


@pytest.mark.parametrize(
    ("part", "stays"),
    [
        (signed(3, 3), True),
        (signed(2, 2), False),
        (signed(8, 6), True),
        (signed(8, 5), True),
        (signed(7, 4), False),
        (signed(8, 4), False),
        (signed(3, 3, "here"), False),
        (signed(3, 3, "Lantern Watch"), True),
    ],
)
def test_links_to_as_many_sites_are_those_who_sign(part: str, stays: bool) -> None:
    found = lines(f"{H1}<div><p>{ONE}</p><p>{TWO}</p>{part}<p>{THREE}</p></div>")
    assert (len(found) == 4) is stays
