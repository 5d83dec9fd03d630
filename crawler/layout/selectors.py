"""Selectors: one short path that gives the same element on every page of a template.

A path is XPath over names that a template gives (id, itemprop, class), not over places in a count, as long as
names suffice. What one page alone has (`post-123`, `category-news`) is never part of a path.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement

from crawler.vocabulary import ANSWERS, of_platforms

Group = tuple[HtmlElement, Sequence[HtmlElement]]
"""The root of one page's tree and the elements that a path is to give there, in page order; maybe none."""

_POST_FACTS = "|".join(of_platforms("post_facts"))
"""What begins names that content systems make from a post's own facts."""
_PER_POST = re.compile(rf"(?:{_POST_FACTS})[-_].+|(?=\w+\Z).*?\d\d.*")
_HOLDERS = (
    "post",
    "page",
    "node",
    "entry",
    "article",
    "item",
    "section",
    "author",
    "category",
    "tag",
    "tags",
)
_PARTS = (
    *(
        "content",
        "body",
        "text",
        "title",
        "header",
        "heading",
        "headline",
        "footer",
        "meta",
        "metas",
        "metadata",
    ),
    *(
        "info",
        "name",
        "names",
        "date",
        "time",
        "byline",
        "author",
        "authors",
        "inner",
        "main",
        "wrap",
        "wrapper",
    ),
    *("container", "box", "list", "links", "full", "single", "detail", "details", "published"),
)
"""What such systems call the parts of a page, though it begins as the names above do."""
_PART = re.compile(rf"(?:{'|'.join(_HOLDERS)})[-_](?:[\w-]*[-_])?(?:{'|'.join(_PARTS)})")
_FIRST_STEP = re.compile(r"^(\(?\.?/)/(?=[\w*-]+(?:\[@|[/)]|$))")
_NAME_TEST = r"\[@(\w+) and contains\(concat\(' ',normalize-space\(@\2\),' '\),' ([^']+) '\)\]"
_NAMED_STEP = re.compile(rf"^(\(?\.?/descendant::[\w*-]+){_NAME_TEST}")
_PLAIN_TAG = re.compile(r"[A-Za-z][\w-]*")
_LANDMARKS = frozenset({"article", "main", "header", "h1", "address", "time"})
MOST_ELEMENTS = 4000
"""Of a page's, of which one is looked for; an article's facts stand above its comments."""
_NAMED_LEVELS = 8
"""Of its ancestors, those by whose names an element is told."""


@dataclass(frozen=True)
class Level:
    """What the elements have in common, one level of their ancestry: a tag and predicates, best first."""

    tag: str
    predicates: tuple[str, ...]
    count: str = ""
    """Its number among the siblings of its tag, from the front or the back, when that is the same for all."""

    def tests(self) -> tuple[str, ...]:
        """Return node tests from the surest name to the bare tag."""
        return (*(f"{self.tag}[{predicate}]" for predicate in self.predicates), self.tag)


def select(path: str, tree: HtmlElement) -> list[HtmlElement]:
    """Return the elements a path gives, in page order."""
    found = _compiled(path)(tree)
    return found if isinstance(found, list) else []


@lru_cache(maxsize=ANSWERS)
def _compiled(path: str) -> etree.XPath:
    # libxml2 reads `//div[...]` by way of every node of the page; the axis, three times as fast, means the
    # same where the step has no number, and the first step of our paths never has one.
    path = _FIRST_STEP.sub(r"\1descendant::", path)
    # It gathers all elements of a kind before it asks for their names; asked for names, only those.
    path = _NAMED_STEP.sub(
        r"\1/@\2[contains(.,'\3')][contains(concat(' ',normalize-space(.),' '),' \3 ')]/parent::*", path
    )
    return etree.XPath(path, smart_strings=False)


def common_path(groups: Sequence[Group]) -> str | None:
    """Return the surest path that gives exactly the wanted elements on each page, None when there is none."""
    elements = [element for _, wanted in groups for element in wanted]
    steps = _common_steps(elements)
    if not steps:
        return None
    return next((path for path in _candidates(steps) if _is_exact(path, groups)), None)


def _is_exact(path: str, groups: Sequence[Group]) -> bool:
    return all(select(path, tree) == list(wanted) for tree, wanted in groups)


def _candidates(steps: Sequence[Level]) -> Iterator[str]:
    """Yield paths from the surest to the most fragile: by name, below a named ancestor, by count."""
    own, ancestors = steps[0], steps[1:_NAMED_LEVELS]
    named = own.tests()[:-1]
    yield from (f"//{test}" for test in named)
    if own.tag in _LANDMARKS:
        yield f"//{own.tag}"
    below = [path for test in own.tests() for path in _below(ancestors, test)]
    yield from below
    yield from _chains(steps[:_NAMED_LEVELS])
    yield from _counted_chains(steps[:_NAMED_LEVELS])
    yield f"//{own.tag}"
    for path in [*(f"//{test}" for test in own.tests()), *below]:
        yield f"({path})[1]"
        yield f"({path})[last()]"
    yield "/html/body/" + "/".join(f"{step.tag}{step.count}" for step in reversed(steps))


