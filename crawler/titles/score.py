"""Which heading is the headline: its place and markup, and what listing, metadata and title element say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from crawler.document import Extracted, Page, text_of
from crawler.titles.candidates import MAX_PIECES, Heading, classed_titles, headings
from crawler.titles.clean import (
    COLON_TOO,
    SiteNames,
    normalise_title,
    segments,
    site_names,
    without_site,
)
from pipelines.compare import key
from pipelines.items import Card, Evidence

_CUT = re.compile(r"(?<!\s)\s*+(?:(?<!\.)\.{2,}+|…|\[…\]|\[\.\.\.\])\s*$")
_LOOSE_ENDS = " :|–—-\t\n"
_REPEATED = 0.8
"""Agreement of a claim that repeats a heading but for what is cut or hung on it."""
_ENOUGH = 2.2
"""What must speak for a headline."""
_AGREEMENT = {"listing": 8.0, "meta": 3.0, "json-ld": 3.0, "title-element": 2.5}
_RANK = ("title-element", "listing", "json-ld", "meta")
"""Where none prints the title: the surest is the last."""
_LINE_TAGS = ("b", "strong", "font", "big", "center", "span", "p", "td", "em", "u")
_MAX_LINES = 3000
_MIN_LINE = 12
_START = 3
"""Letters by which most lines are told not to be the wanted one, before all of them is read."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What one signal says the title is; `own` is freed of the site's name, the rest are keys of its parts.

    `runs` are the first part, the first two, ...; `tails` end where it ends; `middles` do neither.
    """

    signal: str
    text: str
    own: str
    cut: bool
    runs: frozenset[str]
    middles: frozenset[str]
    tails: frozenset[str]

    def agreement(self, heading: str) -> float:
        """Return 0 to 1: how far a heading, as key, is what this claim says; its last part says little."""
        own = key(self.own)
        if heading in (own, key(self.text)):
            return 1.0
        if self.cut and len(own) > _MIN_LINE and heading.startswith(own):
            return _REPEATED
        if heading in self.runs or heading in self.middles:
            return _REPEATED
        return 0.0


def find_title(page: Page, card: Card | None = None) -> Extracted[str]:
    """Return the headline and its element; without one, the page's own title freed of the site's name."""
    names = site_names(page)
    claims = list(_claims(page, card, names))
    scored = _scored(headings(page.tree), claims, names)
    if not scored or scored[0][0] < _ENOUGH:
        scored = sorted(
            [*scored, *_scored(classed_titles(page.tree), claims, names)], key=lambda pair: -pair[0]
        )
    if scored and scored[0][0] >= _ENOUGH:
        return _printed(scored[0][1], claims)
    return _plain_line(page.tree, claims, names) or _unprinted(claims)


def _claims(page: Page, card: Card | None, names: SiteNames) -> Iterable[Claim]:
    sections = frozenset(
        key(value) for name in ("article:section", "section") for value in page.meta.get(name, [])
    )
    said = [("listing", card.title)] if card and card.title else []
    said += [
        (work.signal, told)
        for work in page.works
        if isinstance(told := work.properties.get("headline"), str) and not work.is_marked_up
    ][:1]
    for name in ("og:title", "twitter:title"):
        said += [("meta", value) for value in page.meta.get(name, [])[:1]]
    said += [
        ("title-element", "".join(node.itertext())) for node in page.tree.xpath("//head/title | //title")[:1]
    ]
    for signal, raw in said:
        text = normalise_title(raw)
        if text:
            yield _claim(signal, text, names, sections)


def _claim(signal: str, text: str, names: SiteNames, sections: frozenset[str]) -> Claim:
    bare = _CUT.sub("", text)
    cut = bare != text
    own = text if signal == "listing" else without_site(text, names, sections)
    parts = segments(text, COLON_TOO)
    runs = [key(text[parts[0][0] : last[1]]) for last in parts]
    middles = [key(text[first[0] : last[1]]) for first in parts[1:] for last in parts[1:-1]]
    tails = [key(text[first[0] :]) for first in parts[1:]]
    own = _CUT.sub("", own) if cut else own
    return Claim(signal, text, own, cut, frozenset(runs), frozenset(middles), frozenset(tails))


def _scored(found: Iterable[Heading], claims: list[Claim], names: SiteNames) -> list[tuple[float, Heading]]:
    scored = [(_score(heading, claims), heading) for heading in found if not names.has(heading.text)]
    return sorted(scored, key=lambda pair: -pair[0])


def _score(heading: Heading, claims: list[Claim]) -> float:
    readings = {key(heading.text), *(key(text) for text in _runs(heading))}
    score = heading.weight
    for signal, weight in _AGREEMENT.items():
        told = [claim.agreement(own) for claim in claims if claim.signal == signal for own in readings]
        score += weight * max(told, default=0.0)
    return score


def _runs(heading: Heading) -> list[str]:
    """What a heading says without some pieces at either end: a kicker, an edit link, a comment count."""
    pieces = [piece for piece in heading.pieces if piece.strip()]
    spans = [(first, last) for first in range(len(pieces)) for last in range(first + 1, len(pieces) + 1)]
    texts = (" ".join(pieces[first:last]) for first, last in spans if last - first < len(pieces))
    return [" ".join(text.split()) for text in texts]


def _printed(heading: Heading, claims: list[Claim]) -> Extracted[str]:
    title = normalise_title(_reading(heading, claims)) or ""
    own = key(title)
    agreed = tuple(dict.fromkeys(claim.signal for claim in claims if claim.agreement(own) >= _REPEATED))
    differed = {claim.signal: claim.text for claim in claims if claim.signal not in agreed}
    signal = "h1" if heading.node.tag == "h1" else "text"
    reason = None if agreed or not claims else "no other signal says the same"
    return Extracted(title, Evidence(signal, agreed, tuple(differed.items()), reason), heading.node)


def _reading(heading: Heading, claims: list[Claim]) -> str:
    """The part of the heading that a claim repeats, else all of it but its kicker.

    Where markup alone parts its words, the claim's way of parting them is taken: "Kicker: Title".
    """
    wanted = {key(claim.own): claim.own for claim in reversed(claims) if not claim.cut}
    if key(heading.text) in wanted:
        return _parted_as(wanted[key(heading.text)], heading)
    for text in sorted(_runs(heading), key=len, reverse=True):
        if key(text) in wanted:
            return text.strip(_LOOSE_ENDS)
    return heading.without_kicker.strip(_LOOSE_ENDS)


def _parted_as(said: str, heading: Heading) -> str:
    """The claim when the heading is the same but for what stands between its elements, else the heading."""
    return (
        said
        if len(heading.pieces) > 1 and _bare(said) == _bare(heading.text)
        else heading.text.strip(_LOOSE_ENDS)
    )


def _bare(text: str) -> str:
    return re.sub(r"[\s:|–—-]+", "", text)


def _plain_line(tree: HtmlElement, claims: list[Claim], names: SiteNames) -> Extracted[str] | None:
    """The title where the page prints it as a line of its own, in bold or large letters and in no heading.

    Seen: hand-made pages of layout tables, whose headline is <font size="5"><b>; portals whose title element
    begins with the site's name, which nothing else on the page tells from the headline.
    """
    whole = [claim for claim in claims if not claim.cut]
    begun = {run for claim in whole for run in (key(claim.own), *claim.runs)}
    ended = {tail for claim in whole for tail in claim.tails}
    return _line_that_says(begun, tree, claims, names) or _line_that_says(ended, tree, claims, names)


def _line_that_says(
    wanted: set[str], tree: HtmlElement, claims: list[Claim], names: SiteNames
) -> Extracted[str] | None:
    wanted = {run for run in wanted if len(run) >= _MIN_LINE}
    starts = {run[:_START] for run in wanted}
    for node in islice(tree.iter(*_LINE_TAGS), _MAX_LINES):
        if not node.text or key(node.text)[:_START] not in starts or len(node) > MAX_PIECES:
            continue
        text = text_of(node)
        if key(text) in wanted and not names.has(text) and next(node.iterancestors("a"), None) is None:
            own = key(text)
            agreed = {claim.signal for claim in claims if claim.agreement(own) >= _REPEATED}
            evidence = Evidence(
                "text", tuple(sorted(agreed)), reason="no heading on the page is the headline"
            )
            return Extracted(normalise_title(text), evidence, node)
    return None


def _unprinted(claims: list[Claim]) -> Extracted[str]:
    """The best claim when no heading is the headline: what most signals say, metadata first."""
    usable = [claim for claim in claims if not claim.cut] or claims
    if not usable:
        return Extracted(None, Evidence(reason="the page has no headline and no title"))
    votes = [sum(other.agreement(key(claim.own)) >= _REPEATED for other in usable) for claim in usable]
    best = max(range(len(usable)), key=lambda index: (votes[index], _RANK.index(usable[index].signal)))
    claim = usable[best]
    agreed = {other.signal for other in usable if other.agreement(key(claim.own)) >= _REPEATED} - {
        claim.signal
    }
    reason = "no heading on the page is the headline"
    return Extracted(claim.own, Evidence(claim.signal, tuple(sorted(agreed)), reason=reason))
