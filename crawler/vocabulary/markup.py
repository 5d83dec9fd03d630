"""What the names of an element say of its part in a page: one answer for all who ask.

A name is a hint and no more: a wrapper called "content-with-sidebar" holds the article. Whoever asks here
must first see that the element does not hold what he looks for.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from lxml.html import HtmlElement

from crawler.vocabulary.caches import ANSWERS

Role = str
"""The part of a page that a name tells: a heading of markup.toml."""
Roles = Mapping[str, int]
"""The roles that names tell, each with how surely."""
SURE = 2
LIKELY = 1

_MOST_WORDS = 6
"""Of a name: one with more says what the page is about ("ten-ads-for-the-newsletter-of-the-bridge")."""
_LONGEST = 60
"""Letters of a name that is looked at; longer ones are made by machines."""
_PARTING = re.compile(r"[-_.]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_VARIANT = re.compile(r"(?<!-)--(?!name-)(?=[^-]+-)(?!.*--).*")
"""Behind two hyphens stands which of several looks a part has: "cards--near-menu" is no menu.

Who writes them more than once, or before a single word, parts all words by them: "image--author". Drupal puts
what a field is called behind them: "field--name-field-author".
"""
_NUMBER = re.compile(r"(?<=[a-z]{4})\d+$|(?<=[a-z][a-z])\d{1,3}$")
"""Of "sidebar2", not of a hashed name such as "ad9z0x"."""
_ABOUT_ANOTHER = frozenset(("with", "has", "no", "is", "hide", "show", "without", "js", "count"))
"""What follows them is said of something else, or is not there: "has-sidebar", "no-comments"."""
_STATES = {
    "side": frozenset(("off", "on", "none", "position", "layout")),
    "comments": frozenset(("open", "closed", "above", "off", "on", "count")),
}
"""What follows a role's word when the name says how the page is built: "sidebar-off", "comments-closed"."""
_LOOKS = frozenset(("bg", "text", "font", "color", "border", "fill", "stroke", "align"))
"""What begins so is a look: "bg-secondary" is a colour, Bootstrap's as Tailwind's; not "text__byline"."""
_PLAIN = re.compile(r"(?!.*--).*[A-Za-z]")
"""A name without numbers and variants: "hide--desktop" hides on some screens alone."""
_POST = re.compile(r"(?:^|\s)(?:hentry|post-\d+|type-post)(?:\s|$)")
_TERMS_OF_POST = ("tag-", "category-")
"""On an element that WordPress's post_class() names, these are the post's own terms: "tag-cloud"."""
_TERMS = frozenset(("tag", "category", "format", "type", "anchor"))
"""What begins so is as a rule a post's own: WordPress's post_class() writes "tag-newsletter" for its tags."""


def names_of(element: HtmlElement) -> str:
    """Return the class and id of an element, by which its author says what it is; a tag of his own first."""
    names = element.get("class") or ""
    if "-" in element.tag:
        names = f"{element.tag} {names}"
    own_id = element.get("id")
    return f"{names} {own_id}" if own_id else names


@lru_cache(maxsize=ANSWERS)
def roles_of(names: str, *, whole: bool = False) -> Roles:
    """Return what names, with spaces between them, say of an element's part in the page.

    `whole`: only those that say nothing else count; a card's class may hold the words of its article's terms.
    """
    found: dict[Role, int] = {}
    is_post = _POST.search(names) is not None
    for name in names.split():
        if not (is_post and name.startswith(_TERMS_OF_POST)):
            for role, strength in _roles_of_one(name, whole=whole):
                found[role] = max(found.get(role, 0), strength)
    return found


@lru_cache(maxsize=ANSWERS)
def _roles_of_one(name: str, *, whole: bool) -> tuple[tuple[Role, int], ...]:
    if len(name) > _LONGEST or ":" in name or name.startswith("__"):  # a look, Next.js's root
        return ()
    words = tuple(_words(name))
    is_look = bool(words) and words[0] in _LOOKS and "__" not in name
    if is_look or (whole and words not in _phrases()[0]):
        return ()
    return tuple(_told(words, is_plain=_PLAIN.fullmatch(name) is not None))


