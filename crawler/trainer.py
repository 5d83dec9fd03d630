"""Reading the articles of a run: each with its site's layout, which is learnt from the first of them.

Until a layout is known the generic readers do the work; what they read waits for the layout and is then read
again from the archive, without a request. A site with several templates gets a layout for each, one after the
other, from the pages that no layout fits yet.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple

from crawler.article import check_single, is_other_article, load_article, read_article, read_layout
from crawler.document import Page
from crawler.layout import (
    ENOUGH_WAITING,
    MIN_SAMPLES,
    MOST_SAMPLES,
    Layout,
    SiteMemory,
    learn_layout,
    reads_otherwise,
)
from crawler.run import Health, reading
from crawler.sites import Site, Sites
from pipelines.archive import Pages
from pipelines.errors import UnfinishedPage, UnreadablePage
from pipelines.identity import site_of
from pipelines.items import Article, ArticleRead, Card, PageFailed
from pipelines.moments import now
from pipelines.store import Corpus, Stored

Check = Callable[[str, Article, str | None], None]
"""Holds the article behind a link against what others say of it; the zone is that of the site's clock."""


ReadAgain = ArticleRead | PageFailed
"""What becomes of an article when its page is read again from the archive."""
NOT_NOW = sys.maxsize
"""More than any number of pages that wait for a layout."""


class Read(NamedTuple):
    """An article, and the id of the layout it was read with: None, the generic way."""

    article: Article
    layout: str | None
    shifted: bool = False
    """What differs from its earlier state is due to the site's new layout, not to an edit."""
    held: bool = False
    """It is to be read again once the site's new layout is learnt; what differs now proves nothing."""


