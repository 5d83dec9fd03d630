"""What a tag leaves to be done besides its new cards: cards that earlier runs left, articles due again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from crawler.crawl.revisit import is_due
from crawler.crawl.work import Job
from pipelines.corpus import Corpus
from pipelines.sightings import Known


def backlog(corpus: Corpus, tag_url: str, recheck: str, is_edited: Callable[[Known], bool]) -> Iterator[Job]:
    """Yield the jobs that the file says a tag has, in the order of its listing: unread cards go first.

    `recheck`: which known articles are asked for again: all, none, or those that are due; `is_edited` tells
    of one that has changed since it was last looked at.
    """
    for card in corpus.pending(tag_url):
        yield Job(card, tag_url)
    if recheck == "none":
        return
    moment = datetime.now(UTC)
    for known in corpus.known_cards(tag_url):
        if recheck == "all" or _is_due(known, moment) or is_edited(known):
            yield Job(known.card, tag_url, is_known=True, is_gone=known.gone_since is not None)


def _is_due(known: Known, moment: datetime) -> bool:
    return is_due(
        moment,
        checked_at=None if known.is_unfinished else known.asked_at or known.last_seen,
        changes=(known.published, known.edited_at, known.missing_since),
        signs=(known.card_changed_at, known.unlisted_since, known.doubled_at),
        known_since=known.first_seen,
    )
