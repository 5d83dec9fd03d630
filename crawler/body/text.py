"""The text of an article's page, read once for all its parts.

The way of one page: `blocks` reads it, `boilerplate` and `content_root` say which element holds the text,
`clean` what belongs to it from above and what inside it is not text, `to_text` writes it down. A card's
teaser (`teaser_match`) shows where the text begins; what the page's JSON-LD says is asked for only when all
this found little.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler.body.blocks import Node, Outline, read_outline
from crawler.body.boilerplate import mark_furniture
from crawler.body.clean import Trim, find_standfirst
from crawler.body.content_root import around, find_core, is_past, node_of, start_of, widen
from crawler.body.teaser_match import core_around, find_anchor, lead_from, stands_in, with_sentences_above
from crawler.body.to_text import render
from crawler.document import Extracted, Page, text_of_fragment
from pipelines.compare import letters
from pipelines.items import CUT, Card, Evidence

_PARTIAL = 1500
"""Letters of a text that may be the part of an article that is shown to everybody."""
_TIMES = 3
"""As long as ours is a text of which we found a part: a lead, or the words that ask to sign in."""
_PARAGRAPH = 150
"""Letters; so much more is more than a sentence."""


def find_body(page: Page, *, headline: HtmlElement | None = None, card: Card | None = None) -> Extracted[str]:
    """Return the article's text and the element it stands in; an empty text when the page has none."""
    body = page.tree.find("body")
    own = _read(page, page.tree if body is None else body, headline, card)
    if len(own.text) < _PARTIAL and not own.anchored:
        told = told_text(page)
        if told and is_fuller(told, own.text):
            return Extracted(told, Evidence("json-ld", reason="the text stands in the page's JSON-LD alone"))
    return own.found(card)


@dataclass(frozen=True, slots=True)
class _Reading:
    """Our own reading of a page; `anchored` when the card's teaser showed where the text begins."""

    text: str
    root: Node | None
    outline: Outline
    anchored: bool = False

    def found(self, card: Card | None) -> Extracted[str]:
        """Return it with its evidence."""
        node = self.root.element if self.root else None
        if not self.text:
            reason = CUT if self.outline.is_cut else "no sentence on the page outside menus and lists"
            return Extracted("", Evidence(reason=reason), node)
        agreed = ("listing",) if card and card.teaser and stands_in(card.teaser, self.text) else ()
        return Extracted(self.text, Evidence("text", agreed, reason=self._doubt(card, bool(agreed))), node)

    def _doubt(self, card: Card | None, agreed: bool) -> str | None:
        if self.outline.is_cut:
            return CUT
        if card and card.teaser and not agreed:
            return "the listing's teaser does not stand in it"
        return None


def _read(page: Page, body: HtmlElement, headline: HtmlElement | None, card: Card | None) -> _Reading:
    outline = read_outline(body)
    at = node_of(outline, headline)
    mark_furniture(outline, at)
    start = start_of(outline, at)
    core = find_core(outline, start)
    if core is None:
        return _Reading("", None, outline)
    if is_past(outline, core, start):
        start, at = 0, None
    anchor = find_anchor(outline, core, start, card)
    if anchor is None:
        root = widen(core, outline, start)
        standfirst = find_standfirst(outline, root, start, descriptions(page))
    else:
        core = core_around(core, outline.blocks[anchor].node)
        start = with_sentences_above(outline, core, start, anchor)
        root = widen(core, outline, start)
        standfirst = lead_from(outline, root, anchor)
    outer = around(root, standfirst)
    title = headline.text_content() if headline is not None else ""
    trim = Trim(outline, outer, root, start, at, title)
    trim.run(standfirst, is_anchored=anchor is not None)
    dropped = trim.dropped_elements()
    text = render(outer.element, skip=dropped.__contains__, skip_texts=trim.dropped_texts())
    return _Reading(text, outer, outline, anchor is not None)


def descriptions(page: Page) -> list[str]:
    """Return the letters of what the page says of itself in its head."""
    told = (text for name in ("description", "og:description") for text in page.meta.get(name, []))
    said = (letters(text_of_fragment(text)) for text in told)
    return [text for text in said if text]


def told_text(page: Page) -> str | None:
    """Return the text that the page's JSON-LD carries, None when none or several objects carry one."""
    bodies = (work.properties.get("articleBody") for work in page.works)
    told = [body for body in bodies if isinstance(body, str) and body.strip()]
    if len({letters(body) for body in told}) != 1:
        return None
    text = text_of_fragment(told[0])
    return "\n\n".join(line for raw in text.splitlines() if (line := " ".join(raw.split())))


def is_fuller(other: str, own: str) -> bool:
    """Return True when the other reading has so much more text that our own must have missed it."""
    return len(letters(other)) > _TIMES * len(letters(own)) + _PARAGRAPH
