"""Articles as references."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from pipelines.read.export import EXPORTERS, to_bibtex, to_csl_json, to_ris

FULL = {
    "id": 17,
    "url": "https://example.org/a_b?x=1&y=2",
    "title": "100 % free & “well”",
    "authors": ["Ada B", "Open Courts & Co"],
    "published": "2026-11-05T10:00:00+03:00",
    "last_seen": "2026-11-22T12:00:00+00:00",
    "language": "en",
    "site": "example.org",
    "teaser": "First\nwords",
}
BARE = {**FULL, "id": 18, "title": None, "authors": [], "published": None, "language": None, "teaser": None}


def written(name: str, *records: dict[str, Any]) -> str:
    stream = io.StringIO()
    assert EXPORTERS[name](records, stream) == len(records)
    return stream.getvalue()


def test_csl_has_whole_names_and_dates_in_parts() -> None:
    full, bare = json.loads(written("csl", FULL, BARE))
    assert full["author"] == [{"literal": "Ada B"}, {"literal": "Open Courts & Co"}]
    assert (full["issued"], full["accessed"]) == (
        {"date-parts": [[2026, 11, 5]]},
        {"date-parts": [[2026, 11, 22]]},
    )
    assert bare.keys() == {"id", "type", "accessed", "URL", "container-title"}


def test_bibtex_escapes_text_and_leaves_the_address() -> None:
    assert written("bibtex", FULL) == (
        "@misc{example-org-17,\n"
        r"  title = {{100 \% free \& “well”}}," + "\n"
        r"  author = {{Ada B} and {Open Courts \& Co}}," + "\n"
        "  year = {2026},\n  month = {11},\n  date = {2026-11-05},\n  howpublished = {example.org},\n"
        "  url = {https://example.org/a_b?x=1&y=2},\n  urldate = {2026-11-22},\n  language = {en}\n}\n\n"
    )
    assert "title" not in written("bibtex", BARE)


def test_ris_has_one_value_a_line() -> None:
    assert written("ris", FULL).split("\r\n") == [
        *(
            "TY  - ELEC",
            "AU  - Ada B",
            "AU  - Open Courts & Co",
            "TI  - 100 % free & “well”",
            "T2  - example.org",
        ),
        *("UR  - https://example.org/a_b?x=1&y=2", "LA  - en", "AB  - First words", "PY  - 2026"),
        *("DA  - 2026/11/05", "Y2  - 2026/11/22", "ER  - ", "", ""),
    ]
    assert "PY" not in written("ris", BARE)


@pytest.mark.parametrize("export", [to_csl_json, to_bibtex, to_ris])
def test_an_empty_corpus_is_an_empty_list(export: Any) -> None:
    stream = io.StringIO()
    assert export([], stream) == 0
    assert stream.getvalue().split() in ([], ["[", "]"])


@pytest.mark.parametrize(("published", "parts"), [("2026", [2026]), ("2026-11", [2026, 11])])
def test_a_date_without_day_or_month_gets_none(published: str, parts: list[int]) -> None:
    (item,) = json.loads(written("csl", {**FULL, "published": published}))
    assert item["issued"] == {"date-parts": [parts]}
    assert f"DA  - {'/'.join(published.split('-'))}/" in written("ris", {**FULL, "published": published})
