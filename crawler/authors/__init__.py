"""Who wrote the article: the names its byline prints, checked against what the page's metadata say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from lxml.html import HtmlElement

from crawler.authors.bylines import Byline, marked_bylines, printed_names
from crawler.authors.creators import Creators, creators
from crawler.authors.names import is_login, is_organisation, is_person, normalise_authors, same_name
from crawler.authors.signatures import spoken_bylines
from crawler.found import Found
from crawler.page import Page
from crawler.surroundings import Surroundings
from crawler.titles.sitenames import site_names
from pipelines.items import Card, Evidence

__all__ = ["find_authors", "normalise_authors"]

_SURE = 3.0


def find_authors(
    page: Page,
    *,
    headline: HtmlElement | None = None,
    root: HtmlElement | None = None,
    card: Card | None = None,
) -> Found[list[str]]:
    """Return the names of those who sign, in page order, and their byline; None when nobody does."""
    claims = list(_usable(creators(page), page))
    if card and card.authors:
        claims.append(
            Creators("listing", tuple(name for raw in card.authors for name in normalise_authors(raw)))
        )
    claims = [claim for claim in claims if claim.names]
    around = Surroundings(page.tree, headline)
    bylines = [*marked_bylines(around), *spoken_bylines(around, root)]
    bylines = [byline for byline in bylines if not all(is_login(name) for name in byline.names)]
    claimed = list(dict.fromkeys(name for claim in claims for name in claim.names))
    unprinted = [
        name
        for name in claimed
        if not any(byline.weight > 0 and _has(byline.names, name) for byline in bylines)
    ]
    bylines += printed_names(around, unprinted)
    best = _best(bylines, claimed)
    return _printed(best, bylines, claims) if best else _claimed(claims, is_listed=card is not None)


def _usable(claims: list[Creators], page: Page) -> Iterator[Creators]:
    """Yield the claims less the names of the site itself and of accounts."""
    site = site_names(page) if claims else None
    for claim in claims:
        names = tuple(name for name in claim.names if not (site and site.has(name)) and not is_login(name))
        yield Creators(claim.signal, names, claim.organisation)


def _has(names: Iterable[str], name: str) -> bool:
    return any(same_name(own, name) for own in names)


def _best(bylines: list[Byline], claimed: list[str]) -> Byline | None:
    teased = _teased(bylines)
    scored = [
        (_score(byline, claimed) - (3.0 if _kind(byline.node) in teased else 0.0), -index, byline)
        for index, byline in enumerate(bylines)
    ]
    sure = [entry for entry in scored if entry[0] >= _SURE]
    return max(sure, key=lambda entry: entry[:2])[2] if sure else None


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
        score += 4.0
    if any(is_person(name) or is_organisation(name) for name in byline.names):
        score += 0.5
    return score


def _printed(best: Byline, bylines: list[Byline], claims: list[Creators]) -> Found[list[str]]:
    names = list(best.names)
    for byline in bylines:
        if (
            byline is not best
            and _is_beside(byline, best)
            and not any(_covers(c.names, names) for c in claims)
        ):
            names += [name for name in byline.names if not _has(names, name)]
    names = _without_strangers(names, best, claims)
    fuller = next(
        (claim for claim in claims if len(claim.names) > len(names) and _covers(claim.names, names)), None
    )
    if fuller:
        names = list(fuller.names)
    names = list(dict.fromkeys(_as_claimed(name, claims) for name in names))
    agreed = [claim.signal for claim in claims if _covers(claim.names, names)]
    differed = {claim.signal: "; ".join(claim.names) for claim in claims if claim.signal not in agreed}
    evidence = Evidence("byline", tuple(dict.fromkeys(agreed)), tuple(differed.items()))
    return Found(names, evidence, best.node)


def _without_strangers(names: list[str], best: Byline, claims: list[Creators]) -> list[str]:
    """The names that metadata confirm and those marked up alike; a section may stand beside them."""
    claim = next((claim for claim in claims if not claim.organisation), None)
    own = [name for name in names if claim and _has(claim.names, name)]
    if best.spoken or not own:
        return names
    kinds = {_kind(best.parts[name]) for name in own if name in best.parts}
    return [
        name for name in names if name in own or (name in best.parts and _kind(best.parts[name]) in kinds)
    ]


def _is_beside(byline: Byline, best: Byline) -> bool:
    """True for another item of a list of authors: marked up alike, under one parent or grandparent."""
    one, other = byline.node, best.node
    if one.tag != other.tag or (one.get("class") or "") != (other.get("class") or "") or byline.weight < 0:
        return False
    parents = [one.getparent(), other.getparent()]
    if parents[0] is parents[1]:
        return True
    above = [parent.getparent() if parent is not None else None for parent in parents]
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


def _claimed(claims: list[Creators], *, is_listed: bool) -> Found[list[str]]:
    """What metadata alone say of an article of a listing; a lone page's often name who uploaded it."""
    claim = next((claim for claim in claims if not claim.organisation), None)
    if claim is None:
        return Found(None, Evidence(reason="no byline is printed and no metadata name an author"))
    if not is_listed:
        differed = {other.signal: "; ".join(other.names) for other in claims}
        reason = "metadata name somebody who stands nowhere in print"
        return Found(None, Evidence(differed=tuple(differed.items()), reason=reason))
    agreed = {other.signal for other in claims if _covers(other.names, list(claim.names))} - {claim.signal}
    reason = "stands in metadata only"
    return Found(list(claim.names), Evidence(claim.signal, tuple(sorted(agreed)), reason=reason))
