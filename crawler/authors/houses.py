"""The house beside those who write for it: the site's own name, its newsroom, agencies.

A house that signs alone is the author; beside persons it is not, unless metadata list it as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from crawler.authors.names import is_agency, is_organisation, is_person, same_name
from crawler.document import Page
from crawler.titles import SiteNames, site_names


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
        is_alone = len(names) == 1 or not any(map(is_person, names))
        if is_alone and not any(len(name.split()) > 3 for name in names):
            return names
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
