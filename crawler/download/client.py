"""One request and its answer, within limits: size, time of each phase, certificates, no internal address.

Knows nothing of Scrapy, tags or politeness. Redirects are not followed: each hop is a request of its own.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
import yarl
from aiohttp.abc import AbstractResolver, ResolveResult

from crawler.download import guard
from crawler.download.decoding import ACCEPTED, decoded, is_as_declared, is_declared_html, is_hopeless
from crawler.download.guard import Proxies
from pipelines.configuration import origin
from pipelines.errors import ReadmoreError, Refused, UnreadablePage
from pipelines.store import Network

_NAMES_KEPT_S = 300
"""How long what a name stands for is believed."""
_LOOK_S = 3.0
"""Behind a proxy the user's network may know no names but its own; it is not waited for longer than this."""
_LONGEST_HEADER = 32_768
_QUOTED = 120
"""Letters of what a library says that a failure repeats."""
_OF_PACKING = frozenset({"content-encoding", "content-length"})


class FetchFailed(ReadmoreError):  # named for what happened, as all our errors
    """No whole answer came. `kind`: dns, connect, tls, timeout, slow or broken."""

    def __init__(self, message: str, *, url: str, kind: str) -> None:
        super().__init__(message, url=url)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Limits:
    """What one answer may cost."""

    connect_s: float = 10.0
    """Finding the host and connecting to it, TLS included."""
    idle_s: float = 15.0
    """Between any two pieces of the answer."""
    total_s: float = 45.0
    """From the first byte of the request to the last of the answer: a drip of single bytes ends here."""
    size: int = 20_000_000
    """Bytes, both as sent and unpacked."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    """In the server's order and spelling."""
    body: bytes
    """Unpacked."""
    sent: bytes
    """The body as it came, packed perhaps."""
    latency_s: float
    """Until the answer began."""


class GuardedResolver(AbstractResolver):
    """Finds the addresses of a name; internal ones only for what is allowed.

    `learn` is told where an allowed name leads: a name with a public address is a public one.
    """

    def __init__(
        self,
        allowed: frozenset[guard.Origin],
        learn: Callable[[guard.Origin, Network], None] = lambda origin, network: None,
    ) -> None:
        self._allowed = allowed
        self._learn = learn
        self._resolver = aiohttp.ThreadedResolver()

    async def resolve(self, host: str, port: int = 0, family: Any = 0) -> list[ResolveResult]:
        """Return the addresses that may be connected to; raise Refused when there are only others."""
        found = await self._resolver.resolve(host, port, family)
        public = [each for each in found if not guard.is_internal(each["host"])]
        name = host.lower().rstrip(".")
        if (name, port) in self._allowed and found:
            self._learn((name, port), "public" if public else "internal")
        elif not public:
            raise guard.LeadsInside(host, found[0]["host"] if found else None)
        return public or found

    async def close(self) -> None:
        """Release the resolver."""
        await self._resolver.close()


class Fetcher:
    """Connections that are kept open between requests. Made inside a running event loop; closed once."""

    def __init__(
        self,
        *,
        user_agent: str,
        allowed: frozenset[guard.Origin],
        learn: Callable[[guard.Origin, Network], None] = lambda origin, network: None,
        limits: Limits | None = None,
        logins: Mapping[str, str] | None = None,
    ) -> None:
        self.allowed = allowed
        self.limits = limits or Limits()
        self._logins = {origin: _login(login) for origin, login in (logins or {}).items()}
        self._user_agent = user_agent
        self._proxies = Proxies()
        self._resolver = GuardedResolver(allowed, learn)
        self._looked_at: dict[guard.Origin, float] = {}
        """Hosts that a proxy is asked for, and when (monotonic) their names were looked at."""
        self._direct = self._session(self._resolver)
        self._through: aiohttp.ClientSession | None = None
        """Connections to proxies, whose names may be internal; those of sites are never resolved for them."""

    def _session(self, resolver: AbstractResolver) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0, resolver=resolver, ttl_dns_cache=_NAMES_KEPT_S),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={
                "User-Agent": self._user_agent,
                "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5",
                "Accept-Encoding": ACCEPTED,
            },
            auto_decompress=False,
            max_line_size=_LONGEST_HEADER,
            max_field_size=_LONGEST_HEADER,
        )

    async def fetch(
        self, url: str, headers: Mapping[str, str] | None = None, *, at_most: int | None = None
    ) -> Answer:
        """Return the server's answer, whatever its status; `at_most`: cut the body there, do not refuse it.

        Raise Refused for an address that must not be fetched, FetchFailed when no whole answer came in time,
        UnreadablePage when it is too big or plainly no page.
        """
        guard.check(url, self.allowed)
        target = yarl.URL(url, encoded=True)
        proxy = self._proxies.of(target)
        limits = self.limits
        timeout = aiohttp.ClientTimeout(
            total=limits.total_s, connect=limits.connect_s, sock_read=limits.idle_s
        )
        began = time.monotonic()
        try:
            session = await self._session_to(target) if proxy else self._direct
            async with session.get(
                target,
                headers=headers,
                allow_redirects=False,
                timeout=timeout,
                proxy=proxy,
                auth=self._logins.get(origin(url)) if self._logins else None,
            ) as response:
                latency = time.monotonic() - began
                sent = await self._read(response, at_most)
                return _answer(url, response, sent, latency, limits.size, may_be_cut=at_most is not None)
        except guard.LeadsInside as error:
            raise guard.LeadsInside(error.host, error.address, url=url) from error
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            raise _failed(url, error, limits, proxy) from error
        except (ValueError, UnicodeError) as error:
            raise Refused(f"{url!r} cannot be asked for ({error})", url=url) from error

    async def _read(self, response: aiohttp.ClientResponse, at_most: int | None) -> bytes:
        """Return the body as sent."""
        limit = at_most or self.limits.size
        declared = response.content_length or 0
        if at_most is None and declared > limit:
            raise UnreadablePage(f"the page has {declared:,} bytes, more than the {limit:,} that may be read")
        body = bytearray()
        async for chunk in response.content.iter_any():
            if not body and response.status == 200 and at_most is None:
                _refuse_media(response, chunk)
            body += chunk
            if len(body) > limit:
                if at_most:
                    break
                raise UnreadablePage(f"the page has more than the {limit:,} bytes that may be read")
        return bytes(body[:limit])

    async def _session_to(self, url: yarl.URL) -> aiohttp.ClientSession:
        """Return the connections to proxies; raise LeadsInside when a name leads inside, seen from here.

        The proxy finds the host by itself, so this is as far as we can see; a name that is not known here is
        left to it.
        """
        place, now = (url.raw_host or "", url.port or 0), time.monotonic()
        if now - self._looked_at.get(place, -_NAMES_KEPT_S) >= _NAMES_KEPT_S:
            with contextlib.suppress(OSError, TimeoutError):
                await asyncio.wait_for(self._resolver.resolve(*place), _LOOK_S)
            self._looked_at[place] = now
        if self._through is None:
            self._through = self._session(aiohttp.ThreadedResolver())
        return self._through

    async def close(self) -> None:
        """Close all connections, those in use too."""
        await self._direct.close()
        if self._through is not None:
            await self._through.close()


