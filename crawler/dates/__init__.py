"""When an article was published, and when it was modified: the day as the page shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines import face

if TYPE_CHECKING:
    from crawler.dates.clean import DateHints as DateHints
    from crawler.dates.clean import in_zone as in_zone
    from crawler.dates.clean import normalise_date as normalise_date
    from crawler.dates.clean import zone_between as zone_between
    from crawler.dates.parser import DateText as DateText
    from crawler.dates.parser import read_dates as read_dates
    from crawler.dates.parser import seems_dated as seems_dated
    from crawler.dates.parser import tells_day as tells_day
    from crawler.dates.parser import tells_moment as tells_moment
    from crawler.dates.score import Dates as Dates
    from crawler.dates.score import find_dates as find_dates

__getattr__ = face(__name__, __file__)
