"""Reading the articles of a run: each with its site's layout, which is learnt from the first of them.

Until a layout is known the generic readers do the work; what they read waits for the layout and is then read
again from the archive, without a request. A site with several templates gets a layout for each, one after the
other, from the pages that no layout fits yet.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from crawler.article import load_article, read_article, read_layout
from crawler.clock import now
from crawler.dates import DateHints
from crawler.layout import Layout, learn
from crawler.page import Page
from crawler.sites.base import Site
from crawler.sites.finding import Sites
from pipelines.archive import WarcArchive
from pipelines.corpus import Corpus
from pipelines.identity import site_of
from pipelines.items import Article, ArticleRead, Card
from pipelines.validate import with_problems

SAMPLES = 10
"""Pages a layout is learnt from: as many as a listing has cards."""
ENOUGH = 8
"""Pages that must wait for a layout before one is learnt during a run; at its end three will do."""
FEWEST = 3

Check = Callable[[str, Article, str | None], None]
"""Holds the article behind a link against what others say of it; the zone is that of the site's clock."""


@dataclass(slots=True)
class SiteMemory:
    """What is known of one site during a run."""

    layouts: list[Layout]
    waiting: int
    """Articles in the file that were read without a layout."""
    next_try: int = ENOUGH
    tried: int = 0
    """How many were left waiting when a layout was last looked for."""

    @property
    def hints(self) -> DateHints:
        """The site's habits with dates, for a page that no layout fits."""
        return self.layouts[0].hints if self.layouts else DateHints()


class Reader:
    """Turns pages into articles, site by site."""

    def __init__(
        self,
        corpus: Corpus,
        archive: WarcArchive,
        check: Check | None = None,
        sites: Sites | None = None,
    ) -> None:
        self._corpus = corpus
        self._archive = archive
        self._check = check
        self._known_sites = sites or Sites()
        self._sites: dict[str, SiteMemory] = {}

    def read(self, page: Page, card: Card | None) -> tuple[Article, str | None]:
        """Return the article behind a card, and the id of the layout it was read with: None, the generic way.

        Raises UnreadablePage when the page is not that article.
        """
        memory = self._memory(site_of(page.url))
        own = self._known_sites.of(page.url)
        read: tuple[Article, str | None] | None = read_by(memory.layouts, page, card, own)
        if read is None:
            read = read_article(page, card, hints=memory.hints, site=own), None
            memory.waiting += 1
        if self._check and card:
            self._check(card.url, read[0], memory.hints.zone)
        return read

    def settle(self, url: str) -> None:
        """Learn a layout for the site of an address when enough pages wait for one, and read these again."""
        site = site_of(url)
        memory = self._memory(site)
        if memory.waiting >= memory.next_try:
            self._settle(site, memory)

    def settle_rest(self) -> None:
        """Learn from whatever still waits: the run, or one that was killed, has read its last page."""
        for site in self._corpus.sites_without_layout(FEWEST):
            memory = self._memory(site)
            if memory.waiting != memory.tried:
                self._settle(site, memory)

    def _memory(self, site: str) -> SiteMemory:
        if site not in self._sites:
            stored = (json.loads(row.layout) for row in self._corpus.layouts(site))
            layouts = [Layout.from_json(layout) for layout in stored]
            self._sites[site] = SiteMemory(layouts, len(self._corpus.without_layout(site)))
        return self._sites[site]

    def _settle(self, site: str, memory: SiteMemory) -> None:
        waiting = self._corpus.without_layout(site)
        samples = (
            archived_article(self._corpus, self._archive, article_id) for article_id in waiting[:SAMPLES]
        )
        layout = learn([(kept.page, kept.card) for kept in samples if kept])
        memory.waiting = len(waiting)
        if layout is not None and all(layout.id != known.id for known in memory.layouts):
            self._keep(site, memory, layout)
            for read in self._read_again(waiting, layout):
                memory.waiting -= 1
                self._corpus.save_article(with_problems(read))
        memory.next_try = max(ENOUGH, 2 * memory.waiting)
        memory.tried = memory.waiting

    def _keep(self, site: str, memory: SiteMemory, layout: Layout) -> None:
        memory.layouts.insert(0, layout)
        evidence = json.dumps({"samples": layout.samples})
        self._corpus.save_layout(
            site, layout.id, json.dumps(layout.as_json(), ensure_ascii=False), evidence, now()
        )

    def _read_again(self, article_ids: Iterable[int], layout: Layout) -> Iterator[ArticleRead]:
        for article_id in article_ids:
            kept = archived_article(self._corpus, self._archive, article_id)
            own = self._known_sites.of(kept.page.url) if kept else None
            read = read_by([layout], kept.page, kept.card, own) if kept else None
            if kept and read:
                if self._check:
                    self._check(kept.link, read[0], layout.zone)
                yield ArticleRead(
                    kept.link, read[0], kept.fetched_at, layout=read[1], page_url=kept.page.url, settles=True
                )


@dataclass(frozen=True, slots=True)
class ArchivedArticle:
    """An article's page as it was fetched last, with the card that led there."""

    link: str
    page: Page
    card: Card | None
    fetched_at: str


def archived_article(corpus: Corpus, archive: WarcArchive, article_id: int) -> ArchivedArticle | None:
    """Return an article's page as it was last fetched, None when it is not archived."""
    for fetch in corpus.archived(article_id):
        page = archive.read(fetch)
        if page is not None and page.status == 200:
            read = Page(page.url, page.body, page.content_type, page.fetched_at)
            return ArchivedArticle(fetch.url, read, corpus.card(article_id), fetch.fetched_at)
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