def _below(ancestors: Sequence[Level], test: str) -> Iterator[str]:
    """Yield paths to the test below each named or landmark ancestor, the nearest first."""
    for level, ancestor in enumerate(ancestors):
        names = ancestor.tests()[:-1] or ((ancestor.tag,) if ancestor.tag in _LANDMARKS else ())
        for name in names:
            if level == 0:
                yield f"//{name}/{test}"
            yield f"//{name}//{test}"


def _chains(steps: Sequence[Level]) -> Iterator[str]:
    """Yield child paths, each tag with its best name, of growing length."""
    for length in range(2, len(steps) + 1):
        yield "//" + "/".join(step.tests()[0] for step in reversed(steps[:length]))


def _counted_chains(steps: Sequence[Level]) -> Iterator[str]:
    """Yield child paths by number from each named ancestor, the nearest first."""
    for level in range(1, len(steps)):
        below = "/".join(f"{step.tag}{step.count}" for step in reversed(steps[:level]))
        yield from (f"//{name}/{below}" for name in steps[level].tests()[:-1])


def _common_steps(elements: Sequence[HtmlElement]) -> list[Level]:
    """Return what the elements and their ancestors have in common, level by level, while tags agree."""
    steps: list[Level] = []
    level = list(elements)
    while level:
        tags = {str(element.tag) for element in level}
        if len(tags) > 1 or tags & {"body", "html"}:
            break
        tag = tags.pop()
        name = tag if _PLAIN_TAG.fullmatch(tag) else "*"  # `o:p` of a word processor is no name in XPath
        steps.append(Level(name, tuple(_predicates(level)), _common_count(level)))
        parents = [element.getparent() for element in level]
        level = [parent for parent in parents if parent is not None]
        if len(level) < len(parents):
            break
    return steps


def _common_count(elements: Sequence[HtmlElement]) -> str:
    before = {sum(1 for _ in element.itersiblings(element.tag, preceding=True)) for element in elements}
    if len(before) == 1:
        return f"[{before.pop() + 1}]"
    after = {sum(1 for _ in element.itersiblings(element.tag)) for element in elements}
    return f"[last()-{after.pop()}]" if len(after) == 1 else ""


def _predicates(elements: Sequence[HtmlElement]) -> Iterator[str]:
    """Yield tests that hold for all the elements: id, itemprop, rel, then class names, the longest first."""
    ids = {element.get("id") or "" for element in elements}
    if len(ids) == 1 and is_stable(next(iter(ids))):
        yield f"@id={_quoted(ids.pop())}"
    for attribute in ("itemprop", "rel", "class"):
        shared = set.intersection(*(names_of(element, attribute) for element in elements))
        for name in sorted(filter(is_stable, shared), key=lambda name: (-len(name), name)):
            names = f"concat(' ',normalize-space(@{attribute}),' ')"
            yield f"@{attribute} and contains({names},{_quoted(f' {name} ')})"


def names_of(element: HtmlElement, attribute: str = "class") -> set[str]:
    """Return the white-space separated names in an attribute."""
    return set((element.get(attribute) or "").split())


def is_stable(name: str) -> bool:
    """True for a name that a template gives, not one made from a post's number, tag, author or state."""
    if not name or "'" in name or '"' in name:
        return False
    return _PER_POST.fullmatch(name) is None or _PART.fullmatch(name) is not None


def _quoted(text: str) -> str:
    return f"'{text}'"


def signature(element: HtmlElement, root: HtmlElement) -> tuple[str, ...]:
    """Return tags and stable names from the root down to the element: the same on each page of a template."""
    path: list[str] = []
    current: HtmlElement | None = element
    while current is not None and current is not root:
        path.append(step_name(current))
        current = current.getparent()
    return tuple(reversed(path))


def step_name(element: HtmlElement) -> str:
    """Return the tag with its stable names, `div.author-box.wide`."""
    names: Iterable[str] = sorted(filter(is_stable, names_of(element)))
    own_id = element.get("id") or ""
    return ".".join([str(element.tag), *names]) + (f"#{own_id}" if is_stable(own_id) else "")


def element_path(roots: Sequence[HtmlElement], pages: Sequence[Sequence[HtmlElement]]) -> str | None:
    """Return a path, relative to each page's root, to exactly these elements; None when names do not do."""
    steps = _common_steps([element for page in pages for element in page])
    if not steps:
        return None
    test = steps[0].tag + "".join(f"[{predicate}]" for predicate in steps[0].predicates)
    paths = [f".//{test}", f"./{test}"]
    if len(steps) > 1:
        paths.append(f".//{steps[1].tests()[0]}/{test}")
    return next((path for path in paths if _is_exact(path, list(zip(roots, pages, strict=True)))), None)
