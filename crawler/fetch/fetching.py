"""One request and its answer, within limits: size, time of each phase, certificates, no internal address.

Knows nothing of Scrapy, tags or politeness. Redirects are not followed: each hop is a request of its own.
"""

from __future__ import annotations

import time
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
import yarl
from aiohttp.abc import AbstractResolver, ResolveResult

from crawler.fetch import guard
from crawler.fetch.decoding import ACCEPTED, decoded, is_as_declared
from crawler.fetch.sniffing import is_declared_html, is_hopeless
from pipelines.errors import ReadmoreError, Refused, UnreadablePage
from pipelines.logins import origin

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
    """Finds the addresses of a name; internal ones only for a host and port that the user typed."""

    def __init__(self, allowed: frozenset[guard.Origin]) -> None:
        self._allowed = allowed
        self._resolver = aiohttp.ThreadedResolver()

    async def resolve(self, host: str, port: int = 0, family: Any = 0) -> list[ResolveResult]:
        """Return the addresses that may be connected to; raise Refused when there are only others."""
        found = await self._resolver.resolve(host, port, family)
        if (host.lower().rstrip("."), port) in self._allowed:
            return found
        public = [each for each in found if not guard.is_internal(each["host"])]
        if not public:
            raise Refused(
                f"{host!r} is a name for an internal address, {found[0]['host'] if found else None!r}"
            )
        return public

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
        limits: Limits | None = None,
        logins: Mapping[str, str] | None = None,
    ) -> None:
        self.allowed = allowed
        self.limits = limits or Limits()
        self._logins = {origin: _login(login) for origin, login in (logins or {}).items()}
        self._proxies = urllib.request.getproxies()
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0, resolver=GuardedResolver(allowed), ttl_dns_cache=300),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={
                "User-Agent": user_agent,
                "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5",
                "Accept-Encoding": ACCEPTED,
            },
            auto_decompress=False,
            max_line_size=32_768,
            max_field_size=32_768,
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
        limits = self.limits
        timeout = aiohttp.ClientTimeout(
            total=limits.total_s, connect=limits.connect_s, sock_read=limits.idle_s
        )
        began = time.monotonic()
        try:
            async with self._session.get(
                target,
                headers=headers,
                allow_redirects=False,
                timeout=timeout,
                proxy=self._proxy(target),
                auth=self._logins.get(origin(url)) if self._logins else None,
            ) as response:
                latency = time.monotonic() - began
                sent = await self._read(response, at_most)
                return _answer(url, response, sent, latency, limits.size)
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            raise _failed(url, error, limits) from error
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

    def _proxy(self, url: yarl.URL) -> str | None:
        """Return the proxy the environment names for a public address; internal ones are asked directly."""
        if not self._proxies or (url.host, url.port) in self.allowed:
            return None
        if urllib.request.proxy_bypass(url.host or ""):
            return None
        return self._proxies.get(url.scheme)

    async def close(self) -> None:
        """Close all connections, those in use too."""
        await self._session.close()


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


def _answer(url: str, response: aiohttp.ClientResponse, sent: bytes, latency_s: float, limit: int) -> Answer:
    """Return the answer, unpacked; how it was sent is kept only where others can unpack it, too."""
    packed = ", ".join(response.headers.getall("Content-Encoding", ()))
    is_page = is_declared_html(response.headers.get("Content-Type", ""))
    body = decoded(sent, packed, limit, is_page=is_page)
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


def _failed(url: str, error: Exception, limits: Limits) -> FetchFailed:
    """Return the error in words a reader of the file understands."""
    match error:
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
    return " ".join(text.split())[:120] or "without a word"


def _certificate_problem(error: Exception) -> str:
    """Return what is wrong with a certificate: "self-signed certificate"."""
    inner = getattr(error, "certificate_error", None) or getattr(error, "os_error", None)
    return getattr(inner, "verify_message", "") or getattr(inner, "reason", "") or _short(str(error))
