"""Which of the things that repeat on a page is chosen, what of it is looked at, and what stays out."""

from __future__ import annotations

import pytest

from crawler import read_listing
from crawler.document.page import Page
from crawler.listing import find_listing
from crawler.listing.candidates import Candidate, Structure, find_candidates
from crawler.listing.card_features import CardNode, Features, features_of
from crawler.listing.links import Link, LinkedPage, Regions

TAG = "https://quay.example/tag/port"
WHAT = "Nets, knots, boats and fines of every harbour that is on the upper river, told"
TEXT = "<p>Nobody had ordered the lamp and nobody could find the switch of the tower at night.</p>"


def _repeats(body: str) -> list[Candidate]:
    page = Page(TAG, f"<body>{body}</body>")
    regions = Regions(page)
    return find_candidates(Structure(LinkedPage(page, TAG).links, regions))


def _look(body: str) -> Features:
    page = Page(TAG, f"<body>{body}</body>")
    link = page.anchors[0]
    return features_of(CardNode([page.tree.find(".//body")], Link(link, link.get("href") or "")))


def _titles(body: str) -> list[str | None]:
    return [card.title for card in find_listing(Page(TAG, f"<h1>Tag: port</h1>{body}")).cards]


def _lines(count: int, characters: int, after: str = "") -> str:
    items = (f"<li><a href='/a/{n}'>{f'{n} {WHAT}'[:characters]}</a>{after}</li>" for n in range(count))
    return f"<ul>{''.join(items)}</ul>"


def _cards(count: int, tag: str = "h2", text: str = TEXT) -> str:
    return "".join(f"<{tag}><a href='/c/{n}'>Letter {n} to the port</a></{tag}>{text}" for n in range(count))


# ------------------------------------------------------------------ beside


@pytest.mark.parametrize("beside", ["<aside>{}</aside>", "<section><h3>Related stories</h3>{}</section>"])
@pytest.mark.parametrize(
    ("others", "is_theirs"),
    [
        (_lines(4, 78, " They came home at night, all of them"), True),
        (_lines(4, 78), False),  # titles alone are worth less than a third of full cards
    ],
)
def test_cards_beside_the_main_part_are_the_listing_where_it_has_next_to_nothing(
    beside: str, others: str, is_theirs: bool
) -> None:
    found = _repeats(f"<div>{beside.format(_cards(4))}</div><div>{others}</div>")
    assert (found[0].units[0].link.url.endswith("/a/0")) is is_theirs


def test_links_within_sentences_are_no_cards() -> None:
    told = "<p>What the harbour office said in <a href='/s/{0}'>its letter number {0} to us</a> is known.</p>"
    before = "<p>The <a href='/s/{0}'>letter number {0} to the court</a> is known, and what it said.</p>"
    assert _repeats("".join(map(told.format, range(3))))[0].worth < 1
    assert _repeats("".join(map(before.format, range(3))))[0].worth > 1


@pytest.mark.parametrize(("back", "is_elsewhere"), [(3, True), (4, False)])
def test_a_heading_over_cards_stands_near_them(back: int, is_elsewhere: bool) -> None:
    heading, between = "<h3>Related stories</h3>", "<hr>"
    assert _repeats(f"{heading}{between * back}<div>{_cards(3)}</div>")[0].elsewhere is is_elsewhere
    inside = f"{'<div>' * (back - 1)}{_cards(3, 'h4')}{'</div>' * (back - 1)}"
    assert _repeats(f"{heading}<div>{inside}</div>")[0].elsewhere is is_elsewhere


def test_a_heading_is_over_cards_in_a_box_of_its_own_but_not_as_a_part_of_a_card() -> None:
    cards = f"<div>{_cards(3)}</div>"
    assert _repeats(f"<div><div><h3>Related stories</h3><i>all</i></div></div>{cards}")[0].elsewhere
    assert not _repeats(f"<div><h3>Related stories</h3>{TEXT}</div>{cards}")[0].elsewhere


def test_a_heading_of_links_is_no_sentence() -> None:
    told = "<h3>What the harbour office said in <a href='/s/{0}'>its letter number {0} to us</a></h3>"
    assert _repeats("".join(map(told.format, range(3))))[0].worth > 2


@pytest.mark.parametrize("around", ["<main>{}</main>", "<div>{}</div>"])
def test_a_heading_before_the_main_part_is_not_over_its_cards(around: str) -> None:
    body = f"<h3>Related stories</h3>{around.format(_cards(3))}"
    assert _repeats(body)[0].elsewhere is ("main" not in around)


# ------------------------------------------------------------------ bounds


