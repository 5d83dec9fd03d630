"""An article and its evidence in words, for a terminal, and as JSON."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from pipelines.items import Article, Evidence

SHOWN = ("title", "authors", "published", "modified", "language", "url", "image_url", "image_alt")
UNKNOWN = "not known"


def as_json(article: Article) -> dict[str, Any]:
    """Return the record as plain values, its evidence by field."""
    record = {field.name: getattr(article, field.name) for field in fields(article)}
    record["evidence"] = {name: evidence.as_json() for name, evidence in article.evidence.items()}
    return record


def describe(article: Article, *, width: int = 100) -> str:
    """Return the record in lines: each field, why it has its value, then the text."""
    lines = [line for name in SHOWN for line in _field(name, article)]
    lines += _field("body", article)
    text = [textwrap.fill(line, width) for line in (article.body or "").split("\n")]
    return "\n".join([*lines, "", *text]).rstrip()


def _field(name: str, article: Article) -> Iterator[str]:
    evidence = article.evidence.get(name)
    value = _value(name, article)
    if value is None and evidence is None:
        return
    yield f"{name:<10} {value or UNKNOWN}"
    if evidence is not None:
        yield from (f"{'':<10}   {line}" for line in in_words(evidence))


def _value(name: str, article: Article) -> str | None:
    if name == "authors":
        return "; ".join(article.authors) or None
    if name == "body" and article.body is not None:
        return f"{len(article.body.split())} words"
    value: str | None = getattr(article, name)
    return value


def in_words(evidence: Evidence) -> Iterator[str]:
    """Yield an evidence line by line: where from and who agreed, who said otherwise, what is uncertain."""
    if evidence.signal:
        agreed = f"; {', '.join(evidence.agreed)} agree" if evidence.agreed else ""
        yield f"from {evidence.signal}{agreed}"
    for signal, value in evidence.differed:
        yield f"but {signal} says {textwrap.shorten(value, 90, placeholder=' ...')!r}"
    if evidence.reason:
        yield evidence.reason
