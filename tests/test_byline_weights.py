"""How much speaks for a byline: what it says, how it is marked up, where it stands, how long it is."""

from __future__ import annotations

import pytest

from crawler.authors import find_authors, normalise_authors
from crawler.authors.names import is_person, is_phrase, same_name
from crawler.document.page import Page
from pipelines.items import Card
from tests.test_bylines import TEXT, URL, found

H1 = "<h1>Ten people free</h1>"
PARAGRAPH = "<p>Nobody told them why, and nobody asked, since it was six in the morning and still dark.</p>"


def ld(names: str) -> str:
    return f'<script type="application/ld+json">{{"@type":"NewsArticle","author":{names}}}</script>'


MANY = [f"Ann R{chr(97 + i // 26)}{chr(97 + i % 26)}" for i in range(60)]


def test_of_very_many_authors_the_first_are_kept() -> None:
    links = "".join(f'<a href="/author/{i}">{name}</a>, ' for i, name in enumerate(MANY))
    assert found(f'<div class="byline">{links}</div>{TEXT}') == MANY[:40]
    assert len(normalise_authors(", ".join(f"A {a}{b}" for a in "BCDF" for b in "aeiouyrl"))) == 30
    assert len(normalise_authors(", ".join(MANY))) == 30


def test_of_a_very_long_line_the_beginning_is_read() -> None:
    names = [f"Christiana Rabensteiner-{a}{b}" for a in "ABCD" for b in "aeiou"]
    assert normalise_authors(", ".join(names))[:10] == names[:10]
    assert len(normalise_authors(", ".join(names))) == 11  # the last is cut


NESTED = [
    ('[[[["Ann Roe"]]]]', ["Ann Roe"]),
    ('[[[[["Ann Roe"]]]]]', None),  # nobody writes so
    ('{"name":["Ann Roe","Jan Lis"]}', ["Ann Roe", "Jan Lis"]),
    ("7", None),
    ('{"givenName":"Ann","familyName":"Roe"}', ["Ann Roe"]),
]


@pytest.mark.parametrize(("names", "authors"), NESTED)
def test_structured_data_are_read_to_a_depth(names: str, authors: list[str] | None) -> None:
    assert found(TEXT, ld(names), is_listed=True) == authors


@pytest.mark.parametrize("words", ["call us today", "read our news", "sign our letter"])
def test_three_words_in_small_letters_are_nobody(words: str) -> None:
    assert normalise_authors(words) == []


def test_of_very_many_objects_the_first_are_read() -> None:
    others = ",".join('{"@type":"Thing"}' for _ in range(100))
    author = '{"@type":"Article","author":"Ann Roe"}'
    head = f'<script type="application/ld+json">[{others},{author}]</script>'
    assert found(TEXT, head, is_listed=True) is None
    assert found(TEXT, head.replace(f"{others},", ""), is_listed=True) == ["Ann Roe"]


LONG = "who has written of the courts of the lower town for as long as anybody there remembers, "
LENGTHS = [
    # (below the headline, names): a byline is short
    ('<div class="author">Anna Maria Louisa Josephina Wilhelmina Carolina Augusta Sophia Roe</div>', None),
    (f'<div class="author">Text: Ann Roe | {LONG * 2}</div>', ["Ann Roe"]),
    (f'<div class="author">Text: Ann Roe | {LONG * 4}</div>', None),
    (f'<div class="author"><a href="/people/1">Ann Roe</a> | {LONG * 8}</div>', ["Ann Roe"]),
    (f'<div class="author"><a href="/people/1">Ann Roe</a> | {LONG * 12}</div>', None),
    (f"<p>By Ann Roe, {LONG}</p>", ["Ann Roe"]),
    (f"<p>By Ann Roe, {LONG * 2}</p>", None),
    (f"{'<i></i>' * 60}<p>By Ann Roe</p>", ["Ann Roe"]),
    (f"{'<i></i>' * 120}<p>By Ann Roe</p>", None),
    ("<p>By Noon</p>", None),
    (f"<p>{'~ ' * 12}By Ann Roe</p>", None),
]


@pytest.mark.parametrize(("below", "names"), LENGTHS)
def test_a_byline_is_short_and_near(below: str, names: list[str] | None) -> None:
    assert found(below + TEXT) == names


