"""An article removed for good: its records, its pages in the archive, and the way back into the file.

Its duplicates go with it, for they have the same text; so do archived lists that show it, and records that
are damaged: nobody can say that they are not the article's. Pages of other articles stay as they are.
"""

from __future__ import annotations

import codecs
import hashlib
import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from sqlite3 import Connection
from urllib.parse import unquote, urljoin, urlsplit

from pipelines.archive import Copied, PageStream, Span, WarcArchive, page_stream, read_page
from pipelines.compare import fold, fold_once
from pipelines.identity import url_key
from pipelines.store import Corpus, author_ids, drop_idle_authors, is_forgotten, keep_out, kept_out, owner_of
from pipelines.watch import drop_pages

_FEWEST_LETTERS = 8
"""Shorter titles and paths stand on pages that have nothing to do with the article."""
_OVERLAP = 4000
"""Characters; longer than any title or address that counts."""
_UNICODE_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_ATTRIBUTE = re.compile(r"=\s?(?:\"([^\"<>]*)\"|'([^'<>]*)'|([^\s\"'<>]+))")
_WHOLE_ADDRESS = re.compile(r"https?://[^\s\"'<>()\\,\]}]+")

_Spot = tuple[str | None, int | None]
"""A file of the archive and the place in it; None when the page is there no more."""


@dataclass(frozen=True, slots=True)
class Removed:
    """What a takedown removed, and what it could not look into."""

    articles: int
    addresses: int
    pages: int
    damaged: int = 0
    """Records of the archive that could not be read and are gone for that reason."""
    unread: tuple[str, ...] = ()
    """Files of the archive that could not be read or replaced: pages of the article may be left in them."""
    was_forgotten: bool = False
    """The address was kept out before."""


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be removed."""

    article_ids: tuple[int, ...]
    mentions: Mentions


@dataclass(slots=True)
class _Rewriting:
    """What became of the archive's files: where each record lies now, and what was found on the way."""

    moved: dict[tuple[str, int], _Spot]
    pages: int = 0
    damaged: int = 0
    unread: tuple[str, ...] = ()


def forget(corpus: Corpus, archive: WarcArchive, url: str, at: str) -> Removed:
    """Remove the article at an address and keep all its addresses out; an unknown one is kept out as well."""
    return forget_all(corpus, archive, (url,), at)


def forget_all(corpus: Corpus, archive: WarcArchive, urls: Iterable[str], at: str) -> Removed:
    """Remove the articles at some addresses.

    The pages are copied without them first, then the records go in one transaction, then the old files: a
    takedown that is broken off is completed by calling it again.
    """
    addresses = tuple(urls)
    was_forgotten = all(is_forgotten(corpus.sql, url) for url in addresses)
    target = target_of(corpus.sql, addresses)
    rewriting = _rewrite(corpus, archive, target)
    corpus.sql.execute("PRAGMA secure_delete = ON")
    with corpus.atomic():
        _delete_records(corpus, target, rewriting.moved, at)
        archive.finish()
    unread = (*rewriting.unread, *_sweep(corpus, archive))
    _scrub(corpus)
    counts = (len(target.article_ids), len(target.mentions.keys), rewriting.pages, rewriting.damaged)
    return Removed(*counts, tuple(dict.fromkeys(unread)), was_forgotten)


def target_of(sql: Connection, urls: Iterable[str]) -> Target:
    """Return the articles at some addresses with their duplicates, all their addresses, and their titles."""
    addresses = set(urls)
    owners = {owner_of(sql, url) for url in addresses} - {None}
    ids = sorted({article_id for owner in owners for article_id in _group(sql, owner)})
    titles = set[str]()
    for article_id in ids:
        addresses |= _column(sql, "SELECT url FROM addresses WHERE article_id = ?", article_id)
        titles |= _column(sql, "SELECT title FROM articles WHERE id = ?", article_id)
        titles |= _column(sql, "SELECT title FROM revisions WHERE article_id = ?", article_id)
    keys = frozenset(map(url_key, addresses))
    for key in keys:
        titles |= _column(sql, "SELECT title FROM sightings WHERE link_key = ?", key)
    own = frozenset(title for title in titles if title and not _is_shared(sql, title, ids, keys))
    return Target(tuple(ids), Mentions(keys, frozenset(addresses), own))


def _group(sql: Connection, article_id: int | None) -> set[int]:
    """An article with its duplicates, or its original and that one's duplicates."""
    rows = sql.execute(
        "SELECT id FROM articles WHERE id = ?1 OR duplicate_of = ?1"
        " OR id = (SELECT duplicate_of FROM articles WHERE id = ?1)"
        " OR duplicate_of = (SELECT duplicate_of FROM articles WHERE id = ?1)",
        (article_id,),
    )
    return {row[0] for row in rows}


