"""Where a page prints who wrote it: elements marked up as author or byline, or that print a name we know.

Each is weighed by its markup and its place; `score` decides. Seen: bylines of commenters and of teasers in
a sidebar, marked up just like the article's; photographers in captions; author boxes under the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from crawler.authors import bywords
from crawler.authors.clean import normalise_authors
from crawler.authors.names import is_organisation, is_person
from crawler.document import AUTHOR_ROLES, Surroundings, is_hidden, names_own_author, text_of
from crawler.vocabulary import (
    ANSWERS,
    SURE,
    Role,
    alternation,
    folder_of,
    names_of,
    of_platforms,
    roles_of,
    strength,
)

_WRITER: frozenset[Role] = frozenset(("writer",))
_MARKS = AUTHOR_ROLES | _WRITER
_BY: frozenset[Role] = frozenset(("by", "posted_by"))
_MARKS_OR_BY = _MARKS | _BY
_DRUPAL_NAME = "username"
"""What Drupal calls the name behind "Submitted by"."""
_ITEMPROPS = {"author", "creator", "authors"}
# The axis is spelled out: with // libxml2 merges a set for each element of the page, in quadratic time.
_PRINTED = etree.XPath("//body/descendant::*[text()[contains(., $name)]]")
_TESTED = etree.XPath("//body/descendant::*[@data-testid or @data-test or @data-qa or @data-hook]")
_TEST_MARKS = ("data-testid", "data-test", "data-qa", "data-hook")
_TEST_WORDS = re.compile(r"author-?_?names?\b|byline|user-name|^authors?$", re.IGNORECASE)
_NAME_PART = re.compile(r"(?:^|[\s_-])(?:fn|name|authorname)(?:$|[\s_-])", re.IGNORECASE)
_BIOGRAPHY = re.compile(r"(?:^|[\s_-])(?:bio|biography|biographical-info)(?:$|\s)")
_COUNT = re.compile(r"\s*[(\[]?\d+\b")
_BLOCKS = frozenset(
    "p div br h2 h3 h4 h5 dd dt section tr td small ul ol figure".split()  # noqa: SIM905
)
_MARKED_TAGS = tuple(
    """
    a span div p address byline li ul ol section article em strong b i h2 h3 h4 h5 h6 small cite footer header
    aside td dt dd figcaption font button
    """.split()  # noqa: SIM905
)
SKIPPED = {"script", "style", "noscript", "template", "svg", "button", "img", "time", "figcaption"}
MANY = 40
"""Of anything on a page more than enough: what follows is no byline's, and would only take time."""
_MAX_CHARS = 260
"""A byline with many names is not longer; a biography is."""
_BOX_CHARS = 1000
"""Nor is a box of several authors, each with a word on who it is."""
_NAME_CHARS = 60
"""A name, a role and what stands beside a known name are not longer."""
_SURE_WORDS = 3
"""A name of so many words, or a body's of two, stands nowhere by chance; the site's own, a section's may."""
_PROSE_TAGS = {"p", "em", "strong", "b", "i", "blockquote", "dd"}
_PROSE_CHARS = 200
_MARKED, _LINKED, SET_APART, SAID = 0.5, 1.0, 1.5, 2.5
"""What speaks for a byline: any mark; a link to people; a class of authors or a by-word; plain words."""


@dataclass(slots=True)
class Byline:
    """Names printed in one place, in order; `weight` says how surely they are the article's authors."""

    node: HtmlElement
    names: list[str]
    weight: float
    spoken: bool = False
    """True when a by-word or a label says so."""
    parts: dict[str, HtmlElement] = field(default_factory=dict)
    """The element of each name that has one of its own."""
    guessed: bool = False
    """True when neither a word nor markup says so: the names stand beside the date."""


def marked_bylines(around: Surroundings) -> Iterator[Byline]:
    """Yield what elements marked up as author or byline print, in page order, none inside another."""
    done: set[HtmlElement] = set()
    for node in islice(_marked(around.tree), MANY):
        if node is around.headline or any(up in done for up in node.iterancestors()):
            continue
        names = [] if _is_biography(node) or _is_mentioned(node) else read_names(node)
        if names:
            if not _is_by_alone(node):
                done.add(node)
            if not _is_index(node):
                yield _byline(node, names, around)


