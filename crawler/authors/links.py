"""Where a link near a byline leads: to the page of who wrote it, or to a tag, a section, an account."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from crawler.authors.names import is_person
from crawler.vocabulary import alternation

_AUTHOR_HREF = re.compile(
    r"/(?:author|autor|auteur|avtor|szerzo|yazar|forfatter|profile?s?/|person/|redaktion/|journalist|@)",
    re.IGNORECASE,
)
# Two sites call their authors' pages so; elsewhere it is a channel or an account that somebody links to.
_ACCOUNT_HREF = re.compile(r"/@(?<!^/@)(?<!substack\.com/@)(?<!medium\.com/@)")
_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|autor(?:en|es|i)?|auteurs?|people|person|profile?s?|users?|by|team|staff|writers?|redaktion)/",
    re.IGNORECASE,
)
_SECTION_HREF = re.compile(rf"/(?:{alternation('byline.section_path')})/|[?&](?:tag|cat|s|q)=", re.IGNORECASE)
"""Where a link leads that names what the article is about, not who wrote it."""


def leads_to_profile(link: HtmlElement) -> bool:
    """True when the address is one of those that systems give to the pages of their authors."""
    href = link.get("href")
    return bool(href and _AUTHOR_HREF.search(href)) and not is_section(link)


def leads_to_people(link: HtmlElement) -> bool:
    """True for addresses that in a byline are an author's, and elsewhere a team's, a user's."""
    return bool(_AUTHOR_PAGE.search(link.get("href") or ""))


def is_rel_author(link: HtmlElement) -> bool:
    """True when its relation to the page says so."""
    rel = link.get("rel")
    return rel is not None and "author" in rel.lower().split()


def is_section(link: HtmlElement) -> bool:
    """True for a link to a tag, a section, a search: what it says is no name."""
    if is_rel_author(link):
        return False
    href = link.get("href") or ""
    kinds = (link.get("rel") or "").lower().split()
    return (
        "tag" in kinds
        or "category" in kinds
        or bool(_SECTION_HREF.search(href))
        or bool(_ACCOUNT_HREF.search(href))
    )


def is_author_link(link: HtmlElement) -> bool:
    """True for a link in a byline that names an author: by its address, or by a full name."""
    if is_section(link):
        return False
    text = " ".join("".join(link.itertext()).split())
    return leads_to_people(link) or is_person(text)
