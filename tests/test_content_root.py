"""Which element of a page holds the article's text, at the edges of the rules that tell."""

from __future__ import annotations

import json

import pytest

from crawler.body import find_body, node_of, start_of
from crawler.body.blocks import read_outline
from crawler.body.boilerplate import mark_furniture
from crawler.body.content_root import find_core, is_past
from crawler.body.text import is_fuller
from crawler.document.page import Page
from pipelines.items import Card

URL = "https://example.org/statement"
ONE = "The court in Mahiliou sat for two days, and nobody but the guards was let in."
TWO = "Her lawyer, who may not speak about the case, said only that she was in good health."
THREE = "We ask the authorities to open the hearing, to publish the verdict and to let her family visit her."
PARAGRAPHS = f"<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>"
TEXT = [ONE, TWO, THREE]
H1 = "<h1>Two days in Mahiliou</h1>"
OTHER = "This hall was built by those who meet in it, and it is open to all who knock."


def lines(markup: str, head: str = "", **card: str | bool) -> list[str]:
    """The paragraphs that are read of a page."""
    page = Page(URL, f"<html><head>{head}</head><body>{markup}</body></html>")
    evidence = Card(URL, **card) if card else None  # type: ignore[arg-type]
    text = find_body(page, headline=page.tree.find(".//h1"), card=evidence).value or ""
    return text.split("\n\n") if text else []


# Names of elements that hold the text, beside another with as much prose; where such a thing is seen.
NAMED = [
    "article-body",
    "article__content",
    "post-content",  # WordPress
    "entry-content",
    "entry_text",
    "story-body",  # newspapers
    "news-text",
    "blog-copy",
    "post-inner",
    "body-article",
    "content-news",
    "text-post",
    "page-content",
    "main-content",
    "single-content",
    "field-body",  # Drupal
    "detail-text",
    "content",
    "prose",  # Tailwind
    "markdown",  # Docusaurus
    "bodytext",  # TYPO3
    "entry",  # Kubrick
]


def core(markup: str) -> str | None:
    """The id of the element that is taken for the one with the text."""
    outline = read_outline(Page(URL, f"<body>{markup}</body>").tree)
    mark_furniture(outline)
    found = find_core(outline)
    return found.element.get("id") if found else None


ASIDE = f"<p>{OTHER}</p><p>{OTHER} It is warm.</p><p>{OTHER} So come.</p>"
"""A tenth more prose than in what is compared with it."""
LESS = f"<p>{ONE}</p><p>{TWO}</p><p>{OTHER[:60]}.</p>"


@pytest.mark.parametrize("name", NAMED)
def test_an_element_that_is_called_the_text_goes_before_one_with_more_prose(name: str) -> None:
    assert core(f"<div id=x>{ASIDE}</div><div id=y>{LESS}</div>") == "x"
    assert core(f"<div id=x>{ASIDE}</div><div id=y class='{name}'>{LESS}</div>") == "y"


@pytest.mark.parametrize("tag", ["article", "main"])
def test_so_does_an_element_whose_tag_says_so(tag: str) -> None:
    assert core(f"<div id=x>{ASIDE}</div><{tag} id=y>{LESS}</{tag}>") == "y"


@pytest.mark.parametrize("tag", ["article id=y", "div id=y class=post-content"])
def test_but_neither_goes_before_half_as_much_again(tag: str) -> None:
    assert core(f"<div id=x>{PARAGRAPHS * 3}</div><{tag}>{PARAGRAPHS * 2}</{tag.split()[0]}>") == "x"


def test_what_microdata_calls_the_body_goes_before_a_name() -> None:
    assert core(f"<div id=x class=content>{ASIDE}</div><div id=y itemprop=articleBody>{LESS}</div>") == "y"


def test_but_not_before_one_with_more_than_twice_the_prose() -> None:
    named = f"<div id=y itemprop=articleBody>{PARAGRAPHS * 2}</div>"
    assert core(f"<div id=x>{PARAGRAPHS * 5}</div>{named}") == "x"


