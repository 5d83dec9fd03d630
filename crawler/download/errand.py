"""What one request is for, on its way there and back: all of ours that travels in `request.meta`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from pipelines.items import Fetch

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response

    from crawler.download.client import Answer

URGENT = 2
LISTING = 1
ARTICLE = 0
"""Who goes first when a host can be asked: robots.txt, then listings, then articles."""

Archived = Literal["kept", "lost", "none"]
"""Whether a known page is in the archive whole, should be there and is not, or need not be."""

_KEY = "errand"


@dataclass(slots=True)
class Errand:
    """Asked with `tag_url`: on whose behalf; `keep`: the address in the file of a page to be archived."""

    tag_url: str | None = None
    urgency: int = ARTICLE
    keep: str | None = None
    known_sha256: str | None = None
    """Of the page as it was had last."""
    archived: Archived = "none"
    is_robots: bool = False
    at_most: int | None = None
    """Bytes to be read."""

    attempt: int = 1
    not_before: float = 0.0
    """Monotonic time of the next attempt."""
    hops: tuple[str, ...] = ()
    """Addresses that led here by redirects."""
    is_moved: bool = False
    """All of these redirects are for good."""

    answer: Answer | None = None
    """As it was sent, until it is archived."""
    latency_s: float = 0.0
    fetch: Fetch | None = None
    """The row of the fetch: stored only after what the page says, lest a killed run take it for known."""
    is_same: bool = False
    """Byte for byte the page that was known."""
    is_alike: bool = False
    """It reads as the known one does, whatever its bytes."""
    write: Callable[[], Fetch] | None = None
    """Archives the page when it has been read, where a copy that says the same may make that needless."""

    def as_meta(self) -> dict[str, Any]:
        """Return the `meta` of a request for this."""
        return {_KEY: self}

    def again(self, not_before: float) -> Errand:
        """Return the errand of the next attempt."""
        return replace(self, attempt=self.attempt + 1, not_before=not_before, answer=None)

    def to_next_hop(self, hops: tuple[str, ...], *, permanent: bool) -> Errand:
        """Return the errand that follows a redirect."""
        moved = permanent and (self.is_moved or not self.hops)
        return replace(self, attempt=1, hops=hops, is_moved=moved, answer=None, fetch=None, write=None)


def errand_of(asked: Request | Response) -> Errand:
    """Return the errand of a request, or of the request that an answer is for."""
    errand: Errand | None = asked.meta.get(_KEY)
    if errand is None:  # a request that Scrapy or another spider made
        errand = asked.meta[_KEY] = Errand()
    return errand
