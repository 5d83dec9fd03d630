"""What is known of one site: the layout that its pages teach, and how layouts fit its pages during a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from crawler.dates import DateHints
from crawler.document import Page
from crawler.layout.apply import (
    is_same_title,
    plain_text,
    read_text,
    read_title,
    trimmed_text,
)
from crawler.layout.authors import distrusted_signals, learn_authors, strange_names
from crawler.layout.boilerplate import repeated_elements, repeated_lines, repeated_nodes
from crawler.layout.dates import learn_dates, learn_day_first, learn_zone
from crawler.layout.induction import (
    MIN_SAMPLES,
    Sample,
    learn_headline,
    learn_root,
    learn_title_frame,
    read_sample,
    with_dates,
)
from crawler.layout.locators import Layout, read_nodes
from pipelines.compare import fold
from pipelines.items import HELD, Article, Card
from pipelines.store import State, revise, state_of

PLAIN_SHARE = 0.8
"""Of the samples on which the generic reader finds nothing more to leave out."""
MOST_SAMPLES = 10
"""Pages a layout is learnt from: as many as a listing has cards."""
ENOUGH_WAITING = 6
"""Pages that must wait for a layout before one is learnt during a run; at its end three will do."""
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
    next_try: int = ENOUGH_WAITING
    tried: int = 0
    """How many were left waiting when a layout was last looked for."""
    fitted: int = 0
    drifted: int = 0
    """Pages in a row for which the old layouts were given up; 0 while they are not."""
    alike: int = 0
    """Known pages that an old layout fitted and none does now, though their text is the same."""

    @property
    def hints(self) -> DateHints:
        """The site's habits with dates, for a page that no layout fits."""
        return self.layouts[0].hints if self.layouts else DateHints()

    def must_wait(self, known: State, article: Article) -> bool:
        """True for an article that a layout fitted, when it reads otherwise now that none does."""
        if not was_fitted(known):
            return False
        is_same = revise(known, state_of(article)).kind == "unchanged"
        self.alike += is_same
        return not is_same

    def is_too_much(self, differing: int, read: int) -> bool:
        """True when so many of the articles that a new layout read differ that it must be the reading."""
        return differing >= MIN_SAMPLES and differing >= SHIFT_SHARE * (read + self.alike)

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
        if self.old and pages >= MIN_SAMPLES:
            self.drifted = max(self.drifted, self.misfits, pages)


def was_fitted(known: State) -> bool:
    """True for an article that a layout fitted when its text was last read."""
    return known.layout is not None or known.problems == HELD


def reads_otherwise(known: State, article: Article) -> bool:
    """True for another text under the same title; an edited title is proof of an edit."""
    if fold(known.title) != fold(article.title):
        return False
    return revise(known, state_of(article)).kind == "updated"


def learn_layout(samples: Sequence[tuple[Page, Card | None]]) -> Layout | None:
    """Return the layout that most of the samples share; None when fewer than three, or than 60 %, do."""
    read = [read_sample(page, card) for page, card in samples]
    root = learn_root(read) if len(read) >= MIN_SAMPLES else None
    if root is None:
        return None
    alike = [sample for sample in read if len(read_nodes(root, sample.page)) == 1]
    headline = learn_headline(alike)
    frame = None if headline else learn_title_frame(alike)
    if headline is None and frame is None:
        return None
    return _with_imprint(
        _with_repetition(Layout(len(alike), root, headline, frame, _is_carded(alike)), alike), alike
    )


def _is_carded(samples: Sequence[Sample]) -> bool:
    pairs = [
        (sample.card.title, sample.title.value) for sample in samples if sample.card and sample.card.title
    ]
    return len(pairs) >= MIN_SAMPLES and all(value and is_same_title(told, value) for told, value in pairs)


def _with_imprint(layout: Layout, samples: Sequence[Sample]) -> Layout:
    layout = replace(layout, day_first=learn_day_first(samples))
    samples = [with_dates(sample, layout.hints) for sample in samples]
    published, modified = learn_dates(samples, layout.hints)
    return replace(
        layout,
        authors=learn_authors(samples),
        strangers=strange_names(samples),
        distrusted=distrusted_signals(samples),
        published=published,
        modified=modified,
        zone=learn_zone(samples, published),
    )


def _with_repetition(layout: Layout, samples: Sequence[Sample]) -> Layout:
    """Return the layout with what repeats in the text's element, and whether the rest of it is all text."""
    roots = [read_nodes(layout.root, sample.page)[0] for sample in samples]
    nodes = [read_title(layout, sample.page).node for sample in samples]
    both = list(zip(roots, nodes, strict=True))
    trimmed = [trimmed_text(root, node, ()) for root, node in both]
    paths = repeated_elements(roots, [dropped for _, dropped in trimmed])
    gone = [repeated_nodes(paths, root) for root in roots]
    plain = [plain_text(root, node, out) for (root, node), out in zip(both, gone, strict=True)]
    alike = sum(text == short for text, (short, _) in zip(plain, trimmed, strict=True))
    layout = replace(layout, furniture=paths, plain=alike >= PLAIN_SHARE * len(samples))
    return replace(layout, lines=repeated_lines([read_text(layout, root, node) for root, node in both]))