def test_a_legal_notice_of_one_long_paragraph_is_not_the_article() -> None:
    notice = "You may copy what stands here as long as you say where it is from and change nothing. " * 16
    assert core(f"<div id=x><p>{notice}</p></div><div id=y>{PARAGRAPHS * 4 + LESS}</div>") == "y"
    assert core(f"<div id=x><p>{notice}</p></div><div id=y>{PARAGRAPHS * 3}</div>") == "x"


def test_prose_before_the_headline_counts_a_quarter() -> None:
    above = f"<div>{f'<p>{OTHER}</p>' * 10}</div>"
    assert lines(f"{above}{H1}<div>{PARAGRAPHS}</div>") == TEXT
    assert lines(f"<div>{f'<p>{OTHER}</p>' * 14}</div>{H1}<div>{PARAGRAPHS}</div>") != TEXT


LIST = "<li><a href=/a>Another trial in Hrodna</a></li>" * 12


@pytest.mark.parametrize(
    ("extra", "is_wider"),
    [
        (f"<div><p>{ONE[:70]}.</p></div>", False),  # a note below the text
        (f"<div><p>{ONE}</p><p>{ONE[:69]}.</p></div>", True),  # a second part of it
        (f"<div><p>{THREE}</p><p>{TWO}</p></div><ul>{LIST}</ul>", True),  # and a menu
    ],
)
def test_an_element_that_adds_enough_prose_belongs_to_the_text(extra: str, is_wider: bool) -> None:
    found = lines(f"{H1}<section><div>{PARAGRAPHS}</div>{extra}</section>")
    assert (len(found) > 3) is is_wider


def test_a_second_part_is_a_seventh_of_a_long_text() -> None:
    part = f"<div><p>{THREE}</p><p>{TWO}</p></div>"
    assert len(lines(f"{H1}<section><div>{PARAGRAPHS * 4}</div>{part}</section>")) == 14


def test_what_holds_a_list_of_articles_is_not_the_text() -> None:
    text = f"<div itemprop=articleBody><p>{ONE}</p></div><div><p>{THREE} It is late now.</p></div>"
    assert len(lines(f"{H1}<section>{text}<ul>{LIST}</ul></section>")) == 1
    assert len(lines(f"{H1}<section>{text}<ul>{LIST[: len(LIST) // 2]}</ul></section>")) == 2


@pytest.mark.parametrize(("count", "is_wider"), [(1, False), (2, True), (3, True)])
def test_what_is_beside_an_article_must_add_much_more(count: int, is_wider: bool) -> None:
    extra = f"<div>{f'<p>{THREE}</p>' * count}</div>"
    found = lines(f"{H1}<section><article>{PARAGRAPHS}</article>{extra}</section>")
    assert (len(found) > 3) is is_wider


def test_what_is_called_a_share_bar_is_one_unless_it_holds_half_of_the_prose() -> None:
    others = "".join(f"<div><div id=y{n}><p>{OTHER}</p></div></div>" for n in range(3))
    assert core(f"<div id=x class=share><p>{OTHER}</p><p>{OTHER}</p></div>{others}") == "y0"
    assert core(f"<div id=x class=share>{f'<p>{OTHER}</p>' * 4}</div>{others}") == "x"
    others = "".join(f"<div><div id=y{n}><p>{OTHER}</p></div></div>" for n in range(11))
    assert core(f"<div id=x class=share>{f'<p>{OTHER}</p>' * 9}</div>{others}") == "y0"


def test_or_nearly_all_of_it() -> None:
    paragraphs = [f"<p>{text} {n}.</p>" for n in range(3) for text in (*TEXT, OTHER)]
    box = "".join(paragraphs)
    assert lines(f"{H1}<div class=share>{box}</div><div><p>{OTHER}</p></div>") == [
        text.removeprefix("<p>").removesuffix("</p>") for text in paragraphs
    ]
    assert lines(f"{H1}<div class=share>{''.join(paragraphs[:4])}</div><div>{PARAGRAPHS}</div>") == TEXT


