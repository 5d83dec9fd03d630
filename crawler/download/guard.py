"""What may be fetched, and through whom: http(s) only, nothing internal but the tag's own host and port.

`check` decides on an address as it is written, before each request and each redirect; `is_internal` decides
on the numeric address a name resolved to, when the connection is made. Nothing here fetches or resolves.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import unicodedata
import urllib.request
from collections.abc import Iterable, Mapping
from urllib.parse import SplitResult, urlsplit

import yarl

from pipelines.errors import Refused, UsageError
from pipelines.identity import DEFAULT_PORTS
from pipelines.store import Network

Origin = tuple[str, int]
"""(host in lower case, port)"""


# Names that never leave the local network (RFC 6761, RFC 6762, RFC 8375, ICANN's reserved "internal").
_INTERNAL_SUFFIXES = ("localhost", "local", "internal", "intranet", "lan", "home.arpa", "localdomain")
# Parsers differ on these, so an address that has one may be read as another host by the one that connects.
_AMBIGUOUS = re.compile(r"[\x00-\x20\x7f\\]")
_HOST = re.compile(r"[^\s/?#@%<>\"{}|^`\[\]]+")
# IDNA takes these for a dot.
_DOTS = str.maketrans("\u3002\uff0e\uff61", "...")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
NOTHING: frozenset[Origin] = frozenset()


class LeadsInside(Refused):
    """A name that stands for internal addresses alone."""

    def __init__(self, host: str, address: str | None, *, url: str | None = None) -> None:
        super().__init__(f"{host!r} is a name for an internal address, {address!r}", url=url)
        self.host = host
        self.address = address


def check(url: str, allowed: frozenset[Origin] = frozenset()) -> None:
    """Return when the address may be fetched; raise Refused, with the reason, when it may not."""
    parts = _split(url)
    host, port = origin(parts)
    if (host, port) in allowed:
        return
    address = _numeric(host)
    if address is None and _is_internal_name(host):
        raise Refused(f"{url!r} names a host of the local network, {host!r}", url=url)
    if address is not None and is_internal(address):
        raise Refused(f"{url!r} leads to an internal address, {host!r} port {port}", url=url)


def origin(parts: SplitResult) -> Origin:
    """Return host and port of a split http(s) address, in one spelling."""
    host = unicodedata.normalize("NFKC", parts.hostname or "").translate(_DOTS).lower().rstrip(".")
    return _as_asked(host), parts.port or DEFAULT_PORTS.get(parts.scheme.lower(), 0)


def origin_of(url: str) -> Origin | None:
    """Return host and port of an address, None when it must not be fetched in any case."""
    try:
        return origin(_split(url))
    except Refused:
        return None


def typed_origin(url: str) -> Origin:
    """Return the origin of an address that the user typed; UsageError when it cannot be fetched."""
    try:
        return origin(_split(url))
    except Refused as error:
        raise UsageError(f"{error}; give the full address of a tag page, as https://...", url=url) from error


def typed_origins(urls: Iterable[str]) -> frozenset[Origin]:
    """Return the origins the user typed; UsageError for what cannot be fetched."""
    return frozenset(map(typed_origin, urls))


def network_of(host: str) -> Network | None:
    """Return where a host is, when that is how it is written: a number, a name of the local network."""
    address = _numeric(host)
    if address is None:
        return "internal" if _is_internal_name(host) else None
    return "internal" if is_internal(address) else "public"


def is_internal(address: str) -> bool:
    """Tell whether a numeric address is anything but a public one; an unreadable address is internal."""
    try:
        ip = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return True
    if isinstance(ip, ipaddress.IPv6Address):
        inner = _embedded(ip)
        if inner is not None:
            return is_internal(str(inner))
    return not ip.is_global or ip.is_multicast


def _split(url: str) -> SplitResult:
    """Return the parts of a well-formed http(s) address; raise Refused otherwise."""
    if _AMBIGUOUS.search(url):
        raise Refused(f"{url!r} has a space, a control character or a backslash in it", url=url)
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Refused(f"{url!r} is not a well-formed address ({error})", url=url) from error
    if parts.scheme.lower() not in DEFAULT_PORTS:
        raise Refused(f"{url!r} is not http or https", url=url)
    host = parts.hostname or ""
    if not (_HOST.fullmatch(host) or _is_bracketed(parts)) or port == 0:
        raise Refused(f"{url!r} has no host to ask", url=url)
    return parts


def _as_asked(host: str) -> str:
    """Return a name as it is resolved: ASCII alone."""
    try:
        return host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        return host


def _is_bracketed(parts: SplitResult) -> bool:
    """Tell whether the host is an IPv6 address in brackets, without a zone."""
    try:
        ipaddress.IPv6Address(parts.hostname or "")
    except ValueError:
        return False
    return "%" not in (parts.hostname or "")


def _numeric(host: str) -> str | None:
    """Return the address a numeric host stands for, in any spelling C libraries take: 2130706433, 0x7f.1."""
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        pass
    if not re.fullmatch(r"[0-9a-fx.]+", host):
        return None
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        return None


def _is_internal_name(host: str) -> bool:
    """Tell whether a name is one of the local network: "localhost", "printer", "wiki.internal"."""
    return "." not in host or host.rpartition(".")[2] in _INTERNAL_SUFFIXES or host.endswith(".home.arpa")


def _embedded(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that an IPv6 address stands for: mapped, 6to4, NAT64, compatible."""
    if ip in _NAT64 or (int(ip) >> 32 == 0 and int(ip) > 1):
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour


class Permits:
    """What each tag of a run may reach inside the user's network: its own host and port, since it was typed.

    A number or a name of the local network says by itself where it leads. Any other name may only lead inside
    for a tag when it did so when that was first crawled: a name that lapses, or is pointed elsewhere, opens
    nothing. `typed`: the addresses of the run's tags.
    """

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


class Proxies:
    """Which proxy the environment, as it is now, names: http_proxy, https_proxy, all_proxy, and no_proxy.

    The proxy is the user's own word, so it may stand in the user's own network and is used for every address.
    """

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
