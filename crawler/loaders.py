"""ArticleLoader: which clean-up each field goes through on its way into an Article.

Every value passes here, whoever found it: the generic readers, a site's layout or a site's own selectors.
The processors are idempotent, so a value that was already clean stays as it is.
"""

from __future__ import annotations

from itemloaders import ItemLoader
from itemloaders.processors import MapCompose, TakeFirst

from crawler.authors import normalise_authors
from crawler.dates import normalise_date
from crawler.titles import normalise_title
from pipelines.characters import plain
from pipelines.items import Article


def first(values: list[str]) -> str | None:
    """Return the first value even when it is empty: an empty body says that there is no text."""
    return values[0] if values else None


def unique(values: list[str]) -> list[str]:
    """Return the values in order, each once."""
    return list(dict.fromkeys(values))


class ArticleLoader(ItemLoader):
    """Fills an Article; `load_item()` returns it."""

    # A dict, and both processors of each field: an item asked for its fields costs four times as much.
    default_item_class = dict
    default_output_processor = TakeFirst()

    title_in, title_out = MapCompose(normalise_title), TakeFirst()
    authors_in, authors_out = MapCompose(normalise_authors), staticmethod(unique)
    published_in, published_out = MapCompose(normalise_date), TakeFirst()
    modified_in, modified_out = MapCompose(normalise_date), TakeFirst()
    body_in, body_out = MapCompose(plain), staticmethod(first)

    def load_item(self) -> Article:
        """Return the Article that the values make."""
        return Article(**super().load_item())
