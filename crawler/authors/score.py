"""Which byline is the article's: its place and markup, and what metadata and the listing say of its names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from operator import itemgetter

from lxml.html import HtmlElement

from crawler.authors.candidates import Byline, marked_bylines, printed_names, printed_text, tested_bylines
from crawler.authors.clean import normalise_authors
from crawler.authors.metadata import Creators, House, creators
from crawler.authors.names import is_agency, is_login, is_organisation, is_person, is_phrase, same_name
from crawler.authors.unmarked_bylines import bare_signatures, opening_bylines, spoken_bylines
from crawler.document import STRUCTURED, Extracted, Page, Surroundings
from pipelines.items import Card, Evidence

_SURE = 3.0
_CLAIMED, _FIT, _TEASED = 4.0, 0.5, 3.0
"""For a byline: metadata name somebody of it; it looks like a name. Against it: others look as it does."""


_CROWD = 3
"""Times as many names as metadata have: a box with everybody who writes for the site."""


def find_authors(
    page: Page,
    *,
    headline: HtmlElement | None = None,
    root: HtmlElement | None = None,
    card: Card | None = None,
) -> Extracted[list[str]]:
    """Return the names of those who sign, in page order, and their byline; None when nobody does."""
    house = House(page)
    claims = [claim for claim in _claims(page, card, house) if claim.names]
    claimed = list(dict.fromkeys(name for claim in claims for name in claim.names))
    around = Surroundings(page.tree, headline)
    spoken = [*spoken_bylines(around, root), *opening_bylines(around, root)]
    bylines = list(_plausible([*marked_bylines(around), *spoken], claimed, house))
    bylines += printed_names(around, _unprinted(claims, bylines))
    best = _best(bylines, claimed) or _best(list(_plausible(tested_bylines(around), claimed, house)), claimed)
    if best is None or house.signs(best.names):
        signed = [*_plausible(spoken, claimed, house), *bare_signatures(around, root)]
        best = _best(list(_in_text(signed, root)), claimed) or (None if _several(claims) else best)
    return _printed(best, bylines, claims, house) if best else _claimed(claims, is_listed=card is not None)


def has_signature(found: Extracted[list[str]]) -> bool:
    """True when the names were found in print, and one of them is no body's."""
    return found.node is not None and not all(map(is_organisation, found.value or []))


def _claims(page: Page, card: Card | None, house: House) -> Iterator[Creators]:
    """Yield the claims less the names of the site itself and of accounts; the card's as they are."""
    for claim in creators(page):
        names = tuple(name for name in claim.names if not house.has(name) and not is_login(name))
        yield Creators(claim.signal, names, claim.organisation)
    if card and card.authors:
        yield Creators("listing", tuple(name for raw in card.authors for name in normalise_authors(raw)))


def _unprinted(claims: list[Creators], bylines: list[Byline]) -> list[str]:
    """Names of the metadata that no well-placed byline has; a body's name may stand anywhere."""
    names = dict.fromkeys(name for claim in claims if not claim.organisation for name in claim.names)
    printed = [name for byline in bylines if byline.weight > 0 for name in byline.names]
    return [name for name in names if not _has(printed, name)]


def _plausible(bylines: Iterable[Byline], claimed: list[str], house: House) -> Iterator[Byline]:
    """Yield the bylines less what is none: accounts, words that no metadata call a name, who publishes."""
    for byline in bylines:
        names = [name for name in byline.names if not is_phrase(name) or _has(claimed, name)]
        if names and not all(map(is_login, names)) and not (byline.guessed and all(map(house.has, names))):
            yield replace(byline, names=names)


def _in_text(bylines: list[Byline], root: HtmlElement | None) -> Iterator[Byline]:
    """Yield the bylines of persons that stand in the text itself: by a by-word, or by their letters."""
    for byline in bylines:
        if root in byline.node.iterancestors() and all(map(is_person, byline.names)) and not byline.guessed:
            yield byline


def _has(names: Iterable[str], name: str) -> bool:
    return any(same_name(own, name) for own in names)


def _best(bylines: list[Byline], claimed: list[str]) -> Byline | None:
    teased = _teased(bylines)
    scored = [
        (_score(byline, claimed) - (_TEASED if _kind(byline.node) in teased else 0.0), byline)
        for byline in bylines
    ]
    score, best = max(scored, key=itemgetter(0), default=(0.0, None))
    return best if score >= _SURE else None


def _kind(node: HtmlElement) -> tuple[str, str]:
    return node.tag, node.get("class") or ""


def _teased(bylines: list[Byline]) -> set[tuple[str, str]]:
    """Kinds of markup that name three or more people in as many boxes: bylines of other articles."""
    seen: dict[tuple[str, str], dict[str, HtmlElement | None]] = {}
    for byline in bylines:
        box = next(islice(byline.node.iterancestors(), 2, None), None)
        seen.setdefault(_kind(byline.node), {}).setdefault(" ".join(byline.names), box)
    return {kind for kind, boxes in seen.items() if kind[1] and len(set(boxes.values())) > 2}


