"""Which of the days that a page claims are the article's, who agreed and who differed; or none, and why.

Metadata, printed dates, the listing's card and the address each claim a day; the day with the most weight
behind it is taken, and what is printed is believed where metadata tell the same moment on another clock.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import product

from lxml.html import HtmlElement

from crawler.dates.clean import DateHints, base_language, is_day_first, on_clock, stamp
from crawler.dates.metadata import ENOUGH, DateClaim, card_claim, metadata_claims, url_claim
from crawler.dates.printed import printed_claims, weigh_shown
from crawler.document import STRUCTURED, Extracted, Page
from pipelines.items import Card, Evidence

WELL_PRINTED = 2.5
_PRINTED = frozenset(["text", "time", "byline"])
_METADATA = STRUCTURED | {"meta"}
_UTC = "+00:00"
_ENOUGH_CHANGED = 2.0
"""A last change that is printed in a date's place."""
_URL_YEAR = re.compile(r"/((?:19|20)\d\d)[/-]")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_OUT_OF_BOUNDS = 0.4
_AMBIGUOUS = 0.6
"""So much counts each reading of 03/04."""
_SECOND_METADATA = 0.5
"""Structured data and meta tags are written by one program."""
_FIRST_HOUR_OF_TOMORROW = 9
"""In UTC; it is tomorrow then at +14:00 at most, as it was yesterday at -12:00 until noon."""
_LAST_HOUR_OF_YESTERDAY = 12


@dataclass(frozen=True, slots=True)
class Dates:
    """The two dates of an article."""

    published: Extracted[str]
    modified: Extracted[str]


def find_dates(
    page: Page,
    *,
    headline: HtmlElement | None = None,
    root: HtmlElement | None = None,
    card: Card | None = None,
    hints: DateHints = DateHints(),  # noqa: B008  (frozen)
    is_signed: bool = False,
) -> Dates:
    """The day an article was published, and the day it was modified, each with its evidence.

    `is_signed`: a person's byline is printed, which static pages, products and recipes lack.
    """
    language = _declared_language(page)
    spoken = base_language(language)
    printed = printed_claims(page, headline, root, spoken, _year_of(page))
    told = metadata_claims(page, spoken)
    is_undated = not any(claim.signal == "text" and claim.weight >= _ENOUGH_CHANGED for claim in printed)
    is_article = card is not None or (is_signed and is_undated)
    claims = [*weigh_shown(told, printed, page, spoken, is_article=is_article), *printed]
    claims += [*card_claim(card), *url_claim(page.url, is_signed=is_signed)]
    day_first = is_day_first(language, hints)
    published = decide(_of("published", claims), day_first, hints, page.fetched_at)
    modified = decide(_of("modified", claims), day_first, hints, page.fetched_at)
    if published.value is None:
        published = _last_change(claims, day_first, hints, page.fetched_at) or published
    return Dates(published, modified)


def _last_change(
    claims: list[DateClaim], day_first: bool | None, hints: DateHints, fetched_at: str | None
) -> Extracted[str] | None:
    """The day of the last change, where it is the only one the page prints, and prints in a date's place.

    Seen: broadcasters' "Stand:", recipes, guides. People who are asked for such a page's date give this one.
    """
    printed = [claim for claim in claims if _is_last_change(claim)]
    found = decide(printed, day_first, hints, fetched_at) if printed else None
    if found is None or found.value is None:
        return None
    reason = "the page prints only the day of its last change"
    return replace(found, value=found.value[:10], evidence=replace(found.evidence, reason=reason))


def _is_last_change(claim: DateClaim) -> bool:
    return claim.kind == "modified" and claim.signal == "text" and claim.weight >= _ENOUGH_CHANGED


def _of(kind: str, claims: Iterable[DateClaim]) -> list[DateClaim]:
    return [claim for claim in claims if claim.kind == kind]


def _declared_language(page: Page) -> str | None:
    """The page's declared language: enough to read month names and numbers by."""
    lang = page.tree.get("lang") or page.tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    return lang or next(iter(page.meta.get("og:locale", [])), None)


def _year_of(page: Page) -> int | None:
    """The year that the address or a heading of its own tells, for days printed without one."""
    match = _URL_YEAR.search(page.url)
    if match:
        return int(match[1])
    headings = (heading.text or "" for heading in page.tree.iter("h1", "h2", "h3", "h4"))
    years = {text.strip() for text in headings if _YEAR.fullmatch(text.strip())}
    return int(years.pop()) if len(years) == 1 else None


@dataclass(slots=True)
class DayClaims:
    """What speaks for one day."""

    day: dt.date
    signals: dict[str, float] = field(default_factory=dict)
    claims: list[DateClaim] = field(default_factory=list)

    def add(self, claim: DateClaim, weight: float) -> None:
        """Count a claim; several of one signal count as the weightiest."""
        self.claims.append(claim)
        self.signals[claim.signal] = max(weight, self.signals.get(claim.signal, 0.0))

    @property
    def weight(self) -> float:
        """Sum over signals; a time element and its own text are one."""
        printed = max((self.signals.get(name, 0.0) for name in _PRINTED), default=0.0)
        metadata = sorted((self.signals.get(name, 0.0) for name in _METADATA), reverse=True)
        rest = sum(weight for name, weight in self.signals.items() if name not in _PRINTED | _METADATA)
        return printed + metadata[0] + _SECOND_METADATA * metadata[1] + rest

    def is_printed(self) -> bool:
        """True when a reader sees this day well placed."""
        return self.signals.get("text", 0.0) >= WELL_PRINTED


