"""Layout: where a site's pages keep title, authors, dates and text; learnt from a few, applied to the rest.

    layout = learn_layout(samples)              # five to ten (page, card) of one listing
    reading = apply_layout(layout, page, card)  # None: built otherwise, to be read by the generic readers

A site may have several templates: `learn_layout` answers for the one that most samples share. Collect the
pages that it does not fit and learn from those; each page then takes the first layout that fits it.

What is unique to one page is never dropped: only what stands in the same place on several samples.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines import face

if TYPE_CHECKING:
    from crawler.layout.apply import apply_layout as apply_layout
    from crawler.layout.apply import is_same_title as is_same_title
    from crawler.layout.apply import plain_text as plain_text
    from crawler.layout.induction import MIN_SAMPLES as MIN_SAMPLES
    from crawler.layout.locators import DateLocator as DateLocator
    from crawler.layout.locators import Layout as Layout
    from crawler.layout.locators import Locator as Locator
    from crawler.layout.state import ENOUGH_WAITING as ENOUGH_WAITING
    from crawler.layout.state import MOST_SAMPLES as MOST_SAMPLES
    from crawler.layout.state import SiteMemory as SiteMemory
    from crawler.layout.state import learn_layout as learn_layout
    from crawler.layout.state import reads_otherwise as reads_otherwise

__getattr__ = face(__name__, __file__)
