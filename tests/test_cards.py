"""What one card says: its title, its text, its day, whatever else stands around them."""

from __future__ import annotations

import pytest

from crawler.document.page import Page
from crawler.listing import find_listing
from pipelines.items import Card

OTHERS = [
    "<h2><a href='/o1'>The sluice keeper is heard</a></h2><p>She spoke for an hour.</p>",
    "<h2><a href='/o2'>Nets for the upper villages</a></h2><p>Forty nets came by rail without a sender.</p>",
    "<h2><a href='/o3'>A boat that was never built</a></h2><p>The yard shows us a drawing and a bill.</p>",
]
SIXTY = "Nobody had ordered the lamp and nobody could find the switch "  # characters
HEAD = "<h2><a href='/a'>Ice on the harbour</a></h2>"


def _cards(*bodies: str, url: str = "https://quay.example/tag/ice") -> tuple[Card, ...]:
    body = "".join(f"<article>{body}</article>" for body in bodies)
    page = Page(url, f"<main><h1>Tag: ice</h1>{body}</main>", None, "2024-03-10T12:00:00+00:00")
    return find_listing(page).cards


def _first(body: str) -> Card:
    others = OTHERS if "<h2>" in body else [other.replace("h2>", "p>") for other in OTHERS]
    return _cards(body, *others)[0]


def test_a_lamp_is_sixty_characters() -> None:
    assert len(SIXTY) == 61


@pytest.mark.parametrize(
    ("body", "teaser"),
    [
        # What has no end of a sentence is a text when it is long enough, or has words enough and no number.
        ("<p>Hearing of the 9 pilots moved to a hall in Upper Halm</p>", True),
        ("<p>Hearing of 9 pilots moved</p>", False),
        ("<p>Fishers at the quay</p>", True),
        ("<p>At the quay</p>", False),
        ("<p>Freigesprochen.</p>", True),
        ("<p>Done.</p>", False),
        ("<p>渔民终于回家了但是他们的船还没有回来</p>", True),
        ("<p>渔民回家了</p>", False),
        # A day in words is a text; a day is none.
        ("<p>On 3 May 2014 we all go to sea.</p>", True),
        ("<p>3 May 2014</p>", False),
        ("<p>On <time>3 May 2014</time> the fishers came home to a quay that had been sold.</p>", True),
        ("<p>Written on <time>3 May 2014</time> at night</p>", False),
        (f"<p>12 May 2014 · {SIXTY} · {SIXTY}</p>", True),
        (f"<p>12 May 2014 · {SIXTY}</p>", False),
        # What is linked elsewhere is a list of sections, not a text, where more than half of it is.
        ("<p>Filed with <a href='/c/1'>Harbours</a> and <a href='/c/2'>Prisons</a>.</p>", True),
        ("<p>Filed with <a href='/c/1'>Harbours and quays</a></p>", False),
        ("<p>Filed by us all in <a href='/c/1'>Harbours and quays</a>.</p>", True),
        ("<p>Filed by us in <a href='/c/1'>Harbours and quays</a>.</p>", False),
        ("<p>He lived in <a href='/c/1'>Upper Halm</a> then.</p>", True),
        ("<p>In: <a href='/c/1'>Courts</a>.</p>", False),
        # A byline, a label that is no link, an item of facts.
        ("<p>By Vera Tams of the Harbour Watch</p>", False),
        (f"<p>By {SIXTY}and nobody asked.</p>", True),
        ("<p>Read more</p>", False),
        ("<p><a href='/a'>Details: who broke it and when</a></p>", False),
        ("<p><a href='/a'>Onwards to Ice on the harbour</a></p>", False),
        # What is named like furniture may be the text.
        ("<div class='badge'>They came home at night.</div>", False),
        ("<div class='badge'><p>They came home at night.</p></div>", True),
        ("<p>The <abbr>NGO</abbr> went home with the nets.</p>", True),
        ("<p>Read more about the lamp of Ostrel, the nets and the eel law, all of it</p>", False),
        (f"<p>Read more books than the harbour office has, they say. {SIXTY * 3} And so on.</p>", True),
        ("<ul><li>Courts</li></ul>", False),
        ("<ul><li>Free the witnesses</li></ul>", True),
        ("<ul class='facts'><li>30 replies</li></ul>", False),
        # A heading within the card is text only where it is as long as one.
        ("<h4>What the pilots say</h4>", False),
        (f"<h4>{SIXTY}of the tower</h4>", True),
    ],
)
def test_a_block_is_text_or_stands_beside_it(body: str, teaser: bool) -> None:
    assert (_first(HEAD + body).teaser is not None) is teaser


