"""A page as all readers see it: decoded and parsed once, what is hidden, what surrounds an element."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines import face

if TYPE_CHECKING:
    from crawler.document.extraction import Extracted as Extracted
    from crawler.document.extraction import Extraction as Extraction
    from crawler.document.html_text import text_of_fragment as text_of_fragment
    from crawler.document.metadata import STRUCTURED as STRUCTURED
    from crawler.document.metadata import Rank as Rank
    from crawler.document.metadata import Work as Work
    from crawler.document.metadata import strings_of as strings_of
    from crawler.document.page import Page as Page
    from crawler.document.regions import AUTHOR_ROLES as AUTHOR_ROLES
    from crawler.document.regions import UNREAD as UNREAD
    from crawler.document.regions import Surroundings as Surroundings
    from crawler.document.regions import is_for_screen_readers as is_for_screen_readers
    from crawler.document.regions import is_hidden as is_hidden
    from crawler.document.regions import is_unseen as is_unseen
    from crawler.document.regions import names_own_author as names_own_author
    from crawler.document.texts import MANY_TEXTS as MANY_TEXTS
    from crawler.document.texts import ancestors_of as ancestors_of
    from crawler.document.texts import is_apart as is_apart
    from crawler.document.texts import is_inside_another as is_inside_another
    from crawler.document.texts import is_inside_apart as is_inside_apart
    from crawler.document.texts import reversed_texts as reversed_texts
    from crawler.document.texts import text_of as text_of
    from crawler.document.texts import texts_after as texts_after
    from crawler.document.texts import texts_before as texts_before
    from crawler.document.texts import texts_inside as texts_inside

__getattr__ = face(__name__, __file__)
