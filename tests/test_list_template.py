"""A list's later pages are read by what its first page showed: cards of the same make, and nothing else."""

from __future__ import annotations

import pytest

from crawler.document import Page
from crawler.listing import ListTemplate, find_listing

TAG = "https://quay.example/tag/port"


def card(number: int, form: str) -> str:
    text = f"Ferry {number} does not go on Sunday, and why it ..."
    link = f'<a href="/n/{number}">Notice {number} of the harbour office</a>'
    return {
        "named": f'<div class="post post-{number}"><h2>{link}</h2><p>{text}</p></div>',
        "nameless": f"<div><div><b>{link}</b></div><div>{text}</div></div>",
        "flat": f"<h3>{link}</h3><p>{text}</p>",
        "row": f"<tr><td>{number} May 2024</td><td>{link}</td></tr>",
    }[form]


def page(numbers: range, form: str) -> str:
    """A page of a list, beside a column without a name that is the same on all its pages."""
    cards = "".join(card(number, form) for number in numbers)
    main = f"<table>{cards}</table>" if form == "row" else f"<div>{cards}</div>"
    column = "".join(
        f'<li><a href="/old/{n}">What the port was like in the year {1900 + n}</a></li>' for n in range(1, 7)
    )
    return f"<html><body><div><h1>Port</h1>{main}</div><div><ul>{column}</ul></div></body></html>"


def read(numbers: range, form: str, template: ListTemplate | None = None) -> list[str]:
    found = find_listing(Page(f"{TAG}?page=2", page(numbers, form)), first_url=TAG, template=template)
    return [each.url.rpartition("/")[2] for each in found.cards]


def learnt(form: str) -> ListTemplate:
    template = find_listing(Page(TAG, page(range(1, 9), form))).template
    assert template is not None
    return template


FORMS = ["named", "nameless", "flat", "row"]


@pytest.mark.parametrize("form", FORMS)
def test_a_last_page_has_its_single_card_and_not_the_column(form: str) -> None:
    assert read(range(20, 21), form, learnt(form)) == ["20"]


@pytest.mark.parametrize("form", FORMS)
def test_a_full_page_reads_the_same_with_a_template(form: str) -> None:
    assert read(range(20, 28), form, learnt(form)) == read(range(20, 28), form)


def test_a_page_of_another_make_is_read_anew_but_for_what_was_no_card() -> None:
    assert read(range(20, 26), "row", learnt("named")) == [str(number) for number in range(20, 26)]
    assert read(range(0), "named", learnt("named")) == []


def test_a_template_is_told_by_a_page_that_was_read_without_one() -> None:
    assert find_listing(Page(TAG, page(range(1, 9), "named")), template=learnt("named")).template is None


def test_cards_that_differ_in_a_name_are_all_of_the_list() -> None:
    """A theme gives cards with a picture a name that those without do not have."""
    first = "".join(card(n, "named").replace("<h2>", '<h2 class="with-picture">') for n in range(1, 5))
    template = find_listing(Page(TAG, f"<main>{first}</main>")).template
    mixed = (
        card(7, "named").replace("<h2>", '<h2 class="with-picture">') + card(8, "named") + card(9, "named")
    )
    found = find_listing(Page(f"{TAG}?page=2", f"<main>{mixed}</main>"), first_url=TAG, template=template)
    assert [each.url[-1] for each in found.cards] == ["7", "8", "9"]