def _words(name: str) -> Iterator[str]:
    """Yield the words of a name: "entryMeta_share2" has entry, meta and share."""
    pieces = _PARTING.split(_VARIANT.sub("", name) if "--" in name else name)
    if len(pieces) > _MOST_WORDS:
        return
    for piece in pieces:
        for part in (piece if piece.islower() else _CAMEL.sub("-", piece).lower()).split("-"):
            word = part if part.isalpha() else _NUMBER.sub("", part)
            if word.isalpha() or word in _numbered():
                yield word


def _told(words: tuple[str, ...], *, is_plain: bool) -> Iterator[tuple[Role, int]]:
    """Yield the roles that the words of one name tell, the longest phrase at each place."""
    phrases, longest = _phrases()
    at = 0
    while at < len(words):
        sizes = range(min(longest, len(words) - at), 0, -1)
        size = next((size for size in sizes if words[at : at + size] in phrases), 1)
        known = phrases.get(words[at : at + size]) or _by_stem(words[at])
        if known:
            role, strength = known
            if _is_meant(role, words, at, at + size) and (role not in ("hidden", "spoken") or is_plain):
                yield role, strength
        at += size


def _is_meant(role: Role, words: tuple[str, ...], start: int, end: int) -> bool:
    """True when a phrase in a name tells of the element itself."""
    is_all = end - start == len(words)
    if role == "neutral":
        return False
    is_phrase = end - start > 1
    if role in ("hidden", "spoken", "snippet"):
        return is_all or is_phrase
    if words[0] in _TERMS:
        return is_all or (is_phrase and start == 0)
    after = words[end] if end < len(words) else ""
    return words[max(start - 1, 0)] not in _ABOUT_ANOTHER and after not in _STATES.get(role, ())


def _by_stem(word: str) -> tuple[Role, int] | None:
    """Return what a word tells by its beginning: "relatedPosts" written as one."""
    stems = _stems()
    if not word.startswith(tuple(stems)):
        return None
    return next(told for stem, told in stems.items() if word.startswith(stem))


@cache
def _stems() -> dict[str, tuple[Role, int]]:
    phrases, _ = _phrases()
    return {phrase[0][:-1]: told for phrase, told in phrases.items() if phrase[0].endswith("*")}


@cache
def _tables() -> dict[str, dict[str, Any]]:
    text = (files("crawler.vocabulary") / "markup.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def folder_of(kind: str) -> re.Pattern[str]:
    """Return a pattern for a folder of this kind in an address: "/author/", and "/authors-of-ours"."""
    words = _tables()["address"][kind]["words"].split()
    whole = "|".join(re.escape(word) for word in words if not word.endswith("*"))
    begun = "".join(f"|{re.escape(word[:-1])}" for word in words if word.endswith("*"))
    return re.compile(f"/(?:(?:{whole})/{begun})", re.IGNORECASE)


@cache
def _phrases() -> tuple[dict[tuple[str, ...], tuple[Role, int]], int]:
    """Return the role of each phrase, as its words, and how many words the longest has."""
    found = {
        tuple(phrase.split("-")): (role, strength)
        for role, lists in _tables().items()
        for kind, strength in (("likely", LIKELY), ("sure", SURE))
        for phrase in lists.get(kind, "").split()
    }
    return found, max(map(len, found))


@cache
def _numbered() -> frozenset[str]:
    """Return the words with a number in them: "a11y"."""
    return frozenset(word for phrase in _phrases()[0] for word in phrase if not word.isalpha())


def strength(names: str, roles: frozenset[Role]) -> int:
    """Return how surely names tell one of these roles: SURE, LIKELY or 0."""
    told = roles_of(names)
    return max((told[role] for role in told if role in roles), default=0) if told else 0
