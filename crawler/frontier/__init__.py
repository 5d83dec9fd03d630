"""What is asked for next: the pages of a listing, the articles that are due; and has the list moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines import face

if TYPE_CHECKING:
    from crawler.frontier.pagination import MAX_PAGES as MAX_PAGES
    from crawler.frontier.pagination import Others as Others
    from crawler.frontier.pagination import Walk as Walk
    from crawler.frontier.pagination import counted as counted
    from crawler.frontier.queue import WASTED as WASTED
    from crawler.frontier.queue import Job as Job
    from crawler.frontier.queue import Walks as Walks
    from crawler.frontier.queue import Work as Work
    from crawler.frontier.recrawl import Patience as Patience
    from crawler.frontier.recrawl import backlog as backlog
    from crawler.frontier.recrawl import conditions as conditions

__getattr__ = face(__name__, __file__)
