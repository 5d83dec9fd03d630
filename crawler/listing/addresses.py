"""Addresses of a listing's pages: which page of which listing an address names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlsplit

from crawler.document import Page
from crawler.vocabulary import ANSWERS, BASES, alternation

_PAGE_WORD = (
    r"(?:page|pages|pag|paged|pg|p|index|startpage|blog-page|"
    rf"{alternation('listing.page_in_address')})"
)
# /page/2, /page-2, /page2, /p2, /page:2, ;page=2
_PATH_PAGE = re.compile(rf"(?:^|/){_PAGE_WORD}[/:=_,;-]?(\d{{1,5}})(?:\.\w{{2,5}})?/?$", re.IGNORECASE)
# /name/2, /name/2.html
_PATH_NUMBER = re.compile(r"/(\d{1,4})(?:\.\w{2,5})?/?$")
# name2.html, name-2.html, name_2.html, name,2.html, name.2.html, name-page-2.html
_NAME_NUMBER = re.compile(
    rf"([^/\d])(?:[-_,.]?{_PAGE_WORD})?[-_,.]?(\d{{1,4}})(\.\w{{2,5}})?/?$", re.IGNORECASE
)
_ORDINAL = re.compile(r"[0-9]{1,4}")
_YEAR = re.compile(r"(?:19|20)..")
_FILE_INDEX = re.compile(r"(?:^|/)(?:index|default|home|start)(?:\.\w{2,5})?$", re.IGNORECASE)
# Parameters that count pages, alone or behind a prefix: page, tx_news[page], e-page-12ab.
_PAGE_KEYS = frozenset(
    """
    page paged pagenum pagenumber page_number pageno page_no pg pag pagina seite strona str sida p pn cpage
    paging currentpage pageindex curpage cur
    """.split()  # noqa: SIM905
)
_PAGE_KEY = re.compile(r"pagen_?\d*|e-page-\w+|page_[a-z]\d+")
# Parameters that count articles, or hold a mark where the last page ended.
_OFFSET_KEYS = frozenset(
    """
    start offset from skip limitstart startat first begin b_start b_start:int after before cursor updated-max
    max-results by-date until since max lastid last_id start-index pagetoken page_token token chash
    """.split()  # noqa: SIM905
)
_KEY_PARTS = re.compile(r"[_\-.\[]")
_OFFSET_KEY = re.compile(r"debut\w*")
# Parameters that do not say which listing it is.
_QUERY_NOISE = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|_|ajax|format|partial|ref|sort|order|sid|limit|per_page|size|count|rand)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PageAddress:
    """`stem` is the same for all pages of one listing; `number` is the page's as printed, or None."""

    host: str
    stem: tuple[str, tuple[tuple[str, str], ...]]
    number: int | None
    offset: bool = False
    """True when the number counts articles, or a cursor stands in for it."""
    zero_based: bool = False
    """True when the number stands where some count from 0: in the query, in a file's name."""


@lru_cache(maxsize=ANSWERS)
def page_address(url: str) -> PageAddress:
    """Return what an address says about its place in a listing."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.") + (f":{parts.port}" if parts.port else "")
    except ValueError:
        return PageAddress("", (url, ()), None)
    number: int | None = None
    kept: list[tuple[str, str]] = []
    offset = zero = False
    for key, value in parse_qsl(parts.query, keep_blank_values=True):
        if _counts(key, _PAGE_KEYS, _PAGE_KEY) and re.fullmatch(r"\d{1,5}(?:,\d+)*", value):
            number, zero = int(value.rpartition(",")[2]), True
        elif _counts(key, _OFFSET_KEYS, _OFFSET_KEY):
            offset, number = True, int(value) if re.fullmatch(r"\d{1,9}", value) else number
        elif not _QUERY_NOISE.match(key):
            kept.append((key, value))
    if offset or number is not None:  # a number in the path is then part of the name: /taxonomy/term/7?page=1
        return PageAddress(host, (_bare(unquote(parts.path)), tuple(sorted(kept))), number, offset, zero)
    path, number, zero = _split_path(unquote(parts.path))
    return PageAddress(host, (path, tuple(sorted(kept))), number, zero_based=zero)


@lru_cache(maxsize=BASES)
def whole_address(url: str) -> PageAddress:
    """Return the address read as a first page: a number in it belongs to its name (/tag/covid-19)."""
    found = page_address(url)
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return found
    return PageAddress(found.host, (_bare(path), found.stem[1]), None)


def nearness(urls: Iterable[str]) -> Callable[[str], bool]:
    """Return a test of hrefs: may one lead to a page of the listing at these addresses?

    It must repeat the listing's name, the last part of its path. What a page's address says else takes a
    hundred times as long to find out, and most links of a page are to be done with.
    """
    addresses = [read(url) for url in urls for read in (page_address, whole_address)]
    names = {address.stem[0].rpartition("/")[2] for address in addresses}

    def is_near(href: str) -> bool:
        if "%" in href or not href.isascii() or not href.startswith(("/", "http")):
            return True
        href = href.lower()
        return any(map(href.__contains__, names))

    return is_near


def _counts(key: str, names: frozenset[str], made: re.Pattern[str]) -> bool:
    """Say whether a parameter has one of these names, or begins with a word of its site's own before it."""
    key = key.lower().removesuffix("]")
    tails = (key, *(key[found.end() :] for found in _KEY_PARTS.finditer(key)))
    return any(tail in names or made.fullmatch(tail) for tail in tails)


