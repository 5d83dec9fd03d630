"""What a page tells machines of its article: JSON-LD, microdata and RDFa, as the same plain objects.

One rule says which of these objects tell of this page's article, the surest first; each reader takes the
first that has what he looks for. An object's type makes it an article, another work or a page. Of several
articles, those that tell another address than the page's are a list of further ones; then the one whose
headline the meta tags repeat counts, or else the first. Microdata and RDFa are asked where JSON-LD tells of
no article: they mark up what is printed, so that articles which nothing sets apart are the cards of a list.

Exceptions: names of the site and the language are told by objects of any kind (`Page.json_ld`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement

from pipelines.compare import letters

if TYPE_CHECKING:
    from crawler.document.page import Page

Signal = Literal["json-ld", "microdata", "rdfa"]
STRUCTURED: frozenset[str] = frozenset(("json-ld", "microdata", "rdfa"))
MOST_OBJECTS = 80
"""Of JSON-LD; an article and its site are told in a dozen, a list of others can be thousands."""
_DEEPEST = 8
"""Lists and graphs within each other."""
_DEEPEST_VALUE = 3
"""The same of one property's value: a list of objects with a name each."""
_MOST_MARKS = 1000
"""Elements marked up as objects or properties; an article with its author and publisher has thirty."""
_LONGEST = 1000
"""Letters of a property that is printed; the text of the article is none."""
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|Recipe|Statement|PressRelease|Thesis|HowTo)$")
_WORK = re.compile(r"(?:CreativeWork\w{0,20}|VideoObject|MediaObject|Book|Dataset)$")
_PAGE = re.compile(r"(?<!Collection)(?<!SearchResults)Page$")
_HOLDER = re.compile(r"(?:Page|Site|Blog)$")
"""What an article may stand in; a review stands in what is reviewed."""
_ADDRESSES = ("url", "mainEntityOfPage", "@id")
_LINKS = frozenset(("url", "mainEntityOfPage", "sameAs", "image"))
"""Properties that are the address of a link; of others its text is meant: `<a itemprop="author">`."""


class Rank(IntEnum):
    """How surely an object of its type is what the page is about."""

    PAGE = 1
    """Its dates are often the system's, its author who uploaded it."""
    WORK = 2
    ARTICLE = 3


@dataclass(frozen=True, slots=True)
class Work:
    """An object that tells of this page's article; `signal` says how it is written."""

    signal: Signal
    rank: Rank
    properties: dict[str, Any]
    is_here: bool
    """It tells this page's address."""
    is_elsewhere: bool
    """It tells addresses, and none of them is this page's."""

    @property
    def is_marked_up(self) -> bool:
        """True when its texts are those that the page prints."""
        return self.signal != "json-ld"


def find_works(page: Page) -> tuple[Work, ...]:
    """Return the objects that tell of the page's article, the surest first."""
    titles = {letters(title) for name in ("og:title", "twitter:title") for title in page.meta.get(name, [])}
    found: list[Work] = []
    for signal, objects in _by_signal(page):
        works = list(_works(signal, objects, page))
        articles = [work for work in works if work.rank == Rank.ARTICLE]
        own = _own(articles, titles, is_printed=signal != "json-ld")
        found += [*own, *(work for work in works if work.rank != Rank.ARTICLE)]
        if own:
            break
    return tuple(sorted(found, key=lambda work: (work.rank, work.is_here), reverse=True))


def _by_signal(page: Page) -> Iterator[tuple[Signal, list[dict[str, Any]]]]:
    yield "json-ld", page.json_ld
    if b"itemscope" in page.markup:
        yield "microdata", marked_objects(page.tree, "itemscope", "itemtype", "itemprop", "itemid")
    if b"typeof" in page.markup:
        yield "rdfa", marked_objects(page.tree, "typeof", "typeof", "property", "resource")


def _works(signal: Signal, objects: Iterable[dict[str, Any]], page: Page) -> Iterator[Work]:
    here = {_path(page.url), _path(page.canonical or page.url)}
    for entry in objects:
        if rank := _rank(entry):
            told = [text for key in _ADDRESSES for text in strings_of(entry.get(key), "@id", "url")]
            paths = {_path(page.absolute(text) or text) for text in told}
            yield Work(signal, rank, entry, bool(paths & here), bool(paths) and not paths & here)


def _rank(entry: dict[str, Any]) -> Rank | None:
    kinds = list(strings_of(entry.get("@type")))
    if "articleBody" in entry:
        return Rank.ARTICLE  # whatever it is called
    for rank, pattern in ((Rank.ARTICLE, _ARTICLE), (Rank.WORK, _WORK), (Rank.PAGE, _PAGE)):
        if any(map(pattern.search, kinds)):
            return rank
    return None


