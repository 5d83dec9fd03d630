"""Cards are known by how they are made, wherever they stand on the page."""

from __future__ import annotations

import pytest

from crawler import read_listing

URL = "https://quay.example/tag/port"


def card(number: int, *, name: str = "story") -> str:
    return (
        f'<div class="{name} story-{number}"><h3 class="head"><a href="/port/{number}">Notice {number} on the'
        f" ferries</a></h3><p>The office answered on day {number} that they go on, and why it ...</p></div>"
    )


def found(body: str) -> list[str]:
    """The numbers of the cards that are read."""
    page = f"<html><body><h1>Port</h1>{body}</body></html>"
    return [each.url.rpartition("/")[2] for each in read_listing(page, URL).cards]


def test_a_wrapper_that_is_closed_too_early_loses_no_card() -> None:
    first, rest = "".join(map(card, range(1, 6))), "".join(map(card, range(6, 9)))
    page = f'<div id="outer"><div class="list">{first}</div></div>{rest}</div><p>The office, pier 4</p>'
    assert found(page) == list("12345678")


def test_a_second_grid_of_the_same_cards_is_of_the_list() -> None:
    one, other = "".join(map(card, range(1, 5))), "".join(map(card, range(5, 8)))
    page = f"<main><div class='row'>{one}</div><section><div><div>{other}</div></div></section></main>"
    assert found(page) == list("1234567")


def test_cards_of_the_same_make_in_a_side_column_are_not() -> None:
    one, other = "".join(map(card, range(1, 6))), "".join(map(card, range(7, 9)))
    assert found(f"<main>{one}</main><aside><div><div>{other}</div></div></aside>") == list("12345")


def test_what_shares_no_name_with_the_cards_is_not() -> None:
    one = "".join(map(card, range(1, 6)))
    other = "".join(card(n, name="person") for n in range(7, 9))
    assert found(f"<main>{one}</main><div><div>{other}</div></div>") == list("12345")


# ------------------------------------------------------- one list in two makes


def _flat(number: int, heading: str, *, rule: bool) -> str:
    link = f'href="/notes/{number}"'
    picture = f"<a {link}><img src='/p/{number}.jpg' alt=''></a>"
    day = f"<div>{number} March 2016</div>"
    title = f"<{heading}><a {link}>Note {number} on the bridge over the weir</a></{heading}>"
    text = f"<p>The bridge was closed {number} times this spring, and nobody was told ...</p>"
    return f"{day}{title}{text}<hr>" if rule else f"{title}{text}{picture}{day}"


@pytest.mark.parametrize("rule", [False, True])
@pytest.mark.parametrize("heading", ["h1", "h2"])
def test_a_pinned_card_under_another_heading_keeps_its_own_text(heading: str, rule: bool) -> None:
    body = _flat(9, heading, rule=rule) + "".join(_flat(n, "h3", rule=rule) for n in (8, 7, 6, 5))
    page = f"<html><body><div><span>Pinned</span>{body}</div></body></html>"
    read = [(each.url[-1], each.teaser, each.published) for each in read_listing(page, URL).cards]
    assert read == [
        (str(n), f"The bridge was closed {n} times this spring, and nobody was told ...", f"2016-03-0{n}")
        for n in (9, 8, 7, 6, 5)
    ]
