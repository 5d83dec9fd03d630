"""Questions to the file, and what is written out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines import face

if TYPE_CHECKING:
    from pipelines.read.export import EXPORTERS as EXPORTERS
    from pipelines.read.export import archived_page as archived_page
    from pipelines.read.export import to_warc as to_warc
    from pipelines.read.outputs import STDOUT as STDOUT
    from pipelines.read.outputs import Output as Output
    from pipelines.read.outputs import new_folder as new_folder
    from pipelines.read.query import MOST_HITS as MOST_HITS
    from pipelines.read.query import Piece as Piece
    from pipelines.read.query import StateText as StateText
    from pipelines.read.query import TagFigures as TagFigures
    from pipelines.read.query import choose_states as choose_states
    from pipelines.read.query import differences as differences
    from pipelines.read.query import find_article as find_article
    from pipelines.read.query import marked as marked
    from pipelines.read.query import record as record
    from pipelines.read.query import records as records
    from pipelines.read.query import search as search
    from pipelines.read.query import states as states
    from pipelines.read.query import tag_figures as tag_figures

__getattr__ = face(__name__, __file__)