def _column(sql: Connection, query: str, value: object) -> set[str]:
    return {row[0] for row in sql.execute(query, (value,)) if row[0]}


def _is_shared(sql: Connection, title: str, ids: Iterable[int], keys: Iterable[str]) -> bool:
    """True for a title that other articles or cards have, too, as "Press release": it names none of them."""
    articles = {row[0] for row in sql.execute("SELECT id FROM articles WHERE title = ?", (title,))}
    cards = _column(sql, "SELECT link_key FROM sightings WHERE title = ?", title)
    return not (articles <= set(ids) and cards <= set(keys))


def _rewrite(corpus: Corpus, archive: WarcArchive, target: Target) -> _Rewriting:
    """Copy each file of the archive without the articles, and without any that were forgotten before."""
    articles = article_keys(corpus.sql)
    mentions = replace(target.mentions, keys=target.mentions.keys | kept_out(corpus.sql))
    done = _Rewriting({})
    for path in archive.files():
        sieve = Sieve(mentions, articles, _digests(corpus.sql, path.name))
        try:
            copied = archive.rewrite(path.name, sieve.keeps)
        except OSError as error:  # a bad sector, a full disk: the records go all the same
            done.unread += (f"{path.name}: {error.strerror}",)
            continue
        if copied is not None:
            _note(corpus.sql, path.name, copied, done)
            done.damaged += copied.damaged + sieve.unreadable
    return done


def _note(sql: Connection, name: str, copied: Copied, done: _Rewriting) -> None:
    for offset in _digests(sql, name):
        place = copied.places.get(offset)
        done.moved[name, offset] = (copied.name, place) if place is not None else (None, None)
        done.pages += place is None


class Sieve:
    """Tells which pages may stay: those of other articles, and listings that show nothing of what goes."""

    def __init__(
        self, mentions: Mentions, articles: frozenset[str], digests: Mapping[int, str | None]
    ) -> None:
        self.unreadable = 0
        self._mentions = mentions
        self._articles = articles
        self._digests = digests

    def keeps(self, path: Path, span: Span) -> bool:
        """True for a page that may stay; a listing that cannot be read is counted."""
        key = url_key(span.url)
        if key in self._mentions.keys:
            return False
        if key in self._articles or not self._mentions.keys:
            return True
        shows = self._shows(path, span.start)
        self.unreadable += shows is None
        return shows is False

    def _shows(self, path: Path, start: int) -> bool | None:
        """Whether a listing shows what goes, None when it cannot be read."""
        wanted, found = self._digests.get(start), hashlib.sha256()
        with page_stream(path, start) as page:
            if page is None:
                return None
            if self._mentions.are_on(replace(page, chunks=_hashed(page.chunks, found))):
                return True
        if wanted in (None, found.hexdigest()):
            return False
        whole = read_page(path, start, wanted)  # packed in an odd way, or not the page that was fetched
        if whole is None:
            return None
        return self._mentions.are_on(PageStream(whole.url, whole.content_type, iter([whole.body])))


def _hashed(chunks: Iterable[bytes], found: hashlib._Hash) -> Iterator[bytes]:
    for chunk in chunks:
        found.update(chunk)
        yield chunk


def article_keys(sql: Connection) -> frozenset[str]:
    """Return the keys of the addresses of articles; every other page in the archive is a listing."""
    return frozenset(key for (key,) in sql.execute("SELECT url_key FROM addresses"))


def _digests(sql: Connection, name: str) -> dict[int, str | None]:
    """The digest of each page that lies in a file, by its place."""
    rows = sql.execute("SELECT warc_offset, sha256 FROM fetches WHERE warc_file = ?", (name,))
    return dict(rows.fetchall())


def _delete_records(corpus: Corpus, target: Target, moved: Mapping[tuple[str, int], _Spot], at: str) -> None:
    corpus.sql.executemany(
        "UPDATE fetches SET warc_file = ?, warc_offset = ? WHERE warc_file = ? AND warc_offset = ?",
        [(*place, name, offset) for (name, offset), place in moved.items()],
    )
    for url in sorted(target.mentions.urls):
        keep_out(corpus.sql, url, at)
        corpus.sql.execute("DELETE FROM fetches WHERE url_key = ?", (url_key(url),))
    _delete_failures(corpus, target.mentions.keys)
    drop_pages(corpus.sql, target.mentions.keys)
    for article_id in target.article_ids:
        _delete_article(corpus, article_id)


def _delete_failures(corpus: Corpus, keys: Iterable[str]) -> None:
    wanted = frozenset(keys)
    rows = corpus.sql.execute("SELECT id, url FROM failures").fetchall()
    gone = [(failure_id,) for failure_id, url in rows if url_key(url) in wanted]
    corpus.sql.executemany("DELETE FROM failures WHERE id = ?", gone)


