"""Corpora joined, and articles taken down for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines import face

if TYPE_CHECKING:
    from pipelines.upkeep.merging import Merged as Merged
    from pipelines.upkeep.merging import merge as merge
    from pipelines.upkeep.takedown import Removed as Removed
    from pipelines.upkeep.takedown import forget as forget

__getattr__ = face(__name__, __file__)
