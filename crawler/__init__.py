"""Fetches the pages of a tag and understands them.

The path of one article:

    spiders/tag.py   asks for the tag's listing, and for all that follows from it
    frontier/        which page is next, what is due again, has the list moved
    download/        may this address be fetched, when, within which limits; what is kept of each answer
    document/        the answer, parsed once; what of it no reader sees
    vocabulary/      the words of markup and of languages that all readers know
    sites/           what is known of a site beforehand
    listing/         the cards of a page, and where the list goes on
    feeds/           what the tag's feed or API says
    (pipelines)      stores each card as a sighting; what has no article yet is work to be done
    trainer.py layout/     where this site keeps its title, byline, date and body, learnt from its first pages
    article.py       puts the fields together: an Article with its evidence
    titles/ body/ authors/ dates/     one field each, when no layout is known
    loaders.py languages.py     clean each field; tell the language
    (pipelines)      validate, dedupe, store

Imports run one way: `spiders` need `run`, that needs `frontier` and `download`; `layout` needs `body`,
`dates`, `authors`; `authors`, `listing` need `titles`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crawler.article import extract
    from crawler.listing import read_listing

__version__ = "0.1.0"

__all__ = ["__version__", "extract", "read_listing"]

_FROM = {"extract": "crawler.article", "read_listing": "crawler.listing"}


def __getattr__(name: str) -> Any:
    """Import what reads pages when it is asked for: what it needs costs every command half a second."""
    if name in _FROM:
        return getattr(import_module(_FROM[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
