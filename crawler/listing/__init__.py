"""A listing: the cards of one page of a tag, what the tag is called, where it goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines import face

if TYPE_CHECKING:
    from crawler.listing.addresses import slug_of as slug_of
    from crawler.listing.listing import Listing as Listing
    from crawler.listing.listing import find_listing as find_listing
    from crawler.listing.listing import read_listing as read_listing
    from crawler.listing.tag_name import name_in as name_in
    from crawler.listing.template import ListTemplate as ListTemplate

__getattr__ = face(__name__, __file__)
