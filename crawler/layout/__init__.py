"""Layout: where a site's pages keep title, authors, dates and text; learnt from a few, applied to the rest.

    layout = learn(samples)              # five to ten (page, card) of one listing
    reading = apply(layout, page, card)  # None: built otherwise, to be read by the generic readers

A site may have several templates: `learn` answers for the one that most samples share. Collect the pages that
it does not fit and learn from those; each page then takes the first layout that fits it.

What is unique to one page is never dropped: only what stands in the same place on several samples.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any

from crawler.dates import DateHints
from crawler.document import Page
from crawler.layout.authorplaces import distrusted_signals, learn_authors, strange_names
from crawler.layout.datehabits import learn_day_first, learn_zone
from crawler.layout.dateplaces import DatePlace, learn_dates
from crawler.layout.fitting import (
    apply,
    is_same_title,
    plain_text,
    read_text,
    read_title,
    trimmed_text,
)
from crawler.layout.places import Place, read_nodes
from crawler.layout.repetition import repeated_elements, repeated_lines, repeated_nodes
from crawler.layout.samples import (
    MIN_SAMPLES,
    Sample,
    learn_headline,
    learn_root,
    learn_title_frame,
    read_sample,
    with_dates,
)
from pipelines.items import Card

__all__ = ["Layout", "apply", "learn"]

PLAIN_SHARE = 0.8
"""Of the samples on which the generic reader finds nothing more to leave out."""


@dataclass(frozen=True)
class Layout:
    """Where the fields stand; each place carries the number of samples that prove it."""

    samples: int
    root: Place
    headline: Place | None = None
    title_frame: tuple[str, str] | None = None
    """What the title element holds before and after the title, when the title is printed nowhere."""
    carded: bool = False
    """True when each sample's title was the one on its card."""
    authors: Place | None = None
    strangers: tuple[str, ...] = ()
    """What passes for an author on every page and is none."""
    distrusted: tuple[str, ...] = ()
    """Signals that name somebody else than the bylines of the samples do."""
    published: DatePlace | None = None
    modified: DatePlace | None = None
    furniture: tuple[str, ...] = ()
    """Paths, relative to the text's element, of what repeats."""
    plain: bool = False
    """True when all in the text's element is text, but for what repeats and what names itself furniture."""
    lines: tuple[str, ...] = ()
    """Lines, folded, that repeat at the beginning or the end of texts."""
    day_first: bool | None = None
    zone: str | None = None

    @cached_property
    def id(self) -> str:
        """Sixteen hex digits, the same for layouts that read alike."""
        text = json.dumps(_without_counts(self.as_json()), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    @cached_property
    def hints(self) -> DateHints:
        """The site's habits with dates."""
        return DateHints(day_first=self.day_first, zone=self.zone)

    @cached_property
    def known_lines(self) -> frozenset[str]:
        """The repeated lines, for looking up."""
        return frozenset(self.lines)

    def as_json(self) -> dict[str, Any]:
        """Return the layout with its evidence as JSON has it; what is not known is left out."""
        full = asdict(self)
        return {name: value for name, value in full.items() if value not in (None, (), False)}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Layout:
        """Return the layout that `as_json` described."""
        known = dict(data)
        for name in ("root", "headline", "authors"):
            known[name] = _place(known.get(name))
        for name in ("published", "modified"):
            dates = known.get(name)
            known[name] = DatePlace(_place(dates["printed"]), _place(dates["told"])) if dates else None
        for name in ("strangers", "distrusted", "furniture", "lines"):
            known[name] = tuple(known.get(name) or ())
        frame = known.get("title_frame")
        known["title_frame"] = (frame[0], frame[1]) if frame else None
        return cls(**known)


def _place(data: dict[str, Any] | None) -> Place | None:
    return Place(**data) if data else None


def _without_counts(value: Any) -> Any:
    if isinstance(value, dict):
        counts = ("samples", "held", "empty", "differed")
        return {name: _without_counts(inner) for name, inner in value.items() if name not in counts}
    return value


# ------------------------------------------------------------------- learn


def learn(samples: Sequence[tuple[Page, Card | None]]) -> Layout | None:
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
