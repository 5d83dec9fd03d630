"""Who wrote the article: the names its byline prints, checked against what the page's metadata say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines import face

if TYPE_CHECKING:
    from crawler.authors.candidates import read_names as read_names
    from crawler.authors.clean import normalise_authors as normalise_authors
    from crawler.authors.metadata import creators as creators
    from crawler.authors.names import is_organisation as is_organisation
    from crawler.authors.names import is_person as is_person
    from crawler.authors.score import find_authors as find_authors
    from crawler.authors.score import has_signature as has_signature

__getattr__ = face(__name__, __file__)