def decide(
    claims: list[DateClaim], day_first: bool | None, hints: DateHints, fetched_at: str | None = None
) -> Extracted[str]:
    """The day with the most weight behind it, as printed, with its evidence; None with the reason."""
    if not claims:
        return _none("the page tells no such date")
    cases = _cases(_on_one_clock(claims), day_first, hints, fetched_at)
    if not cases:
        return _none("every date on the page is impossible or lies in the future")
    ranked = sorted(cases, key=lambda case: -case.weight)
    best = _as_printed(ranked)
    if best.weight < ENOUGH:
        return _none(f"no date stands where an article's does; the nearest is {best.day}")
    rival = next((case for case in ranked if case is not best and case.weight == best.weight), None)
    if rival and any(claim.date.swappable for claim in best.claims) and rival.claims == best.claims:
        return _none(f"{best.claims[0].raw!r} may be {best.day} or {rival.day}")
    return _found(best, ranked, hints)


def _none(reason: str) -> Extracted[str]:
    return Extracted(None, Evidence(reason=reason))


def _cases(
    claims: Iterable[DateClaim], day_first: bool | None, hints: DateHints, fetched_at: str | None
) -> list[DayClaims]:
    cases: dict[dt.date, DayClaims] = {}
    latest = _day_after(fetched_at)
    for claim in claims:
        settled = claim.date.on(day_first=day_first)
        for day in claim.date.readings():
            weight = claim.weight * (1.0 if day == settled else _AMBIGUOUS)
            day = _local(claim, day, hints)
            if latest and day > latest:
                continue
            weight *= 1.0 if _is_bounded(day, hints) else _OUT_OF_BOUNDS
            cases.setdefault(day, DayClaims(day)).add(claim, weight)
    return list(cases.values())


def _local(claim: DateClaim, day: dt.date, hints: DateHints) -> dt.date:
    """The day on the site's clock, when its zone is known."""
    return dt.date.fromisoformat(stamp(claim.date, day, hints)[:10])


def _day_after(fetched_at: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(fetched_at[:10]) + dt.timedelta(days=1) if fetched_at else None
    except (ValueError, OverflowError):
        return None


def _is_bounded(day: dt.date, hints: DateHints) -> bool:
    text = day.isoformat()
    return (hints.not_before or text) <= text <= (hints.not_after or text)


def _as_printed(ranked: list[DayClaims]) -> DayClaims:
    """The best case, or the printed one that tells the same moment on the site's own clock a day off."""
    best = ranked[0]
    if best.signals.get("text", 0.0) >= WELL_PRINTED:
        return best
    hours = [
        int(claim.date.clock[:2])
        for claim in best.claims
        if claim.date.clock and claim.date.offset == "+00:00"
    ]
    for case in ranked[1:]:
        days = (case.day - best.day).days
        is_printed = case.is_printed() or {"url", "text"} <= case.signals.keys()
        if is_printed and any(
            (days == 1 and hour >= _FIRST_HOUR_OF_TOMORROW)
            or (days == -1 and hour <= _LAST_HOUR_OF_YESTERDAY)
            for hour in hours
        ):
            return case
    return best


def _on_one_clock(claims: list[DateClaim]) -> list[DateClaim]:
    """The claims, those told in UTC turned to the clock of a time element that tells the same instant.

    Seen: JSON-LD in UTC beside a time element at +03:00, a day apart for what was published at night.
    """
    local = {
        moment: claim.date
        for claim in claims
        if claim.signal == "time" and claim.date.offset not in (None, _UTC) and (moment := _instant(claim))
    }
    return (
        [
            replace(claim, date=local[moment])
            if claim.date.offset == _UTC and (moment := _instant(claim)) in local
            else claim
            for claim in claims
        ]
        if local
        else claims
    )


def _instant(claim: DateClaim) -> dt.datetime | None:
    """The instant a claim tells: 22:05 in UTC and 01:05 of the next day at +03:00 are one."""
    date = claim.date
    try:
        local = dt.datetime.fromisoformat(f"{date.on(day_first=True)}T{date.clock}{date.offset}")
        return local.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return None


def _found(best: DayClaims, ranked: list[DayClaims], hints: DateHints) -> Extracted[str]:
    ordered = sorted(best.claims, key=lambda claim: -claim.weight)
    signal = ordered[0].signal
    agreed = tuple(dict.fromkeys(claim.signal for claim in ordered if claim.signal != signal))
    others = {name: case for case in reversed(ranked) if case is not best for name in case.signals}
    differed = tuple(
        (name, case.day.isoformat()) for name, case in others.items() if name not in (signal, *agreed)
    )
    node = next((claim.node for claim in ordered if claim.node is not None), None)
    relative = next((claim.raw for claim in ordered if claim.is_relative), None)
    reason = f"counted from the time of fetching: {relative!r}" if relative and len(ordered) == 1 else None
    return Extracted(_value(best, ranked, hints), Evidence(signal, agreed, differed, reason), node)


def _value(best: DayClaims, ranked: list[DayClaims], hints: DateHints) -> str:
    """The day; with time and offset when a claim for this very day has both, or a printed time helps."""
    moments = list(_moments(ranked, hints))
    clocks = [claim.date.clock for claim in best.claims if claim.date.clock and not claim.date.offset]
    for moment, clock in product(moments, clocks):
        local = on_clock(moment, best.day, clock)
        if local:
            return local
    day = best.day.isoformat()
    return next((moment for moment in moments if moment.startswith(day)), day)


def _moments(ranked: list[DayClaims], hints: DateHints) -> Iterator[str]:
    """Every claim that tells time and offset, the weightiest first, on the site's clock."""
    claims = (claim for case in ranked for claim in case.claims if claim.date.clock)
    for claim in sorted(claims, key=lambda claim: -claim.weight):
        for day in claim.date.readings():
            moment = stamp(claim.date, day, hints)
            if "T" in moment:
                yield moment
