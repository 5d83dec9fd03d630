"""Questions to the file: one article, its history and what changed in it; full-text search; tags in figures.

Thin: the file is described well enough to be asked directly. Nothing here writes.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from sqlite3 import Connection
from typing import Any, Literal

from pipelines.characters import one_line, plain
from pipelines.compare import is_spaceless, storable
from pipelines.errors import CorpusError, UsageError
from pipelines.moments import following
from pipelines.store import DEFAULT_EVERY_S, authors_of, owner_of, tags_of

MOST_HITS = 20
_NEAR = 30
"""Characters that are shown before and after a word that was found."""
_WEEK = timedelta(days=7)
_RED, _GREEN = 31, 32
"""As terminals number their colours."""
MAX_ID = 2**63 - 1
"""The largest number that SQLite can look up."""

RECORD = (
    *("id", "url", "title", "published", "modified", "language", "site", "teaser", "body"),
    *(
        "image_url",
        "image_alt",
        "word_count",
        "first_seen",
        "last_seen",
        "gone_since",
        "duplicate_of",
        "problems",
    ),
)
"""The columns of an article that a reader asks for, without digests and evidence."""
MAX_WORDS = 3000
"""Longer passages are compared as wholes: word by word takes time that grows with the square."""


@dataclass(frozen=True, slots=True)
class StateText:
    """One state of an article; `until` is None for the present one."""

    since: str
    until: str | None
    kind: str | None
    title: str | None
    author: str | None
    published: str | None
    body: str | None


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that a search found; `snippet` has the words found between [ and ]."""

    id: int
    title: str | None
    published: str | None
    url: str
    snippet: str


@dataclass(frozen=True, slots=True)
class TagFigures:
    """A tag and what the file holds of it."""

    url: str
    name: str | None
    articles: int
    waiting: int
    """Cards whose article is not stored yet."""
    new_this_week: int
    failed_last_run: int
    followed: bool
    last_run: str | None
    next_due: str | None


def find_article(sql: Connection, wanted: str) -> int:
    """Return the id of the article with this number or address; UsageError when there is none."""
    if wanted.isdecimal():
        row = sql.execute("SELECT id FROM articles WHERE id = ?", (min(int(wanted), MAX_ID),)).fetchone()
        if row:
            return int(row[0])
        raise UsageError(f"there is no article {wanted} in the file; `readmore search` finds their numbers")
    article_id = owner_of(sql, wanted)
    if article_id is None:
        raise UsageError(f"no article in the file has the address {wanted!r}")
    return article_id


def record(sql: Connection, article_id: int) -> dict[str, Any]:
    """Return an article as a dict: its columns, authors and tags as lists, evidence unpacked."""
    row = sql.execute(
        f"SELECT {', '.join(RECORD)}, evidence FROM articles WHERE id = ?", (article_id,)
    ).fetchone()
    values = dict(zip(RECORD, _plain(row), strict=False))
    values["authors"] = _plain(authors_of(sql, article_id))
    values["tags"] = _plain(tags_of(sql, article_id))
    values["evidence"] = json.loads(row[-1])
    values["changed_at"] = _changed_at(sql, article_id) or values["first_seen"]
    return values


def _plain(row: Iterable[Any]) -> list[Any]:
    return [plain(value) if isinstance(value, str) else value for value in row]


def _changed_at(sql: Connection, article_id: int) -> str | None:
    """When the page's latest edit was seen, None when it was never edited."""
    (moment,) = sql.execute(
        "SELECT max(replaced_at) FROM revisions WHERE article_id = ? AND kind = 'article'", (article_id,)
    ).fetchone()
    return str(moment) if moment else None


def records(
    sql: Connection, *, duplicates: bool = True, tag_id: int | None = None
) -> Iterator[dict[str, Any]]:
    """Yield every article, or every one of a tag, as `record` does, the newest first."""
    ids = sql.execute(
        "SELECT id FROM articles WHERE (:duplicates OR duplicate_of IS NULL)"
        " AND (:tag IS NULL OR id IN (SELECT article_id FROM article_tags WHERE tag_id = :tag))"
        " ORDER BY published IS NULL, published DESC, id",
        {"duplicates": duplicates, "tag": tag_id},
    ).fetchall()
    return (record(sql, article_id) for (article_id,) in ids)


def states(sql: Connection, article_id: int) -> list[StateText]:
    """Return all states of an article, the earliest first, the present one last."""
    rows = sql.execute(
        "SELECT seen_at, replaced_at, kind, title, author, published, body FROM revisions"
        " WHERE article_id = ? ORDER BY replaced_at, id",
        (article_id,),
    ).fetchall()
    first_seen, *present = sql.execute(
        "SELECT first_seen, title, author, published, body FROM articles WHERE id = ?", (article_id,)
    ).fetchone()
    since = rows[-1][1] if rows else first_seen
    return [StateText(*_plain(row)) for row in [*rows, (since, None, None, *present)]]


def search(sql: Connection, query: str, limit: int = MOST_HITS) -> list[Hit]:
    """Return the articles with these words, the best first; titles weigh most.

    SQLite's search language is understood (`"two words"`, `freed*`, `title: hearing`, AND, OR, NOT); what it
    cannot read is taken word by word. Scripts without spaces are searched letter by letter.
    """
    query = storable(query) or ""
    if not query.strip():
        raise UsageError("nothing to search for; give one or more words")
    if is_spaceless(query):
        return _search_letters(sql, query, limit)
    try:
        return _search_words(sql, query, limit)
    except sqlite3.OperationalError:
        quoted = ('"' + word.replace('"', '""') + '"' for word in query.split())
        return _search_words(sql, " ".join(quoted), limit)


