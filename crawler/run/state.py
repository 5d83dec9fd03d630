"""What the parts of one run share: its session, the counts, what was found, why it ends."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from crawler.download import Session, session_of
from crawler.frontier import Walk
from pipelines.identity import site_of, url_key
from pipelines.items import Article, ArticleUnchanged, ListingSeen, PageFailed
from pipelines.watch import FIELD_PLURALS, Alarm, Facts, Past, Trouble, judge, past_of_site, past_of_tag

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from pipelines.store import Corpus


@dataclass(slots=True)
class Tally:
    """Counts of one run."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: int = 0
    listing_pages: int = 0
    planned: int = 0
    """Articles asked for or to be asked for."""
    done: int = 0
    """Of these, how many have come to an end, good or bad."""
    began: float = field(default_factory=time.monotonic)

    def seconds(self) -> float:
        """Return how long the run has taken so far."""
        return time.monotonic() - self.began


@dataclass(slots=True)
class SiteHealth:
    """Figures of one site. `read`: by link, which fields the article behind it has."""

    asked: int = 0
    failed: int = 0
    there: int = 0
    """Pages that show their article, read or unchanged."""
    strange: int = 0
    fitted: int = 0
    drifted: int = 0
    read: dict[str, frozenset[str]] = field(default_factory=dict)

    def filled(self) -> Counter[str]:
        """Return how many of the articles read have each field."""
        return Counter(name for fields in self.read.values() for name in fields)


class Health:
    """Figures of one run."""

    def __init__(self) -> None:
        self._sites: dict[str, SiteHealth] = {}
        self._cards: Counter[str] = Counter()
        self._moves: dict[str, str] = {}

    def site(self, name: str) -> SiteHealth:
        """Return the figures of a site."""
        return self._sites.setdefault(name, SiteHealth())

    def _site_of(self, url: str) -> SiteHealth:
        return self.site(site_of(url))

    def note(self, item: object) -> None:
        """Count what came of a page, when it has been stored."""
        match item:
            case ListingSeen():
                self._site_of(item.tag_url).asked += 1
                self._cards[item.tag_url] += len(item.cards)
            case PageFailed():
                self._site_of(item.url).asked += 1
                self._site_of(item.url).failed += 1
                if item.stage == "listing" and item.tag_url:
                    self._cards[item.tag_url] += 0
            case ArticleUnchanged():
                self._site_of(item.link).asked += 1
                self._site_of(item.link).there += 1

    def note_read(self, link: str, article: Article) -> None:
        """Count an article that was read; read once more with its site's layout it counts as read then."""
        site = self._site_of(link)
        key = url_key(link)
        site.asked += key not in site.read
        site.there += key not in site.read
        site.read[key] = frozenset(name for name in FIELD_PLURALS if getattr(article, name))

    def note_move(self, tag_url: str, text: str) -> None:
        """Note what is to be told of a tag that has moved."""
        self._moves[tag_url] = text

    def note_strange(self, url: str) -> None:
        """Count a page that came and does not show what it should."""
        self._site_of(url).strange += 1

    def is_well(self, url: str) -> bool:
        """True when most pages of a site show what they should: one that does not stands for itself."""
        site = self._site_of(url)
        return site.there > site.strange

    def judge(self, corpus: Corpus, crawl_id: int) -> dict[tuple[str, str], str]:
        """Return what the checks say of a run."""
        return judge(self._facts(corpus, crawl_id))

    def _facts(self, corpus: Corpus, crawl_id: int) -> Iterator[tuple[Facts, Past]]:
        for url, cards in self._cards.items():
            yield (
                Facts(url, site_of(url), cards=cards, moved=self._moves.get(url, "")),
                past_of_tag(corpus.sql, url),
            )
        for name, site in self._sites.items():
            facts = Facts(
                about=name,
                site=name,
                asked=site.asked,
                failed=site.failed,
                read=len(site.read),
                filled=site.filled(),
                strange=site.strange,
                fitted=site.fitted,
                drifted=site.drifted,
            )
            yield facts, past_of_site(corpus.sql, name, crawl_id)


class Run:
    """One crawl. `fatal` is the sentence to end with when it cannot go on; `signal` the one that ended it."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.tally = Tally()
        self.health = Health()
        self.alarms: list[Alarm] = []
        """What looked wrong and did not before; filled in when the run ends."""
        self.walks: list[Walk] = []
        """The walks that have ended, in the order in which they did."""
        self.troubles: list[Trouble] = []
        """All that is wrong with the file's tags when the run has ended."""
        self.failed_anew = 0
        """Pages that failed and are neither told of by their list's trouble nor accepted."""
        self.first_failures: list[PageFailed] = []
        self.resting: set[str] = set()
        """Keys of pages that failed in earlier runs and were not asked for in this one."""
        self.signal: int | None = None
        self.fatal: str | None = None

    @property
    def is_stopping(self) -> bool:
        """True when the run was told to end before its work was done."""
        return self.signal is not None or self.fatal is not None


_runs: WeakKeyDictionary[Crawler, Run] = WeakKeyDictionary()


def run_of(crawler: Crawler) -> Run:
    """Return the run a Scrapy crawler makes; the same one for all its parts."""
    if crawler not in _runs:
        _runs[crawler] = Run(session_of(crawler))
    return _runs[crawler]
