"""How much speaks for a heading, and which of a head's titles is taken where none is printed."""

from __future__ import annotations

import pytest

from crawler.titles import find_title, normalise_title
from pipelines.items import Card
from tests.test_title_candidates import TEXT, URL, page

# Each signal against a heading of another wording: what the head says beats a heading's rank.
SIGNALS = [
    "<title>{}</title>",
    '<meta property="og:title" content="{}">',
    '<meta name="twitter:title" content="{}">',
    '<script type="application/ld+json">{{"@type": "Article", "headline": "{}"}}</script>',
]


@pytest.mark.parametrize("signal", SIGNALS)
def test_what_the_head_says_goes_before_the_rank_of_a_heading(signal: str) -> None:
    body = f"<h1>Join us now</h1><h2>Ten people are free</h2>{TEXT}"
    assert find_title(page(body, signal.format("Ten people are free"))).value == "Ten people are free"


def test_a_title_that_was_cut_points_at_the_heading_that_begins_so() -> None:
    body = f"<h1>Join us now</h1><h2>Ten people are free after a year in prison</h2>{TEXT}"
    found = find_title(page(body, SIGNALS[1].format("Ten people are free after...")))
    assert found.value == "Ten people are free after a year in prison"


TITLE_ELEMENT, OG, _, JSON_LD = (signal.format("Ten people are free") for signal in SIGNALS)
H1, H2, H3 = "<h1>Join us by the river</h1>", "<h2>Ten people are free</h2>", "<h3>Ten people are free</h3>"
OF_H1 = {signal: text.replace("Ten people are free", "Join us by the river") for signal, text in
         (("title", TITLE_ELEMENT), ("og", OG), ("ld", JSON_LD))}  # fmt: skip
WEIGHED = [
    # (head, body, card's title, whether the h1 is the headline)
    (OG + OF_H1["title"], H1 + H2, None, True),  # the title element with the h1 outweighs one word for an h2
    (JSON_LD + OF_H1["title"], H1 + H2, None, True),
    (OG + JSON_LD + OF_H1["title"], H1 + H2, None, False),  # not two
    (TITLE_ELEMENT, H1 + H3, None, True),  # a small heading that the title element alone repeats
    ("", H1 + H2, "Ten people are free", False),  # the card's title tells
    ("".join(OF_H1.values()), H1 + H2, "Ten people are free", True),  # but not against all of the head
    ("", f"{H1}<div itemprop=headline>Ten people are free</div>", None, True),
    ("", f"{H1}<h3 itemprop=headline>Ten people are free</h3>", None, True),
    (TITLE_ELEMENT, f"{H1}<h2 itemprop=headline>Ten people are free</h2>", None, False),
    (OG, f"{H1}<div class=comments>{H2}</div>", None, True),  # a comment's heading
]


@pytest.mark.parametrize(("head", "body", "shown", "is_h1"), WEIGHED)
def test_what_speaks_for_a_heading_is_weighed(head: str, body: str, shown: str | None, is_h1: bool) -> None:
    card = Card(url=URL, title=shown) if shown else None
    wanted = "Join us by the river" if is_h1 else "Ten people are free"
    assert find_title(page(body + TEXT, head), card).value == wanted


def test_a_small_heading_that_nothing_speaks_for_is_no_headline() -> None:
    assert find_title(page("<article><h2 class=title>Join us by the river</h2></article>")).value is None


UNPRINTED = [
    # (head, the title where the page prints none): what two say, then metadata, JSON-LD, the title element
    ("<title>One way</title>" + SIGNALS[1].format("Another way"), "Another way"),
    (SIGNALS[3].format("One way") + SIGNALS[1].format("Another way"), "Another way"),
    ("<title>One way</title>" + SIGNALS[3].format("Another way"), "Another way"),
    ("<title>One way</title>" + SIGNALS[3].format("One way") + SIGNALS[1].format("Another way"), "One way"),
    (SIGNALS[1].format("Ten people are free after...") + "<title>Ten people are free after a year</title>",
     "Ten people are free after a year"),
    (SIGNALS[1].format("Ten people are..."), "Ten people are"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "title"), UNPRINTED)
