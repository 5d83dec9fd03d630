"""When an article was published, and when it was modified: the day as the page shows it.

Metadata, printed dates, the listing's card and the address each claim a day; the day with the most weight
behind it is taken, and what is printed is believed where metadata tell the same moment on another clock.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from crawler.dates.dateclaims import Claim, metadata_claims
from crawler.dates.datetexts import DateText, read_dates
from crawler.dates.dateverdicts import ENOUGH, decide
from crawler.dates.printeddates import printed_claims
from crawler.dates.relativedates import read_relative
from crawler.dates.showndays import weigh_shown
from crawler.dates.stamps import DateHints, base_language, is_day_first, stamp
from crawler.document import Extracted, Page
from pipelines.items import Card

__all__ = ["DateHints", "Dates", "find_dates", "normalise_date"]

_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_URL_DAY = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/-]|$)")
_FILED = re.compile(r"/\d{4}/\d\d/\d\d/")
_URL_YEAR = re.compile(r"/((?:19|20)\d\d)[/-]")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_FIRST_YEAR_OF_THE_WEB = 1990
_URL_WEIGHT = 0.6
_CARD_WEIGHT = 2.5
ENOUGH_CHANGED = 2.0


@dataclass(frozen=True, slots=True)
class Dates:
    """The two dates of an article."""

    published: Extracted[str]
    modified: Extracted[str]


def normalise_date(
    raw: str,
    *,
    language: str | None = None,
    hints: DateHints = DateHints(),  # noqa: B008  (frozen)
    fetched_at: str | None = None,
) -> str | None:
    """The date in a short text as YYYY-MM-DD, or YYYY-MM-DDTHH:MM:SS+HH:MM when time and offset are known.

    None when there is no date, or when it can be read in two ways. Normalising twice changes nothing.
    """
    text = raw.strip()
    if _EPOCH.fullmatch(text):
        return _from_epoch(int(text[:10]), hints)
    for date in read_dates(text, base_language(language)):
        day = date.on(day_first=is_day_first(language, hints))
        return stamp(date, day, hints) if day else None
    return read_relative(text, base_language(language), fetched_at)


def _from_epoch(seconds: int, hints: DateHints) -> str | None:
    moment = dt.datetime.fromtimestamp(seconds, dt.UTC)
    date = DateText(moment.year, moment.month, moment.day, clock=f"{moment:%H:%M:%S}", offset="+00:00")
    return stamp(date, moment.date(), hints) if moment.year > _FIRST_YEAR_OF_THE_WEB else None


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
    is_undated = not any(claim.signal == "text" and claim.weight >= ENOUGH_CHANGED for claim in printed)
    is_article = card is not None or (is_signed and is_undated)
    claims = [*weigh_shown(told, printed, page, spoken, is_article=is_article), *printed]
    claims += [*_card_claim(card), *_url_claim(page.url, is_signed=is_signed)]
    day_first = is_day_first(language, hints)
    published = decide(_of("published", claims), day_first, hints, page.fetched_at)
    modified = decide(_of("modified", claims), day_first, hints, page.fetched_at)
    if published.value is None:
        published = _last_change(claims, day_first, hints, page.fetched_at) or published
    return Dates(published, modified)


def _last_change(
    claims: list[Claim], day_first: bool | None, hints: DateHints, fetched_at: str | None
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


def _is_last_change(claim: Claim) -> bool:
    return claim.kind == "modified" and claim.signal == "text" and claim.weight >= ENOUGH_CHANGED


def _of(kind: str, claims: Iterable[Claim]) -> list[Claim]:
    return [claim for claim in claims if claim.kind == kind]


def _declared_language(page: Page) -> str | None:
    """The page's declared language: enough to read month names and numbers by."""
    lang = page.tree.get("lang") or page.tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    return lang or next(iter(page.meta.get("og:locale", [])), None)


def _card_claim(card: Card | None) -> Iterator[Claim]:
    if card is not None and card.published:
        for date in read_dates(card.published)[:1]:
            yield Claim("listing", "published", date, card.published, _CARD_WEIGHT)


def _year_of(page: Page) -> int | None:
    """The year that the address or a heading of its own tells, for days printed without one."""
    match = _URL_YEAR.search(page.url)
    if match:
        return int(match[1])
    headings = (heading.text or "" for heading in page.tree.iter("h1", "h2", "h3", "h4"))
    years = {text.strip() for text in headings if _YEAR.fullmatch(text.strip())}
    return int(years.pop()) if len(years) == 1 else None


def _url_claim(url: str, *, is_signed: bool = False) -> Iterator[Claim]:
    """The day in the address: weak, an address like /2024/10/25-prisoners counts prisoners.

    A folder of its own for year, month and day is how blog engines file a post; somebody signs those.
    """
    match = _URL_DAY.search(url)
    if match:
        year, month, day = map(int, match.groups())
        is_filed = is_signed and bool(_FILED.search(match.group() + url[match.end() :][:1]))
        weight = ENOUGH if is_filed else _URL_WEIGHT
        yield Claim("url", "published", DateText(year, month, day), match.group().strip("/"), weight)