def test_the_likeliest_lists_alone_are_looked_at() -> None:
    tags = ("p", "b", "i", "em", "h2", "h3", "h4", "li")
    many = "".join(f"<{tag}><a href='/{tag}/{n}'>{n} {WHAT}</a></{tag}>" for tag in tags for n in range(2))
    alone = "".join(f"<div><{tag}><a href='/{tag}'>{WHAT}</a></{tag}></div>" for tag in tags)
    assert sorted(len(repeat.units) for repeat in _repeats(many + alone)) == [1] * 4 + [2] * 4


def test_some_cards_tell_how_all_of_them_look() -> None:
    units = _repeats(f"<ul>{_lines(30, 60)}</ul>")[0].units
    assert [n for n, unit in enumerate(units) if unit.look is not None] == [0, 10, 20]


def test_a_card_is_looked_at_from_above() -> None:
    link = "<a href='/a'>Ice</a>"
    assert _look(link + "<img src='/i.jpg'>" * 20 + "<h3>Ice</h3>").heading
    assert not _look(link + "<img src='/i.jpg'>" * 50 + "<h3>Ice</h3>").heading
    assert _look(f"{link} {WHAT * 20} 12.05.2014").date
    assert not _look(f"{link} {WHAT * 30} 12.05.2014").date


# ----------------------------------------------------------- what belongs to it


@pytest.mark.parametrize(("words", "titles"), [(5, None), (8, 3)])
def test_a_chinese_title_is_longer_than_a_word_of_a_menu(words: int, titles: int | None) -> None:
    names = [f"{n}港口的渔民终于回家了"[:words] for n in "一二三四五六七八"]
    items = "".join(f"<li><a href='/{n}'>{name}</a></li>" for n, name in enumerate(names))
    assert _titles(f"<ul>{items}</ul>") == (names if titles else [])


def test_one_long_title_makes_no_titles_of_words() -> None:
    short = "".join(f"<li><a href='/w/{n}'>Quay {n}</a></li>" for n in range(9))
    long = f"<li><a href='/w/10'>{WHAT} {WHAT} {WHAT}</a></li>"
    assert _titles(f"<ul>{short}{long}</ul>") == []


def test_a_link_in_the_cards_place_that_shows_nothing_is_no_card() -> None:
    card = "<p><a href='/c/{0}'>Letter number {0} to the port</a> <time>1{0} May 2014</time> "
    cards = "".join(card.format(n) + TEXT.removeprefix("<p>") for n in range(10))
    newer = "<p><a href='/newest'>What came in since then</a></p>"
    assert _titles(cards + newer) == [f"Letter number {n} to the port" for n in range(10)]
    undated = cards.replace("<time>", "<i>").replace(" May 2014</time>", "th</i>")
    assert len(_titles(undated + newer)) == 11  # cards that show little may show nothing


def test_before_a_lone_card_stands_none_of_its_kind() -> None:
    picked = f"<section><h3><a href='/picked'>What the office picked</a></h3>{TEXT}</section>"
    assert _titles(f"{picked}<article>{_cards(1)}</article>") == ["Letter 0 to the port"]
    assert (
        len(_titles(picked + "".join(f"<article>{_cards(1)}</article>".replace("0", n) for n in "123"))) == 4
    )


def test_most_links_of_the_main_part_in_an_element_make_it_the_main_part() -> None:
    box = f"<div class='related-posts'>{_cards(4)}</div>"
    plain = "".join(f"<p><a href='/p/{n}'>{n} {WHAT}</a><br>{TEXT[3:60]}</p>" for n in range(6))
    titles = [title or "" for title in _titles(f"<main><div>{plain}</div>{box}</main>")]
    assert [title[0] for title in titles] == list("012345")
    assert _titles(f"<main>{plain[: plain.index('</p>')]}</p>{box}</main>")[0] == "Letter 0 to the port"


def test_flat_cards_end_at_a_rule_and_a_lone_one_begins_with_its_title() -> None:
    def teasers(body: str) -> list[str | None]:
        return [card.teaser for card in find_listing(Page(TAG, f"<main>{body}</main>")).cards]

    text, closed = (
        TEXT[3:-4],
        "<p>The office is closed in May, all of it, and nobody knows who has the key.</p>",
    )
    assert teasers(f"<h1>Tag: port</h1>{_cards(3)}<hr>{closed}") == [text] * 3
    assert teasers(f"<h1>Tag: port</h1>{closed}{_cards(1)}") == [text]


def test_over_a_title_stand_a_few_elements_at_most() -> None:
    card = (
        "<img src='/{0}.jpg' alt=''><p class='s'>Courts</p><p class='d'>1{0} May 2014</p><p class='w'>Ho</p>"
        "<h2><a href='/c/{0}'>Letter number {0} to the port</a></h2><p>They came home in {0} boats.</p>"
    )
    page = Page(TAG, f"<main><h1>Tag: port</h1><div>{''.join(map(card.format, range(4)))}</div></main>")
    cards = find_listing(page).cards
    assert [card.published for card in cards] == [f"2014-05-1{n}" for n in range(4)]
    assert (
        cards[1].image_url == "https://quay.example/2.jpg"
    )  # the first element of four ends the card before