MENTIONED = '<a href="/redaktion/lis">Jan Lis</a>'
PLACES = [
    # (head, body, names): what a page says in two places
    ("", f'{H1}<p class="author">Ann Roe</p>{TEXT}<div class="author">Jan Lis</div>', ["Ann Roe"]),
    (
        "",
        f'<div>{H1}</div>{TEXT}<p class="post-author">Ann Roe</p><p class="author">Jan Lis</p>',
        ["Ann Roe"],
    ),
    ("", f'{H1}<p class="writer">Jan Lis</p><p class="post-author">Ann Roe</p>{TEXT}', ["Ann Roe"]),
    ("", f'{H1}<p><a rel="author" href="/1">Ann Roe</a></p><p class="avtor">Jan Lis</p>{TEXT}', ["Ann Roe"]),
    ("", f'{H1}<p class="penulis">Jan Lis</p><p class="byline">By Ann Roe</p>{TEXT}', ["Ann Roe"]),
    ("", f'{H1}<p class="penulis">Jan Lis</p><p class="szerzo">Ann Roe</p>{TEXT}', ["Ann Roe"]),
    ("", f'{H1}<p class="penulis">Jan Lis</p><p class="username">Ann Roe</p>{TEXT}', ["Ann Roe"]),
    (
        "",
        f'{H1}<p class="penulis">Jan Lis</p><div class="penulis"><a href="/people/1">Ann Roe</a></div>{TEXT}',
        ["Ann Roe"],
    ),
    # a link in running text is somebody spoken of, in a line of few words it is who signs
    (
        "",
        f"{H1}<div>{PARAGRAPH}<p>{'They had spoken of it for years. ' * 8}{MENTIONED} said so.</p></div>",
        None,
    ),
    ("", f"{H1}<div><p>{MENTIONED}</p>{PARAGRAPH}</div>", ["Jan Lis"]),
    # metadata name who uploaded it, whom another box of the page names as well
    (ld('{"name":"Jan Lis"}'), f'{H1}{TEXT}<div class="comments"><b class="author">Jan Lis</b></div>', None),
    (ld('{"name":"Ann Roe"}'), f"{H1}<p>Ann Roe</p><p class='vcard'>Jan Lis</p>{TEXT}", ["Ann Roe"]),
    (ld('{"name":"Cooper"}'), f"{H1}<p>Cooper</p>{TEXT}", None),  # a word or two may stand anywhere
    (ld('{"name":"Lamp Press Office"}'), f"{H1}<p>Lamp Press Office</p>{TEXT}", ["Lamp Press Office"]),
    (ld('{"name":"Youth Council"}'), f"{H1}<p>Youth Council</p>{TEXT}", ["Youth Council"]),
    (ld('{"name":"Die Blaue Lampe"}'), f"{H1}<p>Die Blaue Lampe</p>{TEXT}", ["Die Blaue Lampe"]),
    (ld('{"name":"Die Lampe"}'), f"{H1}<p>Die Lampe</p>{TEXT}", None),
    (ld('{"name":"Anna Maria Roe"}'), f"{H1}<p>Anna Maria Roe {'Minsk ' * 8}</p>{TEXT}", ["Anna Maria Roe"]),
    (ld('{"name":"Anna Maria Roe"}'), f"{H1}<p>Anna Maria Roe {'Minsk ' * 14}</p>{TEXT}", None),
]


@pytest.mark.parametrize(("head", "body", "names"), PLACES)
def test_the_surest_byline_is_the_articles(head: str, body: str, names: list[str] | None) -> None:
    page = Page(URL, f"<head>{head}</head><body><main><article>{body}</article></main></body>")
    assert find_authors(page, headline=page.tree.find(".//h1")).value == names


def card(name: str) -> str:
    return f'<div><div><div><div class="penulis">{name}</div></div></div></div>'


def test_three_boxes_of_one_kind_are_other_articles() -> None:
    assert found(card("Ann Roe") + TEXT) == ["Ann Roe"]
    assert found(card("Ann Roe") + card("Jan Lis") + TEXT) == ["Ann Roe"]
    cards = card("Ann Roe") + card("Jan Lis") + card("Eva Holm") + TEXT
    assert found(cards) is None
    assert found(cards, ld('{"name":"Ann Roe"}')) == ["Ann Roe"]  # but for whom metadata name


