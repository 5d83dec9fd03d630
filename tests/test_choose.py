"""Cards are known by how they are made, wherever they stand on the page."""

from __future__ import annotations

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