@pytest.mark.parametrize(
    ("plain", "marked", "is_kept"), [(5, 2, False), (5, 3, True), (3, 2, True), (2, 1, False)]
)
def test_paragraphs_of_one_name_are_text_when_they_are_a_third_of_it(
    plain: int, marked: int, is_kept: bool
) -> None:
    """Seen: every paragraph called "paywall"."""
    text = [f"{text} {n}." for n in range(2) for text in TEXT][:plain]
    named = [f"{THREE} {n}." for n in range(9, 9 + marked)]
    paragraphs = [*(f"<p>{each}</p>" for each in text), *(f"<p class=paywall>{each}</p>" for each in named)]
    found = lines(f"{H1}<div>{''.join(paragraphs)}<p>{ONE}</p></div>")
    assert found == [*text, *(named if is_kept else ()), ONE]


def test_nor_is_it_one_when_the_first_element_that_is_called_the_text_stands_in_it() -> None:
    box = f"<div class=share><div class=entry-content>{PARAGRAPHS}</div></div>"
    assert lines(f"{H1}{box}<div><p>{OTHER}</p></div>") == TEXT


def test_a_page_without_a_sentence_has_no_such_element() -> None:
    assert core("<div id=x><h2>Contact</h2><a href=/about>About</a></div>") is None


def test_two_parts_are_not_yet_what_holds_them_and_three_are() -> None:
    parts = [f"<div id={name}><p>{ONE}</p><p>{OTHER}</p></div>" for name in "abc"]
    assert core(f"<div id=x>{parts[0]}{parts[1]}</div>") == "a"
    assert core(f"<div id=x>{''.join(parts)}</div>") == "x"


def test_or_the_headline_and_a_quarter_of_it() -> None:
    frame = "<div class=share>{}<p>{}</p></div><div>{}</div>"
    assert lines(frame.format(H1, OTHER, PARAGRAPHS + f"<p>{ONE}</p>")) == [*TEXT, ONE]
    assert lines(frame.format(H1, OTHER, PARAGRAPHS)) == TEXT
    assert lines(frame.format(H1, OTHER, f"<p>{ONE}</p><p>{TWO}</p>")) == [OTHER, ONE, TWO]


# ------------------------------------------------------------------ JSON-LD


def told(*texts: str) -> str:
    """A head whose JSON-LD carries these texts."""
    objects = [{"@type": "NewsArticle", "articleBody": text} for text in texts]
    return f"<script type='application/ld+json'>{json.dumps(objects)}</script>"


LONG = f"{ONE} {TWO} {THREE}"


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (told(LONG), [LONG]),
        (told(LONG, LONG), [LONG]),
        (told(LONG, OTHER * 4), ["Sign in to read."]),  # a page of several articles
        (told(ONE), ["Sign in to read."]),  # no more than a sentence
        (told(""), ["Sign in to read."]),
    ],
)
def test_the_text_of_json_ld_is_taken_where_the_page_shows_none(head: str, found: list[str]) -> None:
    assert lines(f"{H1}<p>Sign in to read.</p>", head) == found


@pytest.mark.parametrize(("count", "is_taken"), [(5, True), (7, False)])
def test_the_text_of_json_ld_is_not_asked_for_where_the_page_shows_much(count: int, is_taken: bool) -> None:
    found = lines(f"{H1}<div>{PARAGRAPHS * count}</div>", told(LONG * 40))
    assert (len(found) == 1) is is_taken


@pytest.mark.parametrize(("facts", "is_found"), [(60, True), (110, False)])
def test_a_headline_in_letters_is_its_line_unless_that_holds_more(facts: int, is_found: bool) -> None:
    tree = Page(URL, f"<body><div><b>Two days in Mahiliou</b> {'x' * facts}</div>{PARAGRAPHS}</body>").tree
    assert (node_of(read_outline(tree), tree.find(".//b")) is not None) is is_found