def _own(articles: list[Work], titles: set[str], *, is_printed: bool) -> list[Work]:
    """Return those of the articles that are one: this page's."""
    if any(work.is_here for work in articles):
        articles = [work for work in articles if not work.is_elsewhere]
    if len({_headline(work) for work in articles}) < 2:
        return articles
    announced = [work for work in articles if _headline(work) in titles]
    return announced or ([] if is_printed else articles[:1])


def _headline(work: Work) -> str:
    return letters(str(work.properties.get("headline") or work.properties.get("name") or ""))


def _path(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return f"{parts.path.rstrip('/')}?{parts.query}"


def strings_of(value: Any, *keys: str, depth: int = 0) -> Iterator[str]:
    """Yield the texts of a value: itself, those in a list, those that an object has under the keys."""
    if isinstance(value, str | int):
        yield str(value)
    elif isinstance(value, list) and depth < _DEEPEST_VALUE:
        for entry in value:
            yield from strings_of(entry, *keys, depth=depth + 1)
    elif isinstance(value, dict) and depth < _DEEPEST_VALUE:
        for key in keys:
            yield from strings_of(value.get(key), *keys, depth=depth + 1)


# ----------------------------------------------------------------- JSON-LD


def json_ld_objects(tree: HtmlElement) -> list[dict[str, Any]]:
    """Return the first objects of a page's JSON-LD, graphs and lists flattened, bad scripts left out."""
    objects: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            objects.extend(_flatten(_loads(script.text or "")))
    return objects[:MOST_OBJECTS]


def _loads(text: str) -> Any:
    """Parse JSON as pages have it: comment wrappers, raw line breaks, trailing commas."""
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip()
    text = _without_cdata(text).rstrip(";")
    loaded = _parsed(text)
    return _parsed(_TRAILING_COMMA.sub(r"\1", text)) if loaded is None else loaded


def _without_cdata(text: str) -> str:
    """Return a script without the marks that keep readers of XHTML out of it, commented out or not."""
    begun = text.removeprefix("//").lstrip()
    if begun.startswith("<![CDATA["):
        text = begun.removeprefix("<![CDATA[")
    if text.endswith("]]>"):
        text = text.removesuffix("]]>").rstrip().removesuffix("//")
    return text.strip()


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _flatten(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for entry in value:
            yield from _flatten(entry, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _flatten(value.get("@graph"), depth + 1)
        yield from _flatten(value.get("mainEntity"), depth + 1)


# ------------------------------------------------------ microdata and RDFa


def marked_objects(tree: HtmlElement, scope: str, kind: str, prop: str, ident: str) -> list[dict[str, Any]]:
    """Return the objects that attributes of the page's elements make, written as JSON-LD would write them.

    What an object holds, an author or a review of it, is a part of it and no object of its own.
    """
    # By way of the attributes: asking each element whether it has them costs many times as much.
    marked = etree.XPath(f"descendant::*/@{scope}/.. | descendant::*/@{prop}/..")(tree)
    items: dict[HtmlElement, dict[str, Any]] = {}
    own: list[dict[str, Any]] = []
    for element in marked[:_MOST_MARKS]:
        item = _begun(element, kind, ident) if element.get(scope) is not None else None
        holder = next((items[outer] for outer in element.iterancestors() if outer in items), None)
        if item is not None:
            items[element] = item
            if holder is None or any(map(_HOLDER.search, holder["@type"])):
                own.append(item)
        for name in map(_local, (element.get(prop) or "").split()) if holder is not None else ():
            _add(holder or {}, name, _printed(element, name) if item is None else item)
    return own


def _begun(element: HtmlElement, kind: str, ident: str) -> dict[str, Any]:
    item: dict[str, Any] = {"@type": [_local(name) for name in (element.get(kind) or "").split()]}
    return item | {"@id": element.get(ident)} if element.get(ident) else item


def _local(name: str) -> str:
    """Return a name without its vocabulary: "headline" of "schema:headline", of an address."""
    return re.split(r"[/#:]", name.rstrip("/#"))[-1]


def _add(item: dict[str, Any], name: str, value: Any) -> None:
    known = item.get(name)
    if name == "articleBody" or not value:
        return
    item[name] = value if known is None else [*(known if isinstance(known, list) else [known]), value]


def _printed(element: HtmlElement, name: str) -> str:
    """Return what an element tells of its object: an attribute for machines, an address, or its text."""
    told = element.get("content") or element.get("datetime")
    if not told and (name in _LINKS or element.tag == "link"):
        told = element.get("href") or element.get("src")
    return told or " ".join("".join(element.itertext()).split())[:_LONGEST]
