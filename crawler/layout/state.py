"""What is known of one site during a run: its layouts, how they fit, and what waits for the next one."""

from __future__ import annotations

from dataclasses import dataclass, field

from crawler.dates import DateHints
from crawler.layout import Layout
from pipelines.items import HELD, Article
from pipelines.store import State, decide, state_of
from pipelines.words import fold

SAMPLES = 10
"""Pages a layout is learnt from: as many as a listing has cards."""
ENOUGH = 6
"""Pages that must wait for a layout before one is learnt during a run; at its end three will do."""
FEWEST = 3
DRIFT_RUN = 5
"""So many pages in a row that no layout fits: the site was built anew."""
SHIFT_SHARE = 1 / 3
"""So many of a site's articles are not edited between two visits."""


@dataclass(slots=True)
class SiteMemory:
    """One site. `old`: ids of the layouts that were in use before this run."""

    layouts: list[Layout]
    waiting: int
    """Articles in the file that were read without a layout."""
    unstored: set[str] = field(default_factory=set)
    """Links of those that were read without a layout and are on their way to the file."""
    misfits: int = 0
    """Pages in a row, of this run and those before, that no layout fitted."""
    old: frozenset[str] = frozenset()
    shifted: set[str] = field(default_factory=set)
    """Ids of layouts by which articles read otherwise than by the one before, though nobody edited them."""
    next_try: int = ENOUGH
    tried: int = 0
    """How many were left waiting when a layout was last looked for."""
    fitted: int = 0
    drifted: int = 0
    """Pages in a row for which the old layouts were given up; 0 while they are not."""
    alike: int = 0
    """Known pages that an old layout fitted and none does now, though their text is the same."""
    updated: int = 0
    """Edits found when articles were read again with a new layout."""

    @property
    def hints(self) -> DateHints:
        """The site's habits with dates, for a page that no layout fits."""
        return self.layouts[0].hints if self.layouts else DateHints()

    def must_wait(self, known: State, article: Article) -> bool:
        """True for an article that a layout fitted, when it reads otherwise now that none does."""
        if not was_fitted(known):
            return False
        is_same = decide(known, state_of(article)).kind == "unchanged"
        self.alike += is_same
        return not is_same

    def is_too_much(self, differing: int, read: int) -> bool:
        """True when so many of the articles that a new layout read differ that it must be the reading."""
        return differing >= FEWEST and differing >= SHIFT_SHARE * (read + self.alike)

    def is_shift(self, known: State, layout_id: str) -> bool:
        """True when an article is read for the first time by a layout that reads otherwise than others."""
        return layout_id in self.shifted and known.layout != layout_id and was_fitted(known)

    def note_fit(self) -> None:
        """Note that a layout fitted a page."""
        self.fitted += 1
        self.misfits = 0

    @property
    def is_learning(self) -> bool:
        """True until a layout was first looked for: what is read meanwhile costs a reading more."""
        return not self.layouts and not self.tried

    def note_stored(self, link: str) -> None:
        """Note that the article behind a link is in the file, its page in the archive."""
        if link in self.unstored:
            self.unstored.remove(link)
            self.waiting += 1

    def note_misfit(self, link: str) -> None:
        """Note a page to be read without a layout."""
        self.unstored.add(link)
        if self.old:
            self.misfits += 1
        if self.misfits >= DRIFT_RUN:
            self.drifted = max(self.drifted, self.misfits)

    def note_change(self, pages: int) -> None:
        """Note that so many pages, which an old layout fitted, share a new one: the site was built anew."""
        if self.old and pages >= FEWEST:
            self.drifted = max(self.drifted, self.misfits, pages)


def was_fitted(known: State) -> bool:
    """True for an article that a layout fitted when its text was last read."""
    return known.layout is not None or known.problems == HELD


def differs(known: State, article: Article) -> bool:
    """True for another text under the same title; an edited title is proof of an edit."""
    if fold(known.title) != fold(article.title):
        return False
    return decide(known, state_of(article)).kind == "updated"