def _login(text: str) -> aiohttp.BasicAuth:
    """Return what is sent for "user:password"."""
    user, _, password = text.partition(":")
    return aiohttp.BasicAuth(user, password, encoding="utf-8")


def _refuse_media(response: aiohttp.ClientResponse, start: bytes) -> None:
    """Raise UnreadablePage at the first bytes of a video, so that the rest is not loaded."""
    if "Content-Encoding" in response.headers:
        return
    if is_hopeless(response.headers.get("Content-Type", ""), start):
        raise UnreadablePage(f"the link leads to {response.headers.get('Content-Type')!r}, not to a page")


def _answer(
    url: str,
    response: aiohttp.ClientResponse,
    sent: bytes,
    latency_s: float,
    limit: int,
    *,
    may_be_cut: bool = False,
) -> Answer:
    """Return the answer, unpacked; how it was sent is kept only where others can unpack it, too."""
    packed = ", ".join(response.headers.getall("Content-Encoding", ()))
    is_page = is_declared_html(response.headers.get("Content-Type", ""))
    body = decoded(sent, packed, limit, is_page=is_page, may_be_cut=may_be_cut)
    headers = _headers(response)
    if body and not is_as_declared(packed, sent, body):
        sent = body
        headers = tuple((name, value) for name, value in headers if name.lower() not in _OF_PACKING)
    # A proxy that changed a page says 203 instead of 200.
    status = 200 if response.status == 203 else response.status
    return Answer(url, status, headers, body, sent, latency_s)


def _headers(response: aiohttp.ClientResponse) -> tuple[tuple[str, str], ...]:
    """Return the headers as text; bytes that are no UTF-8 are read as Latin-1, as HTTP has it."""
    return tuple((_text(key), _text(value)) for key, value in response.raw_headers)


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _failed(url: str, error: Exception, limits: Limits, proxy: yarl.URL | None = None) -> FetchFailed:
    """Return the error in words a reader of the file understands."""
    match error:
        case aiohttp.ClientConnectorDNSError() if proxy:
            return FetchFailed(f"no such proxy, {proxy.host!r}", url=url, kind="dns")
        case aiohttp.ClientProxyConnectionError():
            return FetchFailed(f"no connection to the proxy ({error.strerror})", url=url, kind="connect")
        case aiohttp.ClientHttpProxyError():
            return FetchFailed(f"the proxy answered {error.status}", url=url, kind="connect")
        case aiohttp.ClientConnectorCertificateError() | aiohttp.ClientSSLError():
            problem = _certificate_problem(error)
            return FetchFailed(f"no encrypted connection ({problem})", url=url, kind="tls")
        case aiohttp.ClientConnectorDNSError():
            return FetchFailed(f"no such host, {error.host!r}", url=url, kind="dns")
        case aiohttp.ConnectionTimeoutError():
            return FetchFailed(f"no connection within {limits.connect_s:g} s", url=url, kind="timeout")
        case aiohttp.ClientConnectorError():
            return FetchFailed(f"no connection ({error.strerror or error})", url=url, kind="connect")
        case aiohttp.ServerTimeoutError():
            return FetchFailed(f"the server said nothing for {limits.idle_s:g} s", url=url, kind="timeout")
        case TimeoutError():
            return FetchFailed(f"the page was not there within {limits.total_s:g} s", url=url, kind="slow")
        case aiohttp.ClientResponseError():
            return FetchFailed(f"the answer is not HTTP ({_short(error.message)})", url=url, kind="broken")
    return FetchFailed(f"the connection broke ({_short(str(error))})", url=url, kind="broken")


def _short(text: str) -> str:
    """Return the beginning of what a library says, which may quote the whole page."""
    return " ".join(text.split())[:_QUOTED] or "without a word"


def _certificate_problem(error: Exception) -> str:
    """Return what is wrong with a certificate: "self-signed certificate"."""
    inner = getattr(error, "certificate_error", None) or getattr(error, "os_error", None)
    return getattr(inner, "verify_message", "") or getattr(inner, "reason", "") or _short(str(error))