class Reader:
    """Turns pages into articles, site by site."""

    def __init__(
        self,
        corpus: Corpus,
        archive: Pages,
        check: Check | None = None,
        health: Health | None = None,
        sites: Sites | None = None,
    ) -> None:
        self._corpus = corpus
        self._archive = archive
        self._check = check
        self._known_sites = sites or Sites()
        self._health = health or Health()
        self._sites: dict[str, SiteMemory] = {}

    def read(self, page: Page, card: Card | None, known: Stored | None = None) -> Read:
        """Return the article behind a card, `known` when it was read before.

        Raises UnreadablePage when the page is not that article.
        """
        memory = self._memory(site_of(page.url))
        own = self._known_sites.of(page.url)
        found = read_by(memory.layouts, page, card, own)
        article, layout = found or (read_article(page, card, hints=memory.hints, site=own), None)
        if known and is_other_article(article, page, card, known.state):
            raise UnreadablePage("the page no longer shows the article that it had", url=page.url)
        if found:
            check_single(article, page, card)
        self._note(card.url if card else page.url, article, memory.hints.zone)
        if layout is None:
            memory.note_misfit(card.url if card else page.url)
            return Read(article, None, held=known is not None and memory.must_wait(known.state, article))
        memory.note_fit()
        return Read(article, layout, shifted=known is not None and memory.is_shift(known.state, layout))

    def _note(self, link: str, article: Article, zone: str | None) -> None:
        if self._check:
            self._check(link, article, zone)
        self._health.note_read(link, article)

    def settle(self, url: str) -> Iterator[ReadAgain]:
        """An article is stored: learn a layout for its site when enough of them wait for one.

        Yields what was read again with it, as `settle_rest` does; each is to be in the file before the next
        is asked for.
        """
        site = site_of(url)
        memory = self._memory(site)
        memory.note_stored(url)
        if memory.waiting >= memory.next_try:
            yield from self._settle(site, memory, at_least=ENOUGH_WAITING)

    def is_learning(self, url: str) -> bool:
        """True while the first pages of an address' site are gathered, before its layout is looked for."""
        return self._memory(site_of(url)).is_learning

    def settle_rest(self) -> Iterator[ReadAgain]:
        """Learn from whatever still waits: the run, or one that was killed, has read its last page."""
        for site in self._corpus.sites_without_layout(1):
            memory = self._memory(site)
            yield from self._fit(site, memory)
            if memory.waiting != memory.tried and memory.waiting >= MIN_SAMPLES:
                yield from self._settle(site, memory)
        for site, memory in list(self._sites.items()):
            yield from self._release(site, memory)
            self._close(site, memory)

    def _memory(self, site: str) -> SiteMemory:
        if site not in self._sites:
            rows = self._corpus.layouts(site)
            layouts = [Layout.from_json(json.loads(row.layout)) for row in rows]
            self._sites[site] = SiteMemory(
                layouts,
                len(self._corpus.without_layout(site)),
                misfits=max((row.misfits for row in rows), default=0),
                old=frozenset(layout.id for layout in layouts),
                shifted={row.id for row in rows if json.loads(row.evidence).get("shifted")},
            )
        return self._sites[site]

    def _settle(self, site: str, memory: SiteMemory, at_least: int = MIN_SAMPLES) -> Iterator[ReadAgain]:
        waiting = self._corpus.without_layout(site)
        archived = (archived_article(self._corpus, self._archive, article_id) for article_id in waiting)
        samples = [(kept.page, kept.card) for kept in islice(filter(None, archived), MOST_SAMPLES)]
        memory.waiting = len(waiting)
        if len(samples) < at_least:  # pages read side by side are done with, and to be found, one by one
            memory.next_try = memory.waiting + 1
            return
        layout = self._learn(site, samples)
        memory.next_try = NOT_NOW  # until what waits has been read with this one
        if layout is not None and all(layout.id != known.id for known in memory.layouts):
            for read in self._use(site, memory, layout, waiting):
                memory.waiting -= isinstance(read, ArticleRead)
                yield read
        memory.next_try = max(ENOUGH_WAITING, 2 * memory.waiting)
        memory.tried = memory.waiting

    def _learn(self, site: str, samples: Sequence[tuple[Page, Card | None]]) -> Layout | None:
        try:
            with reading(site):
                return learn_layout(samples)
        except UnfinishedPage:
            return None

    def _fit(self, site: str, memory: SiteMemory) -> Iterator[ReadAgain]:
        """Read what was read while a layout was still being learnt, or before a run was killed, with it."""
        if not memory.layouts:
            return
        held = self._corpus.held(site)
        waiting = self._corpus.without_layout(site)[: 2 * ENOUGH_WAITING]
        for article_id, read in self._read_again(waiting, memory.layouts):
            if article_id in held and isinstance(read, ArticleRead):
                known = self._corpus.stored(read.link)
                shifted = bool(known and read.layout and memory.is_shift(known.state, read.layout))
                yield replace(read, settles=False, shifted=shifted)
            else:
                yield read
        memory.waiting = len(self._corpus.without_layout(site))

    def _use(
        self, site: str, memory: SiteMemory, layout: Layout, waiting: Sequence[int]
    ) -> Iterator[ReadAgain]:
        """Read what waits with a new layout; yield the articles that it fits."""
        held = self._corpus.held(site)
        known = [read for _, read in self._read_again([i for i in waiting if i in held], [layout])]
        reads = [read for read in known if isinstance(read, ArticleRead)]
        memory.note_change(len(reads) + memory.alike)
        shifted = self._is_shift(memory, reads)
        self._keep(site, memory, layout, shifted=shifted)
        yield from _released(known, shifted=shifted)
        for _, read in self._read_again([i for i in waiting if i not in held], [layout]):
            yield read

    def _is_shift(self, memory: SiteMemory, reads: Sequence[ArticleRead]) -> bool:
        """True when too many articles read otherwise than before: nobody edits a whole site in one night."""
        stored = [self._corpus.stored(read.link) for read in reads]
        pairs = [(known.state, read.article) for known, read in zip(stored, reads, strict=True) if known]
        return memory.is_too_much(
            sum(reads_otherwise(state, article) for state, article in pairs), len(pairs)
        )

    def _keep(self, site: str, memory: SiteMemory, layout: Layout, *, shifted: bool) -> None:
        memory.layouts.insert(0, layout)
        if shifted:
            memory.shifted.add(layout.id)
        evidence = json.dumps({"samples": layout.samples, **({"shifted": True} if shifted else {})})
        self._corpus.save_layout(
            site, layout.id, json.dumps(layout.as_json(), ensure_ascii=False), evidence, now()
        )

    def _release(self, site: str, memory: SiteMemory) -> Iterator[ReadAgain]:
        """Take held articles as they read without a layout, when no new one can be what they wait for.

        That is so when the old layouts fit other pages, or when nothing can be learnt from plenty of pages.
        """
        held = self._corpus.held(site)
        if held and (memory.fitted or memory.waiting >= 2 * ENOUGH_WAITING):
            known = [read for _, read in self._read_again(sorted(held), [])]
            reads = [read for read in known if isinstance(read, ArticleRead)]
            yield from _released(known, shifted=self._is_shift(memory, reads))

    def _close(self, site: str, memory: SiteMemory) -> None:
        """Note how the layouts of a site fitted; retire those that fitted its last pages no more."""
        if memory.drifted:
            for layout_id in memory.old:
                self._corpus.retire_layout(site, layout_id, now())
            memory.layouts = [layout for layout in memory.layouts if layout.id not in memory.old]
            memory.old, memory.misfits = frozenset(), 0
        self._corpus.note_misfits(site, memory.misfits)
        counts = self._health.site(site)
        counts.fitted, counts.drifted = memory.fitted, max(counts.drifted, memory.drifted)

    def _read_again(
        self, article_ids: Iterable[int], layouts: Sequence[Layout]
    ) -> Iterator[tuple[int, ReadAgain]]:
        """Yield the articles that a layout fits, read from the archive; without layouts all of them."""
        for article_id in article_ids:
            kept = archived_article(self._corpus, self._archive, article_id)
            read = self._read_kept(kept, layouts) if kept else None
            if read:
                yield article_id, read

    def _read_kept(self, kept: ArchivedArticle, layouts: Sequence[Layout]) -> ReadAgain | None:
        own = self._known_sites.of(kept.page.url)
        try:
            with reading(kept.page.url):
                found = read_by(layouts, kept.page, kept.card, own) if layouts else read_generic(kept, own)
        except UnfinishedPage as error:
            return PageFailed(kept.link, "article", str(error), now())
        if found is None:
            return None
        article, layout = found
        self._note(kept.link, article, layouts[0].zone if layouts else None)
        place = (kept.link, article, kept.fetched_at)
        return ArticleRead(*place, layout=layout, page_url=kept.page.url, settles=True)