@pytest.mark.parametrize(
    ("body", "teaser"),
    [
        ("<p>They came home <b>without</b> a word</p><p>…</p>", "They came home without a word …"),
        (
            "<p>They came home at night, all of them... Read more</p>",
            "They came home at night, all of them...",
        ),
        ("<p>They came home at night [...] Read more</p>", "They came home at night [...]"),
        ("<p>They came home at night…Read more</p>", "They came home at night…"),
        ("<p>They came home at night. Read the full story</p>", "They came home at night."),
        ("<p>They came home at night Read full story »</p>", "They came home at night"),
        ("<p>They came home at night. Read more</p>", "They came home at night."),
        ("<p>They came home at night to read more</p>", "They came home at night to read more"),
        ("<p>Boats</p><p>They came home at night, all of them.</p>", "They came home at night, all of them."),
    ],
)
def test_a_label_at_the_end_of_a_text_is_cut_off_it(body: str, teaser: str) -> None:
    assert _first(HEAD + body).teaser == teaser


@pytest.mark.parametrize(
    ("body", "title", "teaser"),
    [
        # A kicker in the heading, before the link.
        ("<h2>Quay news: <a href='/a'>Ice on the harbour</a></h2>", "Ice on the harbour", None),
        ("<h2><a href='/a'>Ice</a>: on the inner harbour, and who broke it</h2>", None, None),
        # Cut, and whole in an attribute.
        ("<h2><a href='/a' title='Eel law, read aloud'>Eel la…</a></h2>", "Eel law, read aloud", None),
        (
            "<h2><a href='/a' title='Read: Ice on the harbour'>Ice on the ha…</a></h2>",
            "Ice on the harbour",
            None,
        ),
        ("<h2><a href='/a' title='Icebreaker'>Ice…</a></h2>", "Ice…", None),
        # Text behind the title in its own paragraph.
        (
            "<p><a href='/a'>Ice on the harbour</a> – nobody had ordered it, they say.</p>",
            "Ice on the harbour",
            "nobody had ordered it, they say.",
        ),
        ("<p><a href='/a'>Ice on the harbour</a> – nobody had it.</p>", "Ice on the harbour", None),
        # A text above the title is a text where it is a sentence.
        (
            f"<p>{SIXTY}before the court asked.</p>" + HEAD,
            "Ice on the harbour",
            f"{SIXTY}before the court asked.",
        ),
        ("<p>What nobody could find in the tower.</p>" + HEAD, "Ice on the harbour", None),
        # A linked title in what is named like furniture.
        (
            "<div class='badge'><a href='/a'>Ice on the harbour</a></div><p>They came home, all of them.</p>",
            "Ice on the harbour",
            "They came home, all of them.",
        ),
        # Title and picture's description, printed twice.
        (
            "<img src='/i.jpg' alt='Boats at Halm'>"
            + HEAD
            + "<div>Boats at Halm</div><p>They came home at night.</p>",
            "Ice on the harbour",
            "They came home at night.",
        ),
        (
            "<a href='/a'><img src='/i.jpg' alt='Ice on the quay'></a>"
            + HEAD
            + "<a href='/a'><div>Ice on the quay</div></a><p>They came home at night.</p>",
            "Ice on the harbour",
            "They came home at night.",
        ),
    ],
)
def test_a_title_is_told_from_what_stands_around_it(body: str, title: str | None, teaser: str | None) -> None:
    card = _first(body)
    assert (card.title, card.teaser) == (title or "Ice: on the inner harbour, and who broke it", teaser)


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("<p>12.05.2014</p>", "2014-05-12"),
        ("<p>12 May 2014 · 3 min · Vera Tams</p>", "2014-05-12"),
        ("<p class='meta'><time class='updated' datetime='2015-01-02'>last winter</time></p>", None),
        (
            "<time class='updated' datetime='2015-01-02'>x</time><time datetime='2014-05-12'>y</time>",
            "2014-05-12",
        ),
        ("<time>2 days ago</time>", "2024-03-08"),
        (f"<p class='date'>{SIXTY}since 12.05.2014.</p>", None),
    ],
)
def test_a_card_is_dated_by_what_it_prints_of_publication(body: str, day: str | None) -> None:
    assert _first(HEAD + body + "<p>They came home at night, all of them.</p>").published == day


