"""What a search on a page gives back: a value with its evidence, and the element it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from lxml.html import HtmlElement

from pipelines.items import Evidence

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Extracted(Generic[T]):
    """`node` is where the value is printed for a reader, None when it came from metadata alone."""

    value: T | None
    evidence: Evidence
    node: HtmlElement | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """The fields of one article as they were found, before the loader."""

    title: Extracted[str]
    authors: Extracted[list[str]]
    published: Extracted[str]
    modified: Extracted[str]
    body: Extracted[str]
    layout: str | None = None
    """Id of the layout that found them, None for the generic readers."""
