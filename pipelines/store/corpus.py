"""The open file: every reading and writing of it goes through one Corpus.

Each call is stored as a whole or not at all. During a run the calls of a moment share one commit: the search
index is written at each commit, which costs as much as the article itself. A run that is killed loses that
moment, whose pages are still work to be done. Times are ISO 8601 in UTC; all of one spelling, since they are
compared as text.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from pipelines.items import ArticleRead, ArticleUnchanged, Card, Fetch, ListingSeen, PageFailed
from pipelines.store import articles, crawls, news, sightings, tags, upsert
from pipelines.store.articles import Stored, StoredLayout
from pipelines.store.connect import connect, explain, run_lock
from pipelines.store.crawls import Failing
from pipelines.store.dedupe import ReadingKind, State
from pipelines.store.schema import Database
from pipelines.store.sightings import Known
from pipelines.store.tags import Network, Tag


class Corpus:
    """One SQLite file, open. `crawl_id` is the run that writes, None outside of one."""

    def __init__(self, path: Path, db: Database) -> None:
        self.path = path
        self.db = db
        self.sql: sqlite3.Connection = db.conn
        self.crawl_id: int | None = None
        self._twins: dict[str, Sequence[int]] = {}
        """Articles that are looked for at new addresses, by title."""
        self._soon: Callable[[Callable[[], None]], object] | None = None

    @classmethod
    def open(cls, path: str | Path, *, create: bool = True, read_only: bool = False) -> Corpus:
        """Return the file, made or migrated where needed; CorpusError says why it cannot be used."""
        place = Path(path)
        return cls(place, connect(place, create=create, read_only=read_only))

    def close(self) -> None:
        """Close the file; its write-ahead log is folded in when nobody else has it open."""
        self.sql.close()

    def __enter__(self) -> Corpus:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def lock(self) -> AbstractContextManager[None]:
        """Keep every other run off this file within; BusyError at once when one is at work."""
        return run_lock(self.path.resolve())

    def gather(self, soon: Callable[[Callable[[], None]], object] | None) -> None:
        """Let calls share a commit, which `soon` is given to be called in a moment; None: no longer."""
        self._commit()
        self._soon = soon

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """All that is written within is stored, or none of it.

        It takes the right to write at once: one that reads first can be refused when it wants to write.
        """
        within = self.sql.in_transaction
        try:
            self.sql.execute("SAVEPOINT step" if within else "BEGIN IMMEDIATE")
            yield
            if within:
                self.sql.execute("RELEASE step")
            elif self._soon:
                self._soon(self._commit)
            else:
                self.sql.execute("COMMIT")
        except BaseException as error:
            self._undo(within)
            if isinstance(error, sqlite3.OperationalError):
                raise explain(error, self.path) from error
            raise

    def _undo(self, within: bool) -> None:
        """Take back one call: the whole transaction, or its part of another's."""
        if not within:
            self.sql.rollback()
        elif self.sql.in_transaction:  # when the disk is full SQLite takes all of it back by itself
            self.sql.execute("ROLLBACK TO step")
            self.sql.execute("RELEASE step")

    def _commit(self) -> None:
        """Store what was gathered; nothing is once gathering has ended and the file may be closed."""
        if self._soon is None or not self.sql.in_transaction:
            return
        try:
            self.sql.execute("COMMIT")
        except sqlite3.OperationalError as error:
            self.sql.rollback()
            raise explain(error, self.path) from error

    # Tags and runs

    def add_tag(self, url: str, name: str | None = None) -> int:
        """Return the id of a tag, stored when it is new."""
        known = tags.find_tag(self.sql, url)
        if known is not None:
            return known
        with self.atomic():
            return tags.add_tag(self.sql, url, name)

    def tag(self, url: str) -> Tag:
        """Return a tag, stored when it is new."""
        tag_id = self.add_tag(url)
        return next(tag for tag in tags.all_tags(self.sql) if tag.id == tag_id)

    def tags(self) -> list[Tag]:
        """Return all tags, in the order in which they came."""
        return tags.all_tags(self.sql)

    def begin_crawl(
        self, tag_urls: Sequence[str], command: str, started_at: str, *, version: str | None = None
    ) -> int:
        """Open the row of a run and make it the one that writes; `version` is the program's."""
        with self.atomic():
            self.crawl_id = crawls.begin_crawl(self.sql, tag_urls, command, started_at, version=version)
        return self.crawl_id

    def end_crawl(
        self,
        crawl_id: int,
        ended_at: str,
        counts: Mapping[str, float],
        *,
        completeness: Mapping[str, Any] | None = None,
        alarms: Sequence[str] = (),
        exit_code: int | None = None,
    ) -> None:
        """Close the row of a run; counts are new, updated, unchanged, failed, requests, seconds."""
        with self.atomic():
            crawls.end_crawl(
                self.sql,
                crawl_id,
                ended_at,
                counts,
                completeness=completeness or {},
                alarms=alarms,
                exit_code=exit_code,
            )

    def save_failure(self, failed: PageFailed) -> None:
        """Store a page that could not be fetched or understood."""
        with self.atomic():
            crawls.save_failure(self.sql, failed, self.crawl_id)

    # Listings

    def save_listing(self, seen: ListingSeen) -> list[str]:
        """Store the cards of one page; return the links that are new under the tag or show other words."""
        with self.atomic():
            return sightings.save_listing(self.sql, tags.add_tag(self.sql, seen.tag_url), seen)

    def touch_listing(self, tag_url: str, page: int, seen_at: str) -> int:
        """Note that a page of a listing is unchanged; return how many cards stand on it."""
        with self.atomic():
            return sightings.touch_listing(self.sql, tags.add_tag(self.sql, tag_url), page, seen_at)

    def walk_ended(self, tag_url: str, began_at: str, ended_at: str) -> int:
        """Note that a listing was walked to its end; return how many cards went off it since `began_at`."""
        with self.atomic():
            return sightings.walk_ended(self.sql, tags.add_tag(self.sql, tag_url), began_at, ended_at)

    def set_walked_at(self, tag_url: str, walked_at: str | None) -> None:
        """Set when a listing was last walked to its end; None while a walk is under way, and after a kill."""
        with self.atomic():
            tag_id = tags.add_tag(self.sql, tag_url)
            self.sql.execute("UPDATE tags SET walked_at = ? WHERE id = ?", (walked_at, tag_id))

    def note_network(self, tag_url: str, network: Network) -> None:
        """Remember where a tag's host leads; once that is known it stays."""
        if self.tag(tag_url).network is None:
            with self.atomic():
                tags.note_network(self.sql, tag_url, network)

    def look_for_moves(self, tag_url: str, began_at: str, moved_to: str | None) -> str:
        """Return what is to be told of a tag whose articles, or which itself, have other addresses since.

        From now on pages at new addresses are taken for the articles that they were.
        """
        with self.atomic():
            tag_id = tags.add_tag(self.sql, tag_url)
            move = sightings.look_for_move(self.sql, tag_id, tag_url, began_at, moved_to)
        self._twins |= move.twins
        return move.text

    def pending(self, tag_url: str) -> list[Card]:
        """Return the cards whose article is not stored yet, in the order of the listing: work to be done."""
        return sightings.pending(self.sql, self.add_tag(tag_url))

    def failing(self, tag_url: str) -> dict[str, Failing]:
        """Return the pages of a tag that failed when they were last asked for, by the keys of their links."""
        return crawls.failing(self.sql, self.add_tag(tag_url))

    def known_cards(self, tag_url: str) -> list[Known]:
        """Return what is stored of a tag, in the order of its listing: what may be asked for again."""
        return list(sightings.known(self.sql, self.add_tag(tag_url)))

    def card(self, article_id: int) -> Card | None:
        """Return the card an article was last seen on, for reading its page again."""
        return sightings.card_of(self.sql, article_id)

    # Articles

    def known(self, url: str) -> int | None:
        """Return the id of the article an address leads to, None when it leads to none yet."""
        return articles.owner_of(self.sql, url)

    def stored(self, url: str) -> Stored | None:
        """Return the article an address leads to, as it is stored; None when it leads to none yet."""
        return articles.load(self.sql, articles.owner_of(self.sql, url))

    def new_since(self, at: str) -> int:
        """Return how many articles were first read at a moment (UTC) or later."""
        return articles.new_since(self.sql, at)

    def is_forgotten(self, url: str) -> bool:
        """True when the address was taken down and must not be fetched."""
        return sightings.is_forgotten(self.sql, url)

    def save_article(self, read: ArticleRead) -> ReadingKind:
        """Store a reading; return what it was: new, updated, unchanged, the duplicate of another article."""
        with self.atomic():
            return upsert.save(self.sql, read, crawl_id=self.crawl_id, twins=self._twins)

    def touch(self, unchanged: ArticleUnchanged) -> None:
        """Note that an article's page is there and as it was."""
        article_id = articles.owner_of(self.sql, unchanged.link)
        if article_id is not None:
            with self.atomic():
                news.note_there(self.sql, article_id, unchanged.fetched_at, self.crawl_id)

    def mark_missing(self, url: str, at: str) -> bool:
        """Note that an article's page was not there (404, 410, error page); True once it counts as gone."""
        article_id = articles.owner_of(self.sql, url)
        if article_id is None:
            return False
        with self.atomic():
            return news.note_missing(self.sql, article_id, at, self.crawl_id)

    def hold(self, url: str, at: str) -> None:
        """Note that an article's page is there but built anew; its text waits for the site's new layout."""
        article_id = articles.owner_of(self.sql, url)
        if article_id is not None:
            with self.atomic():
                news.note_there(self.sql, article_id, at, self.crawl_id)
                articles.hold(self.sql, article_id)

    def held(self, site: str) -> set[int]:
        """Return the ids of a site's articles that wait for a new layout with the text they had."""
        return articles.held(self.sql, site)

    # Fetches and layouts

    def save_fetch(self, fetch: Fetch) -> None:
        """Store what a server answered."""
        with self.atomic():
            crawls.save_fetch(self.sql, fetch)

    def last_fetch(self, url: str) -> Fetch | None:
        """Return the latest good answer for exactly this address."""
        return crawls.last_fetch(self.sql, url)

    def current(self, article_id: int) -> list[Fetch]:
        """Return the fetches of the page that an article was read from last, archived or not."""
        return crawls.current(self.sql, article_id)

    def archived(self, article_id: int) -> list[Fetch]:
        """Return where the page that an article was read from last lies in the archive."""
        return crawls.archived(self.sql, article_id)

    def states_of_page(self, article_id: int) -> list[Fetch]:
        """Return every state of an article's page that was fetched and understood, the oldest first."""
        return crawls.states_of_page(self.sql, article_id)

    def save_layout(self, site: str, layout_id: str, layout: str, evidence: str, settled_at: str) -> None:
        """Put a layout (JSON text) in use on its site, beside those that are."""
        with self.atomic():
            articles.save_layout(self.sql, StoredLayout(site, layout_id, settled_at, layout, evidence))

    def retire_layout(self, site: str, layout_id: str, at: str) -> None:
        """Note that a layout no longer fits its site."""
        with self.atomic():
            articles.retire_layout(self.sql, site, layout_id, at)

    def layouts(self, site: str) -> list[StoredLayout]:
        """Return the site's layouts in use, the newest first."""
        return articles.layouts_in_use(self.sql, site)

    def article_ids(self) -> dict[str, list[int]]:
        """Return the ids of all articles that are there, the newest first, by site."""
        return articles.ids_by_site(self.sql)

    def state(self, article_id: int) -> State:
        """Return what is stored of an article."""
        stored = articles.load(self.sql, article_id)
        assert stored is not None
        return stored.state

    def note_misfits(self, site: str, misfits: int) -> None:
        """Note how many of a site's pages in a row, up to now, no layout fitted."""
        with self.atomic():
            articles.note_misfits(self.sql, site, misfits)

    def sites_without_layout(self, at_least: int) -> list[str]:
        """Return the sites with so many articles, or more, that were read without a layout."""
        return articles.sites_without_layout(self.sql, at_least)

    def without_layout(self, site: str) -> list[int]:
        """Return the ids of the site's articles that were read without a layout, the newest first."""
        return articles.without_layout(self.sql, site)