def _delete_article(corpus: Corpus, article_id: int) -> None:
    """Delete a record with all that hangs on it: revisions, addresses, tags, news."""
    authors = author_ids(corpus.sql, article_id)
    corpus.sql.execute("DELETE FROM sightings WHERE article_id = ?", (article_id,))
    corpus.sql.execute("DELETE FROM articles WHERE id = ?", (article_id,))
    drop_idle_authors(corpus.sql, authors)


def _sweep(corpus: Corpus, archive: WarcArchive) -> list[str]:
    """Delete the files of the archive that no fetch points to any more; return those that could not be."""
    rows = corpus.sql.execute("SELECT DISTINCT warc_file FROM fetches WHERE warc_file IS NOT NULL")
    used = {name for (name,) in rows}
    left: list[str] = []
    if archive.is_lent:
        return left
    for path in archive.files():
        if path.name not in used:
            try:
                archive.remove(path.name)
            except OSError as error:
                left.append(f"{path.name}: {error.strerror}")
    return left


def _scrub(corpus: Corpus) -> None:
    """Leave no trace of deleted words in the search index, in free pages or in the write-ahead log."""
    with corpus.atomic():
        corpus.sql.execute("INSERT INTO articles_fts (articles_fts) VALUES ('optimize')")
    corpus.sql.execute("VACUUM")
    corpus.sql.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


@dataclass(frozen=True, slots=True)
class Mentions:
    """What was taken down: the keys of its addresses, the addresses, and titles that are its alone."""

    keys: frozenset[str]
    urls: frozenset[str]
    titles: frozenset[str] = frozenset()

    def are_on(self, page: PageStream) -> bool:
        """True when the page shows any of it; it is read no further than needed."""
        if not self.keys:
            return False
        paths, titles = self._paths(), self._titles()
        return any(
            any(path.search(text) for path in paths)
            or any(key in self.keys for key in _keys(text, page.url))
            or (titles and _has_any(fold_once(text).casefold(), titles))
            for text in map(_spelled_out, _texts(page))
        )

    def _paths(self) -> list[re.Pattern[str]]:
        """The paths, as addresses spell them and as people do; a longer one that begins so is another."""
        parts = map(urlsplit, self.urls)
        paths = {part.path.rstrip("/") + (f"?{part.query}" if part.query else "") for part in parts}
        spelled = {*paths, *map(unquote, paths)}
        long = sorted(path for path in spelled if len(path.strip("/")) >= _FEWEST_LETTERS)
        return [re.compile(re.escape(path) + r"(?![\w%?-]|/\w)") for path in long]

    def _titles(self) -> list[str]:
        folded = (fold(title).casefold() for title in self.titles)
        return [title for title in folded if len(title) >= _FEWEST_LETTERS]


def _has_any(text: str, titles: list[str]) -> bool:
    return any(title in text for title in titles)


def _spelled_out(text: str) -> str:
    """A piece of a page's source without escapes, those of JSON and those of HTML."""
    text = _UNICODE_ESCAPE.sub(lambda found: chr(int(found[1], 16)), text.replace("\\/", "/"))
    return html.unescape(text)


def _texts(page: PageStream) -> Iterator[str]:
    """A page's source as text, in pieces that overlap: it may be large."""
    decoder: codecs.IncrementalDecoder | None = None
    end = ""
    for chunk in page.chunks:
        decoder = decoder or codecs.getincrementaldecoder(_encoding(page.content_type, chunk))("replace")
        text = end + decoder.decode(chunk)
        yield text
        end = text[-_OVERLAP:]


def _encoding(content_type: str | None, begin: bytes) -> str:
    """UTF-8 where the page begins so, for that is no chance; else what it declares, where that is one."""
    from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding

    if begin.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(begin)
    except UnicodeDecodeError:
        names = (http_content_type_encoding(content_type), html_body_declared_encoding(begin))
        return next((name for name in names if name and _is_text(name)), "utf-8")
    return "utf-8"


def _is_text(name: str) -> bool:
    """False for what codecs know and a page that says so in ASCII cannot be in, as "zlib" and "utf-16"."""
    try:
        return b"<a href=".decode(name) == "<a href="
    except (LookupError, ValueError):
        return False


def _keys(text: str, base: str) -> Iterator[str]:
    """The key of every address that a page may lead to: in attributes, and whole ones wherever they stand."""
    values = {value for found in _ATTRIBUTE.finditer(text) for value in found.groups() if value}
    for value in {*values, *_WHOLE_ADDRESS.findall(text)}:
        try:
            yield url_key(urljoin(base, value.strip()))
        except ValueError:  # what looks like an address and is none
            continue
