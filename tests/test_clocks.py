"""Clocks that were wrong: a time still to come counts as never, so that a mistake costs one run."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crawler.frontier.pagination import is_whole
from pipelines.items import Card, Fetch
from pipelines.moments import following, is_since, past
from pipelines.read.query import tag_figures
from pipelines.store.corpus import Corpus
from pipelines.store.tags import due, follow, followed
from tests.conftest import Ended, rows
from tests.servers import Site, article, tag_site
from tests.test_store import EVENING, MORNING, NOON, TAG, corpus, listing, reading
from tests.travelled import Travelling

__all__ = ["corpus"]
NEXT_YEAR = "2027-11-22T12:00:00+00:00"
AT = datetime.fromisoformat(NOON)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        (MORNING, datetime(2026, 11, 22, 6, tzinfo=UTC)),
        ("2026-11-22T06:00:00", datetime(2026, 11, 22, 6, tzinfo=UTC)),
        (NOON, AT),
        (EVENING, None),
        (NEXT_YEAR, None),
        (None, None),
        ("last Tuesday", None),
    ],
)
def test_a_time_still_to_come_is_none(text: str | None, moment: datetime | None) -> None:
    assert past(text, AT) == moment


def test_what_never_was_is_long_ago() -> None:
    pause = timedelta(hours=6)
    assert [is_since(text, pause, NOON) for text in (MORNING, NOON, NEXT_YEAR, None)] == [
        *(True, False, True, True)
    ]
    assert (following(MORNING, pause, NOON), following(NEXT_YEAR, pause, NOON)) == (NOON, None)


def test_a_list_that_was_walked_at_a_time_to_come_is_walked_to_its_end() -> None:
    assert is_whole(NEXT_YEAR, AT, recheck_all=False)


def test_a_tag_that_was_crawled_at_a_time_to_come_is_due(corpus: Corpus) -> None:
    follow(corpus.sql, TAG, MORNING)
    corpus.end_crawl(corpus.begin_crawl([TAG], "crawl", NEXT_YEAR), NEXT_YEAR, {})
    assert due(followed(corpus.sql), NOON)
    assert [figures.next_due for figures in tag_figures(corpus.sql, NOON)] == [None]


def test_a_page_that_has_been_missing_since_a_time_to_come_is_gone_two_days_on(corpus: Corpus) -> None:
    corpus.save_article(reading(at=NEXT_YEAR))
    link = reading().link
    assert not corpus.mark_missing(link, NEXT_YEAR)
    assert not corpus.mark_missing(link, NOON)
    assert corpus.mark_missing(link, "2026-11-24T12:00:00+00:00")


def test_a_card_that_was_seen_at_a_time_to_come_goes_off_its_list(corpus: Corpus) -> None:
    corpus.save_listing(listing(Card("https://example.org/a", "A title"), at=NEXT_YEAR))
    assert corpus.walk_ended(TAG, MORNING, NOON) == 1


def test_a_page_that_was_fetched_at_a_time_to_come_is_not_newer_than_what_came_after_it(
    corpus: Corpus,
) -> None:
    corpus.save_article(reading(at=NEXT_YEAR))
    link = reading().link
    corpus.save_fetch(Fetch(link, NEXT_YEAR, 200, sha256="old", warc_file="p", warc_offset=0))
    corpus.save_fetch(Fetch(link, NOON, 200, sha256="new", warc_file="p", warc_offset=9))
    latest = corpus.last_fetch(link)
    assert latest is not None
    assert latest.sha256 == "new"
    article_id = corpus.known(link)
    assert article_id is not None
    assert [fetch.sha256 for fetch in corpus.archived(article_id)] == ["new"]


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> list[Ended]:
    """The first run with a clock that is a year ahead; one edit, one removal; three runs in four days."""
    db = tmp_path_factory.mktemp("clocks") / "corpus.db"
    with Site(tag_site(3)) as site, Travelling(db) as travelling:
        travelling.run(NEXT_YEAR, "follow", site.url("/tag"))
        ended = [travelling.run(NEXT_YEAR, "run", "--delay", 0, "--json")]
        site.routes["/opinion/2"] = article(2, extra="<p>Correction: the hearing was held in April.</p>")
        del site.routes["/opinion/1"]
        for day in (22, 23, 26):
            moment = f"2026-11-{day}T12:10:00+00:00"
            ended.append(travelling.run(moment, "run", "--delay", 0, "--json"))
    return ended


def test_an_edit_is_found_by_the_first_run_with_the_right_clock(runs: list[Ended]) -> None:
    assert [run.figures["updated"] for run in runs] == [0, 1, 0, 0]


def test_a_removal_is_found_two_days_after_the_first_run_with_the_right_clock(runs: list[Ended]) -> None:
    query = "SELECT substr(url, -2), substr(gone_since, 1, 10) FROM articles WHERE gone_since IS NOT NULL"
    assert rows(runs[0].db, query) == [("/1", "2026-11-22")]


def test_the_clock_costs_one_run(runs: list[Ended]) -> None:
    """robots.txt, the list and the three articles, twice; then the list, what was edited, what is missing."""
    assert [run.figures["requests"] for run in runs] == [5, 5, 4, 4]
