"""Reading the archive again with today's readers: layouts learnt anew, then every page, without a request."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from crawler.article import read_article
from crawler.layout import MIN_SAMPLES, MOST_SAMPLES, Layout, apply_layout, learn_layout
from crawler.sites import Sites
from crawler.trainer import ArchivedArticle, archived_article, read_by
from pipelines.archive import WarcArchive
from pipelines.errors import UnreadablePage
from pipelines.items import ArticleRead
from pipelines.moments import now
from pipelines.store import Corpus, State, revise, state_of, store, validate

MOST_TEMPLATES = 5
"""More layouts than this are not looked for on one site: what is left is read without one."""
SHOWN = ("title", "authors", "published", "body")
"""The fields whose change is told; the rest of a state follows from the page."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field that a page now reads otherwise."""

    article_id: int
    url: str
    field: str
    before: str | None
    after: str | None


@dataclass(slots=True)
class Outcome:
    """How many articles were read again, and of how many there was no page to read."""

    same: int = 0
    changed: int = 0
    unreadable: int = 0
    not_archived: int = 0
    lost: int = 0
    """Their page was archived and is not there any more, or not whole."""


class Rereading:
    """Goes over a corpus; `write` stores what differs as revisions of the reading."""

    def __init__(
        self, corpus: Corpus, archive: WarcArchive, *, write: bool, sites: Sites | None = None
    ) -> None:
        self._corpus = corpus
        self._archive = archive
        self._write = write
        self._sites = sites or Sites()
        self.outcome = Outcome()

    def run(self) -> Iterator[Change]:
        """Read every archived page again, site by site; yield each field that reads otherwise."""
        for site, article_ids in self._corpus.article_ids().items():
            readable = [article_id for article_id in article_ids if self._page_of(article_id)]
            learnt = self._learn(readable)
            unread = frozenset(article_ids).difference(readable)
            kept = kept_layouts(self._layouts(site), learnt, self._layouts_of(unread))
            if self._write:
                self._replace_layouts(site, learnt, kept)
            for article_id in article_ids:
                yield from self._reread(article_id, [*learnt, *kept])

    def _page_of(self, article_id: int) -> ArchivedArticle | None:
        return archived_article(self._corpus, self._archive, article_id)

    def _layouts(self, site: str) -> list[Layout]:
        return [Layout.from_json(json.loads(row.layout)) for row in self._corpus.layouts(site)]

    def _layouts_of(self, article_ids: Iterable[int]) -> frozenset[str | None]:
        return frozenset(self._corpus.state(article_id).layout for article_id in article_ids)

    def _learn(self, article_ids: Sequence[int]) -> list[Layout]:
        """Return the layouts that fit the site's pages, each learnt from what the ones before left over."""
        layouts: list[Layout] = []
        left = list(article_ids)
        while len(left) >= MIN_SAMPLES and len(layouts) < MOST_TEMPLATES:
            samples = map(self._page_of, left[:MOST_SAMPLES])
            layout = learn_layout([(kept.page, kept.card) for kept in samples if kept])
            if layout is None:
                break
            layouts.append(layout)
            left = [article_id for article_id in left if self._misfits(article_id, layout)]
        return layouts

    def _misfits(self, article_id: int, layout: Layout) -> bool:
        kept = self._page_of(article_id)
        return kept is not None and apply_layout(layout, kept.page, kept.card) is None

    def _replace_layouts(self, site: str, learnt: Sequence[Layout], kept: Sequence[Layout]) -> None:
        at = now()
        staying = {layout.id for layout in kept}
        with self._corpus.atomic():
            for old in self._corpus.layouts(site):
                if old.id not in staying:
                    self._corpus.retire_layout(site, old.id, at)
            for layout in reversed(learnt):
                text = json.dumps(layout.as_json(), ensure_ascii=False)
                self._corpus.save_layout(site, layout.id, text, json.dumps({"samples": layout.samples}), at)

    def _reread(self, article_id: int, layouts: Sequence[Layout]) -> list[Change]:
        kept = self._page_of(article_id)
        if kept is None:
            was_archived = bool(self._corpus.archived(article_id))
            self.outcome.lost += was_archived
            self.outcome.not_archived += not was_archived
            return []
        site = self._sites.of(kept.page.url)
        try:
            article, layout = read_by(layouts, kept.page, kept.card, site) or (
                read_article(kept.page, kept.card, site=site),
                None,
            )
        except UnreadablePage:
            self.outcome.unreadable += 1
            return []
        read = validate(
            ArticleRead(
                *(kept.link, article, kept.fetched_at),
                layout=layout,
                page_url=kept.page.url,
                read_again=True,
            )
        )
        old = self._corpus.state(article_id)
        new = revise(old, state_of(article, layout=layout, problems=read.problems), read_again=True).state
        if self._write:
            store(self._corpus, read)
        changes = list(_changes(article_id, old, new))
        self.outcome.changed += bool(changes)
        self.outcome.same += not changes
        return changes


def kept_layouts(
    old: Iterable[Layout], learnt: Iterable[Layout], needed: Container[str | None]
) -> list[Layout]:
    """Return the layouts that stay in use beside those that were learnt anew.

    All of them where nothing was learnt: there is nothing better. Else those by which articles were read
    whose pages cannot be read now: nobody knows whether the new ones fit these.
    """
    new = {layout.id for layout in learnt}
    return [layout for layout in old if layout.id not in new and (not new or layout.id in needed)]


def _changes(article_id: int, old: State, new: State) -> Iterator[Change]:
    changed = new.changed(old)
    for name in SHOWN:
        if name in changed:
            yield Change(article_id, old.url, name, _shown(getattr(old, name)), _shown(changed[name]))


def _shown(value: str | tuple[str, ...] | None) -> str | None:
    return "; ".join(value) if isinstance(value, tuple) else value