def _score(byline: Byline, claimed: list[str]) -> float:
    score = byline.weight
    if any(_has(claimed, name) for name in byline.names):
        score += _CLAIMED
    if any(is_person(name) or is_organisation(name) or is_agency(name) for name in byline.names):
        score += _FIT
    return score


def _printed(
    best: Byline, bylines: list[Byline], claims: list[Creators], house: House
) -> Extracted[list[str]]:
    names = list(best.names)
    for byline in bylines:
        if (
            byline is not best
            and _is_beside(byline, best)
            and not any(_covers(c.names, names) for c in claims)
        ):
            names += [name for name in byline.names if not _has(names, name)]
    listed = [name for claim in claims for name in claim.names]
    names = house.without(_without_strangers(names, best, claims), listed)
    fuller = next(
        (claim for claim in claims if len(claim.names) > len(names) and _covers(claim.names, names)), None
    )
    if fuller:
        names = list(fuller.names)
    names = list(dict.fromkeys(_as_claimed(name, claims) for name in names))
    agreed = [claim.signal for claim in claims if _covers(claim.names, names)]
    differed = {claim.signal: "; ".join(claim.names) for claim in claims if claim.signal not in agreed}
    evidence = Evidence("byline", tuple(dict.fromkeys(agreed)), tuple(differed.items()))
    return Extracted(names, evidence, best.node)


def _without_strangers(names: list[str], best: Byline, claims: list[Creators]) -> list[str]:
    """The names that metadata confirm and those marked up alike; a section may stand beside them."""
    claim = next((claim for claim in claims if not claim.organisation), None)
    own = [name for name in names if claim and _has(claim.names, name)]
    if claim and len(own) == len(claim.names) < len(names) and _begins(best.node, own):
        return own  # what follows in boxes of its own is a section, a source
    if own and len(names) > _CROWD * len(own):
        return own
    if best.spoken or not own:
        return names
    kinds = {_kind(best.parts[name]) for name in own if name in best.parts}
    return [
        name for name in names if name in own or (name in best.parts and _kind(best.parts[name]) in kinds)
    ]


def _begins(node: HtmlElement, names: list[str]) -> bool:
    """True when the line that a byline begins with has these names and no other."""
    first = [name for name in normalise_authors(printed_text(node)) if not is_phrase(name)]
    return len(first) == len(names) and _covers(names, first)


def _is_beside(byline: Byline, best: Byline) -> bool:
    """True for another item of a list of authors: marked up alike, under one parent or grandparent."""
    one, other = byline.node, best.node
    if one.tag != other.tag or (one.get("class") or "") != (other.get("class") or "") or byline.weight < 0:
        return False
    above = [next(islice(node.iterancestors(), 1, None), None) for node in (one, other)]
    return above[0] is not None and above[0] is above[1]


def _covers(names: Iterable[str], wanted: list[str]) -> bool:
    names = list(names)
    return all(_has(names, name) for name in wanted)


def _as_claimed(name: str, claims: list[Creators]) -> str:
    """The metadata's writing of a name that is printed in capitals, twice, as an account, or broken."""
    letters = "".join(name.split())
    for other in (other for claim in claims for other in claim.names):
        others = "".join(other.split())
        is_slug = name.islower() and letters == others.lower()
        is_shouted = name.isupper() and not other.isupper() and same_name(name, other)
        is_signed_for = is_organisation(name) and not is_organisation(other) and name.startswith(f"{other} ")
        if is_slug or is_shouted or is_signed_for or letters in (others, 2 * others):
            return other
    return name


def _claimed(claims: list[Creators], *, is_listed: bool) -> Extracted[list[str]]:
    """What metadata alone say of an article of a listing; a lone page's often name who uploaded it.

    Several persons are no uploader: a system asks for each of them.
    """
    claim = next((claim for claim in claims if not claim.organisation), None)
    if claim is None:
        return Extracted(None, Evidence(reason="no byline is printed and no metadata name an author"))
    claim = _several(claims) or claim
    if not is_listed and not _several(claims):
        differed = {other.signal: "; ".join(other.names) for other in claims}
        reason = "metadata name somebody who stands nowhere in print"
        return Extracted(None, Evidence(differed=tuple(differed.items()), reason=reason))
    agreed = {other.signal for other in claims if _covers(other.names, list(claim.names))} - {claim.signal}
    reason = "stands in metadata only"
    return Extracted(list(claim.names), Evidence(claim.signal, tuple(sorted(agreed)), reason=reason))


def _several(claims: list[Creators]) -> Creators | None:
    """The first claim of the structured data that names two or more persons and nobody else."""
    return next(
        (
            claim
            for claim in claims
            if claim.signal in STRUCTURED and len(claim.names) > 1 and all(map(is_person, claim.names))
        ),
        None,
    )