def test_an_imprint_that_names_who_uploads_is_no_byline() -> None:
    head = "<head>" + ld('"Jan Lis"') + "</head>"
    imprint = "<footer><p>Webmaster: <b>Jan Lis</b></p></footer>"
    page = Page(URL, f"{head}<body><main>{H1}{TEXT}</main>{imprint}</body>")
    assert find_authors(page, headline=page.tree.find(".//h1")).value is None


TWICE = [
    # (printed, in metadata, the name): metadata know how it is written
    ("Ann RoeAnn Roe", "Ann Roe", ["Ann Roe"]),
    ("annroe", "Ann Roe", ["Ann Roe"]),
    ("ANN ROE", "Ann Roe", ["Ann Roe"]),
    ("Ann Roe", "ANN ROE", ["Ann Roe"]),
    ("AnnRoe", "Ann Roe", ["Ann Roe"]),
]


@pytest.mark.parametrize(("printed", "claimed", "names"), TWICE)
def test_metadata_know_how_a_name_is_written(printed: str, claimed: str, names: list[str]) -> None:
    assert found(f'<p class="byline">{printed}</p>{TEXT}', ld(f'"{claimed}"')) == names


def test_several_authors_stand_in_boxes_beside_each_other() -> None:
    boxes = '<div><p class="byline">Ann Roe</p></div><div><p class="byline">Jan Lis</p></div>'
    assert found(f"<div>{boxes}</div>{TEXT}") == ["Ann Roe", "Jan Lis"]
    assert found(f'<p class="byline">Ann Roe</p><p class="byline">Jan Lis</p>{TEXT}') == [
        "Ann Roe",
        "Jan Lis",
    ]


INDEX = [
    (
        "<li><a href='/author/1'>Ann Roe</a></li><li><a href='/author/2'>Jan Lis</a></li>",
        ["Ann Roe", "Jan Lis"],
    ),
    ("<li><a href='/author/1'>Ann Roe</a> (3)</li><li><a href='/author/2'>Jan Lis</a> (8)</li>", None),
    ("<li><a href='/author/1'>Ann Roe</a> [3]</li><li><a href='/author/2'>Jan Lis</a> [8]</li>", None),
]


@pytest.mark.parametrize(("items", "names"), INDEX)
def test_a_list_of_names_with_counts_is_an_index(items: str, names: list[str] | None) -> None:
    assert found(f'<ul class="authors">{items}</ul>{TEXT}') == names


def signed(text: str, *, byline: str = "") -> list[str] | None:
    line = f'<span class="byline">{byline}</span>' if byline else ""
    page = Page(URL, f"<body><article>{H1}{line}<div class='text'>{text}</div></article></body>")
    root = page.tree.find(".//div[@class='text']")
    return find_authors(page, headline=page.tree.find(".//h1"), root=root).value


FAR = "<i></i>" * 100
SIGNED = [
    # (text, names): a line at the end, or in bold in the first or last paragraphs
    (f"{FAR}{PARAGRAPH * 3}<p>By Ann Roe</p>{PARAGRAPH * 3}", ["Ann Roe"]),
    (f"{FAR}{PARAGRAPH * 3}<p>By Ann Roe</p>{PARAGRAPH * 4}", None),
    (f"{FAR}{PARAGRAPH * 3}<div><div><p>By Ann Roe</p></div></div>", ["Ann Roe"]),
    (f"<p>In brief</p><p>Lower Ness</p><p>May</p><p><b>Ann Roe</b></p>{PARAGRAPH * 3}", ["Ann Roe"]),
    (f"<p>In brief</p><p>Lower Ness</p><p>May</p><p>Noon</p><p><b>Ann Roe</b></p>{PARAGRAPH * 3}", None),
    (f"<p>{'In brief: ' * 25}</p><p><b>Ann Roe</b></p>{PARAGRAPH * 3}", None),
    (f"{PARAGRAPH * 5}<p><b>Ann Roe</b></p><p>3 May</p>", ["Ann Roe"]),
    (f"{PARAGRAPH * 5}<p><b>Ann Roe</b></p><p>3 May</p><p>Minsk</p>", None),
    (f"{PARAGRAPH * 5}<p><b>Ann Roe, Jan Lis</b></p>", ["Ann Roe", "Jan Lis"]),
    (f"{PARAGRAPH * 5}<p><b>{', '.join(MANY[:10])}</b></p>", None),
]