@pytest.mark.parametrize(
    ("beside", "day"),
    [
        ("(12.05.2014)", "2014-05-12"),
        ("of 12.05.2014, which " + SIXTY, None),
    ],
)
def test_a_day_on_the_line_of_a_title_is_not_one_in_a_sentence(beside: str, day: str | None) -> None:
    body = f"<p><a href='/a'>Ice on the inner harbour</a> {beside}</p>"
    assert _first(body).published == day


def test_a_list_of_archives_in_a_card_gives_no_day() -> None:
    links = "".join(f"<a href='/c/{name}'>{name}</a> " for name in SIXTY.split() * 2)
    assert _first(f"{HEAD}<p>{links} 12.05.2014</p><p>They came home at night.</p>").published is None


def test_a_line_that_four_of_ten_cards_repeat_is_no_text() -> None:
    plain = "<h2><a href='/{0}'>Letter number {0} to the port</a></h2><p>No answer came to letter {0}.</p>"
    line = "<p>Joint statement of the League</p>"
    bodies = [plain.format(n) + line * (n < 4) for n in range(10)]
    assert {card.teaser for card in _cards(*bodies)} == {f"No answer came to letter {n}." for n in range(10)}
    assert "Joint" in (_cards(*[plain.format(n) + line * (n < 2) for n in range(4)])[0].teaser or "")
    assert "Joint" not in (_cards(*[plain.format(n) + line * (n < 3) for n in range(4)])[0].teaser or "")


def test_a_long_line_that_cards_repeat_is_text() -> None:
    plain = "<h2><a href='/{0}'>Letter number {0} to the port</a></h2>"
    bodies = [plain.format(n) + f"<p>{SIXTY}again.</p>" for n in range(4)]
    assert {card.teaser for card in _cards(*bodies)} == {f"{SIXTY}again."}


def test_a_card_that_is_the_whole_article_gives_its_beginning() -> None:
    paragraph = (SIXTY * 15).strip()
    teaser = _first(HEAD + f"<p>{paragraph}</p>" * 3).teaser
    assert teaser == f"{paragraph} {paragraph}"


@pytest.mark.parametrize(
    ("lengths", "is_cut"),
    [
        ((80, 80, 80, 80), True),
        ((80, 82, 85, 90), True),
        ((80, 80, 80, 96), False),  # not after so many characters
        ((40, 40, 40, 40), False),  # lines
        ((80, 80, 80), False),  # chance
    ],
)
def test_texts_that_stop_after_the_same_number_of_characters_are_cut(
    lengths: tuple[int, ...], is_cut: bool
) -> None:
    bodies = [
        f"<h2><a href='/{n}'>Letter {n} to the port</a></h2><p>{f'{n} ' + (SIXTY * 3)[: length - 3]}x</p>"
        for n, length in enumerate(lengths)
    ]
    assert {card.teaser_cut for card in _cards(*bodies)} == {is_cut}


def test_a_card_of_a_picture_and_a_long_text_has_no_title() -> None:
    body = "<a href='/{0}'><img src='/{0}.jpg' alt=''></a><p>{1}{0}.</p>"
    cards = _cards(*[body.format(n, SIXTY * 6) for n in range(4)])
    assert {card.title for card in cards} == {None}
