"""Fitting: a page read by the places of a layout, and whether it is built as the layout says."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace
from functools import cached_property
from itertools import islice

from lxml.html import HtmlElement

from crawler.authors import find_authors
from crawler.body import (
    MAX_ELEMENTS,
    Node,
    Trim,
    is_cut,
    is_never_text,
    mark_furniture,
    node_of,
    read_outline,
    render,
    stands_in,
    start_of,
    without_ellipsis,
)
from crawler.dates import Dates, find_dates, read_dates
from crawler.document import Extracted, Extraction, Page
from crawler.layout.authors import read_authors, without
from crawler.layout.boilerplate import repeated_nodes, without_lines
from crawler.layout.dates import read_both
from crawler.layout.locators import MAX_LINE, DateLocator, Layout, read_nodes
from crawler.titles import heading_text, normalise_title
from pipelines.compare import key
from pipelines.items import CUT, Card, Evidence

_PLENTY_CHARS = 600
"""Letters of sentences elsewhere on a page that make an empty text suspicious."""


def apply_layout(layout: Layout, page: Page, card: Card | None = None) -> Extraction | None:
    """Return what the page's places hold; None when the page is built otherwise than the layout says."""
    roots = read_nodes(layout.root, page)
    title = read_title(layout, page)
    if len(roots) != 1 or not title.value or not _is_of(layout, title.value, card):
        return None
    body = _read_body(layout, page, card, roots[0], title.node)
    if body is None:
        return None
    near = _Near(layout, page, card, title.node, roots[0])
    return Extraction(title, near.authors(), near.published(), near.modified(), body, layout.id)


# ------------------------------------------------------------------- title


def read_title(layout: Layout, page: Page) -> Extracted[str]:
    """Return the headline in its place, or the title element without what the site hangs on all titles."""
    if layout.headline is None:
        return _framed_title(layout, page)
    nodes = read_nodes(layout.headline, page)
    if len(nodes) != 1:
        return Extracted(None, Evidence(reason="the headline is not in its place"))
    title = normalise_title(heading_text(nodes[0]))
    return Extracted(title, Evidence("layout", (_signal_of(nodes[0]),)), nodes[0])


def _signal_of(node: HtmlElement) -> str:
    return "h1" if node.tag == "h1" else "text"


def _framed_title(layout: Layout, page: Page) -> Extracted[str]:
    before, after = layout.title_frame or ("", "")
    text = " ".join(page.tree.xpath("string(//head/title)").split())
    if not (text.startswith(before) and text.endswith(after) and len(text) > len(before) + len(after)):
        return Extracted(
            None, Evidence(reason="the title element is not written as on the site's other pages")
        )
    title = normalise_title(text[len(before) : len(text) - len(after)])
    return Extracted(title, Evidence("layout", ("title-element",)))


def _is_of(layout: Layout, title: str, card: Card | None) -> bool:
    """False when a site whose cards carry the articles' titles shows another one here."""
    return not (layout.carded and card and card.title) or is_same_title(card.title or "", title)


def is_same_title(told: str, printed: str) -> bool:
    """True when two titles share most of their words, or one is the beginning of the other, cut short."""
    one, other = key(told), key(printed)
    if one.startswith(other) or other.startswith(one):
        return True
    ones, others = set(one.split()), set(other.split())
    return 2 * len(ones & others) > max(len(ones), len(others))


# -------------------------------------------------------------------- body


def read_text(
    layout: Layout, root: HtmlElement, headline: HtmlElement | None, page: Page | None = None
) -> str:
    """Return the text in its element, without what repeats there on other pages and what is never text."""
    repeated = repeated_nodes(layout.furniture, root)
    repeated = repeated | _fact_lines(layout, page, root) if page else repeated
    text = "" if layout.plain else trimmed_text(root, headline, repeated)[0]
    if not text and (layout.plain or _has_words_of_its_own(root, repeated)):
        text = plain_text(root, headline, repeated)
    return without_lines(text, layout.known_lines)


def _has_words_of_its_own(root: HtmlElement, repeated: Container[HtmlElement]) -> bool:
    """False when all that is said around a video is links: "(0 comments)", "← An older post"."""
    outline = read_outline(root, lambda element: element in repeated or is_never_text(element))
    return any(not block.linked for block in outline.blocks)


def _fact_lines(layout: Layout, page: Page, root: HtmlElement) -> set[HtmlElement]:
    """Return what is no text in the text's element: the one line of day and names, the foot that holds them.

    Seen: a table cell that holds headline, "11.06.2024 | Anna Nowak" and text; an article's own footer.
    """
    named = layout.authors if layout.authors and layout.authors.kind == "element" else None
    dated = layout.published.printed if layout.published else None
    if named is None or dated is None:
        return set()
    names, days = set(read_nodes(named, page)), set(read_nodes(dated, page))
    feet = {foot for node in names for foot in node.iterancestors("footer")}
    feet &= {foot for node in days for foot in node.iterancestors("footer")}
    lines = (names & days) | feet
    return {line for line in lines if line is not root and root in line.iterancestors()}


def plain_text(root: HtmlElement, headline: HtmlElement | None, repeated: Container[HtmlElement]) -> str:
    """Return an element's text but for what repeats and what is none by its name: captions, share bars."""
    return render(root, skip=lambda element: element in repeated or is_never_text(element), headline=headline)


