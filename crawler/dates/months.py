"""Which month of the Gregorian calendar a word names, whatever the language.

What stands around the word is the business of `crawler.dates.datetexts`; other calendars are in
`crawler.dates.calendars`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from crawler.vocabulary import ANSWERS, by_language

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
"""The tables of names, in the order of the year: full names, the case forms of dates, abbreviations."""
_ARABIC_LETTERS = str.maketrans("أإآىةیک", "ااايهيك")
_UNSEEN = re.compile("[\u0300-\u036f\u0640\u064b-\u0655\u05f3\u200c'’.]")
_LONGEST_ENDING = 4
_SHORTEST_STEM = 4


@lru_cache(maxsize=ANSWERS)
def month_of(word: str, language: str | None = None) -> int | None:
    """The month a word names; None when it names none, or another one in another language.

    Endings that the table lacks are cut: Georgian "ivnisis", Turkish "haziranda", Basque "ekainaren".
    """
    key = folded(word)
    months = _months().get(key) or _by_stem(key)
    return _only(months, language) if months else None


def folded(word: str) -> str:
    """The word as the table spells it: no case, no accents, one form of each Arabic letter."""
    plain = unicodedata.normalize("NFD", word.casefold())
    return _UNSEEN.sub("", plain.translate(_ARABIC_LETTERS)).translate(_ARABIC_LETTERS)


def _only(months: dict[int, set[str]], language: str | None) -> int | None:
    """The only month, or this language's: "listopad" is October in Croatian, November in Polish."""
    spoken = [month for month, languages in months.items() if language in languages]
    wanted = spoken or list(months)
    return wanted[0] if len(wanted) == 1 else None


def _by_stem(key: str) -> dict[int, set[str]] | None:
    """The months of the word without its ending, or without the Hebrew "in"."""
    for end in range(len(key) - 1, max(_SHORTEST_STEM, len(key) - _LONGEST_ENDING) - 1, -1):
        if key[:end] in _months():
            return _months()[key[:end]]
    return _months().get(key[1:]) if key.startswith("ב") else None


@cache
def _months() -> dict[str, dict[int, set[str]]]:
    table: dict[str, dict[int, set[str]]] = {}
    for language, month, name in _entries():
        table.setdefault(folded(name), {}).setdefault(month, set()).add(language)
    return table


def _entries() -> Iterator[tuple[str, int, str]]:
    for month, key in enumerate(MONTHS, 1):
        for language, names in by_language(f"months.{key}").items():
            for name in names:
                yield language.partition("-")[0], month, name
