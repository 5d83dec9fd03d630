"""When is a reading an article that is already stored, and has that changed: pure functions over old and new.

Nothing here reads or writes the file; `pipelines.store.upsert` does what is decided here.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from pipelines.characters import plain_url
from pipelines.compare import fold, storable, word_count
from pipelines.identity import MIN_WORDS_OF_SAME_TEXT, content_hash, text_hash, url_key
from pipelines.items import Article, Evidence
from pipelines.moments import day_of

ReadingKind = Literal["new", "updated", "unchanged", "duplicate"]

MIN_SHARED = 0.3
"""Two texts that share this part of their word groups are states of one article."""
MIN_SHARED_UNDER_ANOTHER_TITLE = 0.6
"""The same for pages at two addresses whose titles differ: footers and lists of signatories make more than a
third of a short statement."""

_GROUP = 4
"""Words in a row: fewer are common phrases, more are broken by every correction."""
_COMPARED = 6000
"""Characters of a text that are compared."""
_TEXTS = ("title", "authors", "published", "body")
_EXTRAS = ("modified", "language", "teaser", "image_url", "image_alt")
_KEPT = Evidence(reason="not found when the page was last read; the value is an earlier one").as_json()


@dataclass(frozen=True, slots=True)
class State:
    """What the columns of one article say, apart from where it stands and when it was seen."""

    url: str
    title: str | None
    authors: tuple[str, ...]
    published: str | None
    modified: str | None
    language: str | None
    site: str
    teaser: str | None
    body: str | None
    image_url: str | None
    image_alt: str | None
    content_hash: str
    text_hash: str | None
    word_count: int
    layout: str | None
    problems: str | None
    evidence: dict[str, Any]

    def changed(self, old: State) -> dict[str, Any]:
        """Return the fields in which this state is not the old one."""
        mine = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in mine.items() if value != getattr(old, name)}


@dataclass(frozen=True, slots=True)
class Revised:
    """What is to be stored, and whether the state before it becomes a revision."""

    kind: ReadingKind
    state: State


def state_of(article: Article, *, layout: str | None = None, problems: tuple[str, ...] = ()) -> State:
    """Return the state that an article amounts to when nothing was known before."""
    title, body = storable(article.title), storable(article.body)
    authors = tuple(dict.fromkeys(filter(None, map(storable, article.authors))))
    return State(
        url=article.url,
        title=title,
        authors=authors,
        published=article.published,
        modified=article.modified,
        language=article.language,
        site=article.site or "",
        teaser=storable(article.teaser),
        body=body,
        image_url=plain_url(article.image_url) if article.image_url else None,
        image_alt=storable(article.image_alt),
        content_hash=content_hash(title, authors, article.published, body),
        text_hash=text_hash(title, body),
        word_count=word_count(body),
        layout=layout,
        problems="; ".join(problems) or None,
        evidence={name: evidence.as_json() for name, evidence in article.evidence.items()},
    )


def revise(old: State | None, new: State, *, read_again: bool = False) -> Revised:
    """Return what becomes of a reading, given what is stored.

    A field that this reading did not find keeps its value, and its evidence says so: that a page was read
    worse is far more likely than that its author was taken back. When the same page was read again by a
    better reader (`read_again`), what it did not find is not there, be it a counter that makes no edit.
    """
    if old is None:
        return Revised("new", new)
    merged = new if read_again else _keep_known(old, new)
    if merged.content_hash == old.content_hash:
        return Revised("unchanged", merged if read_again else _keep_typography(old, merged))
    return Revised("updated", merged)


def reads_alike(old: State, article: Article, layout: str | None) -> bool:
    """True when a page, whatever its bytes, says what it said before, read by the same layout."""
    new = state_of(article, layout=layout)
    verdict = revise(old, new)
    fields = {*_TEXTS, *_EXTRAS, "layout"}
    return (
        verdict.kind == "unchanged" and fields.isdisjoint(verdict.state.changed(old)) and not _lacks(new, old)
    )


def _lacks(new: State, old: State) -> bool:
    """True when a reading did not find what an earlier one found."""
    return any(getattr(old, name) and not getattr(new, name) for name in (*_TEXTS, *_EXTRAS))


def is_same_article(title: str | None, body: str | None, other: State) -> bool:
    """True when what an address shows is the article it had, edited perhaps: by its title or by its text.

    Of pages at two addresses see `is_one_article`.
    """
    if title and fold(title).casefold() == fold(other.title).casefold():
        return True
    return (_shared(body, other.body) or 0.0) >= MIN_SHARED


def is_one_article(one: State, other: State) -> bool:
    """True when pages at two addresses are one article.

    Under one title unless their texts have little in common, as a digest's of each week; under two titles
    when the texts are nearly the same, and long enough to say so.
    """
    shared = _shared(one.body, other.body)
    if one.title and fold(one.title).casefold() == fold(other.title).casefold():
        return shared is None or shared >= MIN_SHARED
    if min(one.word_count, other.word_count) < MIN_WORDS_OF_SAME_TEXT:
        return False
    return (shared or 0.0) >= MIN_SHARED_UNDER_ANOTHER_TITLE


def is_foreign_claim(page_url: str, article: State, owner: State) -> bool:
    """True when a page declares as canonical the address of a stored article that is another one.

    Seen where a template prints the home page's or the first post's canonical link on every page.
    """
    return url_key(page_url) != url_key(article.url) and not is_one_article(article, owner)


def _keep_known(old: State, new: State) -> State:
    lost = {name: getattr(old, name) for name in _TEXTS if getattr(old, name) and not getattr(new, name)}
    kept: dict[str, Any] = {name: getattr(old, name) for name in _EXTRAS if getattr(new, name) is None}
    evidence = {**new.evidence, **dict.fromkeys(lost, _KEPT)}
    if _is_less_precise(new.published, old.published):
        kept["published"] = old.published
        evidence["published"] = old.evidence.get("published", {})
    merged = replace(new, **{**kept, **lost}, evidence=evidence)
    return _rehash(merged) if lost else merged


def _is_less_precise(new: str | None, old: str | None) -> bool:
    """True for the day alone where the hour of that day is known."""
    return bool(new and old) and day_of(new) == day_of(old) and len(new or "") < len(old or "")


def _keep_typography(old: State, new: State) -> State:
    """The same text is not written again for a quotation mark or a space: that would cost an index update."""
    return replace(
        new,
        title=old.title,
        authors=old.authors,
        body=old.body,
        text_hash=old.text_hash,
        word_count=old.word_count,
    )


def _rehash(state: State) -> State:
    return replace(
        state,
        content_hash=content_hash(state.title, state.authors, state.published, state.body),
        text_hash=text_hash(state.title, state.body),
        word_count=word_count(state.body),
    )


def _shared(body: str | None, other: str | None) -> float | None:
    """Return the part of the shorter text's word groups that the other one has, None when a text has none."""
    one, two = _word_groups(body), _word_groups(other)
    return len(one & two) / min(len(one), len(two)) if one and two else None


def _word_groups(body: str | None) -> set[tuple[str, ...]]:
    words = fold((body or "")[:_COMPARED]).casefold().split()
    return {tuple(words[i : i + _GROUP]) for i in range(len(words) - _GROUP + 1)}


def is_same_title(one: str, other: str) -> bool:
    """True when a title is the other one, or its beginning: cards cut long ones."""
    first, second = title_key(one), title_key(other)
    return first.startswith(second) or second.startswith(first)


def title_key(title: str | None) -> str:
    """Return a title made comparable; "" for none."""
    return fold(title).casefold().rstrip(" .…")