def test_another_list_beside_the_cards_is_no_card() -> None:
    cards = "".join(f"<div>{_cards(1).replace('0', str(n))}</div>" for n in range(3, 6))
    two = f"<section>{_cards(2, 'h3').replace('/c/', '/other/')}</section>"
    one = f"<section>{_cards(1, 'h3').replace('/c/', '/other/')}</section>"
    assert (len(_titles(cards + two)), len(_titles(cards + one))) == (3, 4)


# ------------------------------------------------------ what is said of the tag


def _named(heading: str, body: str = "", url: str = TAG) -> str | None:
    return find_listing(Page(url, f"<h1>{heading}</h1>{_cards(3)}{body}")).tag_name


def test_a_tag_is_called_as_the_links_to_its_page_are() -> None:
    cloud = "<p><a href='/tag/eel'>Eels</a> <a href='/tag/port'>#PORT</a></p>"
    assert _named("What the harbour office has", cloud) == "PORT"
    assert _named("What the harbour office has") == "What the harbour office has"
    assert _named("Port", cloud) == "Port"


def test_a_front_page_repeats_nothing_of_its_address() -> None:
    assert _named("Ice – and eels", url="https://quay.example/") == "Ice – and eels"


def test_a_sentence_names_no_tag() -> None:
    assert _named(WHAT) == WHAT
    assert _named(f"{WHAT} as it was in the year before the war") is None


@pytest.mark.parametrize(("topics", "total"), [(7, 12), (10, None)])
def test_a_list_of_topics_with_their_numbers_gives_no_total(topics: int, total: int | None) -> None:
    rows = "".join(f"<li>Topic {n}: 12 articles</li>" for n in "abcdefghij"[:topics])
    page = Page(TAG, f"<main><h1>Tag: port</h1><ul>{rows}</ul><div>{_cards(3)}</div></main>")
    assert find_listing(page).total == total


def test_the_main_part_is_the_one_that_says_so() -> None:
    page = Page(TAG, "<div id='content'><main><p>x</p></main></div><div role='main'></div>")
    main = Regions(page).main
    assert main is not None
    assert main.tag == "main"


def test_a_link_around_a_picture_is_called_nothing() -> None:
    page = Page(TAG, "<a href='/a' title='Ice'><img src='/i.jpg'></a><a href='/b' title='Eels'></a>")
    links = LinkedPage(page, TAG).links
    assert [link.text for link in links] == ["", "Eels"]


def test_what_holds_a_whole_list_is_no_card() -> None:
    head = f'<div><h3><a href="/all">Quay of all ropes</a></h3><img src="/q.png">{TEXT}<i>1.2.2014</i></div>'
    rows = "".join(
        f'<tr><td>{n}.02.2014</td><td><a href="/a/{n}">Rope number {n} was sold at noon</a></td>'
        "<td>to a stranger, who paid in coins</td></tr>"
        for n in (5, 6, 7, 8)
    )
    body = f'{head}<div><h3><a href="/court">Court of the quay</a></h3><table>{rows}</table></div>'
    cards = read_listing(f"<body>{body}</body>", TAG).cards
    assert [card.url[-2:] for card in cards] == ["/5", "/6", "/7", "/8"]


def test_a_row_with_several_documents_is_one_card_with_the_row_s_words() -> None:
    rows = "".join(
        f'<tr><td>B-{n}</td><td>Ropes v. Nets, part {n}</td><td><a href="/{n}.pdf">PDF</a>'
        f' <a href="/{n}.doc">Word</a> <a href="/case/{n}">Details</a></td></tr>'
        for n in (5, 6, 7, 8)
    )
    cards = read_listing(f"<body><h1>Port</h1><table>{rows}</table></body>", TAG).cards
    assert [(card.url[-6:], card.title) for card in cards] == [
        (f"/{n}.pdf", f"Ropes v. Nets, part {n}") for n in (5, 6, 7, 8)
    ]


def test_the_number_of_a_case_beside_its_linked_name_is_no_card() -> None:
    def row(n: int, name: str) -> str:
        number = f'<td><a href="/case/{n}">20{n}-11</a></td>'
        return f'<tr><td><a href="/text/{n}">{name}</a></td>{number}<td>1{n}.10.2013</td></tr>'

    names = (
        "Ropes v. Nets of Senn",
        "In re the lamp of the mole",
        "Pilots v. Port of Senn",
        "The mole of Senn",
    )
    rows = "".join(row(n, name) for n, name in enumerate(names, 3))
    cards = read_listing(f"<body><h1>Port</h1><table>{rows}</table></body>", TAG).cards
    assert [(card.title, card.published) for card in cards] == [
        (name, f"2013-10-1{n}") for n, name in enumerate(names, 3)
    ]