def test_a_title_that_is_not_printed_is_what_most_of_the_head_says(head: str, title: str) -> None:
    assert find_title(page(TEXT, head)).value == title


PARTS = [
    # (title element, heading that it is found by)
    ("Ten people are free | Courts | Some Site", "Ten people are free"),  # the first part
    ("Some Site - Ten people are free - Courts", "Ten people are free"),  # one between
]


@pytest.mark.parametrize(("title", "heading"), PARTS)
def test_a_heading_is_known_by_a_part_of_the_title_element(title: str, heading: str) -> None:
    other = "<h2 class=title itemprop=name>Join us by the river</h2>"
    found = find_title(page(f"{other}<h2>{heading}</h2>{TEXT}", f"<title>{title}</title>"))
    assert found.value == heading


def test_a_heading_that_is_repeated_whole_is_taken_whole() -> None:
    head = OG.replace("Ten", "Verdict: Ten") + TITLE_ELEMENT
    heading = "<h1><span>Verdict</span> <span>Ten people are free</span></h1>"
    assert find_title(page(heading + TEXT, head)).value == "Verdict: Ten people are free"


def test_a_title_is_cut_where_no_title_goes_on() -> None:
    assert normalise_title("x" * 1500) == "x" * 1000


def test_a_short_title_that_was_cut_points_at_the_heading_that_begins_so() -> None:
    body = f"<h1>Join us now</h1><h2>Ten people free after a year</h2>{TEXT}"
    found = find_title(page(body, OG.replace("Ten people are free", "Ten people free...")))
    assert found.value == "Ten people free after a year"


@pytest.mark.parametrize(("count", "is_read"), [(2900, True), (3200, False)])
def test_of_very_many_lines_the_first_are_read(count: int, is_read: bool) -> None:
    found = find_title(page("<b>x</b>" * count + "<b>Ten people are free</b>", TITLE_ELEMENT))
    assert (found.node is not None) is is_read


@pytest.mark.parametrize(("count", "is_read"), [(70, True), (100, False)])
@pytest.mark.parametrize("line", ["<h2>{}</h2>", "<div class=title>{}</div>"])
def test_of_very_many_headings_the_first_are_read(count: int, is_read: bool, line: str) -> None:
    body = line.format("Join us by the river") * count + line.format("Ten people are free")
    assert (find_title(page(body + TEXT, OG)).node is not None) is is_read


def test_of_very_many_links_the_first_tell_the_sites_name() -> None:
    title = "<title>Ten people are free - The Torch</title>"
    for count, own in ((70, "Ten people are free"), (100, "Ten people are free - The Torch")):
        links = "<a href=/2>Two</a>" * count + "<a href=/>The Torch</a>"
        assert find_title(page(TEXT + links, title)).value == own


def test_of_very_many_parts_of_a_title_the_last_are_one() -> None:
    for parts, own in (("abcdef", "abcde"), ("abcdefghi", "abcdefghi")):
        title = " | ".join(["Ten people are free", *parts])
        head = f"<title>{title}</title><meta name=copyright content={parts[-1]}>"
        assert find_title(page(TEXT, head)).value == " | ".join(["Ten people are free", *own])


def test_a_headline_in_a_form_or_below_a_name_of_boxes_is_one_that_the_head_repeats() -> None:
    form = f"<form>{H2.replace('h2', 'h1')}{TEXT}</form>"  # around all of the page, by ASP.NET
    found = find_title(page(form, TITLE_ELEMENT))
    assert found.node is not None
    assert found.node.tag == "h1"


def test_a_line_of_very_many_pieces_is_none() -> None:
    for count, is_read in ((20, True), (30, False)):
        line = f"<b>Ten people are free{'<i></i>' * count}</b>"
        assert (find_title(page(line, TITLE_ELEMENT)).node is not None) is is_read
