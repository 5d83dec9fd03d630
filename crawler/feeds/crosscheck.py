"""An article held against what a feed or an API says of it: what they agree on, differ in, and can add.

The page has the last word: a value that it gives is never changed, and the text is only ever its own.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from crawler.dates import in_zone
from crawler.feeds.reader import Entry
from pipelines.compare import key
from pipelines.items import Article, Evidence

# Days begin up to so many hours after and before they do in UTC.
_EARLIEST, _LATEST = dt.timedelta(hours=-12), dt.timedelta(hours=14)
_MINUTE = dt.timedelta(minutes=1)


def cross_check(
    article: Article, entry: Entry, signal: str, *, names_authors: bool = True, zone: str | None = None
) -> None:
    """Note in the article's evidence what an entry says; add date and authors where the page gives none.

    `signal`: feed or api. `names_authors`: False when the entries are all signed alike, by the account that
    posts; then they name no author.
    """
    if entry.title and article.title:
        _note(article, "title", signal, key(entry.title) == key(article.title), entry.title)
    if entry.published:
        _check_published(article, entry.published, signal, zone)
    if entry.authors:
        _check_authors(article, entry.authors, signal, names_authors)


def _check_published(article: Article, told: str, signal: str, zone: str | None) -> None:
    if article.published:
        _note(article, "published", signal, is_same_time(article.published, told), told)
    else:
        article.published = in_zone(told, zone)
        _add(article, "published", signal)


def _check_authors(article: Article, told: tuple[str, ...], signal: str, names_authors: bool) -> None:
    if article.authors:
        agrees = set(map(key, told)) == set(map(key, article.authors))
        if agrees or names_authors:
            _note(article, "authors", signal, agrees, "; ".join(told))
    elif names_authors and all(map(_is_full, told)):
        article.authors = list(told)
        _add(article, "authors", signal)


def is_same_time(one: str, other: str) -> bool:
    """True for the same moment, and for a day and a moment that falls on it somewhere on earth.

    Feeds tell UTC: 22:00 there is the next day on a page in Minsk.
    """
    if one[:10] == other[:10]:
        return True
    try:
        if len(one) > 10 and len(other) > 10:
            return abs(dt.datetime.fromisoformat(one) - dt.datetime.fromisoformat(other)) < _MINUTE
        day, moment = sorted((one, other), key=len)
        if len(moment) == 10:
            return False
        at = dt.datetime.fromisoformat(moment).astimezone(dt.UTC)
        return day in {(at + _EARLIEST).date().isoformat(), (at + _LATEST).date().isoformat()}
    except (ValueError, TypeError, OverflowError):
        return False


def _is_full(name: str) -> bool:
    """False for a single Latin word: an account's login."""
    return " " in name.strip() or not name.isascii()


def _add(article: Article, field: str, signal: str) -> None:
    own = article.evidence.get(field, Evidence())
    reason = f"not from the page: {own.reason}" if own.reason else "not from the page"
    article.evidence[field] = replace(own, signal=signal, reason=reason)


def _note(article: Article, field: str, signal: str, agrees: bool, told: str) -> None:
    own = article.evidence.get(field, Evidence())
    if agrees:
        own = replace(own, agreed=(*own.agreed, signal))
    else:
        own = replace(own, differed=(*own.differed, (signal, told)))
    article.evidence[field] = own