@pytest.mark.parametrize(("before", "behind", "is_past_it"), [(1, 2, False), (2, 3, False), (2, 1, True)])
def test_a_heading_below_most_of_the_text_heads_something_else(
    before: int, behind: int, is_past_it: bool
) -> None:
    text = f"<p>{TWO}</p>" * before + H1 + f"<p>{TWO}</p>" * behind
    tree = Page(URL, f"<body><div>{text}</div></body>").tree
    outline = read_outline(tree)
    found = find_core(outline)
    assert found is not None
    assert is_past(outline, found, start_of(outline, node_of(outline, tree.find(".//h1")))) is is_past_it


def test_fuller_is_three_times_and_a_paragraph() -> None:
    own = "x" * 100
    assert [is_fuller("x" * count, own) for count in (449, 451)] == [False, True]
    assert is_fuller("x" * 440, "x" * 60)


# ---------------------------------------------------------------- standfirst

STANDFIRSTS = [
    "intro",
    "article-lead",
    "lede",
    "standfirst",
    "stand-first",
    "summary",
    "abstract",
    "excerpt",
    "subtitle",
    "sub-headline",
    "subline",
    "dek",
    "deck",
    "sapo",  # Vietnamese
    "chapo",  # French
    "vorspann",  # German
    "untertitel",
    "entradilla",  # Spanish
    "bajada",
    "catenaccio",  # Italian
    "sommario",
    "occhiello",
    "perex",  # Czech
    "anons",  # Russian
    "ingress",  # Nordic
    "underrubrik",
    "article-kicker",
    "description",
    "teaser",
    "spot",  # Turkish
]
SHORT = "Nobody was let in but the guards"


@pytest.mark.parametrize("name", STANDFIRSTS)
def test_a_standfirst_is_told_by_its_name(name: str) -> None:
    frame = f"<header>{H1}<h2 class='{name}'>{SHORT}</h2></header><div>{PARAGRAPHS}</div>"
    assert lines(frame) == [SHORT, *TEXT]


ABOVE = [
    # what stands between headline and text, and is it a standfirst
    (f"<p>{OTHER}</p>", True),
    ("<p>A hall for all who knock is open.</p>", False),  # a sentence too short without a name
    (f"<p>{OTHER[:-1]}</p>", False),  # no full stop, no name
    (f"<p>{OTHER[:-1]}” .”</p>", True),
    ("<p class=intro>Open to all</p>", False),  # a label
    ("<p class=intro>By Ana Novak, our woman in Mahiliou</p>", False),  # a byline
    (f"<p class=intro><a href=/a>{SHORT}</a></p>", False),  # a link
    (f"<p class=intro>{SHORT.replace('but', '<a href=/a>but')}</a></p>", True),  # with a link
    (f"<div class=intro><div><p>{SHORT}</p></div></div>", True),
    (f"<div class=lead-story><div><div><p>{SHORT}</p></div></div></div>", False),
    (f"<ul><li class=intro>{SHORT}</li></ul>", False),
    (f"<p class='intro hidden'>{SHORT}</p>", False),
    (f"<div class=share><p class=intro>{SHORT}</p></div>", False),
    (f"{'<p>x</p>' * 8}<p>{OTHER}</p>", False),  # far below
    (f"{'<p>x</p>' * 6}<p>{OTHER}</p>", True),
    (f"<p>{ONE}</p>", False),  # the text's own first sentence again
]


@pytest.mark.parametrize(("above", "is_standfirst"), ABOVE)
def test_what_stands_between_headline_and_text(above: str, is_standfirst: bool) -> None:
    found = lines(f"<header>{H1}{above}</header><div>{PARAGRAPHS}</div>")
    assert found == ([*found[:1], *TEXT] if is_standfirst else TEXT)
    assert len(found) == 3 + is_standfirst


@pytest.mark.parametrize("name", ["description", "og:description"])
def test_a_standfirst_is_what_the_head_says_of_the_page(name: str) -> None:
    head = f"<meta name='{name}' content='{SHORT}'>"
    assert lines(f"<header>{H1}<p>{SHORT}</p></header><div>{PARAGRAPHS}</div>", head) == [SHORT, *TEXT]
