"""A page as all readers see it: what is hidden, what surrounds an element."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.faces import face

if TYPE_CHECKING:
    from crawler.document.regions import is_for_screen_readers as is_for_screen_readers
    from crawler.document.regions import is_hidden as is_hidden
    from crawler.document.regions import is_unseen as is_unseen

__getattr__ = face(__name__, __file__)
