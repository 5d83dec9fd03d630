"""The article's text: where it stands on the page, and what inside that element is not text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines import face

if TYPE_CHECKING:
    from crawler.body.blocks import INLINE as INLINE
    from crawler.body.blocks import MAX_ELEMENTS as MAX_ELEMENTS
    from crawler.body.blocks import Node as Node
    from crawler.body.blocks import read_outline as read_outline
    from crawler.body.boilerplate import is_never_text as is_never_text
    from crawler.body.boilerplate import mark_furniture as mark_furniture
    from crawler.body.clean import Trim as Trim
    from crawler.body.content_root import node_of as node_of
    from crawler.body.content_root import start_of as start_of
    from crawler.body.teaser_match import is_cut as is_cut
    from crawler.body.teaser_match import match as match
    from crawler.body.teaser_match import stands_in as stands_in
    from crawler.body.teaser_match import without_ellipsis as without_ellipsis
    from crawler.body.text import find_body as find_body
    from crawler.body.to_text import render as render

__getattr__ = face(__name__, __file__)
