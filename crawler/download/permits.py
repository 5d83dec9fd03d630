"""What each tag of a run may reach inside the user's network: its own host and port, since they were typed.

A number or a name of the local network says by itself where it leads. Any other name may only lead inside for
a tag when it did so when that was first crawled: a name that lapses, or is pointed elsewhere, opens nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from crawler.download.guard import LeadsInside, Origin, network_of, origin_of, typed_origin
from pipelines.errors import Refused
from pipelines.store import Network

NOTHING: frozenset[Origin] = frozenset()


class Permits:
    """`typed`: the addresses of the run's tags; each may reach inside for itself alone."""

    def __init__(self, typed: Iterable[str]) -> None:
        self._own = {url: frozenset({typed_origin(url)}) for url in typed}
        self._known: dict[str, Network] = {}
        """By tag: as its address is written, else as the file remembers it. Asked several times a page."""
        for url, own in self._own.items():
            if network := network_of(next(iter(own))[0]):
                self._known[url] = network
        self._met: dict[Origin, Network] = {}

    def remember(self, tag_url: str, network: Network | None) -> None:
        """Take what the file says of a tag: where its name led when it was first crawled."""
        if network is not None:
            self._known.setdefault(tag_url, network)

    def learn(self, origin: Origin, network: Network) -> None:
        """Take where a name leads now; within a run the first time counts."""
        self._met.setdefault(origin, network)

    def network(self, tag_url: str | None) -> Network | None:
        """Return where a tag's host leads, None when that is not known yet."""
        own = self._own.get(tag_url or "", NOTHING)
        return self._known.get(tag_url or "") or next(
            (self._met[each] for each in own if each in self._met), None
        )

    def of(self, tag_url: str | None) -> frozenset[Origin]:
        """Return what may be internal when it is asked for on behalf of a tag: one place at most."""
        return NOTHING if self.network(tag_url) == "public" else self._own.get(tag_url or "", NOTHING)

    def allows(self, url: str, tag_url: str | None) -> bool:
        """True when the address, asked for on behalf of a tag, may be internal."""
        allowed = self.of(tag_url)
        return bool(allowed) and origin_of(url) in allowed

    def explained(self, error: LeadsInside, url: str, tag_url: str | None) -> Refused:
        """Return the sentence for a name that leads inside: a tag's own one once led outside."""
        if origin_of(url) not in self._own.get(tag_url or "", NOTHING):
            return error
        return Refused(
            f"{error.host!r} led to a public address when this tag was first crawled, and now leads to an"
            f" internal one, {error.address!r}; if that is meant, follow the tag anew with `readmore follow`",
            url=url,
        )