def trimmed_text(
    root: HtmlElement, headline: HtmlElement | None, repeated: Container[HtmlElement]
) -> tuple[str, set[HtmlElement]]:
    """Return what the generic reader takes for text inside the element, and the elements it leaves out."""
    outline = read_outline(root, repeated.__contains__)
    at = node_of(outline, headline)
    mark_furniture(outline, at)
    top = outline.nodes[0]
    title = headline.text_content() if headline is not None else ""
    trim = Trim(outline, top, top, start_of(outline, at), at, title)
    trim.run()
    dropped = trim.dropped_elements()
    text = render(
        root, skip=lambda element: element in repeated or element in dropped, skip_texts=trim.dropped_texts()
    )
    return text, dropped


def _read_body(
    layout: Layout, page: Page, card: Card | None, root: HtmlElement, headline: HtmlElement | None
) -> Extracted[str] | None:
    text = read_text(layout, root, headline, page)
    teaser = card.teaser if card else None
    proved = bool(teaser and text and _holds(text, teaser))
    must_stand = bool(teaser and card and (card.teaser_cut or is_cut(teaser)))
    if must_stand and not proved:
        return None
    if not text and not _is_bare(root, headline):
        return None
    reason = CUT if is_too_large(root) else None if text else "there is no text in its place"
    return Extracted(text, Evidence("layout", ("listing",) if proved else (), reason=reason), root)


def is_too_large(root: HtmlElement) -> bool:
    """Return True for an element that holds more of them than are looked at."""
    return next(islice(root.iter(), MAX_ELEMENTS + 1, None), None) is not None


def _holds(text: str, teaser: str) -> bool:
    """True when the teaser stands in the text: to the letter, told soonest, or as `stands_in` sees it."""
    core = without_ellipsis(teaser).strip()
    return (core[:1].isalnum() and core in text) or stands_in(teaser, text)


def _is_bare(root: HtmlElement, headline: HtmlElement | None) -> bool:
    """True when there are hardly any sentences around headline and text either: a video, a gallery."""
    above = set() if headline is None else set(headline.iterancestors())
    around = next((element for element in root.iterancestors() if element in above), root)
    outline = read_outline(around)
    mark_furniture(outline)
    return sum(block.prose for block in outline.blocks if not _is_in_furniture(block.node)) < _PLENTY_CHARS


def _is_in_furniture(node: Node) -> bool:
    return node.furniture or any(outer.furniture for outer in node.ancestors())


# ------------------------------------------------------- authors and dates


class _Near:
    """The fields printed near the headline of one page; a place that is empty is asked about once more."""

    def __init__(
        self, layout: Layout, page: Page, card: Card | None, headline: HtmlElement | None, root: HtmlElement
    ) -> None:
        self.layout, self.page, self.card = layout, page, card
        self.headline, self.root = headline, root

    def authors(self) -> Extracted[list[str]]:
        """Return the names in their place."""
        place = self.layout.authors
        if place is not None:
            nodes = read_nodes(place, self.page)
            names = read_authors(place, self.page, nodes)
            if names:
                return Extracted(names, Evidence("layout", (place.signal,)), nodes[0] if nodes else None)
            if place.empty:
                return Extracted([], Evidence(reason="no byline in its place, as on other pages of the site"))
        found = find_authors(self.page, headline=self.headline, root=self.root, card=self.card)
        if found.evidence.signal in self.layout.distrusted:
            return Extracted([], Evidence(reason="only named where the site's pages name somebody else"))
        names = without(found.value or [], self.layout.strangers)
        if found.value and not names:
            return Extracted(
                [], Evidence(reason="what stands for an author is the same on all pages of the site")
            )
        return replace(found, value=names) if names else found

    def published(self) -> Extracted[str]:
        """Return the day as printed, with its time where the page tells it."""
        return self._date(self.layout.published) or self.dates.published

    def modified(self) -> Extracted[str]:
        """Return the day of the last change, in its place or as a second date on the line of the first."""
        found = self._date(self.layout.modified)
        if found is None and self.layout.modified is None and self._has_second_date():
            return self.dates.modified
        return found or Extracted(None, Evidence(reason="no date of a change in its place"))

    def _has_second_date(self) -> bool:
        place = self.layout.published.printed if self.layout.published else None
        nodes = read_nodes(place, self.page) if place else []
        line = " ".join(nodes[0].text_content().split())[:MAX_LINE] if nodes else ""
        return len(read_dates(line)) > 1

    @cached_property
    def dates(self) -> Dates:
        """Both dates as the generic reader finds them; only asked for when their places do not answer."""
        return find_dates(
            self.page, headline=self.headline, root=self.root, card=self.card, hints=self.layout.hints
        )

    def _date(self, place: DateLocator | None) -> Extracted[str] | None:
        if place is None:
            return None
        nodes = read_nodes(place.printed, self.page) if place.printed else []
        value = read_both(place, self.page, self.layout.hints, nodes)
        if value is None:
            return None
        signals = [one.signal for one in (place.printed, place.told) if one]
        return Extracted(
            value, Evidence("layout", tuple(dict.fromkeys(signals))), nodes[0] if nodes else None
        )
