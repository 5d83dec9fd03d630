"""A label that repeats beside different titles marks the cards, whatever stands before it."""

from __future__ import annotations

from itertools import product

import pytest

from crawler import read_listing

URL = "https://quay.example/tag/nets"
TITLES = (
    "Nets are mended in the open again",
    "The lamp on the mole burns since Friday",
    "A boat came back without its crew",
    "Fines for ropes that nobody owns",
)
WORDS = "Nobody on the upper quay could say how long number {i} had lain there, or who paid for it, but..."
TITLE = {
    "heading": "<h3>{t}</h3>",
    "bold": "<b>{t}</b><br>",
    "underlined": "<u>{t}</u> ",
    "big": '<font size="4">{t}</font><br>',
    "paragraph": "<p><strong>{t}</strong></p>",
    "linked": '<h3><a href="{u}">{t}</a></h3>',
}
END = {
    "in its paragraph": '<p>{w} <a href="{u}">{l}</a></p>',
    "in running text": '{w} <a href="{u}">{l}</a>',
    "after a line": '{w}<br><a href="{u}">{l}</a><br><br>',
    "in another row": '{w}</td></tr><tr><td><a href="{u}">{l}</a>',
}
CARD = {
    "article": "<article>{c}</article>",
    "item": "<li>{c}</li>",
    "table": "<table><tr><td><img src='/p/{i}.jpg'></td><td>{c}</td></tr></table>",
    "rule": "{c}<hr>",
}
LABEL = ("Read more", "[ weiterlesen … ]", "&gt;&gt;&gt;", "To the log")
BESIDE = (
    '<div class="r"><h3>Latest</h3><ul><li><a href="/x1">Harbour office closes at noon on Friday</a></li>'
    '<li><a href="/x2">Ferry to the island is late again</a></li>'
    '<li><a href="/x3">Old crane is sold for scrap</a></li></ul></div>'
)


def page(title: str, end: str, card: str, label: str) -> str:
    """A list of four cards beside a box of three links."""
    made = CARD[card].replace("{c}", TITLE[title] + END[end])
    cards = [
        made.replace("{t}", text).replace("{w}", WORDS).replace("{u}", f"/a/{i}").replace("{i}", str(i))
        for i, text in enumerate(TITLES)
    ]
    return f"<body><h1>nets</h1><div>{''.join(cards).replace('{l}', label)}</div>{BESIDE}</body>"


FORMS = [
    form for form in product(TITLE, END, CARD, LABEL) if form[1] != "in another row" or form[2] == "table"
]


@pytest.mark.parametrize("card", CARD)
def test_a_label_that_repeats_marks_the_cards(card: str) -> None:
    wrong = {}
    for form in FORMS:
        if form[2] == card:
            found = read_listing(page(*form), URL).cards
            if [(each.url[-1], each.title) for each in found] != [(str(i), t) for i, t in enumerate(TITLES)]:
                wrong[form] = [each.title for each in found]
    assert wrong == {}


def test_the_same_word_within_sentences_marks_no_cards() -> None:
    said = "".join(
        f'<p>Of number {i} the office tells <a href="/doc/{i}">here</a> what it told us on the quay.</p>'
        for i in range(4)
    )
    found = read_listing(f"<body><h1>Port</h1>{said}{BESIDE}</body>", "https://quay.example/port").cards
    assert [card.url for card in found if "/doc/" in card.url] == []


@pytest.mark.parametrize("pictured", [(0,), (0, 2), (1, 3), (0, 1, 2, 3)])
def test_a_linked_picture_on_some_cards_parts_them_not(pictured: tuple[int, ...]) -> None:
    cards = "".join(
        f'<div class="n">{f"<a href=/a/{i}><img src=/p/{i}.jpg></a>" if i in pictured else ""}'
        f'<div class="t">{title}</div><a href="/a/{i}">Read more</a></div>'
        for i, title in enumerate(TITLES)
    )
    found = read_listing(f"<body><h1>nets</h1>{cards}{BESIDE}</body>", URL).cards
    assert [(card.url[-1], card.title) for card in found] == [(str(i), t) for i, t in enumerate(TITLES)]
    assert [bool(card.image_url) for card in found] == [i in pictured for i in range(len(TITLES))]
