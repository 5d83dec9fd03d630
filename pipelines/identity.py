"""When are two addresses one page, and two pages one article.

`canonical_url` is an address to fetch and to cite; `url_key` is what addresses are compared by and is never
fetched. Nothing here reads the file.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, unquote_to_bytes, urlsplit

from pipelines.compare import fold, steady, word_count

if TYPE_CHECKING:
    from tldextract import TLDExtract

MIN_WORDS_OF_SAME_TEXT = 30
"""Shorter texts ("Read the statement here: ...") stand under many titles and prove nothing."""

_TRACKING_FAMILIES = frozenset({"utm", "pk", "mtm", "piwik", "matomo", "hsa", "at", "wt", "oly"})
"""What stands before the first "_" of parameters that count readers."""
_TRACKING = frozenset(
    {
        # clicks on advertisements
        *("fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid"),
        *("ysclid", "twclid", "ttclid", "igshid", "igsh", "li_fat_id", "epik"),
        # newsletters
        *("mc_cid", "mc_eid", "mkt_tok", "_hsenc", "_hsmi", "hsctatracking"),
        *("vero_id", "s_cid", "s_kwcid", "xtor"),
        # counters
        *("_ga", "_gl", "_ke", "spm", "sfnsn", "__twitter_impression"),
        # the same page in another form, or a visit
        *("share", "nb", "replytocom", "cpage", "noamp", "amp", "phpsessid", "jsessionid"),
    }
)
"""Parameters that do not choose the page."""
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})?")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_SAFE_IN_PATH = "/%:@!$&'()*+,;=~"
_SAFE_IN_QUERY = _SAFE_IN_PATH + "?"
DEFAULT_PORTS = {"http": 80, "https": 443}
_SESSION = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
_INDEX = re.compile(r"/(index|default)\.(html?|shtml|php|aspx?|jsp)$", re.IGNORECASE)
_SCRIPT = re.compile(r"\.(php\d?|aspx?|jsp|cgi|pl|do|cfm)$", re.IGNORECASE)
_FOREIGN_HOST = re.compile(r"www\..+|([\w-]+\.)+(com|org|net|info|edu|int|example|[a-z]{2})", re.IGNORECASE)
_BEGINNING = 600
"""Characters of a text in which its words are counted: more than so many words have."""
_REMEMBERED = 2048
"""Addresses; a large list, with the pages behind its cards, has fewer."""
_SITES_REMEMBERED = 256
_DOOR = re.compile(r"^(www\d?|m|mobile|amp)\.")


@lru_cache(maxsize=_REMEMBERED)
def canonical_url(url: str) -> str:
    """Return the address without what does not choose the page, still good to fetch.

    Gone are fragment, tracking parameters, session ids, credentials and a default port; scheme and host are
    lower case, percent-encoding is uniform. Path, trailing slash and order of parameters stay, for a server
    may care. What is no web address comes back as it was.
    """
    try:
        parts = urlsplit(url.strip())
        origin = _origin(parts.scheme.lower(), parts.hostname, parts.port)
    except ValueError:
        return url
    if origin is None:
        return url
    path = _encode(_SESSION.sub("", parts.path), _SAFE_IN_PATH) or "/"
    kept = [p for p in parts.query.split("&") if p and not _is_tracking(p.partition("=")[0].lower())]
    query = _encode("&".join(kept), _SAFE_IN_QUERY)
    return f"{origin}{path}?{query}" if query else f"{origin}{path}"


@lru_cache(maxsize=_REMEMBERED)
def url_key(url: str) -> str:
    """Return what is equal for two addresses of one page, and different for two pages.

    On top of `canonical_url`, these do not count: http or https, www, a trailing slash, index.html, the order
    of parameters, composed or decomposed letters.
    """
    address = canonical_url(url)
    scheme, separator, rest = address.partition("://")
    if not separator or scheme not in DEFAULT_PORTS:
        return address
    location, _, query = rest.partition("?")
    host, _, path = location.partition("/")
    path = _INDEX.sub("/", "/" + _compose(path)).rstrip("/")
    parameters = sorted(
        (p.replace("+", "%20").removesuffix("=") for p in query.split("&") if p),
        key=lambda p: p.partition("=")[0],
    )
    host = re.sub(r"^www\.(?=.*\.)", "", host)
    return f"{host}{path or '/'}" + ("?" + "&".join(parameters) if parameters else "")


@lru_cache(maxsize=_SITES_REMEMBERED)
def site_of(url: str) -> str:
    """Return the host without www, with its port where that is not the usual one; empty without a host."""
    _, separator, rest = canonical_url(url).partition("://")
    host = re.split(r"[/?#]", rest, maxsplit=1)[0] if separator else ""
    return re.sub(r"^www\.(?=.*\.)", "", host)


def article_url(url: str, declared: str | None) -> str:
    """Return the address of the article at `url`: the declared canonical one where that can be true.

    A declared address counts only on the same site, and not when it leads up to a home page, a section or a
    bare script: templates with one canonical link for all their pages exist. Nor does one with the name of a
    host in its path: it was written without its scheme, "example.org/a".
    """
    own = canonical_url(url)
    if not declared:
        return own
    other = canonical_url(declared)
    if url_key(own) == url_key(other) or not is_same_site(own, other):
        return own
    return own if _leads_up(own, other) or _has_host_in_path(own, other) else other


def is_same_site(url: str, other: str) -> bool:
    """True when one host is the other or a subdomain of it; www, m and amp are doors to the same.

    Under a suffix that everybody registers names below, such as github.io, each name is a site of its own.
    """
    upper, lower = sorted((_DOOR.sub("", site_of(u)) for u in (url, other)), key=len)
    return bool(upper) and (
        upper == lower or (lower.endswith(f".{upper}") and registered_domain(upper) != "")
    )


_PORT = re.compile(r":\d*\Z")


@lru_cache(maxsize=256)
def registered_domain(host: str) -> str:
    """Return the part of a host that somebody registered: lantern.co.uk of news.lantern.co.uk.

    Empty for a suffix itself. A suffix that is not in the public list has one label; an address of numbers is
    one name.
    """
    name = _PORT.sub("", host)
    if name.startswith("[") or name.replace(".", "").isdecimal():
        return name
    labels = name.split(".")
    own = labels[: len(labels) - _suffix_labels(labels)]
    return ".".join(labels[len(own) - 1 :]) if own else ""


def _suffix_labels(labels: Sequence[str]) -> int:
    """Return how many of a name's labels are its public suffix: the last where the list knows none."""
    suffix = _public_suffixes()(".".join(labels)).suffix
    return suffix.count(".") + 1 if suffix else min(1, len(labels) - 1)