def _search_words(sql: Connection, query: str, limit: int) -> list[Hit]:
    rows = sql.execute(
        "SELECT a.id, a.title, a.published, a.url, snippet(articles_fts, -1, '[', ']', '…', 14)"
        " FROM articles_fts JOIN articles AS a ON a.id = articles_fts.rowid WHERE articles_fts MATCH ?"
        " ORDER BY bm25(articles_fts, 10, 5, 2, 1, 1), a.id LIMIT ?",
        (query, limit),
    )
    return [
        Hit(article_id, title, published, url, " ".join(snippet.split()))
        for article_id, title, published, url, snippet in rows.fetchall()
    ]


def _search_letters(sql: Connection, query: str, limit: int) -> list[Hit]:
    text = "coalesce(title, '') || ' ' || coalesce(body, '')"
    words = query.split()
    rows = sql.execute(
        f"SELECT id, title, published, url, {text} FROM articles"
        f" WHERE {' AND '.join(f'instr({text}, ?)' for _ in words)} ORDER BY published DESC, id LIMIT ?",
        (*words, limit),
    )
    return [
        Hit(article_id, title, published, url, _around(full, words[0]))
        for article_id, title, published, url, full in rows.fetchall()
    ]


def _around(text: str, word: str) -> str:
    at = text.index(word)
    before, after = text[max(0, at - _NEAR) : at], text[at + len(word) : at + len(word) + _NEAR]
    return " ".join(f"…{before}[{word}]{after}…".split())


def tag_figures(sql: Connection, now: str) -> list[TagFigures]:
    """Return all tags with their figures, in the order in which they came into the file."""
    week = (datetime.fromisoformat(now) - _WEEK).isoformat(timespec="seconds")
    rows = sql.execute(
        "SELECT t.url, t.name, (SELECT count(*) FROM article_tags WHERE tag_id = t.id),"
        " (SELECT count(*) FROM sightings WHERE tag_id = t.id AND article_id IS NULL),"
        " (SELECT count(*) FROM article_tags AS l JOIN articles AS a ON a.id = l.article_id"
        "  WHERE l.tag_id = t.id AND a.first_seen >= ? AND a.duplicate_of IS NULL),"
        " (SELECT count(*) FROM failures WHERE tag_id = t.id AND failed_at >= t.last_run),"
        " t.followed_at IS NOT NULL, t.last_run, t.every_s FROM tags AS t ORDER BY t.id",
        (week,),
    ).fetchall()
    return [_figures(*row, now=now) for row in rows]


def _figures(*row: Any, now: str) -> TagFigures:
    url, name, articles, waiting, new, failed, followed, last_run, every_s = row
    due = following(last_run, timedelta(seconds=every_s or DEFAULT_EVERY_S), now) if followed else None
    return TagFigures(url, name, articles, waiting, new, failed, bool(followed), last_run, due)


def choose_states(found: list[StateText], wanted: str) -> tuple[StateText, StateText]:
    """Return the two states that `A..B` names; `A` is A and what followed it, "" the latest change."""
    if len(found) < 2:
        raise CorpusError("this article has only one state: no change of its text was seen")
    first, _, last = wanted.partition("..")
    try:
        one = int(first) if first else len(found) - 1
        two = int(last) if last else (len(found) if ".." in wanted else one + 1)
        if not (1 <= one <= len(found) and 1 <= two <= len(found)):
            raise ValueError
    except ValueError:
        raise UsageError(
            f"there are states 1 to {len(found)}, not {wanted!r}; say --diff 1..{len(found)}"
        ) from None
    return found[one - 1], found[two - 1]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that is in both, only in the earlier or only in the later one."""

    kind: Literal["same", "removed", "added"]
    text: str


def differences(earlier: str | None, later: str | None) -> list[list[Piece]]:
    """Return the changed paragraphs, each as its pieces; empty when the texts are the same.

    Paragraphs that are in both are left out, so that one word in a long statement is seen at once.
    """
    one, two = _paragraphs(earlier), _paragraphs(later)
    found: list[list[Piece]] = []
    for kind, a, b, c, d in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if kind != "equal":
            found.extend(_changed(one[a:b], two[c:d]))
    return found


def _paragraphs(text: str | None) -> list[str]:
    return [one_line(paragraph) for paragraph in (text or "").split("\n\n") if paragraph.strip()]


def _changed(earlier: Sequence[str], later: Sequence[str]) -> Iterator[list[Piece]]:
    """Paragraphs side by side; what one side has more is removed or added as a whole."""
    for one, two in zip(earlier, later, strict=False):
        yield list(_words(one, two))
    for text in earlier[len(later) :]:
        yield [Piece("removed", text)]
    for text in later[len(earlier) :]:
        yield [Piece("added", text)]


def _words(earlier: str, later: str) -> Iterator[Piece]:
    one, two = earlier.split(), later.split()
    if max(len(one), len(two)) > MAX_WORDS:
        yield Piece("removed", earlier)
        yield Piece("added", later)
        return
    for kind, a, b, c, d in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece("same", " ".join(one[a:b]))
            continue
        if a < b:
            yield Piece("removed", " ".join(one[a:b]))
        if c < d:
            yield Piece("added", " ".join(two[c:d]))


def marked(pieces: Sequence[Piece], *, colour: bool) -> str:
    """Return pieces as one line: [-removed-] and {+added+}, in red and green on a terminal."""
    return " ".join(_mark(piece, colour=colour) for piece in pieces)


def _mark(piece: Piece, *, colour: bool) -> str:
    if piece.kind == "same":
        return piece.text
    mark = f"[-{piece.text}-]" if piece.kind == "removed" else f"{{+{piece.text}+}}"
    if not colour:
        return mark
    return f"\x1b[{_RED if piece.kind == 'removed' else _GREEN}m{mark}\x1b[0m"
