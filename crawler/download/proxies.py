"""Which proxy the environment names for an address: http_proxy, https_proxy, all_proxy, and no_proxy.

The proxy is the user's own word, so it may stand in the user's own network, and it is used for every address.
"""

from __future__ import annotations

import urllib.request
from collections.abc import Mapping

import yarl

from pipelines.errors import Refused


class Proxies:
    """The proxies of the environment, as the process has it when this is made."""

    def __init__(self) -> None:
        self._named: Mapping[str, str] = urllib.request.getproxies()

    def of(self, url: yarl.URL) -> yarl.URL | None:
        """Return the proxy to be asked for an address, None to ask its host; Refused for a kind not known."""
        named = self._named.get(url.scheme) or self._named.get("all")
        if not named or urllib.request.proxy_bypass(f"{url.host}:{url.port}"):
            return None
        try:
            proxy = yarl.URL(named if "://" in named else f"http://{named}")
        except ValueError:
            proxy = yarl.URL()
        if proxy.scheme not in ("http", "https") or not proxy.host:
            # Not the whole of it: it may hold a password.
            raise Refused(
                f"the environment names a proxy of the kind {proxy.scheme or 'unknown'!r}; say"
                f" {url.scheme}_proxy=http://..., or list {url.host!r} in no_proxy",
                url=str(url),
            )
        return proxy
