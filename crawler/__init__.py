"""Fetches the pages of a tag and understands them.

The path of one article, module by module:

    spiders/tag.py   asks for the tag's listing
    listing.py       reads its cards, pager.py its next page
    (pipelines)      stores each card as a sighting; what has no article yet is work to be done
    guard.py         may this address be fetched?   politeness.py  when?
    page.py          the answer, parsed once
    layout.py        where this site keeps its title, byline, date and body, learnt from its first pages
    titles.py authors.py dates.py body.py languages.py     one field each, when no layout is known
    article.py       puts them together through loaders.py: an Article with its evidence
    (pipelines)      validate, dedupe, store
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crawler.article import extract

__version__ = "0.1.0"

__all__ = ["__version__", "extract"]


def __getattr__(name: str) -> Any:
    """Import `extract` when it is asked for: what it needs costs every command half a second."""
    if name == "extract":
        from crawler.article import extract

        return extract
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
