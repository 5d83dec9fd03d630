"""The day on a card: where its list prints days, in which order of day and month, and the first of them.

A list says more of its days than a card: a column of a table holds them, a day past the twelfth tells which
figure is the month, and days fall or rise from card to card.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import islice, pairwise

from lxml.html import HtmlElement

from crawler.dates import seems_dated, tells_day
from crawler.document import text_of
from crawler.listing.card_features import CardNode
from crawler.listing.links import LINE
from crawler.vocabulary import words

DateReader = Callable[[str, bool | None], str | None]
"""Reads a printed day; True: 03/04 is 3 April, None: as the language has it."""
_YEAR = re.compile(r"(?:19|20)\d\d|['’]\d\d\b|\d\d?[./-]\d\d?[./-]\d\d|[۰-۹٠-٩]{4}")
_MONTH_AND_DAY = re.compile(r"\d\d-\d\d")
_FIGURES = re.compile(r"(?<![\d./-])(\d{1,2})[./-](\d{1,2})[./-](?:\d{4}|\d{2})(?![\d./-])")
_MONTHS = 12
_SEVERAL = 3
"""Days that may fall by chance when there are fewer."""
_MOST = 0.6
"""The share of a column's cells that are days, the empty ones left aside."""
_SOME = 20
"""Rows that tell what a column holds."""


def first_day(
    printed: Iterable[str], date: Callable[[str], str | None], year: Callable[[], str | None]
) -> str | None:
    """Return the first date in these texts; one without a year has that of the heading above the card."""
    days = (day for raw in printed if (day := date(_with_year(raw, year))) is not None)
    first = next(days, None)
    return _as_shown(first, days) if first is not None and first.endswith("+00:00") else first


def _with_year(raw: str, year: Callable[[], str | None]) -> str:
    if _YEAR.search(raw) or not (known := year()):
        return raw
    return f"{known}-{raw}" if _MONTH_AND_DAY.fullmatch(raw) else f"{raw} {known}"


def _as_shown(moment: str, days: Iterable[str]) -> str:
    """Return a moment told in UTC, or the day beside it that the card prints: the one on the site's clock.

    Seen: <time datetime="2025-04-14T21:20:25Z">2025-04-15</time>.
    """
    told = _date_of(moment)
    shown = (day for day in days if abs((_date_of(day) - told).days) == 1)
    return next(shown, moment)


def _date_of(moment: str) -> dt.date:
    return dt.date.fromisoformat(moment.partition("T")[0])


# ---------------------------------------------------------------- the order of day and month


def day_first_in(cards: Sequence[Sequence[str]], date: DateReader) -> bool | None:
    """Return whether the day comes first in the figures of these cards, None where they do not tell.

    `cards`: what each of them prints its day in, likeliest first. Without a day past the twelfth the order is
    that in which the days fall or rise all down the list, where they do so in one order alone.
    """
    printed = [found for texts in cards if (found := _figures_in(texts))]
    told = {first > second for first, second, _ in printed if (first > _MONTHS) != (second > _MONTHS)}
    if told or len({raw for _, _, raw in printed}) < _SEVERAL:
        return told.pop() if len(told) == 1 else None
    orders = [order for order in (True, False) if _are_sorted([date(raw, order) for _, _, raw in printed])]
    return orders[0] if len(orders) == 1 else None


def _figures_in(texts: Iterable[str]) -> tuple[int, int, str] | None:
    """Return the two figures of the first day that is written in figures, and the text."""
    found = next(((match, text) for text in texts if (match := _FIGURES.search(text))), None)
    return (int(found[0][1]), int(found[0][2]), found[1]) if found else None


def _are_sorted(days: Sequence[str | None]) -> bool:
    known = [day for day in days if day]
    pairs = list(pairwise(known))
    return all(one >= other for one, other in pairs) or all(one <= other for one, other in pairs)


# ---------------------------------------------------------------- the column of days


def column_of_days(units: Sequence[CardNode], date: DateReader) -> int | None:
    """Return which cell of a row holds its day, where cards are rows of a table.

    Of several columns of days the one called so is taken, then one that is sorted, then the first.
    """
    rows = [cells for unit in islice(units, _SOME) if (cells := cells_of(unit))]
    if len(rows) < _SEVERAL:
        return None
    columns = [column for column in range(max(map(len, rows))) if _holds_days(_column(rows, column))]
    if len(columns) < 2:
        return columns[0] if columns else None
    heads = _headings(units[0].nodes[0])
    named = (column for column in columns if column < len(heads) and _names_day(heads[column]))
    falling = (column for column in columns if _is_sorted_column(_column(rows, column), date))
    return next(named, next(falling, columns[0]))


def cells_of(unit: CardNode) -> list[str]:
    """Return the texts of a row's cells; none when the card is no single row."""
    node = unit.nodes[0]
    if len(unit.nodes) != 1 or node.tag != "tr":
        return []
    return [text_of(cell) for cell in node.iterchildren("td", "th")]


def _column(rows: Sequence[Sequence[str]], column: int) -> list[str]:
    return [cells[column] for cells in rows if column < len(cells) and cells[column]]


def _holds_days(cells: Sequence[str]) -> bool:
    dated = [cell for cell in cells if len(cell) < LINE and seems_dated(cell) and tells_day(cell)]
    return len(dated) >= max(_SEVERAL, _MOST * len(cells))


def _is_sorted_column(cells: Sequence[str], date: DateReader) -> bool:
    order = day_first_in([[cell] for cell in cells], date)
    return _are_sorted([date(cell, order) for cell in cells])


def _headings(row: HtmlElement) -> list[str]:
    """Return the headings of the columns of the table that a row is in."""
    table = next(row.iterancestors("table"), None)
    heads = (list(other.iterchildren("th")) for other in (table.iter("tr") if table is not None else ()))
    return [text_of(cell) for cell in next((cells for cells in heads if len(cells) > 1), [])]


def _names_day(heading: str) -> bool:
    return not words("dates.date").isdisjoint(heading.casefold().split())
