"""Who wrote it, as a page's metadata say, and who publishes it.

Structured data and meta tags make one claim for each, with its names in order. A house that signs alone is
the author; beside persons it is not, unless metadata list it as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from crawler.authors.clean import MOST_NAMES, normalise_authors
from crawler.authors.names import is_agency, is_organisation, is_person, same_name
from crawler.document import Page
from crawler.titles import SiteNames, site_names
from crawler.vocabulary import alternation

_META = (
    "author", "article:author", "article:author_name", "og:author", "dc.creator",
    "dcterms.creator", "dc.contributor",
    "citation_author", "parsely-author", "sailthru.author", "sailthru.byline_name", "byl",
    "cxenseparse:author",
    "shareaholic:article_author_name", "book:author", "dc.author", "authors", "article.author", "cre",
    "og:article:author", "dcsext.author", "dable:author", "bt:author", "article_author", "content_author",
)  # fmt: skip
_WRITTEN_BY = re.compile(alternation("byline.author_stem", "byline.written"), re.IGNORECASE)

_DEEPEST = 4
"""Lists and references within each other; a page's references may lead round in a circle."""


@dataclass(frozen=True, slots=True)
class Creators:
    """One signal's claim about who wrote the page; `organisation` when it names a body and no person."""

    signal: str
    names: tuple[str, ...]
    organisation: bool = False


def creators(page: Page) -> list[Creators]:
    """Claims with at least one name: structured data first, then each kind of meta tag."""
    claims = [*_from_works(page), *_from_meta(page)]
    return [claim for claim in claims if claim.names]


def _from_meta(page: Page) -> Iterator[Creators]:
    for name in _META:
        values = page.meta.get(name, [])[:MOST_NAMES]
        yield Creators("meta", _split(values))
    label = " ".join(page.meta.get("twitter:label1", []))
    if _WRITTEN_BY.search(label):
        yield Creators("meta", _split(page.meta.get("twitter:data1", [])))


def _split(values: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for value in values for name in normalise_authors(value)))


def _from_works(page: Page) -> Iterator[Creators]:
    """The claim of the surest object that names somebody."""
    by_id = {item["@id"]: item for item in page.json_ld if isinstance(item.get("@id"), str)}
    for work in page.works:
        people = _people(work.properties.get("author") or work.properties.get("creator"), by_id)
        if people:
            names = tuple(dict.fromkeys(name for name, _ in people))
            yield Creators(work.signal, names, organisation=all(body for _, body in people))
            return


def _people(value: Any, by_id: dict[str, dict[str, Any]], depth: int = 0) -> list[tuple[str, bool]]:
    """Names with True for an organisation; references to other objects of the page followed."""
    if depth > _DEEPEST:
        return []
    if isinstance(value, list):
        return [person for entry in value[:MOST_NAMES] for person in _people(entry, by_id, depth + 1)]
    if isinstance(value, str):
        return _people(by_id[value], by_id, depth + 1) if value in by_id else _named(value, body=False)
    if not isinstance(value, dict):
        return []
    referred = by_id.get(str(value.get("@id")))
    if "name" not in value and referred is not None and referred is not value:
        return _people(referred, by_id, depth + 1)
    name = value.get("name") or " ".join(str(value.get(part) or "") for part in ("givenName", "familyName"))
    names = name if isinstance(name, list) else [name]
    body = "Organi" in str(value.get("@type"))
    return [
        person
        for entry in names[:MOST_NAMES]
        if isinstance(entry, str)
        for person in _named(entry, body=body)
    ]


def _named(text: str, *, body: bool) -> list[tuple[str, bool]]:
    return [(name, body) for name in normalise_authors(text)]


class House:
    """What a page calls its site, looked up when the first name asks for it."""

    def __init__(self, page: Page) -> None:
        self._page = page

    @cached_property
    def _names(self) -> SiteNames:
        return site_names(self._page)

    def has(self, name: str) -> bool:
        """True for the site's own name."""
        return self._names.has(name)

    def signs(self, names: Iterable[str]) -> bool:
        """True when nobody but the site itself or its newsroom is named."""
        return all((is_organisation(name) and not is_agency(name)) or self.has(name) for name in names)

    def without(self, names: list[str], listed: list[str]) -> list[str]:
        """The persons among the names, and those bodies that are `listed`; all names where no person is."""
        bare = [self._without_tail(name) for name in names]
        persons = [name for name in bare if is_person(name) and not self.has(name)]
        if not persons:
            return bare
        return [
            name
            for name in bare
            if name in persons
            or not (is_agency(name) or self.has(name))
            or any(same_name(other, name) for other in listed)
        ]

    def _without_tail(self, name: str) -> str:
        """The full name in "Anna Nowak Lantern Watch", as some systems print it."""
        words = name.split()
        for end in range(len(words) - 2, 1, -1):
            person = " ".join(words[:end])
            if self.has(" ".join(words[end:])) and is_person(person):
                return person
        return name