def _is_biography(node: HtmlElement) -> bool:
    """True for what is told of an author, not the name."""
    words = node.get("class")
    return bool(words) and _BIOGRAPHY.search(words) is not None


def _is_index(node: HtmlElement) -> bool:
    """True for a list of all who write for the site: each item a name with a count behind it."""
    items = list(islice(node.iter("li"), MANY))
    return len(items) > 1 and all(len(item) == 1 and _COUNT.match(item[0].tail or "") for item in items)


def tested_bylines(around: Surroundings) -> Iterator[Byline]:
    """Yield what elements print that a site's tests call an author's name or a byline.

    Seen: sites whose classes are generated, css-1x2y3z; looked for where nothing else is marked up.
    """
    for node in _TESTED(around.tree):
        if any(_TEST_WORDS.search(node.get(mark) or "") for mark in _TEST_MARKS):
            names = read_names(node)
            if names:
                yield Byline(node, names, SAID + around.place(node), False, named_parts(node))


def _marked(tree: HtmlElement) -> Iterator[HtmlElement]:
    for node in tree.iter(*_MARKED_TAGS):
        words, own_id = node.get("class"), node.get("id")
        if (words and not _MARKS_OR_BY.isdisjoint(roles_of(words))) or (
            own_id and node.tag == "li" and strength(own_id, _MARKS)
        ):
            yield node
        elif node.tag == "a":
            if is_rel_author(node) or leads_to_profile(node):
                yield node
        elif node.get("itemprop") in _ITEMPROPS or node.tag in ("address", "byline"):
            yield node


def _is_by_alone(node: HtmlElement) -> bool:
    """True for a "posted-by" that may hold a better marked byline besides the date."""
    words = node.get("class")
    return bool(words) and strength(words, _BY) > 0 and not strength(words, _MARKS)


def _byline(node: HtmlElement, names: list[str], around: Surroundings) -> Byline:
    spoken = bool(bywords.SPOKEN.match(printed_text(node).strip()))
    weight = _markup_weight(node) + (SET_APART if spoken else 0.0) + around.place(node)
    return Byline(node, names, weight, spoken, named_parts(node))


def _is_mentioned(node: HtmlElement) -> bool:
    """True for a link in running text: who is linked there is spoken of, and signs elsewhere."""
    parent = node.getparent()
    if node.tag != "a" or parent is None or parent.tag not in _PROSE_TAGS:
        return False
    return sum(len(text) for text in islice(parent.itertext(), MANY)) > _PROSE_CHARS


def _markup_weight(node: HtmlElement) -> float:
    words, weight = names_of(node), _MARKED
    if is_rel_author(node) or "author" in (node.get("itemprop") or "") or node.tag == "byline":
        weight += SAID
    if strength(words, AUTHOR_ROLES):
        weight += SAID if names_own_author(words) else SET_APART
    elif words.strip() == _DRUPAL_NAME or strength(words, _WRITER) == SURE:
        weight += _LINKED
    if any(map(leads_to_people, islice(node.iter("a"), MANY))):
        weight += _LINKED
    return weight


def read_names(node: HtmlElement) -> list[str]:
    """Return the names an element prints: its parts named as names, its links, or its text."""
    text = printed_text(node)
    if len(text) > _BOX_CHARS:
        return []
    whole = normalise_authors(text) if len(text) <= _MAX_CHARS else []
    parts = list(named_parts(node))
    if not parts:
        return [name for name in whole if len(name) <= _NAME_CHARS]
    joined = [name for name in whole if is_person(name)]
    return joined if set(parts) < set(joined) else parts


def named_parts(node: HtmlElement) -> dict[str, HtmlElement]:
    """Names that have an element of their own in this one: a part marked as a name, or a link."""
    names: dict[str, HtmlElement] = {}
    named = [part for part in node.iter() if _is_name_part(part) and not _is_publisher(part, node)]
    for part in (named or [link for link in node.iter("a") if is_author_link(link)])[:MANY]:
        text = printed_text(part)
        if len(text) <= _MAX_CHARS and not any(up in named for up in part.iterancestors() if up is not node):
            for name in normalise_authors(text):
                names.setdefault(name, part)
    return names


