"""The article's title: what the page prints as its headline, checked against what it says elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines import face

if TYPE_CHECKING:
    from crawler.titles.candidates import heading_text as heading_text
    from crawler.titles.clean import SiteNames as SiteNames
    from crawler.titles.clean import normalise_title as normalise_title
    from crawler.titles.clean import site_names as site_names
    from crawler.titles.score import find_title as find_title

__getattr__ = face(__name__, __file__)
