"""None"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines import face

if TYPE_CHECKING:
    from crawler.spiders.responses import page_of as page_of
    from crawler.spiders.tag import TagSpider as TagSpider

__getattr__ = face(__name__, __file__)
