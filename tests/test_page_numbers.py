"""Rows of page numbers: which numbers stand in one, which is this page's, where the next one leads."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from lxml.html import HtmlElement, fragment_fromstring, fromstring

from crawler.listing.page_numbers import (
    Number,
    Row,
    find_rows,
    is_alike,
    is_consecutive,
    is_range,
    is_shown_present,
    number_in,
)

URL = "https://quay.example/news?p=2"


def rows_of(
    markup: str, url: str = URL, *, is_first: bool = False
) -> tuple[list[Row], dict[HtmlElement, str]]:
    """The rows of a pager, and its links with their addresses."""
    page = fromstring(f"<html><body><main>{markup}</main></body></html>")
    links = {link: urljoin(url, link.get("href")) for link in page.iter("a")}
    return find_rows(links, url, is_first=is_first), links


def told(number: Number | None) -> str | None:
    """A number as it is written."""
    if number is None:
        return None
    return f"{number.first}" if number.first == number.last else f"{number.first}-{number.last}"


def row_of(markup: str, url: str = URL, *, is_first: bool = False) -> tuple[str, int | None, str, str]:
    """The only row of a pager: its numbers, the place of this page, what precedes and follows it."""
    rows, _ = rows_of(markup, url, is_first=is_first)
    assert len(rows) == 1
    (row,) = rows
    numbers = " ".join(told(number) or "" for number in row.numbers)
    return numbers, row.current, told(row.preceding) or "-", told(row.following) or "-"


def links_to(*pages: int) -> str:
    return " ".join(f'<a href="?p={page}">{page}</a>' for page in pages)


ROWS = [
    # (markup, numbers, place of this page, preceding, following); where such a row is seen
    (f"{links_to(1)} <b>2</b> {links_to(3)}", "1 2 3", 1, "1", "3"),  # everywhere
    (f"<b>1</b> {links_to(2)}", "1 2", 0, "-", "2"),
    (f"{links_to(1)} <b>2</b>", "1 2", 1, "1", "-"),
    (links_to(1, 2, 3), "1 2 3", 1, "1", "3"),  # this page is a link as well
    (f"{links_to(5)} <b>4</b> {links_to(3)}", "5 4 3", 1, "5", "3"),  # a list that counts backwards
    (links_to(3, 2, 1), "3 2 1", 1, "3", "1"),
    (f"{links_to(1)} <b>2</b> {links_to(3)} … {links_to(9)}", "1 2 3 9", 1, "1", "3"),  # WordPress
    (f"<b>1</b> … {links_to(8, 9)}", "1 8 9", 0, "-", "-"),  # nothing leads on from here
    (
        "<a href=?p=1>1-10</a> <b>11-20</b> <a href=?p=3>21-30</a>",
        "1-10 11-20 21-30",
        1,
        "1-10",
        "21-30",
    ),
    (f"<ul><li>{links_to(1)}<li>2<li>{links_to(3)}</ul>", "1 2 3", 1, "1", "3"),
    (f"<p>[ {links_to(1)} | 2 | {links_to(3)} ]</p>", "1 2 3", 1, "1", "3"),  # table sites
    (f"<p>Page 2 of 9:</p><p>{links_to(1)} <b>2</b> {links_to(3)}</p>", "1 2 3", 1, "1", "3"),
    (f"<p>{links_to(1)} <b>2</b> {links_to(3)}, 1998, 2</p>", "1 2 3", 1, "1", "3"),
    (f"<p>9, {links_to(1)} <b>2</b> {links_to(3)}</p>", "1 2 3", 1, "1", "3"),
    ('<a href="?p=2">2</a>', "2", None, "-", "-"),  # a number alone
]


@pytest.mark.parametrize(("markup", "numbers", "current", "preceding", "following"), ROWS)
def test_a_row_has_its_numbers_and_this_page(
    markup: str, numbers: str, current: int | None, preceding: str, following: str
) -> None:
    assert row_of(markup) == (numbers, current, preceding, following)


MARKED = [
    # what shows one of several numbers without a link, or one of several links, as present
    ("2 <b>3</b> {}", "3"),
    ("2 <strong>3</strong> {}", "3"),
    ("2 <em>3</em> {}", "3"),
    ("2 <span aria-current=page>3</span> {}", "3"),
    ("2 <span aria-current=true>3</span> {}", "3"),
    ("2 <span class=current>3</span> {}", "3"),
    ("2 <span class='page-item active'>3</span> {}", "3"),
    ("2 <span class=pager__selected>3</span> {}", "3"),
    ("2 <span class=active><u>3</u></span> {}", "3"),
    ("2 <span class=active><s><u>3</u></s></span> {}", None),
    ("2 <span class=inactive>3</span> {}", None),
    ("2 3 {}", None),
    ("<a class=active href=?p=2>2</a> <a href=?p=3>3</a> {}", "2"),
]


@pytest.mark.parametrize(("markup", "current"), MARKED)
def test_this_page_is_the_one_that_is_marked(markup: str, current: str | None) -> None:
    rows, _ = rows_of(markup.format(links_to(4, 5)), "https://quay.example/news?p=7")
    (row,) = rows
    assert (None if row.current is None else told(row.numbers[row.current])) == current


def test_an_option_that_is_selected_is_this_page() -> None:
    assert is_shown_present(fragment_fromstring("<option selected>2</option>"))
    assert not is_shown_present(fragment_fromstring("<option>2</option>"))


def test_a_first_page_stands_on_the_one_or_before_the_two() -> None:
    assert row_of(links_to(1, 2), "https://quay.example/tag", is_first=True)[1:] == (0, "-", "2")
    assert row_of(links_to(2, 3, 4), "https://quay.example/tag", is_first=True)[1:] == (-1, "-", "2")
    assert row_of(links_to(3, 4), "https://quay.example/tag", is_first=True)[1:] == (None, "-", "-")
    assert row_of(links_to(1, 2), "https://quay.example/tag")[1:] == (None, "-", "-")


@pytest.mark.parametrize(("markup", "ordinal"), [("1 {}", 1), ("3 {}", 3), ("<b>1-9</b> {}", 1)])
def test_a_row_counts_which_page_this_is(markup: str, ordinal: int) -> None:
    further = '<a href="?p=9">10-18</a>' if "-" in markup else links_to(int(markup[0]) + 1)
    (row,) = rows_of(markup.format(further))[0]
    assert row.ordinal == ordinal


def test_a_page_before_the_two_is_the_first_and_one_of_a_row_that_does_not_say_is_unknown() -> None:
    before, unknown = (rows_of(links_to(2, 3, 4), f"{URL}1", is_first=first)[0][0] for first in (True, False))
    assert (before.ordinal, unknown.ordinal) == (1, None)


@pytest.mark.parametrize(("depth", "count"), [(2, 1), (3, 2)])
def test_numbers_of_one_row_stand_near_each_other(depth: int, count: int) -> None:
    item = "<i>" * depth + "{}" + "</i>" * depth
    rows, _ = rows_of(f"<ul><li>{item.format(links_to(1))}</li><li>{item.format(links_to(2))}</li></ul>")
    assert len(rows) == count


@pytest.mark.parametrize(("words", "count"), [(29, 1), (31, 2)])
def test_numbers_in_a_long_text_are_no_row(words: int, count: int) -> None:
    rows, _ = rows_of(f"<p>{'harbour ' * words}{links_to(1, 2)}</p>")
    assert len(rows) == count


ALIKE = [
    # (addresses of 2 and 3, whether they are of one list); where such addresses are seen
    ("?p=2 ?p=3", True),
    ("?p=1 ?p=2", True),  # Drupal counts from 0
    ("?start=10 ?start=20", True),  # Joomla counts articles
    ("/news/page/2/ /news/page/3/", True),  # WordPress
    ("?p=2 ?q=3", False),
    ("?p=2 /archive?p=3", False),
    ("?p=4 ?p=9", False),
    ("/a /b", False),
    ("https://other.example/news?p=2 https://other.example/news?p=3", False),
    ("?p=2 https://other.example/news?p=3", False),
]


@pytest.mark.parametrize(("addresses", "is_one"), ALIKE)
def test_a_row_of_one_list_has_addresses_that_count_alike(addresses: str, is_one: bool) -> None:
    two, three = addresses.split()
    (row,), links = rows_of(f'<b>1</b> <a href="{two}">2</a> <a href="{three}">3</a>')
    assert is_alike(row, links, URL) is is_one


def test_a_row_that_leads_to_the_first_page_alone_is_of_no_list() -> None:
    (row,), links = rows_of(f"{links_to(1)} <b>2</b>")
    assert not is_alike(row, links, URL)


def test_pages_follow_on_one_another_and_sizes_do_not() -> None:
    pages, sizes = rows_of(f"<p>{links_to(8)} <b>9</b></p><div><p>{links_to(25)}</p></div>")[0]
    assert (is_consecutive(pages), is_consecutive(sizes)) == (True, False)


@pytest.mark.parametrize(
    ("label", "number"), [("3", 3), ("3 / 9", 3), ("1998", None), ("three", None), ("12345", None)]
)
def test_a_label_is_a_number_but_no_year(label: str, number: int | None) -> None:
    assert number_in(label) == number


def test_a_range_is_two_numbers_with_a_dash() -> None:
    assert [is_range(label) for label in ("11-20", "11 – 20", "11", "11-")] == [True, True, False, False]