def _bare(path: str) -> str:
    path = re.sub(r"\.(?:html?|php|aspx?|jsp|shtml)$", "", path.rstrip("/"), flags=re.IGNORECASE)
    return _FILE_INDEX.sub("", path).rstrip("/").casefold()


def _split_path(path: str) -> tuple[str, int | None, bool]:
    """Return the path without its page number, the number, and whether it may count from 0."""
    number: int | None = None
    zero = False
    path = _FILE_INDEX.sub("/", path)  # page/2/index.html, as copies of a site are called
    if (found := _PATH_PAGE.search(path)) or ((found := _PATH_NUMBER.search(path)) and not is_year(found[1])):
        path, number = path[: found.start()], int(found[1])
    elif (found := _NAME_NUMBER.search(path)) and not is_year(found[2]):
        path, number = path[: found.start(1) + 1], int(found[2])
        zero = True
    return _bare(path), number, zero


def names_a_page(url: str) -> bool:
    """Say whether an address calls its number that of a page: /page/2, ?page=2; not /name/2."""
    path, _, query = url.partition("#")[0].partition("?")
    if _PATH_PAGE.search(path):
        return True
    return any(_counts(key, _PAGE_KEYS, _PAGE_KEY) and value.isdigit() for key, value in parse_qsl(query))


def page_number(label: str) -> int | None:
    """Return the number of a page that a label is, None for other words, years, numbers of articles."""
    return int(label) if _ORDINAL.fullmatch(label) and not is_year(label) else None


def is_year(number: str) -> bool:
    """Say whether a number is likelier a year than a page: /archive/2019."""
    return _YEAR.fullmatch(number) is not None


def same_page(one: str, other: str) -> bool:
    """Return whether two addresses name one page; fragment, last slash, www and index.html do not count."""
    return _plain(one) == _plain(other)


def _plain(url: str) -> tuple[str, str, str]:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ("", url, "")
    path = _FILE_INDEX.sub("", unquote(parts.path).rstrip("/"))
    return (parts.netloc.casefold().removeprefix("www."), path.rstrip("/"), unquote(parts.query))


def slug_of(url: str) -> str:
    """Return the last part of the address that names something, decoded: the tag's slug on a tag page."""
    address = page_address(url)
    name = address.stem[0].rpartition("/")[2]
    if address.stem[1] and not name.strip("-_"):
        return address.stem[1][-1][1]
    for key, value in address.stem[1]:
        if (
            re.fullmatch(r"tag|tags|label|category|cat|topic|term|keyword|q|s|theme", key, re.IGNORECASE)
            and value
        ):
            return value
    return name


# Nowhere to go.
_OTHER_SCHEMES = ("javascript:", "mailto:", "tel:", "data:", "whatsapp:", "sms:", "viber:")
_CLIMB = re.compile(r"\?|(?:\.\.?/)*")
_PLAIN = re.compile(r"[\w~%+,=-][\w.~%+,=&/-]*(?:\?[\w.~%+,=&/-]+)?(?:#[\w-]+)?")


def resolver(page: Page) -> Callable[[str], str | None]:
    """Return a fast `page.absolute` that remembers what it was asked; None, too, where there is no host."""
    known: dict[str, str | None] = {}
    join = _Joiner(page).join

    def resolve(href: str) -> str | None:
        if href not in known:
            url = join(href)
            known[href] = url if url is not None and _has_host(url) else None
        return known[href]

    return resolve


class _Joiner:
    """Joins hrefs to the page's address; urljoin, at 5 µs each, only for those that need its care."""

    def __init__(self, page: Page) -> None:
        self._page = page
        base = page.base_url
        self._origin = "{0.scheme}://{0.netloc}".format(urlsplit(base)) if _is_web(base) else ""
        self._folders: dict[str, str] = {}

    def join(self, href: str) -> str | None:
        is_rooted = href.startswith("/") and not href.startswith("//")
        if is_rooted or _is_web(href):
            if "/." in href or " " in href or "[" in href or "@" in href or not self._origin:
                return self._page.absolute(href)
            return self._origin + href if is_rooted else href
        return None if href.startswith(_OTHER_SCHEMES) else self._join_relative(href)

    def _join_relative(self, href: str) -> str | None:
        """Put a plain name behind the folder that it climbs to, a plain query behind the page's path."""
        climb = _CLIMB.match(href)
        start = climb[0] if climb else ""
        rest = href[len(start) :]
        if not _PLAIN.fullmatch(rest) or "//" in rest or "/." in rest:
            return self._page.absolute(href)
        if start not in self._folders:
            self._folders[start] = (self._page.absolute(start + "x") or "")[:-1]
        folder = self._folders[start]
        return folder + rest if folder else None


def _is_web(url: str) -> bool:
    return url.startswith(("https://", "http://"))


def _has_host(url: str) -> bool:
    rest = url.partition("//")[2]
    return bool(rest) and rest[0] not in "/?#"