@pytest.mark.parametrize(("text", "names"), SIGNED)
def test_a_signature_stands_where_a_text_begins_or_ends(text: str, names: list[str] | None) -> None:
    assert signed(text) == names


FACTS = [
    # (line of facts, names)
    ("04.02.2022 | Ann Roe", ["Ann Roe"]),
    ("Lamp | 04.02.2022 | Ann Roe", ["Ann Roe"]),
    ("Lower Ness | 04.02.2022 | Ann Roe", None),  # one of two is a section
    ("on tour | 04.02.2022 | Ann Roe", None),
    ("Ann Roe | 04.02.2022 | Jan Lis", None),
    ("04.02.2022 | Ann Roe | 3 min", ["Ann Roe"]),
    ("04.02.2022 um 13:10 von Ann Roe", ["Ann Roe"]),
    ("04.02.2022 Rede von Ann Roe", None),  # whom it is about
    ("4/2/22 • Ann Roe", ["Ann Roe"]),
    ("May 2022 – Ann Roe", ["Ann Roe"]),
    ("| Ann Roe", None),  # no day
    ("<i>.</i>" * 5 + "04.02.2022 | Ann Roe", ["Ann Roe"]),
    ("<i>.</i>" * 10 + "04.02.2022 | Ann Roe", None),  # a menu
]


@pytest.mark.parametrize(("line", "names"), FACTS)
def test_a_name_beside_the_day_signs(line: str, names: list[str] | None) -> None:
    assert found(f"<div><p>{line}</p></div>{TEXT}") == names


def test_a_headline_with_a_day_is_no_byline() -> None:
    assert found(f"<h2>04.02.2022 | Ann Roe</h2>{TEXT}") is None


PROSE = [
    ("seen from here", []),
    ("Seen from there many days", []),
    ("Seen from there again", ["Seen from there again"]),  # what is a phrase is decided on the page
    ("Office hours here have been long enough", []),
    ("Office of those who have been here", []),
    ("Lamp Office " + "Ness " * 13, ["Lamp Office " + " ".join(["Ness"] * 13)]),
    ("Lamp Office " + "Ness " * 20, []),
    ('"Ann Roe"', ["Ann Roe"]),
    ("«Ann Roe»", ["Ann Roe"]),
    ("Ann Roe's", ["Ann Roe's"]),
    ("Roe, Ann", ["Roe, Ann"]),
    ("Roe, Ann Maria Louisa", ["Roe", "Ann Maria Louisa"]),
    ("she stood there", []),
    ("in court today, Ann Roe, Jan Lis", []),  # a line that begins so speaks of people
    ("van Roe, Ann Maria", ["van Roe, Ann Maria"]),
]


@pytest.mark.parametrize(("line", "names"), PROSE)
def test_prose_is_no_name(line: str, names: list[str]) -> None:
    assert normalise_authors(line) == names


def test_a_phrase_has_small_words_beside_capitals() -> None:
    phrases = [
        "Notes on courts",
        "Times of some small cities",
        "More on free speech",
        "one two three four",
    ]
    assert [text for text in phrases if not is_phrase(text)] == []
    names = [
        "Ann Roe",
        "Ann van Roe",
        "Notes here",
        "ann roe",
        "anna maria roe",
        "Notes from dpa",
        "Press Office of some porters",
    ]
    assert [text for text in names if is_phrase(text)] == []


def test_names_are_compared_by_their_letters() -> None:
    assert same_name("Anna Nowak", "AnnaNowak")
    assert same_name("O’Hara", "O'Hara")
    assert not same_name("|", "–")
    assert not same_name("Roe", "Ann Roe")


def test_a_person_has_two_to_five_words() -> None:
    assert is_person("Ann Bea Cox Dee Roe")
    assert not is_person("Ann Bea Cox Dee Eve Roe")


def test_a_card_is_a_reason_to_believe_metadata() -> None:
    head = ld('{"name":"Ann Roe"}')
    page = Page(URL, f"<head>{head}</head>{H1}{TEXT}")
    assert find_authors(page, card=Card(URL, title="Ten people free")).value == ["Ann Roe"]
    assert find_authors(page).value is None
