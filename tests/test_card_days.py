"""The day on a card, as its whole list tells it: the column, the order of day and month."""

from __future__ import annotations

import pytest

from crawler import read_listing

URL = "https://quay.example/tag/nets"
TITLES = (
    "Nets are mended in the open again",
    "The lamp on the mole burns since Friday",
    "A boat came back without its crew",
    "Fines for ropes that nobody owns",
)


def days_of(
    rows: list[tuple[str, ...]], head: tuple[str, ...] = (), language: str = "en"
) -> list[str | None]:
    """The days of a table's rows; the title is the first cell."""
    heads = f"<tr>{''.join(f'<th>{name}</th>' for name in head)}</tr>" if head else ""
    body = "".join(
        f'<tr><td><a href="/a/{i}">{TITLES[i]}</a></td>{"".join(f"<td>{cell}</td>" for cell in row)}</tr>'
        for i, row in enumerate(rows)
    )
    page = f'<html lang="{language}"><body><h1>Nets</h1><table>{heads}{body}</table></body></html>'
    return [card.published for card in read_listing(page, URL).cards]


@pytest.mark.parametrize(
    ("printed", "days"),
    [
        # one day past the twelfth tells the order of all
        (("12/27/2021", "12/10/2021", "11/2/2021", "11/1/2021"), ("12-27", "12-10", "11-02", "11-01")),
        (("27/12/2021", "10/12/2021", "2/11/2021", "1/11/2021"), ("12-27", "12-10", "11-02", "11-01")),
        # none is: days fall in one order alone
        (("12/10/2021", "12/02/2021", "11/09/2021", "10/11/2021"), ("12-10", "12-02", "11-09", "10-11")),
        (("01-02-2021", "02-03-2021", "01-04-2021", "03-05-2021"), ("02-01", "03-02", "04-01", "05-03")),
        # they fall in both, or contradict each other
        (("12/12/2021", "11/11/2021", "10/10/2021", "9/9/2021"), ("12-12", "11-11", "10-10", "09-09")),
        (("05/06/2021", "04/05/2021", "03/04/2021", "02/03/2021"), (None, None, None, None)),
        (("12/27/2021", "27/11/2021", "2/11/2021", "1/10/2021"), ("12-27", "11-27", None, None)),
    ],
)
def test_a_list_tells_which_figure_is_the_month(
    printed: tuple[str, ...], days: tuple[str | None, ...]
) -> None:
    assert days_of([(day,) for day in printed]) == [day and f"2021-{day}" for day in days]


def test_a_list_goes_before_what_is_usual_in_its_language() -> None:
    assert days_of([("12/27/2021",), ("12/10/2021",), ("11/2/2021",)], language="de") == [
        "2021-12-27",
        "2021-12-10",
        "2021-11-02",
    ]


ROWS = [
    ("1-21-08", "12/27/2021", "12/29/2021"),
    ("1-30-21", "12/20/2021", "12/28/2021"),
    ("2-04-19", "11/30/2021", "12/28/2021"),
    ("1-09-20", "11/16/2021", "11/19/2021"),
]
FIRST = ["2021-12-27", "2021-12-20", "2021-11-30", "2021-11-16"]
SECOND = ["2021-12-29", "2021-12-28", "2021-12-28", "2021-11-19"]


@pytest.mark.parametrize(
    ("head", "days"),
    [
        ((), FIRST),  # the numbers of cases are days as well, which do not fall
        (("Title", "No.", "Decided", "Posted"), FIRST),
        (("Title", "No.", "Heard", "Date"), SECOND),
        (("Tytuł", "Nr", "Wpłynęło", "Data wyroku"), SECOND),
    ],
)
def test_a_row_has_the_day_of_its_column(head: tuple[str, ...], days: list[str]) -> None:
    assert days_of(ROWS, head) == days


def test_a_column_of_notes_with_a_day_at_times_is_none_of_days() -> None:
    rows = [("see 3 May 2019", "7 June 2021"), ("heard twice", "6 June 2021"), ("open", "5 June 2021")]
    assert days_of(rows) == ["2021-06-07", "2021-06-06", "2021-06-05"]
