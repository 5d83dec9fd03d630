"""Words that people read, one file for each language: crawler/vocabulary/languages/<code>.toml.

A table such as `byline.by` is a list in each of them. "writ*" is any word that begins so; all else is said as
it stands. What is known of publishing systems is in platforms.toml. Nothing here decides: who uses a table
knows where on a page its words may stand.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_JOINED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Letters of Thai, Japanese, Chinese and Korean, whose words stand side by side or have endings."""


@cache
def languages() -> dict[str, dict[str, Any]]:
    """Return what is known of each language, by its code (ISO 639-1; with a script where it has several)."""
    folder = files("crawler.vocabulary") / "languages"
    found = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda f: f.name)
    return {file.name[:-5]: tomllib.loads(file.read_text(encoding="utf-8")) for file in found}


@cache
def platforms() -> dict[str, dict[str, Any]]:
    """Return what is known of publishing systems, by their names."""
    text = (files("crawler.vocabulary") / "platforms.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def of_platforms(name: str) -> tuple[str, ...]:
    """Return the words that all publishing systems have under a name, each once."""
    return tuple(
        dict.fromkeys(word for known in platforms().values() for word in known.get(name, "").split())
    )


@cache
def by_language(table: str) -> dict[str, tuple[str, ...]]:
    """Return the phrases of a table, by language; only languages that have some."""
    section, _, name = table.partition(".")
    return {
        code: tuple(words)
        for code, known in languages().items()
        if (words := known.get(section, {}).get(name))
    }


@cache
def phrases(table: str) -> tuple[str, ...]:
    """Return all phrases of a table, each once, the longest first: of two that fit that one is meant."""
    found = {phrase for words in by_language(table).values() for phrase in words}
    return tuple(sorted(found, key=lambda phrase: (-len(phrase), phrase)))


def words(table: str) -> frozenset[str]:
    """Return all phrases of a table, to look one up."""
    return frozenset(phrases(table))


@cache
def alternation(*tables: str) -> str:
    """Return a pattern's alternatives for the phrases of tables."""
    return _either({phrase for table in tables for phrase in phrases(table)})


@cache
def spoken(*tables: str) -> str:
    """Return a pattern for what tables say within a text.

    Words stand by themselves. Stems may stand anywhere in one, since Hebrew and German put others before
    them; so may what is written without spaces.
    """
    known = {phrase for table in tables for phrase in phrases(table)}
    alone = {phrase for phrase in known if not (phrase.endswith("*") or _JOINED.search(phrase))}
    inside = {phrase.removesuffix("*") for phrase in known - alone}
    return "|".join(filter(None, [rf"\b(?:{_either(alone)})\b" if alone else "", _either(inside)]))


def _either(phrases: set[str]) -> str:
    """Return alternatives, the longest first; each first letter once, as a search tries all at each place."""
    by_letter: dict[str, list[str]] = {}
    for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)):
        by_letter.setdefault(phrase[0], []).append(phrase)
    return "|".join(map(_beginning, by_letter.values()))


def _beginning(phrases: list[str]) -> str:
    """Return alternatives that share their first letter."""
    if len(phrases) == 1:
        return _pattern(phrases[0])
    return f"{re.escape(phrases[0][0])}(?:{'|'.join(_pattern(phrase[1:]) for phrase in phrases)})"


def _pattern(phrase: str) -> str:
    stem = phrase.removesuffix("*")
    return re.escape(stem).replace(r"\ ", " ") + (r"\w*" if stem != phrase else "")
