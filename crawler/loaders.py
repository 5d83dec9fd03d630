"""ArticleLoader: which clean-up each field goes through on its way into an Article.

Every value passes here, whoever found it: the generic readers, a site's layout or a site's own selectors.
The processors are idempotent, so a value that was already clean stays as it is.
"""

from __future__ import annotations

from itemloaders import ItemLoader
from itemloaders.processors import Identity, MapCompose, TakeFirst

from crawler.authors import normalise_authors
from crawler.dates import normalise_date
from crawler.titles import normalise_title
from pipelines.items import Article


def first(values: list[str]) -> str | None:
    """Return the first value even when it is empty: an empty body says that there is no text."""
    return values[0] if values else None


def unique(values: list[str]) -> list[str]:
    """Return the values in order, each once."""
    return list(dict.fromkeys(values))


class ArticleLoader(ItemLoader):
    """Fills an Article; `load_item()` returns it."""

    # Asked which fields it has and what is in them, an Article costs four times what a dict does.
    default_item_class = dict
    default_input_processor = Identity()
    default_output_processor = TakeFirst()

    title_in = MapCompose(normalise_title)
    authors_in = MapCompose(normalise_authors)
    authors_out = staticmethod(unique)
    published_in = MapCompose(normalise_date)
    modified_in = MapCompose(normalise_date)
    body_out = staticmethod(first)

    def load_item(self) -> Article:
        """Return the Article that the values make."""
        return Article(**super().load_item())
