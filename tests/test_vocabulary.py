"""The words of languages and of markup are data: well formed, each once, each language in one file."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator

import pytest

from crawler.vocabulary.phrases import languages, of_platforms, platforms
from tests.conftest import ROOT

FILES = sorted((ROOT / "crawler" / "vocabulary" / "languages").glob("*.toml"))
SHARED = 15
"""A table that so many languages have is one that each language would have."""
LACKING = {"byline": 56}
"""Tables of a section that languages lack, of those that have half of them; the figures may only fall."""


def lacking() -> dict[str, list[str]]:
    """Return for each table that many languages have the languages without it."""
    known = {code: set(_tables(code)) for code in languages() if code != "und"}
    tables = Counter(table for tables in known.values() for table in tables)
    return {
        table: [code for code in known if table not in known[code]]
        for table, count in sorted(tables.items())
        if count >= SHARED
    }


def _tables(code: str) -> Iterator[str]:
    for section, tables in languages()[code].items():
        if isinstance(tables, dict):
            yield from (f"{section}.{table}" for table in tables)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_language_is_a_file_of_phrases_in_its_own_words(path) -> None:  # type: ignore[no-untyped-def]
    known = tomllib.loads(path.read_text(encoding="utf-8"))
    assert known.pop("name")
    assert known.pop("source")
    for section, tables in known.items():
        for table, phrases in tables.items():
            assert phrases, (section, table)
            assert len(set(phrases)) == len(phrases), (section, table)
            for phrase in phrases:
                assert phrase == phrase.strip(), phrase
                assert not re.search(r"\*(?=\W)|^\*", phrase), phrase  # "autor*in" is written with a star


def test_languages_are_found() -> None:
    assert set(languages()) == {path.stem for path in FILES}


def test_a_table_of_bylines_is_read_by_somebody() -> None:
    program = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "crawler" / "authors").glob("*.py")
    )
    tables = {table for code in languages() for table in _tables(code) if table.startswith("byline.")}
    assert {table for table in tables if not re.search(rf"{table}\b|\"{table[7:]}\"", program)} == set()


@pytest.mark.parametrize("section", LACKING)
def test_no_language_that_is_half_known_comes_to_lack_more(section: str) -> None:
    lacks = {table: codes for table, codes in lacking().items() if table.startswith(f"{section}.")}
    times = Counter(code for codes in lacks.values() for code in codes)
    assert sum(count for count in times.values() if count <= len(lacks) / 2) <= LACKING[section], lacks


if __name__ == "__main__":
    for table, codes in lacking().items():
        print(f"{table:<24} lacks in {len(codes):>2}: {' '.join(codes)}")


def test_each_publishing_system_tells_where_it_was_seen_and_something_else() -> None:
    assert {
        name for name, known in platforms().items() if not (known.get("seen") and len(known) > 1)
    } == set()


def test_the_words_of_all_publishing_systems_are_told_each_once() -> None:
    words = of_platforms("post_facts")
    assert len(words) == len(set(words))
    assert {"post", "node", "tag"} <= set(words)
