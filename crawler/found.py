"""What a search on a page gives back: a value with its evidence, and the element it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from lxml.html import HtmlElement

from pipelines.items import Evidence

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """`node` is where the value is printed for a reader, None when it came from metadata alone."""

    value: T | None
    evidence: Evidence
    node: HtmlElement | None = None
