"""One request and its answer: may it be asked for, when, within which limits; and what is kept of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines import face

if TYPE_CHECKING:
    from crawler.download.archiving import Losses as Losses
    from crawler.download.decoding import why_not_a_page as why_not_a_page
    from crawler.download.guard import typed_origins as typed_origins
    from crawler.download.robots import RobotsForbid as RobotsForbid
    from crawler.download.session import ARTICLE as ARTICLE
    from crawler.download.session import LISTING as LISTING
    from crawler.download.session import Errand as Errand
    from crawler.download.session import Session as Session
    from crawler.download.session import errand_of as errand_of
    from crawler.download.session import session_of as session_of
    from crawler.download.session import user_agent as user_agent
    from crawler.download.throttle import MAX_ATTEMPTS as MAX_ATTEMPTS
    from crawler.download.throttle import Stopped as Stopped

__getattr__ = face(__name__, __file__)
