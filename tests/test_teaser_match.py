"""The card as evidence: cut teasers and where they stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.body.teaser_match import (
    beginnings,
    is_cut,
    match,
    stands_in,
    without_ellipsis,
)
from crawler.document.page import Page
from pipelines.items import Card

URL = "https://example.org/a"

CUT = [
    ("The court in Hrodna heard the app...", True),  # WordPress, Drupal: three dots in mid-word
    ("The court in Hrodna heard the app…", True),  # Hugo: the character
    ("The court in Hrodna [...]", True),  # WordPress default excerpt
    ("The court in Hrodna […]", True),  # the same, typographic
    ("The court in Hrodna (…)", True),  # SPIP
    ("„Das Gericht in Hrodna …“", True),  # cut inside a quotation
    ("The court in Hrodna heard the appeal.", False),  # a whole sentence may be written by hand
    ("", False),
    (None, False),
]


@pytest.mark.parametrize(("teaser", "expected"), CUT)
def test_an_ellipsis_at_the_end_means_cut(teaser: str | None, expected: bool) -> None:
    assert is_cut(teaser) is expected


@pytest.mark.parametrize(
    ("teaser", "expected"),
    [
        ("heard the app...", "heard the app"),
        ("heard the appeal … Read more", "heard the appeal"),  # label inside the teaser's paragraph
        ("heard the appeal [...]", "heard the appeal"),
    ],
)
def test_what_is_behind_the_cut_goes(teaser: str, expected: str) -> None:
    assert without_ellipsis(teaser) == expected


TEXT = "“We will not be silent,” said Ana – the head of the centre.\n\nThe court sat two days in Mahiliou."


@pytest.mark.parametrize(
    ("teaser", "expected"),
    [
        ('"We will not be silent," said Ana - the head of the cen...', True),  # typography differs
        ("the head of the centre. The court sat tw...", True),  # paragraphs joined
        ("12 May 2014 “We will not be silent,” said Ana – the head of the centre. The court s...", True),
        ("We will not be silent, said another person who was not there at all yesterd...", False),
        ("Please accept our cookies to go on reading this si...", False),
    ],
)
def test_a_cut_teaser_is_found_by_its_words(teaser: str, expected: bool) -> None:
    assert stands_in(teaser, TEXT) is expected


@pytest.mark.parametrize(
    ("teaser", "cut", "expected"),
    [
        ("The court sat two days in Mahil...", True, True),
        ("Log in or become a member to read the follow...", True, False),  # another page than promised
        ("A summary that an editor wrote for the listing.", False, None),
        ("Video...", True, None),  # too short to prove anything
        (None, False, None),
    ],
)
def test_only_a_cut_teaser_proves_something(teaser: str | None, cut: bool, expected: bool | None) -> None:
    page = Page("https://example.org/a", f"<body><p>{TEXT}</p><script>Log in or become</script></body>")
    assert match(page, Card("https://example.org/a", teaser=teaser, teaser_cut=cut)).is_on_page is expected


BLOCKS = [
    "Home",
    "Trial in Mahiliou",
    "4 May 2014",
    "The court sat two days.",
    "“We were not let in,” said Ana.",
    "суд",
]


@pytest.mark.parametrize(
    ("teaser", "expected"),
    [
        ("The court sat two days. “We were not l...", [3]),  # over two paragraphs
        ("“We were not let in,” sa...", [4]),  # the listing leaves the first paragraph out
        ("Minsk, 4 May. We were not let in, said A...", [4]),  # a place the page does not print
        ("TRIAL IN MAHILIOU 4 May 2014 The court s...", [1]),  # headline and date joined to it
        ("Nothing of the kind was ever said by anybo...", []),
        ("", []),
    ],
)
def test_a_teaser_begins_in_a_block(teaser: str, expected: list[int]) -> None:
    assert beginnings(teaser, BLOCKS) == expected


@pytest.mark.parametrize(
    ("teaser", "text"),
    [
        ("法院昨天在明斯克开庭，没有...", "法院昨天在明斯克开庭，没有一个亲属。"),  # no spaces
        ("Суд у Магілёве засяд…", "СУД У МАГІЛЁВЕ засядаў два дні."),  # capitals by style sheet or editor
        ('The "court" sat...', "The „court“ sat for days."),  # quotes of a language
        ("The fi\u00adrst wo\u200brds of i...", "The first words of it."),  # soft hyphens, zero width
    ],
)
def test_typography_and_script_do_not_matter(teaser: str, text: str) -> None:
    assert stands_in(teaser, text)


def test_a_teaser_in_the_page_s_own_description_proves_the_page() -> None:
    said = "An editor wrote this summary."
    page = Page("https://example.org/a", f'<head><meta name=description content="{said}"></head><p>x')
    card = Card("https://example.org/a", teaser=said[:-4] + "...", teaser_cut=True)
    assert match(page, card).is_on_page is True


def test_a_teaser_stands_around_what_the_card_left_out() -> None:
    text = "We ask the court. Return the licences of 61 lawyers. Review all the verdicts. It was said tw"
    assert stands_in("We ask the court. Review all the verdicts. It was said tw...", text)
    assert not stands_in("We ask for courts. Reviews of all verdicts. It is said so tw...", text)


def test_a_teaser_stands_where_three_words_of_each_piece_do() -> None:
    text = "Free all prisoners of May. Review every verdict given. Return lost licences of 61 lawyers."
    assert stands_in("Free all prisoners. Review every verdict. Return lost licences.", text)


def test_of_a_very_long_teaser_the_first_words_are_looked_for() -> None:
    runs = [f"Hrodna{n} heard{n} nobody{n}" for n in range(20)]
    text = " and ".join(reversed(runs))
    assert stands_in(f"{'q ' * 100} {' '.join(runs)}", text)
    assert not stands_in(f"{'q ' * 160} {' '.join(runs)}", text)


MORE_BEGINNINGS = [
    # (teaser, blocks, where it begins)
    ("The court sat.", ["The court sat."] * 25, list(range(20))),  # a label
    (
        "Menschenrechtsverteidigerinnen warten noch immer auf ein Urteil...",
        ["Menschenrechtsverteidigerinnen sprechen."],
        [0],
    ),
    ("Minsk, 4 May. We were not let in, said somebody who stood there", BLOCKS, [4]),
    ("Minsk, 4 May. We sat in on it all...", ["Menu", "We sat in on it all day."], [1]),
]


@pytest.mark.parametrize(("teaser", "blocks", "expected"), MORE_BEGINNINGS)
def test_the_first_letters_or_some_words_tell_where_a_teaser_begins(
    teaser: str, blocks: list[str], expected: list[int]
) -> None:
    assert beginnings(teaser, blocks) == expected


def test_two_words_of_seven_are_no_title() -> None:
    page = Page("https://example.org/a", "<body><p>Please confirm that members read statements here.</p>")
    title = "Members publish statements about closed hearings yesterday"
    assert match(page, Card("https://example.org/a", title=title)).is_title_on_page is False


def test_what_a_card_proves_is_worked_out_once_for_a_page() -> None:
    page = Page(URL, "<p>The ferry to the island sails again after two years.</p>")
    card = Card(URL, title="A ferry sails", teaser="The ferry to the island ...")
    assert match(page, card) is match(page, replace(card, position=3))
    assert match(page, card) is not match(page, replace(card, title="Two years"))
