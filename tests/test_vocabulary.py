"""The words of languages and of markup are data: well formed, each once, each language in one file."""

from __future__ import annotations

import re
import tomllib

import pytest

from crawler.vocabulary.phrases import languages
from tests.conftest import ROOT

FILES = sorted((ROOT / "crawler" / "vocabulary" / "languages").glob("*.toml"))


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
