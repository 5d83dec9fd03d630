"""Following redirects: each hop a request of its own, so that guard, robots.txt and pace hold for it too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from scrapy import Request
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached
from w3lib.url import safe_url_string

from crawler.download.errand import errand_of
from pipelines.configuration import without_login
from pipelines.errors import Refused, UnreadablePage

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

MAX_HOPS = 10
_STATUSES = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_UNSEEN = re.compile(rb"<!--.*?(?:-->|\Z)|<(noscript|script)\b.*?(?:</\1|\Z)", re.IGNORECASE | re.DOTALL)
_REFRESH = re.compile(rb"<meta\b[^>]{0,2000}?http-equiv\s*=\s*[\"']?\s*refresh\b[^>]{0,2000}", re.IGNORECASE)
_CONTENT = re.compile(
    rb"\bcontent\s*=\s*[\"']?\s*([0-9]{1,4})[^;,>\"']{0,9}[;,]\s*(?:url\s*=\s*)?[\"']?\s*([^\"'>\s]{1,2000})",
    re.IGNORECASE,
)
_REFRESH_AT_MOST_S = 5
_SHOWN = 200
"""Letters of a target that is no address which a failure shows: it may be a whole page in data:."""


class Redirects:
    """Turns a redirect into the request for its target, whose errand knows the way."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Redirects:
        """Return the middleware."""
        return cls()

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Return the response, or the request for the next hop; raise when it leads nowhere."""
        if response.status in _STATUSES and "Location" in response.headers:
            target = (response.headers.get("Location") or b"").decode("utf-8", "replace")
            return _hop(request, response, target, permanent=response.status in _PERMANENT)
        if response.status == 200 and not errand_of(request).is_robots:
            refresh = refresh_target(response.body)
            if refresh and _joined(request.url, refresh) != request.url:
                return _hop(request, response, refresh, permanent=True)
        return response


def refresh_target(body: bytes) -> str | None:
    """Return where a page sends its visitors at once (as aliases of Hugo and Jekyll do), else None.

    What stands in a comment, or for visitors without scripts, moves nobody.
    """
    start = body[:4096]
    if b"refresh" not in start.lower():
        return None
    element = _REFRESH.search(_UNSEEN.sub(b" ", start))
    found = _CONTENT.search(element[0]) if element else None
    if not found or int(found[1]) > _REFRESH_AT_MOST_S:
        return None
    return found[2].decode("utf-8", "replace").replace("&amp;", "&")


def _joined(base: str, target: str) -> str:
    """Return the absolute address of a redirect's target, without its fragment; raise Refused without one."""
    try:
        url = without_login(safe_url_string(urljoin(base, target.strip())).partition("#")[0])
    except ValueError as error:
        raise _leads_nowhere(target, base) from error
    if "://" not in url:  # javascript:, mailto:, about:blank
        raise _leads_nowhere(target, base)
    return url


def _leads_nowhere(target: str, base: str) -> Refused:
    return Refused(f"a redirect leads to {target[:_SHOWN]!r}, which is no address of a page", url=base)


def _hop(request: Request, response: Response, target: str, *, permanent: bool) -> Request:
    """Return the request for the next hop."""
    url = _joined(request.url, target)
    errand = errand_of(request)
    hops = (*errand.hops, request.url)
    cookies = _cookies(request, response) if _same_host(request.url, url) else ""
    if len(hops) > MAX_HOPS:
        raise UnreadablePage(f"more than {MAX_HOPS} redirects one after the other", url=hops[0])
    if url in hops and cookies == _cookie_header(request):
        raise UnreadablePage("its redirects go round in a circle", url=hops[0])
    headers = request.headers.copy()
    # The marks of the page that was asked for say nothing about another one.
    for name in ("Cookie", "If-None-Match", "If-Modified-Since"):
        headers.pop(name, None)
    if cookies:
        headers["Cookie"] = cookies
    hop: Request = request.replace(
        url=url,
        meta=errand.to_next_hop(hops, permanent=permanent).as_meta(),
        headers=headers,
        dont_filter=True,
        priority=request.priority + 1,
    )
    return hop


def _same_host(one: str, other: str) -> bool:
    return urlparse_cached(Request(one)).hostname == urlparse_cached(Request(other)).hostname


def _cookie_header(request: Request) -> str:
    return (request.headers.get("Cookie") or b"").decode("latin-1")


def _cookies(request: Request, response: Response) -> str:
    """Return the cookies for the next hop: sites that test for cookies redirect in circles without them.

    They live as long as this chain of redirects; nothing else is ever sent back.
    """
    jar: dict[str, str] = {}
    pairs = _cookie_header(request).split("; ")
    pairs += [value.decode("latin-1").partition(";")[0] for value in response.headers.getlist("Set-Cookie")]
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if equals and name.strip():
            jar[name.strip()] = value.strip()
    return "; ".join(f"{name}={value}" for name, value in jar.items())[:4000]