def _released(reads: Iterable[ReadAgain], *, shifted: bool) -> Iterator[ReadAgain]:
    """Yield readings of held articles: what differs from the text they had is an edit, if not the reading."""
    for read in reads:
        yield replace(read, settles=False, shifted=shifted) if isinstance(read, ArticleRead) else read


@dataclass(frozen=True, slots=True)
class ArchivedArticle:
    """An article's page as it was fetched last, with the card that led there."""

    link: str
    page: Page
    card: Card | None
    fetched_at: str


def archived_article(corpus: Corpus, archive: Pages, article_id: int) -> ArchivedArticle | None:
    """Return an article's page as it was last fetched, None when it is not in the archive whole.

    Its clock is that of the first of all fetches that brought these bytes.
    """
    for fetch in corpus.current(article_id):
        page = archive.read(fetch)
        if page is not None:
            read = Page(page.url, page.body, page.content_type, fetch.fetched_at)
            return ArchivedArticle(fetch.url, read, corpus.card(article_id), fetch.fetched_at)
    return None


def read_generic(kept: ArchivedArticle, site: Site | None = None) -> tuple[Article, str | None] | None:
    """Return the article on an archived page, read without a layout."""
    try:
        return read_article(kept.page, kept.card, site=site), None
    except UnreadablePage:
        return None


def read_by(
    layouts: Iterable[Layout], page: Page, card: Card | None, site: Site | None = None
) -> tuple[Article, str] | None:
    """Return the article as the first layout that fits reads it, and that layout's id; None without one."""
    for layout in layouts:
        reading = read_layout(layout, page, card, site)
        if reading is not None:
            return load_article(page, card, reading, site), layout.id
    return None