def _is_name_part(part: HtmlElement) -> bool:
    if part.tag in SKIPPED or part.tag == "meta":
        return False
    return (
        part.get("itemprop") == "name"
        or (part.get("itemprop") in _ITEMPROPS and part.find(".//*[@itemprop='name']") is None)
        or is_rel_author(part)
        or (bool(_NAME_PART.search(part.get("class") or "")) and not (part.tag == "a" and is_section(part)))
    )


def _is_publisher(part: HtmlElement, node: HtmlElement) -> bool:
    """True inside the markup of the publisher, which may stand in the byline with its own name."""
    up: HtmlElement | None = part
    while up is not None and up is not node:
        if up.get("itemprop") == "publisher":
            return True
        up = up.getparent()
    return False


def printed_names(around: Surroundings, names: list[str]) -> Iterator[Byline]:
    """Yield the elements that print one of these names and little else, best placed first."""
    for name in names[:MANY]:
        if not is_person(name) and len(name.split()) < (2 if is_organisation(name) else _SURE_WORDS):
            continue
        spots = [
            spot
            for spot in _PRINTED(around.tree, name=name)[:MANY]
            if len(" ".join(printed_text(spot).split())) <= len(name) + _NAME_CHARS
        ]
        for spot in spots:
            if spot.tag not in SKIPPED and spot.tag not in ("h1", "title", "option"):
                yield Byline(spot, [name], _LINKED + around.place(spot), False)


def printed_text(node: HtmlElement) -> str:
    """The beginning of the text a reader sees, its blocks parted by bars and its list items by semicolons."""
    runs: list[str] = []
    length = 0
    for run in _runs(node, 0):
        runs.append(run)
        length += len(run)
        if length > _BOX_CHARS:
            break
    return " ".join("".join(runs).split())


@lru_cache(maxsize=ANSWERS)
def _is_role(text: str) -> bool:
    """True for a short text with a role in it, which CSS alone may set apart from the name before it."""
    return len(text) < _NAME_CHARS and bool(bywords.ROLE.search(text))


def _is_listed(child: HtmlElement) -> bool:
    """True for one of several items marked up alike: the authors of a list, each in a box."""
    before = child.getprevious()
    words = child.get("class")
    return before is not None and bool(words) and before.tag == child.tag and before.get("class") == words


def _runs(node: HtmlElement, depth: int) -> Iterator[str]:
    if node.text:
        yield node.text
    for child in islice(node, MANY):
        tag = child.tag
        if (tag == "a" and is_section(child)) or _is_biography(child):
            yield " | "
        elif isinstance(tag, str) and tag not in SKIPPED and depth < MANY and not is_hidden(child):
            if tag == "li" or (tag in _BLOCKS and _is_listed(child)):
                yield " ; "
            elif tag in _BLOCKS:
                yield " | "
            elif tag in ("a", "span"):
                yield " | " if child.text and _is_role(child.text) else " "
            yield from _runs(child, depth + 1)
            if tag in _BLOCKS or (tag == "a" and (child.tail or "")[:1].isalnum()):
                yield " | "
            elif tag == "span" and not child.tail:
                yield " "
        elif tag == "time":
            yield " | "
        if child.tail:
            yield child.tail


_AUTHOR_FOLDER, _PEOPLE_FOLDER = folder_of("author"), folder_of("people")
_NO_ACCOUNT = "".join(rf"(?<!{re.escape(each)})" for each in of_platforms("accounts"))
# Platforms call their authors' pages so; elsewhere it is a channel or an account that somebody links to.
_ACCOUNT_HREF = re.compile(rf"/@(?<!^/@){_NO_ACCOUNT}")
_SECTION_HREF = re.compile(rf"/(?:{alternation('byline.section_path')})/|[?&](?:tag|cat|s|q)=", re.IGNORECASE)
"""Where a link leads that names what the article is about, not who wrote it."""


def leads_to_profile(link: HtmlElement) -> bool:
    """True when the address is one of those that systems give to the pages of their authors."""
    href = link.get("href")
    return bool(href and ("/@" in href or _AUTHOR_FOLDER.search(href))) and not is_section(link)


def leads_to_people(link: HtmlElement) -> bool:
    """True for addresses that in a byline are an author's, and elsewhere a team's, a user's."""
    return bool(_PEOPLE_FOLDER.search(link.get("href") or ""))


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
    text = text_of(link)
    return leads_to_people(link) or is_person(text)