@cache
def _public_suffixes() -> TLDExtract:
    """Return the list as it comes with the library: nothing is fetched, nothing is kept on the disk."""
    from tldextract import TLDExtract  # a seventh of a second and 19 MB, for hosts of three labels alone

    return TLDExtract(cache_dir=None, suffix_list_urls=(), include_psl_private_domains=True)


def content_hash(title: str | None, authors: Sequence[str], published: str | None, body: str | None) -> str:
    """Return a digest that changes when the article does; not for typography, spaces, hours, counters."""
    fields = (fold(title), "; ".join(map(fold, authors)), (published or "")[:10], fold(steady(body)))
    return hashlib.sha256("\x1f".join(fields).encode(errors="replace")).hexdigest()


def text_hash(title: str | None, body: str | None) -> str | None:
    """Return a digest that two articles of the same title and text share, None when that proves nothing."""
    if not title or word_count((body or "")[:_BEGINNING]) < MIN_WORDS_OF_SAME_TEXT:
        return None
    return hashlib.sha256(
        f"{fold(title).casefold()}\x1f{fold(steady(body))}".encode(errors="replace")
    ).hexdigest()


def _is_tracking(parameter: str) -> bool:
    family, separator, _ = parameter.partition("_")
    return parameter in _TRACKING or bool(separator and family in _TRACKING_FAMILIES)


def _origin(scheme: str, host: str | None, port: int | None) -> str | None:
    if scheme not in DEFAULT_PORTS or not host:
        return None
    if ":" in host:
        host = f"[{host}]"
    elif not host.isascii():
        host = host.encode("idna").decode()
    host = host.rstrip(".").lower()
    return f"{scheme}://{host}" if port in (None, DEFAULT_PORTS[scheme]) else f"{scheme}://{host}:{port}"


def _encode(text: str, safe: str) -> str:
    """Percent-encode what must be, decode what need not be; %2F stays %2F, for it is not a slash."""
    if "%" in text:
        text = _ESCAPE.sub(_uniform_escape, text)
    return quote(text, safe=safe, errors="replace")


def _uniform_escape(escape: re.Match[str]) -> str:
    if not escape[1]:
        return "%25"
    byte = int(escape[1], 16)
    return chr(byte) if byte in _UNRESERVED else f"%{byte:02X}"


def _compose(path: str) -> str:
    if "%" not in path:
        return path
    return "/".join(_compose_segment(segment) for segment in path.split("/"))


def _compose_segment(segment: str) -> str:
    """A segment with its letters composed, where it is UTF-8 at all (old addresses are Windows-1251, too)."""
    try:
        unquote_to_bytes(segment).decode("utf-8")
    except UnicodeDecodeError:
        return segment
    return quote(unicodedata.normalize("NFC", unquote(segment)), safe=":@!$&'()*+,;=~")


def _has_host_in_path(own: str, other: str) -> bool:
    """True when a folder of `other`, and none of `own`, is spelled as a host is: "/news/example.org/a"."""
    folders = set(url_key(other).split("/")[1:-1]) - set(url_key(own).split("/")[1:])
    return any(
        is_same_site(own, f"http://{folder}") or bool(_FOREIGN_HOST.fullmatch(folder))
        for folder in folders
        if "." in folder and not _SCRIPT.search(folder)
    )


def _leads_up(own: str, other: str) -> bool:
    """True when `other` is the home page, a folder `own` lies in, or its script without the question."""
    own_path, other_path = (url_key(u).partition("/")[2] for u in (own, other))
    own_path, _, own_query = own_path.partition("?")
    other_path, _, other_query = other_path.partition("?")
    if own_path == other_path:
        return bool(own_query and not other_query) and (not own_path or bool(_SCRIPT.search(own_path)))
    if not other_path and not other_query:
        return True
    below = own_path.removeprefix(other_path + "/")
    return below != own_path and below not in ("amp", "print")
